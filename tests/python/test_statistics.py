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


@pytest.fixture(scope="module")
def comparison(classic: duckdb.DuckDBPyConnection):
    """The groups of `funnel_comparison` that were tested."""
    return classic.sql("from marts.funnel_comparison where p_value is not null").df()


def test_the_normal_tail_is_scipys():
    query = compiled("select z, {{ normal_tail('z') }} as tail from numbers order by z nulls last")
    with duckdb.connect() as con:
        con.register("frame", {"z": Z})
        con.execute("create table numbers as from frame")
        found = con.execute(query).fetchnumpy()
    expected = stats.norm.sf(found["z"])
    assert np.abs(found["tail"] - expected).max() < 1e-15
    assert np.abs(found["tail"] / expected - 1).max() < 1e-9


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
