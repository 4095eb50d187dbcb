"""The organisation's own house: its site, its documents, its photo pages; one working day, by its own rule (rec. 3)."""

from __future__ import annotations

from domain.recipient import RecipientClass
from takedown.route import Principal, ReplyTerm, Route, Rung, TermKind

ROUTE = Route(
    slug="own",
    title="Own house",
    ground=("Handelingskader doxing (2023), rec. 3",),
    ladder=(Rung(RecipientClass.OWN, 1, "Our own page: nobody else has to be persuaded, and one working day is enough."),),
    principal=Principal.EMPLOYER,
    reply=ReplyTerm(TermKind.POLICY, working_days=1),
    fields=("notifier_name", "notifier_email", "urls", "data_categories", "requested_action"),
    actions=("remove", "look-for-copies"),
    after_refusal=(),
    after_silence=(),
    sources=("Handelingskader doxing (2023), rec. 3",),
)
