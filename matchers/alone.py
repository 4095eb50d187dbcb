"""Who is led to by a postcode or a street alone: without anything else of theirs beside it nobody is found, so that nobody
is read closely."""

from __future__ import annotations

from bisect import bisect_left
from typing import Final

from matchers import addresses
from matchers.enrolled import Enrolled
from matchers.hints import Hints
from matchers.scan import Scan
from matchers.slots import Slot
from matchers.surroundings import Surroundings

_NEXT: Final = 3  # words between which a house number may stand
#: Kinds of identifier that are nothing alone.
ALONE: Final = frozenset(("postcode", "street"))


def speaks_beside(scan: Scan, page: Surroundings, enrolled: Enrolled, hints: Hints, kind: str, slot: Slot, reach: int) -> bool:
    """Whether beside this slot stands what could make it more: a name, also with a slip, a date of birth or age, an employer or
    relative; the city of a street, or the house number at a postcode."""
    low, high = slot.start - reach, slot.end + reach
    near = page.between(low, high)
    if near.tells_birth(hints) or near.tells_others(hints) > 0 or (kind == "street" and near.is_in(hints)):
        return True
    beside = set(scan.words[bisect_left(scan.starts, low) : bisect_left(scan.starts, high)])
    called = enrolled.called
    if not called.families.isdisjoint(beside) or (kind == "postcode" and _is_numbered(scan, enrolled, slot)):
        return True
    return any(map(called.is_family_slip, beside))


def _is_numbered(scan: Scan, enrolled: Enrolled, slot: Slot) -> bool:
    """Whether a house number of theirs stands next to the postcode, with whatever addition."""
    first, end = bisect_left(scan.starts, slot.start), bisect_left(scan.starts, slot.end)
    beside = (*scan.words[max(0, first - _NEXT) : first], *scan.words[end : end + _NEXT])
    numbers = [number for address in enrolled.profile.addresses if (number := addresses.leading_number(address))]
    return any(word.startswith(number) and not word[len(number) :][:1].isdigit() for number in numbers for word in beside)
