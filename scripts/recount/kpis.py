"""Every KPI of days, weeks and months in pandas.

daily = kpis.over(visits, placed, steps, "day")
"""

from decimal import ROUND_HALF_UP, Decimal

import pandas as pd

from recount.sessions import VISITOR

STARTS = {
    "day": lambda dates: dates,
    "week": lambda dates: dates - pd.to_timedelta(dates.dt.weekday, unit="D"),
    "month": lambda dates: dates - pd.to_timedelta(dates.dt.day - 1, unit="D"),
}


def median(microseconds: pd.Series) -> Decimal | None:
    """The median in seconds, to the microsecond; of two middle values the one half-way."""
    if microseconds.notna().sum() == 0:
        return None
    exact = Decimal(float(microseconds.median())).scaleb(-6)
    return exact.quantize(Decimal("0.000001"), rounding=ROUND_HALF_UP)


def money(cents: pd.Series) -> Decimal:
    """A sum of cents in the currency's unit."""
    return Decimal(int(cents.sum())).scaleb(-2)


def of(visits: pd.DataFrame, placed: pd.DataFrame, steps: pd.DataFrame) -> dict[str, tuple]:
    """Numerator and denominator of every KPI over some sessions, their orders and steps."""
    human = visits[~visits["is_bot"]]
    own = placed[placed["session"].isin(human.index)]
    valued = own["cents"].notna().sum()
    converted = human[human["is_converted"]]
    visitors = len(human[VISITOR].drop_duplicates())
    carts = human[human["add_to_cart"] & human["is_closed"]]
    view, cart, checkout, purchase = (
        steps["step_number"].eq(number).sum() for number in (1, 2, 3, 4)
    )
    revenue = money(own["cents"])
    return {
        "visitors": (visitors, None),
        "sessions": (len(human), None),
        "new_visitors": (human["session_number"].eq(1).sum(), None),
        "bounce_rate": (human["is_bounce"].sum(), len(human)),
        "pages_per_session": (human["page_view_count"].sum(), len(human)),
        "session_conversion": (len(converted), len(human)),
        "visitor_conversion": (len(converted[VISITOR].drop_duplicates()), visitors),
        "product_to_cart": (cart, view),
        "cart_to_checkout": (checkout, cart),
        "checkout_to_purchase": (purchase, checkout),
        "cart_abandonment": ((~carts["purchase"]).sum(), len(carts)),
        "orders": (len(own), None),
        "revenue": (revenue, None),
        "average_order_value": (revenue, valued),
        "revenue_per_session": (revenue, len(human)),
        "refund_rate": (own["is_refunded"].sum(), len(own)),
        "bot_share": (visits["is_bot"].sum(), len(visits)),
        "median_session_duration": (median(human["microseconds"]), None),
        "median_time_to_purchase": (median(human["microseconds_to_goal"]), None),
    }


def value(numerator: Decimal | None, denominator: Decimal | None) -> float | None:
    """Numerator by denominator, or the numerator itself; None where there is no number."""
    if numerator is None or denominator == 0:
        return None
    return float(numerator) / (1 if denominator is None else float(denominator))


def over(
    visits: pd.DataFrame, placed: pd.DataFrame, steps: pd.DataFrame, period: str
) -> pd.DataFrame:
    """A row a KPI and day, week or month that has a session or an entry into `purchase`."""
    start = STARTS[period]
    of_visits, of_steps = start(visits["session_date"]), start(steps["entry_date"])
    rows = []
    for day in sorted({*of_visits.unique(), *of_steps.unique()}):
        chosen = visits[of_visits.eq(day)]
        of_day = of(chosen, placed[placed["session"].isin(chosen.index)], steps[of_steps.eq(day)])
        for kpi, parts in of_day.items():
            exact = [
                part if part is None or isinstance(part, Decimal) else Decimal(int(part))
                for part in parts
            ]
            rows.append([kpi, period, day, *exact, value(*exact)])
    return pd.DataFrame(
        rows, columns=["kpi", "period", "start", "numerator", "denominator", "value"], dtype=object
    )
