"""No message is lost, none counts twice, and whatever it is made of, the others still get through."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from domain.due import Action
from domain.errors import NotFound, Unclear, Unreachable
from domain.takedown import Event, State
from storage import due, erasure, replies
from takedown.threads import content_of
from tests.conftest import NOW
from tests.workers.cases import Asked
from tests.workers.house import House
from tests.workers.post import CLAIM, RECEIPT, deliver, kept, mail, waiting, with_token
from workers import receive
from workers.clock import MAILBOX


def test_the_same_message_twice_counts_once(house: House, sent_letter: Asked) -> None:
    raw = mail(RECEIPT, to=with_token(sent_letter), auto=True)
    deliver(house, raw)
    steps = sent_letter.now.steps
    deliver(house, raw)
    assert sent_letter.now.steps == steps
    assert len(kept(house, sent_letter)) == 1


def test_a_crash_between_keeping_and_putting_away_loses_and_doubles_nothing(house: House, sent_letter: Asked) -> None:
    def crash(uid: str) -> None:
        raise KeyboardInterrupt

    house.box.settling = crash
    house.box.waiting["uid-1"] = mail(CLAIM, to=with_token(sent_letter))
    with pytest.raises(KeyboardInterrupt):
        receive.act(house.services, house.taken(Action.RECEIVE, MAILBOX))
    assert len(kept(house, sent_letter)) == 1
    house.box.settling = lambda uid: None
    house.turn(minutes=16)
    house.run()
    assert len(kept(house, sent_letter)) == 1
    assert [step.event for step in sent_letter.now.steps].count(Event.CLAIM) == 1
    assert house.box.waiting == {}


def test_a_message_that_somebody_took_out_of_the_mailbox_does_not_end_the_reading(house: House, sent_letter: Asked) -> None:
    def gone(uid: str) -> None:
        raise NotFound("this message is not there any more")

    house.box.settling = gone
    house.box.waiting = {"uid-1": mail(CLAIM, to=with_token(sent_letter)), "uid-2": mail("Hallo?")}
    house.note(Action.RECEIVE, MAILBOX)
    house.run()
    assert len(kept(house, sent_letter)) == 1
    assert len(waiting(house)) == 1
    assert house.noted(Action.RECEIVE, MAILBOX) == house.now() + timedelta(minutes=5)


def test_a_mailbox_that_cannot_be_had_is_tried_again(house: House) -> None:
    def down(uid: str) -> None:
        raise Unreachable(Unclear.NETWORK, "the mailbox does not answer")

    house.box.settling = down
    house.box.waiting["uid-1"] = mail("Hallo?")
    house.note(Action.RECEIVE, MAILBOX)
    house.run()
    assert house.noted(Action.RECEIVE, MAILBOX) == NOW + timedelta(minutes=1)
    house.box.settling = lambda uid: None
    house.turn(minutes=1)
    house.run()
    assert len(waiting(house)) == 1
    assert house.box.waiting == {}


def test_after_a_withdrawal_a_reply_is_kept_until_the_erasure_and_moves_nothing(house: House, sent_letter: Asked) -> None:
    to, profile_id = with_token(sent_letter), sent_letter.now.profile_id
    with house.vault.begin() as db:
        erasure.withdraw(db, profile_id, "employee-1", house.now())
        due.strike(db, profile_id)
    deliver(house, mail(CLAIM, to=to))
    assert sent_letter.state is State.WITHDRAWN
    assert house.noted(Action.LOOK, sent_letter.exposure.id) is None
    erasure.erase(house.vault, profile_id, house.now())
    deliver(house, mail(RECEIPT, to=to))
    assert [reply.takedown_id for reply in waiting(house)] == [None]


def test_a_reply_is_under_the_key_of_its_case(house: House, sent_letter: Asked) -> None:
    deliver(house, mail(CLAIM, to=with_token(sent_letter)))
    (reply,) = kept(house, sent_letter)
    house.vault.keys.destroy(sent_letter.now.case_id)
    with house.vault.begin() as db, pytest.raises(NotFound):
        replies.get(db, reply.id)


HEADS = ("multipart/report; boundary=x", "message/rfc822", "text/html; charset=nope", "multipart/mixed")
MESSAGES = st.builds(
    lambda head, body: f"Content-Type: {head}\nSubject: =?x?q?{head}?=\n\n".encode("utf-8", "replace") + body,
    st.sampled_from(HEADS) | st.text(max_size=40),
    st.binary(max_size=200),
)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.binary(max_size=400) | MESSAGES)
def test_whatever_comes_in_is_kept_for_a_person_and_never_lost(house: House, raw: bytes) -> None:
    before = len(waiting(house))
    with house.vault.begin() as db:
        known = replies.taken(db, "another name", content_of(raw))
    house.box.waiting = {f"uid-{uuid4().hex}": raw}
    receive.act(house.services, house.taken(Action.RECEIVE, MAILBOX))
    after = waiting(house)
    assert house.box.waiting == {}
    assert len(after) == before + (not known)
    with house.vault.begin() as db:
        assert content_of(raw) in {content_of(replies.get(db, reply.id)[1]) for reply in after}


def test_one_bad_message_does_not_hold_up_the_others(house: House, sent_letter: Asked) -> None:
    huge = b"Subject: x\n\n" + b"\xff" * 200_000
    nested = b"Content-Type: multipart/mixed; boundary=a\n\n" + b"--a\nContent-Type: multipart/mixed; boundary=a\n\n" * 2000
    deliver(house, b"", huge, nested, mail(CLAIM, to=with_token(sent_letter)))
    assert sent_letter.state is State.CLAIMED_REMOVED
    assert len(waiting(house)) == 3
