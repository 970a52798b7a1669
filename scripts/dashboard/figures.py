"""A chart under the question it answers, with its data and its SQL."""

from collections.abc import Callable

import pandas as pd
import questions
import streamlit as st
from charts import look

from dashboard import asking, filters

Draw = Callable[[pd.DataFrame, look.Look], dict]  # Vega-Lite


def current_look() -> look.Look:
    """The look of the mode the reader has chosen."""
    return look.of(st.context.theme.type)


def currency() -> str:
    """What all amounts of money are in."""
    return "".join(asking.rows("in_which_currency")["currency"])


def question(name: str, asked: questions.Filters) -> questions.Question:
    """A question, for what is no chart."""
    return questions.render(name, asked)


def show(
    title: str | None,
    name: str,
    asked: questions.Filters,
    draw: Draw,
    *,
    note: str | None = None,
    empty: str = "There is nothing here for this choice.",
    level: int = 3,
    key: str = "",
) -> pd.DataFrame:
    """Ask, and draw the answer under its title; returns the rows."""  # fmt: skip
    question = questions.render(name, asked)
    rows = asking.answer(question)
    if title:
        st.markdown(f"{'#' * level} {title}")
    if note:
        st.caption(note)
    untaken = [
        filters.NAMES[name] for name in filters.TAKEN if name in asked.keys() - question.filters
    ]
    if untaken:
        st.caption(f":material/info: Not narrowed by: {', '.join(untaken).lower()}.")
    if rows.empty:
        is_narrowed = bool(question.filters.intersection(filters.TAKEN))
        advice = " Try other days, or fewer filters." if is_narrowed else ""
        st.info(empty + advice, icon=":material/search_off:")
    else:
        with look.drawing():
            spec = draw(rows, current_look())
        st.vega_lite_chart(spec, theme=None, alt=title or question.text)
    details(question, rows, f"{name}{key}")
    return rows


@st.fragment
def details(question: questions.Question, rows: pd.DataFrame, key: str) -> None:
    """The rows and the query behind a chart, to read, to copy and to save."""
    opened = st.popover(
        "Data and SQL", icon=":material/table:", type="tertiary", key=f"{key}_details",
        on_change="rerun",
    )  # fmt: skip
    if not opened.open:
        return
    with opened:
        st.markdown(question.text)
        st.dataframe(rows, hide_index=True, height=240)
        st.download_button(
            "Save as CSV", rows.to_csv(index=False), f"{question.name}.csv", "text/csv",
            key=f"{key}_csv", icon=":material/download:", on_click="ignore",
        )  # fmt: skip
        st.code(question.sql, language="sql", wrap_lines=False, height=240)
