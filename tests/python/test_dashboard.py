"""Every page of the dashboard runs, with every filter, and shows what the marts say."""

import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import answers
import duckdb
import publish_marts
import pytest
import questions
import streamlit as st
from charts import words
from conftest import ROOT, change
from dashboard import pages
from streamlit.testing.v1 import AppTest

APP = str(ROOT / "scripts" / "dashboard" / "app.py")
VIEWS = sorted(view.__name__.rpartition(".")[2] for view in pages.VIEWS)
SECONDS = 60
SETTINGS = {
    "days": [(date(2025, 1, 2), date(2025, 1, 4)), (date(2031, 1, 1), date(2031, 1, 2))],
    "device_type": [["mobile"], ["mobile", "tablet"]],
    "visitors": ["new", "returning"],
}


def run_view(name: str) -> None:
    """A page by itself; the code that AppTest runs."""
    import importlib

    importlib.import_module(f"dashboard.views.{name}").page()


def opened(name: str, **state: object) -> AppTest:
    """A page, run with what its filters are set to."""
    page = AppTest.from_function(run_view, kwargs={"name": name}, default_timeout=SECONDS)
    for key, value in state.items():
        page.session_state[key] = value
    return page.run()


def fine(page: AppTest) -> AppTest:
    """The page, which must not have failed."""
    assert not page.exception, page.exception
    return page


@pytest.fixture
def published(
    published_classic: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[duckdb.DuckDBPyConnection]:
    """The published marts of preset classic, which the pages read, too."""
    monkeypatch.setenv("MARTS_PATH", str(published_classic))
    with duckdb.connect() as con, answers.opened(con, published_classic):
        yield con


def one(con: duckdb.DuckDBPyConnection, sql: str) -> object:
    """The only value of a query."""
    ((value,),) = con.execute(sql).fetchall()
    return value


def charts(page: AppTest) -> int:
    """How many charts a page shows."""
    return len(page.get("vega_lite_chart")) + len(page.get("arrow_vega_lite_chart"))


def test_the_app_opens_on_the_overview(published) -> None:
    page = fine(AppTest.from_file(APP, default_timeout=SECONDS).run())
    assert page.markdown[0].value == "## Overview"


@pytest.mark.parametrize("name", VIEWS)
def test_a_page_runs(name: str, published) -> None:
    page = fine(opened(name))
    assert charts(page) + len(page.dataframe) > 0


@pytest.mark.parametrize("name", VIEWS)
def test_a_page_runs_with_every_filter_it_has(name: str, published) -> None:
    keys = {widget.key for widget in [*opened(name).multiselect, *opened(name).date_input]}
    for key in keys & SETTINGS.keys():
        for setting in SETTINGS[key]:
            fine(opened(name, **{key: setting}))


@pytest.mark.parametrize("name", VIEWS)
def test_an_empty_result_says_so_kindly(name: str, published, monkeypatch) -> None:
    """Without a row in any answer but of what the filters offer."""
    ask = answers.ask
    offered = {questions.render(name).sql for name in ("filter_values", "days_with_data")}
    monkeypatch.setattr(
        answers, "ask",
        lambda sql, version: ask(sql, version) if sql in offered else ask(sql, version).head(0),
    )  # fmt: skip
    st.cache_data.clear()
    page = fine(opened(name))
    assert len(page.info) + len(page.success) > 0
    st.cache_data.clear()


def test_tiles_are_the_kpis(published) -> None:
    page = fine(opened("overview"))
    rows = published.execute(
        "select kpi, value, unit from marts.kpi_daily"
        " where date = (select max(date) from marts.kpi_daily where is_complete)"
    ).fetchall()
    shown = {tile.label: tile.value for tile in page.metric}
    assert shown == {words.name(kpi): words.figure(value, unit) for kpi, value, unit in rows}


def test_a_shorter_time_ends_in_another_day(published) -> None:
    page = fine(opened("overview", days=(date(2025, 1, 2), date(2025, 1, 3))))
    value = one(
        published,
        "select value from marts.kpi_daily where kpi = 'sessions' and date = '2025-01-03'",
    )
    assert {t.label: t.value for t in page.metric}["Sessions"] == words.number(value)


def test_open_incidents_are_a_banner(classic_warehouse: Path, tmp_path: Path, open_incident: str,
                                     monkeypatch) -> None:  # fmt: skip
    warehouse = tmp_path / "warehouse.duckdb"
    shutil.copy(classic_warehouse, warehouse)
    change(warehouse, open_incident)
    monkeypatch.setenv("WAREHOUSE_PATH", str(warehouse))
    monkeypatch.setenv("MARTS_PATH", str(tmp_path / "published.duckdb"))
    publish_marts.main([])
    assert [banner.value for banner in fine(opened("overview")).error] == [
        "Clicks are all but lost"
    ]


def test_the_quality_page_counts_what_the_audit_counts(published) -> None:
    page = fine(opened("quality"))
    accepted = one(
        published, "select sum(events) from marts.event_audit where outcome = 'accepted'"
    )
    checks = one(published, "select count(*) from marts.kpi_reconciliation")
    shown = {tile.label: tile.value for tile in page.metric}
    assert shown["Rows accepted"] == words.number(float(accepted))
    assert shown["Figures that agree"] == f"{checks} of {checks}"


def test_nothing_published_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MARTS_PATH", str(tmp_path / "none.duckdb"))
    page = fine(AppTest.from_file(APP, default_timeout=SECONDS).run())
    assert "make build" in page.info[0].value


def test_a_newer_version_is_noticed(published_classic: Path, tmp_path: Path, monkeypatch) -> None:
    marts = tmp_path / "published.duckdb"
    shutil.copy(published_classic, marts)
    monkeypatch.setenv("MARTS_PATH", str(marts))
    page = fine(AppTest.from_file(APP, default_timeout=SECONDS).run())
    assert not page.toast
    shutil.copy(published_classic, tmp_path / "next.duckdb")
    (tmp_path / "next.duckdb").replace(marts)
    page = fine(page.run())
    assert page.toast[0].value.startswith("New numbers: published")
    assert not fine(page.run()).toast


@pytest.mark.parametrize(
    ("told", "value"),
    [
        (words.number(1234.0), "1,234"),
        (words.number(123_456), "123.5k"),
        (words.number(12_345_678), "12.35M"),
        (words.number(float("nan")), "\N{EN DASH}"),
        (words.chance(4e-9), "< 0.001"),
        (words.chance(0.0234), "= 0.023"),
        (words.share(0.1234), "12.3 %"),
        (words.share(0.0012), "0.12 %"),
        (words.seconds(59.6), "1 min"),
        (words.seconds(80), "1 min 20 s"),
        (words.seconds(3_900), "1 h 5 min"),
        (words.seconds(90_000), "1 day 1 h"),
        (words.figure(140.7233, "USD"), "USD 140.72"),
        (words.figure(3.8177, "page views"), "3.82"),
        (words.change(0.011, 0.2, "share"), "+1.1 pp"),
        (words.change(-3.0, -0.25, "orders"), "-25.0 %"),
        (words.change(0.0001, 0.0, "share"), "0 pp"),
        (words.days(date(2025, 1, 1), date(2025, 1, 30)), "1 \N{EN DASH} 30 Jan 2025"),
        (words.days(date(2024, 12, 30), date(2025, 1, 2)), "30 Dec 2024 \N{EN DASH} 2 Jan 2025"),
    ],
)
def test_figures_are_told_as_people_write_them(told: str, value: str) -> None:
    assert told == value
