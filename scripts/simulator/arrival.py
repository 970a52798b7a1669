"""How what happened reaches the warehouse: late, twice, out of order, and some of it broken.

    rows = arrival.deliver(world, day, number, record)

Every row arrives in the load of the UTC day on which it was received.
"""

import numpy as np

from simulator.calendar import DAY, HOUR, SECOND
from simulator.streams import keys, stream
from simulator.tracking import EVENT, NUMBER_OF_TYPE, Record
from simulator.world import World

DELAY_MILLISECONDS = (20, 2_000)
LATE_MICROSECONDS = (300 * SECOND, 21 * DAY)  # evenly on a logarithmic scale
FAR_AHEAD = (2 * HOUR, 3 * 365 * DAY)
AWAKE_IN_1970 = DAY  # clocks that start at zero run no longer than this
RESEND_SOON = (SECOND // 10, 5 * SECOND)
RESEND_LATER = (HOUR, 3 * DAY)
RESEND_LATER_SHARE = 0.4

FAULTS = ["unreadable", "missing_identity", "missing_time", "old", "future", "impossible"]
FAULTS += ["unlisted"]
COPIES = ["duplicate", "changed"]
ERRORS = ["", *FAULTS, *COPIES, "late"]  # truth.injected_errors.kind
FAULT_NUMBER = {kind: number for number, kind in enumerate(ERRORS)}

ROW = np.dtype(
    [
        *((name, EVENT[name]) for name in EVENT.names),
        ("event", "u8"),
        ("received", "i8"),
        ("recorded", "i8"),  # the time the device's clock told
        ("fault", "i1"),  # place in ERRORS
        ("is_late", "?"),
        ("is_known", "?"),  # the row carries the customer
    ]
)


def deliver(world: World, day: int, number: int, record: Record) -> np.ndarray:
    """The rows of ROW in which a block's events arrive, copies at the end.

    A row has one fault at most, and only a row without a fault is sent twice. What the shop itself
    sends (refunds) is whole.
    """
    rng = stream(world.seed, "arrival", day, number)
    events, sessions = record.events, record.sessions
    count = len(events)
    is_sent_by_shop = events["type"] == NUMBER_OF_TYPE["refund"]
    rows = np.empty(count, dtype=ROW)
    for name in EVENT.names:
        rows[name] = events[name]
    rows["event"] = keys("event", day, number * 2**22 + np.arange(count))
    rows["is_known"] = events["time"] >= record.known_from[events["session"]]
    rows["is_known"] |= is_sent_by_shop

    late = rng.random(len(sessions)) < world.rates["late"]
    lag = np.exp(rng.uniform(*np.log(LATE_MICROSECONDS), len(sessions))).astype(np.int64)
    lag[~late] = 0
    delay = 1_000 * rng.integers(*DELAY_MILLISECONDS, count, endpoint=True)
    rows["received"] = events["time"] + delay + lag[events["session"]]
    rows["is_late"] = late[events["session"]]
    skew = sessions["skew"][events["session"]].astype(np.int64) * SECOND
    rows["recorded"] = events["time"] + skew

    shares = np.cumsum([world.rates[kind] for kind in FAULTS + COPIES])
    error = np.searchsorted(shares, rng.random(count), "right") + 1
    error[(error > len(shares)) | is_sent_by_shop] = 0
    rows["fault"] = np.where(error <= len(FAULTS), error, 0)
    strange = rng.random(count)
    is_old, is_ahead = (rows["fault"] == FAULT_NUMBER[kind] for kind in ("old", "future"))
    low, high = FAR_AHEAD
    ahead = rows["received"] + low + (strange * (high - low)).astype(np.int64)
    rows["recorded"] = np.where(is_ahead, ahead, rows["recorded"])
    epoch = (np.datetime64("1970-01-01") - np.datetime64(world.start)).astype(np.int64) * DAY
    rows["recorded"][is_old] = epoch + (strange[is_old] * AWAKE_IN_1970).astype(np.int64)

    copies = rows[error > len(FAULTS)].copy()
    copies["fault"] = error[error > len(FAULTS)]
    pause = np.where(
        rng.random(len(copies)) < RESEND_LATER_SHARE,
        rng.integers(*RESEND_LATER, len(copies)),
        rng.integers(*RESEND_SOON, len(copies)),
    )
    copies["received"] += pause
    return np.concatenate([rows, copies])


def load_days(rows: np.ndarray) -> np.ndarray:
    """The day on which each row is loaded, counted from the start of the world."""
    return rows["received"] // DAY
