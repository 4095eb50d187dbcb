"""The report that a machine reads: it passes the standard's own rules, says nothing of the employee, and leaves as a file."""

from __future__ import annotations

import json
import socket
from collections.abc import Callable, Iterator
from dataclasses import replace
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from typing import Any

import pytest
import xarf as standard
from aiosmtpd.controller import Controller

from domain.errors import BadInput
from domain.mention import Place
from domain.profile import Profile
from domain.recipient import RecipientClass
from gateway.smtp import Smtp
from takedown.approval import approval
from takedown.channels import email, xarf
from takedown.channels.adapter import Attempt
from takedown.channels.xarf_mail import XarfMail
from takedown.compose import compose
from takedown.facts import Facts
from takedown.gates import open_gates
from takedown.leaks import leaks

Make = Callable[..., Facts]


def with_report(draft: Make, route: str = "abuse") -> Facts:
    facts = draft(route, "en")
    reading = replace(facts, recipient=replace(facts.recipient, xarf=True))
    subject, text = compose(reading)
    return replace(
        reading,
        takedown=replace(facts.takedown, subject=subject, text=text),
        assent=replace(facts.assent, releaser="coordinator-1", approved=approval(subject, text)),
    )


@pytest.mark.parametrize("route", sorted(xarf.ROUTES))
def test_a_report_passes_the_standard_and_says_nothing_of_the_employee(draft: Make, joke: Profile, route: str) -> None:
    facts = with_report(draft, route)
    body, (file,) = xarf.detach(facts.takedown.text)

    parsed = standard.parse(file.text)
    assert parsed.errors == []
    assert isinstance(parsed.report, standard.ExposedDataReport)
    assert parsed.report.url == facts.exposure.place.url
    assert parsed.report.data_types == ["personal_information", "phone_numbers"]
    assert leaks(file.text, joke.identifiers(), [facts.exposure.place.url]) == ()
    assert xarf.MARK not in body
    assert open_gates(facts) == ()


def test_one_request_has_one_report(draft: Make) -> None:
    first, again = with_report(draft), with_report(draft)
    other = replace(first, takedown=replace(first.takedown, id="t2"))

    assert first.takedown.text == again.takedown.text
    assert json.loads(xarf.report(first))["report_id"] != json.loads(xarf.report(other))["report_id"]


def test_only_desks_that_read_it_get_it_and_only_by_a_report_of_abuse(draft: Make) -> None:
    assert xarf.MARK not in compose(draft("abuse"))[1]
    notice = draft("dsa16")
    assert xarf.MARK not in compose(replace(notice, recipient=replace(notice.recipient, xarf=True)))[1]


def test_what_a_hostile_page_is_called_does_not_break_out_of_the_report(draft: Make) -> None:
    facts = draft("abuse", "en")
    place = Place('https://praatplein.example/"},"evidence":[{"payload":"x')
    made = json.loads(
        xarf.report(
            replace(facts, recipient=replace(facts.recipient, xarf=True), exposure=replace(facts.exposure, place=place))
        )
    )

    assert "evidence" not in made
    assert made["url"] == place.url


def test_a_damaged_report_does_not_leave(draft: Make) -> None:
    facts = with_report(draft)
    damaged = replace(facts.takedown, text=facts.takedown.text.replace('"content"', '"kontent"'))

    assert "G6" in [gate.id for gate in open_gates(replace(facts, takedown=damaged))]
    with pytest.raises(BadInput, match="write the letter anew"):
        xarf.detach(damaged.text)


def test_an_exposed_value_slipped_into_the_report_does_not_leave(draft: Make) -> None:
    facts = with_report(draft)
    for value in ("0612345671", "MDYxMjM0NTY3MQ==", "Sm9rZSB2YW4gZGVyIEJlcmc="):
        slipped = facts.takedown.text.replace('"description": "', f'"description": "{value} ')
        assert "G6" in [gate.id for gate in open_gates(replace(facts, takedown=replace(facts.takedown, text=slipped)))], value


class Desk:
    """An abuse desk that takes every letter."""

    def __init__(self) -> None:
        self.taken: list[bytes] = []

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:
        self.taken.append(envelope.content)
        return "250 Queued"


@pytest.fixture
def desk() -> Iterator[tuple[Desk, str]]:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    taken = Desk()
    controller = Controller(taken, hostname="127.0.0.1", port=port)
    controller.start()
    yield taken, f"smtp://127.0.0.1:{port}"
    controller.stop()


def test_the_adapter_sends_what_was_released_to_a_real_mail_server(draft: Make, desk: tuple[Desk, str]) -> None:
    taken, url = desk
    facts = with_report(draft)
    adapter = XarfMail(Smtp(url))
    token = email.new_token(b"k" * 32, facts.takedown.id, 1)
    attempt = Attempt(token, email.message_id_of(token, facts.desk), facts.now)

    prepared = adapter.prepare(facts, attempt)
    assert prepared == adapter.prepare(facts, attempt)
    assert adapter.submit(prepared).code == 250

    (raw,) = taken.taken
    message = message_from_bytes(raw, policy=default)
    assert isinstance(message, EmailMessage)
    (file,) = message.iter_attachments()
    content = file.get_payload(decode=True)
    assert isinstance(content, bytes)
    assert standard.parse(content.decode()).errors == []
    assert adapter.poll(facts.takedown.reference) == ()
    assert adapter.parse(b"From: a@b.example\r\n\r\nWe have received your report.\r\n").event == "receipt"


def test_the_adapter_refuses_a_letter_without_a_report(draft: Make) -> None:
    facts = draft("abuse", "en")

    with pytest.raises(BadInput, match="has no report"):
        XarfMail(Smtp("smtp://127.0.0.1:1")).prepare(facts, Attempt("t", "<t@x.example>", facts.now))
    assert facts.recipient.kind is RecipientClass.HOST
