"""Who a page is about, in the words of the contract: grades, households, namesakes, records."""

import pytest

from domain.finding import Grade

PERSON = '{"@type":"Person","name":"Joke van der Berg","telephone":"06-12345671"}'
CERTAIN, PROBABLE, POSSIBLE = Grade.CERTAIN, Grade.PROBABLE, Grade.POSSIBLE


@pytest.mark.parametrize(
    ("page", "least"),
    [
        ("J.M. vd Berg, Lange Voorhout 8-bis", PROBABLE),
        ("Joke van der Berg, Lange Voorhout 8 bis, 2514 ED Den Haag", PROBABLE),
        ("Berg, J.M. van der, Lange Voorhout 8bis, 's-Gravenhage", PROBABLE),
        ("van der Berg, Joke: 06 - 12 34 56 71", CERTAIN),
        ("Joke de Wit - van der Berg, +31 (0)6 12 34 56 71", CERTAIN),
        ("Joke van der Berg-de Wit 0031612345671", CERTAIN),
        ("Joke Smit, joke [at] mail [punt] example", CERTAIN),
        ("mw. drs. J.M. (Joke) van der Berg, 06.12.34.56.71", CERTAIN),
        ("JOKE VAN DER BERG, (06) 123 456 71", CERTAIN),
        ("joke v.d. berg 06 12345671", CERTAIN),
        ("J0ke van der B3rg, 06-12345671", CERTAIN),
        ("Joke van der Berq 06-12345671", PROBABLE),
        ("J\u200boke van der B\u0435rg, 2514ED", PROBABLE),
        ("Joke vandenBerg of Joke vanderberg, jokeb71", CERTAIN),
        ("Joke van der Berg, geboren op 14 maart 1971 in Den Haag", PROBABLE),
        ("Joke van der Berg (55), Den Haag", POSSIBLE),
        ("joke@mail.example", PROBABLE),
        ("Volg haar: https://forum.example/u/jokeb71", POSSIBLE),
    ],
)
def test_the_person_is_found_in_many_spellings(matched, page, least):
    finding = matched(f"<p>{page}</p>")["p01"]
    assert list(Grade).index(finding.grade) <= list(Grade).index(least)
    assert not finding.household


@pytest.mark.parametrize(
    "page",
    [
        "Joke van der Berg",
        "J.M. van der Berg",
        "Joke van der Berg, 06-12345672",
        "06-12345672",
        "+31 6 1234 5670",
        "joke2@mail.example",
        "joke@mail.example.org",
        "xjoke@mail.example",
        "jokeb712",
        "jokeb71@elders.example",
        "Lange Voorhout 8-ter",
        "Lange Voorhout 18 bis, Den Haag",
        "Korte Voorhout 8 bis, Den Haag",
        "2514 EE Den Haag",
        "Piet Jansen, Den Haag, Politie Eenheid Den Haag",
        "Joke van der Berg, Kerkstraat 3, 1234 AB Utrecht, tel. 06-99999999",
        "Berg en Dal ligt voor de heuvels, joke",
    ],
)
def test_who_is_not_meant_is_not_reported(matched, page):
    assert "p01" not in matched(f"<p>{page}</p>")


@pytest.mark.parametrize(
    "page",
    [
        "Joke van der Berg, Den Haag, 06-99999999",
        "Joke van der Berg, Dorpsstraat 3, Den Haag",
        "Joke van der Berg, geboren 3 april 1980, Den Haag",
    ],
)
def test_a_namesake_with_another_identifier_is_at_most_possible(matched, page):
    found = matched(f"<p>{page}</p>").get("p01")
    assert found is None or found.grade is POSSIBLE


@pytest.mark.parametrize("name", ["Piet van der Berg", "P. van der Berg", "Familie van der Berg", "Ahmed Yilmaz", ""])
@pytest.mark.parametrize("where", ["Lange Voorhout 8 bis, 2514 ED Den Haag", "2514ED 8-bis", "070 - 123 45 67"])
def test_the_household_is_possible_and_never_more_whatever_name_stands_there(matched, name, where):
    finding = matched(f"<p>{name} {where}</p>")["p01"]
    assert finding.household
    assert finding.grade is POSSIBLE


def test_initials_at_the_household_are_never_certain(matched):
    finding = matched("<p>J. van der Berg, Lange Voorhout 8 bis, 2514 ED Den Haag, 070-1234567</p>")["p01"]
    assert finding.grade is PROBABLE


def test_a_full_name_alone_is_weak_and_only_on_request(matched):
    page = "<p>Aanwezig: Joke van der Berg.</p>"
    assert matched(page) == {}
    finding = matched(page, weak=True)["p01"]
    assert finding.grade is Grade.WEAK
    assert finding.signals[0].found == "Joke van der Berg"
    assert matched("<p>J. van der Berg en mevrouw van der Berg</p>", weak=True) == {}


def test_a_name_in_one_listing_and_a_number_in_the_next_are_not_one_person(matched):
    listings = "<ul><li>Joke van der Berg, Utrecht</li><li>Piet Bakker, 2514 ED</li></ul>"
    assert matched(listings) == {}
    rows = "<table><tr><td>Joke van der Berg</td><td>06-11111111</td></tr><tr><td>Piet Bakker</td><td>2514 ED</td></tr></table>"
    assert matched(rows) == {}
    cards = (
        "<div><p>1017 AA</p><h3>Joke van der Berg</h3></div><div><p>2514 ED</p><h3>Piet Bakker</h3></div>"
        "<div><p>1018 AA</p><h3>Anna Visser</h3></div>"
    )
    assert matched(cards) == {}


def test_what_stands_in_one_listing_is_one_person(matched):
    cards = "".join(
        f"<div class=card><h3>{name}</h3><p>{code}</p></div>"
        for name, code in [("Piet Bakker", "1017 AA"), ("Joke van der Berg", "2514 ED"), ("Anna Visser", "1018 AA")]
    )
    assert {signal.found for signal in matched(cards)["p01"].signals} >= {"Joke van der Berg", "2514 ED"}
    row = "<tr><td>Berg, van der</td><td>Joke</td><td>2514 ED</td></tr>"
    assert "p01" in matched(f"<table>{row}<tr><td>Bakker</td><td>Piet</td><td>1017 AA</td></tr></table>")
    own = "<h3>Joke van der Berg</h3><p>2514 ED</p>"
    flat = f"<div><h3>Piet Bakker</h3><p>1017 AA</p>{own}<h3>Anna Visser</h3><p>1018 AA</p></div>"
    assert "p01" in matched(flat)


def test_in_a_listing_about_one_person_everything_counts(matched):
    listing = "<h1>Joke van der Berg</h1><p>Mogelijk verwant: Anna Visser</p><p>Postcode 2514 ED</p>"
    assert matched(listing, record=True)["p01"].grade in {CERTAIN, PROBABLE}


def test_a_plain_text_directory_is_read_by_lines(matched):
    directory = "Piet Bakker 2514 ED\nJoke van der Berg 1017 AA\nAnna Visser 1018 AA\n"
    assert matched(directory, "text/plain") == {}
    assert "p01" in matched("Joke van der Berg\n06-12345671\n", "text/plain")


@pytest.mark.parametrize(
    ("page", "where"),
    [
        ("<p>Joke van der Berg <a href='tel:+31612345671'>bel</a></p>", "link"),
        ("<p>Joke van der Berg <a href='mailto:joke%40mail.example'>mail</a></p>", "link"),
        ("<p>Joke van der Berg <a href='https://wa.me/31612345671'>app</a></p>", "link"),
        ("<head><title>Joke van der Berg</title></head><body><p>2514 ED</p></body>", "title"),
        ("<head><meta name=description content='Joke van der Berg, 2514 ED'></head>", "meta"),
        ("<p>2514 ED <img alt='Joke van der Berg'></p>", "alt"),
        (f"<script type='application/ld+json'>{PERSON}</script>", "json-ld"),
    ],
)
def test_what_stands_elsewhere_counts_and_says_where(matched, page, where):
    finding = matched(page)["p01"]
    assert where in {signal.where for signal in finding.signals if signal.start is None}


def test_the_second_home_number_is_another_home(matched):
    assert matched("<p>Fatima Kuiperij, Kerkstr. 44-II, Amsterdam</p>")["p02"].grade in {CERTAIN, PROBABLE}
    assert matched("<p>Fatima Kuiperij, Kerkstraat 44 2, 1017 GR</p>")["p02"].grade in {CERTAIN, PROBABLE}
    assert matched("<p>Kerkstraat 44-III, Amsterdam</p>") == {}
    assert matched("<p>Kerkstraat 44-II, Zwolle</p>") == {}


def test_a_postcode_in_the_next_listing_does_not_move_a_street_elsewhere(matched):
    page = "<ul><li><h3>J.M. vd Berg</h3><p>Lange Voorhout 8-bis</p></li><li><h3>P. Bakker</h3><p>1017 AA Utrecht</p></li></ul>"
    assert matched(page)["p01"].grade is PROBABLE


def test_a_conflicting_date_of_birth_lowers_the_score(matched):
    plain = matched("<p>Joke van der Berg, 2514 ED</p>")["p01"]
    other = matched("<p>Joke van der Berg, 2514 ED, geboren 3 april 1980</p>")["p01"]
    assert other.score < plain.score
