"""In which language a recipient is written to, and our words for what is exposed."""

from __future__ import annotations

from datetime import UTC, datetime

from domain.exposure import DataCategory
from domain.recipient import Recipient

#: The languages in which every route has a letter.
LANGUAGES = ("nl", "en")

CATEGORY_WORDS = {
    DataCategory.NAME: {"nl": "naam", "en": "name"},
    DataCategory.HOME_ADDRESS: {"nl": "privéadres", "en": "home address"},
    DataCategory.PHONE: {"nl": "telefoonnummer", "en": "telephone number"},
    DataCategory.EMAIL: {"nl": "e-mailadres", "en": "e-mail address"},
    DataCategory.ACCOUNT: {"nl": "privéaccount", "en": "private account"},
    DataCategory.BIRTH_DATE: {"nl": "geboortedatum", "en": "date of birth"},
    DataCategory.FAMILY: {"nl": "gegevens over gezin of familie", "en": "details about family members"},
    DataCategory.WORK: {"nl": "werkgever en functie", "en": "employer and position"},
    DataCategory.PLATE: {"nl": "kenteken", "en": "number plate"},
    DataCategory.SERVICE_NUMBER: {"nl": "dienstnummer", "en": "service number"},
    DataCategory.BANK_ACCOUNT: {"nl": "rekeningnummer", "en": "bank account number"},
}
_MONTHS = {
    "nl": "januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|november|december",
    "en": "January|February|March|April|May|June|July|August|September|October|November|December",
}


def language_of(recipient: Recipient) -> str:
    """The recipient's own where we have letters in it, else English."""
    wanted = recipient.language.strip().lower()[:2]
    return wanted if wanted in LANGUAGES else "en"


def day(moment: datetime, language: str) -> str:
    """23 november 2026."""
    return f"{moment.day} {_MONTHS[language].split('|')[moment.month - 1]} {moment.year}"


def instant(moment: datetime, language: str) -> str:
    """23 november 2026, 09:14 UTC."""
    at = moment.astimezone(UTC)
    return f"{day(at, language)}, {at:%H:%M} UTC"
