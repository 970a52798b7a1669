"""Every analysis runs on the marts alone, and its sums are those of the marts."""

import re
import subprocess
import sys
from pathlib import Path

import duckdb
import pandas as pd
import pytest
from conftest import ROOT

ANALYSES = sorted((ROOT / "analyses").rglob("*.sql"))


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
    assert len(answers[path.stem]) > 0
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
