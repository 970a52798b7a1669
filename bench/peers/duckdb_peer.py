"""The bench's job as one hand-written DuckDB script: events to sessions and funnel progress.

    python bench/peers/duckdb_peer.py raw|events INPUT_DIR OUTPUT_DIR

Reads INPUT_DIR/warehouse.duckdb, as dbt does, and writes OUTPUT_DIR/result.duckdb.
"""

import sys
import time
from pathlib import Path

import duckdb

EVENTS = {
    "events": "create view events as from warehouse.intermediate.int_events",
    "raw": """
        create view events as
        select
            event_id, 'shop' as event_source, visitor_id, customer_id, occurred_at, received_at,
            types.* exclude (description),
            not types.is_page_view and not types.is_automatic as is_interaction,
            page_path, device_type, country_code,
            referrer as traffic_source, medium as traffic_medium, campaign as traffic_campaign
        from warehouse.raw.events as raw
        left join event_types as listed on raw.event_type = listed.event_type
        join event_types as types on types.event_type = coalesce(listed.event_type, 'other')
    """,
}
SESSION_EVENTS = """
    create table session_events as
    with
    ordered as (
        select
            event_source, event_id, visitor_id, occurred_at,
            row_number() over visitor as number,
            lag(occurred_at) over visitor as previous_at
        from events
        window visitor as (
            partition by event_source, visitor_id
            order by occurred_at, received_at nulls last, tie_rank, event_id
        )
    ),
    cut as (
        select
            event_source, event_id, visitor_id, number,
            max(
                case when previous_at is null
                        or epoch_us(occurred_at) - epoch_us(previous_at) > 1_800_000_000
                    then number end
            ) over (partition by event_source, visitor_id order by number) as first_number
        from ordered
    ),
    named as (
        select
            event_source, visitor_id, first_number,
            md5(concat_ws('|', event_source, length(visitor_id), visitor_id, event_id))
                as session_id
        from cut where number = first_number
    ),
    numbered as (
        select event_source, event_id, session_id, number - first_number + 1 as event_number
        from cut join named using (event_source, visitor_id, first_number)
    )
    select
        session_id, event_number, events.event_id, events.event_source, visitor_id, customer_id,
        occurred_at, received_at, event_type, is_page_view, is_automatic, is_interaction,
        is_high_intent, is_goal, page_path, device_type, country_code, traffic_source,
        traffic_medium, traffic_campaign
    from events join numbered using (event_source, event_id)
"""
SESSIONS = """
    create table sessions as
    with
    totals as (
        select
            session_id, event_source, visitor_id,
            min(occurred_at) as started_at,
            max(occurred_at) as ended_at,
            count(*) as event_count,
            count(*) filter (is_page_view) as page_view_count,
            count(*) filter (is_interaction) as interaction_count,
            count(*) filter (not is_automatic) as active_count,
            epoch_us(max(occurred_at) filter (not is_automatic))
                - epoch_us(min(occurred_at) filter (not is_automatic)) as active_span,
            arg_min(device_type, event_number) as device_type,
            arg_min(country_code, event_number) as country_code,
            arg_min(traffic_source, event_number) as traffic_source,
            arg_min(traffic_medium, event_number) as traffic_medium,
            arg_min(traffic_campaign, event_number) as traffic_campaign,
            arg_min(page_path, event_number) as landing_page,
            arg_max(page_path, event_number) as exit_page,
            min(occurred_at) filter (is_interaction or is_high_intent or is_goal) as engaged_at,
            min(occurred_at) filter (is_high_intent or is_goal) as deeply_engaged_at,
            min(occurred_at) filter (is_goal) as converted_at
        from session_events
        group by session_id, event_source, visitor_id
    ),
    people as (
        select
            event_source, visitor_id,
            case when count(distinct customer_id) = 1 then 'customer:' || min(customer_id)
                else concat_ws(':', 'visitor', event_source, visitor_id) end as person_id
        from session_events group by event_source, visitor_id
    ),
    watermarks as (select event_source, max(ended_at) as watermark from totals group by all)
    select
        * exclude (active_count, active_span, watermark),
        epoch_us(watermark) - epoch_us(ended_at) > 1_800_000_000 as is_closed,
        row_number() over (partition by event_source, visitor_id order by started_at)
            as session_number,
        active_span::double / nullif((active_count - 1) * 1_000_000, 0) as mean_gap_seconds,
        active_count >= 3 and mean_gap_seconds <= 2 as is_bot
    from totals join people using (event_source, visitor_id) join watermarks using (event_source)
"""
FUNNEL_PROGRESS = """
    create table funnel_progress as
    with recursive
    step_events as (
        select funnel, step_number, session_id, event_number, occurred_at
        from session_events join steps using (event_type)
    ),
    reached as (
        select
            funnel, step_number, session_id,
            min(event_number) as event_number, min(occurred_at) as reached_at
        from step_events where step_number = 1 group by all
        union all
        select
            later.funnel, later.step_number, later.session_id,
            min(later.event_number), min(later.occurred_at)
        from reached join step_events as later
            on later.funnel = reached.funnel
                and later.session_id = reached.session_id
                and later.step_number = reached.step_number + 1
                and later.event_number > reached.event_number
        group by all
    )
    select funnel, session_id, step_number, reached_at from reached
    union all
    from (
        select
            'engagement', session_id, unnest([1, 2, 3, 4]),
            unnest([started_at, engaged_at, deeply_engaged_at, converted_at]) as reached_at
        from sessions
    ) where reached_at is not null
"""


def main(start: str, source: Path, result: Path) -> None:
    """Make the three tables."""
    started = time.perf_counter()
    with duckdb.connect(result / "result.duckdb") as con:
        con.execute("set preserve_insertion_order = false")
        con.execute(f"attach '{source / 'warehouse.duckdb'}' as warehouse (read_only)")
        con.execute(f"create table event_types as from '{source / 'event_types.csv'}'")
        con.execute(
            "create table steps as select funnel, step_number, event_type"
            f" from '{source / 'funnel_step_definitions.csv'}' where event_type is not null"
        )
        for statement in (EVENTS[start], SESSION_EVENTS, SESSIONS, FUNNEL_PROGRESS):
            con.execute(statement)
    print(f"{time.perf_counter() - started:.2f}")


if __name__ == "__main__":
    main(sys.argv[1], *map(Path, sys.argv[2:]))
