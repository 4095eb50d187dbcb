"""Complaint to SIDN about a .nl domain: the last link of the chain, with proof of contact with every earlier one."""

from __future__ import annotations

from domain.recipient import RecipientClass
from takedown.route import FollowUp, Principal, ReplyTerm, Route, Rung, TermKind

ROUTE = Route(
    slug="sidn",
    title="Complaint to SIDN (.nl)",
    ground=("Gedragscode Notice-and-Take-Down (2008)",),
    ladder=(
        Rung(
            RecipientClass.REGISTRY,
            4,
            "The last link: it asks for copies of the contact with every earlier one, and for a signed form.",
        ),
    ),
    principal=Principal.EMPLOYER,
    # No law sets a term: this is our own planning.
    reply=ReplyTerm(TermKind.POLICY, working_days=7),
    fields=("notifier_name", "notifier_email", "urls", "reasons", "requested_action", "prior_contact"),
    actions=("remove",),
    after_refusal=("police",),
    after_silence=("police",),
    sources=("SIDN, its complaint procedure for .nl", "Gedragscode Notice-and-Take-Down (2008), art. 4(b)"),
    asks_others_first=True,
    by_procedure=True,
    follow_up=FollowUp(
        (
            RecipientClass.HOST,
            RecipientClass.REGISTRAR,
            RecipientClass.SMALL_PLATFORM,
            RecipientClass.PLATFORM,
            RecipientClass.CONTROLLER,
        ),
        "Nobody nearer to the source of this name acted.",
    ),
)
