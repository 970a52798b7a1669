"""What a built warehouse holds, beside what its yml files say of it."""

import duckdb
from manifest import nodes

RECORDS = ("runs", "loads")  # of what was done: no models
LAYERS = ("staging", "intermediate", "increment", "marts", "evaluation")


def columns(connection: duckdb.DuckDBPyConnection) -> dict[str, set[str]]:
    """The names of the columns of every model that is built, by the model's name."""
    found = connection.execute(
        "select table_name, array_agg(column_name) from information_schema.columns "
        f"where table_schema in {LAYERS} and table_name not in {RECORDS} group by 1"
    ).fetchall()
    return {name: set(listed) for name, listed in found}


def undescribed(connection: duckdb.DuckDBPyConnection) -> dict[str, set[str]]:
    """The columns that only the warehouse or only the yml of a built model has."""
    described = {model["name"]: set(model["columns"]) for model in nodes("model")}
    differences = {name: built ^ described[name] for name, built in columns(connection).items()}
    return {name: difference for name, difference in differences.items() if difference}
