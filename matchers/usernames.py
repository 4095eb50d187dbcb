"""Handles: the name somebody goes by on a platform, bare, behind an @, or in the address of an account.

A handle that is long enough or holds a digit stands for itself; one that could be a word counts only where it is marked."""

from __future__ import annotations

import re
from typing import Final

from domain.profile import Profile
from matchers.fold import words
from matchers.population import Population

_CALLED: Final = (
    "user(?:name)?|gebruiker(?:snaam)?|nick(?:name)?|alias|handle|profiel|account|insta(?:gram)?|twitter|snap(?:chat)?|github|"
    "tiktok|discord|steam"
)
_LABEL: Final = re.compile(rf"(?:@|/|~|=|(?:{_CALLED}) ?[:=]? ?)$", re.IGNORECASE)
#: What shows, behind a name, that it is the part of an e-mail address in front of the sign, however that is written.
_ADDRESS: Final = re.compile(
    r" ?[\[({<] ?(?:at|a|@|ape(?:n)?staart(?:je)?|dot|punt|\.) ?[\])}>]| ape(?:n)?staart(?:je)?\b| (?:dot|punt) |[_-]at[_-]"
    r"| ?@ ?[a-z0-9-]+ ?[.\[({<]| (?:@|at) [a-z0-9-]+(?:\.[a-z]| ?[\[({<] ?(?:dot|punt|\.)| (?:dot|punt) )",
    re.IGNORECASE,
)
_LONG: Final = 8


def canonical(handle: str) -> str:
    return handle.strip().lstrip("@").lower()


def of(profile: Profile) -> tuple[str, ...]:
    """The handles of a profile, each once."""
    return tuple(dict.fromkeys(filter(None, map(canonical, profile.handles))))


def is_distinctive(handle: str, population: Population) -> bool:
    """Whether hardly anybody else would come upon it: eight or more characters with a digit or underscore; never a name."""
    if handle in population.surnames or handle in population.given:
        return False
    return len(handle) >= _LONG and any(not one.isalpha() for one in handle)


def is_word(handle: str, population: Population) -> bool:
    """Whether it might stand in a text without being a handle."""
    letters = "".join(words(handle))
    return handle.isalpha() and (len(handle) < _LONG or letters in population.surnames or letters in population.given)


def stands_at(text: str, start: int, handle: str, word: bool) -> bool:
    """Whether exactly this handle stands at this offset of the folded text: not as part of a longer one, nor as the part
    of an e-mail address, also a spelled one; where it could be a word, only if something marks it as a handle."""
    end = start + len(handle)
    if text[start:end].lower() != handle:
        return False
    before, after = text[max(0, start - 1) : start], text[end : end + 2]
    if before and (before.isalnum() or before in "_." or (before == "-" and start > 1 and text[start - 2].isalnum())):
        return False
    if after and (after[0].isalnum() or after[0] in "_@" or (after[0] in ".-" and after[1:].isalnum())):
        return False
    if (before == "@" and start > 1 and text[start - 2].isalnum()) or _ADDRESS.match(text, end):
        return False  # the domain of an e-mail address, or what stands in front of its sign
    return not word or bool(_LABEL.search(text[max(0, start - 20) : start]))
