"""Whether a whole site has ceased to exist: a proof of its own, since nothing on it can say so (takedown.md §2.3, i0).

A connection that fails proves nothing, and a 404 for every address very little. That there is no such name does, if two name
services say so at the same moment and of each name under which the site is known; so does its registry's word.
"""

from __future__ import annotations

from domain.mention import Place
from domain.ports import Exists, Registered
from domain.source import Source
from scanner.urls import host_of

_SERVICES = 2


def site_gone(source: Source | None, place: Place, exists: Exists | None, registered: Registered | None) -> bool:
    names = [name.partition(":")[0] for name in _names(source, host_of(place.url))]
    if registered is not None and all(registered(name) is False for name in names):
        return True
    return exists is not None and all(no_such_name(exists(name)) for name in names)


def no_such_name(answers: tuple[bool | None, ...]) -> bool:
    """Two services at least, and none that says otherwise or nothing."""
    return len(answers) >= _SERVICES and all(answer is False for answer in answers)


def _names(source: Source | None, host: str) -> tuple[str, ...]:
    """The host, with and without www, and what else the site is called: one of them that exists may still show the place."""
    known = (*source.hosts, *source.variants) if source is not None and host in (*source.hosts, *source.variants) else ()
    bare = host.removeprefix("www.")
    return tuple(dict.fromkeys((host, bare, *known)))
