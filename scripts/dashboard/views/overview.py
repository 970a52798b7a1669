"""How are we doing, and is anything wrong?"""

import pandas as pd
import questions
import streamlit as st
from charts import lines, words

from dashboard import asking, figures, filters

PERIODS = {"day": "the same weekday before", "week": "the week before", "month": "the month before"}
GROUPS = {
    "Money": ("revenue", "orders", "average_order_value", "revenue_per_session", "refund_rate"),
    "Conversion": (
        "session_conversion", "visitor_conversion", "product_to_cart", "cart_to_checkout",
        "checkout_to_purchase", "cart_abandonment", "median_time_to_purchase",
    ),
    "Visits": (
        "visitors", "sessions", "new_visitors", "bounce_rate", "pages_per_session",
        "median_session_duration", "bot_share",
    ),
}  # fmt: skip
SPARKS = 30  # periods of a sparkline


def page() -> None:
    """Incidents, KPIs, and one of them at length."""
    freshness()
    incidents()
    chosen = filters.chosen("kpis_at_a_glance")
    period = st.segmented_control(
        "By", list(PERIODS), default="day", required=True, key="by", bind="query-params",
        format_func=words.name, label_visibility="collapsed",
    )  # fmt: skip
    asked = chosen | {"period": [period]}
    question = questions.render("kpis_at_a_glance", asked)
    rows = asking.answer(question)
    if rows.empty or not rows["is_latest"].any():
        st.info(f"No whole {period} lies in these days. Try a longer time.")
        return
    tiles(rows, period)
    figures.details(question, rows, "kpis")
    at_length(rows, asked)


def freshness() -> None:
    """When the numbers were published, and how far the data goes."""
    marts, sources = asking.manifest()
    reach = ", ".join(
        f"{row.event_source} to {words.day(row.watermark)}, {row.watermark:%H:%M}"
        for row in sources.itertuples()
    )
    published = marts.published_at.iloc[0]
    st.caption(
        f":material/schedule: Published {words.day(published)}, {published:%H:%M}; "
        f"data of {reach} (UTC)."
    )


def incidents() -> None:
    """What is wrong at this moment, in its own sentence."""
    found = asking.rows("what_went_wrong", {"is_open": [True]})
    for row in found.head(3).itertuples():
        show = st.error if row.severity == "critical" else st.warning
        show(words.name(row.sentence), icon=":material/error:")
    if len(found) > 3:
        st.warning(f"{len(found) - 3} more are open: see the page Anomalies.")
    if found.empty:
        st.success("Nothing unusual is going on.", icon=":material/check_circle:")


def tiles(rows: pd.DataFrame, period: str) -> None:
    """Each KPI with its change and how it went."""
    latest = rows[rows["is_latest"]].set_index("kpi")
    whole = rows[rows["is_complete"] & rows["value"].notna()]
    sparks = {kpi: own["value"].tail(SPARKS).tolist() for kpi, own in whole.groupby("kpi")}
    listed = {kpi for kpis in GROUPS.values() for kpi in kpis}
    others = tuple(kpi for kpi in latest.index if kpi not in listed)
    moment = latest["date"].max()
    st.caption(f"The last whole {period}, {words.day(moment)}, beside {PERIODS[period]}.")
    for group, kpis in (GROUPS | ({"More": others} if others else {})).items():
        st.markdown(f"### {group}")
        with st.container(horizontal=True, gap="small"):
            for kpi in kpis:
                if kpi in latest.index:
                    tile(kpi, latest.loc[kpi], sparks.get(kpi))


def tile(kpi: str, row: pd.Series, spark: list[float] | None) -> None:
    """One KPI: value, change, sparkline."""
    change = words.change(row["change"], row["relative_change"], row["unit"])
    st.metric(
        words.name(kpi),
        words.figure(row["value"], row["unit"]),
        0 if change and change.startswith("0 ") else change,
        delta_color="inverse" if row["better_direction"] == "down" else "normal",
        border=True,
        width=171,
        chart_data=spark if spark and len(spark) > 1 else None,
        chart_type="area",
    )


def at_length(rows: pd.DataFrame, asked: dict) -> None:
    """One KPI over all the days asked for."""
    kpis = [kpi for group in GROUPS.values() for kpi in group if kpi in set(rows["kpi"])]
    kpis += sorted(set(rows["kpi"]) - set(kpis))
    st.markdown("### How did it go?")
    kpi = st.selectbox(
        "KPI", kpis, format_func=words.name, key="kpi", bind="query-params",
        label_visibility="collapsed", width=320,
    )  # fmt: skip
    unit = rows.loc[rows["kpi"].eq(kpi), "unit"].iloc[0]
    figures.show(
        f"{words.name(kpi)}, {'in % of what could be' if unit == 'share' else unit}",
        "kpis_at_a_glance",
        asked | {"kpi": [kpi]},
        lambda found, look: lines.trend(
            found.assign(told=[words.figure(value, unit) for value in found["value"]]),
            "value", look, axis=".1%" if unit == "share" else "~s", told="told",
            zero=unit != "share",
        ),
        note="A hollow point is a time that is not complete.",
        level=4,
        key="_long",
    )  # fmt: skip
