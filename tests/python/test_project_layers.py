"""A file stands where its name says, and reads only what its layer may read."""

import re
from pathlib import PurePath

import pytest
import yaml
from manifest import ROOT, assert_none, files, macros, nodes, source_tables

MARTS = {
    "core": "sessions visitors people orders events country_profiles",
    "quality": "event_audit arrival_audit bot_traffic",
    "kpi": "kpi_daily kpi_periods kpi_reconciliation",
    "funnels": "funnel_steps funnel_summary funnel_timing funnel_exits funnel_comparison "
    "drop_offs carts",
    "paths": "paths path_transitions path_states path_flows path_patterns",
    "segments": "segments attribution",
    "anomalies": "anomalies incidents",
    "customers": "retention cohort_value projection_errors",
    "products": "product_funnel categories category_funnel product_associations",
    "operations": "page_speed page_elements api_health support_load feedback session_experience",
    "science": "session_features scores model_registry model_evaluation model_curves "
    "experiments experiment_results",
}
SUBJECT_OF = {name: subject for subject, names in MARTS.items() for name in names.split()}

MAY_READ = {
    "staging": {"raw", "seeds"},
    "intermediate": {"staging", "intermediate", "seeds"},
    "marts": {"intermediate", "seeds"},  # and the marts that `may_read` adds
    "analyses": {"marts", "reconciliation"},
    "reconciliation": {"raw", "staging", "intermediate", "seeds", "marts"},
    "evaluation": {
        "truth", "staging", "intermediate", "seeds", "marts", "reconciliation", "evaluation"
    },
}  # fmt: skip


def place(path: str) -> tuple[str, str]:
    """The (layer, subject) of a file: its folders, and `reconciliation` for kpi_reconciliation."""
    parts = PurePath(path).with_suffix("").parts
    if parts[-1] == "kpi_reconciliation":
        return "reconciliation", "kpi"
    if parts[0] != "models":
        return parts[0], ""
    return parts[1], parts[2] if len(parts) > 3 else ""


def may_read(reader: tuple[str, str], read: tuple[str, str]) -> bool:
    """Whether one (layer, subject) may read another. A source table's layer is raw or truth."""
    (layer, subject), (read_layer, read_subject) = reader, read
    if layer == read_layer == "marts":
        return read_subject in (subject, "core", "kpi")
    if layer == read_layer == "staging":
        return subject == read_subject
    return read_layer in MAY_READ.get(layer, ())


def misnamed(path: PurePath) -> str | None:
    """What is wrong with the name or the folder of a model's SQL file, if anything is."""
    layer, folder = path.parts[1], "/".join(path.parts[2:-1])
    if layer == "staging":
        if not re.fullmatch(rf"stg_{folder}__[a-z0-9_]+", path.stem):
            return f"call it stg_{folder or '<source>'}__<entity>, in models/staging/<source>/"
    elif layer == "intermediate":
        if not path.stem.startswith("int_") or not re.fullmatch(r"[a-z_]+", folder):
            return "call it int_<what>, in models/intermediate/<topic>/"
    elif layer == "marts":
        if folder not in MARTS or SUBJECT_OF.get(path.stem, folder) != folder:
            return f"put it in models/marts/{SUBJECT_OF.get(path.stem, '<subject>')}/"
        if path.stem not in SUBJECT_OF and not path.stem.endswith("s"):
            return "a mart is a plural noun"
        if re.match(r"(stg|int|fct|fact|dim|mart|rpt|agg)_", path.stem):
            return "a mart has no prefix"
    elif layer != "evaluation":
        return "models/ holds staging, intermediate, marts and evaluation"
    return None


@pytest.mark.parametrize(
    ("reader", "read"),
    [
        (("staging", "shop"), ("raw", "")),
        (("staging", "ga4"), ("seeds", "")),
        (("intermediate", "sessions"), ("staging", "shop")),
        (("intermediate", "sessions"), ("intermediate", "bots")),
        (("marts", "funnels"), ("intermediate", "funnels")),
        (("marts", "funnels"), ("marts", "funnels")),
        (("marts", "funnels"), ("marts", "core")),
        (("marts", "segments"), ("marts", "kpi")),
        (("reconciliation", "kpi"), ("marts", "paths")),
        (("evaluation", ""), ("truth", "")),
        (("evaluation", ""), ("marts", "anomalies")),
        (("analyses", ""), ("marts", "paths")),
    ],
)
def test_may_read(reader, read):
    assert may_read(reader, read)


@pytest.mark.parametrize(
    ("reader", "read"),
    [
        (("staging", "shop"), ("staging", "ga4")),
        (("staging", "shop"), ("intermediate", "contract")),
        (("staging", "shop"), ("truth", "")),
        (("intermediate", "sessions"), ("raw", "")),
        (("intermediate", "sessions"), ("marts", "core")),
        (("marts", "core"), ("staging", "shop")),
        (("marts", "core"), ("raw", "")),
        (("marts", "anomalies"), ("marts", "funnels")),
        (("marts", "kpi"), ("reconciliation", "kpi")),
        (("marts", "science"), ("evaluation", "")),
        (("marts", "science"), ("truth", "")),
        (("reconciliation", "kpi"), ("truth", "")),
        (("reconciliation", "kpi"), ("evaluation", "")),
        (("analyses", ""), ("intermediate", "sessions")),
    ],
)
def test_may_not_read(reader, read):
    assert not may_read(reader, read)


def test_data_walks_one_way():
    places = {
        table["unique_id"]: ("truth" if table["schema"] == "truth" else "raw", "")
        for table in source_tables()
    }
    readers = nodes("model", "analysis")
    for node in readers + nodes("seed"):
        places[node["unique_id"]] = place(node["original_file_path"])
    assert_none(
        [
            f"{node['original_file_path']}: may not read {read}; data walks raw, staging, "
            "intermediate, marts, and a mart reads its own subject, core and kpi"
            for node in readers
            for read in node["depends_on"]["nodes"]
            if not may_read(places[node["unique_id"]], places[read])
        ]
    )


def test_schemas_are_the_layers():
    offences = []
    for node in nodes("model", "seed"):
        parts = PurePath(node["original_file_path"]).parts
        layer = parts[1] if parts[0] == "models" else parts[0]
        if parts[:3] == ("models", "intermediate", "increments"):
            layer = "increment"  # what a run works with, not what it makes
        if node["schema"] != layer:
            offences.append(
                f"{node['original_file_path']}: stands in schema {node['schema']}, not {layer}; "
                "set +schema for its folder in dbt_project.yml"
            )
    for table in source_tables():
        is_read_in_place = "external_location" in table["config"]["meta"]
        if table["schema"] not in ("raw", "truth") and not is_read_in_place:
            offences.append(
                f"{table['original_file_path']}: source {table['source_name']} is in schema "
                f"{table['schema']}; it is raw, or truth for the simulator's"
            )
    assert_none(offences)


@pytest.mark.parametrize(
    ("path", "is_right"),
    [
        ("models/staging/shop/stg_shop__events.sql", True),
        ("models/staging/ga4/stg_shop__events.sql", False),
        ("models/staging/stg_shop__events.sql", False),
        ("models/intermediate/sessions/int_sessions.sql", True),
        ("models/intermediate/int_sessions.sql", False),
        ("models/marts/core/sessions.sql", True),
        ("models/marts/kpi/sessions.sql", False),
        ("models/marts/core/sessions/sessions.sql", False),
        ("models/marts/sales/sessions.sql", False),
        ("models/marts/core/fct_orders.sql", False),
        ("models/marts/core/session.sql", False),
        ("models/evaluation/anomaly_detection.sql", True),
        ("models/metrics/kpi_daily.sql", False),
    ],
)
def test_misnamed(path, is_right):
    assert (misnamed(PurePath(path)) is None) == is_right


def test_models_are_named_after_their_place():
    wrong = {path: misnamed(path) for path in files("models", ".sql")}
    assert_none([f"{path}: {what}" for path, what in wrong.items() if what])


def test_models_have_a_yml_of_their_own():
    """Beside the SQL, of the same name, describing that model only; sources have theirs."""
    offences = [
        f"{path}: has no {path.stem}.yml beside it"
        for path in files("models", ".sql")
        if not (ROOT / path).with_suffix(".yml").exists()
    ]
    for path in files("models", ".yml", ".yaml"):
        content = yaml.safe_load((ROOT / path).read_text()) or {}
        described = [model["name"] for model in content.get("models") or []]
        if described and (
            described != [path.stem] or not (ROOT / path.with_suffix(".sql")).exists()
        ):
            offences.append(f"{path}: describes {described}; it is for the model of its name only")
        source = path.parent.name if path.parts[1] == "staging" else r"\w+"
        if "sources" in content and not re.fullmatch(rf"_{source}__sources\.yml", path.name):
            offences.append(f"{path}: sources are described in _<source>__sources.yml")
    assert_none(offences)


def test_macros_have_a_file_of_their_own():
    """One macro a file, named after it; with it what dispatches: default__x, spark__x."""
    offences = []
    for macro in macros():
        path = PurePath(macro["original_file_path"])
        if path.parts[0] == "macros" and not re.fullmatch(
            rf"((default|duckdb|spark)__)?{path.stem}", macro["name"]
        ):
            offences.append(f"{path}: {macro['name']} needs a file of its own, named after it")
        if path.parts[0] == "tests" and not re.fullmatch(
            rf"(\w+__)?test_{path.stem}", macro["name"]
        ):
            offences.append(f"{path}: the test {macro['name']} needs a file named after it")
    assert_none(offences)
