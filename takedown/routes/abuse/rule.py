"""Abuse report to a host: its own policy forbids exposing people, and its abuse desk reads tickets."""

from __future__ import annotations

from domain.recipient import RecipientClass
from takedown.route import Principal, ReplyTerm, Route, Rung, TermKind

ROUTE = Route(
    slug="abuse",
    title="Abuse report to the host",
    ground=("the host's acceptable use policy", "RFC 2142"),
    ladder=(
        Rung(
            RecipientClass.HOST,
            2,
            "The abuse desk acts by the host's own policy; it says nothing about rights.",
        ),
    ),
    principal=Principal.EMPLOYER,
    # No law sets a term: this is our own planning.
    reply=ReplyTerm(TermKind.POLICY, working_days=7),
    fields=("notifier_name", "notifier_email", "urls", "locator", "data_categories", "requested_action"),
    actions=("remove",),
    after_refusal=("ntd", "registrar", "police"),
    after_silence=("ntd", "registrar"),
    sources=("RFC 2142", "XARF 4.2"),
    optional=("evidence_refs", "threat_flag"),
)
