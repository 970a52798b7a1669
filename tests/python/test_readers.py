"""Readers never meet the build: they read on while it runs, and while versions are swapped."""

import json
import shutil
import subprocess
import sys
import time
from pathlib import Path

import duckdb
import pytest
from conftest import build, script, simulate

READER = Path(__file__).with_name("reader.py")


def publish(warehouse: Path, marts: Path, *arguments: str) -> None:
    """Publish, or roll back; it must succeed."""
    done = script("publish_marts", *arguments, warehouse=warehouse, marts=marts)
    assert done.returncode == 0, done.stderr


def test_readers_never_meet_the_build(classic_warehouse: Path, tmp_path: Path) -> None:
    """4 processes, 500 reads at least, 3 builds and 5 swaps: no error, one version a read."""
    marts, stop, warehouse = (tmp_path / name for name in ("bi.duckdb", "stop", "small.duckdb"))
    publish(classic_warehouse, marts)
    command = [sys.executable, str(READER), str(marts), str(stop)]
    readers = [
        subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        for _ in range(4)
    ]
    try:
        for seed in ("1", "2", "3"):
            simulate(warehouse, "--visitors", "300", "--seed", seed)
            build(warehouse, "--full-refresh")  # other events under the same loads
            publish(warehouse, marts)
        for _ in range(2):
            time.sleep(1)
            publish(warehouse, marts, "--rollback")
        time.sleep(1)
    finally:
        stop.touch()
        answers = [reader.communicate(timeout=60) for reader in readers]
    assert [reader.returncode for reader in readers] == [0] * 4, answers
    seen = [json.loads(stdout) for stdout, _ in answers]
    assert sum(reader["reads"] for reader in seen) >= 500
    assert len({version for reader in seen for version in reader["versions"]}) == 4


def test_an_open_connection_stays_with_its_version(classic_warehouse: Path, tmp_path: Path) -> None:
    """Until the program has closed its last one to that file, as the README says of BI tools."""
    marts = tmp_path / "bi.duckdb"
    publish(classic_warehouse, marts)
    version = "select max(published_at) from bi.manifest.marts"
    with duckdb.connect(marts, read_only=True) as kept:
        (before,) = kept.execute(version).fetchone()
        publish(classic_warehouse, marts)
        assert kept.execute(version).fetchone() == (before,)
        with duckdb.connect(marts, read_only=True) as another:
            assert another.execute(version).fetchone() == (before,)
    with duckdb.connect(marts, read_only=True) as reconnected:
        assert reconnected.execute(version).fetchone()[0] > before


@pytest.mark.parametrize("kind", ["torn", "mixed"])
def test_the_reader_would_notice(classic_warehouse: Path, tmp_path: Path, kind: str) -> None:
    """A file that is not whole, or marts that are not of their manifest's version, fail it."""
    marts = tmp_path / "bi.duckdb"
    publish(classic_warehouse, marts)
    if kind == "torn":
        shutil.copy(marts, tmp_path / "half.duckdb")
        with (tmp_path / "half.duckdb").open("r+b") as half:
            half.truncate(marts.stat().st_size // 2)
        marts = tmp_path / "half.duckdb"
    else:
        with duckdb.connect(marts) as con:
            con.execute("delete from marts.kpi_daily")
    done = subprocess.run(
        [sys.executable, str(READER), str(marts), str(tmp_path / "stop")],
        capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip
    assert done.returncode != 0
