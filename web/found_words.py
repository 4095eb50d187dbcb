"""What the matchers and the specialists say of a finding, on the screen."""

from __future__ import annotations

from enum import StrEnum
from typing import Any

from domain.risk import Danger
from web.texts import later

#: What a matcher calls what it found.
SIGNALS: dict[str, Any] = {
    "name": later("name"),
    "address": later("home address"),
    "postcode": later("postcode"),
    "phone": later("phone number"),
    "email": later("e-mail address"),
    "handle": later("account name"),
    "birth-date": later("date of birth"),
    "relative": later("family member"),
    "employer": later("employer"),
    "plate": later("number plate"),
    "service-number": later("service number"),
    "iban": later("bank account number"),
    "city": later("place of residence"),
    "age": later("age"),
    "cap": later("rule: not more"),
    "clip": later("rule: counted already"),
    "floor": later("rule: not less"),
}

#: Why a specialist dismissed a finding.
REASONS: dict[str, Any] = {
    "namesake": later("somebody of the same name"),
    "not-about": later("about nobody in particular"),
    "household": later("about another member of the household"),
    "other": later("another reason"),
}

#: Why a finding stands where it stands in the queue.
DANGERS: dict[StrEnum, Any] = {
    Danger.THREAT: later("perhaps a threat"),
    Danger.HOME_ADDRESS: later("home address"),
    Danger.FAMILY: later("family"),
    Danger.PHONE: later("phone number"),
    Danger.PLATE: later("number plate"),
    Danger.NUMBERS: later("date of birth or a number that identifies"),
    Danger.ACCOUNT: later("account or e-mail address"),
    Danger.WORK: later("work"),
    Danger.NAME: later("name"),
}
