"""Looks for one person in every source that is switched on, in memory; nothing is stored."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date

from domain.errors import BadInput
from domain.finding import Finding
from domain.mention import Mention
from domain.permission import withheld, without
from domain.ports import Fetch
from domain.profile import Profile
from domain.source import Source
from matchers import Index, find, read_page
from scanner.crawl import Sitemaps
from scanner.scan import scan
from scanner.scanned import Scan


@dataclass(frozen=True, slots=True)
class Looked:
    """What one source said: the scan, and what in it is about the person, best first."""

    source: Source
    scan: Scan
    found: tuple[Finding, ...] = field(repr=False)


def look_everywhere(
    sources: Iterable[Source],
    profile: Profile,
    told: Container[str],
    index: Index,
    way_to: Callable[[Source], Fetch],
    sitemaps: Sitemaps,
    today: date,
    before: Callable[[Source], None],
) -> Iterator[Looked]:
    """One after another; `before` is told which comes next. `index` holds this profile alone. `told`: the sources that may hear
    what they would learn by it; the others get a profile without."""
    for source in sources:
        before(source)
        known = without(profile, withheld(source, frozenset(source.learns if source.slug in told else ())))
        scanned = scan(
            source, known, way_to(source), worth=lambda mention: bool(about(index, mention, today)), sitemaps=sitemaps
        )
        found = [finding for mention in scanned.mentions for finding in about(index, mention, today)]
        yield Looked(source, scanned, tuple(sorted(found, key=lambda finding: -finding.score)))


def about(index: Index, mention: Mention, today: date) -> tuple[Finding, ...]:
    """A page that cannot be read is about nobody we can tell."""
    kind = mention.media_type
    try:
        page = read_page(mention.markup, kind.partition(";")[0].strip().lower(), kind)
    except BadInput:
        return ()
    return find(index, page, mention.place, record=mention.record, today=today)
