"""Brings a text into the one form in which every way of writing the same thing looks alike."""

from __future__ import annotations

import html
import re
import unicodedata
from dataclasses import dataclass, field
from functools import lru_cache
from urllib.parse import unquote

#: Letters that decomposing leaves alone, and look-alikes from other alphabets.
_ALIKE = str.maketrans(
    {
        **{"đ": "d", "ð": "d", "ø": "o", "ł": "l", "ı": "i", "ħ": "h", "ŧ": "t"},
        **{"Ø": "O", "Ł": "L", "Đ": "D", "Ð": "D", "ß": "ss", "æ": "ae", "Æ": "AE", "œ": "oe", "Œ": "OE", "þ": "th", "Þ": "Th"},
        **dict(zip("аеорсухіѕјһԁԛԝ", "aeopcyxisjhdqw", strict=True)),
        **dict(zip("АВЕКМНОРСТУХІЅЈ", "ABEKMHOPCTYXISJ", strict=True)),
        **dict(zip("αορνικ", "aopvik", strict=True)),
        **dict(zip("ΑΒΕΖΗΙΚΜΝΟΡΤΥΧ", "ABEZHIKMNOPTYX", strict=True)),
    }
)
#: By Unicode category: invisible, accent, enclosing mark; dash; space.
_PLAIN = {"Cf": "", "Mn": "", "Me": "", "Pd": "-", "Zs": " "}
_TOKEN = re.compile(r"[a-z0-9]+")
#: From this length on, a key is looked for across the bounds of words; a shorter one might stand there by chance.
LONG = 10


def plain(text: str) -> str:
    """Case kept; entities, percent signs, accents, other digits, look-alikes and all that is invisible resolved."""
    shown = html.unescape(unquote(text)) if "%" in text or "&" in text else text
    decomposed = unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", shown).replace("\u00ad", ""))
    return "".join(map(_one, decomposed)).translate(_ALIKE)


def _one(char: str) -> str:
    """One character in its plain form: a dash is a hyphen, a space a space, what cannot be seen is nothing."""
    if char.isascii():
        return char
    category = unicodedata.category(char)
    if category in _PLAIN:
        return _PLAIN[category]
    digit = unicodedata.digit(char, None)
    return char if digit is None else str(digit)


def squeeze(text: str) -> str:
    """Letters and digits alone, small, "ij" and "y" alike."""
    return "".join(_TOKEN.findall(plain(text).lower())).replace("ij", "y")


@dataclass(frozen=True, slots=True)
class Text:
    """A text made ready for searching. `letters`: only letters and digits, small, run together; `starts` and `ends` are
    where words begin and end in that."""

    plain: str = field(repr=False)
    low: str = field(repr=False)
    letters: str = field(repr=False)
    starts: frozenset[int] = field(repr=False)
    ends: frozenset[int] = field(repr=False)

    def holds(self, key: str) -> bool:
        """Whether this squeezed key stands there, however it is spaced: whole words, but for a long key anywhere."""
        at = self.letters.find(key)
        while key and at >= 0:
            end = at + len(key)
            if len(key) >= LONG or (at in self.starts and self._ends_word(end)):
                return True
            at = self.letters.find(key, at + 1)
        return False

    def _ends_word(self, end: int) -> bool:
        """A word may take the "s" of a genitive."""
        return end in self.ends or (end + 1 in self.ends and self.letters[end] == "s")


@lru_cache(maxsize=8)
def read(text: str) -> Text:
    """The text as `Text`; kept for a moment, since one text is searched for many values."""
    shown = plain(text)
    # In a text spelled out letter by letter, an "i" and a "j" of their own are one letter too.
    words = [word.replace("ij", "y") for word in re.sub(r"\bi\W+j\b", "y", " ".join(_TOKEN.findall(shown.lower()))).split()]
    starts: list[int] = []
    ends: list[int] = []
    length = 0
    for word in words:
        starts.append(length)
        length += len(word)
        ends.append(length)
    return Text(shown, shown.lower(), "".join(words), frozenset(starts), frozenset(ends))


_MIXED = re.compile(r"([A-Za-z0-9@$!|]+)")
_LEET = "0134578@$!|"
_LETTERS = ("oleastbasil", "oieastbasll")


@lru_cache(maxsize=8)
def without_leet(text: str) -> tuple[Text, ...]:
    """The text with figures read as the letters that they imitate (J0ke, B3rg), in both readings of 1; none where the plain
    text has nothing of the kind."""
    tables = [str.maketrans(_LEET, letters) for letters in _LETTERS]
    views = ["".join(_spelled(part, table) for part in _MIXED.split(text)) for table in tables]
    return tuple(read(view) for view in dict.fromkeys(views) if view != text)


def _spelled(word: str, table: dict[int, int]) -> str:
    """Only a word with both figures and letters, two of these at least; a number stays what it is."""
    figures = sum(char in _LEET for char in word)
    return word.translate(table) if 0 < figures <= len(word) - 2 else word
