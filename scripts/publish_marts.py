"""Publish the marts: copy them to the file that BI tools read, check the copy, swap it in.

    python scripts/publish_marts.py
    python scripts/publish_marts.py --rollback

The marts of the warehouse (WAREHOUSE_PATH, default data/warehouse.duckdb) are published as
MARTS_PATH (default data/marts.duckdb), but only if the last dbt run was a build of the whole
project in which every test passed; a test that only warns has passed. A reader finds either the
version before or the new one, whole; whatever goes wrong leaves the version before in place.

With the marts goes a manifest. manifest.marts, one row a mart: its rows, their checksum (the sum of
DuckDB's hash of each row, so their order does not matter), when it was published, and from which
code, settings and dbt run. manifest.sources, one row a source: how far its events reach.
manifest.relationships, one row a join from many rows of a mart to one of another, is
scripts/relationships.csv. Nothing is published unless the copy of every mart agrees with the
warehouse on rows and checksum.

--format parquet publishes a directory of Parquet files beside it, data/marts.parquet: a link
to a version, which publishing moves to the next. A job that reads several files should follow it
once, at its start: the version it finds there stays whole until the next but one is published.

The version before is kept (data/marts.previous.duckdb, .parquet); --rollback swaps the two.
"""

import argparse
import os
import subprocess
import sys
import time
from datetime import UTC, datetime
from pathlib import Path

import complaint
import duckdb
import last_run
import published
from published import Place, Refused, literal

ROOT = Path(__file__).resolve().parents[1]
STORAGE_VERSION = "v1.4.0"  # what DuckDB 1.4 and newer can read
RELATIONSHIPS = literal(Path(__file__).with_name("relationships.csv"))
MANIFEST = f"""
    create schema published.manifest;
    create table published.manifest.marts (
        mart varchar not null,
        row_count bigint not null,
        checksum varchar not null,
        published_at timestamp not null,
        git_version varchar not null,
        settings_fingerprint varchar not null,
        invocation_id varchar not null
    );
    create table published.manifest.sources as
    select event_source, watermark from warehouse.intermediate.int_watermarks;
    create table published.manifest.relationships as
    select
        from_mart, string_split(from_columns, ' ') as from_columns,
        to_mart, string_split(to_columns, ' ') as to_columns
    from read_csv({RELATIONSHIPS}, header = true);
    comment on table published.manifest.marts is
        'One row a mart: what was published when (UTC), from which code, settings and dbt run.';
    comment on table published.manifest.sources is
        'One row a source: how far its accepted events reach (UTC).';
    comment on table published.manifest.relationships is
        'One row a join of two marts: many rows of the one to a row of the other, or to none where '
        'the key is null or `(unknown)`.';
"""


def quoted(name: str) -> str:
    """A name as an SQL identifier."""
    return '"' + name.replace('"', '""') + '"'


def git_version() -> str:
    """The code's version as git names it, with `-dirty` after changes; `unknown` without git."""
    command = ["git", "describe", "--always", "--dirty"]
    try:
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    except (OSError, subprocess.CalledProcessError):
        return "unknown"
    return done.stdout.strip()


def open_warehouse(warehouse: Path) -> duckdb.DuckDBPyConnection:
    """A connection, in memory, with the catalog `warehouse`, which nobody can write meanwhile."""
    if not warehouse.exists():
        raise Refused(f"there is no warehouse {warehouse}: run 'make build'")
    con = duckdb.connect()
    con.execute(f"attach {literal(warehouse)} as warehouse (read_only)")
    return con


def columns(con: duckdb.DuckDBPyConnection, mart: str) -> list[tuple[str, str, bool, str | None]]:
    """Name, type, whether null may stand there, and comment of a mart's columns, in order."""
    found = con.execute(
        """
        select column_name, data_type, is_nullable, comment
        from duckdb_columns()
        where database_name = 'warehouse' and schema_name = 'marts' and table_name = $mart
        order by column_index
        """,
        {"mart": mart},
    ).fetchall()
    if not found:
        raise Refused(f"the warehouse has no table marts.{mart}: run 'make build'")
    return found


def copy_table(con: duckdb.DuckDBPyConnection, mart: str) -> None:
    """Copy a mart from the catalog `warehouse` to `published`, with its comments."""
    table, described = f"published.marts.{quoted(mart)}", columns(con, mart)
    definitions = ", ".join(
        f"{quoted(name)} {kind}{'' if is_nullable else ' not null'}"
        for name, kind, is_nullable, _ in described
    )
    con.execute(f"create table {table} ({definitions})")
    con.execute(f"insert into {table} from warehouse.marts.{quoted(mart)}")
    for name, _, _, comment in described:
        if comment is not None:
            con.execute(f"comment on column {table}.{quoted(name)} is {literal(comment)}")
    (comment,) = con.execute(
        """
        select max(comment)
        from (
            select database_name, schema_name, table_name, comment from duckdb_tables()
            union all
            select database_name, schema_name, view_name, comment from duckdb_views()
        )
        where database_name = 'warehouse' and schema_name = 'marts' and table_name = $mart
        """,
        {"mart": mart},
    ).fetchone()
    if comment is not None:
        con.execute(f"comment on table {table} is {literal(comment)}")


def copy_to_parquet(con: duckdb.DuckDBPyConnection, mart: str, directory: Path) -> None:
    """Copy a mart to a file, its column comments in the file's metadata, and view it."""
    file = literal(directory / f"{mart}.parquet")
    comments = ", ".join(
        f"{quoted(name)}: {literal(comment)}"
        for name, _, _, comment in columns(con, mart)
        if comment is not None
    )
    option = f", kv_metadata {{{comments}}}" if comments else ""
    con.execute(f"copy warehouse.marts.{quoted(mart)} to {file} (format parquet{option})")
    con.execute(f"create view published.marts.{quoted(mart)} as from read_parquet({file})")


def measure(con: duckdb.DuckDBPyConnection, catalog: str, mart: str) -> tuple[int, str]:
    """The rows of a mart, and their checksum."""
    return con.execute(
        "select count(*), cast(coalesce(sum(hash(t)), 0) as varchar) "
        f"from {catalog}.marts.{quoted(mart)} t"
    ).fetchone()


def audit(con: duckdb.DuckDBPyConnection, marts: list[str]) -> list[tuple[str, int, str]]:
    """Each mart with its rows and checksum, on which warehouse and copy must agree."""
    measured = []
    for mart in marts:
        original, copy = measure(con, "warehouse", mart), measure(con, "published", mart)
        if original != copy:
            raise Refused(
                f"the copy of {mart} has {copy[0]:,} rows with checksum {copy[1]}, the warehouse "
                f"{original[0]:,} with {original[1]}: check the disk, then 'make publish'"
            )
        measured.append((mart, *original))
    return measured


def write(con: duckdb.DuckDBPyConnection, at: Place, run: last_run.Run, parquet: bool) -> int:
    """Write the new version, audited and with its manifest, as `at.new`; returns its rows."""
    published_at = datetime.now(UTC).replace(tzinfo=None)
    if parquet:
        directory = at.versions / f"{published_at:%Y%m%dT%H%M%S%f}"
        directory.mkdir(parents=True)
        at.new.symlink_to(directory.relative_to(at.new.parent))
        con.execute("attach ':memory:' as published")
    else:
        con.execute(f"attach {literal(at.new)} as published (storage_version '{STORAGE_VERSION}')")
    con.execute("create schema published.marts")
    for mart in run.marts:
        if parquet:
            copy_to_parquet(con, mart, directory)
        else:
            copy_table(con, mart)
    measured = audit(con, run.marts)
    version = (published_at, git_version(), run.settings_fingerprint, run.invocation_id)
    con.execute(MANIFEST)
    con.executemany(
        "insert into published.manifest.marts values (?, ?, ?, ?, ?, ?, ?)",
        [(*row, *version) for row in measured],
    )
    if parquet:
        for table in ("marts", "sources", "relationships"):
            file = literal(directory / f"manifest.{table}.parquet")
            con.execute(f"copy published.manifest.{table} to {file} (format parquet)")
    con.execute("detach published")  # with it the last of the file is written
    for file in directory.iterdir() if parquet else [at.new]:
        with file.open("rb") as written:
            os.fsync(written)
    return sum(rows for _, rows, _ in measured)


def publish(at: Place, parquet: bool) -> str:
    """Publish the marts of the last run; returns what was done, in a sentence."""
    started = time.perf_counter()
    warehouse = Path(os.environ.get("WAREHOUSE_PATH") or "data/warehouse.duckdb")
    if at.current.exists() and warehouse.exists() and at.current.samefile(warehouse):
        raise Refused(f"{at.current} is the warehouse itself: set MARTS_PATH to another file")
    if not parquet and at.current.is_dir():
        raise Refused(f"{at.current} is a directory: set MARTS_PATH to a file")
    with published.only_publisher(at):
        with open_warehouse(warehouse) as con:
            run = last_run.read(con)
            if obstacle := last_run.obstacle(run):
                raise Refused(f"{obstacle}: run 'make build'")
            rows = write(con, at, run, parquet)
        published.swap_in(at.new, at)
    seconds = time.perf_counter() - started
    done = f"published {len(run.marts)} marts, {rows:,} rows, in {seconds:.1f} s: {at.current}"
    if at.current.stem in ("marts", "manifest"):
        done += f"\nDuckDB names a catalog after its file: query {at.current.stem}.marts.sessions"
    return done


def roll_back(at: Place) -> str:
    """Exchange the current and the previous version; returns what was done, in a sentence."""
    with published.only_publisher(at):
        if not at.previous.exists():
            raise Refused(f"there is no version before {at.current}, nothing to go back to")
        published_at = published.manifest(at.previous)[0]["published_at"].iloc[0]
        published.swap_in(at.previous, at)
    return f"{at.current} is again what was published {published_at:%Y-%m-%d %H:%M:%S} UTC"


def main(arguments: list[str] | None = None) -> None:
    """Publish or roll back; a mistake is one line and exit code 1, and changes nothing."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument(
        "--format",
        choices=["duckdb", "parquet"],
        default="duckdb",
        help="one DuckDB file, or a directory of Parquet files (default %(default)s)",
    )
    parser.add_argument(
        "--rollback", action="store_true", help="swap the version before back in instead"
    )
    args = parser.parse_args(arguments)
    at = published.place(args.format)
    try:
        print(roll_back(at) if args.rollback else publish(at, args.format == "parquet"))
    except (Refused, duckdb.Error, OSError) as error:
        sys.exit(f"publish: {complaint.of(error)}; the published marts stay as they were")


if __name__ == "__main__":
    main()
