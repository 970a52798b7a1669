"""Funnels of every kind over random streams, against a plain Python reference.

Hypothesis draws the funnels and the worlds; all of them share one build. A world has visitors of
its own, and times that lie on both sides of every window and gap, to the second.
"""

import csv
import shutil
from collections import Counter
from datetime import timedelta
from pathlib import Path
from typing import NamedTuple

import duckdb
import pandas as pd
import pytest
import reference
import reference_marts
import worlds
from conftest import ROOT, dbt
from hypothesis import strategies as st

WORLDS, FUNNELS = 400, 60
TYPES = ["view_product", "add_to_cart", "checkout", "purchase", "search"]
# on both sides of a window or gap, of the session's timeout, and of the watermark
SECONDS = [0, 0, 1, 60, 61, 120, 300, 301, 600, 1800, 1801, 3600, 88_200, 89_700, 89_940, 90_000]
SPANS = [60, 300, 1800, 86_400]
PROPERTIES = ["product_id", "category_id", "page_path"]
HEADERS = {
    "funnels": (
        "funnel,description,scope,step_order,entry,conversion_window_seconds,held_property,"
        "second_held_property"
    ),
    "funnel_step_definitions": (
        "funnel,step_number,step_name,step_kind,event_type,page_path,category_id,"
        "maximum_gap_seconds"
    ),
}
SETTINGS = worlds.VARIABLES | {
    "session_timeout_minutes": 30,
    "sessionise_by": "gap",
    "reporting_currency": "USD",
    "min_event_date": "2000-01-01",
    "clock_skew_minutes": 60,
    "exclude_unlisted_event_types": False,
    "bot_threshold": 1,
    "drop_off_threshold": 0.3,
    "max_funnel_steps": 8,
}
COMPARED = [
    *("funnel", "actor_id", "step_number", "step_name", "is_required", "is_last_step"),
    *("session_id", "event_source", "entry_date", "entry_category_id", "is_new_visitor"),
    *("entered_at", "reached_at", "seconds_from_previous", "end_reason", "next_event_type"),
    *("is_closed", "purchased", "outcome"),
]


class Event(NamedTuple):
    """An event: seconds after the start, and the rest as text or None."""

    second: int
    type: str
    visitor: str = "v"
    page: str | None = None
    product: str | None = None
    category: str | None = None
    customer: str | None = None


EVENTS = st.builds(
    Event,
    second=st.sampled_from(SECONDS),
    type=st.sampled_from([*TYPES, "scroll", "click"]),
    visitor=st.sampled_from(["v", "v", "v", "w"]),
    page=st.sampled_from([None, "/a", "/a/b"]),
    product=st.sampled_from([None, "p", "p", "q"]),
    category=st.sampled_from([None, "c", "d"]),
    customer=st.sampled_from([None, None, None, "k"]),
)
STREAMS = st.lists(EVENTS, min_size=2, max_size=12)
CONDITIONS = st.tuples(
    st.sampled_from(TYPES),
    st.sampled_from(["", "", "", "/a%", "/a/_"]),
    st.sampled_from(["", "", "", "c"]),
)


@st.composite
def funnels(draw: st.DrawFn) -> tuple[dict, list[dict]]:
    """A funnel whose options go together: its row, and the rows of its steps without a name."""
    order = draw(st.sampled_from(["ordered", "ordered", "ordered", "strict", "any"]))
    scope = draw(st.sampled_from(["session", "session", "visitor", "person"]))
    windows = SPANS if scope != "session" else ["", "", *SPANS]
    held = draw(st.sampled_from([[], [], [], *([one] for one in PROPERTIES), PROPERTIES[:2]]))
    funnel = {
        "scope": scope,
        "step_order": order,
        "entry": draw(st.sampled_from(["first", "any"])),
        "conversion_window_seconds": draw(st.sampled_from(windows)),
        "held_property": held[0] if held else "",
        "second_held_property": held[1] if len(held) > 1 else "",
    }
    steps, number, types = [], 0, list(TYPES)
    for place in range(draw(st.integers(2, 4))):
        taken = []

        def condition(taken: list = taken) -> tuple:
            one = draw(CONDITIONS.filter(lambda one: one not in taken))
            taken.append(one)
            return one

        gap = draw(st.sampled_from(["", "", *SPANS[:3]])) if place and order != "any" else ""
        if place and order == "ordered" and draw(st.integers(0, 3)) == 0:
            number += 1
            gap_of_extra = draw(st.sampled_from(["", 60]))
            steps.append((number, "optional", *condition(), gap_of_extra))
        number += 1
        if order == "any":
            kind = draw(st.sampled_from(types))
            types.remove(kind)
            steps.append((number, "required", kind, *draw(CONDITIONS)[1:], gap))
            continue
        for _ in range(draw(st.sampled_from([1, 1, 2]))):
            steps.append((number, "required", *condition(), gap))
        if place and order == "ordered" and draw(st.integers(0, 3)) == 0:
            steps.append((number, "exclusion", *condition(), ""))
    return funnel, steps


def write_seeds(folder: Path, made: list[tuple[dict, list[dict]]]) -> None:
    """The project's seeds in a folder, with these funnels beside the ones that it needs."""
    for name in ("funnels", "funnel_step_definitions"):
        kept = [
            row
            for row in csv.DictReader((ROOT / "seeds" / f"{name}.csv").open(newline=""))
            if row["funnel"] in ("purchase", "engagement")
        ]
        with (folder / f"{name}.csv").open("w", newline="") as file:
            rows = csv.writer(file, lineterminator="\n")
            columns = HEADERS[name].split(",")
            rows.writerow(columns)
            rows.writerows([row[column] for column in columns] for row in kept)
            for number, (funnel, steps) in enumerate(made):
                if name == "funnels":
                    row = {"funnel": f"f{number:02d}", "description": "drawn"} | funnel
                    rows.writerow([row[column] for column in columns])
                    continue
                for step in steps:
                    of_exclusion = f" not {step[2]}" if step[1] == "exclusion" else ""
                    step_name = f"step {step[0]}{of_exclusion}"
                    rows.writerow([f"f{number:02d}", step[0], step_name, *step[1:]])


def copy_project(folder: Path) -> Path:
    """The project in another folder, without its tests."""
    for part in ("macros", "models", "seeds"):
        shutil.copytree(ROOT / part, folder / part)
    for part in ("dbt_project.yml", "profiles.yml"):
        shutil.copy(ROOT / part, folder)
    return folder


def append(file: Path, *lines: str) -> None:
    """Add lines to a seed."""
    with file.open("a") as text:
        text.writelines(f"{line}\n" for line in lines)


def raw_rows(streams: list[list[Event]]) -> list[dict]:
    """The raw rows of all worlds; every id starts with its world's name."""
    rows = []
    for world, stream in enumerate(streams):
        for place, event in enumerate(stream):
            name = f"w{world}"
            time = worlds.START.to_pydatetime() + timedelta(seconds=event.second)
            rows.append(
                {
                    **dict.fromkeys(worlds.TABLES["raw.events"]),
                    "event_id": f"{name}|{place}",
                    "load_id": "load",
                    "loaded_at": worlds.START.to_pydatetime() + timedelta(days=3),
                    "visitor_id": f"{name}|{event.visitor}",
                    "customer_id": event.customer and f"{name}|{event.customer}",
                    "event_type": event.type,
                    "occurred_at": time,
                    "page_path": event.page,
                    "product_id": event.product,
                    "category_id": event.category,
                    "order_id": f"{name}|o" if event.type == "purchase" else None,
                    "currency": "USD",
                }
            )
    return rows


@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory) -> tuple[list[dict], Path]:
    """The reference's outcomes, and the warehouse that dbt built from the same rows and seeds."""
    folder = tmp_path_factory.mktemp("funnels")
    project, warehouse = copy_project(folder / "project"), folder / "warehouse.duckdb"
    write_seeds(project / "seeds", worlds.drawn(FUNNELS, funnels()))
    rows = raw_rows(worlds.drawn(WORLDS, STREAMS))
    worlds.create_raw(warehouse)
    worlds.add(warehouse, pd.DataFrame(rows, dtype=object))
    select = ("--select", "+int_funnel_outcomes")
    done = dbt(*worlds.WITHOUT_TESTS, *select, warehouse=warehouse, project=project, **SETTINGS)
    assert done.returncode == 0, done.stdout + done.stderr
    raw = reference.typed([row | {"event_source": "shop", "referrer": None} for row in rows])
    tables = reference_marts.tables(raw, SETTINGS, project / "seeds")
    return tables["intermediate.int_funnel_outcomes"], warehouse


def test_every_outcome_is_the_references(both):
    expected, warehouse = both
    with duckdb.connect(warehouse, read_only=True) as con:
        result = con.execute(f"select {', '.join(COMPARED)} from intermediate.int_funnel_outcomes")
        built = {row[:3]: row for row in result.fetchall()}
    wanted = {tuple(row[name] for name in COMPARED[:3]): row for row in expected}
    lines = [f"missing {key}: {wanted[key]}" for key in wanted.keys() - built.keys()]
    lines += [f"unexpected {built[key]}" for key in built.keys() - wanted.keys()]
    for key in wanted.keys() & built.keys():
        lines += [
            f"{key} {name}: {value}, not {wanted[key][name]}"
            for name, value in zip(COMPARED, built[key], strict=True)
            if value != wanted[key][name]
        ]
    assert not lines, f"{len(lines)} differences, such as\n" + "\n".join(sorted(lines)[:12])


def test_every_kind_of_outcome_is_among_them(both):
    """Else the comparison would prove less than it seems to."""
    expected, _ = both
    outcomes = Counter(row["outcome"] for row in expected)
    reasons = Counter(row["end_reason"] for row in expected if row["outcome"] == "dropped")
    assert set(outcomes) == {None, "completed", "dropped", "in_flight"}
    assert min(outcomes.values()) > 100, outcomes
    assert {"maximum_gap", "conversion_window", "session_end", "other_event"} <= set(reasons)
    assert any(str(reason).startswith("step") for reason in reasons), "no exclusion"
    assert any(not row["is_required"] for row in expected), "no optional step"


def test_nonsense_in_a_seed_stops_the_build_with_one_line(tmp_path, classic_warehouse):
    project = copy_project(tmp_path / "project")
    append(project / "seeds" / "funnels.csv", "late,From a look to a cart,visitor,ordered,first,,,")
    steps = project / "seeds" / "funnel_step_definitions.csv"
    append(steps, "late,1,look,required,view_product,,,", "late,2,cart,required,add_to_cart,,,")
    warehouse = Path(shutil.copy(classic_warehouse, tmp_path / "warehouse.duckdb"))
    whole = ("--full-refresh", "--fail-fast")
    done = dbt(*worlds.WITHOUT_TESTS, *whole, warehouse=warehouse, project=project)
    assert done.returncode != 0
    said = "seeds/funnels.csv, funnel late: scope visitor needs conversion_window_seconds."
    assert said in [line.strip() for line in done.stdout.splitlines()]


def test_another_funnel_changes_nothing_but_itself(tmp_path, classic_warehouse):
    """Also where it is put first and shares its steps with others."""
    project = copy_project(tmp_path / "project")
    for name, *rows in (
        ("funnels", "a_look,From a look to a cart,session,ordered,any,600,,"),
        (
            "funnel_step_definitions",
            "a_look,1,look,required,view_product,,,",
            "a_look,2,cart,required,add_to_cart,,,",
        ),
    ):
        file = project / "seeds" / f"{name}.csv"
        header, *lines = file.read_text().splitlines()
        file.write_text("\n".join([header, *rows, *lines, ""]))
    warehouse = Path(shutil.copy(classic_warehouse, tmp_path / "warehouse.duckdb"))
    done = dbt(*worlds.WITHOUT_TESTS, "--full-refresh", warehouse=warehouse, project=project)
    assert done.returncode == 0, done.stdout
    with duckdb.connect() as con:
        con.execute(f"attach '{classic_warehouse}' as before (read_only)")
        con.execute(f"attach '{warehouse}' as after (read_only)")
        for table in (
            *("funnel_steps", "funnel_summary", "funnel_exits", "funnel_timing", "drop_offs"),
            *("funnel_comparison", "carts", "sessions", "kpi_daily"),
        ):
            tables = [f"{side}.marts.{table}" for side in ("before", "after")]
            one, other = (con.sql(f"from {name}") for name in tables)
            if "funnel" in one.columns:
                assert con.sql(f"from {tables[1]} where funnel = 'a_look'").fetchall()
                other = other.filter("funnel <> 'a_look'")
            assert one.except_(other).fetchall() == [], table
            assert other.except_(one).fetchall() == [], table
