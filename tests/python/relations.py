"""What a built warehouse holds, beside what its yml files say of it."""

import duckdb
from manifest import ROOT, nodes

RELATIONSHIPS = ROOT / "scripts" / "relationships.csv"
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


def untrue_relationships(connection: duckdb.DuckDBPyConnection) -> list[str]:
    """The joins of scripts/relationships.csv that would lose or repeat a row of the many."""
    untrue = []
    for many, foreign_key, one, key in duckdb.read_csv(str(RELATIONSHIPS)).fetchall():
        pairs = list(zip(foreign_key.split(), key.split(), strict=True))
        joined = " and ".join(f"many.{foreign} = one.{own}" for foreign, own in pairs)
        known = " and ".join(f"many.{foreign} <> '(unknown)'" for foreign, _ in pairs)
        lost = f"from marts.{many} many anti join marts.{one} one on {joined} where {known}"
        repeated = (
            f"select 1 from marts.{one} group by {', '.join(key.split())} having count(*) > 1"
        )
        if any(connection.execute(f"{query} limit 1").fetchone() for query in (lost, repeated)):
            untrue.append(f"{many} ({foreign_key}) to {one} ({key})")
    return untrue
