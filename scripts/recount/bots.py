"""Which sessions are bots', counted again without the models: docs/definitions.md, "Bot".

verdicts = bots.judge(sessions, threshold), sessions a list of Session
"""

import csv
import re
from collections import defaultdict
from collections.abc import Callable
from decimal import ROUND_HALF_UP, Decimal
from math import sqrt
from statistics import median
from typing import NamedTuple

from recount.raw import SEEDS

MINUTE = 60_000_000
DAY = 1440 * MINUTE
CROWD = 10  # visitors of an address


class Session(NamedTuple):
    """What is known of a session; times in whole microseconds."""

    source: str
    visitor: str
    times: list[int]  # of its events in order, those apart that are automatic
    duration: int
    pages: int
    interactions: int
    is_converted: bool
    products: int  # different ones
    agent_class: str | None
    address: str | None
    is_paid: bool  # whether its channel is


class Verdict(NamedTuple):
    """What came out, and why."""

    mean_gap_seconds: float | None
    is_bot: bool
    score: float
    reasons: str | None


def agent_reader() -> Callable[[str | None, str | None], str | None]:
    """A function that says which class a user agent is of, given the address it came from."""
    rows = list(csv.DictReader((SEEDS / "agent_patterns.csv").open(newline="")))
    expressions = [
        (re.compile(row["pattern"]), row) for row in rows if row["pattern_kind"] == "regex"
    ]
    texts = [row for row in rows if row["pattern_kind"] == "text"]
    known: dict[str, str] = {}

    def described(agent: str) -> str:
        found = {row["agent_class"] for row in texts if row["pattern"] in agent}
        found |= {row["agent_class"] for pattern, row in expressions if pattern.search(agent)}
        if not found and re.search("https?://", agent.lower()):
            return "crawler"
        is_browser = agent.lower().startswith(("mozilla/", "opera/"))
        return min(found, default="browser" if is_browser else "other")

    def read(agent: str | None, address: str | None) -> str | None:
        if not (agent or "").strip():
            return "missing" if address else None
        if agent not in known:
            known[agent] = described(agent)
        return known[agent]

    return read


def variation(gaps: list[float]) -> float | None:
    """The standard deviation of gaps by their mean, in whole milliseconds, a day at most."""
    numbers = [int(min(gap, DAY) / 1000) for gap in gaps]
    total = sum(numbers)
    spread = float(len(numbers)) * float(sum(n * n for n in numbers)) - float(total) * float(total)
    return sqrt(max(spread, 0)) / total if total else None


def mean_gap(session: Session) -> float | None:
    """Mean seconds between a session's events; null with fewer than two."""
    if len(session.times) < 2:
        return None
    return (session.times[-1] - session.times[0]) / ((len(session.times) - 1) * 1_000_000)


def is_idle(session: Session) -> bool:
    """Whether it came by a paid link, looked at two pages at most and did nothing."""
    did_nothing = session.pages <= 2 and not session.interactions and not session.is_converted
    return did_nothing and session.is_paid


def suspects(sessions: list[Session]) -> dict[tuple, set[str]]:
    """The addresses at which many visitors do as one, and what they do."""
    at = defaultdict(list)
    for session in sessions:
        if session.address is not None:
            at[session.source, session.address].append(session)
    found = {}
    for address, visits in at.items():
        idle = [visit for visit in visits if is_idle(visit)]
        paced = [visit for visit in visits if mean_gap(visit) is not None]
        spread = variation([mean_gap(visit) * 1_000_000 for visit in paced])
        shown = set()
        if len(idle) >= 0.8 * len(visits) and len({one.visitor for one in idle}) >= CROWD:
            shown.add("idle_paid_address")
        if spread is not None and spread <= 0.25 and len({one.visitor for one in paced}) >= CROWD:
            shown.add("one_rhythm_address")
        found[address] = shown
    return found


def evidence(session: Session, address: set[str]) -> list[tuple[Decimal, str]]:
    """What speaks for a bot, in the order of the reasons: its weight, and how it reads."""
    gaps = [
        later - earlier for earlier, later in zip(session.times, session.times[1:], strict=False)
    ]
    span = session.times[-1] - session.times[0] if session.times else 0
    mean, middle = mean_gap(session), median(gaps) / 1_000_000 if gaps else None
    spread = variation(gaps)
    many = len(gaps) >= 5
    shown = [
        (
            session.agent_class in ("crawler", "headless", "library"),
            "0.95",
            "its user agent is one of a crawler, a headless browser or a library",
        ),
        (session.duration >= 12 * 60 * MINUTE, "0.9", "it went on for 12 hours or more"),
        (
            len(gaps) >= 8 and spread is not None and spread <= 0.1,
            "0.9",
            "its events come at one rhythm",
        ),
        (
            len(gaps) >= 2 and mean <= 2,
            "0.2",
            "2 s or less between its events on average",
        ),
        (len(gaps) >= 2 and middle <= 2, "0.1", "2 s or less between most of its events"),
        (
            many and sum(gap < 250_000 for gap in gaps) / len(gaps) >= 0.25,
            "0.2",
            "a quarter of its events or more come within human reaction time",
        ),
        (
            many and span > 0 and len(session.times) * MINUTE / span >= 30,
            "0.1",
            "30 events a minute or more",
        ),
        (
            session.products >= 5 and span > 0 and session.products * MINUTE / span >= 12,
            "0.2",
            "12 products a minute or more",
        ),
        (
            session.pages >= 5 and not session.interactions,
            "0.4",
            "5 pages or more without an interaction",
        ),
        (session.agent_class == "missing", "0.1", "it hides its user agent"),
        (is_idle(session), "0.1", "it came by a paid link and did nothing"),
        (
            "one_rhythm_address" in address,
            "0.9",
            "many visitors at its address keep one rhythm",
        ),
        (
            "idle_paid_address" in address,
            "0.9",
            "many visitors at its address come by paid links and do nothing",
        ),
    ]
    return [(Decimal(weight), reason) for holds, weight, reason in shown if holds]


def judge(sessions: list[Session], threshold: float) -> list[Verdict]:
    """The verdict on each session: a visitor that was found out once is a bot in all of them."""
    addresses = suspects(sessions)
    own, of_visitor = [], defaultdict(float)
    for session in sessions:
        shown = evidence(session, addresses.get((session.source, session.address), set()))
        doubt = Decimal(1)
        for weight, _ in shown:
            doubt *= 1 - weight
        score = float((1 - doubt).quantize(Decimal("0.001"), ROUND_HALF_UP))
        own.append((score, "; ".join(reason for _, reason in shown)))
        visitor = session.source, session.visitor
        of_visitor[visitor] = max(of_visitor[visitor], score)
    verdicts = []
    for session, (score, reasons) in zip(sessions, own, strict=True):
        is_bot = of_visitor[session.source, session.visitor] >= threshold
        if is_bot and score < threshold:
            score, reasons = threshold, "its visitor was found out in another session"
        verdicts.append(Verdict(mean_gap(session), is_bot, score, reasons if is_bot else None))
    return verdicts
