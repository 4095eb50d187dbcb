"""A letter that an employee sends in their own name, without mandate and without luwte: erasure with objection, or a register.

It holds where it stands and what kind of data, never the data; the name is left open, so that a copy that lies about says
nothing. Grounds are those of the routes `gdpr17` and `gdpr21`, and of the registers' own routes.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from domain.errors import NotFound
from domain.exposure import DataCategory
from domain.recipient import Recipient
from takedown.compose import render
from takedown.language import CATEGORY_WORDS, LANGUAGES
from takedown.route import Principal
from takedown.routes import all_routes

#: Erasure and objection in one letter.
ERASURE = "gdpr"


@dataclass(frozen=True, slots=True)
class Standing:
    """What a letter says of one place: `captured`: when it was captured, in the letter's words, and by which name."""

    url: str = field(repr=False)
    position: str = field(repr=False)
    given: frozenset[DataCategory]
    captured: tuple[str, str] = ("", "")


def registers() -> tuple[str, ...]:
    """The routes that are the employee's own to take."""
    return tuple(slug for slug, route in all_routes().items() if route.principal is Principal.SELF)


def own_letter(route: str, recipient: Recipient | None, standing: Standing | None) -> tuple[str, str]:
    """(subject, text), in the recipient's language where there are letters in it, else Dutch. Raises `NotFound` for what is no
    letter of one's own, or for erasure without a place."""
    if route == ERASURE:
        if standing is None:
            raise NotFound("there is no such place of yours")
        path = "own/erasure"
    elif route in registers():
        path = f"{route}/letter"
    else:
        raise NotFound("there is no letter of that kind")
    wanted = recipient.language.strip().lower()[:2] if recipient and route == ERASURE else ""
    language = wanted if wanted in LANGUAGES else LANGUAGES[0]
    return render(f"{path}.{language}.txt.j2", _fields(recipient, standing, language))


def _fields(recipient: Recipient | None, standing: Standing | None, language: str) -> dict[str, object]:
    captured_at, capture_id = standing.captured if standing else ("", "")
    return {
        "reference": "",
        "earlier": None,
        "recipient": recipient.name if recipient else "",
        "recipient_email": recipient.email if recipient else "",
        "url": standing.url if standing else "",
        "host": urlsplit(standing.url).hostname or "" if standing else "",
        "position": standing.position if standing else "",
        "categories": _words(standing.given, language) if standing else (),
        "captured_at": captured_at,
        "capture_id": capture_id,
    }


def _words(given: Iterable[DataCategory], language: str) -> tuple[str, ...]:
    return tuple(CATEGORY_WORDS[category][language] for category in DataCategory if category in given)
