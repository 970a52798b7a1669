"""What `make build` prints at its end, and what it says instead where there is nothing to print.

pytest tests/python/test_summary.py
"""

import re
import shutil
from pathlib import Path

import duckdb
import publish_marts
from conftest import change, script


def test_it_ends_with_where_to_read_on(classic_warehouse: Path, marts: Path) -> None:
    def summary() -> str:
        done = script("show_summary", warehouse=classic_warehouse, marts=marts)
        assert (done.returncode, done.stderr) == (0, "")
        return done.stdout

    assert f"The marts are published as {marts}: query that, never the warehouse." in summary()
    publish_marts.main(["--format", "parquet"])
    assert f"published as {marts.with_suffix('.parquet')}: query that" in summary()


def test_sources_are_told_apart(classic_warehouse: Path, marts: Path, tmp_path: Path) -> None:
    def summary() -> list[str]:
        done = script("show_summary", warehouse=warehouse, marts=marts)
        assert (done.returncode, done.stderr) == (0, "")
        return done.stdout.split("\nSource ")

    warehouse = tmp_path / "two.duckdb"
    shutil.copy(classic_warehouse, warehouse)
    change(warehouse, "update marts.sessions set is_bot = starts_with(session_id, '0')")
    (alone,) = summary()
    block = alone[alone.index("  events read") : alone.index("  checks")]
    funnels = alone[alone.index("Funnel shop") : alone.index("Open incidents")].rstrip()
    for mart in ("event_audit", "sessions", "funnel_steps"):
        other = f"select * replace ('web' as event_source) from marts.{mart}"
        change(warehouse, f"insert into marts.{mart} {other}")
    change(warehouse, "delete from marts.sessions where event_source = 'web' and is_bot")
    change(warehouse, "insert into marts.event_audit values ('old', null, 'excluded', 'odd', 7)")
    head, old, shop, web = summary()
    assert re.search(r"3 sources\n  checks reconciled +(\d+) of \1\n", head)
    assert old.startswith("old, no sessions\n\n  events read                    7\n")
    assert "purchase                   0" in old
    assert shop.startswith("shop, 2025-01-01 to 2025-01-06\n")
    assert block in shop
    assert block not in web
    assert "of bots                      0" in web
    assert funnels in shop
    assert funnels in web


def test_open_incidents_are_told(
    classic_warehouse: Path, marts: Path, tmp_path: Path, open_incident: str
) -> None:
    def incidents() -> str:
        done = script("show_summary", warehouse=warehouse, marts=marts)
        return done.stdout.split("Open incidents\n")[1].split("\n\n")[0]

    warehouse = tmp_path / "open.duckdb"
    shutil.copy(classic_warehouse, warehouse)
    assert incidents() == "  none"
    change(warehouse, open_incident)
    assert incidents() == "  critical: clicks are all but lost"


def test_a_warehouse_without_events_is_one_line(
    classic_warehouse: Path, marts: Path, tmp_path: Path
) -> None:
    warehouse = tmp_path / "empty.duckdb"
    shutil.copy(classic_warehouse, warehouse)
    for mart in ("event_audit", "sessions", "funnel_steps"):
        change(warehouse, f"delete from marts.{mart}")
    done = script("show_summary", warehouse=warehouse, marts=marts)
    assert (done.returncode, done.stderr, done.stdout.count("\n")) == (0, "", 1)
    assert "no source holds any event" in done.stdout


def test_mistakes_are_one_line(small_warehouse: Path, marts: Path, tmp_path: Path) -> None:
    def complaint(warehouse: Path) -> str:
        done = script("show_summary", warehouse=warehouse, marts=marts)
        assert (done.returncode, done.stdout) == (1, "")
        assert done.stderr.startswith("show_summary: ")
        assert done.stderr.count("\n") == 1
        return done.stderr

    missing = tmp_path / "missing.duckdb"
    assert f"there is no warehouse {missing}: run 'make build'" in complaint(missing)
    assert "holds no built marts, run 'make build'" in complaint(small_warehouse)
    with duckdb.connect(small_warehouse):
        assert "is open in another program; close it there" in complaint(small_warehouse)
