"""One palette, light and dark: colours that people who see few colours can tell apart.

The hues are those of M. Okabe and K. Ito, "Color universal design" (2008), in dark mode lightened
until they stand out from the ground. Text on a chart is never told by its colour alone.
"""

import contextlib
import json
from collections.abc import Sequence
from typing import NamedTuple

import altair as alt
import pandas as pd
from altair.utils import schemapi

FONT = "Source Sans, 'Source Sans 3', 'Segoe UI', Roboto, Helvetica, Arial, sans-serif"


class Look(NamedTuple):
    """The colours of a mode."""

    text: str
    muted: str
    grid: str
    ground: str
    faint: str  # what a bar stands on, a country without visits
    accent: str
    contrast: str  # what is lost, unusual, or the other of two
    series: tuple[str, ...]
    ramp: tuple[str, ...]  # from little to much
    turn: float  # of the ramp: from there on the ground's colour is easier to read than the text's


LIGHT = Look(
    text="#1f2933",
    muted="#52606d",
    grid="#e4e7eb",
    ground="#ffffff",
    faint="#edf0f3",
    accent="#0072b2",
    contrast="#d55e00",
    series=("#0072b2", "#d55e00", "#008563", "#b0528c", "#9a6b00", "#3a93c9"),
    ramp=("#eef5fa", "#b9d9ec", "#6bb1da", "#2287c0", "#004f7d"),
    turn=0.73,
)
DARK = Look(
    text="#e8ebef",
    muted="#a9b4c0",
    grid="#2f3843",
    ground="#11161d",
    faint="#232b35",
    accent="#56b4e9",
    contrast="#ff9a4d",
    series=("#56b4e9", "#ff9a4d", "#3fcfa4", "#e59ac8", "#f0c04a", "#a5c8ff"),
    ramp=("#1c2733", "#1f4d6b", "#2a7aa8", "#56b4e9", "#c4e6fa"),
    turn=0.5,
)


def of(mode: str | None) -> Look:
    """The look of a mode, `light` or `dark`."""
    return DARK if mode == "dark" else LIGHT


def drawing() -> contextlib.AbstractContextManager:
    """Altair without its checks of every part against the schema, which take most of its time."""
    return schemapi.debug_mode(False)


def rows_named(name: str) -> alt.NamedData:
    """Rows that a chart draws by their name: Altair would look through a frame once a layer."""
    return alt.NamedData(name=name)


def records(rows: pd.DataFrame) -> list[dict]:
    """Rows as Vega-Lite reads them; what is missing is null, a day is its ISO date."""
    return json.loads(rows.to_json(orient="records", date_format="iso", default_handler=str))


def dressed(
    layers: Sequence[alt.Chart], look: Look, height: int, datasets: dict[str, pd.DataFrame]
) -> dict:
    """A chart of layers and the rows they name: in the look's colours, as wide as what holds it."""
    axis = {
        "labelColor": look.muted,
        "titleColor": look.muted,
        "gridColor": look.grid,
        "domain": False,
        "ticks": False,
        "labelFontSize": 12,
        "labelPadding": 6,
    }
    part = {"top_level": False}
    return {
        "layer": [layer.to_dict(validate=False, context=dict(part)) for layer in layers],
        "datasets": {name: records(rows) for name, rows in datasets.items()},
        "width": "container",
        "height": height,
        "padding": {"left": 2, "right": 2, "top": 4, "bottom": 2},
        "background": look.ground,
        "autosize": {"type": "fit", "contains": "padding"},
        "config": {
            "font": FONT,
            "view": {"stroke": None},
            "text": {"color": look.text, "fontSize": 13},
            "axis": axis,
        },
    }
