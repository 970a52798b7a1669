"""Raw rows of a source in the columns the other modules count by, and nothing else.

events = raw.shop(con, settings), or raw.ga4(glob, settings)

A row has event_source, event_id, content, load_id, loaded_at, visitor_id, stream (the vendor's
session, '' where it has none), occurred_at, received_at, sequence, source_type, event_type,
order_id, product_id, user_agent, address, source, medium, campaign, cents (revenue), and what
speaks against it: is_unreadable, is_impossible, is_superseded, is_declined. What a source does not
record, and how a visit came in GA4, on which no verdict on a bot hangs there, is null.
"""

import json
import re
from pathlib import Path

import duckdb
import numpy as np
import pandas as pd

SEEDS = Path(__file__).resolve().parents[2] / "seeds"
PLACEHOLDERS = {
    *("", "(not set)", "<Other>", "(data deleted)", "<obfuscated>"),
    "Not available in demo dataset",
}
ARRIVAL = ["load_id", "loaded_at", "received_at"]
GA4_CONTENT = [
    *("event_timestamp", "event_name", "event_params", "event_value_in_usd", "user_id"),
    *("user_pseudo_id", "user_first_touch_timestamp", "device", "geo", "traffic_source"),
    *("stream_id", "platform", "ecommerce", "items"),
]


def filled(texts: pd.Series) -> pd.Series:
    """Texts without blanks around them, null where nothing is left."""
    stripped = texts.astype(object).where(texts.notna(), None).str.strip()
    return stripped.where(stripped.ne(""), None)


def as_text(rows: pd.DataFrame) -> pd.Series:
    """Each row as one text."""
    lines = ("|".join(map(str, row)) for row in rows.itertuples(index=False))
    return pd.Series(lines, index=rows.index, dtype=object)


def cents(amounts: pd.Series) -> pd.Series:
    """Amounts as whole cents, rounded half away from zero after eight places."""
    fine = (amounts.astype(float) * 1e8).round()
    return (np.sign(fine) * ((fine.abs() + 500_000) // 1_000_000)).astype("Int64")


def below_zero(numbers: pd.Series) -> pd.Series:
    """Whether numbers are negative; what is unknown is not."""
    return numbers.astype(float).lt(0)


def in_reporting_currency(events: pd.DataFrame, rates: pd.DataFrame, currency: str) -> pd.Series:
    """Revenue of the shop's events in cents, at the rate of the event's day (UTC)."""
    code = filled(events["currency"]).str.upper()
    daily = rates.assign(rate_date=rates["rate_date"].astype("datetime64[us]"))
    of_currency = daily.set_index(["rate_date", "currency"])["usd_rate"].astype(float)
    own = daily[daily["currency"].eq(currency)].set_index("rate_date")["usd_rate"].astype(float)
    day = events["occurred_at"].dt.normalize()
    keys = pd.MultiIndex.from_arrays([day, code])
    rate = of_currency.reindex(keys).to_numpy() / own.reindex(day).to_numpy()
    converted = cents(events["revenue"].astype(float) * rate)
    return converted.where(code.ne(currency), cents(events["revenue"]))


def shop(con: duckdb.DuckDBPyConnection, settings: dict) -> pd.DataFrame:
    """The shop's events, from its raw tables."""
    events = con.table("raw.events").df()
    rates = con.table("raw.exchange_rates").df()
    content = as_text(events.drop(columns=[*ARRIVAL, "unread_line"]))
    kind = events["event_type"]
    amount = in_reporting_currency(events, rates, settings["reporting_currency"])
    is_negative = below_zero(events["quantity"]) | below_zero(events["unit_price"])
    return pd.DataFrame(
        {
            "event_source": "shop",
            "event_id": filled(events["event_id"]).fillna(content),
            "content": content,
            "load_id": events["load_id"].fillna("unnamed"),
            "loaded_at": events["loaded_at"],
            "visitor_id": events["visitor_id"],
            "stream": events["session_id"].fillna(""),
            "occurred_at": events["occurred_at"],
            "received_at": events["received_at"],
            "sequence": np.nan,
            "source_type": kind,
            "event_type": kind,
            "order_id": filled(events["order_id"]),
            "product_id": filled(events["product_id"]),
            "user_agent": filled(events["user_agent"]),
            "address": filled(events["ip_address"]),
            "source": filled(events["referrer"]),
            "medium": filled(events["medium"]),
            "campaign": filled(events["campaign"]),
            "cents": amount,
            "is_unreadable": events["unread_line"].notna(),
            "is_impossible": is_negative | (below_zero(amount) & kind.ne("refund")),
            "is_superseded": False,
            "is_declined": events["consent"].eq("denied"),
        }
    )


def known(texts: pd.Series) -> pd.Series:
    """Texts of GA4, null where one of its placeholders stands."""
    stripped = texts.astype(object).where(texts.notna(), None).str.strip()
    return stripped.where(~stripped.isin(PLACEHOLDERS), None)


def canonical_types(names: pd.Series, pages: pd.Series) -> pd.Series:
    """GA4's event names as the warehouse's types; a page view is refined by its path."""
    mapped = names.map(pd.read_csv(SEEDS / "ga4_event_types.csv", index_col=0)["event_type"])
    addresses = pd.Series(pages.dropna().unique(), dtype=object)
    paths = addresses.str.extract(r"^[a-zA-Z]+://[^/?#]+(/[^?#]*)")[0].fillna("/").str.lower()
    page_types = pd.Series(None, index=addresses.index, dtype=object)
    patterns = pd.read_csv(SEEDS / "ga4_page_types.csv").sort_values("priority", ascending=False)
    for pattern, kind in zip(patterns["path_pattern"], patterns["event_type"], strict=True):
        page_types[[bool(re.search(pattern, path)) for path in paths]] = kind
    refined = pages.map(dict(zip(addresses, page_types, strict=True)))
    return refined.where(refined.notna() & mapped.eq("page_view"), mapped)


def in_json(value: object) -> object:
    """What JSON has no word for: an array as a list, all else as text."""
    return value.tolist() if hasattr(value, "tolist") else str(value)


def parameter(parameters: pd.Series, key: str, field: str) -> pd.Series:
    """The first value of a key in GA4's list of an event's parameters."""
    return parameters.map(
        lambda listed: next(
            (one["value"][f"{field}_value"] for one in listed if one["key"] == key), None
        )
    )


def ga4(glob: str, settings: dict) -> pd.DataFrame:
    """The events of a GA4 export, from its files."""
    with duckdb.connect() as con:
        events = con.read_parquet(glob, filename=True, union_by_name=True).df()
    load = events["filename"].str.extract(r"([^/]+)\.parquet$")[0]
    day = load.str.extract(r"(\d{4}-?\d{2}-?\d{2})$")[0].str.replace("-", "")
    is_intraday = load.str.contains("intraday")
    shown = [column for column in GA4_CONTENT if column in events]
    content = as_text(events[shown].map(lambda value: json.dumps(value, default=in_json)))
    commerce = pd.DataFrame([row or {} for row in events["ecommerce"]], index=events.index)
    commerce = commerce.reindex(
        columns=["purchase_revenue_in_usd", "refund_value_in_usd", "transaction_id"]
    )
    kind = canonical_types(
        events["event_name"], parameter(events["event_params"], "page_location", "string")
    )
    amount = commerce["purchase_revenue_in_usd"].where(
        kind.ne("refund"), -commerce["refund_value_in_usd"].astype(float)
    )
    only_item = events["items"].map(lambda items: items[0] if len(items) == 1 else {})
    is_negative = only_item.map(
        lambda item: any((item.get(name) or 0) < 0 for name in ("quantity", "price"))
    )
    stream = parameter(events["event_params"], "ga_session_id", "int")
    occurred_at = pd.to_datetime(events["event_timestamp"], unit="us").astype("datetime64[us]")
    offset = pd.to_timedelta(events["event_server_timestamp_offset"].astype(float), unit="us")
    return pd.DataFrame(
        {
            "event_source": "ga4",
            "event_id": content,
            "content": content,
            "load_id": load,
            "loaded_at": pd.to_datetime(day, format="%Y%m%d") + pd.Timedelta(hours=36),
            "visitor_id": events["user_pseudo_id"],
            "stream": stream.map(lambda id_: "" if pd.isna(id_) else str(int(id_))),
            "occurred_at": occurred_at,
            "received_at": (occurred_at + offset).astype("datetime64[us]"),
            "sequence": events["event_bundle_sequence_id"],
            "source_type": events["event_name"],
            "event_type": kind,
            "order_id": known(commerce["transaction_id"]),
            "product_id": known(only_item.map(lambda item: item.get("item_id"))),
            **dict.fromkeys(("user_agent", "address", "source", "medium", "campaign")),
            "cents": cents(amount),
            "is_unreadable": False,
            "is_impossible": is_negative | (below_zero(amount) & kind.ne("refund")),
            "is_superseded": is_intraday & day.isin(day[~is_intraday]),
            "is_declined": events["privacy_info"].map(
                lambda told: str((told or {}).get("analytics_storage")).lower() == "no"
            ),
        }
    )
