"""Who visits, on which device and when: whole lives, drawn for all who are born on a day.

    visits = people.lives(world, day)

A person is born with the first visit and comes back at most for LIFE_DAYS. Bots are born the same
way. Lives do not depend on how long the world is watched; a world begins with the lives of those
born up to LIFE_DAYS before it.
"""

import numpy as np

from simulator import bots, calendar, pools
from simulator.calendar import DAY, HOUR
from simulator.incidents import Incident
from simulator.streams import keys, pick, stream
from simulator.world import PERSONS_PER_SESSION, World

LIFE_DAYS = 365

GROUPS = ["one_time", "occasional", "loyal", "champion"]
GROUP_SHARES = np.array([0.60, 0.26, 0.11, 0.03])
FURTHER_VISITS = np.array([0, 2, 7, 18])  # geometric, this many on average
GAP_DAYS = np.array([1, 18, 12, 6])  # between visits, gamma of shape 2, on average
MOST_VISITS = 60
SAME_DAY_SHARE = 0.12  # of further visits: 1 to 8 hours after the one before
ACCOUNT_SHARES = np.array([0.08, 0.35, 0.75, 0.95])
SIGN_UP_SHARE = 0.5  # of a person's visits, until the account is there

DEVICE_SHARES = np.array([0.40, 0.54, 0.06])  # of pools.DEVICES
SECOND_DEVICE_SHARE = 0.30
THIRD_DEVICE_SHARE = 0.05
MAIN_DEVICE_SHARE = 0.75  # of the visits of a person with several
SHARED_DEVICE_SHARE = 0.02  # people who use the device of somebody they live with
POWER_USER_SHARE = 0.004
OFFICE_SHARE = 0.02
OFFICES = 25
NO_AGENT_SHARE = 0.005
SKEW_SECONDS = 300  # spread of clocks that are off; none is off by more than SKEW_LIMIT
SKEW_LIMIT = 2_400

SOURCES = [  # source, medium, campaign, share of first visits, share of later ones
    ("(direct)", "(none)", None, 0.22, 0.42),
    ("google", "organic", None, 0.28, 0.20),
    ("bing", "organic", None, 0.05, 0.03),
    ("google", "cpc", "generic", 0.16, 0.05),
    ("google", "cpc", "brand", 0.04, 0.05),
    ("facebook", "paid_social", "prospecting", 0.08, 0.02),
    ("instagram", "social", None, 0.07, 0.04),
    ("partner.example", "referral", None, 0.05, 0.03),
    ("deals.example", "affiliate", "deals", 0.04, 0.02),
    ("newsletter", "email", "weekly", 0.01, 0.14),
    ("newsletter", "email", "cart_reminder", 0, 0),
    ("google", "cpc", "flash_push", 0, 0),
]
FIRST_SOURCES = np.cumsum([share for *_, share, _ in SOURCES])
LATER_SOURCES = np.cumsum([share for *_, share in SOURCES])
DIRECT, PAID_SEARCH, CART_REMINDER, FLASH_PUSH = 0, 3, 10, 11

PERSON, POWER_USER, OFFICE_WORKER, WITHOUT_AGENT = range(4)
LOOK_ALIKES = [None, "power_user", "shared_office", "without_agent"]

VISIT = np.dtype(
    [
        ("start", "i8"),  # microseconds since the start of the world
        ("visitor", "u8"),
        ("customer", "u8"),
        ("owner", "u8"),  # customer of the visitor's owner
        ("address", "u4"),
        ("number", "i2"),  # the person's visits from 1
        ("sign_up", "i2"),  # the number of the visit with the sign-up; 0: never
        ("owner_signs_up", "?"),
        ("skew", "i2"),  # seconds the clock is ahead
        ("agent", "i2"),  # place in Pool.agents, -1 none
        ("city", "i2"),
        ("country", "i1"),
        ("device", "i1"),
        ("source", "i1"),
        ("group", "i1"),
        ("look_alike", "i1"),
        ("bot", "i1"),  # place in bots.KINDS, 0 a person
        ("is_declined", "?"),
        ("is_shared", "?"),
        ("is_first", "?"),  # the visitor's first since the world began
    ]
)


def lives(world: World, day: int, spikes: list[Incident]) -> np.ndarray:
    """All visits, by start, of those who are born on a day; visits before day 0 only if a sign-up.

    `spikes` are the incidents that bring visitors of their own.
    """
    rng = stream(world.seed, "lives", day)
    (traffic,) = calendar.traffic(world.start, np.array([day]))
    per_day = world.sessions_per_day * traffic
    share_of_people = 1 - bots.SESSION_SHARES.sum()
    expected = [
        per_day * share_of_people * PERSONS_PER_SESSION,
        *(per_day * bots.SESSION_SHARES[1:] / bots.VISITS[1:]),
        per_day * sum(spike.size for spike in spikes if spike.covers_day(day)),
    ]
    counts = rng.poisson(expected)
    bot = np.repeat([*range(len(bots.KINDS)), 0], counts)
    is_pushed = np.repeat(np.arange(len(counts)) == len(counts) - 1, counts)
    visits = visits_of(world, rng, day, born(world, rng, day, bot, is_pushed))
    visits = visits[np.argsort(visits["start"], kind="stable")]
    in_world = np.flatnonzero(visits["start"] >= 0)
    _, first = np.unique(visits["visitor"][in_world], return_index=True)
    visits["is_first"][in_world[first]] = True
    return visits


def born(
    world: World, rng: np.random.Generator, day: int, bot: np.ndarray, is_pushed: np.ndarray
) -> dict[str, np.ndarray]:
    """What stays the same over the lives of people and bots; by person, devices (people, 3)."""
    count = len(bot)
    is_bot = bot > 0
    group = np.where(is_bot | is_pushed, 0, pick(rng.random(count), np.cumsum(GROUP_SHARES)))
    look_alike = pick(
        rng.random(count),
        np.cumsum(
            [
                1 - POWER_USER_SHARE - OFFICE_SHARE - NO_AGENT_SHARE,
                *(POWER_USER_SHARE, OFFICE_SHARE, NO_AGENT_SHARE),
            ]
        ),
    )
    look_alike[is_bot] = PERSON
    devices = pick(rng.random((count, 3)), np.cumsum(DEVICE_SHARES))
    agents = rng.integers(0, pools.AGENTS, (count, 3)) + devices * pools.AGENTS
    agents[look_alike == WITHOUT_AGENT] = -1
    numbers = np.arange(count)[:, np.newaxis] * 4 + np.arange(3)
    country = pick(rng.random(count), np.cumsum(pools.COUNTRY_SHARES))
    address = rng.integers(2**24, 2**32 - 2**24, count)
    offices = stream(world.seed, "offices").integers(2**24, 2**32 - 2**24, OFFICES)
    address = np.where(
        look_alike == OFFICE_WORKER, offices[rng.integers(0, OFFICES, count)], address
    )
    skew = np.rint(rng.normal(0, SKEW_SECONDS, (count, 3))).clip(-SKEW_LIMIT, SKEW_LIMIT)
    skew[rng.random((count, 3)) >= world.rates["skew"]] = 0
    owns = rng.random(count)
    device_count = 1 + (owns < SECOND_DEVICE_SHARE) + (owns < THIRD_DEVICE_SHARE)
    bots.disguise(world.seed, rng, bot, devices, agents, address)

    # Who shares, lives with the one before and takes that one's first device for its own.
    shares = (rng.random(count) < SHARED_DEVICE_SHARE) & ~is_bot & ~is_pushed
    shares[0:1] = False
    shares[1:] &= ~shares[:-1]
    sharer = np.flatnonzero(shares)
    for of_device in (devices, agents, numbers, skew):
        of_device[sharer, 0] = of_device[sharer - 1, 0]
    address[sharer], country[sharer] = address[sharer - 1], country[sharer - 1]
    is_shared = np.zeros((count, 3), dtype=bool)
    is_shared[sharer, 0] = is_shared[sharer - 1, 0] = True
    owner = np.arange(count)[:, np.newaxis].repeat(3, axis=1)
    owner[sharer, 0] -= 1
    return {
        "bot": bot,
        "is_pushed": is_pushed,
        "group": group,
        "look_alike": look_alike,
        "devices": devices,
        "agents": agents,
        "visitors": keys("visitor", day, numbers),
        "customer": keys("customer", day, np.arange(count)),
        "owner": owner,
        "is_shared": is_shared,
        "device_count": np.where(is_bot, 1, device_count),
        "skew": np.where(is_bot[:, np.newaxis], 0, skew),
        "country": country,
        "city": rng.integers(0, pools.CITIES, count),
        "address": address,
        "has_account": (rng.random(count) < ACCOUNT_SHARES[group]) & ~is_bot & ~is_pushed,
        "is_declined": (rng.random(count) < world.rates["declined"]) & ~is_bot,
    }


def visits_of(
    world: World, rng: np.random.Generator, day: int, persons: dict[str, np.ndarray]
) -> np.ndarray:
    """The visits of persons born on a day as an array of VISIT, person by person."""
    bot, group = persons["bot"], persons["group"]
    is_bot = bot > 0
    further = np.where(is_bot, bots.VISITS[bot] - 1, FURTHER_VISITS[group])
    planned = rng.geometric(1 / (1 + further)).clip(max=MOST_VISITS)
    planned = np.where(is_bot, bots.VISITS[bot], planned)
    person = np.repeat(np.arange(len(bot)), planned)
    first_row = np.cumsum(planned) - planned
    place = np.arange(len(person)) - first_row[person]

    mean_gap = np.where(is_bot, bots.GAP_DAYS[bot], GAP_DAYS[group])[person]
    gap = np.ceil(rng.gamma(2, mean_gap / 2)).astype(np.int64)
    gap = np.where(is_bot[person], mean_gap, gap)
    is_same_day = (rng.random(len(person)) < SAME_DAY_SHARE) & (place > 0) & ~is_bot[person]
    is_same_day[1:] &= ~is_same_day[:-1]
    gap = np.where((place == 0) | is_same_day, 0, gap)
    elapsed = np.cumsum(gap)
    visit_day = day + elapsed - elapsed[first_row[person]]
    offset = pools.UTC_OFFSETS[persons["country"]][person]
    start = visit_day * DAY + calendar.time_of_day(rng, world.start, visit_day, offset)
    pause = rng.integers(HOUR, 8 * HOUR, len(person))
    after = np.flatnonzero(is_same_day)
    start[after] = start[after - 1] + pause[after]

    days, of_visit = np.unique(visit_day, return_inverse=True)
    chance = calendar.traffic(world.start, days)[of_visit] / calendar.HIGHEST_TRAFFIC
    trend = 1 + calendar.DAILY_GROWTH * visit_day
    comes = (place == 0) | is_bot[person] | (rng.random(len(person)) < chance / trend)
    person, start, after_first = person[comes], start[comes], place[comes] > 0
    counted = np.cumsum(np.ones(len(person), dtype=np.int64))
    number = counted - np.maximum.accumulate(np.where(after_first, 0, counted)) + 1

    device = np.where(
        rng.random(len(person)) < MAIN_DEVICE_SHARE,
        0,
        1 + rng.integers(0, 2, len(person)),
    )
    device = np.minimum(device, persons["device_count"][person] - 1)
    source = np.where(
        after_first,
        pick(rng.random(len(person)), LATER_SOURCES),
        pick(rng.random(len(person)), FIRST_SOURCES),
    )
    source = np.where(is_bot[person], bots.source(rng, bot[person], source), source)
    sign_up = np.where(persons["has_account"], rng.geometric(SIGN_UP_SHARE, len(bot)), 0)
    visit_count = np.bincount(person, minlength=len(bot))
    sign_up = np.minimum(sign_up, visit_count)
    counts = (start >= 0) | (number == sign_up[person])
    counts &= start // DAY <= day + LIFE_DAYS
    person, start, number, device, source = (
        column[counts] for column in (person, start, number, device, source)
    )
    owner = persons["owner"][person, device]
    visits = np.zeros(len(person), dtype=VISIT)
    visits["start"], visits["number"], visits["source"] = start, number, source
    visits["source"][persons["is_pushed"][person]] = FLASH_PUSH
    visits["sign_up"] = sign_up[person]
    visits["visitor"] = persons["visitors"][person, device]
    visits["customer"] = persons["customer"][person]
    visits["owner"] = persons["customer"][owner]
    visits["owner_signs_up"] = sign_up[owner] > 0
    for name in ("skew", "is_shared"):
        visits[name] = persons[name][person, device]
    visits["agent"] = persons["agents"][person, device]
    visits["device"] = persons["devices"][person, device]
    for name in ("address", "city", "country", "group", "look_alike", "bot", "is_declined"):
        visits[name] = persons[name][person]
    return visits
