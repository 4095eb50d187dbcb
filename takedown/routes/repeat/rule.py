"""A repeated request under the GDPR: always allowed, not by itself abusive, and it opens the way to the court again."""

from __future__ import annotations

from domain.recipient import RecipientClass
from takedown.route import FollowUp, Principal, ReplyTerm, Route, Rung, TermKind

_ALWAYS = "A new request with new facts is always allowed."
_COURT = "A new request with new facts is always allowed, and opens the way to the court again."
#: Against whom it may be repeated; the refusal of the first two is a decision, with a way of its own.
_AGAINST = {
    RecipientClass.PUBLIC_BODY: _ALWAYS,
    RecipientClass.REGISTER: _ALWAYS,
    RecipientClass.CONTROLLER: _COURT,
    RecipientClass.MARKETPLACE: _COURT,
    RecipientClass.PLATFORM: _COURT,
    RecipientClass.SMALL_PLATFORM: _COURT,
    RecipientClass.SEARCH_ENGINE: _COURT,
}

ROUTE = Route(
    slug="repeat",
    title="Repeated request (GDPR art. 17 and 21)",
    ground=("GDPR 17(1)", "GDPR 21(1)", "GDPR 18(1)(d)"),
    ladder=tuple(Rung(kind, 3, why) for kind, why in _AGAINST.items()),
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
        "earlier_request",
        "earlier_answer",
    ),
    actions=("erase", "restrict"),
    after_refusal=("ap77", "uavg35"),
    after_silence=("ap77", "awb417"),
    sources=("Regulation (EU) 2016/679", "HR ECLI:NL:HR:2023:1216"),
    follow_up=FollowUp(tuple(_AGAINST), "A refusal, and something has changed since."),
    mandate="gdpr17",
)
