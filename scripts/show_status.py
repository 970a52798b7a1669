"""Say what is published, how old it is, how far the data goes and how the last run went.

    python scripts/show_status.py

It looks at the published marts (MARTS_PATH) and the warehouse (WAREHOUSE_PATH), changes nothing,
and has an answer whatever it finds there.
"""

import argparse
import os
from datetime import UTC, datetime
from pathlib import Path

import complaint
import duckdb
import last_run
import pandas as pd
import published

SHOWN = 3  # failures of the last run


def line(label: str, content: str) -> str:
    """A line of the answer."""
    return f"{label:<12}{content}"


def when(moment: datetime) -> str:
    """A moment in UTC, and how long ago it was in its largest unit."""
    seconds = (datetime.now(UTC).replace(tzinfo=None) - moment).total_seconds()
    age = "just now"
    for unit, length in (("minute", 60), ("hour", 3_600), ("day", 86_400)):
        if seconds >= length:
            count = int(seconds // length)
            age = f"{count:,} {unit}{'s' if count > 1 else ''} ago"
    return f"{moment:%Y-%m-%d %H:%M} UTC, {age}"


def version(path: Path) -> tuple[pd.DataFrame, pd.DataFrame] | str:
    """The manifest of a version, or why it cannot be read."""
    try:
        return published.manifest(path)
    except duckdb.Error as error:
        return f"{path} cannot be read, 'make publish' writes it anew: {complaint.of(error)}"


def published_lines(at: published.Place, rollback: str) -> list[str]:
    """The current version of a format, how far its data goes, and the version before."""
    lines = []
    if os.path.lexists(at.current):
        current = version(at.current)
        if isinstance(current, str):
            lines.append(line("published", current))
        else:
            marts, sources = current
            first = marts.iloc[0]
            lines += [
                line("published", f"{at.current}, {len(marts)} marts, {when(first.published_at)}"),
                line("", f"code {first.git_version}, settings {first.settings_fingerprint[:8]}"),
            ]
            lines += [
                line("data to", f"{row.watermark:%Y-%m-%d %H:%M} UTC, source {row.event_source}")
                for row in sources.itertuples()
            ]
    if os.path.lexists(at.previous):
        previous = version(at.previous)
        if isinstance(previous, str):
            lines.append(line("before", previous))
        else:
            moment = when(previous[0].published_at.iloc[0])
            lines.append(line("before", f"{moment}; back to it: make publish {rollback}"))
    return lines


def warehouse_lines(warehouse: Path, at: published.Place) -> list[str]:
    """Whether the warehouse holds what is published, and how its last run went."""
    if not warehouse.exists():
        return [line("warehouse", f"{warehouse} is not there yet: run 'make build'")]
    try:
        with duckdb.connect() as con:
            con.execute(f"attach {published.literal(warehouse)} as warehouse (read_only)")
            run = last_run.read(con)
    except duckdb.Error as error:
        return [line("warehouse", complaint.of(error))]
    if run is None:
        return [line("warehouse", f"{warehouse} is not built yet: run 'make build'")]
    current = version(at.current)
    if isinstance(current, str):
        state = "is not published"
    elif current[0].invocation_id.iloc[0] == run.invocation_id:
        state = "is as published"
    elif current[0].published_at.iloc[0] < run.recorded_at:
        state = "is newer than what is published"
    else:
        state = "is not the one that was published"
    obstacle = last_run.obstacle(run)
    went = f"nothing to publish: {obstacle}" if obstacle else f"all passed ({run.command})"
    more = [f"and {len(run.failures) - SHOWN} more"] if len(run.failures) > SHOWN else []
    return [
        line("warehouse", f"{warehouse} {state}"),
        line("last run", f"{when(run.recorded_at)}, {went}"),
        *(line("  failed", failure) for failure in run.failures[:SHOWN] + more),
    ]


def main() -> None:
    """Print the answer."""
    argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    ).parse_args()
    warehouse = Path(os.environ.get("WAREHOUSE_PATH") or "data/warehouse.duckdb")
    lines = published_lines(published.place("duckdb"), "ROLLBACK=1")
    lines += published_lines(published.place("parquet"), "ROLLBACK=1 FORMAT=parquet")
    lines = lines or [line("published", "nothing yet: 'make build' ends with it")]
    print(*lines, *warehouse_lines(warehouse, published.current()), sep="\n")


if __name__ == "__main__":
    main()
