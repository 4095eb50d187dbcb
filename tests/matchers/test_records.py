"""Which part of a page is about one person, however the page is built."""

import pytest

from domain.finding import Grade

CERTAIN, PROBABLE, POSSIBLE = Grade.CERTAIN, Grade.PROBABLE, Grade.POSSIBLE
NAMES = ("Anneke Visser", "Piet Bakker", "Karin Smit", "Henk Mulder", "Truus de Boer", "Kees Vos")


def others(row: str, many: int) -> str:
    """Rows about other people: `{name}`, `{number}`."""
    return "".join(row.format(name=NAMES[at % len(NAMES)], number=f"06-4455{1000 + at}") for at in range(many))


SHAPES = {
    "definitions": ("<dl>{rows}</dl>", "<dt>{name}</dt><dd>{number}</dd>"),
    "headings": ("<main>{rows}</main>", "<h3>{name}</h3><p>Trainer</p><p>{number}</p>"),
    "lines": ("<p>{rows}</p>", "{name}<br>{number}<br>"),
    "fields": ("<table>{rows}</table>", "<tr><th>Naam</th><td>{name}</td></tr><tr><th>Tel.</th><td>{number}</td></tr>"),
    "rows": ("<table>{rows}</table>", "<tr><td>{name}</td><td>{number}</td></tr>"),
    "cards": ("<div>{rows}</div>", "<div><h3>{name}</h3><p>Trainer</p><p>{number}</p></div>"),
    "listing": ("<ul>{rows}</ul>", "<li>{name} - {number}</li>"),
}


@pytest.mark.parametrize("around", [0, 2, 60])
@pytest.mark.parametrize("shape", SHAPES)
def test_a_name_meets_its_own_particulars_however_long_the_page(matched, shape, around):
    page, row = SHAPES[shape]
    mine = row.format(name="Joke van der Berg", number="06-12345671")
    rows = others(row, around) + mine + others(row, around)
    assert matched(page.format(rows=rows))["p01"].grade is CERTAIN


@pytest.mark.parametrize("around", [0, 2, 60])
@pytest.mark.parametrize("shape", SHAPES)
def test_what_stands_in_a_strangers_part_is_theirs(matched, shape, around):
    page, row = SHAPES[shape]
    name = row.format(name="Joke van der Berg", number="06-33445566")
    number = row.format(name="Geertje Dijkstra", number="06-12345671")
    for rows in (name + number, number + name):
        found = matched(page.format(rows=others(row, around) + rows + others(row, around)))
        assert found["p01"].grade is POSSIBLE


ALONE = ("@jokeb71", "joke@mail.example", "06/12345671")


@pytest.mark.parametrize("key", ALONE)
@pytest.mark.parametrize(
    "page",
    [
        "<ul><li>Anneke Visser, 06-44551000</li><li>{key}</li><li>Piet Bakker, De Lighof 49</li></ul>",
        "<table><tr><td>Anneke Visser</td><td>Utrecht</td></tr><tr><td>{key}</td></tr></table>",
        "<div><div><p>Naam: Anneke Visser</p><p>Tel. 06-44551000</p></div><div><p>Contact: {key}</p></div></div>",
    ],
)
def test_a_row_of_a_listing_that_names_nobody_stands_by_itself(matched, page, key):
    alone = matched(f"<p>{key}</p>")["p01"]
    listed = matched(page.format(key=key))["p01"]
    assert listed.score == pytest.approx(alone.score)


@pytest.mark.parametrize("key", ALONE)
@pytest.mark.parametrize(
    "page",
    [
        "<dl><dt>Anneke Visser</dt><dd>{key}</dd></dl>",
        "<div><h3>Anneke Visser</h3><p>Trainer</p><p>{key}</p></div>",
        "<table><tr><td>Anneke Visser</td><td>Utrecht</td><td>{key}</td></tr></table>",
    ],
)
def test_what_stands_under_a_strangers_name_is_not_alone(matched, page, key):
    under = matched(page.format(key=key)).get("p01")
    assert under is None or under.score < matched(f"<p>{key}</p>")["p01"].score


def test_a_sentence_keeps_the_name_that_the_one_before_begins_with(matched):
    told = (
        "Bakker staat op 0031 612 345. Contact: Joke van der Berg. Het adres is Lange Voorhout 8-bis. Ook Piet Bakker was er."
    )
    assert matched(f"<p>Anneke Visser nam het woord.</p><p>{told}</p>")["p01"].grade is PROBABLE


def test_particulars_may_stand_before_the_name(matched):
    page = "<p>06-44551000<br>Piet Bakker<br>06-12345671<br>Joke van der Berg</p>"
    assert matched(page)["p01"].grade is CERTAIN
    assert matched(page.replace("Joke van der Berg", "Truus Mulder"))["p01"].grade is POSSIBLE


def test_a_dash_behind_the_last_name_stands_for_its_particulars(matched):
    page = "<dl><dt>Zijne Hoogheid</dt><dd>06-44551000</dd><dt>{}</dt><dd>06-12345671</dd><dt>{}</dt><dd>-</dd></dl>"
    assert matched(page.format("Joke van der Berg", "Piet Bakker"))["p01"].grade is CERTAIN
    assert matched(page.format("Piet Bakker", "Joke van der Berg"))["p01"].grade is POSSIBLE


def test_a_number_that_nobody_is_named_beside_says_nothing_against_another(matched):
    assert matched("<p>jokeb71</p><p>06-44551000</p>")["p01"].score == matched("<p>jokeb71</p>")["p01"].score
    named = matched("<p>Joke van der Berg, jokeb71, 06-44551000</p>")["p01"]
    assert any(one.kind == "phone" and one.weight < 0 for one in named.signals)


def test_a_score_in_a_strangers_sentence_makes_no_row_of_it(matched):
    name, match = "<p>Joke van der Berg is de secretaris.</p>", "<p>Piet Bakker scoorde in de 63e minuut, om 20.15 uur.</p>"
    assert matched(f"{name}<p>Schrijven kan naar 2514 ED.</p>{match}")["p01"].grade is CERTAIN
    assert "p01" not in matched(f"{name}{match}<p>Schrijven kan naar 2514 ED.</p>")


def test_a_paragraph_goes_on_about_whom_the_one_before_names(matched):
    about, told = "<p>{} nam het woord.</p>", "<p>Wie wil reageren kan schrijven naar {}.</p>"
    others = about.format("Anneke Visser") + told.format("Kerkstraat 3, Utrecht")
    mine = told.format("Lange Voorhout 8-bis, 2514 ED")
    assert matched(others + about.format("Joke van der Berg") + mine + others)["p01"].grade is CERTAIN
    assert matched(about.format("Joke van der Berg") + others + about.format("Piet Bakker") + mine)["p01"].household


def test_a_comment_is_of_whom_wrote_it(matched):
    comment = "<div><b>{}</b> schreef op 3 mei 2024: <p>Ik woon op Lange Voorhout 8-bis, bel 06-12345671</p></div>"
    assert matched(comment.format("Joke van der Berg"))["p01"].grade is CERTAIN
    assert matched(comment.format("Piet Bakker"))["p01"].grade is not CERTAIN
    named = "<div><b>Piet Bakker</b> schreef: <p>Joke van der Berg is te bellen op 06-12345671</p></div>"
    assert matched(named)["p01"].grade is CERTAIN


def test_a_year_before_a_place_is_no_postcode_of_another(matched):
    page = "<p>Joke van der Berg, geboren op 14 maart 1971 te {}</p>"
    assert not any(one.kind == "postcode" for one in matched(page.format("Den Haag"))["p01"].signals)
    postcode = matched("<p>Joke van der Berg, geboren op 14 maart 1971, 1971 TE</p>")["p01"]
    assert any(one.kind == "postcode" and one.weight < 0 for one in postcode.signals)


def test_the_cells_of_one_row_belong_together(matched):
    row = "<tr><td><b>{}</b><br>Dorpsweg 12<br>9712 KL</td><td>{}</td></tr>"
    rows = row.format("Anneke Visser", "06-44551000") + row.format("Piet Bakker", "06-12345671")
    found = matched(f"<table>{rows}</table>")["p01"]
    assert found.grade is POSSIBLE
    assert "another's" in {signal.form for signal in found.signals}
    assert matched(f"<table>{rows.replace('Piet Bakker', 'Joke van der Berg')}</table>")["p01"].grade is CERTAIN


SPANNING = "<tr><td rowspan={rows}>{name}</td><td>lid</td></tr>\n<tr><td>{key}</td></tr>"


@pytest.mark.parametrize("key", ["14-03-1971", "2514 ED", "06-12345671"])
def test_rows_beside_one_cell_are_told_of_it(matched, key):
    mine = SPANNING.format(rows=2, name="Joke van der Berg", key=key)
    others = SPANNING.format(rows=2, name="Henk Visser", key="06-44551001")
    found = matched(f"<table>{others}{mine}{others}</table>")["p01"]
    assert {"name"} < {signal.kind for signal in found.signals if signal.weight > 0}


def test_the_row_below_belongs_to_the_next_cell(matched):
    mine = SPANNING.format(rows=2, name="Joke van der Berg", key="lid")
    theirs = SPANNING.format(rows=2, name="Henk Visser", key="14-03-1971")
    assert "p01" not in matched(f"<table>{mine}{theirs}</table>")


@pytest.mark.parametrize("rows", ["12", "0", "-1", "x", "", "99999999999999999999", "\u0662"])
def test_a_cell_beside_a_whole_list_or_none_joins_no_rows(matched, rows):
    first = f"<tr><td rowspan='{rows}'>Leden</td><td>Joke van der Berg</td></tr>"
    assert "p01" not in matched(f"<table>{first}<tr><td>Henk Visser</td><td>14-03-1971</td></tr></table>")
