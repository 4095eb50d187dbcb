"""Tells one system of the organisation that something happened: a signed message with an id, tried until it is taken."""

from __future__ import annotations

from datetime import timedelta

from domain.due import Action, Due
from domain.errors import BadInput, Unreachable
from domain.hook import GIVEN_UP_AFTER, body, checked_url, headers
from storage import due, webhooks
from storage.due import Taken
from workers.services import Services

_FIRST, _LONGEST = 30, 6 * 3600  # seconds between two tries; doubled each time
_TAKEN = frozenset(range(200, 300))


def act(services: Services, taken: Taken) -> None:
    """The gateway refuses whatever lies inward, wherever a name leads when it is asked. A system that does not take it is
    tried again, later each time, for three days."""
    now = services.now()
    with services.vault.begin() as db:
        due.hold(db, taken)
        hook, delivery = webhooks.get(db, taken.thing)
    try:
        url = checked_url(hook.url, services.settings.allow_private_hosts)
        signed = headers(delivery, hook.secret, now)
        services.http.post(url, body(delivery), "application/json", headers=signed, taken=_TAKEN)
    except (BadInput, Unreachable) as trouble:
        reason = trouble.reason.value if isinstance(trouble, Unreachable) else "not-allowed"
        _again(services, taken, delivery.tries, now - delivery.at > GIVEN_UP_AFTER, reason)
        return
    with services.vault.begin() as db:
        due.settle(db, taken, None)
        webhooks.ended(db, taken.thing, "taken", services.now())


def _again(services: Services, taken: Taken, tries: int, given_up: bool, reason: str) -> None:
    now = services.now()
    with services.vault.begin() as db:
        if given_up:
            webhooks.ended(db, taken.thing, "given-up", now)
            due.settle(db, taken, None)
            return
        webhooks.tried(db, taken.thing, reason)
        wait = min(_FIRST * 2**tries, _LONGEST)
        due.settle(db, taken, Due(Action.HOOK, taken.thing, now + timedelta(seconds=wait)))
