"""Erasure under GDPR art. 17(1), with the objection that carries it, restriction meanwhile, and word to whoever received it."""

from __future__ import annotations

from domain.recipient import RecipientClass
from takedown.route import Principal, ReplyTerm, Route, Rung, TermKind

ROUTE = Route(
    slug="gdpr17",
    title="Erasure (GDPR art. 17)",
    ground=("GDPR 17(1)(c)", "GDPR 17(1)(d)", "GDPR 18(1)(d)", "GDPR 17(2)", "GDPR 19"),
    ladder=(
        Rung(
            RecipientClass.CONTROLLER,
            2,
            "It decides on the data itself, so the right to erasure binds it, within a legal term.",
        ),
        Rung(RecipientClass.PUBLIC_BODY, 1, "A public body must decide on erasure, and its decision can be contested."),
        Rung(RecipientClass.REGISTER, 3, "A register may have a duty to publish; erasure is asked after the objection."),
        Rung(
            RecipientClass.MARKETPLACE,
            1,
            "A marketplace answers for personal data in users' advertisements (CJEU C-492/23): in parallel with the notice.",
        ),
        Rung(RecipientClass.PLATFORM, 3, "A platform may be a controller too; the legal term gives a second handle."),
        Rung(RecipientClass.SMALL_PLATFORM, 4, "A small platform need not hear complaints; the GDPR binds it."),
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
    actions=("erase", "restrict", "tell-recipients"),
    after_refusal=("ap77", "uavg35", "bezwaar", "repeat"),
    after_silence=("ap77", "awb417"),
    sources=("Regulation (EU) 2016/679", "CJEU C-492/23, ECLI:EU:C:2025:935", "HR ECLI:NL:HR:2023:1216"),
    mandate="gdpr17",
)
