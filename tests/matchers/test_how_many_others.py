"""How many other residents are expected to fit the same evidence: right in order of magnitude."""

import pytest

from domain.mention import Place
from domain.name import FamilyName, Name
from domain.profile import Address, Profile
from matchers import Index, find, read_page


def others(population, weights, profile: Profile, text: str) -> float:
    index = Index(population, weights)
    index.add(profile)
    (found,) = find(index, read_page(f"<p>{text}</p>".encode()), Place("x"))
    return found.others


def somebody(first: str, prefix: str, surname: str, city: str) -> Profile:
    home = Address("Kerkstraat", "8", "", "2514ED", city)
    return Profile("p", Name(FamilyName(surname, prefix), (first,)), phones=("+31612345671", "+31701234567"),
                   emails=("x71@mail.example",), addresses=(home,))  # fmt: skip


@pytest.mark.parametrize(
    ("text", "least", "most"),
    [
        ("Kerkstraat 8, 2514 ED Rotterdam", 0.5, 2),  # the others in the house
        ("070-1234567", 0.5, 2),
        ("06-12345671", 0.01, 0.2),  # hardly ever anybody but its owner
        ("x71@mail.example", 0.001, 0.02),
        ("Jan de Jong, 2514 ED", 1e-5, 1e-2),  # of 30 neighbours one in two hundred is a de Jong, one in forty a Jan
        ("de Jong, Kerkstraat 8, 2514 ED Rotterdam", 0.1, 1),  # half of the house bear the name
        ("Jan de Jong, Kerkstraat 8, 2514 ED Rotterdam", 1e-3, 0.05),
    ],
)
def test_others_who_fit_the_same_evidence(population, weights, text, least, most):
    assert least <= others(population, weights, somebody("Jan", "de", "Jong", "Rotterdam"), text) <= most


def test_others_of_a_name_in_no_table_are_as_many_as_a_village_bears(population, weights):
    rare = others(population, weights, somebody("Xandra", "", "Qwzxmeer", "Rotterdam"), "Xandra Qwzxmeer, Rotterdam")
    assert 0.5 < rare < 20


def test_evidence_against_makes_others_more(population, weights):
    who = somebody("Jan", "de", "Jong", "Rotterdam")
    assert others(population, weights, who, "Jan de Jong, 06-12345671") < others(
        population, weights, who, "Karel de Jong, 06-12345671"
    )
