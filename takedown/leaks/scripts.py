"""Reads a name that is written letter by letter in Cyrillic or Greek script: it still leads to the person."""

from __future__ import annotations

import re

_CYRILLIC = {
    **dict(zip("абвгдезийклмнопрстуфыэ", "abvgdeziiklmnoprstufye", strict=True)),
    **{"ё": "io", "ж": "zh", "х": "h", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "sch", "ъ": "", "ь": "", "ю": "iu", "я": "ia"},
    **{"і": "i", "ї": "i", "є": "e", "ґ": "g", "ј": "i", "ћ": "ch", "ђ": "d", "ў": "u", "ѕ": "z"},
}
_GREEK = {
    **dict(zip("αβγδεζηικλμνοπρσςτυφωθξ", "abgdeziiklmnoprsstufotk", strict=True)),
    **{
        "χ": "h",
        "ψ": "ps",
        "ά": "a",
        "έ": "e",
        "ή": "i",
        "ί": "i",
        "ό": "o",
        "ύ": "u",
        "ώ": "o",
        "ϊ": "i",
        "θ": "th",
        "ξ": "ks",
    },
}
_TABLE = {**_CYRILLIC, **_GREEK}
_TRANSLATION = str.maketrans({**_TABLE, **{letter.upper(): latin.title() for letter, latin in _TABLE.items()}})
_FOREIGN = re.compile(r"[\u0370-\u03ff\u0400-\u04ff]{2}")
#: Sounds for which one letter stands in those scripts and several in ours; the longest first.
_SAME = (("sch", "sh"), ("ij", "i"), ("oe", "u"), ("ch", "h"), ("kh", "h"), ("th", "t"), ("ph", "f"), ("ck", "k"), ("x", "ks"))
_LETTERS = str.maketrans({"w": "v", "j": "i", "y": "i", "c": "k", "q": "k", "ž": "z"})


def is_foreign(text: str) -> bool:
    """Whether something in it is written in one of these scripts."""
    return _FOREIGN.search(text) is not None


def folded(text: str) -> str:
    """The text in Latin letters, with the letters alike that those scripts do not tell apart. Capitals are kept."""
    latin = text.translate(_TRANSLATION)
    for written, sound in _SAME:
        latin = latin.replace(written, sound).replace(written.title(), sound.title()).replace(written.upper(), sound.upper())
    return "".join(_folded(char) for char in latin)


def _folded(char: str) -> str:
    low = char.lower().translate(_LETTERS)
    return low.upper() if char.isupper() else low
