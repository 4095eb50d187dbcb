"""The land register: shielding by the covenant of the employee's profession, where there is one."""

from __future__ import annotations

from domain.exposure import DataCategory
from domain.recipient import RecipientClass
from takedown.route import Principal, ReplyTerm, Route, Rung, TermKind, Travel

ROUTE = Route(
    slug="kadaster",
    title="Shielding in the land register (Kadaster)",
    ground=("the covenant of the profession with the Kadaster",),
    ladder=(
        Rung(
            RecipientClass.REGISTER,
            1,
            "The address can be found through the land register; some professions have a covenant on shielding.",
        ),
    ),
    principal=Principal.SELF,
    # Six weeks, as in the covenant of the journalists; for others it is our own planning.
    reply=ReplyTerm(TermKind.POLICY, days=42),
    fields=("urls", "data_categories", "requested_action"),
    actions=("shield",),
    after_refusal=("gdpr21",),
    after_silence=("gdpr21",),
    sources=("covenants of NVJ and NOvA with the Kadaster",),
    by_procedure=True,
    about=frozenset({DataCategory.HOME_ADDRESS}),
    travel=Travel.HAND,
)
