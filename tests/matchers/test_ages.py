"""What is an age on a page, of whom, and what is only a number of years."""

from datetime import date

import pytest

from matchers import birthdates

BIRTH, TODAY = date(1971, 3, 14), date(2026, 11, 23)


def said(text: str) -> set[bool | None]:
    return {birthdates.agrees(one, BIRTH, TODAY) for one in birthdates.find(text, 0, len(text))}


@pytest.mark.parametrize(
    "text",
    ["Joke Smit (55)", "Joke Smit, 55, Delft", "Joke Smit (55 jaar)", "Leeftijd: 55", "de 55-jarige", "een vrouw van 55 jaar"],
)
def test_the_right_age_fits_wherever_it_is_an_age(text: str) -> None:
    assert said(text) == {True}


@pytest.mark.parametrize(
    "text",
    ["Joke Smit (28)", "Joke Smit, 28, Delft", "Joke Smit, 28 jaar", "leeftijd 28", "de 28-jarige Joke", "28-year-old Joke"],
)
def test_another_age_speaks_against_where_it_is_said_of_somebody_named(text: str) -> None:
    assert said(text) == {False}


@pytest.mark.parametrize(
    "text",
    [
        "de 28-jarige bakker", "een vrouw van 28 jaar raakte gewond", "gaat na 28 jaar dicht", "al 28 jaar lid", "Joke (07)",
        "28 jaar geleden", "Joke Smit (06) 81600055", "Joke Smit (55) 2345678", "Joke Smit, Museumpassage, 46, Delft",
        "Joke Smit (12)", "Museumpassage 46, Delft", "na 55 jaar", "maat (28)", "Joke Smit 55", "leeftijd 281",
    ],
)  # fmt: skip
def test_other_numbers_say_nothing(text: str) -> None:
    assert said(text) <= {None}
