"""What waits for a specialist comes by risk, page by page, without a colleague's, and without anything being decrypted."""

from __future__ import annotations

from dataclasses import replace

import pytest
from sqlalchemy import update

from domain.errors import Conflict
from domain.finding import Finding, Grade, Opinion, Signal
from domain.mention import Place
from domain.risk import Danger
from storage import cases, findings, profiles, queue, tables
from storage.queue import Judge
from storage.vault import Db, Vault
from tests.conftest import NOW, consent, joke
from tests.storage.test_findings import filed, judgement

ANYBODY = Judge("specialist-9", None, "elders")


def employee(db: Db, unit: str = "wijk") -> str:
    profile_id = profiles.invite(db, unit, "coordinator-1", NOW)
    profiles.save(db, joke(profile_id), "employee-1", NOW)
    profiles.give(db, profile_id, consent(), "page", "employee-1", NOW)
    return profile_id


def found(profile_id: str, name: str, *kinds: str, score: float = 0.9, grade: Grade = Grade.PROBABLE) -> Finding:
    signals = tuple(Signal(kind, "x", 0, 1, "exact", 8.0) for kind in kinds)
    return Finding(profile_id, Place("https://praatplein.example/", name), grade, score, False, signals, -20.0, score, 0.0)


def ids(db: Db, judge: Judge = ANYBODY, opinion: str = "", **how: object) -> list[str]:
    return [one.id for one in queue.waiting(db, judge, opinion, **how)]  # type: ignore[arg-type]  # after and limit


def test_the_gravest_stands_first_then_the_surest(vault: Vault) -> None:
    with vault.begin() as db:
        profile_id = employee(db)
        name = filed(db, found(profile_id, "1", "name", score=0.99))
        home = filed(db, found(profile_id, "2", "name", "address", score=0.7))
        surer_home = filed(db, found(profile_id, "3", "name", "address", score=0.8))
        phone = filed(db, found(profile_id, "4", "phone"))
        assert ids(db) == [surer_home, home, phone, name]
        assert queue.waiting(db, ANYBODY)[0].dangers == (Danger.HOME_ADDRESS, Danger.NAME)


def test_pages_follow_each_other_without_gap_or_double(vault: Vault) -> None:
    with vault.begin() as db:
        profile_id = employee(db)
        for number in range(7):
            filed(db, found(profile_id, str(number), "phone", score=0.5 + number % 3 / 10))
        whole, after, seen = ids(db), "", []
        while page := ids(db, after=after, limit=3):
            seen += page
            after = page[-1]
        assert seen == whole
        assert len(set(seen)) == 7


def test_who_goes_on_gets_the_next_and_at_the_end_the_first(vault: Vault) -> None:
    with vault.begin() as db:
        profile_id = employee(db)
        first = filed(db, found(profile_id, "1", "address"))
        last = filed(db, found(profile_id, "2", "phone"))
        assert queue.following(db, ANYBODY, first) == last
        assert queue.following(db, ANYBODY, last) == first
        findings.judge(db, first, judgement(Opinion.DISMISSED))
        assert queue.following(db, ANYBODY, last) is None
        assert queue.following(db, ANYBODY, "no-such-finding") == last


def test_nobody_gets_themselves_or_a_colleague(vault: Vault) -> None:
    with vault.begin() as db:
        profile_id, other = employee(db, "wijk"), employee(db, "zorg")
        mine, theirs = filed(db, found(profile_id, "1", "phone")), filed(db, found(other, "2", "phone"))
        assert ids(db, Judge("s", None, "wijk")) == [theirs]
        assert ids(db, Judge("s", profile_id, "")) == [theirs]
        assert set(ids(db, Judge("s", None, ""))) == {mine, theirs}
        assert queue.count(db, Judge("s", None, "wijk")) == 1
        assert queue.tally(db, Judge("s", None, "wijk")).barred == queue.tally(db, Judge("s", profile_id, "")).barred == 1
        assert queue.tally(db, ANYBODY).barred == queue.tally(db, Judge("s", None, "")).barred == 0


def test_what_one_put_aside_waits_for_another(vault: Vault) -> None:
    with vault.begin() as db:
        finding_id = filed(db, found(employee(db), "1", "address"))
        findings.judge(db, finding_id, judgement(Opinion.SECOND))
        first = Judge(judgement(Opinion.SECOND).by, None, "elders")
        assert ids(db) == ids(db, first, "second") == []
        assert ids(db, ANYBODY, "second") == [finding_id]
        assert queue.tally(db, ANYBODY).waiting == {"": 0, "second": 1, "unsure": 0}
        assert queue.following(db, ANYBODY, "") == finding_id
        assert queue.following(db, first, "") is None


def test_a_threat_written_down_brings_forward_what_waits_and_what_comes(vault: Vault) -> None:
    with vault.begin() as db:
        profile_id, other = employee(db), employee(db)
        waits = filed(db, found(profile_id, "1", "phone"))
        home = filed(db, found(other, "2", "address"))
        case = cases.open_case(db, profile_id, "coordinator-1", NOW)
        assert ids(db) == [home, waits]
        cases.set_flags(db, case.id, "coordinator-1", NOW, suspected_criminal=True, police="agreed", threat=True)
        comes = filed(db, found(profile_id, "3", "name"))
        assert ids(db) == [waits, comes, home]
        cases.set_flags(db, case.id, "coordinator-1", NOW, suspected_criminal=True, police="agreed", threat=False)
        assert ids(db) == [home, waits, comes]


def test_what_was_kept_before_there_were_ranks_gets_one(vault: Vault) -> None:
    with vault.begin() as db:
        finding_id = filed(db, found(employee(db), "1", "address"))
        db.connection.execute(update(tables.findings).values(risk=-1))
        assert queue.waiting(db, ANYBODY)[0].dangers == ()
        assert queue.tally(db, ANYBODY).unranked
        queue.rank_new(db)
        assert not queue.tally(db, ANYBODY).unranked
        assert [(one.id, one.dangers) for one in queue.waiting(db, ANYBODY)] == [(finding_id, (Danger.HOME_ADDRESS,))]


def test_one_takes_back_ones_own_word_of_a_moment_ago_and_no_other(vault: Vault) -> None:
    with vault.begin() as db:
        finding_id = filed(db, found(employee(db), "1", "phone"))
        unsure, no = judgement(Opinion.UNSURE), replace(judgement(Opinion.DISMISSED), by="specialist-2")
        findings.judge(db, finding_id, unsure)
        findings.judge(db, finding_id, replace(no, at=NOW + findings.UNDO_WITHIN))
        later = NOW + findings.UNDO_WITHIN
        with pytest.raises(Conflict, match="a moment ago"):
            findings.take_back(db, finding_id, unsure.by, later)
        with pytest.raises(Conflict, match="a moment ago"):
            findings.take_back(db, finding_id, no.by, later + findings.UNDO_WITHIN * 2)
        assert findings.take_back(db, finding_id, no.by, later).opinion is Opinion.DISMISSED
        assert findings.get(db, finding_id).opinion is Opinion.UNSURE
        assert ids(db, ANYBODY, "unsure") == [finding_id]
