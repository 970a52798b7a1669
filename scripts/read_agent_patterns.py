"""Write what the package crawler-user-agents knows of programs' user agents into a seed.

    python scripts/read_agent_patterns.py

`seeds/agent_patterns.csv` is made anew from the installed release, by `make` whenever that changes;
it is no part of the repository. Most patterns are plain texts, which an engine finds much faster
than regular expressions; the others become one expression a class, without backslashes, which
engines read in different ways.
"""

import csv
import re
from pathlib import Path

import crawleruseragents

SEED = Path(__file__).resolve().parents[1] / "seeds" / "agent_patterns.csv"
ESCAPED = re.compile(r"\\(.)")
SPECIAL = re.compile(r"[\\^$.|?*+()\[\]{}]")
WITHOUT_BACKSLASH = {r"[\s\S]": ".", r"\d": "[0-9]", r"\/": "/", r"\.": "[.]"}


def agent_class(tags: list[str]) -> str:
    """Whether a pattern's tags are those of a crawler, a headless browser or a library."""
    if "browser-automation" in tags:
        return "headless"
    return "library" if "http-library" in tags else "crawler"


def plain(pattern: str) -> str | None:
    """The text that a pattern matches, if it is only one and may stand anywhere."""
    if re.search(r"\\[a-zA-Z0-9]", pattern) or SPECIAL.search(ESCAPED.sub("", pattern)):
        return None
    return ESCAPED.sub(r"\1", pattern)


def expression(pattern: str) -> str:
    """The same regular expression without backslashes; ValueError where we know of no other."""
    for old, new in WITHOUT_BACKSLASH.items():
        pattern = pattern.replace(old, new)
    if "\\" in pattern:
        raise ValueError(f"the pattern {pattern} of crawler-user-agents cannot be read: tell us")
    return f"(?:{pattern})"


def rows(known: list[dict]) -> list[tuple[str, str, str]]:
    """The rows of the seed, in order: pattern, its kind (text or regex), and class of agent."""
    found, expressions = [], {}
    for agent in known:
        kind, text = agent_class(agent.get("tags", [])), plain(agent["pattern"])
        if text is None:
            expressions.setdefault(kind, []).append(expression(agent["pattern"]))
        else:
            found.append((text, "text", kind))
    found += [("|".join(several), "regex", kind) for kind, several in expressions.items()]
    return sorted(set(found))


def main() -> None:
    """Write the seed."""
    with SEED.open("w", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["pattern", "pattern_kind", "agent_class"])
        writer.writerows(rows(crawleruseragents.CRAWLER_USER_AGENTS_DATA))


if __name__ == "__main__":
    main()
