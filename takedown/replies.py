"""What an incoming message means for the takedown it answers; on doubt a person decides.

Order (takedown.md §4.1): a report of delivery; a complaint or a read receipt; what a machine answered; what a person wrote.
A null sender is not a bounce: automatic receipts come from it as well.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum

from takedown.answers import Said, said_in, unexplained
from takedown.autoreplies import Automatic, asks_for_a_click, automatic
from takedown.bounces import delivery_report
from takedown.quotes import new_text
from takedown.reading import Mail, read
from takedown.tickets import ticket_in

SURE_ENOUGH = 0.7  # below it the answer is *unknown*


class ReplyEvent(StrEnum):
    BOUNCE = "bounce"
    BOUNCE_TEMPORARY = "bounce-temporary"
    OUT_OF_OFFICE = "out-of-office"
    RECEIPT = "receipt"
    CLAIM_REMOVED = "claim-removed"
    CLAIM_PARTIAL = "claim-partial"
    REFUSAL = "refusal"
    QUESTION = "question"
    EXTENSION = "extension"
    REDIRECTED = "redirected"
    ABUSE_REPORT = "abuse-report"
    DELIVERED = "delivered"
    UNKNOWN = "unknown"


CLAIMS = frozenset({"claim-removed", "claim-partial"})
#: What a person need not read is only what says nothing else.
ONLY_IF_NOTHING_ELSE = frozenset({ReplyEvent.RECEIPT, ReplyEvent.OUT_OF_OFFICE})
MOST_UNEXPLAINED = 0
#: What moves a takedown on a person's word; needs one click by a specialist in any case.
DECISIVE = CLAIMS | {"refusal", "extension", "redirected"}


@dataclass(frozen=True, slots=True)
class Reply:
    """`confidence` 0-1; `reference`: the other side's ticket number or ""; `reason`: a refusal's code (takedown.md r17), else
    on what the event rests; `status` and `remote`: of a delivery report (RFC 3463, RFC 3464). Holds no text of the message."""

    event: ReplyEvent
    confidence: float
    reference: str
    reason: str
    automatic: bool = False
    status: str = ""
    remote: str = ""


def classify(raw: bytes) -> Reply:
    """The meaning of a message as received; any bytes get an answer, at worst *unknown*."""
    mail = read(raw)
    if report := delivery_report(mail):
        return Reply(ReplyEvent(report.event), report.confidence, "", report.reason, True, report.status, report.remote)
    if reported := _other_report(mail):
        return reported
    text = new_text(mail.text)
    said = said_in(f"{_own_subject(mail)}\n\n{text}")
    ticket = ticket_in(mail.subject, text)
    kind = automatic(mail)
    if kind is Automatic.ANSWER:
        return _from_machine(said, text, ticket)
    reply = _weighed(said, ticket, kind)
    if kind is Automatic.SYSTEM and reply.event is ReplyEvent.UNKNOWN and mail.null_sender:
        return _from_machine(said, text, ticket)
    if reply.event in ONLY_IF_NOTHING_ELSE and unexplained(text) > MOST_UNEXPLAINED:
        return replace(
            reply, event=ReplyEvent.UNKNOWN, confidence=0.6, reason=f"perhaps {reply.event}, but says more than that"
        )
    return reply


def _other_report(mail: Mail) -> Reply | None:
    kinds = {part.get_content_type() for part in mail.parts}
    named = str(mail.message.get_param("report-type", "")).lower()
    if "message/feedback-report" in kinds or named == "feedback-report" or '"notificationType":"Complaint"' in mail.body:
        return Reply(ReplyEvent.ABUSE_REPORT, 0.95, "", "a feedback report (RFC 5965)", True)
    if "message/disposition-notification" in kinds or named == "disposition-notification":
        return Reply(ReplyEvent.DELIVERED, 0.9, "", "a read receipt (RFC 8098)", True)
    return None


def _own_subject(mail: Mail) -> str:
    """The subject, unless it merely repeats ours."""
    answering = mail.subject.lower().startswith(("re:", "aw:", "antw:", "antwoord:", "fw:", "fwd:", "wg:", "betr:"))
    return "" if answering or "LW-" in mail.subject else mail.subject


def _from_machine(said: tuple[Said, ...], text: str, ticket: str) -> Reply:
    """A machine decides nothing: it took note, or says that nobody is there."""
    events = {one.event for one in said}
    if asks_for_a_click(text):
        return Reply(ReplyEvent.UNKNOWN, 0.5, ticket, "asks for a click to confirm; a person must open it", True)
    if events & {"claim-removed", "claim-partial", "refusal"} and not ticket and "receipt" not in events:
        return Reply(ReplyEvent.UNKNOWN, 0.5, ticket, "an automatic message that sounds like a decision", True)
    if "out-of-office" in events and not ticket:
        return Reply(ReplyEvent.OUT_OF_OFFICE, 0.95, "", "an automatic answer: nobody is there", True)
    if ticket or "receipt" in events:
        return Reply(ReplyEvent.RECEIPT, 0.9, ticket, "an automatic receipt", True)
    return Reply(ReplyEvent.OUT_OF_OFFICE, 0.75, "", "an automatic answer without a receipt", True)


def _weighed(said: tuple[Said, ...], ticket: str, kind: Automatic) -> Reply:
    """One event out of all that was said, or *unknown* where the sentences do not agree."""
    event, confidence, reason = _verdict(said)
    if confidence < SURE_ENOUGH:
        return Reply(ReplyEvent.UNKNOWN, confidence, ticket, reason, kind is not Automatic.NO)
    return Reply(ReplyEvent(event), confidence, ticket, reason, kind is not Automatic.NO)


def _verdict(said: tuple[Said, ...]) -> tuple[str, float, str]:
    """Event, confidence and reason; what contradicts itself stays below `SURE_ENOUGH`."""
    events = {one.event for one in said if one.firm}
    decisive = events & DECISIVE
    if not decisive:
        return _undecided(said, events)
    if decisive & CLAIMS and decisive <= CLAIMS | {"refusal"}:
        return _claimed(decisive, events)
    if decisive == {"refusal"}:
        return _refused(said, events)
    if decisive <= {"refusal", "redirected"}:
        return (
            "redirected",
            0.75 if len(decisive) > 1 else _less(0.9, events, "question"),
            _first(said, "redirected") or "not theirs",
        )
    if decisive == {"extension"} and "question" not in events:
        return "extension", 0.9, _first(said, "extension") or "no reasons found"
    return "unknown", 0.4, f"says {' and '.join(sorted(decisive | (events & {'question'})))}"


def _claimed(decisive: set[str], events: set[str]) -> tuple[str, float, str]:
    partial = "claim-partial" in decisive or "remaining" in events
    if "refusal" in decisive:
        return (
            ("claim-partial", 0.8, "removed one part, refuses another") if partial else ("unknown", 0.4, "claims and refuses")
        )
    if "hedged" in events and not partial:
        return "unknown", 0.5, "says that it is removed, and then but"
    return ("claim-partial" if partial else "claim-removed"), _less(0.9, events, "question"), "says so in as many words"


def _refused(said: tuple[Said, ...], events: set[str]) -> tuple[str, float, str]:
    code = _first(said, "refusal") or "no_reason"
    if "question" in events:
        if code in {"insufficient", "not_identified", "no_reason"}:
            return "question", 0.8, "will not act before it has an answer"
        return "refusal", 0.75, code
    return "refusal", 0.9, code


def _undecided(said: tuple[Said, ...], events: set[str]) -> tuple[str, float, str]:
    if "question" in events:
        return "question", 0.85, "asks for something"
    if any(one.event == "redirected" for one in said):
        return "redirected", 0.75, "names another to write to"
    if "out-of-office" in events:
        return "out-of-office", 0.75, "says that nobody is there"
    if "receipt" in events:
        return "receipt", 0.85, "has received it and decides nothing"
    return "unknown", 0.2, "nothing in it is known to us"


def _less(confidence: float, events: set[str], doubt: str) -> float:
    return confidence - 0.1 if doubt in events else confidence


def _first(said: Iterable[Said], event: str) -> str:
    return next((one.reason for one in said if one.event == event and one.reason), "")
