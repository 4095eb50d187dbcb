"""Which pages there are, who stands on each, and who only seems to.

Two decks, of disguises and of kinds of decoys, are dealt over the pages: so that there are enough of each, on whichever page
can bear it."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from bench._truth import DECOYS, Seems, Sheet, Stands
from bench.judge_world import abroad, marked, papers, registers, talk
from bench.judge_world.entries import FAMILIES, OTHERS, Entry, can_bear, can_stand, identifiable, parts, stand
from bench.judge_world.lives import Lives, Person, plain
from bench.judge_world.others import decoy, stranger_entry
from bench.judge_world.scene import Template
from domain.profile import Profile

_WHOLE = 1_500  # sheets of a world in which there is enough of everything
_EACH_FAMILY, _EACH_OTHER, _EACH_DECOY = 145, 70, 140
_NOISY = 0.58  # of the mentions, while the deck lasts
_SHORT = (*talk.SHORT, *papers.SHORT, *marked.SHORT, *abroad.SHORT)
_IN_HTML = {"inline-tags"}
_TRIES = 60


@dataclass(slots=True)
class Deck:
    """Cards in a chance order; one is taken that fits, the others stay."""

    chance: random.Random
    cards: list[str]

    @classmethod
    def of(cls, chance: random.Random, counts: dict[str, int]) -> Deck:
        cards = [card for card, count in counts.items() for _ in range(count)]
        chance.shuffle(cards)
        return cls(chance, cards)

    def offered(self) -> Iterator[str]:
        """Each card that is left once, in order."""
        yield from dict.fromkeys(self.cards)

    def take(self, card: str) -> None:
        self.cards.remove(card)


@dataclass(slots=True)
class Dealer:
    chance: random.Random
    lives: Lives
    people: Sequence[Person]
    noises: Deck
    decoys: Deck
    used: set[str] = field(default_factory=set)  # ids and surnames on the present sheet

    def sheet(self, number: int) -> Sheet:
        chance, self.used = self.chance, set()
        long = number % 20 in {2, 9, 16}
        template = chance.choice(registers.LONG if long else _SHORT)
        size = chance.randint(template.least, template.most)
        standing = [made for _ in range(self._standing(long, size)) if (made := self._stands(template))]
        seeming = [seen for _ in range(self._seeming(long, template)) if (seen := self._seems(template, size))]
        entries = [entry for entry, _ in standing] + [made[0][0] for made in seeming if len(made[0]) == 1]
        pairs = [made[0] for made in seeming if len(made[0]) == 2]
        size = max(size, 9) if pairs else size
        entries += [self._stranger(template) for _ in range(size - len(entries) - 2 * len(pairs))]
        chance.shuffle(entries)
        for first, second in pairs:
            entries.insert(chance.randrange(1 + len(entries) // 4), first)
            entries.insert(len(entries) - chance.randrange(1 + len(entries) // 4), second)
        body = _encoded(chance, template.render(chance, entries), template.media_type)
        name = f"judge-{number:04}-{template.name}"
        return Sheet(name, body, tuple(one for _, one in standing), tuple(made[1] for made in seeming), template.media_type)

    def _standing(self, long: bool, size: int) -> int:
        if long:
            return self.chance.randint(5, 9)
        return min(size, self.chance.choice((0, 1, 1, 2, 2, 2, 3, 3)))

    def _seeming(self, long: bool, template: Template) -> int:
        if long:
            return 3
        return self.chance.choice((0, 1)) if template.most > 1 else 0

    def _stands(self, template: Template) -> tuple[Entry, Stands] | None:
        """Somebody who can stand here, with a disguise that this page can bear."""
        wishes = list(self.noises.offered()) if self.chance.random() < _NOISY else []
        for noise in (*wishes, ""):
            if noise in _IN_HTML and not template.markup:
                continue
            for _ in range(_TRIES if noise else 400):
                person, kind = self.chance.choice(self.people), _kind(self.chance, template)
                if self._fits(person.profile, kind, noise):
                    if noise:
                        self.noises.take(noise)
                    self._use(person.profile)
                    return stand(self.chance, person, kind, noise, markup=template.markup, language=template.language)
        return None

    def _fits(self, profile: Profile, kind: str, noise: str) -> bool:
        if self._is_used(profile) or not can_stand(profile, kind):
            return False
        return not noise or (identifiable(kind) and can_bear(profile, kind, noise))

    def _seems(self, template: Template, size: int) -> tuple[list[Entry], Seems] | None:
        for kind in self.decoys.offered():
            if kind == "name-far" and not (template.far and size > 5):
                continue
            profile = self.chance.choice(self.people).profile
            while self._is_used(profile):
                profile = self.chance.choice(self.people).profile
            self.decoys.take(kind)
            self._use(profile)
            return decoy(self.chance, self.lives, profile, kind)
        return None

    def _stranger(self, template: Template) -> Entry:
        shown = parts(_kind(self.chance, template))
        return stranger_entry(self.chance, self.lives.stranger(self.chance), shown)

    def _use(self, profile: Profile) -> None:
        self.used |= {profile.id, *_surnames(profile)}

    def _is_used(self, profile: Profile) -> bool:
        return bool(self.used & {profile.id, *_surnames(profile)})


def _surnames(profile: Profile) -> set[str]:
    families = (profile.name.family, profile.name.partner)
    return {plain(family.surname).lower() for family in families if family}


def _kind(chance: random.Random, template: Template) -> str:
    weights = [1 / (1 + 0.2 * at) for at in range(len(template.kinds))]
    return chance.choices(template.kinds, weights)[0]


def _encoded(chance: random.Random, page: str, media_type: str) -> bytes:
    """UTF-8 mostly; an old page in the code of Windows now and then, where it can be written so."""
    if media_type == "text/html" and "utf-8" in page and chance.random() < 0.08:
        try:
            return page.replace("utf-8", "windows-1252", 1).encode("cp1252")
        except UnicodeEncodeError:
            pass
    return page.encode()


def deal(lives: Lives, people: Sequence[Person], count: int, seed: str) -> tuple[Sheet, ...]:
    """`count` sheets about these people."""
    chance = random.Random(f"{seed} sheets")
    scale = count / _WHOLE
    noises = {**dict.fromkeys(FAMILIES, round(_EACH_FAMILY * scale)), **dict.fromkeys(OTHERS, round(_EACH_OTHER * scale))}
    decoys = dict.fromkeys(DECOYS, round(_EACH_DECOY * scale))
    dealer = Dealer(chance, lives, people, Deck.of(chance, noises), Deck.of(chance, decoys))
    return tuple(dealer.sheet(number) for number in range(count))
