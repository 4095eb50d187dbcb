"""What waits for a specialist, the gravest first: read by index and page by page, so that a million findings cost what a
thousand do. Nothing is decrypted for it: of a finding that waits only its rank, grade and source are shown."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Row, ScalarSelect, Select, and_, func, select, tuple_, update

from domain import risk
from domain.finding import Grade, Opinion
from domain.risk import Danger
from storage import rows
from storage.tables import cases, findings, judgements, profiles
from storage.vault import Db

#: The opinions of what waits, in the order in which it is taken up; empty: nobody judged it yet.
OPEN = ("", Opinion.SECOND.value, Opinion.UNSURE.value)
PAGE = 20
#: Nobody counts further than this for a page.
MANY = 100
_LISTED = tuple(column for column in findings.c if column.name != "sealed")
_UNRANKED = -1
_BATCH = 200


@dataclass(frozen=True, slots=True)
class Judge:
    """Who looks: nobody judges themselves or a direct colleague, nor twice in the place of two people."""

    pseudonym: str
    profile_id: str | None
    unit: str


@dataclass(frozen=True, slots=True)
class Waiting:
    """A finding as it may be listed: no name, no place, no excerpt."""

    id: str
    profile_id: str
    source: str
    grade: Grade
    found_at: datetime
    opinion: Opinion | None
    dangers: tuple[Danger, ...]


@dataclass(frozen=True, slots=True)
class Tally:
    """How many wait for this person, by opinion, and how many are about them or a direct colleague: somebody else must do
    those. Each at most `MANY`. `unranked`: whether `rank_new` has work."""

    waiting: dict[str, int]
    barred: int
    unranked: bool


def waiting(db: Db, judge: Judge, opinion: str = "", *, after: str = "", limit: int = PAGE) -> list[Waiting]:
    """Those with this opinion (one of `OPEN`) that this person may judge, the gravest first, then the surest; `after`: from
    the one behind this finding on."""
    query = _mine(select(*_LISTED), judge, opinion)
    if after:
        query = query.where(_behind(db, after))
    order = (findings.c.risk.desc(), findings.c.score.desc(), findings.c.id.desc())
    return [_read(row) for row in db.connection.execute(query.order_by(*order).limit(limit))]


def following(db: Db, judge: Judge, finding_id: str) -> str | None:
    """The id of what this person takes up after this one: the next that nobody judged; then what wants a second person."""
    for opinion, after in (("", finding_id), ("", ""), (Opinion.SECOND.value, "")):
        found = [one.id for one in waiting(db, judge, opinion, after=after, limit=2) if one.id != finding_id]
        if found:
            return found[0]
    return None


def tally(db: Db, judge: Judge) -> Tally:
    """Asked in one go: a page waits for each question to the database."""
    first = [_few(_mine(select(findings.c.id), judge, opinion)) for opinion in OPEN]
    unranked = select(findings.c.id).where(findings.c.opinion.in_(OPEN), findings.c.risk == _UNRANKED).exists()
    *waits, barred, new = db.connection.execute(select(*first, _few(_about_barred(judge)), unranked)).one()
    return Tally(dict(zip(OPEN, map(int, waits), strict=True)), int(barred), bool(new))


def count(db: Db, judge: Judge, opinion: str = "") -> int:
    """How many wait for this person; at most `MANY`."""
    return int(db.connection.execute(select(_few(_mine(select(findings.c.id), judge, opinion)))).scalar_one())


def _few(query: Select[Any]) -> ScalarSelect[Any]:
    return select(func.count()).select_from(query.limit(MANY).subquery()).scalar_subquery()


def _about_barred(judge: Judge) -> Select[Any]:
    colleagues = select(profiles.c.id).where(profiles.c.withdrawn_at.is_(None), _barred(judge))
    return select(findings.c.id).where(findings.c.profile_id.in_(colleagues), findings.c.opinion == "")


def rank_new(db: Db) -> None:
    """Ranks what was kept before there were ranks, some at a time."""
    where = (findings.c.opinion.in_(OPEN), findings.c.risk == _UNRANKED)
    for row in db.connection.execute(select(findings).where(*where).limit(_BATCH)).all():
        _rank(db, row)


def rank_anew(db: Db, profile_id: str) -> None:
    """The coordinator knows of a threat now, or knows that there is none."""
    where = (findings.c.profile_id == profile_id, findings.c.opinion.in_(OPEN))
    for row in db.connection.execute(select(findings).where(*where)).all():
        _rank(db, row)


def threatened(db: Db, profile_id: str) -> bool:
    """Whether the coordinator wrote down a threat in a case of this employee."""
    where = (cases.c.profile_id == profile_id, cases.c.threat, cases.c.erased_at.is_(None))
    return db.connection.execute(select(cases.c.id).where(*where).limit(1)).first() is not None


def _rank(db: Db, row: Row[Any]) -> None:
    filed = rows.filed_finding(row, db.unlock(row.profile_id, row.sealed, f"finding:{row.id}"), ())
    found = risk.dangers(filed.finding, filed.excerpt, threatened=threatened(db, row.profile_id))
    db.connection.execute(update(findings).where(findings.c.id == row.id).values(risk=risk.rank(found)))


def _mine(query: Select[Any], judge: Judge, opinion: str) -> Select[Any]:
    free = and_(profiles.c.withdrawn_at.is_(None), ~_barred(judge))
    query = query.join(profiles, profiles.c.id == findings.c.profile_id).where(findings.c.opinion == opinion, free)
    if opinion == Opinion.SECOND.value:
        own = select(judgements.c.id).where(judgements.c.finding_id == findings.c.id, judgements.c.by == judge.pseudonym)
        query = query.where(~own.exists())
    return query


def _barred(judge: Judge) -> ColumnElement[bool]:
    """The rule of `domain.roles.may_judge`, turned round and asked of the database."""
    themselves = profiles.c.id == (judge.profile_id or "")
    return (themselves | (profiles.c.unit == judge.unit)) if judge.unit else themselves


def _behind(db: Db, finding_id: str) -> ColumnElement[bool]:
    where = findings.c.id == finding_id
    spot = db.connection.execute(select(findings.c.risk, findings.c.score, findings.c.id).where(where)).one_or_none()
    here = tuple_(findings.c.risk, findings.c.score, findings.c.id)
    return here < tuple_(*spot) if spot is not None else findings.c.id.is_not(None)


def _read(row: Row[Any]) -> Waiting:
    opinion = Opinion(row.opinion) if row.opinion else None
    return Waiting(row.id, row.profile_id, row.source, Grade(row.grade), row.found_at, opinion, risk.of_rank(row.risk))
