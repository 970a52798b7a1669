"""What is drawn once with faker and then picked from: names, cities, user agents.

pool = pools.make(seed)
"""

import unicodedata
from typing import NamedTuple

import numpy as np
from faker import Faker

from simulator.streams import stream

COUNTRIES = np.array(["US", "GB", "DE", "CA", "FR", "AU", "NL", "ES", "IT", "BR"])
COUNTRY_SHARES = np.array([0.40, 0.14, 0.12, 0.07, 0.07, 0.05, 0.04, 0.04, 0.04, 0.03])
LOCALES = [
    *("en_US", "en_GB", "de_DE", "en_CA", "fr_FR"),
    *("en_AU", "nl_NL", "es_ES", "it_IT", "pt_BR"),
]
UTC_OFFSETS = np.array([-6, 0, 1, -5, 1, 10, 1, 1, 1, -3])  # hours; the zone most people live in
CURRENCY_OF_COUNTRY = np.array([0, 2, 1, 0, 1, 0, 1, 1, 1, 0])  # places in catalogue.CURRENCIES
DEVICES = np.array(["desktop", "mobile", "tablet"])
FIRST_NAMES, LAST_NAMES, CITIES = 150, 250, 40  # a country
AGENTS = 60  # a device
CRAWLERS = [
    "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)",
    "Mozilla/5.0 (compatible; bingbot/2.0; +http://www.bing.com/bingbot.htm)",
    "Mozilla/5.0 (compatible; AhrefsBot/7.0; +http://ahrefs.com/robot/)",
    "Mozilla/5.0 (compatible; YandexBot/3.0; +http://yandex.com/bots)",
    "Mozilla/5.0 (compatible; SemrushBot/7~bl; +http://www.semrush.com/bot.html)",
]
LIBRARIES = ["python-requests/2.32.3", "Scrapy/2.12.0 (+https://scrapy.org)", "curl/8.11.1"]


class Pool(NamedTuple):
    """Texts to pick from; the first axis of names and cities is the country."""

    first_names: np.ndarray  # (10, 150)
    last_names: np.ndarray  # (10, 250)
    cities: np.ndarray  # (10, 40)
    mail_domains: np.ndarray
    agents: np.ndarray  # 60 of each device, then crawlers, then libraries


def make(seed: int) -> Pool:
    """The pools of a seed."""
    rng = stream(seed, "pools")
    fakes = [Faker(locale) for locale in LOCALES]
    for fake in fakes:
        fake.seed_instance(int(rng.integers(2**32)))
    return Pool(
        first_names=np.array([[f.first_name() for _ in range(FIRST_NAMES)] for f in fakes]),
        last_names=np.array([[f.last_name() for _ in range(LAST_NAMES)] for f in fakes]),
        cities=np.array([[city(f) for _ in range(CITIES)] for f in fakes]),
        mail_domains=np.array([fakes[0].safe_domain_name() for _ in range(30)]),
        agents=np.array([*browsers(fakes[0]), *CRAWLERS, *LIBRARIES]),
    )


def city(fake: Faker) -> str:
    """A city; faker holds Italy's in the order of a set, which no two processes share."""
    known = [provider.cities for provider in fake.get_providers() if hasattr(provider, "cities")]
    return fake.random_element(sorted(known[0])) if known else fake.city()


def browsers(fake: Faker) -> list[str]:
    """User agents of people: AGENTS of each of DEVICES, by what they name."""
    found = {device: [] for device in DEVICES}
    while any(len(agents) < AGENTS for agents in found.values()):
        for agent in (fake.chrome(), fake.firefox(), fake.safari()):
            is_tablet = "iPad" in agent
            is_mobile = any(word in agent for word in ("Mobile", "Android", "iPhone"))
            device = "tablet" if is_tablet else "mobile" if is_mobile else "desktop"
            if len(found[device]) < AGENTS:
                found[device].append(agent)
    return [agent for agents in found.values() for agent in agents]


def mailbox(name: str) -> str:
    """A name as the part of an e-mail address before the number: Zoë Núñez is zoe.nunez."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    return "".join(letter for letter in plain.lower() if letter.isalnum()) or "x"
