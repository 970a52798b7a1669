"""Who converts, and by which ways people go through a visit."""

import pandas as pd
from charts import bars, drawn, flows, words

from report.parts import Ask, Lines, Section, Table, Text, chart, interval, named, sure, table

RANKED = 6
DIMENSIONS = ("device_type", "channel", "visitor_type")
UNUSUAL = "What is not significant is left out: it may be chance."


def segments(ask: Ask) -> Section:
    """Conversion by segment, on the map, by duration, and by money."""
    found = ask("conversion_by_segment")
    own = found[found["dimension"].isin(DIMENSIONS) & found["is_sample_sufficient"]]
    own = own[own["dimension_value"].ne("(unknown)")]
    on_the_map = ask("conversion_on_the_map")
    rows = [
        (
            named(row.dimension_value), words.number(row.sessions),
            words.share(row.conversion_rate), interval(row.ci_low, row.ci_high),
            "yes" if row.is_significant else "may be chance",
        )
        for row in own.itertuples()
    ]  # fmt: skip
    columns = ("Segment", "Visits", "Converts", "95 % interval", "Differs from the others")
    return Section(
        "Segments",
        [
            table("Who converts?", columns, rows,
                  "Segments with too few visits to tell are left out. The tests are corrected for "
                  "their number (q below 0.05)."),
            chart(
                "Where in the world do visits end with an order?",
                on_the_map[on_the_map["is_sample_sufficient"] & on_the_map["map_number"].notna()],
                drawn.conversion_on_the_map,
                "Stronger for more. Grey: nobody, or too few visits to tell.",
            ),
            combinations(ask, "where_money_is_lost", "Which combinations cost most?",
                         "opportunity_revenue", "At the rate of all"),
            combinations(ask, "what_works", "Which combinations bring most?",
                         "surplus_revenue", "More than at the rate of all"),
            attribution(ask),
            chart(
                "Do longer visits convert more often?",
                ask("conversion_by_duration"),
                lambda rows, look: bars.columns(rows, "duration", look),
                "With 95 % intervals. Whoever buys stays to pay: staying longer need not be what "
                "makes people buy.",
            ),
        ],
    )  # fmt: skip


def combinations(ask: Ask, question: str, title: str, money: str, header: str) -> Table | Text:
    """Combinations of two dimensions by money, as far as they are no chance find."""
    found = sure(ask(question)).head(RANKED)
    if found.empty:
        return Text([f"{title} None that is more than chance."])
    rows = [
        (
            named(row.dimension_value), words.number(row.sessions),
            f"{words.share(row.conversion_rate)} ({interval(row.ci_low, row.ci_high)})",
            words.share(row.rest_conversion_rate), words.number(getattr(row, money)),
        )
        for row in found.itertuples()
    ]  # fmt: skip
    return table(title, ("Combination", "Visits", "Converts", "The others", header), rows, UNUSUAL)


def attribution(ask: Ask) -> Table | Text:
    """What each channel is worth by some of the models."""
    title = "What is each channel worth?"
    found = ask("credit_by_model")
    found = found[found["most_revenue"].gt(0)]
    models = {
        "first": "First visit", "last": "Last visit", "linear": "All alike",
        "markov_removal": "Removal effect",
    }  # fmt: skip
    rows = [
        (row.channel, *(words.number(getattr(row, f"{model}_revenue")) for model in models))
        for row in found.itertuples()
    ]
    return table(
        title,
        ("Channel", *models.values()),
        rows,
        "The revenue of all orders, shared out by the visits before each: four ways to look at the "
        "same money. Where they differ, no single one is true.",
    )


def paths(ask: Ask) -> Section:
    """The ways from the start, the frequent visits, and what goes with buying."""
    everybody = {"stream": "page", "dimension": "all"}
    flowing = ask("flows_from_or_to_an_end", direction="from_start", **everybody)
    top = ask("top_paths", **everybody).head(RANKED)
    return Section(
        "Paths",
        [
            chart("Where do they go from the start?", flowing, flows.sankey,
                  "Five steps; whoever leaves is grey. Small flows are gathered in (other)."),
            table(
                "Which whole visits are the most frequent?",
                ("Way through the visit", "Visits", "Of all", "Converts"),
                [
                    (row.path.replace(" > ", " → "), words.number(row.sessions),
                     words.share(row.share), words.share(row.conversion_rate))
                    for row in top.itertuples()
                ],
            ),
            Lines(dead_ends(ask("pages_that_lead_nowhere"))),
        ],
    )  # fmt: skip


def dead_ends(pages: pd.DataFrame) -> list[str]:
    """Pages from which few go on to buy."""
    ends = pages[pages["is_dead_end"]]
    if ends.empty:
        return ["No page is often the end of a visit and seldom on the way to a purchase."]
    return [
        f"Pages of type {words.name(row.state).lower()} lead on to a purchase in "
        f"{words.share(row.purchase_probability)} of visits ({words.share(row.usual_probability)} "
        f"is usual); {words.share(row.exit_rate)} of their views end the visit."
        for row in ends.head(3).itertuples()
    ]
