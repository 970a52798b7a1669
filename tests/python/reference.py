"""Events, sessions, people and orders once more in plain Python, slow on purpose.

    rows = reference.typed(shop) + reference.read(file)

Written from docs/definitions.md, not from the SQL. A raw row is a dict of the shop's columns and
`event_source`; `settings` are dbt's vars by name. `reference_marts` goes on from here.
"""

import csv
import hashlib
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal, InvalidOperation
from itertools import pairwise
from pathlib import Path
from zoneinfo import ZoneInfo

from recount import bots, channels

Row = dict
CONTENT = [
    *("visitor_id", "customer_id", "event_type", "occurred_at", "session_id", "page_path"),
    *("product_id", "category_id", "order_id", "currency", "quantity", "unit_price", "revenue"),
    *("device_type", "country_code", "referrer"),
]
MICROSECOND = timedelta(microseconds=1)
SHOP_STEPS = ["view_product", "add_to_cart", "checkout", "purchase"]
STAGES = ["browsed", "engaged", "deep_engagement", "converted"]
ORIGIN = ["traffic_source", "traffic_medium", "traffic_campaign"]
CHANNEL_OF = channels.reader()
UNKNOWN = "(unknown)"
NEVER = datetime.max


# Reading


def text_as_time(text: str) -> datetime:
    """A time in UTC without a zone; one that is written with an offset is moved to UTC."""
    time = datetime.fromisoformat(text)
    return time.astimezone(UTC).replace(tzinfo=None) if time.tzinfo else time


def text_as_integer(text: str) -> int:
    """A whole number that fits the contract's 32 bits."""
    number = int(text)
    if not -(2**31) <= number < 2**31:
        raise ValueError(text)
    return number


READERS: dict[str, Callable] = {
    **dict.fromkeys(("loaded_at", "occurred_at", "received_at"), text_as_time),
    "quantity": text_as_integer,
    "unit_price": Decimal,
    "revenue": Decimal,
}


def read(file: Path) -> list[Row]:
    """The rows of a file of the shop's events; one that cannot be split says so."""
    with file.open(newline="") as lines:
        header, *records = csv.reader(lines)
    day = datetime.strptime(file.stem.removeprefix("events_"), "%Y-%m-%d")
    rows = []
    for record in records:
        row = dict.fromkeys(header) | {"event_source": "shop_files", "is_cut": False}
        row |= {"is_misread": False, "load_id": file.stem, "loaded_at": day + timedelta(hours=36)}
        if len(record) != len(header):
            row |= {"is_cut": True, "event_id": hashlib.md5(",".join(record).encode()).hexdigest()}
            rows.append(row)
            continue
        for column, text in zip(header, record, strict=True):
            if text.strip():
                try:
                    row[column] = READERS.get(column, str)(text.strip())
                except (ValueError, InvalidOperation):
                    row |= {"is_misread": True}
        rows.append(row)
    return rows


def typed(rows: Iterable[Row]) -> list[Row]:
    """Rows that have their types already."""
    return [row | {"is_cut": False, "is_misread": False} for row in rows]


def seed(folder: Path, name: str) -> list[Row]:
    """A seed's rows, `true` and `false` as booleans."""
    with (folder / f"{name}.csv").open(newline="") as lines:
        return [
            {
                column: {"true": True, "false": False}.get(value, value)
                for column, value in row.items()
            }
            for row in csv.DictReader(lines)
        ]


# Events


def to_contract(row: Row, types: dict[str, Row], settings: dict) -> Row:
    """A row in the terms of the event contract."""
    kind = types.get(row["event_type"]) or types["other"]
    currency = row["currency"] and row["currency"].strip().upper()
    in_reporting_currency = currency == settings["reporting_currency"]
    return row | {
        "source_event_type": row["event_type"],
        "event_type": kind["event_type"],
        "is_listed": row["event_type"] in types,
        "is_page_view": kind["is_page_view"],
        "page_type": kind["page_type"] or None,
        "is_automatic": kind["is_automatic"],
        "is_interaction": not kind["is_automatic"] and not kind["is_page_view"],
        "is_high_intent": kind["is_high_intent"],
        "is_goal": kind["is_goal"],
        "tie_rank": int(kind["tie_rank"]),
        "currency": currency,
        "revenue": row["revenue"] if in_reporting_currency else None,
        "traffic_source": row["referrer"],
    }


def local_date(time: datetime | None, settings: dict) -> date | None:
    """The calendar date of a UTC time where the reports are read."""
    if time is None:
        return None
    return time.replace(tzinfo=UTC).astimezone(ZoneInfo(settings["reporting_timezone"])).date()


def reason_alone(event: Row, settings: dict) -> str | None:
    """Why a row by itself cannot be used: the first reason that holds."""
    if event["is_cut"]:
        return "unreadable_row"
    if not (event["visitor_id"] or "").strip():
        return "missing_identity"
    if event["occurred_at"] is None or event["loaded_at"] is None:
        return "missing_time"
    first_date = date.fromisoformat(settings["min_event_date"])
    if local_date(event["occurred_at"], settings) < first_date:
        return "before_min_event_date"
    arrived_at = min(event["received_at"] or NEVER, event["loaded_at"])
    if event["occurred_at"] - arrived_at > timedelta(minutes=settings["clock_skew_minutes"]):
        return "in_the_future"
    if event["is_misread"] or (event["quantity"] or 0) < 0 or (event["unit_price"] or 0) < 0:
        return "impossible_value"
    if (event["revenue"] or 0) < 0 and event["event_type"] != "refund":
        return "impossible_value"
    if settings["exclude_unlisted_event_types"] and not event["is_listed"]:
        return "unlisted_event_type"
    return None


def clean(events: list[Row], settings: dict) -> None:
    """Give every event its `reason`, None where accepted. Of one id the first to arrive wins."""
    usable = defaultdict(list)
    for event in events:
        event["reason"] = reason_alone(event, settings)
        if event["reason"] is None:
            usable[event["event_source"], event["event_id"]].append(event)

    def arrival(event: Row) -> tuple:
        return event["loaded_at"], event["load_id"], event["received_at"] or NEVER

    for same_id in usable.values():
        same_id.sort(key=arrival)
        known = []
        for event in same_id:
            content = [event[column] for column in CONTENT]
            if content in known:
                event["reason"] = "exact_duplicate"
            elif known:
                event["reason"] = "repeated_event_id"
            known.append(content)
        for one, other in pairwise(same_id):
            same = [one[column] for column in CONTENT] == [other[column] for column in CONTENT]
            assert same or arrival(one) != arrival(other), "the test must say which came first"


def event_audit(events: list[Row], settings: dict) -> list[Row]:
    """Events by source, day and what became of them."""
    counts = Counter(
        (event["event_source"], local_date(event["occurred_at"], settings), event["reason"])
        for event in events
    )
    return [
        {
            "event_source": source,
            "event_date": day,
            "outcome": "excluded" if reason else "accepted",
            "reason": reason or "accepted",
            "events": count,
        }
        for (source, day, reason), count in counts.items()
    ]


def event_order(event: Row) -> tuple:
    """The order of a visitor's events, unknown last."""
    return (
        event["occurred_at"],
        event["received_at"] or NEVER,
        event["tie_rank"],
        event["event_id"],
    )


# Sessions


def cut(accepted: list[Row], settings: dict) -> list[Row]:
    """The sessions: each a source, a visitor, why it started and its events in order."""
    streams = defaultdict(list)
    for event in sorted(accepted, key=event_order):
        by_vendor = settings["sessionise_by"] == "source"
        vendor_id = (by_vendor and event["session_id"]) or ""
        streams[event["event_source"], event["visitor_id"], vendor_id].append(event)
    sessions = []
    for (source, visitor, vendor_id), events in streams.items():
        timeout = timedelta(minutes=settings["session_timeout_minutes"])
        pieces = [[events[0]]]
        for before, event in pairwise(events):
            if not vendor_id and event["occurred_at"] - before["occurred_at"] > timeout:
                pieces.append([])
            pieces[-1].append(event)
        for number, piece in enumerate(pieces):
            reason = "gap" if number else "vendor" if vendor_id else "first"
            sessions.append(
                {
                    "event_source": source,
                    "visitor_id": visitor,
                    "start_reason": reason,
                    "events": piece,
                }
            )
    return sessions


def known_values(events: list[Row], column: str) -> list:
    """The values of a column that are known, in order, and None where there is none."""
    return [event[column] for event in events if event[column] is not None] or [None]


def microseconds(span: timedelta) -> int:
    """A span of time in whole microseconds."""
    return span // MICROSECOND


def seconds(span: timedelta) -> Decimal:
    """A span of time in seconds, exact."""
    return Decimal(microseconds(span)).scaleb(-6)


def judge_bots(sessions: list[Row], settings: dict) -> None:
    """Give every session the verdict on whether a bot is behind it."""
    agent_class = bots.agent_reader()
    known = []
    for session in sessions:
        events = session["events"]
        address = known_values(events, "ip_address")[0]
        classes = [agent_class(one["user_agent"], one["ip_address"]) for one in events]
        known.append(
            bots.Session(
                source=session["event_source"],
                visitor=session["visitor_id"],
                times=[
                    microseconds(event["occurred_at"] - datetime(1970, 1, 1))
                    for event in events
                    if not event["is_automatic"]
                ],
                duration=microseconds(session["ended_at"] - session["started_at"]),
                pages=session["page_view_count"],
                interactions=sum(event["is_interaction"] for event in events),
                is_converted=any(event["is_goal"] for event in events),
                products=len({event["product_id"] for event in events} - {None}),
                agent_class=next((one for one in classes if one), None),
                address=address,
                is_paid=session["is_paid"],
            )
        )
    verdicts = bots.judge(known, settings["bot_threshold"])
    for session, verdict in zip(sessions, verdicts, strict=True):
        session |= {
            "mean_gap_seconds": verdict.mean_gap_seconds,
            "is_bot": verdict.is_bot,
            "bot_score": verdict.score,
            "bot_reasons": verdict.reasons,
        }


def stage_times(events: list[Row]) -> list[datetime]:
    """When a session reached each stage of engagement; as many as it reached."""
    is_goal = [event["is_goal"] for event in events]
    is_deep = [event["is_high_intent"] or goal for event, goal in zip(events, is_goal, strict=True)]
    is_engaged = [
        event["is_interaction"] or deep for event, deep in zip(events, is_deep, strict=True)
    ]
    times = [events[0]["occurred_at"]]
    for flags in (is_engaged, is_deep, is_goal):
        if any(flags):
            times.append(events[flags.index(True)]["occurred_at"])
    return times


def step_times(events: list[Row], steps: list[set[str]]) -> list[datetime]:
    """When a session reached each step, told by its types, in order; as many as it reached."""
    times = []
    for event in events:
        if len(times) < len(steps) and event["event_type"] in steps[len(times)]:
            times.append(event["occurred_at"])
    return times


def validity(seen: list[int], in_order: int) -> str | None:
    """Whether the steps of the funnel `purchase` came whole and in order."""
    if not seen:
        return None
    deepest = max(seen)
    if len(seen) < deepest:
        return "skipped_steps"
    if in_order < deepest:
        return "out_of_order"
    return "complete" if deepest == len(SHOP_STEPS) else "partial"


def describe(session: Row, funnels: dict, watermarks: dict, settings: dict) -> None:
    """Add what a session's own events say of it."""
    events = session["events"]
    source, visitor = session["event_source"], session["visitor_id"]
    first, last = events[0], events[-1]
    text = f"{source}|{len(visitor)}|{visitor}|{first['event_id']}"
    page_views = sum(event["is_page_view"] for event in events)
    origins = [(event["traffic_source"], event["medium"]) for event in events]
    origin = *next((told for told in origins if any(told)), (None, None)), None
    channel, is_paid = CHANNEL_OF(*origin)
    quiet_for = watermarks[source] - last["occurred_at"]
    types = {event["event_type"] for event in events}
    steps = [{kind for kind, *_ in step["conditions"]} for step in funnels["purchase"]["required"]]
    seen = [n for n, step in enumerate(steps, start=1) if types & step]
    purchase_times = step_times(events, steps)
    session |= {
        "session_id": hashlib.md5(text.encode()).hexdigest(),
        "started_at": first["occurred_at"],
        "ended_at": last["occurred_at"],
        "session_date": local_date(first["occurred_at"], settings),
        "is_closed": quiet_for > timedelta(minutes=settings["session_timeout_minutes"]),
        "duration_seconds": seconds(last["occurred_at"] - first["occurred_at"]),
        "event_count": len(events),
        "page_view_count": page_views,
        "device_type": known_values(events, "device_type")[0],
        "country_code": known_values(events, "country_code")[0],
        **dict(zip(ORIGIN, origin, strict=True)),
        "channel": channel,
        "is_paid": is_paid,
        "landing_page": known_values(events, "page_path")[0],
        "landing_page_type": known_values(events, "page_type")[0],
        "exit_page": known_values(events, "page_path")[-1],
        "is_bounce": page_views <= 1 and not any(event["is_interaction"] for event in events),
        "viewed": 1 in seen,
        "carted": 2 in seen,
        "checked_out": 3 in seen,
        "purchased": 4 in seen,
        "funnel_validity": validity(seen, len(purchase_times)),
        "purchase_funnel_step": len(purchase_times),
        "purchase_funnel_date": local_date(min(purchase_times, default=None), settings),
        "engagement_stage": STAGES[len(stage_times(events)) - 1],
    }


def number(sessions: list[Row]) -> None:
    """Number each visitor's sessions in a source by their start."""
    counts = Counter()
    for session in sorted(
        sessions, key=lambda one: (one["started_at"], one["ended_at"], one["session_id"])
    ):
        visitor = session["event_source"], session["visitor_id"]
        counts[visitor] += 1
        session["session_number"] = counts[visitor]
        session["is_new_visitor"] = counts[visitor] == 1


def session_events(sessions: list[Row]) -> list[Row]:
    """The accepted events, each with its session and its place in it."""
    same = ("event_source", "visitor_id", "event_id", "event_type", "occurred_at", "customer_id")
    return [
        {
            "session_id": session["session_id"],
            "event_number": place,
        }
        | {column: event[column] for column in same}
        for session in sessions
        for place, event in enumerate(session["events"], start=1)
    ]


# People and orders


def by_visitor(sessions: list[Row]) -> dict[tuple, list[Row]]:
    """The sessions of each visitor of a source, by their numbers."""
    visitors = defaultdict(list)
    for session in sorted(sessions, key=lambda one: one["session_number"]):
        visitors[session["event_source"], session["visitor_id"]].append(session)
    return visitors


def identify(sessions: list[Row]) -> None:
    """Give every session its person: the visitor's one customer, or the visitor itself."""
    for (source, visitor), visits in by_visitor(sessions).items():
        customers = {event["customer_id"] for visit in visits for event in visit["events"]} - {None}
        customer = next(iter(customers)) if len(customers) == 1 else None
        kind = {0: "anonymous", 1: "customer"}.get(len(customers), "shared")
        person = f"customer:{customer}" if customer else f"visitor:{source}:{visitor}"
        for visit in visits:
            visit |= {"customer_id": customer, "person_id": person, "identity_kind": kind}
            visit["customer_count"] = len(customers)


def orders(sessions: list[Row]) -> list[Row]:
    """Purchases by order id: of several a person's, of these one with revenue, then the first."""
    purchases = defaultdict(list)
    for session in sessions:
        for place, event in enumerate(session["events"]):
            if event["event_type"] == "purchase":
                id_ = (
                    f"id:{event['order_id']}" if event["order_id"] else f"event:{event['event_id']}"
                )
                order = {
                    "event_source": session["event_source"],
                    "order_key": id_,
                    "event_id": event["event_id"],
                    "session_id": session["session_id"],
                    "ordered_at": event["occurred_at"],
                    "revenue": event["revenue"],
                    "is_bot": session["is_bot"],
                }
                rank = (session["is_bot"], event["revenue"] is None, event["occurred_at"])
                rank += (event["visitor_id"], place, event["event_id"])
                purchases[session["event_source"], id_].append((rank, order))
    return [min(same_id, key=lambda one: one[0])[1] for same_id in purchases.values()]


def give_orders(sessions: list[Row], placed: list[Row]) -> None:
    """Add to each session its orders and what they brought."""
    for session in sessions:
        own = [order for order in placed if order["session_id"] == session["session_id"]]
        session["order_count"] = len(own)
        session["revenue"] = sum(order["revenue"] or Decimal(0) for order in own)


def visitors(sessions: list[Row]) -> list[Row]:
    """One row a visitor of a source: what its sessions hold together."""
    return [
        {
            "event_source": source,
            "visitor_id": visitor,
            "person_id": visits[0]["person_id"],
            "customer_id": visits[0]["customer_id"],
            "identity_kind": visits[0]["identity_kind"],
            "customer_count": visits[0]["customer_count"],
            "first_device_type": known_values(visits, "device_type")[0],
            "first_country_code": known_values(visits, "country_code")[0],
            "first_traffic_source": known_values(visits, "traffic_source")[0],
            "session_count": len(visits),
            "bot_session_count": sum(visit["is_bot"] for visit in visits),
            "event_count": sum(visit["event_count"] for visit in visits),
            "order_count": sum(visit["order_count"] for visit in visits),
            "revenue": sum(visit["revenue"] for visit in visits),
            "is_bot": any(visit["is_bot"] for visit in visits),
            "first_seen_at": min(visit["started_at"] for visit in visits),
            "last_seen_at": max(visit["ended_at"] for visit in visits),
        }
        for (source, visitor), visits in by_visitor(sessions).items()
    ]
