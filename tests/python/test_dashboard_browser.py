"""The dashboard in a real browser: what people see is what the marts say, and nothing goes out.

It needs Chromium from the system's packages (`apt-get install chromium`), and skips without it.
"""

import contextlib
import re
import shutil
import time
from collections.abc import Collection, Iterator
from pathlib import Path
from typing import NamedTuple

import answers
import browser as chromium
import duckdb
import pytest
import questions
import show_dashboard
from charts import words
from dashboard.pages import PAGES
from playwright.sync_api import Browser, ConsoleMessage, Page, sync_playwright

pytestmark = pytest.mark.skipif(
    chromium.found() is None, reason="no Chromium here: apt-get install chromium"
)
SECONDS = 60
TITLES = [title for section in PAGES.values() for _, title, _ in section]
# On a page's own address Streamlit asks there for the server before it asks at the root.
LOOKED_FOR = re.compile(r"/[\w-]+/_stcore/(health|host-config)$")
ABROAD = re.compile(r"^(?!(?:https?|wss?)://localhost[:/]|data:|blob:).+")
CHARTS = "[data-testid=stVegaLiteChart]"
AT_REST = f"""() => document.querySelector('[data-testid=stMain] h2')
    && document.querySelector('[data-testid=stApp]').dataset.testScriptState == 'notRunning'
    && !document.querySelector('[data-testid=stMain] [data-stale=true]')
    && [...document.querySelectorAll('{CHARTS}')]
        .every(chart => chart.querySelector('svg')?.clientHeight > 40)"""
# What is written on a page, and the figures behind every mark of its charts, a line each.
SAID = f"""() => [
    document.querySelector('[data-testid=stMain]').innerText.replace(/\\s+/g, ' '),
    ...[...document.querySelectorAll('{CHARTS} [aria-label]')].map(mark => mark.ariaLabel)
].join('\\n')"""

# A filter: in the address, and in SQL.
FILTERS = {
    "days": ("days=2025-01-02&days=2025-01-04", "{day} between '2025-01-02' and '2025-01-04'"),
    "device": ("device_type=Desktop", "device_type = 'desktop'"),
    "channel": ("channel=Direct&channel=Paid+Other", "channel in ('Direct', 'Paid Other')"),
    "source": (
        "traffic_source=Paid+ads&traffic_source=Social", "traffic_source in ('paid_ads', 'social')"
    ),
    "country": ("country_code=United+States", "country_code = 'US'"),
    "visitors": ("visitors=new", "is_new_visitor"),
    "whose": ("whose=Mobile", "device_type = 'mobile'"),
}  # fmt: skip
DIMENSIONS = ("device", "channel", "source", "country", "visitors")
DAYS = ("session_date", "entry_date", "order_date", "event_date")


class Shown(NamedTuple):
    """A page, its filters, and its figures: a pattern on the page, and the query that gives them.

    A pattern finds what its query gives, no more and no less. `{session_date}` in a query stands
    for the filters, those of days by that column.
    """

    title: str
    filters: tuple[str, ...]
    figures: dict[str, str]


SHOWN = [
    Shown("Overview", ("days",), {
        r" Sessions ([\d,]+)": """
            select count(*) from marts.sessions where not is_bot and {session_date}
            group by session_date order by session_date desc limit 1""",
        r" Orders (\d+)": """
            select count(*) from marts.orders where not is_bot and {order_date}
            group by order_date order by order_date desc limit 1""",
    }),
    Shown("Funnel", ("days", *DIMENSIONS), {
        r"entered: (\d+); place: \d; step: ([\w ]+);": """
            select sum(entered), step_name from marts.funnel_steps
            where funnel = 'purchase' and {entry_date} group by step_name""",
    }),
    Shown("Drop-offs", ("days", *DIMENSIONS), {
        r"(\w+): ([\d,]+) visits": """
            select device_type, count(*) from marts.sessions where not is_bot and {session_date}
            group by device_type""",
        r"label: Converted; count: (\d+)": """
            select count(*) from marts.sessions
            where engagement_stage = 'converted' and not is_bot and {session_date}
            group by device_type""",
        r"revenue_lost_gross: (\d+)": """
            select trunc(sum(revenue_lost_gross)) from marts.drop_offs
            where funnel = 'engagement' and dimension = 'device_type' group by from_step""",
    }),
    Shown("Paths", ("whose",), {
        r"told: \(start\) → (\w+); visits: ([\d,]+)": """
            select landing_page_type, count(*) from marts.sessions
            where not is_bot and {session_date} group by landing_page_type""",
        r"told: Home → (Category); visits: ([\d,]+)": """
            select to_state, sum(sessions)
            from (select *, dimension_value as device_type from marts.path_flows
                  where dimension = 'device_type')
            where stream = 'page' and direction = 'from_start' and level = 2
                and from_state = 'home' and to_state = 'category' and {session_date}
            group by to_state""",
    }),
    Shown("Segments", ("days", *DIMENSIONS), {
        r"country: ([\w ]+); told: [^;]+ · ([\d,]+) visits": """
            select country, count(*) from marts.sessions
            inner join marts.country_profiles using (country_code)
            where not is_bot and {session_date} group by country""",
        r"device: (\w+); source: ([\w ]+); conversion_rate: 0\.(\d{4})": """
            select
                device_type, traffic_source,
                trunc(10000 * avg(case when engagement_stage = 'converted' then 1 else 0 end))
            from marts.sessions where not is_bot and {session_date}
            group by device_type, traffic_source having max(engagement_stage = 'converted')""",
    }),
    Shown("Customers", (), {
        r"segment: ([\w ]+) · (\d+) buyers": """
            select rfm_segment, count(*) from marts.people
            where rfm_segment is not null group by rfm_segment""",
        r"lifetime_value: (\d+)": """
            select trunc(sum(lifetime_value)) from marts.people
            where rfm_segment is not null group by rfm_segment""",
    }),
    Shown("Products", ("days",), {
        r"category: (\w+) · ([\d,]+)": """
            select category_id, sum(viewed_sessions) from marts.category_funnel
            where category_level = 1 and {session_date} group by category_id""",
        r"revenue: (\d+)[\d.]*; place: \d; what: ([\w ]+);": """
            select trunc(sum(revenue)), price_band from marts.product_funnel
            where {session_date} group by price_band""",
    }),
    Shown("Anomalies", ("days",), {
        r"date: (\d+) Jan; observed: (\d+)": """
            select day(session_date), count(*) from marts.sessions
            where not is_bot and {session_date} group by session_date""",
        r"Sessions, everybody: (\d+) unusual days": """
            select count(*) from marts.anomalies
            where metric = 'sessions' and dimension = 'all' and is_anomaly""",
    }),
    Shown("Data quality", ("days",), {
        r"Rows accepted ([\d,]+)": """
            select sum(events) from marts.event_audit
            where outcome = 'accepted' and {event_date}""",
        r"agree (\d+) of (\d+)": """
            select count(*) filter (is_reconciled), count(*) from marts.kpi_reconciliation""",
    }),
    *[
        Shown("Events", filters, {
            r"events: (\d+); place: \d; kind: ([\w ]+);": """
                select count(*), event_type from marts.events
                where not is_bot and {session_date} group by event_type""",
        })
        for filters in (DIMENSIONS, ("days",))  # none of its events is of these days
    ],
]  # fmt: skip
FUNNEL = next(shown for shown in SHOWN if shown.title == "Funnel")


@pytest.fixture(scope="module")
def published(published_classic: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The published marts of preset classic, of which another version may be published."""
    return shutil.copy(published_classic, tmp_path_factory.mktemp("read") / "published.duckdb")


@pytest.fixture(scope="module")
def server(published: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a dashboard over them."""
    log = tmp_path_factory.mktemp("dashboard") / "log"
    plain = {"MARTS_PATH": str(published), "PATH": "/usr/bin", "HOME": str(log.parent)}
    with show_dashboard.running(log, plain) as address:
        yield address
    assert "Traceback" not in log.read_text()


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """The system's Chromium, without a window."""
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=chromium.found(), args=chromium.QUIET)
        yield launched
        launched.close()


@pytest.fixture(scope="module")
def marts(published: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """The marts that the dashboard reads."""
    with duckdb.connect() as con, answers.opened(con, published):
        yield con


@pytest.fixture(scope="module")
def desk(server: str, browser: Browser) -> Page:
    """The dashboard on a desk, in the light, to be led from page to page."""
    page = browser.new_page(viewport={"width": 1280, "height": 4000}, color_scheme="light")
    page.goto(server)
    return page


@pytest.fixture(scope="module")
def phone(browser: Browser) -> Page:
    """A phone in the dark, to be sent to addresses."""
    return browser.new_page(viewport={"width": 390, "height": 4000}, color_scheme="dark")


@contextlib.contextmanager
def quiet(page: Page) -> Iterator[None]:
    """Whatever a page does meanwhile: it reports no error, and asks nobody outside."""
    wrong: list[str] = []

    def listen(said: ConsoleMessage) -> None:
        if said.type == "error" and not LOOKED_FOR.search(said.location["url"]):
            wrong.append(f"{said.text} {said.location['url']}")

    heard = {
        "console": listen,
        "pageerror": lambda error: wrong.append(str(error)),
        "request": lambda request: wrong.extend(re.findall(ABROAD, request.url)),
    }
    for event, hear in heard.items():
        page.on(event, hear)
    yield
    for event, hear in heard.items():
        page.remove_listener(event, hear)
    assert not wrong


def address_of(server: str, title: str, filters: Collection[str] = ()) -> str:
    """A page's address; the first is the root."""
    path = "" if title == TITLES[0] else title.lower().replace(" ", "-")
    query = "&".join(FILTERS[name][0] for name in filters)
    return f"{server}/{path}" + (f"?{query}" if query else "")


def at_rest(page: Page) -> None:
    """Wait until the script has run and the charts are drawn."""
    page.wait_for_function(AT_REST, timeout=SECONDS * 1000)


def expected(
    marts: duckdb.DuckDBPyConnection, shown: Shown, filters: Collection[str] = ()
) -> dict[str, set]:
    """What each pattern must find where these filters are set, by the marts."""
    narrowed = " and ".join(FILTERS[name][1] for name in filters) or "true"
    by_day = {day: narrowed.format(day=day) for day in DAYS}
    return {
        pattern: {
            tuple(words.name(value) if isinstance(value, str) else int(value) for value in row)
            for row in marts.sql(query.format(**by_day)).fetchall()
        }
        for pattern, query in shown.figures.items()
    }


def expect(page: Page, figures: dict[str, set]) -> None:
    """Wait until the page shows these figures, and no other ones."""
    at_rest(page)
    deadline = time.monotonic() + SECONDS
    while (found := _found(page, figures)) != figures and time.monotonic() < deadline:
        page.wait_for_timeout(100)
    assert found == figures
    assert page.get_by_test_id("stException").count() == 0


def _found(page: Page, patterns: Collection[str]) -> dict[str, set]:
    said = page.evaluate(SAID)
    return {
        pattern: {
            tuple(
                int(digits) if (digits := group.replace(",", "")).isdigit() else group
                for group in match.groups()
            )
            for match in re.finditer(pattern, said)
        }
        for pattern in patterns
    }


def test_every_page_is_looked_at() -> None:
    assert {shown.title for shown in SHOWN} == set(TITLES)


@pytest.mark.parametrize("shown", SHOWN, ids=lambda shown: shown.title)
def test_a_page_says_what_the_marts_say(
    shown: Shown, desk: Page, marts: duckdb.DuckDBPyConnection
) -> None:
    with quiet(desk):
        desk.get_by_test_id("stSidebarNavLink").filter(has_text=shown.title).click()
        desk.get_by_role("heading", name=shown.title, exact=True, level=2).wait_for()
        desk.locator(CHARTS).first.wait_for()
        expect(desk, expected(marts, shown))


@pytest.mark.parametrize("shown", SHOWN, ids=lambda shown: f"{shown.title}-{len(shown.filters)}")
def test_a_shared_address_shows_on_a_phone_the_part_it_names(
    shown: Shown, server: str, phone: Page, marts: duckdb.DuckDBPyConnection
) -> None:
    address = address_of(server, shown.title, shown.filters)
    figures = expected(marts, shown, shown.filters)
    with quiet(phone):
        phone.goto(address)
        expect(phone, figures)
    assert phone.url == address
    for name in shown.filters:
        others = [other for other in shown.filters if other != name]
        assert expected(marts, shown, others) != figures, f"{name} would change nothing"
    assert phone.evaluate("document.documentElement.scrollWidth") <= 390
    edges = f"[...document.querySelectorAll('{CHARTS}')].map(c => c.getBoundingClientRect().right)"
    assert all(edge <= 390 for edge in phone.evaluate(edges))


def test_filters_set_by_hand_are_in_the_address(
    server: str, desk: Page, marts: duckdb.DuckDBPyConnection
) -> None:
    with quiet(desk):
        desk.goto(address_of(server, "Funnel"))
        at_rest(desk)
        chosen: list[str] = []
        for name in FUNNEL.filters[1:]:
            _choose(desk, name)
            chosen.append(name)
            expect(desk, expected(marts, FUNNEL, chosen))
            assert FILTERS[name][0] in desk.url


def _choose(page: Page, name: str) -> None:
    """Open a filter, and pick in it what FILTERS has."""
    values = [part.partition("=")[2].replace("+", " ") for part in FILTERS[name][0].split("&")]
    page.get_by_role("button", name=f"{name.capitalize()}: all").click()
    opened = page.get_by_test_id("stPopoverBody")
    for value in values:
        if name == "visitors":
            opened.get_by_text(value, exact=True).click()
        else:
            opened.get_by_role("combobox").click()
            page.get_by_role("option", name=value, exact=True).click()
        # open, a popover hides everything else from those who see by role
        page.get_by_test_id("stPopover").filter(has_text=value).wait_for()
    page.locator("[data-testid=stMain] h2").click()
    opened.wait_for(state="hidden")


def test_a_chart_shows_its_data_and_sql_and_can_be_saved(
    server: str, desk: Page, marts: duckdb.DuckDBPyConnection, tmp_path: Path
) -> None:
    with quiet(desk):
        desk.goto(address_of(server, "Funnel"))
        at_rest(desk)
        desk.get_by_role("button", name="Data and SQL").first.click()
        opened = desk.get_by_test_id("stPopoverBody")
        assert "from marts.funnel_steps" in opened.get_by_test_id("stCode").inner_text()
        with desk.expect_download() as saved:
            opened.get_by_text("Save as CSV").click()
        saved.value.save_as(tmp_path / "saved.csv")
        desk.keyboard.press("Escape")
        desk.locator(CHARTS).first.hover()
        with desk.expect_download() as saved:
            desk.get_by_role("button", name="Download as PNG").first.click()
        saved.value.save_as(tmp_path / "saved.png")
    asked = questions.render("funnel_by_step", {"funnel": ["purchase"]})
    assert (tmp_path / "saved.csv").read_text() == marts.sql(asked.sql).df().to_csv(index=False)
    assert (tmp_path / "saved.png").read_bytes().startswith(b"\x89PNG")


def test_a_newer_version_is_shown_by_itself(published: Path, desk: Page) -> None:
    desk.get_by_test_id("stSidebarNavLink").filter(has_text=TITLES[0]).click()
    at_rest(desk)
    Path(shutil.copy(published, published.with_name("next.duckdb"))).replace(published)
    desk.get_by_test_id("stToast").get_by_text("New numbers").wait_for(timeout=SECONDS * 1000)
