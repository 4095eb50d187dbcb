"""Who is read closely on a page: those of whom something beside the name or address speaks, and nobody else."""

from dataclasses import replace

import pytest

from domain.mention import Place
from domain.name import FamilyName, Name
from domain.profile import Address, Profile
from matchers import Index, Population, Weights, find, phones, read_page
from matchers.around import around_name
from matchers.crowd import Crowd
from matchers.emails import find as find_emails
from matchers.nominate import nominate
from matchers.people import begins
from matchers.people import find as find_people
from matchers.scan import Scan

HOME = Address("Dorpsweg", "12", "", "9150EL", "Hijum")
JAN = Profile("jan", Name(FamilyName("Bakema"), ("Jan", "Pieter")), addresses=(HOME,), employer="Brandweer Hijum")
LONG = Profile("long", Name(FamilyName("Cabral Moreira"), ("Bas",)), addresses=(HOME,))


def opened(index: Index, text: str, **options: bool) -> set[str]:
    scan = Scan(read_page(f"<p>{text}</p>".encode()))
    found = nominate(index, scan, weak=options.get("weak", False), whole=options.get("whole", False), today=None)
    return {one.enrolled.profile.id for one in found}


@pytest.fixture
def index(population: Population, weights: Weights) -> Index:
    made = Index(population, weights)
    for profile in (JAN, LONG):
        made.add(profile)
    return made


@pytest.mark.parametrize(
    "name",
    ["Jan Bakema", "J.P. Bakema", "J. Bakema", "Bakema, Jan", "JP Bakema", "Jan Smit-Bakema", "Jan X. Bakema", "Pietr Bakema"],
)
def test_whose_first_name_or_initials_can_agree_is_read(index: Index, name: str):
    assert opened(index, f"{name}, Brandweer Hijum") == {"jan"}


@pytest.mark.parametrize(("name", "read"), [("Jan Bakema", {"jan"}), ("J. Bakema", set())])
def test_beside_a_town_alone_only_a_rare_name_is_read(index: Index, name: str, read: set[str]):
    assert opened(index, f"{name}, Hijum") == read


@pytest.mark.parametrize("name", ["Joop Bakema", "J.K. Bakema", "Piet Klaas Bakema", "Bakema", "Janneke Bakema"])
def test_who_bears_the_family_name_alone_is_not(index: Index, name: str):
    assert opened(index, f"{name}, Hijum") == set()


def test_the_other_words_of_a_family_name_stand_in_nobodys_way(index: Index):
    assert opened(index, "Bas Cabral Moreira, Hijum") == {"long"}
    assert opened(index, "Kees Cabral Moreira, Hijum") == set()


@pytest.mark.parametrize("beside", ["Bakema", "Bakemo", "Dorpsweg 12", "12", "12-a"])
def test_a_postcode_is_read_beside_a_name_or_number_of_theirs(index: Index, beside: str):
    assert "jan" in opened(index, f"{beside}, 9150 EL Hijum")


@pytest.mark.parametrize("beside", ["Visser", "Jan", "Kerkstraat 112", "12 huizen verder in de straat", "te koop"])
def test_a_postcode_beside_nothing_of_theirs_is_not(index: Index, beside: str):
    assert opened(index, f"{beside}, 9150 EL Hijum") == set()
    assert "jan" in opened(index, f"{beside}, 9150 EL Hijum", whole=True)  # one listing: its reader decides


def test_namesakes_in_one_record_get_the_same_record_and_each_their_own_finding(index: Index):
    index.add(replace(JAN, id="twin"))
    page = read_page(b"<ul><li>Kees Smit, 06-12345678</li><li>Jan Bakema, Dorpsweg 12, 9150 EL Hijum</li></ul>")
    found = {one.profile_id: one for one in find(index, page, Place("x"))}
    assert found["jan"].signals == found["twin"].signals
    assert found["jan"].score > found["long"].score


def test_the_city_of_another_listing_makes_nobody_more_than_a_name(index: Index):
    page = read_page(b"<ul><li>Jan Bakema, voorzitter</li><li>Kees Smit, Hijum</li></ul>")
    assert find(index, page, Place("x")) == ()
    assert find(index, read_page(b"<ul><li>Jan Bakema, Hijum</li><li>Kees Smit</li></ul>"), Place("x")) != ()


def test_everybody_is_named_once_wherever_the_page_is_cut(population: Population):
    text = "Jan de Vries; Bakker, Piet: Kees van den Berg! \x01jan bakker\x02 Meer over J.M. de Boer 12 " * 60
    scan = Scan(read_page(text.encode(), "text/plain"))
    whole = find_people(scan.ascii, 0, len(scan.ascii), population, begins(scan.ascii))
    assert whole
    assert scan.people((0, len(scan.ascii)), population) == whole
    crowd, middle = scan.people((700, 1_900), population), [one for one in whole if 700 <= one[0] < 1_900]
    assert crowd == middle
    assert isinstance(scan._crowd, Crowd)


def test_what_is_read_once_stands_everywhere_it_is_written():
    text = "bel 06-12345671 nu. " * 5
    assert [slot.start for slot in phones.find(text)] == [4 + 20 * at for at in range(5)]
    spoken = "joke at mail punt example; " * 5
    found = find_emails(spoken)
    assert [(slot.start, slot.key) for slot in found] == [(27 * at, "joke@mail.example") for at in range(5)]


def test_a_row_of_initials_that_may_be_longer_is_left_to_the_reader(population: Population):
    scan = Scan(read_page(b"<p>A.B.C.D.E.F.G.H. Bakema</p>"))
    around = around_name(scan, population, len(scan.words) - 1)
    assert around.is_open
    assert not around_name(Scan(read_page(b"<p>Zie: H. Bakema</p>")), population, 2).is_open
