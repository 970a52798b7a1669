"""What sqlfluff's Jinja templater lacks to read our models, of what dbt offers.

An engine's own spelling is not what is linted, so a dispatched macro shows as a call of its name.
"""

import re
from pathlib import Path
from types import SimpleNamespace

import yaml

PROJECT = yaml.safe_load((Path(__file__).resolve().parents[2] / "dbt_project.yml").read_text())


def var(name, default=None):
    """The value of a var in dbt_project.yml."""
    return PROJECT["vars"].get(name, default)


def dispatch(name):
    """A macro that prints as a call of its name."""

    def call(*arguments):
        # a pattern, say, is no SQL by itself
        listed = [a if re.fullmatch(r"[\w\s.,()+*'/<>=]+", str(a)) else "'text'" for a in arguments]
        return f"{name}({', '.join(map(str, listed))})"

    return call


def linted_anew():
    """Whether there is a history to add to: none, so that models are linted as made anew."""
    return False


history_is_whole = is_increment = linted_anew


def nothing(*_):
    """Instead of a macro that asks the warehouse."""
    return ""


announce_loads = refuse_changed_loads = relation_named = nothing


def rows_to_build(every, _):
    """The model that is read where a model is made anew."""
    return every


def inlined():
    """What stands between `as` and a parenthesis, where a call cannot."""
    return "not materialized"


def reconciliations():
    """The queries that dbt's graph knows of."""
    return "select\n        check_name,\n        differing\n\n    from pairs"


fromyaml = yaml.safe_load
adapter = SimpleNamespace(dispatch=dispatch)
dbt = SimpleNamespace(type_string=lambda: "string", datediff=dispatch("datediff"))
globals()["return"] = lambda value: value
