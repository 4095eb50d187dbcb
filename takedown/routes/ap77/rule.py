"""Complaint to the data protection authority (GDPR art. 77), for the employee by mandate."""

from __future__ import annotations

from domain.recipient import RecipientClass
from takedown.route import FollowUp, Principal, ReplyTerm, Route, Rung, TermKind

ROUTE = Route(
    slug="ap77",
    title="Complaint to the data protection authority (GDPR art. 77)",
    ground=("GDPR 77", "GDPR 78(2)"),
    ladder=(
        Rung(
            RecipientClass.DATA_AUTHORITY,
            1,
            "The authority supervises whoever decides on the data; it takes complaints from the person or who is authorised.",
        ),
    ),
    principal=Principal.EMPLOYEE,
    reply=ReplyTerm(TermKind.STATUTORY, rule="three-months"),
    fields=(
        "notifier_name",
        "notifier_email",
        "urls",
        "capacity",
        "mandate_ref",
        "reasons",
        "data_categories",
        "requested_action",
        "earlier_request",
    ),
    actions=("supervise",),
    after_refusal=("uavg35",),
    after_silence=("uavg35",),
    sources=("Regulation (EU) 2016/679",),
    follow_up=FollowUp(
        (
            RecipientClass.CONTROLLER,
            RecipientClass.PUBLIC_BODY,
            RecipientClass.REGISTER,
            RecipientClass.MARKETPLACE,
            RecipientClass.PLATFORM,
            RecipientClass.SMALL_PLATFORM,
            RecipientClass.SEARCH_ENGINE,
        ),
        "A right of the employee was refused, or there was no answer in time.",
    ),
    mandate="onward",
)
