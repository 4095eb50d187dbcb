"""What became of everything after a fault: each line that it gives says in words what was lost, doubled or left hanging."""

from __future__ import annotations

import json
from collections import Counter
from datetime import timedelta

from sqlalchemy import func, select

from domain.due import Action
from domain.states import Event, State
from domain.takedown import Takedown
from domain.task import TaskKind
from storage import audit, due, takedowns, tasks
from storage.tables import diary, findings, scans, watches
from storage.vault import Db
from tests.chaos.town import Town

#: A letter that nobody can tell about is put before a person in one of these ways.
_ASKED = {TaskKind.DECIDE_ARRIVAL, TaskKind.FIND_ADDRESS}


def complaints(town: Town) -> list[str]:
    """Empty when every scan is done or honestly unclear, every finding there once, every deadline noted, and every letter sent
    once or put before a person."""
    with town.vault.begin() as db:
        return [*_scans(town, db), *_findings(db), *_diary(town, db), *_letters(town, db), *_audit(db)]


def story(town: Town) -> dict[str, object]:
    """What happened, without anything that differs from one run to another: to compare two towns by."""
    with town.vault.begin() as db:
        verdicts = Counter(verdict for watch, (verdict, _) in _newest(db).items() if watch in town.watched)
        found = select(findings.c.source, findings.c.grade).where(findings.c.source.in_(list(town.setting.known())))
        states = sorted(takedowns.get(db, letter).state.value for letter in town.letters)
        due_again = db.connection.execute(select(func.count()).select_from(diary).where(diary.c.thing.in_(town.watched)))
        told = {"scans": verdicts, "due again": due_again.scalar_one(), "letters": states}
        told["findings"] = Counter(tuple(row) for row in db.connection.execute(found))
    return told | {"taken": taken(town)}


def taken(town: Town) -> int:
    """How many letters the mail server took; what goes to the desk itself is none."""
    with town.vault.begin() as db:
        ours = {_message(takedowns.get(db, letter)) for letter in town.letters}
    return sum(times for message, times in _ledger(town).items() if message in ours)


def unclear(town: Town) -> int:
    """How many watches have an *unclear* as the newest word."""
    with town.vault.begin() as db:
        return sum(verdict == "unclear" for verdict, _ in _newest(db).values())


def _newest(db: Db) -> dict[str, tuple[str, str]]:
    rows = db.connection.execute(select(scans.c.watch_id, scans.c.verdict, scans.c.reason).order_by(scans.c.at))
    return {row.watch_id: (row.verdict, row.reason) for row in rows}


def _scans(town: Town, db: Db) -> list[str]:
    newest = _newest(db)
    never = [watch for watch in town.watched if watch not in newest]
    silent = [watch for watch, (verdict, reason) in newest.items() if verdict == "unclear" and not reason]
    wrong = [watch for watch in town.watched if newest.get(watch, ("", ""))[0] == "absent"]
    told = [f"{len(never)} scans were never done"] if never else []
    told += [f"{len(silent)} scans are unclear without a reason"] if silent else []
    return told + ([f"{len(wrong)} scans say absent of what is there"] if wrong else [])


def _findings(db: Db) -> list[str]:
    """Whoever was scanned and found stands there once for each source; each of these people is listed in each of them once."""
    pairs = select(findings.c.profile_id, findings.c.source, func.count().label("times"))
    found = {
        (row.profile_id, row.source): row.times
        for row in db.connection.execute(pairs.group_by(findings.c.profile_id, findings.c.source))
    }
    seen = select(watches.c.profile_id, watches.c.source).join(scans, scans.c.watch_id == watches.c.id)
    seen = seen.where(scans.c.verdict == "present", watches.c.profile_id.is_not(None))
    wanted = {tuple(row) for row in db.connection.execute(seen.distinct())}
    lost = [pair for pair in wanted if pair not in found]
    twice = [pair for pair, times in found.items() if times > 1]
    told = [f"{len(lost)} findings are not there"] if lost else []
    return told + ([f"{len(twice)} findings are there twice"] if twice else [])


def _diary(town: Town, db: Db) -> list[str]:
    """What was scanned is due again, later; what nobody is at is held by nobody for longer than a lease."""
    rows = db.connection.execute(select(diary).where(diary.c.action == Action.SCAN.value)).all()
    lines = {row.thing: row for row in rows}
    missing = [watch for watch in town.watched if watch not in lines]
    now, lease = town.setting.now(), timedelta(seconds=town.setting.lease)
    held = [row for row in rows if row.lease is not None and row.leased_until > now + 2 * lease]
    told = [f"{len(missing)} watches are not due any more"] if missing else []
    return told + ([f"{len(held)} lines are held beyond their lease"] if held else [])


def _letters(town: Town, db: Db) -> list[str]:
    ledger = _ledger(town)
    told = [f"a letter was sent {times} times" for times in ledger.values() if times > 1]
    for letter in town.letters:
        takedown = takedowns.get(db, letter)
        times = ledger[_message(takedown)]
        asked = {task.kind for task in tasks.waiting(db, thing=letter)} & _ASKED
        if takedown.state is State.SENT and times != 1:
            told.append(f"a letter that we think is sent was taken {times} times")
        if takedown.state is State.SENT and due.noted(db, Action.ASK, letter) is None:
            told.append("the deadline of a letter is not noted")
        if takedown.state is State.SEND_UNKNOWN and not asked:
            told.append("nobody is asked about a letter of which nobody knows")
        if takedown.state not in {State.SENT, State.SEND_UNKNOWN}:
            told.append(f"a letter is left {takedown.state}")
    return told


def _ledger(town: Town) -> Counter[str]:
    lines = town.ledger.read_text(encoding="utf-8").splitlines() if town.ledger.exists() else []
    return Counter(json.loads(line)["letter"].strip("<>") for line in lines)


def _message(takedown: Takedown) -> str:
    released = takedown.last(Event.RELEASED)
    assert released is not None
    return released.fact("message_id").strip("<>")


def _audit(db: Db) -> list[str]:
    broken = audit.verify(db)
    return [] if broken is None else [f"the audit's chain is broken at line {broken}"]
