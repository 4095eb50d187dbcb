"""What the gates and the letters look at, loaded for one visit."""

from __future__ import annotations

from dataclasses import replace

from domain.recipient import Recipient
from domain.takedown import Takedown
from storage import background
from storage.vault import Db
from takedown.desk import desk_of
from takedown.facts import Facts, gathered
from web.access import Visit


def load(db: Db, takedown: Takedown, recipient: Recipient, visit: Visit) -> Facts:
    """Opens the profile for the purpose NOTIFY: raises `NotPermitted` without consent, `NotFound` without evidence."""
    settings = visit.house.settings
    told = background.load(db, takedown, recipient, visit.at, visit.by)
    return gathered(told, recipient, desk_of(settings.organisation, settings.role_address), visit.at)


def released_by(facts: Facts, by: str, approved: str) -> Facts:
    """As they would be if this person released exactly the text whose digest is `approved`; what was agreed to stays so."""
    return replace(facts, assent=replace(facts.assent, releaser=by, approved=approved))
