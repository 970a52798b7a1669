"""The days of a world one after the other, as frames that `writing` turns into tables.

    for part in simulation.parts(world, first_day=0, days=120): ...

The unit of a world is a block: up to BLOCK of the visits that begin on a day. A block has random
streams of its own, so blocks may be made in any order and at the same time.
"""

from collections import defaultdict, deque
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from itertools import pairwise
from typing import NamedTuple

import numpy as np
import pandas as pd

from simulator import arrival, bots, catalogue, incidents, journeys, people, pools, tracking
from simulator.calendar import DAY
from simulator.world import REACH_DAYS, World

BLOCK = 16_384
CATEGORY_IDS = np.char.mod("c%02d", np.arange(1, 1 + sum(
    1 + sum(1 + len(leaves) for leaves in middles.values()) for middles in catalogue.TREE.values()
)))  # fmt: skip
PRODUCT_IDS = np.char.mod("p%04d", np.arange(1, catalogue.PRODUCTS + 1))
NOTHING = np.int64(-(2**62))  # stands for a missing number; a missing key is 0
UNLISTED_TYPES = ["hover", "page_leave", "moonwalk"]
EVENT_TYPES = tracking.TYPES + UNLISTED_TYPES
ELEMENTS = [*tracking.ELEMENTS, "resent"]  # the last one marks a changed copy


class Part(NamedTuple):
    """Rows made together: a frame a table, and the day whose sessions they are of."""

    day: int
    is_last_of_day: bool
    frames: dict[str, pd.DataFrame]


def parts(world: World, first_day: int, days: int, threads: int) -> Iterator[Part]:
    """All rows that arrive from `first_day` on and before day `days`, day by day.

    What is made depends on the world only; `first_day` and `days` choose from it. Rows arrive up to
    REACH_DAYS after their session, so as many days before the first one are made again.
    """
    made_from = max(0, first_day - REACH_DAYS)
    writer = Frames(world, first_day, days)
    ahead: deque[tuple[int, bool, Future]] = deque()
    with ThreadPoolExecutor(threads) as pool:
        for day, number, visits, is_last in blocks(world, made_from, days):
            job = pool.submit(writer.block, day, number, visits)
            ahead.append((day, is_last, job))
            if len(ahead) > threads:
                yield finished(ahead.popleft())
        while ahead:
            yield finished(ahead.popleft())


def finished(job: tuple[int, bool, Future]) -> Part:
    """A block as soon as it is made."""
    day, is_last, future = job
    return Part(day, is_last, future.result())


def blocks(world: World, made_from: int, days: int) -> Iterator[tuple[int, int, np.ndarray, bool]]:
    """The visits of each day, block by block: day, number of the block, visits, is it the last.

    Day -1 holds the visits before the world in which its customers signed up.
    """
    coming: defaultdict[int, list[np.ndarray]] = defaultdict(list)
    for birthday in range(made_from - people.LIFE_DAYS, days):
        spikes = [
            incident
            for incident in incidents.planned(world, birthday + 1)
            if incident.kind == "traffic_spike"
        ]
        visits = people.lives(world, birthday, spikes)
        visit_days = np.maximum(visits["start"] // DAY, -1)
        starts = np.flatnonzero(np.diff(visit_days, prepend=-2))
        for begins, ends in pairwise([*starts, len(visits)]):
            day = int(visit_days[begins])
            if made_from <= day < days or day == made_from - 1 == -1:
                coming[day].append(visits[begins:ends].copy())  # lets go of the others
        if coming[-1] and (birthday >= 0 or sum(map(len, coming[-1])) > BLOCK):
            yield -1, 0, np.concatenate(coming.pop(-1)), True
        if birthday >= made_from:
            today = np.concatenate(coming.pop(birthday, [visits[:0]]))
            for number, begins in enumerate(range(0, max(1, len(today)), BLOCK)):
                block = today[begins : begins + BLOCK]
                yield birthday, number, block, begins + BLOCK >= len(today)


class Frames:
    """Makes blocks into frames of codes; the texts are categories, so they are stored once."""

    def __init__(self, world: World, first_day: int, days: int) -> None:
        self.world, self.first_day, self.days = world, first_day, days
        self.shop = catalogue.make(world.seed)
        self.pool = pools.make(world.seed)
        self.rates = catalogue.exchange_rates(world.seed, days)
        pages = [
            *tracking.STATIC_PAGES,
            *("/product/" + product for product in PRODUCT_IDS),
            *("/category/" + category for category in CATEGORY_IDS[self.shop.leaves]),
        ]
        sources = list(zip(*people.SOURCES, strict=True))[:3]
        texts = {
            "event_type": EVENT_TYPES,
            "page_path": pages,
            "product_id": PRODUCT_IDS,
            "category_id": CATEGORY_IDS[self.shop.leaves],
            "element": ELEMENTS,
            "search_term": tracking.SEARCH_TERMS,
            "currency": catalogue.CURRENCIES,
            "device_type": pools.DEVICES,
            "country_code": pools.COUNTRIES,
            "referrer": sources[0],
            "medium": sources[1],
            "campaign": sources[2],
            "user_agent": self.pool.agents,
            "city": self.pool.cities.ravel(),
            "consent": ["granted", "denied"],
            "bot_kind": bots.KINDS,
            "look_alike": people.LOOK_ALIKES,
            "value_group": people.GROUPS,
            "kind": arrival.ERRORS,
            "load_id": [f"shop-{np.datetime64(world.start) + day}" for day in range(days)],
            "first_name": self.pool.first_names.ravel(),
            "last_name": self.pool.last_names.ravel(),
            "first_mail": [pools.mailbox(name) for name in self.pool.first_names.ravel()],
            "last_mail": [pools.mailbox(name) for name in self.pool.last_names.ravel()],
            "mail_domain": self.pool.mail_domains,
        }
        self.texts = {}
        for name, values in texts.items():
            codes, found = pd.factorize(np.array(values, dtype=object))
            self.texts[name] = codes, pd.CategoricalDtype(found)

    def column(self, name: str, codes: np.ndarray) -> pd.Categorical:
        """Codes of the texts of a column (-1: none) as a categorical."""
        plain, dtype = self.texts[name]
        return pd.Categorical.from_codes(np.append(plain, -1)[codes], dtype=dtype)

    def block(self, day: int, number: int, visits: np.ndarray) -> dict[str, pd.DataFrame]:
        """What is written of a block of visits."""
        customers = self.customers(visits)
        frames = {"raw.customers": customers, "truth.customers": customers}
        if day < 0:
            return frames
        today = journeys.Day(
            self.shop,
            *catalogue.reviewed(self.shop, self.world.seed, day),
            catalogue.leaf_of(self.shop, day),
            self.rates[day],
        )
        planned = [
            incident
            for incident in incidents.planned(self.world, day + REACH_DAYS)
            if incident.ends > day * DAY
        ]
        record = tracking.record(self.world, day, number, visits, today, planned)
        rows = arrival.deliver(self.world, day, number, record)
        load = arrival.load_days(rows)
        rows = rows[(load >= self.first_day) & (load < self.days)]
        return frames | {
            "raw.events": self.events(record, rows),
            "raw.orders": self.orders(record, record.orders),
            "raw.order_items": self.order_items(record),
            "raw.refunds": self.orders(record, record.refunds),
            "truth.visitors": self.visitors(visits),
            "truth.sessions": self.sessions(record),
            "truth.injected_errors": self.errors(rows),
        }

    def is_due(self, time: np.ndarray) -> np.ndarray:
        """Which times lie in the days that are written."""
        return (time >= self.first_day * DAY) & (time < self.days * DAY)

    def events(self, record: tracking.Record, rows: np.ndarray) -> pd.DataFrame:
        """Rows as raw.events has them; what is broken is broken here."""
        sessions, row_session = record.sessions, rows["session"]
        fault = {kind: rows["fault"] == place for kind, place in arrival.FAULT_NUMBER.items()}
        is_read = ~fault["unreadable"]
        unlisted = len(tracking.TYPES) + rows["event"].astype(np.int64) % len(UNLISTED_TYPES)
        event_type = np.where(fault["unlisted"], unlisted, rows["type"])
        quantity = np.where(fault["impossible"], -rows["quantity"] - 1, rows["quantity"])
        element = np.where(fault["changed"], len(ELEMENTS) - 1, rows["element"])
        has_price = rows["price"] >= 0
        country = sessions["country"][row_session].astype(np.int64)
        currency = pools.CURRENCY_OF_COUNTRY[country]
        is_paid = has_price | (rows["revenue"] != tracking.NO_REVENUE)
        is_sent_by_shop = rows["type"] == tracking.NUMBER_OF_TYPE["refund"]
        city = country * pools.CITIES + sessions["city"][row_session]
        codes = {
            "event_type": event_type,
            "page_path": rows["page"],
            "product_id": rows["product"],
            "category_id": rows["leaf"],
            "element": element,
            "search_term": rows["term"],
            "currency": np.where(is_paid, currency, -1),
            "country_code": country,
            "device_type": np.where(is_sent_by_shop, -1, sessions["device"][row_session]),
            "user_agent": np.where(is_sent_by_shop, -1, sessions["agent"][row_session]),
            "city": np.where(is_sent_by_shop, -1, city),
            "consent": sessions["is_declined"][row_session].astype(np.int64),
        }
        source = np.where(is_sent_by_shop, -1, sessions["source"][row_session])
        codes |= dict.fromkeys(("referrer", "medium", "campaign"), source)
        keys = {
            "session": np.where(is_sent_by_shop, 0, record.session_keys[row_session]),
            "visitor": np.where(fault["missing_identity"], 0, sessions["visitor"][row_session]),
            "customer": np.where(rows["is_known"], sessions["customer"][row_session], 0),
            "order": rows["order"],
        }
        keys["customer"] *= (sessions["sign_up"][row_session] > 0) & (
            sessions["number"][row_session] >= sessions["sign_up"][row_session]
        )
        numbers = {
            "recorded": np.where(fault["missing_time"], NOTHING, rows["recorded"]),
            "quantity": np.where(quantity == 0, NOTHING, quantity),
            "price": np.where(has_price, rows["price"], NOTHING),
            "revenue": np.where(rows["revenue"] == tracking.NO_REVENUE, NOTHING, rows["revenue"]),
            "percent": np.where(rows["percent"] < 0, NOTHING, rows["percent"]),
        }
        address = np.where(is_sent_by_shop, 0, sessions["address"][row_session])
        return pd.DataFrame(
            {
                "event": rows["event"],
                "load": arrival.load_days(rows),
                "load_id": self.column("load_id", arrival.load_days(rows)),
                "received": rows["received"],
                "is_read": is_read,
                "address": address * is_read,
                **{name: key * is_read for name, key in keys.items()},
                **{name: np.where(is_read, held, NOTHING) for name, held in numbers.items()},
                **{
                    name: self.column(name, np.where(is_read, held, -1))
                    for name, held in codes.items()
                },
            }
        )

    def errors(self, rows: np.ndarray) -> pd.DataFrame:
        """The rows with a fault, the copies and what is late; a row may be both."""
        faulty, late = rows[rows["fault"] > 0], rows[rows["is_late"] & (rows["fault"] == 0)]
        kind = [faulty["fault"], np.full(len(late), arrival.FAULT_NUMBER["late"])]
        found = np.concatenate([faulty, late])
        return pd.DataFrame(
            {
                "event": found["event"],
                "load_id": self.column("load_id", arrival.load_days(found)),
                "received": found["received"],
                "kind": self.column("kind", np.concatenate(kind)),
            }
        )

    def orders(self, record: tracking.Record, orders: dict[str, np.ndarray]) -> pd.DataFrame:
        """Orders or refunds with their customers."""
        due = self.is_due(orders["time"])
        session = record.sessions[orders["session"][due]]
        is_known = record.known_from[orders["session"][due]] <= orders["time"][due]
        coupon = orders["has_coupon"][due] if "has_coupon" in orders else False
        return pd.DataFrame(
            {
                "order": orders["order"][due],
                "customer": np.where(is_known, session["customer"], 0),
                "visitor": session["visitor"],
                "time": orders["time"][due],
                "country_code": self.column("country_code", session["country"]),
                "currency": self.column("currency", pools.CURRENCY_OF_COUNTRY[session["country"]]),
                "total": orders["total"][due],
                "has_coupon": coupon,
            }
        )

    def order_items(self, record: tracking.Record) -> pd.DataFrame:
        """The items of the orders that are due."""
        due = record.orders["order"][self.is_due(record.orders["time"])]
        items = pd.DataFrame(record.items)
        items = items[np.isin(record.items["order"], due)]
        product = self.column("product_id", items["product"].to_numpy())
        return items.assign(product_id=product)

    def customers(self, visits: np.ndarray) -> pd.DataFrame:
        """Who signs up in these visits."""
        is_due = self.is_due(visits["start"]) | ((visits["start"] < 0) & (self.first_day == 0))
        signed = visits[is_due & (visits["sign_up"] > 0) & (visits["number"] == visits["sign_up"])]
        country = signed["country"].astype(np.int64)
        draw = (signed["customer"] >> np.uint64(5)).astype(np.int64)
        first = country * pools.FIRST_NAMES + draw % pools.FIRST_NAMES
        last = country * pools.LAST_NAMES + (draw >> 9) % pools.LAST_NAMES
        codes = {
            "country_code": country,
            "city": country * pools.CITIES + signed["city"],
            "first_name": first,
            "last_name": last,
            "first_mail": first,
            "last_mail": last,
            "mail_domain": (draw >> 18) % len(self.pool.mail_domains),
            "consent": signed["is_declined"].astype(np.int64),
            "value_group": signed["group"],
        }
        return pd.DataFrame(
            {"customer": signed["customer"], "time": signed["start"]}
            | {name: self.column(name, held) for name, held in codes.items()}
        )

    def visitors(self, visits: np.ndarray) -> pd.DataFrame:
        """The visitors whose first visit is among these."""
        first = visits[visits["is_first"] & self.is_due(visits["start"])]
        return pd.DataFrame(
            {
                "visitor": first["visitor"],
                "customer": first["owner"] * first["owner_signs_up"],
                "is_shared": first["is_shared"],
                "skew": first["skew"],
                "bot_kind": self.column("bot_kind", first["bot"]),
                "look_alike": self.column("look_alike", first["look_alike"]),
            }
        )

    def sessions(self, record: tracking.Record) -> pd.DataFrame:
        """The sessions that begin in the days that are written."""
        due = self.is_due(record.sessions["start"])
        session = record.sessions[due]
        return pd.DataFrame(
            {
                "session": record.session_keys[due],
                "visitor": session["visitor"],
                "customer": session["customer"] * (session["sign_up"] > 0),
                "time": session["start"],
                "number": session["number"],
                "bot_kind": self.column("bot_kind", session["bot"]),
                "look_alike": self.column("look_alike", session["look_alike"]),
            }
        )
