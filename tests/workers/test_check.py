"""A source says every day whether it can still be read, sooner where it could not."""

from __future__ import annotations

from datetime import timedelta

import pytest

from domain.due import Action
from domain.errors import Unclear
from storage import health
from tests.conftest import NOW
from tests.workers import pages
from tests.workers.house import House, Served


def health_of(house: House, source: str) -> health.Health:
    with house.vault.begin() as db:
        (found,) = [one for one in health.all_sources(db) if one.source == source]
    return found


@pytest.mark.parametrize("source", ["adressengids", "praatplein"])
def test_a_source_whose_canaries_answer_is_healthy_until_tomorrow(house: House, source: str) -> None:
    house.play(Action.CHECK, source)
    found = health_of(house, source)
    assert (found.healthy, found.reason, found.good_at) == (True, "", NOW)
    assert house.noted(Action.CHECK, source) == NOW + timedelta(days=1)


@pytest.mark.parametrize(
    ("served", "reason"),
    [
        (pages.frozen("adressengids", "drifted"), "layout-changed"),
        (pages.frozen("adressengids", "captcha"), "blocked"),
        (429, "blocked"),
        (Unclear.NETWORK, "network"),
        (pages.frozen("adressengids", "miss"), "no-control"),
        ("", None),
        (b"\xff\x00<", None),
    ],
    ids=["drifted", "captcha", "429", "network", "the canary is gone", "empty", "junk"],
)
def test_a_source_that_cannot_be_read_says_why_and_is_asked_again_sooner(
    house: House, served: Served, reason: str | None
) -> None:
    house.play(Action.CHECK, "adressengids")
    house.turn(days=1)
    house.web.pages[f"{pages.DIRECTORY}/zoek?naam=Testvermelding&plaats=Lindestad"] = served
    house.play(Action.CHECK, "adressengids")
    found = health_of(house, "adressengids")
    assert not found.healthy
    assert reason in {None, found.reason}
    assert found.reason
    assert (found.checked_at, found.good_at) == (house.now(), NOW)
    assert house.noted(Action.CHECK, "adressengids") == house.now() + timedelta(hours=2)


def test_a_source_that_finds_whatever_one_asks_for_is_not_healthy(house: House) -> None:
    house.web.pages[f"{pages.DIRECTORY}/zoek?naam=Zqxwvlaar&plaats=Lindestad"] = pages.row("Z. Zqxwvlaar")
    house.play(Action.CHECK, "adressengids")
    assert not health_of(house, "adressengids").healthy


def test_nobody_who_is_enrolled_is_named_to_it(house: House) -> None:
    house.enrol()
    house.play(Action.CHECK, "adressengids")
    assert house.web.asked
    assert not any("Berg" in url for url in house.web.asked)


def test_a_source_that_is_not_switched_on_any_more_is_not_asked(house: House) -> None:
    house.play(Action.CHECK, "retired")
    assert house.web.asked == []
    assert house.noted(Action.CHECK, "retired") is None
