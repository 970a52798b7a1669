"""The classic shop, 2025-01-01 to 2025-01-06 (UTC):

- A visitor has 1, 2 or 3 sessions, which start at any moment of the six days.
- A session walks down the funnel of STEPS. A step is logged with its probability, and once
  logged the visitor goes on to the next one with the same probability; else the session ends.
  So a session is seen at view_product with probability 0.8 * 0.8 * 0.6 = 0.384.
- People wait 10 to 300 whole seconds between events; bots, 2 % of the visitors, 1 s on average.

Everything else (customers, countries, prices, quantities, delivery times) comes from random
streams of its own, so it can change without moving a single step of a single session.

Two sessions of one visitor reach the checkout in about 2 of 30,000 visitors. A shared device
shows only there, so such a visitor always has an account and is always a shared device.
"""

from datetime import date

import numpy as np
import pandas as pd
from faker import Faker

STEPS = np.array(
    ["view_homepage", "view_category", "view_product", "add_to_cart", "checkout", "purchase"]
)
STEP_PROBABILITIES = np.array([1.0, 0.8, 0.6, 0.4, 0.3, 0.25])
PAGES = np.array(["/", "/category/", "/product/", "/cart", "/checkout", "/order-confirmation"])
CATEGORY_STEP, PRODUCT_STEP, CART_STEP, CHECKOUT_STEP, PURCHASE_STEP = range(1, 6)

FIRST_DAY = date(2025, 1, 1)
DAYS = 6
SECOND = 1_000_000  # all times are whole microseconds
DAY = 86_400 * SECOND

SESSIONS_PER_VISITOR = np.array([1, 2, 3])
SESSIONS_PER_VISITOR_WEIGHTS = np.array([0.7, 0.2, 0.1])
BOT_SHARE = 0.02
DEVICES = np.array(["desktop", "mobile"])
REFERRERS = np.array(["organic", "paid_ads", "email", "social", "direct"])
ANOMALY_FACTOR = 0.5

CATEGORIES = np.array(
    ["lamp", "chair", "rug", "mug", "kettle", "blanket", "backpack", "notebook", "clock", "vase"]
)
CATEGORY_IDS = np.char.mod("c%02d", np.arange(1, 11))
PRODUCT_IDS = np.char.mod("p%03d", np.arange(1, 101))
CATEGORY_OF_PRODUCT = np.repeat(np.arange(10), 10)
CURRENCY = "USD"

VISITORS_PER_CUSTOMER = 3
ACCOUNT_SHARE = 0.7
SHARED_DEVICE_SHARE = 0.01
COUNTRIES = np.array(["US", "GB", "DE", "CA", "FR", "AU", "NL"])
COUNTRY_WEIGHTS = np.array([0.48, 0.14, 0.12, 0.09, 0.08, 0.05, 0.04])

CENTS = {  # columns of tables.TABLES that the frames hold in whole cents
    "unit_price": "cast(unit_price_cents * 0.01 as decimal(18, 2))",
    "revenue": "cast(revenue_cents * 0.01 as decimal(18, 2))",
}
CONTENT = {"raw.events": CENTS, "raw.products": {"unit_price": CENTS["unit_price"]}}


def ids(prefix: str, width: int, count: int) -> np.ndarray:
    """`count` identifiers from 1: ids("v", 6, 2) is v000001, v000002."""
    return np.char.mod(f"{prefix}%0{width}d", np.arange(1, count + 1))


def timestamps(microseconds: np.ndarray) -> np.ndarray:
    """Microseconds since the start of FIRST_DAY as datetime64[us] in UTC."""
    return np.datetime64(FIRST_DAY, "us") + microseconds.astype("timedelta64[us]")


def browse(
    rng: np.random.Generator, visitors: int, anomaly_day: date | None
) -> tuple[np.ndarray, pd.DataFrame, pd.DataFrame]:
    """Draw what visitors do, the reference simulation and nothing else.

    Returns three things:
    - is_bot, boolean, shape (visitors,);
    - sessions, one row each: visitor (0-based), device, referrer, product (0-based codes);
    - steps, one row per event: session (row of sessions), step (0 to 5), occurred (microseconds
      since the start of FIRST_DAY).

    The number of draws does not depend on `anomaly_day`, so a run with one differs from the run
    without only in the sessions of that day. On it the checkout is logged half as often; whoever
    gets there goes on to the purchase as on any day.
    """
    is_bot = rng.random(visitors) < BOT_SHARE
    session_counts = rng.choice(SESSIONS_PER_VISITOR, visitors, p=SESSIONS_PER_VISITOR_WEIGHTS)
    visitor = np.repeat(np.arange(visitors), session_counts)
    count = len(visitor)
    start = rng.integers(0, DAYS * DAY, count)

    log_probabilities = np.tile(STEP_PROBABILITIES, (count, 1))
    if anomaly_day is not None:
        on_the_day = start // DAY == (anomaly_day - FIRST_DAY).days
        log_probabilities[on_the_day, CHECKOUT_STEP] *= ANOMALY_FACTOR
    passed = rng.random((count, len(STEPS))) < log_probabilities
    passed[:, 1:] &= rng.random((count, len(STEPS) - 1)) < STEP_PROBABILITIES[:-1]
    reached = np.logical_and.accumulate(passed, axis=1)

    human_gaps = rng.integers(10, 300, (count, len(STEPS) - 1), endpoint=True) * SECOND
    bot_gaps = np.rint(rng.exponential(SECOND, human_gaps.shape)).astype(np.int64)
    gaps = np.where(is_bot[visitor, np.newaxis], bot_gaps, human_gaps)
    times = np.cumsum(np.column_stack([start, gaps]), axis=1)

    sessions = pd.DataFrame(
        {
            "visitor": visitor,
            "device": rng.integers(0, len(DEVICES), count),
            "referrer": rng.integers(0, len(REFERRERS), count),
            "product": rng.integers(0, len(PRODUCT_IDS), count),
        }
    )
    session, step = np.nonzero(reached)
    steps = pd.DataFrame({"session": session, "step": step, "occurred": times[session, step]})
    return is_bot, sessions, steps


def stock(rng: np.random.Generator) -> pd.DataFrame:
    """The products, one row each, with unit_price_cents (500 to 30,000, median about 4,000)."""
    fake = Faker("en_US")
    fake.seed_instance(int(rng.integers(2**32)))
    count = len(PRODUCT_IDS)
    makers = pd.Series([fake.unique.last_name() for _ in range(count)])
    colours = pd.Series([fake.color_name() for _ in range(count)])
    cents = np.rint(rng.lognormal(np.log(4_000), 0.8, count)).astype(np.int64)
    return pd.DataFrame(
        {
            "product_id": PRODUCT_IDS,
            "product_name": makers + " " + CATEGORIES[CATEGORY_OF_PRODUCT] + ", " + colours,
            "category_id": CATEGORY_IDS[CATEGORY_OF_PRODUCT],
            "unit_price_cents": cents.clip(500, 30_000),
            "currency": CURRENCY,
        }
    )


def register(rng: np.random.Generator, count: int) -> pd.DataFrame:
    """The pool of `count` customers, one row each; no two have the same e-mail address."""
    fake = Faker("en_US")
    fake.seed_instance(int(rng.integers(2**32)))
    first_names = np.array([fake.first_name() for _ in range(300)])
    last_names = np.array([fake.last_name() for _ in range(600)])
    domains = np.array([fake.safe_domain_name() for _ in range(20)])
    first = pd.Series(rng.choice(first_names, count))
    last = pd.Series(rng.choice(last_names, count))
    number = pd.Series(np.arange(1, count + 1)).astype(str)
    mailbox = (first + "." + last).str.lower() + "." + number
    return pd.DataFrame(
        {
            "customer_id": ids("u", 6, count),
            "full_name": first + " " + last,
            "email": mailbox + "@" + rng.choice(domains, count),
            "country_code": rng.choice(COUNTRIES, count, p=COUNTRY_WEIGHTS),
        }
    )


def own(
    rng: np.random.Generator,
    visitors: int,
    customers: int,
    session_visitor: np.ndarray,
    checkout_sessions: np.ndarray,
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Say which customer is behind each visitor and each session.

    `session_visitor` has the visitor of each session, `checkout_sessions` the number of sessions
    of each visitor that reach the checkout. A customer owns any number of visitors, about two on
    average. The sessions of a shared device each draw a customer, whoever owns the device.

    Returns owner (visitors,) and session_customer (sessions,), 0-based, -1 for nobody, and
    is_shared, boolean, (visitors,).
    """
    returns_to_checkout = checkout_sessions > 1
    has_account = (rng.random(visitors) < ACCOUNT_SHARE) | returns_to_checkout
    is_shared = has_account & ((rng.random(visitors) < SHARED_DEVICE_SHARE) | returns_to_checkout)
    owner = np.where(has_account, rng.integers(0, customers, visitors), -1)
    drawn = rng.integers(0, customers, len(session_visitor))
    session_customer = np.where(is_shared[session_visitor], drawn, owner[session_visitor])
    return owner, session_customer, is_shared


def simulate(seed: int, visitors: int, anomaly_day: date | None) -> dict[str, pd.DataFrame]:
    """The tables of tables.TABLES that this shop fills, as data frames.

    Columns are those of TABLES, but for money: unit_price_cents and revenue_cents, whole cents,
    stand for unit_price and revenue. raw.events is in order of arrival.
    """
    streams = np.random.SeedSequence(seed).spawn(4)
    behaviour, shop, people, delivery = (np.random.default_rng(stream) for stream in streams)

    is_bot, sessions, steps = browse(behaviour, visitors, anomaly_day)
    products = stock(shop)
    customers = register(people, max(1, visitors // VISITORS_PER_CUSTOMER))
    session_visitor = sessions["visitor"].to_numpy()
    at_checkout = steps.loc[steps["step"] == CHECKOUT_STEP, "session"].to_numpy()
    checkout_sessions = np.bincount(session_visitor[at_checkout], minlength=visitors)
    owner, session_customer, is_shared = own(
        people, visitors, len(customers), session_visitor, checkout_sessions
    )
    visitor_country = np.where(
        owner >= 0,
        customers["country_code"].to_numpy(dtype=str)[owner],
        people.choice(COUNTRIES, visitors, p=COUNTRY_WEIGHTS),
    )
    session_quantity = delivery.integers(1, 3, len(sessions), endpoint=True)
    received = steps["occurred"].to_numpy() + 1_000 * delivery.integers(
        20, 2_000, len(steps), endpoint=True
    )

    arrival = np.argsort(received, kind="stable")
    received = received[arrival]
    session, step, occurred = steps.to_numpy()[arrival].T
    visitor, device, referrer, product = sessions.to_numpy()[session].T
    category = CATEGORY_OF_PRODUCT[product]
    customer = session_customer[session]
    received_at = timestamps(received)
    received_day = received_at.astype("datetime64[D]")
    customer_ids = customers["customer_id"].to_numpy(dtype=str)
    visitor_ids = ids("v", 6, visitors)
    is_purchase = step == PURCHASE_STEP
    page_detail = np.select(
        [step == CATEGORY_STEP, step == PRODUCT_STEP],
        [CATEGORY_IDS[category], PRODUCT_IDS[product]],
        "",
    )
    quantity = pd.Series(session_quantity[session], dtype="Int64")
    price = pd.Series(products["unit_price_cents"].to_numpy()[product], dtype="Int64")
    events = pd.DataFrame(
        {
            "event_id": ids("e", 8, len(steps)),
            "load_id": np.char.add("shop-", received_day.astype(str)),
            "loaded_at": (received_day + 1).astype("datetime64[us]"),
            "session_id": ids("s", 6, len(sessions))[session],
            "visitor_id": visitor_ids[visitor],
            "customer_id": pd.Series(customer_ids[customer]).where(
                (customer >= 0) & (step >= CHECKOUT_STEP)
            ),
            "event_type": STEPS[step],
            "occurred_at": timestamps(occurred),
            "received_at": received_at,
            "page_path": np.char.add(PAGES[step], page_detail),
            "product_id": pd.Series(PRODUCT_IDS[product]).where(step >= PRODUCT_STEP),
            "category_id": pd.Series(CATEGORY_IDS[category]).where(step >= CATEGORY_STEP),
            "order_id": pd.Series(ids("o", 6, len(steps))[np.cumsum(is_purchase) - 1]).where(
                is_purchase
            ),
            "quantity": quantity.where(step >= CART_STEP),
            "unit_price_cents": price.where(step >= PRODUCT_STEP),
            "revenue_cents": (quantity * price).where(is_purchase),
            "currency": pd.Series(CURRENCY, index=range(len(steps))).where(step >= PRODUCT_STEP),
            "device_type": DEVICES[device],
            "referrer": REFERRERS[referrer],
            "country_code": visitor_country[visitor],
        }
    )
    truth_visitors = pd.DataFrame(
        {
            "visitor_id": visitor_ids,
            "is_bot": is_bot,
            "customer_id": pd.Series(customer_ids[owner]).where(owner >= 0),
            "is_shared_device": is_shared,
        }
    )
    incidents = pd.DataFrame(
        {
            "kind": ["checkout_drop"],
            "date": pd.to_datetime([anomaly_day]),
            "segment": ["all"],
            "size": [ANOMALY_FACTOR],
        }
    )
    return {
        "raw.events": events,
        "raw.products": products,
        "raw.customers": customers,
        "truth.visitors": truth_visitors,
        "truth.incidents": incidents if anomaly_day is not None else incidents.head(0),
    }
