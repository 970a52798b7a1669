"""What people do in a session: a walk over states, and what happens beside the pages.

    steps = journeys.walk(rng, visits, start, first_state, shop_today, incidents)

A walk is a Markov chain over STATES with the matrix NEXT. Three of its moves depend on who walks:
putting the product into the cart, beginning the checkout, buying. Their probability is the logistic
function of its logarithm of odds in NEXT plus the COEFFICIENTS that apply; the other moves of
the row share the rest in the proportions of NEXT. An incident takes away a share of the last two.
"""

from typing import NamedTuple

import numpy as np

from simulator import catalogue, incidents, people, pools
from simulator.calendar import DAY, HOUR, SECOND
from simulator.streams import pick

STATES = [
    *("view_homepage", "view_category", "view_search_page", "view_product", "page_view"),
    *("view_account_page", "add_to_cart", "view_cart_page", "checkout", "purchase"),
]
HOME, CATEGORY, SEARCH, PRODUCT, CONTENT, ACCOUNT, ADD, CART, CHECKOUT, PURCHASE = range(10)
EXIT = 10
START = np.array([0.42, 0.18, 0.05, 0.27, 0.08, 0, 0, 0, 0, 0])
NEXT = np.array(  # from a state (row) to a state or the exit (column)
    [
        [0.00, 0.38, 0.15, 0.13, 0.07, 0.03, 0.00, 0.00, 0.00, 0.00, 0.24],
        [0.05, 0.14, 0.05, 0.50, 0.02, 0.01, 0.00, 0.00, 0.00, 0.00, 0.23],
        [0.04, 0.10, 0.14, 0.51, 0.00, 0.00, 0.00, 0.00, 0.00, 0.00, 0.21],
        [0.04, 0.19, 0.06, 0.22, 0.02, 0.01, 0.14, 0.00, 0.00, 0.00, 0.32],
        [0.20, 0.15, 0.03, 0.05, 0.15, 0.02, 0.00, 0.00, 0.00, 0.00, 0.40],
        [0.35, 0.20, 0.00, 0.10, 0.05, 0.05, 0.00, 0.00, 0.00, 0.00, 0.25],
        [0.02, 0.18, 0.04, 0.16, 0.00, 0.00, 0.00, 0.53, 0.00, 0.00, 0.07],
        [0.03, 0.12, 0.00, 0.08, 0.00, 0.00, 0.00, 0.00, 0.48, 0.00, 0.29],
        [0.02, 0.00, 0.00, 0.00, 0.00, 0.00, 0.00, 0.08, 0.00, 0.58, 0.32],
        [0.12, 0.08, 0.00, 0.00, 0.00, 0.10, 0.00, 0.00, 0.00, 0.00, 0.70],
    ]
)
DWELL_SECONDS = np.array([14, 18, 16, 32, 40, 25, 6, 22, 75, 20])  # median, log-normal
DWELL_SPREAD = 0.8
POWER_USER_PACE = 0.08  # of other people's time
LONGEST_DWELL = 1_500  # seconds: nobody pauses half an hour within a visit
MOST_STEPS = 60

OUTCOMES = {PRODUCT: ADD, CART: CHECKOUT, CHECKOUT: PURCHASE}
OUTCOME_NAMES = {PRODUCT: "add_to_cart", CART: "checkout", CHECKOUT: "purchase"}
COEFFICIENTS = {  # change of the log-odds of an outcome, all else equal; what is not named is 0
    "device_type": {"mobile": (-0.30, -0.25, -0.30), "tablet": (-0.10, -0.10, -0.10)},
    "country_code": {
        "DE": (0.00, -0.10, -0.10),
        "FR": (-0.10, -0.10, 0.00),
        "ES": (-0.20, -0.15, -0.10),
        "IT": (-0.20, -0.15, -0.10),
        "BR": (-0.40, -0.30, -0.40),
    },
    "medium": {
        "cpc": (0.05, 0.00, 0.00),
        "paid_social": (-0.45, -0.25, -0.10),
        "social": (-0.45, -0.20, -0.10),
        "email": (0.35, 0.30, 0.20),
        "affiliate": (0.20, 0.20, 0.10),
        "referral": (0.10, 0.00, 0.00),
    },
    "is_returning": {"true": (0.25, 0.25, 0.20)},
    "hour": {"18 to 22": (0.10, 0.10, 0.05)},
    "value_group": {
        "occasional": (0.10, 0.10, 0.05),
        "loyal": (0.45, 0.40, 0.30),
        "champion": (0.90, 0.70, 0.50),
    },
    "log_price": {"": (-0.25, 0.00, 0.00)},  # times ln(price in US dollars / 40)
}
EVENING = range(18, 23)  # local hours
REFERENCE_PRICE = 40


class Day(NamedTuple):
    """The shop on a day; arrays are by product."""

    shop: catalogue.Shop
    price: np.ndarray  # cents of a US dollar
    is_available: np.ndarray
    leaf: np.ndarray
    rates: np.ndarray  # US dollars for one unit of catalogue.CURRENCIES


def scores(visits: np.ndarray, start: np.ndarray) -> np.ndarray:
    """What COEFFICIENTS add to the log-odds of each visit, but for the price: (3, visits)."""
    offset = pools.UTC_OFFSETS[visits["country"]]
    hour = (start + offset * HOUR) % DAY // HOUR
    values = {
        "device_type": pools.DEVICES[visits["device"]],
        "country_code": pools.COUNTRIES[visits["country"]],
        "medium": np.array([medium for _, medium, *_ in people.SOURCES])[visits["source"]],
        "is_returning": np.where(visits["number"] > 1, "true", "false"),
        "hour": np.where(np.isin(hour, EVENING), "18 to 22", ""),
        "value_group": np.array(people.GROUPS)[visits["group"]],
    }
    total = np.zeros((3, len(visits)))
    for factor, held in values.items():
        for value, changes in COEFFICIENTS[factor].items():
            total += np.outer(changes, held == value)
    return total


def walk(
    rng: np.random.Generator,
    visits: np.ndarray,
    start: np.ndarray,
    first_state: np.ndarray,
    today: Day,
    planned: list[incidents.Incident],
) -> dict[str, np.ndarray]:
    """Walk all visits at once, a step at a time, each from its first state until it leaves.

    Returns an array a column, one entry a step of a visit: session (row of `visits`), time and
    dwell (microseconds), state, product and leaf (-1: none), next (a state or EXIT).
    """
    log_odds = {state: np.log(NEXT[state, to] / (1 - NEXT[state, to])) for state, to in
                OUTCOMES.items()}  # fmt: skip
    score = dict(zip(OUTCOMES, scores(visits, start), strict=True))
    rest = NEXT.copy()
    for state, to in OUTCOMES.items():
        rest[state, to] = 0
    rest = np.cumsum(rest / rest.sum(axis=1, keepdims=True), axis=1)
    rest[:, -1] = 1
    price_score = COEFFICIENTS["log_price"][""][0] * np.log(today.price / 100 / REFERENCE_PRICE)
    by_leaf = np.argsort(today.leaf, kind="stable")
    popularity = np.diff(today.shop.popularity, prepend=0)[by_leaf].cumsum()
    leaf_ends = np.searchsorted(today.leaf[by_leaf], np.arange(len(today.shop.leaves)), "right")
    mass = np.concatenate([[0], popularity])
    leaf_from, leaf_to = mass[np.concatenate([[0], leaf_ends[:-1]])], mass[leaf_ends]
    pace = np.where(visits["look_alike"] == people.POWER_USER, POWER_USER_PACE, 1.0)

    at, state, time = np.arange(len(visits)), first_state.copy(), start.copy()
    product = np.full(len(visits), -1)
    leaf = np.full(len(visits), -1)
    walked = []
    for _ in range(MOST_STEPS):
        if not len(at) and walked:
            break
        here = state[at]
        uniform = rng.random((4, len(at)))
        in_category = at[here == CATEGORY]
        leaf[in_category] = pick(uniform[0, here == CATEGORY], leaf_to)
        is_product = here == PRODUCT
        viewer = at[is_product]
        known = np.maximum(leaf[viewer], 0)
        is_anywhere = (leaf[viewer] < 0) | (leaf_from[known] == leaf_to[known])
        low = np.where(is_anywhere, 0, leaf_from[known])
        high = np.where(is_anywhere, mass[-1], leaf_to[known])
        drawn = np.searchsorted(popularity, low + uniform[0, is_product] * (high - low), "right")
        product[viewer] = by_leaf[np.minimum(drawn, len(by_leaf) - 1)]
        leaf[at[np.isin(here, (HOME, SEARCH, CONTENT))]] = -1

        dwell = DWELL_SECONDS[here] * np.exp(DWELL_SPREAD * rng.standard_normal(len(at)))
        dwell = (np.clip(dwell * pace[at], 0.5, LONGEST_DWELL) * SECOND).astype(np.int64)
        chance = np.zeros(len(at))
        for deciding in OUTCOMES:
            chosen = here == deciding
            decider = at[chosen]
            odds = log_odds[deciding] + score[deciding][decider]
            if deciding == PRODUCT:
                odds = odds + price_score[product[decider]]
            probability = 1 / (1 + np.exp(-odds))
            if deciding == PRODUCT:
                probability = probability * today.is_available[product[decider]]
            else:
                probability = probability * incidents.kept(
                    planned, OUTCOME_NAMES[deciding], time[decider], visits["device"][decider]
                )
            chance[chosen] = probability
        outcome = np.array([OUTCOMES.get(number, EXIT) for number in range(len(STATES))])[here]
        other = (uniform[2, :, np.newaxis] >= rest[here]).sum(axis=1)
        following = np.where(uniform[1] < chance, outcome, other)
        is_about_product = np.isin(here, (PRODUCT, ADD))
        walked.append(
            {
                "session": at,
                "time": time[at],
                "dwell": dwell,
                "state": here,
                "product": np.where(is_about_product, product[at], -1),
                "leaf": np.where(here == CATEGORY, leaf[at], -1),
                "next": following,
            }
        )
        time[at] += dwell
        state[at] = following
        at = at[following != EXIT]
    return {name: np.concatenate([step[name] for step in walked]) for name in walked[0]}
