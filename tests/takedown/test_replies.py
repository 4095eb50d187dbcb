"""What incoming messages mean: real bounces, own letters in three languages, and above all no false claim or refusal."""

from __future__ import annotations

import json
import time
from collections import Counter
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from takedown.replies import Reply, ReplyEvent, classify
from takedown.threads import find_token

HERE = Path(__file__).parent / "replies"
REPLIES: dict[str, dict[str, str]] = json.loads((HERE / "labels.json").read_text(encoding="utf-8"))
SENTENCES: dict[str, list[Any]] = json.loads((HERE / "sentences.json").read_text(encoding="utf-8"))
SHARED = Path(__file__).parents[3] / "shared" / "data" / "mail-replies"
needs_shared = pytest.mark.skipif(not SHARED.is_dir(), reason="../shared/data/mail-replies is not here")
CLAIMS = {ReplyEvent.CLAIM_REMOVED, ReplyEvent.CLAIM_PARTIAL}
BOUNCES = {ReplyEvent.BOUNCE, ReplyEvent.BOUNCE_TEMPORARY}


def letter(text: str, subject: str = "Re: [LW-2026-0001] Notice", sender: str = "desk@host.example", **headers: str) -> bytes:
    mail = EmailMessage()
    mail["From"], mail["Subject"] = sender, subject
    for name, value in headers.items():
        mail[name.replace("_", "-")] = value
    mail.set_content(text)
    return mail.as_bytes()


def answer(text: str) -> Reply:
    return classify(letter(text))


@pytest.mark.parametrize("name", sorted(REPLIES))
def test_a_written_reply_is_understood(name: str) -> None:
    expected, found = REPLIES[name], classify((HERE / name).read_bytes())
    assert found.event == expected["event"], found.reason
    assert found.reference == expected.get("reference", found.reference)
    assert found.reason == expected.get("reason", found.reason)


@pytest.mark.parametrize("sentence", SENTENCES["no_claim"])
def test_what_is_negated_promised_asked_or_hearsay_is_no_claim(sentence: str) -> None:
    assert answer(sentence).event not in CLAIMS


@pytest.mark.parametrize("sentence", SENTENCES["no_refusal"])
def test_what_is_open_conditional_or_about_something_else_is_no_refusal(sentence: str) -> None:
    assert answer(sentence).event is not ReplyEvent.REFUSAL


@pytest.mark.parametrize("sentence", SENTENCES["claim"])
def test_a_plain_claim_is_heard(sentence: str) -> None:
    assert answer(sentence).event is ReplyEvent.CLAIM_REMOVED


@pytest.mark.parametrize("sentence", SENTENCES["refusal"])
def test_a_plain_refusal_is_heard(sentence: str) -> None:
    assert answer(sentence).event is ReplyEvent.REFUSAL


@pytest.mark.parametrize("told", SENTENCES["letters"], ids=lambda told: f"{told['event']}: {told['text'][:30]}")
def test_a_short_letter_is_understood(told: dict[str, str]) -> None:
    assert answer(told["text"]).event == told["event"]


@pytest.mark.parametrize("told", SENTENCES["never_wrong"], ids=lambda told: f"{told['event']}: {told['text'][:30]}")
def test_a_letter_written_after_the_rules_is_right_or_left_to_a_person(told: dict[str, str]) -> None:
    assert answer(told["text"]).event in {told["event"], "unknown"}


def test_what_our_own_letter_said_is_not_taken_for_an_answer() -> None:
    quoted = "Bedankt.\n\nOp ma 23 nov. 2026 om 10:00 schreef Meldpunt <a@luwte.example>:\n\nHet bericht is verwijderd.\n"
    assert answer(quoted).event not in CLAIMS
    assert answer("Het bericht is verwijderd.\n\nGroet").event in CLAIMS


def test_a_null_sender_is_not_a_bounce() -> None:
    receipt = letter(
        "We have received your report. Ticket number: 4711-A.", "Your report", Return_Path="<>", Auto_Submitted="auto-replied"
    )
    found = classify(receipt)
    assert (found.event, found.reference, found.automatic) == (ReplyEvent.RECEIPT, "4711-A", True)


def test_our_own_reference_is_never_taken_for_theirs() -> None:
    assert classify(letter("We have received your report.", "Re: [LW-2026-0001] Notice")).reference == ""


def test_an_automatic_answer_decides_nothing() -> None:
    found = classify(letter("We have removed the content.", "Your report", Auto_Submitted="auto-replied"))
    assert found.event is ReplyEvent.UNKNOWN


def test_a_ticket_system_passes_on_what_a_person_decided() -> None:
    found = classify(letter("The listing has been removed.", "Update", Auto_Submitted="auto-generated"))
    assert (found.event, found.automatic) == (ReplyEvent.CLAIM_REMOVED, True)


def test_a_bounce_that_a_person_forwards_is_not_a_bounce() -> None:
    bounce = b"""From: MAILER-DAEMON@mx.example
Subject: Undelivered Mail Returned to Sender
Content-Type: multipart/report; report-type=delivery-status; boundary=r

--r
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.example

Final-Recipient: rfc822; a@host.example
Action: failed
Status: 5.1.1

--r--
"""
    forwarding = b"""From: desk@host.example
Subject: Fwd: question
Content-Type: multipart/mixed; boundary=m

--m
Content-Type: text/plain

Can you tell us which page you mean?

--m
Content-Type: message/rfc822

%s
--m--
"""
    assert classify(bounce).event is ReplyEvent.BOUNCE
    assert classify(forwarding % bounce).event is ReplyEvent.QUESTION


def test_a_reply_says_nothing_of_the_message_itself() -> None:
    assert "Lange Voorhout" not in repr(answer("Lange Voorhout 8 has been removed."))


@needs_shared
@pytest.mark.parametrize(
    ("name", "event"),
    [("hard", "bounce"), ("soft", {"postfix": "bounce", "opensmtpd": "bounce-temporary"}), ("ok", "delivered")],
)
@pytest.mark.parametrize("server", ["postfix", "opensmtpd"])
def test_the_action_decides_and_not_the_status_digit(server: str, name: str, event: str | dict[str, str]) -> None:
    found = classify((SHARED / "dsn-postfix-opensmtpd" / f"{server}-{name}.eml").read_bytes())
    assert found.event == (event if isinstance(event, str) else event[server])


@needs_shared
def test_real_bounces_are_recognised_and_absences_never_taken_for_them() -> None:
    labels = json.loads((SHARED / "given" / "bounces_labels.json").read_text(encoding="utf-8"))
    found: dict[str, Counter[ReplyEvent]] = {}
    for label in labels:
        event = classify((SHARED / "given" / label["file"]).read_bytes()).event
        found.setdefault(label["kind"], Counter())[event] += 1
    recognised = sum(found["bounce"][event] for event in BOUNCES)
    assert recognised >= 0.99 * found["bounce"].total()
    assert not CLAIMS & set(found["bounce"])
    assert ReplyEvent.REFUSAL not in found["bounce"]
    assert not BOUNCES & set(found["vacation"])
    assert found["vacation"][ReplyEvent.OUT_OF_OFFICE] == found["vacation"].total()
    assert found["feedback"][ReplyEvent.ABUSE_REPORT] >= 13


@given(st.binary(max_size=600))
@settings(max_examples=150, deadline=None)
def test_any_bytes_get_an_answer(raw: bytes) -> None:
    assert 0 <= classify(raw).confidence <= 1


HEADERS = st.sampled_from(
    [
        "From",
        "To",
        "Subject",
        "Content-Type",
        "Content-Transfer-Encoding",
        "Auto-Submitted",
        "Return-Path",
        "Content-Disposition",
        "Date",
    ]
)
VALUES = st.one_of(
    st.text(max_size=60),
    st.sampled_from(
        [
            "multipart/mixed; boundary=x",
            "message/delivery-status",
            "message/rfc822",
            'text/plain; charset="zlib"',
            "text/plain; charset*=utf-8''%ff",
            "text/html; charset=utf-7",
            "base64",
            "uuencode",
            "=?utf-8?b?w?=",
            "=?rot13?q?x?=",
            "<>",
            "multipart/report; report-type=delivery-status; boundary=x",
        ]
    ),
)


@given(st.lists(st.tuples(HEADERS, VALUES), max_size=8), st.text(max_size=120), st.booleans())
@settings(max_examples=150, deadline=None)
def test_any_headers_get_an_answer(headers: list[tuple[str, str]], body: str, parted: bool) -> None:
    head = "".join(f"{name}: {value}\n" for name, value in headers)
    inner = "--x\nContent-Type: message/delivery-status\n\nAction: \n\n--x--\n" if parted else ""
    classify(f"{head}\n{inner}{body}".encode("utf-8", "surrogatepass"))


def test_a_message_that_nests_without_end_gets_an_answer() -> None:
    nested = b"".join(b"Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n" % (depth, depth) for depth in range(3000))
    assert classify(b"Subject: x\n" + nested).event in ReplyEvent
    enclosed = b"Content-Type: message/rfc822\n\n" * 3000
    assert classify(b"Subject: x\n" + enclosed).event in ReplyEvent


BOMBS = {
    "parts": b"Content-Type: multipart/mixed; boundary=a\n\n" + b"--a\n\n" * 400_000,
    "tags": b"Content-Type: text/html\n\n" + b"<div>" * 100_000,
    "headers": b"X: y\n" * 400_000 + b"\nbody",
    "folded headers": b"Subject: x" + b"\n =?utf-8?q?a?=" * 100_000 + b"\n\nbody",
    "recipients": b"To: " + b"a@b," * 400_000 + b"\n\nbody",
    "blocks of a report": b"Content-Type: message/delivery-status\n\n" + b"Action: x\n\n" * 100_000,
}


@pytest.mark.parametrize("name", sorted(BOMBS))
def test_a_message_made_to_take_for_ever_gets_an_answer_soon(name: str) -> None:
    began = time.process_time()
    assert classify(BOMBS[name]).event is ReplyEvent.UNKNOWN
    find_token(BOMBS[name], addresses=("meldpunt@gemeente.example",))
    assert time.process_time() - began < 20.0  # it took minutes


@pytest.mark.parametrize(
    "filler", [" ", ">", "#", "is ", "On a <", "<div>", "niet ", "was ", "-", "a@", "_", "we have ", "ticket "]
)
def test_no_text_makes_it_slow(filler: str) -> None:
    began = time.process_time()
    classify(letter("ticket" + filler * (30_000 // len(filler)) + "wrote"))
    assert time.process_time() - began < 6.0
