"""Bars with their names and figures above them: nothing to look up, and legible on a phone."""

import altair as alt
import pandas as pd

from charts import words
from charts.look import Look, dressed, rows_named

ROW = 46  # pixels of a bar and what is written above it
THICK = 16
LETTER = 5.3  # pixels of a letter of a figure, on the average


def captioned(
    frame: pd.DataFrame, value: str, caption: str, told: str, look: Look, colour: str | None = None
) -> dict:
    """A bar a row, in the rows' order: `caption` to the left above it, `told` to the right."""
    rows = frame.assign(place=range(len(frame)))
    y = alt.Y("place:O", axis=None, scale=alt.Scale(paddingInner=0, paddingOuter=0))
    base = alt.Chart(rows_named("rows")).encode(y=y)
    ground = base.mark_bar(height=THICK, yOffset=9, color=look.faint, cornerRadius=3).encode(
        x=alt.XValue(0), x2=alt.X2Value("width")
    )
    bars = base.mark_bar(
        height=THICK, yOffset=9, color=colour or look.accent, cornerRadius=3
    ).encode(
        x=alt.X(f"{value}:Q", axis=None, scale=alt.Scale(domainMin=0, nice=False)),
        tooltip=[alt.Tooltip(f"{caption}:N", title=""), alt.Tooltip(f"{told}:N", title="")],
    )
    room = alt.expr(f"width - {LETTER} * length(datum['{told}'])")
    name = base.mark_text(
        align="left", baseline="middle", dy=-10, fontWeight=600, limit=room
    ).encode(x=alt.XValue(0), text=alt.Text(f"{caption}:N"))
    figure = base.mark_text(
        align="right", baseline="middle", dy=-10, color=look.muted, fontSize=12
    ).encode(x=alt.XValue("width"), text=alt.Text(f"{told}:N"))
    return dressed((ground, bars, name, figure), look, ROW * max(len(rows), 1), {"rows": rows})


def paired(
    frame: pd.DataFrame, caption: str, values: tuple[str, str], told: tuple[str, str], look: Look
) -> dict:
    """Two bars a row on one scale, the second the smaller part of the first."""
    rows = frame.assign(place=range(len(frame)))
    y = alt.Y("place:O", axis=None, scale=alt.Scale(paddingInner=0, paddingOuter=0))
    base = alt.Chart(rows_named("rows")).encode(y=y)
    most = float(frame[list(values)].max().max() or 1)
    x = alt.Scale(domain=[0, most * 1.45], nice=False)
    layers = []
    for value, text, offset, colour in zip(
        values, told, (-5, 13), (look.faint, look.contrast), strict=True
    ):
        stroke = look.muted if colour == look.faint else colour
        layers.append(
            base.mark_bar(
                height=14, yOffset=offset, color=colour, stroke=stroke, strokeWidth=1
            ).encode(x=alt.X(f"{value}:Q", axis=None, scale=x))
        )
        layers.append(
            base.mark_text(align="left", baseline="middle", dx=6, dy=offset, fontSize=12).encode(
                x=alt.X(f"{value}:Q", axis=None, scale=x), text=alt.Text(f"{text}:N")
            )
        )
    # after the bars: a layer of text alone would place the rows as points
    layers.append(
        base.mark_text(align="left", baseline="middle", dy=-24, fontWeight=600).encode(
            x=alt.XValue(0), text=alt.Text(f"{caption}:N")
        )
    )
    return dressed(layers, look, 68 * max(len(rows), 1), {"rows": rows})


def waterfall(frame: pd.DataFrame, look: Look) -> dict:
    """The stages of one device: who is there, and who is lost before the next."""
    stages = frame.assign(
        kind="there", low=0, high=frame["sessions"], label=frame["stage"].map(words.name)
    )
    lost = frame[frame["lost"].notna() & frame["lost"].gt(0)]
    lost = lost.assign(
        kind="lost", low=lost["sessions"] - lost["lost"], high=lost["sessions"], label="lost"
    )
    bars = pd.concat([stages, lost]).sort_values(["step_number", "kind"], ascending=[True, False])
    bars["told"] = [
        f"{row.share_of_first:.0%}"
        if row.kind == "there"
        else f"\N{MINUS SIGN}{row.lost_share:.0%}"
        for row in bars.itertuples()
    ]
    bars["count"] = (bars["high"] - bars["low"]).map(words.number)
    bars["place"] = range(len(bars))
    x = alt.X("place:O", axis=None, scale=alt.Scale(paddingInner=0.12, paddingOuter=0))
    top = alt.Scale(domain=[0, float(frame["sessions"].max() or 1) * 1.12], nice=False)
    base = alt.Chart(rows_named("rows")).encode(x=x)
    colour = alt.Color(
        "kind:N",
        scale=alt.Scale(domain=["there", "lost"], range=[look.accent, look.contrast]),
        legend=None,
    )
    tooltip = [alt.Tooltip(f"{field}:N", title="") for field in ("label", "count", "told")]
    columns = base.mark_bar(cornerRadius=2).encode(
        y=alt.Y("low:Q", axis=None, scale=top), y2=alt.Y2("high:Q"), color=colour, tooltip=tooltip
    )
    figures = base.mark_text(dy=-8, fontSize=12).encode(
        y=alt.Y("high:Q", scale=top), text=alt.Text("told:N")
    )
    names = (
        base.transform_filter("datum.kind == 'there'")
        .mark_text(baseline="top", dy=6, fontSize=11, color=look.muted)
        .encode(y=alt.YValue("height"), text=alt.Text("label:N"))
    )
    return dressed((columns, figures, names), look, 230, {"rows": bars})


def intervals(
    frame: pd.DataFrame, caption: str, sides: tuple[dict[str, str], ...], look: Look
) -> dict:
    """A share and its 95 % interval for each side of a comparison, a row a caption.

    A side names the columns of its `rate`, `low` and `high`, and its `label`.
    """
    rows = frame.assign(place=range(len(frame)))
    y = alt.Y("place:O", axis=None, scale=alt.Scale(paddingInner=0, paddingOuter=0))
    highest = float(frame[[side["high"] for side in sides]].max().max() or 1)
    x = alt.X(
        "rate:Q",
        title=None,
        axis=alt.Axis(format=".0%", tickCount=5),
        scale=alt.Scale(domain=[0, min(1, highest * 1.25)], nice=False),
    )
    base = alt.Chart(rows_named("rows")).encode(y=y)
    layers = [
        base.mark_text(align="left", baseline="middle", dy=-24, fontWeight=600).encode(
            x=alt.XValue(0), text=alt.Text(f"{caption}:N")
        )
    ]
    side_rows = {"rows": rows}
    for side, offset, colour in zip(sides, (-4, 14), look.series, strict=False):
        told = rows.assign(
            rate=rows[side["rate"]],
            low=rows[side["low"]],
            high=rows[side["high"]],
            told=[f"{side['label']} {words.share(rate)}" for rate in rows[side["rate"]]],
        )
        side_rows[side["rate"]] = told
        drawn = alt.Chart(rows_named(side["rate"])).encode(y=y)
        layers += [
            drawn.mark_rule(color=colour, strokeWidth=2, yOffset=offset).encode(
                x=alt.X("low:Q"), x2=alt.X2("high:Q")
            ),
            drawn.mark_circle(color=colour, size=90, opacity=1, yOffset=offset).encode(x=x),
            drawn.mark_text(
                align="left", baseline="middle", dx=8, dy=offset, fontSize=12, color=colour
            ).encode(x=alt.X("high:Q"), text=alt.Text("told:N")),
        ]
    return dressed(layers, look, 70 * max(len(rows), 1) + 24, side_rows)


def columns(frame: pd.DataFrame, category: str, look: Look, value: str = "conversion_rate") -> dict:
    """A share by an ordered category, with its 95 % interval and its figure."""
    rows = frame.assign(told=frame[value].map(words.share))
    x = alt.X(
        f"{category}:O",
        sort=None,
        title=None,
        axis=alt.Axis(labelAngle=-30, labelLimit=130, labelOverlap=False),
    )
    scale = alt.Scale(domain=[0, float(rows["ci_high"].max() or 1) * 1.12], nice=False)
    base = alt.Chart(rows_named("rows")).encode(x=x)
    return dressed(
        (
            base.mark_bar(color=look.accent, cornerRadius=2, opacity=0.85).encode(
                y=alt.Y(f"{value}:Q", axis=None, scale=scale),
                tooltip=[
                    alt.Tooltip(f"{category}:N", title=""),
                    alt.Tooltip("told:N", title="converts"),
                    alt.Tooltip("sessions:Q", format=",", title="visits"),
                ],
            ),
            base.mark_rule(color=look.text, strokeWidth=1.5).encode(
                y=alt.Y("ci_low:Q"), y2=alt.Y2("ci_high:Q")
            ),
            base.mark_text(dy=-9, fontSize=12).encode(
                y=alt.Y("ci_high:Q", scale=scale), text=alt.Text("told:N")
            ),
        ),
        look,
        280,
        {"rows": rows},
    )
