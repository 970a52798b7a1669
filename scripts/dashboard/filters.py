"""The filters of a page: those its questions take, kept in the address."""

from datetime import date

import questions
import streamlit as st
from charts import words

from dashboard import asking

DIMENSIONS = {
    "device_type": ("Device", ":material/devices:"),
    "channel": ("Channel", ":material/campaign:"),
    "traffic_source": ("Source", ":material/link:"),
    "country_code": ("Country", ":material/public:"),
}
VISITORS = {"new": [True], "returning": [False]}
TAKEN = ("date", *DIMENSIONS, "is_new_visitor")
NAMES = {name: label for name, (label, _) in DIMENSIONS.items()} | {
    "date": "Days",
    "is_new_visitor": "Visitors",
}


def chosen(*names: str) -> dict:
    """Show the filters that these questions take; returns what they are set to."""
    taken = frozenset().union(*(questions.render(name).filters for name in names))
    filters: dict = {}
    with st.container(horizontal=True, gap="small"):
        if "date" in taken:
            filters |= _days()
        for name in DIMENSIONS:
            if name in taken:
                filters |= _values(name)
        if "is_new_visitor" in taken:
            filters |= _visitors()
    return filters


def labels(dimension: str) -> dict[str, str]:
    """The values of a dimension, the largest first, and how a person calls them."""
    found = asking.rows("filter_values")
    found = found[found["dimension"].eq(dimension)]
    return dict(zip(found["dimension_value"], found["label"].map(words.name), strict=True))


def remembered(key: str) -> list:
    """What a filter is set to before it is drawn: by an earlier run, or by the address."""
    if key not in st.session_state:
        return st.query_params.get_all(key)
    value = st.session_state[key]
    return list(value) if isinstance(value, list | tuple) else [value] if value else []


def _chip(name: str, said: str, icon: str) -> st.delta_generator.DeltaGenerator:
    """A button that says what the filter is set to, and opens it."""
    return st.popover(said, icon=icon, key=f"{name}_chip")


def _days() -> dict:
    """Days from and to, both included; all of them at first."""
    covered = asking.rows("days_with_data").iloc[0]
    first, last = covered["first_day"].date(), covered["last_day"].date()
    picked = _range(remembered("days"))
    said = words.days(*(picked or (first, last)))
    with _chip("days", said, ":material/calendar_month:"):
        picked = _range(
            st.date_input(
                "Days", [], min_value=first, max_value=last, key="days", bind="query-params"
            )
        )
        st.caption(f"There is data from {words.days(first, last)}.")
    return {"date": {"from": str(picked[0]), "to": str(picked[1])}} if picked else {}


def _range(picked: list | tuple) -> tuple[date, date] | None:
    """The first and the last day of a picked range, the same twice while the second is missing."""
    try:
        days = [date.fromisoformat(str(day)) for day in picked]
    except ValueError:  # an address that somebody wrote
        return None
    return (days[0], days[-1]) if days else None


def _values(name: str) -> dict:
    """Some values of a dimension; all of them at first."""
    label, icon = DIMENSIONS[name]
    named = labels(name)
    # in the address a value stands by its label
    said = [named.get(value, value) for value in remembered(name)]
    said = [label for label in said if label in named.values()]
    more = f" and {len(said) - 2} more" if len(said) > 2 else ""
    said = ", ".join(said[:2]) + more or "all"
    with _chip(name, f"{label}: {said}", icon):
        picked = st.multiselect(
            label, list(named), format_func=named.get, key=name, bind="query-params",
            placeholder="All",
        )  # fmt: skip
    return {name: picked} if picked else {}


def _visitors() -> dict:
    """New visitors, returning ones, or both."""
    said = next((value for value in remembered("visitors") if value in VISITORS), "all")
    with _chip("visitors", f"Visitors: {said}", ":material/person:"):
        picked = st.pills("Visitors", list(VISITORS), key="visitors", bind="query-params")
    return {"is_new_visitor": VISITORS[picked]} if picked else {}
