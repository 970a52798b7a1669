"""Which channel traffic is of, told again without the models: docs/definitions.md, "Channel".

channel, is_paid = channels.reader()("google", "cpc", None)
"""

import csv
import re
from collections import defaultdict
from collections.abc import Callable
from functools import cache
from pathlib import Path

from recount.raw import SEEDS

UNASSIGNED = ("Unassigned", False)


def reader(folder: Path = SEEDS) -> Callable[[str | None, str | None, str | None], tuple]:
    """A function that says the channel of a source, medium and campaign, and whether it is paid."""
    sites = defaultdict(list)
    for row in csv.DictReader((folder / "source_categories.csv").open(newline="")):
        sites[row["source_category"]].append(re.compile(row["source_pattern"]))
    rules = list(csv.DictReader((folder / "channels.csv").open(newline="")))
    rules.sort(key=lambda rule: int(rule["priority"]))
    parts = ("source", "medium", "campaign")

    @cache
    def read(*origin: str | None) -> tuple[str, bool]:
        texts = [(text or "").lower() for text in origin]
        categories = {
            category
            for category, patterns in sites.items()
            if any(pattern.search(texts[0]) for pattern in patterns)
        }
        for rule in rules:
            fits = all(
                re.search(rule[f"{part}_pattern"], text)
                for part, text in zip(parts, texts, strict=True)
            )
            if fits and rule["source_category"] in categories | {""}:
                return rule["channel"], rule["is_paid"] == "true"
        return UNASSIGNED

    return read
