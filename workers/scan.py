"""Asks one source: about one employee (a search watch), or page by page against everybody (a site watch).

Load: the watch, and the identity for the purpose SCAN. Compute: ask, match, seal. Save: all in one transaction.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from domain.due import Action, Due
from domain.errors import BadInput, NotFound, NotPermitted, Unclear
from domain.evidence import Sealed
from domain.finding import Finding, Grade
from domain.mention import Mention
from domain.profile import Profile, Purpose
from domain.query import Query
from domain.source import Source
from domain.watch import Watch
from scanner.queries import queries
from scanner.scan import scan
from scanner.scanned import Scan
from storage import captures, due, findings, profiles, watches
from storage.due import Taken
from storage.vault import Db, new_id
from workers.canaries import heard
from workers.lease import leased
from workers.seals import sealed_capture
from workers.services import Services

BY = "scan"
#: A source that could not be asked for such a reason is asked again soon, not only at its next routine date.
TRANSIENT = frozenset({Unclear.BLOCKED, Unclear.NETWORK, Unclear.SERVER_ERROR, Unclear.TOO_SLOW, Unclear.ROBOTS})
_SOONER = timedelta(hours=6)


@dataclass(frozen=True, slots=True)
class Catch:
    """A finding with the capture that bears it, sealed under a name of its own: one for each whom the page is about."""

    finding: Finding
    excerpt: str = field(repr=False)
    source: str
    sealed: Sealed = field(repr=False)
    fetched_at: datetime


class Net:
    """Weighs each mention once, while the scan goes on; keeps what it found."""

    def __init__(self, services: Services) -> None:
        self._services = services
        self.found: dict[str, list[tuple[Finding, str]]] = {}

    def worth(self, mention: Mention) -> bool:
        """Whether the mention may be about anybody enrolled: a full name alone is worth reading on, though not worth keeping.
        A page that cannot be read is about nobody we can tell."""
        try:
            self.found[mention.place.key] = self._services.crowd.findings(mention, self._services.now().date())
        except BadInput:
            self.found[mention.place.key] = []
        return bool(self.found[mention.place.key])


def act(services: Services, taken: Taken) -> None:
    watch, source, profile = _load(services, taken)
    net = Net(services)
    fetch = leased(services, taken)
    scanned = scan(source, profile, fetch, worth=net.worth, sitemaps=services.http.robots_sitemaps)
    catches = tuple(_caught(services, scanned, net))
    with services.vault.begin() as db:
        _save(services, db, taken, watch, scanned, catches)


def _load(services: Services, taken: Taken) -> tuple[Watch, Source, Profile | None]:
    now = services.now()
    with services.vault.begin() as db:
        due.hold(db, taken)
        watch = watches.get(db, taken.thing)
        source = services.source(watch.source)
        profile = profiles.open_for(db, Purpose.SCAN, watch.profile_id, now, BY) if watch.profile_id else None
        _disclose(db, watch, queries(source, profile) if profile and source.asks else (), now)
        services.crowd.refresh(db, now)
    return watch, source, profile


def _disclose(db: Db, watch: Watch, asked: tuple[Query, ...], now: datetime) -> None:
    """What is about to be told, written down before it is: a crash afterwards must not leave it unsaid."""
    for kinds in dict.fromkeys(query.discloses for query in asked):
        watches.disclose(db, watch.profile_id or "", watch.source, kinds, Purpose.SCAN, now)


def _caught(services: Services, scanned: Scan, net: Net) -> Iterator[Catch]:
    """Every finding with its own sealed capture; the follow-up page of a record is weighed anew, it tells more."""
    pages = {capture.id: capture for capture in scanned.captures}
    for mention in scanned.mentions:
        net.worth(mention)
        for finding, excerpt in net.found[mention.place.key]:
            if finding.grade is Grade.WEAK:
                continue
            capture = replace(pages[mention.capture_id], id=new_id())
            sealed = sealed_capture(services, capture, mention.place, scanned.source)
            yield Catch(finding, excerpt, scanned.source, sealed, capture.fetched_at)


def _save(services: Services, db: Db, taken: Taken, watch: Watch, scanned: Scan, catches: tuple[Catch, ...]) -> None:
    now = services.now()
    new = sum(_file(db, catch, now) for catch in catches)
    looked = [(page.place, page.digest, page.verdict.value) for page in scanned.looked]
    following = watches.save_scan(db, watch, now, scanned.verdict, scanned.reason, scanned.version, looked, new)
    heard(db, scanned.source, scanned.version, scanned.ill, now)
    if new:
        due.bring_forward(db, Due(Action.TELL, "specialist", now))
    if scanned.reason in TRANSIENT:
        following = Due(Action.SCAN, watch.id, min(following.at, now + _SOONER))
    due.settle(db, taken, following)


def _file(db: Db, catch: Catch, now: datetime) -> bool:
    """True for a finding that is new. Whoever withdrew while we were looking is left alone."""
    finding = catch.finding
    try:
        if not findings.wants(db, finding, now, BY):
            return False
        captures.keep(db, finding.profile_id, catch.sealed, catch.fetched_at)
        return findings.file(db, finding, catch.source, catch.sealed.capture_id, now, catch.excerpt, BY)
    except (NotPermitted, NotFound):
        return False
