"""Who converts, from where, on what, and when?"""

import pandas as pd
import streamlit as st
from charts import bars, grids, words, world
from charts.look import Look

from dashboard import figures, filters

MEASURES = {"Conversion": "conversion_rate", "Visits": "sessions", "Revenue": "revenue"}
LISTED = 8  # countries
FAINT = "Grey: too few visits to tell."
QUESTIONS = (
    "conversion_on_the_map",
    "conversion_by_source_and_device",
    "conversion_by_duration",
    "conversion_by_hour_and_weekday",
)


def page() -> None:
    """The map, the heat maps and the durations, all of the visits asked for."""
    asked = filters.chosen(*QUESTIONS)
    measure = MEASURES[
        st.segmented_control(
            "Shown", list(MEASURES), default="Conversion", required=True, key="shown",
            bind="query-params", label_visibility="collapsed",
        )
    ]  # fmt: skip
    in_the_world(asked, measure)
    left, right = st.columns(2, gap="large")
    with left:
        by_source_and_device(asked, measure)
    with right:
        by_duration(asked)
    by_hour(asked, measure)


def shown(rows: pd.DataFrame, measure: str) -> pd.DataFrame:
    """The rows with the measure's figures as words; a rate of too few visits is faint."""
    is_faint = ~rows["is_sample_sufficient"] if measure == "conversion_rate" else False
    return rows.assign(told=told_visits(rows, measure), is_faint=is_faint)


def told(rows: pd.DataFrame, measure: str) -> pd.Series:
    """The measure's figures as words."""
    return rows[measure].map(words.share if measure == "conversion_rate" else words.number)


def in_the_world(asked: dict, measure: str) -> None:
    """The map, and the largest countries beside it."""
    left, right = st.columns([3, 2], gap="large")
    with left:
        rows = figures.show(
            {"conversion_rate": "Where in the world do visits end with an order?"}.get(
                measure, "Where in the world do they come from?"
            ),
            "conversion_on_the_map",
            asked,
            lambda rows, look: world.countries(
                shown(rows, measure).query("not is_faint"), measure, "told", look
            ),
            note=FAINT if measure == "conversion_rate" else None,
            empty="Nobody came.",
        )
        placed = rows["map_number"].notna()
        small = rows.loc[placed, "country"][~world.on_the_map(rows.loc[placed, "map_number"])]
        if len(small):
            st.caption(f"Too small for the map: {', '.join(small)}.")
    with right:
        figures.show(
            "And in the countries with most visits?",
            "conversion_on_the_map",
            asked,
            lambda rows, look: bars.captioned(
                rows.head(LISTED).assign(told=told_visits(rows, measure)),
                measure, "country", "told", look,
            ),
            key="listed",
        )  # fmt: skip


def told_visits(rows: pd.DataFrame, measure: str) -> pd.Series:
    """A rate with its interval and its visits: a small number of them proves little."""
    if measure != "conversion_rate":
        return told(rows, measure)
    return pd.Series(
        [
            f"{words.share(row.conversion_rate)} ({row.ci_low:.1%} to {row.ci_high:.1%}) · "
            f"{words.number(row.sessions)} visits"
            for row in rows.itertuples()
        ],
        rows.index,
    )


def by_source_and_device(asked: dict, measure: str) -> None:
    """Traffic source by device; visits of which neither is known say nothing of either."""

    def draw(rows: pd.DataFrame, look: Look) -> dict:
        is_known = rows[["traffic_source", "device_type"]].ne("(unknown)").any(axis=1)
        rows = rows[is_known] if is_known.any() else rows
        rows = shown(rows, measure).assign(
            told=told(rows, measure),
            device=rows["device_type"].map(words.name),
            source=rows["traffic_source"].map(words.name),
        )
        return grids.heat(rows, "device", "source", measure, "told", look)

    figures.show(
        "Which source works on which device?",
        "conversion_by_source_and_device",
        asked,
        draw,
        note="Stronger for more. " + (FAINT if measure == "conversion_rate" else ""),
    )


def by_duration(asked: dict) -> None:
    """Duration against conversion."""
    figures.show(
        "Do longer visits convert more often?",
        "conversion_by_duration",
        asked,
        lambda rows, look: bars.columns(rows, "duration", look),
        note="Whoever buys stays to pay: staying longer need not be what makes people buy.",
    )


def by_hour(asked: dict, measure: str) -> None:
    """Hour by weekday."""

    def draw(rows: pd.DataFrame, look: Look) -> dict:
        rows = shown(rows, measure).assign(day=rows["weekday"].str[:3])
        return grids.heat(rows, "hour", "day", measure, "told", look, cell=30, written=False)

    figures.show(
        "At which hours do they buy?" if measure != "sessions" else "At which hours do they come?",
        "conversion_by_hour_and_weekday",
        asked,
        draw,
        note="Hour and weekday of the visit's start; stronger for more. "
        + (FAINT if measure == "conversion_rate" else ""),
    )
