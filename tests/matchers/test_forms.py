"""What the m weights claim can be counted, without counting what the machine would not have found otherwise."""

from __future__ import annotations

from domain.finding import Finding, Grade, Signal
from domain.mention import Place
from matchers import Weights, shown_forms

NAME, TYPO = Signal("name", "Joke Berg", 0, 9, "exact", 10.0), Signal("name", "Joke Brg", 0, 8, "typo", 4.0)
PHONE, OTHER = Signal("phone", "06-12345671", 9, 20, "exact", 28.0), Signal("phone", "06-12345672", 9, 20, "other", -1.0)
CAP = Signal("cap", "", None, None, "name: a name alone is not enough", -20.0, "rule")


def finding(*signals: Signal) -> Finding:
    return Finding("p01", Place("x"), Grade.PROBABLE, 0.9, False, signals, -24.0, 0.9, 0.1)


def test_nothing_confirmed_tells_nothing(weights: Weights) -> None:
    assert shown_forms([], weights) == {}


def test_a_kind_counts_only_where_the_rest_is_a_finding_already(weights: Weights) -> None:
    counts = shown_forms([finding(NAME, PHONE), finding(TYPO, PHONE), finding(NAME, PHONE, CAP)], weights)
    assert counts == {"name": {"exact": 2, "typo": 1}}, "without the phone number nobody would have been found"


def test_what_speaks_against_counts_as_well_and_a_rule_is_no_evidence(weights: Weights) -> None:
    mail = Signal("email", "joke@mail.example", 30, 47, "exact", 31.0)
    counts = shown_forms([finding(NAME, mail, OTHER, CAP), finding(NAME, mail, PHONE)], weights)
    assert counts == {"name": {"exact": 2}, "phone": {"other": 1, "exact": 1}, "email": {"exact": 1}}


def test_of_a_kind_that_stands_there_twice_the_better_form_counts(weights: Weights) -> None:
    assert shown_forms([finding(TYPO, PHONE, NAME)], weights) == {"name": {"exact": 1}}
