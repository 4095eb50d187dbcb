"""Objection under GDPR art. 21(1): a public task makes publicity about the private address dangerous, not acceptable."""

from __future__ import annotations

from domain.recipient import RecipientClass
from takedown.route import Principal, ReplyTerm, Route, Rung, TermKind

ROUTE = Route(
    slug="gdpr21",
    title="Objection (GDPR art. 21(1))",
    ground=("GDPR 21(1)", "GDPR 18(1)(d)", "GDPR 17(1)(c)"),
    ladder=(
        Rung(RecipientClass.REGISTER, 2, "Where publishing is its task, the employee's own situation is what weighs."),
        Rung(RecipientClass.PUBLIC_BODY, 2, "It relies on its public task; against that the objection is the fitting right."),
        Rung(RecipientClass.CONTROLLER, 3, "If it claims an interest of its own, it must show why that outweighs safety."),
        Rung(
            RecipientClass.MARKETPLACE,
            1,
            "The same right, where the marketplace answers for what its users publish: in parallel with the notice.",
        ),
        Rung(RecipientClass.PLATFORM, 4, "Only where the platform decides on the data itself."),
        Rung(RecipientClass.SMALL_PLATFORM, 5, "Only where the platform decides on the data itself."),
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
    actions=("stop", "restrict", "erase"),
    after_refusal=("ap77", "uavg35", "bezwaar", "repeat"),
    after_silence=("ap77", "awb417"),
    sources=("Regulation (EU) 2016/679", "CJEU C-492/23, ECLI:EU:C:2025:935"),
    mandate="gdpr21",
)
