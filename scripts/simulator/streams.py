"""Random streams and identifiers: both follow from what they are for, never from what came before.

    rng = streams.stream(seed, "prices", period)

Whatever is drawn for a day, a block of sessions or a period has a stream of its own. So nothing
depends on how many days are simulated, in which order, or on how many cores.
"""

import zlib

import numpy as np

NEGATIVE_DAYS = 4_096  # days before the first are numbered from -4096, streams take no sign
DAY_BITS, NUMBER_BITS = 13, 35
KEY_MASK = np.uint64(2 ** (DAY_BITS + NUMBER_BITS) - 1)
SCRAMBLERS = {  # odd, so that multiplication modulo 2^48 is one to one
    "event": np.uint64(0x9E3779B97F4B),
    "session": np.uint64(0xC2B2AE3D27D5),
    "visitor": np.uint64(0x165667B19E37),
    "customer": np.uint64(0x27D4EB2F1657),
    "order": np.uint64(0x85EBCA77C2B3),
}


def stream(seed: int, purpose: str, *where: int) -> np.random.Generator:
    """The random stream of one purpose at one place: a day, a block, a period."""
    entropy = [seed, zlib.crc32(purpose.encode()), *(place + NEGATIVE_DAYS for place in where)]
    return np.random.default_rng(entropy)


def keys(kind: str, day: np.ndarray | int, number: np.ndarray) -> np.ndarray:
    """48-bit identifiers (uint64) of the things numbered from 0 (below 2^35) on a day.

    Different (day, number) have different keys, and neighbours look unrelated.
    """
    place = (np.asarray(day) + NEGATIVE_DAYS).astype(np.uint64)
    plain = (place << np.uint64(NUMBER_BITS)) | np.asarray(number).astype(np.uint64)
    return (plain * SCRAMBLERS[kind]) & KEY_MASK


def pick(uniform: np.ndarray, cumulative: np.ndarray) -> np.ndarray:
    """Which of the outcomes with these cumulative shares each uniform number of [0, 1) falls to."""
    return np.searchsorted(cumulative, uniform * cumulative[-1], side="right").astype(np.int64)
