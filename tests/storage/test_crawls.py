"""Where a crawl stands is kept sealed, goes on after a kill, and is destroyed as soon as it saves nothing."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select

from domain.errors import NotFound
from domain.mention import Remembered
from domain.watch import Watch
from storage import crawls
from storage.crawls import DONE, GONE, Line
from storage.tables import crawl_pages, watches
from storage.vault import Vault

WATCH = Watch("a" * 32, "praatplein", None, timedelta(days=7))
HOME, JAN, OLD = (f"http://plein.example/{path}" for path in ("", "team/jan-jansen", "oud"))


@pytest.fixture
def watched(vault: Vault) -> Vault:
    with vault.begin() as db:
        values = {"id": WATCH.id, "source": WATCH.source, "profile_id": None, "cadence_seconds": 604_800}
        db.connection.execute(watches.insert().values(**values))
    return vault


def met(vault: Vault) -> None:
    """A crawl that met three pages, had two of them, and was cut short."""
    crawls.begin(vault, WATCH.id, "everybody")
    with vault.begin() as db:
        crawls.put(db, WATCH.id, [Line(JAN, 1), Line(HOME), Line(OLD, 2)])
        had = Line(HOME, 0, DONE, Remembered("d1", '"v1"', "gisteren"), "p1", "d1", "present")
        crawls.settle(db, WATCH.id, [had, Line(OLD, 2, GONE, None, "p2", "d2", "absent")])
        crawls.note(db, WATCH.id, 2, 1, [("present", "", "")])


def stored(vault: Vault) -> list[Line]:
    with vault.begin() as db:
        return list(crawls.lines(db, WATCH.id))


def test_a_crawl_that_was_cut_short_goes_on_where_it_was(watched: Vault) -> None:
    met(watched)
    again = crawls.begin(watched, WATCH.id, "everybody")
    assert (again.asked, again.found, again.said, again.remembers) == (2, 1, (("present", "", ""),), True)
    assert [(line.url, line.state) for line in stored(watched)] == [(HOME, "done"), (JAN, "waiting"), (OLD, "gone")]


def test_an_address_is_put_once_and_stays_as_it_was(watched: Vault) -> None:
    met(watched)
    with watched.begin() as db:
        crawls.put(db, WATCH.id, [Line(HOME, 9), Line(JAN, 9)])
    assert [(line.url, line.depth, line.state) for line in stored(watched)][:2] == [(HOME, 0, "done"), (JAN, 1, "waiting")]


def test_the_next_crawl_begins_with_all_that_is_left_and_remembers_it(watched: Vault) -> None:
    met(watched)
    with watched.begin() as db:
        assert sorted(crawls.end(db, WATCH.id)) == [("p1", "d1", "present"), ("p2", "d2", "absent")]
    again = crawls.begin(watched, WATCH.id, "everybody")
    assert (again.asked, again.found, again.said, again.remembers) == (0, 0, (), True)
    kept = Line(HOME, 0, "waiting", Remembered("d1", '"v1"', "gisteren"), "p1", "d1", "present")
    assert stored(watched) == [kept, Line(JAN, 1)]


def test_when_others_are_looked_for_nothing_is_remembered_and_the_key_is_another(watched: Vault) -> None:
    met(watched)
    key = watched.keys.get(f"crawl-{WATCH.id}"[:32])
    with watched.begin() as db:
        crawls.end(db, WATCH.id)
    assert crawls.begin(watched, WATCH.id, "somebody else").remembers is False
    assert stored(watched) == []
    assert watched.keys.get(f"crawl-{WATCH.id}"[:32]) != key


def test_a_crawl_under_way_while_somebody_enrols_goes_on_and_is_then_not_remembered(watched: Vault) -> None:
    met(watched)
    again = crawls.begin(watched, WATCH.id, "somebody else")
    assert (again.asked, again.remembers) == (2, False)
    with watched.begin() as db:
        assert len(crawls.end(db, WATCH.id)) == 2
        assert db.connection.execute(select(crawl_pages)).all() == []
    assert crawls.begin(watched, WATCH.id, "somebody else").remembers is False


def test_what_is_to_be_forgotten_while_it_is_crawled_is_destroyed_at_the_end(watched: Vault) -> None:
    met(watched)
    assert crawls.forget(watched) == 0
    assert len(stored(watched)) == 3
    with watched.begin() as db:
        crawls.end(db, WATCH.id)
        assert db.connection.execute(select(crawl_pages)).all() == []
    assert not watched.keys.holds(f"crawl-{WATCH.id}"[:32])


def test_no_address_stands_in_the_clear_and_a_lost_key_begins_anew(watched: Vault) -> None:
    met(watched)
    with watched.begin() as db:
        rows = [bytes(row.sealed) + row.place_index.encode() for row in db.connection.execute(select(crawl_pages))]
    assert len(rows) == 3
    assert not [row for row in rows if b"jansen" in row or b"plein" in row]
    watched.keys.destroy(f"crawl-{WATCH.id}"[:32])
    assert crawls.begin(watched, WATCH.id, "everybody").asked == 0
    assert stored(watched) == []


def test_what_is_not_watched_any_more_is_destroyed_with_its_key(watched: Vault) -> None:
    met(watched)
    with watched.begin() as db:
        crawls.end(db, WATCH.id)
    assert crawls.forget(watched, ["praatplein"]) == 0
    assert crawls.forget(watched, ["gids"]) == 1
    with pytest.raises(NotFound):
        watched.keys.get(f"crawl-{WATCH.id}"[:32])
