"""What an employee waits for leaves once, says nothing about anybody, and is forgotten when it has."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import timedelta

import pytest

from domain.due import Action
from domain.errors import Unclear, Unreachable, Unsent
from domain.message import MessageKind
from domain.ports import SendText
from domain.roles import Role
from gateway.texting import texting
from storage import accounts, languages, messages, pauses, profiles, watches
from tests.conftest import joke
from tests.workers.house import House

EMAIL, PHONE = joke().emails[0], joke().phones[0]
LINK = "https://luwte.example/uitnodiging/x"


def waiting(house: House, kind: MessageKind, to: str, word: str) -> str:
    profile_id = house.enrol()
    with house.vault.begin() as db:
        return messages.keep(db, profile_id, kind, to, word, house.now())


def outcomes(house: House) -> list[str]:
    with house.vault.begin() as db:
        enrolled = [one.id for one in profiles.all_enrolled(db)]
        return [what for one in enrolled for _kind, _at, what in messages.of_profile(db, one)]


@pytest.mark.parametrize("kind", [MessageKind.INVITATION, MessageKind.MAIL_LINK])
def test_a_mail_holds_the_link_and_nothing_of_the_employee(house: House, kind: MessageKind) -> None:
    waiting(house, kind, EMAIL, LINK)
    house.run()
    (letter,) = house.line.letters
    assert (letter.to, LINK in letter.body) == (EMAIL, True)
    whom = [one.value for one in joke().identifiers() if one.value not in house.services.desk.organisation]
    assert [value for value in whom if value in letter.subject + letter.body] == []
    assert outcomes(house) == ["sent"]


@pytest.mark.parametrize("decided", ["", "AVG artikel 6 lid 1 onder e {Ambtenarenwet 2017}"])
def test_an_invitation_says_its_legal_basis_in_both_languages_where_one_was_decided(house: House, decided: str) -> None:
    settings = house.services.settings.model_copy(update={"legal_basis": decided})
    house = replace(house, services=replace(house.services, settings=settings))
    waiting(house, MessageKind.INVITATION, EMAIL, LINK)
    house.run()
    (letter,) = house.line.letters
    said = [f"Grondslag: {decided}" in letter.body, f"Legal basis: {decided}" in letter.body]
    assert said == [bool(decided)] * 2


def test_what_cannot_leave_now_is_tried_again_and_leaves_once(house: House) -> None:
    house.line.trouble = [Unsent("busy", code=451, permanent=False)]
    waiting(house, MessageKind.INVITATION, EMAIL, LINK)
    house.run()
    assert (house.line.letters, outcomes(house)) == ([], [""])
    house.turn(minutes=5)
    house.run()
    house.turn(days=1)
    house.run()
    assert (len(house.line.letters), outcomes(house)) == (1, ["sent"])


def test_an_address_that_does_not_exist_is_named_to_whoever_invited(house: House) -> None:
    house.line.trouble = [Unsent("unknown", code=550, permanent=True)]
    waiting(house, MessageKind.INVITATION, EMAIL, LINK)
    house.run()
    with house.vault.begin() as db:
        assert [one.to for one in messages.undelivered(db)] == [EMAIL]


def test_what_is_too_old_never_leaves(house: House) -> None:
    message_id = waiting(house, MessageKind.MAIL_LINK, EMAIL, LINK)
    house.turn(hours=25)
    house.play(Action.DELIVER, message_id)
    assert (house.line.letters, outcomes(house)) == ([], ["refused"])


def test_a_code_goes_to_the_phone_and_not_by_mail(house: House) -> None:
    posted: list[tuple[str, dict[str, str]]] = []

    def post(url: str, body: bytes, kind: str) -> bytes:
        posted.append((url, json.loads(body)))
        return b""

    sender = texting("https://text.example/send", post, lambda to, text: None)
    house = replace(house, services=replace(house.services, send_text=sender))
    waiting(house, MessageKind.PHONE_CODE, PHONE, "012345")
    house.run()
    ((url, told),) = posted
    assert (url, told["to"], "012345" in told["text"]) == ("https://text.example/send", PHONE, True)
    assert house.line.letters == []


def test_without_a_sender_a_code_is_refused_and_said_to_be(house: House) -> None:
    waiting(house, MessageKind.PHONE_CODE, PHONE, "012345")
    house.run()
    assert outcomes(house) == ["refused"]


def test_a_gateway_by_mail_gets_the_number_without_its_plus() -> None:
    sent: list[tuple[str, str]] = []
    text = texting("mailto:{number}@sms.example", lambda *_: b"", lambda to, what: sent.append((to, what)))
    text(PHONE, "code")
    assert sent == [("31612345671@sms.example", "code")]


@pytest.mark.parametrize(("reason", "permanent"), [(Unclear.NETWORK, False), (Unclear.INWARD, True)])
def test_a_gateway_that_is_away_says_whether_to_try_again(reason: Unclear, permanent: bool) -> None:
    def post(url: str, body: bytes, kind: str) -> bytes:
        raise Unreachable(reason, "x", permanent=permanent)

    send: SendText = texting("https://text.example", post, lambda to, text: None)
    with pytest.raises(Unsent) as raised:
        send(PHONE, "code")
    assert raised.value.permanent is permanent


def test_a_pause_that_is_over_makes_everything_due_again(house: House) -> None:
    profile_id = house.enrol()
    watch = house.watch("adressengids", profile_id)
    with house.vault.begin() as db:
        pauses.begin(db, profile_id, house.now() + timedelta(days=2), "employee-1", house.now())
    house.turn(days=1)
    house.run()
    assert house.noted(Action.SCAN, watch) is None
    house.turn(days=1, minutes=1)
    house.play(Action.REMIND, profile_id)
    with house.vault.begin() as db:
        scanned = watches.last_scan(db, watch)
    assert scanned is not None
    assert scanned[0] == house.now()


def test_an_invitation_is_written_in_both_languages_for_nobody_could_choose_yet(house: House) -> None:
    waiting(house, MessageKind.INVITATION, EMAIL, LINK)
    house.run()
    (letter,) = house.line.letters
    assert (letter.language, letter.subject) == ("nl", "Uitnodiging voor luwte")
    assert letter.body.index("nodigt u uit") < letter.body.index("invites you")
    assert letter.body.count(LINK) == 2


@pytest.mark.parametrize(
    ("language", "subject", "said", "unsaid"),
    [("", "Bevestig dit adres", "Was u dat?", "Was it you?"), ("en", "Confirm this address", "Was it you?", "Was u dat?")],
)
def test_a_mail_is_in_the_language_that_its_reader_chose(
    house: House, language: str, subject: str, said: str, unsaid: str
) -> None:
    profile_id = house.enrol()
    with house.vault.begin() as db:
        mine = accounts.create(db, "joke", "", Role.EMPLOYEE, "employee-1", house.now(), profile_id=profile_id)
        languages.choose(db, mine.id, language)
        messages.keep(db, profile_id, MessageKind.MAIL_LINK, EMAIL, LINK, house.now())
    house.run()
    (letter,) = house.line.letters
    assert (letter.language, letter.subject) == (language or "nl", subject)
    assert said in letter.body
    assert unsaid not in letter.body
