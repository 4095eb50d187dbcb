"""Whether a telephone number stands in a text: with or without country code, in any grouping, also in words."""

from __future__ import annotations

import re
from functools import lru_cache

import phonenumbers

from takedown.leaks.notation import Text
from takedown.leaks.spoken import in_digits

_NOT_DIGIT = re.compile(r"\D+")
_LETTER_FOR_DIGIT = re.compile(r"(?<![a-z])[0-9oil]*[0-9][0-9oil]*(?![a-z])")
_TRUNK = str.maketrans("oil", "011")
#: So many digits in a row are no coincidence, even with other things between them.
TELLING = 8
SHORTEST = 6


def stands_in(value: str, text: Text) -> bool:
    core = significant(value)
    if len(core) < SHORTEST:
        return False
    shown = _LETTER_FOR_DIGIT.sub(lambda word: word[0].translate(_TRUNK), text.low)
    streams = {_NOT_DIGIT.sub("", shown), _NOT_DIGIT.sub("", in_digits(shown))}
    return any(part in stream for part in _telling_parts(core) for stream in streams) or _alone(core, shown)


@lru_cache(maxsize=4096)
def significant(value: str) -> str:
    """The digits without country code and trunk zero: 612345671."""
    try:
        return str(phonenumbers.parse(value, "NL").national_number)
    except phonenumbers.NumberParseException:
        return _NOT_DIGIT.sub("", value).lstrip("0")


def _telling_parts(core: str) -> tuple[str, ...]:
    """The number, and what is left of a mobile one when its "06" is understood."""
    parts = (core, core[1:] if core.startswith("6") else core)
    return tuple(part for part in parts if len(part) >= TELLING) or (core,)


def _alone(core: str, shown: str) -> bool:
    """A subscriber's number without its area code, of six or seven digits, as a number of its own."""
    for part in (core[2:], core[3:]):
        if len(part) >= SHORTEST:
            pattern = r"(?<![0-9a-z])" + r"[\s.()/-]{0,3}".join(part) + r"(?![0-9a-z])"
            if re.search(pattern, shown):
                return True
    return False
