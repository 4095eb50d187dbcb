"""That a whole site is gone is said by several name services, at several looks; one of them alone proves nothing."""

from __future__ import annotations

from dataclasses import replace

import pytest

from domain.errors import Unclear
from domain.exposure import Exposure, Outcome
from domain.sighting import Verdict
from tests.workers import pages
from tests.workers.house import House
from tests.workers.looks import look, verdicts


def without_site(house: House, *answers: bool | None) -> House:
    """The forum cannot be reached any more, and the name services say this of its names."""
    for url in list(house.web.pages):
        if url.startswith(pages.FORUM):
            house.web.pages[url] = Unclear.NETWORK
    return replace(house, services=replace(house.services, exists=lambda host: answers))


def test_a_site_without_a_name_is_gone_after_three_looks_over_a_week(house: House, exposure: Exposure) -> None:
    house = without_site(house, False, False)
    outcomes = []
    for days in (0, 1, 7):
        house.turn(days=days)
        exposure = look(house, exposure)
        outcomes.append(exposure.outcome)
    assert verdicts(exposure)[-3:] == [Verdict.SITE_GONE] * 3
    assert outcomes[-1] is Outcome.GONE
    assert Outcome.GONE not in outcomes[:-1]


@pytest.mark.parametrize("answers", [(), (False,), (False, None), (False, True)])
def test_one_word_for_it_or_one_against_it_is_no_proof(
    house: House, exposure: Exposure, answers: tuple[bool | None, ...]
) -> None:
    house = without_site(house, *answers)
    for days in (0, 1, 7):
        house.turn(days=days)
        exposure = look(house, exposure)
    assert set(verdicts(exposure)[-3:]) == {Verdict.UNCLEAR}
    assert exposure.outcome is not Outcome.GONE


@pytest.mark.parametrize(("word", "verdict"), [(False, Verdict.SITE_GONE), (True, Verdict.UNCLEAR), (None, Verdict.UNCLEAR)])
def test_the_word_of_the_registry_alone_is_enough_and_its_silence_is_not(
    house: House, exposure: Exposure, word: bool | None, verdict: Verdict
) -> None:
    house = without_site(house)
    house = replace(house, services=replace(house.services, registered=lambda host: word))
    assert verdicts(look(house, exposure))[-1] is verdict
