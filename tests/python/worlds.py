"""Small worlds of events in loads, many of them packed into one warehouse.

A world is a tuple of events, its visitors, ids, orders and customers its own; all worlds share the
loads. `histories` builds a pack load by load and once in full.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import duckdb
import pandas as pd
from conftest import dbt
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from simulator.tables import TABLES

START = pd.Timestamp("2025-01-31 22:00")
# When each load was made, in days after START, in the order in which they are added: the second
# arrived before the first, and the last before the third.
LOADED_AT = (2.5, 1.5, 40.0, 30.0)
RECORDS = ("runs", "loads")
WITHOUT_TESTS = ("build", "--resource-type", "model", "--resource-type", "seed")
VARIABLES = {"event_sources": ["shop"], "reporting_timezone": "Europe/Berlin"}
# In parts, so that a test sees what it holds after each load.
SNAPSHOT = """
    create or replace table increment.snapshot_{load} as
    select
        visitor_id, session_number, started_at, ended_at, event_count, person_id, is_closed, is_bot
    from marts.sessions where visitor_id like 'case %'
"""


class Event(NamedTuple):
    """An event: minutes after START, and the rest as text or None."""

    id: str
    visitor: str | None
    minute: float
    load: int
    type: str = "view_product"
    customer: str | None = None
    order: str | None = None
    received: float | None = None  # seconds after the event
    device: str | None = None
    quantity: int | None = None
    agent: str | None = None
    address: str | None = None
    medium: str | None = None


World = tuple[Event, ...]


def drawn(count: int, strategy: st.SearchStrategy) -> list:
    """This many examples, the same in every run."""
    collected = []

    @settings(
        max_examples=count,
        database=None,
        derandomize=True,
        deadline=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(strategy)
    def collect(example: object) -> None:
        collected.append(example)

    collect()
    return collected


def frame(worlds: Sequence[tuple[str, World]]) -> pd.DataFrame:
    """The rows of `raw.events` of named worlds; every id starts with the world's name."""
    rows = []
    for name, world in worlds:
        for event in world:
            occurred_at = START + pd.Timedelta(minutes=event.minute)
            rows.append(
                {
                    "event_id": f"{name}|{event.id}",
                    "load_id": f"load {event.load}",
                    "loaded_at": START + pd.Timedelta(days=LOADED_AT[event.load]),
                    "visitor_id": event.visitor and f"{name}|{event.visitor}",
                    "customer_id": event.customer and f"{name}|{event.customer}",
                    "event_type": event.type,
                    "occurred_at": occurred_at,
                    "received_at": None
                    if event.received is None
                    else occurred_at + pd.Timedelta(seconds=event.received),
                    "order_id": event.order and f"{name}|{event.order}",
                    "quantity": event.quantity,
                    "revenue": 10 if event.type == "purchase" else None,
                    "currency": "USD",
                    "device_type": event.device,
                    "user_agent": event.agent,
                    "ip_address": event.address and f"{name}|{event.address}",
                    "medium": event.medium,
                    "page_path": f"/{event.type}",
                }
            )
    return pd.DataFrame(rows)


def create_raw(warehouse: Path) -> None:
    """The raw tables of the shop, empty."""
    with duckdb.connect(warehouse) as con:
        con.execute("create schema raw")
        for table, types in TABLES.items():
            if table.startswith("raw."):
                columns = ", ".join(f"{name} {kind}" for name, kind in types.items())
                con.execute(f"create table {table} ({columns})")


def add(warehouse: Path, rows: pd.DataFrame) -> None:
    """Append rows to `raw.events`."""
    with duckdb.connect(warehouse) as con:
        con.register("rows", rows)
        con.execute("insert into raw.events by name select * from rows")


def run(warehouse: Path, *arguments: str, **variables) -> str:
    """Build seeds and models without tests; returns what dbt printed. Everything must pass."""
    done = dbt(*WITHOUT_TESTS, *arguments, warehouse=warehouse, **VARIABLES | variables)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def histories(folder: Path, worlds: Sequence[tuple[str, World]]) -> tuple[Path, Path]:
    """A warehouse to which the worlds were added load by load, and one that was built at once."""
    by_loads, at_once = folder / "by_loads.duckdb", folder / "at_once.duckdb"
    rows = frame(worlds)
    for warehouse in (by_loads, at_once):
        warehouse.unlink(missing_ok=True)
        create_raw(warehouse)
    for number in range(len(LOADED_AT)):
        add(by_loads, rows[rows["load_id"] == f"load {number}"])
        run(by_loads)
        with duckdb.connect(by_loads) as con:
            con.execute(SNAPSHOT.format(load=number))
    add(at_once, rows)
    run(at_once)
    return by_loads, at_once


def differences(by_loads: Path, at_once: Path) -> dict[str, pd.DataFrame]:
    """The rows in which tables of intermediate and marts differ, `side` says where they stand."""
    found = {}
    with duckdb.connect() as con:
        con.execute(f"attach '{by_loads}' as by_loads (read_only)")
        con.execute(f"attach '{at_once}' as at_once (read_only)")
        tables = con.execute(
            "select distinct table_schema || '.' || table_name from information_schema.tables"
            " where table_catalog in ('by_loads', 'at_once')"
            f" and table_schema in ('intermediate', 'marts') and table_name not in {RECORDS}"
            " order by 1"
        ).fetchall()
        assert len(tables) > 30, "the marts are missing"
        for (table,) in tables:
            # the same rows have the same sum of hashes, which is told sooner than which rows differ
            sums = {
                con.execute(
                    f"select count(*), sum(hash(rows)) from {side}.{table} as rows"
                ).fetchone()
                for side in ("by_loads", "at_once")
            }
            if len(sums) == 1:
                continue
            rows = con.execute(
                f"select 'by loads' as side, * from"
                f" (from by_loads.{table} except all from at_once.{table})"
                f" union all select 'at once' as side, * from"
                f" (from at_once.{table} except all from by_loads.{table})"
            ).df()
            if len(rows):
                found[table] = rows
    return found


def worlds_in(differing: dict[str, pd.DataFrame], warehouse: Path) -> set[str]:
    """The names of the worlds whose rows differ."""
    names = set()
    with duckdb.connect(str(warehouse), read_only=True) as con:
        visitor_of = dict(
            con.execute("select session_id, visitor_id from intermediate.int_sessions").fetchall()
        )
    for rows in differing.values():
        for column in ("visitor_id", "event_id", "session_id"):
            if column in rows:
                values = rows[column].map(lambda value: visitor_of.get(value, value)).dropna()
                names |= {value.split("|")[0] for value in values if "|" in value}
    return names


def failing(folder: Path, worlds: Sequence[tuple[str, World]]) -> set[str]:
    """The names of those worlds, built together, that increments get wrong."""
    by_loads, at_once = histories(folder, worlds)
    return worlds_in(differences(by_loads, at_once), at_once)


def shrunk(folder: Path, world: World) -> World:
    """A smaller world that still fails: all with one event less are tried in one pack, again."""
    while len(world) > 1:
        smaller = {f"w{i}": world[:i] + world[i + 1 :] for i in range(len(world))}
        wrong = failing(folder, list(smaller.items()))
        if not wrong:
            break
        world = smaller[min(wrong)]
    return world
