"""Numbers written as words, Dutch and English, nought to ninety-nine, turned into digits."""

from __future__ import annotations

import re
from itertools import product

_DUTCH = (
    "nul",
    "een",
    "twee",
    "drie",
    "vier",
    "vijf",
    "zes",
    "zeven",
    "acht",
    "negen",
    "tien",
    "elf",
    "twaalf",
    "dertien",
    "veertien",
    "vijftien",
    "zestien",
    "zeventien",
    "achttien",
    "negentien",
)
_ENGLISH = (
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
)
_DUTCH_TENS = ("twintig", "dertig", "veertig", "vijftig", "zestig", "zeventig", "tachtig", "negentig")
_ENGLISH_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")


def _words() -> dict[str, str]:
    """Every word with its digits."""
    small = {word: str(n) for words in (_DUTCH, _ENGLISH) for n, word in enumerate(words)}
    known = small | {"oh": "0", "negentienhonderd": "19", "tweeduizend": "20"}
    for tens in (_DUTCH_TENS, _ENGLISH_TENS):
        known |= {word: str(20 + 10 * n) for n, word in enumerate(tens)}
    for (n, ten), (one, word) in product(enumerate(_DUTCH_TENS), enumerate(_DUTCH[1:10], 1)):
        known[f"{word}en{ten}"] = str(20 + 10 * n + one)
    for (n, ten), (one, word) in product(enumerate(_ENGLISH_TENS), enumerate(_ENGLISH[1:10], 1)):
        known |= {f"{ten}-{word}": str(20 + 10 * n + one), f"{ten} {word}": str(20 + 10 * n + one)}
    return known


_DIGITS = _words()
_NUMBER = re.compile(r"(?<![a-z])(?:" + "|".join(sorted(_DIGITS, key=len, reverse=True)) + r")(?![a-z])")
_GLUED = re.compile(r"(negentienhonderd|tweeduizend)(?:en)?(?=[a-z])")


def in_digits(low: str) -> str:
    """A plain text in small letters with its number words as digits; in years "negentienhonderd" becomes 19."""
    return _NUMBER.sub(lambda word: _DIGITS[word[0]], _GLUED.sub(r"\1 ", low))
