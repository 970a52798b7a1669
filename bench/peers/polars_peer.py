"""The sessionisation job in Polars (lazy, streaming engine): a peer for the benchmark.

python polars_peer.py raw|events INPUT_DIR OUTPUT_DIR

One query orders the events and numbers their sessions; the three results are further queries over
its outcome, run together and written as they stream.
"""

import sys
import time
from hashlib import md5
from pathlib import Path

import polars as pl

TIMEOUT = pl.duration(minutes=30)
MICROSECONDS = 1_000_000
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
]
COUNTS = ["session_number", "event_count", "page_view_count", "interaction_count"]
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


def scan_events(source: str, folder: Path) -> pl.LazyFrame:
    events = pl.scan_parquet(folder / f"{source}.parquet")
    if source == "raw":
        types = pl.read_csv(folder / "event_types.csv").drop("description")
        listed = pl.col("event_type").is_in(types["event_type"].implode())
        events = (
            events.rename(
                {
                    "referrer": "traffic_source",
                    "medium": "traffic_medium",
                    "campaign": "traffic_campaign",
                }
            )
            .with_columns(
                event_source=pl.lit("shop"),
                event_type=pl.when(listed).then("event_type").otherwise(pl.lit("other")),
            )
            .join(types.lazy(), on="event_type")
            .with_columns(is_interaction=~(pl.col("is_page_view") | pl.col("is_automatic")))
        )
    return events.with_columns(pl.col(CATEGORIES).cast(pl.Categorical))


def md5_hex(texts: pl.Series) -> pl.Series:
    return pl.Series([md5(text.encode()).hexdigest() for text in texts], dtype=pl.String)


def sessionise(events: pl.LazyFrame) -> pl.DataFrame:
    """Put the events in order and number visitors, sessions and the events of a session."""
    visitor = pl.col("event_source", "visitor_id").to_physical()
    row = pl.int_range(pl.len())
    numbered = (
        events.sort(visitor, "occurred_at", "received_at", "tie_rank", "event_id", nulls_last=True)
        .with_columns(is_first=pl.any_horizontal(visitor.ne_missing(visitor.shift())))
        .with_columns(
            visitor=pl.col("is_first").cum_sum(),
            is_start=pl.col("is_first") | (pl.col("occurred_at").diff() > TIMEOUT),
        )
        .with_columns(
            session=pl.col("is_start").cum_sum() - 1,
            event_number=row - pl.when("is_start").then(row).forward_fill() + 1,
        )
        .collect(engine="streaming")
    )
    visitor_id = pl.col("visitor_id").cast(pl.String)
    ids = numbered.filter("is_start").select(
        pl.concat_str(
            pl.col("event_source").cast(pl.String),
            visitor_id.str.len_chars(),
            visitor_id,
            "event_id",
            separator="|",
        )
        .map_batches(md5_hex, return_dtype=pl.String)
        .cast(pl.Categorical)
    )
    return numbered.with_columns(session_id=ids.to_series().gather(numbered["session"]))


def summarise(events: pl.LazyFrame) -> pl.LazyFrame:
    customers = events.group_by("visitor").agg(
        lowest=pl.col("customer_id").to_physical().min(),
        highest=pl.col("customer_id").to_physical().max(),
        customer_id=pl.col("customer_id").first(ignore_nulls=True),
    )
    occurred_at, page_path = pl.col("occurred_at"), pl.col("page_path")
    active = ~pl.col("is_automatic")
    gap_count = pl.col("active_event_count") - 1
    person_id = (
        pl.when(pl.col("lowest") == pl.col("highest"))
        .then(pl.format("customer:{}", "customer_id"))
        .otherwise(pl.format("visitor:{}:{}", "event_source", "visitor_id"))
    )
    return (
        events.group_by("session")
        .agg(
            pl.first("session_id", "event_source", "visitor_id", "visitor"),
            pl.col(FIRST_KNOWN).first(ignore_nulls=True),
            started_at=occurred_at.min(),
            ended_at=occurred_at.max(),
            event_count=pl.len(),
            page_view_count=pl.sum("is_page_view"),
            interaction_count=pl.sum("is_interaction"),
            landing_page=page_path.first(ignore_nulls=True),
            exit_page=page_path.last(ignore_nulls=True),
            active_event_count=active.sum().cast(pl.Int64),
            active_span=pl.when(active).then(occurred_at).max()
            - pl.when(active).then(occurred_at).min(),
        )
        .join(customers, on="visitor")
        .with_columns(
            person_id=person_id,
            session_number=pl.col("started_at").rank("ordinal").over("visitor"),
            is_closed=pl.max("ended_at").over("event_source") - pl.col("ended_at") > TIMEOUT,
            mean_gap_seconds=pl.when(gap_count > 0).then(
                pl.col("active_span").dt.total_microseconds() / (gap_count * MICROSECONDS)
            ),
        )
        .with_columns(
            is_bot=((gap_count >= 2) & (pl.col("mean_gap_seconds") <= 2)).fill_null(False)
        )
        .with_columns(pl.col(COUNTS).cast(pl.Int64))
        .select(SESSIONS)
    )


def follow_funnels(events: pl.LazyFrame, definitions: pl.DataFrame) -> pl.LazyFrame:
    def first_events(rows: pl.LazyFrame) -> pl.LazyFrame:
        return rows.group_by("session").agg(
            pl.first("session_id"), pl.min("event_number", "occurred_at")
        )

    def progress(funnel: str, step: int, reached: pl.LazyFrame) -> pl.LazyFrame:
        return reached.select(
            pl.lit(funnel).alias("funnel"),
            "session_id",
            pl.lit(step, pl.Int32).alias("step_number"),
            pl.col("occurred_at").alias("reached_at"),
        )

    steps = []
    defined = definitions.drop_nulls("event_type")
    for (funnel,), funnel_steps in defined.group_by("funnel"):
        reached = None
        for (step,), types in funnel_steps.sort("step_number").group_by(
            "step_number", maintain_order=True
        ):
            rows = events.filter(pl.col("event_type").is_in(types["event_type"].implode()))
            if reached is not None:
                before = reached.select("session", reached_number="event_number")
                rows = rows.join(before, on="session").filter(
                    pl.col("event_number") > pl.col("reached_number")
                )
            reached = first_events(rows)
            steps.append(progress(funnel, step, reached))

    browsed = pl.col("event_number") == 1
    converted = pl.col("is_goal")
    deep = converted | pl.col("is_high_intent")
    engaged = deep | pl.col("is_interaction")
    for step, is_step in enumerate([browsed, engaged, deep, converted], start=1):
        steps.append(progress("engagement", step, first_events(events.filter(is_step))))
    return pl.concat(steps)


def main(source: str, input_dir: Path, output_dir: Path) -> None:
    started = time.perf_counter()
    output_dir.mkdir(parents=True, exist_ok=True)
    definitions = pl.read_csv(input_dir / "funnel_step_definitions.csv")
    events = sessionise(scan_events(source, input_dir)).lazy()
    results = {
        "session_events": events.select(SESSION_EVENTS),
        "sessions": summarise(events),
        "funnel_progress": follow_funnels(events, definitions),
    }
    sinks = [
        result.sink_parquet(output_dir / f"{name}.parquet", compression="snappy", lazy=True)
        for name, result in results.items()
    ]
    pl.collect_all(sinks, engine="streaming")
    print(f"{time.perf_counter() - started:.3f}")


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3]))
