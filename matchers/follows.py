"""What stands behind a name and is no part of it: in registers and directories the street or city of whoever bears it."""

from __future__ import annotations

import re
from collections.abc import Container
from typing import Final

from matchers import addresses
from matchers.fields import is_asked
from matchers.names import DEGREES, PREFIXES, TITLES
from matchers.scan import Scan

_HOUSE_NUMBER: Final = re.compile(r"[1-9]\d{0,3}[a-z]{0,4}")
_YEARS_OLD: Final = frozenset(("jaar", "jr"))
_LONGEST_DEGREE: Final = 3  # parts
_LONGEST_STREET: Final = 4  # words
_LONGEST_CITY: Final = 4  # words


def goes_on(scan: Scan, at: int, cities: Container[str]) -> bool:
    """Whether a family name of its own follows the first names that end before word `at`, perhaps behind prefixes."""
    words, first = scan.words, at
    while at < len(words) and scan.gap(at - 1) == " " and words[at] in PREFIXES:
        at += 1
    dotted = len(words[at - 1]) == 1 and scan.gap(at - 1) == ". "
    if at >= len(words) or not (scan.gap(at - 1) == " " or dotted) or is_asked(words[at], scan.gap(at)):
        return False
    return scan.capital(at) and not (
        _is_degree(scan, at) or is_street(scan, at) or is_city(scan, first, cities) or _is_postcode(scan, at)
    )


def _is_degree(scan: Scan, at: int) -> bool:
    """Whether a title or degree stands here, also one with full stops (`B.Sc.`); a `Re` or `Ma` is somebody's name."""
    read = ""
    for part in range(at, min(len(scan.words), at + _LONGEST_DEGREE)):
        read += scan.words[part]
        if read in TITLES or (read in DEGREES and (part > at or scan.upper(at))):
            return True
        if scan.gap(part) not in {".", ". "}:
            break
    return False


def is_no_initial(scan: Scan, at: int) -> bool:
    """Whether the letter at this word begins `B.Sc.` or `'s-Gravenhage`."""
    is_letter = len(scan.words[at]) == 1
    return is_letter and ("'" in scan.gap(at - 1) or (scan.words[at + 1 : at + 2] == ["sc"] and scan.gap(at) == "."))


def is_street(scan: Scan, at: int) -> bool:
    """Whether a house number stands behind the words from this one on: a street, as in a directory's line."""
    for last in range(at, min(len(scan.words) - 1, at + _LONGEST_STREET)):
        if _HOUSE_NUMBER.fullmatch(scan.words[last + 1]) and scan.gap(last) in {" ", ". "}:
            return not scan.words[last + 2 : last + 3] or scan.words[last + 2] not in _YEARS_OLD
        if scan.gap(last) not in {" ", ". "}:
            break
    return False


def _is_postcode(scan: Scan, at: int) -> bool:
    """Whether word `at` is the country in front of a postcode: `NL-2514 ED`."""
    return scan.words[at] == "nl" and bool(addresses.postcode_at(scan, at + 1)[0])


def is_city(scan: Scan, at: int, cities: Container[str]) -> bool:
    """Whether a city begins with this word, and behind it something else: a sign, a cell, a date. Many cities are family names
    too."""
    words = scan.words
    if at >= len(words) or not (scan.capital(at) or words[at] in PREFIXES):
        return False
    for end in range(at, min(len(words), at + _LONGEST_CITY)):
        behind = scan.gap(end)
        if (behind != " " or words[end + 1][0].isdigit()) and " ".join(words[at : end + 1]) in cities:
            return True
        if behind not in {" ", "-"}:
            break
    return False
