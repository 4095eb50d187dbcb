"""What is looked for once on a page finds all that a search at every character would."""

import re

from hypothesis import given
from hypothesis import strategies as st

from matchers import Population, people
from matchers.fold import fold
from matchers.runs import Runs

_TEXTS = st.text("0123456789 .-/Oab(", max_size=60)
_WRITTEN = st.lists(
    st.sampled_from(
        ("Jan", "jan", " ", ",", "de ", "Jong", "J.", "-", "\x01", "\x06", "_", "5", "\n", "Bakker, Jan", "jan bakker")
    ),
    max_size=12,
).map("".join)


@given(_TEXTS, st.integers(0, 60), st.integers(0, 60))
def test_runs_of_digits_between_two_offsets(text: str, low: int, high: int):
    high = min(high, len(text))
    expected = [(hit.start(), hit.end()) for hit in re.compile("[0-9]+").finditer(text, low, high)]
    assert list(Runs(text).between(low, high)) == expected


@given(_TEXTS, st.integers(1, 20), st.integers(1, 8))
def test_where_enough_digits_stand_close_together(text: str, within: int, fewest: int):
    runs = [hit.span() for hit in re.finditer("[0-9]+", text)]
    expected = [start for start, _ in runs if sum(last - at for at, last in runs if start <= at < start + within) >= fewest]
    assert Runs(text).crowded(within, fewest) == expected


@given(_TEXTS)
def test_runs_of_one_size_and_of_nought(text: str):
    runs = list(Runs(text).between(0, len(text)))
    assert Runs(text).of_size(2) == [start for start, end in runs if end - start == 2]
    assert Runs(text).of_nought() == [start for start, _ in runs if text[start] == "0"]


@given(_WRITTEN | st.text(max_size=30).map(fold))
def test_a_name_begins_only_where_one_is_looked_for(population: Population, text: str):
    found = people.find(text, 0, len(text), population, people.begins(text))
    assert found == people.find(text, 0, len(text), population, list(range(len(text))))
