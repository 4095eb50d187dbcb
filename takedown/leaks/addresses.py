"""Whether a home address stands in a text: the street, in any abbreviation, or the postcode."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from takedown.leaks.notation import Text, plain, squeeze

_POSTCODE = re.compile(r"(?<!\d)([1-9]\d{3})[\W_]*([A-Za-z])[\W_]*([A-Za-z])(?![A-Za-z])")
_STREET_NUMBER = re.compile(r"^(.+?)[ ,]+(\d\S*(?: +[^\d\s]\S*)*)$")
_GREEDY = re.compile(r"^(.+) (\d\S*(?: +[^\d\s]\S*)*)$")
#: How kinds of street are shortened.
ENDINGS = {
    "straat": ("str",),
    "laan": ("ln",),
    "plein": ("pln", "pl"),
    "weg": ("wg",),
    "singel": ("sngl", "sgl"),
    "gracht": ("gr",),
    "kade": ("kd",),
    "dijk": ("dk",),
    "hof": (),
    "pad": (),
    "park": (),
    "dreef": ("dr",),
    "steeg": ("stg",),
    "baan": ("bn",),
    "markt": ("mkt",),
    "wal": (),
    "haven": ("hvn",),
}
TITLES = {
    "burgemeester": ("burg", "burgem", "bgm"),
    "dokter": ("dr",),
    "doctor": ("dr",),
    "professor": ("prof",),
    "sint": ("st",),
    "prins": ("pr",),
    "prinses": ("pr", "prs"),
    "koningin": ("kon",),
    "koning": ("kon",),
    "generaal": ("gen",),
    "admiraal": ("adm",),
    "pastoor": ("past",),
    "dominee": ("ds",),
    "ingenieur": ("ir",),
    "graaf": ("gr",),
    "meester": ("mr",),
}
_ARTICLES = frozenset({"de", "het", "t", "'t", "the"})


def stands_in(value: str, text: Text, known: Text) -> bool:
    """`known`: the text without the names of organisations; a street without its number is sought there."""
    postcode, street, number = parts_of(value)
    if postcode and _postcode_stands(postcode, text):
        return True
    if not street:
        return False
    seen = known if not generic(street) else None
    there = [key for key in _street_keys(street) if key in text.letters]
    return any((seen is not None and seen.holds(key)) or _numbered(key, number, text) for key in there)


@lru_cache(maxsize=4096)
def parts_of(value: str) -> tuple[str, str, str]:
    """(postcode, street, number) of an address on one line; what is missing is empty."""
    found = _POSTCODE.search(value)
    postcode = f"{found[1]}{found[2]}{found[3]}".lower() if found else ""
    line = value.partition(",")[0].strip()
    numbered = _GREEDY.match(line) or _STREET_NUMBER.match(line)
    if numbered:
        return postcode, numbered[1].strip(" ,"), numbered[2]
    return postcode, "" if _POSTCODE.match(line) else line, ""


def _postcode_stands(postcode: str, text: Text) -> bool:
    return any("".join(found.groups()).lower() == postcode for found in _POSTCODE.finditer(text.plain))


def generic(street: str) -> bool:
    """A street that is called like any word ("Plein", "De Meent") gives nothing away without its number."""
    words = [word for word in plain(street).lower().split() if word not in _ARTICLES]
    return not words or (len(words) == 1 and not any(_endings(words[0])))


@lru_cache(maxsize=4096)
def _street_keys(street: str) -> tuple[str, ...]:
    """The street run together, as written and shortened or written out in front, behind or both."""
    shown = plain(street).lower()
    spellings = [spelling for front in _fronts(shown) for spelling in (front, *_endings(front))]
    return tuple(dict.fromkeys(map(squeeze, spellings)))


def _fronts(street: str) -> Iterator[str]:
    """With the title in front as written, shortened, or written out."""
    yield street
    head, _, rest = street.partition(" ")
    for whole, shorts in TITLES.items():
        if rest and head.rstrip(".") in (whole, *shorts):
            yield from (f"{form} {rest}" for form in (whole, *shorts))


def _endings(street: str) -> Iterator[str]:
    """With its kind shortened or written out; nothing where it has none ("Plein" itself is no kind of anything)."""
    bare = street.rstrip(".")
    for ending, shorts in ENDINGS.items():
        for written in (ending, *(shorts if bare != street else ())):
            stem = bare.removesuffix(written)
            if stem not in {bare, ""}:
                yield from (f"{stem}{form}" for form in (ending, *shorts))


def _numbered(key: str, number: str, text: Text) -> bool:
    """The street with its house number, before or behind."""
    digits = re.match(r"\d+", number)
    if not digits:
        return False
    joined = (f"{key}{word}{digits[0]}" for word in ("", "nr", "no", "nummer", "huisnummer", "number"))
    return any(text.holds(form) or _runs_on(form, text) for form in (*joined, f"{digits[0]}{key}"))


def _runs_on(form: str, text: Text) -> bool:
    """The number may be followed at once by its addition: 8bis."""
    return any(
        found.start() in text.starts and (found.end() == len(text.letters) or not text.letters[found.end()].isdigit())
        for found in re.finditer(re.escape(form), text.letters)
    )
