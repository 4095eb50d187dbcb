"""Out-of-court dispute settlement (DSA art. 21): a certified body gives an opinion that does not bind."""

from __future__ import annotations

from domain.recipient import RecipientClass
from takedown.route import FollowUp, Principal, ReplyTerm, Route, Rung, TermKind

ROUTE = Route(
    slug="dsa21",
    title="Out-of-court settlement (DSA art. 21)",
    ground=("DSA 21(1)", "DSA 21(4)"),
    ladder=(
        Rung(
            RecipientClass.DISPUTE_BODY,
            2,
            "A certified body looks at it, within a legal term; its opinion does not bind the platform.",
        ),
    ),
    principal=Principal.EMPLOYER,
    reply=ReplyTerm(TermKind.STATUTORY, rule="dsa21-decision", extended="dsa21-extended"),
    fields=("notifier_name", "notifier_email", "urls", "locator", "reasons", "earlier_request", "earlier_answer"),
    actions=("settle",),
    after_refusal=("dsa53", "police"),
    after_silence=("dsa53",),
    sources=("Regulation (EU) 2022/2065",),
    follow_up=FollowUp(
        (RecipientClass.PLATFORM, RecipientClass.MARKETPLACE),
        "Small and micro platforms are exempt from dispute settlement (DSA 19).",
    ),
)
