"""The yml files use only keys that dbt knows: dbt reads over a misspelt one without a word."""

import pytest
import yaml
from manifest import ROOT, assert_none, files

ANYTHING = None
ANY_KEY = "*"


def keys(names: str, **nested: dict | None) -> dict:
    """A block's allowed keys: those of free content by name, those that hold blocks by value."""
    return dict.fromkeys(names.split(), ANYTHING) | nested


# Under `data_tests` the key is the test's name: - accepted_values: {arguments: …}
DATA_TEST = {
    ANY_KEY: keys(
        "name description arguments column_name",
        config=keys(
            "alias enabled error_if fail_calc limit meta severity store_failures "
            "store_failures_as tags warn_if where"
        ),
    )
}
CONSTRAINT = keys("type name expression columns to to_columns warn_unenforced warn_unsupported")
COLUMN = keys(
    "name description data_type quote granularity",
    config=keys("meta tags"),
    constraints=CONSTRAINT,
    data_tests=DATA_TEST,
)
MODEL = keys(
    "name description deprecation_date latest_version versions time_spine",
    config=keys(
        "access alias contract database docs enabled event_time full_refresh grants group "
        "incremental_strategy materialized meta on_schema_change persist_docs post_hook pre_hook "
        "schema tags unique_key"
    ),
    columns=COLUMN,
    constraints=CONSTRAINT,
    data_tests=DATA_TEST,
)
SEED = keys(
    "name description",
    config=keys(
        "alias column_types database delimiter docs enabled full_refresh meta post_hook pre_hook "
        "quote_columns schema tags"
    ),
    columns=COLUMN,
    data_tests=DATA_TEST,
)
SOURCE_CONFIG = keys("enabled event_time freshness loaded_at_field loaded_at_query meta tags")
SOURCE = keys(
    "name description database loader quoting schema",
    config=SOURCE_CONFIG,
    tables=keys(
        "name description external identifier loader quoting",
        config=SOURCE_CONFIG,
        columns=COLUMN,
        data_tests=DATA_TEST,
    ),
)
UNIT_TEST = keys(
    "name description model versions",
    config=keys("enabled meta tags"),
    given=keys("input format rows fixture"),
    expect=keys("format rows fixture"),
    overrides=keys("env_vars macros vars"),
)
MACRO = keys("name description", arguments=keys("name type description"), config=keys("docs meta"))
EXPOSURE = keys(
    "name description label type maturity url depends_on",
    config=keys("enabled meta tags"),
    owner=keys("name email"),
)
FILE = keys(
    # dbt itself refuses unknown keys in the last three.
    "version metrics saved_queries semantic_models",
    models=MODEL,
    seeds=SEED,
    sources=SOURCE,
    unit_tests=UNIT_TEST,
    macros=MACRO,
    exposures=EXPOSURE,
    groups=keys("name description owner config"),
    data_tests=keys("name description config"),
    analyses=keys("name description config", columns=keys("name description data_type")),
)


def unknown_keys(block: object, allowed: dict | None, where: str = "") -> list[str]:
    """The keys of a block of yml, and of the blocks in it, that dbt does not know there."""
    if allowed is ANYTHING:
        return []
    if isinstance(block, list):
        return [key for item in block for key in unknown_keys(item, allowed, where)]
    if not isinstance(block, dict):
        return []
    where = f"{where}{block['name']}." if "name" in block else where
    found = []
    for key, content in block.items():
        if key in allowed or ANY_KEY in allowed:
            nested = allowed.get(key, allowed.get(ANY_KEY))
            found += unknown_keys(content, nested, f"{where}{key}.")
        else:
            found.append(f"{where}{key}")
    return found


RIGHT = """
version: 2
sources:
  - name: shop
    schema: raw
    tables: [{name: events, description: Clicks., config: {meta: {anything: goes}}}]
models:
  - name: sessions
    description: One row a session.
    config: {materialized: incremental, contract: {enforced: true}}
    columns:
      - name: session_id
        description: Its key.
        data_tests:
          - unique
          - accepted_values: {arguments: {values: [a, b]}, config: {where: "session_id <> ''"}}
unit_tests:
  - name: a_gap_splits
    model: sessions
    given: [{input: ref('events'), format: csv, rows: "event_id"}]
    expect: {format: csv, rows: "session_id"}
macros:
  - name: rate
    description: A share.
    arguments: [{name: numerator, type: string, description: What is divided.}]
"""


def test_right_keys_pass():
    assert unknown_keys(yaml.safe_load(RIGHT), FILE) == []


@pytest.mark.parametrize(
    ("right", "wrong", "found"),
    [
        ("models:", "model:", "model"),
        ("description: One", "descripton: One", "models.sessions.descripton"),
        ("description: Its", "descrption: Its", "models.sessions.columns.session_id.descrption"),
        ("data_tests:", "data_test:", "models.sessions.columns.session_id.data_test"),
        ("materialized:", "materialised:", "models.sessions.config.materialised"),
        (
            "arguments: {values",
            "argument: {values",
            "models.sessions.columns.session_id.data_tests.accepted_values.argument",
        ),
        (
            "where:",
            "were:",
            "models.sessions.columns.session_id.data_tests.accepted_values.config.were",
        ),
        ("schema: raw", "shema: raw", "sources.shop.shema"),
        ("description: Clicks", "desc: Clicks", "sources.shop.tables.events.desc"),
        ("given:", "givn:", "unit_tests.a_gap_splits.givn"),
        ('rows: "event_id', 'row: "event_id', "unit_tests.a_gap_splits.given.row"),
        ("type: string", "typ: string", "macros.rate.arguments.numerator.typ"),
    ],
)
def test_a_misspelt_key_is_found(right, wrong, found):
    assert unknown_keys(yaml.safe_load(RIGHT.replace(right, wrong)), FILE) == [found]


def test_yml_files_use_known_keys():
    folders = ("models", "seeds", "tests", "macros", "analyses")
    paths = [path for folder in folders for path in files(folder, ".yml", ".yaml")]
    assert_none(
        [
            f"{path}: dbt does not know {key}; it is misspelt or belongs under config"
            for path in paths
            for key in unknown_keys(yaml.safe_load((ROOT / path).read_text()), FILE)
        ]
    )
