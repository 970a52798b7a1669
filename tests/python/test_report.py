"""The report says what the marts say, needs nothing but itself, and claims no chance find."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import answers
import browser
import duckdb
import make_report
import pandas as pd
import pytest
from charts import words
from conftest import ROOT, script
from report.parts import Ask, Points
from report.sections import findings

AT_MOST = 5_000_000  # bytes


@pytest.fixture(scope="module")
def page(published_classic: Path) -> str:
    """The report of preset classic."""
    return page_of(published_classic)


def page_of(marts: Path) -> str:
    """The report of published marts."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("MARTS_PATH", str(marts))
        return make_report.html(answers.current())


def told(page: str) -> str:
    """What a reader reads of a page, spaces as one."""
    without = re.sub(r"<style>.*?</style>|<[^>]+>", " ", page, flags=re.DOTALL)
    return re.sub(r"\s+", " ", without)


def test_the_figures_are_those_of_the_marts(page: str, classic: duckdb.DuckDBPyConnection) -> None:
    text = told(page)
    ((events, sessions, orders, revenue),) = classic.sql("""
        select
            (select sum(events) from marts.event_audit where outcome = 'accepted'),
            (select count(*) from marts.sessions where not is_bot),
            (select sum(value) from marts.kpi_daily where kpi = 'orders'),
            (select sum(value) from marts.kpi_daily where kpi = 'revenue')
    """).fetchall()
    counted = " ".join(words.number(float(value)) for value in (events, sessions))
    assert f"{counted} " in text
    assert f" {words.number(float(orders))} {words.number(float(revenue))} " in text
    steps = classic.sql("""
        select step_name, sum(entered), sum(dropped) from marts.funnel_steps
        where funnel = 'purchase' group by step_name having sum(dropped) > 0
    """).fetchall()
    assert len(steps) == 3
    for step, entered, dropped in steps:
        name, came = words.name(step).lower(), words.number(float(entered))
        lost = words.number(float(dropped))
        assert f"Of {came} visits that reached {name} {lost} (" in text


def test_the_page_needs_nothing_else(page: str) -> None:
    assert page.count("data:image/svg+xml;base64,") > 8
    assert not re.search(r"""(?:src|href)=["'](?!data:image|#)|url\(|@import|<script""", page)
    assert len(page.encode()) < AT_MOST


def test_every_question_asked_is_listed(page: str) -> None:
    listed = re.findall(r"<li><code>(\w+)</code>: ", page)
    assert len(listed) > 25
    assert listed == sorted(set(listed))


def test_what_the_marts_hold_is_text(page: str, published_classic: Path, tmp_path: Path) -> None:
    marts = tmp_path / "odd.duckdb"
    shutil.copy(published_classic, marts)
    with duckdb.connect(marts) as con:
        con.execute("update marts.event_audit set event_source = '<script>alert(1)</script>'")
    odd = page_of(marts)
    assert "<script>" not in odd
    assert "&lt;script&gt;" in odd


SEGMENT = {
    "dimension_value": "mobile", "sessions": 1000, "conversion_rate": 0.02,
    "ci_low": 0.01, "ci_high": 0.03, "rest_conversion_rate": 0.05, "opportunity_revenue": 700.0,
    "surplus_revenue": 900.0, "is_significant": True, "is_sample_sufficient": True,
}  # fmt: skip


OTHERS = {
    "funnel": "purchase", "step_number": 1, "money_at_stake": 1.0, "viewed": 1000.0,
    "lifetime_value_of_the_silent": 1.0, "category_level": 1, "revenue_lost": 1.0, "kpi": "orders",
    "currency": "USD", "is_latest": True, "step_name": "purchase",
    "date": pd.Timestamp("2025-01-06"),
}  # fmt: skip


def asked(**rows: dict) -> Ask:
    """Marts that answer these questions with a row each, and all others with none."""
    empty = pd.DataFrame([SEGMENT | OTHERS]).iloc[:0]
    return Ask(lambda name, chosen: pd.DataFrame([rows[name]]) if name in rows else empty)


def titles(ask: Ask) -> list[str]:
    """The titles of the findings, in their order."""
    found, _ = findings.findings(ask)
    return [title for part in found.parts if isinstance(part, Points) for title, _ in part.points]


def test_findings_are_ranked_by_money() -> None:
    assert titles(asked(where_money_is_lost=SEGMENT, what_works=SEGMENT)) == [
        "Mobile converts better than the others",
        "Mobile converts worse than the others",
    ]


@pytest.mark.parametrize("flag", ["is_significant", "is_sample_sufficient"])
def test_what_may_be_chance_is_no_finding(flag: str) -> None:
    assert titles(asked(where_money_is_lost=SEGMENT | {flag: False})) == []


def test_an_empty_warehouse_says_so_kindly(published_classic: Path, tmp_path: Path) -> None:
    marts = tmp_path / "empty.duckdb"
    shutil.copy(published_classic, marts)
    with duckdb.connect(marts) as con:
        for (mart,) in con.sql("select mart from manifest.marts").fetchall():
            con.execute(f"delete from empty.marts.{mart}")
    text = told(page_of(marts))
    assert "Nobody has come yet." in text
    assert "Nothing stands out by more than chance." in text
    assert not re.search(r".{40}\bnan\b", text)


def test_nothing_published_is_one_line(tmp_path: Path) -> None:
    done = script("make_report", warehouse=tmp_path / "w.duckdb", marts=tmp_path / "none.duckdb")
    assert done.returncode == 1
    assert done.stderr == "make_report: nothing is published yet, run 'make build'\n"


@pytest.mark.skipif(
    browser.found() is None, reason="there is no Chromium, Chrome or Edge to print with"
)
def test_the_pdf_is_printed(page: str, tmp_path: Path) -> None:
    written = tmp_path / "report.html"
    written.write_text(page)
    pdf = tmp_path / "report.pdf"
    make_report.printed(written, pdf)
    assert pdf.read_bytes().startswith(b"%PDF")
    assert pdf.stat().st_size < AT_MOST


def test_without_a_browser_the_page_is_there_and_the_pdf_is_missed(
    published_classic: Path, tmp_path: Path
) -> None:
    marts = tmp_path / "published.duckdb"
    shutil.copy(published_classic, marts)
    done = subprocess.run(
        [sys.executable, ROOT / "scripts" / "make_report.py"],
        env={"MARTS_PATH": str(marts), "PATH": str(tmp_path)},
        cwd=ROOT, capture_output=True, text=True,
    )  # fmt: skip
    assert done.returncode == 1
    assert done.stderr.startswith("make_report: there is no PDF, no Chromium")
    assert "Traceback" not in done.stderr
