"""Where the published marts stand, and how one version takes the place of another.

    at = published.place("duckdb")
    with published.only_publisher(at):
        ...  # write at.new
        published.swap_in(at.new, at)

For scripts/publish_marts.py and scripts/show_status.py; the first says what readers may rely on.
"""

import contextlib
import fcntl
import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import duckdb
import pandas as pd


class Refused(Exception):
    """Something may not be done: why, and what to do about it."""


class Place(NamedTuple):
    """The paths of one format, all in one directory: there a rename is a single step."""

    current: Path  # what readers open: a file, or for Parquet a link into `versions`
    previous: Path
    new: Path
    outgoing: Path
    versions: Path
    lock: Path


def place(extension: str) -> Place:
    """The paths of a format, `duckdb` or `parquet`, beside MARTS_PATH (data/marts.duckdb)."""
    marts = Path(os.environ.get("MARTS_PATH") or "data/marts.duckdb")
    if extension == "parquet":
        marts = marts.with_suffix(".parquet")
    elif marts.is_symlink():
        marts = marts.resolve()
    return Place(
        marts,
        marts.with_suffix(f".previous.{extension}"),
        marts.with_suffix(f".new.{extension}"),
        marts.with_suffix(f".outgoing.{extension}"),
        marts.with_suffix(f".{extension}.versions"),
        marts.with_suffix(f".{extension}.lock"),
    )


def current() -> Place:
    """The place readers go to: the DuckDB file's, or that of Parquet if only Parquet is there."""
    file, files = place("duckdb"), place("parquet")
    return files if files.current.exists() and not os.path.lexists(file.current) else file


@contextlib.contextmanager
def only_publisher(at: Place) -> Iterator[None]:
    """Keep other publishers out, and leave no file behind that belongs to no version."""
    at.lock.parent.mkdir(parents=True, exist_ok=True)
    with at.lock.open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)  # ends with the process, however
        except BlockingIOError as error:
            raise Refused(f"{at.current} is being published already: let that finish") from error
        clear(at)  # after one that was killed
        try:
            yield
        finally:
            clear(at)


def clear(at: Place) -> None:
    """Remove what is neither the current nor the previous version."""
    for path in (at.new, at.new.with_name(f"{at.new.name}.wal"), at.outgoing):
        path.unlink(missing_ok=True)
    kept = {at.current.resolve(), at.previous.resolve()}
    for version in at.versions.glob("*"):
        if version.resolve() not in kept:
            shutil.rmtree(version, ignore_errors=True)


def swap_in(version: Path, at: Place) -> None:
    """Make a version the current one, in one step, and what was current the previous one."""
    if os.path.lexists(at.current):
        try:
            os.link(at.current, at.outgoing, follow_symlinks=False)
        except OSError:  # a file system without hard links
            shutil.copy2(at.current, at.outgoing, follow_symlinks=False)
    os.replace(version, at.current)
    if os.path.lexists(at.outgoing):
        os.replace(at.outgoing, at.previous)


def manifest(version: Path) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The tables manifest.marts and manifest.sources of a version; duckdb.Error if unreadable."""
    with duckdb.connect() as con:
        if version.is_dir():
            directory = version.resolve()
            return tuple(
                con.read_parquet(str(directory / f"manifest.{table}.parquet")).df()
                for table in ("marts", "sources")
            )
        con.execute(f"attach {literal(version)} as published (read_only)")
        return tuple(
            con.table(f"published.manifest.{table}").df() for table in ("marts", "sources")
        )


def literal(value: object) -> str:
    """A value as an SQL text literal."""
    return "'" + str(value).replace("'", "''") + "'"
