"""The questions of analyses/ say the same without dbt, and are asked of a part of the marts."""

import re
import subprocess
import sys
from pathlib import Path

import duckdb
import pytest
import questions
from conftest import ROOT

NAMES = sorted(questions.ANALYSES)
PART = {
    "date": {"from": "2025-01-02", "to": "2025-01-04"},
    "device_type": ["mobile"],
    "is_new_visitor": [True],
}


@pytest.fixture(scope="module")
def compiled(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The queries as dbt compiles them, of the part, by name; tables as they are published."""
    folder = tmp_path_factory.mktemp("questions")
    command = [Path(sys.executable).with_name("dbt"), "--quiet", "--no-use-colors", "compile"]
    subprocess.run(
        [
            *command, "--select", "resource_type:analysis", "--target-path", folder,
            "--vars", str({"filters": PART}),
        ],
        cwd=ROOT, check=True, capture_output=True,
    )  # fmt: skip
    return {
        path.stem: re.sub(r'"\w+"\."marts"\."(\w+)"', r"marts.\1", path.read_text())
        for path in (folder / "compiled").rglob("*.sql")
    }


@pytest.mark.parametrize("name", NAMES)
def test_a_question_is_what_dbt_compiles(name: str, compiled: dict[str, str]) -> None:
    def bare(sql: str) -> str:
        """A query without its spaces: datediff of dbt is spelt over several lines."""
        return re.sub(r"\s+", "", sql)

    assert bare(questions.render(name, PART).sql) == bare(compiled[name])


@pytest.mark.parametrize("name", NAMES)
def test_a_question_has_words_and_an_answer(name: str, classic: duckdb.DuckDBPyConnection) -> None:
    question = questions.render(name)
    assert question.text.count("?") >= 1
    classic.sql(question.sql).fetchall()


def test_filters_are_conditions(classic: duckdb.DuckDBPyConnection) -> None:
    question = questions.render("funnel_by_step", PART | {"funnel": ["purchase"]})
    assert question.filters == {
        *("funnel", "date", "device_type", "traffic_source", "channel", "country_code"),
        "is_new_visitor",
    }
    found = classic.sql(question.sql).df()
    ((entered,),) = classic.sql(
        "select sum(entered) from marts.funnel_steps where funnel = 'purchase' and step_number = 1"
        " and device_type = 'mobile' and is_new_visitor"
        " and entry_date >= '2025-01-02' and entry_date < '2025-01-05'"
    ).fetchall()
    assert found["entered"].iloc[0] == entered > 0
    assert found["share_of_first"].iloc[0] == 1


def test_all_values_are_no_filter(classic: duckdb.DuckDBPyConnection) -> None:
    devices = [
        device for (device,) in classic.sql(
            "select distinct device_type from marts.funnel_steps"
        ).fetchall()
    ]  # fmt: skip
    every = questions.render("funnel_by_step", {"device_type": devices})
    assert (
        classic.sql(every.sql).fetchall()
        == classic.sql(questions.render("funnel_by_step").sql).fetchall()
    )


def test_a_filter_cannot_say_more_than_a_value(classic: duckdb.DuckDBPyConnection) -> None:
    asked = {"device_type": ["mobile') or true or device_type in ('"]}
    assert classic.sql(questions.render("funnel_by_step", asked).sql).fetchall() == []


def test_sessions_of_a_part_are_those_of_the_kpis(classic: duckdb.DuckDBPyConnection) -> None:
    for name in (
        "conversion_on_the_map",
        "conversion_by_source_and_device",
        "conversion_by_duration",
        "conversion_by_hour_and_weekday",
    ):
        question = questions.render(name, {"date": PART["date"]})
        assert classic.sql(
            f"select sum(sessions), sum(conversions) from ({question.sql})"
        ).fetchall() == (
            classic.sql(
                "select sum(denominator), sum(numerator) from marts.kpi_daily"
                " where kpi = 'session_conversion' and date between '2025-01-02' and '2025-01-04'"
            ).fetchall()
        ), name


def test_two_segments_are_compared_both_ways(classic: duckdb.DuckDBPyConnection) -> None:
    asked = {"funnel": ["purchase"], "dimension": ["device_type"]}
    rows = classic.sql(questions.render("two_segments_compared", asked).sql).df()
    keys = ["step_number", "dimension_value", "other_value"]
    there = rows.set_index(keys)
    back = rows.set_index(["step_number", "other_value", "dimension_value"])
    back.index.names = keys
    assert (there["rate_difference"] + back["rate_difference"]).abs().max() < 1e-12
    assert (there["ci_low"] + back["ci_high"]).abs().max() < 1e-12
    assert (there["p_value"] - back["p_value"]).abs().max() < 1e-9
