"""What goes into carts, what of it is ordered, left, recovered and paid back.

    items = baskets.cart_items(rng, visits, steps, today)
    bought = baskets.orders_of(sessions, steps, items, coupons, purchases, day, number)

Money is in cents of the currency of the visitor's country.
"""

import numpy as np

from simulator import catalogue, pools
from simulator.calendar import DAY, HOUR
from simulator.journeys import ADD, CART, PURCHASE, Day
from simulator.streams import keys

REMOVAL_SHARE = 0.06  # of the looks into the cart
QUANTITY_SHARES = np.cumsum([[0.85, 0.11, 0.04]] * 3 + [[0.55, 0.30, 0.15]], axis=1)  # by group
COUPON_DISCOUNT = 0.10
RECOVERY_SHARE = 0.15  # of the carts that customers leave
RECOVERY_DAYS = 4
REFUND_SHARE, REFUND_DAYS = 0.06, 30

ITEM = np.dtype(
    [
        ("session", "i4"),
        ("basket", "i2"),  # how many orders of the session came before
        ("product", "i2"),
        ("quantity", "i2"),
        ("price", "i4"),
        ("time", "i8"),
        ("is_removed", "?"),
    ]
)


def local_price(today: Day, country: np.ndarray, product: np.ndarray) -> np.ndarray:
    """Prices in cents of the countries' currencies."""
    rate = today.rates[pools.CURRENCY_OF_COUNTRY[country]]
    return np.rint(today.price[product] / rate).astype(np.int64)


def cart_items(
    rng: np.random.Generator, sessions: np.ndarray, steps: dict[str, np.ndarray], today: Day
) -> np.ndarray:
    """What the steps put into carts, as rows of ITEM, planted companions and removals too."""
    order = np.argsort(steps["session"], kind="stable")
    session, state = steps["session"][order], steps["state"][order]
    is_purchase = state == PURCHASE
    bought = np.cumsum(is_purchase) - is_purchase
    is_new = np.diff(session, prepend=-1) != 0
    basket = bought - np.maximum.accumulate(np.where(is_new, bought, 0))
    is_add = state == ADD
    last_add = np.maximum.accumulate(np.where(is_add, np.cumsum(is_add), 0)) - 1
    row = np.flatnonzero(is_add)
    product = steps["product"][order][row]
    adds = np.zeros(len(row), dtype=ITEM)
    adds["session"], adds["basket"], adds["product"] = session[row], basket[row], product
    adds["time"] = steps["time"][order][row]
    uniform = rng.random(len(row))
    group = sessions["group"][session[row]]
    adds["quantity"] = 1 + (uniform[:, np.newaxis] >= QUANTITY_SHARES[group, :2]).sum(axis=1)

    # the latest of two or more, at a look into the cart
    looks = np.flatnonzero((state == CART) & (last_add >= 1))
    looks = looks[rng.random(len(looks)) < REMOVAL_SHARE]
    latest = last_add[looks]
    is_second = (adds["session"][latest] == session[looks]) & (
        adds["basket"][latest] == basket[looks]
    )
    for name in ("session", "basket"):
        is_second &= adds[name][latest] == adds[name][latest - 1]
    adds["is_removed"][latest[is_second]] = True

    partner = today.shop.partner[adds["product"]]
    companion = adds[
        (partner >= 0) & (rng.random(len(adds)) < catalogue.PLANTED_PROBABILITY)
    ].copy()
    companion["product"] = today.shop.partner[companion["product"]]
    companion["quantity"], companion["is_removed"] = 1, False
    companion["time"] += 400_000
    items = np.concatenate([adds, companion])
    items["price"] = local_price(today, sessions["country"][items["session"]], items["product"])
    return items


def recovered(
    rng: np.random.Generator,
    visits: np.ndarray,
    steps: dict[str, np.ndarray],
    items: np.ndarray,
) -> tuple[dict[str, np.ndarray], np.ndarray]:
    """The carts that customers come back for: visit and start, and the carried rows of ITEM."""
    orders = np.bincount(
        steps["session"], weights=steps["state"] == PURCHASE, minlength=len(visits)
    )
    left = items[(items["basket"] == orders[items["session"]]) & ~items["is_removed"]]
    visit = np.unique(left["session"])
    is_customer = (visits["sign_up"][visit] > 0) & (
        visits["number"][visit] >= visits["sign_up"][visit]
    )
    visit = visit[is_customer & (rng.random(len(visit)) < RECOVERY_SHARE)]
    last = np.zeros(len(visits), dtype=np.int64)
    np.maximum.at(last, steps["session"], steps["time"] + steps["dwell"])
    start = last[visit] + rng.integers(4 * HOUR, RECOVERY_DAYS * DAY, len(visit))
    carried = left[np.isin(left["session"], visit)].copy()
    carried["session"] = len(visits) + np.searchsorted(visit, carried["session"])
    carried["basket"], carried["time"] = 0, -1  # not put into this cart, so no event of it
    return {"visit": visit, "start": start}, carried


def orders_of(
    sessions: np.ndarray,
    steps: dict[str, np.ndarray],
    items: np.ndarray,
    coupons: np.ndarray,
    purchases: np.ndarray,
    day: int,
    number: int,
) -> dict[str, dict[str, np.ndarray]]:
    """The orders of a block (one a purchase step) and their items, money in cents.

    `coupons` and `purchases` are rows of `steps`.
    """
    purchases = purchases[np.lexsort((steps["time"][purchases], steps["session"][purchases]))]
    session, time = steps["session"][purchases], steps["time"][purchases]
    is_new = np.diff(session, prepend=-1) != 0
    place = np.arange(len(session))
    basket = place - np.maximum.accumulate(np.where(is_new, place, 0))
    code = session * 64 + basket
    item_code = items["session"].astype(np.int64) * 64 + items["basket"]
    of_order = np.searchsorted(code, item_code)
    found = np.minimum(of_order, max(len(code) - 1, 0))
    is_bought = ~items["is_removed"] & (len(code) > 0)
    if len(code):
        is_bought &= code[found] == item_code
    sold, of_order = items[is_bought], found[is_bought]
    count = len(code)
    pieces = np.bincount(of_order, weights=sold["quantity"], minlength=count).astype(np.int64)
    lines = np.bincount(of_order, minlength=count)
    amount = sold["quantity"] * sold["price"].astype(np.int64)
    gross = np.bincount(of_order, weights=amount, minlength=count)
    has_coupon = np.isin(session, steps["session"][coupons])
    total = np.rint(gross * np.where(has_coupon, 1 - COUPON_DISCOUNT, 1)).astype(np.int64)
    one = np.zeros((2, count), dtype=np.int64)
    one[0, of_order], one[1, of_order] = sold["product"], sold["price"]
    line = np.argsort(of_order, kind="stable")
    sold, of_order = sold[line], of_order[line]
    first_line = np.cumsum(lines) - lines
    order = keys("order", day, number * 2**20 + np.arange(count))
    return {
        "orders": {
            "order": order,
            "session": session,
            "time": time,
            "quantity": pieces,
            "total": total,
            "has_coupon": has_coupon,
            "only_product": np.where(lines == 1, one[0], -1),
            "only_price": np.where(lines == 1, one[1], -1),
        },
        "items": {
            "order": order[of_order],
            "line": np.arange(len(sold)) - first_line[of_order] + 1,
            "product": sold["product"].astype(np.int64),
            "quantity": sold["quantity"].astype(np.int64),
            "price": sold["price"].astype(np.int64),
        },
    }


def refunded(rng: np.random.Generator, orders: dict[str, np.ndarray]) -> dict[str, np.ndarray]:
    """Which orders are paid back whole within REFUND_DAYS: order, session, time and total."""
    chosen = np.flatnonzero(rng.random(len(orders["order"])) < REFUND_SHARE)
    time = orders["time"][chosen] + rng.integers(DAY, REFUND_DAYS * DAY, len(chosen))
    return {name: orders[name][chosen] for name in ("order", "session", "total")} | {"time": time}
