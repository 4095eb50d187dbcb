"""What the attributes of an element tell that its text does not: microformats (`<abbr title>`, `<data value>`), microdata and
RDFa (`content`), labels for screen readers, what a form is filled in with, numbers kept for a script (`data-phone`)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from selectolax.lexbor import LexborHTMLParser

from matchers.links import link_text

_LONGEST: Final = 300  # characters: what is longer is no name, number or address
_FOR_SCRIPTS: Final = (
    *("phone", "tel", "telephone", "mobile", "gsm", "number", "email", "mail", "name", "fullname", "firstname", "lastname"),
    *("address", "author", "user", "username"),
)
_ANYWHERE: Final = frozenset(("title", "aria-label", *(f"data-{name}" for name in _FOR_SCRIPTS)))
_OF_ONE: Final = {"data": "value", "time": "datetime", "input": "value", "abbr": "title", "meta": "content", "area": "alt"}
_LINKS: Final = frozenset(("link", "area"))

#: Elements that a walk always asks: there are few of them.
TELLING: Final = frozenset((*_OF_ONE, *_LINKS, "button"))
#: Which others it asks, by the parser's own engine. Every name here costs a hundredth of the time of reading a page.
_ASKED: Final = "[title],[aria-label],[content],[data-phone],[data-tel],[data-email]"
_NO_TEXT_INPUTS: Final = frozenset(("submit", "button", "reset", "checkbox", "radio", "image", "password", "range", "color"))
_TELLS: Final = re.compile(r"\w")
_ABOUT: Final = ("itemprop", "property", "class", "name")
_BIRTH: Final = re.compile(r"birth|bday", re.IGNORECASE)


def asked(tree: LexborHTMLParser) -> set[int]:
    """The elements with attributes that are read, but for those of TELLING, by `mem_id`."""
    return {node.mem_id for node in tree.css(_ASKED)}


def told(tag: str, attributes: Mapping[str, str | None]) -> list[str]:
    """The texts in an element's attributes, none twice; a date of birth says so."""
    own = "" if tag == "input" and attributes.get("type") in _NO_TEXT_INPUTS else _OF_ONE.get(tag, "content")
    found = [value for name, value in attributes.items() if value and (name == own or name in _ANYWHERE)]
    if tag in _LINKS:
        found.append(link_text(attributes.get("href") or ""))
    if not found:
        return found
    label = "geboren: " if _BIRTH.search(" ".join([attributes.get(name) or "" for name in _ABOUT])) else ""
    return [f"{label}{value}" for value in dict.fromkeys(found) if len(value) <= _LONGEST and _TELLS.search(value)]
