"""How a name is written other than plainly: what editors, clerks and keyboards do, and what hides it from machines.

Each takes the person and chance, and gives the name so written, or an empty text where it does not apply to this name."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from html import escape
from random import Random

from bench.dev_world import facts
from bench.dev_world.people import bare
from bench.dev_world.turned import TURNED
from bench.dev_world.written import Piece
from domain.name import FamilyName, Name
from domain.profile import Profile

_HOMOGLYPHS = {"a": "а", "e": "е", "o": "о", "c": "с", "i": "і", "j": "ј", "s": "ѕ"}
_LEET = {"a": "4", "e": "3", "o": "0", "i": "1", "s": "5"}
_SPELLED = (("ij", "y"), ("ü", "ue"), ("ö", "oe"), ("ä", "ae"))
_KEYS = "etaoinsrhldgkmpbvw"
_HIDDEN = "\u200b\u200c\u200d\u200e\u2060\u2063\u00ad\ufeff\u034f\u061c"
_SHORTEST = 5  # letters of a name in which a slip still leaves the name recognisable


def plain(name: Name, family: FamilyName | None = None) -> str:
    return f"{name.called} {family or name.family}"


def _slip(word: str, chance: Random) -> str:
    """One letter lost, doubled, replaced or swapped; never the first."""
    if len(word) < _SHORTEST or not word.isalpha():
        return ""
    at = chance.randrange(1, len(word) - 1)
    lost, doubled = word[:at] + word[at + 1 :], word[:at] + word[at] + word[at:]
    replaced = word[:at] + chance.choice(_KEYS) + word[at + 1 :]
    swapped = word[:at] + word[at + 1] + word[at] + word[at + 2 :]
    made = chance.choice((lost, doubled, replaced, swapped))
    return made if made != word else ""


def _surname_slip(name: Name, chance: Random) -> str:
    slip = _slip(name.family.surname, chance)
    return slip and plain(name, FamilyName(slip, name.family.prefix))


def _given_slip(name: Name, chance: Random) -> str:
    slip = _slip(name.called, chance)
    return slip and f"{slip} {name.family}"


def _with_letters(name: Name, chance: Random, letters: dict[str, str], most: int) -> str:
    """Letters of the surname, and perhaps of the first name, replaced by ones that look alike."""
    written = plain(name)
    first = 0 if chance.random() < 0.4 else len(name.called)
    places = [at for at, letter in enumerate(written) if at >= first and letter in letters]
    chosen = set(chance.sample(places, min(len(places), chance.randint(1, most))))
    return "".join(letters[letter] if at in chosen else letter for at, letter in enumerate(written)) if chosen else ""


def _hidden(name: Name, chance: Random) -> str:
    written = plain(name)
    for _ in range(2):
        at = chance.randrange(1, len(written))
        written = written[:at] + chance.choice(_HIDDEN) + written[at:]
    return written


def _abbreviated(name: Name, chance: Random) -> str:
    words = name.family.prefix.split()
    if len(words) < 2 or words[0] != "van":
        return ""
    short = chance.choice((".".join(word[0] for word in words) + ".", "/".join(word[0] for word in words),
                           "".join(word[0] for word in words), ". ".join(word[0] for word in words) + "."))  # fmt: skip
    return f"{name.called} {short} {name.family.surname}"


def _joined(name: Name, chance: Random) -> str:
    if not name.family.prefix:
        return ""
    joined = name.family.prefix.replace(" ", "") + chance.choice((name.family.surname, name.family.surname.lower()))
    return f"{name.called} {joined[0].upper()}{joined[1:]}"


def _spelled(name: Name, _: Random) -> str:
    written = plain(name)
    for seen, instead in _SPELLED:
        written = re.sub(f"{seen}(?!a)", instead, written)  # the ij of Khadija is not the Dutch one
    return written


def _short(name: Name, chance: Random) -> str:
    others = [one for one in facts.nicknames().get(name.given_names[0], ()) if one != name.called]
    return f"{chance.choice(others)} {name.family}" if others else ""


def _partner(name: Name, chance: Random) -> str:
    if name.partner is None:
        return ""
    return plain(name, FamilyName(chance.choice((f"{name.partner}-{name.family}", f"{name.family}-{name.partner}"))))


def _titled(name: Name, chance: Random) -> str:
    written = plain(name)
    before = chance.choice(("mr. ", "drs. ", "Dhr. ", "Mevr. ", "ir. ", "dr. ", "de heer ", ""))
    return before + written if before else f"{written}, {chance.choice(('MSc', 'BSc', 'LLM'))}"


def _behind(first: str, name: Name) -> str:
    return f"{name.family.surname}, {first} {name.family.prefix}".strip()


def _prefixed(name: Name, _: Random) -> str:
    return f"{name.called} {name.family.prefix.title()} {name.family.surname}" if name.family.prefix else ""


TEXT: dict[str, Callable[[Name, Random], str]] = {
    **TURNED,
    "reversed": lambda name, _: _behind(name.called, name),
    "reversed-initials": lambda name, _: _behind(name.initials, name),
    "upper": lambda name, _: plain(name).upper(),
    "lower": lambda name, _: plain(name).lower(),
    "no-diacritics": lambda name, _: bare(plain(name)),
    "nfd": lambda name, _: unicodedata.normalize("NFD", plain(name)),
    "zero-width": _hidden,
    "homoglyph": lambda name, chance: _with_letters(name, chance, _HOMOGLYPHS, 2),
    "leet": lambda name, chance: _with_letters(name, chance, _LEET, 2),
    "typo-surname": _surname_slip,
    "typo-given": _given_slip,
    "prefix-abbreviated": _abbreviated,
    "prefix-joined": _joined,
    "prefix-dropped": lambda name, _: f"{name.called} {name.family.surname}" if name.family.prefix else "",
    "prefix-capitals": _prefixed,
    "title": _titled,
    "nickname": _short,
    "partner": _partner,
    "partner-alone": lambda name, _: plain(name, name.partner) if name.partner else "",
    "transliterated": _spelled,
    "all-given": lambda name, _: f"{' '.join(name.given_names)} {name.family}",
    "initials": lambda name, _: f"{name.initials} {name.family}",
    "initials-called": lambda name, _: f"{name.initials} ({name.called}) {name.family}",
    "initials-together": lambda name, _: f"{name.initials.replace('.', '')} {name.family}",
    "nbsp": lambda name, _: plain(name).replace(" ", "\N{NO-BREAK SPACE}"),
}


def _tags(written: str, chance: Random) -> str:
    first, _, rest = written.partition(" ")
    at = chance.randrange(1, max(2, len(rest) - 1))
    return chance.choice((
        f"<b>{escape(first)}</b> {escape(rest)}",
        f"<span class=fn>{escape(first)}</span> <em>{escape(rest)}</em>",
        f"{escape(first)} {escape(rest[:at])}<span>{escape(rest[at:])}</span>",
    ))  # fmt: skip


MARKUP: dict[str, Callable[[str, Random], str]] = {
    "inline-tags": _tags,
    "entities": lambda written, _: "".join(f"&#{ord(one)};" if one.isalpha() else one for one in written),
}
#: What leaves so little of the name that only another key beside it makes it a person.
SLIPS = frozenset(("typo-surname", "typo-given", "leet", "leet-signs"))
KINDS = (*TEXT, *MARKUP, "former")


def name(profile: Profile, kind: str, chance: Random) -> Piece | None:
    """The person's name under one noise (none: plainly), or None where it does not apply."""
    shown = plain(profile.name)
    if not kind:
        return Piece.plain("name", shown)
    if kind == "former":
        return Piece.plain("name", profile.former_names[0], kind) if profile.former_names else None
    if kind in MARKUP:
        return Piece.marked("name", shown, MARKUP[kind](shown, chance), kind)
    written = TEXT[kind](profile.name, chance)
    return Piece.plain("name", written, kind) if written and written != shown else None
