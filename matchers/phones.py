"""Telephone numbers, in every way the Dutch write them: `06 - 12 34 56 78`, `+31 (0)6`, `0031`, `(070) 123 45 67`, dots.

An enrolled number fits when all digits are the same; a number that differs in one digit is another's."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Final

import phonenumbers

from matchers.slots import Slot

#: A leading character class keeps this fast; what it finds is judged afterwards. Lengths are bounded.
_RUN: Final = re.compile(r"[+0(3][\d ().\-/+]{7,26}\d")
_DUTCH: Final = re.compile(r"\+31[1-9]\d{8}")  # as canonical() itself writes it
_GROUP: Final = re.compile(r"\d+")
_DIGITS: Final = re.compile(r"\D+")
_LANDLINE: Final = "landline"
_MOBILE: Final = "mobile"


def canonical(number: str) -> str:
    """The number in E.164, read as a Dutch one; empty when it is no telephone number."""
    if _DUTCH.fullmatch(number):
        return number
    try:
        parsed = phonenumbers.parse(number, "NL")
    except phonenumbers.NumberParseException:
        return ""
    return phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.E164)


@lru_cache(maxsize=10_000)
def line(number: str) -> str:
    """`mobile`, one person's, or `landline`, a household's; by the number's own plan."""
    kind = phonenumbers.number_type(phonenumbers.parse(number, "NL"))
    shared = {phonenumbers.PhoneNumberType.FIXED_LINE, phonenumbers.PhoneNumberType.UAN, phonenumbers.PhoneNumberType.TOLL_FREE}
    return _LANDLINE if kind in shared else _MOBILE


def enrolled(numbers: Iterable[str]) -> frozenset[str]:
    return frozenset(number for given in numbers if (number := canonical(given)))


def find(text: str) -> list[Slot]:
    """Every number on the page that could be somebody's, by start."""
    return [slot for hit in _RUN.finditer(text) for slot in _read(text, hit.start(), hit.end())]


def _read(text: str, start: int, end: int) -> Iterator[Slot]:
    if start and (text[start - 1].isdigit() or (text[start - 1] == "+" and text[start] != "+")):
        return
    while start < end:
        found = _number(text, start, end)
        if found is None:
            return
        yield found
        start = found.end
        while start < end and text[start] not in "+0(":
            start += 1


def _number(text: str, start: int, end: int) -> Slot | None:
    """The number that begins here, ending at the end of a group of digits: it may run into the next cell."""
    digits, last = "", start
    plus = text.startswith("+", start) or text.startswith("(+", start)
    best: Slot | None = None
    for group in _GROUP.finditer(text, start, end):
        if "+" in text[last : group.start()] and digits:
            break
        digits, last = digits + group.group(), group.end()
        key = _key(digits, plus)
        if key and not text[last : last + 1].isdigit():
            closes = (
                last + 1 if text.startswith("(", start) and ")" not in text[start:last] and text.startswith(")", last) else last
            )
            best = Slot(start, closes, key)
            if key.startswith("+31"):
                return best
    return best


def _key(digits: str, plus: bool) -> str:
    """E.164 of a Dutch number once it is complete; of a foreign one for any length that could be."""
    if digits.startswith("00"):
        digits, plus = digits[2:], True
    if not plus:
        if len(digits) == 10 and digits[0] == "0":
            return f"+31{digits[1:]}"
        return f"+{digits}" if len(digits) == 11 and digits.startswith("316") else ""
    if digits.startswith("310"):
        digits = f"31{digits[3:]}"
    if digits.startswith("31"):
        return f"+{digits}" if len(digits) == 11 else ""
    return f"+{digits}" if 9 <= len(digits) <= 15 else ""
