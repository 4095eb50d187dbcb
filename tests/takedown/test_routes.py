"""A route is a directory with its rule and its letters; none is registered anywhere else."""

from __future__ import annotations

import pytest

from domain.errors import BadInput
from domain.profile import IdentifierKind
from domain.terms import term_of
from takedown import routes
from takedown.elements import NAMES
from takedown.language import LANGUAGES
from takedown.route import Principal, Route, TermKind, Travel
from takedown.routes import all_routes, route_of

SENDING_FIELDS = {"notifier_name", "notifier_email", "urls"}
MANDATED = {"ap77", "awb417", "bezwaar", "broker", "delist", "gdpr17", "gdpr21", "marketing", "repeat", "uavg35"}


def test_the_directories_are_the_routes() -> None:
    assert " ".join(all_routes()) == (
        "abuse ap77 awb417 bezwaar broker brp delist dsa16 dsa20 dsa21 dsa53 gdpr17 gdpr21 kadaster kvk marketing ntd "
        "outdated own platform police registrar repeat sidn uavg35"
    )


@pytest.mark.parametrize("route", all_routes().values(), ids=lambda route: route.slug)
def test_a_route_is_complete(route: Route) -> None:
    assert route.ground
    assert route.sources
    assert route.ladder
    assert set(route.fields) >= (SENDING_FIELDS if route.principal is not Principal.SELF else {"urls"})
    assert set(route.fields) | set(route.optional) <= NAMES
    assert not set(route.fields) & set(route.optional)
    assert set(route.after_refusal) | set(route.after_silence) <= set(all_routes())
    assert all(rung.why.endswith(".") for rung in route.ladder)
    assert len({rung.kind for rung in route.ladder}) == len(route.ladder)
    for language in LANGUAGES:
        assert (routes.HERE / route.slug / f"letter.{language}.txt.j2").is_file()


@pytest.mark.parametrize("route", all_routes().values(), ids=lambda route: route.slug)
def test_only_a_term_of_the_law_is_called_statutory(route: Route) -> None:
    if route.reply.kind is TermKind.STATUTORY:
        assert not term_of(route.reply.rule).ours
        assert not route.reply.extended or term_of(route.reply.rule) != term_of(route.reply.extended)
        assert not route.reply.working_days + route.reply.days
    else:
        assert not route.reply.rule
        assert bool(route.reply.working_days) != bool(route.reply.days)


def test_rights_of_the_employee_need_a_mandate_and_the_employers_own_notices_do_not() -> None:
    assert {slug for slug, route in all_routes().items() if route.needs_mandate} == MANDATED
    assert all(bool(route.mandate) == route.needs_mandate for route in all_routes().values())
    assert all((route.principal is Principal.EMPLOYEE) == ("mandate_ref" in route.fields) for route in all_routes().values())


def test_an_unknown_route_is_refused_with_the_known_ones() -> None:
    with pytest.raises(BadInput, match="gdpr17, gdpr21"):
        route_of("dmca")


def test_the_regulation_gives_a_notice_no_term_and_its_complaint_no_either() -> None:
    assert {slug for slug, route in all_routes().items() if route.reply.kind is TermKind.STATUTORY} == {
        *("ap77", "awb417", "delist", "dsa21", "gdpr17", "gdpr21", "marketing", "repeat"),
    }


def test_only_a_delisting_carries_anything_of_the_employee() -> None:
    assert {slug: set(route.carries) for slug, route in all_routes().items() if route.carries} == {
        "delist": {IdentifierKind.NAME}
    }


def test_what_only_a_hand_can_bring_is_never_sent() -> None:
    assert {slug for slug, route in all_routes().items() if route.travel is Travel.HAND} == {
        *("brp", "kadaster", "kvk", "police", "uavg35"),
    }
    assert {slug for slug, route in all_routes().items() if route.travel is Travel.FORM} == {"outdated", "platform"}
