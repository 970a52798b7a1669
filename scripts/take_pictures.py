"""Take the pictures of the README: the dashboard and the report of the marts, and the lineage.

    python scripts/take_pictures.py

It opens the dashboard over MARTS_PATH (data/marts.duckdb) for as long as that takes, and reads the
pages that `make report` and `make docs` wrote.
"""

import argparse
import sys
import tempfile
from pathlib import Path

import browser
import published
import show_dashboard
from playwright.sync_api import Browser, sync_playwright

ROOT = Path(__file__).resolve().parents[1]
DOCS = ROOT / "docs"
LINEAGE = ROOT / "target" / "static_index.html"
SELECTED = "#!/overview?g_v=1&g_i=2%2Bdrop_offs%2B"  # a mart, what it is made of, what reads it
PAGES = {"overview": "", "funnel": "funnel"}
SIZE = {"width": 1280, "height": 1000}  # pixels
PATIENCE_MS = 60_000
AT_REST = "document.querySelector('[data-testid=stApp]').dataset.testScriptState == 'notRunning'"
DRAWN = 2_000  # milliseconds from there to the last chart


def of_dashboard(chromium: Browser) -> None:
    """A picture of each of the pages, as it begins."""
    with (
        tempfile.TemporaryDirectory() as folder,
        show_dashboard.running(Path(folder) / "log") as address,
    ):
        for name, of_page in PAGES.items():
            page = chromium.new_page(viewport=SIZE)
            page.goto(f"{address}/{of_page}")
            page.wait_for_selector("[data-testid=stVegaLiteChart]", timeout=PATIENCE_MS)
            page.wait_for_function(AT_REST, timeout=PATIENCE_MS)
            page.wait_for_timeout(DRAWN)
            page.screenshot(path=DOCS / f"{name}.png")
            page.close()


def of_file(chromium: Browser, name: str, address: str, width: int, height: int) -> None:
    """A picture of a page that is a file."""
    page = chromium.new_page(viewport={"width": width, "height": height})
    page.goto(address)
    page.wait_for_timeout(DRAWN)
    page.screenshot(path=DOCS / f"{name}.png")
    page.close()


def main() -> None:
    """Take all of them, or say in one line what is missing (exit code 1)."""
    argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    ).parse_args()
    report = published.current().current.with_name("report.html")
    for needed, by in ((report, "make report"), (LINEAGE, "make docs")):
        if not needed.exists():
            sys.exit(f"take_pictures: there is no {needed}: run '{by}'")
    if browser.found() is None:
        sys.exit("take_pictures: no Chromium, Chrome or Edge is installed to take them with")
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=browser.found(), args=browser.QUIET)
        try:
            of_dashboard(chromium)
        except RuntimeError as error:
            sys.exit(f"take_pictures: {error}")
        of_file(chromium, "report", report.resolve().as_uri(), 794, 1000)
        of_file(chromium, "lineage", LINEAGE.as_uri() + SELECTED, 1400, 800)
        chromium.close()
    print(f"{DOCS}: overview.png, funnel.png, report.png, lineage.png")


if __name__ == "__main__":
    main()
