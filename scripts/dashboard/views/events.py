"""What happened last?"""

import streamlit as st
from charts import bars, words

from dashboard import asking, figures, filters


def page() -> None:
    """The latest events, and which types they are of."""
    asked = filters.chosen("latest_events", "types_of_latest_events")
    types = asking.rows("types_of_latest_events", asked)
    named = {words.name(event_type): event_type for event_type in types["event_type"]}
    picked = st.multiselect(
        "Types", list(named), key="event_type", bind="query-params", placeholder="All types",
        width=480,
    )  # fmt: skip
    if picked:
        asked |= {"event_type": [named[label] for label in picked]}
    table(asked)
    figures.show(
        "Which types are they of?",
        "types_of_latest_events",
        {name: value for name, value in asked.items() if name != "event_type"},
        lambda rows, look: bars.captioned(
            rows.head(12).assign(
                kind=rows["event_type"].map(words.name), told=rows["events"].map(words.number)
            ),
            "events", "kind", "told", look,
        ),
        note="Of the whole slice that is published for browsing: sums over it mean nothing else.",
        empty="Nothing in the published slice is like that.",
    )  # fmt: skip


def table(asked: dict) -> None:
    """The events, the latest first."""
    rows = asking.rows("latest_events", asked)
    st.markdown("### What happened last?")
    st.caption(
        "Accepted events of people, the latest thousand of the published slice; times in UTC."
    )
    if rows.empty:
        st.info(
            "Nothing in the published slice is like that. Try other days, or fewer filters.",
            icon=":material/search_off:",
        )
    else:
        st.dataframe(
            rows,
            hide_index=True,
            height=420,
            placeholder="",
            column_config={
                "occurred_at": st.column_config.DatetimeColumn("When", format="D MMM, HH:mm:ss"),
                "event_type": "What",
                "page_path": st.column_config.TextColumn("Page", width=130),
                "product_id": "Product",
                "order_id": "Order",
                "quantity": "Quantity",
                "unit_price": "Price",
                "device_type": "Device",
                "country_code": "Country",
                "channel": "Channel",
                "traffic_source": "Source",
                "visitor_id": "Visitor",
                "session_id": "Session",
                "event_number": "Number",
                "event_source": "From",
                "revenue": st.column_config.NumberColumn("Revenue", format="localized"),
                "is_new_visitor": st.column_config.CheckboxColumn("New"),
            },
        )
    figures.details(figures.question("latest_events", asked), rows, "latest_events")
