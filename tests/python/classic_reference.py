"""The published figures of the classic shop, and how far a new run may lie from them.

    from classic_reference import intervals

    low, high = intervals(30_000)["events"]

The figures are `events` (rows), `share_<step>` (distinct visitors with the step, as a share of
those with the step before) and `bot_sessions` (sessions of at least two events whose mean gap is
at most 2 s). Expected values and standard errors follow in closed form from the model; nothing is
read from the simulator. A published share is rounded to 0.001, which is left out of account.
"""

import math
from itertools import pairwise
from statistics import NormalDist

VISITORS = 30_000
REFERENCE = {
    "events": 96_080,
    "share_view_category": 0.846,
    "share_view_product": 0.550,
    "share_add_to_cart": 0.268,
    "share_checkout": 0.122,
    "share_purchase": 0.086,
    "bot_sessions": 582,
}
CONFIDENCE = 0.999

STEP_PROBABILITIES = [1.0, 0.8, 0.6, 0.4, 0.3, 0.25]
SESSION_WEIGHTS = {1: 0.7, 2: 0.2, 3: 0.1}
BOT_SHARE = 0.02
BOT_GAP_SECONDS = 1.0
BOT_RULE_SECONDS = 2.0

SESSIONS_MEAN = sum(n * weight for n, weight in SESSION_WEIGHTS.items())
SESSIONS_SQUARE = sum(n**2 * weight for n, weight in SESSION_WEIGHTS.items())


def reach() -> list[float]:
    """P(a session is logged at step k), k = 0 to 5.

    To be logged at a step, the session goes on from the step before (the probability of that
    step, again) and is logged (the probability of this one).
    """
    reached = [STEP_PROBABILITIES[0]]
    for before, this in pairwise(STEP_PROBABILITIES):
        reached.append(reached[-1] * before * this)
    return reached


def visitor_reach() -> list[float]:
    """P(a visitor has step k in at least one session), k = 0 to 5."""
    return [
        sum(weight * (1 - (1 - r) ** n) for n, weight in SESSION_WEIGHTS.items()) for r in reach()
    ]


def events_per_visitor() -> tuple[float, float]:
    """Mean and variance of a visitor's number of events.

    With r_k = P(session length >= k), the length L has E[L] = sum r_k and
    E[L^2] = sum (2k - 1) r_k; the sum of N independent lengths has the variance
    E[N] Var(L) + Var(N) E[L]^2.
    """
    length = sum(reach())
    length_square = sum((2 * k - 1) * r for k, r in enumerate(reach(), start=1))
    length_variance = length_square - length**2
    sessions_variance = SESSIONS_SQUARE - SESSIONS_MEAN**2
    return (
        SESSIONS_MEAN * length,
        SESSIONS_MEAN * length_variance + sessions_variance * length**2,
    )


def gamma_cdf(shape: int, x: float) -> float:
    """P(a sum of `shape` exponentials with mean 1 is at most x), the Erlang distribution."""
    return 1 - math.exp(-x) * sum(x**k / math.factorial(k) for k in range(shape))


def bot_sessions_per_visitor() -> tuple[float, float]:
    """Mean and variance of a visitor's number of sessions the bot rule finds.

    A bot's session of n >= 2 events is found if its n - 1 gaps sum to at most 2 (n - 1) seconds;
    people's gaps are 10 s at least. The sessions of a visitor are all bot or all human: with q =
    P(a bot's session is found), E[X^2] = P(bot) (E[N] q (1 - q) + E[N^2] q^2).
    """
    reached = [*reach(), 0.0]
    found = sum(
        (reached[n - 1] - reached[n])
        * gamma_cdf(n - 1, BOT_RULE_SECONDS * (n - 1) / BOT_GAP_SECONDS)
        for n in range(2, 7)
    )
    mean = BOT_SHARE * SESSIONS_MEAN * found
    square = BOT_SHARE * (SESSIONS_MEAN * found * (1 - found) + SESSIONS_SQUARE * found**2)
    return mean, square - mean**2


def model(visitors: int) -> dict[str, tuple[float, float]]:
    """Expected value and standard error of each figure for one run of `visitors` visitors.

    A visitor with a step has the step before, too, so a share is binomial given its denominator,
    for which its expected value stands here.
    """
    shares = {}
    names = [figure for figure in REFERENCE if figure.startswith("share_")]
    for name, (before, this) in zip(names, pairwise(visitor_reach()), strict=True):
        share = this / before
        shares[name] = share, math.sqrt(share * (1 - share) / (visitors * before))
    counts = {"events": events_per_visitor(), "bot_sessions": bot_sessions_per_visitor()}
    return shares | {
        name: (visitors * mean, math.sqrt(visitors * variance))
        for name, (mean, variance) in counts.items()
    }


def interval_of_one_run(expected: float, standard_error: float) -> tuple[float, float]:
    """The 99.9 % interval of one draw around its expected value (normal approximation)."""
    margin = NormalDist().inv_cdf((1 + CONFIDENCE) / 2) * standard_error
    return expected - margin, expected + margin


def share_interval(probability: float, count: int) -> tuple[float, float]:
    """The 99.9 % interval of the share of successes in `count` independent trials."""
    return interval_of_one_run(probability, math.sqrt(probability * (1 - probability) / count))


def intervals(visitors: int) -> dict[str, tuple[float, float]]:
    """The 99.9 % interval of each figure of a new run around the published one.

    Both runs are draws of the model, so the variance of their difference is twice that of one.
    Only runs of the published size can be compared: `visitors` must be 30,000.
    """
    if visitors != VISITORS:
        raise ValueError(f"the published run has {VISITORS:,} visitors, not {visitors:,}")
    return {
        name: interval_of_one_run(REFERENCE[name], math.sqrt(2) * standard_error)
        for name, (_, standard_error) in model(visitors).items()
    }
