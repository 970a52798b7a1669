"""Where are people lost on their way through a visit, what does it cost, and where to begin?"""

import pandas as pd
import streamlit as st
from charts import bars, drawn, words
from charts.look import Look

from dashboard import asking, figures, filters

RANKED = 10
DEVICES = 3  # the largest, side by side
DIMENSIONS = {
    "All": None, "Device": "device_type", "Channel": "channel", "Source": "traffic_source",
    "Country": "country_code", "New or returning": "visitor_type", "Category": "category_id",
}  # fmt: skip


def page() -> None:
    """The waterfall by device, the money, and the ranking."""
    by_device()
    st.markdown("### What does it cost, and where to begin?")
    funnels = list(asking.rows("money_lost_by_stage")["funnel"].unique())
    if not funnels:
        st.info("No funnel has lost anybody yet.")
        return
    with st.container(horizontal=True, gap="small"):
        funnel = st.selectbox(
            "Funnel", funnels, format_func=words.name, key="funnel", bind="query-params", width=240,
            index=funnels.index("engagement") if "engagement" in funnels else 0,
        )  # fmt: skip
        dimension = st.selectbox(
            "Ranked by", list(DIMENSIONS), key="ranked", bind="query-params", width=200
        )
    left, right = st.columns(2, gap="large")
    with left:
        money(funnel)
    with right:
        ranking(funnel, DIMENSIONS[dimension])


def by_device() -> None:
    """Through browsed, engaged, deep engagement and converted, a chart a device."""
    asked = filters.chosen("stages_by_device")
    rows = asking.rows("stages_by_device", asked)
    devices = [device for device in rows["device_type"].unique() if device != "(unknown)"][:DEVICES]
    if not devices:
        figures.show("How far do visits get?", "stages_by_device", asked, bars.waterfall)
        return
    st.markdown("### How far do visits get on each device, and where are they lost?")
    st.caption("Share of all visits of the device; lost: of those who were still there.")
    for device, column in zip(devices, st.columns(len(devices), gap="medium"), strict=True):
        with column:
            own = rows[rows["device_type"].eq(device)]
            visits = words.number(own["sessions"].max())
            figures.show(
                f"{words.name(device)}: {visits} visits",
                "stages_by_device",
                asked | {"device_type": [device]},
                bars.waterfall,
                level=4,
                key=device,
            )


def money(funnel: str) -> None:
    """Gross and expected loss of each step."""
    figures.show(
        "At which step is the money lost?",
        "money_lost_by_stage",
        {"funnel": [funnel]},
        drawn.money_lost_by_stage,
        note=f"In {figures.currency()}. Gross: everybody lost would have brought an average order. "
        "Expected: by the chance that they would have. All days, all visitors.",
        level=4,
    )  # fmt: skip


def ranking(funnel: str, dimension: str | None) -> None:
    """Segments and steps by what could honestly have come back."""
    asked = {"funnel": [funnel]} | ({"dimension": [dimension]} if dimension else {})

    def draw(rows: pd.DataFrame, look: Look) -> dict:
        first = rows[rows["dimension_value"].ne("(unknown)")].head(RANKED)
        countries = filters.labels("country_code")
        kinds = {column: f" ({label.lower()})" for label, column in DIMENSIONS.items()}
        for plain in ("visitor_type", "country_code", "device_type"):
            kinds[plain] = ""
        return bars.captioned(
            first.assign(
                what=[
                    f"{countries.get(r.dimension_value, words.name(r.dimension_value))}"
                    f"{'' if dimension else kinds[r.dimension]}: "
                    f"after {words.name(r.from_step).lower()}"
                    for r in first.itertuples()
                ],
                told=[f"{words.number(r.revenue_lost_expected)} · {r.drop_off_rate:.0%} lost"
                      for r in first.itertuples()],
            ),
            "revenue_lost_expected", "what", "told", look, look.contrast,
        )  # fmt: skip

    figures.show(
        "Where to fix first?",
        "where_to_fix_first",
        asked,
        draw,
        note="A segment and the step it does not go on from, by the revenue to be expected back, "
        f"in {figures.currency()}.",
        level=4,
    )
