"""The bench compares programs that make the same tables; `make bench` checks the others itself."""

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import ROOT

sys.path.insert(0, str(ROOT / "bench"))
import run as bench


@pytest.mark.parametrize("start", ["raw", "events"])
def test_the_duckdb_script_makes_the_tables_of_dbt(
    start: str, classic_warehouse: Path, tmp_path: Path
) -> None:
    place, result = tmp_path / "place", tmp_path / "result"
    place.mkdir()
    result.mkdir()
    shutil.copy(classic_warehouse, place / "warehouse.duckdb")
    bench.write_definitions(place)
    program = ROOT / "bench" / "peers" / "duckdb_peer.py"
    subprocess.run([sys.executable, program, start, place, result], check=True)
    bench.check(place, result)


def test_a_table_with_other_rows_is_found(classic_warehouse: Path, tmp_path: Path) -> None:
    place, result = tmp_path / "place", tmp_path / "result"
    place.mkdir()
    result.mkdir()
    shutil.copy(classic_warehouse, place / "warehouse.duckdb")
    with bench.duckdb.connect(place / "warehouse.duckdb", read_only=True) as con:
        for table, model in bench.TABLES.items():
            rows = con.sql(f"from {bench.OURS.get(table, f'intermediate.{model}')}")
            less = rows.limit(len(rows) - 1) if table == "sessions" else rows
            less.write_parquet(str(result / f"{table}.parquet"))
    with pytest.raises(SystemExit, match="result: sessions does not have dbt's rows"):
        bench.check(place, result)


@pytest.mark.full
def test_growth_is_measured_from_accepted_events(tmp_path: Path) -> None:
    lines = list(bench.growth(tmp_path, {20_000: (("80%", 2), ("1GB", 1))}))
    assert [line.split("|")[1].strip() for line in lines] == [
        "20,000, memory 80%, 2 at once",
        "20,000, memory 1GB, 1 at once",
    ]


@pytest.mark.full
def test_funnels_are_those_of_window_funnel(tmp_path: Path) -> None:
    """Sessions with any entry or first, of one product, and visitors within a week."""
    python, _ = bench.PEERS["ClickHouse"]
    if not python.exists():
        pytest.skip("the bench's peers are not there: make .venv/bench")
    place = bench.prepare_funnels(tmp_path, 200_000)
    program = ROOT / "bench" / "peers" / "funnel_peer.py"
    _, _, said = bench.run(python, program, place, tmp_path)
    bench.check_levels(place, json.loads(said)["levels"])
