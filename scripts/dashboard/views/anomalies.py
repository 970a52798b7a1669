"""What was unusual, and how does it look beside what was expected?"""

import streamlit as st
from charts import drawn, words

from dashboard import asking, figures, filters

SHOWN = 8  # incidents that are over and told at length; the others are in a table


def page() -> None:
    """The incidents, and any watched metric with its band."""
    asked = filters.chosen("what_went_wrong", "watched_metrics", "metric_history")
    incidents(asked)
    history(asked)


def incidents(asked: dict) -> None:
    """Each in its sentence, the open and the costly first."""
    rows = asking.rows("what_went_wrong", asked)
    st.markdown("### What went wrong?")
    if rows.empty:
        st.success("Nothing unusual was found in these days.", icon=":material/check_circle:")
    for row in rows[rows["is_open"]].itertuples():
        show = st.error if row.severity == "critical" else st.warning
        show(f"**{words.name(row.sentence)}**", icon=":material/error:")
    over = rows[~rows["is_open"]]
    for row in over.head(SHOWN).itertuples():
        days = words.days(row.start_date, row.end_date)
        st.markdown(f"- **{days}**, {row.severity}: {words.name(row.sentence)}.")
    if len(over) > SHOWN:
        st.dataframe(
            over.iloc[SHOWN:][
                ["start_date", "end_date", "severity", "money_at_stake", "sentence"]
            ].assign(sentence=lambda others: others["sentence"].map(words.name)),
            hide_index=True,
            height=220,
            column_config={
                "start_date": st.column_config.DateColumn("From", format="D MMM YYYY"),
                "end_date": st.column_config.DateColumn("To", format="D MMM YYYY"),
                "severity": "Severity",
                "money_at_stake": st.column_config.NumberColumn("At stake", format="localized"),
                "sentence": st.column_config.TextColumn("What happened", width="large"),
            },
        )
    figures.details(figures.question("what_went_wrong", asked), rows, "what_went_wrong")


def history(asked: dict) -> None:
    """A metric of a segment, its band, and the days that were unusual."""
    watched = asking.rows("watched_metrics", asked)
    if watched.empty:
        st.info("Nothing is watched yet: a metric needs some weeks of history.")
        return
    st.markdown("### How did a metric go beside what was expected?")
    with st.container(horizontal=True, gap="small"):
        days = watched.groupby("metric", sort=False)["unusual_days"].max()
        usual = days.index.to_list()
        first = usual.index("sessions") if not days.max() and "sessions" in usual else 0
        metric = st.selectbox(
            "Metric", usual, index=first, format_func=words.name, key="metric",
            bind="query-params", width=300,
        )  # fmt: skip
        own = watched[watched["metric"].eq(metric)]
        named = {
            "Everybody" if row.dimension == "all" else words.name(row.dimension_value): row
            for row in own.itertuples()
        }
        segment = st.selectbox(
            "Segment", list(named), key="segment", bind="query-params", width=260
        )
    row = named[segment]
    figures.show(
        f"{words.name(metric)}, {segment.lower()}: {row.unusual_days} unusual days",
        "metric_history",
        asked
        | {
            "metric": [metric],
            "dimension": [row.dimension],
            "dimension_value": [row.dimension_value],
        },
        drawn.metric_history,
        note="Shaded: where its own history expects it. Diamond: a day outside it, no chance find. "
        "Without a band there is too little history, or too little traffic.",
        level=4,
    )
