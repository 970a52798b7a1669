"""Funnels once more in plain Python, attempt by attempt and event by event.

    rows = reference_funnels.outcomes(sessions, funnels, watermarks, placed, settings)

Written from docs/definitions.md, not from the SQL. `sessions` are those of `reference`, bots among
them; `funnels` comes from `definitions`. Every event is looked at for every attempt: nothing here
is clever, so that little can be wrong.
"""

import re
from collections import defaultdict
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

from reference import NEVER, Row, event_order, local_date, seconds, seed, stage_times


def definitions(folder: Path) -> dict[str, Row]:
    """The funnels of the seeds: their options, and their steps by kind."""
    funnels = {
        line["funnel"]: line | {"required": [], "optional": [], "exclusion": []}
        for line in seed(folder, "funnels")
    }
    for funnel in funnels.values():
        window = funnel["conversion_window_seconds"]
        funnel["window"] = timedelta(seconds=int(window)) if window else None
        held = (funnel["held_property"], funnel["second_held_property"])
        funnel["held"] = [name for name in held if name]
    for line in seed(folder, "funnel_step_definitions"):
        steps = funnels[line["funnel"]][line["step_kind"]]
        gap = line["maximum_gap_seconds"]
        name = {"number": int(line["step_number"]), "name": line["step_name"]}
        step = next((one for one in steps if one.items() >= name.items()), None)
        if step is None:
            step = name | {"gap": timedelta(seconds=int(gap)) if gap else None, "conditions": []}
            steps.append(step)
        step["conditions"].append((line["event_type"], line["page_path"], line["category_id"]))
    for funnel in funnels.values():
        funnel["required"].sort(key=lambda step: step["number"])
    return funnels


def shown_steps(funnel: Row) -> list[Row]:
    """The steps of a funnel as marts show them, by number, optional ones among them."""
    count = len(funnel["required"])
    steps = [step | {"is_required": True} for step in funnel["required"]]
    steps += [step | {"is_required": False} for step in funnel["optional"]]
    if funnel["step_order"] == "any":
        steps = [step | {"name": f"{step['number']} of {count} steps"} for step in steps]
    return sorted(steps, key=lambda step: step["number"])


def satisfies(event: Row, step: Row) -> bool:
    """Whether an event fulfils one of a step's conditions."""
    for event_type, page_path, category_id in step["conditions"]:
        pattern = re.escape(page_path).replace("%", ".*").replace("_", ".")
        if (
            event["event_type"] == event_type
            and (not page_path or re.fullmatch(pattern, event["page_path"] or "", re.DOTALL))
            and (not category_id or event["category_id"] == category_id)
        ):
            return True
    return False


def streams(sessions: list[Row], scope: str) -> dict[str, list[Row]]:
    """The events of every session, visitor or person in order; across sessions without bots."""
    found = defaultdict(list)
    for session in sessions:
        if scope == "session":
            found[session["session_id"]] = session["events"]
        elif not session["is_bot"]:
            visitor = f"{session['event_source']}:{session['visitor_id']}"
            found[visitor if scope == "visitor" else session["person_id"]] += session["events"]

    def order(event: Row) -> tuple:
        return (*event_order(event)[:2], event["session_id_of_ours"], event["event_number"])

    return {actor: sorted(events, key=order) for actor, events in found.items()}


def shares(event: Row, entry: Row, funnel: Row) -> bool:
    """Whether an event has the held properties of the entry."""
    return all(event[name] is not None and event[name] == entry[name] for name in funnel["held"])


def first_after(
    stream: list[Row], place: int, entry: Row, steps: list[Row], funnel: Row
) -> tuple[int, Row] | tuple[None, None]:
    """The place of the first event after a place that fulfils one of some steps, and that step."""
    for later in range(place + 1, len(stream)):
        for step in steps:
            if satisfies(stream[later], step) and shares(stream[later], entry, funnel):
                return later, step
    return None, None


def deadline(entered_at: datetime, reached_at: datetime, step: Row, funnel: Row) -> tuple:
    """Until when a step may come, NEVER without a limit, and which limit that is."""
    limits = [(NEVER, None)]
    if step["gap"]:
        limits.append((reached_at + step["gap"], "maximum_gap"))
    if funnel["window"]:
        limits.append((entered_at + funnel["window"], "conversion_window"))
    return min(limits, key=lambda limit: limit[0])


def walk_in_order(stream: list[Row], start: int, funnel: Row) -> Row:
    """One attempt through an ordered or strict funnel from its entry."""
    entry, places, optional = stream[start], [start], {}
    for step in funnel["required"][1:]:
        at = places[-1]
        until, limit = deadline(entry["occurred_at"], stream[at]["occurred_at"], step, funnel)
        following, _ = first_after(stream, at, entry, [step], funnel)
        guards = [guard for guard in funnel["exclusion"] if guard["number"] == step["number"]]
        forbidden, guard = first_after(stream, at, entry, guards, funnel)
        if following is not None and stream[following]["occurred_at"] > until:
            following = None
        if forbidden is not None and stream[forbidden]["occurred_at"] > until:
            forbidden = None
        if following is not None and forbidden is not None and forbidden < following:
            following = None
        if funnel["step_order"] == "strict" and following != at + 1:
            following = None
        before = [one["number"] for one in funnel["required"] if one["number"] < step["number"]]
        for extra in funnel["optional"]:
            if max(before) < extra["number"] < step["number"]:
                seen, _ = first_after(stream, at, entry, [extra], funnel)
                end = following if following is not None else forbidden
                own = deadline(entry["occurred_at"], stream[at]["occurred_at"], extra, funnel)[0]
                if (
                    seen is not None
                    and (end is None or seen < end)
                    and stream[seen]["occurred_at"] <= min(until, own)
                ):
                    optional[extra["number"]] = (seen, at)
        if following is None:
            is_broken = funnel["step_order"] == "strict" and at + 1 < len(stream)
            ended_by = guard["name"] if forbidden is not None else None
            ended_by = "other_event" if is_broken else ended_by
            return {
                "places": places, "optional": optional, "until": until, "limit": limit,
                "ended_by": ended_by,
            }  # fmt: skip
        places.append(following)
    return {"places": places, "optional": optional, "until": None, "limit": None, "ended_by": None}


def walk_in_any_order(stream: list[Row], start: int, funnel: Row) -> Row:
    """One attempt through a funnel whose steps come in any order."""
    entry = stream[start]
    until = entry["occurred_at"] + funnel["window"] if funnel["window"] else NEVER
    places = []
    for step in funnel["required"]:
        seen, _ = first_after(stream, start - 1, entry, [step], funnel)
        if seen is not None and stream[seen]["occurred_at"] <= until:
            places.append(seen)
    is_complete = len(places) == len(funnel["required"])
    return {
        "places": sorted(places),
        "optional": {},
        "until": None if is_complete else until,
        "limit": "conversion_window" if funnel["window"] else None,
        "ended_by": None,
    }


def attempts(stream: list[Row], funnel: Row) -> Iterator[Row]:
    """All attempts of one actor at a funnel."""
    in_any_order = funnel["step_order"] == "any"
    walk = walk_in_any_order if in_any_order else walk_in_order
    first_steps = funnel["required"] if in_any_order else funnel["required"][:1]
    for start, event in enumerate(stream):
        if any(satisfies(event, step) for step in first_steps) and shares(event, event, funnel):
            yield walk(stream, start, funnel)
            if funnel["entry"] == "first":
                return


def progress(actor: str, stream: list[Row], name: str, funnel: Row, closes_at: datetime | None):
    """The steps that the best attempt of an actor reached, and how it ended."""
    if funnel["step_order"] == "nested":
        yield from stages(actor, stream, name, closes_at)
        return
    tried = list(attempts(stream, funnel))
    if not tried:
        return
    best = max(tried, key=lambda one: len(one["places"]))  # the first of several
    open_ones = [
        min(one["until"], closes_at or NEVER)
        for one in tried
        if one["until"] is not None and one["ended_by"] is None
    ]
    entry = stream[best["places"][0]]
    numbers = [step["number"] for step in funnel["required"]]
    if funnel["step_order"] == "any":
        numbers = list(range(1, len(numbers) + 1))
    steps = [
        (number, place, before)
        for number, place, before in zip(
            numbers, best["places"], [None, *best["places"]], strict=False
        )
    ]
    steps += [(number, *places) for number, places in best["optional"].items()]
    for number, place, before in steps:
        time = stream[place]["occurred_at"]
        is_deepest = place == best["places"][-1] and number in numbers
        is_stopped = is_deepest and best["until"] is not None
        reason = None
        if is_stopped:
            limit = best["limit"]
            if closes_at is not None and best["until"] > closes_at:
                limit = "session_end"
            reason = best["ended_by"] or limit
        before_at = None if before is None else stream[before]["occurred_at"]
        yield {
            "funnel": name,
            "actor_id": actor,
            "step_number": number,
            "session_id": stream[place]["session_id_of_ours"],
            "entry": entry,
            "entered_at": entry["occurred_at"],
            "reached_at": time,
            "seconds_from_previous": before_at and seconds(time - before_at),
            "is_deepest": is_deepest,
            "end_reason": reason,
            "open_until": max(open_ones, default=None) if is_deepest else None,
            "next_event_type": next_type(stream[place], stream) if is_stopped else None,
        }


def next_type(event: Row, stream: list[Row]) -> str | None:
    """What came next in the event's session, but for what is automatic."""
    for other in event["session"]["events"]:
        if other["event_number"] > event["event_number"] and not other["is_automatic"]:
            return other["event_type"]
    return None


def stages(actor: str, events: list[Row], name: str, closes_at: datetime) -> Iterator[Row]:
    """The stages of engagement of a session."""
    times = stage_times(events)
    for place, time in enumerate(times):
        is_deepest = place + 1 == len(times)
        is_stopped = is_deepest and place < 3
        yield {
            "funnel": name,
            "actor_id": actor,
            "step_number": place + 1,
            "session_id": actor,
            "entry": events[0] | {"category_id": None},
            "entered_at": times[0],
            "reached_at": time,
            "seconds_from_previous": seconds(time - times[place - 1]) if place else None,
            "is_deepest": is_deepest,
            "end_reason": "session_end" if is_stopped else None,
            "open_until": closes_at if is_stopped else None,
            "next_event_type": None,
        }


def outcomes(
    sessions: list[Row], funnels: dict, watermarks: dict, placed: list[Row], settings: dict
) -> list[Row]:
    """A row a step that a person's session, a visitor or a person reached, and what came of it."""
    timeout = timedelta(minutes=settings["session_timeout_minutes"])
    by_id = {session["session_id"]: session for session in sessions}
    for session in sessions:
        for place, event in enumerate(session["events"], start=1):
            event |= {
                "session_id_of_ours": session["session_id"],
                "event_number": place,
                "session": session,
            }
    rows = []
    for name, funnel in funnels.items():
        for actor, stream in streams(sessions, funnel["scope"]).items():
            closes_at = None
            if funnel["scope"] == "session":
                closes_at = stream[-1]["occurred_at"] + timeout
            for row in progress(actor, stream, name, funnel, closes_at):
                session = row["entry"]["session"]
                if not session["is_bot"]:
                    rows.append(judged(row, session, funnel, watermarks, placed, by_id, settings))
    return rows


def judged(
    row: Row,
    session: Row,
    funnel: Row,
    watermarks: dict,
    placed: list[Row],
    by_id: dict[str, Row],
    settings: dict,
) -> Row:
    """A step that was reached, with its outcome and the dimensions of the session of the entry."""
    watermark = watermarks[session["event_source"]]
    closes_at, purchased = None, session["purchased"]
    if funnel["scope"] == "session":
        timeout = timedelta(minutes=settings["session_timeout_minutes"])
        closes_at = session["events"][-1]["occurred_at"] + timeout
    else:
        closes_at = row["entered_at"] + funnel["window"]
        names = [
            (f"{one['event_source']}:{one['visitor_id']}", one["person_id"])
            for one in (by_id[order["session_id"]] for order in placed if not order["is_bot"])
        ]
        times = [order["ordered_at"] for order in placed if not order["is_bot"]]
        purchased = any(
            row["actor_id"] in name and row["entered_at"] <= time <= closes_at
            for name, time in zip(names, times, strict=True)
        )
    required = {step["number"]: step["name"] for step in funnel["required"]}
    is_last = row["step_number"] == max(required)
    is_open = row["open_until"] is not None and watermark <= row["open_until"]
    outcome = None
    if row["step_number"] in required and not is_last:
        outcome = "dropped" if row["is_deepest"] else "completed"
        outcome = "in_flight" if row["is_deepest"] and is_open else outcome
    named = required | {step["number"]: step["name"] for step in funnel["optional"]}
    step_name = named[row["step_number"]]
    if funnel["step_order"] == "any":
        step_name = f"{row['step_number']} of {len(required)} steps"
    return {
        "funnel": row["funnel"],
        "actor_id": row["actor_id"],
        "step_number": row["step_number"],
        "step_name": step_name,
        "is_required": row["step_number"] in required,
        "is_last_step": is_last,
        "session_id": row["session_id"],
        "event_source": session["event_source"],
        "entry_date": local_date(row["entered_at"], settings),
        "entry_category_id": row["entry"]["category_id"],
        "device_type": session["device_type"],
        "channel": session["channel"],
        "traffic_source": session["traffic_source"],
        "country_code": session["country_code"],
        "is_new_visitor": session["is_new_visitor"],
        "entered_at": row["entered_at"],
        "reached_at": row["reached_at"],
        "seconds_from_previous": row["seconds_from_previous"],
        "end_reason": row["end_reason"],
        "next_event_type": row["next_event_type"],
        "is_closed": watermark > closes_at,
        "purchased": purchased,
        "outcome": outcome,
    }
