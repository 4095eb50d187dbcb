"""Tells the organisation's desk that something waits for somebody there, and nothing more: no contents by mail."""

from __future__ import annotations

from uuid import uuid4

from domain.errors import Unsent
from domain.ports import Letter
from storage import audit, due
from storage.due import Taken
from workers.services import Services

_WHO = {
    "specialist": "een specialist",
    "coordinator": "het aanspreekpunt",
    "legal": "de jurist",
    "dpo": "de functionaris gegevensbescherming",
    "administrator": "een beheerder",
}
#: An administrator wants to see whether mail leaves; what came of it stands in the audit.
TEST, SENT, UNSENT = "test", "test message sent", "test message refused"


def act(services: Services, taken: Taken) -> None:
    # Settled first: a message that gets lost says no more than the page already does, two a day would be a nuisance.
    with services.vault.begin() as db:
        due.settle(db, taken, None)
    outcome = SENT
    try:
        services.send(_letter(services, taken.thing))
    except Unsent:
        outcome = UNSENT
    if taken.thing == TEST:
        with services.vault.begin() as db:
            audit.write(db, services.now(), "luwte", outcome)


def _letter(services: Services, role: str) -> Letter:
    desk = services.desk
    where = services.settings.public_url or "luwte"
    subject, body = "Er wacht iets op u", f"Er wacht iets op {_WHO.get(role, 'u')}. Meld u aan om het te zien: {where}\n"
    if role == TEST:
        subject, body = "Proefbericht", "Dit is een proefbericht van luwte. U hoeft niets te doen.\n"
    return Letter(
        message_id=f"<{uuid4().hex}@{desk.domain}>",
        envelope_from=desk.address,
        header_from=desk.address,
        reply_to=desk.address,
        to=desk.address,
        subject=subject,
        body=body,
        language="nl",
        date=services.now(),
    )
