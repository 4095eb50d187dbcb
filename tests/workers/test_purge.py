"""After a withdrawal nothing of the profile is left in any table but the audit, and no key that could open a copy."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import delete, event, insert, select, update

from domain.decision import Choice, Matter, decide
from domain.due import Action
from domain.errors import NotFound
from domain.evidence import CustodyType
from domain.finding import Judgement, Opinion
from domain.flare_up import USUAL, FlareUp, FlareUpKind
from domain.incident import About, Account, Closing, Criminal, Incident, Nature
from domain.message import MessageKind
from domain.parts import Condition, Organ, Part, Pulse, Reading
from domain.portrait import Likeness
from domain.profile import Grant, GrantKind, IdentifierKind, Purpose
from domain.roles import Role
from domain.takedown import State
from domain.task import TaskKind
from evidence import custody, keys, rotation
from matchers import fit
from storage import (
    accounts,
    attempts,
    audit,
    calendar,
    calibrations,
    captures,
    cases,
    checklist,
    decisions,
    duties,
    erasure,
    findings,
    incidents,
    messages,
    pauses,
    portraits,
    profiles,
    proofs,
    pulses,
    redactions,
    relatives,
    replies,
    rotations,
    seals,
    second_factor,
    self_checks,
    sessions,
    staff,
    tables,
    tasks,
    told,
    turns,
)
from storage.vault import Db, new_id
from tests.conftest import NOW, joke
from tests.workers import pages
from tests.workers.cases import Asked
from tests.workers.house import House
from tests.workers.post import deliver, mail, with_token
from workers.clock import RETENTION
from workers.stamp import CUSTODY


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


def what_employees_do(db: Db, profile_id: str) -> None:
    self_checks.begin(db, profile_id, (), "employee-1", NOW)
    checklist.tick(db, profile_id, "brp", NOW)
    proofs.ask(db, profile_id, IdentifierKind.PHONE, joke().phones[0], NOW)
    messages.keep(db, profile_id, MessageKind.MAIL_LINK, joke().emails[0], "https://luwte.example/x", NOW)
    relatives.invite_adult(db, profile_id, "employee-1", NOW)
    pauses.begin(db, profile_id, None, "employee-1", NOW)
    pauses.end(db, profile_id, (), "employee-1", NOW)
    db.connection.execute(insert(tables.staff).values(profile_id=profile_id, number_index=db.index("staff:7"), listed_at=NOW))
    staff.compare(db, (), "coordinator-1", NOW)


def everything(house: House, asked: Asked) -> str:
    """Somebody with a row in every table that can be about them; returns the profile's id."""
    profile_id = asked.now.profile_id
    deliver(house, mail(to=with_token(asked)))
    house.turn(hours=13)
    house.play(Action.LOOK, asked.exposure.id)
    house.play(Action.SCAN, house.watch("adressengids", profile_id))
    exposure_id, case_id = asked.exposure.id, asked.now.case_id
    with house.vault.begin() as db:
        account = accounts.create(
            db, "joke", "een lange zin om te onthouden", Role.EMPLOYEE, "employee-1", NOW, profile_id=profile_id
        )
        rows_of_sign_in(db, account.id, asked.id)
        accounts.invite(db, profile_id, NOW)
        period = FlareUp("f1", profile_id, FlareUpKind.HEARING, NOW, NOW + timedelta(days=2), USUAL[FlareUpKind.HEARING])
        calendar.save(db, period, "coordinator-1", NOW)
        told.keep(db, profile_id, pages.THREAD, "coordinator-1", NOW)
        made = decide(Matter.MEDIA, Choice.SILENT, with_employee=True, by="coordinator-1", at=NOW)
        decisions.keep(db, case_id, profile_id, made)
        tasks.open_task(db, TaskKind.INFORM, profile_id, profile_id, NOW, NOW)
        profiles.give(db, profile_id, Grant(GrantKind.PORTRAIT, NOW), "page", "employee-1", NOW)
        portraits.add(db, profile_id, b"a picture", (b"h" * 32,), "employee-1", NOW)
        what_employees_do(db, profile_id)
        (kept,) = portraits.all_permitted(db, house.now(), "gallery")
        assert portraits.suggest(db, Likeness(profile_id, kept.id, "pdq", 3), pages.THREAD, "p.jpg", NOW)
        evidence = captures.of_exposure(db, exposure_id)[0][1]
        redactions.approve(db, case_id, evidence.capture_id, "full.png", "1,1,1,1", "specialist-1", NOW)
        said = {"source": "adressengids", "kinds": [], "given_at": NOW}
        db.connection.execute(insert(tables.permissions).values(id=new_id(), profile_id=profile_id, **said))
        theirs = {"organisation": "Gemeente", "imported_at": NOW, "by": "coordinator-1", "document": {}}
        db.connection.execute(insert(tables.experiences).values(id=new_id(), **theirs))
        words_of = Account(f"{joke().name} was followed home")
        words = (Nature.APPROACHED, About.COLLEAGUE, Criminal.UNKNOWN)
        incident = Incident(new_id(), "M-2026-0001", NOW, "employee-9", *words, danger=False, unit="wijk")
        incidents.report(db, incident, words_of)
        incidents.close(db, incident, Closing.CASE, "coordinator-1", NOW, case_id=case_id)
        duties.add(db, "coordinator-1", NOW, NOW + timedelta(days=7), "coordinator-1", NOW)
        seals.ask_override(db, exposure_id, "coordinator-1", NOW)
        turns.take(db, "praatplein.example", "worker-1", 0, 60)
        pulses.beat(db, Pulse("p1", Organ.CLOCK, "0.1.0", NOW, NOW))
        pulses.say(db, Reading(Part.BROKER, Condition.OFF), NOW)
        calibrations.keep(db, calibrations.Kept(NOW, "administrator", fit([(0.98, True)]).plain(), 1, 0, 0.02, 0.02))
    house.play(Action.STAMP, CUSTODY)
    rotations.rotate(house.vault, lambda old, new: rotation.rotate(keys.from_seed(old), keys.from_seed(new), NOW))
    empty = {name for name, rows in held(house).items() if not rows}
    assert empty == set()
    return profile_id


def rows_of_sign_in(db: Db, account_id: str, thing: str) -> None:
    """Somebody with a second factor who mistyped, and systems that ask and are told."""
    account = next(one for one in accounts.with_role(db, Role.EMPLOYEE) if one.id == account_id)
    sessions.begin(db, account, sessions.Stage.WHOLE, "Firefox, Linux", NOW)
    second_factor.new_papers(db, account_id)
    attempts.failed(db, "somebody", timedelta(hours=1), NOW)
    made = {"created_by": "administrator-1", "created_at": NOW}
    link = {"digest": "l", "account_id": account_id, "expires_at": NOW}
    token = {"id": new_id(), "digest": "t", "name": "zaaksysteem", "scopes": [], "expires_at": NOW, **made}
    hook = {"id": new_id(), "name": "zaaksysteem", "sealed": b"", "events": [], **made}
    delivery = {"id": new_id(), "webhook_id": hook["id"], "event": "takedown", "thing": thing, "at": NOW}
    for table, row in (("account_links", link), ("api_tokens", token), ("webhooks", hook), ("deliveries", delivery)):
        db.connection.execute(insert(tables.metadata.tables[table]).values(row))


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
    assert set(naming(house, *ids)) <= {"cases", "custody_heads", "custody"}, "the custody log survives, about nobody"
    left = {name for name, rows in held(house).items() if rows}
    # the site's own watch stays; a calibration names nobody
    about_nobody = {"audit", "calibrations", "diary", "source_health", "watches", "scans", "pages", "rotations", "experiences"}
    about_nobody |= {"host_turns", "people_changes"}  # hosts by their digest; that somebody changed, and not who
    about_nobody |= {"attempts", "api_tokens", "webhooks", "duties", "pulses", "parts"}
    assert left <= {*about_nobody, "cases", "custody", "custody_heads", "seals", "incidents"}, left
    with house.vault.begin() as db:
        lines = cases.custody_of(db, ids[2])
        (case,) = db.connection.execute(select(tables.cases)).all()
    assert custody.holds(lines)
    assert (lines[-1].type, lines[-1].reason) == (CustodyType.ERASED, "withdrawal")
    assert (case.profile_id, case.erased_ground, case.erased_at) == (None, "withdrawal", house.now())
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


def test_the_words_of_mail_about_no_request_go_and_it_is_not_taken_a_second_time(house: House, sent_letter: Asked) -> None:
    request = sent_letter.now.id
    with house.vault.begin() as db:
        kept = {
            name: replies.keep(db, name, b"Subject: x\n\nhallo", about, NOW, "unknown", 0.2, human=human)
            for name, about, human in (
                ("about nothing", None, False),
                ("waits for a person", None, True),
                ("about a request", request, False),
            )
        }
        db.connection.execute(delete(tables.diary))
    house.now.at = NOW + timedelta(days=90)
    house.play(Action.PURGE, RETENTION)
    with house.vault.begin() as db:
        assert replies.get(db, kept["about nothing"])[1], "ninety days are not over yet"
    house.turn(seconds=1)
    for _ in range(2):
        house.play(Action.PURGE, RETENTION)
    with house.vault.begin() as db:
        assert [name for name, id_ in kept.items() if not replies.get(db, id_)[1]] == ["about nothing"]
        assert replies.taken(db, "about nothing")


def test_the_roster_of_the_desk_goes_a_year_after(house: House) -> None:
    with house.vault.begin() as db:
        duties.add(db, "coordinator-1", NOW - timedelta(days=2), NOW, "coordinator-2", NOW)
        duties.add(db, "coordinator-1", NOW, NOW + timedelta(days=2), "coordinator-2", NOW)
    house.now.at = NOW + timedelta(days=365, seconds=1)
    house.play(Action.PURGE, RETENTION)
    with house.vault.begin() as db:
        assert [one.until for one in duties.ahead(db, NOW)] == [NOW + timedelta(days=2)]


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


def test_the_evidence_of_a_quiet_case_goes_and_its_log_says_so(house: House, sent_letter: Asked) -> None:
    case_id, profile_id = sent_letter.now.case_id, sent_letter.now.profile_id
    with house.vault.begin() as db:
        db.connection.execute(update(tables.takedowns).values(state=State.FULFILLED.value))
        db.connection.execute(delete(tables.diary))
    house.now.at = NOW + timedelta(days=89)
    house.play(Action.PURGE, RETENTION)
    assert house.vault.keys.holds(case_id)
    house.turn(days=3)
    house.play(Action.PURGE, RETENTION)
    assert not house.vault.keys.holds(case_id)
    assert held(house)["captures"] == held(house)["takedowns"] == held(house)["exposures"] == 0
    with house.vault.begin() as db:
        lines = cases.custody_of(db, case_id)
        assert cases.of_profile(db, profile_id) is None
        assert profiles.open_for(db, Purpose.SELF, profile_id, house.now(), "employee-1") is not None
    assert custody.holds(lines)
    assert (lines[-1].type, lines[-1].reason) == (CustodyType.ERASED, "retention")


@pytest.mark.parametrize("why", ["request open", "police hold", "crime suspected"])
def test_evidence_is_not_erased_by_itself_while_it_is_needed(house: House, sent_letter: Asked, why: str) -> None:
    case_id = sent_letter.now.case_id
    with house.vault.begin() as db:
        db.connection.execute(delete(tables.diary))
        if why != "request open":
            db.connection.execute(update(tables.takedowns).values(state=State.FULFILLED.value))
        if why == "police hold":
            cases.hold(db, case_id, "coordinator-1", NOW)
        if why == "crime suspected":
            flags = {"suspected_criminal": True, "police": "agreed", "threat": False}
            cases.set_flags(db, case_id, "coordinator-1", NOW, **flags)
    house.now.at = NOW + timedelta(days=800)
    house.play(Action.PURGE, RETENTION)
    assert house.vault.keys.holds(case_id)
    asked = house.noted(Action.TELL, "coordinator") is not None or house.line.letters
    assert bool(asked) or why != "crime suspected"
