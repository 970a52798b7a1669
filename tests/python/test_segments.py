"""Segments: the same figures by pandas and scipy, and effects that were planted, found again.

make test-full ONLY=segments         the coefficients of a simulated world, by logistic regression
"""

from pathlib import Path

import duckdb
import numpy as np
import pandas as pd
import pytest
from conftest import dbt, simulate
from scipy import special, stats
from simulator import journeys, pools
from worlds import WITHOUT_TESTS

BUCKETS = {
    "under 10 s": 10,
    "10 to 30 s": 30,
    "30 to 60 s": 60,
    "1 to 5 min": 300,
    "5 to 10 min": 600,
    "10 to 20 min": 1200,
    "20 to 30 min": 1800,
    "30 min and more": np.inf,
}
PAIRS = {
    "traffic_source": "device_type",
    "country_code": "device_type",
    "channel": "landing_page_type",
}
AND = " \N{MULTIPLICATION SIGN} "
MINIMUM_SAMPLE = 100


@pytest.fixture(scope="module")
def segments(classic: duckdb.DuckDBPyConnection) -> pd.DataFrame:
    """The mart, by dimension and value."""
    return classic.sql("from marts.segments").df().set_index(["dimension", "dimension_value"])


@pytest.fixture(scope="module")
def counted(classic: duckdb.DuckDBPyConnection) -> pd.DataFrame:
    """Sessions, conversions and revenue by dimension and value, counted from sessions by pandas."""
    sessions = classic.sql("from marts.sessions where not is_bot").df()
    seconds = sessions["duration_seconds"].astype(float)
    of = {
        name: sessions[name].astype(object).where(sessions[name].notna(), "(unknown)")
        for name in (*PAIRS, "device_type", "browser", "landing_page_type")
    }
    of |= {one + AND + other: of[one] + AND + of[other] for one, other in PAIRS.items()}
    of |= {
        "visitor_type": sessions["is_new_visitor"].map({True: "new", False: "returning"}),
        "weekday": pd.to_datetime(sessions["session_date"]).dt.day_name(),
        "hour": sessions["started_at"].dt.strftime("%H"),
        "duration_bucket": pd.cut(
            seconds, [0, *BUCKETS.values()], right=False, labels=list(BUCKETS)
        ).astype(str),
        "duration_minute": (seconds.clip(upper=3600) // 60).astype(int).map("{:02d}".format),
    }
    figures = pd.DataFrame(
        {
            "sessions": 1,
            "conversions": sessions["engagement_stage"].eq("converted").astype(int),
            "revenue": sessions["revenue"].astype(float),
        }
    )
    return pd.concat(
        {name: figures.groupby(values.to_numpy()).sum() for name, values in of.items()},
        names=["dimension", "dimension_value"],
    )


def test_every_segment_is_counted(segments: pd.DataFrame, counted: pd.DataFrame) -> None:
    assert set(segments.index) == set(counted.index)
    for figure in counted:
        found = segments[figure].astype(float).reindex(counted.index)
        assert found.to_numpy() == pytest.approx(counted[figure].to_numpy()), figure


def test_intervals_are_wilsons(segments: pd.DataFrame) -> None:
    for row in segments.itertuples():
        interval = stats.binomtest(row.conversions, row.sessions).proportion_ci(method="wilson")
        assert (row.ci_low, row.ci_high) == pytest.approx(interval, rel=1e-9, abs=1e-12)
        assert 0 <= row.ci_low <= row.conversion_rate <= row.ci_high <= 1


def test_segments_are_tested_against_the_rest(segments: pd.DataFrame) -> None:
    compared = segments[segments["rest_sessions"].gt(0)]
    assert compared["p_value"].notna().all()
    for row in compared.itertuples():
        table = [
            [row.conversions, row.sessions - row.conversions],
            [row.rest_conversions, row.rest_sessions - row.rest_conversions],
        ]
        # the square of z is chi-square without Yates' correction
        expected = stats.chi2_contingency(table, correction=False)
        assert row.p_value == pytest.approx(expected.pvalue, rel=1e-9, abs=1e-300)
        smaller = [row.sessions, row.rest_sessions]
        enough = min(smaller) >= MINIMUM_SAMPLE and expected.expected_freq.min() >= 5
        assert row.is_sample_sufficient == enough
        rate, rest = row.conversions / row.sessions, row.rest_conversions / row.rest_sessions
        assert row.lift == pytest.approx(rate / rest - 1)


def test_p_values_are_corrected_over_all_segments(segments: pd.DataFrame) -> None:
    tested = segments[segments["is_sample_sufficient"]]
    assert segments.loc[~segments["is_sample_sufficient"], "q_value"].isna().all()
    assert len(tested) > 20
    is_duration = tested.index.get_level_values("dimension").str.startswith("duration")
    for family in (tested[is_duration], tested[~is_duration]):
        expected = stats.false_discovery_control(family["p_value"], method="bh")
        assert family["q_value"].to_numpy() == pytest.approx(expected, rel=1e-9)
    assert (segments["is_significant"] == segments["q_value"].le(0.05)).all()


def test_opportunity_is_what_the_overall_rate_would_bring(
    segments: pd.DataFrame, counted: pd.DataFrame
) -> None:
    everything = counted.xs("device_type").sum()
    lacking = counted["sessions"] * everything["conversions"] / everything["sessions"]
    lacking = (lacking - counted["conversions"]).clip(lower=0)
    expected = lacking * everything["revenue"] / everything["conversions"]
    found = segments["opportunity_revenue"].astype(float).reindex(expected.index)
    assert found.to_numpy() == pytest.approx(expected.to_numpy(), abs=0.006)


# What was planted is found again: the walk's moves, by all that they depend on

FACTORS = ["device_type", "country_code", "medium", "value_group"]
LEVELS = {"hour": "is_evening", "is_returning": "is_returning", "log_price": "log_price"}
# Of sessions of people with an account, as only theirs have a known value group; a cart that an
# e-mail brings back is bought without a walk.
MOVES = """
    with walked as (
        select
            session_id, event_type, ln(unit_price / $reference_price) as log_price,
            lead(event_type) over (partition by session_id order by event_number) as next_type
        from intermediate.int_session_events where event_type in $states
    ),
    visits as (
        select e.session_id, any_value(v.visit_number) as visit_number,
            any_value(c.value_group) as value_group
        from intermediate.int_session_events as e
        join raw.events as r using (event_id)
        join truth.sessions as v on r.session_id = v.session_id
        join truth.customers as c on v.customer_id = c.customer_id
        where v.bot_kind is null
        group by 1 having count(distinct v.session_id) = 1
    )
    select
        event_type, next_type, log_price, device_type, country_code, traffic_medium as medium,
        value_group, visit_number > 1 as is_returning,
        hour(started_at + to_hours(utc_offset::int)) in $evening as is_evening
    from walked
    join intermediate.int_sessions using (session_id)
    join visits using (session_id)
    join zones using (country_code)
    where not is_bot and traffic_campaign is distinct from 'cart_reminder'
"""


def logistic(design: np.ndarray, outcome: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Coefficients of a logistic regression, by Newton's method, and their standard errors."""
    estimate = np.zeros(design.shape[1])
    for _ in range(25):
        chance = special.expit(design @ estimate)
        information = (design * (chance * (1 - chance))[:, np.newaxis]).T @ design
        step = np.linalg.solve(information, design.T @ (outcome - chance))
        estimate += step
    assert np.abs(step).max() < 1e-8
    return estimate, np.sqrt(np.diag(np.linalg.inv(information)))


def recovered(moves: pd.DataFrame, truth: pd.DataFrame) -> pd.DataFrame:
    """Estimate, standard error and truth of each coefficient, by outcome, factor and value."""
    found = []
    for state, outcome in journeys.OUTCOMES.items():
        here = moves[moves["event_type"].eq(journeys.STATES[state])]
        name = journeys.OUTCOME_NAMES[state]
        planted = truth[truth["outcome"].eq(name) & truth["factor"].ne("intercept")]
        planted = planted[here["log_price"].notna().all() | planted["factor"].ne("log_price")]
        columns = [
            here[factor].eq(value) if factor in FACTORS else here[LEVELS[factor]]
            for factor, value in zip(planted["factor"], planted["value"], strict=True)
        ]
        design = np.column_stack([np.ones(len(here)), *columns]).astype(float)
        moved = here["next_type"].eq(journeys.STATES[outcome]).to_numpy(float)
        estimate, error = logistic(design, moved)
        found.append(planted.assign(estimate=estimate[1:], error=error[1:]))
    return pd.concat(found)


@pytest.mark.full
def test_planted_coefficients_are_found_again(tmp_path: Path) -> None:
    warehouse = tmp_path / "world.duckdb"
    simulate(warehouse, "--sessions-per-day", "1000", "--seed", "1", "--incidents", "none")
    done = dbt(*WITHOUT_TESTS, "--select", "+int_sessions", warehouse=warehouse, has_truth=True)
    assert done.returncode == 0, done.stdout
    zones = pd.DataFrame({"country_code": pools.COUNTRIES, "utc_offset": pools.UTC_OFFSETS})
    with duckdb.connect(str(warehouse), read_only=True) as con:
        con.register("zones", zones)
        moves = con.execute(
            MOVES,
            {
                "states": journeys.STATES,
                "evening": list(journeys.EVENING),
                "reference_price": journeys.REFERENCE_PRICE,
            },
        ).df()
        coefficients = recovered(moves, con.sql("from truth.coefficients").df())
    distance = (coefficients["estimate"] - coefficients["log_odds"]) / coefficients["error"]
    print("", coefficients.assign(distance=distance).round(3).to_string(), "", sep="\n\n")
    # all at once with 95 %, and no further off together than by chance
    assert distance.abs().max() < stats.norm.isf(0.025 / len(distance))
    assert stats.chi2.sf((distance**2).sum(), len(distance)) > 0.01
    # precise enough to tell most of what was planted from nothing
    large = coefficients[coefficients["log_odds"].abs().ge(0.25)]
    assert (large["estimate"].abs() > 1.96 * large["error"]).mean() > 0.6
