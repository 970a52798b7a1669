"""The simulated shop: what a world holds, and that it follows from its arguments and nothing else.

pytest tests/python/test_simulated_world.py

Intervals are of 99.9 % (see classic_reference.py) around what docs/simulated-world.md promises.
"""

import math
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import duckdb
import generate_events
import numpy as np
import pytest
from classic_reference import interval_of_one_run, share_interval
from conftest import script
from simulator import (
    arrival,
    baskets,
    bots,
    calendar,
    catalogue,
    incidents,
    journeys,
    people,
    simulation,
    writing,
)
from simulator.arrival import COPIES, FAULTS
from simulator.tables import TABLES
from simulator.world import RATES, REACH_DAYS, World

SMALL = World(seed=3, start=date(2025, 1, 1), sessions_per_day=150.0)
MADE = "select {columns} from {table} order by all"
Made = dict[str, list[tuple]]


def write(world: World, *ends: int, threads: int = 1) -> duckdb.DuckDBPyConnection:
    """A database in memory with the world's days up to the first end, then up to the next one."""
    con = duckdb.connect()
    for first_day, days in zip((0, *ends), ends, strict=False):
        writing.create(con)
        writing.write(con, world, first_day, days, None, lambda _: None, threads)
        writing.adopt(con, is_more=first_day > 0)
    return con


def rows_of(con: duckdb.DuckDBPyConnection) -> Made:
    """All rows of all tables, sorted."""
    return {
        table: con.execute(MADE.format(table=table, columns=", ".join(columns))).fetchall()
        for table, columns in TABLES.items()
    }


@pytest.fixture(scope="module")
def small() -> Made:
    """All rows of 60 days of the small world."""
    return rows_of(write(SMALL, 60))


@pytest.fixture(scope="module")
def world() -> Iterator[Callable[..., tuple]]:
    """A query's only row, on 120 days of a world with incidents."""
    with write(World(seed=1, start=date(2025, 1, 1), sessions_per_day=1_000.0), 120) as con:
        yield lambda query, **values: con.execute(query, values).fetchone()


def assert_share(found: float, promised: float, count: int, clusters: float = 1) -> None:
    """A share lies in its interval; rows that come in clusters of this mean size count for less."""
    low, high = share_interval(promised, round(count / clusters))
    assert low <= found <= high, f"{found:.5f} is not in {low:.5f} to {high:.5f}"


def test_the_same_arguments_give_the_same_rows(small: Made) -> None:
    assert rows_of(write(SMALL, 60)) == small


def test_nothing_depends_on_the_number_of_cores_or_of_rows_at_once(
    small: Made, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(writing, "ROWS_AT_ONCE", 700)
    assert rows_of(write(SMALL, 60, threads=3)) == small


@pytest.mark.parametrize("until", [1, 47])
def test_an_appended_world_is_one_made_at_once(small: Made, until: int) -> None:
    assert rows_of(write(SMALL, until, 60)) == small


def test_blocks_of_one_day_are_independent(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(simulation, "BLOCK", 40)
    at_once = rows_of(write(SMALL, 12))
    assert rows_of(write(SMALL, 5, 12, threads=3)) == at_once
    assert len({row[0] for row in at_once["truth.sessions"]}) == len(at_once["truth.sessions"])


def test_no_two_processes_differ(tmp_path: Path) -> None:
    """Python orders sets by a number of its own in each process, and so do careless libraries."""
    made = []
    for number in ("1", "2"):
        path = tmp_path / f"{number}.duckdb"
        subprocess.run(
            [sys.executable, generate_events.__file__, "--days", "2", "--sessions-per-day", "300"],
            env=os.environ | {"WAREHOUSE_PATH": str(path), "PYTHONHASHSEED": number},
            check=True,
            capture_output=True,
        )
        with duckdb.connect(path, read_only=True) as con:
            made.append(rows_of(con))
    assert made[0] == made[1]


def test_another_seed_is_another_world(small: Made) -> None:
    other = World(seed=4, start=SMALL.start, sessions_per_day=SMALL.sessions_per_day)
    other_rows = rows_of(write(other, 3))
    assert other_rows["raw.customers"][:50] != small["raw.customers"][:50]
    assert other_rows["raw.products"] != small["raw.products"]


def test_late_rows_reach_no_further_than_is_made_again() -> None:
    """The longest way of a row: a marathon, a recovered cart, a refund, a late session, a copy."""
    marathon = bots.MOST_PAGES.max() * bots.MARATHON_GAP_SECONDS[1] * calendar.SECOND
    cart = baskets.RECOVERY_DAYS + baskets.REFUND_DAYS + 1
    late = (arrival.LATE_MICROSECONDS[1] + arrival.RESEND_LATER[1]) / calendar.DAY
    assert max(marathon / calendar.DAY, cart) + late < REACH_DAYS


def test_ids_are_unique_and_references_hold(world: Callable[..., tuple]) -> None:
    for table, key in [
        ("truth.sessions", "session_id"),
        ("truth.visitors", "visitor_id"),
        ("raw.customers", "customer_id"),
        ("raw.customers", "email"),
        ("raw.orders", "order_id"),
    ]:
        count, distinct = world(f"select count(*), count(distinct {key}) from {table}")
        assert count == distinct > 0, table
    for query in [
        "from raw.events where customer_id not in (select customer_id from raw.customers)",
        "from raw.events where visitor_id not in (select visitor_id from truth.visitors)",
        "from raw.events where session_id not in (select session_id from truth.sessions)",
        "from raw.refunds where order_id not in (select order_id from raw.orders)",
        "from raw.orders where order_id not in (select order_id from raw.order_items)",
    ]:
        assert world(f"select count(*) {query}") == (0,), query


def test_sessions_a_day_and_bots(world: Callable[..., tuple]) -> None:
    expected = 1_000 * calendar.traffic(date(2025, 1, 1), np.arange(120)).sum()
    (sessions,) = world("select count(*) from truth.sessions")
    assert abs(sessions / expected - 1) < 0.06  # the spike and recovered carts come on top
    for kind, share in zip(bots.KINDS[1:], bots.SESSION_SHARES[1:], strict=True):
        (found,) = world("select count(*) from truth.sessions where bot_kind = $kind", kind=kind)
        visits = int(bots.VISITS[bots.KINDS.index(kind)])
        low, high = interval_of_one_run(expected * share, math.sqrt(expected * share * visits))
        assert low * 0.95 <= found <= high * 1.05, kind


def test_weekly_and_daily_rhythm(world: Callable[..., tuple]) -> None:
    sunday, friday = world("""
        select avg(n) filter (where dow = 0), avg(n) filter (where dow = 5)
        from (
            select dayofweek(started_at) as dow, started_at::date, count(*) as n
            from truth.sessions
            where bot_kind is null and started_at < '2025-02-05'
            group by all
        )
    """)
    assert sunday > friday
    evening, night = world("""
        select count(*) filter (where hour(started_at) = 20),
            count(*) filter (where hour(started_at) = 3)
        from truth.sessions s join truth.visitors using (visitor_id)
        join (select distinct visitor_id, country_code from raw.events) using (visitor_id)
        where s.bot_kind is null and country_code = 'GB'
    """)
    # 70 to 2 on workdays, 60 to 4 at the weekend; who comes back the same day fills the nights
    assert 10 < evening / night < 40
    christmas, before = calendar.traffic(date(2025, 12, 25), np.array([0, -14]))
    assert christmas < before / 2
    peak = calendar.campaign_days(2025)
    assert set(peak) >= {date(2025, 3, 27), date(2025, 11, 30)}
    assert max(calendar.traffic(date(2025, 1, 1), np.arange(365))) > 1.4


def test_people_come_back(world: Callable[..., tuple]) -> None:
    same_day, median = world("""
        select avg((gap < interval 12 hour)::int), median(epoch(gap)) / 86400
        from (
            select
                started_at - lag(started_at) over (partition by visitor_id order by started_at)
                    as gap
            from truth.sessions where bot_kind is null
        )
        where gap is not null
    """)
    assert 0.08 < same_day < 0.20
    assert 3 < median < 20


@pytest.mark.parametrize("kind", FAULTS + COPIES)
def test_injected_errors_are_as_many_as_asked_for(world: Callable[..., tuple], kind: str) -> None:
    rows, found = world(
        "select (select count(*) from raw.events), "
        "count(*) from truth.injected_errors where kind = $kind",
        kind=kind,
    )
    assert_share(found / rows, RATES[kind][0], rows)


def test_late_skewed_and_declined(world: Callable[..., tuple]) -> None:
    sessions, late = world("""
        select count(distinct session_id), count(distinct session_id) filter (where kind = 'late')
        from raw.events
        join truth.sessions using (session_id)
        left join truth.injected_errors using (event_id, load_id, received_at)
        where started_at < '2025-04-06'
    """)
    assert_share(late / sessions, RATES["late"][0], sessions)
    visitors, skewed = world(
        "select count(*), count(*) filter (where clock_skew_seconds <> 0) from truth.visitors "
        "where not is_bot"
    )
    assert_share(skewed / visitors, RATES["skew"][0], visitors, clusters=1.1)
    customers, declined = world(
        "select count(*), count(*) filter (where consent = 'denied') from raw.customers"
    )
    assert_share(declined / customers, RATES["declined"][0], customers)


def test_loads_are_days_and_hold_rows_out_of_order(world: Callable[..., tuple]) -> None:
    wrong, disordered, loads = world("""
        select
            count(*) filter (where load_id <> 'shop-' || received_at::date
                or loaded_at <> received_at::date + interval 1 day),
            count(*) filter (where occurred_at < previous),
            count(distinct load_id)
        from (select *, lag(occurred_at) over (order by received_at) as previous from raw.events)
    """)
    assert wrong == 0
    assert disordered > 1_000
    assert loads == 120


def test_incidents_have_the_size_that_the_truth_says(world: Callable[..., tuple]) -> None:
    """Rates on the days of an incident against those of the calm days before."""
    kinds = world("select list(kind order by kind) from truth.incidents")[0]
    assert kinds == sorted(incidents.KINDS)
    begun = """
        select
            sum(checkout) filter (where started_at >= begins and started_at < ends) as hit,
            count(*) filter (where started_at >= begins and started_at < ends) as exposed,
            sum(checkout) filter (where started_at < '2025-02-05')
                / count(*) filter (where started_at < '2025-02-05') as usual,
            any_value(size) as size
        from (
            select
                min(occurred_at) as started_at,
                max((event_type = 'checkout')::int) as checkout,
                max((event_type = 'view_cart_page')::int) as looked,
                any_value(device_type) as device
            from raw.events where occurred_at > '2025-01-01' group by session_id
        )
        cross join (
            select segment, size, started_at as begins, ended_at as ends
            from truth.incidents where kind = 'checkout_broken'
        )
        where device = segment and looked = 1
    """
    hit, exposed, usual, size = world(begun)
    assert_share(hit / exposed, usual * (1 - size), exposed, clusters=1.5)
    for segment, of, where in [
        ("order_id", "order_id is null", "event_type = 'purchase'"),
        ("revenue", "revenue is null", "event_type = 'purchase'"),
    ]:
        for lost, rows, size in [
            world(f"""
                select count(*) filter (where {of}), count(*), any_value(size)
                from raw.events join truth.incidents i
                    on occurred_at >= i.started_at and occurred_at < i.ended_at
                where i.kind = 'value_lost' and segment = '{segment}' and {where}
            """)
        ]:
            if rows:
                assert_share(lost / rows, size, rows)
    left, all_types = world("""
        select count(*) filter (where event_type = segment), count(*)
        from raw.events join truth.incidents i
            on received_at >= i.started_at + interval 1 hour and received_at < i.ended_at
                and occurred_at >= i.started_at + interval 1 hour and occurred_at < i.ended_at
        where kind = 'tracking_lost'
    """)
    assert left < 0.001 * all_types  # clocks that are off
    pushed, sessions, size = world("""
        select count(distinct session_id) filter (where campaign = 'flash_push'),
            count(distinct session_id), any_value(size)
        from raw.events join truth.incidents i
            on occurred_at >= i.started_at and occurred_at < i.ended_at
        where kind = 'traffic_spike'
    """)
    assert_share(pushed / sessions, size / (1 + size), sessions, clusters=2)
    (elsewhere,) = world("""
        select count(*) from raw.events e
        where campaign = 'flash_push' and not exists (
            from truth.incidents i where kind = 'traffic_spike'
                and e.received_at between i.started_at and i.ended_at + interval 30 day
        )
    """)
    assert elsewhere == 0


def test_none_goes_wrong_where_it_is_not_planned() -> None:
    calm = World(seed=1, start=date(2025, 1, 1), sessions_per_day=100.0, has_incidents=False)
    assert incidents.planned(calm, 400) == []


def test_journeys_are_drawn_from_the_matrix(world: Callable[..., tuple]) -> None:
    """Moves of people who are seen clean, from pages whose moves depend on nobody."""
    for before in ("view_homepage", "view_category", "view_search_page"):
        place = journeys.STATES.index(before)
        for after in ("view_category", "view_product", "view_search_page"):
            count, moved = world(
                """
                select count(*), count(*) filter (where following = $after)
                from (
                    select event_type, lead(event_type) over (
                        partition by session_id order by occurred_at
                    ) as following
                    from raw.events join truth.sessions s using (session_id)
                    where event_type in $states and s.bot_kind is null
                        and started_at < '2025-02-05' and occurred_at > '2025-01-01'
                        and s.session_id not in (
                            select session_id from raw.events
                            join truth.injected_errors using (event_id, load_id, received_at)
                            where session_id is not null
                        )
                )
                where event_type = $before
                """,
                before=before,
                after=after,
                states=journeys.STATES,
            )
            # one kind of loss: the row with the fault has no session, so one in 200 is missing
            promised = journeys.NEXT[place, journeys.STATES.index(after)]
            low, high = share_interval(promised, count)
            assert low - 0.006 <= moved / count <= high + 0.006, (before, after)


def test_coefficients_shift_the_odds(world: Callable[..., tuple]) -> None:
    """Product views of one-time visitors: mobile against desktop, all else drawn alike."""
    odds = {}
    for device in ("desktop", "mobile"):
        views, adds = world(
            """
            select count(*) filter (where event_type = 'view_product'),
                count(*) filter (where event_type = 'add_to_cart')
            from raw.events join truth.sessions s using (session_id)
            where s.bot_kind is null and device_type = $device and s.started_at < '2025-02-05'
            """,
            device=device,
        )
        odds[device] = math.log(adds / (views - adds)), 1 / adds + 1 / (views - adds)
    difference = odds["mobile"][0] - odds["desktop"][0]
    error = math.sqrt(odds["mobile"][1] + odds["desktop"][1]) * 1.3  # views come in sessions
    low, high = interval_of_one_run(journeys.COEFFICIENTS["device_type"]["mobile"][0], error)
    assert low <= difference <= high


def test_planted_companions_are_in_the_baskets(world: Callable[..., tuple]) -> None:
    carts, along = world("""
        with added as (
            select distinct session_id, product_id from raw.events where event_type = 'add_to_cart'
        )
        select count(*), count(c.product_id)
        from added a join truth.associations p using (product_id)
        left join added c on c.session_id = a.session_id and c.product_id = p.companion_id
    """)
    assert carts > 100
    low, high = share_interval(catalogue.PLANTED_PROBABILITY, carts)
    assert low <= along / carts <= high + 0.03  # some are put in for themselves


def test_value_groups_differ_in_what_they_bring(world: Callable[..., tuple]) -> None:
    (orders,) = world("""
        select list(orders order by orders) = list(orders order by rank)
        from (
            select value_group, count(order_id) / count(distinct customer_id) as orders,
                list_position(['one_time', 'occasional', 'loyal', 'champion'], value_group) as rank
            from truth.customers left join raw.orders using (customer_id)
            group by 1
        )
    """)
    assert orders


def test_books_and_money(world: Callable[..., tuple]) -> None:
    wrong, orders = world("""
        select count(*) filter (where abs(
            total - lines * case when coupon is null then 1 else 0.9 end) > 0.01), count(*)
        from raw.orders join (
            select order_id, sum(quantity * unit_price) as lines from raw.order_items group by 1
        ) using (order_id)
    """)
    assert (wrong, orders > 1_000) == (0, True)
    (wrong,) = world("""
        select count(*) from raw.events e join raw.orders o using (order_id)
        where event_type = 'purchase' and (revenue <> total or e.currency <> o.currency)
    """)
    assert wrong == 0
    due, refunded = world("""
        select count(*), count(r.order_id) from raw.orders
        left join raw.refunds r using (order_id) where ordered_at < '2025-03-31'
    """)
    assert_share(refunded / due, 0.06, due)


def test_catalogue_has_its_rough_edges(world: Callable[..., tuple]) -> None:
    orphans, lost = world("""
        select count(*) filter (where parent_id is not null
            and parent_id not in (select category_id from raw.categories)),
            count(*) filter (where parent_id is null) - 4
        from raw.categories
    """)
    assert (orphans, lost) == (2, 2)
    assert world("select count(distinct property) from raw.item_properties") == (3,)
    (wrong,) = world("""
        select count(*) from raw.events e
        asof join (from raw.item_properties where property = 'price') p
            on e.product_id = p.product_id and e.occurred_at >= p.valid_from
        join truth.sessions s using (session_id)
        join truth.visitors v on v.visitor_id = s.visitor_id
        where event_type = 'view_product' and currency = 'USD' and clock_skew_seconds = 0
            and s.started_at >= p.valid_from and unit_price <> p.value::decimal(18, 2)
            and occurred_at::date = s.started_at::date
            and campaign is distinct from 'cart_reminder'
    """)
    assert wrong == 0


def test_hard_cases_of_identity(world: Callable[..., tuple]) -> None:
    shared, devices, anonymous = world("""
        select
            (select count(*) from (select visitor_id from raw.events where customer_id is not null
                group by 1 having count(distinct customer_id) > 1)),
            (select count(*) from (select customer_id from raw.events where customer_id is not null
                group by 1 having count(distinct visitor_id) > 1)),
            (select count(*) from raw.orders where customer_id is null)
    """)
    assert shared > 5
    assert devices > 100
    assert anonymous > 100


def test_people_who_look_like_bots(world: Callable[..., tuple]) -> None:
    sessions, power, office, silent = world("""
        select count(*), count(*) filter (where look_alike = 'power_user'),
            count(*) filter (where look_alike = 'shared_office'),
            count(*) filter (where look_alike = 'without_agent')
        from truth.sessions where bot_kind is null
    """)
    for found, share in [
        (power, people.POWER_USER_SHARE),
        (office, people.OFFICE_SHARE),
        (silent, people.NO_AGENT_SHARE),
    ]:
        assert_share(found / sessions, share, sessions, clusters=6)


# The command line


@pytest.fixture
def warehouse(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The path of a warehouse that is not there yet."""
    path = tmp_path / "warehouse.duckdb"
    monkeypatch.setenv("WAREHOUSE_PATH", str(path))
    return path


def checksum(path: Path) -> tuple:
    """The number of events and the checksum of the last run."""
    with duckdb.connect(path, read_only=True) as con:
        return con.execute("select events, checksum, arguments from raw.simulation").fetchone()


def test_the_command_line_continues_a_world(
    warehouse: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    size = ["--sessions-per-day", "50", "--late-rate", "0.1"]
    generate_events.main([*size, "--days", "9"])
    at_once = checksum(warehouse)
    generate_events.main([*size, "--days", "9"])
    assert capsys.readouterr().out.splitlines()[-1].startswith("nothing to do")
    generate_events.main([*size, "--end", "2025-01-04"])
    assert checksum(warehouse)[0] < at_once[0]
    generate_events.main(["--append-days", "5"])
    assert checksum(warehouse) == at_once


@pytest.mark.parametrize(("option", "size"), [("--events", 60_000), ("--visitors", 10_000)])
def test_sizes_are_about_what_is_asked_for(warehouse: Path, option: str, size: int) -> None:
    generate_events.main([option, str(size), "--days", "30"])
    column = {"--events": "event_id", "--visitors": "visitor_id"}[option]
    with duckdb.connect(warehouse, read_only=True) as con:
        (found,) = con.execute(f"select count(distinct {column}) from raw.events").fetchone()
    assert abs(found / size - 1) < 0.1


def test_parquet_holds_the_rows_of_the_warehouse(warehouse: Path, tmp_path: Path) -> None:
    size = ["--sessions-per-day", "50", "--days", "6"]
    generate_events.main([*size, "--csv", str(tmp_path / "events.csv")])
    generate_events.main([*size, "--parquet", str(tmp_path / "files")])
    with duckdb.connect(warehouse, read_only=True) as con:
        for table in TABLES:
            columns = ", ".join(TABLES[table])
            pattern = "raw/events_*" if table == "raw.events" else table.replace(".", "/")
            read = con.execute(
                f"select {columns} from '{tmp_path}/files/{pattern}.parquet' order by all"
            ).fetchall()
            assert read == con.execute(MADE.format(table=table, columns=columns)).fetchall(), table
        (events,) = con.execute("select count(*) from raw.events").fetchone()
    files = sorted(file.name for file in (tmp_path / "files" / "raw").glob("events_*"))
    assert files == [f"events_2025-01-0{day}.parquet" for day in range(1, 7)]
    lines = (tmp_path / "events.csv").read_text(encoding="utf-8").splitlines()
    assert len(lines) == events + 1


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--visitors", "-5"], "--visitors: must be a whole number from 1 to"),
        (["--events", "0"], "--events: must be a whole number"),
        (["--days", "-1"], "--days: must be a whole number from 1 to 3,650"),
        (["--events", "9", "--visitors", "9"], "not allowed with argument"),
        (["--start", "2025-02-01", "--end", "2025-01-31"], "--end 2025-01-31 is before --start"),
        (["--start", "2025-01-01", "--end", "2099-01-31"], "is more than 3,650 days after"),
        (["--start", "yesterday"], "--start: must be a day from"),
        (["--late-rate", "0.5"], "--late-rate: must be a share from 0 to 0.1"),
        (["--late-rate", "nan"], "--late-rate: must be a share from 0 to 0.1"),
        (["--incidents", "many"], "--incidents"),
        (["--preset", "boutique"], "--preset"),
        (["--anomaly-day", "2025-01-03"], "--anomaly-day is not for preset shop"),
        (["--append-days", "3"], "holds no simulated shop to continue"),
        (["--append-days", "3", "--late-rate", "0.01"], "cannot be given with --append-days"),
        (["--append-days", "3", "--parquet", "x"], "cannot be given with --append-days"),
        (["--csv", "a", "--parquet", "x"], "--csv cannot be given with --parquet"),
    ],
)
def test_wrong_arguments_are_one_line(
    warehouse: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], message: str
) -> None:
    with pytest.raises(SystemExit) as stop:
        generate_events.main(arguments)
    said = capsys.readouterr().err
    assert stop.value.code == 2
    assert said.count("\n") == 1
    assert message in said


@pytest.mark.parametrize("target", [[], ["--parquet", "files"]])
def test_full_disk_is_one_line(warehouse: Path, tmp_path: Path, target: list[str]) -> None:
    generate_events.main(["--sessions-per-day", "20", "--days", "2"])
    before = checksum(warehouse)
    where = [target[0], str(tmp_path / "files")] if target else []
    full = script(
        *("generate_events", "--days", "8", "--sessions-per-day", "400", *where),
        warehouse=warehouse,
        marts=tmp_path,
        file_size=100_000 if target else 1_500_000,
    )
    assert full.returncode == 2
    assert full.stderr.count("\n") == 1, full.stderr
    assert "(File too large): make room on the disk and run this again" in full.stderr
    assert checksum(warehouse) == before
    with duckdb.connect(warehouse, read_only=True) as con:
        query = "select count(*) from duckdb_tables() where contains(table_name, $ending)"
        assert con.execute(query, {"ending": writing.NEW}).fetchone() == (0,)
