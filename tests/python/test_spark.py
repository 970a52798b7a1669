"""On Spark every table of intermediate and marts has DuckDB's rows, floats to the last digit.

Spark and its adapter are installed into an environment of their own (requirements/spark.txt); Java
17 or newer must be there. Raw rows are a simulated shop and, for ties, edges and rows without an
id, those of fuzzed_shop. What is not compared: the sources in files (shop_files, ga4, rees46 and
retailrocket), which Spark reads by functions of its own, and the records of runs and loads.
"""

import json
import os
import re
import shutil
import subprocess
import tempfile
import venv
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import duckdb
import fuzzed_shop
import pandas as pd
import pytest
from conftest import ROOT, simulate
from simulator.tables import TABLES
from worlds import RECORDS, run

pytestmark = pytest.mark.full

SETTINGS = {
    "reporting_timezone": "Europe/Berlin",
    "reporting_currency": "EUR",
    "session_timeout_minutes": 45,
    "clock_skew_minutes": 7,
}
TOO_RARE = {"intermediate.int_frequent_triples"}  # three products bought together, in a small world


class Built(NamedTuple):
    """What DuckDB built, a file, and what Spark built of the same rows, a folder of Parquet."""

    warehouse: Path
    folder: Path


def check_java() -> None:
    """Skip where there is no Java that Spark 4 runs on."""
    java = shutil.which("java")
    if java is None:
        pytest.skip("Spark needs Java 17, and there is no java on the PATH")
    said = subprocess.run([java, "-version"], capture_output=True, text=True, check=False).stderr
    version = re.search(r'version "(\d+)', said)
    if version is None or int(version[1]) < 17:
        pytest.skip(f"Spark needs Java 17, and java -version says: {said.strip()}")


@pytest.fixture(scope="module")
def dbt_of_spark() -> Iterator[Path]:
    """The dbt of an environment with Spark, 600 MB, which is gone afterwards."""
    check_java()
    with tempfile.TemporaryDirectory() as folder:
        venv.create(folder, with_pip=True)
        programs = Path(folder) / "bin"
        requirements = ROOT / "requirements" / "spark.txt"
        install = [programs / "python", "-m", "pip", "install", "--quiet", "--require-hashes"]
        done = subprocess.run(
            [*install, "-r", requirements], capture_output=True, text=True, check=False
        )
        assert "DO NOT MATCH THE HASHES" not in done.stderr, done.stderr
        if done.returncode:
            pytest.skip(f"the packages of {requirements.name} cannot be had: {done.stderr[-300:]}")
        yield programs / "dbt"


def write_fuzzed_events(file: Path) -> None:
    """Write the rows of fuzzed_shop to a Parquet file, every tenth event without its id."""
    columns = ", ".join(f"{name} {type_}" for name, type_ in TABLES["raw.events"].items())
    with duckdb.connect() as con:
        con.register("frame", pd.DataFrame(fuzzed_shop.shop(seed=1), dtype=object))
        con.execute(f"create table events ({columns})")
        con.execute("insert into events by name from frame")
        con.execute("update events set event_id = null where event_id like '%7'")
        con.table("events").write_parquet(str(file))


def build_on_duckdb(warehouse: Path, raw: Path) -> None:
    """Read the raw files into a warehouse file and build it."""
    with duckdb.connect(warehouse) as con:
        con.execute("create schema raw")
        for table in TABLES:
            schema, name = table.split(".")
            files = raw / schema / (f"{name}_*.parquet" if name == "events" else f"{name}.parquet")
            if schema == "raw":
                con.execute(f"create table {table} as from '{files}'")
    run(warehouse, **SETTINGS)


def build_on_spark(dbt: Path, folder: Path, raw: Path) -> None:
    """Build and test everything on Spark; the tables are written to a folder."""
    command = [str(dbt), "--no-use-colors", "build", "--target", "spark"]
    command += ["--vars", json.dumps(SETTINGS | {"json_type": "string"})]
    command += ["--target-path", f"{folder}.target", "--log-path", f"{folder}.logs"]
    paths = {"RAW_PATH": str(raw), "SPARK_WAREHOUSE_PATH": str(folder)}
    environment = os.environ | paths | {"DBT_PROFILES_DIR": str(ROOT), "DO_NOT_TRACK": "1"}
    done = subprocess.run(
        command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.fixture(scope="module")
def built(dbt_of_spark: Path, tmp_path_factory: pytest.TempPathFactory) -> Built:
    """Both builds of some 50,000 events."""
    folder = tmp_path_factory.mktemp("spark")
    raw, built = folder / "shop", Built(folder / "warehouse.duckdb", folder / "spark")
    simulate(folder / "no.duckdb", "--events", "50000", "--parquet", str(raw))
    write_fuzzed_events(raw / "raw" / "events_2025-11-01.parquet")
    build_on_duckdb(built.warehouse, raw)
    build_on_spark(dbt_of_spark, built.folder, raw)
    return built


def tables_of(con: duckdb.DuckDBPyConnection) -> dict[str, str]:
    """The tables to compare and their columns; JSON as text, as Spark has it."""
    columns = con.execute(
        f"""
        select schema_name || '.' || table_name, column_name, data_type
        from duckdb_columns() inner join duckdb_tables() using (schema_name, table_name)
        where schema_name in ('intermediate', 'marts') and table_name not in {RECORDS}
        order by column_index
        """
    ).fetchall()
    tables: dict[str, str] = {}
    for table, column, type_ in columns:
        read = f'cast("{column}" as varchar) as "{column}"' if type_ == "JSON" else f'"{column}"'
        tables[table] = f"{tables[table]}, {read}" if table in tables else read
    return tables


def test_every_table_has_the_rows_of_duckdb(built: Built) -> None:
    with duckdb.connect(built.warehouse, read_only=True) as con:
        tables = tables_of(con)
        on_spark = {
            f"{folder.parent.stem}.{folder.name}"
            for schema in ("intermediate", "marts")
            for folder in (built.folder / f"{schema}.db").iterdir()
            if folder.name not in RECORDS
        }
        assert on_spark == set(tables)
        differing = {}
        for table, columns in tables.items():
            files = built.folder / table.replace(".", ".db/") / "*.parquet"
            here, there = f"select {columns} from {table}", f"select {columns} from '{files}'"
            rows = con.execute(
                f"select 'duckdb' as engine, * from ({here} except all {there})"
                f" union all select 'spark' as engine, * from ({there} except all {here})"
            ).df()
            if len(rows):
                differing[table] = rows
    shown = "\n".join(f"{name}\n{rows.head(4).T.to_string()}" for name, rows in differing.items())
    assert not differing, f"rows that one engine alone has:\n{shown}"


def test_what_is_compared_is_worth_it(built: Built) -> None:
    with duckdb.connect(built.warehouse, read_only=True) as con:
        for table in tables_of(con).keys() - TOO_RARE:
            assert con.table(table).limit(1).fetchall(), f"{table} is empty"
        reasons = con.execute("select distinct reason from marts.event_audit").fetchall()
        assert len(reasons) > 8
