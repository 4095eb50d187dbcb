"""A specialist who reads why the machine thinks so understands it: plain words, every point, and what they come to."""

from __future__ import annotations

import pytest
from flask_babel import force_locale
from selectolax.lexbor import LexborHTMLParser

from config.matching import POPULATION_DIRECTORY, load_weights_mapping
from domain.finding import Finding, Grade
from domain.mention import Place
from domain.roles import Role
from matchers import Index, Weights, find, read_page, read_population
from tests.conftest import NOW, joke
from tests.web.conftest import World
from web.pages.review.reasons import FORMS, RULES, of_hundred, others, sureness
from web.words import SIGNALS

#: Ways to write what is known of Joke, and of others beside her.
PAGES = (
    "<p>J.M. vd Berg, Lange Voorhout 8-bis, 2514 ED Den Haag, 06-12345671",
    "<p>Berg, Joke van der, 2514 ED 8, joke [at] mail [punt] example",
    "<p>Joke van der Berg, geboren 14 maart 1971, Den Haag",
    "<p>Joke van der Berg, geboren in 1971, Politie Eenheid Den Haag",
    "<p>Joke van der Berg (55), zus van Piet van der Berg, Utrecht",
    "<p>Joke Smit, jokeb71",
    "<p>Joke v.d. Berg, 06-12345671",
    "<p>Joke Berg, 06-12345671",
    "<p>Joke van der Breg, 06-12345671",
    "<p>Joke de Wit-van der Berg, 06-12345671",
    "<p>Joke de Wit, 06-12345671",
    "<p>Joke van den Berg, 06-12345671",
    "<p>Piet Bakker, 06-12345671",
    "<p>Piet van der Berg, Lange Voorhout 8-bis, 2514 ED Den Haag",
    "<p>Fam. van der Berg, Lange Voorhout 8, 2514 ED",
    "<p>Joke van der Berg, 06-87654321, Den Haag",
    "<p>Joke van der Berg, geboren 1 mei 1980, Den Haag",
    "<p>Joke van der Berg, Kerkstraat 1, 1234 AB Ons Dorp, Den Haag",
    "<p>Joke van der Berg",
)


def test_why_the_machine_thinks_so_is_told_in_plain_words_and_adds_up(world: World, consented: str) -> None:
    page = LexborHTMLParser(world.staff(Role.SPECIALIST).get(f"/beoordelen/{world.finding(consented)}").text)
    rows = [[cell.text() for cell in row.css("td")] for row in page.css("#signals tbody tr")]
    assert rows[0] == ["Vertrekpunt", "", "een willekeurige inwoner van Nederland", "-24,0"]
    assert rows[2] == ["privéadres", "Lange Voorhout 8-bis", "zoals de medewerker het opgaf", "+18,7"]
    assert rows[4][2] == "een ander dan van de medewerker: spreekt ertegen, in de titel van de pagina"
    assert rows[5][:2] == ["regel: niet meer", ""]
    assert rows[5][2].startswith("telt minder naast een sterker gegeven")
    assert rows[6] == ["Samen", "", "een score van 98 van de 100", "+5,6"]
    points = [float(row[3].replace(",", ".")) for row in rows]
    assert sum(points[:-1]) == pytest.approx(points[-1], abs=0.05 * len(points))


def test_every_kind_form_and_rule_of_the_matchers_has_its_words() -> None:
    """Read off pages on which what is known of Joke stands in many ways."""
    index = Index(read_population(POPULATION_DIRECTORY), Weights.of(load_weights_mapping()))
    index.add(joke())
    signals = [
        signal
        for text in PAGES
        for found in find(index, read_page(text.encode(), "text/html"), Place("x"), weak=True, today=NOW.date())
        for signal in found.signals
    ]
    assert {signal.kind for signal in signals} <= set(SIGNALS)
    said = {signal.form for signal in signals}
    rules = {form.partition(": ")[2] for form in said if ": " in form}
    forms = {form for form in said if ": " not in form}
    assert len(rules) >= 5
    assert len(forms) >= 12
    assert rules <= set(RULES)
    assert forms <= set(FORMS)


def about(score: float = 0.5, calibrated: float = 0.5) -> Finding:
    return Finding("p01", Place("x"), Grade.POSSIBLE, score, False, (), 0.0, calibrated, 0.5)


@pytest.mark.parametrize(
    ("share", "said"),
    [(1.0, "meer dan 99"), (0.9951, "meer dan 99"), (0.97, "97"), (0.004, "minder dan 1"), (0.0, "minder dan 1")],
)
def test_no_share_is_all_or_nothing(world: World, share: float, said: str) -> None:
    with world.app.test_request_context(), force_locale("nl"):
        assert of_hundred(share) == said


@pytest.mark.parametrize(
    ("expected", "said"),
    [(1.7e-06, "vrijwel niemand: naar verwachting minder dan 0,01"), (0.05, "naar verwachting 0,05"),
     (1.1, "ongeveer 1,1 andere"), (4321.0, "ongeveer 4.321 andere")],
)  # fmt: skip
def test_how_many_others_fit_is_told_as_people_count(world: World, expected: float, said: str) -> None:
    with world.app.test_request_context(), force_locale("nl"):
        assert said in others(expected)


def test_a_number_says_whether_judged_findings_tested_it(world: World) -> None:
    with world.app.test_request_context(), force_locale("nl"):
        assert "nog niet aan beoordeelde bevindingen getoetst" in sureness(about())
        tested = sureness(about(calibrated=0.75))
    assert "getoetst" not in tested
    assert "75 van de 100, zoals specialisten" in tested
