"""What the tests of the data say, and where the rows stand that they complain of.

pytest tests/python/test_quality.py
"""

import shutil
from pathlib import Path

import duckdb
from conftest import change, dbt

# Six weeks of 100 events a day: the last Tuesday but one has 19, the last Wednesday none.
VOLUMES = """
    insert into marts.event_audit
    select 'made_up', day, 'accepted', 'accepted',
        case when day = date '2025-03-11' then 19 when day = date '2025-03-10' then 501 else 100 end
    from (
        select cast(range as date) as day
        from range(timestamp '2025-02-01', timestamp '2025-03-15', interval 1 day)
    )
    where day <> date '2025-03-12'
"""


def test_what_is_unusual_is_a_warning_with_its_rows(
    classic_warehouse: Path, tmp_path: Path
) -> None:
    warehouse = tmp_path / "warehouse.duckdb"
    shutil.copy(classic_warehouse, warehouse)
    change(
        warehouse,
        VOLUMES,
        "alter table raw.events add column shoe_size integer",
        "alter table raw.events drop column city",
        "update marts.sessions set country_code = 'XX' where country_code = 'DE'",
    )
    tests = ["event_volumes_are_usual", "shop_columns_are_known", "relationships_sessions_*"]
    done = dbt("test", "--select", *tests, warehouse=warehouse)
    assert done.returncode == 0, done.stdout
    assert "WARN=3" in done.stdout
    with duckdb.connect(str(warehouse), read_only=True) as con:
        volumes = con.execute(
            "select event_date::varchar, events::int, usual_events"
            " from failures.event_volumes_are_usual order by 1"
        ).fetchall()
        columns = con.execute("from failures.shop_columns_are_known order by 1").fetchall()
    assert volumes == [("2025-03-10", 501, 100), ("2025-03-11", 19, 100), ("2025-03-12", 0, 100)]
    assert [column for column, _ in columns] == ["city", "shoe_size"]


def test_an_open_incident_is_a_warning_that_tells_it(
    classic_warehouse: Path, tmp_path: Path, open_incident: str
) -> None:
    warehouse = tmp_path / "warehouse.duckdb"
    shutil.copy(classic_warehouse, warehouse)
    change(warehouse, open_incident)
    done = dbt("test", "--select", "incidents_are_over", warehouse=warehouse)
    assert done.returncode == 0, done.stdout
    assert "WARN=1" in done.stdout
    assert "Open incident (critical): clicks are all but lost" in done.stdout


def test_a_difference_is_shown_in_both_places(classic_warehouse: Path, tmp_path: Path) -> None:
    """The test keeps the keys that differ, kpi_reconciliation counts them, even if they cancel."""
    warehouse = tmp_path / "warehouse.duckdb"
    shutil.copy(classic_warehouse, warehouse)
    change(
        warehouse,
        "update marts.kpi_daily set numerator = numerator + case date when '2025-01-01' then 1"
        " when '2025-01-02' then -1 else 0 end where kpi = 'sessions'",
    )
    done = dbt(
        "build", "--select", "kpis_equal_sessions", "kpi_reconciliation", warehouse=warehouse
    )
    assert done.returncode == 1
    with duckdb.connect(str(warehouse), read_only=True) as con:
        keys = con.execute(
            "select figure, key_1::varchar, left_value - right_value"
            " from failures.kpis_equal_sessions order by 2"
        ).fetchall()
        row = con.execute(
            "select difference, differing, is_reconciled from marts.kpi_reconciliation"
            " where check_name = 'sessions numerator: sessions = kpi_daily'"
        ).fetchone()
    assert keys == [
        ("sessions numerator", "2025-01-01", -1),
        ("sessions numerator", "2025-01-02", 1),
    ]
    assert row == (0, 2, False)
