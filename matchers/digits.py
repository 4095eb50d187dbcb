"""Digits that are written otherwise: as words (`nul zes twaalf vierendertig`), or with letters that look like them (`O6`)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

_ONES: Final = ("nul", "een", "twee", "drie", "vier", "vijf", "zes", "zeven", "acht", "negen")
_TEENS: Final = ("tien", "elf", "twaalf", "dertien", "veertien", "vijftien", "zestien", "zeventien", "achttien", "negentien")
_TENS: Final = ("twintig", "dertig", "veertig", "vijftig", "zestig", "zeventig", "tachtig", "negentig")
#: A country behind its code.
_SAID: Final = ("nederland", "netherlands", "holland", "nl")


def _words() -> dict[str, str]:
    known = dict.fromkeys(_SAID, "")
    known |= {word: str(digit) for digit, word in enumerate(_ONES)} | {word: str(10 + n) for n, word in enumerate(_TEENS)}
    for tens, word in enumerate(_TENS, 2):
        known[word] = str(10 * tens)
        known |= {f"{one}en{word}": str(10 * tens + digit) for digit, one in enumerate(_ONES) if digit}
    return known


_WORDS: Final = _words()
_WORD: Final = "|".join(sorted(_WORDS, key=len, reverse=True))
_SPOKEN: Final = re.compile(_WORD)
_ALL_SPOKEN: Final = re.compile(f"(?:{_WORD})+")
_PIECE: Final = re.compile(r"[ .,:;/()_+-]{0,4}(?:([0-9]+)|([A-Za-z]{2,60}))")
_LETTERS: Final = str.maketrans("OoIl", "0011")


def of_letters(written: str) -> str:
    """Digits among which `O` stands for 0 and `l` or `I` for 1."""
    return written.translate(_LETTERS)


def spoken(text: str, start: int) -> Iterator[tuple[str, int]]:
    """The digits of each piece that is said or written from this offset on, and where it ends; stops at any other word."""
    piece = _PIECE.match(text, start)
    while piece:
        word = (piece[2] or "").lower()
        if word and not _ALL_SPOKEN.fullmatch(word):
            return
        yield piece[1] or "".join(_WORDS[one] for one in _SPOKEN.findall(word)), piece.end()
        piece = _PIECE.match(text, piece.end())
