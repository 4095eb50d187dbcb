"""E-mail addresses: as they are, in a link, and spelled so that machines should not see them (`[at]`, `punt`).

An enrolled address fits when it is the same to the letter, case apart; a near one is another's."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from matchers.slots import Slot

_LETTERS: Final = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._%+'-")
_HOST: Final = re.compile(r"[a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63}){1,8}", re.IGNORECASE)
_LONGEST_LOCAL: Final = 64

#: Words that stand for the sign; a page with none of them and no sign holds no address.
SPOKEN: Final = frozenset(["at", "apenstaartje", "apestaartje", "apestaart", "apenstaart"])
_WORD: Final = "|".join(sorted(SPOKEN, key=len, reverse=True))
#: The sign in brackets: each begins with one plain character, which is looked for as fast as plain text is.
_BRACKETED: Final = tuple(
    re.compile(rf"{re.escape(opening)} ?(?:{_WORD}|a|@) ?{re.escape(closing)}", re.IGNORECASE)
    for opening, closing in ("[]", "()", "{}", "<>")
)
#: The sign as a word of its own, by a part of it that is looked for as plain text.
_BY_PART: Final = ("staart", " at ", "_at_", "-at-")
_AT: Final = re.compile(rf" (?:{_WORD}) |[_-]at[_-]")
_DOT: Final = r"(?:\.| \. | ?[\[({<] ?(?:dot|punt|\.) ?[\])}>] ?| (?:dot|punt) |_dot_|-dot-)"
_LOCAL: Final = re.compile(rf"(?<![a-z0-9+-])[a-z0-9+-]{{1,40}}(?:(?:_|{_DOT})[a-z0-9+-]{{1,40}}){{0,4}} ?$", re.IGNORECASE)
_DOMAIN: Final = re.compile(rf" ?([a-z0-9-]{{1,40}}(?:{_DOT}[a-z0-9-]{{1,40}}){{1,4}})", re.IGNORECASE)
_DOTS: Final = re.compile(_DOT, re.IGNORECASE)
_REACH: Final = 90  # characters on either side: the patterns see no more, so that time stays linear


def canonical(email: str) -> str:
    return email.strip().lower()


def find(text: str, *, spoken: bool = True) -> list[Slot]:
    """Every address on the page, by start. `spoken`: whether the page holds a word that could stand for the sign."""
    found, loose = _plain(text)
    places = [*loose, *(hit.span() for pattern in _BRACKETED for hit in pattern.finditer(text))]
    places += _words(text) if spoken else ()
    found += [slot for place in places if (slot := _spelled(text, *place))]
    return sorted(found)


def _plain(text: str) -> tuple[list[Slot], list[tuple[int, int]]]:
    """Addresses as they are, and signs that have no whole address around them."""
    found, loose = [], []
    at = text.find("@")
    while at >= 0:
        start = at
        while start > 0 and at - start < _LONGEST_LOCAL and text[start - 1] in _LETTERS:
            start -= 1
        while start < at and text[start] in ".'%-+":
            start += 1
        host = _HOST.match(text, at + 1) if start < at else None
        if host:
            found.append(Slot(start, host.end(), f"{text[start:at]}@{host.group()}".lower()))
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


def _spelled(text: str, start: int, end: int) -> Slot | None:
    local = _LOCAL.search(text[max(0, start - _REACH) : start])
    domain = _DOMAIN.match(text, end, end + _REACH)
    if local is None or domain is None:
        return None
    key = f"{_DOTS.sub('.', local.group().rstrip())}@{_DOTS.sub('.', domain[1])}".lower()
    return Slot(start - len(local.group()), domain.end(), key, "spelled out")
