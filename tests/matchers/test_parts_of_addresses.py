"""What stands inside an e-mail address is a part of that address: neither a handle nor a name of its own."""

from collections.abc import Callable
from datetime import date

import pytest

from domain.finding import Finding
from domain.mention import Place
from domain.name import FamilyName, Name
from domain.profile import Profile
from matchers import Index, Population, Weights, find, read_page
from matchers.usernames import stands_at

HANDLE = "willembreeuwsma62"


@pytest.mark.parametrize(
    "behind",
    [
        "(at)mail.example", "[at]mail.example", " (at) mail.example", "[@]mail.example", " apenstaartje mail punt example",
        "@mail.example", " @ mail.example", "_at_mail.example", " at mail dot example", " at mail.example", " dot smit at mail",
        "[punt]smit@mail.example", "{at}mail(dot)example",
    ],
)  # fmt: skip
def test_a_handle_in_front_of_the_sign_is_no_handle(behind: str) -> None:
    assert not stands_at(f"mail {HANDLE}{behind}", 5, HANDLE, word=False)


@pytest.mark.parametrize(
    "behind", ["", ".", " (Utrecht)", " at home", ", @anderen", " @anderen", " - at last", " op het forum"]
)
def test_a_handle_elsewhere_is_one(behind: str) -> None:
    assert stands_at(f"door {HANDLE}{behind}", 5, HANDLE, word=False)


@pytest.fixture
def said(population: Population, weights: Weights) -> Callable[[str], list[Finding]]:
    """What a page says of Pawel Dabrowski and his number."""

    def run(written: str) -> list[Finding]:
        index = Index(population, weights)
        name = Name(FamilyName("Dabrowski"), ("Pawel",))
        index.add(Profile("p", name, emails=("pawel@thuis.example",), phones=("0612345671",)))
        page = read_page(f"<p>{written}, 06-12345671</p>".encode())
        return list(find(index, page, Place("x"), today=date(2026, 11, 23)))

    return run


@pytest.mark.parametrize(
    "written", ["p.dabrowski@bedrijf.example", "p.dabrowski (at) bedrijf.example", "dabrowski@bedrijf.example"]
)
def test_the_front_of_an_address_is_no_name_with_initials(said: Callable[[str], list[Finding]], written: str) -> None:
    (finding,) = said(written)
    assert not [signal for signal in finding.signals if signal.kind == "name" and signal.weight > 0]


def test_the_name_beside_the_address_is(said: Callable[[str], list[Finding]]) -> None:
    (finding,) = said("P. Dabrowski, p.dabrowski@bedrijf.example")
    (name,) = [signal for signal in finding.signals if signal.kind == "name"]
    assert name.found == "P. Dabrowski"
