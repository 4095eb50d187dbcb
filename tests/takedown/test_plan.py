"""The class of the recipient decides which routes there are; every step says why."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from domain.exposure import Exposure
from domain.recipient import Recipient, RecipientClass
from takedown.facts import Facts
from takedown.plan import PREFERRED, plan
from takedown.recipients import decides_on, deciding
from takedown.routes import all_routes

Make = Callable[..., Facts]
LADDERS = {
    RecipientClass.PLATFORM: ("dsa16", "gdpr17", "gdpr21", "ntd"),
    RecipientClass.SMALL_PLATFORM: ("dsa16", "ntd", "gdpr17", "gdpr21"),
    RecipientClass.MARKETPLACE: ("dsa16", "gdpr17", "gdpr21"),
    RecipientClass.HOST: ("dsa16", "ntd"),
    RecipientClass.CONTROLLER: ("gdpr17", "gdpr21"),
    RecipientClass.PUBLIC_BODY: ("gdpr17", "gdpr21"),
    RecipientClass.REGISTER: ("gdpr21", "gdpr17"),
    RecipientClass.REGISTRAR: ("ntd",),
    RecipientClass.SEARCH_ENGINE: (),
    RecipientClass.OWN: ("own",),
}


@pytest.fixture
def exposure(draft: Make) -> Exposure:
    return draft().exposure


@pytest.fixture
def recipient(draft: Make) -> Recipient:
    return draft().recipient


@pytest.mark.parametrize("kind", list(RecipientClass))
def test_the_ladder_of_each_class(exposure: Exposure, recipient: Recipient, kind: RecipientClass) -> None:
    ladder = plan(exposure, replace(recipient, kind=kind))

    assert tuple(step.route for step in ladder) == LADDERS[kind]
    assert all(step.why.endswith(".") for step in ladder)


def test_what_the_recipient_or_we_prefer_goes_first(exposure: Exposure, recipient: Recipient) -> None:
    asking = replace(recipient, prefers="ntd")

    assert [step.route for step in plan(exposure, asking, ("gdpr21",))] == ["gdpr21", "ntd", "dsa16", "gdpr17"]
    assert plan(exposure, asking)[0].why == PREFERRED


@pytest.mark.parametrize("wish", ["own", "gdpr17", "delist"])
def test_a_preferred_route_without_rights_against_the_class_is_refused(
    exposure: Exposure, recipient: Recipient, wish: str
) -> None:
    host = replace(recipient, kind=RecipientClass.HOST, prefers=wish)

    assert [step.route for step in plan(exposure, host, (wish,))] == ["dsa16", "ntd"]


def test_nothing_is_planned_for_who_does_not_decide_on_the_place(exposure: Exposure, recipient: Recipient) -> None:
    assert plan(exposure, replace(recipient, hosts=("elders.example",))) == ()


def test_only_known_routes_are_planned(exposure: Exposure, recipient: Recipient) -> None:
    assert plan(exposure, recipient, routes=[all_routes()["ntd"]])[0].route == "ntd"
    assert plan(exposure, recipient, routes=[]) == ()


@pytest.mark.parametrize(
    ("hosts", "url", "decides"),
    [
        (("gids.example",), "https://gids.example/a", True),
        (("gids.example",), "https://WWW.Gids.example:443/a", True),
        (("www.gids.example",), "https://gids.example/a", True),
        (("gids.example:8443",), "https://gids.example:8443/a", True),
        (("gids.example:8443",), "https://gids.example/a", False),
        (("gids.example",), "https://mijngids.example/a", False),
        (("gids.example",), "https://gids.example.kwaad.example/a", False),
        (("gids.example",), "https://gids.example@kwaad.example/a", False),
        ((), "https://gids.example/", False),
        (("", "."), "https://gids.example/", False),
    ],
)
def test_a_recipient_decides_on_its_hosts_and_what_is_under_them(
    recipient: Recipient, hosts: tuple[str, ...], url: str, decides: bool
) -> None:
    assert decides_on(replace(recipient, hosts=hosts), url) is decides


def test_the_nearest_to_the_source_comes_first(recipient: Recipient) -> None:
    host = replace(recipient, slug="host", hosts=("example",))
    forum = replace(recipient, slug="forum", hosts=("forum.praatplein.example",))
    other = replace(recipient, slug="other", hosts=("ander.example",))

    found = deciding([host, other, recipient, forum], "https://forum.praatplein.example/1")

    assert [one.slug for one in found] == ["forum", "praatplein", "host"]
