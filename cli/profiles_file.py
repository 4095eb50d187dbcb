"""Profiles from a file of JSON lines, as the contract has them; a bad line is refused with its number, the rest goes on."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import Final

import phonenumbers
from rapidfuzz.fuzz import ratio
from rapidfuzz.process import extractOne

from domain.errors import BadInput
from domain.name import FamilyName, Name
from domain.profile import Address, Profile
from matchers import ibans, plates, service_numbers

_FIELDS: Final = frozenset(
    ("id", "given_names", "calling_name", "prefix", "surname", "partner", "former_names", "birth_date", "phones", "emails",
     "handles", "addresses", "employer", "relatives", "plates", "service_numbers", "ibans")
)  # fmt: skip
_EMAIL: Final = re.compile(r"[^@\s]{1,64}@[^@\s]{1,250}\.[^@\s.]{2,63}")
#: Dutch, or foreign: anything short that does not begin as a Dutch one
_POSTCODE: Final = re.compile(r"[1-9]\d{3} ?[A-Za-z]{2}|(?!\d{4} ?[A-Za-z])[A-Za-z0-9][A-Za-z0-9 -]{2,9}")
_SLIP: Final = 80  # of 100: so alike that it must be a slip of the pen
_LONGEST: Final = 100_000  # characters of a line
_EARLIEST: Final = date(1900, 1, 1)


def read_profiles(path: Path) -> tuple[tuple[Profile, ...], tuple[BadInput, ...]]:
    """The profiles of a file and what was refused in it. Raises `BadInput` when the file itself cannot be read."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, ValueError) as error:
        raise BadInput(str(path), f"cannot be read ({type(error).__name__}); give a file of JSON lines in UTF-8") from error
    return parse_profiles(text.split("\n"), path.name)


def parse_profiles(lines: Iterable[str], name: str) -> tuple[tuple[Profile, ...], tuple[BadInput, ...]]:
    """The same, from lines; `name` is how refusals call the file. Empty lines are passed over."""
    profiles: dict[str, Profile] = {}
    refusals: list[BadInput] = []
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            profile = parse_profile(line)
            if profile.id in profiles:
                raise _Refused("repeats the id of an earlier line; give each profile an id of its own")
        except _Refused as refused:
            refusals.append(BadInput(f"{name}:{number}", str(refused)))
        else:
            profiles[profile.id] = profile
    return tuple(profiles.values()), tuple(refusals)


class _Refused(ValueError):
    """Why a line is refused and what to do; never with a value from it."""


def parse_profile(line: str) -> Profile:
    """One profile. Raises `ValueError` with the reason."""
    if len(line) > _LONGEST:
        raise _Refused(f"is longer than {_LONGEST} characters; give one profile a line")
    try:
        content = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise _Refused("is no JSON; give one JSON object a line") from error
    if not isinstance(content, dict):
        raise _Refused("is no JSON object; give one JSON object a line")
    _check_fields(content)
    given = _texts(content, "given_names")
    partner = _family(_mapping(content, "partner"), "partner.surname") if content.get("partner") is not None else None
    return Profile(
        id=_needed(content, "id", "id"),
        name=Name(_family(content, "surname"), given, _text(content, "calling_name"), partner),
        former_names=_texts(content, "former_names"),
        birth_date=_birth_date(content),
        phones=tuple(_phone(phone) for phone in _texts(content, "phones")),
        emails=tuple(_email(email) for email in _texts(content, "emails")),
        handles=_texts(content, "handles"),
        addresses=tuple(_addresses(content)),
        employer=_text(content, "employer"),
        relatives=_texts(content, "relatives"),
        plates=_numbers(
            content, "plates", plates.canonical, "a number plate that the Netherlands never gave out; give it as GB-123-B"
        ),
        service_numbers=_numbers(
            content,
            "service_numbers",
            service_numbers.canonical,
            "a service number without 4 to 16 letters and digits; give it as 12345",
        ),
        ibans=_numbers(
            content, "ibans", ibans.canonical, "an IBAN whose length or check digits are wrong; look at every digit"
        ),
    )


def _check_fields(content: dict[str, object]) -> None:
    """Fields that others added are passed over; one that is nearly one of ours is a slip that would lose what it holds."""
    for unknown in sorted(str(key)[:40] for key in content.keys() - _FIELDS):
        meant = extractOne(unknown, sorted(_FIELDS), scorer=ratio, score_cutoff=_SLIP)
        if meant:
            raise _Refused(f"has a field {unknown!r} that is not known; write {meant[0]!r}, or leave it out")


def _text(content: dict[str, object], key: str) -> str:
    value = content.get(key)
    if value is None:
        return ""
    if not isinstance(value, str) or not value.isprintable():
        raise _Refused(f"has a {key!r} that is no text; give it in quotes")
    return value.strip()


def _needed(content: dict[str, object], key: str, label: str) -> str:
    value = _text(content, key)
    if not any(one.isalnum() for one in value):
        raise _Refused(f"has no {label!r}; every profile needs an id and a surname")
    return value


def _texts(content: dict[str, object], key: str) -> tuple[str, ...]:
    values = content.get(key)
    if values is None:
        return ()
    if not isinstance(values, list) or not all(
        isinstance(value, str) and value.strip() and value.isprintable() for value in values
    ):
        raise _Refused(f'has {key!r} that is no list of texts; give it as ["..."]')
    return tuple(value.strip() for value in values)


def _mapping(content: dict[str, object], key: str) -> dict[str, object]:
    value = content[key]
    if not isinstance(value, dict):
        raise _Refused(f"has a {key!r} that is no object; give it as {{...}}")
    return value


def _family(content: dict[str, object], label: str) -> FamilyName:
    return FamilyName(_needed(content, "surname", label), _text(content, "prefix"))


def _birth_date(content: dict[str, object]) -> date | None:
    text = _text(content, "birth_date")
    if not text:
        return None
    try:
        day = date.fromisoformat(text) if len(text) == 10 else None
    except ValueError:
        day = None
    if day is None or day < _EARLIEST:
        raise _Refused("has a 'birth_date' that is no date after 1900; give it as 1971-03-14")
    return day


def _phone(phone: str) -> str:
    try:
        if phonenumbers.is_possible_number(phonenumbers.parse(phone, "NL")):
            return phone
    except phonenumbers.NumberParseException:
        pass
    raise _Refused("has a phone number that cannot be one; give it as +31612345678")


def _email(email: str) -> str:
    if _EMAIL.fullmatch(email):
        return email
    raise _Refused("has an e-mail address that cannot be one; give it as name@host.example")


def _numbers(content: dict[str, object], key: str, canonical: Callable[[str], str], wrong: str) -> tuple[str, ...]:
    """A list of numbers of one kind, as given; `wrong` says what is refused, and what to do."""
    values = _texts(content, key)
    if not all(map(canonical, values)):
        raise _Refused(f"has {wrong}")
    return values


def _addresses(content: dict[str, object]) -> Iterator[Address]:
    values = content.get("addresses")
    if values is None:
        return
    if not isinstance(values, list) or not all(isinstance(value, dict) for value in values):
        raise _Refused("has 'addresses' that is no list of objects; give it as [{...}]")
    for value in values:
        postcode, number = _text(value, "postcode"), value.get("number")
        if postcode and not _POSTCODE.fullmatch(postcode):
            raise _Refused("has a postcode that cannot be one; give it as 2514ED, or leave it out")
        if number is not None and not (isinstance(number, str | int) and not isinstance(number, bool)):
            raise _Refused("has a house number that is no text; give it in quotes")
        shown = "" if number is None else str(number).strip()
        yield Address(_text(value, "street"), shown, _text(value, "addition"), postcode, _text(value, "city"))
