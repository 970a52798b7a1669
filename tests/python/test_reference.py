"""The models against a second implementation, row for row, over events made to be difficult.

pytest tests/python/test_reference.py
"""

import shutil
from pathlib import Path

import duckdb
import fuzzed_shop
import pandas as pd
import pytest
import reference
import reference_marts
from conftest import ROOT, build, change
from generate_events import TABLES

# Every var off its default, and unlike the other set's where it may be.
SETTINGS = {
    "gap": {
        "reporting_timezone": "Europe/Berlin",
        "reporting_currency": "EUR",
        "session_timeout_minutes": 45,
        "sessionise_by": "gap",
        "min_event_date": "2025-03-29",
        "clock_skew_minutes": 7,
        "exclude_unlisted_event_types": True,
        "bot_threshold": 0.5,
        "drop_off_threshold": 0.375,
        "max_funnel_steps": 7,
    },
    "source": {
        "reporting_timezone": "Asia/Kathmandu",
        "reporting_currency": "USD",
        "session_timeout_minutes": 10,
        "sessionise_by": "source",
        "min_event_date": "2025-03-30",
        "clock_skew_minutes": 0,
        "exclude_unlisted_event_types": False,
        "bot_threshold": 0.3,
        "drop_off_threshold": 0.5,
        "max_funnel_steps": 8,
    },
}
# Funnels whose steps repeat a type, one of a known drop-off rate, one that nobody enters, one of
# every other kind; test_funnels.py goes through all options.
MORE_STEPS = """\
again,1,first_look,required,view_product,,,
again,1,first_look,required,view_item,,,
again,2,second_look,required,view_product,,,
again,3,third_look,required,view_product,,,
again,4,first_cart,required,add_to_cart,,,
again,4,first_cart,required,checkout,,,
again,5,second_cart,required,add_to_cart,,,
wish,1,wished,required,add_to_wishlist,,,
wish,2,shared,required,share,,,
nobody,1,led,required,generate_lead,,,
nobody,2,filled,required,form_submit,,,
guarded,1,look,required,view_product,,,
guarded,2,search,optional,search,,,
guarded,3,cart,required,add_to_cart,,,600
guarded,3,left,exclusion,view_homepage,,,
held,1,look,required,view_product,/a%,,
held,2,cart,required,add_to_cart,,,
loose,1,look,required,view_product,,,
loose,2,cart,required,add_to_cart,,,
loose,3,checkout,required,checkout,,,
visitors,1,look,required,view_product,,,
visitors,2,cart,required,add_to_cart,,,
people,1,look,required,view_product,,,
people,2,bought,required,purchase,,,
next,1,look,required,view_product,,,
next,2,cart,required,add_to_cart,,,
"""
MORE_FUNNELS = """\
again,Steps that repeat a type,session,ordered,first,,,
wish,A drop-off rate of 0.375,session,ordered,first,,,
nobody,Without any entrant,session,ordered,first,,,
guarded,With an optional step and a gap and an exclusion,session,ordered,any,1800,,
held,Of one product and page,session,ordered,any,,product_id,page_path
loose,In any order,session,any,first,,,
visitors,Of visitors,visitor,ordered,first,864000,,
people,Of persons,person,ordered,any,90000,,
next,The very next event of a person,person,strict,first,864000,,
"""
KEYS = {
    "marts.event_audit": ["event_source", "event_date", "reason"],
    "intermediate.int_watermarks": ["event_source"],
    "intermediate.int_session_events": ["session_id", "event_number"],
    "marts.sessions": ["session_id"],
    "marts.visitors": ["event_source", "visitor_id"],
    "intermediate.int_orders": ["event_source", "order_key"],
    "intermediate.int_average_order_values": ["event_source"],
    "intermediate.int_funnel_outcomes": ["funnel", "actor_id", "step_number"],
    "marts.funnel_steps": [
        *("funnel", "event_source", "entry_date", "device_type", "channel", "traffic_source"),
        *("country_code", "is_new_visitor", "step_number"),
    ],
    "marts.funnel_summary": ["funnel", "step_number"],
    "intermediate.int_step_values": ["funnel", "event_source", "step_number"],
    "marts.drop_offs": ["funnel", "from_step", "dimension", "dimension_value"],
    "marts.kpi_daily": ["kpi", "date"],
    "marts.kpi_periods": ["kpi", "period", "period_start"],
}


def copy_project(folder: Path) -> Path:
    """The project in another folder, with more funnels and another goal in its seeds."""
    for part in ("macros", "models", "seeds", "tests"):
        shutil.copytree(ROOT / part, folder / part, ignore=shutil.ignore_patterns("python"))
    for part in ("dbt_project.yml", "profiles.yml"):
        shutil.copy(ROOT / part, folder)
    with (folder / "seeds" / "funnel_step_definitions.csv").open("a") as steps:
        steps.write(MORE_STEPS)
    with (folder / "seeds" / "funnels.csv").open("a") as funnels:
        funnels.write(MORE_FUNNELS)
    types = folder / "seeds" / "event_types.csv"
    sign_up = "sign_up,The visitor opened an account,false,,"
    text = types.read_text()
    assert sign_up + "false,false,false" in text
    # a goal that is neither an interaction nor of high intent
    types.write_text(text.replace(sign_up + "false,false,false", sign_up + "true,false,true"))
    return folder


@pytest.fixture(
    scope="module",
    params=[
        *(("gap", 1), ("source", 1)),
        *(
            pytest.param((name, n), marks=pytest.mark.full)
            for n in range(2, 6)
            for name in SETTINGS
        ),
    ],
    ids=lambda param: "{}_{}".format(*param),
)
def both(request, tmp_path_factory) -> tuple[dict, Path]:
    """All tables as the reference has them, and the warehouse that dbt built from the same rows."""
    name, number = request.param
    settings = SETTINGS[name]
    folder = tmp_path_factory.mktemp(name)
    project, warehouse = copy_project(folder), folder / "warehouse.duckdb"
    file = fuzzed_shop.write_file(folder, seed=number + 100)
    rows = fuzzed_shop.shop(seed=number)
    change(warehouse, "create schema raw")
    for table, types in TABLES.items():
        if table.startswith("raw."):
            columns = ", ".join(f"{column} {type_}" for column, type_ in types.items())
            change(warehouse, f"create table {table} ({columns})")
    with duckdb.connect(warehouse) as connection:
        frame = pd.DataFrame(rows, dtype=object)
        connection.register("frame", frame)
        connection.execute("insert into raw.events by name from frame")
    sources = {"event_sources": ["shop", "shop_files"], "shop_files": str(file)}
    build(warehouse, project=project, **sources, **settings)
    of_shop = [row | {"event_source": "shop"} for row in rows]
    raw = reference.typed(of_shop) + reference.read(file)
    return reference_marts.tables(raw, settings, project / "seeds"), warehouse


def settled(value: object) -> object:
    """A value as it is compared: a rate may differ in its last binary digit."""
    return round(value, 9) if isinstance(value, float) else value


def differences(expected: list[dict], built: list[dict], key: list[str]) -> list[str]:
    """A line for each row that only one side has, and for each value in which both differ."""
    sides = []
    for rows in (expected, built):
        by_key = {tuple(row[column] for column in key): row for row in rows}
        assert len(by_key) == len(rows), f"{key} is no key"
        sides.append(by_key)
    wanted, found = sides
    lines = [f"missing: {wanted[name]}" for name in wanted.keys() - found.keys()]
    lines += [f"unexpected: {found[name]}" for name in found.keys() - wanted.keys()]
    for name in wanted.keys() & found.keys():
        lines += [
            f"{', '.join(map(str, name))}: {column} is {found[name][column]}, not {value}"
            for column, value in wanted[name].items()
            if settled(value) != settled(found[name][column])
        ]
    return sorted(lines)


@pytest.mark.parametrize("table", KEYS)
def test_every_row_is_the_references(both, table):
    tables, warehouse = both
    columns = ", ".join(tables[table][0])
    with duckdb.connect(warehouse, read_only=True) as connection:
        result = connection.execute(f"select {columns} from {table}")
        names = [column[0] for column in result.description]
        built = [dict(zip(names, row, strict=True)) for row in result.fetchall()]
    lines = differences(tables[table], built, KEYS[table])
    shown = "\n".join(lines[:15])
    assert not lines, f"{len(lines)} differences in {table}, such as\n{shown}"


def test_the_events_hold_every_case(both):
    tables, _ = both
    sessions, visitors = tables["marts.sessions"], tables["marts.visitors"]
    for column, values in {
        "funnel_validity": {None, "complete", "partial", "out_of_order", "skipped_steps"},
        "engagement_stage": set(reference.STAGES),
        "is_closed": {True, False},
        "is_bot": {True, False},
        "is_bounce": {True, False},
    }.items():
        assert {session[column] for session in sessions} == values
    assert {visitor["customer_count"] for visitor in visitors} == {0, 1, 2}
    assert {row["reason"] for row in tables["marts.event_audit"]} - {"unlisted_event_type"} == {
        *("accepted", "unreadable_row", "missing_identity", "missing_time", "in_the_future"),
        *("before_min_event_date", "impossible_value", "exact_duplicate", "repeated_event_id"),
    }
    values = tables["intermediate.int_average_order_values"]
    assert len({value["average_order_value"] for value in values}) == 2
    assert len({row["watermark"] for row in tables["intermediate.int_watermarks"]}) == 2


def test_a_threshold_that_is_just_met_is_not_breached(both):
    tables, _ = both
    steps = {(step["funnel"], step["step_number"]): step for step in tables["marts.funnel_summary"]}
    assert (steps["wish", 1]["drop_off_rate"], steps["wish", 2]["entered"]) == (0.375, 5)
