"""Hostile pages cost time in proportion to their length, never more."""

import time

import pytest

from domain.mention import Place
from matchers import Index, find, read_page

SHAPES = {
    "signs": "a@b.",
    "names": "J. van der Berg ",
    "spoken": "x at y dot ",
    "digits": "06 12 ",
    "listing": "<li>Joke van der Berg, 2514 ED</li>",
    "terms": "<dt>Joke van der Berg<dd>2514 ED",
    "strangers": "<dt>Piet Bakker<dd>2514 ED",
    "turned": "Berg, Jan ",
    "small": "<li>jan van der berg",
    "homes": "Lange Voorhout 8 bis, Den Haag ",
    "lines": "Joke Berg<br>",
    "capitals": "Jan Van Der ",
}


@pytest.mark.parametrize("shape", SHAPES)
def test_twice_the_length_takes_about_twice_the_time(enrolled: Index, shape: str):
    def seconds(size: int) -> float:
        page = read_page((SHAPES[shape] * (size // len(SHAPES[shape]))).encode())
        taken = []
        for _ in range(3):
            began = time.process_time()
            find(enrolled, page, Place("x"), weak=True)
            taken.append(time.process_time() - began)
        return min(taken)

    short, long = seconds(25_000), seconds(100_000)
    assert long < 1.0
    assert long < 8 * max(short, 0.004)  # four times the length; the rest is slack for a busy machine
