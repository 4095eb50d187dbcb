"""Every step a takedown can take, as one table to be read aloud: from these states, this event, by whom, on what condition,
leads there, with this effect (takedown.md §2.2, whose row each line names)."""

from __future__ import annotations

from dataclasses import dataclass

from domain.states import BEFORE_SENDING, FINAL, OPEN, Event, State

_WAITING = frozenset({State.SENT, State.RECEIPTED, State.EXTENDED})
_ARRIVED_PERHAPS = frozenset({State.SENT, State.SEND_UNKNOWN})
_ANSWERABLE = OPEN | {State.ESCALATED, State.SEND_UNKNOWN}  # an answer proves that it arrived
_TURNED_DOWN = frozenset(
    {State.REFUSED, State.LAPSED, State.CLAIMED_PARTIAL, State.CLAIMED_REMOVED, State.REDIRECTED, State.BOUNCED}
)


@dataclass(frozen=True, slots=True)
class Row:
    """`to` None: the state in which it was held. `who` may take the step, `guard` must be true then, `effect` follows."""

    row: str
    event: Event
    origins: frozenset[State]
    to: State | None
    who: str
    guard: str
    effect: str


TABLE: tuple[Row, ...] = (
    Row("r1", Event.DRAFTED, frozenset(), State.DRAFT, "specialist, legal", "G5", "a template with its fields filled in"),
    Row("r2", Event.SUBMITTED, frozenset({State.DRAFT}), State.GATED, "author", "", "each open gate names who closes it"),
    Row("r3", Event.APPROVED, frozenset({State.GATED}), State.READY, "luwte", "every gate but G9", "offered for release"),
    Row("r4", Event.EDITED, BEFORE_SENDING, State.DRAFT, "author", "", "approvals are void"),
    Row("r5", Event.SEEN_ABSENT, frozenset({State.READY}), State.MOOT, "a look", "every trace absent", "not sent; looks go on"),
    Row(
        "r6",
        Event.RELEASED,
        frozenset({State.READY}),
        State.SENDING,
        "a second person",
        "G1-G12",
        "token and Message-ID are fixed and kept before anything is sent",
    ),
    Row(
        "r7",
        Event.ACCEPTED,
        frozenset({State.SENDING, State.SEND_UNKNOWN}),
        State.SENT,
        "mail server, form; or a person",
        "it was taken",
        "T1 and T2 begin",
    ),
    Row(
        "r8",
        Event.REJECTED,
        frozenset({State.SENDING}),
        State.BOUNCED,
        "mail server",
        "refused for good",
        "find another address",
    ),
    Row(
        "r9",
        Event.LOST_TRACK,
        frozenset({State.SENDING}),
        State.SEND_UNKNOWN,
        "luwte",
        "a crash, or a line broken after the last dot",
        "no machine sends it again; a person decides",
    ),
    Row(
        "r3'",  # not in the reference: see docs/decisions.md
        Event.STOPPED,
        frozenset({State.SENDING, State.READY}),
        State.GATED,
        "luwte",
        "a gate that no longer holds (T9: evidence of a day old)",
        "nothing left; it waits for its gates",
    ),
    Row(
        "r10", Event.BOUNCE, _ARRIVED_PERHAPS, State.BOUNCED, "mail, by its token", "", "their clock is void: they never had it"
    ),
    Row("r11", Event.RECEIPT, _ARRIVED_PERHAPS, State.RECEIPTED, "mail, by its token", "", "the clock runs on"),
    Row(
        "r12",
        Event.QUESTION,
        _WAITING,
        State.INFO_REQUESTED,
        "specialist, reading a reply",
        "",
        "T4 begins; a timely question who it is about makes T2 stand still",
    ),
    Row(
        "r13",
        Event.ANSWERED,
        frozenset({State.INFO_REQUESTED}),
        State.RECEIPTED,
        "a person",
        "within the mandate",
        "T2 runs on",
    ),
    Row(
        "r14",
        Event.EXTENSION,
        frozenset({State.SENT, State.RECEIPTED}),
        State.EXTENDED,
        "specialist, reading a reply",
        "a term of the law; in time; with reasons",
        "T2 becomes three months from receipt; an extension that is late or gives no reasons moves no clock",
    ),
    Row(
        "r15",
        Event.CLAIM,
        _ANSWERABLE,
        State.CLAIMED_REMOVED,
        "mail, by its token; or specialist",
        "",
        "a look within the hour",
    ),
    Row(
        "r16",
        Event.CLAIM_PARTIAL,
        _ANSWERABLE,
        State.CLAIMED_PARTIAL,
        "mail, by its token; or specialist",
        "",
        "a look; each trace goes its own way",
    ),
    Row("r17", Event.REFUSAL, _ANSWERABLE, State.REFUSED, "specialist", "with its reason", "T5 and T6, our own terms, begin"),
    Row("r18", Event.REDIRECTION, _ANSWERABLE, State.REDIRECTED, "specialist", "", "find out who decides"),
    Row("r19", Event.LAPSE, _WAITING, State.LAPSED, "the calendar", "now is past the later reading (T2)", "somebody is told"),
    Row(
        "r20",
        Event.ESCALATION,
        _TURNED_DOWN,
        State.ESCALATED,
        "specialist, legal",
        "from a claim only when it was seen to be false",
        "a new request, which names this one; this one waits",
    ),
    Row(
        "r21",
        Event.HOLD,
        OPEN | BEFORE_SENDING | {State.ESCALATED, State.BOUNCED},
        State.POLICE_HOLD,
        "police, through the coordinator",
        "",
        "nothing goes out; looks, replies and our own terms go on; T7 begins",
    ),
    Row("r22", Event.HOLD_LIFTED, frozenset({State.POLICE_HOLD}), None, "police, through the coordinator", "", "gates anew"),
    Row(
        "r23",
        Event.WITHDRAWAL,
        frozenset(State) - FINAL,
        State.WITHDRAWN,
        "employee; or a person",
        "",
        "what was queued is struck in the same transaction",
    ),
    Row(
        "r24",
        Event.ACCEPTED_AS_LAWFUL,
        frozenset({State.REFUSED, State.LAPSED}),
        State.CLOSED_LAWFUL,
        "legal and coordinator",
        "the employee was heard",
        "the place is accepted; a look once a year",
    ),
    Row(
        "r25",
        Event.PROVEN_GONE,
        OPEN | {State.ESCALATED, State.MOOT, State.BOUNCED, State.SEND_UNKNOWN},
        State.FULFILLED,
        "looks",
        "every trace proven gone",
        "the employee is told",
    ),
    Row(
        "r26",
        Event.OTHER_FULFILLED,
        OPEN | {State.ESCALATED},
        State.SUPERSEDED,
        "looks",
        "proven gone, after another recipient claimed it",
        "",
    ),
    Row(
        "r27",
        Event.REPEATED,
        frozenset({State.FULFILLED, State.SUPERSEDED, State.CLOSED_LAWFUL, State.MOOT}),
        State.DRAFT,
        "a look",
        "it is there again",
        "a new letter quotes the earlier decision",
    ),
)

#: From the event to its line of the table.
ROWS: dict[Event, Row] = {row.event: row for row in TABLE}
#: What `ROWS` says of an event that leads to one known state: from where, and to where.
TRANSITIONS: dict[Event, tuple[frozenset[State], State]] = {
    row.event: (row.origins, row.to) for row in TABLE if row.origins and row.to is not None
}

#: r21: a hold stops what we send. What they say and what we see goes on, and moves the state that the hold is lifted to.
GOES_ON_UNDER_HOLD = frozenset(
    {
        Event.BOUNCE,
        Event.RECEIPT,
        Event.QUESTION,
        Event.EXTENSION,
        Event.CLAIM,
        Event.CLAIM_PARTIAL,
        Event.REFUSAL,
        Event.REDIRECTION,
        Event.LAPSE,
        Event.PROVEN_GONE,
        Event.OTHER_FULFILLED,
    }
)
