"""Where people drop off, how long they take, and what that costs."""

import pandas as pd
from charts import bars, drawn, words

from report.parts import Ask, Charts, Lines, Section, Text, chart, named, table

MAIN = ("purchase", "product_to_order")  # some sources tell no checkout
DEVICES = 3  # the largest, side by side
RANKED = 8


def main_funnel(ask: Ask) -> str | None:
    """The funnel that the report tells at length; None where no funnel has an entrant."""
    found = ask("funnel_by_step")
    bought = set(found.loc[found["step_name"].eq("purchase"), "funnel"])
    known = [*(funnel for funnel in MAIN if funnel in bought), *found["funnel"]]
    return known[0] if known else None


def funnels(ask: Ask) -> Section:
    """The steps of the main funnel, how they went by week, and how long they take."""
    funnel = main_funnel(ask)
    if funnel is None:
        return Section("Funnel", [Text(["No funnel has an entrant yet."])])
    steps = ask("funnel_by_step", funnel=funnel)
    waiting = steps["in_flight"].max()
    said = [told_drop(row) for row in steps[steps["drop_off_rate"].notna()].itertuples()]
    if waiting:
        said.append("Those whose time to go on is not over yet are not counted as lost.")
    return Section(
        f"Funnel: {words.name(funnel).lower()}",
        [
            Lines(said),
            chart("Where do they drop off?", steps, drawn.funnel_by_step),
            chart(
                "Does it get better or worse?",
                ask("funnel_trend", funnel=funnel, period="week"),
                drawn.funnel_trend,
                "Share that went on from each step, by week of entry; hollow: not over yet.",
            ),
            Lines(how_long(ask("time_between_steps", funnel=funnel))),
        ],
    )


def told_drop(row: tuple) -> str:
    """What became of those who reached a step."""
    return (
        f"Of {words.number(row.entered)} visits that reached {words.name(row.step_name).lower()} "
        f"{words.number(row.dropped)} ({words.share(row.drop_off_rate)}) went no further."
    )


def how_long(timing: pd.DataFrame) -> list[str]:
    """How long each step takes."""
    return [
        f"To {words.name(row.step_name).lower()} half of them take up to "
        f"{words.seconds(row.median_seconds)}, nine in ten up to {words.seconds(row.p90_seconds)}."
        for row in timing.drop_duplicates("step_number").itertuples()
    ]


def drop_offs(ask: Ask) -> Section:
    """The waterfall by device, the money by stage, and where to begin."""
    funnel = main_funnel(ask)
    if funnel is None:
        return Section("What drop-offs cost", [Text(["No funnel has lost anybody yet."])])
    worst = ask("where_to_fix_first", funnel=funnel)
    worst = worst[worst["dimension_value"].ne("(unknown)")]
    worst = worst.dropna(subset=["revenue_lost_expected"]).head(RANKED)
    return Section(
        "What drop-offs cost",
        [
            waterfalls(ask),
            chart(
                "At which step is the money lost?",
                ask("money_lost_by_stage", funnel=funnel).dropna(subset=["revenue_lost_expected"]),
                drawn.money_lost_by_stage,
                "Gross: as if everybody lost would have brought an average order. Expected: by the "
                "chance that they would have. Only the second could honestly have come back, and "
                "not all of it.",
            ),
            table(
                "Where to fix first?",
                ("Who, after which step", "Lost", "Of those there", "Expected revenue"),
                [
                    (
                        f"{named(row.dimension_value)}, after "
                        f"{words.name(row.from_step).lower()}",
                        words.number(row.dropped), words.share(row.drop_off_rate),
                        words.number(row.revenue_lost_expected),
                    )
                    for row in worst.itertuples()
                ],
                "Rows of different kinds overlap: do not add them up.",
            ),
        ],
    )  # fmt: skip


def waterfalls(ask: Ask) -> Charts | Text:
    """A waterfall for each of the largest devices."""
    devices = [name for name in ask("stages_by_device")["device_type"].unique()
               if name != "(unknown)"][:DEVICES]  # fmt: skip
    title = "How far do visits get on each device?"
    charts = []
    for device in devices:
        rows = ask("stages_by_device", device_type=device)
        visits = words.number(rows["sessions"].max())
        charts.append(
            chart(f"{words.name(device)}: {visits} visits", rows, bars.waterfall, width=320)
        )
    note = "Share of all visits of the device; lost: of those who were still there."
    return Charts(title, charts, note) if charts else Text([f"{title} There is nothing to show."])
