"""Ways through a visit as a Sankey diagram: how many go from which state to which, step by step."""

import altair as alt
import numpy as np
import pandas as pd

from charts import words
from charts.look import Look, dressed, rows_named

POINTS = 24  # of a curve
GAP = 0.018  # between the states of a step, of the height


def placed(flows: pd.DataFrame, backwards: bool) -> pd.DataFrame:
    """Moves with the columns of their two states: counted from the start, or from the end."""
    last = int(flows["level"].max())
    step = last - flows["level"] if backwards else flows["level"] - 1
    return flows.assign(left=step, right=step + 1)


def states(moves: pd.DataFrame, whole: float) -> pd.DataFrame:
    """The states of each column with their place: the largest on top, whoever is out below."""
    sides = [
        moves.rename(columns={column: "column", state: "state"})
        .groupby(["column", "state"], as_index=False)["sessions"]
        .sum()
        for column, state in (("left", "from_state"), ("right", "to_state"))
    ]
    found = pd.concat(sides).groupby(["column", "state"], as_index=False)["sessions"].max()
    found["is_out"] = found["state"].isin(("(exit)", "(other)"))
    found = found.sort_values(["column", "is_out", "sessions"], ascending=[True, True, False])
    found["height"] = found["sessions"] / whole
    above = found.groupby("column")["height"].cumsum() - found["height"]
    found["top"] = above + found.groupby("column").cumcount() * GAP
    return found


def ribbons(moves: pd.DataFrame, found: pd.DataFrame, whole: float) -> pd.DataFrame:
    """The outline of each move: points along it with its upper and lower edge."""
    tops = found.set_index(["column", "state"])["top"]
    moves = moves.assign(height=moves["sessions"] / whole)
    for side, column, state, other in (
        ("from", "left", "from_state", "to_state"),
        ("to", "right", "to_state", "from_state"),
    ):
        ends = moves.assign(
            end=tops.loc[list(zip(moves[column], moves[state], strict=True))].to_numpy(),
            facing=tops.reindex(
                list(zip(moves["right" if column == "left" else "left"], moves[other], strict=True))
            ).to_numpy(),
        ).sort_values(["facing"])
        before = ends.groupby([column, state])["height"].cumsum() - ends["height"]
        moves[f"{side}_top"] = (ends["end"] + before).reindex(moves.index)
    along = np.linspace(0, 1, POINTS)
    curve = along * along * (3 - 2 * along)
    points = moves.loc[moves.index.repeat(POINTS)].reset_index(names="move")
    at, bend = np.tile(along, len(moves)), np.tile(curve, len(moves))
    points["x"] = points["left"] + 0.06 + at * (1 - 0.06)
    points["upper"] = points["from_top"] + (points["to_top"] - points["from_top"]) * bend
    points["lower"] = points["upper"] + points["height"]
    return points


def sankey(flows: pd.DataFrame, look: Look, backwards: bool = False) -> dict:
    """The diagram. Out and back in one column; the widths are sessions."""
    moves = placed(flows.reset_index(drop=True), backwards)
    whole = float(moves.groupby("level")["sessions"].sum().max())
    found = states(moves, whole)
    points = ribbons(moves, found, whole)
    points["told"] = (
        points["from_state"].map(words.name) + " → " + points["to_state"].map(words.name)
    )
    found["name"] = found["state"].map(words.name)
    found["right"] = found["column"] + 0.06
    found["bottom"] = found["top"] + found["height"]
    found["middle"] = found["top"] + found["height"] / 2
    found["count"] = found["sessions"].map(words.number)
    x = alt.Scale(domain=[0, float(found["column"].max()) + 0.5], nice=False)
    y = alt.Scale(domain=[float(found["bottom"].max()), -0.01], nice=False)
    links = (
        alt.Chart(rows_named("points"))
        .mark_area(opacity=0.32)
        .encode(
            x=alt.X("x:Q", axis=None, scale=x),
            y=alt.Y("upper:Q", axis=None, scale=y),
            y2=alt.Y2("lower:Q"),
            detail=alt.Detail("move:N"),
            color=alt.ColorValue(
                look.accent,
                condition={"test": "datum.to_state == '(exit)'", "value": look.muted},
            ),
            tooltip=[
                alt.Tooltip("told:N", title=""),
                alt.Tooltip("sessions:Q", format=",", title="visits"),
            ],
        )
    )
    blocks = (
        alt.Chart(rows_named("states"))
        .mark_rect(cornerRadius=1)
        .encode(
            x=alt.X("column:Q", scale=x),
            x2=alt.X2("right:Q"),
            y=alt.Y("top:Q", scale=y),
            y2=alt.Y2("bottom:Q"),
            color=alt.ColorValue(
                look.accent,
                condition={"test": "datum.state == '(exit)'", "value": look.muted},
            ),
            tooltip=[
                alt.Tooltip("name:N", title=""),
                alt.Tooltip("count:N", title="visits"),
            ],
        )
    )
    names = (
        alt.Chart(rows_named("states"))
        .transform_filter("datum.height > 0.028")
        .mark_text(align="left", baseline="middle", dx=4, fontSize=12, fontWeight=600)
        .encode(x=alt.X("right:Q", scale=x), y=alt.Y("middle:Q", scale=y), text=alt.Text("name:N"))
    )
    return dressed((links, blocks, names), look, 460, {"points": points, "states": found})
