"""After a withdrawal nothing of the profile is left in any table but the audit, and no key that could open a copy."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import delete, event, select

from domain.due import Action
from domain.errors import NotFound
from domain.finding import Judgement, Opinion
from domain.profile import Purpose
from domain.roles import Role
from domain.watch import FlareUp, FlareUpKind
from matchers import fit
from storage import accounts, audit, calibrations, erasure, findings, profiles, tables, watches
from tests.conftest import NOW, joke
from tests.workers import pages
from tests.workers.cases import Asked
from tests.workers.house import House
from tests.workers.post import deliver, mail, with_token
from workers.clock import RETENTION


def held(house: House) -> dict[str, int]:
    """How many rows each table has."""
    with house.vault.begin() as db:
        return {table.name: len(db.connection.execute(select(table)).all()) for table in tables.metadata.sorted_tables}


def naming(house: House, *names: str) -> list[str]:
    """The tables in which one of these stands."""
    with house.vault.begin() as db:
        return [
            table.name for table in tables.metadata.sorted_tables if _stands(db.connection.execute(select(table)).all(), names)
        ]


def _stands(rows: object, names: tuple[str, ...]) -> bool:
    return any(name in str(value) for row in rows for value in row for name in names)  # type: ignore[attr-defined]


def everything(house: House, asked: Asked) -> str:
    """Somebody with a row in every table that can be about them; returns the profile's id."""
    profile_id = asked.now.profile_id
    deliver(house, mail(to=with_token(asked)))
    house.turn(hours=13)
    house.play(Action.LOOK, asked.exposure.id)
    house.play(Action.SCAN, house.watch("adressengids", profile_id))
    with house.vault.begin() as db:
        accounts.create(db, "joke", "een lange zin om te onthouden", Role.EMPLOYEE, "employee-1", NOW, profile_id=profile_id)
        assert accounts.sign_in(db, "joke", "een lange zin om te onthouden", NOW) is not None
        accounts.invite(db, profile_id, NOW)
        period = FlareUp("f1", profile_id, FlareUpKind.HEARING, NOW, NOW + timedelta(days=2), timedelta(hours=6))
        watches.set_flare_up(db, period, "coordinator-1", NOW)
        calibrations.keep(db, calibrations.Kept(NOW, "administrator", fit([(0.98, True)]).plain(), 1, 0, 0.02, 0.02))
    empty = {name for name, rows in held(house).items() if not rows}
    assert empty == set()
    return profile_id


def withdraw(house: House, profile_id: str) -> None:
    with house.vault.begin() as db:
        erasure.withdraw(db, profile_id, "employee-1", house.now())


def test_after_withdrawal_and_purge_no_row_is_left_but_the_audit_s(house: House, sent_letter: Asked) -> None:
    ids = [sent_letter.id, sent_letter.exposure.id, sent_letter.now.case_id]
    profile_id = everything(house, sent_letter)
    withdraw(house, profile_id)
    assert house.noted(Action.ASK, sent_letter.id) is None
    logs = house.run()
    assert not [line for line in logs if line["log_level"] != "info"]
    assert naming(house, profile_id) == ["audit"]
    assert naming(house, *ids) == []
    left = {name for name, rows in held(house).items() if rows}
    # the site's own watch stays; a calibration names nobody
    assert left <= {"audit", "calibrations", "diary", "source_health", "watches", "scans", "pages"}, left
    for key_id in (profile_id, ids[2]):
        with pytest.raises(NotFound):
            house.vault.keys.get(key_id)
    with house.vault.begin() as db:
        assert audit.lines(db, about=profile_id)[0].action == "erased"


def test_no_value_of_theirs_stood_anywhere_in_the_clear(house: House, sent_letter: Asked) -> None:
    everything(house, sent_letter)
    values = [identifier.value for identifier in joke().identifiers()]
    assert naming(house, *values, pages.HOME, pages.PHONE, pages.THREAD) == []


def test_from_the_withdrawal_on_nobody_opens_or_asks_or_finds(house: House, sent_letter: Asked) -> None:
    profile_id = sent_letter.now.profile_id
    withdraw(house, profile_id)
    for purpose in Purpose:
        with pytest.raises(NotFound), house.vault.begin() as db:
            profiles.open_for(db, purpose, profile_id, house.now(), "anybody")
    with house.vault.begin() as db:
        assert profiles.permitted(db, Purpose.SCAN, house.now()) == {}
    house.web.asked.clear()
    house.turn(days=60)
    house.run()
    assert pages.THREAD in house.web.asked, "the site is still watched for others"
    assert held(house)["findings"] == held(house)["captures"] == 0


def test_others_are_left_as_they_were(house: House, sent_letter: Asked) -> None:
    other = house.enrol()
    house.play(Action.SCAN, house.watch("adressengids", other))
    withdraw(house, sent_letter.now.profile_id)
    house.run()
    assert len(house.found(other)) == 1
    with house.vault.begin() as db:
        assert profiles.open_for(db, Purpose.SELF, other, house.now(), "employee-2") == joke(other)


@pytest.mark.parametrize("destroyed", [0, 1], ids=["before the keys", "between the keys"])
def test_a_crash_half_way_is_made_good_by_the_next_run(house: House, sent_letter: Asked, destroyed: int) -> None:
    profile_id, case_id = sent_letter.now.profile_id, sent_letter.now.case_id
    withdraw(house, profile_id)
    left = [destroyed]

    def power_cut(connection: object, cursor: object, statement: str, *rest: object) -> None:
        if statement.startswith("DELETE"):
            if left[0] == 0:
                raise KeyboardInterrupt
            left[0] -= 1

    event.listen(house.vault.keys.engine, "before_cursor_execute", power_cut)
    with pytest.raises(KeyboardInterrupt):
        house.run()
    event.remove(house.vault.keys.engine, "before_cursor_execute", power_cut)
    assert house.vault.keys.holds(case_id)
    house.turn(minutes=16)
    house.run()
    assert naming(house, profile_id) == ["audit"]
    assert not house.vault.keys.holds(profile_id)
    assert not house.vault.keys.holds(case_id)


def test_a_crash_after_it_all_only_says_so_again(house: House, sent_letter: Asked) -> None:
    profile_id = sent_letter.now.profile_id
    withdraw(house, profile_id)
    erasure.erase(house.vault, profile_id, house.now())
    house.run()
    with house.vault.begin() as db:
        assert audit.profiles_with(db, "erased") == 1


def test_what_was_dismissed_or_never_judged_goes_when_its_time_has_come(house: House) -> None:
    profile_id = house.enrol()
    for source in ("adressengids", "praatplein"):
        house.play(Action.SCAN, house.watch(source, profile_id))
    dismissed = house.found(profile_id)[0]
    with house.vault.begin() as db:
        findings.judge(db, dismissed.id, Judgement(Opinion.DISMISSED, "specialist-1", NOW, "namesake"))
        db.connection.execute(delete(tables.diary))  # nothing but the retention happens from now on
    house.now.at = NOW + timedelta(days=90)
    house.play(Action.PURGE, RETENTION)
    assert len(house.found(profile_id)) == 2, "ninety days are not over yet"
    house.turn(seconds=1)
    house.play(Action.PURGE, RETENTION)
    assert [filed.id for filed in house.found(profile_id)] != [dismissed.id]
    assert held(house)["captures"] == 1
    house.turn(days=90)
    house.play(Action.PURGE, RETENTION)
    assert held(house)["findings"] == held(house)["captures"] == held(house)["judgements"] == 0
    assert house.noted(Action.PURGE, RETENTION) == house.now() + timedelta(days=1)


def test_what_an_exposure_rests_on_stays(house: House, sent_letter: Asked) -> None:
    before = held(house)
    with house.vault.begin() as db:
        db.connection.execute(delete(tables.diary))
    house.turn(days=4000)
    house.play(Action.PURGE, RETENTION)
    after = held(house)
    assert {name: after[name] for name in ("findings", "captures", "exposures")} == {
        name: before[name] for name in ("findings", "captures", "exposures")
    }
