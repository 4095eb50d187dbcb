"""Which mentions and decoys there are, and on which sheet each stands."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass
from math import exp
from random import Random

from bench._truth import Seems, Sheet, Stands
from bench.dev_world import decoys, noise, pages, places, records, shapes
from bench.dev_world.people import Person, stranger
from bench.dev_world.records import Kind
from bench.dev_world.written import Piece

_STANDING = (1, 1, 2, 2, 3, 4)
_IN_DIRECTORY = (4, 6, 8, 10)
_NOISY = 0.8  # share of names under a disguise
_OFTEN = (  # once more in a round, so that each family has its hundred
    *("inline-tags", "zero-width", "homoglyph", "inline-tags", "zero-width", "homoglyph", "leet", "no-diacritics", "nfd"),
    *("typo-surname", "typo-given", "prefix-abbreviated", "leet"),
)
_MOST_NAMESAKES = 4  # of one person, for one mention by name and city
_CASED = 0.06  # share of records in one case
_DIRECTORY = 0.15
_SHOWN = (  # of a stranger
    ("name", "phone"),
    ("name", "address"),
    ("name", "city"),
    ("name", "email"),
    ("name", "address", "phone", "email"),
    ("initials-name", "address", "phone"),
    ("initials-name", "postcode-city"),
)


@dataclass(frozen=True)
class Placed:
    """A record to stand on some sheet, of or beside one enrolled person."""

    person: Person
    records: list[list[Piece]]
    truth: Stands | Seems

    @property
    def html_only(self) -> bool:
        return any(piece.html_only for record in self.records for piece in record)


class Deck:
    """Deals mentions and decoys evenly over kinds and disguises."""

    def __init__(self, people: list[Person], chance: Random) -> None:
        self.people, self.chance = people, chance
        self.namesakes: deque[Placed] = deque()
        self._dealt = 0
        self._decoys = 0

    def mention(self) -> Placed:
        kind = self.chance.choices(records.KINDS, [one.weight for one in records.KINDS])[0]
        disguise = self._disguise(kind)
        for _ in range(400):
            person = self.chance.choice(self.people)
            if records.can(person.profile, kind) and (
                made := records.pieces(person.profile, kind.parts, self.chance, disguise)
            ):
                break
        else:
            person, made = self._plainly(kind)
        made = _cased(made, self.chance)
        if not kind.identifiable and kind.named and "relative" not in kind.parts:
            self._beside(person, kind)
        found = tuple(sorted({name for piece in made for name in piece.noise}))
        return Placed(person, [made], Stands(person.profile.id, kind.key, kind.identifiable, kind.household, found))

    def _disguise(self, kind: Kind) -> str:
        """The next in turn, so that each has its share; slips of the pen only where another key stands beside the name."""
        if not kind.named or self.chance.random() > _NOISY:
            return ""
        turn = [one for one in (*noise.KINDS, *_OFTEN) if kind.identifiable or one not in noise.SLIPS]
        self._dealt += 1
        return turn[self._dealt % len(turn)]

    def _plainly(self, kind: Kind) -> tuple[Person, list[Piece]]:
        able = [person for person in self.people if records.can(person.profile, kind)]
        person = self.chance.choice(able)
        made = records.pieces(person.profile, kind.parts, self.chance)
        assert made is not None
        return person, made

    def _beside(self, person: Person, kind: Kind) -> None:
        """Where only names and a city are shown, others who bear both names show them too, as many as there are."""
        mine = person.profile
        expected = person.origin.namesakes(mine.name.called, person.family)
        city = mine.addresses[0].city
        if "city" in kind.parts:
            expected *= 1 / len(person.origin.cities) if city in person.origin.cities else places.share(city)
        if "age" in kind.parts:
            expected *= 3 / 70
        for _ in range(min(_MOST_NAMESAKES, _poisson(expected, self.chance))):
            made = records.pieces(mine, tuple(part for part in kind.parts if part != "employer"), self.chance)
            if made:
                self.namesakes.append(Placed(person, [made], Seems(mine.id, "namesake")))

    def decoy(self) -> Placed:
        if self.namesakes and self.chance.random() < 0.4:
            return self.namesakes.popleft()
        kinds = list(decoys.KINDS)
        self._decoys += 1
        kind = kinds[self._decoys % len(kinds)]
        person = self.chance.choice(self.people)
        other = stranger(self.chance.randrange(10**6)).profile
        return Placed(person, decoys.KINDS[kind](person, other, self.chance), Seems(person.profile.id, kind))


def _cased(made: list[Piece], chance: Random) -> list[Piece]:
    """Now and then a whole record in capitals or in small letters, where all of it is text."""
    if chance.random() > _CASED or any(piece.html_only for piece in made):
        return made
    name, change = chance.choice((("record-upper", str.upper), ("record-lower", str.lower)))
    return [Piece.plain(piece.field, change(piece.text), *piece.noise, name) for piece in made]


def _poisson(expected: float, chance: Random) -> int:
    """How many there happen to be; a large expectation is as good as its limit."""
    if expected > 20:
        return _MOST_NAMESAKES
    count, product, limit = 0, chance.random(), exp(-expected)
    while product > limit:
        count, product = count + 1, product * chance.random()
    return count


def sheets(people: list[Person], count: int, seed: int) -> tuple[Sheet, ...]:
    """`people`: those enrolled among whom the pages' persons are."""
    chance = Random(seed)
    deck = Deck(people, chance)
    return tuple(_sheet(f"dev-{number}", deck, chance) for number in range(count))


def _sheet(name: str, deck: Deck, chance: Random) -> Sheet:
    directory = chance.random() < _DIRECTORY
    wanted = chance.choice(_IN_DIRECTORY if directory else _STANDING)
    placed = _distinct(deck, wanted, chance)
    shape = _shape(placed, chance)
    strangers = chance.randint(30, 200) if directory else chance.choice((0, 0, 1, 2, 4))
    groups = [one.records for one in placed] + [[_of_stranger(placed, chance, directory)] for _ in range(strangers)]
    chance.shuffle(groups)
    shown = [record for group in groups for record in group]
    if shape in pages.PLAIN and not directory:
        body, kind = pages.SHAPES[shape]([_plain(record) for record in shown], chance).encode(), "text/plain"
    else:
        make = chance.choice(pages.DIRECTORIES) if directory else pages.SHAPES[shape]
        body, kind = pages.page(make(shown, chance), chance), "text/html"
    stands = tuple(one.truth for one in placed if isinstance(one.truth, Stands))
    seems = tuple(one.truth for one in placed if isinstance(one.truth, Seems))
    return Sheet(name, body, stands, seems, kind)


def _shape(placed: list[Placed], chance: Random) -> str:
    """One that can show these records."""
    marked = any(one.html_only for one in placed)
    nameless = any(record[0].field != "name" for one in placed for record in one.records)
    fits = [one for one in pages.SHAPES if not (marked and one in pages.TEXT_ONLY) and not (nameless and one in shapes.NAMED)]
    return chance.choice(fits)


def _plain(record: list[Piece]) -> list[Piece]:
    return [Piece.plain(piece.field, piece.text, *piece.noise) for piece in record]


def _distinct(deck: Deck, wanted: int, chance: Random) -> list[Placed]:
    """Mentions and a decoy or two, no person twice."""
    dealt = [deck.mention() for _ in range(wanted)]
    dealt += [deck.decoy() for _ in range(chance.choice((2, 3, 4)) if wanted > 4 else chance.choice((0, 1, 1, 2)))]
    seen: set[str] = set()
    return [one for one in dealt if not (one.truth.profile in seen or seen.add(one.truth.profile))]  # type: ignore[func-returns-value]


def _of_stranger(placed: list[Placed], chance: Random, directory: bool) -> list[Piece]:
    """Somebody else on the page; in the directory of a village most are of that village."""
    local = directory and placed[0].person.origin.cities and chance.random() < 0.8
    origin = placed[0].person.origin if local else None
    other = stranger(chance.randrange(2 * 10**6, 9 * 10**6), origin=origin).profile
    parts = chance.choice(_SHOWN)
    return records.pieces(other, parts, chance) or []
