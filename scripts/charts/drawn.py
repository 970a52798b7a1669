"""Single questions of analyses/ as the dashboard and the report both draw them.

Each takes the rows that answer the question it is named after.
"""

import pandas as pd

from charts import bars, grids, lines, words, world
from charts.look import Look

COHORTS = 14  # the latest


def rows_by_outcome(rows: pd.DataFrame, look: Look) -> dict:
    """Excluded rows by reason."""
    told = [f"{words.number(row.events)} · {words.share(row.share)} of all"
            for row in rows.itertuples()]  # fmt: skip
    why = rows["reason"].map(words.name)
    return bars.captioned(
        rows.assign(why=why, told=told), "events", "why", "told", look, look.contrast
    )


def funnel_by_step(rows: pd.DataFrame, look: Look) -> dict:
    """Value, percent of the step before and of the first; optional steps marked."""
    told = []
    for row in rows.itertuples():
        parts = [words.number(row.entered)]
        if row.step_number > 1:
            parts += [
                f"{words.share(row.share_of_previous)} of previous",
                f"{words.share(row.share_of_first)} of first",
            ]
        told.append(" · ".join(parts) + ("" if row.is_required else " (optional)"))
    step = rows["step_name"].map(words.name)
    return bars.captioned(rows.assign(step=step, told=told), "entered", "step", "told", look)


def funnel_trend(rows: pd.DataFrame, look: Look) -> dict:
    """The share that goes on from each step."""
    return lines.trend(
        rows.rename(columns={"period_start": "date"}).assign(
            step=rows["step_name"].map(words.name), told=rows["conversion_rate"].map(words.share)
        ),
        "conversion_rate", look, axis=".0%", line="step", told="told",
    )  # fmt: skip


def money_lost_by_stage(rows: pd.DataFrame, look: Look) -> dict:
    """Gross and expected loss of each step."""
    told = rows.assign(
        step=[f"{words.name(row.from_step)} → {words.name(row.to_step).lower()}"
              for row in rows.itertuples()],
        gross="gross: " + rows["revenue_lost_gross"].map(words.number),
        expected="expected: " + rows["revenue_lost_expected"].map(words.number),
    )  # fmt: skip
    money = ("revenue_lost_gross", "revenue_lost_expected")
    return bars.paired(told, "step", money, ("gross", "expected"), look)


def brands_and_price_bands(rows: pd.DataFrame, look: Look) -> dict:
    """Brands or price bands by revenue."""
    told = [f"{words.number(row.revenue)} · {words.share(row.look_to_book)} of looks buy"
            for row in rows.itertuples()]  # fmt: skip
    what = rows["dimension_value"].map(words.name)
    return bars.captioned(rows.assign(what=what, told=told), "revenue", "what", "told", look)


def retention_triangle(rows: pd.DataFrame, look: Look) -> dict:
    """A row a cohort with its size, a column an age; the first, of everybody, is left out."""
    latest = rows["cohort_start"].drop_duplicates().sort_values().tail(COHORTS)
    own = rows[rows["cohort_start"].isin(latest)]
    size = own.groupby("cohort_start")["cohort_size"].transform("max")
    day = "%-d %b %y" if own["cohort_period"].eq("week").any() else "%b %Y"
    own = own.assign(
        cohort=[f"{start:{day}} · {words.number(count)}"
                for start, count in zip(own["cohort_start"], size, strict=True)],
        told=own["return_rate"].map(words.share),
    )  # fmt: skip
    returning = own[own["age"].gt(0)]
    return grids.heat(returning if len(returning) else own, "age", "cohort", "return_rate", "told",
                      look, cell=30)  # fmt: skip


def value_at_risk(rows: pd.DataFrame, look: Look) -> dict:
    """Segments of buyers by what they have brought, and what of it the silent did."""
    told = rows.assign(
        segment=[f"{words.name(row.rfm_segment)} · {words.number(row.people)} buyers"
                 for row in rows.itertuples()],
        brought="brought: " + rows["lifetime_value"].map(words.number),
        silent="probably gone: " + rows["lifetime_value_of_the_silent"].map(words.number),
    )  # fmt: skip
    money = ("lifetime_value", "lifetime_value_of_the_silent")
    return bars.paired(told, "segment", money, ("brought", "silent"), look)


def metric_history(rows: pd.DataFrame, look: Look) -> dict:
    """The band; of two tests of one day the one that found something."""
    of_day = rows.sort_values(["date", "is_anomaly"]).groupby("date", as_index=False).tail(1)
    bounds = ["lower_bound", "upper_bound"]
    of_day[bounds] = of_day[bounds].where(of_day["status"].ne("warm_up"))
    is_share = of_day["observed"].max() <= 1 and rows["kind"].eq("rate_change").any()
    return lines.band(of_day, look, ".1%" if is_share else "~s")


def conversion_on_the_map(rows: pd.DataFrame, look: Look) -> dict:
    """Countries by conversion, those with too few visits grey."""
    known = rows[rows["is_sample_sufficient"]]
    told = known["conversion_rate"].map(words.share)
    return world.countries(known.assign(told=told), "conversion_rate", "told", look)
