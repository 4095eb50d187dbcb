"""Names on whole pages in every disguise that a reader sees through, and beside them what is another name."""

from collections.abc import Callable
from datetime import date

import pytest

from domain.finding import Finding, Grade
from domain.mention import Place
from domain.name import FamilyName, Name
from domain.profile import Profile
from matchers import Index, Population, Weights, find, read_page
from matchers.fold import fold, unmasked
from matchers.names import PREFIXES

PHONE = "06-12345671"
Told = Callable[..., Finding]


@pytest.fixture
def told(population: Population, weights: Weights) -> Told:
    """What a page with this name and the phone number of somebody so called says of them."""

    def run(called: str, family: str, written: str, phone: str = PHONE) -> Finding:
        prefix, _, surname = family.rpartition(" ")
        index = Index(population, weights)
        index.add(Profile("p", Name(FamilyName(surname, prefix), (called,), called), phones=(PHONE,)))
        page = read_page(f"<p>{written}, {phone}</p>".encode())
        (finding,) = find(index, page, Place("x"), today=date(2026, 11, 23))
        return finding

    return run


def forms(finding: Finding) -> set[str]:
    """In which forms the name was recognised; none where it was not, or was taken for another's."""
    return {signal.form for signal in finding.signals if signal.kind == "name" and signal.weight > 0}


def name_weight(finding: Finding) -> float:
    return sum(signal.weight for signal in finding.signals if signal.kind == "name")


JOKE = ("Joke", "van der Berg")
DISGUISES = [
    "J\u200boke van der B\u200berg", "Jo\u00adke van der Be\u00adrg", "Jo\u2060ke van der Be\ufeffrg",
    "J\u200co\u200dke van der Berg", "J&shy;oke van der B&#8203;erg", "J&zwnj;oke van der B&zwj;erg",
    "J\u043eke van der \u0412\u0435rg", "J\u043ek\u0435 v\u0430n d\u0435r \u0412\u0435rg", "J\u03bfke van der \u0392erg",
    "Ｊｏｋｅ ｖａｎ ｄｅｒ Ｂｅｒｇ", "𝐉𝐨𝐤𝐞 𝐯𝐚𝐧 𝐝𝐞𝐫 𝐁𝐞𝐫𝐠", "𝒥𝑜𝓀𝑒 van der 𝔅𝔢𝔯𝔤", "𝙹𝚘𝚔𝚎 van der 𝙱𝚎𝚛𝚐", "ⓙⓞⓚⓔ van der ⓑⓔⓡⓖ",
    "J\u0336o\u0336k\u0336e\u0336 van der B\u0336e\u0336r\u0336g\u0336", "Jo\u0301ke\u0308 van der Be\u0301rg",
    "Jöké van dér Bèrg", "Joke\u00a0van\u2009der\u3000Berg", "J0ke van der B3rg", "J0k3 v4n d3r B3rg", "JOKE VAN DER BERG",
    "joke vd berg",
    "ᴊᴏᴋᴇ ᴠᴀɴ ᴅᴇʀ ʙᴇʀɢ", "Jᴏᴋᴇ van der Bᴇʀɢ", "ʝoke van der ɓerg",
    "🅹🅾🅺🅴 🆅🅰🅽 🅳🅴🆁 🅱🅴🆁🅶", "🅙🅞🅚🅔 van der 🄱🄴🅁🄶", "⒥⒪⒦⒠ van der ⒝⒠⒭⒢",
    "Jok€ van der B€rg", "J\u202eoke\u202c van der \u2067Berg\u2069", "Jo\u3164ke van der Be\u115frg", "Joke van der 8erg",
    "Joke.van.der.Berg", "J<b>o</b>ke van d<i>er</i> B<span>erg</span>", "Jo<!-- x -->ke van der Berg",
]  # fmt: skip


@pytest.mark.parametrize("written", DISGUISES)
def test_nobody_is_hidden_by_how_the_letters_are_drawn(told, written):
    finding = told(*JOKE, written)
    assert finding.grade is Grade.CERTAIN
    assert forms(finding)


@pytest.mark.parametrize("written", DISGUISES)
def test_the_same_disguise_does_not_make_another_person_of_that_name(told, written):
    assert not forms(told("Anna", "Kuiperij", written))


@pytest.mark.parametrize(
    ("called", "family", "written"),
    [
        ("Jürgen", "Müller", "Jürgen Müller"), ("Jürgen", "Müller", "Jurgen Muller"), ("Jürgen", "Müller", "Juergen Mueller"),
        ("Jürgen", "Müller", "JÜRGEN MÜLLER"), ("Jürgen", "Müller", "Ju\u0308rgen Mu\u0308ller"),
        ("Jürgen", "Müller", "J&uuml;rgen M&#252;ller"), ("Jürgen", "Müller", "Mueller, Juergen"),
        ("Juergen", "Mueller", "Juergen Mueller"), ("Jan", "Weiß", "Jan Weiss"), ("Jan", "Weiß", "JAN WEISS"),
        ("Emre", "Çelik", "Emre Çelik"), ("Emre", "Çelik", "Emre Celik"), ("Emre", "Çelik", "Emre C\u0327elik"),
        ("Emre", "Çelik", "EMRE ÇELİK"), ("Emre", "Çelik", "EMRE CELIK"),
        ("Işıl", "Yıldız", "Işıl Yıldız"), ("Işıl", "Yıldız", "Isil Yildiz"), ("Işıl", "Yıldız", "IŞIL YILDIZ"),
        ("Isil", "Yildiz", "Işıl Yıldız"), ("Ivan", "Đorđević", "Ivan Đorđević"), ("Ivan", "Đorđević", "Ivan Dordevic"),
        ("Ivan", "Đorđević", "IVAN ĐORĐEVIĆ"),
        ("Ivan", "Đorđević", "Ivan \u00d0or\u00f0evi\u0107"),
        ("Leyla", "Əliyeva", "Leyla Eliyeva"), ("Mark", "Jansen", "Mark Janꜱen"), ("Mark", "Jansen", "Mark Jans€n"),
        ("Piet", "Wijngaard", "Piet Wijngaard"), ("Piet", "Wijngaard", "Piet Wyngaard"),
        ("Piet", "Wijngaard", "Piet Wĳngaard"), ("Piet", "Wijngaard", "Piet Wÿngaard"), ("Piet", "Wijngaard", "PIET WĲNGAARD"),
        ("Ayşe", "Küçük", "Ayşe Küçük"), ("Ayşe", "Küçük", "Ayse Kucuk"), ("Ayşe", "Küçük", "AYŞE KÜÇÜK"),
        ("Ayşe", "Küçük", "Ays\u0327e Ku\u0308c\u0327u\u0308k"), ("Søren", "Ødegård", "Soren Odegard"),
        ("Łukasz", "Wałęsa", "Lukasz Walesa"), ("Mark", "Jansen", "M4rk J4nsen"), ("Mark", "Jansen", "Mark J@nsen"),
        ("Mark", "Jansen", "Mark Jan$en"), ("Mark", "Jansen", "Mаrk Jаnѕеn"), ("Mark", "Jansen", "М𝗮rk Јаnѕеn"),
        ("Kees", "Bakker", "Kееs Bаkkеr"), ("Kees", "Bakker", "Kees B4kk3r"),
    ],
)  # fmt: skip
def test_a_name_in_other_letters_or_without_its_marks_is_the_same_name(told, called, family, written):
    finding = told(called, family, written)
    assert finding.grade is Grade.CERTAIN
    assert forms(finding)


@pytest.mark.parametrize(
    ("called", "family", "written"),
    [
        ("Jürgen", "Müller", "Jürgen Möller"), ("Emre", "Çelik", "Emre Çetin"), ("Piet", "Wijngaard", "Piet Weingaard"),
        ("Ayşe", "Küçük", "Ayşe Büyük"), ("Mark", "Jansen", "Mark 1234567"), ("Kees", "Bakker", "Kees Backer"),
        ("Mark", "Jansen", "Mark € 125"), ("Mark", "Jansen", "Mark 🅱🅰🅺🅺🅴🆁"),
    ],
)  # fmt: skip
def test_another_name_is_not_taken_for_the_same(told, called, family, written):
    assert forms(told(called, family, written)) <= {"typo", "first name alone"}
    assert "typo" not in forms(told(called, family, f"{called} {family}"))


@pytest.mark.parametrize(
    "number",
    [
        "\u0660\u0666\u0661\u0662\u0663\u0664\u0665\u0666\u0667\u0661", "०६१२३४५६७१", "۰۶۱۲۳۴۵۶۷۱", "০৬১২৩৪৫৬৭১", "⓿❻-❶❷❸❹❺❻❼❶",
        "０６１２３４５６７１", "⓪⑥-①②③④⑤⑥⑦①", "06-𝟭𝟮𝟯𝟰𝟱𝟲𝟳𝟭", "06-1234567\u200b1", "\u041e6-12345671", "0\u03366\u033612345671",
    ],
)  # fmt: skip
def test_nor_is_a_number_hidden_by_how_its_digits_are_drawn(told, number):
    (phone,) = [signal for signal in told("Anna", "Kuiperij", "Anna Kuiperij", number).signals if signal.kind == "phone"]
    assert phone.found == number


@pytest.fixture
def hendrik(population: Population, weights: Weights) -> Callable[[str], Finding]:
    """What a page says of Hendrik Cornelis Johannes Grootholt, with his number on it."""

    def run(written: str) -> Finding:
        index = Index(population, weights)
        name = Name(FamilyName("Grootholt"), ("Hendrik", "Cornelis", "Johannes"), "Hendrik")
        index.add(Profile("p", name, phones=(PHONE,)))
        (finding,) = find(index, read_page(f"<p>{written}, {PHONE}</p>".encode()), Place("x"), today=date(2026, 11, 23))
        return finding

    return run


@pytest.mark.parametrize("written", ["H.C.J. (Hendrik) Grootholt", "H.C.J.(Hendrik)Grootholt", 'H.C.J. "Hendrik" Grootholt'])
def test_a_calling_name_in_brackets_stands_between_initials_and_family_name(hendrik, written):
    (name,) = [signal for signal in hendrik(written).signals if signal.kind == "name"]
    assert name.found == written
    assert name.form == "exact"


@pytest.mark.parametrize("written", ["W.P. (Willem) Grootholt", "B.A. (Anna) Grootholt"])
def test_another_calling_name_in_brackets_is_somebody_else(hendrik, written):
    assert name_weight(hendrik(written)) < name_weight(hendrik("Grootholt"))


def test_a_town_in_brackets_is_no_first_name(hendrik):
    assert name_weight(hendrik("(Zwolle) Grootholt")) == name_weight(hendrik("Grootholt"))


@pytest.mark.parametrize("text", ["€ 125", "€125", "125 €", "12€50", "5€ per uur", "ия", "ɐ", "中", "🇳🇱"])
def test_money_and_letters_of_other_scripts_are_no_letters(text):
    assert not fold(text).replace("per uur", "").strip("0123456789 ?")


def test_fractions_keep_their_stroke():
    assert fold("8½") == "81/2"


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("v4n", "van"), ("d3n", "den"), ("g4ng4ram", "gangaram"), ("8erg", "berg"), ("b3rg", "berg"), ("jan5en", "jansen"),
        ("wi1lems", "willems"), ("wi1", "wil"), ("j0ke", "joke"), ("b0uchtour3", "bouchtoure"),
    ],
)  # fmt: skip
def test_digits_for_letters_are_read_without_knowing_who_is_enrolled(written, read):
    assert unmasked([written], {"berg", "willems", "wil", "joke"}, PREFIXES) == {written: read}


@pytest.mark.parametrize(
    "word", ["2514ed", "8bis", "jokeb71", "kerkstraat5", "1234", "a1b2c3d4", "h2o", "10e", "45jarige", "mp3", "berg", "covid19"]
)
def test_words_with_numbers_stay_what_they_are(word):
    assert unmasked([word], {"berg", "joke"}, PREFIXES) == {}
