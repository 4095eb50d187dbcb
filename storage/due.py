"""The diary: what is due for which thing, and when. Saving a thing notes it here in the same transaction; the clock takes
what has come due under a lease and sends it; an actor begins it, once, and settles it under that lease, or not at all.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, bindparam, delete, func, select, tuple_, update

from domain.due import Action, Due, Queue
from domain.errors import Conflict
from storage.once import insert_once
from storage.tables import diary
from storage.vault import Db, new_id

#: After a failure; doubled with each one more in a row.
FIRST_WAIT = timedelta(minutes=1)
_LONGEST_WAIT = timedelta(hours=6)


@dataclass(frozen=True, slots=True)
class Taken:
    """A diary line under a lease; this, and nothing more, travels in a message, by its queue."""

    action: Action
    thing: str
    lease: str
    queue: Queue = field(default=Queue.INTERACTIVE, compare=False)


def note(db: Db, due: Due) -> None:
    """Write or move the line of this thing and action. Whoever holds it goes on; when they settle it, it is due again
    at this moment, for what was noted may be news to them."""
    _write(db, due, put_off=True)


def bring_forward(db: Db, due: Due) -> None:
    """Like `note`, but never later than it stands already."""
    _write(db, due, put_off=False)


def noted(db: Db, action: Action, thing: str) -> datetime | None:
    """When this is due, if it is."""
    query = select(diary.c.at).where(diary.c.action == action.value, diary.c.thing == thing)
    return db.connection.execute(query).scalar_one_or_none()


def strike(db: Db, thing: str, action: Action | None = None) -> None:
    """Nothing (of this kind) is due for this thing any more."""
    where = [diary.c.thing == thing] + ([diary.c.action == action.value] if action else [])
    db.connection.execute(delete(diary).where(*where))


def take(
    db: Db,
    now: datetime,
    lease: timedelta,
    limit: int,
    actions: Iterable[Action] = tuple(Action),
    *,
    queues: Iterable[Queue] = tuple(Queue),
    lost: bool = True,
) -> list[Taken]:
    """Up to `limit` lines that have come due and that nobody holds, oldest first, now held until `now + lease`; from each queue
    in turn. Without `lost` what was sent and never begun is left: its message is still on its way."""
    wanted = diary.c.action.in_([action.value for action in actions])
    dropped = diary.c.lease.is_not(None) & (diary.c.leased_until <= now)
    taken: list[Taken] = []
    for queue in queues:
        here = wanted & (diary.c.queue == queue.value)
        for which, order in (
            (here & dropped if lost else here & dropped & diary.c.begun, diary.c.leased_until),
            (here & diary.c.lease.is_(None) & (diary.c.at <= now), diary.c.at),
        ):
            if len(taken) < limit:
                taken += _taken(db, which, order, now + lease, limit - len(taken))
    return taken


def begin(db: Db, taken: Taken, until: datetime) -> None:
    """An actor is at it until then. Raises `Conflict` when the line was taken again or struck, and when its message came
    before: every road may deliver twice."""
    if db.connection.execute(_BEGIN, _held(taken) | {"until": until}).rowcount != 1:
        raise Conflict("somebody else has this diary line now")


def hold(db: Db, taken: Taken) -> None:
    """Check that the lease is still ours; raises `Conflict` when the line was taken again or struck."""
    query = select(diary.c.lease).where(diary.c.action == taken.action.value, diary.c.thing == taken.thing).with_for_update()
    if db.connection.execute(query).scalar_one_or_none() != taken.lease:
        raise Conflict("somebody else has this diary line now")


def settle(db: Db, taken: Taken, upcoming: Due | None) -> None:
    """Done: replace the line by what is due next for it, or strike it; sooner if it was noted anew meanwhile. Raises
    `Conflict` like `hold`."""
    told = _held(taken)
    if upcoming is None:
        settled = db.connection.execute(_STRIKE, told)
    else:
        settled = db.connection.execute(_PUT_BACK, told | {"due_at": upcoming.at, "due_in": upcoming.queue.value})
    if settled.rowcount == 1:
        return
    hold(db, taken)
    where = _line(taken.action, taken.thing)
    meanwhile = db.connection.execute(select(diary.c.meanwhile).where(*where)).scalar_one()
    free = _free(min(meanwhile, upcoming.at) if upcoming else meanwhile)
    if upcoming is not None and upcoming.at < meanwhile:  # else somebody who waits may have noted it, in their queue
        free["queue"] = upcoming.queue.value
    db.connection.execute(update(diary).where(*where).values(free))


def _free(at: object) -> dict[str, object]:
    """A line that nobody holds, due then."""
    return {"at": at, "lease": None, "leased_until": None, "begun": False, "meanwhile": None, "failures": 0}


def _held(taken: Taken) -> dict[str, object]:
    return {"of_action": taken.action.value, "of_thing": taken.thing, "of_lease": taken.lease}


# What every job asks, made once: to make it costs half as much as to ask it.
_HELD = (
    diary.c.action == bindparam("of_action"),
    diary.c.thing == bindparam("of_thing"),
    diary.c.lease == bindparam("of_lease"),
)
_BEGIN = update(diary).where(*_HELD, diary.c.begun.is_(False)).values(begun=True, leased_until=bindparam("until"))
_UNCHANGED = (*_HELD, diary.c.meanwhile.is_(None))
_STRIKE = delete(diary).where(*_UNCHANGED)
_PUT_BACK = update(diary).where(*_UNCHANGED).values(_free(bindparam("due_at")) | {"queue": bindparam("due_in")})


def renew(db: Db, taken: Taken, until: datetime) -> None:
    """Long work goes on: keep the lease until then. Raises `Conflict` like `hold`."""
    hold(db, taken)
    db.connection.execute(update(diary).where(*_line(taken.action, taken.thing)).values(leased_until=until))


def failed(db: Db, taken: Taken, now: datetime, kind: str) -> None:
    """Not done: due again for anybody, later with each failure in a row. Silent when the lease is not ours any more."""
    where = (diary.c.action == taken.action.value, diary.c.thing == taken.thing, diary.c.lease == taken.lease)
    failures = db.connection.execute(select(diary.c.failures).where(*where)).scalar_one_or_none()
    if failures is None:
        return
    wait = min(FIRST_WAIT * 2**failures, _LONGEST_WAIT)
    values = {"at": now + wait, "lease": None, "leased_until": None, "begun": False}
    values |= {"failures": failures + 1, "failure": kind[:64]}
    db.connection.execute(update(diary).where(*where).values(values))


def waiting(db: Db, now: datetime, *, without: Iterable[Action] = ()) -> int:
    """How many lines have come due and are not settled, held or not."""
    skipped = [action.value for action in without]
    query = select(func.count()).select_from(diary).where(diary.c.at <= now, diary.c.action.not_in(skipped))
    free = query.where(diary.c.lease.is_(None), diary.c.queue.in_([queue.value for queue in Queue]))
    held = query.where(diary.c.lease.is_not(None))
    return sum(int(db.connection.execute(each).scalar_one()) for each in (free, held))


def agenda(db: Db, limit: int = 100) -> list[Due]:
    """What comes next, soonest first."""
    rows = db.connection.execute(select(diary).order_by(diary.c.at).limit(limit))
    return [Due(Action(row.action), row.thing, row.at) for row in rows]


def _write(db: Db, due: Due, *, put_off: bool) -> None:
    where = _line(due.action, due.thing)
    new = {"action": due.action.value, "thing": due.thing, "at": due.at, "queue": due.queue.value}
    while not insert_once(db, diary, new):
        line = db.connection.execute(select(diary).where(*where).with_for_update()).one_or_none()
        if line is None:  # struck by somebody else since: write it anew
            continue
        values = {"at": due.at if put_off else min(line.at, due.at)}
        if line.lease is not None:
            values = {"meanwhile": min(line.meanwhile or due.at, due.at)}
        if due.awaited or (put_off and line.lease is None):
            values["queue"] = due.queue.value
        db.connection.execute(update(diary).where(*where).values(values))
        return


def _taken(db: Db, which: ColumnElement[bool], order: ColumnElement[datetime], until: datetime, limit: int) -> list[Taken]:
    """One statement, so that a claim of hundreds costs no more visits than a claim of one. The rows are chosen beside it, or
    the planner might choose again for each row that it changes."""
    key = (diary.c.action, diary.c.thing)
    ripe = select(*key).where(which).order_by(order).limit(limit).with_for_update(skip_locked=True).cte("ripe")
    lease = new_id()
    claimed = (
        update(diary)
        .where(tuple_(*key).in_(select(ripe.c.action, ripe.c.thing)))
        .values(lease=lease, leased_until=until, begun=False)
        .returning(*key, diary.c.queue, diary.c.at)
    )
    found = sorted(db.connection.execute(claimed), key=lambda row: row.at)
    return [Taken(Action(row.action), row.thing, lease, Queue(row.queue)) for row in found]


def _line(action: Action, thing: str) -> tuple[ColumnElement[bool], ...]:
    return diary.c.action == action.value, diary.c.thing == thing
