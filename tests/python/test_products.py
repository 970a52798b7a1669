"""Products: associations against mlxtend and scipy, category trees against a walk in plain Python.

make test-full ONLY=products         the planted companions of a larger simulated world
"""

from pathlib import Path

import duckdb
import numpy as np
import pandas as pd
import pytest
from conftest import ROOT, build, dbt, simulate
from mlxtend.frequent_patterns import apriori, association_rules
from scipy import stats
from worlds import create_raw

RETAILROCKET = ROOT.parent / "shared" / "data" / "retailrocket"
SUPPORT, BASKETS = 0.02, 3
KINDS = ["event_source", "basket_kind", "item_kind"]
STEPS = ["viewed", "carted", "checked_out", "purchased"]
ASSOCIATIONS = (
    "int_basket_totals int_frequent_items int_basket_pairs int_frequent_pairs int_frequent_triples "
    "int_item_splits int_contingency_tables int_exact_tests int_split_tests product_associations"
)
CATEGORIES = (
    "int_category_climbs int_category_trees int_category_ancestors int_category_paths "
    "int_daily_categories"
)


def run_on(folder: Path, tables: dict[str, pd.DataFrame], models: str, **variables) -> Path:
    """A warehouse in which these models were made of tables of `intermediate`, written by hand."""
    warehouse = folder / "warehouse.duckdb"
    create_raw(warehouse)
    with duckdb.connect(warehouse) as con:
        con.execute("create schema intermediate")
        for name, frame in tables.items():
            con.register("frame", frame)
            con.execute(f"create table intermediate.{name} as from frame")
    command = ["run", "--full-refresh", "--select", *models.split()]
    done = dbt(*command, warehouse=warehouse, event_sources=["shop"], **variables)
    assert done.returncode == 0, done.stdout + done.stderr
    return warehouse


def queried(warehouse: Path, query: str) -> pd.DataFrame:
    """The rows of a query on a warehouse."""
    with duckdb.connect(str(warehouse), read_only=True) as con:
        return con.sql(query).df()


def drawn_baskets(kind: str, rates: np.ndarray, count: int, seed: int) -> pd.DataFrame:
    """Baskets of items with these rates; items 0, 1 and 2 are drawn together now and then."""
    rng = np.random.default_rng(seed)
    held = rng.random((count, len(rates))) < rates
    held[rng.random(count) < 0.08, :3] = True
    held[~held.any(axis=1), -1] = True
    basket, item = np.nonzero(held)
    return pd.DataFrame(
        {
            "event_source": "shop",
            "basket_kind": kind,
            "item_kind": "product",
            "basket_id": [f"{kind} {number}" for number in basket],
            "item_id": [f"p{number:02d}" for number in item],
        }
    )


@pytest.fixture(scope="module")
def baskets() -> pd.DataFrame:
    """Many baskets of rare items, and few of common ones, one of which is in every basket."""
    rare = drawn_baskets("cart", np.linspace(0.005, 0.1, 25), 1_500, seed=1)
    common = drawn_baskets("order", np.append(np.linspace(0.05, 0.9, 8), 1.0), 90, seed=2)
    return pd.concat([rare, common], ignore_index=True)


@pytest.fixture(scope="module")
def associations(tmp_path_factory: pytest.TempPathFactory, baskets: pd.DataFrame) -> Path:
    """A warehouse with the associations of the baskets."""
    nothing = {"event_source": "", "product_id": "", "product_name": "", "brand": ""}
    no_tree = {"event_source": "", "category_id": "", "parent_id": "", "category_name": ""}
    tables = {
        "int_basket_items": baskets,
        "int_products": pd.DataFrame([nothing]),
        "int_category_rows": pd.DataFrame([no_tree]),
    }
    variables = {"association_minimum_support": SUPPORT, "association_minimum_baskets": BASKETS}
    return run_on(tmp_path_factory.mktemp("associations"), tables, ASSOCIATIONS, **variables)


@pytest.mark.filterwarnings("ignore:invalid value:RuntimeWarning")  # of a measure not asked for
def test_rules_are_those_of_mlxtend(associations: Path, baskets: pd.DataFrame) -> None:
    measures = ["support", "consequent support", "confidence", "lift", "conviction"]
    expected = []
    for kind, items in baskets.groupby("basket_kind"):
        table = pd.crosstab(items["basket_id"], items["item_id"]).astype(bool)
        least = max(SUPPORT, BASKETS / len(table)) - 1e-12
        sets = apriori(table, min_support=least, use_colnames=True, max_len=3)
        rules = association_rules(sets, metric="support", min_threshold=0)
        for side in ("antecedents", "consequents"):
            rules[side] = rules[side].map(lambda ids: " + ".join(sorted(ids)))
        expected.append(rules.assign(basket_kind=kind))
    expected = pd.concat(expected).set_index(["basket_kind", "antecedents", "consequents"])
    found = queried(associations, "from marts.product_associations")
    found = found.rename(columns={"consequent_support": "consequent support"}).set_index(
        ["basket_kind", "antecedent_ids", "consequent_ids"]
    )
    assert set(found["item_count"]) == {2, 3}
    assert set(found.index) == set(expected.index)
    found = found[measures].astype(float).fillna({"conviction": np.inf})
    expected = expected[measures].astype(float).loc[found.index]
    np.testing.assert_allclose(found, expected, rtol=1e-9)


def test_p_values_are_those_of_scipy(associations: Path) -> None:
    splits = queried(associations, "from intermediate.int_split_tests")
    left, right, both, of = (
        splits[name].to_numpy()
        for name in ("left_baskets", "right_baskets", "set_baskets", "baskets")
    )
    tables = np.array([[both, left - both], [right - both, of - left - right + both]])
    is_split = (left < of) & (right < of)
    assert splits["tested_p_value"].notna().eq(is_split).all()
    expected, is_exact = [], []
    for table in np.moveaxis(tables, 2, 0)[is_split]:
        is_exact.append(stats.contingency.expected_freq(table).min() < 5)
        if is_exact[-1]:
            expected.append(stats.fisher_exact(table).pvalue)
        else:
            expected.append(stats.chi2_contingency(table, correction=False).pvalue)
    assert splits["test"][is_split].eq(np.where(is_exact, "fisher", "chi_square")).all()
    assert 20 < sum(is_exact) < len(is_exact) - 20
    np.testing.assert_allclose(splits["tested_p_value"][is_split], expected, rtol=1e-8)


def test_q_values_count_all_that_could_have_been_frequent(associations: Path) -> None:
    splits = queried(associations, "from intermediate.int_split_tests")
    items, pairs = (
        queried(associations, f"from intermediate.int_frequent_{name}").groupby(KINDS).size()
        for name in ("items", "pairs")
    )
    for key, family in splits.groupby([*KINDS, "item_count"]):
        n, p = items[key[:3]], family["tested_p_value"].dropna().sort_values()
        tests = n * (n - 1) / 2 if key[3] == 2 else pairs[key[:3]] * (n - 2)
        ranked = p * tests / np.arange(1, len(p) + 1)
        expected = ranked[::-1].cummin()
        np.testing.assert_allclose(family["q_value"].loc[expected.index], expected, rtol=1e-9)


def walked(parents: dict[str, str | None], category: str) -> tuple[list[str], str]:
    """The chain of a category from itself up, and its status, by walking from parent to parent."""
    chain = [category]
    while (parent := parents[chain[-1]]) is not None:
        if parent in chain:
            return [category], "cycle"
        if parent not in parents:
            return chain, "orphan"
        chain.append(parent)
    if len(chain) > 1:
        return chain, "child"
    return chain, "root" if category in parents.values() else "no_parent"


def rows_of(parents: dict[str, str | None]) -> pd.DataFrame:
    """A tree as the rows of int_category_rows."""
    rows = pd.DataFrame(
        {"category_id": list(parents), "parent_id": pd.Series(list(parents.values()), dtype=object)}
    )
    return rows.assign(event_source="shop", category_name=None).astype({"category_name": object})


def visits_of(categories: list[str], seed: int) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Sessions of some days, and what they did with products of random categories."""
    rng = np.random.default_rng(seed)
    sessions = pd.DataFrame({"session_id": [f"s{number}" for number in range(600)]})
    sessions["session_date"] = pd.Timestamp("2025-01-01") + pd.to_timedelta(
        rng.integers(0, 5, len(sessions)), unit="D"
    )
    sessions["is_bot"] = rng.random(len(sessions)) < 0.1
    count = 2_500
    met = pd.DataFrame(
        {
            "session_id": rng.choice(sessions["session_id"], count),
            "event_source": "shop",
            "product_id": [f"p{number}" for number in range(count)],
            "category_id": rng.choice(categories, count),
        }
    )
    for step, rate in zip(STEPS, (0.9, 0.3, 0.1, 0.05), strict=True):
        met[step] = rng.random(count) < rate
    return sessions, met


def compare_tree(folder: Path, parents: dict[str, str | None]) -> pd.DataFrame:
    """Hold the tree and its roll-up against a walk; returns int_category_trees."""
    sessions, met = visits_of([*parents, "in no tree"], seed=3)
    tables = {
        "int_category_rows": rows_of(parents),
        "int_sessions": sessions,
        "int_session_products": met,
    }
    warehouse = run_on(folder, tables, CATEGORIES)
    trees = queried(warehouse, "from intermediate.int_category_trees").set_index("category_id")
    paths = queried(warehouse, "from intermediate.int_category_paths").set_index("category_id")
    chains = {category: walked(parents, category) for category in parents}
    assert trees["status"].to_dict() == {name: status for name, (_, status) in chains.items()}
    assert paths["category_path"].to_dict() == {
        name: " > ".join(reversed(chain)) for name, (chain, _) in chains.items()
    }
    assert paths["root_id"].to_dict() == {name: chain[-1] for name, (chain, _) in chains.items()}

    counted: dict[tuple, set] = {}
    date_of = sessions[~sessions["is_bot"]].set_index("session_id")["session_date"].to_dict()
    for row in met[met["session_id"].isin(date_of)].itertuples():
        for category in chains.get(row.category_id, ([row.category_id], ""))[0]:
            for step in STEPS:
                if getattr(row, step):
                    key = (date_of[row.session_id], category, step)
                    counted.setdefault(key, set()).add(row.session_id)
    daily = queried(warehouse, "from intermediate.int_daily_categories")
    found = {
        (row.session_date, row.category_id, step): getattr(row, f"{step}_sessions")
        for row in daily.itertuples()
        for step in STEPS
        if getattr(row, f"{step}_sessions")
    }
    assert found == {key: len(of) for key, of in counted.items()}
    return trees


def test_a_tree_with_every_fault_is_what_a_walk_finds(tmp_path: Path) -> None:
    parents = {"a": None, "b": "a", "c": "b", "d": "c", "e": "a", "lone": None}
    parents |= {"orphan": "gone", "below": "orphan", "x": "y", "y": "z", "z": "x", "under x": "x"}
    parents |= {"itself": "itself"}
    trees = compare_tree(tmp_path, parents)
    assert set(trees["status"]) == {"root", "child", "no_parent", "orphan", "cycle"}


def test_the_tree_of_retailrocket_is_what_a_walk_finds(tmp_path: Path) -> None:
    if not RETAILROCKET.exists():
        pytest.skip(f"{RETAILROCKET} is not there")
    rows = pd.read_csv(RETAILROCKET / "category_tree.csv", dtype=str)
    assert list(rows.columns) == ["categoryid", "parentid"]
    parents = {
        category: None if pd.isna(parent) else parent
        for category, parent in rows.itertuples(index=False)
    }
    assert len(parents) == len(rows) == 1_669
    trees = compare_tree(tmp_path, parents)
    assert trees["parent_id"].isna().sum() == 25


@pytest.mark.full
def test_planted_companions_are_found(tmp_path: Path) -> None:
    """In a world of four months all twelve in carts, and hardly anything else."""
    warehouse = tmp_path / "warehouse.duckdb"
    simulate(warehouse, "--days", "120", "--sessions-per-day", "600", "--seed", "4")
    build(warehouse, has_truth=True)
    planted = queried(
        warehouse, "from evaluation.planted_associations where basket_kind = 'cart' order by place"
    )
    print(planted.to_string())
    assert len(planted) == 12
    assert planted["is_found"].sum() >= 11
    assert planted["place"].le(12).sum() >= 11
    (sure,) = queried(
        warehouse,
        "select count(*) / 2 from marts.product_associations where verdict = 'go together'"
        " and basket_kind = 'cart' and item_kind = 'product' and item_count = 2",
    ).iloc[0]
    assert sure <= 14
