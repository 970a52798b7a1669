"""What dbt knows of the project, for the tests that check the project itself.

`dbt parse` runs once a session (some 4 seconds) with every source and the evaluation switched on,
so that no model escapes the checks; it writes nothing inside the project.
"""

import functools
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = "funnel_warehouse"


@functools.cache
def parse() -> tuple[dict, str]:
    """dbt's manifest.json, and what dbt printed; the manifest is empty if it did not parse."""
    sources = sorted(path.name for path in (ROOT / "models" / "staging").iterdir() if path.is_dir())
    with tempfile.TemporaryDirectory() as target:
        command = [str(Path(sys.executable).with_name("dbt")), "--no-use-colors", "parse"]
        command += ["--vars", json.dumps({"event_sources": sources, "has_truth": True})]
        command += ["--target-path", target, "--log-path", target]
        done = subprocess.run(
            command,
            cwd=ROOT,
            env=os.environ | {"DBT_PROFILES_DIR": str(ROOT)},
            capture_output=True,
            text=True,
        )
        if done.returncode != 0:
            return {}, done.stdout + done.stderr
        return json.loads((Path(target) / "manifest.json").read_text()), done.stdout


def manifest() -> dict:
    """The parsed project; without one every test that asks for it fails with dbt's message."""
    parsed, output = parse()
    if not parsed:
        pytest.fail(f"dbt parse failed:\n{output}", pytrace=False)
    return parsed


def nodes(*resource_types: str) -> list[dict]:
    """The project's own nodes of these types (model, seed, test, …)."""
    return [
        node
        for node in manifest()["nodes"].values()
        if node["package_name"] == PACKAGE and node["resource_type"] in resource_types
    ]


def source_tables() -> list[dict]:
    """The project's source tables."""
    return list(manifest()["sources"].values())


def macros() -> list[dict]:
    """The project's macros, generic tests among them."""
    return [macro for macro in manifest()["macros"].values() if macro["package_name"] == PACKAGE]


def files(folder: str, *suffixes: str) -> list[Path]:
    """The files with these suffixes anywhere under a folder, as paths from the project's root."""
    found = sorted((ROOT / folder).rglob("*"))
    return [path.relative_to(ROOT) for path in found if path.suffix in suffixes]


def assert_none(offences: list[str]) -> None:
    """Fail with one line an offence, each naming the file and what to do."""
    if offences:
        pytest.fail("\n".join(sorted(offences)), pytrace=False)
