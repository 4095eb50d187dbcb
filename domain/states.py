"""Where a takedown can stand and what can happen to it: the words; domain/transitions.py says what may follow what."""

from __future__ import annotations

from enum import StrEnum


class State(StrEnum):
    DRAFT = "draft"
    GATED = "gated"
    READY = "ready"
    SENDING = "sending"
    SEND_UNKNOWN = "send-unknown"
    SENT = "sent"
    BOUNCED = "bounced"
    RECEIPTED = "receipted"
    INFO_REQUESTED = "info-requested"
    EXTENDED = "extended"
    CLAIMED_REMOVED = "claimed-removed"
    CLAIMED_PARTIAL = "claimed-partial"
    REFUSED = "refused"
    REDIRECTED = "redirected"
    LAPSED = "lapsed"
    ESCALATED = "escalated"
    POLICE_HOLD = "police-hold"
    MOOT = "moot"
    FULFILLED = "fulfilled"
    CLOSED_LAWFUL = "closed-lawful"
    WITHDRAWN = "withdrawn"
    SUPERSEDED = "superseded"


class Event(StrEnum):
    DRAFTED = "drafted"
    SUBMITTED = "submitted"
    APPROVED = "approved"  # every gate holds
    EDITED = "edited"
    SEEN_ABSENT = "seen-absent"
    RELEASED = "released"  # by a second person
    ACCEPTED = "sent"  # the other server took it
    REJECTED = "rejected"  # the other server refused it there and then
    LOST_TRACK = "lost-track"  # nobody knows whether it left
    STOPPED = "stopped"  # a gate no longer held; nothing left
    BOUNCE = "bounce"
    RECEIPT = "receipt"
    QUESTION = "question"
    ANSWERED = "answered"
    EXTENSION = "extension"
    CLAIM = "claim"
    CLAIM_PARTIAL = "claim-partial"
    REFUSAL = "refusal"
    REDIRECTION = "redirection"
    LAPSE = "lapse"
    ESCALATION = "escalation"
    HOLD = "hold"
    HOLD_LIFTED = "hold-lifted"
    WITHDRAWAL = "withdrawal"
    ACCEPTED_AS_LAWFUL = "accepted-as-lawful"
    PROVEN_GONE = "gone"
    OTHER_FULFILLED = "other-fulfilled"
    REPEATED = "repeated"  # the place came back: the same takedown starts again
    NOTED = "noted"  # said, kept, and moving nothing: an out-of-office, a late claim


#: Somebody else has it in hand; late answers stay possible in LAPSED and ESCALATED.
OPEN = frozenset(
    {
        State.SENT,
        State.RECEIPTED,
        State.INFO_REQUESTED,
        State.EXTENDED,
        State.CLAIMED_REMOVED,
        State.CLAIMED_PARTIAL,
        State.REDIRECTED,
        State.LAPSED,
        State.REFUSED,
    }
)
FINAL = frozenset({State.FULFILLED, State.CLOSED_LAWFUL, State.WITHDRAWN, State.SUPERSEDED})
#: Written, and not sent yet.
BEFORE_SENDING = frozenset({State.DRAFT, State.GATED, State.READY})
