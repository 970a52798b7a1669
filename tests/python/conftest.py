"""What the tests share: the scripts as modules, and whole builds in warehouses of their own."""

import atexit
import fcntl
import hashlib
import json
import os
import resource
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import duckdb
import pytest

ROOT = Path(__file__).resolve().parents[2]
READ_PROJECTS = "READ_PROJECTS"  # a variable of the environment, which workers inherit
LAST_RUN = """
    create table intermediate.runs as
    select
        'run 1' as invocation_id, timestamp '2025-01-07 05:00:00' as recorded_at,
        'fingerprint' as settings_fingerprint, 'dbt build' as command, true as has_ended,
        true as is_unlimited, 2 as planned_nodes, 2 as passed_nodes,
        'odd' || chr(10) || 'orders' as marts, '' as failures
"""
SMALL_WAREHOUSE = [
    "create schema marts",
    "create schema intermediate",
    "create table intermediate.int_watermarks as "
    "select 'shop' as event_source, timestamp '2025-01-06 23:59:59.5' as watermark",
    LAST_RUN,
    "create table marts.orders (order_id varchar not null, revenue decimal(18, 2))",
    "insert into marts.orders values ('a', 10.5), ('b', 20), ('b', 20), ('c', null)",
    "comment on table marts.orders is 'One row an order; it''s all there.'",
    "comment on column marts.orders.revenue is 'In `reporting_currency`.'",
    'create table marts.odd as select [1, 2] as "a list", {\'x\': 1} as "select", '
    "json '{}' as properties, 1::hugeint as big where false",
    "create table marts.leftover as select 'of a model that is no more' as what",
]
sys.path.insert(0, str(ROOT / "scripts"))


def pytest_configure() -> None:
    """Make a directory in which all processes of a test run keep what dbt has read."""
    if READ_PROJECTS not in os.environ:
        folder = tempfile.mkdtemp(prefix="read_projects")
        os.environ[READ_PROJECTS] = folder
        atexit.register(shutil.rmtree, folder, ignore_errors=True)


def dbt_call(*arguments: str, warehouse: Path, project: Path = ROOT, **variables) -> dict:
    """What subprocess.run and Popen need to run dbt on a warehouse file with these vars."""
    said = json.dumps(variables, sort_keys=True)
    if project == ROOT:
        assert "--target" not in arguments, "another engine reads the project in another way"
        # a warehouse's name is part of its tables' names
        key = hashlib.md5(f"{warehouse.stem} {said}".encode(), usedforsecurity=False).hexdigest()
        run_dbt = Path(__file__).with_name("run_dbt.py")
        command = [sys.executable, str(run_dbt), f"{os.environ[READ_PROJECTS]}/{key}"]
    else:
        command = [str(Path(sys.executable).with_name("dbt"))]
    # nobody reads what dbt would log, a tenth of a small build
    command += ["--no-use-colors", "--log-level-file", "none", *arguments]
    command += ["--vars", said, "--target-path", f"{warehouse}.target"]
    command += ["--log-path", f"{warehouse}.logs"]
    environment = os.environ | {"WAREHOUSE_PATH": str(warehouse), "DBT_PROFILES_DIR": str(ROOT)}
    return {"args": command, "cwd": project, "env": environment}


def dbt(
    *arguments: str, warehouse: Path, project: Path = ROOT, **variables
) -> subprocess.CompletedProcess:
    """Run dbt on a warehouse file with these vars, its target path its own."""
    call = dbt_call(*arguments, warehouse=warehouse, project=project, **variables)
    return subprocess.run(**call, capture_output=True, text=True)


def build(warehouse: Path, *arguments: str, project: Path = ROOT, **variables) -> None:
    """`dbt build` without unit tests; every model and test must pass."""
    command = ["build", "--exclude-resource-type", "unit_test", *arguments]
    done = dbt(*command, warehouse=warehouse, project=project, **variables)
    assert done.returncode == 0, done.stdout + done.stderr


def simulate(warehouse: Path, *arguments: str) -> None:
    """Write the simulated shop into a warehouse file."""
    subprocess.run(
        [sys.executable, str(ROOT / "scripts" / "generate_events.py"), *arguments],
        env=os.environ | {"WAREHOUSE_PATH": str(warehouse)},
        check=True,
        capture_output=True,
    )


def script(
    name: str, *arguments: str, warehouse: Path, marts: Path, file_size: int | None = None
) -> subprocess.CompletedProcess:
    """Run one of the scripts on a warehouse; `file_size` limits every file it writes, in bytes."""

    def limit() -> None:
        if file_size is not None:
            resource.setrlimit(resource.RLIMIT_FSIZE, (file_size, file_size))

    return subprocess.run(
        [sys.executable, str(ROOT / "scripts" / f"{name}.py"), *arguments],
        cwd=ROOT,
        env=os.environ | {"WAREHOUSE_PATH": str(warehouse), "MARTS_PATH": str(marts)},
        capture_output=True,
        text=True,
        preexec_fn=limit,
    )


def change(path: Path, *statements: str) -> None:
    """Change a DuckDB file."""
    with duckdb.connect(path) as con:
        for statement in statements:
            con.execute(statement)


def made_once(folder: Path, make: Callable[[Path], None]) -> Path:
    """A folder that the first process of a test run to ask for it fills; the others wait."""
    with folder.with_suffix(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not folder.exists():
            new = Path(tempfile.mkdtemp(dir=folder.parent))
            make(new)
            new.rename(folder)
    return folder


@pytest.fixture(scope="session")
def of_all_processes(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a test run, in which each of its processes has its own."""
    own = tmp_path_factory.getbasetemp()
    return own.parent if "PYTEST_XDIST_WORKER" in os.environ else own


@pytest.fixture(scope="session")
def classic_warehouse(of_all_processes: Path) -> Path:
    """The warehouse of preset classic, seed 1, every test run: read it or copy it, no more."""

    def make(folder: Path) -> None:
        warehouse = folder / "warehouse.duckdb"
        simulate(warehouse, "--preset", "classic", "--seed", "1")
        done = dbt("build", warehouse=warehouse)
        assert done.returncode == 0, done.stdout + done.stderr

    return made_once(of_all_processes / "classic", make) / "warehouse.duckdb"


@pytest.fixture(scope="session")
def published_classic(classic_warehouse: Path, of_all_processes: Path) -> Path:
    """The published marts of preset classic: read them or copy them, no more."""

    def make(folder: Path) -> None:
        marts = folder / "published.duckdb"
        done = script("publish_marts", warehouse=classic_warehouse, marts=marts)
        assert done.returncode == 0, done.stderr

    return made_once(of_all_processes / "marts", make) / "published.duckdb"


@pytest.fixture(scope="module")
def classic(classic_warehouse: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """A read-only connection to the warehouse of preset classic, seed 1."""
    with duckdb.connect(str(classic_warehouse), read_only=True) as connection:
        yield connection


@pytest.fixture
def open_incident() -> str:
    """A statement that adds an incident to a warehouse, still open on its last day."""
    return (
        "insert into marts.incidents by name select 'events: click 2025-01-06' as incident_id,"
        " 'critical' as severity, 'clicks are all but lost' as sentence, true as is_open"
    )


@pytest.fixture
def small_warehouse(tmp_path: Path) -> Path:
    """A small warehouse of two marts, wholly built and never published."""
    path = tmp_path / "warehouse.duckdb"
    with duckdb.connect(path) as con:
        for statement in SMALL_WAREHOUSE:
            con.execute(statement)
    return path


@pytest.fixture
def marts(tmp_path: Path, small_warehouse: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where the marts go, which is empty still; the scripts' functions look there, too."""
    path = tmp_path / "bi" / "published.duckdb"
    monkeypatch.setenv("WAREHOUSE_PATH", str(small_warehouse))
    monkeypatch.setenv("MARTS_PATH", str(path))
    return path
