"""The sections of the report, in the order in which they are read."""

from collections.abc import Iterator

from report.parts import Ask, Section
from report.sections import data, findings, funnels, shop, visits


def sections(ask: Ask) -> Iterator[Section]:
    """All of them; the findings come first, as few read on."""
    found, advice = findings.findings(ask)
    yield findings.in_short(ask)
    yield found
    yield data.overview(ask)
    yield data.cleaning(ask)
    yield data.features(ask)
    yield funnels.funnels(ask)
    yield funnels.drop_offs(ask)
    yield visits.segments(ask)
    yield visits.paths(ask)
    yield shop.products(ask)
    yield shop.customers(ask)
    yield shop.anomalies(ask)
    yield advice
    yield findings.next_steps(ask)
    yield findings.limits()
