"""From an invitation to a first result: how long luwte takes in the fictional town (screens: tests/web/test_screens.py).

The service of the demo as it runs, its sources and their pace; the time is the machine's, without a person's typing."""

from __future__ import annotations

import tempfile
import time
from pathlib import Path

from bench._goals import at_most
from cli.story import people
from cli.story.play import staff
from cli.story.stage import set_up
from demo.people import EMPLOYEES, STAFF
from demo.visitor import Seen

PATIENCE = 180.0
_PAGE = "/mijn/zelfcontrole"


def measure() -> dict[str, object]:
    employee = next(one for one in EMPLOYEES if one.consents)
    with tempfile.TemporaryDirectory(prefix="luwte-bench-", ignore_cleanup_errors=True) as folder:
        stage = set_up(Path(folder))
        try:
            staff(stage)
            stage.start_service()
            coordinator = people.signed_in(stage.address, next(one.mailbox for one in STAFF if one.role == "coordinator"))
            link = people.invite(coordinator, employee)
            began = time.monotonic()
            people.enrol(stage.address, employee, link)
            visitor = people.signed_in(stage.address, employee.mailbox)
            first = seen = visitor.get(_PAGE)
            while not _places(seen) and time.monotonic() - began < PATIENCE:
                time.sleep(0.2)
                seen = visitor.get(_PAGE)
            to_first = time.monotonic() - began
            stage.quiet()
            whole, found = time.monotonic() - began, _places(visitor.get(_PAGE))
        finally:
            stage.close()
    return {
        "benchmark": "enrolment",
        "figures": [
            at_most("seconds from the invitation to a first result", 180, round(to_first, 1)),
        ],
        "places on the first look": _places(first),
        "seconds until every source had answered": round(whole, 1),
        "places then": found,
    }


def _places(page: Seen) -> int:
    return len(page.tree.css("li.place"))
