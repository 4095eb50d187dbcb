"""The post: what the other side writes to us, and what we made of it."""

from __future__ import annotations

from email.message import EmailMessage

from domain.due import Action
from domain.ports import Letter
from storage import due, replies
from storage.due import Taken
from storage.replies import KeptReply
from tests.workers.cases import Asked
from tests.workers.house import House
from workers.clock import MAILBOX

CLAIM = "Naar aanleiding van uw melding hebben wij het bericht verwijderd."
RECEIPT = "Wij hebben uw bericht in goede orde ontvangen en nemen het in behandeling."
REFUSAL = "Wij wijzen uw verzoek af en zullen het bericht niet verwijderen."
TO = "meldpunt@politie.example"


def mail(text: str = CLAIM, *, to: str = TO, subject: str = "Re: uw bericht", answers: str = "", auto: bool = False) -> bytes:
    letter = EmailMessage()
    letter["From"], letter["To"], letter["Subject"] = "Beheer <abuse@praatplein.example>", to, subject
    letter["Message-ID"] = "<antwoord@praatplein.example>"
    if answers:
        letter["In-Reply-To"] = answers
    if auto:
        letter["Auto-Submitted"] = "auto-replied"
    letter.set_content(f"Geachte heer, mevrouw,\n\n{text}\n\nMet vriendelijke groet,\nBeheer\n")
    return letter.as_bytes()


def bounce(to: str, action: str = "failed", code: str = "5.1.1") -> bytes:
    """A delivery report (RFC 3464)."""
    return (
        f"Return-Path: <>\nFrom: MAILER-DAEMON@mail.example\nTo: {to}\nSubject: Undelivered\nMIME-Version: 1.0\n"
        'Content-Type: multipart/report; report-type=delivery-status; boundary="x"\n\n'
        "--x\nContent-Type: text/plain\n\nYour message could not be delivered.\n"
        "--x\nContent-Type: message/delivery-status\n\nReporting-MTA: dns; mail.example\n\n"
        f"Final-Recipient: rfc822; abuse@praatplein.example\nAction: {action}\nStatus: {code}\n--x--\n"
    ).encode()


def deliver(house: House, *messages: bytes) -> None:
    for raw in messages:
        house.box.waiting[f"uid-{len(house.box.waiting)}-{hash(raw)}"] = raw
    house.play(Action.RECEIVE, MAILBOX)


def waiting(house: House) -> list[KeptReply]:
    with house.vault.begin() as db:
        return replies.for_humans(db)


def kept(house: House, asked: Asked) -> list[KeptReply]:
    with house.vault.begin() as db:
        return replies.of_takedown(db, asked.id)


def with_token(asked: Asked) -> str:
    return f"meldpunt+{asked.token}@politie.example"


def left(house: House) -> list[Letter]:
    """What left, but for word to our own desk."""
    return [letter for letter in house.line.letters if letter.to != house.services.desk.address]


def queued(house: House) -> Taken:
    with house.vault.begin() as db:
        (line,) = due.take(db, house.now(), house.services.lease, 1, [Action.SEND])
    return line
