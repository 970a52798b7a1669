"""The warehouse against pandas: no difference as built, and a planted one is found.

pytest tests/python/test_reconcile.py
"""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import ROOT, build, change, simulate

GA4 = ROOT.parent / "shared" / "data" / "ga4"
# One change each, and the row of the table of differences that it gives.
PLANTED = {
    "update marts.kpi_daily set numerator = numerator + 0.01 where kpi = 'revenue' "
    "and date = (select min(date) from marts.kpi_daily)": ("kpi_daily and", "revenue"),
    "update marts.sessions set ended_at = ended_at + interval 1 microsecond where session_id = "
    "(select max(session_id) from marts.sessions)": ("sessions", "ended_at"),
    "delete from marts.sessions where session_id = (select min(session_id) from marts.sessions)": (
        "sessions",
        "no such row",
    ),
    "update marts.kpi_periods set numerator = numerator + 1 where kpi = 'visitors' "
    "and period = 'week'": ("kpi_daily and", "week"),
    "update marts.funnel_steps set dropped = dropped + 1, in_flight = in_flight - 1 "
    "where rowid = (select min(rowid) from marts.funnel_steps where funnel = 'purchase' "
    "and step_number = 2)": ("funnel_steps", "in_flight"),
    "insert into marts.event_audit select event_source, event_date, outcome, 'bored', 1 "
    "from marts.event_audit limit 1": ("event_audit", "a row"),
}


def reconcile(warehouse: Path, **variables) -> subprocess.CompletedProcess:
    """Run scripts/reconcile_kpis.py on a warehouse that was built with these vars."""
    return subprocess.run(
        [
            sys.executable,
            str(ROOT / "scripts" / "reconcile_kpis.py"),
            "--vars",
            json.dumps(variables),
        ],
        env=os.environ | {"WAREHOUSE_PATH": str(warehouse)},
        capture_output=True,
        text=True,
    )


def assert_reconciled(warehouse: Path, **variables) -> None:
    """The warehouse and pandas have the same rows, and some."""
    done = reconcile(warehouse, **variables)
    assert done.returncode == 0, done.stdout + done.stderr
    assert int(done.stdout.split()[0].replace(",", "")) > 1000


def test_preset_classic_equals_pandas(classic_warehouse: Path) -> None:
    assert_reconciled(classic_warehouse)


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small shop with all its faults, its amounts in another currency, its dates elsewhere."""
    warehouse = tmp_path_factory.mktemp("shop") / "warehouse.duckdb"
    simulate(warehouse, "--days", "20", "--sessions-per-day", "200")
    build(warehouse, "--resource-type", "model", "--resource-type", "seed", **ELSEWHERE)
    return warehouse


ELSEWHERE = {"reporting_timezone": "America/New_York", "reporting_currency": "EUR"}


def test_a_shop_with_faults_equals_pandas(shop: Path) -> None:
    assert_reconciled(shop, **ELSEWHERE)


def test_planted_differences_are_found(shop: Path, tmp_path: Path) -> None:
    warehouse = tmp_path / "warehouse.duckdb"
    shutil.copy(shop, warehouse)
    change(warehouse, *PLANTED)
    done = reconcile(warehouse, **ELSEWHERE)
    assert done.returncode == 1
    assert done.stderr.startswith("reconcile: ")
    assert done.stderr.endswith(" differences between the warehouse and pandas\n")
    for table, column in PLANTED.values():
        assert any(
            line.strip().startswith(table) and column in line for line in done.stdout.splitlines()
        ), f"{table} {column}\n{done.stdout}"


def test_other_vars_than_those_of_the_build_show(shop: Path) -> None:
    done = reconcile(shop, **ELSEWHERE | {"session_timeout_minutes": 1})
    assert done.returncode == 1
    assert "differences between the warehouse and pandas" in done.stderr


def test_a_source_without_a_recount_is_one_line(shop: Path) -> None:
    done = reconcile(shop, event_sources=["rees46"])
    assert done.stderr.startswith("reconcile: rees46 cannot be counted again: use shop or ga4")
    assert done.stderr.count("\n") == 1


@pytest.mark.parametrize("days", [1, pytest.param(32, marks=pytest.mark.full)])
def test_real_ga4_days_equal_pandas(days: int, tmp_path: Path) -> None:
    files = sorted(GA4.glob("events_*.parquet"))[:days]
    if len(files) < days:
        pytest.skip(f"the real GA4 days are not there: {GA4}")
    for file in files:
        (tmp_path / file.name).symlink_to(file)
    ga4 = {"event_sources": ["ga4"], "ga4_events": str(tmp_path / "events_*.parquet")}
    warehouse = tmp_path / "warehouse.duckdb"
    build(warehouse, "--resource-type", "model", "--resource-type", "seed", **ga4)
    assert_reconciled(warehouse, **ga4)
