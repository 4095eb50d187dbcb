"""A time stamp that is missing is asked for again while it still means something; the custody logs are stamped every day."""

from __future__ import annotations

from dataclasses import replace

import pytest
from sqlalchemy import delete, select, update

from domain.due import Action
from domain.errors import Unclear, Unreachable
from domain.evidence import CustodyType
from domain.exposure import Exposure
from evidence import custody
from storage import audit, captures, cases, custody_heads, due, seals, tables
from tests.workers import pages
from tests.workers.house import House
from workers import heads, stamp
from workers.seals import sealed_capture


class Authorities:
    """Both away until they come back."""

    def __init__(self, house: House) -> None:
        self.there, self._reply = False, house.authority.reply

    def __call__(self, query: bytes) -> bytes:
        if not self.there:
            raise Unreachable(Unclear.NETWORK, "as the test has it")
        return self._reply(query)


@pytest.fixture
def away(house: House) -> tuple[House, Authorities]:
    asked = Authorities(house)
    return replace(house, services=replace(house.services, stamps=(asked,))), asked


def captured(house: House, exposure: Exposure) -> str:
    """A capture of this exposure, as far as the authorities let it come; returns its id."""
    made = sealed_capture(house.services, house.web(pages.THREAD), exposure.place, exposure.source)
    with house.vault.begin() as db:
        db.connection.execute(delete(tables.diary))
        db.connection.execute(delete(tables.seals))
        db.connection.execute(update(tables.captures).values(exposure_id=None))
        captures.keep(db, exposure.case_id, made, house.now(), exposure_id=exposure.id)
        about = {"capture": made.capture_id, "seal": made.seal.digest}
        cases.log(db, exposure.case_id, custody.following(CustodyType.CAPTURE_SEALED, actor="luwte", at=house.now(), **about))
    return made.capture_id


def play(house: House, thing: str) -> None:
    stamp.act(house.services, house.taken(Action.STAMP, thing))


def test_while_all_are_away_it_is_sealed_and_no_takedown_may_exist(away: tuple[House, Authorities], exposure: Exposure) -> None:
    house, _ = away
    capture_id = captured(house, exposure)
    play(house, stamp.TOKENS)
    with house.vault.begin() as db:
        assert not captures.get(db, capture_id).seal.stamped
        assert not seals.holds(db, exposure.id)


def test_within_minutes_it_gets_its_stamp(away: tuple[House, Authorities], exposure: Exposure) -> None:
    house, authorities = away
    capture_id = captured(house, exposure)
    house.turn(minutes=5)
    authorities.there = True
    play(house, stamp.TOKENS)
    with house.vault.begin() as db:
        assert captures.get(db, capture_id).seal.stamped
        assert seals.holds(db, exposure.id)
        assert cases.custody_of(db, exposure.case_id)[-1].type is CustodyType.CAPTURE_TIMESTAMPED
        assert due.noted(db, Action.LOOK, exposure.id) is None


def test_later_the_place_is_captured_anew_instead(away: tuple[House, Authorities], exposure: Exposure) -> None:
    house, authorities = away
    capture_id = captured(house, exposure)
    house.turn(hours=2)
    authorities.there = True
    play(house, stamp.TOKENS)
    with house.vault.begin() as db:
        assert not captures.get(db, capture_id).seal.stamped
        assert due.noted(db, Action.LOOK, exposure.id) == house.now()


def test_the_days_custody_is_stamped_and_a_log_that_was_cut_off_is_noticed(house: House, exposure: Exposure) -> None:
    captured(house, exposure)
    play(house, stamp.CUSTODY)
    assert heads.check(house.services) == ()
    with house.vault.begin() as db:
        assert custody_heads.newest(db) is not None
        last = db.connection.execute(select(tables.custody.c.seq).order_by(tables.custody.c.seq.desc()).limit(1)).scalar_one()
        db.connection.execute(delete(tables.custody).where(tables.custody.c.seq == last))
    assert heads.check(house.services) == (exposure.case_id,)
    with house.vault.begin() as db:
        assert due.noted(db, Action.TELL, "coordinator") == house.now()


def test_an_audit_whose_end_was_cut_off_since_it_was_stamped_is_noticed(house: House, exposure: Exposure) -> None:
    with house.vault.begin() as db:
        audit.chain(db)
    play(house, stamp.CUSTODY)
    assert noticed(house) == []
    with house.vault.begin() as db:
        newest = audit.head(db).seq
        db.connection.execute(delete(tables.audit).where(tables.audit.c.seq == newest))
    heads.check(house.services)
    assert noticed(house) == [f"line {newest} is gone or another"]


def noticed(house: House) -> list[str]:
    heads.check(house.services)
    with house.vault.begin() as db:
        return [line.detail for line in audit.lines(db) if line.action == "audit cut off"][:1]


def test_a_changed_line_is_noticed_even_without_a_stamped_day(house: House, exposure: Exposure) -> None:
    captured(house, exposure)
    with house.vault.begin() as db:
        viewed = custody.following(CustodyType.VIEWED, actor="specialist-1", at=house.now(), reason="judging")
        cases.log(db, exposure.case_id, viewed)
        assert custody.holds(cases.custody_of(db, exposure.case_id))
        first = select(tables.custody).where(tables.custody.c.seq == 1)
        forged = db.connection.execute(first).one().line.replace(b'"luwte"', b'"ander"')
        db.connection.execute(update(tables.custody).where(tables.custody.c.seq == 1).values(line=forged))
    assert heads.check(house.services) == (exposure.case_id,)
