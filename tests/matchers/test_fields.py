"""Names whose parts stand apart: each behind its label, or each in its place of a file or table."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.finding import Grade
from matchers import fields
from matchers.fold import Folded

BORN = "14-03-1971"
LABELLED = [
    "<p>Achternaam: van der Berg, Voornaam: Joke, geboren {born}</p>",
    "<p>Voornaam: Joke Achternaam: van der Berg<br>Geboortedatum: {born}</p>",
    "<p>Achternaam: Berg<br>Tussenvoegsel: van der<br>Voornamen: Johanna Maria<br>Geboren: {born}</p>",
    "<p>Voorletters: J.M.<br>Roepnaam: Joke<br>Voorvoegsel: van der<br>Geslachtsnaam: Berg<br>Geboren: {born}</p>",
    "<ul><li>Achternaam: van der Berg</li><li>Voorletters: J.M.</li><li>Geboren: {born}</li></ul>",
    "<dl><dt>Voornaam</dt><dd>Joke</dd><dt>Achternaam</dt><dd>van der Berg</dd><dt>Geboren</dt><dd>{born}</dd></dl>",
    "<table><tr><th>Last name</th><td>van der Berg</td></tr><tr><th>First name</th><td>Joke</td></tr>"
    "<tr><th>Date of birth</th><td>{born}</td></tr></table>",
    '<pre>{{"lastName": "van der Berg", "firstName": "Joke", "born": "{born}"}}</pre>',
    '<pre>{{"surname":"Berg","infix":"van der","initials":"J.M.","born":"{born}"}}</pre>',
    "<pre>first_name=Joke|last_name=van der Berg|born={born}</pre>",
    "<p>Achternaam: van der Berg Voornaam: Joke Geboortedatum: {born} Geslacht: V</p>",
    "<p>ACHTERNAAM: VAN DER BERG VOORNAAM: JOKE GEBOREN: {born}</p>",
]
FILED = [
    "Berg;van der;Joke;{born}", '"Berg";"van der";"Joke";"{born}"', '"Joke","van der","Berg","{born}"',
    "Joke; van der; Berg; {born}",
    "van der Berg;;Joke;{born}", '"van der Berg";"";"Joke";"{born}"', '"van der Berg"; ""; "Joke"; "{born}"',
    "Berg;J.M.;van der;{born}", "Joke_van_der_Berg {born}",
]  # fmt: skip


@pytest.mark.parametrize("page", LABELLED)
def test_parts_of_a_name_behind_their_labels_are_one_name(matched, page):
    assert matched(page.format(born=BORN))["p01"].grade is Grade.CERTAIN


@pytest.mark.parametrize("line", FILED)
def test_parts_of_a_name_in_a_line_of_a_file_are_one_name(matched, line):
    text = f"Bakker;;Piet;01-02-1980\n{line.format(born=BORN)}\n"
    assert matched(text, "text/plain")["p01"].grade is Grade.CERTAIN


def test_an_empty_cell_for_the_prefix_parts_no_name(matched):
    page = "<table><tr><td>Smit</td><td></td><td>Joke</td><td>{}</td></tr></table>"
    assert matched(page.format(BORN))["p01"].grade is Grade.CERTAIN


@pytest.mark.parametrize(
    "page",
    [
        "<p>Achternaam: van der Berg, Voornaam: Piet, Achternaam: Bakker, Voornaam: Joke, geboren {born}</p>",  # two people
        "<p>Voornaam: Joke, Achternaam: Bakker, Voornaam: Piet, Achternaam: van der Berg, geboren {born}</p>",
        "<p>Uw achternaam: van der Berg, zoals die in het paspoort van uw ouders staat. Voornaam: Joke {born}</p>",  # far apart
        "<p>van der Berg</p><form>Voornaam: <input> Achternaam: <input> Joke {born}</form>",  # a form nobody filled in
        "<p>van der Berg</p><p>Roepnaam: Joke</p><p>{born}</p>",  # no label says that the first is a family name
        "<p>Achternaam: van der Berg, Voornaam: Petra, geboren {born}</p>",
    ],
)
def test_labels_of_two_people_or_of_none_join_nothing(matched, page):
    found = matched(page.format(born=BORN)).get("p01")
    assert found is None or found.grade is Grade.POSSIBLE


@pytest.mark.parametrize("text", ["Joke Achternaam", "de heer Voornaam", "Wat is uw voornaam?"])
def test_a_word_that_nothing_is_told_of_is_no_label(text):
    folded = Folded.of(f"\x01{text}\x02")
    assert fields.labels(folded.ascii, folded.low, set(folded.low.split())) == []


def test_in_forms_below_each_other_everybody_keeps_their_own_number(matched):
    form = "<p>Achternaam: {0}<br>Voornaam: {1}<br>Telefoon: {2}</p>"
    mine = form.format("van der Berg", "Joke", "06-44551001")
    theirs = form.format("Zwanepol", "Quirilla", "06-12345671")
    assert matched(mine + form.format("van der Berg", "Joke", "06-12345671"))["p01"].grade is Grade.CERTAIN
    assert matched(mine + theirs)["p01"].grade is not Grade.CERTAIN


def test_the_evidence_shows_the_name_with_its_labels(matched):
    text = "<p>Achternaam: van der Berg, Voornaam: Joke, 06-12345671</p>"
    name = next(one for one in matched(text)["p01"].signals if one.kind == "name")
    assert name.found == "van der Berg, Voornaam: Joke"


@given(
    st.lists(st.sampled_from(["Achternaam:", "voornaam", "Infix=", "First name:", "Berg", "Jan,", "\x01", "\x06", " ", "ë"]))
)
def test_whatever_labels_a_page_holds_the_text_keeps_its_places(parts):
    folded = Folded.of(" ".join(parts))
    found = fields.labels(folded.ascii, folded.low, set(folded.low.split()))
    rest = fields.without(folded.low, found)
    assert len(rest) == len(folded.low)
    assert all(rest[one.start : one.end].isspace() for one in found)
    starts = [at for at in range(len(rest)) if rest[at] != " " and rest[at - 1 : at] in {"", " "}]
    ends = [at + len(rest[at:].split()[0]) for at in starts]
    read = fields.read(folded.ascii, found, starts, ends)
    assert all(0 <= word < len(starts) - 1 for word in read.gaps)
    assert all(0 <= low < high <= len(rest) for low, high in read.people)
