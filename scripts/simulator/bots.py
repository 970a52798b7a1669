"""Six kinds of bots: who they say they are, how often they come and what they do in a session."""

import numpy as np

from simulator import catalogue, pools
from simulator.calendar import SECOND
from simulator.streams import pick, stream

KINDS = [
    None,
    "fast_scraper",
    "slow_scraper",
    "declared_crawler",
    "headless_browser",
    "marathon",
    "click_fraud",
]
FAST, SLOW, CRAWLER, HEADLESS, MARATHON, CLICK_FRAUD = range(1, 7)
SESSION_SHARES = np.array([0, 0.010, 0.006, 0.014, 0.012, 0.001, 0.020])  # of all sessions
VISITS = np.array([0, 5, 10, 20, 4, 2, 1])
GAP_DAYS = np.array([1, 1, 1, 1, 2, 4, 1])
FEWEST_PAGES = np.array([0, 20, 20, 5, 6, 150, 1])
MOST_PAGES = np.array([0, 120, 60, 40, 25, 400, 2])
PRODUCT_PAGE_SHARES = np.array([0, 0.9, 0.8, 0.6, 0.7, 0.7, 0])  # others are category pages
SLOW_GAP_SECONDS = (8, 40)  # one for the session, give or take SLOW_JITTER
SLOW_JITTER_SECONDS = 0.15
MARATHON_GAP_SECONDS = (20, 900)  # never the half hour that would end a session
CLICK_FRAUD_GAP_SECONDS = 3.0
ADDRESSES = 40  # of data centres, for all but headless browsers and marathons
FRAUD_ADDRESSES = 8
PAID_SEARCH, PAID_SOCIAL, DIRECT = 3, 5, 0  # places in people.SOURCES


def disguise(
    seed: int,
    rng: np.random.Generator,
    bot: np.ndarray,
    devices: np.ndarray,
    agents: np.ndarray,
    address: np.ndarray,
) -> None:
    """Give bots, in place, their devices, user agents and addresses; people keep theirs.

    Crawlers name themselves, half of the scrapers name a library, the rest look like people.
    """
    count = len(bot)
    first_crawler = pools.AGENTS * len(pools.DEVICES)
    first_library = first_crawler + len(pools.CRAWLERS)
    crawler = first_crawler + rng.integers(0, len(pools.CRAWLERS), count)
    library = first_library + rng.integers(0, len(pools.LIBRARIES), count)
    names_library = np.isin(bot, (FAST, SLOW)) & (rng.random(count) < 0.5)
    agents[bot == CRAWLER] = crawler[bot == CRAWLER, np.newaxis]
    agents[names_library] = library[names_library, np.newaxis]
    is_desktop = np.isin(bot, (FAST, SLOW, CRAWLER, HEADLESS, MARATHON))
    human = rng.integers(0, pools.AGENTS, count)
    looks_human = is_desktop & ~names_library & (bot != CRAWLER)
    agents[looks_human] = human[looks_human, np.newaxis]
    devices[is_desktop] = 0
    known = stream(seed, "data centres").integers(2**24, 2**32 - 2**24, ADDRESSES)
    is_hosted = np.isin(bot, (FAST, SLOW, CRAWLER))
    address[is_hosted] = known[rng.integers(FRAUD_ADDRESSES, ADDRESSES, count)][is_hosted]
    is_fraud = bot == CLICK_FRAUD
    address[is_fraud] = known[rng.integers(0, FRAUD_ADDRESSES, count)][is_fraud]


def source(rng: np.random.Generator, bot: np.ndarray, usual: np.ndarray) -> np.ndarray:
    """Places in people.SOURCES: click fraud comes through paid ones, headless ones as people do."""
    paid = np.where(rng.random(len(bot)) < 0.7, PAID_SEARCH, PAID_SOCIAL)
    return np.select([bot == CLICK_FRAUD, bot == HEADLESS], [paid, usual], DIRECT)


def browse(
    rng: np.random.Generator, bot: np.ndarray, start: np.ndarray, shop: catalogue.Shop
) -> dict[str, np.ndarray]:
    """The pages that sessions of bots open, session by session.

    Returns session (row of `bot`), time (microseconds), is_product, and product and leaf
    (-1 where the page is not about one).
    """
    pages = rng.integers(FEWEST_PAGES[bot], MOST_PAGES[bot], endpoint=True)
    session = np.repeat(np.arange(len(bot)), pages)
    kind = bot[session]
    first = np.cumsum(pages) - pages
    pace = rng.uniform(*SLOW_GAP_SECONDS, len(bot))[session]
    gap = np.select(
        [kind == FAST, kind == SLOW, kind == CRAWLER, kind == HEADLESS, kind == MARATHON],
        [
            rng.exponential(0.6, len(session)),
            pace + rng.normal(0, SLOW_JITTER_SECONDS, len(session)),
            rng.uniform(2, 10, len(session)),
            rng.gamma(4, 0.4, len(session)),
            rng.uniform(*MARATHON_GAP_SECONDS, len(session)),
        ],
        CLICK_FRAUD_GAP_SECONDS + rng.normal(0, 0.05, len(session)),
    )
    gap = (gap * SECOND).astype(np.int64)
    gap[first] = 0
    elapsed = np.cumsum(gap)
    is_product = rng.random(len(session)) < PRODUCT_PAGE_SHARES[kind]
    product = pick(rng.random(len(session)), np.arange(1, catalogue.PRODUCTS + 1))
    leaf = rng.integers(0, len(shop.leaves), len(session))
    return {
        "session": session,
        "time": start[session] + elapsed - elapsed[first[session]],
        "is_product": is_product,
        "product": np.where(is_product, product, -1),
        "leaf": np.where(is_product, -1, leaf),
    }
