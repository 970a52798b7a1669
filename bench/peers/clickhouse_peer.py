"""The sessionisation job in ClickHouse (embedded, through chdb): a peer for the benchmark.

python clickhouse_peer.py raw|events INPUT_DIR OUTPUT_DIR [--export]

The results are MergeTree tables in OUTPUT_DIR/clickhouse; --export writes them to Parquet too,
outside the time that is printed.
"""

import csv
import shutil
import sys
import time
from collections.abc import Iterable
from pathlib import Path

from chdb.session import Session

RAW_EVENTS = """
CREATE VIEW events AS
WITH types AS (SELECT * EXCEPT description FROM file('{folder}/event_types.csv'))
SELECT
    * EXCEPT (listed_type, referrer, medium, campaign),
    'shop' AS event_source,
    NOT is_page_view AND NOT is_automatic AS is_interaction,
    referrer AS traffic_source,
    medium AS traffic_medium,
    campaign AS traffic_campaign
FROM (
    SELECT
        * EXCEPT event_type,
        if(event_type IN (SELECT event_type FROM types), event_type, 'other') AS event_type
    FROM file('{folder}/raw.parquet')
) AS raw
INNER JOIN types USING (event_type)
"""

EVENTS = "CREATE VIEW events AS SELECT * FROM file('{folder}/events.parquet')"

# a visitor's events, by their keys alone, become one sorted array, cut where the gap is too long
NUMBERED = """
CREATE TEMPORARY TABLE numbered ENGINE = Memory AS
WITH visitors AS (
    SELECT
        event_source,
        visitor_id,
        if(
            ifNull(min(customer_id) = max(customer_id), false),
            concat('customer:', assumeNotNull(min(customer_id))),
            concat('visitor:', event_source, ':', visitor_id)
        ) AS person_id,
        arraySort(groupArray((occurred_at, received_at, tie_rank, event_id))) AS keys,
        arrayMap(key -> toUnixTimestamp64Micro(key.1), keys) AS times,
        arraySplit((key, gap) -> gap > 30 * 60 * 1000000, keys, arrayDifference(times)) AS sessions
    FROM events
    GROUP BY event_source, visitor_id
)
SELECT
    lower(hex(MD5(concat(
        event_source, '|', toString(lengthUTF8(visitor_id)), '|', visitor_id, '|', session[1].4
    )))) AS session_id,
    event_source,
    visitor_id,
    person_id,
    session_number::Int64 AS session_number,
    session[1].1 AS started_at,
    session[-1].1 AS ended_at,
    session.4 AS event_ids
FROM visitors
ARRAY JOIN sessions AS session, arrayEnumerate(sessions) AS session_number
"""

SESSION_EVENTS_TABLE = """
CREATE TABLE session_events (
    session_id String,
    event_number Int64,
    event_id String,
    event_source LowCardinality(String),
    visitor_id String,
    customer_id Nullable(String),
    occurred_at DateTime64(6, 'UTC'),
    received_at Nullable(DateTime64(6, 'UTC')),
    event_type LowCardinality(String),
    is_page_view Bool,
    is_automatic Bool,
    is_interaction Bool,
    is_high_intent Bool,
    is_goal Bool,
    page_path LowCardinality(Nullable(String)),
    device_type LowCardinality(Nullable(String)),
    country_code LowCardinality(Nullable(String)),
    traffic_source LowCardinality(Nullable(String)),
    traffic_medium LowCardinality(Nullable(String)),
    traffic_campaign LowCardinality(Nullable(String))
) ENGINE = MergeTree ORDER BY tuple()
"""

SESSION_EVENTS = """
INSERT INTO session_events
SELECT
    session_id,
    event_number,
    event_id,
    event_source,
    visitor_id,
    customer_id,
    occurred_at,
    received_at,
    event_type,
    is_page_view,
    is_automatic,
    is_interaction,
    is_high_intent,
    is_goal,
    page_path,
    device_type,
    country_code,
    traffic_source,
    traffic_medium,
    traffic_campaign
FROM events
INNER JOIN (
    SELECT session_id, event_source, event_id, event_number
    FROM numbered
    ARRAY JOIN event_ids AS event_id, arrayEnumerate(event_ids) AS event_number
) AS numbers USING (event_source, event_id)
"""

SESSIONS = """
CREATE TABLE sessions ENGINE = MergeTree ORDER BY tuple() AS
WITH
    summaries AS (
        SELECT
            session_id,
            count()::Int64 AS event_count,
            countIf(is_page_view)::Int64 AS page_view_count,
            countIf(is_interaction)::Int64 AS interaction_count,
            argMin(device_type, event_number) AS device_type,
            argMin(country_code, event_number) AS country_code,
            argMin(traffic_source, event_number) AS traffic_source,
            argMin(traffic_medium, event_number) AS traffic_medium,
            argMin(traffic_campaign, event_number) AS traffic_campaign,
            argMin(page_path, event_number) AS landing_page,
            argMax(page_path, event_number) AS exit_page,
            countIf(NOT is_automatic)::Int64 AS active_event_count,
            toUnixTimestamp64Micro(maxIf(occurred_at, NOT is_automatic))
                - toUnixTimestamp64Micro(minIf(occurred_at, NOT is_automatic)) AS active_span
        FROM session_events
        GROUP BY session_id
    ),
    sources AS (
        SELECT event_source, max(ended_at) AS latest FROM numbered GROUP BY event_source
    )
SELECT
    session_id,
    event_source,
    visitor_id,
    person_id,
    session_number,
    started_at,
    ended_at,
    (ended_at + INTERVAL 30 MINUTE < latest)::Bool AS is_closed,
    event_count,
    page_view_count,
    interaction_count,
    device_type,
    country_code,
    traffic_source,
    traffic_medium,
    traffic_campaign,
    landing_page,
    exit_page,
    if(active_event_count >= 2, active_span / ((active_event_count - 1) * 1000000), NULL)
        AS mean_gap_seconds,
    (active_event_count >= 3 AND ifNull(mean_gap_seconds <= 2, false))::Bool AS is_bot
FROM summaries
INNER JOIN numbered USING (session_id)
INNER JOIN sources USING (event_source)
"""

FUNNEL_PROGRESS = """
CREATE TABLE funnel_progress ENGINE = MergeTree ORDER BY tuple() AS
SELECT
    step.1::LowCardinality(String) AS funnel,
    session_id,
    step.2::Int32 AS step_number,
    step.3.2 AS reached_at
FROM (
    SELECT
        session_id,
        {aggregates},
        [{rows}] AS steps
    FROM session_events
    WHERE event_type IN ({types})
    GROUP BY session_id
)
ARRAY JOIN steps AS step
WHERE step.3.1 > 0
UNION ALL
SELECT 'engagement', session_id, step_number, assumeNotNull(reached)
FROM (
    SELECT
        session_id,
        [
            min(occurred_at),
            minIfOrNull(occurred_at, is_interaction OR is_high_intent OR is_goal),
            minIfOrNull(occurred_at, is_high_intent OR is_goal),
            minIfOrNull(occurred_at, is_goal)
        ] AS steps
    FROM session_events
    GROUP BY session_id
)
ARRAY JOIN steps AS reached, arrayEnumerate(steps) AS step_number
WHERE reached IS NOT NULL
"""


def read_funnels(folder: Path) -> dict[str, dict[int, list[str]]]:
    funnels = {}
    with open(folder / "funnel_step_definitions.csv", newline="") as definitions:
        for row in csv.DictReader(definitions):
            if row["event_type"]:
                steps = funnels.setdefault(row["funnel"], {})
                steps.setdefault(int(row["step_number"]), []).append(row["event_type"])
    return funnels


def quoted(words: Iterable[str]) -> str:
    return ", ".join(f"'{word}'" for word in words)


def funnel_query(funnels: dict[str, dict[int, list[str]]]) -> str:
    aggregates, rows, all_types = [], [], set()
    for funnel, steps in funnels.items():
        before = None
        for step, types in sorted(steps.items()):
            name = f"{funnel}_{step}"
            events = f"(event_number, occurred_at), event_type IN ({quoted(types)})"
            if before is None:
                aggregates.append(f"minIf({events}) AS {name}")
            else:
                aggregates.append(
                    f"arrayFirst(event -> {before}.1 > 0 AND event.1 > {before}.1, "
                    f"arraySort(groupArrayIf({events}))) AS {name}"
                )
            rows.append(f"('{funnel}', {step}, {name})")
            all_types.update(types)
            before = name
    return FUNNEL_PROGRESS.format(
        aggregates=", ".join(aggregates), rows=", ".join(rows), types=quoted(all_types)
    )


def main(source: str, input_dir: Path, output_dir: Path, export: bool) -> None:
    started = time.perf_counter()
    database = output_dir / "clickhouse"
    shutil.rmtree(database, ignore_errors=True)
    database.mkdir(parents=True)
    session = Session(str(database))
    events = RAW_EVENTS if source == "raw" else EVENTS
    session.query(events.format(folder=input_dir.resolve()))
    session.query(NUMBERED)
    session.query(SESSION_EVENTS_TABLE)
    session.query(SESSION_EVENTS)
    session.query(SESSIONS)
    session.query(funnel_query(read_funnels(input_dir)))
    print(f"{time.perf_counter() - started:.3f}")
    if export:
        for table in ("session_events", "sessions", "funnel_progress"):
            target = output_dir / f"{table}.parquet"
            session.query(f"SELECT * FROM {table} INTO OUTFILE '{target}' TRUNCATE FORMAT Parquet")


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3]), "--export" in sys.argv[4:])
