"""Tells which messages a machine sent by itself: an absence, a receipt, or a ticket system passing a person's words on."""

from __future__ import annotations

import re
from enum import StrEnum

from takedown.reading import Mail

ABSENCE_SUBJECT = re.compile(
    r"^\s*(?:automatic reply|auto(?:matic)?[- ]?(?:reply|response)|automatisch(?:e)? (?:antwoord|antwort|bericht"
    r"|reactie)|out of (?:the )?office"
    r"|afwezig|abwesen|abwesenheitsnotiz|vacation|away|i am away|buiten kantoor|r[eé]ponse automatique)",
    re.I,
)
CHALLENGE = re.compile(
    r"(?:click|klik|klicken|follow|open|volg)\b.{0,80}\b(?:confirm|verify|bevestig|verifi|bestatig|bestätig)"
    r"|(?:confirm|verify|bevestig|bestätig)\w*\b.{0,60}\b(?:clicking|link|klikken|klick)",
    re.I | re.S,
)


class Automatic(StrEnum):
    """How sure it is that no person wrote this for us."""

    NO = "no"
    ANSWER = "answer"  # a machine answered our message as such (RFC 3834: auto-replied, vacation)
    SYSTEM = "system"  # a system sent it, perhaps with a person's decision in it (auto-generated, ticket systems, lists)


def automatic(mail: Mail) -> Automatic:
    """Judged from its headers alone. A null sender says that it wants no answer, not that it is a bounce."""
    submitted = mail.header("Auto-Submitted").split(";")[0].split("(")[0].strip().lower()
    if submitted.startswith(("auto-replied", "auto-notified")) or _announces_absence(mail):
        return Automatic.ANSWER
    if submitted not in {"", "no"} or mail.null_sender:
        return Automatic.SYSTEM
    bulk = mail.header("Precedence").strip().lower() in {"bulk", "auto_reply", "junk", "list"}
    return Automatic.SYSTEM if bulk or mail.header("X-Auto-Response-Suppress") else Automatic.NO


def asks_for_a_click(text: str) -> bool:
    """Whether a machine wants a person to open a link before it takes the message."""
    return bool(CHALLENGE.search(text[:4000]))


def _announces_absence(mail: Mail) -> bool:
    headers = ("X-Autoreply", "X-Autorespond", "X-Autoreply-From", "X-Vacation")
    vacation = "vacation" in mail.header("X-Apple-Action").lower() or mail.header("Precedence").strip().lower() == "auto_reply"
    return vacation or any(mail.header(name) for name in headers) or bool(ABSENCE_SUBJECT.match(mail.subject))
