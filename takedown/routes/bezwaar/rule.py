"""Objection to a public body against its refusal (Awb art. 6:7): our own six weeks run."""

from __future__ import annotations

from domain.recipient import RecipientClass
from takedown.route import FollowUp, Principal, ReplyTerm, Route, Rung, TermKind

ROUTE = Route(
    slug="bezwaar",
    title="Administrative objection (Awb art. 6:7)",
    ground=("UAVG 34", "Awb 6:7"),
    ladder=(
        Rung(
            RecipientClass.PUBLIC_BODY,
            1,
            "Its refusal is a decision: within six weeks it can be asked to reconsider, before any court.",
        ),
    ),
    principal=Principal.EMPLOYEE,
    # No law sets a term: this is our own planning.
    reply=ReplyTerm(TermKind.POLICY, days=42),
    fields=(
        "notifier_name",
        "notifier_email",
        "urls",
        "capacity",
        "mandate_ref",
        "reasons",
        "requested_action",
        "earlier_request",
        "earlier_answer",
    ),
    actions=("reconsider",),
    after_refusal=("ap77",),
    after_silence=("awb417",),
    sources=("Algemene wet bestuursrecht, art. 6:7", "UAVG 34"),
    follow_up=FollowUp((RecipientClass.PUBLIC_BODY,), "A public body's written refusal is a decision (UAVG 34)."),
    mandate="onward",
)
