"""Answers are of the published version that was asked, whatever its format."""

from pathlib import Path

import answers
import duckdb
import publish_marts
import pytest
from conftest import change

ORDERS = "select count(*) as orders, sum(revenue) as revenue from marts.orders"


def test_nothing_is_published_yet(marts: Path) -> None:
    assert answers.current() is None


@pytest.mark.parametrize("arguments", [[], ["--format", "parquet"]])
def test_a_version_answers(small_warehouse: Path, marts: Path, arguments: list[str]) -> None:
    publish_marts.main(arguments)
    version = answers.current()
    assert answers.ask(ORDERS, version).to_dict("records") == [{"orders": 4, "revenue": 50.5}]
    described, sources = answers.manifest(version)
    assert set(described["mart"]) == {"odd", "orders"}
    assert list(sources["event_source"]) == ["shop"]
    with pytest.raises(duckdb.Error):
        answers.ask("delete from marts.orders", version)


@pytest.mark.parametrize("arguments", [[], ["--format", "parquet"]])
def test_another_version_does_not_answer_for_it(
    small_warehouse: Path, marts: Path, arguments: list[str]
) -> None:
    publish_marts.main(arguments)
    version = answers.current()
    assert answers.current() == version
    change(small_warehouse, "insert into marts.orders values ('d', 1)")
    publish_marts.main(arguments)
    assert answers.current() != version
    with pytest.raises(answers.Replaced):
        answers.ask(ORDERS, version)
    assert answers.ask(ORDERS, answers.current())["orders"].item() == 5
    publish_marts.main([*arguments, "--rollback"])
    assert answers.ask(ORDERS, answers.current())["orders"].item() == 4
