"""Which part of a page is about one person: the structure of blocks decides, and where other people's names stand.

A name in one listing and a phone number in the next are not one person's. From the line in which something was found the
part grows block by block for as long as nobody else's name stands in it; among several people in one block each has what
stands between their name and the next."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator
from typing import Final

from matchers.marks import BREAK
from matchers.scan import Scan

Span = tuple[int, int]
_LARGEST: Final = 1_500  # characters of the largest block that can still be one record
_IDENTIFIER: Final = re.compile(
    r"@|(?<!\d)[1-9]\d{3} ?[A-Z]{2}\b|\+\d{2}|\b0\d[\d ().-]{7,}|\b[A-Z][a-z]+(?:straat|laan|weg|plein|gracht|kade|str\.) \d"
)
_TOGETHER: Final = frozenset(("en", "&", "/", "+", "en/of", "and", "e.v."))


def enclosing(scan: Scan, start: int, end: int, largest: int = _LARGEST) -> Iterator[Span]:
    """The line, then the blocks around two offsets, from the innermost outwards, for as long as they stay small."""
    places, depths = scan.bounds
    opened = bisect_right(places, start) - 1
    closed = bisect_left(places, end)
    level = depths[opened] if opened >= 0 else 0
    line_done = False
    while level >= 0:
        while opened >= 0 and not (depths[opened] == level and (opened == 0 or depths[opened - 1] < level)):
            opened -= 1
            if opened >= 0 and start - places[opened] > largest:
                return
        while closed < len(places) and depths[closed] >= level:
            closed += 1
            if closed < len(places) and places[closed] - end > largest:
                return
        low = places[opened] + 1 if opened >= 0 else 0
        high = places[closed] if closed < len(places) else len(scan.ascii)
        if not line_done:
            line_done = True
            yield max(low, scan.ascii.rfind(BREAK, low, start) + 1), _line_end(scan, end, high)
        if high - low > largest:
            return
        yield low, high
        level -= 1


def _line_end(scan: Scan, end: int, high: int) -> int:
    found = scan.ascii.find(BREAK, end, high)
    return high if found < 0 else found


def record(scan: Scan, start: int, end: int, people: Callable[[Span], list[tuple[Span, bool]]], reach: int) -> Span:
    """The part of the page that is about the same person as what stands between two offsets. `people` names everybody in a
    span, and whether it is the person looked for. `reach`: how far from the two offsets evidence may stand."""
    own: Span | None = None
    everybody: list[tuple[Span, bool]] = []
    seen = start, start
    for span in enclosing(scan, start, end):
        near = max(span[0], start - 4 * reach), min(span[1], end + 4 * reach)
        everybody = _grown(everybody, seen, near, people)
        seen = near
        if all(ours for _, ours in everybody):
            own = near
            continue
        if own is None or not _IDENTIFIER.search(scan.ascii, own[0], own[1]):
            own = _share(scan, near, [person for person, _ in everybody], start, end)
        break
    low, high = own or (start, end)
    return max(low, start - reach), min(high, end + reach)


def _grown(
    everybody: list[tuple[Span, bool]], seen: Span, now: Span, people: Callable[[Span], list[tuple[Span, bool]]]
) -> list[tuple[Span, bool]]:
    """Everybody in a part that has grown: nobody's name runs across the edge of a block, so only what is new is read."""
    before = people((now[0], seen[0])) if now[0] < seen[0] else []
    behind = people((seen[1], now[1])) if seen[1] < now[1] else []
    return [*before, *everybody, *behind]


def _share(scan: Scan, span: Span, people: list[Span], start: int, end: int) -> Span:
    """Of a block with several people the share of the one at these offsets. Names lead, unless an identifier stands before
    the first of them and none behind the last."""
    groups = _groups(scan, people)
    before = _IDENTIFIER.search(scan.ascii, span[0], groups[0][0])
    behind = _IDENTIFIER.search(scan.ascii, groups[-1][1], span[1])
    if before and not behind:
        low = max((group[1] for group in groups if group[1] <= start), default=span[0])
        high = min((group[1] for group in groups if group[1] >= end), default=span[1])
    else:
        low = max((group[0] for group in groups if group[0] <= start), default=span[0])
        high = min((group[0] for group in groups if group[0] >= end), default=span[1])
    return min(low, start), max(high, end)


def _groups(scan: Scan, people: list[Span]) -> list[Span]:
    """People named together (`Jan de Jong en Marie Bakker`) share what follows."""
    groups: list[Span] = []
    for person in people:
        if groups and scan.ascii[groups[-1][1] : person[0]].strip().lower() in _TOGETHER:
            groups[-1] = (groups[-1][0], person[1])
        else:
            groups.append(person)
    return groups
