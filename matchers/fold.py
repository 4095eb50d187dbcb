"""What makes spellings comparable: text to plain lower-case words, with the way back to the page's own characters.

Folded are case, diacritics (composed or not), full-width, boxed, small-capital and mathematical letters, letters of other
scripts that look Latin, digits of other scripts, invisible characters, and digits or signs that stand for letters inside a
word (leet)."""

from __future__ import annotations

import codecs
import re
import unicodedata
from bisect import bisect_right
from collections.abc import Container, Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

import numpy as np

#: Cyrillic and Greek letters that look like a Latin one, and letters that no normal form takes apart.
_LOOKALIKES: Final = str.maketrans(
    "АВЕЅІЈКМНОРСТУХаеѕіјорсухԁԛԝһΑΒΕΖΗΙΚΜΝΟΡΤΥΧαικνορυχɡıłŁđĐøØ–—−‐‑‒―⁄’‘‛′ʼ`“”„",
    "ABESIJKMHOPCTYXaesijopcyxdqwhABEZHIKMNOPTYXaiKvopuxgilLdDoO-------/''''''" + '"""',
)
_WRITTEN: Final = {
    "ß": "ss", "ẞ": "SS", "æ": "ae", "Æ": "AE", "œ": "oe", "Œ": "OE", "þ": "th", "Þ": "TH",
    "ð": "d", "Ð": "D", "ĳ": "ij", "Ĳ": "IJ",
    "ŋ": "n", "Ŋ": "N", "ə": "e", "Ə": "E", "ɑ": "a", "ɩ": "i", "ƿ": "w", "ʻ": "'", "ʿ": "'", "ʾ": "'",
    "\x85": " ", "\u2800": " ", "\u115f": "", "\u1160": "", "\u3164": "", "\uffa0": "",
}  # fmt: skip
#: What Unicode calls a Latin letter in whatever dress: with a hook, a small capital, in a box, in brackets.
_LATIN: Final = re.compile(
    r"(?:.* )?LATIN(?: SUBSCRIPT)?(?: (?P<case>SMALL|CAPITAL))? LETTER (?:SMALL CAPITAL )?"
    r"(?:OPEN |DOTLESS |SCRIPT |INSULAR |BARRED )?(?P<letter>[A-Z])(?: WITH .*)?"
)
_MONEY: Final = "€"  # a letter where it stands in a word
_UNKNOWN: Final = "?"  # a letter of another script: ends a word, is none
_ERRORS: Final = "luwte-fold"

#: lower case; everything but letters and digits becomes a space
_WORDS: Final = bytes(
    byte + 32 if 65 <= byte <= 90 else byte if chr(byte).isalnum() and byte < 128 else 32 for byte in range(256)
)
_LEET: Final = str.maketrans("0134578@$", "oieastbas")
_LAST_OF_ASCII: Final = 127
#: A sign inside a word; each pattern begins with one plain character, which is looked for many times faster than a class is.
_SIGNS: Final = tuple(
    re.compile(rf"{sign}(?<=[A-Za-z]{sign})[A-Za-z]{{0,30}}(?![\w@]|\.\w|-[\w-]*\.)") for sign in ("@", r"\$")
)
_NOT_BEFORE: Final = frozenset("._@0123456789")
_LONGEST_WORD: Final = 30
_SHORTEST_LEET: Final = 3
_SHORTEST_MASKED: Final = 5  # letters and digits of a word that no table knows
_MASKED: Final = re.compile(r"[a-z]+(?:\d{1,2}[a-z]+)+\d?")


@lru_cache(maxsize=20_000)
def _ascii(character: str) -> str:
    if character in _WRITTEN:
        return _WRITTEN[character]
    if (digit := unicodedata.digit(character, None)) is not None:
        return str(digit)
    if character == _MONEY:
        return _UNKNOWN
    plain = unicodedata.normalize("NFKD", character.translate(_LOOKALIKES)).translate(_LOOKALIKES)
    kept = "".join(part for part in plain if part < "\x80")
    if kept and not (len(kept) == 3 and kept[0] == "("):  # a letter in brackets is one
        return " " if kept.isspace() else kept
    return "" if unicodedata.category(character) in {"Mn", "Me", "Cf", "Cc"} else _by_name(character)


def _by_name(character: str) -> str:
    """The Latin letter that Unicode's name of the character tells of."""
    found = _LATIN.fullmatch(unicodedata.name(character, ""))
    if found is None:
        return _UNKNOWN
    return found["letter"] if found["case"] == "CAPITAL" else found["letter"].lower()


@lru_cache(maxsize=20_000)
def _ascii_run(run: str) -> str:
    return "".join(map(_ascii, run))


def _on_error(error: UnicodeError) -> tuple[str, int]:
    assert isinstance(error, UnicodeEncodeError)
    run = error.object[error.start : error.end]
    if run == _MONEY:
        around = error.object[max(0, error.start - 1) : error.start] + error.object[error.end : error.end + 1]
        return "e" if around.strip().isalpha() else _UNKNOWN, error.end
    return _ascii_run(run), error.end


codecs.register_error(_ERRORS, _on_error)


def fold(text: str) -> str:
    """The text in ASCII, case kept; may be shorter or longer than what it was made from."""
    return text.encode("ascii", _ERRORS).decode("ascii")


def words(text: str) -> list[str]:
    """The text's words as the index knows them: folded, lower case, letters and digits only."""
    return text.encode("ascii", _ERRORS).translate(_WORDS).decode("ascii").split()


def spelled_out(word: str) -> str:
    """A word with its leet digits read as letters: `j4ns3n` is `jansen`."""
    return word.translate(_LEET)


def unmasked(vocabulary: Iterable[str], *known: Container[str]) -> dict[str, str]:
    """Of the words with digits for letters what they spell: a known name or prefix (`v4n`, `8erg`), or, since no table holds
    every name, what has all its digits inside (`g4ng4ram`). Numbers, years behind a name and house numbers stay what they
    are. Give it tables of the population, never the names of those enrolled: what one page says of somebody may not depend
    on who else is."""
    odd = [word for word in vocabulary if not word.isalpha() and not word.isdigit() and _mostly_letters(word)]
    return {word: read for word in odd if (read := _read(word, known))}


def _read(word: str, known: tuple[Container[str], ...]) -> str:
    """The letters behind the digits, the 1 as an i or an l; empty where nothing says that the word is masked."""
    for plain in (spelled_out(word), spelled_out(word.replace("1", "l"))):
        if any(plain in names for names in known):
            return plain
    plain = spelled_out(word)
    masked = len(word) >= _SHORTEST_MASKED and _MASKED.fullmatch(word)
    return plain if masked and plain.isalpha() else ""


def _mostly_letters(word: str) -> bool:
    return len(word) >= _SHORTEST_LEET and 2 * sum(map(str.isalpha, word)) > len(word)


@dataclass(frozen=True, slots=True)
class Folded:
    """A text made comparable. `ascii` keeps case and marks; `low` has the same length, words only. All offsets inside
    the matchers count characters of these two; `Offsets` leads back."""

    ascii: str
    low: str

    @classmethod
    def of(cls, text: str) -> Folded:
        data = text.encode("ascii", _ERRORS)
        ascii_text = data.decode("ascii")
        low = data.translate(_WORDS).decode("ascii")
        if "$" in ascii_text or "@" in ascii_text:
            low = _signs_read(ascii_text, low)
        return cls(ascii_text, low)


def _signs_read(ascii_text: str, low: str) -> str:
    """`J@n` and `Jan$en` as words; an e-mail address stays what it is."""
    pieces, done = [], 0
    for at, end in sorted(hit.span() for sign in _SIGNS for hit in sign.finditer(ascii_text)):
        start = at
        while start > done and at - start < _LONGEST_WORD and ascii_text[start - 1].isalpha():
            start -= 1
        if start < at and ascii_text[start - 1 : start] not in _NOT_BEFORE:
            pieces += [low[done:start], ascii_text[start:end].lower().translate(_LEET)]
            done = end
    return "".join((*pieces, low[done:]))


def _beyond_ascii(text: str) -> list[int]:
    """Where characters stand that are no ASCII."""
    if text.isascii():
        return []
    found: list[int] = (
        (np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype=np.uint32) > _LAST_OF_ASCII).nonzero()[0].tolist()
    )
    return found


class Offsets:
    """The way from a folded offset back to the character of the text; made only for pages that report something."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._folded, self._source = [0], [0]  # pieces in which both run side by side, or that come from one character
        shift = 0
        for position in _beyond_ascii(text):
            length = len(_ascii(text[position]))
            if length != 1:
                self._folded += [position + shift, position + shift + length]
                self._source += [position, position + 1]
                shift += length - 1

    def start(self, offset: int) -> int:
        """The text offset of the character that gave the folded character at `offset`."""
        piece = bisect_right(self._folded, offset) - 1
        source = self._source[piece] + offset - self._folded[piece]
        if piece + 1 < len(self._source):
            return min(source, max(self._source[piece], self._source[piece + 1] - 1))
        return source

    def end(self, offset: int) -> int:
        """The text offset just behind the last folded character before `offset`, its loose accents included."""
        end = self.start(offset - 1) + 1
        while end < len(self._text) and unicodedata.combining(self._text[end]):
            end += 1
        return end
