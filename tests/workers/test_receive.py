"""What comes in is kept first; only what bears our own token or message id moves anything, and a claim closes nothing."""

from __future__ import annotations

from datetime import timedelta

import pytest

from domain.due import Action
from domain.exposure import Outcome
from domain.takedown import Event, State
from storage import replies
from tests.conftest import NOW
from tests.workers.cases import Asked
from tests.workers.house import House
from tests.workers.post import CLAIM, RECEIPT, REFUSAL, TO, bounce, deliver, kept, mail, waiting, with_token


def test_a_token_in_our_address_moves_the_request(house: House, sent_letter: Asked) -> None:
    deliver(house, mail(CLAIM, to=with_token(sent_letter)))
    assert sent_letter.state is State.CLAIMED_REMOVED
    assert [reply.event for reply in kept(house, sent_letter)] == ["claim-removed"]
    assert waiting(house) == []
    assert house.box.waiting == {}


def test_our_message_id_moves_the_request(house: House, sent_letter: Asked) -> None:
    deliver(house, mail(CLAIM, answers=f"<{sent_letter.token}@politie.example>"))
    assert sent_letter.state is State.CLAIMED_REMOVED


def test_an_answer_to_an_earlier_attempt_belongs_to_the_request_and_moves_nothing(house: House, sent_letter: Asked) -> None:
    early = with_token(sent_letter)
    sent_letter.add(Event.CLAIM, by="recipient")
    sent_letter.add(Event.PROVEN_GONE, Event.REPEATED, by="luwte")
    sent_letter.release()
    sent_letter.add(Event.ACCEPTED, by="luwte")
    assert with_token(sent_letter) != early
    deliver(house, bounce(early))
    assert sent_letter.state is State.SENT
    assert [reply.takedown_id for reply in waiting(house)] == [sent_letter.id]
    deliver(house, mail(RECEIPT, to=with_token(sent_letter)))
    assert sent_letter.state is State.RECEIPTED


@pytest.mark.parametrize(
    ("sender", "state"),
    [
        ("abuse@praatplein.example", State.CLAIMED_REMOVED),
        ("noreply@post.praatplein.example", State.CLAIMED_REMOVED),
        ("beheer@praatplein.example.evil.example", State.SENT),
        ("de.plaatser@elders.example", State.SENT),
    ],
)
def test_a_claim_counts_by_itself_only_from_the_recipient(house: House, sent_letter: Asked, sender: str, state: State) -> None:
    """The recipient passes a notice on to whoever posted, and with it the token."""
    raw = mail(CLAIM, to=with_token(sent_letter)).replace(b"abuse@praatplein.example", sender.encode())
    deliver(house, raw)
    assert sent_letter.state is state
    assert len(waiting(house)) == (state is State.SENT)


def test_the_same_words_sent_again_by_another_way_change_nothing(house: House, sent_letter: Asked) -> None:
    raw = mail(CLAIM, to=with_token(sent_letter))
    deliver(house, raw)
    sent_letter.add(Event.PROVEN_GONE, Event.REPEATED, by="luwte")
    sent_letter.release()
    sent_letter.add(Event.ACCEPTED, by="luwte")
    steps = sent_letter.now.steps
    deliver(house, b"Received: from elsewhere\nDelivered-To: " + with_token(sent_letter).encode() + b"\n" + raw)
    assert sent_letter.now.steps == steps
    assert waiting(house) == []


@pytest.mark.parametrize(
    ("to", "subject", "answers"),
    [
        (TO, "Re: [LW-2026-0001] Melding", ""),
        ("meldpunt+aaaaaaaaaaaaaaaaaaaaaaaa@politie.example", "Re: [LW-2026-0001] Melding", ""),
        ("meldpunt+@politie.example", "Re: [LW-2026-0001]", "<aaaaaaaaaaaaaaaaaaaaaaaa@politie.example>"),
    ],
    ids=["the reference alone", "a guessed token", "a guessed message id"],
)
def test_what_anybody_can_write_waits_for_a_person(
    house: House, sent_letter: Asked, to: str, subject: str, answers: str
) -> None:
    deliver(house, mail(CLAIM, to=to, subject=subject, answers=answers))
    assert sent_letter.state is State.SENT
    assert [reply.takedown_id for reply in waiting(house)] == [sent_letter.id]
    assert house.noted(Action.LOOK, sent_letter.exposure.id) is None
    assert len([word for word in house.line.letters if word.to == TO]) == 1


def test_a_token_in_somebody_else_s_address_proves_nothing(house: House, sent_letter: Asked) -> None:
    deliver(house, mail(CLAIM, to=f"meldpunt+{sent_letter.token}@evil.example"))
    assert sent_letter.state is State.SENT
    assert [reply.takedown_id for reply in waiting(house)] == [None]


def test_a_stray_message_is_kept_as_it_came(house: House) -> None:
    deliver(house, mail("Goedemorgen, wat zijn de openingstijden?"))
    (stray,) = waiting(house)
    with house.vault.begin() as db:
        assert b"openingstijden" in replies.get(db, stray.id)[1]


def test_a_receipt_never_stops_the_clock(house: House, sent_letter: Asked) -> None:
    house.turn(days=1)
    deliver(house, mail(RECEIPT, to=with_token(sent_letter), auto=True))
    assert sent_letter.state is State.RECEIPTED
    late = house.noted(Action.ASK, sent_letter.id)
    assert late is not None
    assert late - NOW < timedelta(days=8), "seven days, to the end of the last one"
    house.now.at = late
    house.run()
    assert sent_letter.state is State.LAPSED


def test_a_bounce_ends_the_clock(house: House, sent_letter: Asked) -> None:
    assert house.noted(Action.ASK, sent_letter.id) is not None
    deliver(house, bounce(f"bounce+{sent_letter.token}@politie.example"))
    assert sent_letter.state is State.BOUNCED
    assert house.noted(Action.ASK, sent_letter.id) is None


def test_a_delay_and_an_absence_move_nothing(house: House, sent_letter: Asked) -> None:
    late = house.noted(Action.ASK, sent_letter.id)
    away = mail("Ik ben afwezig tot 1 december.", to=with_token(sent_letter), subject="Automatisch antwoord", auto=True)
    deliver(house, bounce(f"bounce+{sent_letter.token}@politie.example", "delayed", "4.4.1"), away)
    assert sent_letter.state is State.SENT
    assert {reply.event for reply in kept(house, sent_letter)} == {"bounce-temporary", "out-of-office"}
    assert house.noted(Action.ASK, sent_letter.id) == late


def test_a_claim_makes_us_look_within_the_hour_and_closes_nothing(house: House, sent_letter: Asked) -> None:
    house.turn(days=2)
    deliver(house, mail(CLAIM, to=with_token(sent_letter)))
    at = house.noted(Action.LOOK, sent_letter.exposure.id)
    assert at is not None
    assert house.now() < at <= house.now() + timedelta(hours=1)
    assert sent_letter.state is State.CLAIMED_REMOVED
    assert sent_letter.exposure.outcome is Outcome.STILL_VISIBLE
    assert house.noted(Action.ASK, sent_letter.id) is None


def test_a_refusal_waits_for_a_person(house: House, sent_letter: Asked) -> None:
    deliver(house, mail(REFUSAL, to=with_token(sent_letter)))
    assert sent_letter.state is State.SENT
    assert [reply.event for reply in waiting(house)] == ["refusal"]


def test_an_answer_proves_that_a_letter_of_which_nobody_knew_arrived(house: House, letter: Asked) -> None:
    letter.add(Event.LOST_TRACK, by="luwte")
    deliver(house, mail(RECEIPT, to=with_token(letter), auto=True))
    assert letter.state is State.RECEIPTED


def test_a_late_claim_about_a_closed_request_is_noted_only(house: House, sent_letter: Asked) -> None:
    sent_letter.add(Event.PROVEN_GONE, by="luwte")
    deliver(house, mail(CLAIM, to=with_token(sent_letter)))
    assert sent_letter.state is State.FULFILLED
    assert sent_letter.now.steps[-1].fact("reply") == "claim-removed"


def test_under_a_police_hold_what_they_say_goes_on(house: House, sent_letter: Asked) -> None:
    sent_letter.add(Event.HOLD, by="coordinator-1")
    deliver(house, mail(CLAIM, to=with_token(sent_letter)))
    sent_letter.add(Event.HOLD_LIFTED, by="coordinator-1")
    assert sent_letter.state is State.CLAIMED_REMOVED
