"""Which words around a family name may be first names or initials of whoever bears it, whoever is enrolled."""

from __future__ import annotations

from collections.abc import Container, Iterator
from dataclasses import dataclass
from typing import Final

from matchers.follows import is_no_initial
from matchers.marks import CELL
from matchers.names import PREFIXES, TITLES, Called
from matchers.population import Population
from matchers.scan import Scan

_LONGEST_NAME: Final = 6  # words in front of a family name that may belong to it
_LONGEST_FIRST: Final = 3  # and behind it
#: Words before and behind a family name that `around_name` looks at, and one more.
_SEEN_BEFORE: Final = _LONGEST_NAME + _LONGEST_FIRST + 2
_SEEN_BEHIND: Final = _LONGEST_NAME + 2
_AND: Final = frozenset(("en", "and", "und"))
_AND_SIGNS: Final = frozenset((" & ", "&", " + "))
_LONG_PREFIXES: Final = frozenset(prefix for prefix in PREFIXES if len(prefix) > 1)


@dataclass(slots=True)
class Around:
    """The words around one family name that may be first names or initials. `words`: all of them. `firsts`: those that stand
    where a first name must, to be one. `front` and `behind`: letters there, as written in a row; `is_open`: whether the row in
    front may be longer. `seen`: how often the very same text stood around a name of this page."""

    words: list[str]
    firsts: list[str]
    front: str
    behind: str
    is_open: bool
    seen: int = 0

    def fits(self, called: Called, given: Container[str]) -> bool:
        """Whether any of it can agree with somebody; of whom it cannot, no reading of the name does."""
        loose = self.is_open or called.is_compound
        if any(called.is_first(word, given) for word in (self.words if loose else self.firsts) if len(word) > 1):
            return True
        if loose and any(map(called.is_row, filter(_is_letter, self.words))):
            return True
        return any(map(called.is_row, self.rows()))

    def rows(self) -> Iterator[str]:
        """The letters of each row, and without those of a prefix between them and the family name or behind both."""
        front, behind = self.front, self.behind
        while front:
            yield front
            front = front[:-1] if front[-1] in PREFIXES else ""
        while behind:
            yield behind
            turned = behind
            while len(turned) > 1 and turned[-1] in PREFIXES:
                turned = turned[:-1]
                yield turned
            behind = behind[1:] if behind[0] in PREFIXES else ""


def around_name(scan: Scan, population: Population, place: int) -> Around:
    """The words that may be first names or initials of whose family name word `place` ends: in front of it, prefixes and
    other family names left aside, and behind it. Each is a known one, in whatever case, or written like a name. Who else is
    enrolled has no say in it."""
    found = Around([], [], "", "", is_open=False)
    _in_front(scan, population, place, found)
    _behind(scan, population, place, found)
    return found


class Arounds:
    """What stands around family names on one page; the same text is read once."""

    def __init__(self, scan: Scan, population: Population) -> None:
        self._scan, self._population = scan, population
        self._known: dict[tuple[str, int], Around] = {}

    def at(self, place: int) -> Around:
        scan = self._scan
        first, last = max(0, place - _SEEN_BEFORE), min(len(scan.words) - 1, place + _SEEN_BEHIND)
        key = scan.ascii[scan.starts[first] : scan.ends[last]], place - first
        known = self._known.get(key)
        if known is None:
            known = self._known[key] = around_name(scan, self._population, place)
        known.seen += 1
        return known


def _in_front(scan: Scan, population: Population, place: int, found: Around) -> None:
    words, given, reads = scan.words, population.given, True
    at, least = place - 1, max(-1, place - 1 - _LONGEST_NAME)
    while at > least and scan.joins(at):
        word = words[at]
        if word not in _LONG_PREFIXES and (word in given or scan.capital(at) or _is_dotted(scan, at)):
            found.words.append(word)
        elif word not in PREFIXES and word not in population.bare:
            if scan.capital(place) or not begins_line(scan, at):
                break
            found.words.append(word)
        else:
            at -= 1
            continue
        if reads and len(word) == 1:
            found.front = word + found.front if word.isalpha() else found.front
        elif reads:
            found.firsts.append(word)
            if (other := named_together(scan, at)) is not None:
                found.words.append(words[other])
                found.firsts.append(words[other])
            reads = "-" in scan.gap(at)  # a partner's name may stand in between
        at -= 1
    found.is_open = reads and at == least >= 0


def _behind(scan: Scan, population: Population, place: int, found: Around) -> None:
    words, given, reads = scan.words, population.given, True
    at, most = place + 1, place + 1 + _LONGEST_FIRST
    while at < min(len(words), most) and scan.joins(at - 1):
        word, between = words[at], most < place + 1 + _LONGEST_NAME and _is_between(scan, at)
        if between:
            most += 1  # `Berg, van der, Joke`
            if not scan.capital(at):  # or two initials
                at += 1
                continue
        elif is_no_initial(scan, at) or not (word in given or scan.capital(at) or _is_dotted(scan, at)):
            break
        found.words.append(word)
        if reads and len(word) == 1:
            found.behind += word if word.isalpha() else ""
        elif reads:
            found.firsts.append(word)
            reads = between or "-" in scan.gap(place)
        at += 1


def named_together(scan: Scan, at: int) -> int | None:
    """The first name in front of the one at this word that shares its family name: Jan's of `Jan en Piet de Jong`."""
    if at and scan.gap(at - 1) in _AND_SIGNS:
        return at - 1
    return at - 2 if at > 1 and scan.words[at - 1] in _AND and scan.gap(at - 1) == scan.gap(at - 2) == " " else None


def begins_line(scan: Scan, index: int) -> bool:
    """Whether a line or cell begins at word `index` or shortly before: there a word in small letters may be anybody's name."""
    for at in range(index, max(-1, index - _LONGEST_FIRST), -1):
        gap = scan.gap(at - 1) if at else CELL
        if gap not in {" ", ". ", "."}:
            return gap.strip(" ")[:1] < " "
    return False


def _is_between(scan: Scan, index: int) -> bool:
    """Whether the word is a prefix or title that may stand between a family name and the first name behind it."""
    word = scan.words[index]
    return (word in PREFIXES or word in TITLES) and not (len(word) == 1 and scan.capital(index))


def _is_letter(word: str) -> bool:
    return len(word) == 1


def _is_dotted(scan: Scan, index: int) -> bool:
    """Whether the word is an initial, in whatever case: `j.m. van der berg`."""
    return len(scan.words[index]) == 1 and scan.ascii.startswith(".", scan.end(index))
