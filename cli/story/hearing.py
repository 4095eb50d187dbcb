"""A hearing is ahead: around it the sources are asked more often, afterwards a page tells what that covered, and it is routine
again."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from urllib.parse import urlsplit

from cli.story.stage import Stage, StoryStuck
from demo.visitor import Seen, Visitor
from domain.flare_up import HERE
from storage import agenda, exposures, flare_ups

#: The day of the story on which the coordinator hears of it, and the one on which the last of it is over.
SET, OVER = 2, 10
_FIRST, _LAST = timedelta(days=3), timedelta(days=4)  # from the day on which it is set
_LEAD, _EVERY = "172800", "86400"  # two days before and after it; every day in the period itself
#: Somebody who stands there has something to fear of a hearing.
_HOST = "adressengids.example"
_MONTH = timedelta(days=30)
_ROUTINE = "vaste regelmaat"  # as the page says it


@dataclass(frozen=True, slots=True)
class Hearing:
    """What the coordinator does and sees, on luwte's own pages."""

    stage: Stage
    coordinator: Visitor

    def set(self) -> str:
        """Note the hearing; tells what is planned because of it."""
        with self.stage.vault.begin() as db:
            whose = next(one.profile_id for one in exposures.all_of(db) if urlsplit(one.place.url).hostname == _HOST)
        today = self.stage.calendar.now().astimezone(HERE).date()
        fields = {
            "kind": "hearing",
            "starts": (today + _FIRST).isoformat(),
            "ends": (today + _LAST).isoformat(),
            "lead": _LEAD,
            "cadence": _EVERY,
            "tail": _LEAD,
        }
        page = self.coordinator.submit(f"/dossiers/{whose}/opslaimoment", fields, form="#flare-up")
        return f"a hearing is in {_FIRST.days} days: {_because_of_it(page)} scans more are planned for the week around it"

    def look_back(self) -> str:
        """What it came to, from the page of the hearing; and that it is routine again."""
        with self.stage.vault.begin() as db:
            people = (one.profile_id for one in exposures.all_of(db))
            whose, known = next((one, kept) for one in people for kept in flare_ups.of_profile(db, one))
            now = self.stage.calendar.now()
            because = [planned for planned in agenda.of_profile(db, whose, now, now + _MONTH) if planned.coming.because]
        page = self.coordinator.get(f"/dossiers/{whose}/opslaimoment/{known.id}")
        rows = [[cell.text().strip() for cell in row.css("td")] for row in page.tree.css("#covered tbody tr")]
        asked, answered = (sum(int(row[column]) for row in rows if row[column].isdecimal()) for column in (1, 2))
        if asked < 2 * len(rows) or because:
            raise StoryStuck(f"around the hearing {asked} scans were made, and {len(because)} are still planned because of it")
        told = f"{len(rows)} sources were asked {asked} times around it, with {answered} answers"
        return f"the hearing is over: {told}; now it is routine again"


def _because_of_it(page: Seen) -> int:
    """How many of the planned scans are not routine."""
    causes = [row.css("td")[2].text().strip() for row in page.tree.css("#planned tbody tr") if len(row.css("td")) == 3]
    return sum(cause != _ROUTINE for cause in causes)
