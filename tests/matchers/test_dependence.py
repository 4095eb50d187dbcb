"""What goes together says less together: names with towns, relatives with names, one household with itself."""

from datetime import date

import pytest

from domain.finding import Finding, Grade
from domain.mention import Place
from domain.name import FamilyName, Name
from domain.profile import Address, Profile
from matchers import Index, Population, Weights, find, read_page


@pytest.fixture
def found(population: Population, weights: Weights):
    """The finding about one person on a page, None where there is none."""

    def run(profile: Profile, text: str, **options) -> Finding | None:
        index = Index(population, weights)
        index.add(profile)
        page = read_page(f"<p>{text}</p>".encode(), "text/html")
        return next(iter(find(index, page, Place("x"), **options)), None)

    return run


def person(first: str, last: str, *given: str, **more) -> Profile:
    return Profile("p", Name(FamilyName(last), given or (first,), first), **more)


def points(finding: Finding, kind: str) -> float:
    return sum(signal.weight for signal in finding.signals if signal.kind == kind)


@pytest.mark.parametrize(
    ("first", "last", "city"),
    [("Leendert", "Haasnoot", "Katwijk"), ("Devika", "Soekhlal", "Den Haag"), ("Wytske", "Hiemstra", "Joure")],
)
def test_where_many_bear_both_names_name_and_town_are_not_probable(found, first, last, city):
    home = Address("Dorpsstraat", "3", "", "9911AB", city)
    seen = found(person(first, last, addresses=(home,)), f"{first} {last}, {city}")
    assert seen is None or seen.grade is Grade.POSSIBLE
    at_home = found(person(first, last, addresses=(home,)), f"{first} {last}, Dorpsstraat 3, {city}")
    assert at_home.grade is Grade.CERTAIN


def test_of_another_age_it_is_never_certain(found):
    home = Address("Dorpsstraat", "3", "", "9911AB", "Lochem")
    titia = person("Titia", "Bolderbast", birth_date=date(1971, 3, 14), addresses=(home,))
    page = "Titia Bolderbast, 9911 AB"
    assert found(titia, page, today=date(2026, 11, 23)).grade is Grade.CERTAIN
    assert found(titia, f"{page} (25)", today=date(2026, 11, 23)).grade is Grade.PROBABLE


def test_that_names_go_together_is_a_reason_of_its_own(found):
    home = Address("Dorpsstraat", "3", "", "9911AB", "Urk")
    seen = found(person("Riekelt", "Hakvoort", addresses=(home,)), "Riekelt Hakvoort, Urk")
    assert [signal.form for signal in seen.signals if signal.kind == "clip"] == [
        "name: goes with the surname", "given-name: goes with the surname", "city: goes with the surname",
    ]  # fmt: skip
    total = seen.prior + sum(signal.weight for signal in seen.signals)
    assert seen.score == pytest.approx(1 / (1 + 2**-total))


def test_anothers_number_beside_name_and_town_does_not_make_them_rare(found):
    home = Address("Dorpsstraat", "3", "", "9911AB", "Urk")
    profile = person("Riekelt", "Hakvoort", addresses=(home,), phones=("+31612345671",))
    plain, other = found(profile, "Riekelt Hakvoort, Urk"), found(profile, "Riekelt Hakvoort, Urk, 06-99999999")
    assert other is None or other.score < plain.score


def test_a_further_given_name_says_little_of_whom_the_calling_name_is_known(found):
    evert = person("Evert", "Guijt", "Evert", "Jacob", phones=("+31612345671",))
    by_second = found(evert, "Jacob Guijt", weak=True)
    assert by_second is None
    assert found(evert, "Evert Guijt", weak=True).grade is Grade.WEAK
    assert found(evert, "Jacob Guijt 06-12345671").grade is Grade.CERTAIN
    unknown = Profile("p", Name(FamilyName("Guijt"), ("Evert", "Jacob")))
    assert found(unknown, "Jacob Guijt", weak=True).grade is Grade.WEAK


def test_short_forms_are_those_of_the_calling_name(found):
    kees = person("Kees", "Bolderbast", "Cornelis")
    assert found(kees, "Cor Bolderbast", weak=True) is None
    assert found(kees, "Cornelis Bolderbast", weak=True) is not None
    assert found(Profile("p", Name(FamilyName("Bolderbast"), ("Cornelis",))), "Cor Bolderbast", weak=True) is not None


def test_a_parent_after_whom_somebody_is_named_is_the_household(found):
    home = Address("Dorpsstraat", "3", "", "9911AB", "Lochem")
    evert = person("Evert", "Bolderbast", "Evert", "Jacob", addresses=(home,))
    assert found(evert, "Jacob Bolderbast, Dorpsstraat 3, 9911 AB Lochem").household
    assert found(evert, "Evert Jacob Bolderbast, Dorpsstraat 3, 9911 AB Lochem").grade is Grade.CERTAIN


def test_the_same_words_are_not_both_the_name_and_a_relative(found):
    piet = person("Piet", "Bolderbast", relatives=("Piet Bolderbast", "Saskia Bolderbast"))
    assert found(piet, "Piet Bolderbast") is None
    seen = found(piet, "Piet Bolderbast en Saskia Bolderbast")
    assert [signal.found for signal in seen.signals if signal.kind == "relative"] == ["Saskia Bolderbast"]
    assert found(piet, "Saskia Bolderbast") is None


def test_the_partners_name_alone_says_less_than_ones_own(found):
    name = Name(FamilyName("Bolderbast"), ("Titia",), "Titia", FamilyName("Krommenhoek"))
    profile = Profile("p", name, phones=("+31201234567",))
    own, partners = (found(profile, f"Titia {one}", weak=True) for one in ("Bolderbast", "Krommenhoek"))
    assert points(partners, "name") < points(own, "name")
    assert points(found(profile, "Titia Krommenhoek-Bolderbast, 020-1234567"), "name") > points(own, "name")


def test_two_first_names_without_a_comma_are_hardly_surname_first(found):
    robertus = person("Robertus", "Pascal", addresses=(Address("Dorpsstraat", "3", "", "9911AB", "Lochem"),))
    plain, comma, other = (
        found(robertus, f"{one}, 9911 AB") for one in ("Robertus Pascal", "Pascal, Robertus", "Pascal Robertus")
    )
    assert comma.grade is plain.grade is Grade.CERTAIN
    assert points(other, "name") == pytest.approx(points(comma, "name") - 4)
    assert other.score < comma.score
    assert found(robertus, "Pascal Robertus", weak=True) is None


def test_the_bracketed_beginning_of_a_phone_number_is_no_age(found):
    profile = person("Titia", "Bolderbast", birth_date=date(1971, 3, 14), phones=("+31612345671",))
    seen = found(profile, "Titia Bolderbast (06) 12 34 56 71", today=date(2026, 11, 23))
    assert not any(signal.kind == "age" for signal in seen.signals)
    aged = found(profile, "Titia Bolderbast (06), 06-12345671", today=date(2026, 11, 23))
    assert aged.score <= seen.score


@pytest.mark.parametrize("page", ["P. Bolderbast, 9911 AB", "J. Bolderbast, Dorpsstraat 3, 9911 AB Lochem"])
def test_initials_beside_a_postcode_or_address_are_probable(found, page):
    home = Address("Dorpsstraat", "3", "", "9911AB", "Lochem")
    assert found(person("Piet" if page[0] == "P" else "Jan", "Bolderbast", addresses=(home,)), page).grade is Grade.PROBABLE


def test_name_and_date_of_birth_are_certain_and_a_common_name_is_not(found):
    born = date(1971, 3, 14)
    assert found(person("Titia", "Bolderbast", birth_date=born), "Titia Bolderbast, geboren 14-03-1971").grade is Grade.CERTAIN
    assert found(person("Jan", "Jansen", birth_date=born), "Jan Jansen, geboren 14-03-1971").grade is not Grade.CERTAIN


def test_the_landline_beside_the_address_does_not_tell_who_of_the_household(found):
    home = Address("Dorpsstraat", "3", "", "9911AB", "Lochem")
    profile = person("Jan", "Bolderbast", addresses=(home,), phones=("+31201234567",))
    assert found(profile, "J. Bolderbast, Dorpsstraat 3, 9911 AB Lochem, 020-1234567").grade is Grade.PROBABLE


@pytest.mark.parametrize(
    ("first", "last", "page"),
    [
        ("Ana", "Djordjevic", "Ana Đorđević"),
        ("Ana", "Đorđević", "Ana Djordjevic"),
        ("Murat", "Oeztuerk", "Murat Öztürk"),
        ("Søren", "Ødegård", "Soeren Oedegaard"),
        ("Ayşe", "Küçük", "Ayse Kuecuek"),
        ("Juergen", "Mueller", "Jürgen Müller"),
        ("Piet", "Wyngaard", "Piet Wijngaard"),
    ],
)
def test_letters_written_out_or_taken_together_are_the_same_name(found, first, last, page):
    assert found(person(first, last), page, weak=True).grade is Grade.WEAK


def test_the_dutch_oe_is_no_umlaut(found):
    assert found(person("Piet", "Boerstra"), "Piet Borstra", weak=True) is None
