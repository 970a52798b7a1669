"""Every model, seed, source, macro and test is described, keyed and small enough to read."""

import re
import subprocess

import pytest
import questions
import yaml
from manifest import ROOT, assert_none, files, macros, manifest, nodes, source_tables

SCREEN = 70  # lines
# The last two hold models that only pass rows on, repeats among them, to as many rows as they read.
GRAIN_TESTS = ("unique", "unique_key", "as_many_rows_as", "holds_every_staged_event")
# rows as they arrive may repeat each other: what repeats is found out in cleaning
WITHOUT_A_KEY = {
    "stg_shop_files__rows", "stg_rees46__rows", "stg_retailrocket__rows", "stg_ga4__items",
    "stg_ga4__event_items",
    "int_new_events", "int_recleaned_events",
}  # fmt: skip
MEBIBYTE = 2**20  # bytes
A_TIME = re.compile(r"(^|_)(at|date|day|week|month|hour)$")
A_ZONE = re.compile(r"reporting_timezone|\bUTC\b")
A_DOC_COMMENT = re.compile(r"\s*\{#-?\s*\w")
A_HOST = re.compile(r"://|--(extra-)?index-url|--find-links|--trusted-host|^-[if]\b", re.MULTILINE)


def test_the_checks_see_the_whole_project():
    disabled = [
        node["original_file_path"] for kin in manifest()["disabled"].values() for node in kin
    ]
    assert nodes("model"), "dbt found no model at all"
    assert_none(
        [
            f"{path}: is disabled, so no test here sees it; see tests/python/manifest.py"
            for path in disabled
        ]
    )


def test_models_seeds_and_sources_are_described():
    assert_none(
        [
            f"{node['original_file_path']}: {node['name']} has no description; write one in its yml"
            for node in nodes("model", "seed") + source_tables()
            if not node["description"].strip()
        ]
    )


def test_macros_and_tests_are_described():
    """In a yml, or by a doc comment `{#- … -#}` at the top of the file."""
    described = {
        item["original_file_path"]
        for item in macros() + nodes("test")
        if item.get("description", "").strip()
    }
    assert_none(
        [
            f"{path}: says not what it does; start it with a doc comment: {{#- … -#}}"
            for path in files("macros", ".sql") + files("tests", ".sql")
            if str(path) not in described and not A_DOC_COMMENT.match((ROOT / path).read_text())
        ]
    )


def test_models_name_their_grain():
    assert_none(
        [
            f"{model['original_file_path']}: the description does not name the grain; "
            "say what a row is ('One row a session …')"
            for model in nodes("model")
            if not re.search(r"\brows?\b", model["description"], re.IGNORECASE)
        ]
    )


def test_models_have_a_tested_grain():
    tested = {
        test["attached_node"]
        for test in nodes("test")
        if (test.get("test_metadata") or {}).get("name") in GRAIN_TESTS
    }
    assert_none(
        [
            f"{model['original_file_path']}: nothing tests its grain; give its yml a `unique` test "
            "on one column or a `unique_key` test over several"
            for model in nodes("model")
            if model["unique_id"] not in tested and model["name"] not in WITHOUT_A_KEY
        ]
    )


def test_columns_are_described_in_one_paragraph():
    offences = []
    for node in nodes("model", "seed") + source_tables():
        for column in node["columns"].values():
            description = column["description"].strip()
            if not description or "\n\n" in description:
                offences.append(
                    f"{node['original_file_path']}: {node['name']}.{column['name']} needs a "
                    "description of one line"
                )
    assert_none(offences)


def test_times_in_marts_name_their_zone():
    """In the description of the column or of the model: UTC for timestamps, the var for dates."""
    offences = []
    for model in nodes("model"):
        if not model["original_file_path"].startswith("models/marts/"):
            continue
        for column in model["columns"].values():
            said = model["description"] + column["description"]
            if A_TIME.search(column["name"]) and not A_ZONE.search(said):
                offences.append(
                    f"{model['original_file_path']}: {column['name']} names no time zone; "
                    "say UTC or `reporting_timezone`"
                )
    assert_none(offences)


def test_only_marts_are_for_others_to_build_on():
    """By dbt's access modifier: marts are public, whatever they are made of is protected."""
    assert_none(
        [
            f"{model['original_file_path']}: its access is {model['access']}; leave it to the "
            "folders of dbt_project.yml, public for marts and protected for all else"
            for model in nodes("model")
            if (model["access"] == "public") != (model["schema"] == "marts")
            or model["access"] == "private"
        ]
    )


def test_every_subject_has_an_owner():
    assert_none(
        [
            f"{model['original_file_path']}: nobody owns it; name the subject's owner in the +meta "
            "of its folder in dbt_project.yml"
            for model in nodes("model")
            if model["schema"] == "marts" and not model["config"]["meta"].get("owner")
        ]
    )


def test_the_published_file_is_said_to_hold_every_mart():
    (exposure,) = (
        exposure
        for exposure in manifest()["exposures"].values()
        if exposure["name"] == "published_marts"
    )
    marts = {model["unique_id"] for model in nodes("model") if model["schema"] == "marts"}
    assert_none(
        [
            f"models/marts/exposures.yml: published_marts and the marts differ in {name}"
            for name in marts ^ set(exposure["depends_on"]["nodes"])
        ]
    )


@pytest.mark.parametrize("name", ["dashboard", "report"])
def test_what_reads_the_marts_is_said_to_read_those_it_asks(name: str):
    (exposure,) = (each for each in manifest()["exposures"].values() if each["name"] == name)
    code = [path.read_text() for path in (ROOT / "scripts" / name).rglob("*.py")]
    asked = {word for text in code for word in re.findall(r'"(\w+)"', text)}
    asked &= questions.ANALYSES.keys()
    queries = [questions.ANALYSES[question].read_text() for question in asked]
    read = {mart for query in queries for mart in re.findall(r"ref\('(\w+)'\)", query)}
    said = {node.rpartition(".")[2] for node in exposure["depends_on"]["nodes"]}
    assert_none(
        [f"models/marts/exposures.yml: {name} and what it asks differ in {x}" for x in read ^ said]
    )


@pytest.mark.parametrize("folder", ["models", "macros"])
def test_files_fit_a_screen(folder):
    lengths = {path: len((ROOT / path).read_text().splitlines()) for path in files(folder, ".sql")}
    assert_none(
        [
            f"{path}: {length} lines, more than {SCREEN}; it is two, or has a macro in it"
            for path, length in lengths.items()
            if length > SCREEN
        ]
    )


def test_vars_are_commented():
    text = (ROOT / "dbt_project.yml").read_text()
    lines = text.splitlines()
    offences = []
    for name in yaml.safe_load(text)["vars"]:
        at = lines.index(next(line for line in lines if line.startswith(f"  {name}:")))
        if "#" not in lines[at] and not lines[at - 1].lstrip().startswith("#"):
            offences.append(f"dbt_project.yml: var {name} has no comment on its line or above it")
    assert_none(offences)


def test_tracked_files_are_small():
    if not (ROOT / ".git").exists():
        pytest.skip("not a git checkout")
    tracked = subprocess.run(
        ["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout.split("\0")
    paths = [ROOT / name for name in tracked if name and (ROOT / name).is_file()]
    assert_none(
        [
            f"{path.relative_to(ROOT)}: above 1 MiB; large files do not belong in the repository"
            for path in paths
            if path.stat().st_size > MEBIBYTE
        ]
    )


def test_requirements_name_no_host():
    paths = [ROOT / "requirements.txt", *sorted((ROOT / "requirements").iterdir())]
    assert_none(
        [
            f"{path.relative_to(ROOT)}: names a host or an index; compile it without one"
            for path in paths
            if A_HOST.search(path.read_text())
        ]
    )
