"""Whether an e-mail address stands in a text, also as "joke (apenstaartje) mail punt example"."""

from __future__ import annotations

import re
from functools import lru_cache

from takedown.leaks.notation import Text, plain, squeeze

_SIGN = r"(?:at|apestaart(?:je)?|apenstaart(?:je)?|arroba)"
_DOT = r"(?:dot|punt|point)?"
_LETTERS = re.compile(r"[a-z0-9]+")


def stands_in(value: str, text: Text) -> bool:
    pattern = _pattern(value)
    return pattern is not None and pattern.search(_letters(text.low)) is not None


@lru_cache(maxsize=4096)
def _pattern(value: str) -> re.Pattern[str] | None:
    local, at, domain = plain(value).lower().rpartition("@")
    local = local.partition("+")[0] or local  # what stands behind a plus leads to the same mailbox
    if not at or not squeeze(local) or not squeeze(domain):
        return None
    dotted = [_DOT.join(map(squeeze, re.split(r"[^a-z0-9]+", part))) for part in (local, domain)]
    return re.compile(f"{dotted[0]}(?:plus[a-z0-9]*?)?{_SIGN}{dotted[1]}")


@lru_cache(maxsize=8)
def _letters(low: str) -> str:
    """Run together, with the sign as a word."""
    return "".join(_LETTERS.findall(re.sub(r"\+[^\s@]*@", "@", low).replace("@", " at "))).replace("ij", "y")
