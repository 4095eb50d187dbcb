"""How people write a name, a date or a home address."""

from __future__ import annotations

import random
from datetime import date

from bench.judge_world.lives import CALLED
from domain.name import FamilyName, Name
from domain.profile import Address

_MONTHS = {
    "nl": [
        "januari",
        "februari",
        "maart",
        "april",
        "mei",
        "juni",
        "juli",
        "augustus",
        "september",
        "oktober",
        "november",
        "december",
    ],
    "en": [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ],
    "de": [
        "Januar",
        "Februar",
        "März",
        "April",
        "Mai",
        "Juni",
        "Juli",
        "August",
        "September",
        "Oktober",
        "November",
        "Dezember",
    ],
}
_TITLES = ("dhr.", "mevr.", "mr.", "dr.", "drs.", "ing.", "prof. dr.", "de heer", "mw. mr.", "ir.")
_DEGREES = ("MSc", "RA", "LL.M.", "BSc", "MBA", "PhD")
#: Prefixes that are abbreviated, and how.
SHORT_PREFIXES = {
    "van der": ("v.d.", "v. d.", "v/d", "vd", "v.der", "vdr"),
    "van den": ("v.d.", "v/d", "vd", "v. d.", "v.den"),
    "van de": ("v.d.", "v/d", "vd", "v. d."),
    "van": ("v.", "v"),
    "van 't": ("v.'t", "v 't", "v/h"),
    "de": ("d.", "d"),
    "ter": ("t.",),
    "ten": ("t.",),
}


def first_name(chance: random.Random, name: Name) -> str:
    """The calling name mostly, else the first given name."""
    return name.called if chance.random() < 0.85 else name.given_names[0]


def full(chance: random.Random, name: Name) -> str:
    if len(name.given_names) > 1 and chance.random() < 0.1:
        return f"{' '.join(name.given_names)} {name.family}"
    return f"{first_name(chance, name)} {name.family}"


def initials(chance: random.Random, name: Name) -> str:
    """`J.M.`, `J. M.`, `JM` or the first letter alone."""
    letters = [given[0] for given in name.given_names]
    return chance.choice(
        (f"{'.'.join(letters)}.", f"{'. '.join(letters)}.", f"{letters[0]}.", f"{'.'.join(letters)}.", letters[0])
    )


def turned(chance: random.Random, first: str, family: FamilyName) -> str:
    """Surname first, as registers sort."""
    surname, prefix = family.surname, family.prefix
    if not prefix:
        return chance.choice(
            (f"{surname}, {first}", f"{surname}, {first}", f"{surname} {first}", f"{surname.upper()}, {first}")
        )
    return chance.choice(
        (
            f"{surname}, {first} {prefix}",
            f"{surname}, {prefix}, {first}",
            f"{surname} {prefix}, {first}",
            f"{prefix} {surname}, {first}",
            f"{surname}, {first} {prefix}",
            f"{surname} {first} {prefix}",
            f"{surname.upper()}, {first} {prefix}",
        )
    )


def short_prefix(chance: random.Random, first: str, family: FamilyName) -> tuple[str, str]:
    """How the prefix is written (abbreviated, joined, capital, dropped, behind) and the name so written."""
    low, surname = family.prefix.lower(), family.surname
    way = chance.choices(("short", "joined", "capital", "dropped", "behind"), (60, 12, 14, 8, 6))[0]
    if way == "joined":
        return way, f"{first} {low.replace(' ', '').replace(chr(39), '')}{surname.lower()}".replace(
            f" {low[0]}", f" {low[0].upper()}"
        )
    if way == "capital":
        return way, f"{first} {low.title().replace(chr(39) + 'T', chr(39) + 't')} {surname}"
    if way == "dropped":
        return way, f"{first} {surname}"
    short = chance.choice(SHORT_PREFIXES[low])
    if way == "behind":
        return way, f"{surname} {short}, {first}"
    return way, f"{first} {short}{'' if short.endswith('.') and chance.random() < 0.25 else ' '}{surname}"


def titled(chance: random.Random, written: str) -> str:
    return f"{written}, {chance.choice(_DEGREES)}" if chance.random() < 0.25 else f"{chance.choice(_TITLES)} {written}"


def married(chance: random.Random, first: str, name: Name) -> str:
    """With the partner's name, in one of the four ways. Needs a partner."""
    assert name.partner
    own, other = str(name.family), str(name.partner)
    return f"{first} {chance.choice((f'{other}-{own}', f'{own}-{other}', other, f'{other} - {own}'))}"


def nicknames(name: Name) -> tuple[str, ...]:
    """What they could be called without having told us."""
    return tuple(short for short in CALLED.get(name.given_names[0], ()) if short != name.called)


def day(chance: random.Random, moment: date, language: str) -> str:
    month = _MONTHS[language][moment.month - 1]
    if language == "en":
        return chance.choice((f"{month} {moment.day}, {moment.year}", f"{moment.day} {month} {moment.year}"))
    if language == "de":
        return chance.choice((f"{moment.day}. {month} {moment.year}", f"{moment:%d.%m.%Y}"))
    return chance.choice(
        (
            f"{moment.day} {month} {moment.year}",
            f"{moment:%d-%m-%Y}",
            f"{moment.day}-{moment.month}-{moment.year}",
            f"{moment:%d/%m/%Y}",
            f"{moment:%d.%m.%Y}",
            f"{moment:%Y-%m-%d}",
            f"{moment.day} {month} {moment.year}",
        )
    )


def house(chance: random.Random, home: Address) -> str:
    """Street and number, with its addition in one of the usual ways."""
    if not home.addition:
        return f"{home.street} {home.number}"
    return (
        f"{home.street} {home.number}{chance.choice(('-', ' ', '') if home.addition.isalpha() else ('-', ' '))}{home.addition}"
    )


def postcode(chance: random.Random, home: Address) -> str:
    return chance.choice(
        (f"{home.postcode[:4]} {home.postcode[4:]}", f"{home.postcode[:4]} {home.postcode[4:]}", home.postcode)
    )
