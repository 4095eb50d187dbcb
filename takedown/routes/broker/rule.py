"""Opt-out from a data broker, by its own procedure; the right to erasure comes behind it."""

from __future__ import annotations

from domain.recipient import RecipientClass
from takedown.route import Principal, ReplyTerm, Route, Rung, TermKind

ROUTE = Route(
    slug="broker",
    title="Opt-out from a data broker",
    ground=("the broker's own procedure",),
    ladder=(
        Rung(
            RecipientClass.CONTROLLER,
            1,
            "It offers an opt-out of its own: often the quickest way; the right to erasure stays behind it.",
        ),
    ),
    principal=Principal.EMPLOYEE,
    # The broker's own term where it states one, else ours.
    reply=ReplyTerm(TermKind.POLICY, working_days=7),
    fields=("notifier_name", "notifier_email", "urls", "capacity", "mandate_ref", "data_categories", "requested_action"),
    actions=("suppress", "erase"),
    after_refusal=("gdpr17", "gdpr21"),
    after_silence=("gdpr17", "gdpr21"),
    sources=("the broker's own explanation of its opt-out",),
    by_procedure=True,
    mandate="broker",
)
