"""The pages: their place in the navigation, their names and icons."""

from dashboard.views import (
    anomalies,
    customers,
    drop_offs,
    events,
    funnel,
    overview,
    paths,
    products,
    quality,
    segments,
)

PAGES = {
    "": [(overview, "Overview", "monitoring")],
    "What they do": [
        (funnel, "Funnel", "filter_alt"),
        (drop_offs, "Drop-offs", "trending_down"),
        (paths, "Paths", "route"),
    ],
    "Who they are": [
        (segments, "Segments", "donut_small"),
        (customers, "Customers", "group"),
        (products, "Products", "shopping_bag"),
    ],
    "Is all well?": [
        (anomalies, "Anomalies", "notifications"),
        (quality, "Data quality", "verified"),
        (events, "Events", "list"),
    ],
}
VIEWS = [view for section in PAGES.values() for view, _, _ in section]
