"""Service numbers: the number under which an employer knows somebody (`dienstnummer`, `personeelsnr.`, `badge 1234`).

Such a number says nothing by itself: it counts where a label marks it, or where letters with five or more digits make it
one that hardly stands anywhere by chance."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from matchers.slots import Slot

_SHORTEST: Final = 4
_LONGEST: Final = 16
_PLAIN: Final = re.compile(r"[^A-Za-z0-9]+")
#: How labels end. Looked for as plain text, which costs next to nothing, before any pattern is tried.
_ENDINGS: Final = ("nummer", "nr", "number", "badge", "employee id", "staff id")
_WHOSE: Final = (
    "dienst|stam|stamboek|personeels|pers|medewerkers?|werknemers?|badge|service|legitimatie|politie|agent|employee|staff|payroll|"
    "personnel|officer|warrant|collar|force"
)
_LABEL: Final = re.compile(rf"(?<![A-Za-z])(?:badge|(?:{_WHOSE})[ .-]{{0,2}}(?:nummer|nr|number|id))$", re.IGNORECASE)
_LABEL_LENGTH: Final = 24
#: Behind a label: whatever stands between, then the number, in groups of which at least one has a digit.
_MARKED: Final = re.compile(
    r"(?![A-Za-z])[ .:=#\x01-\x06(-]{0,6}(?:is )?"
    r"((?:[A-Z]{1,4} |[A-Za-z]{0,4}[.-]?)[0-9]{1,10}(?:[./-]?[A-Za-z0-9]{1,8}){0,3})(?![A-Za-z0-9])"
)
_FRONT: Final = "|".join(
    f"(?<=[A-Za-z]{{{size}}}{dash}.)(?<![A-Za-z0-9-][A-Za-z]{{{size}}}{dash}.)" for size in (1, 2, 3, 4) for dash in ("", "-")
)  # a look back must have one length
#: Up to four letters with five or more digits behind them, or three letters at most behind those.
_DISTINCT: Final = re.compile(
    rf"[0-9](?=[0-9]{{4}})(?:(?:{_FRONT})[0-9]{{4,9}}|(?<![A-Za-z0-9.-].)[0-9]{{4,9}}-?[A-Za-z]{{1,3}})(?![A-Za-z0-9-])",
    re.DOTALL,
)
_IS_DISTINCT: Final = re.compile(r"[A-Z]{1,4}[0-9]{5,10}|[0-9]{5,10}[A-Z]{1,3}")


def canonical(number: str) -> str:
    """Capitals and digits alone; empty for what has no digit, or is too short or too long to be a number of one person."""
    plain = _PLAIN.sub("", number).upper()
    return plain if _SHORTEST <= len(plain) <= _LONGEST and any(one.isdigit() for one in plain) else ""


def is_distinctive(key: str) -> bool:
    """Whether this canonical number counts without a label."""
    return _IS_DISTINCT.fullmatch(key) is not None


def find(text: str) -> list[Slot]:
    """Every service number on the page, by start. `form`: `labelled`, or `exact` for one that stands for itself."""
    kept: list[Slot] = []
    for slot in sorted([*_labelled(text), *_distinct(text)], key=lambda one: (one.start, -one.end)):
        if not kept or slot.start >= kept[-1].end:
            kept.append(slot)
    return kept


def _labelled(text: str) -> Iterator[Slot]:
    low = text.lower()
    for ending in _ENDINGS:
        at = low.find(ending)
        while at >= 0:
            behind = at + len(ending)
            marked = _MARKED.match(text, behind) if _LABEL.search(low[max(0, behind - _LABEL_LENGTH) : behind]) else None
            if marked and (key := canonical(marked[1])):
                yield Slot(marked.start(1), marked.end(1), key, "labelled")
            at = low.find(ending, behind)


def _distinct(text: str) -> Iterator[Slot]:
    for hit in _DISTINCT.finditer(text):
        start = hit.start()
        while text[start - 1 : start].isalpha() or (text[start - 1 : start] == "-" and text[start].isdigit()):
            start -= 1
        yield Slot(start, hit.end(), canonical(text[start : hit.end()]))
