"""The other ways in which passports, typewriters and clerks write one name."""

from __future__ import annotations

import unicodedata
from typing import Final

from matchers.fold import words

#: Letters that passports and keyboards without accents write as two.
_WRITTEN_OUT: Final = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "å": "aa", "ø": "oe", "đ": "dj"})


def of(name: str) -> set[tuple[str, ...]]:
    """The name with its letters written out or taken together: ij and y, umlaut and e, dj and đ. Pages are read without
    accents, so that here `u` stands for `ü` too."""
    low = unicodedata.normalize("NFC", name).lower()
    spelled = {low, low.translate(_WRITTEN_OUT), low.replace("ue", "u"), low.replace("dj", "d")}
    if low.startswith("oe") or "ue" in low:  # else it is the Dutch oe
        spelled.add(low.replace("ue", "u").replace("oe", "o"))
    spelled |= {one.replace("ij", "y") for one in spelled} | {one.replace("y", "ij") for one in spelled}
    return {tuple(words(one)) for one in spelled}


def joined(surname: tuple[str, ...], prefix: tuple[str, ...]) -> set[str]:
    """Surname and prefix as one word, the prefix whole or by its initials."""
    whole = "".join(surname)
    written = {whole} if len(surname) > 1 else set()
    if prefix:
        written |= {"".join(prefix) + whole, "".join(part[0] for part in prefix) + whole}
    return written
