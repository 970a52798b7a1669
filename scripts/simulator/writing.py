"""Frames into tables: DuckDB makes texts of codes, and identifiers, times and money of numbers."""

from collections import defaultdict
from collections.abc import Callable
from datetime import date
from pathlib import Path

import duckdb
import numpy as np
import pandas as pd

from simulator import reference, simulation
from simulator.calendar import DAY
from simulator.tables import TABLES
from simulator.world import World

NEW = "__new"  # what the name of a table ends in until it replaces the old one
ROWS_AT_ONCE = 500_000  # that are gathered before they are written

NOTHING = "-4611686018427387904"  # simulation.NOTHING
CONTENT = {  # how the columns of a frame become those of the table, beside those of its own name
    "raw.events": {
        "event_id": "hex(event)",
        "loaded_at": f"make_timestamp($start + (load + 1) * {DAY})",
        "session_id": "hex(nullif(session, 0))",
        "visitor_id": "hex(nullif(visitor, 0))",
        "customer_id": "hex(nullif(customer, 0))",
        "occurred_at": f"make_timestamp($start + nullif(recorded, {NOTHING}))",
        "received_at": "make_timestamp($start + received)",
        "order_id": 'hex(nullif("order", 0))',
        "quantity": f"nullif(quantity, {NOTHING})",
        "unit_price": f"cast(nullif(price, {NOTHING}) as decimal(18, 2)) / 100",
        "revenue": f"cast(nullif(revenue, {NOTHING}) as decimal(18, 2)) / 100",
        "scroll_percent": f"nullif(percent, {NOTHING})",
        "ip_address": "case when address > 0 then concat_ws("
        "'.', address >> 24, (address >> 16) & 255, (address >> 8) & 255, address & 255) end",
        "unread_line": "case when not is_read then hex(event) || ',' || load_id || ',cut' end",
    },
    "raw.customers": {
        "customer_id": "hex(customer)",
        "full_name": "first_name || ' ' || last_name",
        "email": "first_mail || '.' || last_mail || '.' || lower(hex(customer)) || '@' "
        "|| mail_domain",
        "signed_up_at": 'make_timestamp($start + "time")',
    },
    "truth.customers": {"customer_id": "hex(customer)"},
    "raw.orders": {
        "order_id": 'hex("order")',
        "customer_id": "hex(nullif(customer, 0))",
        "visitor_id": "hex(visitor)",
        "ordered_at": 'make_timestamp($start + "time")',
        "total": "cast(total as decimal(18, 2)) / 100",
        "coupon": "case when has_coupon then 'TEN' end",
    },
    "raw.order_items": {
        "order_id": 'hex("order")',
        "unit_price": "cast(price as decimal(18, 2)) / 100",
    },
    "raw.refunds": {
        "order_id": 'hex("order")',
        "refunded_at": 'make_timestamp($start + "time")',
        "amount": "cast(total as decimal(18, 2)) / 100",
    },
    "truth.visitors": {
        "visitor_id": "hex(visitor)",
        "is_bot": "bot_kind is not null",
        "customer_id": "hex(nullif(customer, 0))",
        "is_shared_device": "is_shared",
        "clock_skew_seconds": "skew",
    },
    "truth.sessions": {
        "session_id": "hex(session)",
        "visitor_id": "hex(visitor)",
        "started_at": 'make_timestamp($start + "time")',
        "customer_id": "hex(nullif(customer, 0))",
        "visit_number": "number",
    },
    "truth.injected_errors": {
        "event_id": "hex(event)",
        "received_at": "make_timestamp($start + received)",
    },
}


CLASSIC_COLUMNS = list(TABLES["raw.events"])[:20]
CLASSIC_ROW = ", ".join(f"coalesce(cast({name} as varchar), '')" for name in CLASSIC_COLUMNS)
CHECKSUMS = {
    # the md5 of the rows as text
    "classic": f"md5(string_agg(concat_ws('|', {CLASSIC_ROW}), chr(10) order by event_id))",
    # the sum of the rows' hashes, which needs neither their order nor their text
    "shop": "coalesce(cast(sum(hash(events)) as varchar), '0')",
}


def create(con: duckdb.DuckDBPyConnection) -> None:
    """Make every table anew, empty, beside the one it will replace."""
    for schema in ("raw", "truth"):
        con.execute(f"create schema if not exists {schema}")
    for table, columns in TABLES.items():
        named = ", ".join(f"{column} {kind}" for column, kind in columns.items())
        con.execute(f"create or replace table {table}{NEW} ({named})")


def adopt(con: duckdb.DuckDBPyConnection, is_more: bool) -> None:
    """Put the new tables in the place of the old ones, or their rows behind theirs if `is_more`.

    For a transaction: rows are written in many, which needs less memory, and seen at once.
    """
    for table in TABLES:
        if is_more and table not in reference.TABLES:
            con.execute(f"insert into {table} from {table}{NEW}")
            con.execute(f"drop table {table}{NEW}")
        else:
            con.execute(f"drop table if exists {table}")
            con.execute(f"alter table {table}{NEW} rename to {table.partition('.')[2]}")


def forget(con: duckdb.DuckDBPyConnection) -> None:
    """Drop the new tables."""
    for table in TABLES:
        con.execute(f"drop table if exists {table}{NEW}")


def insert(
    con: duckdb.DuckDBPyConnection,
    table: str,
    frame: pd.DataFrame,
    first_day: date,
    content: dict[str, str] | None = None,
) -> None:
    """Add a frame's rows to a new table; `content` makes its columns, CONTENT if it is not given.

    A column of the table that neither the frame nor `content` has stays null.
    """
    made = CONTENT.get(table, {}) if content is None else content
    values = {name: made.get(name, f'"{name}"' if name in frame else "") for name in TABLES[table]}
    values = {name: value for name, value in values.items() if value}
    start = (pd.Timestamp(first_day) - pd.Timestamp(0)) // pd.Timedelta(microseconds=1)
    chosen = ", ".join(
        f"cast({value} as {TABLES[table][name]})" for name, value in values.items()
    ).replace("$start", str(start))
    con.register("simulated", frame)
    con.execute(f"insert into {table}{NEW} ({', '.join(values)}) select {chosen} from simulated")
    con.unregister("simulated")


def write(
    con: duckdb.DuckDBPyConnection,
    world: World,
    first_day: int,
    days: int,
    folder: Path | None,
    report: Callable[[tuple[int, int]], None],
    threads: int,
) -> None:
    """Write what arrives from `first_day` on and before day `days` into the new tables.

    With a folder the events go into a Parquet file a day, and no table keeps them. `report` is told
    how many days are done and how many events there are after each day. So many `threads` make
    blocks at the same time, which changes no row.
    """
    # Rows follow from identifiers, so their order in a table says nothing.
    con.execute("set preserve_insertion_order = false")
    gathered: defaultdict[str, list[pd.DataFrame]] = defaultdict(list)
    events = waiting = 0
    for part in simulation.parts(world, first_day, days, threads):
        for table, frame in part.frames.items():
            gathered[table].append(frame)
        events += len(part.frames.get("raw.events", ()))
        waiting += sum(map(len, part.frames.values()))
        is_file_due = folder is not None and part.is_last_of_day and part.day >= 0
        if waiting >= ROWS_AT_ONCE or is_file_due:
            flush(con, gathered, world.start)
            waiting = 0
        if is_file_due:
            write_day(con, folder, world, part.day)
        if part.is_last_of_day and part.day >= first_day:
            report((part.day + 1 - first_day, events))
    flush(con, gathered, world.start)
    for table, frame in reference.tables(world, days).items():
        insert(con, table, frame, world.start)


def flush(
    con: duckdb.DuckDBPyConnection, gathered: dict[str, list[pd.DataFrame]], first_day: date
) -> None:
    """Insert the frames gathered for each table and forget them."""
    for table, frames in gathered.items():
        insert(con, table, pd.concat(frames, ignore_index=True), first_day)
    gathered.clear()


def write_day(con: duckdb.DuckDBPyConnection, folder: Path, world: World, day: int) -> None:
    """Write the load of a day to its file; what arrives later waits in the table."""
    name = np.datetime64(world.start) + day
    loaded = f"load_id = 'shop-{name}'"
    file, events = str(folder / "raw" / f"events_{name}.parquet"), f"raw.events{NEW}"
    con.sql(f"select * from {events} where {loaded}").write_parquet(file)
    con.execute(f"create or replace table {events} as from {events} where not {loaded}")


def totals(con: duckdb.DuckDBPyConnection) -> str:
    """What the tables hold, in words."""
    query = "select (select count(*) from raw.events), (select count(*) from truth.visitors)"
    events, visitors = con.execute(query).fetchone()
    return f"{events:,} rows of {visitors:,} visitors"
