"""Print what the warehouse holds after a build: events, sessions, funnels, and what to try next.
Several sources are shown one by one.

    python scripts/show_summary.py

The warehouse is the DuckDB file named by WAREHOUSE_PATH (data/warehouse.duckdb if that is not set).
"""

import argparse
import os
import sys
from pathlib import Path
from typing import NamedTuple

import complaint
import duckdb
import pandas as pd
import published

SOURCES = """
    select
        event_source,
        cast(sum(events) as bigint) as events_read,
        cast(coalesce(sum(events) filter (where outcome = 'accepted'), 0) as bigint) as accepted
    from marts.event_audit
    group by 1
    order by 1
"""
SESSIONS = """
    select
        count(*) as sessions,
        count(*) filter (where is_bot) as bot_sessions,
        count(distinct visitor_id) as visitors,
        min(session_date) as first_day,
        max(session_date) as last_day,
        count(*) filter (where checked_out) as checkouts
    from marts.sessions
    where event_source = $source
"""
EXCLUSIONS = """
    select reason, cast(sum(events) as bigint) as events
    from marts.event_audit
    where outcome = 'excluded' and event_source = $source
    group by 1
    order by events desc, reason
"""
# a step that nobody reached is in the summary alone
FUNNEL = """
    select
        steps.step_name,
        cast(coalesce(sum(counts.entered), 0) as bigint) as entered,
        cast(sum(counts.in_flight) as bigint) as in_flight,
        cast(sum(counts.completed) as double) / sum(counts.entered) as conversion_rate,
        cast(sum(counts.entered) as double)
            / first_value(sum(counts.entered)) over (order by steps.step_number) as overall_rate
    from marts.funnel_summary as steps
    left join marts.funnel_steps as counts
        on steps.funnel = counts.funnel
            and steps.step_number = counts.step_number
            and counts.event_source = $source
    where steps.funnel = $funnel
    group by steps.step_name, steps.step_number
    order by steps.step_number
"""
INCIDENTS = """
    select severity, sentence
    from marts.incidents
    where is_open
    order by sentence
"""
CHECKS = "select count(*) as checks, count(*) filter (where is_reconciled) as reconciled \
from marts.kpi_reconciliation"


def percent(rate: float) -> str:
    """A rate for people: 0.1234 is 12.3 %, and nothing where there is none."""
    return "" if pd.isna(rate) else f"{rate:.1%}".replace("%", " %")


def funnel_lines(steps: pd.DataFrame) -> list[str]:
    """A line a step: how many sessions reached it, of the step before and of the first."""
    lines = [f"  {'step':<18}{'sessions':>10}{'of previous':>13}{'of first':>10}{'in flight':>11}"]
    of_previous = steps["conversion_rate"].shift()
    for step, rate in zip(steps.itertuples(), of_previous, strict=True):
        in_flight = "" if pd.isna(step.in_flight) else f"{int(step.in_flight):,}"
        lines.append(
            f"  {step.step_name:<18}{step.entered:>10,}{percent(rate):>13}"
            f"{percent(step.overall_rate):>10}{in_flight:>11}"
        )
    return lines


def days(first: pd.Timestamp, last: pd.Timestamp) -> str:
    """The days a source's sessions cover, in words."""
    return "no sessions" if pd.isna(first) else f"{first:%Y-%m-%d} to {last:%Y-%m-%d}"


def source_lines(
    connection: duckdb.DuckDBPyConnection, source: NamedTuple, title: str, checks: list[str]
) -> list[str]:
    """What one source holds: its events, sessions and funnels, the checks between."""
    totals = connection.execute(SESSIONS, {"source": source.event_source}).df().iloc[0]
    exclusions = connection.execute(EXCLUSIONS, {"source": source.event_source}).df()
    lines = [
        "",
        f"{title}, {days(totals.first_day, totals.last_day)}",
        "",
        f"  events read       {source.events_read:>14,}",
        f"  accepted          {source.accepted:>14,}",
        f"  excluded          {source.events_read - source.accepted:>14,}",
        *(f"    {row.reason:<22}{row.events:>8,}" for row in exclusions.itertuples()),
        f"  sessions          {totals.sessions:>14,}",
        f"    of bots         {totals.bot_sessions:>14,}",
        f"  visitors          {totals.visitors:>14,}",
        *checks,
    ]
    # some sources tell no checkout
    for funnel in ("shop", "purchase") if totals.checkouts else ("product_to_order",):
        wanted = {"funnel": funnel, "source": source.event_source}
        steps = connection.execute(FUNNEL, wanted).df()
        lines += ["", f"Funnel {funnel}, people's sessions", *funnel_lines(steps)]
    return lines


def summary(connection: duckdb.DuckDBPyConnection) -> str:
    """The whole text, one line where there are no events, or a part a source where there are
    several; raises duckdb.CatalogException where the marts are not built."""
    sources = list(connection.execute(SOURCES).df().itertuples())
    if not sources:
        return "The marts are built, but no source holds any event: see the var event_sources."
    of_checks = connection.execute(CHECKS).df().iloc[0]
    checks = [f"  checks reconciled {of_checks.reconciled:>14,} of {of_checks.checks}"]
    if len(sources) == 1:
        lines = source_lines(connection, sources[0], "Your warehouse", checks)
    else:
        lines = ["", f"Your warehouse, {len(sources)} sources", *checks]
        for source in sources:
            title = f"Source {source.event_source}"
            lines += source_lines(connection, source, title, checks=[])
    incidents = [
        f"  {row.severity}: {row.sentence}"
        for row in connection.execute(INCIDENTS).df().itertuples()
    ]
    lines += ["", "Open incidents", *(incidents or ["  none"])]
    readers = published.current().current
    lines += [
        "",
        f"The marts are published as {readers}: query that, never the warehouse. Try next:",
        "  make dashboard",
        "  make report",
        "  make status",
        "  make test",
        "  make docs",
    ]
    if readers.is_file():
        lines.append(
            f"  .venv/bin/python -c \"import duckdb; duckdb.connect('{readers}', read_only=True)"
            f".sql('from {readers.stem}.marts.drop_offs').show()\""
        )
    return "\n".join([*lines, ""])


def main() -> None:
    """Print the summary, or in one line why there is none (exit code 1)."""
    argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    ).parse_args()
    warehouse = Path(os.environ.get("WAREHOUSE_PATH") or "data/warehouse.duckdb")
    if not warehouse.exists():
        sys.exit(f"show_summary: there is no warehouse {warehouse}: run 'make build'")
    try:
        with duckdb.connect(str(warehouse), read_only=True) as connection:
            print(summary(connection))
    except duckdb.CatalogException as error:
        reason = complaint.of(error)
        sys.exit(f"show_summary: {warehouse} holds no built marts, run 'make build' ({reason})")
    except duckdb.Error as error:
        sys.exit(f"show_summary: {complaint.of(error)}")


if __name__ == "__main__":
    main()
