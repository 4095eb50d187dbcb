"""One source, scanned once: ask it about one profile, or crawl it for all; what it said comes back as mentions."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from domain.errors import Unclear, Unreachable
from domain.mention import Capture, Mention, Place, Remembered
from domain.ports import Fetch
from domain.profile import Profile
from domain.query import Query
from domain.sighting import Verdict
from domain.source import Source, SourceKind
from scanner.crawl import crawl
from scanner.documents import document, is_document
from scanner.frontier import Frontier
from scanner.health import Health, check
from scanner.queries import queries
from scanner.readers import read
from scanner.readers.record import read_record
from scanner.reading import Reading, Row, unclear
from scanner.scanned import Notes, Scan, conclude, mention_of
from scanner.urls import canonical
from scanner.walk import Sitemaps, no_sitemaps

#: Whether a mention is worth keeping, and its own page a look: the matchers' word, from outside.
Worth = Callable[[Mention], bool]

#: So many detail pages of one scan are looked at; who has more namesakes needs a better question.
MAX_DETAILS = 20
#: After these the source is left alone: going on would be rude, or of no use.
STOP = frozenset(
    {Unclear.BLOCKED, Unclear.NETWORK, Unclear.SERVER_ERROR, Unclear.TOO_SLOW, Unclear.INWARD, Unclear.NOT_ALLOWED}
)


def nothing_kept(notes: Notes) -> None:
    return None


def everything(mention: Mention) -> bool:
    return True


def scan(
    source: Source,
    profile: Profile | None,
    fetch: Fetch,
    *,
    worth: Worth = everything,
    health: Health | None = None,
    sitemaps: Sitemaps = no_sitemaps,
    frontier: Frontier | None = None,
    checkpoint: Callable[[Notes], None] = nothing_kept,
    notes: Notes | None = None,
) -> Scan:
    """Ask a result list or an account site about this profile; crawl a site, for which there is none. `health`: a check made
    not long ago, else it is made now. A source that is ill is not asked: the question would disclose something and the
    answer tell nothing. Only what is `worth` it is kept, and only then is its own page looked at. Of a crawl, `frontier` is
    where it stands, `notes` what it brought before it was cut short, and `checkpoint` may take away after each page what came
    in since."""
    health = health or check(source, fetch)
    notes = notes or Notes()
    if source.kind is SourceKind.FEED:
        _followed_feeds(source, fetch, worth, notes)
    elif not source.asks:
        pages = crawl(
            source.start,
            fetch,
            scope=source.scope,
            max_pages=source.max_pages,
            sitemaps=sitemaps,
            frontier=frontier,
            images=source.images,
        )
        for url, got in pages:
            _read(source, url, got, worth, notes)
            checkpoint(notes)
    elif profile is not None and health.askable:
        for query in queries(source, profile):
            notes.asked.append(query)
            if not _ask(source, query, fetch, worth, notes):
                break
    return conclude(source, health, notes)


def _read(source: Source, url: str, got: Capture | Remembered | Unreachable, worth: Worth, notes: Notes) -> None:
    if isinstance(got, Remembered):
        notes.unchanged(url, got)
        return
    if isinstance(got, Unreachable):
        reading = unclear(got.reason)
    else:
        reading = _document(got) if got.status == 200 and is_document(got) else read(source, got)
    notes.note(url, reading, None if isinstance(got, Unreachable) else got)
    notes.hear(reading)
    for row in reading.rows:
        assert isinstance(got, Capture)
        mention = mention_of(source, got, row)
        if worth(mention):
            notes.keep(got, mention)


def _document(capture: Capture) -> Reading:
    """A PDF or a text bears no marks of the site's own; it is matched as a whole."""
    try:
        whole = document(capture).html
    except Unreachable as error:
        return unclear(error.reason, "document")
    return Reading(Verdict.PRESENT, rows=(Row(Place(canonical(capture.final_url) or capture.final_url), whole, record=False),))


def _followed_feeds(source: Source, fetch: Fetch, worth: Worth, notes: Notes) -> None:
    for start in source.start:
        for capture, reading in _pages(source, start, fetch):
            notes.hear(reading)
            notes.note(capture.requested_url if capture else start, reading, capture)
            for row in reading.rows if capture else ():
                assert capture is not None
                mention = mention_of(source, capture, row)
                if mention.place.key not in notes.mentions and worth(mention):
                    notes.keep(capture, mention)


def _ask(source: Source, query: Query, fetch: Fetch, worth: Worth, notes: Notes) -> bool:
    """Follow one question over its pages; False if the source must be left alone."""
    for capture, reading in _pages(source, query.url, fetch):
        notes.hear(reading)
        notes.note(capture.requested_url if capture else query.url, reading, capture)
        if reading.reason in STOP:
            return False
        for row in reading.rows if capture else ():
            assert capture is not None
            mention = mention_of(source, capture, row)
            if mention.place.key not in notes.mentions and worth(mention):
                notes.keep(*_followed(source, capture, mention, fetch, notes))
    return True


def _pages(source: Source, url: str, fetch: Fetch) -> Iterator[tuple[Capture | None, Reading]]:
    been = set[str]()
    while url and url not in been and len(been) < (source.next.max_pages if source.next else 1):
        been.add(url)
        try:
            capture = fetch(url)
        except Unreachable as error:
            yield None, unclear(error.reason)
            return
        reading = read(source, capture)
        yield capture, reading
        url = reading.next_url


def _followed(source: Source, capture: Capture, mention: Mention, fetch: Fetch, notes: Notes) -> tuple[Capture, Mention]:
    """The mention as its own page tells it; as the row did where that page cannot be read."""
    follow = source.detail is not None and source.detail.follow and not mention.place.record_id
    if not follow or len(notes.captures) >= MAX_DETAILS:
        return capture, mention
    try:
        own = fetch(mention.place.url)
    except Unreachable as error:
        notes.note(mention.place.url, unclear(error.reason))
        return capture, mention
    reading = read_record(source, own)
    notes.note(mention.place.url, reading, own)
    if reading.verdict is not Verdict.PRESENT:
        return capture, mention
    row = Row(mention.place, b"".join(row.markup for row in reading.rows))
    return own, mention_of(source, own, row)
