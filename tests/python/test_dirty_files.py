"""Files as people send them: every row is accepted or excluded with a reason, and none twice."""

import csv
import io
from collections import Counter
from datetime import datetime

import duckdb
import pytest
from conftest import ROOT, build, dbt
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from relations import undescribed
from worlds import WITHOUT_TESTS

REES46 = ROOT.parent / "shared" / "data" / "rees46" / "2019-Oct.csv"
HEADER = [
    *("event_id", "load_id", "loaded_at", "session_id", "visitor_id", "customer_id", "event_type"),
    *("occurred_at", "received_at", "page_path", "product_id", "category_id", "order_id"),
    *("quantity", "unit_price", "revenue", "currency", "device_type", "referrer", "country_code"),
    *("medium", "campaign", "element", "search_term", "scroll_percent", "user_agent"),
    *("ip_address", "city", "consent"),
]
# all that some tests look at
CLEANING = (*WITHOUT_TESTS[1:], "--select", "+event_audit", "+int_excluded_events")
GOOD = {
    "load_id": "l1",
    "loaded_at": "2025-01-02 00:00:00",
    "visitor_id": "ann",
    "event_type": "view_product",
    "occurred_at": "2025-01-01 10:00:00.123456",
    "received_at": "2025-01-01 10:00:01",
    "quantity": "2",
    "unit_price": "9.99",
}


def row(event_id: str, **values: str) -> str:
    """A line of a file: a good event, but for these values."""
    line = io.StringIO()
    fields = GOOD | {"event_id": event_id} | values
    csv.writer(line, lineterminator="\n").writerow([fields.get(column, "") for column in HEADER])
    return line.getvalue()


def read(warehouse, sql: str) -> list[tuple]:
    """All rows of a query on a warehouse file."""
    with duckdb.connect(str(warehouse), read_only=True) as connection:
        return connection.execute(sql).fetchall()


# What stands in the file, and the reason it ends with: None is accepted.
ROWS = {
    "plain": (row("plain"), None),
    "cut": ("cut,l1,2025-01-02 00:00:00,,an\n", "unreadable_row"),
    "long": (row("long").rstrip("\n") + ",one,too,many\n", "unreadable_row"),
    "nobody": (row("nobody", visitor_id="  "), "missing_identity"),
    "nobody_never": (row("nobody_never", visitor_id="", occurred_at="x"), "missing_identity"),
    "never": (row("never", occurred_at=""), "missing_time"),
    "someday": (row("someday", occurred_at="2025-02-30 10:00:00"), "missing_time"),
    "forever": (row("forever", occurred_at="infinity"), "missing_time"),
    "unknown_load": (row("unknown_load", loaded_at="", load_id=""), "missing_time"),
    "old": (row("old", occurred_at="1970-01-01 00:00:00"), "before_min_event_date"),
    "early": (row("early", occurred_at="2025-01-01 11:00:01.000001"), "in_the_future"),
    "in_time": (row("in_time", occurred_at="2025-01-01 11:00:01"), None),
    "early_load": (
        row("early_load", received_at="", occurred_at="2025-01-02 01:00:00.000001"),
        "in_the_future",
    ),
    "negative": (row("negative", quantity="-1"), "impossible_value"),
    "half": (row("half", quantity="1.5"), "impossible_value"),
    "words": (row("words", revenue="nine"), "impossible_value"),
    "huge": (row("huge", unit_price="1e30"), "impossible_value"),
    "offset": (row("offset", occurred_at="2025-01-01T11:30:00+02:00"), None),
    "unheard_of": (row("unheard_of", event_type="moonwalk"), None),
    "many lines": (row("many lines", page_path="/a\n/b"), None),
    # a quote that is never closed takes the lines after it along
    "unclosed": ('unclosed,"l1,2025-01-02 00:00:00,,ann\n', "unreadable_row"),
    "swallowed": (row("swallowed"), "unreadable_row"),
}


@pytest.fixture(scope="module")
def dirty(tmp_path_factory):
    """A warehouse built, every test run, from one file with a row for each reason."""
    folder = tmp_path_factory.mktemp("dirty")
    twice = row("twice")
    changed = [row("changed", product_id="p1", load_id="l0", loaded_at="2025-01-01 23:00:00")]
    changed += [row("changed", product_id="p2")]
    lines = [twice, twice, *changed, "bytes?,l1\n", *(line for line, _ in ROWS.values())]
    file = folder / "events.csv"
    file.write_bytes(
        "".join([",".join(HEADER) + "\n", *lines]).encode().replace(b"bytes?", b"bytes\xff")
    )
    build(folder / "warehouse.duckdb", event_sources=["shop_files"], shop_files=str(file))
    return folder / "warehouse.duckdb"


def test_every_column_is_described_in_files(dirty):
    with duckdb.connect(str(dirty), read_only=True) as connection:
        assert undescribed(connection) == {}


def test_every_row_has_the_reason_worked_out_by_hand(dirty):
    rows = read(
        dirty,
        """
        select coalesce(split_part(raw_text, ',', 1), event_id), exclusion_reason
        from intermediate.int_cleaned_events
        """,
    )
    expected = [(name, reason) for name, (_, reason) in ROWS.items()]
    expected += [("twice", None), ("twice", "exact_duplicate")]
    expected += [
        ("changed", None),
        ("changed", "repeated_event_id"),
        ("bytes?", "unreadable_row"),
    ]
    assert sorted(rows, key=str) == sorted(expected, key=str)


def test_excluded_rows_keep_their_content(dirty):
    rows = dict(
        read(
            dirty,
            """
            select coalesce(raw_text, event_id), complaint from intermediate.int_excluded_events
            where complaint is not null
            """,
        )
    )
    assert rows["half"] == "quantity is no integer: 1.5"
    assert rows["cut,l1,2025-01-02 00:00:00,,an"] == "Expected Number of Columns: 29 Found: 5"
    assert read(
        dirty, "select product_id from intermediate.int_events where event_id = 'changed'"
    ) == [("p1",)]


def test_times_with_an_offset_are_utc(dirty):
    times = dict(read(dirty, "select event_id, occurred_at from intermediate.int_events"))
    assert times["offset"] == datetime(2025, 1, 1, 9, 30)


def test_a_file_of_json_lines_reads_the_same(tmp_path):
    file = tmp_path / "events_2025-01-02.jsonl"
    file.write_text(
        '{"event_id": "a", "visitor_id": "ann", "event_type": "purchase", "revenue": 9.5, '
        '"currency": "usd", "occurred_at": "2025-01-01T10:00:00Z"}\n'
        '{"event_id": "b", "visitor_id": "ann", "occurred_at": 7}\n'
        '{"event_id": "cut", "visitor_id"\n'
        "[1, 2]\n"
    )
    warehouse = tmp_path / "warehouse.duckdb"
    build(warehouse, *CLEANING, event_sources=["shop_files"], shop_files=str(file))
    assert read(
        warehouse,
        """
        select event_id, revenue::varchar, load_id, loaded_at, exclusion_reason, raw_text
        from intermediate.int_cleaned_events order by raw_text nulls first, event_id
        """,
    )[:2] == [
        ("a", "9.50", "events_2025-01-02", datetime(2025, 1, 3, 12), None, None),
        ("b", None, "events_2025-01-02", datetime(2025, 1, 3, 12), "missing_time", None),
    ]
    assert read(
        warehouse, "select raw_text, complaint from intermediate.int_excluded_events order by 1"
    )[:2] == [
        ("[1, 2]", "not a JSON object"),
        ('{"event_id": "cut", "visitor_id"', "not a JSON object"),
    ]


# A line is a good event whose values, cut or characters went wrong; the first field is its mark.
VALUES = st.sampled_from(
    [
        *("", " ", "ann", "x", "-1", "0", "1e9999", "nan", "infinity", "NULL", "é", "\u2028", "\t"),
        *("2025-01-01 10:00:00", "9999-12-31 23:59:59", "0001-01-01", "a,b", 'say "hi"', "a\nb"),
    ]
)
LINES = st.one_of(
    st.builds(lambda column, value: ("values", column, value), st.sampled_from(HEADER[1:]), VALUES),
    st.builds(lambda length: ("cut", length), st.integers(3, 100)),
    st.builds(
        lambda byte, at: ("byte", byte, at),
        st.binary(min_size=1, max_size=2).filter(lambda byte: b"\r" not in byte),
        st.integers(8, 60),
    ),
    st.just(("again",)),
)


def dirty_line(number: int, damage: tuple, previous: bytes) -> bytes:
    """The bytes of a line, marked with its number, after the damage."""
    mark = f"mark{number:04d}"
    match damage:
        case ("values", column, value):
            return row(mark, **{column: value}).encode()
        case ("cut", length):
            return row(mark).encode()[: max(length, len(mark))].rstrip(b"\n") + b"\n"
        case ("byte", byte, at):
            line = row(mark).encode()
            return line[:at] + byte + line[at:]
        case _:
            return previous


@pytest.fixture(scope="module")
def rebuild(tmp_path_factory):
    """A function that cleans the bytes of a file and returns all rows, each as one text."""
    folder = tmp_path_factory.mktemp("any")
    file, warehouse = folder / "events.csv", folder / "warehouse.duckdb"
    variables = {"event_sources": ["shop_files"], "shop_files": str(file)}
    file.write_text(",".join(HEADER) + "\n" + row("first"))
    build(warehouse, *CLEANING, **variables)

    def clean(content: bytes) -> list[tuple[str]]:
        file.write_bytes(content)
        tables = ("stg_shop_files__rows", "int_cleaned_events", "event_audit")
        chosen = ("--select", *tables, "--indirect-selection", "buildable")
        done = dbt("build", "--full-refresh", *chosen, warehouse=warehouse, **variables)
        assert done.returncode == 0, done.stdout
        # the texts as read: cleaning keeps a row, but not its address nor its user agent
        rows = read(warehouse, "select read::varchar from staging.stg_shop_files__rows as read")
        cleaned = read(warehouse, "select count(*) from intermediate.int_cleaned_events")
        assert cleaned == [(len(rows),)]
        return rows

    return clean


@settings(
    max_examples=6,
    deadline=None,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=list(HealthCheck),
)
@given(damages=st.lists(LINES, min_size=40, max_size=80))
def test_whatever_a_file_holds_no_row_is_lost_or_doubled(rebuild, damages):
    lines = [row("mark0000").encode()]
    for number, damage in enumerate(damages, start=1):
        lines.append(dirty_line(number, damage, lines[-1]))
    content = b"".join(lines)
    rows = rebuild(",".join(HEADER).encode() + b"\n" + content)
    marks = Counter(f"mark{n:04d}" for n in range(len(lines)))
    in_file = {mark: content.count(mark.encode()) for mark in marks}
    in_rows = {mark: sum(text.count(mark) for (text,) in rows) for mark in marks}
    assert in_rows == in_file


def test_the_real_file_loses_only_its_cut_last_row(tmp_path):
    if not REES46.exists():
        pytest.skip(f"the real file is not there: {REES46}")
    warehouse = tmp_path / "warehouse.duckdb"
    build(warehouse, *CLEANING, event_sources=["rees46"], rees46_files=str(REES46))
    lines = REES46.read_text().splitlines()[1:]
    repeats = sum(count - 1 for count in Counter(lines).values())
    audit = read(warehouse, "select reason, events from marts.event_audit")
    assert dict(audit) == {
        "unreadable_row": 1,
        "exact_duplicate": repeats,
        "accepted": len(lines) - 1 - repeats,
    }
    assert read(
        warehouse, "select raw_text from intermediate.int_excluded_events where raw_text <> ''"
    ) == [(lines[-1],)]
