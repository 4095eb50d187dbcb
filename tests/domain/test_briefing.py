"""What may be told of a team: rough numbers that point at nobody."""

from __future__ import annotations

from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from domain.briefing import LEAST, briefing
from domain.exposure import DataCategory, Exposure, Trace
from domain.mention import Place
from domain.sighting import Sighting, Verdict

AT = datetime(2026, 11, 23, tzinfo=UTC)


def seen(profile_id: str, category: DataCategory = DataCategory.PHONE) -> Exposure:
    look = Sighting(AT, Verdict.PRESENT, vantage="scan", status=200)
    place = Place(f"https://praatplein.example/{profile_id}")
    return Exposure("e", profile_id, "c", "praatplein", place, AT, AT, (Trace(category, sightings=(look,)),))


@given(st.integers(0, 30), st.integers(0, 30))
def test_no_number_tells_of_fewer_than_five_nor_leaves_fewer_than_five(people: int, exposed: int) -> None:
    team = [f"p{number}" for number in range(people)]
    told = briefing(team, [seen(one) for one in team[:exposed]])
    if people < LEAST:
        assert (told.people, told.exposed, told.categories) == (None, None, ())
        return
    for number in (told.exposed, *(count for _, count in told.categories)):
        assert number is None or number == 0 or LEAST <= number <= people - LEAST


def test_numbers_are_of_people_and_others_do_not_count() -> None:
    team = [f"p{number}" for number in range(12)]
    places = [seen(one) for one in team[:6]] * 3 + [seen("stranger", DataCategory.WORK)]
    told = briefing(team, places)
    assert (told.people, told.exposed, told.categories) == (12, 6, ((DataCategory.PHONE, 6),))
