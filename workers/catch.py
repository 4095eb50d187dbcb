"""What a scan catches: mentions weighed against everybody, and each finding with the sealed capture that bears it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime

from domain.due import Action, Due
from domain.errors import BadInput, NotFound, NotPermitted
from domain.evidence import Pictured, Sealed
from domain.finding import Finding, Grade
from domain.mention import Capture, Mention
from storage import captures, due, findings
from storage.vault import Db, new_id
from workers.picture import without_picture
from workers.seals import sealed_capture
from workers.services import Services

BY = "scan"


@dataclass(frozen=True, slots=True)
class Catch:
    """A finding with the capture that bears it, sealed under a name of its own: one for each whom the page is about."""

    finding: Finding
    excerpt: str = field(repr=False)
    source: str
    sealed: Sealed = field(repr=False)
    fetched_at: datetime
    pictured: Pictured = Pictured.OFF


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


def caught(
    services: Services, source: str, pages: Mapping[str, Capture], mentions: Iterable[Mention], net: Net
) -> Iterator[Catch]:
    """Every finding with its own sealed capture; the follow-up page of a record is weighed anew, it tells more."""
    for mention in mentions:
        net.worth(mention)
        for finding, excerpt in net.found[mention.place.key]:
            if finding.grade is Grade.WEAK:
                continue
            capture = replace(pages[mention.capture_id], id=new_id())
            sealed = sealed_capture(services, capture, mention.place, source)
            yield Catch(finding, excerpt, source, sealed, capture.fetched_at, without_picture(services))


def file_all(db: Db, catches: Iterable[Catch], now: datetime) -> int:
    """How many of them are new; the specialist is told if any is."""
    new = sum(_file(db, catch, now) for catch in catches)
    if new:
        due.bring_forward(db, Due(Action.TELL, "specialist", now))
    return new


def _file(db: Db, catch: Catch, now: datetime) -> bool:
    """True for a finding that is new. Whoever withdrew while we were looking is left alone."""
    finding = catch.finding
    try:
        if not findings.wants(db, finding, now, BY):
            return False
        captures.keep(db, finding.profile_id, catch.sealed, catch.fetched_at, pictured=catch.pictured)
        return findings.file(db, finding, catch.source, catch.sealed.capture_id, now, catch.excerpt, BY)
    except (NotPermitted, NotFound):
        return False
