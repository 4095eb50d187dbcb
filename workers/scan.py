"""Asks one source: about one employee (a search watch), or page by page against everybody (a site watch).

Load: the watch, and the identity for the purpose SCAN. Compute: ask, match, seal. Save: all in one transaction; the crawl of
a site every few pages (`site`).
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from domain.due import Action, Due
from domain.errors import Unclear
from domain.permission import Kinds
from domain.profile import Profile, Purpose
from domain.query import Query
from domain.source import Source
from domain.watch import Watch
from scanner.queries import queries
from scanner.scan import scan
from scanner.scanned import Scan
from storage import due, permissions, watches
from storage.due import Taken
from storage.vault import Db
from workers import tallies
from workers.canaries import heard
from workers.catch import BY, Net, caught, file_all
from workers.lease import leased
from workers.services import Services
from workers.site import SiteCrawl
from workers.ways import way_to

#: A source that could not be asked for such a reason is asked again soon, not only at its next routine date.
TRANSIENT = frozenset({Unclear.BLOCKED, Unclear.NETWORK, Unclear.SERVER_ERROR, Unclear.TOO_SLOW, Unclear.ROBOTS})
_SOONER = timedelta(hours=6)


def act(services: Services, taken: Taken) -> None:
    watch, source, profile, held_back = _load(services, taken)
    if source.asks:
        _ask(services, taken, watch, source, profile, held_back)
    else:
        _crawl(services, taken, watch, source)


def _ask(services: Services, taken: Taken, watch: Watch, source: Source, profile: Profile | None, held_back: Kinds) -> None:
    net = Net(services)
    scanned = scan(source, profile, leased(services, taken, way_to(services, source)), worth=net.worth)
    if held_back and not scanned.asked and scanned.healthy:  # it said nothing, because nothing might be said to it
        scanned = replace(scanned, reason=Unclear.WITHHELD)
    pages = {capture.id: capture for capture in scanned.captures}
    catches = tuple(caught(services, source.slug, pages, scanned.mentions, net))
    looked = [(page.place, page.digest, page.verdict.value) for page in scanned.looked]
    with services.vault.begin() as db:
        _save(services, db, taken, watch, scanned, looked, file_all(db, catches, services.now()))
    tallies.scan(source.slug, scanned.verdict, scanned.reason)


def _crawl(services: Services, taken: Taken, watch: Watch, source: Source) -> None:
    crawl = SiteCrawl(services, taken, watch, source)
    scanned = crawl.run()
    with services.vault.begin() as db:
        _save(services, db, taken, watch, scanned, crawl.end(db), crawl.found)
    tallies.scan(source.slug, scanned.verdict, scanned.reason)


def _load(services: Services, taken: Taken) -> tuple[Watch, Source, Profile | None, Kinds]:
    now = services.now()
    with services.vault.begin() as db:
        due.hold(db, taken)
        watch = watches.get(db, taken.thing)
        source = services.source(watch.source)
        profile, held_back = _to_ask(db, source, watch.profile_id, now)
        _disclose(db, watch, queries(source, profile) if profile and source.asks else (), now)
        services.crowd.refresh(db, now)
    return watch, source, profile, held_back


def _to_ask(db: Db, source: Source, profile_id: str | None, now: datetime) -> tuple[Profile | None, Kinds]:
    """As much of the identity as this source may be told; nobody for a site, which is asked about nobody."""
    return permissions.open_to_ask(db, source, profile_id, now, BY) if profile_id else (None, frozenset())


def _disclose(db: Db, watch: Watch, asked: tuple[Query, ...], now: datetime) -> None:
    """What is about to be told, written down before it is: a crash afterwards must not leave it unsaid."""
    for kinds in dict.fromkeys(query.discloses for query in asked):
        watches.disclose(db, watch.profile_id or "", watch.source, kinds, Purpose.SCAN, now)


def _save(
    services: Services, db: Db, taken: Taken, watch: Watch, scanned: Scan, looked: list[tuple[str, str, str]], new: int
) -> None:
    now = services.now()
    following = watches.save_scan(db, watch, now, scanned.verdict, scanned.reason, scanned.version, looked, new)
    heard(db, scanned.source, scanned.version, scanned.ill, now)
    if scanned.reason in TRANSIENT:
        following = Due(Action.SCAN, watch.id, min(following.at, now + _SOONER))
    due.settle(db, taken, following)
