"""Notice of illegal content under DSA art. 16: anyone may give it, so the employer does, without naming the employee."""

from __future__ import annotations

from domain.recipient import RecipientClass
from takedown.route import Principal, ReplyTerm, Route, Rung, TermKind

ROUTE = Route(
    slug="dsa16",
    title="Notice of illegal content (DSA art. 16)",
    ground=("DSA 16(2)", "DSA 16(4)", "DSA 16(5)", "DSA 16(6)"),
    ladder=(
        Rung(RecipientClass.PLATFORM, 1, "A notice obliges a platform to decide, and opens its complaint procedure."),
        Rung(
            RecipientClass.SMALL_PLATFORM, 1, "A notice obliges also a small platform to decide; it has no complaint procedure."
        ),
        Rung(RecipientClass.MARKETPLACE, 1, "A notice obliges the marketplace to decide on this advertisement."),
        Rung(RecipientClass.HOST, 1, "A notice obliges any hosting service to decide, whatever its size."),
    ),
    principal=Principal.EMPLOYER,
    # The regulation says "without undue delay" and no more: these are our own timers, not the recipient's duty.
    reply=ReplyTerm(TermKind.POLICY, days=7, threat_days=1),
    fields=("notifier_name", "notifier_email", "urls", "locator", "reasons", "good_faith"),
    actions=("remove",),
    after_refusal=("dsa20", "dsa21", "dsa53", "ntd"),
    after_silence=("ntd", "dsa53"),
    sources=("Regulation (EU) 2022/2065",),
    optional=("threat_flag", "data_categories", "evidence_refs"),
)
