"""The lock of KPIs: what a changed definition or changed SQL comes to in `dbt build`, in one line.

pytest tests/python/test_kpi_lock.py

The lock is asked before anything else, so no warehouse is needed: a build that goes on to miss raw
events has passed it.
"""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import ROOT, dbt

PASSED = "There are no raw events yet"
SEEDS = ("definitions", "changes", "lock")
# What is replaced in which file, and the line that says so: all at once, as dbt takes its time.
CHANGES = [
    (
        "seeds/kpi_definitions.csv",
        ",bounced_sessions,sessions,sum,",
        ",bounced_sessions,sessions_with_bots,sum,",
        "The KPI bounce_rate has changed (the definition) but is still version 1: set it back, or "
        "raise its version to 2 in seeds/kpi_definitions.csv, say in seeds/kpi_changes.csv what is "
        "different, and run 'make lock'.",
    ),
    (
        "macros/kpi_measures.sql",
        "carted and is_closed and not purchased",
        "carted and not purchased",
        "The KPI cart_abandonment has changed (the SQL it compiles to) but is still version 1",
    ),
    (
        "macros/kpi_rows.sql",
        "funnel = 'purchase'",
        "funnel = 'shop'",
        "The KPI product_to_cart has changed (the SQL it compiles to) but is still version 1",
    ),
    (
        "macros/percentile.sql",
        "percentile_cont(' ~ share",
        "percentile_cont(' ~ share * 0.9",
        "The KPI median_session_duration has changed (the SQL it compiles to)",
    ),
    (
        "seeds/kpi_definitions.csv",
        "refund_rate,1,",
        "refund_rate,2,",
        "seeds/kpi_changes.csv does not say what version 2 of the KPI refund_rate is",
    ),
    (
        "seeds/kpi_definitions.csv",
        "bot_share,1,",
        "bot_share,0,",
        "The KPI bot_share has changed (the definition) but is still version 0",
    ),
    (
        "seeds/kpi_definitions.csv",
        "new_visitors,1,",
        "newcomers,1,",
        "seeds/kpi_changes.csv does not say what version 1 of the KPI newcomers is",
    ),
    (
        "seeds/kpi_lock.csv",
        "orders,1,",
        "orders,1,0",
        "The KPI orders has changed (the definition) but is still version 1",
    ),
    # blanks are no change
    (
        "macros/kpi_rows.sql",
        "sessions: {of: int_sessions,",
        "sessions:   {of:  int_sessions,",
        None,
    ),
]


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the project."""
    folder = tmp_path_factory.mktemp("project")
    for part in ("macros", "models", "seeds", "tests"):
        shutil.copytree(ROOT / part, folder / part, ignore=shutil.ignore_patterns("python"))
    for part in ("dbt_project.yml", "profiles.yml"):
        shutil.copy(ROOT / part, folder)
    return folder


def build(project: Path) -> str:
    """What `dbt build` says, in a warehouse without events."""
    done = dbt("build", warehouse=project / "warehouse.duckdb", project=project)
    assert done.returncode != 0
    return done.stdout


def lock(project: Path) -> subprocess.CompletedProcess:
    """Run scripts/lock_kpis.py on a project."""
    return subprocess.run(
        [sys.executable, str(ROOT / "scripts" / "lock_kpis.py")],
        cwd=project,
        env=os.environ | {"DBT_TARGET_PATH": str(project / "target"), "DBT_LOG_PATH": "logs"},
        capture_output=True,
        text=True,
    )


def test_every_change_is_one_line_that_names_the_kpi(project: Path) -> None:
    before = {name: (project / name).read_text() for name, *_ in CHANGES}
    for name, old, new, _ in CHANGES:
        text = (project / name).read_text()
        assert old in text
        (project / name).write_text(text.replace(old, new, 1))
    shown = dbt(
        "run-operation", "lock_kpis", warehouse=project / "none.duckdb", project=project
    ).stdout
    answer = build(project)
    for name, text in before.items():
        (project / name).write_text(text)
    (found,) = (line for line in shown.splitlines() if '"refused"' in line)
    refused = json.loads(found[found.index("{") :])["refused"]
    expected = [said for *_, said in CHANGES if said]
    assert [said for said in expected if not any(line.startswith(said) for line in refused)] == []
    # no other KPI, but for those that share a measure with one of these, and the one renamed
    assert {line.split("KPI ")[1].split()[0] for line in refused} == {
        *("bounce_rate", "cart_abandonment", "product_to_cart", "cart_to_checkout", "newcomers"),
        *("checkout_to_purchase", "median_session_duration", "median_time_to_purchase"),
        *("refund_rate", "bot_share", "new_visitors", "orders"),
    }
    assert refused[0] in answer


def test_a_deliberate_change_is_recorded(project: Path) -> None:
    seeds = {name: project / "seeds" / f"kpi_{name}.csv" for name in SEEDS}
    lines = seeds["definitions"].read_text().splitlines(keepends=True)
    kept = "".join(line for line in lines if not line.startswith("new_visitors,"))
    seeds["definitions"].write_text(
        kept.replace("bounce_rate,1,Sess", "bounce_rate,2,Visits: sess")
    )
    refused = lock(project)
    assert (refused.returncode, refused.stdout) == (1, "")
    assert refused.stderr.startswith("lock: seeds/kpi_changes.csv does not say what version 2")
    assert refused.stderr.endswith("and run 'make lock'. (and 1 more)\n")
    assert refused.stderr.count("\n") == 1
    with seeds["changes"].open("a") as changes:
        changes.write("bounce_rate,2,2025-02-01,Visits is the word people use\n")
        changes.write("new_visitors,2,2025-02-01,Nobody asked for it\n")
    assert "The KPI bounce_rate is not locked as version 2: run 'make lock'" in build(project)
    done = lock(project)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.splitlines() == [
        "bounce_rate: locked as version 2, was 1",
        "new_visitors: no longer locked",
    ]
    assert PASSED in build(project)
