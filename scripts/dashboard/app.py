"""The dashboard's frame around its pages; show_dashboard.py starts it."""

from pathlib import Path

import streamlit as st

from dashboard import asking
from dashboard.pages import PAGES

ICON = Path(__file__).with_name("icon.svg")  # a named one would be fetched
st.set_page_config(page_title="Funnel Warehouse", page_icon=str(ICON), layout="wide")
page = st.navigation(
    {
        section: [
            st.Page(
                view.page,
                title=title,
                icon=f":material/{icon}:",
                url_path=title.lower().replace(" ", "-"),
                default=title == "Overview",
            )
            for view, title, icon in views
        ]
        for section, views in PAGES.items()
    }
)
asking.watch()
st.html(Path(__file__).with_name("page.css"))
st.markdown(f"## {page.title}")
page.run()
