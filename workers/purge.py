"""Erases: a profile that withdrew, with its keys; and content whose time has passed."""

from __future__ import annotations

from datetime import datetime, timedelta

from domain.due import Action, Due
from domain.evidence import CustodyType
from domain.retention import evidence_ends
from evidence import custody
from storage import changes, crawls, due, erasure, incidents, retention, turns
from storage.due import Taken
from workers import heads
from workers.clock import RETENTION
from workers.services import Services

_DAILY = timedelta(days=1)


def act(services: Services, taken: Taken) -> None:
    now = services.now()
    if taken.thing == RETENTION:
        crawls.forget(services.vault, services.sources)
        with services.vault.begin() as db:
            retention.purge(db, services.retention, now)
            turns.forget(db, now - _DAILY)
            changes.forget(db)
        evidence(services)
        incidents.purge(services.vault, now - services.retention.incident, now)
        heads.tell(services)
        with services.vault.begin() as db:
            due.settle(db, taken, Due(Action.PURGE, RETENTION, now + _DAILY))
        return
    done = erasure.erase(services.vault, taken.thing, now, _erased(now, "withdrawal"))
    incidents.purge(services.vault, now - services.retention.incident, now)  # what belonged to a case of theirs
    services.crowd.forget(taken.thing)
    crawls.forget(services.vault)  # an address may name whoever went
    with services.vault.begin() as db:
        due.settle(db, taken, None if done else Due(Action.PURGE, taken.thing, now + _DAILY))


def evidence(services: Services) -> None:
    """What has been kept long enough is erased; where a crime is suspected a coordinator is asked instead."""
    now = services.now()
    with services.vault.begin() as db:
        quiet = erasure.quiet_cases(db)
    ripe = [one for one in quiet if (ends := evidence_ends(one, services.retention)) is not None and ends <= now]
    for case in ripe:
        if not case.criminal:
            erasure.erase_case(services.vault, case.case_id, "retention", "luwte", now, _erased(now, "retention"))
    if any(case.criminal for case in ripe):
        with services.vault.begin() as db:
            due.bring_forward(db, Due(Action.TELL, "coordinator", now))


def _erased(now: datetime, ground: str) -> erasure.Follow:
    return custody.following(CustodyType.ERASED, actor="luwte", at=now, reason=ground)
