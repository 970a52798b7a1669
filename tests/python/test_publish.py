"""Write, audit, publish: what reaches the published marts, what does not, and what is said of it.

pytest tests/python/test_publish.py

Most tests run on a small warehouse made by hand; that it is like dbt's is for the tests on the real
one, `classic_warehouse`, to show.
"""

import fcntl
import os
import re
import shutil
import subprocess
import venv
from pathlib import Path

import duckdb
import pandas as pd
import publish_marts
import published
import pytest
import yaml
from conftest import ROOT, change, dbt, script
from manifest import nodes
from relations import RELATIONSHIPS, untrue_relationships

SUCCEEDED = r"published 2 marts, 4 rows, in \d+\.\d s: .*published.duckdb\n"


def rows(path: Path, query: str) -> list[tuple]:
    """The rows of a query on a DuckDB file nobody writes."""
    with duckdb.connect(path, read_only=True) as con:
        return con.execute(query).fetchall()


def refusal(warehouse: Path, marts: Path, *arguments: str, **limits: int) -> str:
    """Publish in vain: the one line that says why, with what is published as it was before."""
    before = contents(marts)
    done = script("publish_marts", *arguments, warehouse=warehouse, marts=marts, **limits)
    assert (done.returncode, done.stdout) == (1, "")
    assert re.fullmatch(r"publish: .*; the published marts stay as they were\n", done.stderr)
    assert contents(marts) == before
    return done.stderr


def contents(marts: Path) -> dict[str, bytes]:
    """Every file beside the published one, and what is in it; lock files are of no account."""
    return {
        str(path.relative_to(marts.parent)): path.read_bytes()
        for path in marts.parent.rglob("*")
        if path.is_file() and path.suffix != ".lock"
    }


def published_at(path: Path) -> pd.Timestamp:
    """When a version was published."""
    return published.manifest(path)[0].published_at.iloc[0]


def described(con: duckdb.DuckDBPyConnection, catalog: str) -> dict[str, list[tuple]]:
    """The marts of a catalog and their columns: types, whether null may be, comments."""
    columns = """
        select table_name, column_name, data_type, is_nullable, comment
        from duckdb_columns()
        where database_name = $catalog and schema_name = 'marts' and table_name <> 'leftover'
        order by table_name, column_index
    """
    tables = """
        select table_name, comment from duckdb_tables()
        where database_name = $catalog and schema_name = 'marts' and table_name <> 'leftover'
        order by table_name
    """
    return {
        "columns": con.execute(columns, {"catalog": catalog}).fetchall(),
        "tables": con.execute(tables, {"catalog": catalog}).fetchall(),
    }


def assert_same_marts(warehouse: Path, marts: Path) -> None:
    """Each mart arrived as it stands in the warehouse: rows, types, not null and comments."""
    with duckdb.connect() as con:
        con.execute(f"attach '{warehouse}' as warehouse (read_only)")
        con.execute(f"attach '{marts}' as copy (read_only)")
        here, there = described(con, "warehouse"), described(con, "copy")
        assert here == there
        for mart, _ in here["tables"]:
            for one, other in (("warehouse", "copy"), ("copy", "warehouse")):
                missing = f"from {one}.marts.{mart} except all from {other}.marts.{mart}"
                assert con.execute(missing).fetchall() == [], mart


def test_marts_arrive_as_they_are(
    small_warehouse: Path, marts: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    publish_marts.main([])
    assert re.fullmatch(SUCCEEDED, capsys.readouterr().out)
    assert_same_marts(small_warehouse, marts)
    assert set(rows(marts, "select schema_name, table_name from duckdb_tables()")) == {
        ("marts", "odd"),
        ("marts", "orders"),
        ("manifest", "marts"),
        ("manifest", "sources"),
        ("manifest", "relationships"),
    }


def test_real_marts_arrive_as_they_are(classic_warehouse: Path, marts: Path) -> None:
    done = script("publish_marts", warehouse=classic_warehouse, marts=marts)
    assert done.returncode == 0, done.stderr
    assert_same_marts(classic_warehouse, marts)
    models = [model for model in nodes("model") if model["schema"] == "marts"]
    assert dict(rows(marts, "select table_name, comment from duckdb_tables()")) == {
        **{model["name"]: model["description"] for model in models},
        "marts": "One row a mart: what was published when (UTC), from which code, settings and "
        "dbt run.",
        "sources": "One row a source: how far its accepted events reach (UTC).",
        "relationships": "One row a join of two marts: many rows of the one to a row of the other, "
        "or to none where the key is null or `(unknown)`.",
    }
    uncommented = "select table_name, column_name from duckdb_columns() where comment is null"
    assert rows(marts, f"{uncommented} and schema_name = 'marts'") == []
    (manifest, sources) = published.manifest(marts)
    assert set(manifest.mart) == {model["name"] for model in models}
    watermarks = rows(
        classic_warehouse, "select event_source, watermark from intermediate.int_watermarks"
    )
    assert list(sources.itertuples(index=False, name=None)) == watermarks
    git = ["git", "describe", "--always", "--dirty"]
    version = subprocess.run(git, cwd=ROOT, capture_output=True, text=True, check=False).stdout
    assert set(manifest.git_version) == {version.strip() or "unknown"}
    assert re.fullmatch("[0-9a-f]{32}", manifest.settings_fingerprint.iloc[0])


def test_the_manifest_says_how_marts_join(published_classic: Path) -> None:
    with duckdb.connect(published_classic, read_only=True) as con:
        assert untrue_relationships(con) == []
        said = con.execute("""
            select
                from_mart, array_to_string(from_columns, ' '),
                to_mart, array_to_string(to_columns, ' ')
            from manifest.relationships
        """).fetchall()
    assert said == duckdb.read_csv(str(RELATIONSHIPS)).fetchall()
    page = (ROOT / "docs" / "bi-tools.md").read_text()
    drawn = re.findall(r'(\w+) }o--o\| (\w+) : "(.+)"', page)
    assert drawn == [(many, one, foreign_key) for many, foreign_key, one, _ in said]


def test_the_manifest_counts_rows_and_sums_them_up(small_warehouse: Path, marts: Path) -> None:
    publish_marts.main([])
    manifest = published.manifest(marts)[0].set_index("mart")
    assert dict(manifest.row_count) == {"odd": 0, "orders": 4}
    first = manifest.checksum
    assert first["odd"] == "0"
    change(
        small_warehouse,
        "create or replace table marts.orders as from marts.orders order by order_id desc",
    )
    publish_marts.main([])
    again = published.manifest(marts)[0].set_index("mart").checksum
    assert dict(again) == dict(first)
    change(small_warehouse, "update marts.orders set revenue = 20.01 where order_id = 'b'")
    publish_marts.main([])
    assert published.manifest(marts)[0].set_index("mart").checksum["orders"] != first["orders"]


@pytest.mark.parametrize(
    ("record", "message"),
    [
        ("passed_nodes = 1", "the last run covered 1 of 2 nodes (dbt build): run 'make build'"),
        (
            "failures = 'test unique_a: Got 1 result'",
            "the last run failed at test unique_a (dbt build)",
        ),
        ("has_ended = false", "the last run was stopped before its end (dbt build)"),
        ("is_unlimited = false", "the last run was no whole build (dbt build)"),
    ],
)
def test_only_a_whole_build_is_published(
    small_warehouse: Path, marts: Path, record: str, message: str
) -> None:
    """And only the last run counts: what was whole before it is of no account."""
    publish_marts.main([])
    later = "recorded_at = recorded_at + interval 1 minute"
    change(
        small_warehouse,
        "create table changed as from intermediate.runs",
        f"update changed set {later}, {record}",
        "insert into intermediate.runs from changed",
    )
    assert message in refusal(small_warehouse, marts)


def test_real_runs_are_told_apart(classic_warehouse: Path, tmp_path: Path, marts: Path) -> None:
    """A part of the project, a test that fails: refused. `dbt show` writes nothing: no run."""
    warehouse = tmp_path / "copy.duckdb"
    shutil.copy(classic_warehouse, warehouse)

    def run(*command: str, **variables: int) -> bool:
        return dbt(*command, warehouse=warehouse, **variables).returncode == 0

    assert run("show", "--inline", "select 1")
    done = script("publish_marts", warehouse=warehouse, marts=marts)
    assert done.returncode == 0, done.stderr

    assert run("build", "--select", "kpi_daily")
    said = refusal(warehouse, marts)
    assert re.search(r"covered \d+ of \d{3} nodes \(dbt .*build --select kpi_daily", said)
    last = "select is_unlimited from intermediate.runs order by recorded_at desc limit 1"
    assert rows(warehouse, last) == [(False,)]

    change(warehouse, "insert into marts.visitors from marts.visitors limit 1")
    assert not run("test", "--select", "visitors", session_timeout_minutes=31)
    fingerprints = rows(warehouse, "select distinct settings_fingerprint from intermediate.runs")
    assert len(fingerprints) == 2
    said = refusal(warehouse, marts)
    assert re.search(r"the last run failed at test unique_\w*visitors", said)
    told = script("show_status", warehouse=warehouse, marts=marts).stdout
    assert re.search(r"  failed    test unique_\w*visitors\w*: Got 1 result", told)


def test_a_copy_that_differs_is_not_published(marts: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    publish_marts.main([])
    before = contents(marts)
    copy_table = publish_marts.copy_table

    def copy_badly(con: duckdb.DuckDBPyConnection, mart: str) -> None:
        copy_table(con, mart)
        con.execute(f"update published.marts.{mart} set revenue = 21 where order_id = 'b'"
                    if mart == "orders" else "select 1")  # fmt: skip

    monkeypatch.setattr(publish_marts, "copy_table", copy_badly)
    with pytest.raises(SystemExit, match=r"^publish: the copy of orders has 4 rows with checksum"):
        publish_marts.main([])
    assert contents(marts) == before


@pytest.mark.parametrize("extension", ["duckdb", "parquet"])
@pytest.mark.parametrize("file_size", [0, 100_000, 1_000_000])
def test_a_full_disk_is_one_line(
    classic_warehouse: Path, marts: Path, extension: str, file_size: int
) -> None:
    arguments = ["--format", extension]
    done = script("publish_marts", *arguments, warehouse=classic_warehouse, marts=marts)
    assert done.returncode == 0, done.stderr
    said = refusal(classic_warehouse, marts, *arguments, file_size=file_size)
    assert "(File too large): make room on the disk and run this again" in said


def test_a_mart_that_is_gone_is_missed(small_warehouse: Path, marts: Path) -> None:
    publish_marts.main([])
    change(small_warehouse, "drop table marts.orders")
    assert "the warehouse has no table marts.orders: run 'make build'" in refusal(
        small_warehouse, marts
    )


def test_a_warehouse_in_use_is_one_line(small_warehouse: Path, marts: Path) -> None:
    publish_marts.main([])
    with duckdb.connect(small_warehouse):
        assert "is open in another program; close it there" in refusal(small_warehouse, marts)


def test_no_warehouse_is_one_line(tmp_path: Path, marts: Path) -> None:
    publish_marts.main([])
    missing = tmp_path / "elsewhere.duckdb"
    assert f"there is no warehouse {missing}: run 'make build'" in refusal(missing, marts)


def test_an_unbuilt_warehouse_is_one_line(small_warehouse: Path, marts: Path) -> None:
    publish_marts.main([])
    change(small_warehouse, "drop table intermediate.runs")
    assert "dbt has not run yet: run 'make build'" in refusal(small_warehouse, marts)


def test_the_warehouse_is_never_written_over(small_warehouse: Path) -> None:
    assert "is the warehouse itself" in refusal(small_warehouse, small_warehouse)


def test_a_directory_is_never_written_over(small_warehouse: Path, tmp_path: Path) -> None:
    (tmp_path / "bi").mkdir()
    assert "is a directory: set MARTS_PATH to a file" in refusal(small_warehouse, tmp_path / "bi")


def test_two_publishers_do_not_meet(small_warehouse: Path, marts: Path) -> None:
    publish_marts.main([])
    with published.place("duckdb").lock.open() as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        assert "is being published already: let that finish" in refusal(small_warehouse, marts)


@pytest.mark.parametrize("extension", ["duckdb", "parquet"])
def test_what_a_killed_publish_left_is_cleared(marts: Path, extension: str) -> None:
    arguments = ["--format", extension]
    publish_marts.main(arguments)
    names = set(contents(marts))
    at = published.place(extension)
    at.new.write_text("half a file")
    at.outgoing.write_text("what was current")
    (at.versions / "20250101T000000000000").mkdir(parents=True)
    publish_marts.main(arguments)
    assert not os.path.lexists(at.new)
    assert not os.path.lexists(at.outgoing)
    assert not (at.versions / "20250101T000000000000").exists()
    assert len(contents(marts)) == 2 * len(names)  # the version before is kept


def test_a_published_file_opened_for_writing_is_replaced(marts: Path) -> None:
    """As some tools open whatever they read: they go on with their version."""
    publish_marts.main([])
    first = published_at(marts)
    with duckdb.connect(marts) as tool:
        publish_marts.main([])
        assert tool.execute("select count(*) from marts.orders").fetchone() == (4,)
    assert published_at(marts) > first


def test_a_link_to_the_published_file_stays_a_link(
    marts: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    publish_marts.main([])
    link = tmp_path / "link.duckdb"
    link.symlink_to(marts)
    monkeypatch.setenv("MARTS_PATH", str(link))
    first = published_at(marts)
    publish_marts.main([])
    assert link.is_symlink()
    assert published_at(marts) > first


def test_a_file_system_without_hard_links_will_do(
    marts: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def link(*_: object, **__: object) -> None:
        raise OSError("Operation not supported")

    monkeypatch.setattr(os, "link", link)
    publish_marts.main([])
    first = published_at(marts)
    publish_marts.main([])
    assert published_at(published.place("duckdb").previous) == first


@pytest.mark.parametrize("extension", ["duckdb", "parquet"])
def test_rolling_back(
    small_warehouse: Path, marts: Path, extension: str, capsys: pytest.CaptureFixture[str]
) -> None:
    arguments = ["--format", extension]
    at = published.place(extension)
    publish_marts.main(arguments)
    said = refusal(small_warehouse, marts, *arguments, "--rollback")
    assert f"there is no version before {at.current}, nothing to go back to" in said
    first = published_at(at.current)
    publish_marts.main(arguments)
    second = published_at(at.current)
    assert (published_at(at.previous), published_at(at.current)) == (first, second)
    publish_marts.main([*arguments, "--rollback"])
    assert (published_at(at.previous), published_at(at.current)) == (second, first)
    assert f"is again what was published {first:%Y-%m-%d %H:%M:%S}" in capsys.readouterr().out
    publish_marts.main([*arguments, "--rollback"])
    assert (published_at(at.previous), published_at(at.current)) == (first, second)


def test_no_way_back_to_a_broken_version(small_warehouse: Path, marts: Path) -> None:
    publish_marts.main([])
    publish_marts.main([])
    published.place("duckdb").previous.write_text("not a database")
    assert "not a valid DuckDB database file" in refusal(small_warehouse, marts, "--rollback")


def test_parquet_holds_the_same_rows(classic_warehouse: Path, marts: Path) -> None:
    arguments = ["--format", "parquet"]
    done = script("publish_marts", *arguments, warehouse=classic_warehouse, marts=marts)
    assert done.returncode == 0, done.stderr
    directory = marts.with_suffix(".parquet")
    models = {model["name"] for model in nodes("model") if model["schema"] == "marts"}
    assert {path.name for path in directory.iterdir()} == {
        *(f"{model}.parquet" for model in models),
        "manifest.marts.parquet",
        "manifest.sources.parquet",
        "manifest.relationships.parquet",
    }
    with duckdb.connect(classic_warehouse, read_only=True) as con:
        for model in models:
            file = f"read_parquet('{directory}/{model}.parquet')"
            columns = [
                con.execute(f"describe from {table}").df()[["column_name", "column_type"]]
                for table in (f"marts.{model}", file)
            ]
            pd.testing.assert_frame_equal(*columns)
            missing = f"from marts.{model} except all from {file}"
            assert con.execute(missing).fetchall() == [], model
        (comment,) = con.execute(f"""
            select decode(value) from parquet_kv_metadata('{directory}/sessions.parquet')
            where decode(key) = 'session_id'
        """).fetchone()
    assert comment == rows(
        classic_warehouse,
        "select comment from duckdb_columns() where schema_name = 'marts' "
        "and table_name = 'sessions' and column_name = 'session_id'",
    )[0][0]  # fmt: skip


def test_a_parquet_version_stays_whole_for_who_follows_the_link(marts: Path) -> None:
    arguments = ["--format", "parquet"]
    publish_marts.main(arguments)
    version = marts.with_suffix(".parquet").resolve()
    publish_marts.main(arguments)
    assert marts.with_suffix(".parquet").resolve() != version
    assert len(list(version.glob("*.parquet"))) == 5
    publish_marts.main(arguments)
    assert not version.exists()


def test_every_setting_is_in_the_fingerprint() -> None:
    macro = (ROOT / "macros" / "settings_fingerprint.sql").read_text()
    (names,) = re.findall(r"for name in \[(.*?)\]", macro, re.DOTALL)
    listed = set(re.findall(r"'(\w+)'", names))
    settings = set(yaml.safe_load((ROOT / "dbt_project.yml").read_text())["vars"])
    assert settings - listed == {
        *("ga4_events", "shop_files", "rees46_files", "retailrocket_events"),
        *("retailrocket_categories", "retailrocket_items", "json_type", "has_truth", "filters"),
    }
    assert listed <= settings


@pytest.mark.full
def test_duckdb_1_4_reads_the_published_file(
    classic_warehouse: Path, marts: Path, tmp_path: Path
) -> None:
    done = script("publish_marts", warehouse=classic_warehouse, marts=marts)
    assert done.returncode == 0, done.stderr
    venv.create(tmp_path / "venv", with_pip=True)
    python = tmp_path / "venv" / "bin" / "python"
    requirements = ROOT / "requirements" / "duckdb14.txt"
    install = [python, "-m", "pip", "install", "--quiet", "--require-hashes", "-r", requirements]
    subprocess.run(install, check=True)
    read = """
import sys, duckdb
assert duckdb.__version__.startswith("1.4."), duckdb.__version__
con = duckdb.connect(sys.argv[1], read_only=True)
for mart, rows, checksum in con.execute(
    "select mart, row_count, checksum from manifest.marts order by mart"
).fetchall():
    measured = f"select count(*), cast(coalesce(sum(hash(t)), 0) as varchar) from marts.{mart} t"
    assert con.execute(measured).fetchone() == (rows, checksum), mart
    print(mart)
comments = "from duckdb_columns() where schema_name = 'marts'"
assert con.execute("select bool_and(comment <> '') " + comments).fetchone() == (True,)
"""
    done = subprocess.run([python, "-c", read, marts], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    models = sorted(model["name"] for model in nodes("model") if model["schema"] == "marts")
    assert done.stdout.split() == models
