"""Refresh of outdated content: the page has changed, and a search engine still shows the old copy."""

from __future__ import annotations

from domain.recipient import RecipientClass
from takedown.route import Principal, ReplyTerm, Route, Rung, TermKind, Travel

ROUTE = Route(
    slug="outdated",
    title="Refresh of outdated content",
    ground=("the engine's own tool",),
    ladder=(
        Rung(
            RecipientClass.SEARCH_ENGINE,
            1,
            "Where the page itself is empty already: quicker than a request for delisting, and no name is told.",
        ),
    ),
    principal=Principal.EMPLOYER,
    # No law sets a term: this is our own planning.
    reply=ReplyTerm(TermKind.POLICY, days=7),
    fields=("notifier_name", "notifier_email", "urls", "requested_action"),
    actions=("refresh",),
    after_refusal=("delist",),
    after_silence=("delist",),
    sources=("the engine's own explanation of its tool",),
    by_procedure=True,
    travel=Travel.FORM,
)
