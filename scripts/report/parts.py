"""What a section of the report is made of."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

import pandas as pd
import vl_convert
from charts import look, words

PAGE = 690  # pixels: the width of the text, and of A4 between its margins
# of the page: the room a text takes is measured in it, and a font that is not installed has none
FONT = "Helvetica, Arial, sans-serif"
Draw = Callable[[pd.DataFrame, look.Look], dict]  # Vega-Lite


class Ask:
    """The published marts as they answer questions of analyses/, each of which is asked once."""

    def __init__(self, answer: Callable[[str, dict], pd.DataFrame]) -> None:
        self.answer = answer
        self.answers: dict[tuple[str, str], pd.DataFrame] = {}

    def __call__(self, name: str, **chosen: object) -> pd.DataFrame:
        """The rows that answer a question; filters by name, a value each, as in `funnel="shop"`."""
        key = (name, repr(chosen))
        if key not in self.answers:
            filters = {column: [value] for column, value in chosen.items()}
            self.answers[key] = self.answer(name, filters)
        return self.answers[key]

    @property
    def asked(self) -> set[str]:
        """The names of the questions asked."""
        return {name for name, _ in self.answers}


class Text(NamedTuple):
    """A paragraph."""

    sentences: Sequence[str]
    kind: str = "text"


class Lines(NamedTuple):
    """Sentences of one kind, a line each."""

    sentences: Sequence[str]
    kind: str = "lines"


class Points(NamedTuple):
    """Findings or advice: a point each, what it says in short and at length."""

    points: Sequence[tuple[str, str]]
    kind: str = "points"


class Tiles(NamedTuple):
    """Figures for the eye: name, value and change of each."""

    tiles: Sequence[tuple[str, str, str]]
    kind: str = "tiles"


class Chart(NamedTuple):
    """A chart as SVG under the question it answers."""

    title: str
    svg: str
    note: str = ""
    kind: str = "chart"


class Charts(NamedTuple):
    """Charts side by side."""

    title: str
    charts: Sequence[Chart]
    note: str = ""
    kind: str = "charts"


class Table(NamedTuple):
    """Rows as people read them, under the question they answer; the first column is text, and so
    are the others where there are no figures.
    """

    title: str
    columns: Sequence[str]
    rows: Sequence[Sequence[str]]
    note: str = ""
    is_figures: bool = True
    kind: str = "table"


class Section(NamedTuple):
    """A heading and what stands under it."""

    title: str
    parts: Sequence[Text | Lines | Points | Tiles | Chart | Charts | Table]


def chart(
    title: str, rows: pd.DataFrame, draw: Draw, note: str = "", width: int = PAGE
) -> Chart | Text:
    """A chart of rows for print, or a sentence where there are none."""
    if rows.empty:
        return Text([f"{title} There is nothing to show."])
    with look.drawing():
        spec = draw(rows, look.LIGHT)
    spec["width"] = width
    spec["config"]["font"] = FONT
    svg = vl_convert.vegalite_to_svg(spec, allowed_base_urls=[])
    return Chart(title, svg, note)


def table(
    title: str,
    columns: Sequence[str],
    rows: Sequence[Sequence[str]],
    note: str = "",
    is_figures: bool = True,
) -> Table | Text:
    """A table, or a sentence where it has no rows."""
    if rows:
        return Table(title, columns, rows, note, is_figures)
    return Text([f"{title} There is nothing to show."])


def sure(rows: pd.DataFrame) -> pd.DataFrame:
    """The rows that are no chance find."""
    return rows[rows["is_significant"] & rows["is_sample_sufficient"]]


def interval(low: float, high: float) -> str:
    """A 95 % interval of a share."""
    return f"{low * 100:.1f} to {high * 100:.1f} %"


def named(value: str) -> str:
    """A segment as people call it."""
    return words.name(value.replace("(direct)", "direct"))
