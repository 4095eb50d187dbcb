"""Finds every exposed value in an outgoing text, in whatever notation: a notice must never become the leak (G6)."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum

from domain.profile import Identifier, IdentifierKind
from takedown.leaks import addresses, dates, emails, handles, names, numbers, phones
from takedown.leaks.notation import Text, read


class Forbidden(StrEnum):
    """What may stand in no letter, whosever it is."""

    BSN = "bsn"
    IBAN = "iban"


#: No exposed values by themselves: half a town lives there, half a town works there.
NOT_ALONE = frozenset({IdentifierKind.EMPLOYER, IdentifierKind.CITY})
#: What is put where something allowed was taken out: it joins nothing.
_CUT = "\n|\n"


def leaks(
    text: str, identifiers: Iterable[Identifier] = (), allowed_urls: Iterable[str] = (), *, known: Iterable[str] = ()
) -> tuple[IdentifierKind | Forbidden, ...]:
    """The kinds of exposed value in `text` (subject, body and file names together), none twice.

    `allowed_urls`: the exact addresses of the place, the one exception. `known`: names of the organisation and the recipient,
    within which a surname or street may stand. The employer and a city are no exposed values by themselves."""
    own = tuple(identifiers)
    shown = read(_without(text, allowed_urls))
    organisations = [one.value for one in own if one.kind in NOT_ALONE]
    bare = read(_without(_without(text, allowed_urls), [*known, *organisations]))
    found = [one.kind for one in own if _stands(one, shown, bare)]
    found_numbers = [(Forbidden.BSN, numbers.holds_bsn(shown)), (Forbidden.IBAN, numbers.holds_iban(shown))]
    return tuple(dict.fromkeys([*found, *(kind for kind, there in found_numbers if there)]))


def _without(text: str, parts: Iterable[str]) -> str:
    for part in sorted(filter(None, parts), key=len, reverse=True):
        text = text.replace(part, _CUT)
    return text


def _stands(one: Identifier, shown: Text, bare: Text) -> bool:
    match one.kind:
        case IdentifierKind.PHONE:
            return phones.stands_in(one.value, shown)
        case IdentifierKind.EMAIL:
            return emails.stands_in(one.value, shown)
        case IdentifierKind.HANDLE:
            return handles.stands_in(one.value, bare)
        case IdentifierKind.ADDRESS:
            return addresses.stands_in(one.value, shown, bare)
        case IdentifierKind.BIRTH_DATE:
            return dates.stands_in(one.value, shown)
        case _:
            return one.kind not in NOT_ALONE and names.stands_in(one.value, shown, bare)
