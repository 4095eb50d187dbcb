"""What a scan comes to: captures, mentions, pages looked at and questions asked. Nothing of strangers is kept."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field

from domain.errors import Unclear
from domain.mention import Capture, Mention, Remembered
from domain.query import Query
from domain.sighting import Verdict
from domain.source import Source
from scanner.health import Health
from scanner.reading import Reading, Row
from scanner.urls import canonical


@dataclass(frozen=True, slots=True)
class Looked:
    """A page that was looked at: digests of its address and its body, and what it said; never its content. `url`, as it was
    asked for, and `remembered` are for who crawls it again."""

    place: str
    verdict: Verdict
    reason: Unclear | None = None
    digest: str = ""
    url: str = field(default="", repr=False)
    remembered: Remembered | None = None


@dataclass(frozen=True, slots=True)
class Scan:
    """What a source said. Present: it lists somebody (whether it is them, the matchers weigh). Absent: every question was
    answered with *none* by a healthy source. `ill`: what its canaries had against it. `captures` are those that bear a
    mention."""

    source: str
    version: int
    verdict: Verdict
    reason: Unclear | None
    broken: str
    ill: Unclear | None
    asked: tuple[Query, ...]
    captures: tuple[Capture, ...] = field(repr=False)
    mentions: tuple[Mention, ...]
    looked: tuple[Looked, ...]

    @property
    def healthy(self) -> bool:
        return self.ill is None


@dataclass(slots=True)
class Notes:
    """What comes in during one scan. `heard`: what the pages said, each word once."""

    heard: dict[Reading, None] = field(default_factory=dict)
    asked: list[Query] = field(default_factory=list)
    captures: dict[str, Capture] = field(default_factory=dict)
    mentions: dict[str, Mention] = field(default_factory=dict)
    looked: list[Looked] = field(default_factory=list)

    def keep(self, capture: Capture, mention: Mention) -> None:
        """The first mention at a place stays: the same record in a second answer is not another one."""
        if self.mentions.setdefault(mention.place.key, mention) is mention:
            self.captures[capture.id] = capture

    def hear(self, reading: Reading) -> None:
        self.heard[Reading(reading.verdict, reading.reason, reading.broken)] = None

    def note(self, url: str, reading: Reading, capture: Capture | None = None) -> None:
        digest, asked = (capture.digest, canonical(capture.requested_url) or url) if capture else ("", url)
        remembered = None
        if capture and asked == url and capture.status == 200 and reading.verdict is Verdict.PRESENT:
            remembered = Remembered(digest, capture.header("etag"), capture.header("last-modified"))
        self.looked.append(Looked(place_digest(url), reading.verdict, reading.reason, digest, asked, remembered))

    def unchanged(self, url: str, page: Remembered) -> None:
        """Only a page that could be read is remembered: it says what it said."""
        self.hear(Reading(Verdict.PRESENT))
        self.looked.append(Looked(place_digest(url), Verdict.PRESENT, None, page.digest, url, page))


def mention_of(source: Source, capture: Capture, row: Row) -> Mention:
    media_type = "text/html; charset=utf-8" if row.markup is not capture.body else capture.header("content-type")
    return Mention(row.place, source.slug, capture.id, row.markup, media_type or "text/html", record=row.record)


def conclude(source: Source, health: Health, notes: Notes) -> Scan:
    """Add up: what is listed is listed; *not found* needs a healthy source that was asked and always said so."""
    verdict, reason, broken = _verdict(health, list(notes.heard))
    return Scan(
        source=source.slug,
        version=source.version,
        verdict=verdict,
        reason=reason,
        broken=broken,
        ill=None if health.healthy else health.reason or Unclear.NO_CONTROL,
        asked=tuple(notes.asked),
        captures=tuple(notes.captures.values()),
        mentions=tuple(notes.mentions.values()),
        looked=tuple(notes.looked),
    )


def _verdict(health: Health, readings: list[Reading]) -> tuple[Verdict, Unclear | None, str]:
    if any(reading.verdict is Verdict.PRESENT for reading in readings):
        return Verdict.PRESENT, None, ""
    for reading in readings:
        if reading.verdict is Verdict.UNCLEAR:
            return Verdict.UNCLEAR, reading.reason, reading.broken
    if not health.healthy:
        return Verdict.UNCLEAR, health.reason, health.broken
    if not readings:  # nothing that this source takes is known of the person: it was not asked, so it said nothing
        return Verdict.UNCLEAR, Unclear.NO_CONTROL, "queries"
    return Verdict.ABSENT, None, ""


def place_digest(url: str) -> str:
    return hashlib.sha256((canonical(url) or url).encode()).hexdigest()
