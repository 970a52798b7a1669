"""Customers: the same figures by pandas, and what the simulator planted, found again.

make test-full ONLY=customers     two simulated years: projections held against what came, the value
                                  groups of the simulator, and who has gone
"""

import duckdb
import numpy as np
import pandas as pd
import pytest
from conftest import dbt, simulate
from scipy import stats
from worlds import WITHOUT_TESTS

UNITS = {"day": 1, "week": 7, "month": 30}
LONGEST_DAY = 30
DIMENSIONS = {"all": None, "first_channel": "channel", "first_device_type": "device_type"}
COHORT = ["activity", "cohort_period", "cohort_start", "dimension", "dimension_value"]


def visits_of(con: duckdb.DuckDBPyConnection) -> pd.DataFrame:
    """The sessions of people in the order of time, with their days as dates."""
    visits = con.execute("""
        select * from marts.sessions where not is_bot order by person_id, started_at, session_id
    """).df()
    return visits.assign(day=pd.to_datetime(visits["session_date"]))


def purchases_of(con: duckdb.DuckDBPyConnection) -> pd.DataFrame:
    """The orders of people, on the day on which their session began."""
    purchases = con.execute("""
        select orders.*, sessions.session_date from marts.orders
        join marts.sessions using (session_id)
        where not orders.is_bot and order_status <> 'unknown_order'
    """).df()
    return purchases.assign(day=pd.to_datetime(purchases["session_date"]))


def firsts_of(visits: pd.DataFrame) -> pd.DataFrame:
    """By person the first channel and device that are known, unknown ones by that name."""
    firsts = visits.groupby("person_id")[["channel", "device_type"]].first()
    return firsts.astype(object).where(firsts.notna(), "(unknown)")


def ages_of(days: pd.DataFrame, activity: str, firsts: pd.DataFrame) -> pd.DataFrame:
    """A row a person, unit and age at which it was active, with all cohorts it belongs to."""
    days = days[["person_id", "day"]].drop_duplicates()
    first = days.groupby("person_id")["day"].transform("min")
    days = days.assign(first=first, days=(days["day"] - first).dt.days, activity=activity)
    days = days.merge(firsts, left_on="person_id", right_index=True)
    parts = []
    for period, code in {"week": "W-SUN", "month": "M"}.items():
        start = days["first"].dt.to_period(code).dt.start_time
        for dimension, column in DIMENSIONS.items():
            value = days[column] if column else "(all)"
            parts += [
                days.assign(
                    cohort_period=period,
                    cohort_start=start,
                    dimension=dimension,
                    dimension_value=value,
                    age_unit=unit,
                    age=days["days"] // UNITS[unit],
                )
                for unit in ("day", period)
            ]
    ages = pd.concat(parts)
    return ages.drop_duplicates(["person_id", *COHORT, "age_unit", "age"])


def test_retention_is_that_of_every_person(classic: duckdb.DuckDBPyConnection) -> None:
    visits = visits_of(classic)
    firsts = firsts_of(visits)
    ages = pd.concat(
        [
            ages_of(visits, "visit", firsts),
            ages_of(purchases_of(classic), "purchase", firsts),
        ]
    )
    key = [*COHORT, "age_unit"]
    active = ages.groupby([*key, "age"]).size()
    last = ages.groupby(["person_id", *key])["age"].max().reset_index()
    watermark = classic.execute("select max(ended_at) from marts.sessions").df().iloc[0, 0]
    retention = classic.execute("from marts.retention").df()
    assert len(retention) > 100
    assert retention["age"].where(retention["age_unit"].eq("day")).max() <= LONGEST_DAY
    by_cohort = dict(list(last.groupby(key)["age"]))
    for row in retention.itertuples():
        cohort = tuple(getattr(row, name) for name in key)
        lasts = by_cohort[cohort]
        over = row.cohort_end + pd.Timedelta(days=UNITS[row.age_unit] * (row.age + 1))
        assert row.cohort_size == len(lasts)
        assert row.is_complete == (watermark >= over)
        if row.is_complete:
            assert row.returned == active.get((*cohort, row.age), 0)
            assert row.returned_on_or_after == lasts.ge(row.age).sum()
        else:
            assert pd.isna([row.returned, row.returned_on_or_after, row.return_rate]).all()


def test_people_are_scored_as_by_pandas(classic: duckdb.DuckDBPyConnection) -> None:
    purchases = purchases_of(classic)
    money = ["revenue", "refunded_revenue"]
    purchases[money] = purchases[money].astype(float)
    buyers = purchases.groupby("person_id").agg(
        orders=("order_key", "size"),
        revenue=("revenue", lambda revenue: revenue.sum(min_count=1)),
        first=("day", "min"),
        last=("day", "max"),
        days=("day", "nunique"),
    )
    given_back = purchases["refunded_revenue"].where(purchases["revenue"].notna())
    buyers["value"] = buyers["revenue"] - given_back.groupby(purchases["person_id"]).sum()
    watermark = classic.execute("select max(ended_at) from marts.sessions").df().iloc[0, 0]
    since = (watermark.normalize() - buyers["last"]).dt.days
    gap_days = (buyers["last"] - buyers["first"]).dt.days
    mean_gap = gap_days.sum() / (buyers["days"] - 1).sum() if gap_days.sum() else np.nan
    scale = gap_days + mean_gap
    people = classic.execute("from marts.people").df().set_index("person_id")
    found = people.loc[buyers.index]
    assert people["rfm_segment"].notna().sum() == len(buyers) > 20
    assert (found["purchase_count"] == buyers["orders"]).all()
    assert found["lifetime_value"].astype(float).to_numpy() == pytest.approx(
        buyers["value"].to_numpy(), abs=0.001, nan_ok=True
    )
    risk = 1 - (scale / (scale + since)) ** buyers["days"]
    assert found["churn_risk"].astype(float).to_numpy() == pytest.approx(
        risk.to_numpy(), abs=1e-6, nan_ok=True
    )
    values = {"recency": -since, "frequency": buyers["orders"], "monetary": buyers["value"]}
    for name, value in values.items():
        share_below = (value.rank(method="min") - 1) / value.count()
        score = 1 + np.floor(5 * share_below + 1e-12)
        shown = found[f"{name}_score"].astype(float)
        assert shown.to_numpy() == pytest.approx(score.to_numpy(), nan_ok=True), name


def test_the_favourite_device_is_the_one_of_most_visits(classic: duckdb.DuckDBPyConnection) -> None:
    visits = visits_of(classic).dropna(subset="device_type").reset_index(drop=True)
    devices = visits.reset_index().groupby(["person_id", "device_type"])["index"]
    devices = devices.agg(["size", "max"]).reset_index().sort_values(["size", "max"])
    expected = devices.groupby("person_id")["device_type"].last()
    people = classic.execute("from marts.people").df().set_index("person_id")
    found = people["favourite_device_type"].dropna()
    assert found.sort_index().to_dict() == expected.to_dict()


# Two years, in which the simulator knows the truth

HELD_OUT = 180  # days
GROUPS = ["one_time", "occasional", "loyal", "champion"]


@pytest.fixture(scope="module")
def years(tmp_path_factory: pytest.TempPathFactory) -> duckdb.DuckDBPyConnection:
    """A world of two years, built as far as its customers."""
    warehouse = tmp_path_factory.mktemp("customers") / "world.duckdb"
    simulate(
        warehouse, "--start", "2023-01-01", "--days", "730", "--sessions-per-day", "100",
        "--incidents", "none",
    )  # fmt: skip
    models = ["+rfm_recovery", "+projection_errors", "+retention"]
    done = dbt(*WITHOUT_TESTS, "--select", *models, warehouse=warehouse, has_truth=True)
    assert done.returncode == 0, done.stdout
    return duckdb.connect(str(warehouse), read_only=True)


@pytest.mark.full
def test_projections_are_nearer_than_the_last_cohort(years) -> None:
    errors = years.execute("from marts.projection_errors order by held_out_months").df()
    print("", errors.T.to_string(), "", sep="\n\n")
    assert errors["held_out_months"].tolist() == [1, 3, 6, 12]
    assert (errors["cohorts"] >= 10).all()
    assert (errors["projection_error"] < 0.5 * errors["last_cohort_error"]).all()
    assert (errors["projection_error_of_growth"] < errors["last_cohort_error_of_growth"]).all()
    assert errors["projection_bias"].abs().max() < 0.05


@pytest.mark.full
def test_planted_value_groups_are_recovered(years) -> None:
    segments = years.execute("from evaluation.rfm_recovery order by champion_share desc").df()
    people = years.execute("""
        select value_group, frequency_score + monetary_score as score
        from marts.people join truth.customers using (customer_id) where rfm_segment is not null
    """).df()
    group = people["value_group"].map(GROUPS.index)
    correlation = stats.spearmanr(group, people["score"])
    print("", segments.round(3).to_string(), f"rank correlation {correlation}", sep="\n\n")
    assert correlation.statistic > 0.3
    assert correlation.pvalue < 1e-9
    champions = segments.set_index("rfm_segment")
    assert set(segments["rfm_segment"][:2]) == {"champions", "cannot_lose"}
    assert champions.loc["champions", "champion_lift"] > 1.4
    assert champions.loc["champions", "valuable_share"] > 0.95
    once = ["new", "promising", "about_to_sleep", "hibernating", "lost"]
    assert champions.loc[once, "champion_lift"].max() < 0.8


@pytest.mark.full
def test_who_is_at_risk_comes_back_less_often(years) -> None:
    """The risk as it was half a year before, by the formula of `int_churn_risks`, and who came."""
    days = years.execute(
        "select distinct person_id, purchase_date as day from intermediate.int_purchases"
    ).df()
    days["day"] = pd.to_datetime(days["day"])
    cut = days["day"].max() - pd.Timedelta(days=HELD_OUT)
    known = days[days["day"] <= cut].groupby("person_id")["day"].agg(["min", "max", "size"])
    is_back = known.index.isin(days.loc[days["day"] > cut, "person_id"])
    gap_days, since = (known["max"] - known["min"]).dt.days, (cut - known["max"]).dt.days
    scale = gap_days + gap_days.sum() / (known["size"] - 1).sum()
    risk = 1 - (scale / (scale + since)) ** known["size"]
    bands = pd.cut(risk, [0, 0.2, 0.4, 0.6, 0.8, 1], include_lowest=True)
    shares = (
        pd.Series(is_back, index=known.index).groupby(bands, observed=True).agg(["size", "mean"])
    )
    test = stats.mannwhitneyu(risk[~is_back], risk[is_back])
    area = test.statistic / (is_back.sum() * (~is_back).sum())
    print("", shares.round(4).to_string(), f"area under the curve {area:.3f}", sep="\n\n")
    assert shares["mean"].is_monotonic_decreasing
    assert area > 0.8
