"""Where the crawl of a site stands, so that one that was killed goes on there; and what the last one left of each page.

An address can name a person (`/team/jan-jansen`), so each is sealed under a key of its watch. Rows and key are destroyed as
soon as they save no request any more: when anybody enrols or goes, when the rules change, and with every month.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

from sqlalchemy import Row, bindparam, delete, select, update

from domain.mention import Remembered
from storage import cipher
from storage.once import insert_many_once
from storage.tables import crawl_pages, crawls, watches
from storage.vault import Db, Vault

WAITING, DONE, GONE = "waiting", "done", "gone"
_AT_ONCE = 1_000  # rows in one statement


@dataclass(frozen=True, slots=True)
class Crawl:
    """`said`: (verdict, reason, part that broke), what its pages said so far. `remembers`: what the last crawl left of each
    page still counts."""

    watch_id: str
    asked: int = 0
    found: int = 0
    said: tuple[tuple[str, str, str], ...] = ()
    remembers: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """One address of a crawl. `place`, `digest` and `verdict` are what is kept of a page that was looked at."""

    url: str = field(repr=False)
    depth: int = 0
    state: str = WAITING
    remembered: Remembered | None = None
    place: str = ""
    digest: str = ""
    verdict: str = ""


def begin(vault: Vault, watch_id: str, weighed: str) -> Crawl:
    """The crawl of this watch that was cut short, or a new one. `weighed`: a digest of against whom and by which rules pages
    are read now. While it stays the same, every page that the last crawl met waits again; else all that is forgotten."""
    with vault.begin() as db:
        row = _standing(db, watch_id)
        known = row is not None and vault.keys.holds(_key_id(watch_id))
        if row is not None and known and row.under_way:
            same = row.weighed == weighed
            _change(db, watch_id, weighed=weighed if same else "")
            said = tuple((verdict, reason, broken) for verdict, reason, broken in row.said)
            return Crawl(watch_id, row.asked, row.found, said, remembers=same)
        if row is not None and known and row.weighed == weighed:
            _change(db, watch_id, under_way=True, asked=0, found=0, said=[])
            db.connection.execute(update(crawl_pages).where(crawl_pages.c.watch_id == watch_id).values(state=WAITING))
            return Crawl(watch_id, remembers=True)
        _delete(db, [watch_id])
    vault.keys.destroy(_key_id(watch_id))
    vault.keys.make(_key_id(watch_id), "crawl")
    with vault.begin() as db:
        new = {"watch_id": watch_id, "under_way": True, "weighed": weighed, "asked": 0, "found": 0, "said": []}
        insert_many_once(db, crawls, [new])
    return Crawl(watch_id)


def lines(db: Db, watch_id: str) -> Iterator[Line]:
    """Every address of this crawl, nearest first."""
    key = db.keys.get(_key_id(watch_id))
    query = select(crawl_pages).where(crawl_pages.c.watch_id == watch_id).order_by(crawl_pages.c.depth)
    for row in db.connection.execute(query, execution_options={"yield_per": _AT_ONCE}):
        yield _opened(cipher.unlock(key, row.sealed, _bound(watch_id, row.place_index)), row.depth, row.state)


def put(db: Db, watch_id: str, met: Iterable[Line]) -> None:
    """New addresses; one that stands there already stays as it is."""
    for batch in _batches(_rows(db, watch_id, met)):
        insert_many_once(db, crawl_pages, batch)


def settle(db: Db, watch_id: str, looked_at: Iterable[Line]) -> None:
    """What became of addresses that stand there."""
    change = (
        update(crawl_pages)
        .where(crawl_pages.c.watch_id == watch_id, crawl_pages.c.place_index == bindparam("of"))
        .values(state=bindparam("now"), sealed=bindparam("content"))
    )
    for batch in _batches(_rows(db, watch_id, looked_at)):
        db.connection.execute(
            change, [{"of": row["place_index"], "now": row["state"], "content": row["sealed"]} for row in batch]
        )


def note(db: Db, watch_id: str, asked: int, found: int, said: Iterable[tuple[str, str, str]]) -> None:
    """How far the crawl under way is."""
    _change(db, watch_id, asked=asked, found=found, said=[list(word) for word in said])


def end(db: Db, watch_id: str) -> list[tuple[str, str, str]]:
    """The crawl is complete: pages that are gone are forgotten, and all if it was read against several. Returns (place, digest,
    verdict) of what was looked at."""
    looked = [(line.place, line.digest, line.verdict) for line in lines(db, watch_id) if line.state != WAITING and line.verdict]
    row = _standing(db, watch_id)
    if row is not None and not row.weighed:
        _delete(db, [watch_id])
        db.keys.destroy(_key_id(watch_id))  # rows that outlive it in a failed transaction begin anew
        return looked
    db.connection.execute(delete(crawl_pages).where(crawl_pages.c.watch_id == watch_id, crawl_pages.c.state == GONE))
    _change(db, watch_id, under_way=False)
    return looked


def forget(vault: Vault, watched: Iterable[str] = ()) -> int:
    """Destroy the addresses of every site that is not among the `watched` sources, with their keys: at once, or where a crawl
    is under way at its end. Returns of how many at once."""
    kept = set(watched)
    query = select(crawls.c.watch_id, crawls.c.under_way, watches.c.source).join(watches, watches.c.id == crawls.c.watch_id)
    with vault.begin() as db:
        unwatched = [row for row in db.connection.execute(query).all() if row.source not in kept]
        dropped = [row.watch_id for row in unwatched if not row.under_way]
        _delete(db, dropped)
        for row in unwatched:
            if row.under_way:
                _change(db, row.watch_id, weighed="")
    for watch_id in dropped:
        vault.keys.destroy(_key_id(watch_id))
    return len(dropped)


def _standing(db: Db, watch_id: str) -> Row[Any] | None:
    return db.connection.execute(select(crawls).where(crawls.c.watch_id == watch_id).with_for_update()).one_or_none()


def _change(db: Db, watch_id: str, **values: Any) -> None:
    db.connection.execute(update(crawls).where(crawls.c.watch_id == watch_id).values(**values))


def _delete(db: Db, watch_ids: list[str]) -> None:
    db.connection.execute(delete(crawl_pages).where(crawl_pages.c.watch_id.in_(watch_ids)))
    db.connection.execute(delete(crawls).where(crawls.c.watch_id.in_(watch_ids)))


def _rows(db: Db, watch_id: str, given: Iterable[Line]) -> Iterator[dict[str, Any]]:
    key = db.keys.get(_key_id(watch_id))
    for line in given:
        place_index = db.index(line.url)[:32]
        sealed = cipher.lock(key, _sealed(line), _bound(watch_id, place_index))
        yield {
            "watch_id": watch_id,
            "place_index": place_index,
            "depth": line.depth,
            "state": line.state,
            "sealed": sealed,
        }


def _batches(rows: Iterator[dict[str, Any]]) -> Iterator[list[dict[str, Any]]]:
    while batch := list(islice(rows, _AT_ONCE)):
        yield batch


def _sealed(line: Line) -> bytes:
    if not line.verdict and line.remembered is None:
        return line.url.encode()
    known = line.remembered or Remembered("")
    kept = [line.url, known.digest, known.etag, known.last_modified, line.place, line.digest, line.verdict]
    return json.dumps(kept).encode()


def _opened(plain: bytes, depth: int, state: str) -> Line:
    if not plain.startswith(b"["):
        return Line(plain.decode(), depth, state)
    url, digest, etag, modified, place, body, verdict = json.loads(plain)
    remembered = Remembered(digest, etag, modified) if digest else None
    return Line(url, depth, state, remembered, place, body, verdict)


def _key_id(watch_id: str) -> str:
    return f"crawl-{watch_id}"[:32]


def _bound(watch_id: str, place_index: str) -> str:
    return f"crawl:{watch_id}:{place_index}"
