"""Streets and house numbers as people write them, and beside each what is another street or another home."""

import pytest

from domain.profile import Address
from matchers import Population, addresses
from matchers.scan import Scan
from matchers.text import read_page

WRITTEN = [
    ("Groote Woordstraat 161", "Groote Woordst. 161", True),
    ("Groote Woordstraat 161", "Groote Woordst.161", True),
    ("Groote Woordstraat 161", "Gr. Woordstr 161", True),
    ("Van Slijpestraat 111", "Van Slijpest. 111", True),
    ("Burgemeester Janplein 12", "Bgm. Janpl. 12", True),
    ("Burgemeester Janplein 12", "Burgem. Janpln. 12", True),
    ("Tweede Oosterstraat 9", "2e Oosterstr. 9", True),
    ("2e Oosterstraat 9", "Tweede Oosterstraat 9", True),
    ("Kerkgracht 9", "Kerkgrt 9", True),
    ("Lange Voorhout 8 bis", "L. Voorhout 8bis", True),
    ("Kerkstraat 44 II", "Kerkstr. 44-2e", True),
    ("Kerkstraat 44 II", "Kerkstraat 44-II", True),
    ("Kerkstraat 230 C", "Kerkst 230c", True),
    ("Kerkstraat 230 C", "Kerkstraat 230 C", True),
    ("Groote Woordstraat 161", "Kleine Woordst. 161", False),
    ("Groote Woordstraat 161", "Groote Woordst. 16", False),
    ("Tweede Oosterstraat 9", "3e Oosterstraat 9", False),
    ("Burgemeester Janplein 12", "Prof. Janplein 12", False),
    ("Kerkstraat 44 II", "Kerkstraat 44-3e", False),
    ("Kerkstraat 230 C", "Kerkstraat 230 D", False),
    ("Kerkgracht 9", "Kerkstr. 9", False),
    ("Lange Voorhout 8 bis", "Lange Voorhout 8 hs", False),
]


def home_of(line: str, population: Population) -> addresses.Home:
    parts = line.split()
    at = next(index for index, part in enumerate(parts[1:], 1) if part.isdigit())
    return addresses.compile_address(Address(" ".join(parts[:at]), parts[at], " ".join(parts[at + 1 :])), population)


@pytest.mark.parametrize(("enrolled", "written", "same"), WRITTEN)
def test_a_street_and_number_in_many_spellings(population: Population, enrolled: str, written: str, same: bool) -> None:
    home, scan = home_of(enrolled, population), Scan(read_page(f"<p>{written}</p>".encode()))
    keys = {addresses.canonical_type(word) for word in home.street_keys()}
    found = [
        (seen.number, seen.addition) == (home.number, home.addition)
        for index in range(len(scan.words))
        if addresses.canonical_type(scan.words[index]) in keys
        and addresses.is_street(scan, index, home) is not None
        and (seen := addresses.numbered(scan, index))
    ]
    assert found == [same] or (not found and not same)


def test_a_number_in_front_of_the_postcode_is_shown_whole(population: Population) -> None:
    home = addresses.compile_address(Address("Jochemsweg", "34", "B", "1131KC"), population)
    scan = Scan(read_page(b"<p>Jochemsweg 34b 1131 KC</p>"))
    span = addresses.number_beside(scan, 2, 3, home)
    assert span is not None
    assert scan.ascii[span[0] : span[1]] == "34b 1131 KC"
