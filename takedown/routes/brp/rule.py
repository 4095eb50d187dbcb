"""The population register: the employee asks the municipality not to give the data to others."""

from __future__ import annotations

from domain.exposure import DataCategory
from domain.recipient import RecipientClass
from takedown.route import Principal, ReplyTerm, Route, Rung, TermKind, Travel

ROUTE = Route(
    slug="brp",
    title="Secrecy in the population register (BRP)",
    ground=("the municipality's own procedure",),
    ladder=(
        Rung(
            RecipientClass.REGISTER,
            1,
            "Whoever gets data from the population register can pass them on; the employee can ask that this stops.",
        ),
    ),
    principal=Principal.SELF,
    # No law sets a term: this is our own planning.
    reply=ReplyTerm(TermKind.POLICY, days=42),
    fields=("urls", "data_categories", "requested_action"),
    actions=("shield",),
    after_refusal=("gdpr21",),
    after_silence=("gdpr21",),
    sources=("the municipality's own procedure",),
    by_procedure=True,
    about=frozenset({DataCategory.HOME_ADDRESS, DataCategory.NAME}),
    travel=Travel.HAND,
)
