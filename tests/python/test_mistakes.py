"""What people get wrong, and the one line that tells them what to do; published marts stay.

pytest tests/python/test_mistakes.py
"""

import os
import resource
import shutil
import subprocess
import sys
from pathlib import Path

import duckdb
import pytest
from conftest import ROOT

GA4 = "event_sources: [ga4], ga4_events: "
# What is asked of `dbt build`, and what it answers; {folder} holds the files made below.
MISTAKES = {
    "no glob": ("event_sources: [ga4]", "The var ga4_events is"),
    "no file": (GA4 + "'{folder}/no/*.parquet'", "'{folder}/no/*.parquet': check the path"),
    "no such source": ("event_sources: [shopify]", "Unknown event source 'shopify'"),
    "no such time zone": (
        "reporting_timezone: Mars/Base",
        'reporting_timezone is "Mars/Base": use',
    ),
    "not a number": ("session_timeout_minutes: thirty", 'session_timeout_minutes is "thirty": use'),
    "not a list": ("event_sources: shop", "event_sources"),
    "no events yet": ("event_sources: [shop]", "There are no raw events yet: run 'make build'"),
    "not YAML": ("event_sources: ]", "is not valid YAML"),
    "an empty file": (GA4 + "'{folder}/empty.parquet'", "empty.parquet is empty or cut"),
    "a cut file": (GA4 + "'{folder}/cut.parquet'", "cut.parquet is empty or cut"),
    "two line ends": (
        "event_sources: [rees46], rees46_files: '{folder}/mixed.csv'",
        "mixed.csv has two kinds of line ends: make them one",
    ),
    "another header": (
        "event_sources: [rees46], rees46_files: '{folder}/other.csv'",
        "other.csv' must be the header event_time",
    ),
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Files nobody can read: empty, cut, of two kinds of line ends, with another header."""
    folder = tmp_path_factory.mktemp("mistakes")
    whole = folder / "cut.parquet"
    duckdb.sql("select range as number from range(1000)").write_parquet(str(whole))
    whole.write_bytes(whole.read_bytes()[:-10])
    (folder / "empty.parquet").touch()
    header = "event_time,event_type,product_id,category_id,category_code,brand,price,user_id,"
    (folder / "mixed.csv").write_text(header + "user_session\n" + 3 * ",,,,,,,,a\n,,,,,,,,a\r\n")
    (folder / "other.csv").write_text("a,b\n1,2\n")
    return folder


def build(
    folder: Path, variables: str, warehouse: str, *arguments: str, file_size: int | None = None
) -> str:
    """A build in vain: its last line, which is all that stands on stderr."""

    def limit() -> None:
        if file_size is not None:
            resource.setrlimit(resource.RLIMIT_FSIZE, (file_size, file_size))

    done = subprocess.run(
        [sys.executable, "scripts/build_warehouse.py", *arguments, "--vars", f"{{{variables}}}"],
        cwd=ROOT,
        env=os.environ
        | {
            "WAREHOUSE_PATH": str(folder / warehouse),
            "DBT_TARGET_PATH": str(folder / "target"),
            "DBT_LOG_PATH": str(folder / "logs"),
        },
        capture_output=True,
        text=True,
        preexec_fn=limit,
    )
    assert done.returncode == 1, done.stdout[-1000:]
    assert "Traceback" not in done.stdout + done.stderr
    assert done.stderr.startswith("build: ")
    assert done.stderr.count("\n") == 1, done.stderr
    return done.stderr


@pytest.mark.parametrize("mistake", MISTAKES)
def test_a_mistake_is_one_line(folder: Path, mistake: str) -> None:
    variables, message = (text.replace("{folder}", str(folder)) for text in MISTAKES[mistake])
    assert message in build(folder, variables, "warehouse.duckdb")


def test_a_warehouse_in_use_is_one_line(folder: Path) -> None:
    with duckdb.connect(folder / "open.duckdb"):
        answer = build(folder, "event_sources: [shop]", "open.duckdb")
    assert "open.duckdb is open in another program; close it there" in answer


def test_a_full_disk_is_one_line(folder: Path, classic_warehouse: Path) -> None:
    shutil.copy(classic_warehouse, folder / "full.duckdb")
    size = classic_warehouse.stat().st_size
    shop = "event_sources: [shop]"
    answer = build(folder, shop, "full.duckdb", "--full-refresh", file_size=size)
    assert "make room on the disk and run this again" in answer


def test_an_unknown_preset_is_one_line() -> None:
    command = [sys.executable, "scripts/generate_events.py", "--preset", "moon"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    assert done.returncode != 0
    assert "invalid choice: 'moon'" in done.stderr.splitlines()[-1]


def test_another_python_is_one_line(tmp_path: Path) -> None:
    shutil.copy(ROOT / "Makefile", tmp_path)
    (tmp_path / "requirements.txt").touch()
    command = ["make", "build", "PYTHON=false"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True)
    assert done.returncode != 0
    assert "false is no Python 3.11, 3.12 or 3.13: name one" in done.stdout


def test_a_build_in_vain_publishes_nothing(tmp_path: Path) -> None:
    steps = subprocess.run(
        ["make", "--dry-run", "build"], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout.splitlines()
    names = [step.split("scripts/")[1].split(".py")[0] for step in steps if "scripts/" in step]
    assert names == ["generate_events", "build_warehouse", "publish_marts", "show_summary"]
