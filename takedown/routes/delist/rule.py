"""Delisting: a search engine takes the place out of the results for the employee's name: the one notice with a value."""

from __future__ import annotations

from domain.exposure import DataCategory
from domain.profile import IdentifierKind
from domain.recipient import RecipientClass
from takedown.route import Principal, ReplyTerm, Route, Rung, TermKind

ROUTE = Route(
    slug="delist",
    title="Delisting from search results (CJEU C-131/12)",
    ground=("CJEU C-131/12", "GDPR 17(1)", "GDPR 21(1)"),
    ladder=(
        Rung(
            RecipientClass.SEARCH_ENGINE,
            2,
            "It decides on the results for a name, apart from the page itself; each engine is asked apart.",
        ),
    ),
    principal=Principal.EMPLOYEE,
    reply=ReplyTerm(TermKind.STATUTORY, rule="gdpr-reply", extended="gdpr-extended"),
    fields=("notifier_name", "notifier_email", "urls", "capacity", "mandate_ref", "reasons", "search_names", "good_faith"),
    actions=("delist",),
    after_refusal=("ap77", "uavg35", "repeat"),
    after_silence=("ap77",),
    sources=("Regulation (EU) 2016/679", "CJEU C-131/12, ECLI:EU:C:2014:317", "EDPB Guidelines 5/2019"),
    about=frozenset({DataCategory.NAME}),
    carries=frozenset({IdentifierKind.NAME}),
    mandate="delist",
)
