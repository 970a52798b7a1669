"""Small Google Analytics 4 exports for tests: Parquet files, nested as the real ones are."""

from pathlib import Path

import duckdb
import pandas as pd

PARAMETERS = (
    "struct(key varchar, value struct(string_value varchar, int_value bigint, float_value double,"
    " double_value double))[]"
)
ITEMS = (
    "struct(item_id varchar, item_name varchar, item_brand varchar, item_variant varchar,"
    " item_category varchar, price_in_usd double, price double, quantity bigint,"
    " item_revenue_in_usd double, item_revenue double, coupon varchar, item_list_name varchar,"
    " promotion_name varchar)[]"
)
COLUMNS = {
    "event_date": "varchar",
    "event_timestamp": "bigint",
    "event_name": "varchar",
    "event_params": PARAMETERS,
    "event_value_in_usd": "double",
    "event_bundle_sequence_id": "bigint",
    "event_server_timestamp_offset": "bigint",
    "user_id": "varchar",
    "user_pseudo_id": "varchar",
    "privacy_info": "struct(analytics_storage varchar, ads_storage varchar)",
    "user_first_touch_timestamp": "bigint",
    "device": "struct(category varchar, operating_system varchar,"
    " web_info struct(browser varchar))",
    "geo": "struct(country varchar, region varchar, city varchar)",
    "traffic_source": "struct(medium varchar, name varchar, source varchar)",
    "stream_id": "bigint",
    "platform": "varchar",
    "ecommerce": "struct(purchase_revenue_in_usd double, purchase_revenue double,"
    " refund_value_in_usd double, refund_value double, transaction_id varchar)",
    "items": ITEMS,
}


def parameter(key: str, value: str | int | float) -> dict:
    """One of an event's parameters, its value in the field of its type."""
    field = {str: "string_value", int: "int_value", float: "double_value"}[type(value)]
    fields = ("string_value", "int_value", "float_value", "double_value")
    return {"key": key, "value": dict.fromkeys(fields) | {field: value}}


def event(
    name: str, at: str, visitor: str | None, parameters: dict | None = None, **columns
) -> dict:
    """An exported event of a visitor at a time (UTC, ISO 8601); further columns as exported."""
    microseconds = pd.Timestamp(at).value // 1000
    return dict.fromkeys(COLUMNS) | {
        "event_timestamp": microseconds,
        "event_name": name,
        "user_pseudo_id": visitor,
        "event_params": [parameter(*pair) for pair in (parameters or {}).items()],
        "items": [],
        **columns,
    }


def write_export(file: Path, *events: dict) -> None:
    """Write a file of an export, such as events_20210101.parquet, its rows in this order."""
    types = ", ".join(f"{column} {type_}" for column, type_ in COLUMNS.items())
    with duckdb.connect() as connection:
        connection.execute(f"create table events ({types})")
        placeholders = ", ".join(f"${column}" for column in COLUMNS)
        for row in events:
            connection.execute(f"insert into events values ({placeholders})", row)
        connection.execute(f"copy events to '{file}'")
