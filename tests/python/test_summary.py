"""What `make build` prints at its end, and what it says instead where there is nothing to print.

pytest tests/python/test_summary.py
"""

from pathlib import Path

import duckdb
import publish_marts
from conftest import script


def test_it_ends_with_where_to_read_on(classic_warehouse: Path, marts: Path) -> None:
    def summary() -> str:
        done = script("show_summary", warehouse=classic_warehouse, marts=marts)
        assert (done.returncode, done.stderr) == (0, "")
        return done.stdout

    assert f"The marts are published as {marts}: query that, never the warehouse." in summary()
    publish_marts.main(["--format", "parquet"])
    assert f"published as {marts.with_suffix('.parquet')}: query that" in summary()


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
