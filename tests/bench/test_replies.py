"""The replies that measure the rules: two halves that share nothing, in three languages, large enough to say something."""

from __future__ import annotations

import pytest

from bench._replies import STYLES, written
from bench.replies import tally
from takedown.quotes import new_text
from takedown.reading import read


@pytest.mark.parametrize(("half", "least"), [("develop", 120), ("judge", 120)])
def test_a_half_is_large_and_speaks_three_languages(half: str, least: int) -> None:
    replies = written(half)
    assert len(replies) >= least
    for language in ("nl", "en", "de"):
        assert sum(one.language == language for one in replies) >= least // 4


def test_no_reply_stands_in_both_halves() -> None:
    halves = [{new_text(read(one.raw).text).casefold() for one in written(half)} for half in ("develop", "judge")]
    assert halves[0] & halves[1] == set()


@pytest.mark.parametrize("half", ["develop", "judge"])
def test_replies_are_understood_or_left_to_a_person_and_no_claim_or_refusal_is_made_up(half: str) -> None:
    told = tally(written(half))
    assert told["right_or_human"] >= 0.95
    assert told["wrong_claims"] == told["wrong_refusals"] == 0
    assert told["right"] >= 0.7 * told["replies"]


def test_every_dress_is_worn() -> None:
    names = {one.name.rpartition("-")[2] for half in ("develop", "judge") for one in written(half)}
    assert set(STYLES) <= names
