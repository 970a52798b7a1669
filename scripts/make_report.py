"""Write the report of the published marts: one HTML file that needs nothing else, and a PDF of it.

    python scripts/make_report.py

report.html and report.pdf lie beside the published marts (MARTS_PATH, data/marts.duckdb if that is
not set). The PDF is printed by a Chromium, Chrome or Edge of this machine.
"""

import argparse
import base64
import subprocess
import sys
import tempfile
from pathlib import Path

import answers
import browser
import complaint
import duckdb
import jinja2
import pandas as pd
import published
import questions
from charts import words
from report import contents
from report.parts import Ask

PAGE = Path(__file__).with_name("report") / "page.html"
PATIENCE = 60  # seconds for a browser to print


def as_image(svg: str) -> str:
    """A picture inside the page; the names within it are its own."""
    return "data:image/svg+xml;base64," + base64.b64encode(svg.encode()).decode()


def html(version: answers.Version) -> str:
    """The report of a version as one page; answers.Replaced if another takes its place."""

    def answer(name: str, chosen: dict) -> pd.DataFrame:
        return answers.ask(questions.render(name, chosen).sql, version)

    ask = Ask(answer)
    sections = list(contents.sections(ask))
    marts, sources = answers.manifest(version)
    environment = jinja2.Environment(autoescape=True, undefined=jinja2.StrictUndefined)
    environment.filters["as_image"] = as_image
    return environment.from_string(PAGE.read_text()).render(
        sections=sections,
        questions=[(name, questions.text(name)) for name in sorted(ask.asked)],
        published=words.day(marts["published_at"].iloc[0]),
        sources=[(row.event_source, words.day(row.watermark)) for row in sources.itertuples()],
    )


def printed(page: Path, pdf: Path) -> None:
    """Print a page; RuntimeError if there is nothing that can, or it does not."""
    pdf.unlink(missing_ok=True)
    program = browser.found()
    if program is None:
        raise RuntimeError("no Chromium, Chrome or Edge is installed that could print it")
    with tempfile.TemporaryDirectory() as profile:
        command = [program, "--headless", *browser.QUIET, f"--user-data-dir={profile}"]
        command += ["--no-pdf-header-footer", f"--print-to-pdf={pdf}", page.resolve().as_uri()]
        try:
            done = subprocess.run(command, capture_output=True, text=True, timeout=PATIENCE)
        except subprocess.TimeoutExpired:
            raise RuntimeError(f"{program} had not printed it after {PATIENCE} s") from None
    if done.returncode or not pdf.exists():
        raise RuntimeError(f"{program} did not print it: {done.stderr.strip()[-200:]}")


def main() -> None:
    """Write both, or say in one line why not (exit code 1)."""
    argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    ).parse_args()
    version = answers.current()
    if version is None:
        sys.exit("make_report: nothing is published yet, run 'make build'")
    page = published.current().current.with_name("report.html")
    pdf = page.with_suffix(".pdf")
    try:
        page.write_text(html(version), encoding="utf-8")
    except answers.Replaced:
        sys.exit("make_report: newer marts were published meanwhile, run it again")
    except (duckdb.Error, OSError) as error:
        sys.exit(f"make_report: {complaint.of(error)}")
    print(f"{page}: open it in any browser, or send it; it needs no other file.")
    try:
        printed(page, pdf)
    except RuntimeError as error:
        sys.exit(f"make_report: there is no PDF, {error}; print {page} from a browser instead")
    print(f"{pdf}: the same, to print.")


if __name__ == "__main__":
    main()
