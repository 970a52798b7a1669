"""Accepted events, sessions, orders and the funnel `purchase` in pandas.

events = sessions.clean(raw_events, settings)
events, visits = sessions.cut(events, settings)
"""

import hashlib

import numpy as np
import pandas as pd

from recount import bots, channels
from recount.raw import SEEDS

FLAGS = ["is_page_view", "is_automatic", "is_high_intent", "is_goal"]
KEY = ["event_source", "event_id"]
VISITOR = ["event_source", "visitor_id"]
ORDER = ["occurred_at", "received_at", "sequence", "tie_rank", "event_id"]
ORIGIN = ["source", "medium", "campaign"]
STEPS = ["view_product", "add_to_cart", "checkout", "purchase"]
MICROSECOND = pd.Timedelta(microseconds=1)
EPOCH = pd.Timestamp(0)


def local_date(times: pd.Series, settings: dict) -> pd.Series:
    """The calendar dates of UTC times in the reporting time zone, as midnights."""
    zoned = times.dt.tz_localize("UTC").dt.tz_convert(settings["reporting_timezone"])
    return zoned.dt.tz_localize(None).dt.normalize().astype("datetime64[us]")


def reason_alone(events: pd.DataFrame, is_listed: pd.Series, settings: dict) -> pd.Series:
    """Why a row by itself is excluded, the first reason that holds; null where none does."""
    arrived_at = events[["received_at", "loaded_at"]].min(axis=1)
    latest = arrived_at + pd.Timedelta(minutes=settings["clock_skew_minutes"])
    first_date = pd.Timestamp(str(settings["min_event_date"]))
    reasons = {
        "unreadable_row": events["is_unreadable"],
        "missing_identity": events["visitor_id"].fillna("").str.strip().eq(""),
        "missing_time": events["occurred_at"].isna() | events["loaded_at"].isna(),
        "before_min_event_date": local_date(events["occurred_at"], settings) < first_date,
        "in_the_future": events["occurred_at"] > latest,
        "impossible_value": events["is_impossible"],
        "unlisted_event_type": ~is_listed & settings["exclude_unlisted_event_types"],
        "superseded_load": events["is_superseded"],
    }
    found = np.select([holds.to_numpy(bool) for holds in reasons.values()], list(reasons), "")
    return pd.Series(found, index=events.index).replace("", None)


def repeats(usable: pd.DataFrame) -> pd.Series:
    """Which usable rows repeat another of their id: of these the first to arrive wins."""
    again = usable[usable.duplicated(KEY, keep=False)]
    # rows that arrived as one are told apart by what they say
    digest = again["content"].map(lambda text: hashlib.md5(text.encode()).hexdigest())
    again = again.assign(digest=digest).sort_values(
        [*KEY, "loaded_at", "load_id", "received_at", "sequence", "digest"]
    )
    is_exact = again.duplicated([*KEY, "content"])
    is_first = ~again.duplicated(KEY)
    reason = np.select([is_exact, ~is_first], ["exact_duplicate", "repeated_event_id"], "")
    return pd.Series(reason, index=again.index).replace("", None)


def clean(events: pd.DataFrame, settings: dict) -> pd.DataFrame:
    """Every event with what its type says and its `reason`, null where it is accepted."""
    types = pd.read_csv(SEEDS / "event_types.csv", index_col="event_type")
    is_listed = events["event_type"].isin(types.index)
    events = events.assign(event_type=events["event_type"].where(is_listed, "other"))
    events[[*FLAGS, "tie_rank"]] = types.loc[events["event_type"], [*FLAGS, "tie_rank"]].to_numpy()
    events[FLAGS] = events[FLAGS].astype(bool)
    events["reason"] = reason_alone(events, is_listed, settings)
    repeated = repeats(events[events["reason"].isna()]).dropna()
    events.loc[repeated.index, "reason"] = repeated
    events.loc[events["reason"].isna() & events["is_declined"], "reason"] = "consent_declined"
    return events


def cut(events: pd.DataFrame, settings: dict) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The accepted events in order, each with the number of its session, and the sessions."""
    events = events[events["reason"].isna()].copy()
    if settings["sessionise_by"] != "source":
        events["stream"] = ""
    events = events.sort_values([*VISITOR, "stream", *ORDER], ignore_index=True)
    timeout = pd.Timedelta(minutes=settings["session_timeout_minutes"])
    place = events[[*VISITOR, "stream"]]
    is_other = place.ne(place.shift()).any(axis=1)
    is_after_gap = events["occurred_at"].diff().gt(timeout) & events["stream"].eq("")
    events["session"] = (is_other | is_after_gap).cumsum() - 1
    events["position"] = events.groupby("session").cumcount()
    return events, described(events, timeout, settings)


def described(events: pd.DataFrame, timeout: pd.Timedelta, settings: dict) -> pd.DataFrame:
    """A row a session: what its events say of it."""
    by_session = events.groupby("session")
    visits = by_session[VISITOR].first()
    visits["started_at"] = by_session["occurred_at"].min()
    visits["ended_at"] = by_session["occurred_at"].max()
    visits["event_count"] = by_session.size()
    visits["page_view_count"] = by_session["is_page_view"].sum()
    visits["session_date"] = local_date(visits["started_at"], settings)
    visits["microseconds"] = (visits["ended_at"] - visits["started_at"]) // MICROSECOND
    interactions = (~events["is_page_view"] & ~events["is_automatic"]).groupby(events["session"])
    visits["is_bounce"] = visits["page_view_count"].le(1) & interactions.sum().eq(0)
    watermark = visits.groupby("event_source")["ended_at"].transform("max")
    visits["is_closed"] = watermark - visits["ended_at"] > timeout
    goals = events[events["is_goal"]].groupby("session")["occurred_at"].min()
    visits["microseconds_to_goal"] = (goals - visits["started_at"]) / MICROSECOND
    visits["is_converted"] = visits["microseconds_to_goal"].notna()
    visits["interaction_count"] = interactions.sum()
    visits["is_bot"] = [verdict.is_bot for verdict in verdicts(events, visits, settings)]
    numbered = visits.sort_values(["started_at", "ended_at"], kind="stable")
    visits["session_number"] = numbered.groupby(VISITOR).cumcount() + 1
    return visits


def verdicts(events: pd.DataFrame, visits: pd.DataFrame, settings: dict) -> list[bots.Verdict]:
    """Whether a bot is behind each of the sessions."""
    agent_class = bots.agent_reader()
    agents = events[["user_agent", "address"]].astype(object)
    agents = agents.where(agents.notna(), None)
    read = [agent_class(agent, address) for agent, address in agents.itertuples(index=False)]
    events = events.assign(agent_class=read, time=(events["occurred_at"] - EPOCH) // MICROSECOND)
    by_session = events.groupby("session")
    first = by_session[["agent_class", "address"]].first()
    # source, medium and campaign belong together: those of the first event that says any of them
    told = events[events[ORIGIN].notna().any(axis=1)].groupby("session")[ORIGIN].nth(0)
    told.index = events.loc[told.index, "session"]
    first = first.join(told).astype(object)
    first = first.where(first.notna(), None)
    channel = channels.reader()
    times = events[~events["is_automatic"]].groupby("session")["time"].agg(list)
    known = zip(
        visits["event_source"],
        visits["visitor_id"],
        times.reindex(visits.index).map(lambda found: found if isinstance(found, list) else []),
        visits["microseconds"],
        visits["page_view_count"],
        visits["interaction_count"],
        visits["is_converted"],
        by_session["product_id"].nunique(),
        first["agent_class"],
        first["address"],
        [channel(*origin)[1] for origin in first[ORIGIN].itertuples(index=False)],
        strict=True,
    )
    return bots.judge([bots.Session(*one) for one in known], settings["bot_threshold"])


def orders(events: pd.DataFrame, visits: pd.DataFrame) -> pd.DataFrame:
    """A row an order: its session, its cents, and whether anything of it was given back."""
    told = events[events["event_type"].isin(["purchase", "refund"])].copy()
    told["is_bot"] = told["session"].map(visits["is_bot"])
    told["is_worthless"] = told["cents"].isna()
    told["order_key"] = ("id:" + told["order_id"]).fillna("event:" + told["event_id"])
    purchases = told[told["event_type"].eq("purchase")].sort_values(
        ["is_bot", "is_worthless", "occurred_at", "visitor_id", "position", "event_id"]
    )
    placed = purchases.drop_duplicates(["event_source", "order_key"])
    refunds = told[told["event_type"].eq("refund")]
    keys = pd.MultiIndex.from_frame(placed[["event_source", "order_key"]])
    given = pd.MultiIndex.from_frame(refunds[["event_source", "order_key"]])
    return placed.assign(is_refunded=keys.isin(given))


def follow_purchase(events: pd.DataFrame, visits: pd.DataFrame, settings: dict) -> pd.DataFrame:
    """A row a session and step of the funnel `purchase` that a person's session reached."""
    definitions = pd.read_csv(SEEDS / "funnel_step_definitions.csv")
    definitions = definitions[definitions["funnel"].eq("purchase")]
    reached, before, entered = [], None, None
    for number, types in definitions.groupby("step_number")["event_type"]:
        found = events[events["event_type"].isin(types)]
        if before is not None:
            after = found["session"].map(before)
            found = found[found["position"] > after]
        first = found.drop_duplicates("session").set_index("session")
        before = first["position"]
        entered = first["occurred_at"] if entered is None else entered
        reached.append(pd.DataFrame({"step_number": number}, index=first.index))
    steps = pd.concat(reached).reset_index().join(visits[["is_bot", "is_closed"]], on="session")
    steps["entry_date"] = local_date(steps["session"].map(entered), settings)
    names = definitions.drop_duplicates("step_number").set_index("step_number")["step_name"]
    steps["step_name"] = steps["step_number"].map(names)
    deepest = steps.groupby("session")["step_number"].transform("max")
    steps["outcome"] = np.select(
        [deepest > steps["step_number"], steps["is_closed"]], ["completed", "dropped"], "in_flight"
    )
    return steps[~steps["is_bot"]]


def seen_steps(events: pd.DataFrame) -> pd.DataFrame:
    """For each session whether it holds an event of each step of `purchase`, in any order."""
    definitions = pd.read_csv(SEEDS / "funnel_step_definitions.csv")
    definitions = definitions[definitions["funnel"].eq("purchase")]
    types = definitions.groupby("step_name")["event_type"].agg(set)
    found = {step: events["event_type"].isin(types[step]) for step in STEPS}
    return pd.DataFrame(found).groupby(events["session"]).any()
