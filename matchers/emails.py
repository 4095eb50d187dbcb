"""E-mail addresses: as they are, in a link, and spelled so that machines should not see them (`[at]`, `punt`).

An enrolled address fits when it is the same to the letter, case apart; a near one is another's."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import Final

from matchers.slots import Slot, by_start

_LETTERS: Final = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._%+'-"
_HOST: Final = re.compile(r"[a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63}){1,8}", re.IGNORECASE)
_LONGEST_LOCAL: Final = 64

#: Words that stand for the sign; a page with none of them and no sign holds no address.
SPOKEN: Final = frozenset(["at", "apenstaartje", "apestaartje", "apestaart", "apenstaart"])
_WORD: Final = "|".join(sorted(SPOKEN, key=len, reverse=True))
#: What may stand for the sign in brackets only; a page with none of all these words and no sign has none in brackets.
IN_BRACKETS: Final = SPOKEN | {"a"}
#: The sign in brackets: each begins with one plain character, which is looked for as fast as plain text is.
_BRACKETED: Final = {
    opening: re.compile(rf"{re.escape(opening)} ?(?:{_WORD}|a|@) ?{re.escape(closing)}", re.IGNORECASE)
    for opening, closing in ("[]", "()", "{}", "<>")
}
#: The sign as a word of its own, by a part of it that is looked for as plain text.
_BY_PART: Final = ("staart", " at ", "_at_", "-at-")
_AT: Final = re.compile(rf" (?:{_WORD}) |[_-]at[_-]")
_DOT: Final = r"(?:\.| \. | ?[\[({<] ?(?:dot|punt|\.) ?[\])}>] ?| (?:dot|punt) |_dot_|-dot-)"
_LOCAL: Final = re.compile(rf"(?<![a-z0-9+-])[a-z0-9+-]{{1,40}}(?:(?:_|{_DOT})[a-z0-9+-]{{1,40}}){{0,4}} ?$", re.IGNORECASE)
_DOMAIN: Final = re.compile(rf" ?([a-z0-9-]{{1,40}}(?:{_DOT}[a-z0-9-]{{1,40}}){{1,4}})", re.IGNORECASE)
_DOTS: Final = re.compile(_DOT, re.IGNORECASE)
_MOST_ALIKE: Final = 1_000  # times that one address is read on a page; more are a trick
_REACH: Final = 90  # characters on either side: the patterns see no more, so that time stays linear


def canonical(email: str) -> str:
    return email.strip().lower()


def find(text: str, *, spoken: bool = True, bracketed: bool = True) -> list[Slot]:
    """Every address on the page, by start. `spoken`, `bracketed`: whether the page has a word of SPOKEN, or of IN_BRACKETS."""
    has_sign = "@" in text
    found, places = _plain(text) if has_sign else ([], [])
    if has_sign or bracketed:
        patterns = [pattern for opening, pattern in _BRACKETED.items() if opening in text]
        places += [hit.span() for pattern in patterns for hit in pattern.finditer(text)]
    places += _words(text) if spoken else ()
    known: dict[tuple[str, str], tuple[int, int, str] | None] = {}  # the same text again and again is read once
    found += [slot for place in places if (slot := _spelled(text, *place, known))]
    return sorted(found, key=by_start) if places else found  # plain ones were found in order


def _plain(text: str) -> tuple[list[Slot], list[tuple[int, int]]]:
    """Addresses as they are, and signs that have no whole address around them."""
    found, loose, alike = [], [], Counter[str]()
    at = text.find("@")
    while at >= 0:
        before = text[max(0, at - _LONGEST_LOCAL) : at]
        local = before[len(before.rstrip(_LETTERS)) :].lstrip(".'%-+")
        host = _HOST.match(text, at + 1) if local else None
        if host:
            key = f"{local}@{host.group()}".lower()
            alike[key] += 1
            if alike[key] <= _MOST_ALIKE:
                found.append(Slot(at - len(local), host.end(), key))
        else:
            loose.append((at, at + 1))
        at = text.find("@", at + 1)
    return found, loose


def _words(text: str) -> Iterator[tuple[int, int]]:
    low = text.lower()
    for part in _BY_PART:
        at = low.find(part)
        while at >= 0:
            hit = _AT.search(low, max(0, at - 5), at + 16)
            if hit and hit.start() <= at < hit.end():
                yield hit.span()
            at = low.find(part, at + len(part))


def _spelled(text: str, start: int, end: int, known: dict[tuple[str, str], tuple[int, int, str] | None]) -> Slot | None:
    around = text[max(0, start - _REACH) : start], text[end : end + _REACH]
    if around not in known:
        known[around] = _read(*around)
    read = known[around]
    return Slot(start - read[0], end + read[1], read[2], "spelled out") if read else None


def _read(before: str, behind: str) -> tuple[int, int, str] | None:
    """How many characters before and behind the sign belong to an address, and the address."""
    local = _LOCAL.search(before)
    domain = _DOMAIN.match(behind)
    if local is None or domain is None:
        return None
    key = f"{_DOTS.sub('.', local.group().rstrip())}@{_DOTS.sub('.', domain[1])}".lower()
    return len(local.group()), domain.end(), key
