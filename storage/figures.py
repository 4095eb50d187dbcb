"""How the service stands, in numbers: how much is due and how late, what waits for whom, what is healthy. Nobody can be told
from them: they are counts over everybody, by words of ours.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, Select, case, func, select

from domain.profile import GrantKind
from storage.keys import KeyStore
from storage.tables import (
    accounts,
    audit,
    diary,
    findings,
    grants,
    profiles,
    pulses,
    replies,
    sessions,
    source_health,
    takedowns,
    tasks,
)
from storage.vault import Db

_IDLE = timedelta(minutes=30)


@dataclass(frozen=True, slots=True)
class Figure:
    """One number. `name` without the prefix, in the units that it names; `labels`: words of ours."""

    name: str
    value: float
    labels: Mapping[str, str]


#: What each figure is: the text that a watcher shows.
MEANINGS: Mapping[str, str] = {
    "diary_due": "Lines of the diary that have come due, held or not, by action.",
    "diary_held": "Lines of the diary that somebody holds under a lease, by action.",
    "diary_failing": "Lines of the diary whose last try failed, by action.",
    "diary_oldest_due_seconds": "How long the oldest line that nobody holds has been due, by action.",
    "findings_waiting": "Findings that nobody has judged.",
    "replies_waiting": "Replies that a person must decide about.",
    "tasks_open": "Tasks that people owe.",
    "tasks_overdue": "Tasks that people owe since before now.",
    "requests": "Requests by their state.",
    "consents": "Profiles with a consent that stands.",
    "erasures_waiting": "Profiles that withdrew and are not erased yet.",
    "accounts": "Accounts that can sign in, by role.",
    "sessions": "Sessions that have not idled out.",
    "source_healthy": "Whether a source can be read today, 1 or 0.",
    "source_good_age_seconds": "How long ago a source's canaries were last known to be well.",
    "processes": "Processes that live, by what they are.",
    "last_turn_age_seconds": "How long ago a process of this kind was last alive; a clock: last turned.",
    "audit_lines": "Lines of the audit log.",
    "audit_unlinked": "Lines of the audit log that are not in its chain yet.",
    "data_keys": "Data keys, by whether the newest key of the ring wraps them.",
}


def of(db: Db, keys: KeyStore, now: datetime, machine: datetime) -> Iterator[Figure]:
    """`now` as luwte reckons; `machine`: the machine's own time, which pulses are in."""
    yield from _diary(db, now)
    yield from _people(db, now)
    yield from _sources(db, now)
    yield from _processes(db, machine)
    yield Figure("audit_lines", _count(db, select(func.count()).select_from(audit)), {})
    yield Figure("audit_unlinked", _count(db, select(func.count()).select_from(audit).where(audit.c.chain.is_(None))), {})
    for name, number in keys.wrapped().items():
        yield Figure("data_keys", number, {"wrapped_by": "newest" if name == keys.ring.newest else "older"})


def _diary(db: Db, now: datetime) -> Iterator[Figure]:
    free = diary.c.lease.is_(None) | (diary.c.leased_until <= now)
    due = diary.c.at <= now
    oldest = func.min(case((due & free, diary.c.at)))
    query = select(diary.c.action, _sum(due), _sum(~free), _sum(diary.c.failures > 0), oldest).group_by(diary.c.action)
    for action, come, held, failing, since in db.connection.execute(query):
        labels = {"action": action}
        yield Figure("diary_due", come, labels)
        yield Figure("diary_held", held, labels)
        yield Figure("diary_failing", failing, labels)
        yield Figure("diary_oldest_due_seconds", _age(since, now), labels)


def _people(db: Db, now: datetime) -> Iterator[Figure]:
    unjudged = select(func.count()).select_from(findings).where(findings.c.opinion == "")
    waiting = select(func.count()).select_from(replies).where(replies.c.wants_human)
    owed = select(func.count()).select_from(tasks).where(tasks.c.done_at.is_(None))
    standing = (grants.c.kind == GrantKind.CONSENT.value, grants.c.withdrawn_at.is_(None))
    consents = select(func.count(grants.c.profile_id.distinct())).where(*standing)
    leaving = select(func.count()).select_from(profiles).where(profiles.c.withdrawn_at.is_not(None))
    live = select(func.count()).select_from(sessions).where(sessions.c.seen_at > now - _IDLE)
    for name, query in (
        ("findings_waiting", unjudged),
        ("replies_waiting", waiting),
        ("tasks_open", owed),
        ("tasks_overdue", owed.where(tasks.c.due_at < now)),
        ("consents", consents),
        ("erasures_waiting", leaving),
        ("sessions", live),
    ):
        yield Figure(name, _count(db, query), {})
    for state, number in db.connection.execute(select(takedowns.c.state, func.count()).group_by(takedowns.c.state)):
        yield Figure("requests", number, {"state": state})
    able = select(accounts.c.role, func.count()).where(accounts.c.disabled_at.is_(None)).group_by(accounts.c.role)
    for role, number in db.connection.execute(able):
        yield Figure("accounts", number, {"role": role})


def _sources(db: Db, now: datetime) -> Iterator[Figure]:
    for row in db.connection.execute(select(source_health)):
        labels = {"source": row.source}
        yield Figure("source_healthy", float(row.healthy), labels)
        if row.good_at is not None:
            yield Figure("source_good_age_seconds", _age(row.good_at, now), labels)


def _processes(db: Db, machine: datetime) -> Iterator[Figure]:
    lives = pulses.c.at > machine - timedelta(minutes=1)
    query = select(pulses.c.organ, _sum(lives), func.max(pulses.c.at)).group_by(pulses.c.organ)
    for organ, living, last in db.connection.execute(query):
        yield Figure("processes", living, {"organ": organ})
        yield Figure("last_turn_age_seconds", _age(last, machine), {"organ": organ})


def _sum(condition: ColumnElement[bool]) -> ColumnElement[int]:
    return func.sum(case((condition, 1), else_=0))


def _count(db: Db, query: Select[int]) -> int:
    return int(db.connection.execute(query).scalar_one())


def _age(since: datetime | None, now: datetime) -> float:
    return 0.0 if since is None else max(0.0, (now - since).total_seconds())
