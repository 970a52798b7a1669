"""What a world is: the arguments from which every row follows, whatever is simulated of it."""

from dataclasses import dataclass, field
from datetime import date

import numpy as np

from simulator import calendar

PERSONS_PER_SESSION = 0.475  # born a day for each session a day
EVENTS_PER_SESSION = 7.85  # observed, as is visitors_per_session
REACH_DAYS = 70  # how long after the day of its session a row may still arrive

RATES = {  # of rows, but for the last four; every one is an argument of the command line
    "unreadable": (0.0005, "rows the collector could not read"),
    "missing_identity": (0.001, "rows without a visitor"),
    "missing_time": (0.0005, "rows without a time"),
    "old": (0.0005, "rows of a clock that woke up in 1970"),
    "future": (0.0005, "rows of a clock that runs far ahead"),
    "impossible": (0.0005, "rows with a negative quantity"),
    "unlisted": (0.001, "rows of a type nobody knows"),
    "duplicate": (0.004, "rows that come twice, the same both times"),
    "changed": (0.001, "rows that come twice, the second time changed"),
    "late": (0.02, "sessions whose rows come minutes to three weeks late"),
    "skew": (0.03, "visitors whose clock is minutes off"),
    "declined": (0.04, "people who decline to be measured"),
}


@dataclass(frozen=True)
class World:
    """A simulated world; how many days of it are simulated is no part of it."""

    seed: int
    start: date  # day 0; all times are microseconds since its midnight in UTC
    sessions_per_day: float  # on an ordinary day at the start, bots included
    has_incidents: bool = True
    rates: dict[str, float] = field(
        default_factory=lambda: {name: rate for name, (rate, _) in RATES.items()}
    )


def ordinary_days(start: date, days: int) -> float:
    """How many ordinary days' traffic `days` days from `start` have."""
    return float(calendar.traffic(start, np.arange(days)).sum())


def visitors_per_session(days: int) -> float:
    """How many visitors there are for each session of so many days: the longer, the fewer.

    Fitted to a world of 400 days, within 3 % of it at any number of days.
    """
    return 0.48 + 0.5 / (1 + days / 20)
