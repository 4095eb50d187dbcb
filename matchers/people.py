"""Where anybody's name stands, enrolled or not: so that what belongs to one person is not taken for another's."""

from __future__ import annotations

import re
from typing import Final

from matchers.fold import words
from matchers.population import Population

_PREFIX: Final = r"(?:(?:van|de|der|den|ter|ten|te|het|el|la|le|von|du|v|d|vd)\.? |'[ts] |in '?t |v\.? ?d\.? ?|v/d ){0,3}"
_WORD: Final = r"[A-Z][A-Za-z'-]{1,30}"
_GIVEN: Final = rf"(?P<first>[A-Z][A-Za-z-]{{1,20}})(?: [A-Z]\.| {_WORD}){{0,2}} "
_INITIALS: Final = rf"(?:[A-Z][a-z]?\. ?){{1,5}}(?:\({_WORD}\) ?)?"
_PERSON: Final = re.compile(rf"\b(?:{_GIVEN}|{_INITIALS}){_PREFIX}{_WORD}|\b{_WORD}, ?(?:[A-Z]\. ?){{1,5}}{_PREFIX}")
_NUMBER: Final = re.compile(r"[, ]{0,2}\d{1,4}(?!\d)")
_STREET: Final = re.compile(r"(?:straat|laan|weg|plein|gracht|kade|dijk|singel|str|ln)$", re.IGNORECASE)


def find(text: str, start: int, end: int, population: Population) -> list[tuple[int, int]]:
    """Offsets of each full name between two offsets of the folded text, by start: a known given name or initials with a
    family name. A street called after somebody is not a person."""
    found = []
    for hit in _PERSON.finditer(text, start, end):
        first = words(hit["first"] or "")
        if first and first[0] not in population.given:
            continue
        is_initials = not first
        if _STREET.search(hit.group()) or (is_initials and _NUMBER.match(text, hit.end())):
            continue
        found.append((hit.start(), hit.start() + len(hit.group().rstrip())))
    return found
