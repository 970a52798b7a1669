"""Write the simulated shop's raw events into the warehouse.

    python scripts/generate_events.py --preset classic --seed 1

The warehouse is the DuckDB file named by WAREHOUSE_PATH (data/warehouse.duckdb if that is not
set). The script replaces raw.events, raw.products, raw.customers and raw.simulation, and the
tables only a simulator can know, truth.visitors and truth.incidents. The same arguments give the
same rows; a second run with the same arguments and the same script has nothing to do.

The classic shop, 2025-01-01 to 2025-01-06 (UTC):

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

import argparse
import hashlib
import os
import sys
import time
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import NoReturn

import complaint
import duckdb
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

TABLES = {
    "raw.events": {
        "event_id": "varchar",
        "load_id": "varchar",
        "loaded_at": "timestamp",
        "session_id": "varchar",
        "visitor_id": "varchar",
        "customer_id": "varchar",
        "event_type": "varchar",
        "occurred_at": "timestamp",
        "received_at": "timestamp",
        "page_path": "varchar",
        "product_id": "varchar",
        "category_id": "varchar",
        "order_id": "varchar",
        "quantity": "integer",
        "unit_price": "decimal(18,2)",
        "revenue": "decimal(18,2)",
        "currency": "varchar",
        "device_type": "varchar",
        "referrer": "varchar",
        "country_code": "varchar",
    },
    "raw.products": {
        "product_id": "varchar",
        "product_name": "varchar",
        "category_id": "varchar",
        "unit_price": "decimal(18,2)",
        "currency": "varchar",
    },
    "raw.customers": {
        "customer_id": "varchar",
        "full_name": "varchar",
        "email": "varchar",
        "country_code": "varchar",
    },
    "truth.visitors": {
        "visitor_id": "varchar",
        "is_bot": "boolean",
        "customer_id": "varchar",
        "is_shared_device": "boolean",
    },
    "truth.incidents": {
        "kind": "varchar",
        "date": "date",
        "segment": "varchar",
        "size": "double",
    },
}


def fail(message: str) -> NoReturn:
    """Say in one line what is wrong and leave with exit code 2."""
    print(f"generate_events: {message}", file=sys.stderr)
    raise SystemExit(2)


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
    """All tables of TABLES as data frames.

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


def connect(path: Path) -> duckdb.DuckDBPyConnection:
    """Open the warehouse for writing; make its directory if need be."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        fail(f"cannot make the directory {path.parent}: {error.strerror}; set WAREHOUSE_PATH")
    try:
        con = duckdb.connect(path)
    except duckdb.Error as error:
        fail(f"cannot open the warehouse: {complaint.of(error)}")
    # DuckDB opens an existing CSV or JSON file as well, with a database in memory around it.
    (file,) = con.execute(
        "select path from duckdb_databases() where database_name = current_database()"
    ).fetchone()
    if file is None:
        fail(f"{path} is not a DuckDB database; set WAREHOUSE_PATH to another file")
    return con


def is_written(con: duckdb.DuckDBPyConnection, run: dict[str, object]) -> bool:
    """Whether raw.events is there and comes from just this run (its keys: see write)."""
    try:
        (count,) = con.execute(
            """
            select count(*)
            from raw.simulation
            where preset = $preset
                and seed = $seed
                and visitors = $visitors
                and anomaly_day is not distinct from cast($anomaly_day as date)
                and generator = $generator
                and events = (select count(*) from raw.events)
            """,
            run,
        ).fetchone()
    except duckdb.Error:  # not there, or not of today's make: write it anew
        return False
    return count == 1


def write(
    con: duckdb.DuckDBPyConnection, tables: dict[str, pd.DataFrame], run: dict[str, object]
) -> None:
    """Replace all tables in one transaction; a failure leaves the old ones.

    `tables` is what `simulate` returns, `run` has the keys preset, seed, visitors, anomaly_day
    and generator. The checksum in raw.simulation is the md5 of the rows of raw.events as text.
    """
    con.begin()
    try:
        con.execute("create schema if not exists raw")
        con.execute("create schema if not exists truth")
        for table, columns in TABLES.items():
            con.register("simulated", tables[table])
            values = ", ".join(
                f"cast({column}_cents * 0.01 as {kind}) as {column}"
                if kind.startswith("decimal")
                else f"cast({column} as {kind}) as {column}"
                for column, kind in columns.items()
            )
            con.execute(f"create or replace table {table} as select {values} from simulated")
            con.unregister("simulated")
        row = ", ".join(
            f"coalesce(cast({column} as varchar), '')" for column in TABLES["raw.events"]
        )
        con.execute(
            f"""
            create or replace table raw.simulation as
            select
                cast($preset as varchar) as preset,
                cast($seed as bigint) as seed,
                cast($visitors as bigint) as visitors,
                cast($anomaly_day as date) as anomaly_day,
                count(*) as events,
                md5(string_agg(concat_ws('|', {row}), chr(10) order by event_id)) as checksum,
                cast($generator as varchar) as generator
            from raw.events
            """,
            run,
        )
        con.commit()
    except BaseException:
        con.rollback()
        raise


def write_csv(con: duckdb.DuckDBPyConnection, path: Path) -> None:
    """Write raw.events as CSV with a header, in the order of the table."""
    try:
        events = con.sql("select * from raw.events order by received_at, event_id")
        events.write_csv(str(path), header=True)
    except duckdb.Error as error:
        fail(f"the warehouse is written, but not the CSV file {path}: {complaint.of(error)}")


def whole_number(low: int, high: int) -> Callable[[str], int]:
    """An argparse type: a whole number from `low` to `high`."""

    def parse(text: str) -> int:
        try:
            number = int(text)
        except ValueError:
            number = None
        if number is None or not low <= number <= high:
            raise argparse.ArgumentTypeError(
                f"must be a whole number from {low:,} to {high:,}, not {text!r}"
            )
        return number

    return parse


def simulated_day(text: str) -> date:
    """An argparse type: one of the days on which sessions start."""
    last_day = FIRST_DAY + timedelta(days=DAYS - 1)
    try:
        day = date.fromisoformat(text)
    except ValueError:
        day = None
    if day is None or not FIRST_DAY <= day <= last_day:
        raise argparse.ArgumentTypeError(
            f"must be a day from {FIRST_DAY} to {last_day}, not {text!r}"
        )
    return day


def parse_arguments(arguments: list[str] | None) -> argparse.Namespace:
    """Read the command line; a bad argument is one line on stderr."""
    parser = argparse.ArgumentParser(
        description="Write the simulated shop's raw events into the warehouse, the DuckDB file "
        "named by WAREHOUSE_PATH (default data/warehouse.duckdb).",
    )
    parser.error = fail
    parser.add_argument(
        "--preset",
        choices=["classic"],
        default="classic",
        help="the shop to simulate (default %(default)s)",
    )
    parser.add_argument(
        "--seed",
        type=whole_number(0, 2**63 - 1),
        default=1,
        metavar="N",
        help="seed of the random streams (default %(default)s)",
    )
    parser.add_argument(
        "--visitors",
        type=whole_number(1, 1_000_000),
        default=30_000,
        metavar="N",
        help="number of visitors (default %(default)s)",
    )
    parser.add_argument(
        "--anomaly-day",
        type=simulated_day,
        metavar="YYYY-MM-DD",
        help="halve the checkout probability of the sessions that start on this UTC day "
        "(default: no such day)",
    )
    parser.add_argument(
        "--csv",
        type=Path,
        metavar="FILE",
        help="also write the events to this CSV file (default: no file)",
    )
    return parser.parse_args(arguments)


def main(arguments: list[str] | None = None) -> None:
    """Run the command line."""
    started = time.perf_counter()
    args = parse_arguments(arguments)
    path = Path(os.environ.get("WAREHOUSE_PATH") or "data/warehouse.duckdb")
    script = Path(__file__).read_text(encoding="utf-8")
    run = {
        "preset": args.preset,
        "seed": args.seed,
        "visitors": args.visitors,
        "anomaly_day": args.anomaly_day,
        "generator": hashlib.md5(script.encode(), usedforsecurity=False).hexdigest(),
    }
    with connect(path) as con:
        if args.csv is None and is_written(con, run):
            print(f"nothing to do: {path} already has the events of these arguments")
            return
        print(f"simulating {args.visitors:,} visitors, preset {args.preset}, seed {args.seed}")
        tables = simulate(args.seed, args.visitors, args.anomaly_day)
        print(f"writing {path}")
        try:
            write(con, tables, run)
        except duckdb.Error as error:
            fail(f"cannot write {path}, its tables are as they were: {complaint.of(error)}")
        if args.csv is not None:
            print(f"writing {args.csv}")
            write_csv(con, args.csv)
    events = tables["raw.events"]
    print(
        f"{len(events):,} rows, {events['session_id'].nunique():,} sessions, "
        f"{args.visitors:,} visitors in {time.perf_counter() - started:.1f} s: {path}"
    )


if __name__ == "__main__":
    main()
