"""A name as lists and registers turn it: family name first, the prefix before, behind or between, capitals, initials."""

import pytest

from domain.finding import Grade
from matchers.names import split_full_name

FULL = [
    "Berg, Joke van der", "Berg, van der, Joke", "Berg (van der), Joke", "Berg van der, Joke", "Berg van der Joke",
    "van der Berg, Joke", "Van der Berg Joke", "BERG, VAN DER JOKE", "VAN DER BERG Joke", "berg, van der, joke",
    "Berg, v.d., Joke", "Berg, mevr. Joke van der", "Berg, J.M. (Joke) van der", "Berg, Joke (van der)", "Joke Berg van der",
    "JOKE V.D. BERG", "Joke V.D. Berg", "Berg-de Wit, van der, Joke", "Berg - de Wit, Joke van der",
]  # fmt: skip
INITIALS = [
    "Berg, J.M. van der", "Berg, van der, J.M.", "Berg (van der), J.M.", "Berg van der J.M.", "BERG VAN DER JM",
    "van der Berg J.M.", "Berg J.M. van der", "J.M. Berg van der", "j.m. van der berg", "Berg-de Wit, J.M. van der",
]  # fmt: skip


@pytest.mark.parametrize("written", FULL)
def test_a_turned_name_is_the_whole_name(matched, written):
    found = matched(f"<ul><li>{written}, geboren 14-03-1971</li><li>Piet Bakker, geboren 1-1-1980</li></ul>")
    assert found["p01"].grade is Grade.CERTAIN


@pytest.mark.parametrize("written", INITIALS)
def test_a_turned_name_with_initials_is_as_good_as_one_with_initials_in_front(matched, written):
    plainly = matched("<p>J.M. van der Berg, geboren 14-03-1971</p>")["p01"]
    turned = matched(f"<p>{written}, geboren 14-03-1971</p>")["p01"]
    assert turned.grade is plainly.grade is Grade.CERTAIN


#: What registers put behind a name, that is no part of it.
BEHIND = [
    "Berg, Joke van der, Den Haag, {born}", "Berg, Joke van der (Den Haag, {born})", "Berg, J.M. van der - Den Haag {born}",
    "van der Berg, Joke Utrecht, {born}", "BERG, JOKE VAN DER DEN HAAG {born}", "Berg, Joke van der, De Bilt, {born}",
    "Berg, Joke van der RA, {born}", "Berg, Joke van der B.Sc., {born}", "Joke van der Berg M.Sc., {born}",
    "Berg, J.M. van der, B.Sc., {born}", "van der Berg, Joke NL-2514 EE, {born}",
]  # fmt: skip


@pytest.mark.parametrize("written", BEHIND)
def test_a_city_or_a_degree_behind_a_name_is_no_part_of_it(matched, written):
    assert matched(f"<p>{written.format(born='14-03-1971')}</p>")["p01"].grade is Grade.CERTAIN


@pytest.mark.parametrize(
    "other",
    ["Berg, Piet van der, Den Haag", "Bakker, Joke Utrecht", "de Jong, Joke van der Berg-Smit RA", "van der Berg, Joke Ma"],
)
def test_a_city_or_a_degree_behind_another_name_makes_it_nobody_of_ours(matched, other):
    found = matched(f"<ul><li>{other} – 14-03-1972</li></ul>")
    assert "p01" not in found


@pytest.mark.parametrize("row", ["2514 ED Joke van der Berg", "NL-2514 ED Joke van der Berg", "2514ED J.M. van der Berg"])
def test_the_letters_of_a_postcode_in_front_of_a_name_are_no_first_name(matched, row):
    assert "conflict" not in {signal.form for signal in matched(f"<p>{row}, 06-12345671</p>")["p01"].signals}


@pytest.mark.parametrize("couple", ["Joke en Piet van der Berg", "Joke & Piet van der Berg", "Joke and Piet van der Berg"])
def test_two_who_are_named_together_share_the_family_name(matched, couple):
    assert matched(f"<p>{couple}, 06-12345671</p>")["p01"].grade is Grade.CERTAIN


@pytest.mark.parametrize(
    "couple", ["Anna en Piet van der Berg", "Joke Bakker, Anna en Piet van der Berg", "Joke, Piet van der Berg"]
)
def test_two_others_who_are_named_together_are_not_ours(matched, couple):
    name = next(one for one in matched(f"<p>{couple}, 06-12345671</p>")["p01"].signals if one.kind == "name")
    assert name.weight < 10


@pytest.mark.parametrize(
    "row",
    [
        "Berg J, Kerkstraat 5, 06-12345671",
        "BERG VAN DER J Kerkstraat 5 06-12345671",
        "Berg, van der J. Lange Voorhout 8-bis 06-12345671",
    ],
)
def test_a_line_of_a_directory_ends_the_name_where_the_street_begins(matched, row):
    assert "initials" in {signal.form for signal in matched(f"<p>{row}</p>")["p01"].signals}


@pytest.mark.parametrize(
    "other",
    [
        "Piet van der Berg, J. Bakker",  # the next one's initials
        "Piet van der Berg, Joke Bakker",
        "Piet van der Berg J. Bakker",
        "Berg, van den, Piet",
        "Berg, Piet van der",
        "BERG VAN DER P",
        "Berg, J.M.P. v.d.",
        "Berg, van der Meer, Joke",  # somebody's double name
    ],
)
def test_somebody_else_turned_the_same_way_is_nobody_of_ours(matched, other):
    assert "p01" not in matched(f"<ul><li>{other}, geboren 14-03-1971</li></ul>")


def test_a_capital_in_front_of_a_name_in_small_letters_is_an_initial_and_no_prefix(matched):
    forms = {signal.form for signal in matched("<p>V.D. Berg, 06-12345671</p>")["p01"].signals}
    assert "prefix abbreviated" not in forms


@pytest.mark.parametrize(
    ("full", "first", "prefix", "surname"),
    [
        ("Joke van der Berg", "Joke", "van der", "Berg"), ("van der Berg", "", "van der", "Berg"),
        ("Van Dijk", "", "Van", "Dijk"), ("Smit", "", "", "Smit"), ("Joke Smit", "Joke", "", "Smit"),
    ],
)  # fmt: skip
def test_a_former_name_may_be_the_family_name_alone(full, first, prefix, surname):
    called, family = split_full_name(full)
    assert (called, family.prefix, family.surname) == (first, prefix, surname)
