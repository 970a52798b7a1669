"""No file outside macros/dialect/ speaks one engine only, or asks which engine it runs on."""

import re

import pytest
from manifest import ROOT, assert_none, files

# Brackets in brackets, as deep as our conditions go.
WINDOW_FILTER = r"\bfilter\s*\((?:[^()]|\((?:[^()]|\((?:[^()]|\([^()]*\))*\))*\))*\)\s*over\b"
TRAPS = {
    "target.type or target.name (dispatch a macro instead)": r"\btarget\s*\.\s*(type|name)\b",
    "select * exclude": r"\*\s*exclude\b",
    "qualify": r"\bqualify\b",
    "distinct on": r"\bdistinct\s+on\b",
    "arg_min or arg_max (both engines speak min_by, max_by)": r"\barg_(min|max)\b",
    "quantile_cont (both engines speak percentile_cont)": r"\bquantile_cont\b",
    "date_diff or datediff (use microseconds_between)": r"(?<!dbt\.)\bdate_?diff\s*\(",
    "epoch": r"\bepoch(_ms|_us|_ns)?\s*\(",
    "union by name": r"\bunion\s+(all\s+)?by\s+name\b",
    "asof": r"\basof\b",
    "strptime": r"\b(try_)?strptime\b",
    "ignore nulls": r"\bignore\s+nulls\b",
    "unnest": r"\bunnest\s*\(",
    "filter on a window function (count what a case leaves)": WINDOW_FILTER,
    "concat, which a null empties in Spark (use ||)": r"\bconcat\s*\(",
    "regexp_replace (DuckDB replaces the first, Spark all)": r"\bregexp_replace\b",
    "a day of the week by extract (engines count from other days)": r"\bextract\s*\(\s*(iso)?dow\b",
    "varchar without a length (use dbt.type_string)": r"\bas\s+varchar\b(?!\s*\()",
}
# Jinja and text literals may hold these.
TRAPS_IN_PLAIN_SQL = {
    'a quoted identifier, "x"': r'"',
    "a cast by ::": r"::",
    "a division by //": r"//",
    "log or hash (another function in Spark)": r"\b(log|hash)\s*\(",
    "a list literal or index": r"\[",
}


def code_of(text: str) -> str:
    """A file without its comments."""
    return re.sub(r"\{#.*?#\}|/\*.*?\*/|--[^\n]*", " ", text, flags=re.DOTALL)


def sql_of(text: str) -> str:
    """A file without its comments and Jinja."""
    return re.sub(r"\{\{.*?\}\}|\{%.*?%\}", " ", code_of(text), flags=re.DOTALL)


def plain_sql_of(text: str) -> str:
    """A file without its comments, Jinja and text literals."""
    return re.sub(r"'(''|[^'])*'", " ", sql_of(text))


def with_macros(code: str) -> str:
    """Code with our own macros without arguments, and those in them, replaced by what they hold."""

    def body(call: re.Match) -> str:
        path = ROOT / "macros" / f"{call[1]}.sql"
        if not path.exists():
            return call[0]
        return with_macros(re.sub(r"\{%.*?%\}", " ", code_of(path.read_text()), flags=re.DOTALL))

    return re.sub(r"\{\{-?\s*(\w+)\(\)\s*-?\}\}", body, code)


def top_level_of(clause: str) -> str:
    """The start of a clause up to the end of its brackets or the next keyword, brackets emptied."""
    depth, kept = 0, []
    for character in clause:
        depth -= character == ")"
        if depth < 0:
            break
        if depth == 0:
            kept.append(character)
        depth += character == "("
    ends = r"\b(rows|range|limit|union|window)\b|[;\"`]|\{%"
    return re.split(ends, "".join(kept), maxsplit=1, flags=re.I)[0]


def leaves_nulls_to_the_engine(text: str) -> bool:
    """Whether anything is ordered without a word on nulls; percentiles leave them out anyway."""
    code = with_macros(code_of(text))
    keys = [
        key
        for order in re.finditer(r"\border\s+by\b", code, re.I)
        if not re.search(r"within\s+group\s*\(\s*$", code[: order.start()], re.I)
        for key in top_level_of(code[order.end() :]).split(",")
    ]
    return not all(re.search(r"\bnulls\s+(first|last)\s*$", key, re.I) for key in keys)


def traps_in(text: str) -> list[str]:
    """The names of what Spark does not understand in a file."""
    found = [trap for trap, pattern in TRAPS.items() if re.search(pattern, code_of(text), re.I)]
    plain_sql = plain_sql_of(text)
    if leaves_nulls_to_the_engine(text):
        found.append("order by without nulls first or last (engines put them at other ends)")
    if "\\" in sql_of(text):
        found.append("a backslash (Spark reads '\\d' as d; write [0-9])")
    return found + [
        trap for trap, pattern in TRAPS_IN_PLAIN_SQL.items() if re.search(pattern, plain_sql)
    ]


@pytest.mark.parametrize(
    "sql",
    [
        "select * exclude (a) from t",
        "select a from t QUALIFY row_number() over (order by a) = 1",
        "select distinct on (a) a from t",
        "select arg_min(a, b) from t",
        "select date_diff('second', a, b) from t",
        "select a from t union all by name select a from u",
        "select last_value(a ignore nulls) over (order by b) from t",
        'select "a" from t',
        "select a::date from t",
        "select a // 2 from t",
        "select cast(a as varchar) from t",
        "{% if target.type == 'spark' %} select 1 {% endif %}",
        "select sum(a) filter (where {{ f('a', (b)) }} > (1)) over (order by a nulls last) from t",
        "select concat(a, b) from t",
        "select regexp_replace(a, 'b', 'c') from t",
        "select extract(dow from a) from t",
        "select log(a), hash(b) from t",
        "select a from t where {{ regex_matches('a', '[0-9]') }} and b ~ '\\d'",
        "select {{ rate('epoch(a)', 'b') }} from t",
        "select lag(a) over (partition by b order by c) from t",
        "select sum(a) over (order by coalesce(b, c), d nulls last rows 1 preceding) from t",
        "select lag(a) over w from t window w as (order by b nulls last, c desc)",
        "select lag(a) over (order by {{ event_order() }}, b) from t",
        "select lag(a) over (order by {{ null_texts() }}) from t",
    ],
)
def test_traps_are_found(sql):
    assert traps_in(sql)


@pytest.mark.parametrize(
    "sql",
    [
        "select a from t  -- qualify, epoch(a), a::date",
        "{#- not arg_min -#} select min_by(a, b) from t /* distinct on */",
        '{{ config(materialized="table") }} select a from {{ ref("t") }}',
        "select 'http://x', '{\"a\": 1}', 'it''s \"b\"' from t",
        "select count(*) filter (where (a > 1)), sum(b) over (order by c nulls last) from t",
        "select concat_ws(' ', a, b), row_hash(a), login from t",
        "{{ names | join('\\n') }}",
        "select {{ 7 // 2 }}, {{ dbt.datediff('a', 'b', 'day') }} from t",
        "select cast(a as varchar(3)), epochs, target_name from t",
        "select lag(a) over (order by b asc nulls last, coalesce(c, d) desc nulls first) from t",
        "select sum(a) over (order by b nulls last rows 1 preceding) from t",
        "select lag(a) over (partition by b order by {{ event_order() }}) from t",
        "select percentile_cont(0.5) within group (order by a) from t",
    ],
)
def test_what_both_engines_speak_is_no_trap(sql):
    assert traps_in(sql) == []


def test_no_file_speaks_one_engine_only():
    paths = [
        path
        for folder in ("analyses", "models", "macros", "tests")
        for path in files(folder, ".sql")
    ]
    assert_none(
        [
            f"{path}: {trap}; use what both engines speak or a macro of macros/dialect/"
            for path in paths
            if "dialect" not in path.parts
            for trap in traps_in((ROOT / path).read_text())
        ]
    )
