"""The platform's own form, by its rules on private data; it gives no rights, so the notice under the DSA stays beside it."""

from __future__ import annotations

from domain.recipient import RecipientClass
from takedown.route import Principal, ReplyTerm, Route, Rung, TermKind, Travel

ROUTE = Route(
    slug="platform",
    title="The platform's own form",
    ground=("the platform's own rules",),
    ladder=(
        Rung(
            RecipientClass.PLATFORM,
            2,
            "Its own form for private data may be quicker; it gives no right to complain, so the notice goes first.",
        ),
        Rung(
            RecipientClass.SMALL_PLATFORM,
            2,
            "Its own form for private data may be quicker; it gives no right to complain, so the notice goes first.",
        ),
        Rung(
            RecipientClass.MARKETPLACE,
            2,
            "Its own form for private data may be quicker; it gives no right to complain, so the notice goes first.",
        ),
    ),
    principal=Principal.EMPLOYER,
    # No law sets a term: this is our own planning.
    reply=ReplyTerm(TermKind.POLICY, days=7, threat_days=1),
    fields=("notifier_name", "notifier_email", "urls", "locator", "reasons", "requested_action"),
    actions=("remove",),
    after_refusal=("dsa16",),
    after_silence=("dsa16",),
    sources=("the platform's own rules on private data",),
    by_procedure=True,
    travel=Travel.FORM,
)
