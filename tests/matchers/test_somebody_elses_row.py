"""What in a record is another's speaks against the person: another house, another first name, another's name altogether."""

import pytest

from domain.finding import Grade

CERTAIN, PROBABLE, POSSIBLE = Grade.CERTAIN, Grade.PROBABLE, Grade.POSSIBLE
HOME = "Lange Voorhout 8-bis, 2514 ED Den Haag"


@pytest.mark.parametrize(
    "where",
    [
        "Lange Voorhout 12, 2514 ED Den Haag", "Lange Voorhout 8-C, 2514 ED Den Haag", "2514 ED 12", "2514ED 12, Den Haag",
        "Lange Voorhout 12 | 2514 ED",
    ],
)  # fmt: skip
def test_a_namesake_behind_the_same_postcode_at_another_number_is_never_certain(matched, where):
    found = matched(f"<p>Joke van der Berg, {where}</p>")["p01"]
    assert found.grade is PROBABLE
    assert ("address", "other") in {(one.kind, one.form) for one in found.signals if one.weight < 0}


@pytest.mark.parametrize(
    "where",
    [
        HOME, "2514 ED 8-bis", "2514 ED 8", "Lange Voorhout 8, 2514 ED", "2514 ED Den Haag", "2514 ED, 14-03-1971",
        "2514 ED 070-1234567", "2514 ED 55 jaar", "2514 ED 20:15 uur", "lid sinds 1998, 2514 ED",
    ],
)  # fmt: skip
def test_the_own_number_or_none_is_no_other_house(matched, where):
    found = matched(f"<p>Joke van der Berg, {where}</p>")["p01"]
    assert found.grade is CERTAIN
    assert not any(one.kind == "address" and one.weight < 0 for one in found.signals)


def test_another_house_does_not_undo_a_number_that_is_only_theirs(matched):
    assert matched("<p>Joke van der Berg, Kerkstraat 3, 2514 ED, 06-12345671</p>")["p01"].grade is CERTAIN


@pytest.mark.parametrize("name", ["Karel Bakker", "Bakker, Karel", "K. Bakker"])
def test_a_row_that_names_somebody_else_is_at_most_possible_however_much_of_the_household_it_shows(matched, name):
    found = matched(f"<p>{name}, {HOME}, 06-12345671</p>")["p01"]
    assert found.grade is POSSIBLE
    assert "address: beside another's name" in {one.form for one in found.signals}


def test_a_relatives_row_is_not_somebody_elses_altogether(matched):
    other, relative = (matched(f"<p>{name}, 06-12345671</p>")["p01"] for name in ("Karel Bakker", "Piet van der Berg"))
    assert other.score < relative.score
    assert relative.grade is not CERTAIN


@pytest.mark.parametrize("key", ["06-12345671", f"{HOME}, 06-12345671", "joke@mail.example"])
def test_another_first_name_before_the_family_name_is_never_certain(matched, key):
    assert matched(f"<p>Karel van der Berg, {key}</p>")["p01"].grade is not CERTAIN


def test_the_particulars_of_somebody_else_do_not_count_twice(matched):
    short = matched("<p>Karel Bakker, 06-12345671</p>")["p01"]
    long = matched("<p>Karel Bakker, Kerkstraat 5, 9712 KL Groningen, 06-44551000, 06-12345671</p>")["p01"]
    assert long.score == pytest.approx(short.score)


@pytest.mark.parametrize("row", ["Joke: 06-12345671", "Joke, 070-1234567", f"Joke, {HOME}", "Bel Joke op 06-12345671"])
def test_the_first_name_beside_a_number_or_the_address_tells_who_is_meant(matched, row):
    found = matched(f"<ul><li>{row}</li><li>Karel Bakker</li></ul>")["p01"]
    assert found.grade is CERTAIN
    assert "first name alone" in {one.form for one in found.signals}


@pytest.mark.parametrize(
    "row",
    ["Joke Pietersma, 06-12345671", "Joke Smitstraat 5, 06-12345671", "Anneke Joke, 06-12345671", "Joke, 2514 ED",
     "joke van de dag, 06-12345671", "Karel: 06-12345671"],
)  # fmt: skip
def test_a_first_name_in_another_name_in_a_street_or_a_sentence_is_not_hers(matched, row):
    found = matched(f"<ul><li>{row}</li><li>Karel Bakker</li></ul>").get("p01")
    assert found is None or "first name alone" not in {one.form for one in found.signals}


def test_a_first_name_is_no_slip_of_the_family_name(matched):
    assert matched("<p>Bert Jansen, 06-12345671</p>")["p01"].grade is POSSIBLE


@pytest.mark.parametrize("sentence", ["Bergen kan op 06-12345671.", "Bel Burg: 06-12345671", "Berge, 06-12345671"])
def test_a_word_by_itself_is_no_slip_of_the_family_name(matched, sentence):
    found = matched(f"<p>Gisteren sprak ik de bakker. {sentence}</p>")["p01"]
    assert "name" not in {one.kind for one in found.signals}
    assert found.grade is not CERTAIN


def test_beside_the_first_name_or_an_initial_it_is_one(matched):
    for row in ("Joke van der Breg, 06-12345671", "J. v.d. Breg, 06-12345671"):
        assert "typo" in {one.form for one in matched(f"<p>{row}</p>")["p01"].signals}


def test_a_street_called_after_somebody_names_nobody(matched):
    page = "<ul><li>Fatima Kuiperij, Kerkstraat 44-II, Amsterdam</li><li>Piet Bakker, Jan Jansz Costerstraat 5, Emst</li></ul>"
    assert matched(page)["p02"].grade is CERTAIN


def test_another_form_of_the_first_name_at_the_same_address_may_be_a_parents_or_childs(matched):
    found = matched(f"<p>Jopie van der Berg, {HOME}, 070-1234567</p>")["p01"]
    assert found.grade is not CERTAIN
    assert matched(f"<p>Jopie van der Berg, {HOME}, 06-12345671</p>")["p01"].grade is CERTAIN
