"""A token counts only against roots that we pinned ourselves, over the very bytes, as the answer to our own question."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from demo.authority import Authority
from domain.errors import BadInput, Unclear, Unreachable
from evidence import container, layout, timestamp
from evidence.timestamp import Token, TokenFault


def test_a_seal_gets_its_token_and_the_time_in_it(world: Any) -> None:
    seal = world.sealed(token=False).seal

    stamped = timestamp.stamped(seal, world.authority.reply, world.roots)

    assert not seal.stamped
    assert stamped.stamped
    assert abs(stamped.stamped_at - world.at) < timedelta(seconds=1)
    assert stamped.manifest == seal.manifest


def test_a_token_over_something_else_is_refused(world: Any) -> None:
    token = timestamp.obtain(b"one", world.authority.reply, world.roots)

    assert isinstance(timestamp.judge(token.der, b"one", world.roots), Token)
    assert timestamp.judge(token.der, b"two", world.roots) is TokenFault.OTHER_CONTENT


def test_an_answer_to_an_earlier_question_is_refused(world: Any) -> None:
    replayed: list[bytes] = []

    def replay(query: bytes) -> bytes:
        replayed.append(world.authority.reply(query))
        return replayed[0]

    timestamp.obtain(b"one", replay, world.roots)
    with pytest.raises(BadInput, match="other-nonce"):
        timestamp.obtain(b"one", replay, world.roots)


@pytest.mark.parametrize(("name", "fault"), [("Tijdstempel Voorbeeld", "false"), ("Andere Dienst", "unknown-authority")])
def test_a_rogue_authority_is_refused_whatever_it_calls_itself(world: Any, name: str, fault: str) -> None:
    with pytest.raises(BadInput, match=fault):
        timestamp.obtain(b"one", Authority(world.now, name=name).reply, world.roots)


def test_without_roots_nothing_is_believed(world: Any) -> None:
    token = timestamp.obtain(b"one", world.authority.reply, world.roots)

    assert timestamp.judge(token.der, b"one", ()) is TokenFault.UNKNOWN_AUTHORITY


def test_one_right_root_among_others_is_enough(world: Any) -> None:
    token = timestamp.obtain(b"one", world.authority.reply, world.roots)
    others = timestamp.load_roots(Authority(world.now, name="Andere Dienst").root_pem())

    assert isinstance(timestamp.judge(token.der, b"one", (*others, *world.roots)), Token)


def test_an_authority_whose_certificate_has_expired_is_refused_but_its_old_tokens_stand(world: Any) -> None:
    old = timestamp.obtain(b"one", world.authority.reply, world.roots)
    world.pass_time(days=4000)

    assert isinstance(timestamp.judge(old.der, b"one", world.roots), Token)
    with pytest.raises(BadInput, match="false"):
        timestamp.obtain(b"one", world.authority.reply, world.roots)


def test_a_refusal_is_told_as_such(world: Any) -> None:
    with pytest.raises(BadInput, match="not-granted"):
        timestamp.obtain(b"one", lambda query: world.authority.reply(b"?"), world.roots)


def test_an_authority_that_cannot_be_reached_is_not_hidden(world: Any) -> None:
    def silent(query: bytes) -> bytes:
        raise Unreachable(Unclear.NETWORK, "no answer")

    with pytest.raises(Unreachable):
        timestamp.stamped(world.sealed(token=False).seal, silent, world.roots)


@given(st.binary(max_size=300))
def test_rubbish_is_unreadable_and_never_an_error(kept: Any, rubbish: bytes) -> None:
    world, _ = kept

    assert isinstance(timestamp.judge(rubbish, b"one", world.roots), TokenFault)
    assert timestamp.claimed_time(rubbish) is None


@given(st.data())
def test_a_token_with_a_bit_turned_never_tells_another_time(kept: Any, data: st.DataObject) -> None:
    world, raw = kept
    files = container.read(raw)
    changed, signature = bytearray(files[layout.TOKEN]), bytes(files[layout.SIGNATURE])
    bit = int(data.draw(st.floats(0, 1, exclude_max=True)) * len(changed) * 8)
    changed[bit // 8] ^= 1 << bit % 8

    verdict = timestamp.judge(bytes(changed), signature, world.roots)

    assert isinstance(verdict, TokenFault) or verdict.at == world.at.replace(microsecond=0)
