"""`make status`: an answer of about ten lines, whatever there is to be found.

pytest tests/python/test_status.py
"""

import re
import shutil
from datetime import UTC, datetime, timedelta
from pathlib import Path

import duckdb
import publish_marts
import published
import pytest
import show_status
from conftest import change, script


def status(small_warehouse: Path, marts: Path) -> list[str]:
    """The lines of the answer."""
    done = script("show_status", warehouse=small_warehouse, marts=marts)
    assert (done.returncode, done.stderr) == (0, "")
    return done.stdout.splitlines()


def test_nothing_yet(tmp_path: Path) -> None:
    missing = tmp_path / "warehouse.duckdb"
    assert status(missing, tmp_path / "published.duckdb") == [
        "published   nothing yet: 'make build' ends with it",
        f"warehouse   {missing} is not there yet: run 'make build'",
    ]
    assert list(tmp_path.iterdir()) == []


def test_simulated_but_not_built(small_warehouse: Path, marts: Path) -> None:
    change(small_warehouse, "drop table intermediate.runs")
    lines = status(small_warehouse, marts)
    assert lines[1:] == [f"warehouse   {small_warehouse} is not built yet: run 'make build'"]


def test_built_but_not_published(small_warehouse: Path, marts: Path) -> None:
    lines = status(small_warehouse, marts)
    assert lines[0] == "published   nothing yet: 'make build' ends with it"
    assert lines[1] == f"warehouse   {small_warehouse} is not published"
    assert re.fullmatch(
        r"last run    2025-01-07 05:00 UTC, [\d,]+ days ago, all passed \(dbt build\)", lines[2]
    )


def test_published(small_warehouse: Path, marts: Path) -> None:
    publish_marts.main([])
    now = r"\d{4}-\d\d-\d\d \d\d:\d\d UTC, just now"
    lines = status(small_warehouse, marts)
    assert re.fullmatch(rf"published   {marts}, 2 marts, {now}", lines[0])
    assert re.fullmatch(r"            code \S+, settings fingerpr", lines[1])
    assert lines[2] == "data to     2025-01-06 23:59 UTC, source shop"
    assert lines[3] == f"warehouse   {small_warehouse} is as published"
    publish_marts.main([])
    lines = status(small_warehouse, marts)
    assert re.fullmatch(rf"before      {now}; back to it: make publish ROLLBACK=1", lines[3])
    assert len(lines) == 6


def test_parquet_only(small_warehouse: Path, marts: Path) -> None:
    publish_marts.main(["--format", "parquet"])
    publish_marts.main(["--format", "parquet"])
    lines = status(small_warehouse, marts)
    assert lines[0].startswith(f"published   {marts.with_suffix('.parquet')}, 2 marts")
    assert lines[3].endswith("; back to it: make publish ROLLBACK=1 FORMAT=parquet")
    assert lines[4] == f"warehouse   {small_warehouse} is as published"


def test_built_again_and_failed(small_warehouse: Path, marts: Path) -> None:
    publish_marts.main([])
    failures = " || chr(10) || ".join(f"'test number_{n}: Got {n} results'" for n in range(1, 6))
    change(
        small_warehouse,
        "create table run as from intermediate.runs",
        "update run set invocation_id = 'run 2', recorded_at = timestamp '2999-01-01', "
        f"passed_nodes = 1, failures = {failures}",
        "insert into intermediate.runs from run",
    )
    lines = status(small_warehouse, marts)
    assert lines[3:] == [
        f"warehouse   {small_warehouse} is newer than what is published",
        "last run    2999-01-01 00:00 UTC, just now, nothing to publish: the last run failed at "
        "test number_1 and 4 more (dbt build)",
        "  failed    test number_1: Got 1 results",
        "  failed    test number_2: Got 2 results",
        "  failed    test number_3: Got 3 results",
        "  failed    and 2 more",
    ]


def test_a_rolled_back_warehouse_is_newer(small_warehouse: Path, marts: Path) -> None:
    publish_marts.main([])
    change(
        small_warehouse,
        "create table run as from intermediate.runs",
        "update run set invocation_id = 'run 2', recorded_at = cast(now() as timestamp)",
        "insert into intermediate.runs from run",
    )
    publish_marts.main([])
    assert f"warehouse   {small_warehouse} is as published" in status(small_warehouse, marts)
    publish_marts.main(["--rollback"])
    newer = f"warehouse   {small_warehouse} is newer than what is published"
    assert newer in status(small_warehouse, marts)


def test_another_warehouse_was_published(
    small_warehouse: Path, marts: Path, tmp_path: Path
) -> None:
    publish_marts.main([])
    other = tmp_path / "other.duckdb"
    shutil.copy(small_warehouse, other)
    change(other, "update intermediate.runs set invocation_id = 'run 0'")
    assert f"warehouse   {other} is not the one that was published" in status(other, marts)


@pytest.mark.parametrize("kind", ["broken", "foreign"])
def test_a_published_file_that_cannot_be_read(
    small_warehouse: Path, marts: Path, kind: str
) -> None:
    publish_marts.main([])
    if kind == "broken":
        marts.write_text("not a database")
    else:
        change(marts, "drop table manifest.sources")
    lines = status(small_warehouse, marts)
    assert lines[0].startswith(
        f"published   {marts} cannot be read, 'make publish' writes it anew: "
    )
    assert lines[1] == f"warehouse   {small_warehouse} is not published"
    assert len(lines) == 3
    publish_marts.main([])
    assert published.manifest(marts)[0].mart.tolist() == ["odd", "orders"]


def test_a_warehouse_in_use(small_warehouse: Path, marts: Path) -> None:
    """As while a build is under way: what is published is shown nevertheless."""
    publish_marts.main([])
    with duckdb.connect(small_warehouse):
        lines = status(small_warehouse, marts)
    assert lines[0].startswith(f"published   {marts}, 2 marts")
    assert lines[-1].startswith(
        f"warehouse   {small_warehouse} is open in another program; close it there ("
    )


@pytest.mark.parametrize(
    ("age", "said"),
    [
        (timedelta(seconds=59), "just now"),
        (timedelta(seconds=61), "1 minute ago"),
        (timedelta(minutes=119), "1 hour ago"),
        (timedelta(hours=50), "2 days ago"),
        (timedelta(days=2000), "2,000 days ago"),
    ],
)
def test_ages(age: timedelta, said: str) -> None:
    moment = datetime.now(UTC).replace(tzinfo=None) - age
    assert show_status.when(moment) == f"{moment:%Y-%m-%d %H:%M} UTC, {said}"
