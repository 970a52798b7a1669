"""Countries on a map that an installed package brings along: nothing is fetched."""

import functools
import importlib.util
import json
from pathlib import Path

import altair as alt
import pandas as pd

from charts import words
from charts.look import Look, dressed, rows_named

ANTARCTICA = 10


@functools.cache
def outlines() -> dict:
    """The countries of the world as TopoJSON, their ids the numbers of ISO 3166-1."""
    package = importlib.util.find_spec("bqplot")
    (folder,) = package.submodule_search_locations
    return json.loads((Path(folder) / "map_data" / "WorldMap.json").read_text())


def on_the_map(map_numbers: pd.Series) -> pd.Series:
    """Whether the map is large enough to show these countries."""
    drawn = {shape["id"] for shape in outlines()["objects"]["subunits"]["geometries"]}
    return map_numbers.isin(drawn)


def countries(frame: pd.DataFrame, value: str, told: str, look: Look) -> dict:
    """Every country grey, those of the rows coloured, stronger for more."""
    # named, and put in at the end: every part of a chart is copied with the data in it
    shapes = alt.NamedData(
        name="world", format=alt.TopoDataFormat(type="topojson", feature="subunits")
    )
    rows = frame[frame["map_number"].notna()][["map_number", "country", value, told, "sessions"]]
    rows = rows.assign(
        map_number=rows["map_number"].astype(int), visits=rows["sessions"].map(words.number)
    )
    most = float(rows[value].max() or 1) if len(rows) else 1.0
    ground = (
        alt.Chart(shapes)
        .transform_filter(f"datum.id != {ANTARCTICA}")
        .mark_geoshape(fill=look.faint, stroke=look.ground, strokeWidth=0.5)
    )
    shown = (
        alt.Chart(shapes)
        .transform_lookup(
            lookup="id",
            from_=alt.LookupData(
                data=rows_named("rows"),
                key="map_number",
                fields=["country", value, told, "visits"],
            ),
        )
        .transform_filter(f"isValid(datum['{value}'])")
        .mark_geoshape(stroke=look.ground, strokeWidth=0.5)
        .encode(
            color=alt.Color(
                f"{value}:Q",
                scale=alt.Scale(range=list(look.ramp[1:]), domain=[0, most], nice=False),
                legend=None,
            ),
            tooltip=[
                alt.Tooltip("country:N", title=""),
                alt.Tooltip(f"{told}:N", title=""),
                alt.Tooltip("visits:N", title="visits"),
            ],
        )
    )
    spec = dressed((ground, shown), look, 270, {"rows": rows})
    spec["datasets"]["world"] = outlines()
    return spec | {"projection": {"type": "naturalEarth1"}}
