"""The questions of analyses/ as plain SQL over the published marts, without dbt.

    asked = questions.render("funnel_by_step", {"device_type": ["mobile"]})
    asked.sql, asked.filters

dbt compiles the same files (`dbt compile`); this reads them where a reader waits for the answer,
with the project's own macros and vars, and nothing but DuckDB in mind. The filters are the var
`filters` of dbt_project.yml, which macros/filtered.sql turns into conditions.
"""

import functools
from collections.abc import Mapping
from pathlib import Path
from types import SimpleNamespace
from typing import NamedTuple

import jinja2
import yaml

ROOT = Path(__file__).resolve().parents[1]
MACROS = {path.stem: path for path in (ROOT / "macros").rglob("*.sql")}
ANALYSES = {path.stem: path for path in (ROOT / "analyses").rglob("*.sql")}
Filters = Mapping[str, object]  # {"date": {"from": …, "to": …}, "device_type": ["mobile"]}


class Question(NamedTuple):
    """A question ready to be asked."""

    name: str
    text: str  # in a person's words
    sql: str
    filters: frozenset[str]  # the filters it takes, set or not


class _Context(jinja2.runtime.Context):
    """Where a name that means nothing else is the macro of the file so called."""

    def resolve_or_missing(self, key: str) -> object:
        found = super().resolve_or_missing(key)
        if found is jinja2.runtime.missing and key in MACROS:
            return _macro(MACROS[key], key, self.parent)
        return found


class _Noted(dict):
    """Filters that note which of them are looked up."""

    def __init__(self, filters: Filters) -> None:
        super().__init__(filters)
        self.names: set[str] = set()

    def get(self, name: str) -> object:
        self.names.add(name)
        return super().get(name)


ENVIRONMENT = jinja2.Environment(extensions=["jinja2.ext.do"], undefined=jinja2.StrictUndefined)
ENVIRONMENT.context_class = _Context


@functools.cache
def _template(path: Path) -> jinja2.Template:
    return ENVIRONMENT.from_string(path.read_text())


def _macro(path: Path, name: str, variables: Mapping) -> object:
    """The macro of a file, what it calls included."""
    return getattr(_template(path).make_module(dict(variables)), name)


@functools.cache
def variables() -> dict:
    """The vars of the project."""
    return yaml.safe_load((ROOT / "dbt_project.yml").read_text())["vars"]


def text(name: str) -> str:
    """A question in a person's words: the comment it starts with."""
    lines = ANALYSES[name].read_text().splitlines()
    ended = next(i for i, line in enumerate(lines) if not line.startswith("--"))
    return " ".join(line.removeprefix("--").strip() for line in lines[:ended])


def render(name: str, filters: Filters | None = None) -> Question:
    """A question as SQL for DuckDB; filters that it does not take change nothing."""
    noted = _Noted(filters or {})
    said: dict = {
        "ref": lambda mart: f"marts.{mart}",
        "var": lambda key: {**variables(), "filters": noted}[key],
        "return": lambda value: value,
        "fromyaml": yaml.safe_load,
        "dbt": SimpleNamespace(
            type_string=lambda: "TEXT",
            datediff=lambda first, second, part: (
                f"(date_diff('{part}', {first}::timestamp, {second}::timestamp))"
            ),
            escape_single_quotes=lambda value: value.replace("'", "''"),
        ),
    }
    said["adapter"] = SimpleNamespace(
        dispatch=lambda macro: _macro(MACROS[macro], f"default__{macro}", said)
    )
    sql = _template(ANALYSES[name]).render(said).strip()
    return Question(name, text(name), sql, frozenset(noted.names))
