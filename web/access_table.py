"""Keeps docs/access.md in step with what pages declare: `python -m web.access_table` writes every route, who may come in
there, and about whom it may be. The tests try each line; what is not listed fails.
"""

from __future__ import annotations

import re
from pathlib import Path

from domain.roles import Role
from web.access import EVERYBODY, Route
from web.app import all_routes

PAGE = Path(__file__).parent.parent / "docs" / "access.md"
#: Parts of an address that name something about one employee: whose it is decides who may come in.
ABOUT_AN_EMPLOYEE = frozenset(
    {"exposure_id", "finding_id", "flare_up_id", "likeness_id", "profile_id", "reply_id", "takedown_id", "task_id"}
)
#: Parts that name nobody. A part that stands in neither set has not been thought about, and fails the tests.
ABOUT_NOBODY = frozenset(
    {
        *("account_id", "duty_id", "held", "incident_id", "name", "number", "opinion", "route", "scope", "step", "token"),
        *("token_id", "webhook_id"),
    }
)
OPENS, REFUSED, ABSENT, ANYBODY = "opens", "refused", "not there", "–"
_PART = re.compile(r"<([a-z_]+)>")
_HEAD = """# Who may see which page?

Every route that luwte serves, with everybody who may come in. Nothing else is served but the files under `/static`. A
stranger is sent to the sign-in page everywhere but where *everybody* stands; a role that is not named is refused (403).

The last three columns are about pages of one employee: whether they open when that employee is the visitor's *own* (for
an employee: themselves; for staff: somebody of their own team, a direct colleague), when it is *another's*, and when
there is *none*. A dash: the page is not about one employee, and its lists leave out whom this visitor may not see. What
opens for a direct colleague too knows employees by number alone and shows nothing of what was found.

This page is written by `.venv/bin/python -m web.access_table` from what the pages declare. `tests/web/test_access.py`
tries every line with every role and a stranger, and fails on a route that is not here: read what was added before you
commit it.

| Address | Ways | Who | Own | Another's | None |
|---|---|---|---|---|---|
"""


def parts(path: str) -> list[str]:
    """The names of what is filled in there."""
    return _PART.findall(path)


def row(route: Route) -> tuple[str, ...]:
    """One line of the table."""
    who = "everybody" if route.roles is EVERYBODY else ", ".join(role.value for role in Role if role in route.roles)
    return (f"`{route.path}`", ", ".join(route.methods), who, *_about(route))


def _about(route: Route) -> tuple[str, str, str]:
    if ABOUT_AN_EMPLOYEE.isdisjoint(parts(route.path)):
        return ANYBODY, ANYBODY, ANYBODY
    if route.roles == frozenset({Role.EMPLOYEE}):
        return OPENS, ABSENT, ABSENT
    return OPENS if route.discreet else REFUSED, OPENS, ABSENT


def text() -> str:
    """The whole page."""
    rows = sorted(row(route) for route in all_routes().values())
    return _HEAD + "".join(f"| {' | '.join(cells)} |\n" for cells in rows)


if __name__ == "__main__":
    PAGE.write_text(text(), encoding="utf-8")
