"""Names and numbers as people write them."""

import math
from datetime import date, datetime

import pandas as pd

NONE = "\N{EN DASH}"
SECONDS = (("day", "days", 86_400), ("h", "h", 3_600), ("min", "min", 60))


def name(text: str) -> str:
    """A column's or a step's name as words: `add_to_cart` is `Add to cart`."""
    words = str(text).replace("_", " ")
    return words[:1].upper() + words[1:]


def number(value: float | None, digits: int = 0) -> str:
    """1,234; from a hundred thousand on 123.4k, from a million on 1.23M."""
    if missing(value):
        return NONE
    if abs(value) >= 1e6:
        return f"{value / 1e6:,.2f}M"
    return f"{value / 1e3:,.1f}k" if abs(value) >= 1e5 else f"{value:,.{digits}f}"


def share(value: float | None) -> str:
    """12.3 %, with a digit more below one per cent."""
    if missing(value):
        return NONE
    return f"{value:.{2 if 0 < abs(value) < 0.01 else 1}%}".replace("%", " %")


def seconds(value: float | None) -> str:
    """The two largest units: 1 min 20 s, 3 h 5 min."""
    if missing(value):
        return NONE
    value = round(value)
    if value < 60:
        return f"{value} s"
    for index, (one, many, size) in enumerate(SECONDS):
        if value >= size:
            whole = int(value // size)
            smaller, in_smaller = (
                (SECONDS[index + 1][0], SECONDS[index + 1][2])
                if (index + 1 < len(SECONDS))
                else ("s", 1)
            )
            rest = int((value - whole * size) // in_smaller)
            unit = one if whole == 1 else many
            return f"{whole} {unit}" + (f" {rest} {smaller}" if rest else "")
    return f"{value:.0f} s"


def figure(value: float | None, unit: str | None) -> str:
    """A value in its unit: a share, seconds, an amount of a currency, or a count of something."""
    if unit == "share":
        return share(value)
    if unit == "seconds":
        return seconds(value)
    if unit and len(unit) == 3 and unit.isupper():
        small = not missing(value) and abs(value) < 1_000
        return f"{unit} {number(value, 2 if small else 0)}"
    whole = missing(value) or float(value).is_integer()
    return number(value, 0 if whole else 2)


def chance(value: float | None) -> str:
    """A p or q value: two digits, and below a thousandth just that."""
    if missing(value):
        return NONE
    return "< 0.001" if value < 0.001 else f"= {value:.2g}"


def change(absolute: float | None, relative: float | None, unit: str | None) -> str | None:
    """A change as it is told: of a share in percentage points, of all else in per cent."""
    told, mark = (absolute, "pp") if unit == "share" else (relative, "%")
    if missing(told):
        return None
    rounded = round(told * 100, 1)
    return f"{rounded:+.1f} {mark}" if rounded else f"0 {mark}"


def day(moment: date | datetime | None) -> str:
    """8 Jan 2025."""
    return NONE if missing(moment) else f"{moment.day} {moment:%b %Y}"


def days(first: date, last: date) -> str:
    """A first and a last day, their year and month once where they are the same."""
    if first == last:
        return day(last)
    start = f"{first.day}"
    if (first.year, first.month) != (last.year, last.month):
        start += f" {first:%b}"
    if first.year != last.year:
        start += f" {first:%Y}"
    return f"{start} \N{EN DASH} {day(last)}"


def missing(value: object) -> bool:
    """Whether there is no value, in any of the ways in which a frame says so."""
    return bool(pd.isna(value)) or (isinstance(value, float) and math.isinf(value))
