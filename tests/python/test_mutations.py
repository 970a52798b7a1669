"""One thing at a time is broken in a copy of the project, and something must notice.

pytest tests/python/test_mutations.py          a sample
make test-full ONLY=mutations                  all, and the table of what catches what

Built is the way from the models that a mutation changes to the test named beside it, on the tables
of a whole build: that test, or one of what was built before it, must fail. Where it is the KPI lock
or scripts/reconcile_kpis.py that must notice, all that follows is built.
"""

import re
import shutil
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from queue import SimpleQueue

import pytest
from conftest import ROOT, dbt, simulate
from mutations import LOCK, MUTATIONS, RECONCILIATION, SAMPLE, Mutation
from test_reconcile import reconcile

# Unlike the raw rows: what forgets to convert shows.
SETTINGS = {"reporting_timezone": "America/New_York", "reporting_currency": "EUR"}
# the line of a node, not the summary at the end: a build that fails fast may break off before it
FAILED = re.compile(
    r"^[\d:]+ +\d+ of \d+ (?:FAIL|ERROR) .*?(\w+) \.* ?\[(?:FAIL|ERROR)", re.MULTILINE
)
LOCKED = re.compile(r"The KPI \w+ has changed")


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a copy of the project, and the tables of a small shop with all its faults."""
    folder = tmp_path_factory.mktemp("mutations")
    project, warehouse = folder / "project", folder / "warehouse.duckdb"
    for part in ("macros", "models", "seeds", "tests"):
        shutil.copytree(ROOT / part, project / part, ignore=shutil.ignore_patterns("python"))
    for part in ("dbt_project.yml", "profiles.yml"):
        shutil.copy(ROOT / part, project)
    simulate(warehouse, "--days", "20", "--sessions-per-day", "60")
    command = ["build", "--resource-type", "seed", "--resource-type", "model"]
    done = dbt(*command, warehouse=warehouse, project=project, **SETTINGS)
    assert done.returncode == 0, done.stdout + done.stderr
    shutil.copy(warehouse, folder / "whole.duckdb")
    shutil.copytree(f"{warehouse}.target", folder / "whole")
    return folder


def catcher(world: Path, mutation: Mutation) -> str | None:
    """The name of what notices a mutation of the project; None if nothing does."""
    # the same path each time, so that dbt reads anew only what has changed
    project, warehouse = world / "project", world / "warehouse.duckdb"
    shutil.copy(world / "whole.duckdb", warehouse)
    file = project / mutation.file
    before = file.read_text()
    assert mutation.old in before, f"{mutation.file} does not hold {mutation.old!r}"
    file.write_text(before.replace(mutation.old, mutation.new))
    changed, state = "state:modified+", ("--state", str(world / "whole"))
    chosen = ["--select", changed]
    if mutation.by not in (LOCK, RECONCILIATION):
        # and no test that would compare what was built with what was not
        chosen = ["--select", f"{changed},+{mutation.by}", "--indirect-selection", "cautious"]
    command = ["build", "--fail-fast", "--full-refresh", *chosen, *state]
    try:
        done = dbt(*command, warehouse=warehouse, project=project, **SETTINGS)
    finally:
        file.write_text(before)
    if done.returncode:
        failed = FAILED.search(done.stdout)
        is_locked = LOCKED.search(done.stdout)
        assert failed or is_locked, done.stdout[-2000:]
        return LOCK if is_locked else failed[1]
    if mutation.by == RECONCILIATION:
        return RECONCILIATION if reconcile(warehouse, **SETTINGS).returncode else None
    assert mutation.by in done.stdout, f"there is no test {mutation.by}"
    return None


@pytest.mark.full
def test_nothing_is_caught_where_nothing_is_broken(world) -> None:
    model = "models/intermediate/sessions/int_session_events.sql"
    for by in ("sessions_hold_every_event", RECONCILIATION):
        harmless = Mutation(model, "select * from {{", "select * -- all of it\nfrom {{", by)
        assert catcher(world, harmless) is None


@pytest.mark.parametrize("name", SAMPLE)
def test_a_mutation_is_caught(world, name: str) -> None:
    assert catcher(world, MUTATIONS[name]), name


@pytest.mark.full
def test_every_mutation_is_caught(world: Path, tmp_path: Path) -> None:
    assert len(MUTATIONS) >= 25
    second = tmp_path / "second"
    shutil.copytree(world, second)
    free: SimpleQueue[Path] = SimpleQueue()
    free.put(world)
    free.put(second)

    def catch(name: str) -> str | None:
        place = free.get()
        try:
            by = catcher(place, MUTATIONS[name])
        finally:
            free.put(place)
        print(f"{name:<55}{by or 'NOTHING CATCHES IT'}")
        return by

    # a build keeps little more than one core busy
    with ThreadPoolExecutor(2) as pool:
        caught = dict(zip(MUTATIONS, pool.map(catch, MUTATIONS), strict=True))
    assert [name for name, by in caught.items() if by is None] == []
