"""Complaint within the platform about its decision on a notice (DSA art. 20): free, for six months or more; not for small."""

from __future__ import annotations

from domain.recipient import RecipientClass
from takedown.route import FollowUp, Principal, ReplyTerm, Route, Rung, TermKind

ROUTE = Route(
    slug="dsa20",
    title="Complaint within the platform (DSA art. 20)",
    ground=("DSA 20(1)",),
    ladder=(
        Rung(
            RecipientClass.PLATFORM,
            1,
            "The platform must look again, free of charge, for at least six months after its decision.",
        ),
        Rung(
            RecipientClass.MARKETPLACE,
            1,
            "The marketplace must look again, free of charge, for at least six months after its decision.",
        ),
    ),
    principal=Principal.EMPLOYER,
    # No law sets a term: this is our own planning.
    reply=ReplyTerm(TermKind.POLICY, days=14),
    fields=("notifier_name", "notifier_email", "urls", "locator", "reasons", "earlier_request", "earlier_answer"),
    actions=("reconsider",),
    after_refusal=("dsa21", "dsa53"),
    after_silence=("dsa21", "dsa53"),
    sources=("Regulation (EU) 2022/2065",),
    follow_up=FollowUp(
        (RecipientClass.PLATFORM, RecipientClass.MARKETPLACE),
        "Small and micro platforms need not have a complaint procedure (DSA 19).",
    ),
)
