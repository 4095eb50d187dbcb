"""One person as a page shows them: which particulars, how each is written, and what that makes true."""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from bench._truth import Stands
from bench.judge_world import disguises, numbers, spellings
from bench.judge_world.lives import Person
from domain.profile import Profile

#: Families of noise that every judging world holds at least a hundred of.
FAMILIES = [
    "phone",
    "zero-width",
    "homoglyph",
    "inline-tags",
    "case",
    "diacritics",
    "reversed",
    "prefix",
    "typo",
    "leet",
    "email-obfuscated",
]
#: And these besides, fewer.
OTHERS = ["title", "partner", "nickname", "former"]
_STRONG = {"phone", "email", "address", "landline"}
_TODAY = 2026


@dataclass(frozen=True, slots=True)
class Entry:
    """What is shown, by field: name, phone, landline, email, handle, street, postcode, city, born, age. Text, or `Markup`.
    `links`: where a field could be a link as well (`tel:`, `mailto:`), which would undo its disguise."""

    fields: Mapping[str, str]
    links: Mapping[str, str] = field(default_factory=dict)

    def __contains__(self, name: str) -> bool:
        return name in self.fields


def parts(kind: str) -> set[str]:
    return set(kind.split("+"))


def distinctive(handle: str) -> bool:
    return len(handle) >= 8 and any(map(str.isdigit, handle))


def can_stand(profile: Profile, kind: str) -> bool:
    """Whether they have what this kind shows."""
    shown = parts(kind)
    return not (
        ("landline" in shown and len(profile.phones) < 2) or ("handle" in shown and not any(map(distinctive, profile.handles)))
    )


def can_bear(profile: Profile, kind: str, noise: str) -> bool:
    """Whether a mention of this kind can be written with this noise."""
    shown, name = parts(kind), profile.name
    named = "name" in shown or {"initials", "surname"} <= shown
    if noise == "phone":
        return bool(shown & {"phone", "landline"})
    if noise == "email-obfuscated":
        return "email" in shown
    if noise in {"typo", "leet"}:
        able = disguises.mistypable(name.family.surname) if noise == "typo" else set(name.family.surname) & set(disguises.LEET)
        return "name" in shown and bool(shown & _STRONG and able)
    fits = {
        "diacritics": disguises.has_accents(f"{name.called} {name.family}") and "name" in shown,
        "prefix": name.family.prefix.lower() in spellings.SHORT_PREFIXES,
        "partner": name.partner is not None,
        "nickname": bool(spellings.nicknames(name)) and "name" in shown and bool(shown & _STRONG),
        "former": bool(profile.former_names) and "name" in shown,
    }
    return named and fits.get(noise, True)


def stand(
    chance: random.Random, person: Person, kind: str, noise: str, *, markup: bool, language: str = "nl"
) -> tuple[Entry, Stands]:
    """An enrolled person on a page. Needs `can_stand` and, for a noise, `can_bear`."""
    profile, shown, noises = person.profile, parts(kind), []
    fields = particulars(chance, profile, shown, language)
    links = _links(profile, shown)
    if shown & {"name", "given", "initials", "surname"}:
        written, way = _name(chance, profile, shown, noise)
        fields["name"] = written
        noises += [way] if way else []
    if noise == "phone":
        field_name = "phone" if "phone" in shown else "landline"
        number = profile.phones[0] if field_name == "phone" else profile.phones[1]
        way, fields[field_name] = numbers.phone_oddly(chance, number)
        links.pop(field_name, None)
        noises.append(f"phone:{way}")
    if noise == "email-obfuscated":
        way, fields["email"] = _email(chance, profile.emails[0], markup)
        links.pop("email", None)
        noises.append(f"email-obfuscated:{way}")
    noises += _disguise(chance, fields, links, noise, markup)
    return Entry(fields, links), Stands(profile.id, kind, identifiable(kind), _household(kind), tuple(noises))


def particulars(chance: random.Random, profile: Profile, shown: set[str], language: str = "nl") -> dict[str, str]:
    """Everything of these kinds but the name, honestly written."""
    home, fields = profile.addresses[0], {}
    if "phone" in shown:
        fields["phone"] = numbers.phone_plainly(chance, profile.phones[0])
    if "landline" in shown:
        fields["landline"] = numbers.phone_plainly(chance, profile.phones[1])
    if "email" in shown:
        fields["email"] = profile.emails[0]
    if "handle" in shown:
        fields["handle"] = next(filter(distinctive, profile.handles))
    if shown & {"address", "street"}:
        fields["street"] = spellings.house(chance, home)
    if shown & {"address", "postcode"}:
        fields["postcode"] = spellings.postcode(chance, home)
    if shown & {"address", "city"}:
        fields["city"] = "'s-Gravenhage" if home.city == "Den Haag" and chance.random() < 0.3 else home.city
    if profile.birth_date and "birth-date" in shown:
        fields["born"] = spellings.day(chance, profile.birth_date, language)
    if profile.birth_date and "age" in shown:
        fields["age"] = str(
            _TODAY - 1 - profile.birth_date.year + ((profile.birth_date.month, profile.birth_date.day) <= (11, 23))
        )
    return fields


def identifiable(kind: str) -> bool:
    """By the rule of `Stands`; a handle of ours is always a distinctive one."""
    shown = parts(kind)
    named = "name" in shown or {"initials", "surname"} <= shown
    beside = shown & {"phone", "landline", "address", "email", "postcode", "birth-date"} or {"street", "city"} <= shown
    return bool((named and beside) or shown & {"phone", "email", "handle"})


def _household(kind: str) -> bool:
    return not identifiable(kind) and bool(parts(kind) & {"address", "landline"})


def _links(profile: Profile, shown: set[str]) -> dict[str, str]:
    found = {"phone": f"tel:{profile.phones[0]}", "email": f"mailto:{profile.emails[0]}"}
    if len(profile.phones) > 1:
        found["landline"] = f"tel:{profile.phones[1]}"
    return {name: link for name, link in found.items() if name in shown}


def _email(chance: random.Random, email: str, markup: bool) -> tuple[str, str]:
    from markupsafe import Markup

    roll = chance.random()
    if markup and roll < 0.1:
        return "entities", Markup("".join(f"&#{ord(one)};" for one in email))
    if markup and roll < 0.2:
        return "at-entity", Markup(email.replace("@", chance.choice(("&#64;", "&#x40;", "&commat;"))))
    return numbers.email_oddly(chance, email)


def _name(chance: random.Random, profile: Profile, shown: set[str], noise: str) -> tuple[str, str]:
    """The name as written, and the noise where it lies in how the name is built."""
    name = profile.name
    if not shown & {"name", "initials"}:
        return (name.called if "given" in shown else str(name.family)), ""
    first = spellings.first_name(chance, name) if "name" in shown else spellings.initials(chance, name)
    plainly = f"{first} {name.family}" if "initials" in shown else spellings.full(chance, name)
    ways: dict[str, Callable[[], tuple[str, str]]] = {
        "typo": lambda: _mistyped(chance, first, profile),
        "prefix": lambda: spellings.short_prefix(chance, first, name.family),
        "nickname": lambda: ("", f"{chance.choice(spellings.nicknames(name))} {name.family}"),
        "diacritics": lambda: ("", f"{name.called} {name.family}"),
        "reversed": lambda: ("", spellings.turned(chance, first, name.family)),
        "title": lambda: ("", spellings.titled(chance, f"{first} {name.family}")),
        "partner": lambda: ("", spellings.married(chance, first, name)),
        "former": lambda: ("", profile.former_names[0]),
    }
    way, written = ways[noise]() if noise in ways else ("", plainly)
    return written, f"{noise}:{way}" if way else noise if noise in ways and noise != "diacritics" else ""


def _mistyped(chance: random.Random, first: str, profile: Profile) -> tuple[str, str]:
    family = profile.name.family
    if disguises.mistypable(first) and chance.random() < 0.35:
        way, first = disguises.mistyped(chance, first)
        return f"given-{way}", f"{first} {family}"
    way, surname = disguises.mistyped(chance, family.surname)
    return f"surname-{way}", f"{first} {family.prefix} {surname}".replace("  ", " ")


def _disguise(chance: random.Random, fields: dict[str, str], links: dict[str, str], noise: str, markup: bool) -> list[str]:
    """Changes the fields whose letters are disguised; what that is called."""
    if noise in {"case", "homoglyph", "leet", "diacritics"}:
        way, fields["name"] = {
            "case": disguises.cased,
            "homoglyph": disguises.alike,
            "leet": disguises.leet,
            "diacritics": disguises.accents,
        }[noise](chance, fields["name"])
        if noise == "case" and way != "mixed" and chance.random() < 0.5:
            for one in {"street", "postcode", "city", "email"} & fields.keys():
                fields[one] = fields[one].upper() if way == "upper" else fields[one].lower()
        return [f"{noise}:{way}"]
    if noise in {"zero-width", "inline-tags"}:
        chosen = ["name", *(one for one in fields if one != "name" and chance.random() < 0.4)]
        for one in chosen:
            links.pop(one, None)
            plain = fields[one]
            fields[one] = (
                disguises.in_pieces(chance, plain) if noise == "inline-tags" else disguises.unseen(chance, plain, markup=markup)
            )
        return [noise]
    return []
