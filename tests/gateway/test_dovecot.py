"""The mailbox on a real Dovecot: the token survives, mail wakes us, a lost line or a rebuilt mailbox loses nothing."""

from __future__ import annotations

import smtplib
import threading
import time
from collections.abc import Iterator
from email import message_from_bytes

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

from domain.errors import NotFound, Unclear, Unreachable
from gateway import mailboxes
from gateway.mailboxes import Imap
from takedown.replies import ReplyEvent, classify
from takedown.threads import content_of, find_token
from tests.dovecot import Dovecot, running

TOKEN = "bqx3.jmn7k2pd5rt6vwyz"
OURS = ("meldpunt@gemeente.example", "bounce@gemeente.example")
REPLY = b"From: abuse@gids.example\r\nMessage-ID: <1@gids.example>\r\nSubject: Re: uw bericht\r\n\r\nVerwijderd.\r\n"


@pytest.fixture(scope="module")
def server() -> Iterator[Dovecot]:
    with running() as dovecot:
        yield dovecot


@pytest.fixture
def dovecot(server: Dovecot) -> Dovecot:
    """With nothing unread in the desk's mailbox."""
    box = Imap(server.url())
    for message in box.unread():
        box.settle(message.uid)
    return server


def test_a_token_behind_a_plus_survives_the_way_in(dovecot: Dovecot) -> None:
    dovecot.deliver(REPLY, f"meldpunt+{TOKEN}@gemeente.example", "abuse@gids.example")
    (message,) = Imap(dovecot.url()).unread()
    assert find_token(message.raw, addresses=OURS).tokens == (TOKEN,)
    assert message.raw.endswith(REPLY)


def test_what_is_settled_stays_in_the_mailbox_and_is_not_offered_again(dovecot: Dovecot) -> None:
    box = Imap(dovecot.url())
    for number in range(3):
        dovecot.deliver(REPLY.replace(b"<1@", b"<%d@" % number))
    first, second, third = box.unread()
    box.settle(second.uid)
    assert [message.uid for message in box.unread()] == [first.uid, third.uid]


def test_mail_wakes_who_waits(dovecot: Dovecot) -> None:
    box = Imap(dovecot.url())
    assert box.wait(5, lambda: False)  # the first time: who knows what lies there
    assert not box.wait(0.3, lambda: False)
    timer = threading.Timer(0.3, dovecot.deliver, [REPLY])
    timer.start()
    assert box.wait(20, lambda: False)
    timer.join()
    assert len(box.unread()) == 1


def test_what_came_between_two_waits_wakes_at_once(dovecot: Dovecot) -> None:
    box = Imap(dovecot.url())
    box.wait(5, lambda: False)
    dovecot.deliver(REPLY)
    assert box.wait(5, lambda: False)
    assert not box.wait(0.2, lambda: False)


def test_who_is_told_to_stop_does_not_go_on_waiting(dovecot: Dovecot) -> None:
    box = Imap(dovecot.url())
    box.wait(5, lambda: False)
    began = time.monotonic()
    assert not box.wait(60, lambda: True)
    assert time.monotonic() - began < 30


def test_a_line_that_is_lost_while_waiting_is_said_so_and_the_next_one_finds_what_came(dovecot: Dovecot) -> None:
    box = Imap(dovecot.url())
    box.wait(5, lambda: False)
    timer = threading.Timer(0.5, dovecot.drop_lines)
    timer.start()
    with pytest.raises(Unreachable) as lost:
        box.wait(30, lambda: False)
    timer.join()
    assert lost.value.reason is Unclear.NETWORK
    dovecot.stop()
    with pytest.raises(Unreachable):
        box.unread()
    dovecot.start()
    dovecot.deliver(REPLY)
    assert box.wait(20, lambda: False)
    assert len(box.unread()) == 1


def test_a_rebuilt_mailbox_offers_all_anew_and_an_old_name_puts_nothing_away(dovecot: Dovecot) -> None:
    box = Imap(dovecot.url())
    dovecot.deliver(REPLY)
    (before,) = box.unread()
    box.settle(before.uid)
    dovecot.rebuild()
    after = box.unread()
    assert before.uid not in {message.uid for message in after}
    assert content_of(before.raw) in {content_of(message.raw) for message in after}
    dovecot.deliver(REPLY.replace(b"<1@", b"<2@"))
    with pytest.raises(NotFound):
        box.settle(before.uid)
    assert len(box.unread()) == len(after) + 1


def test_an_oversized_message_is_read_as_far_as_we_read_and_stays_whole(
    dovecot: Dovecot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(mailboxes, "LONGEST", 100_000)
    dovecot.deliver(REPLY + b"x" * 70 * 3 + b"\r\n" + (b"y" * 70 + b"\r\n") * 5_000)
    (message,) = Imap(dovecot.url()).unread()
    assert len(message.raw) == 100_000
    assert classify(message.raw).event is ReplyEvent.CLAIM_REMOVED


def test_what_is_too_much_for_one_go_is_there_the_next_time(dovecot: Dovecot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(mailboxes, "MOST_BYTES", 1_500)
    box = Imap(dovecot.url())
    for number in range(7):
        dovecot.deliver(REPLY.replace(b"<1@", b"<%d@" % number))
    rounds = []
    while batch := box.unread():
        rounds.append(len(batch))
        for message in batch:
            box.settle(message.uid)
    assert sum(rounds) == 7
    assert len(rounds) > 1


HOSTILE = {
    "nests without end": b"".join(b"Content-Type: multipart/mixed; boundary=b%d\r\n\r\n--b%d\r\n" % (n, n) for n in range(400)),
    "a charset that is no charset": b'Content-Type: text/plain; charset="zlib"\r\n\r\n\xff\xfe\xfd\r\n',
    "no date and no sender": b"Subject: =?utf-8?b?w?=\r\n\r\n\r\n",
    "ten thousand parts": b"Content-Type: multipart/mixed; boundary=a\r\n\r\n" + b"--a\r\n\r\n" * 10_000,
    "nothing but a null byte": b"From: a@b.example\r\n\r\n\x00\r\n",
}


@pytest.mark.parametrize("name", sorted(HOSTILE))
def test_a_hostile_message_does_not_hide_the_one_behind_it(dovecot: Dovecot, name: str) -> None:
    dovecot.deliver(HOSTILE[name])
    dovecot.deliver(REPLY)
    *_, last = Imap(dovecot.url()).unread()
    assert last.raw.endswith(REPLY)
    assert all(classify(message.raw).event in ReplyEvent for message in Imap(dovecot.url()).unread())


class Sink:
    """Takes in what Dovecot's own mail brings."""

    def __init__(self) -> None:
        self.taken: list[tuple[str, list[str], bytes]] = []

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        content = envelope.content if isinstance(envelope.content, bytes) else b""
        self.taken.append((envelope.mail_from or "", list(envelope.rcpt_tos), content))
        return "250 taken"


def test_a_receipt_by_the_book_comes_to_the_envelope_s_sender_and_is_no_bounce(dovecot: Dovecot) -> None:
    """RFC 3834: an automatic answer goes where bounces go, from nobody."""
    sink = Sink()
    listening = Controller(sink, hostname="127.0.0.1", port=dovecot.submission)
    listening.start()
    try:
        notice = (
            b"From: Meldpunt <meldpunt@gemeente.example>\r\nTo: balie@host.example\r\nMessage-ID: <n1@gemeente.example>\r\n"
            b"Subject: [LW-2026-0001] Kennisgeving\r\n\r\nWij verzoeken u dit te verwijderen.\r\n"
        )
        dovecot.deliver(notice, "balie@host.example", f"bounce+{TOKEN}@gemeente.example")
        deadline = time.monotonic() + 10
        while not sink.taken:
            assert time.monotonic() < deadline, dovecot.log()
            time.sleep(0.02)
    finally:
        listening.stop()
    ((sender, recipients, answer),) = sink.taken
    assert sender in {"", "<>"}
    assert recipients == [f"bounce+{TOKEN}@gemeente.example"]
    with smtplib.LMTP("127.0.0.1", dovecot.lmtp) as line:  # our own server has both addresses in one mailbox
        line.sendmail("", [f"meldpunt+{TOKEN}@gemeente.example"], answer)
    (message,) = Imap(dovecot.url()).unread()
    assert message_from_bytes(message.raw)["Return-Path"] == "<>"
    found = classify(message.raw)
    assert (found.event, found.reference, found.automatic) == (ReplyEvent.RECEIPT, "Z2026-4711", True)
    thread = find_token(message.raw, addresses=OURS)
    assert thread.tokens == (TOKEN,)
    assert "<n1@gemeente.example>" in thread.message_ids
