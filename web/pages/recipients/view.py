"""Whom letters are addressed to: how old the verification of each is, and whether letters come back."""

from __future__ import annotations

from dataclasses import dataclass

from flask import render_template
from flask.typing import ResponseReturnValue

from domain.recipient import Recipient
from domain.roles import Role
from storage import counts
from takedown.conditions import VERIFIED
from web.access import Route, Visit
from web.texts import later


@dataclass(frozen=True, slots=True)
class Row:
    """`fresh`: the gate for its address is open."""

    recipient: Recipient
    fresh: bool
    sent: int
    bounced: int


def overview(visit: Visit) -> ResponseReturnValue:
    with visit.house.vault.begin() as db:
        letters = counts.letters_by_recipient(db)
    rows = [
        Row(one, _fresh(one, visit), *letters.get(one.slug, (0, 0)))
        for one in sorted(visit.house.recipients, key=lambda one: (one.verified_on is not None, one.verified_on, one.slug))
    ]
    return render_template("recipients/recipients.html", rows=rows)


def _fresh(one: Recipient, visit: Visit) -> bool:
    return one.verified_on is not None and visit.at.date() - one.verified_on <= VERIFIED and len(set(one.verified_by)) > 1


ROUTES = (Route("/beheer/geadresseerden", overview, frozenset({Role.ADMINISTRATOR}), menu=later("Recipients"), rank=40),)
