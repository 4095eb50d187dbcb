"""The dossier for a report to the police: what there is, who reports, and what may show an intent; handed over, never sent."""

from __future__ import annotations

from domain.recipient import RecipientClass
from takedown.route import Principal, ReplyTerm, Route, Rung, TermKind, Travel

ROUTE = Route(
    slug="police",
    title="Dossier for the police",
    ground=("Handelingskader doxing (2023), rec. 10 and 19",),
    ladder=(
        Rung(
            RecipientClass.POLICE,
            1,
            "Only the prosecutor can order a removal; the dossier makes a report quick, whoever makes it.",
        ),
    ),
    principal=Principal.EMPLOYER,
    # No law sets a term: this is our own planning.
    reply=ReplyTerm(TermKind.POLICY, days=7, threat_days=1),
    fields=(
        "notifier_name",
        "notifier_email",
        "urls",
        "locator",
        "data_categories",
        "reasons",
        "evidence_refs",
        "intent_evidence",
    ),
    actions=("hand-over",),
    after_refusal=(),
    after_silence=(),
    sources=("Handelingskader doxing (2023), rec. 10 and 19",),
    travel=Travel.HAND,
    optional=("threat_flag",),
)
