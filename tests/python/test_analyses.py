"""Every analysis runs on the marts alone, and its sums are those of the marts."""

import re
import subprocess
import sys
from pathlib import Path

import duckdb
import pandas as pd
import pytest
from conftest import ROOT
from scipy import stats

ANALYSES = sorted((ROOT / "analyses").rglob("*.sql"))
# preset classic has no bots, no incidents, one product a visit, and is over before anybody returns
ABOUT_NOTHING = {"kinds_of_bots", "retention_triangle", "what_sells_with_what", "what_went_wrong"}


@pytest.fixture(scope="module")
def queries(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The compiled queries by name."""
    folder = tmp_path_factory.mktemp("analyses")
    command = [Path(sys.executable).with_name("dbt"), "--quiet", "--no-use-colors", "compile"]
    subprocess.run(
        [*command, "--select", "resource_type:analysis", "--target-path", folder],
        cwd=ROOT,
        check=True,
        capture_output=True,
    )
    return {path.stem: path.read_text() for path in (folder / "compiled").rglob("*.sql")}


@pytest.fixture(scope="module")
def answers(queries: dict[str, str], classic: duckdb.DuckDBPyConnection) -> dict[str, pd.DataFrame]:
    """What the analyses answer about preset classic."""
    found = {}
    for name, query in queries.items():
        # the tables of the compiled queries are named after another warehouse file
        found[name] = classic.sql(re.sub(r'"\w+"\."(\w+)"\."', r'"\1"."', query)).df()
    return found


@pytest.mark.parametrize("path", ANALYSES, ids=lambda path: path.stem)
def test_an_analysis_answers_from_the_marts(path, queries, answers):
    assert (len(answers[path.stem]) > 0) == (path.stem not in ABOUT_NOTHING)
    schemas = set(re.findall(r'"\w+"\."(\w+)"\.', queries[path.stem]))
    assert schemas == {"marts"}, "an analysis reads what is published, nothing else"


def test_the_trend_nests(answers):
    trend = answers["funnel_trend"]
    days, weeks, months = (
        trend[trend["period"].eq(period)].groupby(["funnel", "step_number"])["entered"].sum()
        for period in ("day", "week", "month")
    )
    assert (days == weeks).all()
    assert (days == months).all()
    of_week = trend["period"].eq("week") & trend["period_start"].eq("2024-12-30")
    assert not trend[of_week]["is_complete"].any(), "the data begins on the Wednesday of that week"


def test_exits_share_all_who_dropped(answers):
    shares = answers["what_people_did_instead"].groupby(["funnel", "step_number"])["share"].sum()
    assert shares.to_numpy() == pytest.approx(1)


def test_every_breakdown_holds_every_cart(answers, classic):
    ((carts,),) = classic.execute("select count(*) from marts.carts").fetchall()
    counted = answers["carts_by_segment"].groupby("dimension")["carts"].sum()
    assert len(counted) == 4
    assert (counted == carts).all()


def test_every_country_is_on_the_map_and_the_unknown_last(answers, classic):
    ((sessions,),) = classic.execute(
        "select count(*) from marts.sessions where not is_bot"
    ).fetchall()
    countries = answers["conversion_by_country"]
    assert countries["sessions"].sum() == sessions
    is_unknown = countries["country_code"].eq("(unknown)")
    assert is_unknown.sum() == is_unknown.tail(1).sum()
    assert countries.loc[~is_unknown, "iso_numeric"].str.fullmatch("[0-9]{3}").all()
    per_million = countries["sessions"] / countries["population"] * 1e6
    assert countries["sessions_per_million_people"].to_numpy() == pytest.approx(
        per_million.to_numpy(), nan_ok=True
    )


def test_the_best_duration_is_the_best_of_all_windows(answers, classic):
    minutes = classic.sql(
        "from marts.segments where dimension = 'duration_minute' order by position"
    ).df()
    best = (0.0, 0)
    for first in range(len(minutes)):
        sums = minutes[["sessions", "conversions"]].iloc[first:].cumsum()
        large = sums[sums["sessions"] >= 0.05 * minutes["sessions"].sum()]
        rates = large["conversions"] / large["sessions"]
        best = max([best, *zip(rates, large["sessions"], strict=True)])
    found = answers["best_session_duration"].iloc[0]
    assert (found["conversion_rate"], found["sessions"]) == pytest.approx(best)
    # Wilson's interval at 95 %, shared by the 61 * 62 / 2 windows that there are
    windows = 61 * 62 / 2
    interval = stats.binomtest(int(found["conversions"]), int(found["sessions"])).proportion_ci(
        confidence_level=1 - 0.05 / windows, method="wilson"
    )
    shown = found[["ci_low_of_all_windows", "ci_high_of_all_windows"]].tolist()
    assert shown == pytest.approx(list(interval), rel=1e-9)


def test_combinations_are_ranked_by_money(answers):
    for name, money in [
        ("where_money_is_lost", "opportunity_revenue"),
        ("what_works", "surplus_revenue"),
    ]:
        combinations = answers[name]
        assert combinations["dimension"].str.contains(" \N{MULTIPLICATION SIGN} ").all()
        assert combinations[money].astype(float).is_monotonic_decreasing
        assert combinations[money].gt(0).all()
    lost, works = (
        set(zip(answers[name]["dimension"], answers[name]["dimension_value"], strict=True))
        for name in ("where_money_is_lost", "what_works")
    )
    assert not lost & works
