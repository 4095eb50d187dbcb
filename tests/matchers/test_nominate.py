"""Enrolling and withdrawing: nothing is rebuilt, and nothing of a withdrawn profile stays behind."""

import pytest

from domain.errors import Conflict
from domain.mention import Place
from matchers import Index, Population, Weights, find, read_page
from matchers.hints import Known

PAGE = b"<p>Joke van der Berg, Lange Voorhout 8 bis, 2514 ED Den Haag, 06-12345671, joke@mail.example, jokeb71</p>"


def entries(index: Index) -> dict[str, object]:
    """Everything the index holds, as plain values; what is kept ready of names is made anew with each removal."""
    return {
        name: repr(vars(value) if isinstance(value, Known) else sorted(value) if isinstance(value, set) else value)
        for name, value in vars(index).items()
        if name != "book"
    }


def test_a_withdrawn_profile_is_in_no_posting(enrolled: Index, population: Population, weights: Weights):
    joke, fatima = (enrolled.enrolled(one).profile for one in ("p01", "p02"))
    index = Index(population, weights)
    index.add(fatima)
    before = entries(index)
    index.add(joke)
    assert [finding.profile_id for finding in find(index, read_page(PAGE), Place("x"))] == ["p01"]
    index.remove("p01")
    assert entries(index) == before
    assert "p01" not in index
    assert find(index, read_page(PAGE), Place("x"), weak=True) == ()


def test_removing_who_is_not_enrolled_changes_nothing(enrolled: Index):
    enrolled.remove("nobody")
    assert len(enrolled) == 2


def test_the_same_id_cannot_be_enrolled_twice(enrolled: Index):
    with pytest.raises(Conflict):
        enrolled.add(enrolled.enrolled("p01").profile)


def test_two_who_share_an_address_are_both_found(enrolled: Index, population: Population, weights: Weights):
    from dataclasses import replace

    index = Index(population, weights)
    joke = enrolled.enrolled("p01").profile
    index.add(joke)
    index.add(replace(joke, id="p09"))
    index.remove("p01")
    assert [finding.profile_id for finding in find(index, read_page(PAGE), Place("x"))] == ["p09"]
