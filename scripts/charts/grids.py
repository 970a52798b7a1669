"""Two categories against each other, a cell a pair."""

import altair as alt
import pandas as pd

from charts.look import Look, dressed, rows_named

WRITABLE = 36  # pixels of a cell with a figure in it


def heat(
    frame: pd.DataFrame,
    across: str,
    down: str,
    value: str,
    told: str,
    look: Look,
    *,
    cell: int = 34,
    written: bool = True,
    slanted: bool = False,
    across_order: list[str] | None = None,
) -> dict:
    """A cell a row, stronger for more, `told` written in it; in the order of the rows.

    Where `is_faint` says so, a cell stays grey: too little to compare.
    """  # fmt: skip
    rows = frame.assign(is_faint=frame.get("is_faint", False))
    strong = rows.loc[~rows["is_faint"], value]
    most = float(strong.max() or 1) if len(strong) else 1.0
    rows["strong"] = rows[value].gt(most * look.turn) & ~rows["is_faint"]
    axis_across = alt.Axis(
        labelAngle=-40 if slanted else 0,
        labelLimit=90,
        labelOverlap=False if slanted else "greedy",
        labelSeparation=4,
        orient="top" if not slanted else "bottom",
    )
    x = alt.X(f"{across}:O", sort=across_order, title=None, axis=axis_across)
    y = alt.Y(
        f"{down}:O",
        sort=None,
        title=None,
        axis=alt.Axis(labelLimit=104),
    )
    base = alt.Chart(rows_named("rows")).encode(x=x, y=y)
    colour = alt.Color(
        f"{value}:Q",
        scale=alt.Scale(range=list(look.ramp), domain=[0, most], nice=False),
        legend=None,
        condition={"test": "datum.is_faint", "value": look.faint},
    )
    layers = [
        base.mark_rect(stroke=look.ground, strokeWidth=2, cornerRadius=3).encode(
            color=colour,
            tooltip=[
                alt.Tooltip(f"{down}:N", title=""),
                alt.Tooltip(f"{across}:N", title=""),
                alt.Tooltip(f"{told}:N", title=""),
            ],
        )
    ]
    if written:
        layers.append(
            base.mark_text(fontSize=12).encode(
                text=alt.Text(f"{told}:N"),
                color=alt.ColorValue(
                    look.text, condition={"test": "datum.strong", "value": look.ground}
                ),
                # no figures where they would not fit
                opacity=alt.OpacityValue(
                    1,
                    condition={"test": f"width < {WRITABLE * rows[across].nunique()}", "value": 0},
                ),
            )
        )
    count = max(rows[down].nunique(), 1)
    return dressed(layers, look, cell * count + (70 if slanted else 34), {"rows": rows})
