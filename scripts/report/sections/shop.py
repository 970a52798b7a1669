"""What sells, who comes back, and what was unusual."""

import pandas as pd
import questions
from charts import drawn, words

from report.parts import Ask, Chart, Lines, Section, Text, chart, interval, table

RANKED = 8
BASKETS = {"order": "orders", "cart": "carts"}


def products(ask: Ask) -> Section:
    """Categories, products that are not bought, price bands and associations."""
    categories = ask("categories_that_lose_most")
    top = categories[categories["category_level"].eq(1) & categories["viewed"].gt(0)]
    top = top[top["viewed"] >= questions.variables()["minimum_sample"]]
    missing = ask("looked_at_and_not_bought")
    missing = missing[missing["missing_purchases"].gt(0) & missing["is_sure"]].head(RANKED)
    bands = ask("brands_and_price_bands", dimension="price_band")
    return Section(
        "Products",
        [
            table(
                "Which categories lose most?",
                ("Category", "Visits", "Into the cart", "Bought", "Usual", "Lost revenue"),
                [
                    (row.category_path, words.number(row.viewed), words.share(row.look_to_cart),
                     words.share(row.look_to_book), words.share(row.usual_look_to_book),
                     words.number(row.revenue_lost))
                    for row in top.head(RANKED).itertuples()
                ],
                "Top level; a visit counts once a category.",
            ),
            chart(
                "Which price bands bring the money?",
                bands[bands["views"].gt(0) & bands["revenue"].gt(0)],
                drawn.brands_and_price_bands,
            ),
            Lines(not_bought(missing)),
            Lines(associations(ask)),
        ],
    )  # fmt: skip


def not_bought(products: pd.DataFrame) -> list[str]:
    """Products that are looked at and not bought, more than chance explains."""
    if products.empty:
        return ["No product is bought so seldom, for its views, that chance does not explain it."]
    return [
        f"{product_name(row)} was looked at in {words.number(row.viewed)} visits and bought in "
        f"{words.share(row.look_to_book)} of them (at most {words.share(row.look_to_book_high)}, "
        f"with 95 % certainty; {words.share(row.usual_look_to_book)} is usual)."
        for row in products.head(3).itertuples()
    ]


def product_name(row: tuple) -> str:
    """A product as people call it."""
    return f"Product {row.product_id}" if words.missing(row.product_name) else row.product_name


def associations(ask: Ask) -> list[str]:
    """How far to trust what sells with what, and the surest of it."""
    said = []
    for kind, name in BASKETS.items():
        for row in ask("how_far_to_trust_associations", basket_kind=kind).itertuples():
            said.append(
                f"Of {words.number(row.baskets_with_known_products)} {name} of {row.event_source} "
                f"{words.share(row.multi_product_share)} hold several products: {row.verdict}."
            )
        for row in ask("what_sells_with_what", basket_kind=kind).head(2).itertuples():
            said.append(
                f"In {name} with {row.antecedent}, {row.consequent} is found "
                f"{row.lift:.1f} times as often as usual, in {words.share(row.confidence)} "
                f"({interval(row.confidence_low, row.confidence_high)})."
            )
    return said


def customers(ask: Ask) -> Section:
    """Who buys again, who comes back, and what groups of buyers are worth."""
    said = [
        f"{words.number(row.repeat_buyers)} of {words.number(row.buyers)} buyers "
        f"({words.share(row.repeat_rate_so_far)}) have bought again so far; half of those within "
        f"{words.number(row.median_days_to_second_order)} days."
        for row in ask("repeat_behaviour").head(1).itertuples() if row.repeat_buyers
    ]  # fmt: skip
    said += [
        f"{words.name(row.buyer_kind)} buyers are {words.share(row.share_of_people)} of all and "
        f"brought {words.share(row.share_of_lifetime_value)} of the money, "
        f"{words.number(row.lifetime_value_per_person, 2)} each."
        for row in ask("one_time_against_repeat_customers").itertuples()
        if not words.missing(row.share_of_lifetime_value)
    ]
    said += [
        f"Of people {words.share(row.person_conversion_rate)} have bought, of visits "
        f"{words.share(row.session_conversion_rate)}: people come "
        f"{row.sessions_per_person:.1f} times on average, and have a chance each time."
        for row in ask("sessions_against_people").head(1).itertuples()
        if row.people
    ]
    return Section(
        "Customers",
        [
            Lines(said or ["Nobody has bought yet."]),
            retention(ask),
            chart(
                "Which buyers bring the money, and are they still there?",
                ask("value_at_risk").dropna(subset=["lifetime_value"]),
                drawn.value_at_risk,
                "What they have brought, and how much of it by buyers who have probably gone: by "
                "their own rhythm at a risk of 80 % or more.",
            ),
        ],
    )


def retention(ask: Ask) -> Chart | Text:
    """Who comes back, week by week, of the source with most people."""
    whose = ask("whose_retention", dimension="all").sort_values("people", ascending=False)
    title = "Who comes back?"
    if whose.empty:
        return Text([f"{title} Nobody has come yet."])
    source = whose["event_source"].iloc[0]
    rows = ask("retention_triangle", activity="visit", cohort_period="week",
               event_source=source, dimension="all")  # fmt: skip
    return chart(
        title,
        rows[rows["age"].gt(0)],
        drawn.retention_triangle,
        "Rows: those first seen in a week. Columns: weeks since each person's own first day. "
        "What is not over for everybody of a row is left out.",
    )


def anomalies(ask: Ask) -> Section:
    """The incidents, and the course of the costliest one's metric."""
    found = ask("what_went_wrong")
    if found.empty:
        return Section("Anomalies", [Text(["Nothing unusual was found."])])
    worst = found.sort_values("money_at_stake", ascending=False, kind="stable").iloc[0]
    history = ask(
        "metric_history", metric=worst["metric"], dimension=worst["dimension"],
        dimension_value=worst["dimension_value"],
    )  # fmt: skip
    rows = [
        (
            words.days(row.start_date, row.end_date), row.severity,
            "open" if row.is_open else "over",
            words.name(row.sentence),
        )
        for row in found.head(RANKED).itertuples()
    ]  # fmt: skip
    return Section(
        "Anomalies",
        [
            table(
                "What went wrong?",
                ("Days", "Severity", "State", "What happened"),
                rows,
                is_figures=False,
            ),
            chart(
                f"How did {words.name(worst['metric']).lower()} go beside what was expected?",
                history,
                drawn.metric_history,
                "Shaded: where its own history expects it. Diamond: a day outside it, no chance "
                "find.",
            ),
        ],
    )
