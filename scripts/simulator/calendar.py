"""When people come: trend, week, holidays, campaigns and the hours of a day.

calendar.traffic(date(2025, 1, 1), np.arange(120))
"""

from datetime import date, timedelta

import numpy as np

SECOND = 1_000_000  # all times are whole microseconds since the start of the world's first day
HOUR = 3_600 * SECOND
DAY = 24 * HOUR

DAILY_GROWTH = 0.0006  # of the first day's traffic, so 22 % a year
WEEKDAYS = np.array([1.04, 1.02, 1.00, 0.99, 0.94, 0.96, 1.05])  # Monday first
HOLIDAYS = {  # (month, day): traffic
    (1, 1): 0.70,
    (12, 24): 0.60,
    (12, 25): 0.45,
    (12, 26): 0.75,
    (12, 31): 0.70,
}
CAMPAIGN_MONTHS = (3, 6, 9, 11)
CAMPAIGN = np.array([1.25, 1.45, 1.35, 1.20])  # the last Thursday to Sunday of those months
HIGHEST_TRAFFIC = 1.6

# Share of a day's sessions by local hour, up to a factor.
WORKDAY_HOURS = np.array(
    [8, 5, 3, 2, 2, 4, 9, 18, 28, 34, 38, 40, 44, 42, 38, 36, 38, 44, 54, 64, 70, 66, 46, 22]
)
WEEKEND_HOURS = np.array(
    [14, 9, 6, 4, 3, 3, 5, 9, 18, 32, 46, 54, 56, 54, 52, 52, 52, 52, 54, 58, 60, 54, 38, 22]
)


def campaign_days(year: int) -> dict[date, float]:
    """Traffic on the campaign days of a year."""
    found = {}
    for month in CAMPAIGN_MONTHS:
        last = date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)
        thursday = last - timedelta(days=(last.weekday() - 3) % 7)
        if thursday + timedelta(days=3) > last:
            thursday -= timedelta(days=7)
        found |= {thursday + timedelta(days=n): factor for n, factor in enumerate(CAMPAIGN)}
    return found


def occasions(start: date, days: np.ndarray) -> np.ndarray:
    """What holidays and campaigns make of the traffic on days counted from `start`: 1 on others."""
    dates = [start + timedelta(days=int(day)) for day in days]
    campaigns = {}
    for year in {day.year for day in dates}:
        campaigns |= campaign_days(year)
    return np.array(
        [HOLIDAYS.get((day.month, day.day), 1.0) * campaigns.get(day, 1.0) for day in dates]
    )


def traffic(start: date, days: np.ndarray) -> np.ndarray:
    """Traffic on days counted from `start`, as a multiple of an ordinary day's at the start."""
    weekdays = WEEKDAYS[(start.weekday() + np.asarray(days)) % 7]
    return (1 + DAILY_GROWTH * np.asarray(days)) * weekdays * occasions(start, days)


def time_of_day(
    rng: np.random.Generator, start: date, days: np.ndarray, offset_hours: np.ndarray
) -> np.ndarray:
    """Microseconds into the UTC day at which visits begin, by the hours of the visitor's zone.

    A visit stays in its UTC day: what its zone would move beyond midnight comes round to the
    other end of the day.
    """
    is_weekend = (start.weekday() + days) % 7 >= 5
    hours = np.where(
        is_weekend,
        np.searchsorted(np.cumsum(WEEKEND_HOURS), rng.random(len(days)) * WEEKEND_HOURS.sum()),
        np.searchsorted(np.cumsum(WORKDAY_HOURS), rng.random(len(days)) * WORKDAY_HOURS.sum()),
    )
    local = hours * HOUR + rng.integers(0, HOUR, len(days))
    return (local - offset_hours * HOUR) % DAY
