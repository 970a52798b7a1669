"""What goes wrong, when, for whom and how much: planned for 84 days at a time.

    for incident in incidents.planned(world, days=120): ...

The first CALM_DAYS of a world have none. After them every fortnight has one, and six fortnights
have each kind once, in an order of their own.
"""

from typing import NamedTuple

import numpy as np

from simulator import pools
from simulator.calendar import DAY, HOUR
from simulator.streams import stream
from simulator.world import World

CALM_DAYS = 35
SLOT_DAYS = 14
KINDS = [
    "checkout_broken",  # of a device: share of the checkouts that do not begin
    "payment_outage",  # share of the purchases that fail
    "tracking_lost",  # of an event type: share of its rows
    "value_lost",  # share of the purchase rows without revenue or without order id
    "traffic_spike",  # sessions of a campaign, as a multiple of an ordinary day's
    "gradual_decline",  # share of the checkouts that do not begin on the last day
]
STAGES = {
    "checkout_broken": "checkout",
    "gradual_decline": "checkout",
    "payment_outage": "purchase",
}
LOSABLE_TYPES = ["add_to_cart", "view_category", "click", "scroll", "search"]
LOSABLE_VALUES = ["revenue", "order_id"]
DEVICES_AT_RISK = ["desktop", "mobile"]


class Incident(NamedTuple):
    """One incident; it begins and ends in microseconds since the start of the world."""

    kind: str
    segment: str  # a device, an event type, a column, or `all`
    begins: int
    ends: int
    size: float

    def covers_day(self, day: int) -> bool:
        """Whether it begins on the day or lasts into it."""
        return self.begins < (day + 1) * DAY and self.ends > day * DAY

    def covers(self, time: np.ndarray) -> np.ndarray:
        """Which times lie in it."""
        return (time >= self.begins) & (time < self.ends)


def planned(world: World, days: int) -> list[Incident]:
    """The incidents that begin in the first `days` days, in order; more days only add to them."""
    slots = range(max(0, -(-(days - CALM_DAYS) // SLOT_DAYS))) if world.has_incidents else ()
    found = [in_slot(world.seed, slot) for slot in slots]
    return [incident for incident in found if incident.begins < days * DAY]


def in_slot(seed: int, slot: int) -> Incident:
    """The incident of the fortnight number `slot` after the calm days."""
    order = stream(seed, "order of incidents", slot // len(KINDS)).permutation(len(KINDS))
    kind = KINDS[order[slot % len(KINDS)]]
    rng = stream(seed, "incident", slot)
    first_day = CALM_DAYS + slot * SLOT_DAYS + int(rng.integers(1, 9))
    begins, ends, segment = first_day * DAY, (first_day + 1) * DAY, "all"
    if kind == "checkout_broken":
        segment = str(rng.choice(DEVICES_AT_RISK))
        ends += int(rng.integers(0, 2)) * DAY
        size = float(rng.choice([0.5, 0.7, 0.9]))
    elif kind == "payment_outage":
        begins += int(rng.integers(8, 14)) * HOUR
        ends = begins + int(rng.integers(5, 10)) * HOUR
        size = 0.95
    elif kind == "tracking_lost":
        segment = str(rng.choice(LOSABLE_TYPES))
        ends += int(rng.integers(1, 3)) * DAY
        size = 1.0
    elif kind == "value_lost":
        segment = str(rng.choice(LOSABLE_VALUES))
        ends += DAY
        size = 0.9
    elif kind == "traffic_spike":
        ends += int(rng.integers(1, 3)) * DAY
        size = float(rng.choice([0.6, 0.9]))
    else:
        begins = (CALM_DAYS + slot * SLOT_DAYS) * DAY
        ends = begins + SLOT_DAYS * DAY
        size = 0.6
    return Incident(kind, segment, begins, ends, size)


def kept(incidents: list[Incident], stage: str, time: np.ndarray, device: np.ndarray) -> np.ndarray:
    """The share of what would happen at these times, on these devices, that still does.

    `stage` is "checkout" or "purchase"; a gradual decline grows evenly from 0 to its size.
    """
    share = np.ones(len(time))
    for incident in incidents:
        if STAGES.get(incident.kind) != stage:
            continue
        lost = np.where(incident.covers(time), incident.size, 0)
        if incident.kind == "gradual_decline":
            lost = lost * (time - incident.begins) / (incident.ends - incident.begins)
        if incident.segment != "all":
            lost = np.where(device == pools.DEVICES.tolist().index(incident.segment), lost, 0)
        share *= 1 - lost
    return share
