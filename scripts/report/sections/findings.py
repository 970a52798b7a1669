"""What follows from all of it: findings by money, what to do about them, what cannot be said."""

from typing import NamedTuple

import questions
from charts import words

from report.parts import Ask, Points, Section, Text, Tiles, interval, named, sure
from report.sections.funnels import main_funnel

PERIODS = ("month", "week", "day")
TILES = ("revenue", "orders", "session_conversion", "average_order_value", "sessions", "visitors")


class Finding(NamedTuple):
    """Something to act on."""

    title: str
    money: float  # at stake, in the currency of the report; to rank by
    sentence: str
    advice: str


def in_short(ask: Ask) -> Section:
    """The KPIs of the last whole period beside the one before."""
    for period in PERIODS:
        rows = ask("kpis_at_a_glance", period=period)
        latest = rows[rows["is_latest"]].set_index("kpi")
        if len(latest):
            break
    else:
        return Section("In short", [Text(["No day of data is over yet."])])
    tiles = [
        (
            words.name(kpi),
            words.figure(row["value"], row["unit"]),
            words.change(row["change"], row["relative_change"], row["unit"]) or "",
        )
        for kpi, row in latest.reindex([kpi for kpi in TILES if kpi in latest.index]).iterrows()
    ]
    began = words.day(latest["date"].iloc[0])
    before = "the same weekday before" if period == "day" else f"the {period} before"
    return Section(
        "In short",
        [
            Tiles(tiles),
            Text([f"The last whole {period} (from {began}), and its change on {before}."]),
        ],
    )


def findings(ask: Ask) -> tuple[Section, Section]:
    """What was found, by the money at stake, and what to do about each."""
    kinds = (incident, step, segment, strength, silent, category)
    found = [each for kind in kinds for each in kind(ask)]
    found.sort(key=lambda each: each.money, reverse=True)
    if not found:
        nothing = [Text(["Nothing stands out by more than chance."])]
        return Section("Findings", nothing), Section("Recommendations", nothing)
    return (
        Section(
            "Findings",
            [
                Points([(each.title, each.sentence) for each in found]),
                Text(["By the money at stake, over all days of the data. The amounts overlap: do "
                      "not add them up."]),
            ],
        ),
        Section("Recommendations", [Points([(each.title, each.advice) for each in found])]),
    )  # fmt: skip


def money(ask: Ask, amount: float) -> str:
    """An amount in the currency that the marts are in."""
    return words.figure(float(amount), "".join(ask("in_which_currency")["currency"]))


def incident(ask: Ask) -> list[Finding]:
    """The costliest incident."""
    rows = ask("what_went_wrong")
    rows = rows[rows["money_at_stake"].gt(0)]
    costly = rows.sort_values("money_at_stake", ascending=False).head(1)
    return [
        Finding(
            "The costliest incident" + (" is still going on" if row.is_open else ""),
            float(row.money_at_stake),
            words.name(row.sentence) + ".",
            "Find its cause and end it: this is going on." if row.is_open else
            f"Find out what changed on {words.day(row.start_date)} and was mended by "
            f"{words.day(row.end_date)}, and watch {words.name(row.metric).lower()} from now on: "
            "an incident is told on the day it begins.",
        )
        for row in costly.itertuples()
    ]  # fmt: skip


def step(ask: Ask) -> list[Finding]:
    """The step of the main funnel at which most money could have come back."""
    funnel = main_funnel(ask)
    if funnel is None:
        return []
    stages = ask("money_lost_by_stage", funnel=funnel)
    lost = stages.sort_values(["revenue_lost_expected", "dropped"], ascending=False).head(1)
    first = ask("where_to_fix_first", funnel=funnel)
    first = first[first["dimension_value"].ne("(unknown)")]
    found = []
    for row in lost.itertuples():
        is_unvalued = words.missing(row.revenue_lost_expected)
        own = first[first["from_step"].eq(row.from_step)].head(0 if is_unvalued else 1)
        most = [f" Most of it is lost among: {named(who)}." for who in own["dimension_value"]]
        came, went = (words.name(name).lower() for name in (row.from_step, row.to_step))
        worth = (
            "What they would have brought is not known"
            if is_unvalued
            else f"By their chance to buy that is {money(ask, row.revenue_lost_expected)}; as if "
            f"each would have bought, {money(ask, row.revenue_lost_gross)}"
        )
        found.append(
            Finding(
                f"Most is lost between {came} and {went}",
                0.0 if is_unvalued else float(row.revenue_lost_expected),
                f"Of {words.number(row.entered)} visits {words.number(row.dropped)} "
                f"({words.share(row.drop_off_rate)}) went no further. {worth}.",
                f"Change one thing between {came} and {went} at a time, in an experiment, and "
                f"measure the share that goes on.{''.join(most)}",
            )
        )
    return found


def segment(ask: Ask) -> list[Finding]:
    """The combination that costs most by converting worse, if that is no chance find."""
    rows = sure(ask("where_money_is_lost"))
    return [
        Finding(
            f"{named(row.dimension_value)} converts worse than the others",
            float(row.opportunity_revenue),
            f"{words.share(row.conversion_rate)} of {words.number(row.sessions)} visits "
            f"({interval(row.ci_low, row.ci_high)}) against "
            f"{words.share(row.rest_conversion_rate)} of all others. At the rate of all visits it "
            f"would bring {money(ask, row.opportunity_revenue)} more.",
            "See how these visits differ before blaming the page: other people come this way, and "
            "they may want other things. Then test what they see first.",
        )
        for row in rows.head(1).itertuples()
    ]


def strength(ask: Ask) -> list[Finding]:
    """The combination that brings most by converting better."""
    rows = sure(ask("what_works"))
    return [
        Finding(
            f"{named(row.dimension_value)} converts better than the others",
            float(row.surplus_revenue),
            f"{words.share(row.conversion_rate)} of {words.number(row.sessions)} visits "
            f"({interval(row.ci_low, row.ci_high)}) against "
            f"{words.share(row.rest_conversion_rate)} of all others: "
            f"{money(ask, row.surplus_revenue)} more than at the rate of all.",
            "Find out whether more of the same can be had: the next visit bought this way may "
            "convert less than the last.",
        )
        for row in rows.head(1).itertuples()
    ]


def silent(ask: Ask) -> list[Finding]:
    """The group of buyers that brought most and has gone silent."""
    rows = ask("value_at_risk")
    gone = rows[rows["lifetime_value_of_the_silent"].gt(0)]
    return [
        Finding(
            f'Buyers in "{words.name(row.rfm_segment).lower()}" have gone silent',
            float(row.lifetime_value_of_the_silent),
            f"{words.number(row.people)} people brought {money(ask, row.lifetime_value)}, of it "
            f"{money(ask, row.lifetime_value_of_the_silent)} by those who, by their own rhythm, "
            "have probably gone.",
            "Write to half of them, chosen by lot, and compare what both halves buy: what they "
            "brought is past, and not what they will bring.",
        )
        for row in gone.sort_values("lifetime_value_of_the_silent", ascending=False)
        .head(1)
        .itertuples()
    ]


def category(ask: Ask) -> list[Finding]:
    """The category of the top level that would bring most more at the usual rate."""
    rows = ask("categories_that_lose_most")
    enough = rows["viewed"] >= questions.variables()["minimum_sample"]
    top = rows[rows["category_level"].eq(1) & enough & rows["revenue_lost"].gt(0)]
    return [
        Finding(
            f"{row.category_path} is looked at more than bought",
            float(row.revenue_lost),
            f"{words.share(row.look_to_book)} of {words.number(row.viewed)} visits that looked "
            f"bought, {words.share(row.usual_look_to_book)} is usual: "
            f"{money(ask, row.revenue_lost)} less than at the usual rate.",
            "Compare its prices, stock and pages with those of categories that sell.",
        )
        for row in top.sort_values("revenue_lost", ascending=False).head(1).itertuples()
    ]


def next_steps(ask: Ask) -> Section:
    """What to do after reading this."""
    is_open = ask("what_went_wrong", is_open=True)
    steps = [
        ("Look closer", "`make dashboard` has each of these questions with filters by day, device, "
         "channel, country, new or returning, its rows and its SQL."),
        ("Try, then believe", "What goes along with buying need not cause it. A change is worth "
         "what an experiment says of it; every rate here has the interval to plan one by."),
        ("Read it again", "`make build` adds the new loads and `make report` writes this anew."),
    ]  # fmt: skip
    if len(is_open):
        told = f"Open incidents: {len(is_open)}. They come before everything else."
        steps.insert(0, ("End what is going wrong", told))
    return Section("Next steps", [Points(steps)])


def limits() -> Section:
    """What the figures cannot say."""
    return Section(
        "Limits",
        [
            Points(
                [
                    ("Days", "Days are those of the time zone the warehouse reports in, "
                     "`reporting_timezone`."),
                    ("Money", "Expected revenue is a chance times an average order. It says where "
                     "to look, not what will come."),
                    ("Chance", "Intervals hold the true share with 95 % certainty, each by itself. "
                     "Where many segments are compared, q values below 0.05 are called "
                     "significant: one in twenty of those may still be chance."),
                    ("Unknown", "What a source does not tell is (unknown): it is counted in every "
                     "total and left out of rankings."),
                    ("Still under way", "Visits whose time to go on is not over are not lost, and "
                     "days, weeks and months that are not over are not compared."),
                ]
            )
        ],
    )  # fmt: skip
