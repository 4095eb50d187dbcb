"""Which finding is looked at first: what gives away a home or goes with a threat, before any number of other things."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.finding import Finding, Grade, Opinion, Signal
from domain.mention import Place
from domain.risk import WORST_FIRST, Danger, dangers, needs_second, of_rank, rank

NOTHING = Finding("p", Place("https://praatplein.example/1"), Grade.CERTAIN, 0.9, False, (), -20.0, 0.9, 0.0)
GROUPS = st.sets(st.sampled_from(Danger))


def saying(*kinds: str, weight: float = 5.0) -> Finding:
    return replace(NOTHING, signals=tuple(Signal(kind, "x", 0, 1, "exact", weight) for kind in kinds))


@given(GROUPS)
def test_the_reasons_can_be_read_off_the_rank(found: set[Danger]) -> None:
    assert set(of_rank(rank(found))) == found
    assert list(of_rank(rank(found))) == [danger for danger in WORST_FIRST if danger in found]


@given(GROUPS, GROUPS)
def test_the_worst_that_only_one_has_decides(one: set[Danger], other: set[Danger]) -> None:
    apart = [danger for danger in WORST_FIRST if (danger in one) is not (danger in other)]
    assert (rank(one) > rank(other)) is bool(apart and apart[0] in one)


def test_a_home_address_stands_before_everything_else_together_and_a_threat_before_that() -> None:
    rest = rank(set(Danger) - {Danger.HOME_ADDRESS, Danger.THREAT})
    assert rank({Danger.THREAT}) > rank({Danger.HOME_ADDRESS}) > rest


def test_what_was_never_ranked_has_no_reasons() -> None:
    assert of_rank(-1) == of_rank(0) == ()


def test_only_what_speaks_for_the_employee_counts() -> None:
    assert dangers(saying("address", "phone"), "") == (Danger.HOME_ADDRESS, Danger.PHONE)
    assert dangers(saying("address", weight=-3.0), "") == ()
    assert dangers(saying("postcode", "city", "cap"), "") == ()


@pytest.mark.parametrize(
    "text",
    ["We weten waar ze woont.", "Die agent moet dood!", "wij weten je te vinden", "we komen haar opzoeken", "someone kill him"],
)
def test_words_that_may_be_a_threat_bring_it_forward(text: str) -> None:
    assert dangers(saying("name"), text) == (Danger.THREAT, Danger.NAME)


@pytest.mark.parametrize(
    "text", ["Zij woont in Den Haag.", "De dode letter van de wet.", "Hij vond het een dodelijk saai feest."]
)
def test_ordinary_words_do_not(text: str) -> None:
    assert dangers(saying("name"), text) == (Danger.NAME,)


def test_a_threat_that_somebody_knows_of_needs_no_words() -> None:
    assert dangers(saying("name"), "", threatened=True)[0] is Danger.THREAT


@pytest.mark.parametrize(
    ("opinion", "grade", "found", "wanted"),
    [
        (Opinion.DISMISSED, Grade.CERTAIN, {Danger.HOME_ADDRESS}, True),
        (Opinion.DISMISSED, Grade.CERTAIN, {Danger.THREAT, Danger.NAME}, True),
        (Opinion.DISMISSED, Grade.PROBABLE, {Danger.HOME_ADDRESS}, False),
        (Opinion.DISMISSED, Grade.CERTAIN, {Danger.PHONE}, False),
        (Opinion.CONFIRMED, Grade.CERTAIN, {Danger.HOME_ADDRESS}, False),
        (Opinion.UNSURE, Grade.CERTAIN, {Danger.THREAT}, False),
    ],
)
def test_only_a_grave_no_needs_a_second_person(opinion: Opinion, grade: Grade, found: set[Danger], wanted: bool) -> None:
    assert needs_second(opinion, grade, found) is wanted
