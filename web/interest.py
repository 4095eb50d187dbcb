"""Nobody reads or judges what was found about themselves or a direct colleague (rec. 20)."""

from __future__ import annotations

from domain.profile import Purpose
from domain.roles import may_judge
from storage import audit, profiles
from storage.vault import Db
from web.access import NotForYou, Visit
from web.texts import _


def check(db: Db, visit: Visit, profile_id: str) -> None:
    """Raises `NotForYou` and logs it for a conflict of interest, `NotFound` once the employee has withdrawn."""
    if not is_free(db, visit, profile_id):
        audit.refuse(db, visit.at, visit.by, Purpose.REVIEW.value, profile_id)
        raise NotForYou(_("This is about you or about a direct colleague. Somebody of another team must do this."))


def is_free(db: Db, visit: Visit, profile_id: str) -> bool:
    unit = profiles.enrolled(db, profile_id).unit
    return may_judge(visit.account.profile_id, visit.account.unit, profile_id, unit)


def free_for(db: Db, visit: Visit) -> frozenset[str]:
    """The ids of those enrolled about whom this visitor may decide."""
    mine = visit.account
    return frozenset(one.id for one in profiles.all_enrolled(db) if may_judge(mine.profile_id, mine.unit, one.id, one.unit))
