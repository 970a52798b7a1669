"""Loads added one by one give, row for row, what one full refresh over all of them gives.

Hundreds of random small worlds and the cases worked out by hand share one warehouse: see worlds.py.
"""

import random
import shutil
import subprocess
import time
from pathlib import Path

import duckdb
import pytest
import worlds
from conftest import ROOT, dbt, dbt_call, simulate
from hypothesis import strategies as st
from worlds import Event, World

RANDOM_WORLDS = 500
# around the timeout of 30 minutes, over midnight in Berlin (at 60) and on days of two months
MINUTES = [0, 10, 29, 30, 30 + 1e-6 / 60, 31, 45, 60, 61, 75, 90]
DAYS = [0, 0, 0, 1, 2, 28]

EVENTS = st.builds(
    Event,
    id=st.sampled_from("abcdefghij"),
    visitor=st.sampled_from(["v", "v", "v", "w", None]),
    minute=st.builds(
        lambda day, minute: day * 1440 + minute, st.sampled_from(DAYS), st.sampled_from(MINUTES)
    ),
    load=st.integers(0, len(worlds.LOADED_AT) - 1),
    type=st.sampled_from(
        ["view_product", "add_to_cart", "checkout", "purchase", "click", "scroll", "unheard_of"]
    ),
    customer=st.sampled_from([None, None, "c", "d"]),
    order=st.sampled_from([None, "o"]),
    received=st.sampled_from([None, 1.0, 2.0]),
    device=st.sampled_from([None, "mobile", "desktop"]),
    quantity=st.sampled_from([None, None, None, -1]),
    agent=st.sampled_from([*[None] * 8, "Googlebot/2.1"]),
    address=st.sampled_from([None, "a", "b"]),
)


def crowd(visitors: range, load: int, kind: str = "view_product") -> World:
    """Visitors who come to one address by a paid link, an hour apart."""
    return tuple(
        Event(f"e{n}", f"v{n}", 60 * n, load, kind, address="a", medium="cpc") for n in visitors
    )


@st.composite
def random_worlds(draw: st.DrawFn) -> World:
    """A few events, some of which came again in another load."""
    events = draw(st.lists(EVENTS, min_size=2, max_size=9))
    again = draw(st.lists(st.tuples(st.sampled_from(events), st.integers(0, 3)), max_size=2))
    return (*events, *(event._replace(load=load) for event, load in again))


DAY = 1440
CASES: dict[str, World] = {
    # load 1 brings what lies between two sessions
    "case joined": (
        Event("a", "v", 0, 0),
        Event("c", "v", 50, 0),
        Event("b", "v", 25, 1),
    ),
    # load 1 brings an earlier event of a session, so that another event names it
    "case moved start": (Event("b", "v", 20, 0), Event("a", "v", 0, 1)),
    # what load 1 brings had arrived before load 0 and says something else: it wins, elsewhere
    "case earlier arrival": (
        Event("a", "v", 0, 0),
        Event("a", "w", 10, 1),
        Event("b", "v", 200, 0),
    ),
    # load 1 brings a visitor's first session, months before the others come
    "case months": (
        Event("b", "v", 28 * DAY, 2),
        Event("a", "v", 0, 3),
        Event("c", "v", 28 * DAY + 45, 3),
    ),
    # open after load 0, as the watermark lies 30 minutes later to the microsecond; then closed
    "case in flight": (Event("a", "v", 2 * DAY + 60, 0), Event("z", "w", 2 * DAY + 90, 0)),
    # the visitor is customer c's until load 2 knows it as d, too: from then on its own person
    "case unstitched": (
        Event("a", "v", 0, 0, customer="c"),
        Event("b", "v", 100, 0),
        Event("c", "v", 3 * DAY, 2, customer="d"),
    ),
    # an order counts in the session that sent it first, which comes later
    "case order moves": (
        Event("b", "v", 100, 0, type="purchase", order="o"),
        Event("a", "w", 0, 1, type="purchase", order="o"),
    ),
    # with load 1 one order goes to x, where it came first, and another comes from w, now a bot
    "case order changes": (
        Event("a", "v", 100, 0, type="purchase", order="o"),
        Event("b", "v", 101, 0, type="purchase", order="p"),
        Event("c", "w", 50, 0, type="purchase", order="p"),
        Event("d", "x", 10, 1, type="purchase", order="o"),
        Event("e", "w", 3 * DAY, 1, agent="Googlebot/2.1"),
    ),
    # load 2 finds the visitor out, and with it what load 0 brought
    "case found out": (
        Event("a", "v", 0, 0),
        Event("b", "v", 3 * DAY, 2, agent="Googlebot/2.1"),
    ),
    # with load 2 a tenth visitor does nothing at the address, with load 3 three do something there
    "case crowd": (
        *crowd(range(9), 0),
        *crowd(range(9, 11), 2),
        *crowd(range(11, 14), 3, "add_to_cart"),
    ),
    # a clock that runs a century ahead
    "case future": (
        Event("a", "v", 100 * 365 * DAY, 0),
        Event("b", "v", 0, 0),
        Event("c", "v", 10, 1),
    ),
}


@pytest.fixture(scope="module")
def packed(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path, dict[str, World]]:
    """All worlds by loads and at once, and the worlds."""
    pack = {
        f"w{number}": world
        for number, world in enumerate(worlds.drawn(RANDOM_WORLDS, random_worlds()))
    } | CASES
    folder = tmp_path_factory.mktemp("packed")
    return *worlds.histories(folder, list(pack.items())), pack


def sessions(packed: tuple, case: str, load: int) -> list[tuple]:
    """A case's sessions after a load: visitor, number, minutes, events, person, closed."""
    with duckdb.connect(str(packed[0]), read_only=True) as con:
        return con.execute(
            "select split_part(visitor_id, '|', 2), session_number,"
            " (epoch(ended_at) - epoch(started_at))::int // 60, event_count,"
            " split_part(person_id, '|', 2), is_closed"
            f" from increment.snapshot_{load} where visitor_id like '{case}|%' order by 1, 2"
        ).fetchall()


def bots(packed: tuple, case: str, load: int) -> tuple[int, int]:
    """How many of a case's sessions are bots' after a load, and how many there are."""
    with duckdb.connect(str(packed[0]), read_only=True) as con:
        (counts,) = con.execute(
            "select count(*) filter (where is_bot), count(*)"
            f" from increment.snapshot_{load} where visitor_id like '{case}|%'"
        ).fetchall()
    return counts


def test_increments_equal_a_full_refresh(packed, tmp_path):
    by_loads, at_once, pack = packed
    differing = worlds.differences(by_loads, at_once)
    if differing:
        wrong = worlds.worlds_in(differing, at_once)
        said = [f"{len(wrong)} of {len(pack)} worlds differ, in {', '.join(differing)}"]
        if wrong:
            world = worlds.shrunk(tmp_path, min((pack[name] for name in wrong), key=len))
            said += ["The smallest:", *map(str, world)]
        table, rows = next(iter(differing.items()))
        pytest.fail("\n".join([*said, f"In {table}:", rows.head(6).T.to_string()]), pytrace=False)


def test_every_outcome_is_among_the_worlds(packed):
    """Else the comparison would prove less than it seems to."""
    with duckdb.connect(str(packed[1]), read_only=True) as con:
        reasons = con.execute("select distinct reason from marts.event_audit").fetchall()
        outcomes = con.execute(
            "select distinct outcome from intermediate.int_funnel_outcomes"
        ).fetchall()
        kinds = con.execute("select distinct identity_kind from marts.visitors").fetchall()
    assert {
        "accepted", "exact_duplicate", "repeated_event_id", "in_the_future", "missing_identity",
        "impossible_value",
    } <= {reason for (reason,) in reasons}  # fmt: skip
    assert {outcome for (outcome,) in outcomes} == {"completed", "dropped", "in_flight", None}
    assert {kind for (kind,) in kinds} == {"anonymous", "customer", "shared"}


def test_a_late_event_joins_two_sessions(packed):
    own = "case joined"
    assert [row[1:4] for row in sessions(packed, own, 0)] == [(1, 0, 1), (2, 0, 1)]
    assert [row[1:4] for row in sessions(packed, own, 1)] == [(1, 50, 3)]


def test_a_late_event_moves_a_sessions_start(packed):
    assert [row[1:4] for row in sessions(packed, "case moved start", 0)] == [(1, 0, 1)]
    assert [row[1:4] for row in sessions(packed, "case moved start", 1)] == [(1, 20, 2)]


def test_the_earlier_arrival_wins_though_it_comes_later(packed):
    before, after = (sessions(packed, "case earlier arrival", load) for load in (0, 1))
    assert [row[:2] for row in before] == [("v", 1), ("v", 2)]
    assert [row[:2] for row in after] == [("v", 1), ("w", 1)]


def test_sessions_of_months_ago_are_numbered_anew(packed):
    assert [row[1:4] for row in sessions(packed, "case months", 2)] == [(1, 0, 1)]
    assert [row[1] for row in sessions(packed, "case months", 3)] == [1, 2, 3]


def test_a_session_in_flight_closes_with_the_watermark(packed):
    assert [row[-1] for row in sessions(packed, "case in flight", 0)] == [False, False]
    assert [row[-1] for row in sessions(packed, "case in flight", 2)] == [True, True]


def test_a_second_customer_takes_the_visitor_apart(packed):
    assert [row[-2] for row in sessions(packed, "case unstitched", 0)] == ["c", "c"]
    assert [row[-2] for row in sessions(packed, "case unstitched", 2)] == ["v", "v", "v"]


def test_a_visitor_that_is_found_out_was_a_bot_before(packed):
    assert bots(packed, "case found out", 0) == (0, 1)
    assert bots(packed, "case found out", 2) == (2, 2)


def test_an_address_becomes_suspect_and_is_so_no_longer(packed):
    assert bots(packed, "case crowd", 0) == (0, 9)
    assert bots(packed, "case crowd", 2) == (11, 11)
    assert bots(packed, "case crowd", 3) == (0, 14)


def test_a_future_timestamp_blocks_nothing(packed):
    assert [row[1:4] for row in sessions(packed, "case future", 1)] == [(1, 10, 2)]


def test_a_run_without_new_loads_changes_nothing_and_says_so(packed):
    by_loads, at_once, _ = packed
    assert "No new load" in worlds.run(by_loads)
    assert worlds.differences(by_loads, at_once) == {}
    with duckdb.connect(str(by_loads), read_only=True) as con:
        for table in (
            "int_renumbered_visitors",
            "int_rejudged_visitors",
            "int_restated_entry_dates",
        ):
            assert con.table(f"increment.{table}").fetchall() == [], f"{table} is never emptied"


def test_a_run_with_the_truth_and_one_without_go_on_from_each_other(tmp_path):
    """`make build` of the shop knows the truth, a plain `dbt build` does not."""
    command = ("--quiet", "compile", "--inline", "{{ models_fingerprint() }}")
    told = {
        dbt(*command, warehouse=tmp_path / "warehouse.duckdb", has_truth=has_truth).stdout
        for has_truth in (True, False)
    }
    assert len(told) == 1, told


@pytest.mark.parametrize(
    ("statement", "said"),
    [
        (
            "insert into raw.events select * from raw.events where load_id = 'load 1'",
            "The load load 1 of source shop has changed since it was added",
        ),
        ("delete from raw.events where load_id = 'load 1'", "rows then, 0 now"),
        (
            "update raw.events set occurred_at = occurred_at + interval 1 second"
            " where load_id = 'load 2'",
            "make build FULL_REFRESH=1",
        ),
    ],
)
def test_a_load_that_has_changed_is_refused(packed, tmp_path, statement, said):
    warehouse = tmp_path / "warehouse.duckdb"
    warehouse.write_bytes(packed[0].read_bytes())
    with duckdb.connect(warehouse) as con:
        con.execute(statement)
    done = worlds.dbt("run", warehouse=warehouse, **worlds.VARIABLES)
    assert done.returncode != 0
    assert said in done.stdout


def test_loads_are_not_added_under_other_settings(packed, tmp_path):
    warehouse = tmp_path / "warehouse.duckdb"
    warehouse.write_bytes(packed[0].read_bytes())
    other = worlds.VARIABLES | {"session_timeout_minutes": 20}
    done = worlds.dbt("run", warehouse=warehouse, **other)
    assert done.returncode != 0
    assert "The settings (vars, seeds) are not those the warehouse was built with" in done.stdout
    worlds.run(warehouse, "--full-refresh", session_timeout_minutes=20)
    worlds.run(warehouse, session_timeout_minutes=20)


@pytest.mark.full
def test_increments_after_kills_equal_a_full_refresh(tmp_path):
    """SIGKILL at ten random moments, in the first build and in each load after it."""
    pack = {
        f"w{number}": world for number, world in enumerate(worlds.drawn(60, random_worlds()))
    } | CASES
    rows = worlds.frame(list(pack.items()))
    killed, at_once = tmp_path / "killed.duckdb", tmp_path / "at_once.duckdb"
    for warehouse in (killed, at_once):
        worlds.create_raw(warehouse)
    worlds.add(at_once, rows)
    worlds.run(at_once)
    # the first run reads the whole project, later ones do not
    started = time.monotonic()
    worlds.run(at_once, "--full-refresh")
    whole_run = time.monotonic() - started
    chance = random.Random(5)
    kills = 0
    for number, times in enumerate((2, 3, 3, 2)):
        worlds.add(killed, rows[rows["load_id"] == f"load {number}"])
        while times:
            process = subprocess.Popen(
                **dbt_call(*worlds.WITHOUT_TESTS, warehouse=killed, **worlds.VARIABLES),
                stdout=subprocess.DEVNULL,
            )
            # not while dbt only reads the project
            time.sleep(chance.uniform(0.4, 1) * whole_run)
            if process.poll() is None:
                process.kill()
                kills += 1
            process.wait()
            times -= 1
        worlds.run(killed)
    assert kills >= 5, "most runs were over before they were to be killed"
    assert worlds.differences(killed, at_once) == {}


@pytest.mark.full
def test_increments_of_the_shop_equal_a_full_refresh(tmp_path):
    """30 loads of preset shop, its faults and late events as they are by default."""
    by_loads, at_once = tmp_path / "by_loads.duckdb", tmp_path / "at_once.duckdb"
    for number in range(30):
        day = ("--append-days", "1") if number else ("--days", "1", "--sessions-per-day", "300")
        simulate(by_loads, *day)
        worlds.run(by_loads)
    shutil.copy(by_loads, at_once)
    worlds.run(at_once, "--full-refresh")
    with duckdb.connect(str(by_loads), read_only=True) as con:
        loads, extended, late = con.execute(
            "select count(*), sum(sessions_extended), sum(events_later) from marts.arrival_audit"
        ).fetchone()
    assert loads == 30
    assert extended > 0, "no load went on with a session of another"
    assert late > 0, "no event came more than a week late"
    assert worlds.differences(by_loads, at_once) == {}


@pytest.mark.full
def test_increments_of_real_ga4_days_equal_a_full_refresh(tmp_path):
    """Each day of the export is a load."""
    files = sorted((ROOT.parent / "shared" / "data" / "ga4").glob("events_*.parquet"))
    if not files:
        pytest.skip("the real GA4 days are not there")
    ga4 = {"event_sources": ["ga4"], "ga4_events": str(tmp_path / "events_*.parquet")}
    by_loads, at_once = tmp_path / "by_loads.duckdb", tmp_path / "at_once.duckdb"
    seconds = []
    for file in files:
        (tmp_path / file.name).symlink_to(file)
        started = time.monotonic()
        worlds.run(by_loads, **ga4)
        seconds.append(time.monotonic() - started)
    worlds.run(at_once, **ga4)
    print(f"\n{len(files)} days: the second took {seconds[1]:.0f} s, the last {seconds[-1]:.0f} s")
    assert worlds.differences(by_loads, at_once) == {}
