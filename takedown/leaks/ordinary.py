"""The words of our own letters: a name that looks like one of them says nothing by itself."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from takedown.leaks.notation import squeeze

ROOM = Path(__file__).parents[1]
_CODE = re.compile(r"\{[{%#].*?[}%#]\}", re.DOTALL)
_CAPITAL = re.compile(r"[A-Z][A-Za-z]*")
#: So many words of a letter run together may look like a short name: "are in" like A. Rein.
TOGETHER = 4


@cache
def _letters() -> tuple[str, ...]:
    """The letters without their fields; read from the files, so that a new route brings its own words."""
    return tuple(_CODE.sub(" ", path.read_text(encoding="utf-8")) for path in sorted(ROOM.glob("**/*.j2")))


@cache
def ordinary_words() -> frozenset[str]:
    """Those that begin with a capital somewhere, in small letters."""
    return frozenset(word.lower() for letter in _letters() for word in _CAPITAL.findall(letter))


@cache
def ordinary_runs() -> frozenset[str]:
    """Up to four words that follow each other, run together; also without a last "s", which might be a genitive's."""
    runs: set[str] = set()
    for letter in _letters():
        words = [squeeze(word) for word in letter.split()]
        for start in range(len(words)):
            runs |= {"".join(words[start:end]) for end in range(start + 1, start + 1 + TOGETHER)}
    return frozenset(runs | {run.removesuffix("s") for run in runs})
