"""Paths once more by pandas and numpy, and the simulator's journeys found again.

make test-full ONLY=paths        a world without faults, whose matrix is known
"""

from pathlib import Path

import duckdb
import numpy as np
import pandas as pd
import pytest
from conftest import dbt, simulate
from worlds import WITHOUT_TESTS

SEGMENT = ["stream", "dimension", "dimension_value"]
WITHOUT_FAULTS = ["unreadable", "missing-identity", "missing-time", "old", "future", "impossible"]
WITHOUT_FAULTS += ["unlisted", "duplicate", "changed", "late", "skew", "declined"]
PAGES = {
    "view_homepage": "home",
    "view_category": "category",
    "view_search_page": "search",
    "view_product": "product",
    "page_view": "other",
    "view_account_page": "account",
    "(exit)": "(exit)",
}


def collapsed(events: pd.DataFrame) -> pd.DataFrame:
    """The steps of sessions, a row each, from events with a `state`; repeats are left out."""
    events = events.sort_values(["session_id", "event_number"])
    before = events.groupby("session_id")["state"].shift()
    return events[events["state"].ne(before)]


def streams(con: duckdb.DuckDBPyConnection) -> dict[str, pd.DataFrame]:
    """The collapsed steps of people's sessions, by stream."""
    events = con.execute("""
        select session_id, event_number, event_type, page_type, is_page_view, is_automatic, is_goal
        from intermediate.int_session_events
        where session_id in (select session_id from intermediate.int_sessions where not is_bot)
    """).df()
    goals = events[events["is_goal"]].groupby("session_id")["event_number"].min()
    events["goal_number"] = events["session_id"].map(goals)
    pages = events[events["is_page_view"]].rename(columns={"page_type": "state"})
    actions = events[~events["is_automatic"]].rename(columns={"event_type": "state"})
    return {"page": collapsed(pages), "event": collapsed(actions)}


def with_ends(steps: pd.DataFrame, sessions: pd.Series) -> pd.DataFrame:
    """The moves between the steps of all these sessions, `(start)` and `(exit)` among them."""
    starts = pd.DataFrame({"session_id": sessions, "event_number": 0, "state": "(start)"})
    steps = pd.concat([starts, steps]).sort_values(["session_id", "event_number"])
    steps["goal_number"] = steps.groupby("session_id")["goal_number"].transform("max")
    following = steps.groupby("session_id")[["state", "event_number"]].shift(-1)
    steps["to_state"] = following["state"].fillna("(exit)")
    steps["is_open"] = ~steps["goal_number"].le(steps["event_number"])
    is_reached = ~following["event_number"].lt(steps["goal_number"])
    steps["is_converting"] = steps["is_open"] & steps["goal_number"].notna() & is_reached
    return steps.rename(columns={"state": "from_state"})


@pytest.fixture(scope="module")
def moves(classic: duckdb.DuckDBPyConnection) -> dict[str, pd.DataFrame]:
    """The moves of people's sessions by stream, without our SQL for paths."""
    sessions = classic.execute(
        "select session_id from intermediate.int_sessions where not is_bot"
    ).df()
    return {
        stream: with_ends(steps, sessions["session_id"])
        for stream, steps in streams(classic).items()
    }


def mart(con: duckdb.DuckDBPyConnection, name: str, stream: str) -> pd.DataFrame:
    """A mart's rows of a stream over all sessions."""
    return con.execute(f"from marts.{name} where stream = ? and dimension = 'all'", [stream]).df()


@pytest.mark.parametrize("stream", ["page", "event"])
def test_moves_are_those_of_pandas(classic, moves, stream):
    found = mart(classic, "path_transitions", stream).set_index(["from_state", "to_state"])
    grouped = moves[stream].groupby(["from_state", "to_state"])
    expected = grouped["session_id"].agg(transitions="size", sessions="nunique")
    pd.testing.assert_frame_equal(
        found[["transitions", "sessions"]].sort_index(), expected, check_dtype=False
    )
    leaving = expected["transitions"].groupby("from_state").transform("sum")
    assert (found["probability"] - expected["transitions"] / leaving).abs().max() < 1e-12


@pytest.mark.parametrize("stream", ["page", "event"])
def test_chances_are_those_of_the_absorbing_chain(classic, moves, stream):
    """By inversion of I - Q; the removal effect by a chain without the state."""
    open_moves = moves[stream][moves[stream]["is_open"]]
    states = sorted(open_moves["from_state"].unique())
    going_on = open_moves[~open_moves["is_converting"]]
    counts = pd.crosstab(going_on["from_state"], going_on["to_state"])
    leaving = open_moves["from_state"].value_counts().reindex(states).to_numpy()
    q = counts.reindex(index=states, columns=states, fill_value=0).to_numpy() / leaving[:, None]
    converting = open_moves[open_moves["is_converting"]]["from_state"].value_counts()
    r = converting.reindex(states, fill_value=0).to_numpy() / leaving
    visits = np.linalg.inv(np.eye(len(states)) - q)
    chance = visits @ r
    start = states.index("(start)")
    found = mart(classic, "path_states", stream).set_index("state").loc[states]
    np.testing.assert_allclose(found["purchase_probability"].astype(float), chance, atol=1e-6)
    with np.errstate(invalid="ignore"):
        steps = visits @ chance / chance
    np.testing.assert_allclose(found["expected_steps_to_purchase"].astype(float), steps, atol=1e-6)
    for number, state in enumerate(states):
        if number == start:
            continue
        without = q.copy()
        without[:, number] = 0
        left = np.linalg.solve(np.eye(len(states)) - without, r)[start]
        effect = float(found.loc[state, "removal_effect"])
        assert effect == pytest.approx(1 - left / chance[start], abs=1e-6)


@pytest.mark.parametrize("stream", ["page", "event"])
def test_patterns_are_those_of_pandas(classic, moves, stream):
    steps = moves[stream]
    converted = steps.groupby("session_id")["goal_number"].max().notna()
    before = steps[steps["is_open"] & steps["from_state"].ne("(start)")]
    counted = []
    for length in (2, 3, 4):
        pattern = before["from_state"]
        for ahead in range(1, length):
            pattern = pattern + " > " + before.groupby("session_id")["from_state"].shift(-ahead)
        counted.append(before.assign(pattern=pattern).dropna(subset="pattern"))
    held = pd.concat(counted)[["session_id", "pattern"]].drop_duplicates()
    held["is_converted"] = held["session_id"].map(converted)
    expected = held.groupby("pattern")["is_converted"].agg(sessions="size", conversions="sum")
    expected = expected[expected["sessions"] >= 0.005 * len(converted)]
    found = mart(classic, "path_patterns", stream).set_index("pattern")
    pd.testing.assert_frame_equal(
        found[["sessions", "conversions"]].sort_index(), expected, check_dtype=False
    )
    lift = expected["conversions"] / expected["sessions"] / converted.mean()
    assert (found["lift"] - lift).abs().max() < 1e-9


@pytest.mark.parametrize("stream", ["page", "event"])
def test_paths_are_those_of_pandas(classic, moves, stream):
    steps = moves[stream][moves[stream]["from_state"].ne("(start)")]
    texts = steps.groupby("session_id")["from_state"].agg(list)
    texts = texts.map(lambda path: " > ".join(path[:10] + ["…"] * (len(path) > 10)))
    texts = texts.reindex(moves[stream]["session_id"].unique(), fill_value="(nothing)")
    expected = texts.value_counts()
    found = mart(classic, "paths", stream).set_index("path")["sessions"]
    assert found.sum() == len(texts)
    told = found.drop("(other)", errors="ignore")
    assert (told == expected.reindex(told.index)).all()
    assert told.min() >= expected.drop(told.index).max() if len(expected) > len(told) else True


@pytest.mark.parametrize("stream", ["page", "event"])
def test_medians_lie_near_the_exact_ones(classic, stream):
    """Within the bins, 15 % apart at most where a hundred times are known."""
    near = classic.execute(
        """
        select median_seconds, exact
        from marts.path_transitions
        inner join (
            select stream, from_state, to_state, median(seconds) as exact
            from intermediate.int_path_moves
            inner join intermediate.int_sessions using (session_id)
            where not is_bot
            group by all having count(seconds) >= 100 and exact > 1
        ) using (stream, from_state, to_state)
        where stream = ? and dimension = 'all'
        """,
        [stream],
    ).df()
    assert len(near) > 1
    assert (near["median_seconds"] / near["exact"].astype(float) - 1).abs().max() < 0.15


@pytest.mark.full
def test_the_simulators_journeys_are_found(tmp_path: Path) -> None:
    """Moves from the pages where all people walk alike lie by the matrix in `truth.transitions`.

    A page that follows itself is one step, so that a row of the matrix is shared among the others.
    """
    warehouse = tmp_path / "world.duckdb"
    rates = [part for name in WITHOUT_FAULTS for part in (f"--{name}-rate", "0")]
    simulate(
        warehouse, "--days", "40", "--sessions-per-day", "1000", "--seed", "5",
        "--incidents", "none", *rates,
    )  # fmt: skip
    done = dbt(
        *WITHOUT_TESTS, "--full-refresh", "--select", "+path_transitions",
        warehouse=warehouse, has_truth=True,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout
    with duckdb.connect(str(warehouse), read_only=True) as con:
        found = mart(con, "path_transitions", "page")
        truth = con.execute("from truth.transitions").df()
    assert deviations(found, truth).abs().max() < 4


def deviations(found: pd.DataFrame, truth: pd.DataFrame) -> pd.Series:
    """How many standard errors the moves from pages without a decision are off the matrix."""
    truth = truth[truth["from_state"].isin(PAGES) & truth["from_state"].ne("view_product")]
    truth = truth[truth["from_state"].ne(truth["to_state"]) & truth["to_state"].isin(PAGES)]
    truth = truth.replace({"from_state": PAGES, "to_state": PAGES})
    both = truth.merge(found, on=["from_state", "to_state"], suffixes=("_true", ""))
    assert len(both) > 20
    moving = both.groupby("from_state")["probability_true"].transform("sum")
    expected = both["probability_true"] / moving
    leaving = both["transitions"] / both["probability"]
    return (both["probability"] - expected) / np.sqrt(expected * (1 - expected) / leaving)
