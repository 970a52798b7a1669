"""Where in a funnel do people drop off?"""

import pandas as pd
import streamlit as st
from charts import bars, drawn, grids, words
from charts.look import Look

from dashboard import asking, figures, filters

COMPARED = {
    "device_type": "Device", "channel": "Channel", "traffic_source": "Source",
    "country_code": "Country", "visitor_type": "New or returning",
}  # fmt: skip


def page() -> None:
    """The steps, how they went over time, how long they take, and two segments side by side."""
    funnels = list(asking.rows("funnel_by_step")["funnel"].unique())
    if not funnels:
        st.info("No funnel has an entrant yet.")
        return
    funnel = st.selectbox(
        "Funnel", funnels, index=funnels.index("purchase") if "purchase" in funnels else 0,
        format_func=words.name, key="funnel", bind="query-params", width=320,
    )  # fmt: skip
    chosen = filters.chosen("funnel_by_step", "funnel_trend", "two_segments_compared")
    asked = chosen | {"funnel": [funnel]}
    left, right = st.columns(2, gap="large")
    with left:
        steps(asked)
    with right:
        over_time(asked)
    how_long(asked)
    compared(asked)


def steps(asked: dict) -> None:
    """Value, percent of the step before and of the first."""
    figures.show(
        "Where do they drop off?",
        "funnel_by_step",
        asked,
        drawn.funnel_by_step,
        empty="Nobody entered this funnel.",
    )  # fmt: skip


def over_time(asked: dict) -> None:
    """The share that goes on from each step."""
    st.markdown("### Does it get better or worse?")
    period = st.segmented_control(
        "By", ["day", "week", "month"], default="week", required=True, key="by",
        bind="query-params", format_func=words.name, label_visibility="collapsed",
    )  # fmt: skip
    figures.show(
        None,
        "funnel_trend",
        asked | {"period": [period]},
        drawn.funnel_trend,
        note="Share that went on from each step, by the time of entry; hollow: not complete.",
    )  # fmt: skip


def how_long(asked: dict) -> None:
    """The time from one step to the next."""

    def draw(rows: pd.DataFrame, look: Look) -> dict:
        rows = rows.assign(
            step=rows["step_name"].map(words.name),
            told=[f"{share:.0%}" if share >= 0.005 else "" for share in rows["share"]],
        )
        return grids.heat(rows, "bin", "step", "share", "told", look, slanted=True)

    rows = figures.show(
        "How long do they take from the step before?", "time_between_steps", asked, draw
    )
    st.markdown(
        "\n".join(
            f"- **{words.name(row.step_name)}**: half of them within "
            f"{words.seconds(row.median_seconds)}, nine in ten within "
            f"{words.seconds(row.p90_seconds)}."
            for row in rows.drop_duplicates("step_number").itertuples()
        )
    )


def compared(asked: dict) -> None:
    """Two segments, step by step, and whether they differ by more than chance."""
    st.markdown("### Do two segments differ, or is it chance?")
    with st.container(horizontal=True, gap="small"):
        dimension = st.selectbox(
            "Compare by", list(COMPARED), format_func=COMPARED.get, key="compare",
            bind="query-params", width=190,
        )  # fmt: skip
        named = {"new": "New", "returning": "Returning"}
        if dimension != "visitor_type":
            named = filters.labels(dimension)
        values = list(named)
        if len(values) < 2:
            st.info(f"There is only one {COMPARED[dimension].lower()}.")
            return
        one = st.selectbox(
            "One", values, format_func=named.get, key=f"one_{dimension}", bind="query-params",
            width=190,
        )  # fmt: skip
        other = st.selectbox(
            "The other", values, index=1, format_func=named.get, key=f"other_{dimension}",
            bind="query-params", width=190,
        )  # fmt: skip
    sides = (
        {"rate": "completion_rate", "low": "low", "high": "high", "label": named[one]},
        {"rate": "other_rate", "low": "other_low", "high": "other_high", "label": named[other]},
    )
    rows = figures.show(
        f"{named[one]} beside {named[other]}",
        "two_segments_compared",
        asked | {"dimension": [dimension], "dimension_value": [one], "other_value": [other]},
        lambda rows, look: bars.intervals(
            rows.assign(step=rows["step_name"].map(words.name)),
            "step", sides, look,
        ),
        note="Share that went on, with the interval in which it lies with 95 % certainty.",
        empty="These two never met the same step.",
        level=4,
    )  # fmt: skip
    st.markdown("\n".join(verdict(row, named[one], named[other]) for row in rows.itertuples()))


def verdict(row: tuple, one: str, other: str) -> str:
    """What the test says of a step, in a sentence."""
    step = f"**{words.name(row.step_name)}**"
    low, high = sorted((row.ci_low, row.ci_high), key=abs)
    interval = f"{abs(low) * 100:.1f} to {abs(high) * 100:.1f} points"
    if not row.is_sample_sufficient:
        return f"- {step}: too few to tell ({row.settled:,.0f} and {row.other_settled:,.0f})."
    if not row.is_significant:
        return f"- {step}: may be chance (q {words.chance(row.q_value)})."
    more = one if row.rate_difference > 0 else other
    return (
        f"- {step}: **{more}** goes on more often, by {interval} (q {words.chance(row.q_value)})."
    )
