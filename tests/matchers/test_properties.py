"""What must hold on every page, whatever stands on it."""

from datetime import date
from itertools import combinations
from math import isclose

from hypothesis import given, settings
from hypothesis import strategies as st

from domain.errors import BadInput
from domain.mention import Place
from domain.name import FamilyName, Name
from domain.profile import Profile
from matchers import Index, Population, Weights, excerpt, find, read_page

TODAY = date(2026, 11, 23)
PIECES = (
    "Joke van der Berg", "2514 ED", "Lange Voorhout 8 bis", "Den Haag", "06-12345671", "070-1234567", "joke@mail.example",
    "jokeb71", "geboren 14 maart 1971", "Politie Eenheid Den Haag",
)  # fmt: skip
NOISE = (
    "J.M. vd Berg", "Piet Bakker", "Jo\u0301ke van der Berg", "J\u200boke van der B\u0435rg", "06-12345672", "2514 EE",
    "<br>", "</p><p>",
    "<td>", "</div><div>", "\u00df\u0132", "&eacute;", "\x00", "<a href='tel:0612345671'>x</a>", "<title>Joke Smit</title>",
    "<img alt='J. van der Berg'>", "B3rg", "Fatima", "Kuiperij", "Kerkstraat 44-II", "de Wit-", ",", "J@n", "@", " at ", "06",
    "J€ns€n", "€", "ᴊᴏᴋᴇ van der ʙᴇʀɢ", "⒥⒪⒦⒠", "٠٦١٢٣٤٥٦٧١", "8½", "(55)", "J.M. (Joke) van der Berg", "Bgm.", "joke(at)", "⓪",
)  # fmt: skip
_LETTERS = st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=6)


def pages() -> st.SearchStrategy[str]:
    """Pages on which things of those enrolled and of others stand in any order."""
    return st.lists(st.sampled_from(PIECES + NOISE) | _LETTERS, max_size=14).map(" ".join)


def found_on(index: Index, text: str, media_type: str = "text/html"):
    page = read_page(text.encode("utf-8", "replace"), media_type)
    return page, find(index, page, Place("x"), weak=True, today=TODAY)


@settings(max_examples=150, deadline=None)
@given(pages())
def test_signals_point_at_what_was_found_and_add_up(enrolled: Index, text: str):
    page, findings = found_on(enrolled, text)
    for finding in findings:
        total = finding.prior + sum(signal.weight for signal in finding.signals)
        assert isclose(finding.score, 1 / (1 + 2**-total), abs_tol=1e-9)
        for signal in finding.signals:
            if signal.start is not None:
                assert page.text[signal.start : signal.end] == signal.found
        excerpt(page, finding)


@settings(max_examples=150, deadline=None)
@given(
    st.binary(max_size=400) | st.text(max_size=400).map(str.encode), st.sampled_from(["text/html", "text/plain", "image/png"])
)
def test_no_bytes_make_it_fail_but_with_bad_input(enrolled: Index, body: bytes, media_type: str):
    try:
        page = read_page(body, media_type)
    except BadInput:
        return
    find(enrolled, page, Place("x"), weak=True, today=TODAY)


@settings(max_examples=80, deadline=None)
@given(pages())
def test_scores_do_not_depend_on_who_else_is_enrolled(enrolled: Index, population: Population, weights: Weights, text: str):
    crowded = Index(population, weights)
    for profile_id in ("p01", "p02"):
        crowded.add(enrolled.enrolled(profile_id).profile)
    for number, name in enumerate(["Berg", "Bakker", "Wit", "Jansen", "Smit"]):
        crowded.add(Profile(f"s{number}", Name(FamilyName(name, "van der"), ("Joke",)), phones=("+31687654399",)))
    alone = {finding.profile_id: finding for finding in found_on(enrolled, text)[1]}
    among = {finding.profile_id: finding for finding in found_on(crowded, text)[1]}
    assert alone == {key: among[key] for key in alone}
    assert {key for key in among if key.startswith("p")} == set(alone)


def test_more_evidence_never_lowers_a_score(enrolled: Index):
    scores = {}
    for size in range(1, len(PIECES) + 1):
        for chosen in combinations(range(len(PIECES)), size):
            _, findings = found_on(enrolled, "<p>" + ", ".join(PIECES[one] for one in chosen) + "</p>")
            scores[chosen] = max((finding.score for finding in findings if finding.profile_id == "p01"), default=0.0)
    for chosen, score in scores.items():
        for left_out in chosen:
            fewer = tuple(one for one in chosen if one != left_out)
            assert score >= scores.get(fewer, 0.0) - 1e-9, (chosen, left_out)
