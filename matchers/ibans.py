"""Bank account numbers (IBAN, ISO 13616): Dutch and foreign, in groups or in one, whose check digits are right.

A wrong check digit makes it no account of anybody's, so that hardly any other number is taken for one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from matchers.slots import Slot

#: How many characters an IBAN of a country has, from the registry that SWIFT keeps for ISO 13616.
_LENGTHS: Final = {
    country: length
    for length, countries in {
        15: "NO", 16: "BE", 18: "DK FK FI FO GL NL SD", 19: "MK SI", 20: "AT BA EE KZ LT LU MN XK",
        21: "CH HR LI LV", 22: "BG BH CR DE GB GE IE ME RS VA", 23: "AE GI IL IQ OM SO TL",
        24: "AD CZ ES MD PK RO SA SE SK TN VG", 25: "LY PT ST", 26: "IS TR", 27: "BI DJ FR GR IT MC MR SM",
        28: "AL AZ BY CY DO GT HU LB NI PL SV", 29: "BR EG PS QA UA", 30: "JO KW MU YE", 31: "MT SC", 32: "LC", 33: "RU",
    }.items()
    for country in countries.split()
}  # fmt: skip
#: The two check digits, behind two letters: begins with a class of characters, and only then looks back.
_PLACE: Final = re.compile(r"[0-9](?:(?<=[A-Za-z]{2}.)|(?<=[A-Za-z]{2}[ .-].))[0-9][ .-]{0,2}[A-Za-z0-9]{2}", re.DOTALL)
_SEPARATORS: Final = " .-"
_MOST_SEPARATORS: Final = 2  # between two groups
_PLAIN: Final = re.compile(r"[^A-Za-z0-9]+")


def canonical(iban: str) -> str:
    """`NL91ABNA0417164300`: capitals without spaces; empty when its country, length or check digits are wrong."""
    plain = _PLAIN.sub("", iban).upper()
    right = plain.isascii() and len(plain) == _LENGTHS.get(plain[:2]) and plain[2:4].isdigit()
    return plain if right and _checks(plain) else ""


def _checks(plain: str) -> bool:
    """ISO 7064, mod 97-10: letters read as 10 to 35, the first four characters at the end."""
    return int("".join(str(int(one, 36)) for one in plain[4:] + plain[:4])) % 97 == 1


def find(text: str) -> list[Slot]:
    """Every account number on the page, by start."""
    return list(_find(text))


def _find(text: str) -> Iterator[Slot]:
    done = 0
    for place in _PLACE.finditer(text):
        start = place.start() - (2 if text[place.start() - 1].isalpha() else 3)
        country = text[start : start + 2].upper()
        if start < done or country not in _LENGTHS or text[start - 1 : start].isalnum():
            continue
        end = _end(text, start, _LENGTHS[country])
        if end and (key := canonical(text[start:end])):
            done = end
            yield Slot(start, end, key)


def _end(text: str, start: int, length: int) -> int:
    """The offset behind `length` letters and digits in groups; 0 where they end sooner or run on."""
    at, seen, gap = start, 0, 0
    while at < len(text) and seen < length:
        if text[at].isalnum():
            seen, gap = seen + 1, 0
        elif text[at] in _SEPARATORS and gap < _MOST_SEPARATORS:
            gap += 1
        else:
            return 0
        at += 1
    return at if seen == length and not text[at : at + 1].isalnum() else 0
