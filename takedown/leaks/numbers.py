"""Numbers that may not stand in any letter, whosever they are: citizen service numbers and bank accounts; and those of the
employee: number plates and service numbers."""

from __future__ import annotations

import re

from takedown.leaks.notation import Text, squeeze

_BSN = re.compile(r"(?<![\w.-])(?:\d{9}|\d{3}[ .]\d{3}[ .]\d{3}|\d{4}[ .]\d{2}[ .]\d{3})(?![\w-])(?!\.\d)")
_IBAN = re.compile(r"(?<![a-z0-9])([a-z]{2}[ .-]?\d{2}(?:[ .-]?[a-z0-9]){11,30})", re.IGNORECASE)
#: Fewer digits are also a year or an amount: they count only behind what calls them a number.
_TELLING = 6
_ELEVEN_TEST = (9, 8, 7, 6, 5, 4, 3, 2, -1)
#: How long an account number is (ISO 13616 registry); "op 23 november" begins like one, but no country is called OP.
IBAN_LENGTHS = {
    "at": 20, "be": 16, "bg": 22, "ch": 21, "cy": 28, "cz": 24, "de": 22, "dk": 18, "ee": 20, "es": 24, "fi": 18, "fr": 27,
    "gb": 22, "gr": 27, "hr": 21, "hu": 28, "ie": 22, "is": 26, "it": 27, "li": 21, "lt": 20, "lu": 20, "lv": 21, "mt": 31,
    "nl": 18, "no": 15, "pl": 28, "pt": 25, "ro": 24, "se": 24, "si": 19, "sk": 24, "tr": 26,
}  # fmt: skip


def stands_in(value: str, text: Text) -> bool:
    """Whether this number plate, service number or account stands there, however it is spaced."""
    key = squeeze(value)
    if key.isdigit() and len(key) < _TELLING:
        return re.search(rf"(?:nummer|number|nr|no|badge|id)[\W_]{{0,6}}{key}(?![a-z0-9])", text.low) is not None
    return bool(key) and text.holds(key)


def holds_bsn(text: Text) -> bool:
    """A number of nine digits that passes the eleven-test."""
    return any(_passes_eleven_test(re.sub(r"\D", "", found[0])) for found in _BSN.finditer(text.plain))


def _passes_eleven_test(digits: str) -> bool:
    return digits != "0" * 9 and sum(weight * int(digit) for weight, digit in zip(_ELEVEN_TEST, digits, strict=True)) % 11 == 0


def holds_iban(text: Text) -> bool:
    """An account number whose check digits are right (ISO 13616), in any grouping; words behind it do not hide it."""
    return any(_starts_iban(re.sub(r"[^a-z0-9]", "", found[1].lower())) for found in _IBAN.finditer(text.plain))


def _starts_iban(run: str) -> bool:
    length = IBAN_LENGTHS.get(run[:2], 0)
    return 0 < length <= len(run) and _checks(run[:length])


def _checks(iban: str) -> bool:
    return int("".join(str(int(char, 36)) for char in iban[4:] + iban[:4])) % 97 == 1
