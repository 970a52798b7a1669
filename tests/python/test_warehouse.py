"""The built warehouse, preset classic: what the marts promise, and the reference's figures."""

import itertools
import json
import re

import pytest
from classic_reference import intervals
from manifest import nodes
from relations import columns, undescribed

STEPS = ["view_homepage", "view_category", "view_product", "add_to_cart", "checkout", "purchase"]
# What the design promises to those who build on the marts.
PROMISED = {
    "sessions": "session_id event_source visitor_id person_id customer_id session_number "
    "start_reason started_at ended_at session_date is_closed duration_seconds event_count "
    "page_view_count device_type country_code traffic_source traffic_medium traffic_campaign "
    "channel landing_page exit_page is_new_visitor is_bounce is_bot bot_score bot_reasons viewed "
    "carted checked_out purchased funnel_validity engagement_stage order_count revenue",
    "funnel_steps": "funnel event_source entry_date device_type channel country_code step_number "
    "step_name entered completed dropped in_flight seconds_from_previous_sum",
    "funnel_summary": "funnel step_number step_name entered completed dropped in_flight "
    "conversion_rate drop_off_rate overall_rate median_seconds_from_previous is_threshold_breached",
    "drop_offs": "funnel from_step to_step dimension dimension_value dropped drop_off_rate "
    "revenue_lost_gross revenue_lost_expected",
    "kpi_daily": "kpi date numerator denominator value",
    "kpi_reconciliation": "check_name left_value right_value difference is_reconciled",
    "event_audit": "event_source event_date outcome reason events",
    "segments": "dimension dimension_value sessions conversions conversion_rate ci_low ci_high "
    "lift p_value revenue opportunity_revenue",
}


@pytest.mark.parametrize("mart", PROMISED)
def test_marts_hold_the_columns_they_promise(classic, mart):
    assert set(PROMISED[mart].split()) - columns(classic)[mart] == set()


def test_every_model_is_built_and_its_columns_are_described(classic):
    built = [model for model in nodes("model") if model["schema"] not in ("staging", "evaluation")]
    described = {model["name"] for model in built}
    assert described - set(columns(classic)) == set()
    assert undescribed(classic) == {}


def test_schemas_are_named_as_designed(classic):
    found = classic.execute("select distinct table_schema from information_schema.tables")
    named = {schema for (schema,) in found.fetchall()}
    assert named == {
        *("raw", "truth", "seeds", "staging", "intermediate", "increment", "marts", "failures"),
    }


def test_distinct_visitors_by_event_type_are_the_references(classic):
    counted = dict(
        classic.execute(
            "select event_type, count(distinct visitor_id) from intermediate.int_events group by 1"
        ).fetchall()
    )
    expected = intervals(30_000)
    for before, step in itertools.pairwise(STEPS):
        low, high = expected[f"share_{step}"]
        assert low <= counted[step] / counted[before] <= high, step


def test_accepted_events_are_the_references(classic):
    (events,) = classic.execute("select count(*) from intermediate.int_events").fetchone()
    low, high = intervals(30_000)["events"]
    assert low <= events <= high


def test_the_references_own_bot_rule_finds_its_sessions(classic):
    """A mean gap of at most 2 s over at least 2 events, by the simulator's own session ids."""
    (sessions,) = classic.execute("""
        select count(*)
        from (
            select
                epoch_us(max(occurred_at)) - epoch_us(min(occurred_at)) as span,
                count(*) as events
            from intermediate.int_events
            group by source_session_id
        )
        where events >= 2 and span <= 2000000 * (events - 1)
    """).fetchone()
    low, high = intervals(30_000)["bot_sessions"]
    assert low <= sessions <= high


def test_sessions_are_those_of_a_plain_python_loop(classic):
    """Every session of every visitor again, event by event, without our SQL."""
    events = classic.execute("""
        select visitor_id, epoch_us(occurred_at) from raw.events
        order by visitor_id, occurred_at, received_at
    """).fetchall()
    expected, previous_visitor, previous_time = [], None, None
    for visitor, time in events:
        if visitor != previous_visitor or time - previous_time > 30 * 60 * 1_000_000:
            expected.append([visitor, time, time, 0])
        expected[-1][2] = time
        expected[-1][3] += 1
        previous_visitor, previous_time = visitor, time
    built = classic.execute("""
        select visitor_id, epoch_us(started_at), epoch_us(ended_at), event_count from marts.sessions
        order by visitor_id, started_at
    """).fetchall()
    assert [tuple(session) for session in expected] == built


def test_nothing_but_the_evaluation_reads_the_truth():
    for node in nodes("model", "test", "analysis"):
        if not node["original_file_path"].startswith("models/evaluation"):
            text = json.dumps(node["depends_on"]) + node.get("raw_code", "")
            assert not re.search(r"\btruth\b", text), node["name"]
