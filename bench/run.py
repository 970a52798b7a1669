"""What the warehouse costs, beside other ways to the same tables.

    python bench/run.py [--large] [--only peers|funnels|increments|growth|parts]

Prints one table in Markdown. Every ratio is of two programs that took turns in this run: machines
are noisy, so seconds are good for little else. The peers' worlds have no faults: they do not clean.
"""

import argparse
import csv
import json
import multiprocessing
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from statistics import median
from typing import NamedTuple

import duckdb

ROOT = Path(__file__).resolve().parents[1]
SCRIPTS = ROOT / ".venv" / "bin"
PEERS = {
    "DuckDB script": (SCRIPTS / "python", "duckdb_peer.py"),
    "pandas": (ROOT / ".venv/peers/bin/python", "pandas_peer.py"),
    "Polars": (ROOT / ".venv/peers/bin/python", "polars_peer.py"),
    "ClickHouse": (ROOT / ".venv/peers/bin/python", "clickhouse_peer.py"),
}
FAULTS = ("unreadable", "missing-identity", "missing-time", "old", "future", "impossible")
FAULTS += ("unlisted", "duplicate", "changed", "declined")
CLEAN = [argument for fault in FAULTS for argument in (f"--{fault}-rate", "0")]
OF_SESSIONS = ("int_session_attempts", "int_session_steps", "int_funnel_progress")
OF_VISITORS = (
    *("int_cross_session_events", "int_actor_events"),
    *("int_cross_session_attempts", "int_cross_session_progress"),
)
# dbt's arguments for the models from accepted events, a view, to sessions; and what these need.
CHAIN = ("--select", "int_events+,+int_sessions")
BEFORE_CHAIN = ("--select", "+int_sessions", "--exclude", "int_events+")
FOLDERS = {  # what a build spends on the parts that answer questions
    "sessions and funnels": (
        *("intermediate/sessions", "intermediate/identity", "intermediate/bots"),
        *("intermediate/orders", "intermediate/funnels", "marts/core", "marts/funnels"),
    ),
    "paths": ("intermediate/paths", "marts/paths"),
    "segments and attribution": (
        *("intermediate/channels", "intermediate/segments", "intermediate/attribution"),
        "marts/segments",
    ),
}
TABLES = {
    "session_events": "int_session_events",
    "sessions": "int_sessions",
    "funnel_progress": "int_funnel_progress",
}
# What the peers follow; their rows name the session, which is the actor in these.
PEERS_FUNNELS = ("shop", "purchase", "engagement")
OURS = {
    "funnel_progress": (
        "(select *, actor_id as session_id from intermediate.int_funnel_progress"
        f" where funnel in {PEERS_FUNNELS})"
    ),
    # the peers know one rule for bots, two seconds, and take each part of an origin by itself
    "sessions": (
        "(select sessions.* replace (active_event_count >= 3"
        " and coalesce(mean_gap_seconds <= 2, false) as is_bot,"
        " origins.traffic_source as traffic_source, origins.traffic_medium as traffic_medium,"
        " origins.traffic_campaign as traffic_campaign)"
        " from intermediate.int_sessions as sessions join (select session_id,"
        " arg_min(traffic_source, event_number) as traffic_source,"
        " arg_min(traffic_medium, event_number) as traffic_medium,"
        " arg_min(traffic_campaign, event_number) as traffic_campaign"
        " from intermediate.int_session_events group by 1) as origins"
        " on sessions.session_id = origins.session_id)"
    ),
}
PARTS = ("peers", "funnels", "increments", "growth", "parts")
KEYS = "event_id, visitor_id, customer_id, occurred_at, received_at, event_type, page_path,"
RAW_COLUMNS = f"{KEYS} device_type, country_code, referrer, medium, campaign"
EVENT_COLUMNS = (
    f"{KEYS} device_type, country_code, traffic_source, traffic_medium, traffic_campaign,"
    " event_source, is_page_view, is_automatic, is_interaction, is_high_intent, is_goal, tie_rank"
)
ROUNDS = {1_000_000: 3, 10_000_000: 2}  # of the peers, by number of events


class Cost(NamedTuple):
    """What a program took."""

    wall: float  # seconds of the whole process
    work: float  # seconds without its start-up
    memory: float  # peak, GB


def run(*command: object, **environment: str) -> tuple[float, float, str]:
    """Run a program to its end: seconds, peak memory in GB, and what it printed."""
    started = time.perf_counter()
    with tempfile.TemporaryFile("w+") as printed:
        process = subprocess.Popen(
            list(map(str, command)),
            cwd=ROOT,
            env=os.environ | environment,
            stdout=printed,
            stderr=subprocess.STDOUT,
        )
        _, status, usage = os.wait4(process.pid, 0)
        wall = time.perf_counter() - started
        printed.seek(0)
        said = printed.read()
    if status:
        raise SystemExit(f"{' '.join(map(str, command))} failed:\n{said[-2000:]}")
    return wall, usage.ru_maxrss / 1e6, said


def apart(function: Callable, *arguments: object) -> None:
    """Call a function in a process of its own: a program's peak memory counts its parent's, too."""
    process = multiprocessing.get_context("spawn").Process(target=function, args=arguments)
    process.start()
    process.join()
    if process.exitcode:
        raise SystemExit(process.exitcode)


def simulate(warehouse: Path, *arguments: object) -> None:
    """Write a simulated shop into a warehouse file."""
    run(SCRIPTS / "python", "scripts/generate_events.py", *arguments, WAREHOUSE_PATH=str(warehouse))


def seed(warehouse: Path, funnels: tuple[str, ...] = ()) -> None:
    """Load the seeds, which are no part of what is measured; of the funnels all, or some."""
    folder = warehouse.parent / "dbt"
    command = (SCRIPTS / "dbt", "seed", "--target-path", folder, "--log-path", folder)
    run(*command, WAREHOUSE_PATH=str(warehouse))
    if funnels:
        apart(keep_funnels, warehouse, funnels)


def keep_funnels(warehouse: Path, funnels: tuple[str, ...]) -> None:
    """Leave only some funnels in the seeds of a warehouse."""
    with duckdb.connect(warehouse) as con:
        for table in ("funnels", "funnel_step_definitions"):
            con.execute(f"delete from seeds.{table} where funnel not in {funnels}")


def write_definitions(place: Path) -> None:
    """Write the seeds that the peers read, their funnels alone."""
    shutil.copy(ROOT / "seeds" / "event_types.csv", place)
    name = "funnel_step_definitions.csv"
    with (ROOT / "seeds" / name).open(newline="") as file:
        rows = csv.DictReader(file)
        kept = [row for row in rows if row["funnel"] in PEERS_FUNNELS]
    with (place / name).open("w", newline="") as file:
        written = csv.DictWriter(file, kept[0])
        written.writeheader()
        written.writerows(kept)


def dbt(warehouse: Path, *arguments: object, **environment: str) -> Cost:
    """Run models; the work is from the first model's start to the last one's end."""
    folder = warehouse.parent / "dbt"
    wall, memory, _ = run(
        *(SCRIPTS / "dbt", "run", *arguments, "--vars", "{event_sources: [shop]}"),
        *("--target-path", folder, "--log-path", folder),
        WAREHOUSE_PATH=str(warehouse),
        **environment,
    )
    results = json.loads((folder / "run_results.json").read_text())["results"]
    times = [
        datetime.fromisoformat(step[end])
        for result in results
        if result["unique_id"].startswith("model.")
        for step in result["timing"]
        if step["name"] == "execute"
        for end in ("started_at", "completed_at")
    ]
    return Cost(wall, (max(times) - min(times)).total_seconds(), memory)


def prepare(folder: Path, events: int) -> Path:
    """A folder with a world as raw events, as accepted events, and as dbt's tables."""
    place = folder / f"{events}"
    place.mkdir()
    warehouse = place / "warehouse.duckdb"
    simulate(warehouse, "--events", events, *CLEAN)
    seed(warehouse, PEERS_FUNNELS)
    shutil.copy(warehouse, place / "raw.duckdb")
    dbt(warehouse, "--full-refresh")
    write_definitions(place)
    apart(export, place)
    return place


def export(place: Path) -> None:
    """Write what the peers read as Parquet."""
    with duckdb.connect(place / "warehouse.duckdb", read_only=True) as con:
        con.execute("set enable_progress_bar = false")
        for table, columns, file in (
            ("raw.events", RAW_COLUMNS, "raw.parquet"),
            ("intermediate.int_events", EVENT_COLUMNS, "events.parquet"),
        ):
            con.table(table).select(columns).write_parquet(str(place / file))


def check(place: Path, result: Path) -> None:
    """Every table of a peer's has the rows of dbt's: as many, and the hashes have the same sum."""
    with duckdb.connect(place / "warehouse.duckdb", read_only=True) as con:
        con.execute("set enable_progress_bar = false; set TimeZone = 'UTC'")
        if (result / "result.duckdb").exists():
            con.execute(f"attach '{result / 'result.duckdb'}' as result (read_only)")
        for table, model in TABLES.items():
            file = result / f"{table}.parquet"
            theirs = con.sql(f"from '{file}'" if file.exists() else f"from result.{table}")
            place_of_ours = OURS.get(table, f"intermediate.{model}")
            ours = con.sql(f"select {', '.join(theirs.columns)} from {place_of_ours}")
            columns = zip(ours.columns, ours.types, strict=True)
            row = ", ".join(f"cast({name} as {kind})" for name, kind in columns)
            sums = f"count(*) as row_count, sum(hash({row})) as hash_sum"
            if ours.aggregate(sums).fetchall() != theirs.aggregate(sums).fetchall():
                raise SystemExit(f"{result.name}: {table} does not have dbt's rows")


def compare(folder: Path, events: int, rounds: int) -> Iterator[str]:
    """The lines of dbt and its peers at a number of events, which take turns so many rounds."""
    place = prepare(folder, events)
    costs: dict[tuple[str, str], list[Cost]] = {}
    for turn in range(rounds):
        shutil.copy(place / "raw.duckdb", place / "fresh.duckdb")
        select = ("--select", *(f"+{model}" for model in TABLES.values()))
        cost = dbt(place / "fresh.duckdb", "--full-refresh", *select)
        costs.setdefault(("raw", "dbt"), []).append(cost)
        cost = dbt(place / "warehouse.duckdb", "--full-refresh", *CHAIN)
        costs.setdefault(("events", "dbt"), []).append(cost)
        for name, (python, program) in PEERS.items():
            for start in ("raw", "events"):
                result = place / f"{name} from {start}"
                shutil.rmtree(result, ignore_errors=True)
                result.mkdir()
                extra = ["--export"] if name == "ClickHouse" and turn == 0 else []
                command = (python, ROOT / "bench/peers" / program, start, place, result, *extra)
                wall, memory, said = run(*command)
                costs.setdefault((start, name), []).append(Cost(wall, float(said), memory))
                if turn == 0:
                    apart(check, place, result)
    for start in ("raw", "events"):
        ours = costs[start, "dbt"]
        for name in ("dbt", *PEERS):
            theirs = costs[start, name]
            pairs = list(zip(theirs, ours, strict=True))
            ratios = [
                median(their.wall / our.wall for their, our in pairs),
                median(their.work / our.work for their, our in pairs),
            ]
            yield row(f"{events:,}, from {start}", name, theirs, ratios)


def export_funnel_events(place: Path) -> None:
    """Write what ClickHouse loads for its funnels: of all events, and of people's, five columns."""
    columns = "session_id, visitor_id, event_type, occurred_at, product_id"
    people = "select session_id from intermediate.int_sessions where not is_bot"
    with duckdb.connect(place / "warehouse.duckdb", read_only=True) as con:
        con.execute("set enable_progress_bar = false")
        events = con.sql(f"select {columns} from intermediate.int_session_events")
        events.write_parquet(str(place / "session_events.parquet"))
        of_people = events.filter(f"session_id in ({people})")
        of_people.write_parquet(str(place / "human_events.parquet"))


def load_funnel_events(place: Path) -> None:
    """Load people's events from Parquet into DuckDB, as ClickHouse does, and write the seconds."""
    (place / "loaded.duckdb").unlink(missing_ok=True)
    started = time.perf_counter()
    with duckdb.connect(place / "loaded.duckdb") as con:
        con.execute("set preserve_insertion_order = false; set enable_progress_bar = false")
        con.execute(f"create table events as from '{place / 'human_events.parquet'}'")
    (place / "loaded.seconds").write_text(str(time.perf_counter() - started))


def add_visitors_funnel(warehouse: Path) -> None:
    """Put a funnel of visitors, with any entry and a window of a week, into the seeds."""
    with duckdb.connect(warehouse) as con:
        con.execute(
            "insert into seeds.funnels by name select 'visitors' as funnel, 'visitor' as scope,"
            " 'ordered' as step_order, 'any' as entry, 604800 as conversion_window_seconds"
        )
        con.execute(
            "insert into seeds.funnel_step_definitions (funnel, step_number, step_name, step_kind,"
            " event_type) values ('visitors', 1, 'look', 'required', 'view_product'),"
            " ('visitors', 1, 'look', 'required', 'view_item'),"
            " ('visitors', 2, 'cart', 'required', 'add_to_cart'),"
            " ('visitors', 3, 'buy', 'required', 'purchase')"
        )


def check_levels(place: Path, modes: dict[str, dict[str, dict[str, int]]]) -> None:
    """As many came as far by windowFunnel, in each mode, as in the warehouse.

    Where no two steps share an instant: the mode strict_increase leaves such a step out.
    """
    with duckdb.connect(place / "warehouse.duckdb", read_only=True) as con:
        rows = con.execute(
            "select funnel, level, count(*) from ("
            " select funnel, actor_id, count(*) as level from intermediate.int_funnel_progress"
            " group by 1, 2 union all"
            " select funnel, actor_id, count(*) from intermediate.int_cross_session_progress"
            " group by 1, 2) where funnel <> 'engagement' group by 1, 2"
        ).fetchall()
    ours: dict[str, dict[str, int]] = {}
    for funnel, level, count in rows:
        ours.setdefault(funnel, {})[str(level)] = count
    for mode, theirs in modes.items():
        if ours != theirs:
            raise SystemExit(f"windowFunnel, {mode}, counts {theirs}, the warehouse {ours}")


def prepare_funnels(folder: Path, events: int) -> Path:
    """A folder with a world in which windowFunnel can follow every funnel but `engagement`."""
    place = folder / f"funnels_{events}"
    place.mkdir()
    warehouse = place / "warehouse.duckdb"
    simulate(warehouse, "--events", events, *CLEAN)
    seed(warehouse, ("shop", "purchase", "product_interest"))
    apart(add_visitors_funnel, warehouse)
    dbt(warehouse, "--full-refresh")
    apart(export_funnel_events, place)
    return place


def compare_funnels(folder: Path, events: int, rounds: int) -> Iterator[str]:
    """The lines of funnels in dbt and by windowFunnel, which take turns so many rounds."""
    place = prepare_funnels(folder, events)
    warehouse = place / "warehouse.duckdb"
    program = ROOT / "bench" / "peers" / "funnel_peer.py"
    costs: dict[str, list[tuple[Cost, Cost]]] = {"sessions": [], "visitors": []}
    for turn in range(rounds):
        result = place / f"clickhouse_{turn}"
        result.mkdir()
        _, memory, said = run(PEERS["ClickHouse"][0], program, place, result)
        answer = json.loads(said)
        apart(load_funnel_events, place)
        loading = float((place / "loaded.seconds").read_text())
        of_sessions = dbt(warehouse, "--full-refresh", "--select", *OF_SESSIONS)
        of_visitors = dbt(warehouse, "--full-refresh", "--select", *OF_VISITORS)
        of_visitors = of_visitors._replace(work=of_visitors.work + loading)
        for kind, ours in (("sessions", of_sessions), ("visitors", of_visitors)):
            theirs = Cost(answer["seconds"][kind], answer["seconds"][kind], memory)
            costs[kind].append((ours, theirs))
        if turn == 0:
            apart(check_levels, place, answer["levels"])
    for kind, pairs in costs.items():
        ours, theirs = map(list, zip(*pairs, strict=True))
        ratios = [
            median(their.wall / our.wall for our, their in pairs),
            median(their.work / our.work for our, their in pairs),
        ]
        yield row(f"{events:,}, funnels of {kind}", "dbt", ours, [1, 1])
        yield row(f"{events:,}, funnels of {kind}", "windowFunnel", theirs, ratios)


def row(what: str, name: str, costs: list[Cost], ratios: list[float]) -> str:
    """A line of the table: medians, and their ratios to dbt's."""
    figures = [median(cost[place] for cost in costs) for place in range(3)]
    return "| {} | {} | {:.1f} | {:.1f} | {:.1f} | {:.2f} | {:.2f} |".format(
        what, name, *figures, *ratios
    )


def grow(folder: Path, days: int, sessions_per_day: int) -> Iterator[str]:
    """The lines of a day's increment on a history, and of a full refresh over both."""
    warehouse = folder / f"{days}_days.duckdb"
    simulate(warehouse, "--days", days, "--sessions-per-day", sessions_per_day)
    seed(warehouse)
    dbt(warehouse)
    simulate(warehouse, "--append-days", 1)
    increment = dbt(warehouse)
    full = dbt(warehouse, "--full-refresh")
    with duckdb.connect(warehouse, read_only=True) as con:
        (events,) = con.execute("select count(*) from raw.events").fetchone()
    warehouse.unlink()
    what = f"{days} days and one, {events:,}"
    yield row(what, "full refresh", [full], [1, 1])
    ratios = [increment.wall / full.wall, increment.work / full.work]
    yield row(what, "increment", [increment], ratios)


def divide(folder: Path, events: int) -> Iterator[str]:
    """The lines of parts of a build, each beside sessions and funnels."""
    warehouse = folder / f"{events}.duckdb"
    simulate(warehouse, "--events", events)
    seed(warehouse)
    dbt(warehouse, "--full-refresh")
    first = None
    for part, folders in FOLDERS.items():
        select = [f"path:models/{name}" for name in folders]
        cost = dbt(warehouse, "--full-refresh", "--select", *select)
        first = first or cost
        yield row(
            f"{events:,}, {part}", "dbt", [cost], [cost.wall / first.wall, cost.work / first.work]
        )


def growth(folder: Path, sizes: dict[int, tuple[tuple[str, int], ...]]) -> Iterator[str]:
    """The lines of sessions and funnels from accepted events, by number of events and memory.

    Each memory comes with how many models are made at once; the ratios are of the time an event
    takes to that at the first size.
    """
    first = None
    for events, limits in sizes.items():
        warehouse = folder / f"{events}.duckdb"
        simulate(warehouse, "--events", events)
        seed(warehouse)
        dbt(warehouse, "--full-refresh", *BEFORE_CHAIN)
        for limit, at_once in limits:
            settings = {"MEMORY_LIMIT": limit, "MODELS_AT_ONCE": str(at_once)}
            cost = dbt(warehouse, "--full-refresh", *CHAIN, **settings)
            first = first or Cost(cost.wall / events, cost.work / events, cost.memory)
            ratios = [cost.wall / events / first.wall, cost.work / events / first.work]
            what = f"{events:,}, memory {limit}, {at_once} at once"
            yield row(what, "dbt", [cost], ratios)
        warehouse.unlink()


def main() -> None:
    """Run the command line."""
    made = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    made.add_argument("--large", action="store_true", help="also 50 and 100 million events")
    made.add_argument("--only", choices=PARTS, help="a part of it")
    args = made.parse_args()
    histories = [(30, 3_000), (90, 3_000), (365, 3_000)]
    sizes = {1_000_000: (("80%", 2),), 10_000_000: (("80%", 2),)}
    if args.large:
        histories.append((100, 63_000))
        sizes[100_000_000] = (("80%", 2), ("4GB", 1))
    parts: dict[str, Callable[[Path], Iterator[Iterator[str]]]] = {
        "peers": lambda folder: (compare(folder, *size) for size in ROUNDS.items()),
        "funnels": lambda folder: (compare_funnels(folder, *size) for size in ROUNDS.items()),
        "increments": lambda folder: (grow(folder, *history) for history in histories),
        "growth": lambda folder: iter([growth(folder, sizes)]),
        "parts": lambda folder: iter([divide(folder, 10_000_000)]),
    }
    print("| events | program | wall, s | work, s | peak GB | wall / dbt's | work / dbt's |")
    print("|---|---|---|---|---|---|---|")
    for name in [args.only] if args.only else PARTS:
        with tempfile.TemporaryDirectory(prefix="bench") as folder:
            for lines in parts[name](Path(folder)):
                for line in lines:
                    print(line, flush=True)


if __name__ == "__main__":
    sys.exit(main())
