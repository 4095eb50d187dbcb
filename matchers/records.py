"""Which part of a page is about one person: the structure of blocks decides, and where other people's names stand.

A name in one listing and a phone number in the next are not one person's. From the innermost block around what was found the
part grows block by block for as long as nobody else's name stands in it. Where somebody else turns up, the pieces of that
block (its lines, the blocks in it) tell how it is built: rows that hold a name with its particulars stand each by itself;
where names stand alone, as in a list of definitions, each has what follows up to the next."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from matchers.marks import BREAK, CELL, CLOSE, OPEN, STRUCTURE
from matchers.scan import Scan
from matchers.slots import Span

#: Particulars: an address for mail, a long number, a postcode, a number that ends a part (a house's), a handle.
_TELLING: Final = re.compile(
    r"@|\d(?:[ ().*/-]{0,3}\d){5}|(?<!\d)[1-9]\d{3} ?[A-Za-z]{2}\b|[a-z_]\d\d"
    r"|[A-Za-z'.] (?:nr\.? ?)?\d{1,4}(?:[ -]?[A-Za-z]{1,3})?(?= ?(?:[,;|\x01-\x06]|- |$))"
)
_NOTE: Final = re.compile(r"[A-Za-z]{3}")
_CELL: Final = re.compile(rf"{CELL}[^A-Za-z]*[A-Za-z]{{2}}")  # another cell in which something stands
_BLOCK: Final = re.compile(rf"[{OPEN}{CLOSE}][^A-Za-z]*[A-Za-z]{{2}}")
_IDENTIFIER: Final = re.compile(r"@|\d{4}|\b\d{1,3}[a-zA-Z]?\b")
_ENDS: Final = f"{BREAK}{CELL}{CLOSE}{OPEN} .,;:!?)"
_FEWEST_LABELS: Final = 4  # cells of a block that may be a list with labels
_LABEL: Final = re.compile(rf"[{OPEN}{CELL} ]*([A-Za-z]{{2,20}}) ?:?[{CLOSE} ]+{CELL}")
_NAMED: Final = frozenset(("naam", "name", "voornaam", "achternaam", "contactpersoon", "bestuurder", "lid", "medewerker"))
_TOGETHER: Final = frozenset(("en", "&", "/", "+", "en/of", "and", "e.v."))


@dataclass(frozen=True, slots=True)
class _Block:
    """`low` and `high`: what of it lies within the window. `level`: how many blocks are open directly inside it. `whole`:
    whether the window holds all of it."""

    low: int
    high: int
    level: int
    whole: bool


def record(scan: Scan, start: int, end: int, everybody: list[tuple[Span, bool]], reach: int) -> Span:
    """The part of the page that is about the same person as what stands between two offsets. `everybody`: who is named up to
    twice the reach around them, by start, and whether it is the person looked for. `reach`: how far from the two offsets
    evidence may stand."""
    own, is_named = (start, end), False
    starts = [person[0] for person, _ in everybody]
    others = [person[0] for person, ours in everybody if not ours]
    for block in _around(scan, start, end, 2 * reach):
        if labelled := _labelled(scan, block, start, end):
            own = labelled
            break
        low, high = bisect_left(starts, block.low), bisect_left(starts, block.high)
        if bisect_left(others, block.low) < bisect_left(others, block.high):
            if not (is_named and _TELLING.search(scan.ascii, *own)):
                own = _share(scan, block, everybody[low:high], start, end)
            break
        own, is_named = (block.low, block.high), low < high
    return max(own[0], start - reach), min(own[1], end + reach)


def _around(scan: Scan, start: int, end: int, window: int) -> Iterator[_Block]:
    """The blocks around two offsets, from the innermost outwards, up to the first that is larger than the window: so many
    characters to either side."""
    places, depths = scan.bounds
    least, most = max(0, start - window), min(len(scan.ascii), end + window)
    opened, closed = bisect_right(places, start) - 1, bisect_left(places, end)
    level = depths[opened] if opened >= 0 else 0
    while level >= 0:
        while opened >= 0 and places[opened] >= least and not _opens(depths, opened, level):
            opened -= 1
        while closed < len(places) and places[closed] < most and depths[closed] >= level:
            closed += 1
        low = places[opened] + 1 if opened >= 0 else 0
        high = places[closed] if closed < len(places) else len(scan.ascii)
        whole = low >= least and high <= most
        yield _Block(max(low, least), min(high, most), level, whole)
        if not whole:
            return
        level -= 1


def _opens(depths: list[int], at: int, level: int) -> bool:
    return depths[at] == level and (at == 0 or depths[at - 1] < level)


def _pieces(scan: Scan, block: _Block) -> list[Span]:
    """The blocks directly in this one, and the lines between them; read once, whoever asks."""
    key = block.low, block.high, block.level
    known = scan.pieces.get(key)
    if known is None:
        known = scan.pieces[key] = _with_terms(scan, list(_parts(scan, block)))
    return known


def _parts(scan: Scan, block: _Block) -> Iterator[Span]:
    """The same without regard to terms; none that is empty."""
    places, depths = scan.bounds
    level, low = block.level, block.low
    for at in range(bisect_left(places, block.low), bisect_left(places, block.high)):
        depth = depths[at]
        if depth == level:  # this place closes a block: what lies before it is one
            yield from _told(scan, [(low, places[at])])
        elif depth == level + 1 and (at == 0 or depths[at - 1] == level):
            yield from _told(scan, _lines(scan, low, places[at]))
        else:
            continue
        low = places[at]
    yield from _told(scan, _lines(scan, low, block.high))


def _told(scan: Scan, spans: Iterable[Span]) -> Iterator[Span]:
    return (span for span in spans if scan.ascii[span[0] : span[1]].strip(f"{STRUCTURE} "))


def _with_terms(scan: Scan, pieces: list[Span]) -> list[Span]:
    """Of a list of definitions each term with what is told of it; the cells of a row stay apart."""
    found: list[Span] = []
    for low, high in pieces:
        if found and scan.ascii[low] == CELL and scan.ascii[found[-1][0]] == OPEN:
            found[-1] = found[-1][0], high
        else:
            found.append((low, high))
    return found


def _labelled(scan: Scan, block: _Block, start: int, end: int) -> Span | None:
    """Of rows or terms with a label each, in which the label of a name comes again and again, the share of one name."""
    if scan.ascii.count(CELL, block.low, block.high) < _FEWEST_LABELS:
        return None
    pieces = _pieces(scan, block)
    labels = [found[1].lower() if (found := _LABEL.match(scan.ascii, *piece)) else "" for piece in pieces]
    first = next((one for one in labels if one in _NAMED), "")
    begins = [piece[0] for piece, label in zip(pieces, labels, strict=True) if first and label == first]
    if len(begins) < 2:
        return None
    low = max((one for one in begins if one <= start), default=block.low)
    high = min((one for one in begins if one > start), default=block.high)
    return (low, high) if end <= high else None


def _lines(scan: Scan, low: int, high: int) -> Iterator[Span]:
    while (found := scan.ascii.find(BREAK, low, high)) >= 0:
        yield low, found
        low = found + 1
    yield low, high


def _share(scan: Scan, block: _Block, everybody: list[tuple[Span, bool]], start: int, end: int) -> Span:
    """Of a block with several people the share of the one at these offsets."""
    pieces = _pieces(scan, block)
    mine = [piece for piece in pieces if piece[0] < end and start < piece[1]] or [(start, end)]
    own = mine[0][0], mine[-1][1]
    if any(own[0] <= person[0] < own[1] and not ours for person, ours in everybody):
        return _in_line(scan, own, [person for person, _ in everybody if own[0] <= person[0] < own[1]], start, end)
    people = [person for person, _ in everybody]
    named = [piece for piece in pieces if _inside(people, piece)]
    if _are_rows(scan, named, people):
        return own
    return _between(scan, block, named, own)


def _are_rows(scan: Scan, named: list[Span], people: list[Span]) -> bool:
    """Whether each piece stands by itself, as most hold a name with more beside it; never the cells of one row."""
    many = len(named) > 1
    if not many and scan.ascii[named[0][0]] == CELL:
        return False
    told = [_beside_names(scan, piece, _inside(people, piece)) for piece in named]
    rows = sum(bool(_TELLING.search(text) or _CELL.search(text) or (many and _BLOCK.search(text))) for text in told)
    notes = sum(bool(_NOTE.search(text)) for text in told)
    return rows > 0 and rows + max(rows, notes) >= len(named)


def _inside(people: list[Span], piece: Span) -> list[Span]:
    return people[bisect_left(people, piece[0], key=_start) : bisect_left(people, piece[1], key=_start)]


def _start(span: Span) -> int:
    return span[0]


def _beside_names(scan: Scan, piece: Span, inside: list[Span]) -> str:
    """What stands in a piece behind a name, and in front of the first as far as it tells more than a label does."""
    before = scan.ascii[piece[0] : inside[0][0]]
    edges = [low for low, _ in inside[1:]] + [piece[1]]
    behind = [scan.ascii[high:low] for (_, high), low in zip(inside, edges, strict=True)]
    return "".join((*(before if _TELLING.search(before) else ""), *behind))


def _between(scan: Scan, block: _Block, named: list[Span], own: Span) -> Span:
    """From the piece with the name to the next with one; or from the one before, where particulars lead."""
    if _leads(scan, block, named[0][0], named[-1][1]):
        low = max((piece[1] for piece in named if piece[1] <= own[0]), default=block.low)
        high = min((piece[1] for piece in named if piece[1] >= own[1]), default=block.high)
    else:
        low = max((piece[0] for piece in named if piece[0] <= own[0]), default=block.low)
        high = min((piece[0] for piece in named if piece[0] >= own[1]), default=block.high)
    return min(low, own[0]), max(high, own[1])


def _leads(scan: Scan, block: _Block, first: int, last: int) -> bool:
    """Whether particulars stand before the first name and nothing behind the last."""
    behind = scan.ascii[last : block.high].strip(_ENDS)  # a dash stands for what is not known
    return block.whole and not behind and bool(_IDENTIFIER.search(scan.ascii, block.low, first))


def _in_line(scan: Scan, line: Span, people: list[Span], start: int, end: int) -> Span:
    """Of one line with several people: names lead, unless all particulars stand before them."""
    groups = _groups(scan, people)
    return _between(scan, _Block(*line, 0, whole=True), groups, (start, end))


def _groups(scan: Scan, people: list[Span]) -> list[Span]:
    """People named together (`Jan de Jong en Marie Bakker`) share what follows."""
    groups: list[Span] = []
    for person in people:
        if groups and scan.ascii[groups[-1][1] : person[0]].strip().lower() in _TOGETHER:
            groups[-1] = (groups[-1][0], person[1])
        else:
            groups.append(person)
    return groups
