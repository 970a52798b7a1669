"""Print what the warehouse holds after a build: events, sessions, funnels, and what to try next.

    python scripts/show_summary.py

The warehouse is the DuckDB file named by WAREHOUSE_PATH (data/warehouse.duckdb if that is not set).
"""

import argparse
import os
import sys
from pathlib import Path

import complaint
import duckdb
import pandas as pd
import published

TOTALS = """
    select
        (select sum(events) from marts.event_audit) as events_read,
        (select sum(events) from marts.event_audit where outcome = 'accepted') as accepted,
        count(*) as sessions,
        count(*) filter (where is_bot) as bot_sessions,
        count(distinct (event_source, visitor_id)) as visitors,
        min(session_date) as first_day,
        max(session_date) as last_day
    from marts.sessions
"""
EXCLUSIONS = """
    select reason, sum(events) as events
    from marts.event_audit
    where outcome = 'excluded'
    group by 1
    order by events desc, reason
"""
FUNNEL = """
    select step_name, entered, in_flight, conversion_rate, overall_rate
    from marts.funnel_summary
    where funnel = $funnel
    order by step_number
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


def summary(connection: duckdb.DuckDBPyConnection) -> str:
    """The whole text; raises duckdb.CatalogException where the marts are not built."""
    totals = connection.execute(TOTALS).df().iloc[0]
    exclusions = connection.execute(EXCLUSIONS).df()
    checks = connection.execute(CHECKS).df().iloc[0]
    events_read, accepted = int(totals.events_read), int(totals.accepted)
    lines = [
        "",
        f"Your warehouse, {totals.first_day:%Y-%m-%d} to {totals.last_day:%Y-%m-%d}",
        "",
        f"  events read       {events_read:>10,}",
        f"  accepted          {accepted:>10,}",
        f"  excluded          {events_read - accepted:>10,}",
        *(f"    {row.reason:<20}{int(row.events):>6,}" for row in exclusions.itertuples()),
        f"  sessions          {totals.sessions:>10,}",
        f"    of bots         {totals.bot_sessions:>10,}",
        f"  visitors          {totals.visitors:>10,}",
        f"  checks reconciled {checks.reconciled:>10,} of {checks.checks}",
    ]
    for funnel in ("shop", "purchase"):
        steps = connection.execute(FUNNEL, {"funnel": funnel}).df()
        lines += ["", f"Funnel {funnel}, people's sessions", *funnel_lines(steps)]
    readers = published.current().current
    lines += [
        "",
        f"The marts are published as {readers}: query that, never the warehouse. Try next:",
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
