"""Funnels, losses and KPIs once more in plain Python, and all tables together.

    expected = reference_marts.tables(rows, settings, seeds_folder)

The result holds a list of rows (dicts) for every table that can be compared, by its name.
"""

import statistics
from collections import Counter, defaultdict
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
    number,
    orders,
    seed,
    session_events,
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
                    "median_seconds_from_previous": (
                        float(statistics.median(known)) if known else None
                    ),
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


def kpi_daily(sessions: list[Row], reached: list[Row]) -> list[Row]:
    """Every KPI on every day that has a session or an entry into the funnel `purchase`."""
    in_purchase = [row for row in reached if row["funnel"] == "purchase"]
    days = {session["session_date"] for session in sessions}
    days |= {row["entry_date"] for row in in_purchase}
    rows = []
    for day in days:
        all_of_day = [session for session in sessions if session["session_date"] == day]
        human = [session for session in all_of_day if not session["is_bot"]]
        view, cart, checkout, purchase = (
            sum(row["entry_date"] == day and row["step_name"] == step for row in in_purchase)
            for step in SHOP_STEPS
        )
        converted = sum(session["engagement_stage"] == "converted" for session in human)
        values = {
            "visitors": (len({(one["event_source"], one["visitor_id"]) for one in human}), None),
            "sessions": (len(human), None),
            "session_conversion": (converted, len(human)),
            "product_to_cart": (cart, view),
            "cart_to_checkout": (checkout, cart),
            "checkout_to_purchase": (purchase, checkout),
            "orders": (sum(session["order_count"] for session in human), None),
            "revenue": (sum(session["revenue"] for session in human), None),
            "bot_share": (len(all_of_day) - len(human), len(all_of_day)),
        }
        rows += [
            {
                "kpi": kpi,
                "date": day,
                "numerator": part,
                "denominator": whole,
                "value": float(part) if whole is None else share(part, whole),
            }
            for kpi, (part, whole) in values.items()
        ]
    return rows


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
                if column not in ("events", "identity_kind", "customer_count")
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
        "marts.kpi_daily": kpi_daily(sessions, reached),
    }
