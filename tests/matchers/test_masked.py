"""A masked name is read the same whoever else is enrolled, and a handle that looks like one is still a handle."""

from datetime import date

import pytest

from domain.mention import Place
from domain.name import FamilyName, Name
from domain.profile import Profile
from matchers import Index, Population, Weights, find, read_page

TODAY = date(2026, 11, 23)
JAN = Profile("p", Name(FamilyName("Dungen", "van den"), ("Jan",)), phones=("0612345671",))


@pytest.mark.parametrize("written", ["Jan v4n d3n Dungen", "G4ng4ram Jan van den Dung3n", "J4n v4n d3n Dungen"])
def test_who_else_is_enrolled_changes_no_score(population: Population, weights: Weights, written: str) -> None:
    page = read_page(f"<p>{written}, 06-12345671</p>".encode())
    weighed = set()
    for others in ((), ("Gangaram", "Van", "Den", "Jan")):
        index = Index(population, weights)
        index.add(JAN)
        for number, family in enumerate(others):
            index.add(Profile(f"s{number}", Name(FamilyName(family), ("Sita",)), phones=(f"061234568{number}",)))
        found = [one for one in find(index, page, Place("x"), today=TODAY) if one.profile_id == "p"]
        weighed |= {tuple(signal.weight for signal in one.signals) for one in found}
    assert len(weighed) == 1


def test_a_masked_name_that_no_table_knows_is_read(population: Population, weights: Weights) -> None:
    index = Index(population, weights)
    index.add(Profile("p", Name(FamilyName("Zwaanderhoek"), ("Joke",)), phones=("0612345671",)))
    (finding,) = find(index, read_page(b"<p>Joke Zw4anderh0ek, 06-12345671</p>"), Place("x"), today=TODAY)
    assert [signal.found for signal in finding.signals if signal.kind == "name"] == ["Joke Zw4anderh0ek"]


@pytest.mark.parametrize("handle", ["jan4ever", "g4ng4ram"])
def test_a_handle_that_looks_masked_is_found(population: Population, weights: Weights, handle: str) -> None:
    index = Index(population, weights)
    index.add(Profile("p", Name(FamilyName("Dungen"), ("Jan",)), handles=(handle,)))
    (finding,) = find(index, read_page(f"<p>Instagram: @{handle}</p>".encode()), Place("x"), today=TODAY)
    assert [signal.found for signal in finding.signals] == [handle]
