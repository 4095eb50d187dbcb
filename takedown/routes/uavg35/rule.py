"""Petition to the court (UAVG art. 35): the dossier for a lawyer, who writes and files it; our own six weeks run."""

from __future__ import annotations

from domain.recipient import RecipientClass
from takedown.route import FollowUp, Principal, ReplyTerm, Route, Rung, TermKind, Travel

ROUTE = Route(
    slug="uavg35",
    title="Dossier for the court (UAVG art. 35)",
    ground=("UAVG 35(2)",),
    ladder=(
        Rung(RecipientClass.COURT, 2, "Within six weeks of the answer the court can be asked to order it; a lawyer does that."),
    ),
    principal=Principal.EMPLOYEE,
    # No law sets a term: this is our own planning.
    reply=ReplyTerm(TermKind.POLICY, days=7),
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
        "evidence_refs",
    ),
    actions=("hand-over",),
    after_refusal=(),
    after_silence=(),
    sources=("Uitvoeringswet AVG, art. 35", "HR ECLI:NL:HR:2023:1216"),
    follow_up=FollowUp(
        (
            RecipientClass.CONTROLLER,
            RecipientClass.MARKETPLACE,
            RecipientClass.PLATFORM,
            RecipientClass.SMALL_PLATFORM,
            RecipientClass.SEARCH_ENGINE,
        ),
        "Six weeks after the answer our own term is over; a repeated request opens it again.",
    ),
    travel=Travel.HAND,
    mandate="onward",
)
