"""Ask the published version, remember what it answered, and notice the next one."""

import answers
import pandas as pd
import questions
import streamlit as st
from charts import words

LOOK_AGAIN = 10  # seconds


def version() -> answers.Version:
    """The published version; a page without one says what to do, and ends."""
    found = answers.current()
    if found is None:
        st.info("Nothing is published yet. `make build` builds the warehouse and publishes it.")
        st.stop()
    return found


@st.cache_data(max_entries=1_000, show_spinner=False)
def _answer(sql: str, version: answers.Version) -> pd.DataFrame:
    return answers.ask(sql, version)


@st.cache_data(max_entries=4, show_spinner=False)
def _manifest(version: answers.Version) -> tuple[pd.DataFrame, pd.DataFrame]:
    return answers.manifest(version)


def answer(question: questions.Question) -> pd.DataFrame:
    """The rows that answer a question; on a new version the page begins anew."""
    try:
        return _answer(question.sql, version())
    except answers.Replaced:
        st.rerun()


def rows(name: str, filters: questions.Filters | None = None) -> pd.DataFrame:
    """The rows that answer the question of this name."""
    return answer(questions.render(name, filters))


def manifest() -> tuple[pd.DataFrame, pd.DataFrame]:
    """When the version was published, and how far its sources go."""
    try:
        return _manifest(version())
    except answers.Replaced:
        st.rerun()


@st.fragment(run_every=LOOK_AGAIN)
def watch() -> None:
    """Say so, and show the page anew, where another version has been published meanwhile."""
    found = version()
    if "version" in st.session_state and st.session_state.version != found:
        st.session_state.version = found
        st.session_state.is_newly_published = True
        st.rerun()
    st.session_state.version = found
    if st.session_state.pop("is_newly_published", False):
        moment = manifest()[0].published_at.iloc[0]
        st.toast(
            f"New numbers: published {words.day(moment)}, {moment:%H:%M} UTC.",
            icon=":material/update:",
        )
