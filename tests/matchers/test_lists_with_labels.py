"""Lists in which a label says what each particular is: whose it is follows from the name above, known or not."""

import pytest

from domain.finding import Grade

SHAPES = {
    "one list for all": ("<dl>{rows}</dl>", "<dt>Naam</dt><dd>{name}</dd><dt>Telefoon</dt><dd>{number}</dd>"),
    "a list for each": ("{rows}", "<dl><dt>Naam</dt><dd>{name}</dd><dt>Telefoon</dt><dd>{number}</dd></dl>"),
    "one table for all": ("<table>{rows}</table>", "<tr><th>Naam</th><td>{name}</td></tr><tr><th>T</th><td>{number}</td></tr>"),
    "a table for each": ("{rows}", "<table><tr><td>Naam:</td><td>{name}</td></tr><tr><td>T</td><td>{number}</td></tr></table>"),
}  # fmt: skip
STRANGE = ("Quirilla Zwanepol", "Nel van Dijk", "J Piarelal", "De Korenbloem")  # of some of whom no table knows the first name


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("other", STRANGE)
def test_a_number_under_another_name_is_not_of_the_name_above(matched, shape, other):
    page, row = SHAPES[shape]
    mine = row.format(name="Joke van der Berg", number="06-33445566")
    theirs = row.format(name=other, number="06-12345671")
    found = matched(page.format(rows=row.format(name="Piet Bakker", number="06-44551001") + mine + theirs))
    assert found["p01"].grade is not Grade.CERTAIN


@pytest.mark.parametrize("shape", SHAPES)
def test_a_number_under_ones_own_name_is(matched, shape):
    page, row = SHAPES[shape]
    rows = "".join(row.format(name=name, number=f"06-4455100{at}") for at, name in enumerate(STRANGE))
    mine = row.format(name="Joke van der Berg", number="06-12345671")
    assert matched(page.format(rows=rows + mine + rows))["p01"].grade is Grade.CERTAIN


@pytest.mark.parametrize("key", ["06-12345671", "joke@mail.example", "@jokeb71"])
def test_a_term_that_is_itself_a_number_or_handle_stands_by_itself(matched, key):
    page = f"<dl><dt>Anneke Visser</dt><dd>Utrecht</dd><dt>{key}</dt><dd>-</dd><dt>Piet Bakker</dt><dd>06-44551000</dd></dl>"
    assert matched(page)["p01"].score == pytest.approx(matched(f"<p>{key}</p>")["p01"].score)


def test_what_is_told_of_a_term_is_of_the_term(matched):
    page = "<dl><dt>Anneke Visser</dt><dd>06-12345671</dd><dt>Joke van der Berg</dt><dd>06-44551000</dd></dl>"
    assert matched(page)["p01"].grade is Grade.POSSIBLE


@pytest.mark.parametrize("between", ["\t", "; ", " | "])
def test_lines_of_a_file_stand_each_by_itself(matched, between):
    rows = [("Anneke Visser", "Dorpsweg 12", "06-44551000"), ("Joke van der Berg", "Lange Voorhout 8-bis", "06-12345671"),
            ("Piet Bakker", "Kerkpad 3", "06-44551002")]  # fmt: skip
    text = "Leden\n\n" + "\n".join(between.join(row) for row in rows)
    assert matched(text, "text/plain")["p01"].grade is Grade.CERTAIN
    swapped = text.replace("06-44551000", "X").replace("06-12345671", "06-44551000").replace("X", "06-12345671")
    assert "phone" not in {one.kind for one in matched(swapped, "text/plain")["p01"].signals if one.weight > 0}


def test_a_name_spread_over_tabs_is_one_name(matched):
    assert matched("Berg\tvan der\tJoke\t14-03-1971", "text/plain")["p01"].grade is Grade.CERTAIN
