"""Crawls a site and weighs its pages against everybody; what was found is kept every few pages, with where the crawl stands.

A crawl that is killed goes on at the last checkpoint: what was fetched since is fetched again, and filed once.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from domain.errors import Unclear
from domain.sighting import Verdict
from domain.source import Source
from domain.watch import Watch
from scanner.reading import Reading
from scanner.scan import scan
from scanner.scanned import Notes, Scan
from storage import crawls, due
from storage.due import Taken
from storage.vault import Db
from workers.catch import Net, caught, file_all
from workers.gallery import Gallery
from workers.journal import Journal
from workers.lease import leased
from workers.services import Services
from workers.ways import way_to

#: Kept at whichever comes first.
PAGES = 50
SECONDS = timedelta(seconds=30)


class SiteCrawl:
    """One crawl under way. Use it once: `run`, then `end` in the transaction that settles."""

    def __init__(self, services: Services, taken: Taken, watch: Watch, source: Source) -> None:
        self._services = services
        self._taken = taken
        self._watch = watch
        self._source = source
        self._net = Net(services)
        self._crawl = crawls.begin(services.vault, watch.id, services.crowd.state(services.now().date()))
        with services.vault.begin() as db:
            self._journal = Journal(watch.id, crawls.lines(db, watch.id), remembers=self._crawl.remembers)
        self._asked, self.found = self._crawl.asked, self._crawl.found
        self._since, self._kept_at = 0, services.now()

    def run(self) -> Scan:
        notes = Notes()
        for verdict, reason, broken in self._crawl.said:
            notes.hear(Reading(Verdict(verdict), Unclear(reason) if reason else None, broken))
        gallery = Gallery(self._services, self._source)
        way = leased(self._services, self._taken, way_to(self._services, self._source))
        scanned = scan(
            replace(self._source, max_pages=max(0, self._source.max_pages - self._asked)),
            None,
            gallery.watch(way),
            worth=self._net.worth,
            sitemaps=self._services.http.robots_sitemaps,
            frontier=self._journal,
            checkpoint=self._page_read,
            notes=notes,
        )
        self._keep(notes)
        gallery.weigh(way)
        return scanned

    def end(self, db: Db) -> list[tuple[str, str, str]]:
        """(place, digest, verdict) of every page that the whole crawl looked at, before and after it was cut short."""
        return crawls.end(db, self._watch.id)

    def _page_read(self, notes: Notes) -> None:
        self._since += 1
        if self._since >= PAGES or self._services.now() - self._kept_at >= SECONDS:
            self._keep(notes)

    def _keep(self, notes: Notes) -> None:
        """The findings and the place in the crawl in one transaction, under our lease: neither runs ahead of the other."""
        now = self._services.now()
        catches = tuple(caught(self._services, self._source.slug, notes.captures, notes.mentions.values(), self._net))
        for page in notes.looked:
            self._journal.looked(page)
        self._asked += len(notes.looked)
        with self._services.vault.begin() as db:
            due.renew(db, self._taken, now + self._services.lease)
            self.found += file_all(db, catches, now)
            self._journal.write(db)
            crawls.note(db, self._watch.id, self._asked, self.found, [_word(heard) for heard in notes.heard])
        self._forget(notes, now)

    def _forget(self, notes: Notes, now: datetime) -> None:
        """What is kept need not stay in memory."""
        notes.captures.clear()
        notes.mentions.clear()
        notes.looked.clear()
        self._net.found.clear()
        self._since, self._kept_at = 0, now


def _word(heard: Reading) -> tuple[str, str, str]:
    return heard.verdict.value, heard.reason.value if heard.reason else "", heard.broken
