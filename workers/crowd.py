"""Everybody who may be looked for, as one index in this process's memory; never on disk, and never behind on a withdrawal."""

from __future__ import annotations

import hashlib
import threading
import time
from dataclasses import replace
from datetime import date, datetime, timedelta
from importlib.metadata import version

import structlog

from config.matching import POPULATION_DIRECTORY, load_weights_mapping
from domain.finding import Finding
from domain.mention import Mention, Place
from domain.profile import Profile, Purpose
from matchers import Calibration, Index, Page, Weights, excerpt, find, in_bulk, read_page, read_population
from storage import calibrations, changes, profiles
from storage.vault import Db

log = structlog.get_logger()
#: Threads do not read the clock in the order in which they come to the lock.
_SLACK = timedelta(minutes=1)


class Crowd:
    """Shared by the threads of a worker. `refresh` inside a transaction, then `findings` outside it."""

    def __init__(self) -> None:
        self._weights = Weights.of(load_weights_mapping())
        self._population = read_population(POPULATION_DIRECTORY)
        self._index = self.of()
        self._revisions: dict[str, int] = {}
        self._changes_at: dict[str, datetime] = {}
        self._seen: changes.Seen | None = None
        #: When it was last compared with the grants.
        self.as_of: datetime | None = None
        self._lock = threading.Lock()

    def __len__(self) -> int:
        """How many people it knows, as they were `as_of` that moment."""
        return len(self._revisions)

    def of(self, *known: Profile) -> Index:
        """An index of these profiles alone, for a look at a place of one of them. It takes scores at their word: what is still
        to be seen there must not depend on how surely such findings were judged."""
        index = Index(self._population, self._weights)
        for profile in known:
            index.add(profile)
        return index

    def refresh(self, db: Db, now: datetime) -> None:
        """Take in who enrolled or changed, and out who may not be looked for any more, by the grants as they are now; and
        the newest calibration. Where nothing changed, in whatever process, that costs two look-ups."""
        kept = calibrations.latest(db)
        calibration = Calibration.of_plain(kept.plain) if kept else Calibration()
        with self._lock:
            self._index.weights = replace(self._weights, calibration=calibration)
            newest, concerned = changes.since(db, self._seen)
            if self.as_of is None or now < self.as_of - _SLACK:  # a clock that was set back: grants may not have begun
                concerned = None
            if concerned is not None:
                concerned |= {known for known, at in self._changes_at.items() if at <= now}
            if concerned is None or concerned:
                with in_bulk(self._index):
                    self._bring_up(db, now, concerned)
            self._seen, self.as_of = newest, now

    def _bring_up(self, db: Db, now: datetime, concerned: frozenset[str] | None) -> None:
        """Those who are concerned as they are now; None: everybody."""
        began = time.monotonic()
        before, opened = self._revisions.keys() if concerned is None else concerned, 0
        found, changed = profiles.open_changed(db, Purpose.SCAN, now, "index", self._revisions, only=concerned)
        wanted = {one.id: one.revision for one in found if one.permitted}
        self._changes_at = {one: at for one, at in self._changes_at.items() if concerned is not None and one not in concerned}
        self._changes_at |= {one.id: one.changes_at for one in found if one.changes_at is not None}
        for gone in before - wanted.keys():
            self._drop(gone)
        for profile in changed:
            self._drop(profile.id)
            self._index.add(profile)
            self._revisions[profile.id] = wanted[profile.id]
            opened += 1
        log.info("index", people=len(self._revisions), opened=opened, seconds=round(time.monotonic() - began, 2))

    def state(self, today: date) -> str:
        """A digest of against whom pages are weighed at this moment, and by which rules. It changes with every month, so that
        a page is read anew now and then, whatever its server says."""
        with self._lock:
            against = sorted(self._revisions.items())
        return hashlib.sha256(repr((against, self._weights, version("luwte"), today.year, today.month)).encode()).hexdigest()

    def forget(self, profile_id: str) -> None:
        with self._lock:
            self._drop(profile_id)

    def findings(self, mention: Mention, today: date) -> list[tuple[Finding, str]]:
        """(finding, excerpt) for everybody whom this mention may be about; a full name alone counts as `WEAK`. Raises
        `BadInput` for what is no readable page."""
        page = page_of(mention.markup, mention.media_type)
        with self._lock:
            found = find(self._index, page, mention.place, weak=True, record=mention.record, today=today)
        return [(finding, excerpt(page, finding)) for finding in found]

    def _drop(self, profile_id: str) -> None:
        if self._revisions.pop(profile_id, None) is not None:
            self._index.remove(profile_id)


def page_of(markup: bytes, media_type: str) -> Page:
    """`media_type`: as in a Content-Type header."""
    return read_page(markup, media_type.partition(";")[0].strip().lower(), media_type)


def found_in(index: Index, markup: bytes, place: Place, today: date, *, record: bool) -> tuple[Finding, ...]:
    """What this piece of HTML says about the profiles of the index."""
    return find(index, page_of(markup, "text/html"), place, record=record, today=today)
