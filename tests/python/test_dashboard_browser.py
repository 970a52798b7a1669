"""The dashboard in a real browser: what people see is what the marts say, and nothing goes out.

It needs Chromium from the system's packages (`apt-get install chromium`), and skips without it.
"""

import re
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import answers
import duckdb
import pytest
import questions
from charts import words
from conftest import ROOT
from dashboard.pages import PAGES
from playwright.sync_api import Browser, Page, sync_playwright

CHROMIUM = next(
    (path for path in map(shutil.which, ("chromium", "chromium-browser", "google-chrome")) if path),
    None,
)
pytestmark = pytest.mark.skipif(
    CHROMIUM is None, reason="no Chromium here: apt-get install chromium"
)
SECONDS = 30
QUIET = [
    "--no-sandbox", "--disable-gpu", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--no-first-run",
]  # fmt: skip
CHART, TABLE = "[data-testid=stVegaLiteChart]", "[data-testid=stDataFrame]"
TITLES = [title for section in PAGES.values() for _, title, _ in section]
# On a page's own address Streamlit asks there for the server before it asks at the root.
LOOKED_FOR = re.compile(r"/[\w-]+/_stcore/(health|host-config)$")


class Seen(NamedTuple):
    """What a page did beside showing itself."""

    errors: list[str]
    abroad: list[str]


@pytest.fixture(scope="module")
def published(published_classic: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The published marts of preset classic, of which another version may be published."""
    return shutil.copy(published_classic, tmp_path_factory.mktemp("read") / "published.duckdb")


@pytest.fixture(scope="module")
def server(published: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a dashboard over them."""
    with socket.socket() as free:
        free.bind(("localhost", 0))
        port = free.getsockname()[1]
    log = tmp_path_factory.mktemp("dashboard") / "log"
    with log.open("w") as written:
        running = subprocess.Popen(
            [sys.executable, ROOT / "scripts" / "show_dashboard.py", "--port", str(port)],
            env={"MARTS_PATH": str(published), "PATH": "/usr/bin", "HOME": str(log.parent)},
            stdout=written, stderr=written,
        )  # fmt: skip
    address = f"http://localhost:{port}"
    for _ in range(SECONDS * 4):
        try:
            urllib.request.urlopen(f"{address}/_stcore/health")
            break
        except OSError:
            assert running.poll() is None, log.read_text()
            time.sleep(0.25)
    yield address
    running.terminate()
    running.wait()
    assert "Traceback" not in log.read_text()


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """The system's Chromium, without a window."""
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        yield launched
        launched.close()


@pytest.fixture
def marts(published: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """The marts that the dashboard reads."""
    with duckdb.connect() as con, answers.opened(con, published):
        yield con


def visit(
    browser: Browser, address: str, width: int = 1280, mode: str = "light"
) -> tuple[Page, Seen]:
    """A page that has come to rest, and what it did."""
    context = browser.new_context(viewport={"width": width, "height": 1600}, color_scheme=mode)
    page, seen = context.new_page(), Seen([], [])
    page.on("pageerror", lambda error: seen.errors.append(str(error)))
    page.on("console", lambda said: _listen(said, seen))
    page.on("request", lambda request: _follow(request.url, seen))
    page.goto(address)
    at_rest(page)
    return page, seen


def _listen(said: object, seen: Seen) -> None:
    if said.type == "error" and not LOOKED_FOR.search(said.location["url"]):
        seen.errors.append(f"{said.text} {said.location['url']}")


def _follow(url: str, seen: Seen) -> None:
    if not re.match(r"(https?|wss?)://localhost[:/]|data:|blob:", url):
        seen.abroad.append(url)


def at_rest(page: Page) -> None:
    """Wait until the script has run and the charts are drawn."""
    page.wait_for_selector("[data-testid=stMain] h2", timeout=SECONDS * 1000)
    page.wait_for_function(
        "document.querySelector('[data-testid=stApp]').dataset.testScriptState == 'notRunning'"
        " && !document.querySelector('[data-testid=stMain] [data-stale=true]')",
        timeout=SECONDS * 1000,
    )
    page.wait_for_timeout(700)


def address_of(server: str, title: str, query: str = "") -> str:
    """A page's address; the first is the root."""
    path = "" if title == TITLES[0] else title.lower().replace(" ", "-")
    return f"{server}/{path}{query}"


def shown(page: Page) -> str:
    """All text of a page, the charts' too, on one line."""
    return re.sub(r"\s+", " ", page.locator("[data-testid=stMain]").inner_text())


def steps(marts: duckdb.DuckDBPyConnection, **filters: object) -> list[str]:
    """What the funnel's bars must say."""
    asked = questions.render("funnel_by_step", {"funnel": ["purchase"], **filters})
    return [words.number(row.entered) for row in marts.sql(asked.sql).df().itertuples()]


def expect_steps(page: Page, marts: duckdb.DuckDBPyConnection, **filters: object) -> None:
    """The funnel shows the part of the marts that the filters name, and no other."""
    at_rest(page)
    expected, text = steps(marts, **filters), shown(page)
    assert expected != steps(marts)
    for figure in expected:
        assert re.search(rf"(?<![\d,]){re.escape(figure)}( ·| )", text), (figure, text)


@pytest.mark.parametrize("title", TITLES)
def test_a_page_loads_and_nothing_leaves(title: str, server: str, browser: Browser) -> None:
    page, seen = visit(browser, address_of(server, title))
    assert page.locator("[data-testid=stMain] h2").first.inner_text() == title
    assert page.locator("[data-testid=stException]").count() == 0
    page.locator(f"{CHART}, {TABLE}").first.wait_for()
    charts = page.locator(CHART)
    assert all(box["height"] > 50 for box in (chart.bounding_box() for chart in charts.all()))
    assert seen == Seen([], [])
    page.context.close()


@pytest.mark.parametrize("title", TITLES)
def test_a_page_fits_a_phone_in_the_dark(title: str, server: str, browser: Browser) -> None:
    page, seen = visit(browser, address_of(server, title), width=390, mode="dark")
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    for chart in page.locator(CHART).all():
        box = chart.bounding_box()
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= 390
    assert seen == Seen([], [])
    page.context.close()


def test_the_pages_lead_to_each_other(server: str, browser: Browser) -> None:
    page, seen = visit(browser, server)
    for title in TITLES[1:]:
        page.get_by_test_id("stSidebarNavLink").filter(has_text=title).click()
        page.get_by_role("heading", name=title, exact=True, level=2).wait_for()
        at_rest(page)
    assert seen == Seen([], [])
    page.context.close()


FILTERS = [
    ("?days=2025-01-02&days=2025-01-04", {"date": {"from": "2025-01-02", "to": "2025-01-04"}}),
    ("?device_type=Mobile", {"device_type": ["mobile"]}),
    ("?channel=Direct", {"channel": ["Direct"]}),
    ("?visitors=returning", {"is_new_visitor": [False]}),
]


@pytest.mark.parametrize(("query", "filters"), FILTERS)
def test_a_shared_address_shows_the_part_it_names(
    query: str, filters: dict, server: str, browser: Browser, marts: duckdb.DuckDBPyConnection
) -> None:
    page, _ = visit(browser, address_of(server, "Funnel", query))
    assert page.url.endswith(query)
    expect_steps(page, marts, **filters)
    page.context.close()


def test_every_filter_can_be_set_by_hand(
    server: str, browser: Browser, marts: duckdb.DuckDBPyConnection
) -> None:
    page, seen = visit(browser, address_of(server, "Funnel"))
    offered = marts.sql(questions.render("filter_values").sql).df()
    for chip, dimension in (
        ("Device", "device_type"),
        ("Channel", "channel"),
        ("Source", "traffic_source"),
        ("Country", "country_code"),
    ):
        second = offered[offered["dimension"].eq(dimension)].iloc[1]
        page.get_by_role("button", name=f"{chip}: all").click()
        page.get_by_test_id("stPopoverBody").get_by_role("combobox").click()
        page.get_by_role("option", name=words.name(second["label"]), exact=True).click()
        # open, a popover hides everything else from those who see by role
        said = page.get_by_test_id("stPopover").filter(has_text=words.name(second["label"]))
        said.wait_for()
        expect_steps(page, marts, **{dimension: [second["dimension_value"]]})
        page.goto(address_of(server, "Funnel"))
        at_rest(page)
    page.get_by_role("button", name="Visitors: all").click()
    page.get_by_test_id("stPopoverBody").get_by_text("new", exact=True).click()
    page.get_by_test_id("stPopover").filter(has_text="Visitors: new").wait_for()
    expect_steps(page, marts, is_new_visitor=[True])
    assert seen.abroad == []
    page.context.close()


def test_tiles_are_the_kpis(
    server: str, browser: Browser, marts: duckdb.DuckDBPyConnection
) -> None:
    page, _ = visit(browser, server)
    text = shown(page)
    rows = marts.execute(
        "select kpi, value, unit from marts.kpi_daily"
        " where date = (select max(date) from marts.kpi_daily where is_complete)"
    ).fetchall()
    for kpi, value, unit in rows:
        assert f"{words.name(kpi)} {words.figure(value, unit)}" in text, kpi
    page.context.close()


def test_a_chart_shows_its_data_and_sql_and_can_be_saved(
    server: str, browser: Browser, marts: duckdb.DuckDBPyConnection, tmp_path: Path
) -> None:
    page, seen = visit(browser, address_of(server, "Funnel"))
    page.get_by_role("button", name="Data and SQL").first.click()
    body = page.get_by_test_id("stPopoverBody")
    body.get_by_text("Save as CSV").wait_for()
    assert "from marts.funnel_steps" in body.get_by_test_id("stCode").inner_text()
    with page.expect_download() as saved:
        body.get_by_text("Save as CSV").click()
    saved.value.save_as(tmp_path / "saved.csv")
    asked = questions.render("funnel_by_step", {"funnel": ["purchase"]})
    assert duckdb.read_csv(str(tmp_path / "saved.csv")).fetchall() == [
        tuple(row) for row in marts.sql(asked.sql).df().itertuples(index=False, name=None)
    ] or (tmp_path / "saved.csv").read_text() == marts.sql(asked.sql).df().to_csv(index=False)
    page.keyboard.press("Escape")
    page.get_by_test_id("stVegaLiteChart").first.hover()
    with page.expect_download() as saved:
        page.get_by_role("button", name="Download as PNG").first.click()
    saved.value.save_as(tmp_path / "saved.png")
    assert (tmp_path / "saved.png").read_bytes().startswith(b"\x89PNG")
    assert seen == Seen([], [])
    page.context.close()


def test_a_newer_version_is_shown_by_itself(published: Path, server: str, browser: Browser) -> None:
    page, _ = visit(browser, server)
    Path(shutil.copy(published, published.with_name("next.duckdb"))).replace(published)
    page.get_by_test_id("stToast").get_by_text("New numbers").wait_for(timeout=SECONDS * 1000)
    page.context.close()
