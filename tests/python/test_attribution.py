"""Attribution a second time, in plain Python, fractions and numpy, over random journeys.

pytest tests/python/test_attribution.py
"""

import re
from collections import Counter, defaultdict
from datetime import datetime, timedelta
from fractions import Fraction
from itertools import pairwise
from pathlib import Path

import duckdb
import numpy as np
import pandas as pd
import pytest
from conftest import dbt

MODELS = [
    *("int_touchpoints", "int_order_credits", "int_channel_moves", "int_channel_cells"),
    *("int_channel_chains", "int_channel_visits"),
    *("int_removal_effects", "int_markov_credits", "attribution"),
]
CHANNELS = ["Direct", "Email", "Paid Search", "Referral", "Unassigned"]
LOOK_BACK = timedelta(days=30)
HALF_LIFE = timedelta(days=7)
MICROSECOND = timedelta(microseconds=1)
TABLES = """
    create schema intermediate;
    create schema marts;
    create table intermediate.int_sessions (
        session_id varchar, event_source varchar, person_id varchar, channel varchar,
        session_date date, started_at timestamp, order_count bigint, is_bot boolean
    );
    create table intermediate.int_orders (
        event_source varchar, order_key varchar, session_id varchar, ordered_at timestamp,
        revenue decimal(18, 2), is_bot boolean
    );
"""


@pytest.fixture(scope="module")
def queries(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """What the models come to, where all is made anew."""
    warehouse = tmp_path_factory.mktemp("attribution") / "warehouse.duckdb"
    done = dbt("compile", "--full-refresh", "--select", *MODELS, warehouse=warehouse)
    assert done.returncode == 0, done.stdout
    files = {file.stem: file for file in Path(f"{warehouse}.target", "compiled").rglob("*.sql")}
    # the tables of the compiled queries are named after another warehouse file
    return {
        model: re.sub(r'"\w+"\."(\w+)"\."', r'"\1"."', files[model].read_text()) for model in MODELS
    }


def world(seed: int) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Sessions and orders of people and bots, many at one instant or just within the look-back."""
    rng = np.random.default_rng(seed)
    sessions, orders = [], []
    days = [*range(6), 30, 31, 45]
    for number in range(400):
        start = datetime(2025, 1, 1) + timedelta(days=int(rng.choice(days)))
        start += MICROSECOND * int(rng.integers(-1, 2)) * int(rng.random() < 0.3)
        start += timedelta(hours=int(rng.integers(24))) * int(rng.random() < 0.5)
        is_bot, source = bool(rng.random() < 0.1), str(rng.choice(["shop", "ga4"]))
        placed = int(rng.choice([0, 0, 0, 0, 1, 2]))
        sessions.append(
            {
                "session_id": f"{rng.integers(2**62):x}",
                "event_source": source,
                "person_id": f"p{rng.integers(90)}",
                "channel": str(rng.choice(CHANNELS, p=[0.3, 0.3, 0.2, 0.15, 0.05])),
                "session_date": start.date(),
                "started_at": start,
                "order_count": placed,
                "is_bot": is_bot,
            }
        )
        for place in range(placed):
            cents = None if rng.random() < 0.1 else int(rng.choice([0, 1, 2, 7, 10_001, 99_999]))
            orders.append(
                {
                    "event_source": source,
                    "order_key": f"id:{number}-{place}",
                    "session_id": sessions[-1]["session_id"],
                    "ordered_at": start + place * timedelta(seconds=90),
                    "revenue": None if cents is None else f"{cents / 100:.2f}",
                    "is_bot": is_bot,
                }
            )
    return pd.DataFrame(sessions), pd.DataFrame(orders)


@pytest.fixture(scope="module", params=range(1, 6))
def both(request, queries) -> tuple[list[dict], duckdb.DuckDBPyConnection]:
    """The journeys of a random world as told here, and the models' tables over the same rows."""
    sessions, orders = world(request.param)
    con = duckdb.connect()
    con.execute(TABLES)
    con.register("sessions", sessions)
    con.register("orders", orders)
    con.execute("insert into intermediate.int_sessions by name from sessions")
    con.execute("insert into intermediate.int_orders by name from orders")
    for model in MODELS:
        schema = "marts" if model == "attribution" else "intermediate"
        con.execute(f"create table {schema}.{model} as {queries[model]}")
    return journeys(sessions, orders), con


def journeys(sessions: pd.DataFrame, orders: pd.DataFrame) -> list[dict]:
    """Every journey: its visits in order, and the order that ends it, None where there is none."""
    found = []
    placed = defaultdict(list)
    for order in orders.astype(object).where(orders.notna(), None).to_dict("records"):
        placed[order["session_id"]].append(order)
    for person, visits in sessions[~sessions["is_bot"]].groupby("person_id"):
        ordered = visits.sort_values(["started_at", "session_id"]).to_dict("records")
        ends = [
            (place, order, order["ordered_at"])
            for place, visit in enumerate(ordered)
            for order in placed[visit["session_id"]]
        ] or [(len(ordered) - 1, None, ordered[-1]["started_at"])]
        for place, order, end in ends:
            before = [visit for visit in ordered[:place] if visit["started_at"] >= end - LOOK_BACK]
            found.append(
                {
                    "person": person,
                    "end": end,
                    "order": order,
                    "visits": [*before, ordered[place]],
                }
            )
    return found


def shares(amount: int, weights: list[int], first: list[int]) -> list[int]:
    """The amount shared out by weight; of equal remainders the one with the lowest `first`."""
    parts = [Fraction(amount * weight, sum(weights)) for weight in weights]
    floors = [part.__floor__() for part in parts]
    places = sorted(range(len(parts)), key=lambda at: (floors[at] - parts[at], first[at]))
    for at in places[: amount - sum(floors)]:
        floors[at] += 1
    return floors


def weights(journey: dict) -> dict[str, list[int]]:
    """What each visit of a journey weighs, by model."""
    visits = journey["visits"]
    last = len(visits) - 1
    channels = [visit["channel"] for visit in visits]
    known = [place for place, channel in enumerate(channels) if channel != "Direct"]

    def alone(wanted: int) -> list[int]:
        return [int(place == wanted) for place in range(len(visits))]

    decay = [
        max(1, round(10**6 * 0.5 ** ((journey["end"] - visit["started_at"]) / HALF_LIFE)))
        for visit in visits
    ]
    inner = [2 * (last - 1) if place in (0, last) else 1 for place in range(len(visits))]
    return {
        "first": alone(0),
        "last": alone(last),
        "last_non_direct": alone(known[-1] if known else last),
        "linear": [1] * len(visits),
        "time_decay": decay,
        "position_based": inner if last > 1 else [1] * len(visits),
    }


def cents(journey: dict) -> int:
    """The revenue of a journey's order."""
    return int(Fraction(journey["order"]["revenue"] or "0") * 100)


def credited(con: duckdb.DuckDBPyConnection, where: str) -> dict[tuple, tuple[int, int]]:
    """Millionths of orders and cents in the mart, by model, source, day and channel."""
    rows = con.execute(f"""
        select
            model, event_source, session_date, channel,
            cast(orders * 1000000 as bigint), cast(revenue * 100 as bigint)
        from marts.attribution where {where}
    """).fetchall()
    return {tuple(key): (orders, revenue) for *key, orders, revenue in rows}


def test_journeys_are_those_of_every_person(both):
    told, con = both
    rows = con.execute("""
        select order_key, list(session_id order by position) from intermediate.int_touchpoints
        group by person_id, event_source, order_key
    """).fetchall()
    expected = [
        (one["order"] and one["order"]["order_key"], tuple(v["session_id"] for v in one["visits"]))
        for one in told
    ]
    assert Counter((key, tuple(visits)) for key, visits in rows) == Counter(expected)
    assert max(len(one["visits"]) for one in told) >= 6


def test_every_model_credits_to_the_cent(both):
    told, con = both
    expected = defaultdict(lambda: (0, 0))
    for journey in told:
        if not journey["order"]:
            continue
        visits = journey["visits"]
        nearest_first = range(len(visits), 0, -1)
        for model, weighed in weights(journey).items():
            both_shares = zip(
                shares(10**6, weighed, nearest_first),
                shares(cents(journey), weighed, nearest_first),
                strict=True,
            )
            for visit, (part, money) in zip(visits, both_shares, strict=True):
                key = model, visits[-1]["event_source"], visits[-1]["session_date"]
                orders, revenue = expected[*key, visit["channel"]]
                expected[*key, visit["channel"]] = orders + part, revenue + money
    found = credited(con, "model <> 'markov_removal'")
    assert found == {key: value for key, value in expected.items() if value[0]}


def without(chain: pd.DataFrame, ends: pd.Series, removed: str | None) -> float:
    """Probability that a journey orders, where nobody gets past a channel."""
    kept = chain.drop(index=removed, columns=removed) if removed else chain
    inner = np.eye(len(kept)) - kept.to_numpy()
    solved = np.linalg.solve(inner, ends[kept.index].to_numpy())
    return solved[kept.index.get_loc("(start)")]


@pytest.mark.parametrize("source", ["shop", "ga4"])
def test_removal_effects_are_those_of_the_chain_without_the_channel(both, source):
    told, con = both
    told = [journey for journey in told if journey["visits"][-1]["event_source"] == source]
    moves = Counter()
    for journey in told:
        end = "(order)" if journey["order"] else "(no order)"
        moves.update(pairwise(["(start)", *(v["channel"] for v in journey["visits"]), end]))
    states = sorted({state for state, _ in moves})
    counts = pd.DataFrame(0.0, index=states, columns=[*states, "(order)", "(no order)"])
    for (before, after), count in moves.items():
        counts.loc[before, after] = count
    chain = counts.div(counts.sum(axis=1), axis=0)
    ends, chain = chain["(order)"], chain[states]
    base = without(chain, ends, None)
    assert base == pytest.approx(sum(bool(one["order"]) for one in told) / len(told))
    found = dict(effects(con, source))
    expected = {
        channel: 1 - without(chain, ends, channel) / base
        for channel in states
        if channel != "(start)"
    }
    assert found.keys() == expected.keys()
    for channel, effect in expected.items():
        assert float(found[channel]) == pytest.approx(effect, abs=1e-6)


def effects(con: duckdb.DuckDBPyConnection, source: str) -> list[tuple]:
    """The channels of a source and what would be lost without each, by name."""
    return con.execute(
        "select channel, removal_effect from intermediate.int_removal_effects"
        " where event_source = $source order by channel",
        {"source": source},
    ).fetchall()


def test_each_day_is_shared_by_removal_effects(both):
    told, con = both
    days = defaultdict(lambda: (0, 0))
    for journey in told:
        if journey["order"]:
            last = journey["visits"][-1]
            orders, revenue = days[last["event_source"], last["session_date"]]
            days[last["event_source"], last["session_date"]] = (
                orders + 10**6,
                revenue + cents(journey),
            )
    expected = {}
    for (source, day), amounts in days.items():
        lost = [
            (channel, int(effect * 10**6)) for channel, effect in effects(con, source) if effect
        ]
        weighed = [weight for _, weight in lost]
        parts = [shares(amount, weighed, range(len(weighed))) for amount in amounts]
        for (channel, _), part, money in zip(lost, *parts, strict=True):
            expected["markov_removal", source, day, channel] = part, money
    assert credited(con, "model = 'markov_removal'") == expected
