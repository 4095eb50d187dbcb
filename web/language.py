"""In which language a visitor reads: what this browser chose, else what their account keeps, else what the browser asks for
where the organisation lets it, else Dutch."""

from __future__ import annotations

from flask import has_request_context, request

from web.access import visiting
from web.house import House

#: By code, each in its own words. What pages say is written in English and translated in locale/.
LANGUAGES = {"nl": "Nederlands", "en": "English"}
DEFAULT = "nl"
COOKIE = "luwte-language"


def chosen() -> str:
    """What this browser chose, or nothing."""
    return known(request.cookies.get(COOKIE, ""))


def known(language: str) -> str:
    """The same, if luwte has it; else nothing."""
    return language if language in LANGUAGES else ""


def language(house: House) -> str:
    """For this visit. Outside of one (a report made on a command line): Dutch."""
    if not has_request_context():
        return DEFAULT
    if chosen():
        return chosen()
    session = visiting(house).session
    kept = known(session.language) if session is not None else ""
    return kept or (_asked() if house.settings.language_of_browser else "") or DEFAULT


def _asked() -> str:
    return request.accept_languages.best_match(list(LANGUAGES)) or ""
