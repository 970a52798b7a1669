"""The tables that follow from the world alone: catalogue, rates, and what was planned of it."""

import numpy as np
import pandas as pd

from simulator import calendar, catalogue, incidents, journeys
from simulator.calendar import DAY
from simulator.simulation import CATEGORY_IDS, PRODUCT_IDS
from simulator.world import World

TABLES = (
    *("raw.products", "raw.categories", "raw.item_properties", "raw.exchange_rates"),
    *("truth.incidents", "truth.occasions", "truth.associations", "truth.coefficients"),
    "truth.transitions",
)


def tables(world: World, days: int) -> dict[str, pd.DataFrame]:
    """The frames of TABLES, with the columns of tables.TABLES, as they are after `days` days."""
    shop = catalogue.make(world.seed)
    frames = (
        products(world, shop, days),
        categories(shop),
        item_properties(world, shop, days),
        exchange_rates(world, days),
        planned(world, days),
        occasions(world, days),
        associations(shop),
        coefficients(),
        transitions(),
    )
    return dict(zip(TABLES, frames, strict=True))


def dates(world: World, days: np.ndarray) -> np.ndarray:
    """Days of the world as datetime64[us]."""
    return (np.datetime64(world.start, "D") + days).astype("datetime64[us]")


def products(world: World, shop: catalogue.Shop, days: int) -> pd.DataFrame:
    """The catalogue with the prices and categories of the last day."""
    price, _ = catalogue.reviewed(shop, world.seed, days - 1)
    return pd.DataFrame(
        {
            "product_id": PRODUCT_IDS,
            "product_name": shop.names,
            "category_id": CATEGORY_IDS[shop.leaves[catalogue.leaf_of(shop, days - 1)]],
            "unit_price": price / 100,
            "currency": catalogue.CURRENCIES[0],
            "brand": shop.brands,
        }
    )


def categories(shop: catalogue.Shop) -> pd.DataFrame:
    """The tree; one parent in a hundred is missing, or not in the table."""
    named = np.append(CATEGORY_IDS, ["c99", ""])  # row -2 and row -1
    parent = pd.Series(named[shop.parents], dtype=object)
    return pd.DataFrame(
        {
            "category_id": CATEGORY_IDS,
            "parent_id": parent.where(parent != ""),
            "category_name": shop.category_names,
        }
    )


def item_properties(world: World, shop: catalogue.Shop, days: int) -> pd.DataFrame:
    """Each value of a product's price, availability and category from the day it holds."""
    values = {"price": [], "availability": [], "category_id": []}
    for day in range(days):
        price, is_available = catalogue.reviewed(shop, world.seed, day)
        values["price"].append(price)
        values["availability"].append(is_available.astype(np.int64))
        values["category_id"].append(catalogue.leaf_of(shop, day))
    texts = {
        "price": lambda cents: np.char.mod("%.2f", cents / 100),
        "availability": lambda held: np.array(["out of stock", "in stock"])[held],
        "category_id": lambda place: CATEGORY_IDS[shop.leaves[place]],
    }
    frames = []
    for name, by_day in values.items():
        held = np.array(by_day)
        day, product = np.nonzero(np.diff(held, axis=0, prepend=-1))
        frames.append(
            pd.DataFrame(
                {
                    "product_id": PRODUCT_IDS[product],
                    "property": name,
                    "value": texts[name](held[day, product]),
                    "valid_from": dates(world, day),
                }
            )
        )
    return pd.concat(frames, ignore_index=True)


def exchange_rates(world: World, days: int) -> pd.DataFrame:
    """One row a day and currency."""
    rates = catalogue.exchange_rates(world.seed, days)
    return pd.DataFrame(
        {
            "rate_date": dates(world, np.repeat(np.arange(days), rates.shape[1])),
            "currency": np.tile(catalogue.CURRENCIES, days),
            "usd_rate": rates.ravel(),
        }
    )


def planned(world: World, days: int) -> pd.DataFrame:
    """The incidents that begin before the end."""
    found = pd.DataFrame(incidents.planned(world, days), columns=incidents.Incident._fields)
    start = np.datetime64(world.start, "us")
    begins, ends = found.pop("begins"), found.pop("ends")
    return found.assign(
        date=dates(world, (begins // DAY).to_numpy(dtype=np.int64)),
        started_at=start + begins.to_numpy(dtype="timedelta64[us]"),
        ended_at=start + ends.to_numpy(dtype="timedelta64[us]"),
    )


def occasions(world: World, days: int) -> pd.DataFrame:
    """The holidays and days of a campaign, their traffic as a multiple of an ordinary day's."""
    day = np.arange(days)
    factor = calendar.occasions(world.start, day)
    is_one = factor != 1
    return pd.DataFrame({"date": dates(world, day[is_one]), "traffic": factor[is_one]})


def associations(shop: catalogue.Shop) -> pd.DataFrame:
    """Which product is put into the cart along with which."""
    product = np.flatnonzero(shop.partner >= 0)
    return pd.DataFrame(
        {
            "product_id": PRODUCT_IDS[product],
            "companion_id": PRODUCT_IDS[shop.partner[product]],
            "probability": catalogue.PLANTED_PROBABILITY,
        }
    )


def coefficients() -> pd.DataFrame:
    """One row a coefficient; the intercepts are those of the reference visitor."""
    rows = [
        (journeys.OUTCOME_NAMES[state], "intercept", "", np.log(base / (1 - base)))
        for state, to in journeys.OUTCOMES.items()
        for base in [journeys.NEXT[state, to]]
    ]
    rows += [
        (outcome, factor, value, change)
        for factor, values in journeys.COEFFICIENTS.items()
        for value, changes in values.items()
        for outcome, change in zip(journeys.OUTCOME_NAMES.values(), changes, strict=True)
    ]
    return pd.DataFrame(rows, columns=["outcome", "factor", "value", "log_odds"])


def transitions() -> pd.DataFrame:
    """The matrix of the walk with its start; `(start)` and `(exit)` as in path_transitions."""
    rows = [
        ("(start)", state, share, False)
        for state, share in zip(journeys.STATES, journeys.START, strict=True)
    ]
    rows += [
        (before, after, share, journeys.OUTCOMES.get(place) == column)
        for place, before in enumerate(journeys.STATES)
        for column, (after, share) in enumerate(
            zip([*journeys.STATES, "(exit)"], journeys.NEXT[place], strict=True)
        )
    ]
    names = ["from_state", "to_state", "probability", "depends_on_visitor"]
    return pd.DataFrame([row for row in rows if row[2] > 0], columns=names)
