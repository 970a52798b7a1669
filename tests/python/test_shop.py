"""A small world of preset shop, built whole: dirt, late rows and all; and its truth."""

from pathlib import Path

import duckdb
import pytest
from conftest import ROOT, build, simulate
from relations import undescribed
from simulator.arrival import COPIES, FAULTS
from simulator.world import RATES
from test_bots import complaints


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> duckdb.DuckDBPyConnection:
    """A read-only connection to a warehouse of 40 days, every test run, the evaluation's too."""
    warehouse = tmp_path_factory.mktemp("shop") / "warehouse.duckdb"
    size = ["--days", "40", "--sessions-per-day", "200"]
    dirt = ["--late-rate", "0.05", "--unreadable-rate", "0.002", "--impossible-rate", "0.002"]
    simulate(warehouse, *size, *dirt)
    build(warehouse, has_truth=True)
    with duckdb.connect(str(warehouse), read_only=True) as connection:
        yield connection


def test_every_error_ends_in_its_reason(shop: duckdb.DuckDBPyConnection) -> None:
    found = shop.execute(
        "select kind, bool_and(is_right) from evaluation.cleaning_quality group by 1"
    )
    assert dict(found.fetchall()) == dict.fromkeys(["none", *FAULTS, *COPIES], True)


def test_bots_are_found_and_people_are_not(shop: duckdb.DuckDBPyConnection) -> None:
    assert complaints(shop.execute("from evaluation.bot_detection_quality").df()) == []


def test_columns_are_described(shop: duckdb.DuckDBPyConnection) -> None:
    assert undescribed(shop) == {}


def test_what_raw_rows_carry_reaches_the_contract(shop: duckdb.DuckDBPyConnection) -> None:
    filled = shop.execute("""
        select
            count(element), count(search_term), count(browser), count(operating_system),
            count(agent_class), count(ip_hash), count(city), count(traffic_medium),
            count(traffic_campaign), count(properties),
            count(*) filter (where event_type = 'other')
        from intermediate.int_events
    """).fetchone()
    assert min(filled) > 0
    classes = shop.execute("select distinct agent_class from intermediate.int_events").fetchall()
    assert {name for (name,) in classes} == {"browser", "crawler", "library", "missing", None}


def test_revenue_is_in_the_reporting_currency(shop: duckdb.DuckDBPyConnection) -> None:
    """Every purchase with an amount has revenue, of the order's total at the rate of the day."""
    wrong, foreign = shop.execute("""
        select
            count(*) filter (where abs(events.revenue - orders.total * usd_rate) > 0.0051),
            count(*) filter (where orders.currency <> 'USD')
        from intermediate.int_events as events
        join staging.stg_shop__orders as orders using (order_id)
        join raw.exchange_rates as rates
            on orders.currency = rates.currency and events.occurred_at::date = rates.rate_date
        where event_type = 'purchase'
    """).fetchone()
    assert (wrong, foreign > 10) == (0, True)


def test_an_order_s_products_are_those_of_the_books(shop: duckdb.DuckDBPyConnection) -> None:
    """Products and pieces are those of the books' lines; shares of what was paid, but for cents."""
    orders, differing = shop.execute("""
        with lines as (
            select order_id, product_id, sum(quantity) as units, sum(quantity * unit_price) as value
            from raw.order_items group by 1, 2
        ), expected as (
            select
                orders.order_key, lines.product_id, lines.units,
                orders.revenue * lines.value
                / sum(lines.value) over (partition by order_key) as revenue
            from marts.orders join lines using (order_id)
            where orders.ordered_at is not null
        )
        select
            count(distinct order_key),
            count(*) filter (where
                sales.units is distinct from expected.units
                or abs(sales.revenue - expected.revenue) > 0.05
            )
        from expected
        full join intermediate.int_product_sales as sales using (order_key, product_id)
    """).fetchone()
    assert (orders > 200, differing) == (True, 0)


def test_products_are_viewed_as_often_as_events_say(shop: duckdb.DuckDBPyConnection) -> None:
    """Views by day and product, with the price and the category of the day the visit began."""
    compared, differing = shop.execute("""
        with firsts as (
            select
                session_id, product_id,
                min_by(category_id, event_number) as category_id,
                min_by(unit_price, event_number) as unit_price
            from intermediate.int_session_events
            where event_type in ('view_product', 'add_to_cart', 'purchase')
                and product_id is not null
            group by 1, 2
            having bool_or(event_type = 'view_product')
        ), described as (
            select sessions.session_date, firsts.*, moved.value as category_then
            from firsts
            join marts.sessions as sessions using (session_id)
            asof join (from raw.item_properties where property = 'category_id') as moved
                on firsts.product_id = moved.product_id and sessions.started_at >= moved.valid_from
            where not sessions.is_bot
        ), expected as (
            select
                session_date, product_id, category_then as category_id, count(*) as views,
                min(unit_price) as lowest, max(unit_price) as highest,
            from described group by 1, 2, 3
        ), found as (
            select
                session_date, product_id, category_id, sum(viewed_sessions) as views,
                min(lowest_price) as lowest, max(highest_price) as highest
            from marts.product_funnel group by 1, 2, 3
            having sum(viewed_sessions) > 0
        )
        select count(*), count(*) filter (where
            found.views is distinct from expected.views
            or found.lowest > expected.lowest or found.highest < expected.highest
        )
        from expected full join found using (session_date, product_id, category_id)
    """).fetchone()
    assert (compared > 1_000, differing) == (True, 0)


def test_planted_pairs_come_out_on_top(shop: duckdb.DuckDBPyConnection) -> None:
    """Forty days are few: of the twelve pairs some, and of others hardly any."""
    found, sure = shop.execute("""
        select
            (select count(*) filter (where is_found)
             from evaluation.planted_associations where basket_kind = 'cart'),
            (select count(*) / 2 from marts.product_associations
             where basket_kind = 'cart' and item_kind = 'product' and item_count = 2
                 and verdict = 'go together')
    """).fetchone()
    assert found >= 4
    assert sure - found <= 1


def test_every_raw_table_has_its_staging_model() -> None:
    staged = {path.stem for path in (ROOT / "models" / "staging" / "shop").glob("*.sql")}
    sources = (ROOT / "models" / "staging" / "shop" / "_shop__sources.yml").read_text()
    tables = [line.split()[-1] for line in sources.splitlines() if line.startswith("      - name:")]
    assert {f"stg_shop__{table}" for table in tables} <= staged


@pytest.mark.parametrize("name", RATES)
def test_every_rate_is_documented(name: str) -> None:
    page = Path(ROOT / "docs" / "simulated-world.md").read_text(encoding="utf-8")
    option, default = f"`--{name.replace('_', '-')}-rate`", RATES[name][0]
    (row,) = (line for line in page.splitlines() if line.startswith(f"| {option}"))
    assert f"| {default}" in row
