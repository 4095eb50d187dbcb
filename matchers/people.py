"""Where anybody's name stands, enrolled or not: so that what belongs to one person is not taken for another's."""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import Final

import numpy as np

from matchers.fold import words
from matchers.names import PREFIXES
from matchers.population import Population

_PREFIX: Final = r"(?:(?:van|de|der|den|ter|ten|te|het|el|la|le|von|du|v|d|vd)\.? |'[ts] |in '?t |v\.? ?d\.? ?|v/d ){0,3}"
_LAST: Final = r"(?:(?:van|de|der|den|ter|ten|te|het|el|la|le|von|du)\b)?"  # of a prefix that stands behind the name
_WORD: Final = r"[A-Z][A-Za-z'-]{1,30}"
_INITIALS: Final = rf"(?:[A-Z][a-z]?\. ?){{1,5}}(?:\({_WORD}\) ?)?"
_EDGE: Final = r"(?<![^\x01-\x06 ])(?<![^\x01-\x06] )"  # where a line or cell begins
_PERSON: Final = re.compile(
    rf"\b(?:(?P<first>[A-Z][A-Za-z-]{{1,20}})(?: [A-Z]\.| {_WORD}){{0,2}} |{_INITIALS}){_PREFIX}{_WORD}"
    rf"|\b(?P<reversed>{_WORD}),(?: ?(?:[A-Z]\. ?){{1,5}}| (?P<behind>[A-Z][A-Za-z-]{{1,20}})(?! ?[A-Z0-9][a-z0-9]))"
    rf" ?{_PREFIX}{_LAST}"
    rf"|{_EDGE}(?P<small>[a-z][a-z-]{{1,20}}) {_PREFIX}(?P<family>[a-z][a-z'-]{{1,30}}) ?(?![a-z0-9@.])"
)
#: What no name holds: there a page may be cut without cutting one.
PARTING: Final = np.array([not (chr(code).isalpha() and code < 128) and chr(code) not in " .-'(),/" for code in range(256)])
_SPACE: Final = 32
_OTHER, _MARK, _IN_WORD, _SMALL, _CAPITAL = range(5)  # what a character is; from _IN_WORD on a word goes on
_KIND: Final = np.array(
    [
        _CAPITAL if 65 <= code <= 90 else _SMALL if 97 <= code <= 122 else _IN_WORD if chr(code).isalnum() or code == 95
        else _MARK if 1 <= code <= 6 else _OTHER
        for code in range(256)
    ], dtype=np.uint8,
)  # fmt: skip
#: First name and one family name: what is left of a match into which a street has run.
_SHORTEST: Final = re.compile(rf"{_WORD} {_PREFIX}{_WORD}")
_NUMBER: Final = re.compile(r"[. ]{1,2}(?:nr\.? ?)?[1-9]\d{0,3}(?!\d| ?(?:jaar|jr)| ?[A-Z]{2}\b|[-./]\d\d?[-./]\d)")
_NUMBER_OR_AGE: Final = re.compile(r"[, ]{0,2}\d{1,4}(?!\d)")
_STREET: Final = re.compile(r"(?:straat|laan|weg|plein|gracht|str|ln)$", re.IGNORECASE)
_IS_DEGREE: Final = re.compile(r"^[BM]\. ?Sc$")
_POSTCODE: Final = re.compile(r"[1-9]\d{3} ?")


def begins(text: str) -> list[int]:
    """Where a name may begin, whoever's: at a capital that begins a word, or at a small letter where a line or cell begins."""
    data = np.zeros(len(text) + 2, dtype=np.uint8)  # the two in front pass for marks
    data[:2] = 1
    data[2:] = np.frombuffer(text.encode("ascii"), dtype=np.uint8)
    kind = _KIND[data]
    here, before = kind[2:], kind[1:-1]
    is_edge = (before == _MARK) | ((data[1:-1] == _SPACE) & (kind[:-2] == _MARK))
    found: list[int] = (((here == _CAPITAL) & (before < _IN_WORD)) | ((here == _SMALL) & is_edge)).nonzero()[0].tolist()
    return found


def find(text: str, start: int, end: int, population: Population, places: list[int]) -> list[tuple[int, int]]:
    """Offsets of each full name that begins between two offsets of the folded text, by start: a known given name or initials
    with a family name, in either order. A street called after somebody is not a person, nor is a postcode with its city.
    `places`: where a name may begin, from `begins`."""
    found: list[tuple[int, int]] = []
    at = start
    for number in range(bisect_left(places, start), bisect_left(places, end)):
        if places[number] >= at and (hit := _PERSON.match(text, places[number])):
            last = _end(text, hit, population)
            if last:
                found.append((hit.start(), last))
            at = last or _next_word(text, hit)
    return found


def _next_word(text: str, hit: re.Match[str]) -> int:
    """Behind the first word of a match that is nobody: a name may begin at its second."""
    space = text.find(" ", hit.start(), hit.end() - 1)
    return hit.end() if space < 0 else space + 1


def _end(text: str, hit: re.Match[str], population: Population) -> int:
    """The end of the name, or 0 where this is nobody's."""
    if hit["reversed"] or hit["small"]:
        return hit.start() + len(hit.group().rstrip()) if _is_turned(hit, population) else 0
    if not hit["first"]:
        number = _NUMBER_OR_AGE.match(text, hit.end())
        is_nobody = number or _is_street(hit.group(), population) or _IS_DEGREE.search(hit.group())
        return 0 if is_nobody else hit.end()
    first = hit["first"].partition("-")[0].lower()
    if first not in population.given or first in PREFIXES or _is_postcode(text, hit):
        return 0
    if not _NUMBER.match(text, hit.end()) and not _is_street(hit.group(), population):
        return hit.end()
    shorter = _SHORTEST.match(text, hit.start(), hit.end())
    if shorter is None or shorter.end() == hit.end() or words(shorter.group())[-1] in population.given:
        return 0
    return shorter.end()


def _is_turned(hit: re.Match[str], population: Population) -> bool:
    """Of `Bakker, Jan` and `jan bakker` more must be known than of a name as it should be written."""
    if hit["small"]:
        return hit["small"] in population.given and hit["family"] in population.bare
    if not hit["behind"]:
        return True
    behind, family = words(hit["behind"]), " ".join(words(hit["reversed"]))
    return bool(behind) and behind[0] in population.given and family not in population.cities


def _is_street(name: str, population: Population) -> bool:
    return bool(_STREET.search(name)) and words(name)[-1] not in population.bare


def _is_postcode(text: str, hit: re.Match[str]) -> bool:
    """Whether the first word is the letters of a postcode: `6813 AL Arnhem`."""
    return (
        len(hit["first"]) == 2
        and hit["first"].isupper()
        and bool(_POSTCODE.fullmatch(text, max(0, hit.start() - 5), hit.start()))
    )
