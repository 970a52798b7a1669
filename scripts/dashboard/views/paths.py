"""By which ways do people go through a visit?"""

import pandas as pd
import streamlit as st
from charts import bars, flows, grids, words
from charts.look import Look

from dashboard import asking, figures

STREAMS = {"Pages": "page", "Events": "event"}
ENDS = {
    "From the start": "from_start",
    "To a purchase": "to_conversion",
    "To the exit": "to_exit",
}
STATES = 10  # of the heat map: the most frequent


def page() -> None:
    """The Sankey from or to a chosen state, the top paths and the moves between states."""
    segments = asking.rows("whose_paths")
    if segments.empty:
        st.info("Nobody has come yet.")
        return
    with st.container(horizontal=True, gap="small"):
        stream = STREAMS[
            st.selectbox("Of", list(STREAMS), key="stream", bind="query-params", width=130)
        ]
        asked = {"stream": [stream]} | whose(segments)
        states = asking.rows("moves_between_states", asked)["from_state"].unique()
        named = {f"Around {words.name(s).lower()}": s for s in states if s != "(start)"}
        end = st.selectbox(
            "From or to", [*ENDS, *named], key="state", bind="query-params", width=240
        )
    if end in ENDS:
        ways(asked, end)
    else:
        around(asked, named[end])
    moves(asked)
    top(asked)


def whose(found: pd.DataFrame) -> dict:
    """Everybody's paths, or those of one segment."""
    named = {
        "Everybody" if row.dimension == "all" else words.name(row.dimension_value): {
            "dimension": [row.dimension],
            "dimension_value": [row.dimension_value],
        }
        for row in found.itertuples()
        if row.dimension_value != "(unknown)"
    }
    return named[st.selectbox("Whose", list(named), key="whose", bind="query-params", width=190)]


def ways(asked: dict, end: str) -> None:
    """Step by step from the start, to a purchase, or out."""
    backwards = ENDS[end] != "from_start"
    figures.show(
        {
            "From the start": "Where do they go from the start?",
            "To a purchase": "What leads to a purchase?",
            "To the exit": "What do they do before they leave?",
        }[end],
        "flows_from_or_to_an_end",
        asked | {"direction": [ENDS[end]]},
        lambda rows, look: flows.sankey(rows, look, backwards),
        note="Five steps; whoever leaves is grey. Small flows are gathered in (other).",
        empty="No visit of theirs got there.",
    )


def around(asked: dict, state: str) -> None:
    """One step before a state and one after."""
    name = words.name(state).lower()
    for side, title in (
        ("before", f"Where do they come from to {name}?"),
        ("after", f"Where do they go from {name}?"),
    ):

        def draw(rows: pd.DataFrame, look: Look, side: str = side) -> dict:
            own = rows[rows["side"].eq(side)].head(8)
            return bars.captioned(
                own.assign(
                    state=own["neighbour"].map(words.name),
                    told=[f"{words.share(r.share)} · {words.number(r.transitions)} times"
                          for r in own.itertuples()],
                ),
                "share", "state", "told", look,
            )  # fmt: skip

        figures.show(title, "before_and_after_a_state", asked | {"state": [state]}, draw, key=side)


def moves(asked: dict) -> None:
    """How likely each state follows each other one."""

    def draw(rows: pd.DataFrame, look: Look) -> dict:
        frequent = list(rows["from_state"].drop_duplicates()[:STATES])
        ends = [*(state for state in frequent if state != "(start)"), "(exit)"]
        own = rows[rows["from_state"].isin(frequent) & rows["to_state"].isin(ends)]
        own = own.assign(
            told=own["probability"].map("{:.0%}".format),
            after=own["from_state"].map(words.name),
            next=pd.Categorical(own["to_state"].map(words.name), [words.name(s) for s in ends]),
        ).sort_values("next", kind="stable")
        own["after"] = pd.Categorical(own["after"], [words.name(s) for s in frequent])
        own = own.sort_values(["after", "next"]).astype({"after": str, "next": str})
        order = [words.name(state) for state in ends]
        return grids.heat(
            own, "next", "after", "probability", "told", look, slanted=True, across_order=order
        )

    figures.show(
        "What comes next?",
        "moves_between_states",
        asked,
        draw,
        note="Of those who leave a state (row), the share that goes to each other one (column).",
    )


def top(asked: dict) -> None:
    """The most frequent whole visits, as a table."""
    rows = asking.rows("top_paths", asked)
    st.markdown("### Which whole visits are the most frequent?")
    shown = rows.assign(
        share=rows["share"] * 100, conversion_rate=rows["conversion_rate"] * 100,
        path=[" → ".join(map(words.name, path.split(" > "))) for path in rows["path"]],
    )[["sessions", "path", "share", "conversion_rate", "revenue"]]  # fmt: skip
    st.dataframe(
        shown,
        hide_index=True,
        column_config={
            "path": st.column_config.TextColumn("Way through the visit", width="large"),
            "sessions": st.column_config.NumberColumn("Visits", format="localized"),
            "share": st.column_config.ProgressColumn(
                "Of all", format="%.1f %%", min_value=0, max_value=float(shown["share"].max() or 1)
            ),
            "conversion_rate": st.column_config.NumberColumn("Converts", format="%.1f %%"),
            "revenue": st.column_config.NumberColumn("Revenue", format="localized"),
        },
    )
    figures.details(figures.question("top_paths", asked), rows, "top_paths")
