"""Record what every KPI means now in seeds/kpi_lock.csv; `dbt build` holds them to it.

    python scripts/lock_kpis.py

A KPI that has changed is refused until its version in seeds/kpi_definitions.csv is higher and
seeds/kpi_changes.csv says what that version is. No warehouse is read or written.
"""

import argparse
import json
import os
import sys
from pathlib import Path

import build_warehouse
import pandas as pd
from dbt.cli.main import dbtRunner

LOCK = Path("seeds/kpi_lock.csv")


def ask_dbt() -> dict:
    """The KPIs as they are now, and the lines that speak against locking them."""
    said: list[str] = []
    runner = dbtRunner(
        callbacks=[
            lambda event: said.append(event.info.msg) if event.info.name == "JinjaLogInfo" else None
        ]
    )
    os.environ["WAREHOUSE_PATH"] = ":memory:"
    done = runner.invoke(["--quiet", "run-operation", "lock_kpis"])
    if not done.success:
        failed = done.exception or next(iter(done.result.results), None)
        sys.exit(f"lock: {build_warehouse.said(str(getattr(failed, 'message', failed)))}")
    return json.loads(said[-1])


def lines(before: pd.DataFrame, now: pd.DataFrame) -> list[str]:
    """A line for each KPI that came, changed or went."""
    both = before.merge(now, on="kpi", how="outer", suffixes=("_before", "_now"), indicator=True)
    said = {"left_only": "no longer locked", "right_only": "locked as version {version_now}"}
    said["both"] = "locked as version {version_now}, was {version_before}"
    changed = both["_merge"].ne("both") | both["version_before"].ne(both["version_now"])
    return [
        f"{row['kpi']}: {said[row['_merge']].format(**row)}"
        for row in both[changed].to_dict("records")
    ]


def main() -> None:
    """Write the lock, or say in one line why not."""
    argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    ).parse_args()
    answer = ask_dbt()
    if answer["refused"]:
        more = f" (and {len(answer['refused']) - 1} more)" if len(answer["refused"]) > 1 else ""
        sys.exit(f"lock: {answer['refused'][0]}{more}")
    before = pd.read_csv(LOCK, dtype=str)
    now = pd.DataFrame(answer["now"])[list(before.columns)]
    now.to_csv(LOCK, index=False)
    print("\n".join(lines(before, now)) or f"nothing to record: {LOCK} is as it should be")


if __name__ == "__main__":
    main()
