"""The classic shop: its figures against the published run, its rows, its command line.

pytest tests/python/test_generate_events.py
"""

import subprocess
import sys
from datetime import date
from functools import cache
from pathlib import Path

import duckdb
import generate_events
import numpy as np
import pandas as pd
import pytest
from classic_reference import (
    BOT_RULE_SECONDS,
    REFERENCE,
    STEP_PROBABILITIES,
    VISITORS,
    bot_sessions_per_visitor,
    events_per_visitor,
    gamma_cdf,
    interval_of_one_run,
    intervals,
    model,
    share_interval,
)
from conftest import script
from simulator import classic
from simulator.tables import TABLES

SEEDS = [1, 2, 3]
STEPS = ["view_homepage", "view_category", "view_product", "add_to_cart", "checkout", "purchase"]
BEHAVIOUR = [
    "session_id",
    "visitor_id",
    "event_type",
    "occurred_at",
    "product_id",
    "category_id",
    "device_type",
    "referrer",
]
ANOMALY_DAY = date(2025, 1, 3)


@cache
def simulated(
    seed: int, visitors: int = VISITORS, anomaly_day: date | None = None
) -> dict[str, pd.DataFrame]:
    """One simulation, shared by the tests that only read it."""
    return classic.simulate(seed, visitors, anomaly_day)


@pytest.fixture(scope="module", params=SEEDS)
def tables(request: pytest.FixtureRequest) -> dict[str, pd.DataFrame]:
    """The tables of a run of the published size."""
    return simulated(request.param)


@pytest.fixture
def warehouse(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The path of a warehouse that is not there yet, nor is its directory."""
    path = tmp_path / "data" / "warehouse.duckdb"
    monkeypatch.setenv("WAREHOUSE_PATH", str(path))
    return path


def classic_run(arguments: list[str]) -> None:
    """The command line for the classic shop."""
    generate_events.main(["--preset", "classic", *arguments])


def rows(path: Path, query: str) -> list[tuple]:
    """The rows of a query on a warehouse nobody has open."""
    with duckdb.connect(path, read_only=True) as con:
        return con.execute(query).fetchall()


def checksum(path: Path) -> str:
    """The checksum of the last run."""
    return rows(path, "select checksum from raw.simulation")[0][0]


def in_session_order(events: pd.DataFrame, columns: list[str]) -> pd.DataFrame:
    """Columns of the events, sessions one after the other and the steps of each in order."""
    step = pd.Categorical(events["event_type"], categories=STEPS, ordered=True)
    ordered = events.assign(step=step).sort_values(["session_id", "step"])
    return ordered[columns].reset_index(drop=True)


@pytest.fixture(scope="module")
def mean_gaps(tables: dict[str, pd.DataFrame]) -> pd.DataFrame:
    """The sessions of at least two events: visitor_id and mean_gap, in seconds."""
    sessions = (
        tables["raw.events"]
        .groupby("session_id")
        .agg(
            visitor_id=("visitor_id", "first"),
            first=("occurred_at", "min"),
            last=("occurred_at", "max"),
            events=("occurred_at", "count"),
        )
    )
    sessions = sessions[sessions["events"] > 1]
    duration = (sessions["last"] - sessions["first"]).dt.total_seconds()
    return sessions[["visitor_id"]].assign(mean_gap=duration / (sessions["events"] - 1))


@pytest.fixture(scope="module")
def figures(tables: dict[str, pd.DataFrame], mean_gaps: pd.DataFrame) -> dict[str, float]:
    """The figures of REFERENCE for a run of the published size."""
    events = tables["raw.events"]
    visitors = events.groupby("event_type")["visitor_id"].nunique().loc[STEPS]
    shares = (visitors / visitors.shift()).iloc[1:].add_prefix("share_")
    found = int((mean_gaps["mean_gap"] <= BOT_RULE_SECONDS).sum())
    return {"events": len(events), **shares, "bot_sessions": found}


@pytest.mark.parametrize("figure", REFERENCE)
def test_published_figure_agrees_with_the_model(figure: str) -> None:
    low, high = interval_of_one_run(*model(VISITORS)[figure])
    assert low <= REFERENCE[figure] <= high


@pytest.mark.parametrize("figure", REFERENCE)
def test_figure_lies_in_the_interval_around_the_published_one(
    figures: dict[str, float], figure: str
) -> None:
    low, high = intervals(VISITORS)[figure]
    assert low <= figures[figure] <= high


@pytest.mark.parametrize("gaps", [1, 2, 3, 4, 5])
def test_gamma_tail_of_the_bot_rule(gaps: int) -> None:
    sums = np.random.default_rng(gaps).exponential(size=(100_000, gaps)).sum(axis=1)
    share = gamma_cdf(gaps, BOT_RULE_SECONDS * gaps)
    low, high = share_interval(share, len(sums))
    assert low <= (sums <= BOT_RULE_SECONDS * gaps).mean() <= high


def test_variance_of_a_visitor(tables: dict[str, pd.DataFrame], mean_gaps: pd.DataFrame) -> None:
    """The closed forms against the spread of 30,000 visitors, one square deviation each."""
    visitors = tables["truth.visitors"]["visitor_id"]
    found = mean_gaps[mean_gaps["mean_gap"] <= BOT_RULE_SECONDS]
    for counted, (mean, variance) in [
        (tables["raw.events"]["visitor_id"], events_per_visitor()),
        (found["visitor_id"], bot_sessions_per_visitor()),
    ]:
        counts = counted.value_counts().reindex(visitors, fill_value=0)
        squares = (counts - mean) ** 2
        low, high = interval_of_one_run(variance, squares.std() / np.sqrt(len(squares)))
        assert low <= squares.mean() <= high


def test_intervals_are_for_the_published_size_only() -> None:
    with pytest.raises(ValueError, match="30,000 visitors, not 1,000"):
        intervals(1_000)


def test_session_is_the_funnel_from_the_top(tables: dict[str, pd.DataFrame]) -> None:
    events = in_session_order(tables["raw.events"], ["session_id", "event_type", "occurred_at"])
    position = events.groupby("session_id").cumcount()
    assert (events["event_type"] == position.map(dict(enumerate(STEPS)))).all()
    gaps = events.groupby("session_id")["occurred_at"].diff()
    assert (gaps.dropna() >= pd.Timedelta(0)).all()


def test_sessions_start_in_the_six_days(tables: dict[str, pd.DataFrame]) -> None:
    starts = tables["raw.events"].groupby("session_id")["occurred_at"].min()
    assert starts.min() >= pd.Timestamp("2025-01-01")
    assert starts.max() < pd.Timestamp("2025-01-07")
    # Six days with 42,000 sessions: a day has 7,000, and a standard error of 76.
    per_day = starts.dt.date.value_counts()
    assert len(per_day) == 6
    assert per_day.between(6_600, 7_400).all()


def test_gaps_of_people_and_bots(tables: dict[str, pd.DataFrame]) -> None:
    events = in_session_order(
        tables["raw.events"], ["session_id", "visitor_id", "occurred_at"]
    ).merge(tables["truth.visitors"], on="visitor_id", validate="many_to_one")
    events["gap"] = events.groupby("session_id")["occurred_at"].diff().dt.total_seconds()
    gaps = events.dropna(subset="gap")
    people = gaps.loc[~gaps["is_bot"], "gap"]
    assert set(people) == set(range(10, 301))
    bots = gaps.loc[gaps["is_bot"], "gap"]
    low, high = interval_of_one_run(1.0, 1 / np.sqrt(len(bots)))
    assert low <= bots.mean() <= high


def test_attributes_of_a_session_are_drawn_evenly(tables: dict[str, pd.DataFrame]) -> None:
    sessions = tables["raw.events"].groupby("session_id").first()
    for column, values in [("device_type", 2), ("referrer", 5)]:
        shares = sessions[column].value_counts(normalize=True)
        low, high = share_interval(1 / values, len(sessions))
        assert len(shares) == values
        assert shares.between(low, high).all()
    products = tables["raw.events"]["product_id"]
    assert products.nunique() == 100
    assert tables["raw.events"]["category_id"].nunique() == 10


def test_columns_hang_together(tables: dict[str, pd.DataFrame]) -> None:
    events = tables["raw.events"]
    step = events["event_type"].map({name: number for number, name in enumerate(STEPS)})
    for column, first_step in [
        ("category_id", 1),
        ("product_id", 2),
        ("unit_price_cents", 2),
        ("currency", 2),
        ("quantity", 3),
        ("order_id", 5),
        ("revenue_cents", 5),
    ]:
        assert (events[column].notna() == (step >= first_step)).all(), column
    pages = ["/", None, None, "/cart", "/checkout", "/order-confirmation"]
    page = step.map(dict(enumerate(pages)))
    page = page.mask(step == 1, "/category/" + events["category_id"])
    page = page.mask(step == 2, "/product/" + events["product_id"])
    assert (events["page_path"] == page).all()
    per_session = events.groupby("session_id")[
        ["visitor_id", "product_id", "category_id", "quantity", "device_type", "referrer"]
    ]
    assert (per_session.nunique() <= 1).all(axis=None)


def test_money(tables: dict[str, pd.DataFrame]) -> None:
    events = tables["raw.events"]
    purchases = events[events["event_type"] == "purchase"]
    assert len(purchases) > 0
    total = purchases["quantity"] * purchases["unit_price_cents"]
    assert (purchases["revenue_cents"] == total).all()
    assert purchases["order_id"].is_unique
    assert set(events["quantity"].dropna()) == {1, 2, 3}
    priced = events.dropna(subset="product_id").merge(
        tables["raw.products"], on="product_id", suffixes=("", "_of_product")
    )
    assert (priced["unit_price_cents"] == priced["unit_price_cents_of_product"]).all()
    assert (priced["category_id"] == priced["category_id_of_product"]).all()
    assert tables["raw.products"]["unit_price_cents"].between(500, 30_000).all()


def test_arrival(tables: dict[str, pd.DataFrame]) -> None:
    events = tables["raw.events"]
    assert events["event_id"].is_unique
    assert events["event_id"].is_monotonic_increasing
    assert events["received_at"].is_monotonic_increasing
    delay = (events["received_at"] - events["occurred_at"]) / pd.Timedelta(milliseconds=1)
    assert set(delay) == set(range(20, 2_001))
    day = events["received_at"].dt.normalize()
    assert (events["load_id"] == "shop-" + day.dt.strftime("%Y-%m-%d")).all()
    assert (events["loaded_at"] == day + pd.Timedelta(days=1)).all()


def test_customers(tables: dict[str, pd.DataFrame]) -> None:
    events, visitors = tables["raw.events"], tables["truth.visitors"]
    known = events.dropna(subset="customer_id")
    assert set(known["event_type"]) == {"checkout", "purchase"}
    assert (known.groupby("session_id")["customer_id"].nunique() == 1).all()
    pool = tables["raw.customers"]
    assert pool["customer_id"].is_unique
    assert pool["email"].is_unique
    assert set(known["customer_id"]) | set(visitors["customer_id"].dropna()) <= set(
        pool["customer_id"]
    )
    accounts = visitors.dropna(subset="customer_id")
    low, high = share_interval(0.7, len(visitors))
    assert low <= len(accounts) / len(visitors) <= high
    low, high = share_interval(0.01, len(accounts))
    assert low <= accounts["is_shared_device"].mean() <= high
    assert not visitors.loc[visitors["customer_id"].isna(), "is_shared_device"].any()


def test_identity_has_its_hard_cases(tables: dict[str, pd.DataFrame]) -> None:
    """About 1 seed in 6 has no visitor with two checkouts, so choose SEEDS that have one."""
    known = tables["raw.events"].dropna(subset="customer_id")
    assert known.groupby("customer_id")["visitor_id"].nunique().max() >= 2
    customers = known.groupby("visitor_id")["customer_id"].nunique()
    two_customers = customers.index[customers > 1]
    assert len(two_customers) > 0
    visitors = tables["truth.visitors"].set_index("visitor_id")
    assert visitors.loc[two_customers, "is_shared_device"].all()


def test_customer_of_an_own_device_is_its_owner(tables: dict[str, pd.DataFrame]) -> None:
    checkouts = tables["raw.events"].query("event_type in ['checkout', 'purchase']")
    checkouts = checkouts.merge(
        tables["truth.visitors"], on="visitor_id", suffixes=("", "_of_owner")
    ).query("not is_shared_device")
    nobody = checkouts["customer_id"].isna()
    assert 0 < nobody.mean() < 1
    assert (nobody == checkouts["customer_id_of_owner"].isna()).all()
    known = checkouts[~nobody]
    assert (known["customer_id"] == known["customer_id_of_owner"]).all()


def test_same_seed_gives_the_same_rows() -> None:
    again = classic.simulate(1, VISITORS, None)
    for table, frame in simulated(1).items():
        pd.testing.assert_frame_equal(frame, again[table])


def test_behaviour_is_the_first_random_stream_and_nothing_else() -> None:
    stream = np.random.default_rng(np.random.SeedSequence(1).spawn(1)[0])
    is_bot, sessions, steps = classic.browse(stream, 2_000, None)
    tables = simulated(1, 2_000)
    events = in_session_order(tables["raw.events"], BEHAVIOUR)
    assert (tables["truth.visitors"]["is_bot"] == is_bot).all()
    assert list(events["event_type"]) == [STEPS[step] for step in steps["step"]]
    occurred = (events["occurred_at"] - pd.Timestamp("2025-01-01")) / pd.Timedelta(microseconds=1)
    assert (occurred == steps["occurred"]).all()
    session = sessions.loc[steps["session"]].reset_index(drop=True)
    assert (events["visitor_id"].str[1:].astype(int) - 1 == session["visitor"]).all()
    looked = events["product_id"].notna()
    assert (
        events["product_id"][looked].str[1:].astype(int) - 1 == session["product"][looked]
    ).all()


def test_other_customers_and_prices_leave_the_behaviour_alone(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    before = simulated(1, 2_000)["raw.events"]
    monkeypatch.setattr(classic, "VISITORS_PER_CUSTOMER", 7)
    monkeypatch.setattr(classic, "ACCOUNT_SHARE", 0.2)
    monkeypatch.setattr(classic, "COUNTRIES", np.array(["JP", "BR"]))
    monkeypatch.setattr(classic, "COUNTRY_WEIGHTS", np.array([0.5, 0.5]))
    after = classic.simulate(1, 2_000, None)["raw.events"]
    assert set(after["country_code"]) == {"JP", "BR"}
    assert (before["customer_id"].count() > after["customer_id"].count()) > 0
    pd.testing.assert_frame_equal(
        in_session_order(before, BEHAVIOUR), in_session_order(after, BEHAVIOUR)
    )


@pytest.mark.parametrize("visitors", [1, 2, 3_000])
def test_visitors_scale(visitors: int) -> None:
    tables = simulated(5, visitors)
    assert len(tables["truth.visitors"]) == visitors
    assert tables["raw.events"]["visitor_id"].nunique() == visitors
    low, high = interval_of_one_run(*model(visitors)["events"])
    assert low <= len(tables["raw.events"]) <= high


def test_anomaly_halves_the_checkout_on_its_day_only() -> None:
    """Of the sessions with a cart, 0.4 * 0.3 check out, and half of that on the day."""
    visitors = 60_000
    usual = simulated(7, visitors)["raw.events"]
    events = simulated(7, visitors, ANOMALY_DAY)["raw.events"]
    start = events.groupby("session_id")["occurred_at"].min()
    affected = start.index[start.dt.date == ANOMALY_DAY]

    pd.testing.assert_frame_equal(
        in_session_order(usual[~usual["session_id"].isin(affected)], BEHAVIOUR),
        in_session_order(events[~events["session_id"].isin(affected)], BEHAVIOUR),
    )
    on_the_day = events[events["session_id"].isin(affected)]
    steps = on_the_day["event_type"].value_counts()
    usual_steps = usual[usual["session_id"].isin(affected)]["event_type"].value_counts()
    assert (steps[STEPS[:4]] == usual_steps[STEPS[:4]]).all()
    probability = STEP_PROBABILITIES[3] * STEP_PROBABILITIES[4]
    low, high = share_interval(probability / 2, steps["add_to_cart"])
    assert high < probability
    assert low <= steps["checkout"] / steps["add_to_cart"] <= high
    low, high = share_interval(probability, steps["add_to_cart"])
    assert low <= usual_steps["checkout"] / steps["add_to_cart"] <= high


def test_anomaly_is_recorded_as_the_truth() -> None:
    (incident,) = simulated(1, 100, ANOMALY_DAY)["truth.incidents"].to_dict("records")
    assert incident == {
        "kind": "checkout_drop",
        "date": pd.Timestamp(ANOMALY_DAY),
        "segment": "all",
        "size": 0.5,
    }
    assert simulated(1, 100)["truth.incidents"].empty


def test_tables_of_the_warehouse(warehouse: Path) -> None:
    classic_run(["--visitors", "500", "--anomaly-day", "2025-01-03"])
    described = rows(
        warehouse,
        """
        select schema_name || '.' || table_name, string_agg(column_name, ' ' order by column_index)
        from duckdb_columns()
        where schema_name in ('raw', 'truth')
        group by all
        """,
    )
    columns = dict(described)
    assert columns.pop("raw.simulation") == (
        "preset seed visitors anomaly_day events checksum generator arguments"
    )
    assert columns == {table: " ".join(named) for table, named in TABLES.items()}
    filled = rows(
        warehouse,
        "select schema_name || '.' || table_name from duckdb_tables() where estimated_size > 0",
    )
    assert {table for (table,) in filled} == {
        *("raw.events", "raw.products", "raw.customers", "raw.simulation"),
        *("truth.visitors", "truth.incidents"),
    }
    ((events,),) = rows(warehouse, "select count(*) from raw.events")
    run = rows(warehouse, "select preset, seed, visitors, anomaly_day, events from raw.simulation")
    assert run == [("classic", 1, 500, ANOMALY_DAY, events)]
    assert rows(warehouse, "select kind, date, segment, size from truth.incidents") == [
        ("checkout_drop", ANOMALY_DAY, "all", 0.5)
    ]


def test_values_of_the_warehouse(warehouse: Path) -> None:
    classic_run(["--visitors", "3000", "--seed", "2"])
    frame = simulated(2, 3_000)["raw.events"]
    money = ["unit_price", "revenue"]
    expected = frame.rename(columns={f"{column}_cents": column for column in money})
    expected = expected.reindex(columns=list(TABLES["raw.events"]))
    stored = rows(
        warehouse,
        "select * replace (cast(unit_price * 100 as bigint) as unit_price, "
        "cast(revenue * 100 as bigint) as revenue) from raw.events",
    )
    in_python = expected.astype(object).where(expected.notna(), None)
    assert stored == list(in_python.itertuples(index=False, name=None))
    assert rows(
        warehouse,
        "select count(*) filter (where revenue = quantity * unit_price) = count(*), count(*) > 0 "
        "from raw.events where event_type = 'purchase'",
    ) == [(True, True)]


def test_checksum_tells_runs_apart(warehouse: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def run(*arguments: str) -> str:
        warehouse.unlink(missing_ok=True)
        classic_run(["--visitors", "500", *arguments])
        return checksum(warehouse)

    first = run("--seed", "1")
    assert run("--seed", "1") == first
    assert run("--seed", "2") != first
    assert run("--seed", "1", "--visitors", "501") != first
    monkeypatch.setattr(classic, "CURRENCY", "EUR")
    assert run("--seed", "1") != first


def test_second_run_has_nothing_to_do(warehouse: Path, capsys: pytest.CaptureFixture[str]) -> None:
    arguments = ["--visitors", "200", "--anomaly-day", "2025-01-03"]
    classic_run(arguments)
    assert "200 visitors" in capsys.readouterr().out.splitlines()[-1]
    classic_run(arguments)
    assert capsys.readouterr().out.startswith("nothing to do")
    for changed in [["--seed", "2"], ["--visitors", "201"], ["--anomaly-day", "2025-01-04"]]:
        classic_run(arguments + changed)
        assert "nothing to do" not in capsys.readouterr().out
    classic_run(arguments[:2])
    assert "nothing to do" not in capsys.readouterr().out


@pytest.mark.parametrize(
    "statement",
    [
        "update raw.simulation set generator = 'another script'",
        "delete from raw.events where event_id = 'e00000001'",
        "drop table raw.events",
        "alter table raw.simulation drop column generator",
    ],
)
def test_changed_warehouse_is_written_again(
    warehouse: Path, capsys: pytest.CaptureFixture[str], statement: str
) -> None:
    classic_run(["--visitors", "200"])
    before = checksum(warehouse)
    with duckdb.connect(warehouse) as con:
        con.execute(statement)
    capsys.readouterr()
    classic_run(["--visitors", "200"])
    assert "nothing to do" not in capsys.readouterr().out
    assert checksum(warehouse) == before
    classic_run(["--visitors", "200"])
    assert "nothing to do" in capsys.readouterr().out


def test_other_tables_stay(warehouse: Path) -> None:
    warehouse.parent.mkdir()
    with duckdb.connect(warehouse) as con:
        con.execute("create schema raw")
        con.execute("create table raw.returns as select 1 as return_id")
    classic_run(["--visitors", "20"])
    assert rows(warehouse, "from raw.returns") == [(1,)]


def test_failure_leaves_the_old_tables(
    warehouse: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    classic_run(["--visitors", "200"])
    before = checksum(warehouse)
    tables = dict(simulated(2, 300))
    tables["truth.visitors"] = tables["truth.visitors"].assign(is_bot="perhaps")
    monkeypatch.setattr(classic, "simulate", lambda *_: tables)
    with pytest.raises(SystemExit):
        classic_run(["--visitors", "300", "--seed", "2"])
    assert_one_line(capsys.readouterr().err, "its tables are as they were")
    assert checksum(warehouse) == before
    assert rows(warehouse, "select count(distinct visitor_id) from raw.events") == [(200,)]


def test_csv_is_the_table(
    warehouse: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "events.csv"
    classic_run(["--visitors", "3000"])
    classic_run(["--visitors", "3000", "--csv", str(path)])
    assert "nothing to do" not in capsys.readouterr().out
    columns = {name: kind for name, kind in TABLES["raw.events"].items() if name != "unread_line"}
    assert path.read_text(encoding="utf-8").partition("\n")[0] == ",".join(columns)
    with duckdb.connect() as con:
        read = con.read_csv(str(path), header=True, dtype=columns).fetchall()
    assert len(read) > 3_000
    assert read == rows(warehouse, "select * exclude (unread_line) from raw.events")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--preset", "boutique"], "--preset"),
        (["--days", "7"], "--days is not for preset classic"),
        (["--visitors", "-5"], "--visitors"),
        (["--visitors", "0"], "--visitors"),
        (["--visitors", "many"], "must be a whole number from 1 to"),
        (["--seed", "-1"], "--seed"),
        (["--anomaly-day", "2024-12-31"], "2025-01-01 to 2025-01-06"),
        (["--anomaly-day", "2025-01-07"], "2025-01-01 to 2025-01-06"),
        (["--anomaly-day", "yesterday"], "2025-01-01 to 2025-01-06"),
        (["--rows", "5"], "--rows"),
    ],
)
def test_bad_argument_is_one_line(
    warehouse: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], message: str
) -> None:
    with pytest.raises(SystemExit) as stop:
        classic_run(arguments)
    assert_one_line(capsys.readouterr().err, message)
    assert stop.value.code == 2
    assert not warehouse.exists()


@pytest.mark.parametrize(
    "name", ["sales.csv", "warehouse.duckdb", "notes.txt/warehouse.duckdb", "."]
)
def test_bad_warehouse_is_one_line(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    name: str,
) -> None:
    files = [tmp_path / file for file in ["sales.csv", "warehouse.duckdb", "notes.txt"]]
    for file in files:
        file.write_text("amount,day\n5,2025-01-01\n")
    monkeypatch.setenv("WAREHOUSE_PATH", str(tmp_path / name))
    with pytest.raises(SystemExit) as stop:
        classic_run(["--visitors", "20"])
    assert_one_line(capsys.readouterr().err, str(tmp_path))
    assert stop.value.code == 2
    assert all(file.read_text().startswith("amount") for file in files)


def test_bad_csv_is_one_line(
    warehouse: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "missing" / "events.csv"
    with pytest.raises(SystemExit) as stop:
        classic_run(["--visitors", "20", "--csv", str(path)])
    assert_one_line(capsys.readouterr().err, str(path))
    assert stop.value.code == 2
    assert rows(warehouse, "select visitors from raw.simulation") == [(20,)]


def test_locked_warehouse_is_one_line(warehouse: Path) -> None:
    command = [sys.executable, generate_events.__file__, "--preset", "classic", "--visitors", "20"]
    warehouse.parent.mkdir()
    with duckdb.connect(warehouse):
        locked = subprocess.run(command, capture_output=True, text=True, check=False)
    assert locked.returncode == 2
    assert_one_line(locked.stderr, "open in another program; close it")
    free = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (free.returncode, free.stderr) == (0, "")


@pytest.mark.parametrize("file_size", [0, 1_000_000])
def test_full_disk_is_one_line(warehouse: Path, tmp_path: Path, file_size: int) -> None:
    classic_run(["--visitors", "20"])
    arguments = ["--preset", "classic", "--visitors", "30000", "--seed", "2"]
    full = script(
        "generate_events", *arguments, warehouse=warehouse, marts=tmp_path, file_size=file_size
    )
    assert full.returncode == 2
    assert_one_line(full.stderr, "(File too large): make room on the disk and run this again")
    assert rows(warehouse, "select visitors, seed from raw.simulation") == [(20, 1)]


def assert_one_line(stderr: str, message: str) -> None:
    """One line which says `message`, and no stack trace."""
    assert stderr.count("\n") == 1
    assert stderr.startswith("generate_events: ")
    assert message in stderr
