"""Can the numbers be trusted?"""

import streamlit as st
from charts import bars, drawn, lines, words

from dashboard import asking, figures, filters

KINDS = {
    "conservation": "Nothing lost on the way",
    "cross_source": "With the raw events",
    "horizontal": "Between tables",
    "temporal": "Days with weeks and months",
    "vertical": "Between layers",
}


def page() -> None:
    """What was accepted, what was excluded and why, whether tables agree, and the bots."""
    asked = filters.chosen("rows_by_outcome", "excluded_by_day", "bot_share_by_day")
    accounted(asked)
    left, right = st.columns(2, gap="large")
    with left:
        excluded(asked)
    with right:
        by_day(asked)
    agreement()
    bots(asked)


def accounted(asked: dict) -> None:
    """Rows accepted, and comparisons that agree."""
    rows = asking.rows("rows_by_outcome", asked)
    accepted = rows[rows["outcome"].eq("accepted")]
    checks = asking.rows("do_the_tables_agree")["is_reconciled"]
    with st.container(horizontal=True, gap="small"):
        if len(accepted):
            first = accepted.iloc[0]
            st.metric("Rows accepted", words.number(first["events"]), border=True, width=171)
            st.metric("Of all rows", words.share(first["share"]), border=True, width=171)
        st.metric("Figures that agree", f"{checks.sum()} of {len(checks)}", border=True, width=171)


def excluded(asked: dict) -> None:
    """By reason."""
    figures.show(
        "Why were rows excluded?",
        "rows_by_outcome",
        asked | {"outcome": ["excluded"]},
        drawn.rows_by_outcome,
        note="Every row is accepted or excluded for exactly one reason; excluded rows are kept.",
        empty="None was.",
    )  # fmt: skip


def by_day(asked: dict) -> None:
    """The excluded share over time."""
    figures.show(
        "Is that share the same every day?",
        "excluded_by_day",
        asked,
        lambda rows, look: lines.trend(
            rows.assign(told=rows["excluded_share"].map(words.share)),
            "excluded_share", look, axis=".1%", told="told", colour=look.contrast,
        ),
    )  # fmt: skip


def agreement() -> None:
    """The comparisons themselves, those that fail first."""
    rows = asking.rows("do_the_tables_agree")
    st.markdown("### Do all tables that show a figure show the same one?")
    if rows["is_reconciled"].all():
        st.success(f"All {len(rows)} comparisons agree.", icon=":material/check_circle:")
    else:
        wrong = (~rows["is_reconciled"]).sum()
        st.error(f"{wrong} of {len(rows)} comparisons differ.", icon=":material/error:")
    st.caption(
        " · ".join(
            f"{told(kind.kind)} {kind.reconciled} of {kind.checks}"
            for kind in asking.rows("reconciled_by_kind").itertuples()
        )
    )
    st.dataframe(
        rows.assign(kind=rows["kind"].map(told))[
            ["is_reconciled", "check_name", "left_value", "right_value", "difference", "kind"]
        ],
        hide_index=True,
        height=220,
        column_config={
            "is_reconciled": st.column_config.CheckboxColumn("Agrees"),
            "check_name": st.column_config.TextColumn("Figure", width="large"),
            "kind": "Kind",
            "left_value": st.column_config.NumberColumn("Here", format="localized"),
            "right_value": st.column_config.NumberColumn("There", format="localized"),
            "difference": st.column_config.NumberColumn("Difference", format="localized"),
        },
    )
    figures.details(figures.question("do_the_tables_agree", {}), rows, "do_the_tables_agree")


def told(kind: str) -> str:
    """A kind of comparison as words."""
    return KINDS.get(kind, words.name(kind))


def bots(asked: dict) -> None:
    """Their share, and their kinds."""
    left, right = st.columns(2, gap="large")
    with left:
        figures.show(
            "How much of the traffic is bots'?",
            "bot_share_by_day",
            asked,
            lambda rows, look: lines.trend(
                rows.assign(told=rows["bot_share"].map(words.share)),
                "bot_share", look, axis=".0%", told="told",
            ),
            note="They are marked and kept out of every other figure.",
        )  # fmt: skip
    with right:
        figures.show(
            "Which bots are they?",
            "kinds_of_bots",
            asked,
            lambda rows, look: bars.captioned(
                rows.assign(
                    kind=rows["bot_kind"].map(words.name),
                    told=[f"{words.number(r.bot_sessions)} · {words.share(r.share)}"
                          for r in rows.itertuples()],
                ),
                "bot_sessions", "kind", "told", look,
            ),
            empty="No bot came.",
        )  # fmt: skip
