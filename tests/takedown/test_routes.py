"""A route is a directory with its rule and its letters; none is registered anywhere else."""

from __future__ import annotations

import pytest

from domain.errors import BadInput
from domain.terms import term_of
from takedown import routes
from takedown.language import LANGUAGES
from takedown.route import Principal, Route, TermKind
from takedown.routes import all_routes, route_of

SENDING_FIELDS = {"notifier_name", "notifier_email", "urls"}


def test_the_directories_are_the_routes() -> None:
    assert list(all_routes()) == ["dsa16", "gdpr17", "gdpr21", "ntd", "own"]


@pytest.mark.parametrize("route", all_routes().values(), ids=lambda route: route.slug)
def test_a_route_is_complete(route: Route) -> None:
    assert route.ground
    assert route.sources
    assert route.ladder
    assert set(route.fields) >= SENDING_FIELDS
    assert len({rung.kind for rung in route.ladder}) == len(route.ladder)
    for language in LANGUAGES:
        assert (routes.HERE / route.slug / f"letter.{language}.txt.j2").is_file()


@pytest.mark.parametrize("route", all_routes().values(), ids=lambda route: route.slug)
def test_only_a_term_of_the_law_is_called_statutory(route: Route) -> None:
    if route.reply.kind is TermKind.STATUTORY:
        assert term_of(route.reply.rule) != term_of(route.reply.extended)
        assert not route.reply.working_days + route.reply.days
    else:
        assert not route.reply.rule
        assert bool(route.reply.working_days) != bool(route.reply.days)


def test_rights_of_the_employee_need_a_mandate_and_the_employers_own_notices_do_not() -> None:
    assert {slug for slug, route in all_routes().items() if route.needs_mandate} == {"gdpr17", "gdpr21"}
    assert all((route.principal is Principal.EMPLOYEE) == ("mandate_ref" in route.fields) for route in all_routes().values())


def test_an_unknown_route_is_refused_with_the_known_ones() -> None:
    with pytest.raises(BadInput, match="dsa16, gdpr17"):
        route_of("dmca")
