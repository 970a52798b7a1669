"""What the tests share: the scripts as modules, and whole builds in warehouses of their own."""

import json
import os
import subprocess
import sys
from pathlib import Path

import duckdb
import pytest

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "scripts"))


def dbt(*arguments: str, warehouse: Path, **variables) -> subprocess.CompletedProcess:
    """Run dbt on a warehouse file with these vars, its target path its own."""
    command = [str(Path(sys.executable).with_name("dbt")), "--no-use-colors", *arguments]
    command += ["--vars", json.dumps(variables), "--target-path", f"{warehouse}.target"]
    command += ["--log-path", f"{warehouse}.logs"]
    return subprocess.run(
        command,
        cwd=ROOT,
        env=os.environ | {"WAREHOUSE_PATH": str(warehouse), "DBT_PROFILES_DIR": str(ROOT)},
        capture_output=True,
        text=True,
    )


def build(warehouse: Path, **variables) -> None:
    """`dbt build` into a warehouse file with these vars; every model and test must pass."""
    done = dbt("build", warehouse=warehouse, **variables)
    assert done.returncode == 0, done.stdout + done.stderr


def simulate(warehouse: Path, *arguments: str) -> None:
    """Write the simulated shop into a warehouse file."""
    subprocess.run(
        [sys.executable, str(ROOT / "scripts" / "generate_events.py"), *arguments],
        env=os.environ | {"WAREHOUSE_PATH": str(warehouse)},
        check=True,
        capture_output=True,
    )


@pytest.fixture(scope="session")
def classic(tmp_path_factory):
    """A read-only connection to the warehouse of preset classic, seed 1, every test run."""
    warehouse = tmp_path_factory.mktemp("classic") / "warehouse.duckdb"
    simulate(warehouse, "--preset", "classic", "--seed", "1")
    build(warehouse)
    with duckdb.connect(str(warehouse), read_only=True) as connection:
        yield connection
