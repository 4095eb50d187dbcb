"""A source.yml as a `Source`: what the schema cannot check is checked here, selectors, patterns and what a query tells."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

from selectolax.lexbor import LexborHTMLParser, SelectolaxError

from config.json_rules import by_selectors
from config.marked_yaml import Marked
from config.validation import demand
from domain.errors import BadInput, Unclear
from domain.profile import IdentifierKind
from domain.query import DELICATE, FIELDS, QueryTemplate
from domain.sighting import Verdict
from domain.source import (
    Account,
    Canaries,
    Control,
    Detail,
    Extract,
    FrozenPage,
    Key,
    Mark,
    Next,
    Origin,
    Source,
    SourceKind,
    SourceState,
)

Raw = dict[str, Any]
_LISTS = ("hosts", "variants", "routes", "start", "scope", "echoes", "mirrors")
_PLAIN = (
    *("slug", "name", "version", "language", "cadence_days", "recipient"),
    *("rows", "records", "repair", "browser", "images", "max_pages", "parent"),
)
#: What each role of a frozen page says of its fields beside `url` and `record_id`.
_OF_PLACE = frozenset({"url", "record_id"})
#: Fields between two percent-encoded quotes.
_QUOTED = re.compile(r"%22[^&]*\{[^{}]+\}[^&]*%22")


def source_from(marked: Marked) -> Source:
    """Raises `BadInput` with the line and what to do."""
    demand(marked, "source.schema.json")
    marked = by_selectors(marked)
    raw: Raw = marked.content
    _check_rules(marked)
    queries = _queries(marked, raw)
    _check_new(marked, queries)
    plain: Raw = {name: raw[name] for name in _PLAIN if name in raw}
    lists: Raw = {name: tuple(raw.get(name, ())) for name in _LISTS}
    return Source(
        **plain,
        **lists,
        kind=SourceKind(raw["kind"]),
        state=SourceState(raw["state"]),
        queries=queries,
        recognise=tuple(_sign(mark) for mark in raw.get("recognise", ())),
        no_results=_sign(raw["no_results"]) if "no_results" in raw else None,
        blocked=tuple(_sign(mark) for mark in raw.get("blocked", ())),
        place=Extract(**raw["place"]) if "place" in raw else None,
        record_id=Extract(**raw["record_id"]) if "record_id" in raw else None,
        fields=tuple((name, Extract(**rule)) for name, rule in raw.get("fields", {}).items()),
        detail=Detail(**raw["detail"]) if "detail" in raw else None,
        next=Next(**raw["next"]) if "next" in raw else None,
        control=Control(**raw["control"]) if "control" in raw else None,
        canaries=_canaries(raw["canaries"]) if "canaries" in raw else None,
        account=_account(raw["account"]) if "account" in raw else None,
        learns=_kinds(raw.get("learns", ())),
        lists=_kinds(raw.get("lists", ())),
        incomplete=_sign(raw["incomplete"]) if "incomplete" in raw else None,
        key=Key(**raw["key"]) if "key" in raw else None,
        origin=_origin(raw.get("origin", {})),
        pages=tuple(_page(marked, file, page, where) for file, page, where in _pages(raw)),
    )


def _check_rules(marked: Marked) -> None:
    """Every selector and pattern must be one."""
    blank = LexborHTMLParser("")
    for path, value in _leaves(marked.content, ()):
        if path[0] == "pages":
            continue
        if path[-1] in ("css", "rows", "records", "record"):
            try:
                blank.css(value)
            except SelectolaxError:
                raise BadInput(marked.where(*path), f"{'.'.join(map(str, path))} is not a CSS selector; mend it") from None
        elif path[-1] == "pattern":
            try:
                re.compile(value)
            except (re.error, OverflowError, RecursionError):
                raise BadInput(
                    marked.where(*path), f"{'.'.join(map(str, path))} is not a regular expression; mend it"
                ) from None


def _leaves(node: Any, path: tuple[str | int, ...]) -> Iterator[tuple[tuple[str | int, ...], str]]:
    if isinstance(node, str):
        yield path, node
    elif isinstance(node, dict):
        for name, child in node.items():
            yield from _leaves(child, (*path, name))
    elif isinstance(node, list):
        for position, child in enumerate(node):
            yield from _leaves(child, (*path, position))


def _queries(marked: Marked, raw: Raw) -> tuple[QueryTemplate, ...]:
    """An account's own address stands for the query that it is."""
    given = raw.get("queries") or ([{"url": raw["account"]["url"], "discloses": ["handle"]}] if "account" in raw else [])
    return tuple(_query(marked, query, position) for position, query in enumerate(given))


def _query(marked: Marked, query: Raw, position: int) -> QueryTemplate:
    template = QueryTemplate(query["url"], tuple(IdentifierKind(kind) for kind in query["discloses"]))
    where = marked.where("queries", position, "url")
    unknown = [name for name in template.fields if name not in FIELDS]
    if unknown or not template.fields:
        raise BadInput(where, f"a query's url must hold fields, and only these: {', '.join(FIELDS)}")
    if marked.content["kind"] == SourceKind.SEARCH_ENGINE and not _QUOTED.search(query["url"]):
        raise BadInput(where, "a search engine is asked in quotes: put %22 before and after what belongs together")
    untold = {FIELDS[name] for name in template.fields} - set(template.discloses)
    if untold:
        raise BadInput(where, f"this query tells the source more than `discloses` says: add {', '.join(sorted(untold))}")
    lost = set(marked.content.get("echoes", ())) - set(template.fields)
    if lost:
        raise BadInput(where, f"this query does not ask for what every record should be about: {', '.join(sorted(lost))}")
    return template


def _check_new(marked: Marked, queries: tuple[QueryTemplate, ...]) -> None:
    """Whether a delicate identifier is new to the source is for the definition to say, once, and only of what it is told."""
    told = {kind for query in queries for kind in query.discloses}
    learns, lists = (set(_kinds(marked.content.get(name, ()))) for name in ("learns", "lists"))
    unsaid = (told & DELICATE) - learns - lists
    if unsaid:
        raise BadInput(
            marked.where("queries"),
            f"say whether it is new to the source that it is told {', '.join(sorted(unsaid))}: `learns` if it is, `lists` if "
            "it shows that of everybody in it",
        )
    if learns - told:
        raise BadInput(marked.where("learns"), f"no query tells the source {', '.join(sorted(learns - told))}; take it out")
    if learns & lists:
        raise BadInput(marked.where("learns"), f"stands in `lists` too: {', '.join(sorted(learns & lists))}; take one out")


def _kinds(raw: Iterable[str]) -> tuple[IdentifierKind, ...]:
    return tuple(map(IdentifierKind, raw))


def _canaries(raw: Raw) -> Canaries:
    return Canaries(tuple(raw["present"].items()), tuple(raw["absent"].items()))


def _account(raw: Raw) -> Account:
    rest = {name: raw[name] for name in ("names", "page", "pattern") if name in raw}
    return Account(_sign(raw["present"]), _sign(raw["absent"]), **rest)


def _sign(raw: Raw) -> Mark:
    return Mark(**{**raw, "source": tuple(raw.get("source", ()))})


def _origin(raw: Raw) -> Origin:
    return Origin(raw.get("by", ""), raw.get("licence", ""), tuple(raw.get("cites", ())))


def _pages(raw: Raw) -> Iterator[tuple[str, Raw, tuple[str | int, ...]]]:
    pages = raw.get("pages", [])
    if isinstance(pages, dict):
        yield from ((file, page, ("pages", file)) for file, page in pages.items())
    else:
        yield from ((page["file"], page, ("pages", position)) for position, page in enumerate(pages))


def _page(marked: Marked, file: str, page: Raw, where: tuple[str | int, ...]) -> FrozenPage:
    path = marked.file.parent / file
    if path.parent != marked.file.parent or not path.is_file():
        raise BadInput(marked.where(*where), "names a page that does not stand beside the definition; add it")
    mentions = page.get("mentions")
    expected = tuple(tuple(each.items()) for each in mentions) if isinstance(mentions, list) else ()
    known = _OF_PLACE | set(marked.content.get("fields", {}))
    if any(name not in known for each in expected for name, _ in each):
        raise BadInput(
            marked.where(*where), f"expects a field that the definition does not have; known: {', '.join(sorted(known))}"
        )
    given = {name: page[name] for name in ("status", "media_type", "url") if name in page}
    given.setdefault("url", f"http://{marked.content['hosts'][0]}/")
    return FrozenPage(
        path=str(path),
        role=page.get("role", "search"),
        verdict=Verdict(page["verdict"]),
        reason=Unclear(page["reason"]) if "reason" in page else None,
        count=mentions if isinstance(mentions, int) else (len(expected) if mentions is not None else None),
        expected=expected,
        **given,
    )
