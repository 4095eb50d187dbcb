"""Tells the organisation's desk that something waits for a specialist or coordinator, and nothing more: no contents by mail."""

from __future__ import annotations

from uuid import uuid4

from domain.errors import Unsent
from domain.ports import Letter
from storage import due
from storage.due import Taken
from workers.services import Services

_WHO = {"specialist": "een specialist", "coordinator": "het aanspreekpunt"}


def act(services: Services, taken: Taken) -> None:
    # Settled first: a message that gets lost says no more than the page already does, two a day would be a nuisance.
    with services.vault.begin() as db:
        due.settle(db, taken, None)
    try:
        services.send(_letter(services, taken.thing))
    except Unsent:
        return


def _letter(services: Services, role: str) -> Letter:
    desk = services.desk
    where = services.settings.public_url or "luwte"
    return Letter(
        message_id=f"<{uuid4().hex}@{desk.domain}>",
        envelope_from=desk.address,
        header_from=desk.address,
        reply_to=desk.address,
        to=desk.address,
        subject="Er wacht iets op u",
        body=f"Er wacht iets op {_WHO[role]}. Meld u aan om het te zien: {where}\n",
        language="nl",
        date=services.now(),
    )
