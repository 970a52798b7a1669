"""RetailRocket: a tiny file worked out by hand, and the real one counted again by pandas."""

from datetime import datetime
from pathlib import Path

import duckdb
import pandas as pd
import pytest
from conftest import ROOT, build, dbt, simulate
from relations import undescribed, untrue_relationships
from worlds import WITHOUT_TESTS, differences

REAL = ROOT.parent / "shared" / "data" / "retailrocket"
GA4 = ROOT.parent / "shared" / "data" / "ga4"
ORDERS = (
    *(*WITHOUT_TESTS[1:], "--select", "+orders", "+event_audit", "+int_excluded_events"),
    "stg_retailrocket__categories",
)
HALF_AN_HOUR = pd.Timedelta(minutes=30)
LETTERS = {"view": "V", "addtocart": "C", "transaction": "P"}
# what the files say nothing of
SILENT = {
    "sessions": "device_type country_code traffic_source customer_id landing_page exit_page",
    "orders": "revenue net_revenue device_type country_code traffic_source customer_id",
    "carts": "cart_value device_type country_code",
    "drop_offs": "revenue_lost_gross revenue_lost_expected",
    "funnel_comparison": "opportunity_revenue",
    "segments": "opportunity_revenue",
    "incidents": "money_at_stake",
}


def query(warehouse: Path, sql: str) -> list[tuple]:
    """All rows of a query on a warehouse file."""
    with duckdb.connect(str(warehouse), read_only=True) as connection:
        return connection.execute(sql).fetchall()


def variables(events: Path | str, folder: Path) -> dict:
    """The vars that name the events, and the tree and the map of a folder."""
    return {
        "event_sources": ["retailrocket"],
        "retailrocket_events": str(events),
        "retailrocket_categories": str(folder / "category_tree.csv"),
        "retailrocket_items": str(folder / "item_category_map.parquet"),
    }


def write_map(folder: Path, *items: tuple[str, str]) -> None:
    """The map of items to categories."""
    rows = ", ".join(str(item) for item in items)
    relation = duckdb.sql(f"select * from (values {rows}) as map (itemid, categoryid)")
    relation.write_parquet(str(folder / "item_category_map.parquet"))


# 10:00:00 on 1 June 2015 is 1433152800000; the file's day ends everywhere at noon of the next.
ROWS = """\
timestamp,visitorid,event,itemid,transactionid
1433152800123,ann,view,i1,
1433152860000,ann,addtocart,i1,
1433152860000,ann,addtocart,i1,
1433152920000,ann,transaction,i1,77
1433152920000,ann,transaction,i2,77
1433153000000,bob,transaction,i1,78.0
1433153000000,bob,moonwalk,i1,
soon,bob,view,i1,
1433153000000000,bob,view,i1,
1433153000000, ,view,i1,
0,bob,view,i1,
1433336400001,bob,view,i1,
1433153000000,bob,view,i1,,too,many
1433153000000,bo
"""


@pytest.fixture(scope="module")
def tiny(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a small file, as the original has it, and of its warehouse."""
    folder = tmp_path_factory.mktemp("tiny")
    (folder / "events_2015-06-01.csv").write_text(ROWS)
    (folder / "category_tree.csv").write_text("categoryid,parentid\n1,\n2,1\n3,9\n")
    write_map(folder, ("i1", "2"), ("i9", "1"))
    build(folder / "warehouse.duckdb", *ORDERS, **variables(folder / "events_*.csv", folder))
    return folder


def test_every_row_has_the_outcome_worked_out_by_hand(tiny: Path) -> None:
    rows = query(
        tiny / "warehouse.duckdb",
        """
        select
            visitor_id, source_event_type, product_id, order_id,
            coalesce(exclusion_reason, 'accepted')
        from intermediate.int_cleaned_events order by 1, 2, 3, 4, 5
        """,
    )
    assert [tuple("-" if value is None else value for value in row) for row in rows] == [
        ("ann", "addtocart", "i1", "-", "accepted"),
        ("ann", "addtocart", "i1", "-", "exact_duplicate"),
        ("ann", "transaction", "i1", "77", "accepted"),
        ("ann", "transaction", "i2", "77", "accepted"),
        ("ann", "view", "i1", "-", "accepted"),
        ("bob", "moonwalk", "i1", "-", "accepted"),
        ("bob", "transaction", "i1", "78", "accepted"),
        ("bob", "view", "i1", "-", "before_min_event_date"),
        ("bob", "view", "i1", "-", "in_the_future"),
        ("bob", "view", "i1", "-", "missing_time"),
        ("bob", "view", "i1", "-", "missing_time"),
        ("-", "view", "i1", "-", "missing_identity"),
        ("-", "-", "-", "-", "unreadable_row"),
        ("-", "-", "-", "-", "unreadable_row"),
    ]
    kept = query(
        tiny / "warehouse.duckdb",
        "select raw_text from intermediate.int_excluded_events where raw_text <> '' order by 1",
    )
    assert kept == [("1433153000000,bo",), ("1433153000000,bob,view,i1,,too,many",)]


def test_events_are_mapped(tiny: Path) -> None:
    assert query(
        tiny / "warehouse.duckdb",
        """
        select
            event_type, occurred_at, product_id, category_id, revenue, load_id, loaded_at
        from intermediate.int_events where visitor_id = 'ann' order by occurred_at, product_id
        """,
    ) == [
        (
            *(event_type, datetime(2015, 6, 1, 10, minute, 0, microsecond), item, category, None),
            *("events_2015-06-01", datetime(2015, 6, 2, 12)),
        )
        for event_type, minute, microsecond, item, category in [
            ("view_product", 0, 123000, "i1", "2"),
            ("add_to_cart", 1, 0, "i1", "2"),
            ("purchase", 2, 0, "i1", "2"),
            ("purchase", 2, 0, "i2", None),
        ]
    ]


def test_an_order_of_two_items_is_one(tiny: Path) -> None:
    assert query(
        tiny / "warehouse.duckdb",
        "select order_id, visitor_id, purchase_event_count, revenue from marts.orders order by 1",
    ) == [("77", "ann", 2, None), ("78", "bob", 1, None)]


def test_the_tree_is_passed_on_as_it_is(tiny: Path) -> None:
    assert query(
        tiny / "warehouse.duckdb",
        "select category_id, parent_id, category_name from staging.stg_retailrocket__categories",
    ) == [("1", None, None), ("2", "1", None), ("3", "9", None)]


@pytest.fixture(scope="module")
def real(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A warehouse of the real files, every test run."""
    if not REAL.exists():
        pytest.skip(f"the real files are not there: {REAL}")
    warehouse = tmp_path_factory.mktemp("retailrocket") / "warehouse.duckdb"
    build(warehouse, **variables(REAL / "events.csv", REAL))
    return warehouse


@pytest.fixture(scope="module")
def events(real: Path) -> pd.DataFrame:
    """The real rows in order, each once, with the number of their visitor's session."""
    rows = pd.read_csv(REAL / "events.csv", usecols=range(5)).drop_duplicates()
    rows["at"] = pd.to_datetime(rows["timestamp"], unit="ms")
    rows["letter"] = rows["event"].map(LETTERS)
    rows["rank"] = rows["event"].map(list(LETTERS).index)
    rows = rows.sort_values(["visitorid", "at", "rank"])
    rows["is_start"] = rows.groupby("visitorid")["at"].diff().gt(HALF_AN_HOUR)
    rows["session"] = rows.groupby("visitorid")["is_start"].cumsum()
    return rows


@pytest.fixture(scope="module")
def sessions(real: Path, events: pd.DataFrame) -> pd.DataFrame:
    """People's sessions of the real rows; `steps` has a letter an event, `viewed_at` the entry."""
    bots = {v for (v,) in query(real, "select visitor_id from marts.sessions where is_bot")}
    people = events[~events["visitorid"].astype(str).isin(bots)]
    found = people.groupby(["visitorid", "session"]).agg(
        started_at=("at", "min"), ended_at=("at", "max"), steps=("letter", "sum")
    )
    views = people[people["letter"] == "V"].groupby(["visitorid", "session"])["at"].min()
    found["viewed_at"] = views
    found["is_closed"] = found["ended_at"] < events["at"].max() - HALF_AN_HOUR
    return found


def test_only_repeats_are_excluded(real: Path) -> None:
    rows = pd.read_csv(REAL / "events.csv", usecols=range(5))
    audit = query(real, "select reason, sum(events)::int from marts.event_audit group by 1")
    repeats = int(rows.duplicated().sum())
    assert dict(audit) == {"accepted": len(rows) - repeats, "exact_duplicate": repeats}


def test_sessions_are_those_of_pandas(real: Path, events: pd.DataFrame) -> None:
    totals = events.groupby(["visitorid", "session"])["at"].agg(["min", "max", "size"])
    expected = [(str(visitor), *row) for (visitor, _), *row in totals.itertuples()]
    found = query(real, "select visitor_id, started_at, ended_at, event_count from marts.sessions")
    assert sorted(found) == sorted(expected)


def test_orders_are_the_transactions_of_the_file(real: Path, events: pd.DataFrame) -> None:
    bought = events[events["event"] == "transaction"]
    expected = bought.groupby("transactionid").agg(
        visitor=("visitorid", "first"), items=("itemid", "size"), at=("at", "min")
    )
    found = query(
        real, "select order_id, visitor_id, purchase_event_count, ordered_at from marts.orders"
    )
    assert sorted(found) == sorted(
        (f"{order:.0f}", str(visitor), items, at)
        for order, visitor, items, at in expected.itertuples()
    )


@pytest.mark.parametrize(
    ("funnel", "steps"), [("product_to_order", "V.*C.*P"), ("purchase", "V.*C.*checkout.*P")]
)
def test_the_funnel_of_each_day_is_a_pattern_of_letters(
    real: Path, sessions: pd.DataFrame, funnel: str, steps: str
) -> None:
    entrants = sessions.dropna(subset="viewed_at")
    dates = entrants["viewed_at"].dt.strftime("%Y-%m-%d")
    parts = steps.split(".*")
    reached = [
        entrants["steps"].str.contains(".*".join(parts[: place + 1])) for place in range(len(parts))
    ]
    expected = {}
    for place, here in enumerate(reached):
        is_last = place + 1 == len(parts)
        onward = pd.Series(False, index=here.index) if is_last else reached[place + 1]
        stays = here & ~onward
        counts = [here, onward, stays & entrants["is_closed"], stays & ~entrants["is_closed"]]
        for date, *row in pd.concat(counts, axis=1).groupby(dates).sum().itertuples():
            if row[0]:
                expected[(date, place + 1)] = (row[0], *([None] * 3 if is_last else row[1:]))
    found = query(
        real,
        f"""
        select
            entry_date::varchar, step_number,
            sum(entered)::int, sum(completed)::int, sum(dropped)::int, sum(in_flight)::int
        from marts.funnel_steps where funnel = '{funnel}' group by 1, 2
        """,
    )
    assert {(date, place): tuple(row) for date, place, *row in found} == expected


def test_kpis_count_what_pandas_counts(real: Path, sessions: pd.DataFrame) -> None:
    steps = sessions["steps"]
    carts = sessions["is_closed"] & steps.str.contains("C")
    expected = {
        "sessions": (len(sessions), None),
        "bounce_rate": ((steps == "V").sum(), len(sessions)),
        "session_conversion": (steps.str.contains("P").sum(), len(sessions)),
        "cart_abandonment": ((carts & ~steps.str.contains("P")).sum(), carts.sum()),
        "product_to_cart": (steps.str.contains("V.*C").sum(), steps.str.contains("V").sum()),
        "cart_to_checkout": (0, steps.str.contains("V.*C").sum()),
        "checkout_to_purchase": (0, 0),
        "average_order_value": (0, 0),
    }
    found = query(
        real,
        "select kpi, sum(numerator)::int, sum(denominator)::int from marts.kpi_daily"
        f" where kpi in {tuple(expected)} group by 1",
    )
    assert {kpi: (numerator, denominator) for kpi, numerator, denominator in found} == expected


@pytest.mark.parametrize("mart", SILENT)
def test_what_the_files_do_not_say_is_null(real: Path, mart: str) -> None:
    counts = ", ".join(f"count({column})" for column in SILENT[mart].split())
    ((rows, *known),) = query(real, f"select count(*), {counts} from marts.{mart}")
    assert rows > 0
    assert not any(known)


def test_every_column_is_described_in_retailrocket(real: Path) -> None:
    with duckdb.connect(str(real), read_only=True) as connection:
        assert undescribed(connection) == {}


def test_relationships_hold_in_retailrocket(real: Path) -> None:
    with duckdb.connect(str(real), read_only=True) as connection:
        assert untrue_relationships(connection) == []


@pytest.fixture(scope="module")
def halves(real: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of the real rows in two files, every second one later, and their warehouse."""
    folder = tmp_path_factory.mktemp("halves")
    for name in ("category_tree.csv", "item_category_map.parquet"):
        (folder / name).symlink_to(REAL / name)
    header, *rows = (REAL / "events.csv").read_text().splitlines(keepends=True)
    for day, half in [("2015-09-18", rows[::2]), ("2015-09-19", rows[1::2])]:
        (folder / f"events_{day}.csv").write_text("".join([header, *half]))
        named = variables(folder / "events_*.csv", folder)
        build(folder / "by_loads.duckdb", *WITHOUT_TESTS[1:], **named)
    return folder


def test_a_second_file_leads_to_the_same_tables(halves: Path) -> None:
    at_once = halves / "at_once.duckdb"
    build(at_once, *WITHOUT_TESTS[1:], **variables(halves / "events_*.csv", halves))
    assert differences(halves / "by_loads.duckdb", at_once) == {}


def test_another_map_of_items_is_another_history(halves: Path) -> None:
    (halves / "item_category_map.parquet").unlink()
    write_map(halves, ("460429", "1338"))
    named = variables(halves / "events_*.csv", halves)
    done = dbt(*WITHOUT_TESTS, warehouse=halves / "by_loads.duckdb", **named)
    assert done.returncode != 0
    assert "The load events_2015-09-18 of source retailrocket has changed" in done.stdout


@pytest.mark.full
@pytest.mark.parametrize("other", ["shop", "ga4"])
def test_beside_another_source_it_is_the_same(real: Path, other: str, tmp_path: Path) -> None:
    warehouse, others = tmp_path / "warehouse.duckdb", {}
    if other == "shop":
        simulate(warehouse, "--days", "3", "--sessions-per-day", "100")
    else:
        days = sorted(GA4.glob("events_*.parquet"))[:2]
        if not days:
            pytest.skip(f"the real GA4 days are not there: {GA4}")
        for day in days:
            (tmp_path / day.name).symlink_to(day)
        others["ga4_events"] = str(tmp_path / "events_*.parquet")
    both = variables(REAL / "events.csv", REAL) | {"event_sources": [other, "retailrocket"]}
    build(warehouse, **both, **others)
    with duckdb.connect() as connection:
        connection.execute(f"attach '{real}' as alone (read_only)")
        connection.execute(f"attach '{warehouse}' as beside (read_only)")
        for mart in ("sessions", "orders", "carts", "funnel_steps", "attribution"):
            rows = f"select * from {{}}.marts.{mart} where event_source = 'retailrocket'"
            alone, beside = rows.format("alone"), rows.format("beside")
            for left, right in [(alone, beside), (beside, alone)]:
                assert connection.execute(f"{left} except all {right}").fetchall() == [], mart
