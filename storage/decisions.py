"""The decisions of people about a case, as they were written down; none is ever changed."""

from __future__ import annotations

from sqlalchemy import insert, select

from domain.decision import Choice, Decision, Matter
from storage import audit
from storage.tables import decisions
from storage.vault import Db, new_id


def keep(db: Db, case_id: str, profile_id: str, decision: Decision) -> None:
    values = {"matter": decision.matter.value, "choice": decision.choice.value, "with_employee": decision.with_employee}
    db.connection.execute(insert(decisions).values(id=new_id(), case_id=case_id, by=decision.by, at=decision.at, **values))
    audit.write(db, decision.at, decision.by, "decision noted", about=profile_id, detail=decision.matter.value)


def of_case(db: Db, case_id: str) -> list[Decision]:
    """All of them, newest first."""
    query = select(decisions).where(decisions.c.case_id == case_id).order_by(decisions.c.at.desc(), decisions.c.id)
    return [
        Decision(Matter(row.matter), Choice(row.choice), row.with_employee, row.by, row.at)
        for row in db.connection.execute(query)
    ]
