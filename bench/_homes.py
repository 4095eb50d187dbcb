"""Whether a page's own text holds somebody's address or landline: read apart from the matchers, to judge what they claim."""

from __future__ import annotations

import re
import unicodedata
from html import unescape

from domain.profile import Address, Profile

_TAG = re.compile(r"<(?:style|script(?! type='application/ld))[^>]*>.*?</(?:style|script)>|<[^>]*>", re.DOTALL)
_NEITHER = re.compile(r"[^a-z0-9]+")
_NUMBER = re.compile(r"(?:nr|no|nummer)(?=[0-9])")


def squashed(body: str) -> str:
    """The text in small letters and digits alone."""
    text = unicodedata.normalize("NFKD", unescape(_TAG.sub(" ", body))).lower()
    return _NUMBER.sub("", _NEITHER.sub("", text))


def holds_home(text: str, profile: Profile) -> bool:
    """Whether the squashed text holds the landline, or an address with its number and its postcode or city."""
    landlines = (phone[3:] for phone in profile.phones if phone.startswith("+31") and not phone.startswith("+316"))
    return any(number in text for number in landlines) or any(_stands(text, home) for home in profile.addresses)


def _stands(text: str, home: Address) -> bool:
    street, number, postcode, city = map(squashed, (home.street, home.number, home.postcode, home.city))
    beside = re.search(rf"{number}[a-z0-9]{{0,6}}(?:nl)?{postcode}|{postcode}{number}", text) if postcode else None
    return bool(beside) or (f"{street}{number}" in text and (postcode in text or city in text))
