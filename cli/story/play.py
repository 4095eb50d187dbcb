"""Plays the story act by act; what it tells at the end is read from the database, not from this script."""

from __future__ import annotations

import json
import time
from contextlib import suppress
from dataclasses import asdict, dataclass
from datetime import timedelta
from functools import partial
from itertools import pairwise
from pathlib import Path

from rich.console import Console

from cli.story import further, people
from cli.story.bundles import take_for_police
from cli.story.hearing import OVER, SET, Hearing
from cli.story.outcome import lines_of_all, outcome_of, wrong
from cli.story.stage import Stage, set_up
from cli.story.tables import report
from cli.story.told import Told
from demo.people import EMPLOYEES, STAFF, Employee
from demo.visitor import PageRefused, Visitor
from domain.errors import Conflict
from domain.roles import Role
from storage import accounts

#: The days on which somebody looks in; the last listing comes back after forty, and is proven gone after fifty-five.
_DAYS = (*range(8), 10, 13, 14, 20, 30, 40, *range(42, 51), *range(55, 59))
#: When a specialist searches on for copies of what was found.
_SEARCHED_ON = 1
#: Long enough for luwte to have read its mail once more before the next day.
_MAIL = timedelta(minutes=6)


def play(home: Path, console: Console, target: Path | None, *, keep: bool) -> bool:
    """The whole story in this home; True if every exposure ended where it should."""
    began = time.monotonic()
    stage = set_up(home)
    try:
        staff(stage)
        stage.start_service()
        console.print(f"The town of Lindestad is there; luwte runs at {stage.address}")
        Story(stage, Told(home / "told.json"), console).tell()
        found = outcome_of(stage, seconds=round(time.monotonic() - began, 1))
        report(found, lines_of_all(stage), stage.calendar.now(), console)
        complaints = wrong(found)
        for complaint in complaints:
            console.print(f"[red]{complaint}[/red]")
        if target is not None:
            target.write_text(json.dumps(asdict(found), ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
        if keep:
            _stay(stage, console)
        return not complaints
    finally:
        stage.close()


def staff(stage: Stage) -> None:
    """The administrator makes the accounts of the staff, as `luwte user add` does."""
    for colleague in STAFF:
        pseudonym = f"{colleague.role}-{colleague.slug}"
        now = stage.calendar.now()
        with suppress(Conflict), stage.vault.begin() as db:  # a home that was used before has them
            role = Role(colleague.role)
            accounts.create(db, colleague.mailbox, people.PASSWORD, role, pseudonym, now, unit=colleague.unit)


@dataclass(frozen=True, slots=True)
class Story:
    stage: Stage
    told: Told
    console: Console

    def tell(self) -> None:
        if self.told.anything:  # what was under way when the story was cut short comes due again with its lease
            self.stage.calendar.turn(self.stage.services.lease)
        self._beginning()
        self._judging()
        for day, following in pairwise(_DAYS):
            with self.console.status(f"Day {day}"):
                self.told.once(f"day {day}", partial(self._day, day, following))

    def _beginning(self) -> None:
        """Employees are invited and enrol; the one who does not consent is not looked up, whoever asks for it."""
        coordinator = people.signed_in(self.stage.address, _mailbox(Role.COORDINATOR))
        for employee in EMPLOYEES:
            self.told.once(f"enrolled {employee.slug}", partial(self._enrol, coordinator, employee))
        self.told.once("asked for a scan of everybody", partial(_scan_everybody, coordinator))
        self.stage.quiet()
        self.console.print("The sources have been asked, the sites read")

    def _enrol(self, coordinator: Visitor, employee: Employee) -> None:
        with suppress(PageRefused):  # the login is taken: they had enrolled when the story was cut short
            people.enrol(self.stage.address, employee, people.invite(coordinator, employee))
        allowed = "" if employee.consents else ", without consent"
        self.console.print(f"{employee.shown} ({employee.work}) has enrolled{allowed}")

    def _judging(self) -> None:
        specialist = people.Specialist(people.signed_in(self.stage.address, _mailbox(Role.SPECIALIST)))
        confirmed, dismissed = specialist.judge_queue(EMPLOYEES)
        self.console.print(f"A specialist has judged: {confirmed} confirmed, {dismissed} dismissed as a namesake")
        self.stage.quiet()
        for employee in EMPLOYEES:
            if employee.withdraws:
                self.told.once(f"withdrawn {employee.slug}", partial(self._withdraw, employee))
        self.stage.quiet()

    def _withdraw(self, employee: Employee) -> None:
        with suppress(PageRefused):  # nobody can sign in any more: they had withdrawn when the story was cut short
            people.withdraw(self.stage.address, employee)
        self.console.print(f"{employee.shown} withdraws: everything of theirs is erased, but for the audit lines")

    def _day(self, day: int, following: int) -> None:
        """One day's work: judge, hand in, release as a second person, read mail; then on to the next day of the story."""
        first, second = (one.mailbox for one in STAFF if one.role == Role.SPECIALIST.value)
        author = people.Specialist(people.signed_in(self.stage.address, first))
        confirmed, dismissed = author.judge_queue(EMPLOYEES)
        if confirmed or dismissed:
            self.console.print(f"Day {day}: a specialist has judged: {confirmed} confirmed, {dismissed} dismissed")
            self.stage.quiet()
        if day == _SEARCHED_ON:
            self._elsewhere(author.visitor)
        if day in (SET, OVER):
            hearing = Hearing(self.stage, people.signed_in(self.stage.address, _mailbox(Role.COORDINATOR)))
            self.console.print(f"Day {day}: {hearing.set() if day == SET else hearing.look_back()}")
        for step in further.take_further(author.visitor):
            self.console.print(f"Day {day}: a specialist takes a request further: {step}")
        author.hand_in()
        released = people.Specialist(people.signed_in(self.stage.address, second)).release()
        if released:
            self.console.print(f"Day {day}: a second person lets {released} letters leave")
            self.stage.quiet()
        self._by_hand(day, author.visitor)
        read = author.read_mail()
        if read:
            self.console.print(f"Day {day}: a specialist reads {read} replies that no machine may decide")
        self.stage.turn(timedelta(days=following - day) - _MAIL)
        self.stage.turn(_MAIL)

    def _elsewhere(self, specialist: Visitor) -> None:
        """Somebody searches on, and finds where the same stands elsewhere; each place is captured, and asked for on its own."""
        pages = further.find_elsewhere(specialist)
        self.stage.quiet()
        drafted = further.draft_each(specialist, pages)
        self.console.print(f"A specialist finds {drafted} copies and remains elsewhere, and drafts a letter about each")

    def _by_hand(self, day: int, specialist: Visitor) -> None:
        filled, handed = further.ByHand(specialist, self.stage.world.where.http_port).work()
        if filled:
            self.console.print(f"Day {day}: a specialist fills in {filled} forms by hand")
        if handed:
            self.console.print(f"Day {day}: {handed} letters and dossiers are handed over")
        take_for_police(self.stage, lambda: people.signed_in(self.stage.address, _mailbox(Role.COORDINATOR)))


def _scan_everybody(coordinator: Visitor) -> None:
    """The coordinator asks for a scan of everybody, also of whom may not be looked up: luwte refuses that itself."""
    for link in coordinator.get("/dossiers").links("#cases tbody a"):
        with suppress(PageRefused):
            coordinator.submit(link, {}, form="#scan")


def _stay(stage: Stage, console: Console) -> None:
    console.print(f"luwte goes on at {stage.address} until you press Ctrl-C. Log-ins (password: {people.PASSWORD}):")
    for colleague in STAFF:
        console.print(f"  {colleague.mailbox}  {colleague.role}")
    for employee in EMPLOYEES:
        if not employee.withdraws:
            console.print(f"  {employee.mailbox}  employee")
    console.print(f"To look yourself up in Lindestad, in another window: luwte selfcheck --demo {stage.home}")
    with suppress(KeyboardInterrupt):
        while stage.service is not None and stage.service.poll() is None:
            time.sleep(1)


def _mailbox(role: Role) -> str:
    return next(one.mailbox for one in STAFF if one.role == role.value)
