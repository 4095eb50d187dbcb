"""The trade register: the private address is not shown, and under threat the visiting address can be shielded on request."""

from __future__ import annotations

from domain.exposure import DataCategory
from domain.recipient import RecipientClass
from takedown.route import Principal, ReplyTerm, Route, Rung, TermKind, Travel

ROUTE = Route(
    slug="kvk",
    title="Shielding in the trade register (KvK)",
    ground=("Handelsregisterbesluit 2008, art. 51",),
    ladder=(
        Rung(
            RecipientClass.REGISTER,
            1,
            "The address comes from the trade register: where the source is shielded, copies run dry.",
        ),
    ),
    principal=Principal.SELF,
    # No law sets a term: this is our own planning.
    reply=ReplyTerm(TermKind.POLICY, days=42),
    fields=("urls", "data_categories", "requested_action"),
    actions=("shield",),
    after_refusal=("gdpr21",),
    after_silence=("gdpr21",),
    sources=("Handelsregisterbesluit 2008, art. 51 (Stb. 2022, 475)",),
    by_procedure=True,
    about=frozenset({DataCategory.HOME_ADDRESS}),
    travel=Travel.HAND,
)
