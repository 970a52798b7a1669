"""Run `dbt build` without unit tests, and say in one line what went wrong where something did.

    python scripts/build_warehouse.py --vars '{event_sources: [ga4], ga4_events: "…"}'

Takes the arguments of `dbt build`. Unit tests read rows of their own, not the warehouse's, and are
part of `make test`. The exit code is 1 where a model or a test failed or nothing could be started;
nothing is published then.
"""

import contextlib
import gc
import io
import os
import sys

import complaint
import duckdb
from dbt.cli.main import dbtRunner

FAILED = ("error", "fail", "runtime error")
# Between looks for garbage: Python's own 700 cost dbt, which keeps nearly all of it, a tenth of a
# small build.
ALLOCATIONS = 100_000


class WithoutTraces(io.TextIOBase):
    """Standard output without dbt's stack traces, each of which it writes as one text."""

    def __init__(self) -> None:
        self.stdout = sys.stdout

    def write(self, text: str) -> int:
        """Pass a text on."""
        if "Traceback (most recent call last)" not in text:
            self.stdout.write(text)
        return len(text)

    def flush(self) -> None:
        """Pass everything on now."""
        self.stdout.flush()


def said(message: str) -> str:
    """What an error of dbt says: without the headings above it and the macros below it."""
    lines = [line.strip() for line in message.strip().splitlines()]
    told = [line for line in lines if line and not line.startswith(("Compilation", "Runtime"))]
    return complaint.of(RuntimeError("\n".join(told or lines)))


def main(arguments: list[str] | None = None) -> None:
    """Build; a failure ends with its line on stderr and exit code 1."""
    arguments = sys.argv[1:] if arguments is None else arguments
    try:
        duckdb.connect(os.environ.get("WAREHOUSE_PATH") or "data/warehouse.duckdb").close()
    except duckdb.Error as error:
        sys.exit(f"build: {complaint.of(error)}")
    command = ["build", "--exclude-resource-type", "unit_test", *arguments]
    sys.argv = ["dbt", *command]  # what dbt records as its command
    gc.set_threshold(ALLOCATIONS)
    with contextlib.redirect_stdout(WithoutTraces()):
        done = dbtRunner().invoke(command)
    if done.success:
        return
    if done.exception:
        sys.exit(f"build: {said(str(done.exception))}")
    failures = [result for result in done.result or [] if result.status in FAILED]
    first = failures[0]
    more = f" (and {len(failures) - 1} more, see above)" if len(failures) > 1 else ""
    sys.exit(f"build: {first.node.name}: {said(first.message or str(first.status))}{more}")


if __name__ == "__main__":
    main()
