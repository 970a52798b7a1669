"""Events of two sources that no simulator makes: ties, boundaries to the microsecond, faults.

    rows = fuzzed_shop.shop(seed=1)
    fuzzed_shop.write_file(folder, seed=2)

A row is a dict of the columns of `scripts/generate_events.py`. What chance seldom makes (a session
that is open by a microsecond, say) is written by hand in `edges`.
"""

import csv
from collections.abc import Iterator
from datetime import datetime, timedelta
from decimal import Decimal
from pathlib import Path

import numpy as np
from generate_events import TABLES

Row = dict
COLUMNS = [column for column in TABLES["raw.events"] if column != "unread_line"]
TIMEOUT = timedelta(minutes=45)
MICROSECOND = timedelta(microseconds=1)
CLOCK_SKEW = timedelta(minutes=7)
# Europe/Berlin: midnights, the first day that counts, and the hour that is left out or comes twice.
MOMENTS = [
    datetime(2025, 3, 28, 23),
    datetime(2025, 3, 29, 23),
    datetime(2025, 3, 30, 1),
    datetime(2025, 3, 30, 22),
    datetime(2025, 10, 25, 22),
    datetime(2025, 10, 26, 1),
    datetime(2025, 10, 26, 8),
    datetime(2025, 10, 26, 23),
]
# The sources end at different times: what is closed in one would be open in the other.
ENDS = {"shop": datetime(2025, 10, 27, 0, 30), "shop_files": datetime(2025, 10, 26, 8, 30)}
HUMAN_GAPS = [
    *(timedelta(0), MICROSECOND, timedelta(seconds=3), timedelta(seconds=40.5)),
    *(timedelta(minutes=10), timedelta(minutes=31), TIMEOUT - MICROSECOND, TIMEOUT),
    *(TIMEOUT + MICROSECOND, timedelta(minutes=50), timedelta(hours=4)),
]
HUMAN_GAP_WEIGHTS = [0.2, 0.03, 0.25, 0.25, 0.1, 0.04, 0.02, 0.03, 0.03, 0.03, 0.02]
BOT_GAPS = [timedelta(seconds=seconds) for seconds in (0, 0.3, 1.5, 2)]
TYPES = {
    "view_homepage": 2,
    "view_category": 2,
    "view_product": 4,
    "view_item": 2,
    "add_to_cart": 4,
    "checkout": 3,
    "purchase": 3,
    "session_start": 1,
    "scroll": 1,
    "search": 1,
    "view_cart_page": 1,
    "view_confirmation_page": 1,
    "sign_up": 0.3,
    "refund": 0.5,
    "moonwalk": 0.5,
}
CHROME = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/120.0 Safari/537.36"
AGENTS = [  # of visitors in turn, and where they are
    *((None, None), (None, "10.0.0.1"), (CHROME, "10.0.0.2"), (CHROME, "10.0.0.2")),
    *(("Opera/9.80", "10.0.0.3"), ("a browser of our own", "10.0.0.4"), (CHROME, None)),
    *((" ", "10.0.0.5"), ("Mozilla/5.0 (compatible; Googlebot/2.1)", None), ("curl/8.11.1", None)),
]
MEDIA = [None, "cpc", "email", "PPC", "none"]
WALK = ["view_homepage", "view_category", "view_product", "add_to_cart", "checkout", "purchase"]


def row(event_id: str, visitor_id: str, event_type: str, occurred_at: datetime, **values) -> Row:
    """A row that has arrived at once, but for these values."""
    known = {
        "event_id": event_id,
        "load_id": "l1",
        "loaded_at": datetime(2025, 11, 1),
        "visitor_id": visitor_id,
        "event_type": event_type,
        "occurred_at": occurred_at,
        "received_at": occurred_at,
    }
    return dict.fromkeys(COLUMNS) | known | values


def visits(rng: np.random.Generator, source: str) -> Iterator[Row]:
    """Visitors with one to four visits each, people and bots; names recur in every source."""

    def pick(*values: object, weights: list[float] | None = None) -> object:
        return values[rng.choice(len(values), p=weights)]

    weights = np.array(list(TYPES.values())) / sum(TYPES.values())
    ids = (f"e{number:05d}" for number in rng.permutation(20_000))
    for visitor in range(70):
        customers = rng.permutation(12)[: pick(0, 1, 1, 2)]
        is_bot = rng.random() < 0.15
        agent, address = AGENTS[visitor % len(AGENTS)]
        for _ in range(rng.integers(1, 5)):
            time = pick(*MOMENTS) + timedelta(microseconds=int(rng.uniform(-1, 1) * 5.4e9))
            walked = pick(0, 1, 2)
            for _ in range(rng.integers(1, 14)):
                if walked < len(WALK) and rng.random() < 0.45:
                    event_type, walked = WALK[walked], walked + 1
                else:
                    event_type = pick(*TYPES, weights=weights)
                if time > ENDS[source]:
                    break
                price = Decimal(int(rng.integers(100, 9_999))) / 100
                received = [None, time, time + MICROSECOND, time + timedelta(seconds=1)]
                customer = order = revenue = None
                if len(customers) and rng.random() < 0.2:
                    customer = f"c{pick(*customers)}"
                if event_type == "purchase":
                    order = pick(None, *(f"o{n}" for n in range(40)))
                    revenue = pick(None, price, price + 1, price * 3)
                if event_type == "refund":
                    revenue = -price
                yield row(
                    next(ids),
                    f"v{visitor:02d}",
                    event_type,
                    time,
                    received_at=pick(*received),
                    session_id=pick(None, None, "a", "b"),
                    customer_id=customer,
                    page_path=pick(None, "/", "/a", "/b"),
                    product_id=pick(None, "p1", "p2"),
                    order_id=order,
                    quantity=int(rng.integers(0, 4)),
                    unit_price=price,
                    revenue=revenue,
                    currency=pick("EUR", "eur", " EUR ", "USD", None),
                    device_type=pick(None, None, "mobile", "desktop", "tablet"),
                    referrer=pick(None, None, None, "email", "google"),
                    medium=MEDIA[visitor % len(MEDIA)],
                    user_agent=agent,
                    ip_address=address,
                    country_code=pick(None, None, "DE", "FR"),
                )
                time += pick(*BOT_GAPS) if is_bot else pick(*HUMAN_GAPS, weights=HUMAN_GAP_WEIGHTS)


def damaged(rng: np.random.Generator, rows: list[Row]) -> Iterator[Row]:
    """Repeats of some rows, and new ones of which one thing is wrong or only just right."""
    second = {"load_id": "l2", "loaded_at": datetime(2025, 11, 2)}
    third = {"load_id": "l3", "loaded_at": datetime(2025, 11, 3)}
    earlier = {"load_id": "l0", "loaded_at": datetime(2025, 10, 31)}
    for place in rng.permutation(len(rows))[:120]:
        one = rows[place]
        changed = one | {"page_path": "/changed"}
        fresh = one | {"event_id": f"x{place:05d}"}
        repeats = [
            [one | second],
            [one | second, one | third],
            [changed | second, changed | third, one | {**third, "load_id": "l4"}],
            [changed | earlier],
            [one | second | {"visitor_id": None}],
        ]
        faults = [
            [fresh | {"visitor_id": " "}],
            [fresh | {"occurred_at": None}],
            [fresh | {"loaded_at": None, "load_id": None}],
            [fresh | {"received_at": one["occurred_at"] - CLOCK_SKEW}],
            [fresh | {"received_at": one["occurred_at"] - CLOCK_SKEW - MICROSECOND}],
            [fresh | {"received_at": None, "loaded_at": one["occurred_at"] - CLOCK_SKEW}],
            [fresh | {"loaded_at": one["occurred_at"] - CLOCK_SKEW - MICROSECOND}],
            [fresh | {"quantity": -1}],
            [fresh | {"unit_price": Decimal("-0.01")}],
            [fresh | {"event_type": "checkout", "revenue": Decimal(-1), "currency": "EUR"}],
        ]
        cases = repeats + faults
        yield from cases[rng.integers(len(cases))]


def edges(source: str) -> Iterator[Row]:
    """What chance seldom makes, each with a visitor of its own."""
    end, noon = ENDS[source], datetime(2025, 3, 30, 12)
    second = timedelta(seconds=1)
    yield row("end", "end", "view_product", end)
    yield row("open", "open", "view_product", end - TIMEOUT)
    yield row("closed", "closed", "view_product", end - TIMEOUT - MICROSECOND)
    crawler = {"user_agent": "Scrapy/2.12.0", "ip_address": "10.0.0.9"}
    yield row(
        "bot_open", "bot_open", "purchase", end, revenue=Decimal(7), currency="EUR", **crawler
    )
    # six pages without an interaction; a mean gap just low enough, or a microsecond too high
    for visitor, last in (("at_limit", 10), ("over_limit", 10.000001)):
        for place, after in enumerate((0, 1, 2, 5, 6, last)):
            time = noon + after * second
            yield row(f"{visitor}{place}", visitor, WALK[place % 3], time, product_id=f"p{place}")
    # both placed one order, a bot and a person
    for visitor, values in (("ordering_bot", crawler), ("ordering_person", {})):
        yield row(visitor, visitor, "purchase", noon, order_id="bots", **values)
    # at one address: who comes by a paid link and goes again, at one rhythm; and one who does not
    for number in range(12):
        place = {"ip_address": "10.9.9.9", "medium": "paid_social"}
        for page in range(2):
            time = noon + (number * 600 + page * (3 + number / 100)) * second
            yield row(f"click{number}_{page}", f"clicker{number}", WALK[page], time, **place)
    yield row("near", "near", "add_to_cart", noon, ip_address="10.9.9.9")
    # one rhythm of 7 s: over eight gaps it shows, over seven not yet
    for visitor, events in (("regular", 9), ("not_yet", 8)):
        for place in range(events):
            time = noon + place * 7 * second
            yield row(f"{visitor}{place}", visitor, "view_product", time)
    # once found out, its other session is a bot's, too
    yield row("regular_later", "regular", "search", noon + timedelta(hours=9))
    # twelve hours, and a microsecond less
    for visitor, less in (("endless", 0), ("long", 1)):
        for place in range(17):
            time = noon + place * 45 * 60 * second - (less if place == 16 else 0) * MICROSECOND
            yield row(f"{visitor}{place}", visitor, "search", time, session_id=visitor)
    # the same id is repeated in each source, which is no repeat of the other's
    yield row("twice", "twice", "search", noon)
    yield row("twice", "twice", "search", noon, load_id="l2")
    # a day with nobody but a bot
    for place in range(4):
        time = datetime(2025, 7, 1, 12) + place * second
        yield row(f"lonely{place}", "lonely", WALK[place], time, **crawler)
    # these buy, and their sessions are open
    for visitor in ("buyer1", "buyer2"):
        for place, event_type in enumerate(WALK):
            time = end - (20 - 3 * place) * 60 * second
            yield row(f"{visitor}{place}", visitor, event_type, time, order_id=visitor)
    for place, (hour, minute) in enumerate([(22, 59), (23, 0)]):
        time = datetime(2025, 3, 28, hour, minute) + (60 * second - MICROSECOND) * (1 - place)
        yield row(f"first_day{place}", f"first_day{place}", "view_product", time)
    # one instant, one visitor: by arrival, then by type, then by id, and not by any one alone
    for event_id, event_type, later in (
        *(("t1", "add_to_cart", 2), ("t9", "view_product", 1), ("t5", "purchase", 3)),
        *(("t4", "purchase", None), ("t3", "view_homepage", None), ("t2", "view_homepage", None)),
    ):
        values = {"page_path": f"/{event_id}", "revenue": Decimal(later or 5), "currency": "EUR"}
        yield row(
            *(event_id, "ties", event_type, noon),
            order_id="ties",
            received_at=later and noon + later * second,
            **values,
        )
    if source == "shop":
        # 8 wish, 3 drop out: the drop-off rate is the threshold itself, 0.375
        for person in range(8):
            yield row(f"wish{person}", f"wish{person}", "add_to_wishlist", noon)
            if person >= 3:
                yield row(f"share{person}", f"wish{person}", "share", noon + person * second)


def shop(seed: int, source: str = "shop") -> list[Row]:
    """All rows of a source, in no order."""
    rng = np.random.default_rng(seed)
    good = list(visits(rng, source))
    rows = [*good, *edges(source), *damaged(rng, good)]
    return [rows[place] for place in rng.permutation(len(rows))]


def write_file(folder: Path, seed: int) -> Path:
    """Another source's rows as a CSV file: some times with an offset, some fields unreadable."""
    rng = np.random.default_rng(seed)
    file = folder / "events_2025-10-30.csv"
    unreadable = {
        "quantity": ["1.5", "many", "99999999999"],
        "occurred_at": ["yesterday", "2025-02-30 10:00:00"],
        "received_at": ["soon"],
        "revenue": ["nine"],
    }
    with file.open("w", newline="") as text:
        lines = csv.writer(text, lineterminator="\n")
        lines.writerow(COLUMNS)
        for number, one in enumerate(shop(seed, "shop_files")):
            fields = dict(one)
            if rng.random() < 0.2:
                fields |= {"occurred_at": f"{fields['occurred_at'] or ''}".replace(" ", "T") + "Z"}
            if rng.random() < 0.02:
                column = list(unreadable)[number % len(unreadable)]
                fields[column] = unreadable[column][number % len(unreadable[column])]
            record = [fields[column] for column in COLUMNS]
            lines.writerow(record if rng.random() > 0.01 else record[:5])
    return file
