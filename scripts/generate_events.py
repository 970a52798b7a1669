"""Write a simulated shop's raw events into the warehouse.

    python scripts/generate_events.py --preset shop --seed 1

The warehouse is the DuckDB file named by WAREHOUSE_PATH (data/warehouse.duckdb if that is not
set). The script replaces the tables of simulator/tables.py in the schemas raw and truth (what only
a simulator can know), and raw.simulation, which says how they were made. The same arguments give
the same rows, on any number of cores; a second run with the same arguments and the same code has
nothing to do.

Preset `shop` is docs/simulated-world.md, preset `classic` the small shop of simulator/classic.py.
"""

import argparse
import contextlib
import hashlib
import json
import os
import sys
import time
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import NoReturn

import complaint
import duckdb
from simulator import classic, writing
from simulator.tables import TABLES
from simulator.world import (
    EVENTS_PER_SESSION,
    RATES,
    World,
    ordinary_days,
    visitors_per_session,
)

FIRST_START, LAST_START = date(1990, 1, 1), date(2100, 1, 1)
MOST_DAYS = 3_650
SHOP_DEFAULTS = {
    "start": date(2025, 1, 1),
    "days": 120,
    "sessions_per_day": 3_000,
    "incidents": "planned",
}
CLASSIC_VISITORS = 30_000
MEMORY = "512MB"  # of DuckDB while it writes


def fail(message: str) -> NoReturn:
    """Say in one line what is wrong and leave with exit code 2."""
    print(f"generate_events: {message}", file=sys.stderr)
    raise SystemExit(2)


def connect(path: Path) -> duckdb.DuckDBPyConnection:
    """Open the warehouse for writing; make its directory if need be."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        fail(f"cannot make the directory {path.parent}: {error.strerror}; set WAREHOUSE_PATH")
    try:
        con = duckdb.connect(path)
    except duckdb.Error as error:
        fail(f"cannot open the warehouse: {complaint.of(error)}")
    # DuckDB opens an existing CSV or JSON file as well, with a database in memory around it.
    (file,) = con.execute(
        "select path from duckdb_databases() where database_name = current_database()"
    ).fetchone()
    if file is None:
        fail(f"{path} is not a DuckDB database; set WAREHOUSE_PATH to another file")
    con.execute(f"set memory_limit = '{MEMORY}'")
    return con


def generator() -> str:
    """The md5 of the code that makes the rows."""
    code = [Path(__file__), *sorted((Path(__file__).parent / "simulator").glob("*.py"))]
    text = b"".join(file.read_bytes() for file in code)
    return hashlib.md5(text, usedforsecurity=False).hexdigest()


def last_run(con: duckdb.DuckDBPyConnection) -> dict[str, object] | None:
    """How the tables were made (the columns of raw.simulation), None if they were not by us."""
    try:
        run = con.execute("select * from raw.simulation").df().to_dict("records")
        (events,) = con.execute("select count(*) from raw.events").fetchone()
    except duckdb.Error:  # not there
        return None
    if len(run) != 1 or run[0].get("events") != events:
        return None
    return {name: None if value != value else value for name, value in run[0].items()}


@contextlib.contextmanager
def writing_to(con: duckdb.DuckDBPyConnection, path: Path) -> Iterator[None]:
    """A failure leaves the old tables, and nothing of the new ones."""
    try:
        yield
    except BaseException as error:
        with contextlib.suppress(duckdb.Error):
            con.rollback()
        with contextlib.suppress(duckdb.Error):
            writing.forget(con)
        if isinstance(error, duckdb.Error):
            fail(f"cannot write {path}, its tables are as they were: {complaint.of(error)}")
        raise


def record(con: duckdb.DuckDBPyConnection, run: dict[str, object], checksum: str) -> None:
    """Write raw.simulation; `checksum` is an expression over the rows of raw.events."""
    con.execute(
        f"""
        create or replace table raw.simulation as
        select
            cast($preset as varchar) as preset,
            cast($seed as bigint) as seed,
            cast($visitors as bigint) as visitors,
            cast($anomaly_day as date) as anomaly_day,
            count(*) as events,
            {checksum} as checksum,
            cast($generator as varchar) as generator,
            cast($arguments as varchar) as arguments
        from raw.events
        """,
        run,
    )


def write_classic(con: duckdb.DuckDBPyConnection, args: argparse.Namespace) -> None:
    """Simulate the classic shop and replace the tables with it."""
    tables = classic.simulate(args.seed, args.visitors, args.anomaly_day)
    writing.create(con)
    for table, frame in tables.items():
        writing.insert(con, table, frame, classic.FIRST_DAY, classic.CONTENT.get(table, {}))


def write_shop(
    con: duckdb.DuckDBPyConnection, world: World, first_day: int, days: int, folder: Path | None
) -> None:
    """Write what arrives in the days from `first_day` on: into the tables, or as daily files."""
    writing.create(con)
    with contextlib.closing(progress(days - first_day)) as shown:
        next(shown)
        writing.write(con, world, first_day, days, folder, shown.send, os.cpu_count() or 1)


def progress(days: int) -> Iterator[None]:
    """A bar on a terminal, with speed and time left; send it (days done, events)."""
    started = time.perf_counter()
    while True:
        done, events = yield
        seconds = time.perf_counter() - started
        if sys.stderr.isatty():
            left = seconds / max(done, 1) * (days - done)
            bar = ("#" * (30 * done // days)).ljust(30)
            print(
                f"\r[{bar}] day {done:,} of {days:,}, {events / seconds:,.0f} events/s, "
                f"{left:,.0f} s left ",
                end="\n" if done == days else "",
                file=sys.stderr,
            )


def write_csv(con: duckdb.DuckDBPyConnection, path: Path) -> None:
    """Write raw.events as CSV with a header; what the collector could not read comes last."""
    try:
        events = con.sql(
            "select * exclude (unread_line) from raw.events "
            "where unread_line is null order by received_at, event_id"
        )
        events.write_csv(str(path), header=True)
        unread = con.execute(
            "select unread_line from raw.events where unread_line is not null order by 1"
        ).fetchall()
        with path.open("a", encoding="utf-8") as file:
            file.writelines(line + "\n" for (line,) in unread)
    except (duckdb.Error, OSError) as error:
        fail(f"the warehouse is written, but not the CSV file {path}: {complaint.of(error)}")


def whole_number(low: int, high: int) -> Callable[[str], int]:
    """An argparse type: a whole number from `low` to `high`."""

    def parse(text: str) -> int:
        try:
            number = int(text)
        except ValueError:
            number = None
        if number is None or not low <= number <= high:
            raise argparse.ArgumentTypeError(
                f"must be a whole number from {low:,} to {high:,}, not {text!r}"
            )
        return number

    return parse


def day(first: date, last: date) -> Callable[[str], date]:
    """An argparse type: a day from `first` to `last`."""

    def parse(text: str) -> date:
        try:
            found = date.fromisoformat(text)
        except ValueError:
            found = None
        if found is None or not first <= found <= last:
            raise argparse.ArgumentTypeError(f"must be a day from {first} to {last}, not {text!r}")
        return found

    return parse


def share(text: str) -> float:
    """An argparse type: a share from 0 to 0.1."""
    try:
        number = float(text)
    except ValueError:
        number = -1.0
    if not 0 <= number <= 0.1:
        raise argparse.ArgumentTypeError(f"must be a share from 0 to 0.1, not {text!r}")
    return number


def parser() -> argparse.ArgumentParser:
    """The command line; a bad argument is one line on stderr."""
    made = argparse.ArgumentParser(
        description="Write a simulated shop's raw events into the warehouse, the DuckDB file "
        "named by WAREHOUSE_PATH (default data/warehouse.duckdb).",
        allow_abbrev=False,
    )
    made.error = fail
    made.add_argument(
        "--preset",
        choices=["shop", "classic"],
        default="shop",
        help="the shop to simulate (default %(default)s)",
    )
    made.add_argument(
        "--seed",
        type=whole_number(0, 2**63 - 1),
        default=1,
        metavar="N",
        help="seed of the random streams (default %(default)s)",
    )
    size = made.add_mutually_exclusive_group()
    size.add_argument(
        "--visitors",
        type=whole_number(1, 1_000_000_000),
        metavar="N",
        help=f"number of visitors: exactly (classic, default {CLASSIC_VISITORS:,}), or about",
    )
    size.add_argument(
        "--events",
        type=whole_number(1, 10_000_000_000),
        metavar="N",
        help="shop: about this many events",
    )
    size.add_argument(
        "--sessions-per-day",
        type=whole_number(1, 100_000_000),
        metavar="N",
        help="shop: about this many sessions on an ordinary day "
        f"(default {SHOP_DEFAULTS['sessions_per_day']:,})",
    )
    made.add_argument(
        "--start",
        type=day(FIRST_START, LAST_START),
        metavar="YYYY-MM-DD",
        help=f"shop: the first day (default {SHOP_DEFAULTS['start']})",
    )
    length = made.add_mutually_exclusive_group()
    length.add_argument(
        "--days",
        type=whole_number(1, MOST_DAYS),
        metavar="N",
        help=f"shop: number of days (default {SHOP_DEFAULTS['days']})",
    )
    length.add_argument(
        "--end",
        type=day(FIRST_START, LAST_START + timedelta(days=MOST_DAYS)),
        metavar="YYYY-MM-DD",
        help="shop: the last day, instead of --days",
    )
    length.add_argument(
        "--append-days",
        type=whole_number(1, MOST_DAYS),
        metavar="N",
        help="continue the shop in the warehouse by so many days, as if made at once; alone",
    )
    made.add_argument(
        "--incidents",
        choices=["planned", "none"],
        help="shop: whether things go wrong (default planned)",
    )
    for name, (default, help_) in RATES.items():
        made.add_argument(
            f"--{name.replace('_', '-')}-rate",
            type=share,
            metavar="SHARE",
            help=f"shop: share of {help_} (default {default})",
        )
    made.add_argument(
        "--anomaly-day",
        type=day(classic.FIRST_DAY, classic.FIRST_DAY + timedelta(days=classic.DAYS - 1)),
        metavar="YYYY-MM-DD",
        help="classic: halve the checkout probability of the sessions that start on this UTC day "
        "(default: no such day)",
    )
    made.add_argument(
        "--parquet",
        type=Path,
        metavar="DIR",
        help="shop: write Parquet files, those of the events by day, and no warehouse",
    )
    made.add_argument(
        "--csv",
        type=Path,
        metavar="FILE",
        help="also write the events to this CSV file (default: no file)",
    )
    return made


def parse_arguments(arguments: list[str] | None) -> argparse.Namespace:
    """Read the command line; what does not go together is refused, too."""
    args = parser().parse_args(arguments)
    given = {name for name, value in vars(args).items() if value is not None}
    given -= {"preset", "seed"} if args.append_days is None else {"preset"}
    if args.append_days is not None and args.seed == 1:
        given -= {"seed"}
    is_classic = args.preset == "classic"
    misplaced = (
        given - {"visitors", "anomaly_day", "csv"} if is_classic else given & {"anomaly_day"}
    )
    if args.append_days is not None and not is_classic:
        misplaced = given - {"append_days", "csv"}
    for name in sorted(misplaced):
        option = "--" + name.replace("_", "-")
        if args.append_days is not None and not is_classic:
            fail(f"{option} cannot be given with --append-days, which continues the same world")
        fail(f"{option} is not for preset {args.preset}")
    if args.parquet is not None and args.csv is not None:
        fail("--csv cannot be given with --parquet: it writes the warehouse's events")
    if is_classic:
        args.visitors = args.visitors or CLASSIC_VISITORS
    elif args.end is not None:
        start = args.start or SHOP_DEFAULTS["start"]
        args.days = (args.end - start).days + 1
        if args.days < 1:
            fail(f"--end {args.end} is before --start {start}")
        if args.days > MOST_DAYS:
            fail(f"--end {args.end} is more than {MOST_DAYS:,} days after --start {start}")
    return args


def world_of(args: argparse.Namespace) -> tuple[World, int]:
    """The world and the number of days that the arguments ask for."""
    start, days = args.start or SHOP_DEFAULTS["start"], args.days or SHOP_DEFAULTS["days"]
    ordinary = ordinary_days(start, days)
    if args.events is not None:
        sessions = args.events / EVENTS_PER_SESSION / ordinary
    elif args.visitors is not None:
        sessions = args.visitors / visitors_per_session(days) / ordinary
    else:
        sessions = float(args.sessions_per_day or SHOP_DEFAULTS["sessions_per_day"])
    rates = {name: getattr(args, f"{name}_rate") for name in RATES}
    return World(
        seed=args.seed,
        start=start,
        sessions_per_day=sessions,
        has_incidents=args.incidents != "none",
        rates={n: RATES[n][0] if rate is None else rate for n, rate in rates.items()},
    ), days


def arguments_of(world: World, days: int) -> str:
    """A world and its days as JSON, for raw.simulation."""
    return json.dumps(
        {
            "start": str(world.start),
            "days": days,
            "sessions_per_day": world.sessions_per_day,
            "has_incidents": world.has_incidents,
            "rates": world.rates,
        }
    )


def world_in(run: dict[str, object]) -> tuple[World, int]:
    """The world of a run, from raw.simulation."""
    arguments = json.loads(run["arguments"])
    days = arguments.pop("days")
    start = date.fromisoformat(arguments.pop("start"))
    return World(seed=run["seed"], start=start, **arguments), days


def main(arguments: list[str] | None = None) -> None:
    """Run the command line."""
    started = time.perf_counter()
    args = parse_arguments(arguments)
    path = Path(os.environ.get("WAREHOUSE_PATH") or "data/warehouse.duckdb")
    run = {
        "preset": args.preset,
        "seed": args.seed,
        "visitors": args.visitors if args.preset == "classic" else None,
        "anomaly_day": args.anomaly_day,
        "generator": generator(),
        "arguments": None,
    }
    if args.parquet is not None:
        write_files(args.parquet, *world_of(args), started)
        return
    with connect(path) as con:
        before = last_run(con)
        first_day = 0
        if args.append_days is not None:
            if before is None or before["preset"] != "shop":
                fail(f"{path} holds no simulated shop to continue: leave out --append-days")
            if before["generator"] != run["generator"]:
                fail(f"{path} was made by another version of this script: leave out --append-days")
            world, first_day = world_in(before)
            days = first_day + args.append_days
            if days > MOST_DAYS:
                fail(f"--append-days {args.append_days}: a world has {MOST_DAYS:,} days at most")
            run["seed"] = world.seed
        elif args.preset == "shop":
            world, days = world_of(args)
        if args.preset == "shop":
            run["arguments"] = arguments_of(world, days)
        if args.csv is None and before is not None and is_same(before, run):
            print(f"nothing to do: {path} already has the events of these arguments")
            return
        with writing_to(con, path):
            if args.preset == "classic":
                print(f"simulating {args.visitors:,} visitors, preset classic, seed {args.seed}")
                write_classic(con, args)
            else:
                print(
                    f"simulating day {first_day + 1:,} to {days:,} from {world.start}, about "
                    f"{world.sessions_per_day:,.0f} sessions a day, preset shop, seed {world.seed}"
                )
                write_shop(con, world, first_day, days, None)
            con.begin()
            writing.adopt(con, is_more=first_day > 0)
            record(con, run, writing.CHECKSUMS[args.preset])
            con.commit()
        if args.csv is not None:
            print(f"writing {args.csv}")
            write_csv(con, args.csv)
        print(f"{writing.totals(con)} in {time.perf_counter() - started:.1f} s: {path}")


def is_same(before: dict[str, object], run: dict[str, object]) -> bool:
    """Whether two runs make the same rows."""
    return all(
        str(before.get(name)).partition(" ")[0] == str(run[name])
        if name == "anomaly_day"
        else before.get(name) == run[name]
        for name in run
    )


def write_files(folder: Path, world: World, days: int, started: float) -> None:
    """Write a shop as Parquet files: folder/raw/events_<day>.parquet, one for each other table."""
    with duckdb.connect() as con:
        con.execute(f"set memory_limit = '{MEMORY}'")
        try:
            for schema in ("raw", "truth"):
                (folder / schema).mkdir(parents=True, exist_ok=True)
            write_shop(con, world, 0, days, folder)
            for table in TABLES:
                if table != "raw.events":
                    file = folder / f"{table.replace('.', '/')}.parquet"
                    con.table(table + writing.NEW).write_parquet(str(file))
        except (duckdb.Error, OSError) as error:
            fail(f"cannot write {folder}: {complaint.of(error)}")
    print(f"{days:,} days in {time.perf_counter() - started:.1f} s: {folder}")


if __name__ == "__main__":
    main()
