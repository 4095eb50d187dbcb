"""Notice of default to a public body that did not decide in time (Awb art. 4:17): it has two weeks more."""

from __future__ import annotations

from domain.recipient import RecipientClass
from takedown.route import FollowUp, Principal, ReplyTerm, Route, Rung, TermKind

ROUTE = Route(
    slug="awb417",
    title="Notice of default (Awb art. 4:17)",
    ground=("Awb 4:17",),
    ladder=(
        Rung(RecipientClass.PUBLIC_BODY, 1, "It did not decide in time; after two more weeks its silence costs it a penalty."),
    ),
    principal=Principal.EMPLOYEE,
    reply=ReplyTerm(TermKind.STATUTORY, rule="two-weeks"),
    fields=(
        "notifier_name",
        "notifier_email",
        "urls",
        "capacity",
        "mandate_ref",
        "reasons",
        "requested_action",
        "earlier_request",
    ),
    actions=("decide",),
    after_refusal=("bezwaar", "ap77"),
    after_silence=("ap77",),
    sources=("Algemene wet bestuursrecht, art. 4:17", "UAVG 34"),
    follow_up=FollowUp(
        (RecipientClass.PUBLIC_BODY,), "A public body's answer is a decision, and its silence has consequences of its own."
    ),
    mandate="onward",
)
