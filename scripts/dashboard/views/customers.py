"""Who comes back, and what are they worth?"""

import streamlit as st
from charts import drawn, grids, words

from dashboard import asking, figures

ACTIVITIES = {"Visits": "visit", "Purchases": "purchase"}


def page() -> None:
    """The retention triangle, and the grid of recency and frequency."""
    retention()
    left, right = st.columns(2, gap="large")
    with left:
        recency_and_frequency()
    with right:
        segments()


def retention() -> None:
    """Cohorts by how many of them came back."""
    found = asking.rows("whose_retention")
    if found.empty:
        st.info("Nobody has come yet.")
        return
    sources = found["event_source"].unique()
    with st.container(horizontal=True, gap="small"):
        activity = st.selectbox(
            "Of", list(ACTIVITIES), key="activity", bind="query-params", width=150
        )
        period = st.selectbox(
            "By", ["week", "month"], format_func=words.name, key="cohorts", bind="query-params",
            width=130,
        )  # fmt: skip
        source = sources[0]
        if len(sources) > 1:
            source = st.selectbox(
                "Source of events", sources, key="event_source", bind="query-params", width=170
            )
        named = {
            "Everybody" if row.dimension == "all" else words.name(row.dimension_value): row
            for row in found[found["event_source"].eq(source)].itertuples()
        }
        whose = st.selectbox("First seen", list(named), key="first", bind="query-params", width=190)
    figures.show(
        "Who comes back?" if activity == "Visits" else "Who buys again?",
        "retention_triangle",
        {
            "activity": [ACTIVITIES[activity]],
            "cohort_period": [period],
            "event_source": [source],
            "dimension": [named[whose].dimension],
            "dimension_value": [named[whose].dimension_value],
        },
        drawn.retention_triangle,
        note=f"Rows: those first seen in a {period}. Columns: {period}s since each person's own "
        "first day. Only what is over for everybody of the row is shown.",
        empty="No cohort has come of age.",
    )


def recency_and_frequency() -> None:
    """The RFM grid."""
    figures.show(
        "How lately and how often did they buy?",
        "recency_and_frequency",
        {},
        lambda rows, look: grids.heat(
            rows.assign(
                told=rows["buyers"].map(words.number),
                lately=[LATELY.get(int(score), str(score)) for score in rows["recency_score"]],
                often=rows["frequency_score"].astype(int),
            ),
            "often", "lately", "buyers", "told", look, cell=40,
        ),
        note="Buyers; rows by how lately, columns by how often: 1 seldom, 5 most often.",
        empty="Nobody has bought yet.",
    )  # fmt: skip


LATELY = {5: "just now", 4: "lately", 3: "some time ago", 2: "long ago", 1: "longest ago"}


def segments() -> None:
    """The segments of buyers by what they have brought, and what of it the silent did."""
    figures.show(
        "Which buyers bring the money, and are they still there?",
        "value_at_risk",
        {},
        drawn.value_at_risk,
        note=f"What they have brought, in {figures.currency()}, and how much of it by buyers who "
        "have probably gone: by their own rhythm at a risk of 80 % or more.",
        empty="Nobody has bought yet.",
    )  # fmt: skip
