"""What in a record is somebody else's: it speaks against the person whose name stands there."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from typing import Final

from matchers import addresses
from matchers.crowd import meets
from matchers.enrolled import Enrolled
from matchers.evidence import Evidence
from matchers.scan import Scan
from matchers.slots import Span
from matchers.weights import Weights

_STREET: Final = re.compile(r"\b[A-Z][A-Za-z'. -]{0,40}?(?:straat|laan|weg|plein|gracht|kade|dijk|singel|hof|str\.) \d{1,5}\b")
_YEAR: Final = re.compile(r"(?:19|20)\d\d [a-z]")  # `14 maart 1971 te Delft`


def conflicts(
    scan: Scan, enrolled: Enrolled, start: int, end: int, found: list[Evidence], weights: Weights
) -> Iterator[Evidence]:
    """A phone number, postcode, house number or street that stands with the person's name and is none of theirs. Where
    nobody is named it may be anybody's."""
    if not any(one.kind == "name" for one in found):
        return
    whats = {one.what for one in found}
    if enrolled.has_phone and not whats & {"mobile", "landline"}:
        other = next((slot for slot in scan.phones if start <= slot.start < end), None)
        if other:
            yield Evidence("phone", "conflict", other.start, other.end, "other", weights.conflicts["phone"])
    if not enrolled.homes or whats & {"street", "address"}:
        return
    if own := next((one for one in found if one.what == "postcode"), None):
        names = [(one.start, one.end) for one in found if one.what == "surname"]
        yield from _other_number(scan, enrolled, own, names, weights)
        return
    first, last = (bisect_left(scan.starts, offset) for offset in (start, end))
    codes = addresses.postcodes(scan, first, last)
    if code := next((one for one in codes if not _YEAR.match(scan.ascii, one[1])), None):
        yield Evidence("postcode", "conflict", code[1], code[2], "other", weights.conflicts["postcode"])
    if street := _STREET.search(scan.ascii, start, end):
        yield Evidence("address", "conflict", *street.span(), "other", weights.conflicts["address"])


def of_one(found: list[Evidence]) -> list[Evidence]:
    """Where the record names somebody else, what else in it is theirs tells nothing more."""
    if any(one.what == "other-name" for one in found):
        return [one for one in found if one.what != "conflict"]
    return found


def _other_number(scan: Scan, enrolled: Enrolled, own: Evidence, names: list[Span], weights: Weights) -> Iterator[Evidence]:
    """Another house number beside the person's own postcode: a neighbour, or a namesake down the street. What stands behind
    their name is no number of a house."""
    first = bisect_left(scan.starts, own.start)
    code, last = addresses.postcode_at(scan, first)
    seen = [one for one in addresses.numbers_beside(scan, first, last) if not meets((one.start, one.start + 1), names)]
    homes = [home for home in enrolled.homes if home.postcode == code and home.number]
    if homes and seen and not any(_is_at(one, home) for one in seen for home in homes):
        yield Evidence("address", "conflict", seen[0].start, seen[0].end, "other", weights.conflicts["house-number"])


def _is_at(seen: addresses.Numbered, home: addresses.Home) -> bool:
    return seen.number == home.number and (not seen.addition or not home.addition or seen.addition == home.addition)
