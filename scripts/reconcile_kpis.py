"""Hold the warehouse against pandas: every KPI, the sessions and the funnel `purchase` once more.

    python scripts/reconcile_kpis.py
    python scripts/reconcile_kpis.py --vars '{event_sources: [ga4], ga4_events: "…/*.parquet"}'

Counts everything from the raw rows by the definitions of docs/definitions.md, without the models,
and compares exactly. Prints what differs and exits with 1 if anything does. Sources: shop, ga4.
Name the vars that the warehouse was built with; it is the DuckDB file named by WAREHOUSE_PATH
(data/warehouse.duckdb if that is not set).
"""

import argparse
import os
import sys
from decimal import Decimal
from pathlib import Path

import complaint
import duckdb
import pandas as pd
import yaml
from recount import kpis, raw, sessions

ROOT = Path(__file__).resolve().parents[1]
SHOWN = 20  # rows of the table of differences
SESSIONS = [
    *("session_date", "started_at", "ended_at", "event_count", "page_view_count"),
    *("duration_seconds", "is_closed", "is_new_visitor", "is_bounce", "is_bot", "viewed", "carted"),
    *("checked_out", "purchased", "order_count", "revenue"),
]
# What is compared: the warehouse's rows, and the columns that tell one from another.
TABLES = {
    "event_audit": (
        "select event_source, reason, sum(events) as events from marts.event_audit group by 1, 2",
        ["event_source", "reason"],
    ),
    "sessions": (
        f"select event_source, visitor_id, session_number, {', '.join(SESSIONS)}"
        " from marts.sessions",
        ["event_source", "visitor_id", "session_number"],
    ),
    "funnel_steps": (
        "select entry_date, step_name, sum(entered) as entered, sum(completed) as completed,"
        " sum(dropped) as dropped, sum(in_flight) as in_flight"
        " from marts.funnel_steps where funnel = 'purchase' group by 1, 2",
        ["entry_date", "step_name"],
    ),
    "kpi_daily and kpi_periods": (
        "select kpi, 'day' as period, date as start, numerator, denominator, value"
        " from marts.kpi_daily union all"
        " select kpi, period, period_start, numerator, denominator, value from marts.kpi_periods",
        ["kpi", "period", "start"],
    ),
}


def settings_of(given: str) -> dict:
    """The vars of dbt_project.yml, those that are given in place of their defaults."""
    defaults = yaml.safe_load((ROOT / "dbt_project.yml").read_text())["vars"]
    return defaults | (yaml.safe_load(given) or {})


def raw_events(con: duckdb.DuckDBPyConnection, settings: dict) -> pd.DataFrame:
    """The raw rows of all sources in use."""
    readers = {
        "shop": lambda: raw.shop(con, settings),
        "ga4": lambda: raw.ga4(settings["ga4_events"], settings),
    }
    other = [source for source in settings["event_sources"] if source not in readers]
    if other:
        sys.exit(f"reconcile: {other[0]} cannot be counted again: use shop or ga4 as event_sources")
    return pd.concat([readers[source]() for source in settings["event_sources"]], ignore_index=True)


def session_table(visits: pd.DataFrame, placed: pd.DataFrame) -> pd.DataFrame:
    """Sessions in the columns of `marts.sessions`."""
    names = dict(zip(sessions.STEPS, ["viewed", "carted", "checked_out", "purchased"], strict=True))
    by_session = placed.groupby("session")["cents"]
    cents = by_session.sum().reindex(visits.index, fill_value=0)
    return visits.rename(columns=names).assign(
        is_new_visitor=visits["session_number"].eq(1),
        duration_seconds=[Decimal(int(span)).scaleb(-6) for span in visits["microseconds"]],
        order_count=by_session.size().reindex(visits.index, fill_value=0),
        revenue=[Decimal(int(amount)).scaleb(-2) for amount in cents],
    )


def funnel_table(steps: pd.DataFrame) -> pd.DataFrame:
    """The funnel's counts by day of entry; its last step has no outcome."""
    by = ["entry_date", "step_name"]
    counted = pd.crosstab([steps[column] for column in by], steps["outcome"])
    counted = counted.reindex(columns=["completed", "dropped", "in_flight"], fill_value=0)
    counted.insert(0, "entered", counted.sum(axis=1))
    is_last = counted.index.get_level_values("step_name") == sessions.STEPS[-1]
    counted = counted.astype(object)
    counted.loc[is_last, ["completed", "dropped", "in_flight"]] = None
    return counted.reset_index()


def recounted(events: pd.DataFrame, settings: dict) -> dict[str, pd.DataFrame]:
    """All tables from raw rows."""
    events = sessions.clean(events, settings)
    reasons = events["reason"].fillna("accepted").rename("reason")
    audit = events.groupby(["event_source", reasons]).size().rename("events").reset_index()
    events, visits = sessions.cut(events, settings)
    visits = visits.join(sessions.seen_steps(events))
    placed = sessions.orders(events, visits)
    steps = sessions.follow_purchase(events, visits, settings)
    return {
        "event_audit": audit,
        "sessions": session_table(visits, placed),
        "funnel_steps": funnel_table(steps),
        "kpi_daily and kpi_periods": pd.concat(
            [kpis.over(visits, placed, steps, period) for period in kpis.STARTS]
        ),
    }


def plain(value: object) -> object:
    """A value as it is compared: no trailing zeros, no numpy, nothing missing but None."""
    if value is None or value is pd.NaT or value is pd.NA or value != value:
        return None
    if isinstance(value, pd.Timestamp):
        return value.to_pydatetime()
    return value.item() if hasattr(value, "item") else value


def differences(table: str, built: list[dict], counted: pd.DataFrame, key: list[str]) -> list[dict]:
    """A row for each value in which both sides differ, and for each row only one has."""
    columns = list(built[0]) if built else key
    sides = []
    for rows in (built, counted[columns].to_dict("records")):
        sides.append({tuple(plain(row[column]) for column in key): row for row in rows})
    warehouse, again = sides
    found = []
    for name in sorted(warehouse.keys() | again.keys(), key=str):
        where = {"table": table, "row": ", ".join(map(str, name))}
        if name not in warehouse or name not in again:
            sides = ("no such row" if name not in side else "a row" for side in (warehouse, again))
            found.append(
                where | dict(zip(["column", "warehouse", "pandas"], ["", *sides], strict=True))
            )
            continue
        for column in columns:
            one, other = plain(warehouse[name][column]), plain(again[name][column])
            if one != other:
                found.append(where | {"column": column, "warehouse": one, "pandas": other})
    return found


def rows_of(con: duckdb.DuckDBPyConnection, query: str) -> list[dict]:
    """The rows of a query, dates as midnights."""
    result = con.execute(query)
    names = [column[0] for column in result.description]
    kinds = [str(column[1]) for column in result.description]
    rows = [dict(zip(names, row, strict=True)) for row in result.fetchall()]
    for name in (name for name, kind in zip(names, kinds, strict=True) if kind == "DATE"):
        for row in rows:
            row[name] = row[name] and pd.Timestamp(row[name])
    return rows


def main(arguments: list[str] | None = None) -> None:
    """Compare; every difference is printed, and any ends in exit code 1."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--vars", default="{}", help="the vars of the build, as for dbt")
    settings = settings_of(parser.parse_args(arguments).vars)
    path = os.environ.get("WAREHOUSE_PATH") or "data/warehouse.duckdb"
    try:
        with duckdb.connect(path, read_only=True) as con:
            counted = recounted(raw_events(con, settings), settings)
            found, compared = [], 0
            for table, (query, key) in TABLES.items():
                built = rows_of(con, query)
                compared += len(built)
                found += differences(table, built, counted[table], key)
    except (duckdb.Error, OSError) as error:
        sys.exit(f"reconcile: {complaint.of(error)}")
    if found:
        print(pd.DataFrame(found).head(SHOWN).to_string(index=False))
        sys.exit(f"reconcile: {len(found):,} differences between the warehouse and pandas")
    print(f"{compared:,} rows of {', '.join(TABLES)} are the same in the warehouse and in pandas")


if __name__ == "__main__":
    main()
