"""What is looked at and not bought, and what sells with what?"""

import pandas as pd
import questions
import streamlit as st
from charts import bars, drawn, grids, words
from charts.look import Look

from dashboard import asking, figures, filters

RANKED = 10
STEPS = {  # the share that goes on, of whom, and its name
    "look_to_cart": ("viewed", "Into the cart"),
    "cart_to_checkout": ("carted", "To the checkout"),
    "checkout_to_purchase": ("checked_out", "Bought"),
}
BASKETS = {"Orders": "order", "Carts": "cart"}


def page() -> None:
    """Categories by step, products that are not bought, brands and prices, and associations."""
    asked = filters.chosen(
        "categories_that_lose_most", "looked_at_and_not_bought", "brands_and_price_bands"
    )
    categories(asked)
    left, right = st.columns(2, gap="large")
    with left:
        not_bought(asked)
    with right:
        brands(asked)
    associations()


def categories(asked: dict) -> None:
    """The share that goes on from each step, a row a category of the top level."""

    enough = questions.variables()["minimum_sample"]

    def draw(rows: pd.DataFrame, look: Look) -> dict:
        top = rows[rows["category_level"].eq(1) & rows["viewed"].gt(0)]
        top = top.sort_values("viewed", ascending=False).head(RANKED)
        named = top.assign(
            category=[f"{words.name(r.category_path)} · {words.number(r.viewed)}"
                      for r in top.itertuples()]
        )  # fmt: skip
        steps = pd.concat(
            [
                named.assign(step=label, rate=named[rate], is_faint=named[whole].lt(enough))
                for rate, (whole, label) in STEPS.items()
            ]
        )
        steps = steps[steps["rate"].notna()]
        return grids.heat(
            steps.assign(told=steps["rate"].map(words.share)),
            "step", "category", "rate", "told", look,
            across_order=[label for _, label in STEPS.values()],
        )  # fmt: skip

    figures.show(
        "Where does each category lose people?",
        "categories_that_lose_most",
        asked,
        draw,
        note="Share of the visits that looked, put into the cart, began a checkout, and went on; "
        "the largest categories of the top level, with the visits that looked. A visit counts "
        f"once a category; grey: of fewer than {enough}.",
        empty="No category was looked at.",
    )


def not_bought(asked: dict) -> None:
    """Products by the purchases they lack at the usual rate."""
    figures.show(
        "Which products are looked at and not bought?",
        "looked_at_and_not_bought",
        asked,
        lambda rows, look: bars.captioned(
            rows[rows["missing_purchases"].gt(0)].head(RANKED).assign(
                product=lambda first: first["product_name"].fillna(first["product_id"]),
                told=lambda first: [
                    f"{words.number(r.missing_purchases, 1)} missing · "
                    f"{words.share(r.look_to_book)} of {words.number(r.viewed)} buy"
                    for r in first.itertuples()
                ],
            ),
            "missing_purchases", "product", "told", look, look.contrast,
        ),
        note="Purchases they would have at the usual rate of all products; those that chance "
        "does not explain come first.",
        empty="No product was looked at.",
    )  # fmt: skip


def brands(asked: dict) -> None:
    """Brands or price bands by what they bring."""
    st.markdown("### What brings the money?")
    kinds = {"Price bands": "price_band", "Brands": "brand"}
    kind = st.selectbox("By", list(kinds), key="products_by", bind="query-params", width=150)
    figures.show(
        None,
        "brands_and_price_bands",
        asked | {"dimension": [kinds[kind]]},
        lambda rows, look: drawn.brands_and_price_bands(
            rows[rows["views"].gt(0)].head(RANKED), look
        ),
        note=f"Revenue in {figures.currency()}.",
        empty="Nothing was looked at or sold.",
    )  # fmt: skip


def associations() -> None:
    """Rules by how sure they are, below the verdict on all of them."""
    st.markdown("### What sells with what?")
    kind = st.selectbox("In", list(BASKETS), key="baskets", bind="query-params", width=150)
    asked = {"basket_kind": [BASKETS[kind]]}
    for row in asking.rows("how_far_to_trust_associations", asked).itertuples():
        st.caption(
            f"{words.name(row.event_source)}: {words.share(row.multi_product_share)} of "
            f"{words.number(row.baskets_with_known_products)} {kind.lower()} hold several "
            f"products; {row.verdict}."
        )
    figures.show(
        None,
        "what_sells_with_what",
        asked,
        lambda rows, look: bars.captioned(
            rows.head(RANKED).sort_values("confidence", ascending=False).assign(
                rule=lambda first: first["antecedent"] + " → " + first["consequent"],
                told=lambda first: [
                    f"{words.share(r.confidence)} · {r.lift:.1f} times the usual · "
                    f"{words.number(r.set_baskets)} {kind.lower()}"
                    for r in first.itertuples()
                ],
            ),
            "confidence", "rule", "told", look,
        ),
        note="Of those with the first, the share that has the second, too; the "
        f"{RANKED} surest rules. It does not say that showing one sells the other.",
        empty="Nothing goes together more often than chance would have it.",
    )  # fmt: skip
