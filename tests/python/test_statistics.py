"""Functions that SQL lacks, and the comparison of groups, against scipy."""

import subprocess
import sys
from pathlib import Path

import duckdb
import numpy as np
import pytest
from conftest import ROOT
from scipy import stats

Z = np.concatenate([np.linspace(0, 12, 2_401), [0.6629, 0.66291, 5.6568, 5.65686, 20, 37]])


def compiled(sql: str) -> str:
    """A query with macros of the project as plain SQL."""
    command = [Path(sys.executable).with_name("dbt"), "--quiet", "--no-use-colors", "compile"]
    done = subprocess.run(
        [*command, "--inline", sql], cwd=ROOT, capture_output=True, text=True, check=True
    )
    return done.stdout


def computed(query: str, **columns: np.ndarray) -> dict[str, np.ndarray]:
    """The columns of a query with macros over a table `numbers` of these columns."""
    sql = compiled(query)
    with duckdb.connect() as con:
        con.register("frame", columns)
        con.execute("create table numbers as from frame")
        return con.execute(sql).fetchnumpy()


@pytest.fixture(scope="module")
def comparison(classic: duckdb.DuckDBPyConnection):
    """The groups of `funnel_comparison` that were tested."""
    return classic.sql("from marts.funnel_comparison where p_value is not null").df()


def test_the_normal_tail_is_scipys():
    found = computed("select z, {{ normal_tail('z') }} as tail from numbers", z=Z)
    expected = stats.norm.sf(found["z"])
    assert np.abs(found["tail"] - expected).max() < 1e-15
    assert np.abs(found["tail"] / expected - 1).max() < 1e-9


def test_the_tail_of_t_is_scipys():
    t, degrees = np.meshgrid(np.linspace(0, 12, 241), np.arange(2, 50, 2))
    found = computed(
        "select t, degrees, {{ student_tail('t', 'degrees', 49) }} as tail from numbers",
        t=t.ravel(),
        degrees=degrees.ravel(),
    )
    expected = stats.t.sf(found["t"], found["degrees"])
    assert np.abs(found["tail"] - expected).max() < 1e-14
    is_large = expected > 1e-6
    assert np.abs(found["tail"] / expected - 1)[is_large].max() < 1e-9


def test_the_tail_of_a_cumulative_sum_is_that_of_a_simulation():
    rng = np.random.default_rng(1)
    heights = np.array([1.0, 2.0, 3.0])
    sums, counts, days = np.zeros(20_000), np.zeros(3), 2_000
    for _ in range(days):
        sums = np.maximum(sums + rng.standard_normal(len(sums)) - 1, 0)
        counts += (sums[:, None] >= heights).sum(axis=0)
    found = computed("select h, {{ drift_tail('h', '1e9') }} as tail from numbers", h=heights)
    simulated = counts / days / len(sums)
    assert found["tail"][np.argsort(found["h"])] == pytest.approx(simulated, rel=0.06)


def test_p_values_are_those_of_the_z_test(comparison):
    for row in comparison.head(40).itertuples():
        table = [
            [row.completed, row.settled - row.completed],
            [row.rest_completed, row.rest_settled - row.rest_completed],
        ]
        # the square of z is chi-square without Yates' correction
        expected = stats.chi2_contingency(table, correction=False).pvalue
        assert row.p_value == pytest.approx(expected, rel=1e-9, abs=1e-300)


def test_intervals_are_newcombes(comparison):
    for row in comparison.head(40).itertuples():
        low, high = (
            stats.binomtest(part, whole).proportion_ci(method="wilson")
            for part, whole in (
                (row.completed, row.settled),
                (row.rest_completed, row.rest_settled),
            )
        )
        one, other = row.completed / row.settled, row.rest_completed / row.rest_settled
        below = np.hypot(one - low.low, high.high - other)
        above = np.hypot(low.high - one, other - high.low)
        assert row.ci_low == pytest.approx(one - other - below, rel=1e-9)
        assert row.ci_high == pytest.approx(one - other + above, rel=1e-9)


def test_q_values_are_benjamini_and_hochbergs(comparison):
    tested = comparison[comparison["is_sample_sufficient"]]
    assert comparison[~comparison["is_sample_sufficient"]]["q_value"].isna().all()
    assert len(tested) > 20
    for _, group in tested.groupby("funnel"):
        expected = stats.false_discovery_control(group["p_value"], method="bh")
        assert group["q_value"].to_numpy() == pytest.approx(expected, rel=1e-9)
