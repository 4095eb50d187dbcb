"""How registers, directories and member lists turn a name: family name first, with the prefix before, behind or in between;
in capitals, with initials of every cut. Each gives an empty text where it does not apply to this name."""

from __future__ import annotations

from collections.abc import Callable
from random import Random

from domain.name import Name

_TITLES = ("mw.", "dhr.", "mevr.", "mr.", "dr.", "drs.", "ds.")


def _letters(name: Name) -> str:
    return name.initials.replace(".", "")


def _first(name: Name, chance: Random) -> str:
    """Calling name, or initials in one of the ways in which clerks cut them."""
    spaced = name.initials.replace(".", ". ").strip()
    return chance.choice((name.called, name.called, name.initials, spaced, _letters(name), _letters(name)[0]))


def _plainly(name: Name, _: Random) -> str:
    return f"{name.family}, {name.called}"


def _between(name: Name, chance: Random) -> str:
    prefix, surname, first = name.family.prefix, name.family.surname, _first(name, chance)
    if not prefix:
        return ""
    return chance.choice((
        f"{surname}, {prefix}, {first}", f"{surname} ({prefix}), {first}", f"{surname} {prefix}, {first}",
        f"{surname}, {prefix} {first}", f"{surname} {prefix} {first}",
    ))  # fmt: skip


def _without_comma(name: Name, chance: Random) -> str:
    first = chance.choice((name.called, name.initials))
    return f"{name.family} {first}" if chance.random() < 0.5 else f"{name.family.surname} {first} {name.family.prefix}".strip()


def _register(name: Name, chance: Random) -> str:
    """As on a court list or in a directory: capitals without signs."""
    prefix, surname = name.family.prefix.upper(), name.family.surname.upper()
    first = chance.choice((_letters(name), " ".join(_letters(name)), name.called.upper()))
    return (
        " ".join(chance.choice(((surname, prefix, first), (surname, first, prefix), (prefix, surname, first))))
        .replace("  ", " ")
        .strip()
    )


def _titled(name: Name, chance: Random) -> str:
    return f"{name.family.surname}, {chance.choice(_TITLES)} {name.initials} {name.family.prefix}".strip()


def _both_firsts(name: Name, _: Random) -> str:
    return f"{name.family.surname}, {name.initials} ({name.called}) {name.family.prefix}".strip()


def _partner(name: Name, chance: Random) -> str:
    if name.partner is None:
        return ""
    first = chance.choice((name.called, name.initials))
    double = chance.choice((f"{name.family.surname}-{name.partner}", f"{name.family.surname} - {name.partner}"))
    return f"{double}, {first} {name.family.prefix}".strip()


def _letters_then_prefix(name: Name, chance: Random) -> str:
    """All initials, and behind them the prefix in letters too: `Berg, J.C. v.d.`"""
    words = name.family.prefix.split()
    if not words:
        return ""
    dotted = "".join(f"{word[0]}." for word in words)
    behind = chance.choice((dotted, dotted.upper(), dotted.replace(".", "")))
    return f"{name.family.surname}, {chance.choice((name.called, name.initials))} {behind}"


def _in_fields(name: Name, chance: Random) -> str:
    """Each part behind its label, as a form or a dump tells it."""
    family, prefix, first = chance.choice((
        ("Achternaam", "Tussenvoegsel", "Voornaam"), ("achternaam", "tussenvoegsel", "roepnaam"),
        ("Surname", "Infix", "First name"), ("Geslachtsnaam", "Voorvoegsel", "Voornamen"),
    ))  # fmt: skip
    parts = [(family, name.family.surname), (prefix, name.family.prefix), (first, name.called)]
    if chance.random() < 0.5:
        parts = [(family, str(name.family)), (first, name.called)]
    if chance.random() < 0.5:
        parts.reverse()
    between, sign = chance.choice(((", ", ": "), ("; ", ": "), (" ", ": "), (" | ", "=")))
    return between.join(f"{label}{sign}{told}" for label, told in parts)


def _in_a_file(name: Name, chance: Random) -> str:
    """Each part between the separators of a file of values; one who has no prefix leaves its place empty."""
    parts = [name.family.surname, name.family.prefix, name.called]
    if chance.random() < 0.5:
        parts.reverse()
    separator = chance.choice((";", ",", "; "))
    return separator.join(f'"{part}"' for part in parts) if chance.random() < 0.5 else separator.join(parts)


def _prefix_behind(name: Name, chance: Random) -> str:
    family = name.family
    return f"{chance.choice((name.called, name.initials))} {family.surname} {family.prefix}" if family.prefix else ""


def _prefix_short(name: Name, chance: Random) -> str:
    """Abbreviated in front of or behind the family name, also in part."""
    words, surname = name.family.prefix.split(), name.family.surname
    if len(words) < 2:
        return ""
    first = chance.choice((name.called, name.initials))
    dotted, partly = "".join(f"{word[0]}." for word in words), f"{words[0]} {words[1][0]}."
    return chance.choice((
        f"{first} {partly} {surname}", f"{first} {words[0][0]}.{words[1]} {surname}", f"{surname}, {first} {dotted}",
        f"{surname}, {dotted} {first}", f"{first} {dotted.upper()} {surname}", f"{first}{dotted}{surname}",
        f"{first} {dotted}{surname}",
    ))  # fmt: skip


def _surname_upper(name: Name, chance: Random) -> str:
    shown = chance.choice((str(name.family).upper(), f"{name.family.prefix} {name.family.surname.upper()}".strip()))
    return f"{chance.choice((name.called, name.initials))} {shown}"


def _initials_upper(name: Name, _: Random) -> str:
    return f"{name.initials} {name.family}".upper()


def _initials_lower(name: Name, _: Random) -> str:
    return f"{name.initials} {name.family}".lower()


def _mixed(name: Name, chance: Random) -> str:
    written = f"{name.called} {name.family}"
    return "".join(chance.choice((one.upper(), one.lower())) for one in written)


def _spaced(name: Name, chance: Random) -> str:
    return f"{chance.choice((name.initials.replace('.', '. ').strip(), ' '.join(_letters(name))))} {name.family}"


def _signs(name: Name, chance: Random) -> str:
    """Signs for letters: an @ for an a, a dollar for an s."""
    written = f"{name.called} {name.family}"
    places = [
        at for at, one in enumerate(written) if one in "as" and at and written[at - 1].isalpha() and at + 1 < len(written)
    ]
    if not places:
        return ""
    at = chance.choice(places)
    return f"{written[:at]}{'@' if written[at] == 'a' else '$'}{written[at + 1 :]}"


def _married(name: Name, chance: Random) -> str:
    """The registry's other orders: partner's name first, or alone with one's own behind `e/v` or `geb.`."""
    if name.partner is None:
        return ""
    return chance.choice((
        f"{name.called} {name.partner} - {name.family}", f"{name.initials} {name.partner}, geb. {name.family}",
        f"{name.initials} {name.family} e/v {name.partner}", f"{name.called} {name.partner} geb. {name.family}",
    ))  # fmt: skip


TURNED: dict[str, Callable[[Name, Random], str]] = {
    "reversed-whole": _plainly,
    "reversed-between": _between,
    "reversed-no-comma": _without_comma,
    "reversed-register": _register,
    "reversed-title": _titled,
    "reversed-both-firsts": _both_firsts,
    "reversed-partner": _partner,
    "reversed-letters": _letters_then_prefix,
    "fields": _in_fields,
    "file": _in_a_file,
    "prefix-behind": _prefix_behind,
    "prefix-short": _prefix_short,
    "surname-upper": _surname_upper,
    "initials-upper": _initials_upper,
    "initials-lower": _initials_lower,
    "mixed-upper-lower": _mixed,
    "initials-spaced": _spaced,
    "leet-signs": _signs,
    "married": _married,
}
