"""Telephone numbers, in every way the Dutch write them: `06 - 12 34 56 78`, `+31 (0)6`, `0031`, `(070) 123 45 67`, dots,
digits as words, letters that look like digits.

An enrolled number fits when all digits are the same; a number that differs in one digit is another's."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache
from typing import Final

import phonenumbers

from matchers import digits
from matchers.runs import Runs
from matchers.slots import Slot

_DUTCH: Final = re.compile(r"\+31[1-9]\d{8}")  # as canonical() itself writes it
#: What may stand between the digits of a number, and letters that look like one. Judged afterwards; lengths are bounded.
_INSIDE: Final = r"[0-9 ().,:\-/+\[\]_~*|OoIl]"
_REST: Final = rf"{_INSIDE}{{7,42}}[0-9OoIl]"
_NOUGHT: Final = re.compile(rf"0{_REST}")
_PLUS: Final = re.compile(rf"\+{_REST}")
_COUNTRY: Final = re.compile(rf"31[ .-]?6{_INSIDE}{{6,40}}[0-9OoIl]")
#: A letter for the first digit: in front of this 6, or in front of any.
_SIX: Final = re.compile(rf"6(?<=[Oo]6)(?<![A-Za-z0-9].6){_REST}")
_LETTER: Final = re.compile(rf"[Oo](?<![A-Za-z0-9].)[0-9]{_REST}")
_REACH: Final = 48  # characters: no run is longer
#: A whole Dutch number as most write it, and what most numbers have in front: both spare the closer look.
_PLAIN: Final = re.compile(r"0[1-9](?:[ -]{0,3}[0-9]){8}(?![A-Za-z0-9])")
_WORDS_BEFORE: Final = 6  # characters among which the end of a word or number would stand
_RUN_INTO: Final = re.compile(r"[A-Za-z]{2,}(?![0-9])|x[0-9]{1,5}(?![A-Za-z0-9])")
_GROUP: Final = re.compile(r"[0-9OoIl]+")
#: Where a number begins with digits and goes on in words.
_NOUGHT_INTO_WORDS: Final = re.compile(r"0[0-9 ().\-]{1,20}[ADENTVZadentvz][A-Za-z]{2}")
_PLUS_INTO_WORDS: Final = re.compile(r"\+[0-9 ().\-]{1,20}[ADENTVZadentvz][A-Za-z]")
_FIRST_WORD: Final = "nul"
#: What looks like a number and is none: dates, fractions; and what stands in front of the rest of one, or calls it another.
_NO_NUMBER: Final = re.compile(r"[0-3]?[0-9]([-./ ])[01]?[0-9]\1(?:19|20)[0-9]{2}(?![0-9])|0\.[0-9]{4}|0,[0-9]")
_NO_BEGINNING: Final = re.compile(
    r"[0-9][.,T]$|(?<![0-9])(?:19|20)[0-9]{2}[-./]$|[0-9]{2}[ .-]?[A-Za-z]{4}[ .-]?$"
    r"|(?:\b(?:kvk|k\.v\.k\.|bsn|btw|ean|gtin|isbn)(?:[ -]?(?:nummer|nr))?"
    r"|(?:order|bestel|factuur|klant|dossier|zaak|rekening|artikel|polis)[ -]?(?:nummer|nr))[ .:-]{0,3}$",
    re.IGNORECASE,
)
_LOOK_BACK: Final = 24
_LOOK_AHEAD: Final = 8  # characters behind a run that tell whether it goes on
#: Where, behind something in a run, another number may begin.
_AGAIN: Final = re.compile(r"(?<=[ /|)])[+0(]|\+")
_MOST_IN_A_RUN: Final = 4
_SEPARATORS: Final = re.compile(r"[^0-9OoIl]+")
_SHORTEST: Final = 9  # characters, of a number and of one whose first digit stands in front of the run
_LONGEST: Final = 15  # digits of any number in the world
_FEWEST: Final = 6  # of a number with letters for digits, that must be digits
_LANDLINE: Final = "landline"
_MOBILE: Final = "mobile"


def canonical(number: str) -> str:
    """The number in E.164, read as a Dutch one; empty when it is no telephone number."""
    if _DUTCH.fullmatch(number):
        return number
    try:
        parsed = phonenumbers.parse(number, "NL")
    except phonenumbers.NumberParseException:
        return ""
    return phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.E164)


@lru_cache(maxsize=10_000)
def line(number: str) -> str:
    """`mobile`, one person's, or `landline`, a household's; by the number's own plan."""
    kind = phonenumbers.number_type(phonenumbers.parse(number, "NL"))
    shared = {phonenumbers.PhoneNumberType.FIXED_LINE, phonenumbers.PhoneNumberType.UAN, phonenumbers.PhoneNumberType.TOLL_FREE}
    return _LANDLINE if kind in shared else _MOBILE


def find(text: str, runs: Runs | None = None) -> list[Slot]:
    """Every number on the page that could be somebody's, by start. `runs`: of the same text, where they are known already."""
    runs = runs or Runs(text)
    plus = _places(text, "+")
    found = list(_in_runs(text, _candidates(text, runs, plus)))
    found += _in_words(text, runs, plus)
    return _apart(found) if len(found) > 1 else found


def _in_runs(text: str, hits: Iterator[re.Match[str]]) -> Iterator[Slot]:
    """The numbers in these runs; the same text again and again is read once."""
    known: dict[tuple[str, int], list[Slot]] = {}
    for hit in hits:
        start, end = hit.span()
        around = text[max(0, start - _LOOK_BACK - 2) : end + _LOOK_AHEAD], end - start
        read = known.get(around)
        if read is None:
            known[around] = [replace(slot, start=slot.start - start, end=slot.end - start) for slot in _read(text, start, end)]
            read = known[around]
        yield from [Slot(start + slot.start, start + slot.end, slot.key, slot.form) for slot in read]


def _candidates(text: str, runs: Runs, plus: list[int]) -> Iterator[re.Match[str]]:
    """What may be a number: it begins where digits do, and enough of them follow."""
    crowded = runs.crowded(_REACH, _FEWEST)
    behind_letter = [place for place in crowded if text[place - 1 : place] in {"O", "o"}]
    yield from _from(_NOUGHT, text, [place for place in crowded if text[place] == "0"])
    yield from _from(_PLUS, text, plus)
    yield from _from(_COUNTRY, text, [place for place in crowded if text[place] == "3"])
    yield from _from(_SIX, text, [place for place in behind_letter if text[place] == "6"])
    yield from _from(_LETTER, text, [place - 1 for place in behind_letter])


def _from(pattern: re.Pattern[str], text: str, places: list[int]) -> Iterator[re.Match[str]]:
    """What begins at these places, in their order, none in another."""
    done = 0
    for place in places:
        if place >= done and (hit := pattern.match(text, place)):
            done = hit.end()
            yield hit


def _places(text: str, sign: str) -> list[int]:
    found, at = [], text.find(sign)
    while at >= 0:
        found.append(at)
        at = text.find(sign, at + 1)
    return found


def _apart(slots: list[Slot]) -> list[Slot]:
    """By start; of two that overlap the one that begins first."""
    kept: list[Slot] = []
    for slot in sorted(slots, key=lambda one: (one.start, -one.end)):
        if not kept or slot.start >= kept[-1].end:
            kept.append(slot)
    return kept


def _read(text: str, start: int, end: int) -> Iterator[Slot]:
    """The numbers in a run."""
    if end - start < _SHORTEST or len(_SEPARATORS.sub("", text[start:end])) < _SHORTEST:
        return
    start = _begin(text, start)
    for _ in range(_MOST_IN_A_RUN):
        found = _number(text, start, end)
        if found and _is_other(text, start):
            found = None
        if found:
            yield found
        again = _AGAIN.search(text, found.end if found else start + 1, end)
        if again is None:
            return
        start = again.start()


def _begin(text: str, start: int) -> int:
    """A bracket in front belongs to the number, and so does the letter in front of a 6."""
    start -= text[start] == "6"
    return start - 1 if text[start - 1 : start] == "(" else start


def _is_other(text: str, start: int) -> bool:
    """Whether what begins here is a date, a fraction, part of an account, or called something else."""
    around = (start, max(0, start - 2), max(0, start - 3))
    if any(map(_NO_NUMBER.match, (text, text, text), around)):
        return True
    if not text[max(0, start - _WORDS_BEFORE) : start].rstrip(" .,:/-")[-1:].isalnum():
        return False
    return bool(_NO_BEGINNING.search(text[max(0, start - _LOOK_BACK) : start]))


def _number(text: str, start: int, end: int) -> Slot | None:
    """The number that begins here, ending at the end of a group of digits: it may run into the next cell."""
    plain = _PLAIN.match(text, start)
    if plain and plain.end() <= end:
        return Slot(start, plain.end(), f"+31{plain.group()[1:].replace(' ', '').replace('-', '')}")
    read, last, written = "", start, 0
    plus = text.startswith("+", start) or text.startswith("(+", start)
    best: Slot | None = None
    for group in _GROUP.finditer(text, start, end):
        if ("+" in text[last : group.start()] and read) or len(read) > _LONGEST or _goes_on(text, group.end()):
            break
        read, last = read + digits.of_letters(group.group()), group.end()
        written += sum(map(str.isdigit, group.group()))
        key = _key(read, plus) if written >= _FEWEST else ""
        if key:
            best = Slot(start, _closed(text, start, last), key, "exact" if written == len(read) else "disguised")
            if key.startswith("+31"):
                return best
    return best


def _goes_on(text: str, end: int) -> bool:
    """Whether a letter or digit behind makes it part of a longer code; a word that runs into it, or an extension, does not."""
    return text[end : end + 1].isalnum() and not _RUN_INTO.match(text, end)


def _closed(text: str, start: int, last: int) -> int:
    """The end of a number that stands in brackets as a whole takes the closing one along."""
    opened = text.startswith("(", start) and ")" not in text[start:last]
    return last + 1 if opened and text.startswith(")", last) else last


def _in_words(text: str, runs: Runs, plus: list[int]) -> Iterator[Slot]:
    places = [hit.start() for hit in _from(_NOUGHT_INTO_WORDS, text, runs.of_nought())]
    places += [hit.start() for hit in _from(_PLUS_INTO_WORDS, text, plus)]
    low = text.lower()
    places += _places(low, _FIRST_WORD)
    read = 0
    for start in sorted(places):
        if start >= read and not text[start - 1 : start].isalnum():
            number, read = _spoken(low, start)
            if number:
                yield number


def _spoken(low: str, start: int) -> tuple[Slot | None, int]:
    """The number that is said from here on, and how far it was listened to."""
    read, last, plus = "", start, low.startswith("+", start)
    for piece, last in digits.spoken(low, start):
        read += piece
        if key := _key(read, plus):
            return Slot(start, last, key, "spelled out"), last
        if len(read) > _LONGEST:
            break
    return None, last


def _key(read: str, plus: bool) -> str:
    """E.164 of a Dutch number once it is complete; of a foreign one for any length that could be."""
    if read.startswith("00"):
        read, plus = read[2:], True
    if not plus or read.startswith("0"):
        if len(read) == 10 and read[0] == "0":
            return f"+31{read[1:]}"
        return f"+{read}" if len(read) == 11 and read.startswith("316") else ""
    if read.startswith("310"):
        read = f"31{read[3:]}"
    if read.startswith("31"):
        return f"+{read}" if len(read) == 11 else ""
    return f"+{read}" if 9 <= len(read) <= 15 else ""
