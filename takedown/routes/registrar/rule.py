"""Abuse report to a registrar: it stores nothing, but its contract with the holder of the name may forbid this."""

from __future__ import annotations

from domain.recipient import RecipientClass
from takedown.route import Principal, ReplyTerm, Route, Rung, TermKind

ROUTE = Route(
    slug="registrar",
    title="Abuse report to the registrar",
    ground=("the registrar's acceptable use policy", "RFC 2142"),
    ladder=(
        Rung(RecipientClass.REGISTRAR, 1, "It can hold the holder of the name to its contract; it decides on no content."),
    ),
    principal=Principal.EMPLOYER,
    # No law sets a term: this is our own planning.
    reply=ReplyTerm(TermKind.POLICY, working_days=7),
    fields=("notifier_name", "notifier_email", "urls", "locator", "data_categories", "requested_action"),
    actions=("remind-the-holder",),
    after_refusal=("ntd", "sidn"),
    after_silence=("ntd", "sidn"),
    sources=("RFC 2142", "RFC 9083", "XARF 4.2"),
    optional=("evidence_refs", "threat_flag"),
)
