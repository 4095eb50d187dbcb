"""Every kind of evidence and every place of it that the matching promises, each beside one that must not count."""

from dataclasses import replace

import pytest

from domain.finding import Grade
from domain.mention import Place
from domain.name import FamilyName, Name
from domain.profile import Address, Profile
from matchers import Index, find, read_page
from tests.matchers.conftest import JOKE, TODAY

CERTAIN = Grade.CERTAIN


@pytest.fixture
def told(population, weights):
    """The finding about one profile on a page, or None."""

    def run(profile: Profile, text: str):
        index = Index(population, weights)
        index.add(profile)
        return next(iter(find(index, read_page(text.encode()), Place("x"), today=TODAY)), None)

    return run


def kinds(found) -> set[str]:
    return {one.kind for one in found.signals if one.weight > 0} if found else set()


@pytest.mark.parametrize(
    "written", ["Joke van der Berg", "Joke de Wit", "Joke van der Berg-de Wit", "Joke de Wit-van der Berg"]
)
def test_a_partners_name_in_all_four_orders(matched, written):
    assert matched(f"<p>{written}, geboren 14-03-1971</p>")["p01"].grade is CERTAIN
    assert "p01" not in matched(f"<p>{written.replace('Joke', 'Karel')}, geboren 14-03-1971</p>")


@pytest.mark.parametrize(
    "written",
    ["Joke Smit", "dr. Joke van der Berg MSc", "Mevr. drs. Joke van der Berg", "Jopie van der Berg", "ds. J.M. van der Berg"],
)
def test_former_names_titles_degrees_and_calling_names(matched, written):
    assert matched(f"<p>{written}, geboren 14-03-1971</p>")["p01"].grade is CERTAIN


@pytest.mark.parametrize(
    ("enrolled", "written", "other"),
    [
        ("Dijkstra", "Dykstra", "Dekstra"), ("Kuijper", "Kuĳper", "Kooper"), ("Müller", "Mueller", "Moller"),
        ("Đorđević", "Djordjevic", "Gorgevic"), ("Yıldız", "Yildiz", "Yaldaz"), ("Çörüz", "C\u0327o\u0308ru\u0308z", "Karuz"),
        ("Bruijn", "Bruyn", "Bron"),
    ],
)  # fmt: skip
def test_letters_that_are_written_in_two_ways(told, enrolled, written, other):
    who = replace(JOKE, name=Name(FamilyName(enrolled), ("Meryem",)), former_names=())
    assert told(who, f"<p>Meryem {written}, geboren 14-03-1971</p>").grade is CERTAIN
    found = told(who, f"<p>Meryem {other}, geboren 14-03-1971</p>")  # another name, or at most this one with a slip
    assert found is None or "typo" in {signal.form for signal in found.signals}


@pytest.mark.parametrize(
    ("home", "written", "other"),
    [
        (("Lange Voorhout", "8", "bis", "2514ED"), "Lange Voorhout 8-bis, 2514 ED", "Lange Voorhout 8-C, 2514 EE"),
        (("Kerkstraat", "44", "II", "1017GR"), "Kerkstr. 44-II, 1017GR", "Kerkstr. 44-III, 1017GS"),
        (("Prinsengracht", "230", "C", "1016HE"), "Prinsengracht 230 C", "Prinsengracht 230 D"),
        (("Burgemeester Meineszlaan", "5", "", "3022BG"), "Burg. Meineszlaan 5, 3022 BG", "Burg. Meineszlaan 15, 3022 BH"),
    ],
)
def test_a_house_number_with_its_addition_and_a_street_cut_short(told, home, written, other):
    street, number, addition, postcode = home
    who = replace(JOKE, addresses=(Address(street, number, addition, postcode, "'s-Gravenhage"),))
    for city in ("Den Haag", "'s-Gravenhage", "DEN HAAG"):
        assert "address" in kinds(told(who, f"<p>Joke van der Berg, {written} {city}</p>"))
    assert "address" not in kinds(told(who, f"<p>Joke van der Berg, {other} Den Haag, 06-12345671</p>"))


DATES = ["14-03-1971", "14/3/1971", "14.3.1971", "1971-03-14", "1971-3-14", "14 maart 1971", "14 mrt. 1971", "14 March 1971",
         "March 14, 1971", "14th of March 1971", "14.mrt.1971", "14-03-'71", "14 mrt '71"]  # fmt: skip


@pytest.mark.parametrize("written", DATES)
def test_a_date_of_birth_with_numbers_dutch_and_english_months(matched, written):
    assert "birth-date" in kinds(matched(f"<p>Joke van der Berg, geb. {written}, Den Haag</p>")["p01"])
    wrong = written.replace("71", "72")
    assert "birth-date" not in kinds(matched(f"<p>Joke van der Berg, geb. {wrong}, 06-12345671</p>")["p01"])


@pytest.mark.parametrize("written", ["(14-03-'71)", "14-03-'71:"])
def test_a_year_whose_century_is_left_out_with_a_sign_is_one_of_birth(matched, written):
    assert matched(f"<p>Joke van der Berg {written} lid</p>")["p01"].grade is CERTAIN


SLIPS = ["Joke van der Breg", "Joke van der Burg", "Breg, Joke van der", "JOKE VAN DER BREG"]


@pytest.mark.parametrize("written", SLIPS)
@pytest.mark.parametrize("born", ["14-03-1971", "14 maart 1971", "1971-03-14", "14-03-'71"])
def test_a_slip_in_the_family_name_is_found_by_first_name_and_date_of_birth(matched, written, born):
    found = matched(f"<p>{written}, geboren {born}</p>")["p01"]
    assert {"birth-date", "name"} <= kinds(found)
    assert "typo" in {signal.form for signal in found.signals}


@pytest.mark.parametrize(
    "page",
    [
        "<p>Joke van der Breg, geboren 14-03-1972</p>",
        "<p>Piet van der Breg, geboren 14-03-1971</p>",
        "<p>Joke Bakker, geboren 14-03-1971</p>",
        "<p>Breg, 14-03-1971</p><p>Joke Bakker</p>",
        "<p>Joke van der Breg</p>" + "<p>Een heel andere alinea over het weer van morgen.</p>" * 3 + "<p>14-03-1971</p>",
    ],
)
def test_a_slip_beside_another_date_or_first_name_is_nobody_of_ours(matched, page):
    assert "p01" not in matched(page)


def test_a_short_year_that_is_not_called_one_of_birth_is_no_date(matched):
    assert "birth-date" not in kinds(matched("<p>Joke van der Berg, 06-12345671, vergadering 14-03-71</p>")["p01"])


OWN = {"plate": ("plates", "XX-999-X", "kenteken XX-999-X", "kenteken XX-998-X"),
       "service-number": ("service_numbers", "POL-4471", "dienstnummer POL-4471", "dienstnummer POL-4472"),
       "iban": ("ibans", "NL91ABNA0417164300", "NL91 ABNA 0417 1643 00", "NL91 ABNA 0417 1643 01")}  # fmt: skip


@pytest.mark.parametrize("kind", OWN)
def test_a_plate_a_service_number_and_an_account(told, kind):
    field, value, written, other = OWN[kind]
    who = replace(JOKE, **{field: (value,)})
    assert kind in kinds(told(who, f"<p>Joke van der Berg, {written}</p>"))
    assert kind not in kinds(told(who, f"<p>Joke van der Berg, {other}, 06-12345671</p>"))


@pytest.mark.parametrize(
    ("kind", "text", "other"),
    [
        ("employer", "Politie Eenheid Den Haag", "Politie Eenheid Oost"),
        ("city", "Den Haag", "Delft"),
        ("relative", "Piet van der Berg", "Piet van den Bosch"),
    ],
)
def test_employer_city_and_relatives_corroborate(matched, kind, text, other):
    assert kind in kinds(matched(f"<p>Joke van der Berg, 06-12345671, {text}</p>")["p01"])
    assert kind not in kinds(matched(f"<p>Joke van der Berg, 06-12345671, {other}</p>")["p01"])


PLACES = {
    "inline tags": "<p><b>Jo</b>ke van <i>der</i> Berg <span>06-1234</span>5671</p>",
    "cells": "<table><tr><td>Berg</td><td>van der</td><td>Joke</td><td>06-12345671</td></tr></table>",
    "title": "<title>Joke van der Berg, 06-12345671</title><p>x</p>",
    "meta": "<meta name=description content='Joke van der Berg, 06-12345671'><p>x</p>",
    "json-ld": "<script type='application/ld+json'>{\"@type\": \"Person\", \"name\": \"Joke van der Berg\", "
    "\"telephone\": \"06-12345671\"}</script><p>x</p>",
    "microformats": "<div class=h-card><span class=p-name>Joke van der Berg</span> <span class=p-tel>06-12345671</span></div>",
    "alt": "<p><img src=x alt='Joke van der Berg, 06-12345671'></p>",
    "link": "<p>Joke van der Berg <a href='tel:+31612345671'>bel</a></p>",
    "mailto": "<p>Joke van der Berg <a href='mailto:joke@mail.example'>mail</a></p>",
    "zero-width": "<p>Jo\u200bke van der Be\u00adrg, 06\u206012345671</p>",
    "homoglyphs": "<p>Jоke van der Bеrg, 06-12345671</p>",
    "letters and digits": "<p>J0ke van der B3rg, O6-l2345671</p>",
}  # fmt: skip


@pytest.mark.parametrize("place", PLACES)
def test_wherever_it_stands(matched, place):
    assert matched(PLACES[place])["p01"].grade is CERTAIN


@pytest.mark.parametrize("element", ["script", "style", "template"])
def test_not_in_scripts_and_styles(matched, element):
    assert not matched(f"<p>x</p><{element}>Joke van der Berg, 06-12345671, joke@mail.example</{element}>")
