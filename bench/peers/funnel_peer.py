"""Funnels by ClickHouse's windowFunnel (embedded, through chdb): a peer for the benchmark.

python funnel_peer.py EVENTS_DIR OUTPUT_DIR

EVENTS_DIR holds session_events.parquet and human_events.parquet. Prints, as JSON, the seconds that
loading and each kind of funnel took, and how many came how far in two modes.
"""

import json
import sys
import time
from pathlib import Path

from chdb.session import Session

LOOK = "event_type IN ('view_product', 'view_item')"
SHOP = ["event_type = 'view_homepage'", "event_type = 'view_category'", LOOK]
BUY = [f"event_type = '{name}'" for name in ("add_to_cart", "checkout", "purchase")]
DAY = 86_400 * 1_000_000
LOAD = """
CREATE TABLE {table} ENGINE = MergeTree ORDER BY tuple() AS
SELECT * EXCEPT occurred_at, toUInt64(toUnixTimestamp64Micro(occurred_at)) AS t
FROM file('{file}')
"""
FOLLOW = """
CREATE TABLE {name} ENGINE = MergeTree ORDER BY tuple() AS
SELECT {keys}, windowFunnel({window})(t, {steps}) AS level FROM {table} {where} GROUP BY {keys}
"""
LEVELS = "SELECT level, count() FROM ({levels}) WHERE level > 0 GROUP BY level FORMAT JSONCompact"
INCREASE = (")(t,", ", 'strict_increase')(t,")


def timed(session: Session, *statements: str) -> float:
    """Run statements; the seconds they took."""
    started = time.perf_counter()
    for statement in statements:
        session.query(statement)
    return time.perf_counter() - started


def main(events: Path, output: Path) -> None:
    """Load and follow: sessions through three funnels, visitors through one with a window."""
    session = Session(str(output / "clickhouse"))
    loads = {
        table: timed(session, LOAD.format(table=table, file=events / f"{table}_events.parquet"))
        for table in ("session", "human")
    }
    of_sessions = {
        "shop": FOLLOW.format(
            name="shop",
            keys="session_id",
            window=400 * DAY,
            steps=", ".join(SHOP + BUY),
            table="session",
            where="",
        ),
        "purchase": FOLLOW.format(
            name="purchase",
            keys="session_id",
            window=400 * DAY,
            steps=", ".join([LOOK, *BUY]),
            table="session",
            where="",
        ),
        "product_interest": FOLLOW.format(
            name="product_interest",
            keys="session_id, product_id",
            window=400 * DAY,
            steps=", ".join([LOOK, BUY[0]]),
            table="session",
            where="WHERE product_id IS NOT NULL",
        ),
    }
    of_visitors = FOLLOW.format(
        name="visitors",
        keys="visitor_id",
        window=7 * DAY,
        steps=", ".join([LOOK, BUY[0], BUY[2]]),
        table="human",
        where="",
    )
    seconds = {
        "sessions": timed(session, *of_sessions.values()),
        "visitors": loads["human"] + timed(session, of_visitors),
    }
    levels: dict[str, dict[str, dict[int, int]]] = {"default": {}, "strict_increase": {}}
    for name, follow in (*of_sessions.items(), ("visitors", of_visitors)):
        actor = "visitor_id" if name == "visitors" else "session_id"
        strict = follow.replace(f"TABLE {name}", f"TABLE strict_{name}").replace(*INCREASE)
        session.query(strict)
        for mode, table in (("default", name), ("strict_increase", f"strict_{name}")):
            per_actor = f"SELECT max(level) AS level FROM {table} GROUP BY {actor}"
            rows = json.loads(str(session.query(LEVELS.format(levels=per_actor))))["data"]
            levels[mode][name] = {int(level): int(count) for level, count in rows}
    print(json.dumps({"seconds": seconds, "levels": levels}))


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:]))
