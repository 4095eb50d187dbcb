"""Who changed is known in the order of the commits, to every process, and to nobody who was not there."""

from __future__ import annotations

import threading
from datetime import datetime, timedelta

from domain.profile import GrantKind, Purpose
from storage import changes, erasure, profiles
from storage.changes import Seen
from storage.tables import people_changes
from storage.vault import Vault
from tests.conftest import joke
from tests.storage.kept import enrolled


def news(vault: Vault, seen: Seen | None) -> tuple[Seen, frozenset[str] | None]:
    with vault.begin() as db:
        return changes.since(db, seen)


def test_who_has_seen_nothing_yet_looks_at_everybody(vault: Vault) -> None:
    seen, concerned = news(vault, None)
    assert concerned is None
    assert news(vault, seen) == (seen, frozenset())


def test_whoever_enrols_changes_or_takes_back_is_named_once_committed(vault: Vault, now: datetime) -> None:
    seen, _ = news(vault, None)
    with vault.begin() as db:
        profile_id = enrolled(db)
        assert changes.since(db, seen)[1] == frozenset()
    seen, concerned = news(vault, seen)
    assert concerned == {profile_id}
    for change in (
        lambda db: profiles.save(db, joke(profile_id), "employee-1", now),
        lambda db: profiles.take_back(db, profile_id, GrantKind.CONSENT, "employee-1", now),
        lambda db: erasure.withdraw(db, profile_id, "employee-1", now),
    ):
        with vault.begin() as db:
            change(db)
        seen, concerned = news(vault, seen)
        assert concerned == {profile_id}
    assert news(vault, seen)[1] == frozenset()


def test_what_was_rolled_back_is_no_change(vault: Vault) -> None:
    seen, _ = news(vault, None)
    try:
        with vault.begin() as db:
            enrolled(db)
            raise OSError
    except OSError:
        assert news(vault, seen)[1] == frozenset()


def test_after_an_erasure_nobody_is_named_and_everybody_is_looked_at(vault: Vault, now: datetime) -> None:
    with vault.begin() as db:
        profile_id = enrolled(db)
    seen, _ = news(vault, None)
    with vault.begin() as db:
        erasure.withdraw(db, profile_id, "employee-1", now)
    erasure.erase(vault, profile_id, now)
    seen, concerned = news(vault, seen)
    assert concerned is None
    with vault.begin() as db:
        rows = db.connection.execute(people_changes.select()).all()
    assert profile_id not in str(rows)


def test_another_history_with_the_same_numbers_is_not_taken_for_this_one(vault: Vault) -> None:
    with vault.begin() as db:
        enrolled(db)
    seen, _ = news(vault, None)
    with vault.begin() as db:
        enrolled(db)
    assert news(vault, Seen(seen.number, "of another vault"))[1] is None
    assert news(vault, Seen(seen.number + 9, seen.mark))[1] is None


def test_many_at_once_are_all_seen_by_whoever_looks_meanwhile(vault: Vault) -> None:
    seen, _ = news(vault, None)
    made: list[str] = []
    missed: set[str] = set()
    stop = threading.Event()

    def enrol() -> None:
        for _ in range(6):
            with vault.begin() as db:
                profile_id = enrolled(db)
            made.append(profile_id)

    def look() -> None:
        nonlocal seen
        while not stop.is_set():
            seen, concerned = news(vault, seen)
            missed.update(concerned or ())

    threads = [threading.Thread(target=enrol) for _ in range(3)]
    looking = threading.Thread(target=look)
    for thread in (*threads, looking):
        thread.start()
    for thread in threads:
        thread.join()
    stop.set()
    looking.join()
    missed.update(news(vault, seen)[1] or ())
    assert missed == set(made)
    assert len(made) == 18


def test_only_the_newest_are_kept_and_who_missed_more_looks_at_everybody(vault: Vault) -> None:
    with vault.begin() as db:
        lines = [{"number": number, "mark": f"{number}", "profile_id": "p"} for number in range(1, changes._KEPT + 6)]
        db.connection.execute(people_changes.insert(), lines)
        changes.forget(db)
    assert news(vault, Seen(5, "5"))[1] is None
    assert news(vault, Seen(6, "6"))[1] == {"p"}


def test_what_a_grant_allows_changes_by_itself_where_it_begins_or_ends(vault: Vault, now: datetime) -> None:
    with vault.begin() as db:
        profile_id = enrolled(db)
        (one,) = profiles.standing(db, Purpose.SCAN, now)
        assert (one.id, one.permitted, one.changes_at) == (profile_id, True, None)
        (before,) = profiles.standing(db, Purpose.SCAN, now - timedelta(days=9), only=[profile_id])
        assert (before.permitted, before.changes_at) == (False, now)
        assert list(profiles.standing(db, Purpose.SCAN, now, only=["somebody else"])) == []
