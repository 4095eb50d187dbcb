"""How the letters of the outside world look: Dutch help desks with tickets, signatures and quoted text."""

from __future__ import annotations

from datetime import datetime
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime, formataddr
from zoneinfo import ZoneInfo

import jinja2

from demo.history import Notice
from demo.organisations import Organisation, Reply

_HERE = ZoneInfo("Europe/Amsterdam")
_DAYS = ("ma", "di", "wo", "do", "vr", "za", "zo")
_MONTHS = ("jan.", "feb.", "mrt.", "apr.", "mei", "jun.", "jul.", "aug.", "sep.", "okt.", "nov.", "dec.")
_QUOTED_LINES = 12
_TEXTS = jinja2.Environment(
    loader=jinja2.PackageLoader("demo", "letters"),
    autoescape=False,  # noqa: S701  # plain text, never shown as HTML
    undefined=jinja2.StrictUndefined,
    keep_trailing_newline=True,
)


def compose(notice: Notice, owner: Organisation, reply: Reply, at: datetime) -> bytes:
    """The whole message as the mail server puts it into the mailbox; the first line of a text is its subject."""
    ticket = owner.ticket.format(year=at.year, number=1000 + notice.number)
    text = _TEXTS.get_template(f"{reply.letter}.txt").render(
        ticket=ticket, subject=notice.subject, quoted=_quoted(notice), day=_day(at)
    )
    subject, _, body = text.partition("\n")
    answered = notice.envelope_from if reply.automatic else notice.reply_to
    message = EmailMessage(policy=SMTP)
    message["Return-Path"] = "<>" if reply.automatic else f"<{owner.mailbox}>"
    message["Delivered-To"] = answered
    message["From"] = formataddr((owner.name, owner.mailbox))
    message["To"] = answered
    message["Subject"] = subject
    message["Date"] = format_datetime(at.astimezone(_HERE))
    message["Message-ID"] = f"<{notice.number:04d}.{reply.letter}@{owner.mailbox.partition('@')[2]}>"
    if notice.message_id:
        message["In-Reply-To"] = notice.message_id
        message["References"] = f"{notice.references} {notice.message_id}".strip()
    if reply.automatic:
        message["Auto-Submitted"] = "auto-replied"
        message["X-Auto-Response-Suppress"] = "All"
    message.set_content(body.lstrip("\n"), cte="quoted-printable")
    return message.as_bytes()


def _quoted(notice: Notice) -> str:
    """The notice as a mail program quotes it, cut short like a busy help desk does."""
    lines = notice.text.strip().splitlines()
    shown = lines[:_QUOTED_LINES] + (["[…]"] if len(lines) > _QUOTED_LINES else [])
    at = notice.moment.astimezone(_HERE)
    return f"Op {_day(at)} om {at:%H:%M} schreef {notice.reply_to}:\n" + "\n".join(f"> {line}".rstrip() for line in shown)


def _day(at: datetime) -> str:
    there = at.astimezone(_HERE)
    return f"{_DAYS[there.weekday()]} {there.day} {_MONTHS[there.month - 1]} {there.year}"
