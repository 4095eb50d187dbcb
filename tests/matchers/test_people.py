"""Whose name stands beside something: seen in what becomes of Joke van der Berg's number or address."""

import pytest

from domain.finding import Grade

STRANGERS = [
    "Volgens Abdellah Achahbar",
    "Jan van Dijk",
    "Klaas Hoogendijk",
    "Piet van der Laan",
    "Snoek, Astrid",
    "Mounaouir, Driss el",
    "Veen, K.L. van der",
    "jan de vries",
]
THINGS = [
    "6813 AL Arnhem",
    "9150 EL Hijum",
    "1324 ED Almere",
    "Nova Zembla 168-A",
    "Cornelis Liefhebberst. 106",
    "Jan Palachweg 41",
    "Jan van Galenstraat 12",
    "van harte welkom",
    "Van de Sande Bakhuyzen 26",
]


@pytest.mark.parametrize("name", STRANGERS)
def test_a_number_beside_a_strangers_name_is_no_more_than_possible(matched, name):
    assert matched(f"<p>{name}<br>06-12345671</p>")["p01"].grade is Grade.POSSIBLE


@pytest.mark.parametrize("thing", THINGS)
def test_a_street_or_a_postcode_is_nobody_whose_number_it_could_be(matched, thing):
    assert matched(f"<p>{thing}<br>06-12345671</p>")["p01"].grade is Grade.PROBABLE


@pytest.mark.parametrize("street", ["Meester Boelenweg 153-hs", "Nova Zembla 168-A"])
def test_a_street_that_follows_a_stranger_leaves_them_a_person(matched, street):
    beside = matched(f"<p>Mohamed Haddis {street}, 06-12345671</p>").get("p01")
    assert beside is None or beside.grade is Grade.POSSIBLE
    assert matched(f"<p>{street}, 06-12345671</p>")["p01"].grade is Grade.PROBABLE
