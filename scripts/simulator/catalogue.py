"""What the shop sells: a category tree, products, prices that change, three currencies.

shop = catalogue.make(seed)
cents = catalogue.price(shop, seed, day, products)
"""

from typing import NamedTuple

import numpy as np
from faker import Faker

from simulator.streams import stream

TREE = {
    "Home": {
        "Living room": ["Sofas", "Lamps", "Rugs"],
        "Kitchen": ["Kettles", "Mugs", "Knives"],
        "Bedroom": ["Blankets", "Pillows", "Clocks"],
        "Garden": ["Planters", "Grills", "Hoses"],
    },
    "Fashion": {
        "Women": ["Dresses", "Blouses", "Scarves"],
        "Men": ["Shirts", "Belts", "Jackets"],
        "Shoes": ["Sneakers", "Boots", "Sandals"],
        "Bags": ["Backpacks", "Wallets", "Suitcases"],
    },
    "Sports": {
        "Cycling": ["Helmets", "Tyres", "Bike lights"],
        "Running": ["Running shoes", "Bottles", "Headbands"],
        "Yoga": ["Mats", "Blocks", "Straps"],
        "Camping": ["Tents", "Stoves", "Sleeping bags"],
    },
    "Electronics": {
        "Audio": ["Headphones", "Speakers", "Microphones"],
        "Phones": ["Cases", "Chargers", "Holders"],
        "Computers": ["Keyboards", "Mice", "Monitors"],
        "Photo": ["Tripods", "Lenses", "Camera bags"],
    },
}
PRODUCTS = 400
POPULARITY_EXPONENT = 0.7  # of the product's rank
MEDIAN_PRICE_CENTS = 4_000
PRICE_SPREAD = 0.8  # of the logarithm
PRICE_DAYS = 28  # a product's price is looked at again after so many days
PRICE_CHANGES = np.array([0.8, 0.9, 1.0, 1.1])  # of the list price
PRICE_CHANGE_SHARES = np.array([0.08, 0.12, 0.7, 0.1])
OUT_OF_STOCK_SHARE = 0.03  # of a product's 28 days, decided together with the price
MOVED_SHARE = 0.05  # products that change their category once
MOVE_DAYS = 240  # on one of the first so many days
PLANTED_PAIRS = 12
PAIRED_AMONG = 100  # most popular products
PLANTED_PROBABILITY = 0.35  # that the second is put into the cart along with the first

CURRENCIES = np.array(["USD", "EUR", "GBP"])
FIRST_RATES = np.array([1.0, 1.08, 1.27])  # US dollars for one
DAILY_RATE_SPREAD = 0.004  # of the logarithm


class Shop(NamedTuple):
    """The catalogue of a world; arrays are by product or by category, in the order of their ids."""

    category_names: np.ndarray  # (68,)
    parents: np.ndarray  # (68,) row of the parent; -1 none; -2 one that is not in the table
    leaves: np.ndarray  # (48,) rows of the categories that hold products
    brands: np.ndarray  # (products,)
    names: np.ndarray
    list_price: np.ndarray  # cents of a US dollar
    leaf: np.ndarray  # position in `leaves`; products stand in this order
    moved_on: np.ndarray  # day, or a huge number
    moved_to: np.ndarray  # position in `leaves`
    review_offset: np.ndarray  # days by which the product's 28 days begin earlier
    popularity: np.ndarray  # cumulative
    partner: np.ndarray  # the product planted to be bought along, or -1


def make(seed: int) -> Shop:
    """The catalogue of a seed."""
    rng = stream(seed, "catalogue")
    fake = Faker("en_US")
    fake.seed_instance(int(rng.integers(2**32)))
    names, parents = [], []
    for root, middles in TREE.items():
        names.append(root)
        parents.append(-1)
        root_row = len(names) - 1
        for middle, leaf_names in middles.items():
            names.append(middle)
            parents.append(root_row)
            middle_row = len(names) - 1
            names += leaf_names
            parents += [middle_row] * len(leaf_names)
    parents = np.array(parents)
    has_children = np.isin(np.arange(len(names)), parents)
    leaves = np.flatnonzero(~has_children)
    lost = rng.choice(leaves, 4, replace=False)
    parents[lost[:2]], parents[lost[2:]] = -1, -2

    leaf = np.sort(rng.integers(0, len(leaves), PRODUCTS))
    brands = np.array([fake.unique.last_name() for _ in range(40)])[rng.integers(0, 40, PRODUCTS)]
    colours = np.array([fake.color_name() for _ in range(PRODUCTS)])
    product_names = [
        f"{brand} {names[leaves[place]].lower()}, {colour}"
        for brand, place, colour in zip(brands, leaf, colours, strict=True)
    ]
    leaf_level = rng.normal(0, 0.5, len(leaves))[leaf]
    logarithm = np.log(MEDIAN_PRICE_CENTS) + leaf_level + rng.normal(0, PRICE_SPREAD, PRODUCTS)
    moves = rng.random(PRODUCTS) < MOVED_SHARE
    rank = rng.permutation(PRODUCTS) + 1
    pairs = rng.choice(np.argsort(rank)[:PAIRED_AMONG], (2, PLANTED_PAIRS), replace=False)
    partner = np.full(PRODUCTS, -1)
    partner[pairs[0]] = pairs[1]
    return Shop(
        category_names=np.array(names),
        parents=parents,
        leaves=leaves,
        brands=brands,
        names=np.array(product_names),
        list_price=(np.rint(np.exp(logarithm) / 100).clip(3, 900) * 100 - 1).astype(np.int64),
        leaf=leaf,
        moved_on=np.where(moves, rng.integers(1, MOVE_DAYS, PRODUCTS), 2**40),
        moved_to=rng.integers(0, len(leaves), PRODUCTS),
        review_offset=rng.integers(0, PRICE_DAYS, PRODUCTS),
        popularity=np.cumsum(rank**-POPULARITY_EXPONENT),
        partner=partner,
    )


def reviewed(shop: Shop, seed: int, day: int) -> tuple[np.ndarray, np.ndarray]:
    """The price in cents of a US dollar and the availability of every product on a day."""
    period = (day + shop.review_offset) // PRICE_DAYS
    factors, is_available = np.empty(PRODUCTS), np.empty(PRODUCTS, dtype=bool)
    for number in np.unique(period):
        rng = stream(seed, "prices", int(number))
        drawn = rng.choice(PRICE_CHANGES, PRODUCTS, p=PRICE_CHANGE_SHARES)
        in_stock = rng.random(PRODUCTS) >= OUT_OF_STOCK_SHARE
        chosen = period == number
        factors[chosen], is_available[chosen] = drawn[chosen], in_stock[chosen]
    return np.rint(shop.list_price * factors).astype(np.int64), is_available


def leaf_of(shop: Shop, day: int) -> np.ndarray:
    """The position in `leaves` of every product's category on a day."""
    return np.where(shop.moved_on <= day, shop.moved_to, shop.leaf)


def exchange_rates(seed: int, days: int) -> np.ndarray:
    """US dollars for one unit of each currency on the first `days` days, shape (days, 3).

    A random walk; more days only add rows. Rates have six decimals, as in the rate table.
    """
    steps = stream(seed, "exchange rates").normal(0, DAILY_RATE_SPREAD, (days, 3))
    steps[:, 0] = 0
    return np.round(FIRST_RATES * np.exp(np.cumsum(steps, axis=0)), 6)
