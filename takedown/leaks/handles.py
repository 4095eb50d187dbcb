"""Whether an account's name stands in a text: as a word of its own, with or without its @."""

from __future__ import annotations

import re

from takedown.leaks.notation import LONG, Text, plain, squeeze
from takedown.leaks.ordinary import ordinary_runs


def stands_in(value: str, text: Text) -> bool:
    """A long one also when it is spaced or glued to something else; one that is a word of our letters only with its @."""
    key = squeeze(value)
    if len(key) >= LONG:
        return text.holds(key)
    word = re.escape(plain(value).lower().lstrip("@"))
    sign = "@" if key in ordinary_runs() else "@?"
    return bool(word) and (re.search(rf"(?<![a-z0-9]){sign}{word}(?![a-z0-9])", text.low) is not None or _spelled(key, text))


def _spelled(key: str, text: Text) -> bool:
    """Also written otherwise ("joke_b_71"), unless it is all letters and so might be a phrase."""
    return len(key) >= 5 and not key.isalpha() and text.holds(key)
