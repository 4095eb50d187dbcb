"""What employees do themselves: self-checks, proofs, pauses and relatives; and how a staff list tells who has left."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlalchemy import select

from domain.due import Action, Due, Queue
from domain.errors import BadInput, Conflict, NotFound, NotPermitted
from domain.message import MessageKind
from domain.profile import GrantKind, IdentifierKind, Profile, Purpose
from domain.proof import MOST_A_DAY, MOST_TRIES
from domain.relative import Stage
from domain.self_check import APART, Turn
from domain.source import Source, SourceKind, SourceState
from domain.staff_list import Listed
from storage import due, erasure, messages, pauses, profiles, proofs, relatives, self_checks, staff, watches
from storage.tables import messages as message_table
from storage.tables import staff as staff_table
from storage.vault import Vault
from tests.conftest import NOW, consent, joke
from tests.storage.kept import enrolled, exposed

ASKED = Source(*("gids", "Gids", SourceKind.RESULT_LIST, 1, SourceState.FICTIONAL, "nl", ("gids.example",)))
READ = Source(*("plein", "Plein", SourceKind.SITE, 1, SourceState.FICTIONAL, "nl", ("plein.example",)))
PHONE, EMAIL = joke().phones[0], joke().emails[0]
KIM = Listed(2, "P-1", "kim@work.example", "wijk")


def unproven(vault: Vault, *values: str) -> str:
    with vault.begin() as db:
        profile_id = enrolled(db)
        profiles.save(db, replace(joke(profile_id), unproven=values), "employee-1", NOW)
    return profile_id


def opened(vault: Vault, profile_id: str, purpose: Purpose) -> Profile:
    with vault.begin() as db:
        return profiles.open_for(db, purpose, profile_id, NOW, "test")


def test_a_self_check_goes_before_what_is_routine(small_vault: Vault) -> None:
    with small_vault.begin() as db:
        profile_id = enrolled(db)
        due.note(db, Due(Action.SCAN, "somebody-else", NOW - timedelta(days=1)))
        self_checks.begin(db, profile_id, (ASKED, READ), "employee-1", NOW)
        (watch,) = watches.of_profile(db, profile_id)
        first, *rest = due.take(db, NOW, timedelta(minutes=5), 10, [Action.SCAN])
    assert (first.thing, first.queue) == (watch.id, Queue.INTERACTIVE)
    assert [line.queue for line in rest] == [Queue.CRAWL, Queue.CRAWL], "a site takes its time, for all"


def test_a_self_check_is_done_when_each_source_was_asked_since(small_vault: Vault) -> None:
    with small_vault.begin() as db:
        profile_id = enrolled(db)
        assert self_checks.how_far(db, profile_id, NOW) is None
        self_checks.begin(db, profile_id, (ASKED, READ), "employee-1", NOW)
        running = self_checks.how_far(db, profile_id, NOW)
        (taken,) = (
            line
            for line in due.take(db, NOW, timedelta(minutes=5), 10)
            if line.action is Action.SCAN and line.queue is Queue.INTERACTIVE
        )
        due.settle(db, taken, Due(Action.SCAN, taken.thing, NOW + timedelta(days=30)))
        asked_later = self_checks.how_far(db, profile_id, NOW)
    assert running is not None
    assert running.running
    assert running.turns == (("gids", Turn.WAITING),)
    assert asked_later is not None
    assert asked_later.turns == (("gids", Turn.LATER),), "due later and never scanned: tried again, and not called done"


def test_nobody_asks_the_sources_all_day_long(small_vault: Vault) -> None:
    with small_vault.begin() as db:
        profile_id = enrolled(db)
        self_checks.begin(db, profile_id, (ASKED,), "employee-1", NOW)
        with pytest.raises(Conflict):
            self_checks.again(db, profile_id, (ASKED,), "employee-1", NOW + APART - timedelta(seconds=1))
        self_checks.again(db, profile_id, (ASKED,), "employee-1", NOW + APART)
        assert self_checks.all_of(db, profile_id) == [NOW, NOW + APART]


def test_without_consent_there_is_no_self_check(small_vault: Vault) -> None:
    with small_vault.begin() as db:
        profile_id = enrolled(db)
        profiles.take_back(db, profile_id, GrantKind.CONSENT, "employee-1", NOW)
    with pytest.raises(NotPermitted), small_vault.begin() as db:
        self_checks.begin(db, profile_id, (ASKED,), "employee-1", NOW)


def test_by_what_is_not_proven_nobody_is_searched_for_and_no_page_recognised(small_vault: Vault) -> None:
    profile_id = unproven(small_vault, PHONE)
    assert (opened(small_vault, profile_id, Purpose.SCAN).phones, PHONE) == ((), joke().phones[0])
    assert opened(small_vault, profile_id, Purpose.SCAN).emails == joke().emails
    with small_vault.begin() as db:
        assert [one.phones for one in profiles.open_all_for(db, Purpose.SCAN, NOW, "index")] == [()]
    # what must not leave in a letter is kept out of it, proven or not
    assert opened(small_vault, profile_id, Purpose.NOTIFY).phones == joke().phones


def test_the_link_in_the_mail_proves_the_address_once_and_for_its_owner_alone(vault: Vault) -> None:
    profile_id, other = unproven(vault, EMAIL, PHONE), unproven(vault, EMAIL)
    with vault.begin() as db:
        token = proofs.ask(db, profile_id, IdentifierKind.EMAIL, EMAIL, NOW)
        assert proofs.waiting(db, profile_id, IdentifierKind.EMAIL, EMAIL, NOW)
    with pytest.raises(NotFound), vault.begin() as db:
        proofs.by_token(db, other, token, "employee-2", NOW)
    with vault.begin() as db:
        proofs.by_token(db, profile_id, token, "employee-1", NOW)
    assert opened(vault, profile_id, Purpose.SELF).unproven == (PHONE,)
    with pytest.raises(NotFound), vault.begin() as db:
        proofs.by_token(db, profile_id, token, "employee-1", NOW)


def test_a_link_that_is_too_old_or_overtaken_proves_nothing(small_vault: Vault) -> None:
    profile_id = unproven(small_vault, EMAIL)
    with small_vault.begin() as db:
        overtaken = proofs.ask(db, profile_id, IdentifierKind.EMAIL, EMAIL, NOW)
        newest = proofs.ask(db, profile_id, IdentifierKind.EMAIL, EMAIL, NOW)
    for token, at in ((overtaken, NOW), (newest, NOW + timedelta(hours=24)), ("", NOW)):
        with pytest.raises(NotFound), small_vault.begin() as db:
            proofs.by_token(db, profile_id, token, "employee-1", at)


def test_a_code_can_be_tried_five_times(small_vault: Vault) -> None:
    profile_id = unproven(small_vault, PHONE)
    with small_vault.begin() as db:
        code = proofs.ask(db, profile_id, IdentifierKind.PHONE, PHONE, NOW)
        assert code.isdecimal()
        wrong = f"{(int(code) + 1) % 10**6:06d}"
        for _ in range(MOST_TRIES):
            assert not proofs.by_code(db, profile_id, PHONE, wrong, "employee-1", NOW)
    with pytest.raises(NotFound), small_vault.begin() as db:
        proofs.by_code(db, profile_id, PHONE, code, "employee-1", NOW)
    with small_vault.begin() as db:
        right = proofs.ask(db, profile_id, IdentifierKind.PHONE, PHONE, NOW)
        assert proofs.by_code(db, profile_id, PHONE, f" {right} ", "employee-1", NOW)
    assert opened(small_vault, profile_id, Purpose.SCAN).phones == joke().phones


def test_nobody_can_have_others_rung_all_day(small_vault: Vault) -> None:
    profile_id = unproven(small_vault, PHONE)
    with small_vault.begin() as db:
        for _ in range(MOST_A_DAY):
            proofs.ask(db, profile_id, IdentifierKind.PHONE, PHONE, NOW)
        with pytest.raises(Conflict):
            proofs.ask(db, profile_id, IdentifierKind.PHONE, PHONE, NOW)
        assert proofs.ask(db, profile_id, IdentifierKind.PHONE, PHONE, NOW + timedelta(days=1))


def test_to_whom_and_what_is_forgotten_once_it_has_left(vault: Vault) -> None:
    with vault.begin() as db:
        profile_id = enrolled(db)
        sent, refused = (
            messages.get(db, messages.keep(db, profile_id, MessageKind.INVITATION, EMAIL, "https://luwte.example/x", NOW))
            for _ in range(2)
        )
        assert (sent.to, sent.word) == (EMAIL, "https://luwte.example/x")
        messages.sent(db, sent.id, NOW)
        messages.refused(db, refused, NOW)
        assert [one.to for one in messages.undelivered(db)] == [EMAIL], "somebody must know whom it did not reach"
        messages.put_away(db, refused.id)
        assert messages.undelivered(db) == []
        kept = db.connection.execute(select(message_table.c.sealed)).scalars().all()
    assert kept == [None, None]
    with pytest.raises(NotFound), vault.begin() as db:
        messages.get(db, sent.id)


def test_under_a_pause_the_door_is_shut_and_afterwards_all_that_stood_still_is_due(vault: Vault) -> None:
    with vault.begin() as db:
        profile_id = enrolled(db)
        exposure = exposed(db, profile_id)
        watches.watch_profile(db, profile_id, (ASKED,), "employee-1", NOW)
        (watch,) = watches.of_profile(db, profile_id)
        due.note(db, Due(Action.LOOK, exposure.id, NOW))
        pauses.begin(db, profile_id, NOW + timedelta(days=3), "employee-1", NOW)
        assert due.noted(db, Action.SCAN, watch.id) is due.noted(db, Action.LOOK, exposure.id) is None
        assert due.noted(db, Action.REMIND, profile_id) is not None
        assert profiles.permitted(db, Purpose.SCAN, NOW) == {}
        with pytest.raises(Conflict):
            pauses.begin(db, profile_id, None, "employee-1", NOW)
    for purpose in (Purpose.SCAN, Purpose.REVIEW, Purpose.NOTIFY):
        with pytest.raises(NotPermitted), vault.begin() as db:
            profiles.open_for(db, purpose, profile_id, NOW, "anybody")
    assert opened(vault, profile_id, Purpose.SELF) == joke(profile_id), "one's own page stays open"
    with vault.begin() as db:
        pauses.end(db, profile_id, (ASKED,), "employee-1", NOW)
        assert due.noted(db, Action.SCAN, watch.id) == due.noted(db, Action.LOOK, exposure.id) == NOW
        assert list(profiles.permitted(db, Purpose.SCAN, NOW)) == [profile_id]


def test_a_pause_ends_by_itself_once(small_vault: Vault) -> None:
    end = NOW + timedelta(days=3)
    with small_vault.begin() as db:
        profile_id = enrolled(db)
        pauses.begin(db, profile_id, end, "employee-1", NOW)
        assert not pauses.over(db, profile_id, end - timedelta(seconds=1))
        assert profiles.permitted(db, Purpose.SCAN, end - timedelta(seconds=1)) == {}
        assert list(profiles.permitted(db, Purpose.SCAN, end)) == [profile_id]
        assert [pauses.over(db, profile_id, end) for _ in range(2)] == [True, False]


def test_an_adult_relative_has_a_profile_that_nobody_else_fills_in(small_vault: Vault) -> None:
    with small_vault.begin() as db:
        employee = enrolled(db)
        assert relatives.invite_adult(db, employee, "employee-1", NOW)
        (one,) = relatives.of_employee(db, employee)
        assert (one.stage, one.minor, profiles.enrolled(db, one.profile_id).unit) == (Stage.INVITED, False, "wijk")
        assert relatives.of_relative(db, one.profile_id) == one
        assert profiles.permitted(db, Purpose.SCAN, NOW).keys() == {employee}
        with pytest.raises(NotFound):
            relatives.minor_of(db, employee, one.profile_id)


def test_for_a_child_consent_ends_on_the_eighteenth_birthday(small_vault: Vault) -> None:
    child = replace(joke(), birth_date=date(2015, 5, 1))
    with small_vault.begin() as db:
        employee = enrolled(db)
        relative_id = relatives.add_minor(db, employee, child, "employee-1", NOW)
        (grant,) = profiles.grants_of(db, relative_id)
        assert grant.until is not None
        assert grant.until.astimezone().date() >= date(2033, 4, 30)
        assert relatives.minor_of(db, employee, relative_id).declared_at == NOW
        with pytest.raises(BadInput):
            relatives.add_minor(db, employee, replace(child, birth_date=date(2008, 11, 23)), "employee-1", NOW)
        erasure.withdraw(db, employee, "employee-1", NOW)
    with pytest.raises(NotFound), small_vault.begin() as db:
        profiles.enrolled(db, relative_id)


def test_a_relative_who_consented_stays_when_the_employee_withdraws(small_vault: Vault) -> None:
    with small_vault.begin() as db:
        employee = enrolled(db)
        relatives.invite_adult(db, employee, "employee-1", NOW)
        relatives.invite_adult(db, employee, "employee-1", NOW)
        _silent, spoken = relatives.of_employee(db, employee)
        profiles.save(db, joke(spoken.profile_id), "employee-9", NOW)
        profiles.give(db, spoken.profile_id, consent(), "page", "employee-9", NOW)
        erasure.withdraw(db, employee, "employee-1", NOW)
        assert [one.id for one in profiles.all_enrolled(db)] == [spoken.profile_id]


def test_who_stands_in_the_list_again_is_not_invited_twice(small_vault: Vault) -> None:
    with small_vault.begin() as db:
        assert staff.invite(db, KIM, "coordinator-1", NOW) is not None
        assert staff.invite(db, replace(KIM, number="p-1"), "coordinator-1", NOW) is None
        kept = db.connection.execute(select(staff_table)).one()
    assert "P-1" not in str(kept)


def test_who_left_the_list_is_proposed_once_and_closed_by_a_person(vault: Vault) -> None:
    with vault.begin() as db:
        made = staff.invite(db, KIM, "coordinator-1", NOW)
        assert made is not None
        assert staff.compare(db, [KIM], "coordinator-1", NOW) == 0
        assert staff.missing(db, []) == 1
        assert [staff.compare(db, [], "coordinator-1", NOW) for _ in range(2)] == [1, 0]
        (one,) = staff.proposals(db)
        assert profiles.enrolled(db, one.profile_id), "a proposal closes nothing"
        staff.keep(db, one.id, "coordinator-1", NOW)
        assert staff.proposals(db) == []
        staff.compare(db, [], "coordinator-1", NOW)
        (again,) = staff.proposals(db)
        staff.close(db, again.id, "coordinator-1", NOW)
        assert due.noted(db, Action.PURGE, one.profile_id) == NOW
    with pytest.raises(NotFound), vault.begin() as db:
        profiles.enrolled(db, one.profile_id)
    erasure.erase(vault, one.profile_id, NOW)
    with vault.begin() as db:
        assert db.connection.execute(select(staff_table)).all() == []


def test_the_relatives_of_who_left_are_proposed_too(small_vault: Vault) -> None:
    with small_vault.begin() as db:
        made = staff.invite(db, KIM, "coordinator-1", NOW)
        assert made is not None
        relatives.invite_adult(db, made[0], "employee-1", NOW)
        assert staff.compare(db, [], "coordinator-1", NOW) == 2
