"""One thing at a time is broken in a copy of the project, and something must notice.

pytest tests/python/test_mutations.py          a sample
make test-full ONLY=mutations                  all, and the table of what catches what

What notices is the first test that fails in `dbt build`, or else scripts/reconcile_kpis.py.
"""

import re
import shutil
from pathlib import Path

import pytest
from conftest import ROOT, dbt, simulate
from mutations import MUTATIONS, SAMPLE, Mutation
from test_reconcile import reconcile

# Unlike the raw rows: what forgets to convert shows.
SETTINGS = {"reporting_timezone": "America/New_York", "reporting_currency": "EUR"}
FAILED = re.compile(r"^[\d:]+ +(?:Failure|[\w ]*Error) in (?:\w+ )?(\w+) \(", re.MULTILINE)
LOCKED = re.compile(r"The KPI \w+ has changed")


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """A copy of the project, and a warehouse with raw rows of a small shop with all its faults."""
    folder = tmp_path_factory.mktemp("mutations")
    project, raw = folder / "project", folder / "events.duckdb"
    for part in ("macros", "models", "seeds", "tests"):
        shutil.copytree(ROOT / part, project / part, ignore=shutil.ignore_patterns("python"))
    for part in ("dbt_project.yml", "profiles.yml"):
        shutil.copy(ROOT / part, project)
    simulate(raw, "--days", "20", "--sessions-per-day", "60")
    return project, raw


def catcher(world: tuple[Path, Path], mutation: Mutation | None) -> str | None:
    """The name of what notices a mutation of the project; None if nothing does."""
    project, raw = world
    # the same path each time, so that dbt reads anew only what has changed
    warehouse = raw.with_name("warehouse.duckdb")
    shutil.copy(raw, warehouse)
    before = {}
    if mutation:
        file = project / mutation.file
        before[file] = file.read_text()
        assert mutation.old in before[file], f"{mutation.file} does not hold {mutation.old!r}"
        file.write_text(before[file].replace(mutation.old, mutation.new))
    try:
        done = dbt("build", "--fail-fast", warehouse=warehouse, project=project, **SETTINGS)
    finally:
        for file, text in before.items():
            file.write_text(text)
    if done.returncode:
        failed = FAILED.search(done.stdout)
        is_locked = LOCKED.search(done.stdout)
        return "the KPI lock" if is_locked else failed[1] if failed else done.stdout[-1000:]
    return "reconcile_kpis.py" if reconcile(warehouse, **SETTINGS).returncode else None


@pytest.mark.full
def test_nothing_is_caught_where_nothing_is_broken(world) -> None:
    assert catcher(world, None) is None


@pytest.mark.parametrize("name", SAMPLE)
def test_a_mutation_is_caught(world, name: str) -> None:
    assert catcher(world, MUTATIONS[name]), name


@pytest.mark.full
def test_every_mutation_is_caught(world, capsys: pytest.CaptureFixture[str]) -> None:
    assert len(MUTATIONS) >= 25
    caught = {}
    for name, mutation in MUTATIONS.items():
        caught[name] = catcher(world, mutation)
        with capsys.disabled():
            print(f"\n{name:<45}{caught[name] or 'NOTHING CATCHES IT'}", end="", flush=True)
    assert [name for name, by in caught.items() if by is None] == []
