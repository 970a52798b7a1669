"""Ask the published marts: short read-only connections, and which version is answering.

    version = answers.current()
    answers.ask("select count(*) as sessions from marts.sessions", version)

A version is the file, or the directory of Parquet files, as it stood when it was looked at. A
publisher may swap in the next one at any moment: an answer is of the version it was asked of, or
there is none, and `Replaced` says so.
"""

import contextlib
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import duckdb
import pandas as pd
import published

# To start DuckDB takes longer than to answer: it is kept, the published file is not.
ENGINE = duckdb.connect()
ONE_AT_A_TIME = threading.Lock()


class Replaced(Exception):
    """The version is no longer the published one."""


class Version(NamedTuple):
    """What is published at this moment; equal to another only if it is the same."""

    path: str
    identity: int  # of the file in its file system
    written: int  # nanoseconds


def current() -> Version | None:
    """The published version; None where nothing is published."""
    path = published.current().current.resolve()
    if not path.exists():
        return None
    found = path.stat()
    return Version(str(path), found.st_ino, found.st_mtime_ns)


def manifest(version: Version) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The tables manifest.marts and manifest.sources of a version."""
    found = published.manifest(Path(version.path))
    refuse_another(version)
    return found


def ask(sql: str, version: Version) -> pd.DataFrame:
    """The rows of a query over schema `marts`; amounts become floats, for drawing."""
    with ONE_AT_A_TIME, ENGINE.cursor() as con, opened(con, Path(version.path)):
        refuse_another(version)
        return con.execute(sql).df()


@contextlib.contextmanager
def opened(con: duckdb.DuckDBPyConnection, path: Path) -> Iterator[None]:
    """Have a version's marts as the schema `marts` of a connection, and let go of them again."""
    is_parquet = path.is_dir()
    if is_parquet:
        con.execute("attach ':memory:' as published")
    else:
        con.execute(f"attach {published.literal(path)} as published (read_only)")
    try:
        con.execute("use published")
        if is_parquet:
            con.execute("create schema marts")
            for file in path.glob("*.parquet"):
                if not file.stem.startswith("manifest."):
                    rows = f"read_parquet({published.literal(file)})"
                    con.execute(f'create view marts."{file.stem}" as from {rows}')
        yield
    finally:
        con.execute("use memory")
        con.execute("detach published")


def refuse_another(version: Version) -> None:
    """Raise `Replaced` if a newer version, or an older one, has taken this one's place."""
    if current() != version:
        raise Replaced(version.path)
