"""What the last dbt run did to a warehouse, from its own record; for the other scripts.

    run = last_run.read(con)
    print(last_run.obstacle(run) or "its marts may be published")

The record is the table intermediate.runs, which the macro record_run writes.
"""

from datetime import datetime
from typing import NamedTuple

import duckdb

LAST_RUN = """
    select
        invocation_id, command, recorded_at, settings_fingerprint, has_ended, is_unlimited,
        planned_nodes, passed_nodes, string_split(marts, chr(10)),
        list_filter(string_split(failures, chr(10)), lambda failure: failure <> '')
    from warehouse.intermediate.runs
    order by recorded_at desc
    limit 1
"""


class Run(NamedTuple):
    """A dbt run: its command, how far it got, and the marts of the project at that time."""

    invocation_id: str
    command: str
    recorded_at: datetime  # UTC
    settings_fingerprint: str
    has_ended: bool
    is_unlimited: bool
    planned_nodes: int
    passed_nodes: int
    marts: list[str]
    failures: list[str]


def read(con: duckdb.DuckDBPyConnection) -> Run | None:
    """The last run of the warehouse attached as `warehouse`, or None if there was none."""
    try:
        row = con.execute(LAST_RUN).fetchone()
    except duckdb.CatalogException:
        return None
    return Run(*row) if row else None


def obstacle(run: Run | None) -> str | None:
    """Why what this run left may not be published, as half a sentence; None if it may."""
    if run is None:
        return "dbt has not run yet"
    if not run.has_ended:
        return f"the last run was stopped before its end ({run.command})"
    if run.failures:
        first, more = run.failures[0].partition(":")[0], len(run.failures) - 1
        others = f" and {more} more" if more else ""
        return f"the last run failed at {first}{others} ({run.command})"
    if run.passed_nodes < run.planned_nodes:
        covered = f"{run.passed_nodes} of {run.planned_nodes} nodes"
        return f"the last run covered {covered} ({run.command})"
    if not run.is_unlimited:
        return f"the last run was no whole build ({run.command})"
    return None
