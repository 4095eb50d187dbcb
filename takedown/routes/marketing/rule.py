"""Objection against direct marketing under GDPR art. 21(2): nothing is weighed, it must stop."""

from __future__ import annotations

from domain.recipient import RecipientClass
from takedown.route import Principal, ReplyTerm, Route, Rung, TermKind

ROUTE = Route(
    slug="marketing",
    title="Objection against direct marketing (GDPR art. 21(2))",
    ground=("GDPR 21(2)",),
    ladder=(
        Rung(
            RecipientClass.CONTROLLER,
            2,
            "It trades in addresses for marketing: against that the objection is absolute, nothing is weighed.",
        ),
    ),
    principal=Principal.EMPLOYEE,
    reply=ReplyTerm(TermKind.STATUTORY, rule="gdpr-reply", extended="gdpr-extended"),
    fields=(
        "notifier_name",
        "notifier_email",
        "urls",
        "capacity",
        "mandate_ref",
        "reasons",
        "data_categories",
        "requested_action",
    ),
    actions=("stop", "erase"),
    after_refusal=("ap77", "uavg35", "repeat"),
    after_silence=("ap77",),
    sources=("Regulation (EU) 2016/679",),
    by_procedure=True,
    mandate="gdpr21",
)
