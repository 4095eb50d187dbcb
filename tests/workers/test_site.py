"""A site watch remembers its pages only while that saves a request, and never at the price of somebody looked for."""

from __future__ import annotations

from datetime import date

from domain.due import Action
from domain.name import FamilyName, Name
from domain.profile import Profile
from storage import crawls, watches
from tests.workers import pages
from tests.workers.house import House, rows


def mehmet(profile_id: str) -> Profile:
    return Profile(profile_id, Name(FamilyName("Yılmaz"), ("Mehmet",)), phones=("+31612349999",), birth_date=date(1980, 1, 2))


def again(house: House, watch: str, days: int = 2) -> list[str]:
    """Crawl once more; the pages that were asked whether they changed."""
    house.turn(days=days)
    house.web.known.clear()
    house.play(Action.SCAN, watch)
    return sorted(house.web.known)


def test_a_page_that_was_read_is_only_asked_whether_it_changed(house: House) -> None:
    profile_id = house.enrol()
    watch = house.watch("praatplein", profile_id)
    house.play(Action.SCAN, watch)
    before = house.found(profile_id)
    assert before
    assert pages.THREAD in again(house, watch)
    assert house.found(profile_id) == before
    with house.vault.begin() as db:
        last = watches.last_scan(db, watch)
    assert last is not None
    assert last[1].value == "present"


def test_what_changed_on_a_known_page_is_found(house: House) -> None:
    house.web.pages[pages.THREAD] = pages.thread("Mooi weer vandaag.")
    profile_id = house.enrol()
    watch = house.watch("praatplein", profile_id)
    house.play(Action.SCAN, watch)
    assert house.found(profile_id) == []
    house.web.pages[pages.THREAD] = pages.thread()
    assert pages.THREAD in again(house, watch)
    assert len(house.found(profile_id)) == 1


def test_for_somebody_new_every_page_is_read_in_full(house: House) -> None:
    watch = house.watch("praatplein", house.enrol(mehmet))
    house.play(Action.SCAN, watch)
    joke = house.enrol()
    assert again(house, watch) == []
    assert len(house.found(joke)) == 1


def test_every_month_every_page_is_read_in_full(house: House) -> None:
    watch = house.watch("praatplein", house.enrol())
    house.play(Action.SCAN, watch)
    assert again(house, watch) != []
    assert again(house, watch, days=30) == []


def test_what_could_not_be_read_is_not_remembered(house: House) -> None:
    house.web.pages[pages.THREAD] = "<p>een andere opmaak"
    watch = house.watch("praatplein", house.enrol())
    house.play(Action.SCAN, watch)
    assert pages.THREAD not in again(house, watch)


def test_a_source_that_is_switched_off_leaves_no_addresses(house: House) -> None:
    house.play(Action.SCAN, house.watch("praatplein", house.enrol()))
    assert rows(house, "crawl_pages") > 0
    assert crawls.forget(house.vault, house.services.sources) == 0
    assert crawls.forget(house.vault, []) == 1
    assert rows(house, "crawl_pages") == rows(house, "crawls") == 0
