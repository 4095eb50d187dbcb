"""Every attempt has one token, fixed before sending; only who holds the key can make one."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from takedown.channels.email import Desk, letter, message_id_of, new_token, valid_token
from takedown.facts import Facts

KEY = b"k" * 32


def test_a_letter_carries_its_token_where_bounces_and_people_answer(released: Callable[..., Facts]) -> None:
    facts = released()
    token = new_token(KEY, facts.takedown.id, 1)
    message_id = message_id_of(token, facts.desk)

    sent = letter(facts.takedown, facts.recipient, token=token, message_id=message_id, desk=facts.desk, now=facts.now)

    assert sent.envelope_from == f"bounce+{token}@politie.example"
    assert sent.reply_to == f"meldpunt+{token}@politie.example"
    assert sent.message_id == f"<{token}@politie.example>"
    assert sent.header_from == "Politie Eenheid Den Haag <meldpunt@politie.example>"
    assert (sent.to, sent.language, sent.date) == ("abuse@praatplein.example", "nl", facts.now)
    assert (sent.subject, sent.body) == (facts.takedown.subject, facts.takedown.text)


@given(st.text(), st.integers(min_value=0))
def test_a_token_is_short_opaque_and_the_same_for_the_same_attempt(takedown_id: str, attempt: int) -> None:
    token = new_token(KEY, takedown_id, attempt)

    assert re.fullmatch("[a-z2-7]{24}", token)
    assert token == new_token(KEY, takedown_id, attempt)
    assert valid_token(KEY, takedown_id, attempt, token)
    assert not valid_token(KEY, takedown_id, attempt + 1, token)
    assert not valid_token(KEY, f"{takedown_id}x", attempt, token)
    assert not valid_token(b"another key", takedown_id, attempt, token)


@given(st.text())
def test_a_guessed_token_is_no_token(guess: str) -> None:
    assert not valid_token(KEY, "t1", 1, guess)


def test_attempts_never_share_a_token() -> None:
    tokens = {new_token(KEY, f"t{n}", attempt) for n in range(200) for attempt in range(5)}

    assert len(tokens) == 1000
    assert new_token(KEY, "t1", 11) != new_token(KEY, "t11", 1)


@pytest.mark.parametrize("reply", ["meldpunt", "vindplaats"])
def test_the_desk_decides_on_the_addresses(released: Callable[..., Facts], reply: str) -> None:
    facts, desk = released(), Desk("Café-bond", "x@bond.example", "post.bond.example", bounce="terug", reply=reply)

    sent = letter(facts.takedown, facts.recipient, token="abc", message_id="<abc@post.bond.example>", desk=desk, now=facts.now)

    assert (sent.envelope_from, sent.reply_to) == ("terug+abc@post.bond.example", f"{reply}+abc@post.bond.example")
    assert sent.header_from.endswith("<x@bond.example>")
    assert sent.header_from.isascii()
