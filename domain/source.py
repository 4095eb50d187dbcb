"""Where we look: how a source is asked, recognised and read. Written in config/sources/<slug>/source.yml.

`incomplete`: a sign that not everybody answered whom a search engine asks; an empty list with it says nothing. `echoes`:
fields of the query that every record of the answer is about, though the answer does not repeat them. `mirrors`: hosts of
others that show the same records at the same paths; `parent`: the source that this one copies. Both are scanned themselves.
`learns`: kinds of identifier that it would come to know of somebody by being asked; it is told those only where the employee
allows it. `lists`: kinds that it shows of everybody in it, so that a question tells it nothing new. `browser`: its
pages show nothing before their scripts have run. `images`: of a site, what its pictures tell of themselves is read too."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from domain.errors import Unclear
from domain.mention import Place
from domain.profile import IdentifierKind
from domain.query import QueryTemplate
from domain.sighting import Verdict


class SourceKind(StrEnum):
    RESULT_LIST = "result_list"  # ask for a name, get rows, perhaps a page for each
    ACCOUNT = "account"  # a handle exists, or it does not
    SITE = "site"  # crawled once, matched against all
    JSON_API = "json_api"  # ask, get JSON, read by paths
    FEED = "feed"  # RSS or Atom, or the public preview of a channel: fetched once, matched against all
    SEARCH_ENGINE = "search_engine"  # ask in quotes, get places on other people's sites


class SourceState(StrEnum):
    FICTIONAL = "fictional"  # exists only in the demo and the tests
    UNVERIFIED = "unverified"  # has not met the live site: off
    VERIFIED = "verified"
    RETIRED = "retired"  # kept, because verdicts name it; never asked again


@dataclass(frozen=True, slots=True)
class Mark:
    """A sign on a page; everything given must hold. `text` is sought in the visible text, whatever its case and spacing;
    of `source` one must stand in the page as it was served, letter for letter."""

    css: str = ""
    text: str = ""
    status: int | None = None
    source: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Extract:
    """How a value is taken from an element: the first one that `css` selects (none: the element itself), its
    attribute or visible text, split on `separator`, of which the first part that fits `pattern` counts (its first group,
    else the whole of it), put into `template` in the place of {}. `path`: what was written instead of `css` for JSON.
    `fill`: the share of rows that must have it; None: at least one where three or more are shown."""

    css: str = ""
    attribute: str = ""
    separator: str = ""
    pattern: str = ""
    fill: float | None = None
    path: str = ""
    template: str = ""


@dataclass(frozen=True, slots=True)
class Detail:
    """The page of one record. `record` selects the record's own piece on it; `follow`: it tells more than the row does."""

    record: str
    follow: bool = False


@dataclass(frozen=True, slots=True)
class Next:
    """The way to the next page of results: a link, or a parameter of the query that counts the pages from `first` on, as long
    as a page is full (`size` rows; 0: unknown)."""

    css: str = ""
    max_pages: int = 3
    parameter: str = ""
    first: int = 1
    size: int = 0


@dataclass(frozen=True, slots=True)
class Control:
    """A page that is there as long as the source can be read, with something on it of the kind that is looked for."""

    url: str
    css: str = ""


@dataclass(frozen=True, slots=True)
class Canaries:
    """Query values of a record known to be listed, and of one that nobody can have: (field, value) pairs."""

    present: tuple[tuple[str, str], ...]
    absent: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Account:
    """The marks of a profile that exists and of one that does not. `names`: the profile shows the handle that was asked for.
    `page`: its own address, where an API was asked. `pattern`: what the site takes for a handle; others are not asked for."""

    present: Mark
    absent: Mark
    names: bool = False
    page: str = ""
    pattern: str = ""


@dataclass(frozen=True, slots=True)
class Key:
    """What an API wants to know us by: the header that carries it, and the name under which the installation keeps it."""

    header: str
    name: str


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a definition comes from: who wrote it down, under which licence, and the document that it rests on."""

    by: str = ""
    licence: str = ""
    cites: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class FrozenPage:
    """An example page kept beside the definition, and what must be read from it. `expected`: for each record the
    (name, value) pairs that it must have; `count`: how many records; None: not said."""

    path: str
    role: str  # search: what a search got; record: the page of one record
    verdict: Verdict
    reason: Unclear | None = None
    status: int = 200
    media_type: str = "text/html; charset=utf-8"
    url: str = ""
    count: int | None = None
    expected: tuple[tuple[tuple[str, str], ...], ...] = ()


@dataclass(frozen=True, slots=True)
class Source:
    """One source, as its definition says. Which parts are filled depends on its kind."""

    slug: str
    name: str
    kind: SourceKind
    version: int
    state: SourceState
    language: str
    hosts: tuple[str, ...]
    variants: tuple[str, ...] = ()
    cadence_days: int = 30
    recipient: str = ""
    routes: tuple[str, ...] = ()
    queries: tuple[QueryTemplate, ...] = ()
    recognise: tuple[Mark, ...] = ()
    no_results: Mark | None = None
    blocked: tuple[Mark, ...] = ()
    rows: str = ""
    place: Extract | None = None
    record_id: Extract | None = None
    fields: tuple[tuple[str, Extract], ...] = ()
    detail: Detail | None = None
    next: Next | None = None
    control: Control | None = None
    canaries: Canaries | None = None
    account: Account | None = None
    incomplete: Mark | None = None
    echoes: tuple[str, ...] = ()
    learns: tuple[IdentifierKind, ...] = ()
    lists: tuple[IdentifierKind, ...] = ()
    key: Key | None = None
    parent: str = ""
    mirrors: tuple[str, ...] = ()
    origin: Origin = Origin()
    start: tuple[str, ...] = ()
    scope: tuple[str, ...] = ()
    records: str = ""
    max_pages: int = 500
    repair: bool = False
    browser: bool = False
    images: bool = False
    pages: tuple[FrozenPage, ...] = field(default=(), repr=False)

    @property
    def asks(self) -> bool:
        """Whether one must ask it for somebody (a search watch); a site is fetched once for all (a site watch)."""
        return self.kind not in (SourceKind.SITE, SourceKind.FEED)

    def reads(self, place: Place) -> bool:
        """Whether this definition can read the page of that place. What an API, a feed or a search engine points at is
        another page, often another's; a record of theirs without a page of its own stands in their own answer."""
        if self.account is not None:
            return not self.account.page
        if self.kind is SourceKind.FEED:
            return bool(place.record_id or self.rows)
        return bool(place.record_id) or self.kind not in (SourceKind.JSON_API, SourceKind.SEARCH_ENGINE)

    @property
    def on(self) -> bool:
        """Whether it may be asked at all: not before it has met the live site, never after it was retired."""
        return self.state in (SourceState.FICTIONAL, SourceState.VERIFIED)
