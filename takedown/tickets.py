"""Finds the number under which the other side filed our notice, and tells it from ours."""

from __future__ import annotations

import re

OURS = re.compile(r"\bLW-\d{4}-\d{4,}\b")
WORD = (
    r"(?:ticket|case|reference|ref|incident|report|zaak|kenmerk|referentie|melding|meldings|dossier|aanvraag"
    r"|registratie|vorgang|vorgangs|fall"
    r"|aktenzeichen|referenz|az|uw kenmerk|ons kenmerk)"
)
FILED = re.compile(
    rf"\b{WORD}[- ]?(?:id|no\b\.?|nr\b\.?|number|nummer|zeichen)?(?:[\s:=#]|is\b|ist\b|was\b|has been\b|created\b"
    rf"|assigned\b){{0,8}}[\[(]?#?"
    r"((?=[A-Z0-9./_-]*\d)[A-Z0-9][A-Z0-9./_-]{2,38}[A-Z0-9])",
    re.I,
)
HASHED = re.compile(r"(?:^|[\s\[(:])#((?=[A-Z-]*\d)[A-Z0-9][A-Z0-9-]{2,30})", re.I)
DATE = re.compile(
    r"(?:19|20)\d\d[-./](?:0?\d|1[0-2])[-./][0-3]?\d|[0-3]?\d[-./](?:0?\d|1[0-2])[-./](?:19|20)?\d\d|(?:19|20)\d\d"
)


def ticket_in(subject: str, text: str) -> str:
    """The other side's ticket number as it wrote it, without "#"; an empty string where it gives none."""
    for told in (subject, text[:8000]):
        rest = OURS.sub(" ", told)
        for pattern in (FILED, HASHED):
            for found in pattern.finditer(rest):
                if not DATE.fullmatch(found[1]):
                    return found[1]
    return ""


def ours_in(*texts: str) -> tuple[str, ...]:
    """Our own references, as in `[LW-2026-0001]`, each once, in order."""
    return tuple(dict.fromkeys(found[0] for text in texts for found in OURS.finditer(text)))
