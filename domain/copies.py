"""Sources that belong together: where a record may stand a second time, and from whom a source takes its records."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from domain.mention import Place
from domain.source import Source


@dataclass(frozen=True, slots=True)
class Known:
    """A place at which something was found, and the source that says so. `id`: whatever the caller knows it by."""

    id: str
    source: str
    place: Place = field(repr=False)


def copies(source: Source, place: Place) -> tuple[Place, ...]:
    """Where the same record stands if the source's mirrors show it: the same path at their hosts. Only a look tells whether."""
    parts = urlsplit(place.url)
    if parts.netloc not in (*source.hosts, *source.variants):
        return ()
    return tuple(Place(parts._replace(netloc=host).geturl(), place.record_id) for host in source.mirrors)


def perhaps(place: Place, sources: Iterable[Source]) -> tuple[Place, ...]:
    """Where the same record may stand: the same path at every host that some source puts together with this one."""
    parts = urlsplit(place.url)
    families = [(*one.hosts, *one.variants, *one.mirrors) for one in sources if one.mirrors]
    hosts = {host for family in families if parts.netloc in family for host in family} - {parts.netloc}
    return tuple(Place(parts._replace(netloc=host).geturl(), place.record_id) for host in sorted(hosts))


def same_record(one: Known, others: Iterable[Known], sources: Mapping[str, Source]) -> tuple[Known, ...]:
    """Those of the others that are this record once more: one of the two sources names the other's host as its mirror."""
    return tuple(
        other for other in others if other.id != one.id and (_copies(one, other, sources) or _copies(other, one, sources))
    )


def _copies(one: Known, other: Known, sources: Mapping[str, Source]) -> bool:
    source = sources.get(one.source)
    return source is not None and other.place.key in {place.key for place in copies(source, one.place)}
