"""The one exception to gate G6, made explicit: a delisting names the name that is searched for, once, on its own line."""

from __future__ import annotations

import re

from takedown.elements import search_names
from takedown.facts import Facts

_LINE = re.compile(r"^(?:Zoekopdracht|Search): (?P<names>.*)$", re.MULTILINE)
MASK = "[search name]"


def without_exception(facts: Facts) -> str:
    """The letter's text, with the name that this route may carry taken out of its line; every other place keeps it, and a
    second such line as well."""
    text = facts.takedown.text
    allowed = {f'"{name}"' for name in search_names(facts)}
    line = _LINE.search(text)
    if line is None or not allowed:
        return text
    left = ", ".join(name for name in line["names"].split(", ") if name not in allowed)
    return f"{text[: line.start('names')]}{left or MASK}{text[line.end('names') :]}"
