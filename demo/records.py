"""What a letter or a form names on the site of the one who reads it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from urllib.parse import urlsplit

from demo.site import Site

_ADDRESS = re.compile(r"https?://[^\s<>\"'()\[\]]+")


def records_in(sites: Mapping[str, Site], slug: str, text: str) -> tuple[str, ...]:
    """Each record once, in their order. Who has no site of its own reads about everybody's."""
    everybody = all(site.slug != slug for site in sites.values())
    found: dict[str, None] = {}
    for written in _ADDRESS.findall(text):
        place = urlsplit(written.rstrip(".,;:"))
        site = sites.get((place.hostname or "").removeprefix("www."))
        if site is not None and (everybody or site.slug == slug) and (record := site.record_of(place.path, place.fragment)):
            found[record] = None
    return tuple(found)
