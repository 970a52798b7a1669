"""Google Analytics 4: a tiny export worked out by hand, and real days checked by plain SQL."""

import duckdb
import pandas as pd
import pytest
from conftest import ROOT, build
from ga4_export import event, write_export
from recount.raw import canonical_types
from relations import undescribed, untrue_relationships
from worlds import WITHOUT_TESTS

REAL = ROOT.parent / "shared" / "data" / "ga4"
HOME, CART = "https://shop.example/?utm_source=x", "https://shop.example/basket.html"


def query(warehouse, sql: str) -> list[tuple]:
    """All rows of a query on a warehouse file."""
    with duckdb.connect(str(warehouse), read_only=True) as connection:
        return connection.execute(sql).fetchall()


def query_files(sql: str) -> list[tuple]:
    """All rows of a query on files."""
    with duckdb.connect() as connection:
        return connection.execute(sql).fetchall()


def orders_of_bob() -> list[dict]:
    """Two orders of one visitor, of which one comes back in part, and a refund of neither."""
    first = {"source": "google", "medium": "cpc", "name": "winter"}

    def commerce(name: str, at: str, **amounts) -> dict:
        fields = ("purchase_revenue_in_usd", "purchase_revenue", "refund_value_in_usd")
        values = dict.fromkeys((*fields, "refund_value", "transaction_id")) | amounts
        items = [
            {"item_id": "p1", "item_name": "Mug", "price_in_usd": 4.5, "quantity": 2},
            {"item_id": "p2", "item_name": "(not set)", "price_in_usd": 11.0, "quantity": 1},
        ]
        return event(
            name,
            f"2021-01-01 10:0{at}:00",
            "bob",
            {"ga_session_id": 9, "source": "newsletter", "medium": "email"},
            ecommerce=values,
            traffic_source=first,
            items=items if name == "purchase" else [],
        )

    return [
        commerce("purchase", "0", purchase_revenue_in_usd=20.0, transaction_id="T1"),
        commerce("purchase", "1", purchase_revenue_in_usd=20.0, transaction_id="T1"),
        commerce("purchase", "2", purchase_revenue_in_usd=7.5, transaction_id="T2"),
        commerce("refund", "3", refund_value_in_usd=5.0, transaction_id="T1"),
        commerce("refund", "4", refund_value_in_usd=3.0, transaction_id="T9"),
    ]


@pytest.fixture(scope="module")
def tiny(tmp_path_factory):
    """A warehouse of a small export, in the order of a careless file, with its intraday table."""
    folder = tmp_path_factory.mktemp("tiny")
    ids = {"ga_session_id": 7, "page_location": HOME}
    origin = {"source": "newsletter", "medium": "email", "campaign": "(not set)"}
    geo = {"country": "Türkiye", "region": "(not set)", "city": "Izmir"}
    write_export(
        folder / "events_20210101.parquet",
        # four events of one instant: their natural order is first_visit, session_start, home, item
        event("view_item", "2021-01-01 09:00:00", "ann", ids | origin, geo=geo),
        event("page_view", "2021-01-01 09:00:00", "ann", ids | origin, geo=geo),
        event("session_start", "2021-01-01 09:00:00", "ann", ids, geo=geo),
        event("first_visit", "2021-01-01 09:00:00", "ann", ids, geo=geo),
        event("add_to_cart", "2021-01-01 09:05:00", "ann", ids, user_id="c-1"),
        # exactly 30 minutes later is the same session; GA4 counts a session of its own here
        event(
            "page_view", "2021-01-01 09:35:00", "ann", {"ga_session_id": 8, "page_location": CART}
        ),
        event(
            "purchase",
            "2021-01-01 09:36:00",
            "ann",
            {"ga_session_id": 8, "currency": "EUR", "gclid": "secret", "coupon_used": "yes"},
            ecommerce={
                "purchase_revenue_in_usd": 29.6,
                "purchase_revenue": 25.0,
                "refund_value_in_usd": None,
                "refund_value": None,
                "transaction_id": "(not set)",
            },
        ),
        *orders_of_bob(),
        event("page_view", "2021-01-01 11:00:00", "carl", privacy_info={"analytics_storage": "No"}),
    )
    write_export(
        folder / "events_intraday_20210101.parquet", event("scroll", "2021-01-01 08:00:00", "dora")
    )
    warehouse = folder / "warehouse.duckdb"
    build(warehouse, event_sources=["ga4"], ga4_events=str(folder / "events_*.parquet"))
    return warehouse


def test_events_are_mapped_ordered_and_cleaned(tiny):
    rows = query(
        tiny,
        """
        select event_type, page_path, order_id, revenue, properties ->> 'coupon_used'
        from intermediate.int_events where visitor_id = 'ann' order by occurred_at, tie_rank
        """,
    )
    assert [(event_type, page) for event_type, page, *_ in rows] == [
        ("first_visit", "/"),
        ("session_start", "/"),
        ("view_homepage", "/"),
        ("view_item", "/"),
        ("add_to_cart", "/"),
        ("view_cart_page", "/basket.html"),
        ("purchase", None),
    ]
    assert [str(field) for field in rows[-1][2:]] == ["None", "29.60", "yes"]
    assert (
        query(tiny, "from intermediate.int_events where properties::varchar like '%secret%'") == []
    )


def test_pages_are_told_by_their_paths():
    shop = "https://shop.example.com"
    kinds = {
        "/": "view_homepage",
        "/Google+Redesign/Apparel": "view_category",
        "/Google+Redesign/Apparel/Mens/Mens+T+Shirts": "view_category",
        "/Google+Redesign/Apparel/Google+Dino+Game+Tee": "view_item_page",
        "/Google+Redesign/Google+Crew+Sweater+Navy?colour=navy": "view_item_page",
        "/Google+Redesign/Apparel/quickview": "page_view",
        "/basket.html": "view_cart_page",
        "/store-policies/return-policy/": "page_view",
    }
    pages = pd.Series([shop + path for path in kinds])
    names = pd.Series(["page_view"] * len(kinds))
    assert canonical_types(names, pages).tolist() == list(kinds.values())


def test_the_session_is_worked_out_by_hand(tiny):
    assert query(
        tiny,
        """
        select visitor_id, person_id, customer_id, started_at::varchar, ended_at::varchar,
            event_count, page_view_count, country_code, traffic_source, traffic_campaign,
            landing_page, exit_page, is_bounce, is_bot, funnel_validity, engagement_stage,
            order_count, revenue::varchar
        from marts.sessions where visitor_id = 'ann'
        """,
    ) == [
        (
            *("ann", "customer:c-1", "c-1", "2021-01-01 09:00:00", "2021-01-01 09:36:00"),
            *(7, 2, "TR", "newsletter", None, "/", "/basket.html", False, False),
            *("skipped_steps", "converted", 1, "29.60"),
        )
    ]


def test_orders_know_their_refunds(tiny):
    assert query(
        tiny,
        """
        select order_id, order_status, is_order_id_missing, purchase_event_count,
            revenue::varchar, refunded_revenue::varchar, net_revenue::varchar, order_date::varchar
        from marts.orders order by order_id nulls last
        """,
    ) == [
        ("T1", "partly_refunded", False, 2, "20.00", "5.00", "15.00", "2021-01-01"),
        ("T2", "placed", False, 1, "7.50", "0.00", "7.50", "2021-01-01"),
        ("T9", "unknown_order", False, 0, None, "3.00", None, None),
        (None, "placed", True, 1, "29.60", "0.00", "29.60", "2021-01-01"),
    ]


def test_items_are_listed_with_their_prices(tiny):
    listed = query(
        tiny,
        "select product_id, product_name, quantity, unit_price::varchar "
        "from staging.stg_ga4__items",
    )
    assert sorted(set(listed), key=str) == [
        ("p1", "Mug", 2, "4.50"),
        ("p2", None, 1, "11.00"),
    ]
    assert len(listed) == 6


def test_the_first_source_of_a_visitor_is_not_that_of_the_visit(tiny):
    assert query(
        tiny,
        """
        select acquisition_source, acquisition_medium, acquisition_campaign, first_traffic_source
        from marts.visitors where visitor_id = 'bob'
        """,
    ) == [("google", "cpc", "winter", "newsletter")]


def test_the_intraday_table_and_declined_consent_are_excluded(tiny):
    assert query(
        tiny, "select visitor_id, exclusion_reason from intermediate.int_excluded_events order by 1"
    ) == [("carl", "consent_declined"), ("dora", "superseded_load")]


def test_every_column_is_described_in_ga4(tiny):
    with duckdb.connect(str(tiny), read_only=True) as connection:
        assert undescribed(connection) == {}


@pytest.fixture(
    scope="module", params=[2, pytest.param(32, marks=pytest.mark.full)], ids="{}_days".format
)
def real(request, tmp_path_factory):
    """A glob of real days, their warehouse, and another one by the vendor's sessions."""
    files = sorted(REAL.glob("events_*.parquet"))[: request.param]
    if len(files) < request.param:
        pytest.skip(f"the real GA4 days are not there: {REAL}")
    folder = tmp_path_factory.mktemp("real")
    for file in files:
        (folder / file.name).symlink_to(file)
    glob, warehouses = str(folder / "events_*.parquet"), []
    for sessionise_by in ("gap", "source"):
        warehouses.append(folder / f"{sessionise_by}.duckdb")
        limits = (*WITHOUT_TESTS[1:], "--select", "+sessions") if sessionise_by == "source" else ()
        settings = {"ga4_events": glob, "sessionise_by": sessionise_by}
        build(warehouses[-1], *limits, event_sources=["ga4"], **settings)
    return glob, *warehouses


def test_relationships_hold_in_ga4(real):
    with duckdb.connect(str(real[1]), read_only=True) as connection:
        assert untrue_relationships(connection) == []


def test_the_audit_adds_up_to_the_rows_of_the_files(real):
    glob, warehouse, _ = real
    ((counted,),) = query_files(f"select count(*) from '{glob}'")
    audit = dict(query(warehouse, "select outcome, sum(events) from marts.event_audit group by 1"))
    assert sum(audit.values()) == counted
    assert (
        audit["accepted"] == query(warehouse, "select count(*) from intermediate.int_events")[0][0]
    )


VENDOR_SESSIONS = """
    select
        user_pseudo_id as visitor_id,
        list_filter(event_params, lambda p: p.key = 'ga_session_id')[1].value.int_value as id,
        make_timestamp(min(event_timestamp)) as started_at,
        make_timestamp(max(event_timestamp)) as ended_at,
        count(*) as event_count
    from '{glob}'
    group by 1, 2
"""


def test_sessions_by_source_are_the_vendors_own(real):
    glob, _, by_source = real
    vendors = VENDOR_SESSIONS.format(glob=glob)
    columns = "visitor_id, started_at, ended_at, event_count"
    ((count,),) = query_files(f"select count(*) from ({vendors})")
    (same,) = query(
        by_source,
        f"select count(*) from (select {columns} from ({vendors})"
        f" intersect all select {columns} from marts.sessions)",
    )[0]
    assert query(by_source, "select count(*) from marts.sessions") == [(count,)]
    assert same == count


def test_sessions_by_gap_are_mostly_the_vendors(real):
    """Where they differ GA4 started anew within 30 minutes, or went on after more than 30."""
    glob, by_gap, _ = real
    columns = "visitor_id, started_at, ended_at, event_count"
    vendors, same = query(
        by_gap,
        f"""
        with vendors as ({VENDOR_SESSIONS.format(glob=glob)})
        select (select count(*) from vendors), count(*)
        from (select {columns} from vendors intersect all select {columns} from marts.sessions)
        """,
    )[0]
    print(f"\n{same:,} of GA4's {vendors:,} sessions are ours in start, end and events")
    assert same / vendors > 0.97


# The funnel `purchase` of one day again, by positions in a session, without our models and macros
# but for who is a bot.
PLAIN_FUNNEL = """
    with raw as (
        select
            user_pseudo_id as visitor,
            event_name as name,
            event_timestamp as us,
            row_number() over visits as position,
            us - lag(us) over visits <= 1800000000 as goes_on
        from '{glob}'
        window visits as (
            partition by user_pseudo_id
            order by
                event_timestamp,
                event_timestamp + event_server_timestamp_offset nulls last,
                event_bundle_sequence_id nulls last,
                list_position({steps}, event_name)
        )
    ),
    events as (
        select *,
            count(*) filter (where goes_on is distinct from true)
                over (partition by visitor order by position) as visit,
            max(us) over () as watermark
        from raw
    ),
    visits as (
        select visitor, visit, max(us) < any_value(watermark) - 1800000000 as closed
        from events
        group by all
        having row(visitor, min(us)) not in (
            select row(visitor_id, epoch_us(started_at)) from marts.sessions where is_bot
        )
    ),
    human as (select * from events join visits using (visitor, visit)),
    step1 as (
        select visitor, visit, closed, min(position) as at1, min(us) as entered
        from human where name = 'view_item' group by all
    ),
    step2 as (
        select step1.*, (
            select min(position) from human
            where human.visitor = step1.visitor and human.visit = step1.visit
                and name = 'add_to_cart' and position > at1
        ) as at2 from step1
    ),
    step3 as (
        select step2.*, (
            select min(position) from human
            where human.visitor = step2.visitor and human.visit = step2.visit
                and name = 'begin_checkout' and position > at2
        ) as at3 from step2
    ),
    step4 as (
        select step3.*, (
            select min(position) from human
            where human.visitor = step3.visitor and human.visit = step3.visit
                and name = 'purchase' and position > at3
        ) as at4 from step3
    ),
    entrants as (
        select closed, 1 + (at2 is not null)::int + (at3 is not null)::int
            + (at4 is not null)::int as reached
        from step4
        where strftime(make_timestamp(entered), '%Y%m%d') = '{day}'
    )
    select
        step,
        count(*) filter (where reached >= step),
        count(*) filter (where reached > step),
        count(*) filter (where reached = step and closed),
        count(*) filter (where reached = step and not closed)
    from entrants, range(1, 5) as steps (step)
    group by 1
    order by 1
"""
STEPS = ["view_item", "add_to_cart", "begin_checkout", "purchase"]


@pytest.mark.parametrize("day", ["20201219", "20201220"])
def test_a_days_funnel_is_that_of_plain_sql_over_the_files(real, day):
    glob, warehouse, _ = real
    plain = query(warehouse, PLAIN_FUNNEL.format(glob=glob, day=day, steps=STEPS))
    built = query(
        warehouse,
        f"""
        select step_number, sum(entered), sum(completed), sum(dropped), sum(in_flight)
        from marts.funnel_steps
        where funnel = 'purchase' and strftime(entry_date, '%Y%m%d') = '{day}'
        group by 1
        order by 1
        """,
    )
    last = plain.pop()
    assert built.pop() == (*last[:2], None, None, None)
    assert built == plain
    assert plain[0][1] > 100


# The funnel `considered_purchase` again, as windowFunnel does it: an event carries the latest
# entry from which a chain of steps leads to it.
PLAIN_WEEK = """
    {events},
    looked as (
        select *, max(case when name = 'view_item' then us end) over before as entered
        from human
        window before as (
            partition by visitor order by position rows between unbounded preceding and 1 preceding
        )
    ),
    carted as (
        select *,
            max(case when name = 'add_to_cart' and us - entered <= {week} then entered end)
                over before as chained_from
        from looked
        window before as (
            partition by visitor order by position rows between unbounded preceding and 1 preceding
        )
    ),
    levels as (
        select visitor, max(case
            when name = 'purchase' and us - chained_from <= {week} then 3
            when name = 'add_to_cart' and us - entered <= {week} then 2
            when name = 'view_item' then 1
        end) as level
        from carted group by 1
    )
    select step, count(*) filter (where level >= step)
    from levels, range(1, 4) as steps (step)
    group by 1 order by 1
"""


def test_a_week_of_persons_is_that_of_plain_sql_over_the_files(real):
    glob, warehouse, _ = real
    events = PLAIN_FUNNEL[: PLAIN_FUNNEL.index(",\n    step1 as (")]
    plain = PLAIN_WEEK.format(
        events=events.format(glob=glob, day="", steps=STEPS),
        week=7 * 86_400 * 1_000_000,
    )
    built = query(
        warehouse,
        "select step_number, entered from marts.funnel_summary"
        " where funnel = 'considered_purchase' order by 1",
    )
    assert built == query(warehouse, plain)
    assert built[2][1] > 10
