"""Pictures on the organisation's own site, and in what was captured, against the portraits that employees gave (rec. 3).

A likeness is a suggestion to a person, kept and shown; it confirms nothing, and no finding rests on it.
"""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from urllib.parse import urljoin, urlsplit

from selectolax.lexbor import LexborHTMLParser
from warcio.archiveiterator import ArchiveIterator  # type: ignore[import-untyped]  # no stubs

from domain.due import Action, Due
from domain.errors import Unreachable
from domain.evidence import Sealed
from domain.finding import FiledFinding
from domain.mention import Capture
from domain.portrait import Portrait
from domain.ports import Fetch
from domain.source import Source
from matchers.pictures import prints
from matchers.pictures.likeness import likenesses
from storage import due, findings, portraits
from workers.services import Services

BY = "gallery"
#: So many pictures of one crawl are fetched, each once; and so large a body is still read.
_MOST, _LARGEST = 300, 20_000_000
#: Bytes of pictures that a crawl keeps in memory until its end.
_ROOM = 64_000_000
_ARCHIVES = (".warc.gz",)


class Gallery:
    """What pictures the pages of one crawl of our own site show. Weighs them afterwards, when it is known which page names
    whom; what the crawl did not fetch for its own sake is fetched then, politely."""

    def __init__(self, services: Services, source: Source) -> None:
        self._services = services
        own = services.settings.own_hosts
        self.open = prints.available() and bool(source.hosts) and all(host.lower() in own for host in source.hosts)
        self._hosts = frozenset(host.lower() for host in source.hosts)
        self._shown: dict[str, str] = {}  # picture -> the first page that shows it
        self._had: dict[str, bytes] = {}  # picture -> its body, where the crawl itself asked for it

    def watch(self, fetch: Fetch) -> Fetch:
        """The same fetch, which also remembers the pictures of each page."""
        if not self.open:
            return fetch

        def watched(url: str, **how: object) -> Capture:
            capture = fetch(url, **how)  # type: ignore[arg-type]  # handed on as it came
            self._look(capture)
            return capture

        return watched

    def weigh(self, fetch: Fetch) -> int:
        """Fetches the pictures and suggests what is like a portrait; returns how many suggestions are new."""
        if not self._shown:
            return 0
        with self._services.vault.begin() as db:
            given = portraits.all_permitted(db, self._services.now(), BY)
        if not given:
            return 0
        return sum(self._one(fetch, picture, page, given) for picture, page in self._shown.items())

    def _look(self, capture: Capture) -> None:
        if capture.media_type.startswith("image/"):
            self._keep(capture)
        if capture.media_type != "text/html" or len(self._shown) >= _MOST:
            return
        for node in LexborHTMLParser(capture.body).css("img[src]"):
            address = urljoin(capture.final_url, node.attributes.get("src") or "")
            if (urlsplit(address).hostname or "") in self._hosts and len(self._shown) < _MOST:
                self._shown.setdefault(address, capture.final_url)

    def _keep(self, capture: Capture) -> None:
        """Within bounds: what there is no room for is fetched once more."""
        if sum(map(len, self._had.values())) + len(capture.body) <= _ROOM:
            self._had[capture.requested_url] = capture.body

    def _one(self, fetch: Fetch, picture: str, page: str, given: tuple[Portrait, ...]) -> int:
        body = self._had.pop(picture, b"")
        try:
            body = body or fetch(picture).body
        except Unreachable:
            return 0
        return suggest(self._services, body, page, picture, given)


def suggest(services: Services, body: bytes, page: str, picture: str, given: tuple[Portrait, ...]) -> int:
    """Weighs one picture of a page, and keeps what is like a portrait."""
    now = services.now()
    with services.vault.begin() as db:
        named = {one.profile_id for one in given if _names(findings.of_profile(db, one.profile_id), page)}
    found = list(likenesses(body, given, named))
    with services.vault.begin() as db:
        new = sum(portraits.suggest(db, one, page, picture, now) for one in found)
        if new:
            due.bring_forward(db, Due(Action.TELL, "specialist", now))
    return new


def of_capture(services: Services, sealed: Sealed, page: str) -> int:
    """The pictures that a capture holds, as they were served; returns how many suggestions are new."""
    if not prints.available():
        return 0
    with services.vault.begin() as db:
        given = portraits.all_permitted(db, services.now(), BY)
    if not given:
        return 0
    archives = (file.content for file in sealed.originals if file.name.endswith(_ARCHIVES))
    return sum(suggest(services, body, page, url, given) for one in archives for url, body in _pictures(one))


def _pictures(archive: bytes) -> Iterator[tuple[str, bytes]]:
    for number, record in enumerate(ArchiveIterator(BytesIO(archive))):
        if number >= _MOST or record.rec_type != "response" or record.http_headers is None:
            continue
        kind = record.http_headers.get_header("Content-Type") or ""
        if kind.startswith("image/"):
            yield record.rec_headers.get_header("WARC-Target-URI"), record.content_stream().read(_LARGEST)


def _names(filed: list[FiledFinding], page: str) -> bool:
    """Whether the page's text already speaks of this person: something was found there."""
    return any(one.finding.place.url == page for one in filed)
