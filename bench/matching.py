"""What matching a page costs, beside what any design must pay (parsing it) and beside comparing it with every name.

CPU time, all in one run, on generated pages and generated, fictional profiles; the same numbers seed both every time."""

from __future__ import annotations

import json
import random
import statistics
import sys
import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import partial

from rapidfuzz import fuzz, process
from selectolax.lexbor import LexborHTMLParser

from config.matching import POPULATION_DIRECTORY, load_weights_mapping
from domain.mention import Place
from domain.name import FamilyName, Name
from domain.profile import Address, Profile
from matchers import Index, Page, Population, Weights, find, read_page, read_population

SEED = 20261123
PAGES = 60
SIZES = (1_000, 10_000)
BRUTE_PAGES = 6
_TODAY = date(2026, 11, 23)
_FILLER = (
    "de het een van op in voor met aan is wordt vereniging nieuws agenda bestuur leden contact lees meer activiteit jaar week "
    "gemeente wijk school sport team trainer uitslag programma zaterdag avond koffie zaal bericht reactie foto pagina straat"
)
_PARTS = "ba be bo da de ga ge ka ke la le ma me na ne pa pe ra re sa se ta te va ve wa we in en er ing ijk heid"
_SYLLABLES = _PARTS.split()
_STREETS = "Kerk Dorps Molen Linden Beuken Eiken School Stations Wilhelmina Juliana Brink Haven Nieuw Oude Meer Berg Hof Akker"
_STEMS = _STREETS.split()
_TYPES = ("straat", "laan", "weg", "plein", "singel", "kade")


@dataclass(frozen=True)
class World:
    """Names as common as they are, drawn from the tables of facts."""

    given: list[str]
    given_weights: list[float]
    families: list[str]
    family_weights: list[float]
    cities: list[str]
    words: list[str]

    @classmethod
    def of(cls, population: Population, chance: random.Random) -> World:
        """Half of all running text is the same fifty words, as in any language; the rest is made of syllables."""
        made = ["".join(chance.choices(_SYLLABLES, k=chance.randint(2, 4))) for _ in range(len(_FILLER.split()) * 50)]
        given = {name: share for name, share in population.given.items() if share}
        return cls(
            [name.title() for name in given],
            list(given.values()),
            list(population.surnames),
            list(population.surnames.values()),
            [city.title() for city in population.cities],
            _FILLER.split() * 50 + made,
        )

    def profile(self, number: int, chance: random.Random) -> Profile:
        first, second = chance.choices(self.given, self.given_weights, k=2)
        *prefix, surname = chance.choices(self.families, self.family_weights)[0].split()
        family = FamilyName(f"{surname.title()}{chance.choice(('', '', '', 'sma', 'stra', 'ing'))}", " ".join(prefix))
        city = chance.choice(self.cities)
        address = Address(
            f"{chance.choice(_STEMS)}{chance.choice(_TYPES)}", str(chance.randint(1, 250)), "", _postcode(chance), city
        )
        return Profile(
            f"b{number}",
            Name(family, (first, second), first),
            birth_date=date(1960 + number % 45, 1 + number % 12, 1 + number % 28),
            phones=(f"+316{chance.randint(10**7, 10**8 - 1)}",),
            emails=(f"{first}.{surname}{number}@mail.example".lower(),),
            addresses=(address,),
        )


def _postcode(chance: random.Random) -> str:
    return f"{chance.randint(1000, 9999)}{chance.choice('ABCDEGHJKLMNPRSTVWXZ')}{chance.choice('ABCDEGHJKLMNPRSTVWXZ')}"


def listing(profile: Profile, chance: random.Random) -> str:
    """One person as a site might show them."""
    address = profile.addresses[0]
    phone = f"06-{profile.phones[0][4:]}"
    shown = chance.choice((str(profile.name), f"{profile.name.initials} {profile.name.family}"))
    parts = [f"{address.street} {address.number}", f"{address.postcode[:4]} {address.postcode[4:]} {address.city}", phone]
    chosen = [part for part in parts if chance.random() < 0.6]
    return f"<li class=entry><h3>{shown}</h3><p>{', '.join(chosen)}</p></li>"


def page(people: list[Profile], words: list[str], chance: random.Random, *, directory: bool) -> bytes:
    """A page of some 90 KB of HTML and 11 KB of text; one in seven is a directory."""
    menu = "".join(
        f'<li class="menu item-{n}"><a href="https://site.example/p/{n}" title="{n * 7919}">m{n}</a></li>' for n in range(120)
    )
    paragraphs = [f"<div class='block b{n}' data-x='{'x' * 300}'><p>{_prose(words, chance)}</p></div>" for n in range(60)]
    shown = "".join(listing(one, chance) for one in people[: 60 if directory else 3])
    style = f"<style>{'.a{color:red}' * 2000}</style><script>{'var a=1;' * 3000}</script>"
    head = f"<!doctype html><html><head><title>Pagina</title>{style}</head>"
    return f"{head}<body><ul>{menu}</ul>{''.join(paragraphs)}<ul>{shown}</ul></body></html>".encode()


def _prose(words: list[str], chance: random.Random) -> str:
    return " ".join(chance.choice(words) for _ in range(28)).capitalize() + "."


def spent(work: Callable[[], object]) -> float:
    """CPU seconds."""
    began = time.process_time()
    work()
    return time.process_time() - began


def floor(body: bytes) -> str:
    tree = LexborHTMLParser(body)
    tree.strip_tags(["script", "style"])
    return tree.body.text() if tree.body else ""


def matched(index: Index, parsed: list[Page]) -> dict[str, float]:
    times = [spent(partial(find, index, one, Place("x"), today=_TODAY)) * 1e3 for one in parsed]
    ordered = sorted(times)
    return {
        "mean_ms": statistics.fmean(times),
        "p50_ms": ordered[len(ordered) // 2],
        "p95_ms": ordered[len(ordered) * 95 // 100],
    }


def measure() -> dict[str, object]:
    """Everything in one run; milliseconds of CPU time for a page."""
    population, weights = read_population(POPULATION_DIRECTORY), Weights.of(load_weights_mapping())
    chance = random.Random(SEED)
    world = World.of(population, chance)
    profiles = [world.profile(number, chance) for number in range(max(SIZES))]
    strangers = [world.profile(10**6 + number, chance) for number in range(2_000)]
    bodies = []
    for number in range(PAGES):
        people = [*chance.sample(strangers, 58), profiles[chance.randrange(min(SIZES))]]
        chance.shuffle(people)
        bodies.append(page(people, world.words, chance, directory=number % 7 == 0))
    parsed = [read_page(body) for body in bodies]
    report: dict[str, object] = {
        "benchmark": "matching",
        "pages": PAGES,
        "html_kb": sum(map(len, bodies)) / PAGES / 1024,
        "text_kb": sum(len(one.text) for one in parsed) / PAGES / 1024,
        "floor_ms": spent(lambda: [floor(body) for body in bodies]) / PAGES * 1e3,
        "parse_ms": spent(lambda: [read_page(body) for body in bodies]) / PAGES * 1e3,
    }
    for size in SIZES:
        report[str(size)] = _of_size(profiles[:size], parsed, population, weights)
    return report


def _of_size(profiles: list[Profile], parsed: list[Page], population: Population, weights: Weights) -> dict[str, float]:
    index = Index(population, weights)
    build = spent(lambda: deque(map(index.add, profiles), maxlen=0))
    names = [str(one.name) for one in profiles]
    brute = spent(lambda: [process.cdist([one.text], names, scorer=fuzz.token_set_ratio) for one in parsed[:BRUTE_PAGES]])
    figures = matched(index, parsed)
    return {"index_us_per_profile": build / len(profiles) * 1e6, **figures, "brute_rapidfuzz_ms": brute / BRUTE_PAGES * 1e3}


if __name__ == "__main__":
    json.dump(measure(), sys.stdout, indent=2)
    sys.stdout.write("\n")
