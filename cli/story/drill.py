"""The drill (rec. 6): somebody who is not enrolled is doxed tonight in Lindestad, and the staff of the town practise the urgent
path on luwte's own pages. Times are real seconds; what people need to think and talk is not simulated, so `--by-hand` lets
real people do it."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from urllib.parse import urlsplit

from cli.story import people
from cli.story.stage import Stage
from demo.people import JOKE, STAFF
from demo.visitor import Visitor
from domain.roles import Role
from domain.states import Event, State
from domain.takedown import Takedown
from domain.task import Task
from storage import exposures, takedowns, tasks, told

#: Where it stands: a forum, the organisation's own site, a directory that only a mandate moves, and a page that is not there.
PLACES = (
    "http://praatplein.example/onderwerp/402",
    "http://gemeente-lindestad.example/organisatie/wijkteam-noord",
    "http://adressengids.example/persoon/317",
    "http://bestaat-niet.example/joke",
)
#: What the employee says on the telephone.
CALL = {
    "unit": JOKE.unit,
    "witness": "Ruud Verhoeven",
    "agreed": "y",
    "urls": "\n".join(PLACES),
    "calling_name": "Joke",
    "prefix": "van der",
    "surname": "Berg",
    "phones": "06-12345671",
    "street": "Kastanjelaan",
    "number": "8",
    "addition": "bis",
    "postcode": "9910 KL",
    "city": "Lindestad",
}
#: Afterwards the calendar runs on: a day for the replies, and long enough for a removal to be proven.
AFTERWARDS = tuple(timedelta(days=days) for days in (1, 1, 1, 2, 3, 2))


@dataclass
class Drill:
    """Plays it, and keeps how many seconds after the call each thing was done."""

    stage: Stage
    moments: dict[str, float] = field(default_factory=dict)
    failed: list[str] = field(default_factory=list)
    began: float = 0.0

    def play(self) -> None:
        self.began = time.monotonic()
        self._done("the call was taken down", lambda: _in(self.stage, Role.COORDINATOR).submit("/spoed", CALL, form="#urgent"))
        self._done("the places were captured", self.stage.quiet)
        author = people.Specialist(_in(self.stage, Role.SPECIALIST))
        self._done("a specialist confirmed them", lambda: author.judge_queue((JOKE,)))
        self._done("fresh evidence was made", self.stage.quiet)
        self._done("two people said that it cannot wait", self._override)
        self._done("the letters were handed in", lambda: _hand_in(author.visitor))
        second = people.Specialist(_in(self.stage, Role.SPECIALIST, nth=1))
        self._done("a second person released them", second.release)
        self._done("they left", self.stage.quiet)

    def afterwards(self) -> None:
        """The days that follow: replies, looks, clocks; nobody does anything, so that what is owed comes to be late."""
        for span in AFTERWARDS:
            self.stage.turn(span)

    def _override(self) -> None:
        coordinator, legal = _in(self.stage, Role.COORDINATOR), _in(self.stage, Role.LEGAL)
        for path in _drafts(coordinator):
            coordinator.submit(path, {"note": "urgent"}, form="#note")
            legal.submit(path, {"note": "urgent-legal"}, form="#note")

    def _done(self, what: str, work: Callable[[], object]) -> None:
        try:
            work()
        except Exception as failure:  # noqa: BLE001 - a drill tells what failed, and goes on to find what else does
            self.failed.append(f"{what}: {type(failure).__name__}: {failure}")
        self.moments[what] = round(time.monotonic() - self.began, 1)


def report(stage: Stage, drill: Drill | None = None) -> dict[str, object]:
    """What a drill ends with, read from the vault: times, what was late, what failed, and what is still owed."""
    now = stage.calendar.now()
    with stage.vault.begin() as db:
        every, owed = takedowns.all_of(db), tasks.all_of(db)
        places = [(at, outcome) for one in _profiles(every, owed) for _, at, outcome in told.of_profile(db, one)]
        stands = {exposure.id: exposure.outcome.value for exposure in exposures.all_of(db)}
    first = min((step.at for one in every for step in one.steps if step.event is Event.ACCEPTED), default=None)
    called = min((at for at, _ in places), default=None)
    return {
        "drill": "urgent path",
        "seconds after the call": dict(drill.moments) if drill else {},
        "failed": list(drill.failed) if drill else [],
        "minutes on the calendar from the call to the first letter": (
            round((first - called).total_seconds() / 60, 1) if first and called else None
        ),
        "within the hour": bool(first and called and first - called <= timedelta(hours=1)),
        "places": {"told": len(places), "captured": sum(outcome == "captured" for _, outcome in places)},
        "letters": [_letter(one, stands) for one in every],
        "owed": [
            {
                "task": task.kind.value,
                "due": task.due_at.isoformat(),
                "done": task.done_at.isoformat() if task.done_at else None,
                "late": task.late(now),
            }
            for task in owed
        ],
        "late": sum(task.late(now) for task in owed),
    }


def _letter(takedown: Takedown, stands: dict[str, str]) -> dict[str, object]:
    left = takedown.last(Event.ACCEPTED)
    return {
        "reference": takedown.reference,
        "route": takedown.route,
        "recipient": takedown.recipient,
        "state": takedown.state.value,
        "sent": left.at.isoformat() if left else None,
        "place": stands[takedown.exposure_id],
        "person must decide": takedown.state in {State.SEND_UNKNOWN, State.BOUNCED, State.GATED},
    }


def _profiles(every: list[Takedown], owed: list[Task]) -> list[str]:
    return list(dict.fromkeys([*(one.profile_id for one in every), *(task.profile_id for task in owed)]))


def _in(stage: Stage, role: Role, *, nth: int = 0) -> Visitor:
    return people.signed_in(stage.address, [one.mailbox for one in STAFF if one.role == role.value][nth])


def _drafts(visitor: Visitor) -> list[str]:
    return [urlsplit(link).path for link in visitor.get("/verzoeken").links("#active a")]


def _hand_in(visitor: Visitor) -> int:
    """Note what the ladder asks for, have the letter written anew, and hand it in."""
    for path in _drafts(visitor):
        visitor.submit(path, {"note": "uploader-not-safe"}, form="#note")
        visitor.submit(path, {}, form="#approve")
    return len(_drafts(visitor))
