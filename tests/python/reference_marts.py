"""Funnels, losses and KPIs once more in plain Python, and all tables together.

    expected = reference_marts.tables(rows, settings, seeds_folder)

The result holds a list of rows (dicts) for every table that can be compared, by its name.
"""

import statistics
from collections import Counter, defaultdict
from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import reference_funnels
from reference import (
    SHOP_STEPS,
    UNKNOWN,
    Row,
    clean,
    cut,
    describe,
    event_audit,
    give_orders,
    identify,
    judge_bots,
    number,
    orders,
    seconds,
    seed,
    session_events,
    stage_times,
    to_contract,
    visitors,
)

# Funnels


def entrants(outcomes: list[Row]) -> list[Row]:
    """Outcomes as breakdowns show them."""
    return [
        row
        | {
            "device_type": row["device_type"] or UNKNOWN,
            "traffic_source": row["traffic_source"] or UNKNOWN,
            "country_code": row["country_code"] or UNKNOWN,
            "category_id": row["entry_category_id"] or UNKNOWN,
            "visitor_type": "new" if row["is_new_visitor"] else "returning",
            "seconds": row["seconds_from_previous"],
        }
        for row in outcomes
    ]


def grouped(rows: list[Row], *columns: str) -> list[tuple[Row, list[Row]]]:
    """Rows by the values of some columns."""
    groups = defaultdict(list)
    for row in rows:
        groups[tuple(row[column] for column in columns)].append(row)
    return [(dict(zip(columns, key, strict=True)), group) for key, group in groups.items()]


def counts(rows: list[Row], is_last: bool) -> Row:
    """Entrants and their outcomes; the last step has none."""
    outcomes = Counter(row["outcome"] for row in rows)
    names = ("completed", "dropped", "in_flight")
    return {"entered": len(rows)} | {name: None if is_last else outcomes[name] for name in names}


def share(part: int | Decimal | None, whole: int | Decimal) -> float | None:
    """A share, None where the whole is nothing."""
    return None if part is None or not whole else float(part) / float(whole)


def rounded(value: Fraction, digits: int) -> Decimal:
    """An amount that is not negative, rounded half up."""
    return Decimal((value * 10**digits + Fraction(1, 2)).__floor__()).scaleb(-digits)


def funnel_steps(reached: list[Row]) -> list[Row]:
    """The additive counts of every step, day and segment."""
    rows = []
    for key, group in grouped(
        reached,
        *("funnel", "event_source", "entry_date", "device_type", "channel", "traffic_source"),
        *("country_code", "is_new_visitor", "step_number", "step_name", "is_required"),
        "is_last_step",
    ):
        known = [row["seconds"] for row in group if row["seconds"] is not None]
        row = key | counts(group, key.pop("is_last_step") or not key["is_required"])
        rows.append(row | {"seconds_from_previous_sum": sum(known) if known else None})
    return rows


def funnel_summary(reached: list[Row], funnels: dict, settings: dict) -> list[Row]:
    """A row for every step of every funnel, over all days and sources."""
    rows = []
    for funnel, definition in funnels.items():
        in_funnel = [row for row in reached if row["funnel"] == funnel]
        first = sum(row["step_number"] == 1 for row in in_funnel)
        steps = reference_funnels.shown_steps(definition)
        for step in steps:
            group = [row for row in in_funnel if row["step_number"] == step["number"]]
            known = [Fraction(row["seconds"]) for row in group if row["seconds"] is not None]
            row = {"funnel": funnel, "step_number": step["number"], "step_name": step["name"]}
            row |= {"is_required": step["is_required"]}
            row |= counts(group, step is steps[-1] or not step["is_required"])
            drop_off_rate = share(row["dropped"], row["entered"])
            is_breached = (
                drop_off_rate is not None and drop_off_rate > settings["drop_off_threshold"]
            )
            rows.append(
                row
                | {
                    "funnel_entered": first,
                    "conversion_rate": share(row["completed"], row["entered"]),
                    "drop_off_rate": drop_off_rate,
                    "overall_rate": share(row["entered"], first),
                    "median_seconds_from_previous": middle(known),
                    "is_threshold_breached": None if drop_off_rate is None else is_breached,
                }
            )
    return rows


def average_order_values(placed: list[Row]) -> dict[str, Decimal]:
    """What a person's order brings in each source, of those whose revenue is known."""
    human = [order for order in placed if not order["is_bot"] and order["revenue"] is not None]
    return {
        key["event_source"]: rounded(Fraction(sum(one["revenue"] for one in group)) / len(group), 6)
        for key, group in grouped(human, "event_source")
    }


def step_values(reached: list[Row], order_values: dict[str, Decimal]) -> list[Row]:
    """What an entrant of a step is worth: how many of those whose session is closed bought."""
    rows = []
    for key, group in grouped(reached, "funnel", "event_source", "step_number"):
        closed = [row for row in group if row["is_closed"]]
        bought = sum(row["purchased"] for row in closed)
        order_value = order_values.get(key["event_source"])
        expected = None
        if closed and order_value is not None:
            expected = rounded(Fraction(bought, len(closed)) * Fraction(order_value), 6)
        rows.append(
            key
            | {
                "purchase_rate": share(bought, len(closed)),
                "average_order_value": order_value,
                "expected_order_value": expected,
            }
        )
    return rows


def money(group: list[Row], values: dict, column: str) -> Decimal | None:
    """The dropped of a group at their sources' values; None where no value is known."""
    known = [
        sum(row["outcome"] == "dropped" for row in of_source) * values[key["event_source"]][column]
        for key, of_source in grouped(group, "event_source")
        if values[key["event_source"]][column] is not None
    ]
    return rounded(Fraction(sum(known)), 2) if known else None


def drop_offs(reached: list[Row], funnels: dict, values: list[Row]) -> list[Row]:
    """A row for every pair of neighbouring steps and value of a dimension, with what was lost."""
    rows = []
    for dimension in (
        *("device_type", "traffic_source", "channel", "country_code", "visitor_type"),
        "category_id",
    ):
        for key, group in grouped(reached, "funnel", "step_number", "step_name", dimension):
            steps = reference_funnels.shown_steps(funnels[key["funnel"]])
            later = [step for step in steps if step["number"] > key["step_number"]]
            following = [step["name"] for step in later if step["is_required"]]
            if group[0]["is_required"] and following:
                of_step = {
                    value["event_source"]: value
                    for value in values
                    if (value["funnel"], value["step_number"])
                    == (key["funnel"], key["step_number"])
                }
                dropped = sum(row["outcome"] == "dropped" for row in group)
                rows.append(
                    {
                        "funnel": key["funnel"],
                        "from_step": key["step_name"],
                        "to_step": following[0],
                        "dimension": dimension,
                        "dimension_value": key[dimension],
                        "entered": len(group),
                        "dropped": dropped,
                        "drop_off_rate": share(dropped, len(group)),
                        "revenue_lost_gross": money(group, of_step, "average_order_value"),
                        "revenue_lost_expected": money(group, of_step, "expected_order_value"),
                    }
                )
    return rows


# KPIs


def refunded(sessions: list[Row]) -> set[tuple]:
    """The sources and keys of orders of which something was given back."""
    return {
        (session["event_source"], f"id:{id_}" if id_ else f"event:{event['event_id']}")
        for session in sessions
        for event in session["events"]
        if event["event_type"] == "refund"
        for id_ in [event["order_id"]]
    }


def middle(values: list[Decimal]) -> Decimal | None:
    """The median to the microsecond, of two middle values the one half-way, rounded half up."""
    return rounded(Fraction(statistics.median(map(Fraction, values))), 6) if values else None


def kpis(sessions: list[Row], in_purchase: list[Row], placed: list[Row], given: set) -> list[Row]:
    """Every KPI over some sessions, what they placed and the steps of `purchase` they reached."""
    human = [session for session in sessions if not session["is_bot"]]
    ids = {session["session_id"] for session in human}
    own = [order for order in placed if order["session_id"] in ids]
    known = [order["revenue"] for order in own if order["revenue"] is not None]
    back = sum((order["event_source"], order["order_key"]) in given for order in own)
    converted = [session for session in human if session["engagement_stage"] == "converted"]
    carts = [session for session in human if session["carted"] and session["is_closed"]]
    visitors, buyers = (
        len({(session["event_source"], session["visitor_id"]) for session in group})
        for group in (human, converted)
    )
    view, cart, checkout, purchase = (
        sum(row["step_name"] == step for row in in_purchase) for step in SHOP_STEPS
    )
    to_goal = [seconds(stage_times(one["events"])[3] - one["started_at"]) for one in converted]
    values = {
        "visitors": (visitors, None),
        "sessions": (len(human), None),
        "new_visitors": (sum(session["session_number"] == 1 for session in human), None),
        "bounce_rate": (sum(session["is_bounce"] for session in human), len(human)),
        "pages_per_session": (sum(session["page_view_count"] for session in human), len(human)),
        "session_conversion": (len(converted), len(human)),
        "visitor_conversion": (buyers, visitors),
        "product_to_cart": (cart, view),
        "cart_to_checkout": (checkout, cart),
        "checkout_to_purchase": (purchase, checkout),
        "cart_abandonment": (sum(not session["purchased"] for session in carts), len(carts)),
        "orders": (len(own), None),
        "revenue": (sum(known), None),
        "average_order_value": (sum(known), len(known)),
        "revenue_per_session": (sum(known), len(human)),
        "refund_rate": (back, len(own)),
        "bot_share": (len(sessions) - len(human), len(sessions)),
        "median_session_duration": (middle([one["duration_seconds"] for one in human]), None),
        "median_time_to_purchase": (middle(to_goal), None),
    }
    return [
        {
            "kpi": kpi,
            "numerator": part,
            "denominator": whole,
            "value": share(part, whole) if whole is not None else part and float(part),
        }
        for kpi, (part, whole) in values.items()
    ]


PERIODS = {
    "week": lambda day: day - timedelta(days=day.weekday()),
    "month": lambda day: day.replace(day=1),
}


def kpi_tables(sessions: list[Row], reached: list[Row], placed: list[Row]) -> dict[str, list[Row]]:
    """KPIs of every day, week and month that has a session or an entry into `purchase`."""
    in_purchase = [row for row in reached if row["funnel"] == "purchase"]
    given = refunded(sessions)

    def over(start: Callable[[date], date]) -> list[tuple[date, list[Row]]]:
        groups = defaultdict(lambda: ([], []))
        for session in sessions:
            groups[start(session["session_date"])][0].append(session)
        for row in in_purchase:
            groups[start(row["entry_date"])][1].append(row)
        return [(day, kpis(*group, placed, given)) for day, group in groups.items()]

    return {
        "marts.kpi_daily": [row | {"date": day} for day, rows in over(lambda d: d) for row in rows],
        "marts.kpi_periods": [
            row | {"period": period, "period_start": day}
            for period, start in PERIODS.items()
            for day, rows in over(start)
            for row in rows
        ],
    }


def tables(rows: list[Row], settings: dict, seeds: Path) -> dict[str, list[Row]]:
    """Every table, from the raw rows of all sources, by its name in the warehouse."""
    types = {row["event_type"]: row for row in seed(seeds, "event_types")}
    funnels = reference_funnels.definitions(seeds)
    events = [to_contract(row, types, settings) for row in rows]
    clean(events, settings)
    accepted = [event for event in events if event["reason"] is None]
    watermarks = {
        key["event_source"]: max(event["occurred_at"] for event in group)
        for key, group in grouped(accepted, "event_source")
    }
    sessions = cut(accepted, settings)
    for session in sessions:
        describe(session, funnels, watermarks, settings)
    number(sessions)
    judge_bots(sessions, settings)
    identify(sessions)
    placed = orders(sessions)
    give_orders(sessions, placed)
    outcomes = reference_funnels.outcomes(sessions, funnels, watermarks, placed, settings)
    reached = entrants(outcomes)
    order_values = average_order_values(placed)
    values = step_values(reached, order_values)
    return {
        "marts.event_audit": event_audit(events, settings),
        "intermediate.int_watermarks": [
            {"event_source": source, "watermark": time} for source, time in watermarks.items()
        ],
        "intermediate.int_session_events": session_events(sessions),
        "marts.sessions": [
            {
                column: value
                for column, value in session.items()
                if column not in ("events", "identity_kind", "customer_count", "is_paid")
            }
            for session in sessions
        ],
        "marts.visitors": visitors(sessions),
        "intermediate.int_orders": placed,
        "intermediate.int_average_order_values": [
            {"event_source": source, "average_order_value": value}
            for source, value in order_values.items()
        ],
        "intermediate.int_funnel_outcomes": outcomes,
        "marts.funnel_steps": funnel_steps(reached),
        "marts.funnel_summary": funnel_summary(reached, funnels, settings),
        "intermediate.int_step_values": values,
        "marts.drop_offs": drop_offs(reached, funnels, values),
    } | kpi_tables(sessions, reached, placed)
