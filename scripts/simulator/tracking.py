"""What the shop's tracker and its order system record of the visits of a block.

    events, orders = tracking.record(world, day, number, visits, today, planned)

An event is a row of EVENT; it refers to a session of the block by its place.
"""

from typing import NamedTuple

import numpy as np

from simulator import baskets, bots, catalogue, incidents, journeys, people
from simulator.journeys import (
    ACCOUNT,
    CART,
    CATEGORY,
    CHECKOUT,
    CONTENT,
    HOME,
    PRODUCT,
    PURCHASE,
    SEARCH,
    Day,
)
from simulator.streams import keys, stream
from simulator.world import World

TYPES = [
    *journeys.STATES,  # so a state's number is its event type's
    *("view_checkout_page", "view_confirmation_page", "search", "click", "scroll"),
    *("video_start", "video_progress", "video_complete", "add_to_wishlist"),
    *("remove_from_cart", "apply_coupon", "add_shipping_info", "add_payment_info"),
    *("payment_failed", "login", "sign_up", "refund"),
]
NUMBER_OF_TYPE = {name: number for number, name in enumerate(TYPES)}
CONTENT_PAGES = ["/pricing", "/about", "/help", "/blog/care", "/blog/gifts", "/blog/news"]
STATIC_PAGES = [
    *("/", "/search", "/account", "/cart", "/checkout", "/order-confirmation"),
    *CONTENT_PAGES,
]
FIRST_PRODUCT_PAGE = len(STATIC_PAGES)
FIRST_CATEGORY_PAGE = FIRST_PRODUCT_PAGE + catalogue.PRODUCTS
ELEMENTS = [
    *("menu", "banner", "logo", "product_image", "size_chart", "reviews", "filter", "sort"),
    *("newsletter_box", "chat", "footer_link", "related_product"),
]
SEARCH_TERMS = [
    leaf.lower()
    for middles in catalogue.TREE.values()
    for leaves in middles.values()
    for leaf in leaves
] + ["gift", "sale", "cheap", "return policy"]

SCROLL_SHARE, CLICK_SHARE, VIDEO_SHARE, WISHLIST_SHARE = 0.35, 0.16, 0.03, 0.025
SCROLL_PERCENTS = np.array([25, 50, 75, 90])
COUPON_SHARE = 0.08  # of the looks into the cart
SHIPPING_SHARE, PAYMENT_SHARE, FAILURE_SHARE = 0.55, 0.30, 0.5  # of checkouts without a purchase
FAILED_FIRST_SHARE = 0.04  # of purchases
REMEMBERED_SHARE, LOGIN_SHARE, CHECKOUT_LOGIN_SHARE = 0.5, 0.35, 0.6  # of those with an account

EVENT = np.dtype(
    [
        ("session", "i4"),
        ("time", "i8"),
        ("type", "i1"),
        ("page", "i2"),
        ("product", "i2"),
        ("leaf", "i2"),
        ("element", "i1"),
        ("term", "i1"),
        ("percent", "i1"),
        ("quantity", "i2"),
        ("price", "i4"),  # cents of the visit's currency, -1 none
        ("revenue", "i8"),  # likewise, NO_REVENUE none
        ("order", "u8"),  # 0 none
    ]
)
NO_REVENUE = -(2**62)


class Record(NamedTuple):
    """What is recorded of a block; events and orders refer to rows of sessions."""

    sessions: np.ndarray  # VISIT; what recovers a cart stands after the visits of the day
    session_keys: np.ndarray
    known_from: np.ndarray  # when the customer is known to the tracker, by session
    events: np.ndarray  # EVENT
    orders: dict[str, np.ndarray]
    items: dict[str, np.ndarray]
    refunds: dict[str, np.ndarray]


def events_of(
    session: np.ndarray, time: np.ndarray, kind: str | np.ndarray, **columns
) -> np.ndarray:
    """Rows of EVENT; what is not given is missing."""
    events = np.empty(len(session), dtype=EVENT)
    for name in ("page", "product", "leaf", "element", "term", "percent", "price"):
        events[name] = -1
    events["quantity"], events["order"], events["revenue"] = 0, 0, NO_REVENUE
    events["session"], events["time"] = session, time
    events["type"] = NUMBER_OF_TYPE[kind] if isinstance(kind, str) else kind
    for name, values in columns.items():
        events[name] = values
    return events


def record(
    world: World,
    day: int,
    number: int,
    visits: np.ndarray,
    today: Day,
    planned: list[incidents.Incident],
) -> Record:
    """Let the visits of block `number` of a day happen and say what is recorded of them."""
    rng = stream(world.seed, "behaviour", day, number)
    is_bot = visits["bot"] > 0
    human, bot = np.flatnonzero(~is_bot), np.flatnonzero(is_bot)
    first_state = np.searchsorted(np.cumsum(journeys.START), rng.random(len(human)), "right")
    people_visits = visits[human]
    steps = journeys.walk(rng, people_visits, people_visits["start"], first_state, today, planned)
    steps["session"] = human[steps["session"]]
    items = baskets.cart_items(rng, visits, steps, today)

    returning, carried = baskets.recovered(rng, visits, steps, items)
    again = returning["visit"]
    more = visits[again].copy()
    more["start"], more["source"], more["is_first"] = (
        returning["start"],
        people.CART_REMINDER,
        False,
    )
    sessions = np.concatenate([visits, more])
    further = journeys.walk(rng, more, more["start"], np.full(len(more), CART), today, planned)
    further["session"] = further["session"] + len(visits)
    items = np.concatenate([items, carried, baskets.cart_items(rng, sessions, further, today)])
    steps = {name: np.concatenate([steps[name], further[name]]) for name in steps}

    session_numbers = number * 2**20 + np.arange(len(sessions))
    known_from, logins = identify(rng, sessions, steps, len(visits))
    events, bought = shop_events(rng, sessions, steps, items, today, planned, day, number)
    crawled = bots.browse(rng, visits["bot"][bot], visits["start"][bot], today.shop)
    pages = events_of(
        bot[crawled["session"]],
        crawled["time"],
        np.where(crawled["is_product"], PRODUCT, CATEGORY),
        product=crawled["product"],
        leaf=crawled["leaf"],
        price=np.where(
            crawled["is_product"],
            baskets.local_price(
                today, visits["country"][bot[crawled["session"]]], crawled["product"]
            ),
            -1,
        ),
    )
    refunds = baskets.refunded(rng, bought["orders"])
    refund_events = events_of(
        refunds["session"],
        refunds["time"],
        "refund",
        revenue=-refunds["total"],
        order=refunds["order"],
    )
    events = np.concatenate([*events, logins, pages, refund_events])
    with_pages(events, today)
    return Record(
        sessions=sessions,
        session_keys=keys("session", day, session_numbers),
        known_from=known_from,
        events=events[~is_lost(rng, events, planned)],
        orders=bought["orders"],
        items=bought["items"],
        refunds=refunds,
    )


def identify(
    rng: np.random.Generator, sessions: np.ndarray, steps: dict[str, np.ndarray], visit_count: int
) -> tuple[np.ndarray, np.ndarray]:
    """From when the tracker knows the customer of each session, and the events that tell it."""
    count = len(sessions)
    never = np.int64(2**62)
    _, first_row = np.unique(steps["session"], return_index=True)
    greeted = np.full(count, never)
    greeted[steps["session"][first_row]] = steps["time"][first_row] + steps["dwell"][first_row] // 2
    checkout_row = np.flatnonzero(steps["state"] == CHECKOUT)
    at_checkout = np.full(count, never)
    np.minimum.at(
        at_checkout,
        steps["session"][checkout_row],
        steps["time"][checkout_row] + steps["dwell"][checkout_row] // 10,
    )
    signs_up = (sessions["sign_up"] > 0) & (sessions["number"] == sessions["sign_up"])
    is_customer = (sessions["sign_up"] > 0) & (sessions["number"] > sessions["sign_up"])
    uniform = rng.random((2, count))
    signs_up[visit_count:] = False
    is_remembered = is_customer & (uniform[0] < REMEMBERED_SHARE)
    is_remembered[visit_count:] = True
    logs_in = is_customer & ~is_remembered & (uniform[0] < REMEMBERED_SHARE + LOGIN_SHARE)
    logs_in_late = is_customer & ~is_remembered & ~logs_in & (uniform[1] < CHECKOUT_LOGIN_SHARE)
    known_from = np.select(
        [is_remembered, signs_up | logs_in, logs_in_late], [-never, greeted, at_checkout], never
    )
    tells = np.flatnonzero((signs_up | logs_in | logs_in_late) & (known_from < never))
    kind = np.where(signs_up, NUMBER_OF_TYPE["sign_up"], NUMBER_OF_TYPE["login"])
    return known_from, events_of(tells, known_from[tells], kind[tells])


def shop_events(
    rng: np.random.Generator,
    sessions: np.ndarray,
    steps: dict[str, np.ndarray],
    items: np.ndarray,
    today: Day,
    planned: list[incidents.Incident],
    day: int,
    number: int,
) -> tuple[list[np.ndarray], dict[str, dict[str, np.ndarray]]]:
    """The events of the steps, and the orders and their items."""
    session, time, dwell, state = (steps[name] for name in ("session", "time", "dwell", "state"))
    country = sessions["country"][session]

    def during(chosen: np.ndarray, share: float, kind: str | np.ndarray, **columns) -> np.ndarray:
        """An event of a kind in some steps, when a share of the stay is over."""
        values = {name: value[chosen] for name, value in columns.items()}
        return events_of(
            session[chosen],
            time[chosen] + (dwell[chosen] * share).astype(np.int64),
            kind,
            product=steps["product"][chosen],
            leaf=steps["leaf"][chosen],
            page=page[chosen],
            **values,
        )

    chance = rng.random((6, len(session)))
    is_viewed = state == PRODUCT
    price = np.where(is_viewed, baskets.local_price(today, country, steps["product"]), -1)
    is_page = np.isin(state, (HOME, CATEGORY, SEARCH, PRODUCT, CONTENT, ACCOUNT, CART))
    views = np.flatnonzero(is_page)
    content = FIRST_CONTENT_PAGE + (chance[5] * len(CONTENT_PAGES)).astype(np.int64)
    page = np.where(state == CONTENT, content, PAGE_OF_TYPE[state])
    searches = np.flatnonzero(state == SEARCH)
    scrolls = np.flatnonzero(is_page & (chance[0] < SCROLL_SHARE))
    clicks = np.flatnonzero(is_page & (chance[1] < CLICK_SHARE))
    videos = np.flatnonzero(is_viewed & (chance[2] < VIDEO_SHARE))
    wishes = np.flatnonzero(is_viewed & (chance[3] < WISHLIST_SHARE))
    percent = SCROLL_PERCENTS[(chance[4] * len(SCROLL_PERCENTS)).astype(np.int64)]
    element = (chance[4] * len(ELEMENTS)).astype(np.int64)
    term = (chance[4] * len(SEARCH_TERMS)).astype(np.int64)

    checkouts = np.flatnonzero(state == CHECKOUT)
    is_bought = steps["next"][checkouts] == PURCHASE
    is_out = 1 - incidents.kept(
        planned, "purchase", time[checkouts], sessions["device"][session[checkouts]]
    )
    stage = np.where(is_bought, 0, chance[0, checkouts] * (1 - 0.8 * is_out))
    ships, pays = checkouts[stage < SHIPPING_SHARE], checkouts[stage < PAYMENT_SHARE]
    failure = np.where(is_bought, FAILED_FIRST_SHARE, np.maximum(FAILURE_SHARE, is_out))
    fails = checkouts[(stage < PAYMENT_SHARE) & (chance[1, checkouts] < failure)]
    purchases = np.flatnonzero(state == PURCHASE)
    added = items[items["time"] >= 0]

    looks = np.flatnonzero((state == CART) & (chance[2] < COUPON_SHARE))
    removed = added[added["is_removed"]]
    bought = baskets.orders_of(sessions, steps, items, looks, purchases, day, number)
    orders = bought["orders"]
    events = [
        during(views, 0, state[views], price=price),
        during(searches, 0, "search", term=term),
        during(scrolls, 0.4, "scroll", percent=percent),
        during(clicks, 0.6, "click", element=element),
        during(videos, 0.2, "video_start"),
        during(videos, 0.45, "video_progress"),
        during(videos[chance[3, videos] < 0.5], 0.8, "video_complete"),
        during(wishes, 0.7, "add_to_wishlist", price=price),
        during(looks, 0.5, "apply_coupon"),
        during(checkouts, 0, "view_checkout_page"),
        during(checkouts, 0, "checkout"),
        during(ships, 0.3, "add_shipping_info"),
        during(pays, 0.6, "add_payment_info"),
        during(fails, 0.8, "payment_failed"),
        during(purchases, 0, "view_confirmation_page"),
        *(
            events_of(
                rows["session"],
                rows["time"] + delay,
                kind,
                product=rows["product"],
                quantity=rows["quantity"],
                price=rows["price"],
            )
            for rows, kind, delay in (
                (added, "add_to_cart", 0),
                (removed, "remove_from_cart", 3_500_000),
            )
        ),
        events_of(
            orders["session"],
            orders["time"],
            "purchase",
            product=orders["only_product"],
            price=orders["only_price"],
            quantity=orders["quantity"],
            revenue=orders["total"],
            order=orders["order"],
        ),
    ]
    return events, bought


FIRST_CONTENT_PAGE = STATIC_PAGES.index(CONTENT_PAGES[0])
PAGE_OF_TYPE = np.full(len(TYPES), -1)
for _type, _page in {
    "view_homepage": "/",
    "view_search_page": "/search",
    "search": "/search",
    "view_account_page": "/account",
    "view_cart_page": "/cart",
    "remove_from_cart": "/cart",
    "apply_coupon": "/cart",
    "view_checkout_page": "/checkout",
    "checkout": "/checkout",
    "add_shipping_info": "/checkout",
    "add_payment_info": "/checkout",
    "payment_failed": "/checkout",
    "purchase": "/order-confirmation",
    "view_confirmation_page": "/order-confirmation",
    "login": "/account",
    "sign_up": "/account",
}.items():
    PAGE_OF_TYPE[NUMBER_OF_TYPE[_type]] = STATIC_PAGES.index(_page)


def with_pages(events: np.ndarray, today: Day) -> None:
    """Fill in, in place, the page and the category of what is about a product or a category."""
    page = np.where(events["page"] >= 0, events["page"], PAGE_OF_TYPE[events["type"]])
    has_leaf, has_product = events["leaf"] >= 0, events["product"] >= 0
    page = np.where((page < 0) & has_leaf, FIRST_CATEGORY_PAGE + events["leaf"], page)
    page = np.where((page < 0) & has_product, FIRST_PRODUCT_PAGE + events["product"], page)
    events["page"] = page
    events["leaf"] = np.where(has_product, today.leaf[events["product"]], events["leaf"])


def is_lost(
    rng: np.random.Generator, events: np.ndarray, planned: list[incidents.Incident]
) -> np.ndarray:
    """Which events an incident keeps from being recorded; blanks, in place, the values it takes."""
    lost = np.zeros(len(events), dtype=bool)
    for incident in planned:
        if incident.kind not in ("tracking_lost", "value_lost"):
            continue
        struck = incident.covers(events["time"]) & (rng.random(len(events)) < incident.size)
        if incident.kind == "tracking_lost":
            lost |= struck & (events["type"] == NUMBER_OF_TYPE[incident.segment])
        else:
            struck &= events["type"] == PURCHASE
            events[incident.segment.removesuffix("_id")][struck] = (
                NO_REVENUE if incident.segment == "revenue" else 0
            )
    return lost
