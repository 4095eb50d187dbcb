"""Shows side by side what the employee gave and what stands there: only the fields that matched, and the strings found."""

from __future__ import annotations

import re
from collections.abc import Iterable

from markupsafe import Markup, escape

from domain.finding import Signal
from domain.profile import IdentifierKind, Profile

#: Which of the profile's identifiers each kind of signal speaks of; no other is shown.
FIELDS: dict[str, tuple[IdentifierKind, ...]] = {
    "name": (IdentifierKind.NAME,),
    "address": (IdentifierKind.ADDRESS,),
    "postcode": (IdentifierKind.ADDRESS,),
    "city": (IdentifierKind.CITY,),
    "phone": (IdentifierKind.PHONE,),
    "email": (IdentifierKind.EMAIL,),
    "handle": (IdentifierKind.HANDLE,),
    "birth-date": (IdentifierKind.BIRTH_DATE,),
    "employer": (IdentifierKind.EMPLOYER,),
    "relative": (IdentifierKind.RELATIVE,),
    "plate": (IdentifierKind.PLATE,),
    "service-number": (IdentifierKind.SERVICE_NUMBER,),
    "iban": (IdentifierKind.IBAN,),
}


def matched_fields(profile: Profile, signals: Iterable[Signal]) -> tuple[tuple[str, str], ...]:
    """(kind, value) of the identifiers that some signal speaks of; of the many ways to write the name only the usual one."""
    wanted = {kind for signal in signals for kind in FIELDS.get(signal.kind, ())}
    name = ((IdentifierKind.NAME.value, str(profile.name)),) if IdentifierKind.NAME in wanted else ()
    rest = (one for one in profile.identifiers() if one.kind in wanted and one.kind is not IdentifierKind.NAME)
    return (*name, *((one.kind.value, one.value) for one in rest))


def marked(excerpt: str, signals: Iterable[Signal]) -> Markup:
    """The excerpt, with what the signals found marked; every other character of the page is made harmless."""
    found = sorted({signal.found for signal in signals if signal.found.strip()}, key=len, reverse=True)
    if not found:
        return escape(excerpt)
    # blanks in the page may be line breaks in the excerpt
    sought = "|".join(r"\s+".join(map(re.escape, text.split())) for text in found)
    pieces = re.split(f"({sought})", excerpt, flags=re.IGNORECASE)
    shown = [Markup("<mark>{}</mark>").format(piece) if number % 2 else escape(piece) for number, piece in enumerate(pieces)]
    return Markup("").join(shown)
