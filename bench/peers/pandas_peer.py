"""The sessionisation job in pandas: a peer for the benchmark.

python pandas_peer.py raw|events INPUT_DIR OUTPUT_DIR

Strings that repeat are read as categoricals, the events are put in order once, and everything
after that works on runs of rows: a session is a range of the ordered events.
"""

import sys
import time
from hashlib import md5
from pathlib import Path

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

TIMEOUT = pd.Timedelta(minutes=30)
MICROSECONDS = 1_000_000
FLAGS = ["is_page_view", "is_automatic", "is_high_intent", "is_goal"]
RAW_NAMES = {
    "referrer": "traffic_source",
    "medium": "traffic_medium",
    "campaign": "traffic_campaign",
}
FIRST_KNOWN = [
    "device_type",
    "country_code",
    "traffic_source",
    "traffic_medium",
    "traffic_campaign",
]
CATEGORIES = [
    "event_source",
    "visitor_id",
    "customer_id",
    "event_type",
    "page_path",
    *FIRST_KNOWN,
    *RAW_NAMES,
]
SESSION_EVENTS = [
    "session_id",
    "event_number",
    "event_id",
    "event_source",
    "visitor_id",
    "customer_id",
    "occurred_at",
    "received_at",
    "event_type",
    "is_page_view",
    "is_automatic",
    "is_interaction",
    "is_high_intent",
    "is_goal",
    "page_path",
    *FIRST_KNOWN,
]
SESSIONS = [
    "session_id",
    "event_source",
    "visitor_id",
    "person_id",
    "session_number",
    "started_at",
    "ended_at",
    "is_closed",
    "event_count",
    "page_view_count",
    "interaction_count",
    *FIRST_KNOWN,
    "landing_page",
    "exit_page",
    "mean_gap_seconds",
    "is_bot",
]


def read_events(source: str, folder: Path) -> pd.DataFrame:
    events = pd.read_parquet(folder / f"{source}.parquet", read_dictionary=CATEGORIES)
    if source == "events":
        return events
    types = pd.read_csv(folder / "event_types.csv", index_col="event_type")
    position = types.index.get_indexer(events["event_type"].cat.categories)
    position[position < 0] = types.index.get_loc("other")
    codes = position[events["event_type"].cat.codes]
    looked_up = {name: types[name].to_numpy()[codes] for name in [*FLAGS, "tie_rank"]}
    return events.rename(columns=RAW_NAMES).assign(
        event_source=pd.Categorical.from_codes(np.zeros(len(events), "int8"), ["shop"]),
        event_type=pd.Categorical.from_codes(codes, types.index),
        **looked_up,
        is_interaction=~(looked_up["is_page_view"] | looked_up["is_automatic"]),
    )


def sessionise(events: pd.DataFrame) -> pd.DataFrame:
    """Put the events in order and number visitors, sessions and the events of a session."""
    events["visitor"] = events.groupby(
        ["event_source", "visitor_id"], observed=True, sort=False
    ).ngroup()
    keys = ["visitor", "occurred_at", "received_at", "tie_rank", "event_id"]
    # Arrow looks at a later key only where the earlier ones tie, so event_id costs nothing
    order = pc.sort_indices(
        pa.Table.from_pandas(events[keys], preserve_index=False),
        sort_keys=[(key, "ascending") for key in keys],
    )
    events = events.take(order.to_numpy()).reset_index(drop=True)
    starts = (events["visitor"] != events["visitor"].shift()) | (
        events["occurred_at"].diff() > TIMEOUT
    )
    events["session"] = starts.cumsum() - 1
    first_row = np.flatnonzero(starts)
    events["event_number"] = events.index - first_row[events["session"]] + 1
    first = events.iloc[first_row]
    ids = [
        md5(f"{source}|{len(visitor)}|{visitor}|{event}".encode()).hexdigest()
        for source, visitor, event in zip(
            first["event_source"], first["visitor_id"], first["event_id"], strict=True
        )
    ]
    events["session_id"] = pd.Categorical.from_codes(events["session"], ids)
    return events


def person_ids(events: pd.DataFrame, sessions: pd.DataFrame) -> pd.Series:
    pairs = events[["visitor", "customer_id"]].dropna().drop_duplicates()
    single = pairs[~pairs["visitor"].duplicated(keep=False)].set_index("visitor")["customer_id"]
    customer = "customer:" + sessions["visitor"].map(single.astype(str))
    visitor = (
        "visitor:" + sessions["event_source"].astype(str) + ":" + sessions["visitor_id"].astype(str)
    )
    return customer.fillna(visitor)


def summarise(events: pd.DataFrame) -> pd.DataFrame:
    by_session = events.groupby("session")
    sessions = by_session[["session_id", "event_source", "visitor_id", "visitor"]].head(1)
    sessions = sessions.reset_index(drop=True).join(by_session[FIRST_KNOWN].first())
    sessions["person_id"] = person_ids(events, sessions)
    sessions["session_number"] = sessions.groupby("visitor").cumcount() + 1
    sessions["started_at"] = by_session["occurred_at"].first()
    sessions["ended_at"] = by_session["occurred_at"].last()
    latest = sessions.groupby("event_source", observed=True)["ended_at"].transform("max")
    sessions["is_closed"] = latest - sessions["ended_at"] > TIMEOUT
    sessions["event_count"] = by_session.size()
    sessions["page_view_count"] = by_session["is_page_view"].sum()
    sessions["interaction_count"] = by_session["is_interaction"].sum()
    sessions["landing_page"] = by_session["page_path"].first()
    sessions["exit_page"] = by_session["page_path"].last()

    active = events.loc[~events["is_automatic"], ["session", "occurred_at"]].groupby("session")
    active = active["occurred_at"].agg(["first", "last", "size"]).query("size > 1")
    span = (active["last"] - active["first"]).astype("int64")
    mean_gap = span / ((active["size"] - 1) * MICROSECONDS)
    sessions["mean_gap_seconds"] = mean_gap
    is_bot = (mean_gap <= 2) & (active["size"] >= 3)
    sessions["is_bot"] = is_bot.reindex(sessions.index, fill_value=False)
    return sessions[SESSIONS]


def funnel_steps(events: pd.DataFrame, definitions: pd.DataFrame):
    """Yield funnel, step and the rows of the events that reach it, one for each session."""
    session = events["session"].to_numpy()
    session_count = session[-1] + 1 if len(session) else 0

    def first_of_each(rows):
        return rows[~pd.Series(session[rows]).duplicated().to_numpy()]

    for funnel, steps in definitions.dropna(subset="event_type").groupby("funnel"):
        reached = np.full(session_count, -1)
        for step, types in steps.groupby("step_number")["event_type"]:
            rows = np.flatnonzero(events["event_type"].isin(types))
            rows = first_of_each(rows[rows > reached[session[rows]]])
            reached[:] = len(events)
            reached[session[rows]] = rows
            yield funnel, step, rows

    converted = events["is_goal"]
    deep = converted | events["is_high_intent"]
    engaged = deep | events["is_interaction"]
    browsed = events["event_number"] == 1
    for step, is_step in enumerate([browsed, engaged, deep, converted], start=1):
        yield "engagement", step, first_of_each(np.flatnonzero(is_step))


def follow_funnels(events: pd.DataFrame, definitions: pd.DataFrame) -> pd.DataFrame:
    reached = [
        events.loc[rows, ["session_id", "occurred_at"]].assign(
            funnel=funnel, step_number=np.int32(step)
        )
        for funnel, step, rows in funnel_steps(events, definitions)
    ]
    progress = pd.concat(reached, ignore_index=True).rename(columns={"occurred_at": "reached_at"})
    return progress[["funnel", "session_id", "step_number", "reached_at"]]


def main(source: str, input_dir: Path, output_dir: Path) -> None:
    started = time.perf_counter()
    output_dir.mkdir(parents=True, exist_ok=True)
    definitions = pd.read_csv(input_dir / "funnel_step_definitions.csv")
    events = sessionise(read_events(source, input_dir))
    events[SESSION_EVENTS].to_parquet(output_dir / "session_events.parquet", index=False)
    summarise(events).to_parquet(output_dir / "sessions.parquet", index=False)
    progress = follow_funnels(events, definitions)
    progress.to_parquet(output_dir / "funnel_progress.parquet", index=False)
    print(f"{time.perf_counter() - started:.3f}")


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3]))
