"""Tells whether a message reports on the delivery of our own: returned, delayed, or arrived.

A report by the book (RFC 3464) decides by its *Action*, whatever the type of the whole message and whatever its status digits;
a mail server that writes its own prose must look like a mail server, and be confirmed by its words or by flufl.bounce.
"""

from __future__ import annotations

import logging
import re
from dataclasses import dataclass
from email.message import Message

from flufl.bounce import all_failures

from takedown.reading import Mail, headers_of, inner_of, text_of

#: Its detectors log the messages over which they stumble; what others write to us has no place in a log.
logging.getLogger("flufl.bounce").setLevel(logging.CRITICAL + 1)
REPORT_TYPES = frozenset({"message/delivery-status", "message/global-delivery-status"})
ACTIONS = {
    "failed": "bounce",
    "delayed": "bounce-temporary",
    "relayed": "delivered",
    "delivered": "delivered",
    "expanded": "delivered",
}
BY_STATUS = {"5": "bounce", "4": "bounce-temporary", "2": "delivered"}
WORST_FIRST = ("bounce", "bounce-temporary", "delivered")

MACHINE = re.compile(r"mailer-?daemon|post-?_?master|mail[ -]?deliver|mail administrator|ndr administrator|double-bounce", re.I)
FAILURE_SUBJECT = re.compile(
    r"undeliver|non-?deliver|returned (?:mail|to sender)|return(?:ed)? mail|failure notice|deliver\w* (?:status"
    r"|notification|fail|report|error)"
    r"|mail \w*\s?(?:failed|failure|error)|mail system error|message (?:delivery|not|could not)|(?:could"
    r"|can) ?not be delivered|bounce"
    r"|error sending your mail|cannot send|delayed mail|smtp server: errors"
    r"|onbestelbaar|niet (?:worden )?(?:bezorgd|afgeleverd)|(?:un|nicht )zustellbar|zustellung fehlgeschlagen"
    r"|non remis|non distribu",
    re.I,
)
#: What no automatic receipt says; enough where all that we know of the sender is that it wants no answer.
PLAIN_FAILURE = re.compile(
    r"\b[45]\d\d[ -]+#?[45]\.\d{1,3}\.\d{1,3}\b|(?:could|can) ?not be (?:delivered|relayed)"
    r"|unable to deliver (?:your|the|this) (?:mail|message)"
    r"|e?mail (?:that )?you sent was rejected|kon niet worden (?:bezorgd|afgeleverd)|konnte nicht (?:zugestellt|ausgeliefert)",
    re.I,
)
#: What a mail server says; receipts say such things too ("user not found"), so that the sender must call itself one.
FAILURE_WORDS = re.compile(
    r"\b5\d\d[ -]+\S+|(?:user|host|domain|address|recipient|mailbox)\w*\W+(?:is |was )?(?:unknown|not found|full"
    r"|unavailable|disabled)"
    r"|(?:unknown|no such|invalid) (?:local |remote )?(?:user|host|recipient|address|mailbox)|over ?quota"
    r"|undeliver|not delivered"
    r"|delivery (?:to|of|has|failed|failure)|deliver\w*\W+fail|mail loop|was rejected",
    re.I,
)
#: Amazon SES reports to its customers in JSON.
NOTIFICATION = re.compile(r'"(?:notification|event)Type"\s*:\s*"(Bounce|Delivery|Complaint)"')
DELAY = re.compile(
    r"delay|warning|will (?:keep|continue|be retried|retry|try)|still trying|temporar|vertraag|verzoger|verzögert"
    r"|not need to re-?send",
    re.I,
)


@dataclass(frozen=True, slots=True)
class DeliveryReport:
    """`event`: bounce, bounce-temporary or delivered; `status` as in RFC 3463; `remote` the server that answered."""

    event: str
    confidence: float
    reason: str
    status: str = ""
    remote: str = ""


def delivery_report(mail: Mail) -> DeliveryReport | None:
    """What this message reports about delivery, or None where it reports nothing."""
    return _by_the_book(mail) or _in_prose(mail)


def _by_the_book(mail: Mail) -> DeliveryReport | None:
    found = [
        report
        for part in mail.parts
        if part.get_content_type() in REPORT_TYPES
        for block in inner_of(part)
        if (report := _recipient(block)) is not None
    ]
    return min(found, key=lambda report: WORST_FIRST.index(report.event), default=None)


def _recipient(block: Message) -> DeliveryReport | None:
    """What one recipient's block says; the block about the whole message says nothing."""
    words = re.findall(r"[a-z]+", _field(block, "Action").lower())
    status = re.search(r"[245]\.\d{1,3}\.\d{1,3}", _field(block, "Status"))
    code = status[0] if status else ""
    event = ACTIONS.get(words[0], "") if words else BY_STATUS.get(code[:1], "")
    if not event:
        return None
    said = f"Action: {words[0]}" if words else "no Action"
    return DeliveryReport(event, 0.99 if words else 0.9, f"{said}, Status: {code or 'none'}", code, _remote(block))


def _remote(block: Message) -> str:
    found = re.search(r";\s*([A-Za-z0-9.:\[\]-]{1,255})", _field(block, "Remote-MTA"))
    return found[1] if found else ""


def _field(block: Message, name: str) -> str:
    return next(iter(headers_of(block, name)), "")


def _in_prose(mail: Mail) -> DeliveryReport | None:
    """A server's own words: it must look like a server, say that delivery failed, and not like a person's answer."""
    if mail.header("X-Failed-Recipients"):
        return _prose(mail, 0.95, "X-Failed-Recipients")
    if _is_other_report(mail):
        return None
    words = _whole_text(mail)
    if "no-reply@" in mail.sender and (told := NOTIFICATION.search(words)):
        event = {"Bounce": "bounce", "Delivery": "delivered"}.get(told[1])
        return DeliveryReport(event, 0.95, "a notification in JSON") if event else None
    return _of_a_server(mail, words)


def _of_a_server(mail: Mail, words: str) -> DeliveryReport | None:
    named = bool(MACHINE.search(mail.header("From"))) or mail.header("From").strip() in {"", "<>"}
    unanswerable = named or mail.null_sender or "no-reply@" in mail.sender
    subject = bool(FAILURE_SUBJECT.search(mail.subject))
    if unanswerable and subject:
        return _prose(mail, 0.95, "a mail server's subject")
    if (named and FAILURE_WORDS.search(words)) or (unanswerable and PLAIN_FAILURE.search(words)):
        return _prose(mail, 0.85, "a mail server's words")
    answering = mail.subject.lower().startswith("re:")
    if (unanswerable or subject) and not answering and _second_opinion(mail.message):
        return _prose(mail, 0.85, "flufl.bounce")
    return None


def _prose(mail: Mail, confidence: float, reason: str) -> DeliveryReport:
    delayed = DELAY.search(mail.subject) and not re.search(r"fail", mail.subject, re.I)
    return DeliveryReport("bounce-temporary" if delayed else "bounce", confidence, reason)


def _is_other_report(mail: Mail) -> bool:
    kind = str(mail.message.get_param("report-type", "")).lower()
    return kind in {"feedback-report", "disposition-notification"}


def _whole_text(mail: Mail) -> str:
    parts = "\n".join(text_of(part) for part in mail.parts if part.get_content_maintype() == "text")
    return mail.text or parts.strip() or mail.body


def _second_opinion(message: Message) -> bool:
    try:
        temporary, permanent = all_failures(message)
    except (AssertionError, AttributeError, LookupError, TypeError, ValueError, RecursionError):
        return False  # a detector of its own stumbles over malformed messages (one of 551 measured); no opinion, then
    return bool(temporary or permanent)
