"""The mail server of the outside world: takes letters for every organisation, keeps each one, and tells the history."""

from __future__ import annotations

import asyncio
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from email.utils import parseaddr
from pathlib import Path

from aiosmtpd.smtp import SMTP, Envelope, Session

from demo.calendar import Calendar
from demo.history import History, Notice
from demo.manners import take
from demo.organisations import Organisation, answering
from demo.records import records_in
from demo.site import Site

_NO_SUCH_ADDRESS = "550 5.1.1 Recipient address rejected: user unknown"


class Post:
    """The hooks that aiosmtpd calls. `received/` gets one file for every message accepted."""

    def __init__(self, home: Path, calendar: Calendar, history: History, sites: dict[str, Site]) -> None:
        self._home = home
        self._received = home / "received"
        self._received.mkdir(exist_ok=True)
        self._calendar = calendar
        self._history = history
        self._sites = sites

    async def handle_RCPT(self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]) -> str:
        if answering(address) is None:
            return _NO_SUCH_ADDRESS
        envelope.rcpt_tos.append(address)
        return "250 2.1.5 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        manner = take(self._home, envelope.rcpt_tos[0])
        if manner.refuse:
            return f"{manner.refuse} {manner.refuse // 100}.7.0 not now, said the test"
        number = 0
        if not manner.lost:
            for address in envelope.rcpt_tos:
                number = self._keep(envelope, address)
        await asyncio.sleep(manner.hang)
        if manner.drop:
            assert isinstance(server.transport, asyncio.Transport)
            server.transport.abort()
        return f"250 2.0.0 OK: queued as {number:010X}"

    def _keep(self, envelope: Envelope, address: str) -> int:
        owner = answering(address)
        content = envelope.content
        assert owner is not None
        assert isinstance(content, bytes)
        number = self._history.next_number()
        sender = (envelope.mail_from or "").strip("<>")  # aiosmtpd leaves the null sender as "<>"
        trace = f"Return-Path: <{sender}>\r\nDelivered-To: {address}\r\n".encode()
        (self._received / f"{number:04d}-{owner.slug}.eml").write_bytes(trace + content)
        self._history.keep(self._notice(number, owner, sender, address, content))
        return number

    def _notice(self, number: int, owner: Organisation, sender: str, address: str, content: bytes) -> Notice:
        message = message_from_bytes(content, policy=default)
        assert isinstance(message, EmailMessage)
        text = _text(message)
        automatic = str(message.get("Auto-Submitted", "no")).lower() != "no"
        return Notice(
            number=number,
            organisation=owner.slug,
            at=self._calendar.now().isoformat(),
            records=records_in(self._sites, owner.slug, text),
            envelope_from="" if automatic else sender,
            reply_to=parseaddr(str(message.get("Reply-To") or message.get("From") or sender))[1],
            to=address,
            message_id=str(message.get("Message-ID", "")).strip(),
            references=str(message.get("References", "")).strip(),
            subject=str(message.get("Subject", "")).strip(),
            text=text,
        )


def _text(message: EmailMessage) -> str:
    body = message.get_body(("plain", "html"))
    return "" if body is None else str(body.get_content())
