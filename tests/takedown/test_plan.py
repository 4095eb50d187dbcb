"""The class of the recipient decides which routes there are; every step says why."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from itertools import groupby

import pytest

from domain.exposure import DataCategory, Exposure, Trace
from domain.recipient import Recipient, RecipientClass
from takedown.facts import Facts
from takedown.plan import PREFERRED, After, Planned, follow_ups, plan
from takedown.recipients import decides_on, deciding, reaches
from takedown.routes import all_routes, route_of

Make = Callable[..., Facts]
ALL_PROCEDURES = tuple(slug for slug, route in all_routes().items() if route.by_procedure)
#: Routes on one step go in parallel.
LADDERS: dict[RecipientClass, str] = {
    RecipientClass.PLATFORM: "dsa16 > platform > gdpr17 > gdpr21 > ntd",
    RecipientClass.SMALL_PLATFORM: "dsa16 > platform > ntd > gdpr17 > gdpr21",
    RecipientClass.MARKETPLACE: "dsa16 + gdpr17 + gdpr21 > platform",
    RecipientClass.HOST: "dsa16 > abuse > ntd",
    RecipientClass.CONTROLLER: "broker > gdpr17 + marketing > gdpr21",
    RecipientClass.PUBLIC_BODY: "gdpr17 > gdpr21",
    RecipientClass.REGISTER: "brp + kadaster + kvk > gdpr21 > gdpr17",
    RecipientClass.REGISTRAR: "registrar > ntd",
    RecipientClass.SEARCH_ENGINE: "outdated > delist",
    RecipientClass.OWN: "own",
    RecipientClass.POLICE: "police",
    RecipientClass.REGISTRY: "",
    RecipientClass.DATA_AUTHORITY: "",
    RecipientClass.PLATFORM_AUTHORITY: "",
    RecipientClass.DISPUTE_BODY: "",
    RecipientClass.COURT: "",
}
#: What follows, by route, class of whoever was asked, and why; "to" only where it is somebody else.
FOLLOWING = [
    (
        "dsa16",
        RecipientClass.PLATFORM,
        After.REFUSAL,
        "dsa20 dsa21:dispute-body ntd:host dsa53:platform-authority ntd ntd:registrar",
    ),
    (
        "dsa16",
        RecipientClass.MARKETPLACE,
        After.REFUSAL,
        "dsa20 dsa21:dispute-body dsa53:platform-authority ntd:host ntd:registrar",
    ),
    ("dsa16", RecipientClass.SMALL_PLATFORM, After.REFUSAL, "dsa53:platform-authority ntd ntd:host ntd:registrar"),
    ("dsa16", RecipientClass.PLATFORM, After.SILENCE, "dsa53:platform-authority ntd ntd:host ntd:registrar"),
    ("dsa20", RecipientClass.PLATFORM, After.REFUSAL, "dsa21:dispute-body dsa53:platform-authority"),
    ("gdpr17", RecipientClass.CONTROLLER, After.REFUSAL, "ap77:data-authority uavg35:court repeat"),
    ("gdpr17", RecipientClass.CONTROLLER, After.SILENCE, "ap77:data-authority"),
    ("gdpr17", RecipientClass.PUBLIC_BODY, After.SILENCE, "ap77:data-authority awb417"),
    ("gdpr17", RecipientClass.PUBLIC_BODY, After.REFUSAL, "ap77:data-authority bezwaar repeat"),
    ("delist", RecipientClass.SEARCH_ENGINE, After.REFUSAL, "ap77:data-authority uavg35:court repeat"),
    ("outdated", RecipientClass.SEARCH_ENGINE, After.SILENCE, "delist"),
    ("broker", RecipientClass.CONTROLLER, After.SILENCE, "gdpr17 gdpr21"),
    ("ntd", RecipientClass.HOST, After.REFUSAL, "abuse ntd:registrar registrar:registrar police:police sidn:registry"),
    ("registrar", RecipientClass.REGISTRAR, After.SILENCE, "ntd sidn:registry"),
    ("own", RecipientClass.OWN, After.REFUSAL, ""),
]


@pytest.fixture
def exposure(draft: Make) -> Exposure:
    return draft().exposure


@pytest.fixture
def recipient(draft: Make) -> Recipient:
    return draft().recipient


@pytest.mark.parametrize("kind", list(RecipientClass))
def test_the_ladder_of_each_class(exposure: Exposure, recipient: Recipient, kind: RecipientClass) -> None:
    named = replace(exposure, traces=(*exposure.traces, Trace(DataCategory.NAME)))

    ladder = plan(named, replace(recipient, kind=kind))

    assert drawn(ladder) == LADDERS[kind]
    assert all(step.why.endswith(".") for step in ladder)
    assert all(step.to is kind for step in ladder)


def drawn(ladder: tuple[Planned, ...]) -> str:
    """a > b + c: first a, then b and c in parallel."""
    steps = groupby(ladder, key=lambda step: step.step)
    return " > ".join(" + ".join(one.route for one in together) for _, together in steps)


@pytest.mark.parametrize("kind", list(RecipientClass))
def test_a_procedure_that_a_recipient_does_not_have_is_not_planned(
    exposure: Exposure, recipient: Recipient, kind: RecipientClass
) -> None:
    ladder = plan(exposure, replace(recipient, kind=kind, procedures=()))

    assert not {step.route for step in ladder} & set(ALL_PROCEDURES)


@pytest.mark.parametrize(
    ("kind", "categories", "planned"),
    [
        (RecipientClass.SEARCH_ENGINE, (DataCategory.PHONE,), {"outdated"}),
        (RecipientClass.SEARCH_ENGINE, (DataCategory.PHONE, DataCategory.NAME), {"outdated", "delist"}),
        (RecipientClass.REGISTER, (DataCategory.PHONE,), {"gdpr17", "gdpr21"}),
        (RecipientClass.REGISTER, (DataCategory.NAME,), {"brp", "gdpr17", "gdpr21"}),
        (RecipientClass.REGISTER, (DataCategory.HOME_ADDRESS,), {"brp", "kadaster", "kvk", "gdpr17", "gdpr21"}),
    ],
)
def test_what_is_exposed_decides_as_well(
    exposure: Exposure, recipient: Recipient, kind: RecipientClass, categories: tuple[DataCategory, ...], planned: set[str]
) -> None:
    about = replace(exposure, traces=tuple(map(Trace, categories)))

    assert {step.route for step in plan(about, replace(recipient, kind=kind))} == planned


@pytest.mark.parametrize(("route", "kind", "after", "drawn"), FOLLOWING)
def test_what_follows_a_refusal_or_silence(
    exposure: Exposure, recipient: Recipient, route: str, kind: RecipientClass, after: After, drawn: str
) -> None:
    about = replace(exposure, traces=(Trace(DataCategory.NAME),))

    found = follow_ups(route_of(route), about, replace(recipient, kind=kind), after)

    assert sorted(step.route if step.to is kind else f"{step.route}:{step.to}" for step in found) == sorted(drawn.split())
    assert [step.step for step in found] == sorted(step.step for step in found)


@pytest.mark.parametrize("slug", sorted(all_routes()))
@pytest.mark.parametrize("after", list(After))
def test_a_small_platform_is_never_brought_before_what_it_is_spared(
    exposure: Exposure, recipient: Recipient, slug: str, after: After
) -> None:
    small = replace(recipient, kind=RecipientClass.SMALL_PLATFORM)

    assert not {step.route for step in follow_ups(route_of(slug), exposure, small, after)} & {"dsa20", "dsa21"}


def test_a_registry_is_asked_about_names_in_its_own_domain_alone_and_decides_on_no_place(
    exposure: Exposure, recipient: Recipient
) -> None:
    registry = replace(recipient, kind=RecipientClass.REGISTRY, hosts=("nl",))

    assert reaches(registry, "https://praatplein.nl/draad/4711")
    assert not reaches(registry, exposure.place.url)
    assert deciding((registry,), "https://praatplein.nl/draad/4711") == ()


def test_a_marketplace_is_asked_as_host_and_as_controller_at_once_also_when_one_is_preferred(
    exposure: Exposure, recipient: Recipient
) -> None:
    ladder = plan(exposure, replace(recipient, kind=RecipientClass.MARKETPLACE, prefers="gdpr17"))

    assert drawn(ladder) == "gdpr17 + dsa16 + gdpr21 > platform"


def test_what_the_recipient_or_we_prefer_goes_first(exposure: Exposure, recipient: Recipient) -> None:
    asking = replace(recipient, prefers="ntd")

    assert [step.route for step in plan(exposure, asking, ("gdpr21",))] == ["gdpr21", "ntd", "dsa16", "platform", "gdpr17"]
    assert plan(exposure, asking)[0].why == PREFERRED


@pytest.mark.parametrize("wish", ["own", "gdpr17", "delist", "kvk"])
def test_a_preferred_route_without_rights_against_the_class_is_refused(
    exposure: Exposure, recipient: Recipient, wish: str
) -> None:
    host = replace(recipient, kind=RecipientClass.HOST, prefers=wish)

    assert [step.route for step in plan(exposure, host, (wish,))] == ["dsa16", "abuse", "ntd"]


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


def test_of_two_that_decide_on_one_host_the_nearer_link_comes_first(recipient: Recipient) -> None:
    kinds = (RecipientClass.REGISTRAR, RecipientClass.HOST, RecipientClass.PLATFORM)
    found = deciding([replace(recipient, slug=kind.value, kind=kind) for kind in kinds], f"https://{recipient.hosts[0]}/1")

    assert [one.kind for one in found] == list(reversed(kinds))


def test_the_nearest_to_the_source_comes_first(recipient: Recipient) -> None:
    host = replace(recipient, slug="host", hosts=("example",))
    forum = replace(recipient, slug="forum", hosts=("forum.praatplein.example",))
    other = replace(recipient, slug="other", hosts=("ander.example",))

    found = deciding([host, other, recipient, forum], "https://forum.praatplein.example/1")

    assert [one.slug for one in found] == ["forum", "praatplein", "host"]
