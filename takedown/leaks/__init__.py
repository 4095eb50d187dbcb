"""Finds every exposed value in an outgoing text, in whatever notation: a notice must never become the leak (G6)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from enum import StrEnum
from functools import lru_cache
from typing import Final

from domain.profile import Identifier, IdentifierKind
from takedown.leaks import addresses, dates, emails, handles, names, numbers, phones
from takedown.leaks.encoded import unwrapped
from takedown.leaks.notation import Text, read
from takedown.leaks.scripts import folded, is_foreign


class Forbidden(StrEnum):
    """What may stand in no letter, whosever it is."""

    BSN = "bsn"
    IBAN = "iban"


#: No exposed values by themselves: half a town lives there, half a town works there.
NOT_ALONE = frozenset({IdentifierKind.EMPLOYER, IdentifierKind.CITY})
#: What can be written in the letters of another script.
_IN_LETTERS = frozenset({IdentifierKind.NAME, IdentifierKind.RELATIVE, IdentifierKind.ADDRESS})
#: What is put where something allowed was taken out: it joins nothing.
_CUT = "\n|\n"


def leaks(
    text: str, identifiers: Iterable[Identifier] = (), allowed_urls: Iterable[str] = (), *, known: Iterable[str] = ()
) -> tuple[IdentifierKind | Forbidden, ...]:
    """The kinds of exposed value in `text` (subject, body and file names together), none twice.

    `allowed_urls`: the exact addresses of the place, the one exception. `known`: names of the organisation and the recipient,
    within which a surname or street may stand. The employer and a city are no exposed values by themselves."""
    own = tuple(identifiers)
    allowed, harmless = tuple(allowed_urls), (*known, *(one.value for one in own if one.kind in NOT_ALONE))
    plain = _without(text, allowed)
    found: list[IdentifierKind | Forbidden] = []
    for view in (plain, *(_without(inner, allowed) for inner in unwrapped(plain))):
        found += _in_view(view, own, harmless)
    return tuple(dict.fromkeys(found))


def _in_view(text: str, own: tuple[Identifier, ...], harmless: tuple[str, ...]) -> Iterator[IdentifierKind | Forbidden]:
    """What stands in one reading of a text."""
    shown, bare = read(text), read(_without(text, harmless))
    yield from (one.kind for one in own if _stands(one, shown, bare))
    if is_foreign(text):
        latin = read(folded(text))
        spelled = (replace(one, value=folded(one.value)) for one in own if one.kind in _IN_LETTERS)
        yield from (one.kind for one in spelled if _stands(one, latin, latin))
    yield from _whosever(text)


@lru_cache(maxsize=8)
def _whosever(text: str) -> tuple[Forbidden, ...]:
    """The numbers that may stand in no letter."""
    shown = read(text)
    there = ((Forbidden.BSN, numbers.holds_bsn(shown)), (Forbidden.IBAN, numbers.holds_iban(shown)))
    return tuple(kind for kind, stands in there if stands)


def _without(text: str, parts: Iterable[str]) -> str:
    for part in sorted(filter(None, parts), key=len, reverse=True):
        text = text.replace(part, _CUT)
    return text


#: How each kind is looked for in the whole text; a kind that is missing here is a name, or needs the names taken out.
_PLAIN: Final[dict[IdentifierKind, Callable[[str, Text], bool]]] = {
    IdentifierKind.PHONE: phones.stands_in,
    IdentifierKind.EMAIL: emails.stands_in,
    IdentifierKind.BIRTH_DATE: dates.stands_in,
    IdentifierKind.PLATE: numbers.stands_in,
    IdentifierKind.SERVICE_NUMBER: numbers.stands_in,
    IdentifierKind.IBAN: numbers.stands_in,
}


def _stands(one: Identifier, shown: Text, bare: Text) -> bool:
    if one.kind in _PLAIN:
        return _PLAIN[one.kind](one.value, shown)
    match one.kind:
        case IdentifierKind.HANDLE:
            return handles.stands_in(one.value, bare)
        case IdentifierKind.ADDRESS:
            return addresses.stands_in(one.value, shown, bare)
        case _:
            return one.kind not in NOT_ALONE and names.stands_in(one.value, shown, bare)
