"""Names whose parts stand apart, each behind its label: `Achternaam: Berg, Voornaam: Jan`, in a form, a table, a JSON dump.

A label is no word of a name: between two parts it counts for the sign or space that would stand there otherwise."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from matchers.marks import STRUCTURE
from matchers.slots import Span, by_start

_FAMILY, _PREFIX, _GIVEN = "family name", "prefix", "first name"
_KINDS: Final = {
    _FAMILY: ("achternaam", "familienaam", "geslachtsnaam", "surname", "lastname", "last name", "familyname", "family name"),
    _PREFIX: ("tussenvoegsel", "tussenvoegsels", "voorvoegsel", "voorvoegsels", "infix"),
    _GIVEN: ("voornaam", "voornamen", "roepnaam", "voorletter", "voorletters", "initialen", "initials", "firstname",
             "first name", "first names", "givenname", "given name", "given names", "forename", "forenames"),
}  # fmt: skip
_KIND: Final = {label: kind for kind, labels in _KINDS.items() for label in labels}
#: What else a form asks; each ends a name in front of it.
_QUESTIONS: Final = (
    "adres address date email emailadres mail geboortedatum geboorteplaats geboren birthdate dob born geslacht gender mobiel "
    "mobile nummer phone plaats postcode straat straatnaam tel telefoon telefoonnummer woonplaats city"
)
_ASKED: Final = frozenset(_QUESTIONS.split())
_SIGNS: Final = frozenset(":=")
_LAST_WORDS: Final = frozenset(label.rpartition(" ")[2] for label in _KIND)
_TELLS: Final = re.compile(r"[ \"']{0,2}[:=]")  # behind a label
_ENDS: Final = re.compile(rf" ?[{STRUCTURE}]")  # behind one that is all of its line or cell
_BEHIND: Final = re.compile(rf"[ \"'.:={STRUCTURE}-]{{1,16}}")  # between a label and what it tells
_BEFORE: Final = re.compile(rf"[ \"'.,:;=|/){STRUCTURE}-]{{0,16}}")  # between that and the next label
_MOST_WORDS: Final = 6  # of one part of a name
_AS_WRITTEN: Final = " "  # between first name, prefix and family name in their usual order
_TURNED: Final = ", "


@dataclass(frozen=True, slots=True)
class Label:
    """Folded offsets, and of which part of a name."""

    start: int
    end: int
    text: str
    kind: str


@dataclass(slots=True)
class Fields:
    """`gaps`: what stands for the label behind a word, by that word's index. `people`: from the first to the last part of each
    name with a family name and a first name, whosever, by start."""

    gaps: dict[int, str] = field(default_factory=dict)
    people: list[Span] = field(default_factory=list)


def labels(text: str, low: str, vocabulary: set[str]) -> list[Label]:
    """Every label of a part of a name in a folded text, by start. `low`: its words, `vocabulary`: each once."""
    if _LAST_WORDS.isdisjoint(vocabulary):
        return []
    found = []
    for label, kind in _KIND.items():
        at = low.find(label) if vocabulary.issuperset(label.split()) else -1
        while at >= 0:
            end = at + len(label)
            alone = not (low[at - 1 : at].strip() or low[end : end + 1].strip())
            begins = text[max(0, at - 2) : at].strip(" ")[-1:] in STRUCTURE
            if alone and (_TELLS.match(text, end) or (begins and _ENDS.match(text, end))):
                found.append(Label(at, end, label, kind))
            at = low.find(label, end)
    return sorted(found, key=by_start)


def is_asked(word: str, behind: str) -> bool:
    """Whether a word of small letters is the label of something else. `behind`: what stands between it and the next."""
    return word in _ASKED and not _SIGNS.isdisjoint(behind)


def without(low: str, found: Sequence[Label]) -> str:
    """The words of the text, as long as before, but for the labels."""
    pieces, done = [], 0
    for one in found:
        pieces += [low[done : one.start], " " * (one.end - one.start)]
        done = one.end
    return "".join((*pieces, low[done:]))


def read(text: str, found: Sequence[Label], starts: Sequence[int], ends: Sequence[int]) -> Fields:
    """What the labels tell of the words, which begin and end at these offsets. A label that comes again begins another name,
    as does one at a distance."""
    fields, told, last = Fields(), list[tuple[Label, int]](), 0
    begun = set[str]()
    for number, one in enumerate(found):
        following = found[number + 1].start if number + 1 < len(found) else len(text)
        word = bisect_left(starts, one.end)
        edge = max(ends[word - 1] if word else 0, last)
        if one.text in begun or not _BEFORE.fullmatch(text, edge, one.start) or (told and word - told[-1][1] > _MOST_WORDS):
            _close(fields, told, starts, ends)
            told, begun = [], set()
        begun.add(one.text)
        last = one.end
        if word < len(starts) and starts[word] < following and _BEHIND.fullmatch(text, one.end, starts[word]):
            if told:
                fields.gaps[word - 1] = _AS_WRITTEN if _is_as_written(told[-1][0].kind, one.kind) else _TURNED
            told.append((one, word))
    _close(fields, told, starts, ends)
    return fields


def _is_as_written(before: str, behind: str) -> bool:
    return before == _GIVEN or (before, behind) == (_PREFIX, _FAMILY)


def _close(fields: Fields, told: Sequence[tuple[Label, int]], starts: Sequence[int], ends: Sequence[int]) -> None:
    if {_FAMILY, _GIVEN} <= {label.kind for label, _ in told}:
        fields.people.append((starts[told[0][1]], ends[told[-1][1]]))
