"""How something went over time, each line with its name at its end."""

import altair as alt
import pandas as pd

from charts.look import Look, dressed, rows_named

ROOM = 0.085  # of the height that a line's name needs
MARGIN = 0.3  # of the days, to the right of them, for the names


def apart(ends: pd.Series, span: float) -> pd.Series:
    """Where to write the names of lines that end at these heights: near, not on each other."""
    placed = ends.sort_values(ascending=False)
    at = None
    for index, end in placed.items():
        at = end if at is None else min(end, at - span * ROOM)
        placed[index] = at
    return placed.reindex(ends.index)


def time_axis(dates: pd.Series, margin: float) -> alt.X:
    """Days, a few of them named, and room for names to the right."""
    first, last = dates.min(), dates.max()
    named = pd.date_range(first, last, periods=min(4, dates.nunique())).normalize()
    end = last + (last - first) * margin + pd.Timedelta(hours=1)
    return alt.X(
        "date:T",
        title=None,
        axis=alt.Axis(grid=False, format="%-d %b", values=[day.isoformat() for day in named]),
        scale=alt.Scale(domain=[first.isoformat(), end.isoformat()], nice=False),
    )


def trend(
    frame: pd.DataFrame,
    value: str,
    look: Look,
    *,
    axis: str,
    line: str | None = None,
    told: str = "",
    zero: bool = True,
    height: int = 280,
    colour: str | None = None,
) -> dict:
    """A line over `date`, or one a value of `line`; what is not complete yet is a hollow point.

    `axis` is the format of the figures, `told` the column of their words.
    """  # fmt: skip
    rows = frame.assign(line=frame[line] if line else "", complete=True)
    if "is_complete" in frame:
        rows["complete"] = frame["is_complete"]
    rows["date"] = pd.to_datetime(rows["date"])
    rows = rows.dropna(subset=[value])
    names = list(dict.fromkeys(rows["line"]))
    colours = [colour] if colour else list(look.series)
    shade = alt.Color(
        "line:N",
        scale=alt.Scale(domain=names, range=(colours * len(names))[: len(names)]),
        legend=None,
    )
    x = time_axis(rows["date"], MARGIN if line else 0.02)
    y = alt.Y(
        f"{value}:Q",
        title=None,
        axis=alt.Axis(format=axis, tickCount=4),
        scale=alt.Scale(zero=zero),
    )
    base = alt.Chart(rows_named("rows")).encode(x=x, color=shade)
    tooltip = [alt.Tooltip("date:T", format="%a %-d %b %Y", title="")]
    tooltip += [alt.Tooltip("line:N", title="")] if line else []
    tooltip += [alt.Tooltip(f"{told}:N" if told else f"{value}:Q", title="")]
    layers = [
        base.transform_filter("datum.complete").mark_line(strokeWidth=2).encode(y=y),
        base.mark_point(size=34, filled=True, opacity=0).encode(y=y, tooltip=tooltip),
        base.transform_filter("!datum.complete")
        .mark_point(size=34, strokeWidth=1.5)
        .encode(y=y, tooltip=tooltip),
    ]
    datasets = {"rows": rows}
    if line and len(rows):
        last = rows.sort_values("date").groupby("line").tail(1).set_index("line")
        last = last.assign(date=rows["date"].max())
        top = float(rows[value].max() or 1)
        ends = last.assign(at=apart(last[value], top - (0 if zero else float(rows[value].min()))))
        datasets["ends"] = ends.reset_index()
        layers.append(
            alt.Chart(rows_named("ends"))
            .mark_text(align="left", baseline="middle", dx=7, fontSize=12, fontWeight=600)
            .encode(x=alt.X("date:T"), y=alt.Y("at:Q"), text=alt.Text("line:N"), color=shade)
        )
    return dressed(layers, look, height, datasets)


def band(frame: pd.DataFrame, look: Look, axis: str) -> dict:
    """A metric, the band in which it was expected, and the days on which it was unusual."""
    rows = frame.assign(date=pd.to_datetime(frame["date"]))
    x = time_axis(rows["date"], 0.02)
    y = alt.Axis(format=axis, tickCount=4)
    base = alt.Chart(rows_named("rows")).encode(x=x)
    tooltip = [
        alt.Tooltip("date:T", format="%a %-d %b %Y", title=""),
        alt.Tooltip("observed:Q", format=axis),
        alt.Tooltip("expected:Q", format=axis),
        alt.Tooltip("lower_bound:Q", format=axis, title="at least"),
        alt.Tooltip("upper_bound:Q", format=axis, title="at most"),
    ]
    unusual = base.transform_filter("datum.is_anomaly")
    return dressed(
        (
            base.transform_filter("isValid(datum.upper_bound)")
            .mark_area(opacity=0.28, color=look.accent)
            .encode(y=alt.Y("lower_bound:Q", title=None, axis=y), y2=alt.Y2("upper_bound:Q")),
            base.mark_line(strokeDash=[4, 3], color=look.muted, strokeWidth=1).encode(
                y=alt.Y("expected:Q")
            ),
            base.mark_line(color=look.accent, strokeWidth=2).encode(y=alt.Y("observed:Q")),
            base.mark_point(size=60, opacity=0, filled=True).encode(
                y=alt.Y("observed:Q"), tooltip=tooltip
            ),
            unusual.mark_point(
                size=110, shape="diamond", filled=True, color=look.contrast, opacity=1
            ).encode(y=alt.Y("observed:Q"), tooltip=tooltip),
        ),
        look,
        320,
        {"rows": rows},
    )
