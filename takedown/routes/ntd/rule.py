"""Notice under the Dutch code of conduct: voluntary, up the chain from the source, each earlier link approached or excused."""

from __future__ import annotations

from domain.recipient import RecipientClass
from takedown.route import Principal, ReplyTerm, Route, Rung, TermKind

ROUTE = Route(
    slug="ntd",
    title="Notice and take-down (Dutch code of conduct)",
    ground=("Gedragscode Notice-and-Take-Down (2008)",),
    ladder=(
        Rung(RecipientClass.HOST, 3, "The next link of the chain, when whoever is nearer to the source does not act."),
        Rung(RecipientClass.SMALL_PLATFORM, 3, "The code's procedure, where the notice under the DSA brings no decision."),
        Rung(RecipientClass.PLATFORM, 5, "Only where it follows the code; its duties under the DSA go further."),
        Rung(RecipientClass.REGISTRAR, 2, "A registrar stores no content; the code is what can be asked of it."),
    ),
    principal=Principal.EMPLOYER,
    # The code sets no term: the recipient's own policy counts, else seven working days that we set ourselves.
    reply=ReplyTerm(TermKind.POLICY, working_days=7),
    fields=("notifier_name", "notifier_email", "urls", "reasons", "requested_action", "prior_contact"),
    actions=("remove",),
    after_refusal=("ntd", "abuse", "registrar", "sidn", "police"),
    after_silence=("ntd", "abuse", "registrar", "sidn"),
    sources=("Gedragscode Notice-and-Take-Down (2008), art. 4(b)",),
    asks_others_first=True,
    optional=("locator", "data_categories", "evidence_refs"),
)
