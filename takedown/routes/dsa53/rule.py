"""Complaint to the coordinator of digital services (DSA art. 53), here the ACM, on how a service deals with notices."""

from __future__ import annotations

from domain.recipient import RecipientClass
from takedown.route import FollowUp, Principal, ReplyTerm, Route, Rung, TermKind

ROUTE = Route(
    slug="dsa53",
    title="Complaint to the ACM (DSA art. 53)",
    ground=("DSA 53",),
    ladder=(
        Rung(
            RecipientClass.PLATFORM_AUTHORITY,
            3,
            "The authority supervises how services deal with notices; it decides on no single post.",
        ),
    ),
    principal=Principal.EMPLOYER,
    # No law sets a term: this is our own planning.
    reply=ReplyTerm(TermKind.POLICY, days=42),
    fields=("notifier_name", "notifier_email", "urls", "locator", "reasons", "earlier_request"),
    actions=("supervise",),
    after_refusal=("police",),
    after_silence=(),
    sources=("Regulation (EU) 2022/2065",),
    follow_up=FollowUp(
        (RecipientClass.PLATFORM, RecipientClass.SMALL_PLATFORM, RecipientClass.MARKETPLACE, RecipientClass.HOST),
        "The duty to deal with notices binds every hosting service.",
    ),
)
