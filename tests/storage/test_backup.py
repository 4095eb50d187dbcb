"""A backup can be put back, answers the same, and never brings back what was erased."""

from __future__ import annotations

import io
import threading
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest
from sqlalchemy import MetaData, func, select, text

from domain.errors import BadInput, Conflict, NotFound
from domain.profile import Purpose
from storage import backup, erasure, migrate, profiles, sealed_file, snapshot
from storage.cipher import KeyRing
from storage.migrate import upgrade
from storage.tables import diary, key_metadata, metadata
from storage.vault import Vault, open_vault
from tests.conftest import RING, consent, empty, joke
from tests.storage.test_migrations import a_row_in_every_table, counts

OTHER_RING = "other:" + "QkJCQkJCQkJCQkJCQkJCQkJCQkJCQkJCQkJCQkJCQkI="


def enrol(vault: Vault, now: datetime) -> str:
    with vault.begin() as db:
        profile_id = profiles.invite(db, "team a", "coordinator-1", now)
        profiles.save(db, joke(profile_id), "employee-1", now)
        profiles.give(db, profile_id, consent(), "page", "employee-1", now)
    return profile_id


def copied(vault: Vault) -> bytes:
    out = io.BytesIO()
    backup.write(vault, out)
    return out.getvalue()


def put_back(vault: Vault, raw: bytes, tmp_path: Path) -> Vault:
    """A new vault from the backup, with the same key store."""
    other = open_vault(
        f"sqlite:///{tmp_path}/other.db", str(vault.keys.engine.url.render_as_string(hide_password=False)), KeyRing.parse(RING)
    )
    upgrade(other)
    backup.restore(other, io.BytesIO(raw), "backup")
    return other


@pytest.fixture
def fresh(tmp_path: Path) -> Iterator[Vault]:
    """A vault of nobody's, with a key store of its own."""
    made = open_vault(f"sqlite:///{tmp_path}/fresh.db", f"sqlite:///{tmp_path}/fresh-keys.db", KeyRing.parse(RING))
    upgrade(made)
    yield made
    made.close()


def test_a_backup_put_back_answers_the_same(vault: Vault, now: datetime, tmp_path: Path) -> None:
    profile_id = enrol(vault, now)
    other = put_back(vault, copied(vault), tmp_path)
    with other.begin() as db:
        assert profiles.open_for(db, Purpose.SCAN, profile_id, now, "scan") == joke(profile_id)
    other.close()


def test_every_table_comes_back_byte_for_byte_on_either_database(vault: Vault, postgres_vault: Vault, tmp_path: Path) -> None:
    with vault.engine.begin() as connection:
        connection.execute(text("DROP TRIGGER IF EXISTS takedown_needs_seal" + _on(vault)))
        a_row_in_every_table(connection)
    before = snapshot.digests(vault.engine, metadata)
    assert min(one.rows for one in before) >= 1
    raw = copied(vault)
    assert raw != copied(vault)  # another key each time
    other = open_vault(f"sqlite:///{tmp_path}/other.db", f"sqlite:///{tmp_path}/other-keys.db", KeyRing.parse(RING))
    upgrade(other)
    empty(postgres_vault)
    for target in (other, postgres_vault):
        with target.engine.begin() as connection:
            connection.execute(text("DROP TRIGGER IF EXISTS takedown_needs_seal" + _on(target)))
        backup.restore(target, io.BytesIO(raw), "backup")
        of_moment = {"pulses", "parts"}
        assert [one for one in snapshot.digests(target.engine, metadata) if one.table not in of_moment] == [
            one for one in before if one.table not in of_moment
        ]
        upgrade(target)
    other.close()
    empty(postgres_vault)


def _on(vault: Vault) -> str:
    return " ON takedowns" if vault.engine.dialect.name == "postgresql" else ""


def test_what_the_database_numbers_goes_on_after_what_was_put_back(vault: Vault, postgres_vault: Vault, now: datetime) -> None:
    enrol(vault, now)
    raw = copied(vault)
    empty(postgres_vault)
    backup.restore(postgres_vault, io.BytesIO(raw), "backup")
    enrol(postgres_vault, now)  # its audit lines take numbers of their own
    empty(postgres_vault)


@pytest.mark.parametrize("revision", ["0001", "0010"])
def test_a_backup_of_an_older_schema_is_brought_to_the_newest(tmp_path: Path, fresh: Vault, revision: str) -> None:
    old = open_vault(f"sqlite:///{tmp_path}/old.db", f"sqlite:///{tmp_path}/old-keys.db", KeyRing.parse(RING))
    migrate.bring_to("vault", old.engine, revision)
    with old.engine.begin() as connection:
        before = a_row_in_every_table(connection)
    out = io.BytesIO()
    with snapshot.reading(old.engine) as connection:  # as the luwte of that time wrote it: with the tables that it knew
        known = MetaData(naming_convention=metadata.naming_convention)
        known.reflect(connection)
        known.remove(known.tables["alembic_version"])
        head = sealed_file.Head("vault", migrate.revision_of(connection))
        sealed_file.write(out, old.keys.ring, head, backup._told(connection, known))
    old.close()
    out.seek(0)
    assert backup.restore(fresh, out, "old.bak") == sum(before.values())
    with fresh.engine.begin() as connection:
        assert counts(connection, list(before)) == before
        assert migrate.revision_of(connection) == migrate.newest("vault")


def test_a_backup_is_of_one_moment_while_others_go_on_writing(vault: Vault, now: datetime, tmp_path: Path) -> None:
    """Each transaction writes two lines: a copy that saw one of them saw both."""
    stop = threading.Event()
    written = threading.Event()

    def work() -> None:
        number = 0
        while not stop.is_set():
            with vault.engine.begin() as connection:
                for half in ("first", "second"):
                    values = {"action": "scan", "thing": f"{half}-{number}", "at": now}
                    connection.execute(diary.insert().values(values))
            number += 1
            if number == 5:
                written.set()

    thread = threading.Thread(target=work)
    thread.start()
    assert written.wait(60)
    copies = [copied(vault) for _ in range(3)]
    stop.set()
    thread.join()
    for number, raw in enumerate(copies):
        folder = tmp_path / str(number)
        folder.mkdir()
        other = put_back(vault, raw, folder)
        with other.engine.begin() as connection:
            things = set(connection.execute(select(diary.c.thing)).scalars())
        other.close()
        assert len(things) >= 10
        assert {thing.removeprefix("first-") for thing in things if "first" in thing} == {
            thing.removeprefix("second-") for thing in things if "second" in thing
        }


def test_what_was_erased_after_the_backup_cannot_be_read_from_it(vault: Vault, now: datetime, tmp_path: Path) -> None:
    profile_id = enrol(vault, now)
    raw = copied(vault)
    with vault.begin() as db:
        erasure.withdraw(db, profile_id, "employee-1", now)
    erasure.erase(vault, profile_id, now)
    other = put_back(vault, raw, tmp_path)
    with pytest.raises(NotFound), other.begin() as db:
        profiles.open_for(db, Purpose.SCAN, profile_id, now, "scan")
    other.close()


def test_who_was_erased_after_the_backup_is_erased_again_and_the_others_are_not(
    vault: Vault, now: datetime, tmp_path: Path
) -> None:
    gone, stays = enrol(vault, now), enrol(vault, now)
    raw = copied(vault)
    with vault.begin() as db:
        erasure.withdraw(db, gone, "employee-1", now)
    erasure.erase(vault, gone, now)
    other = put_back(vault, raw, tmp_path)
    assert erasure.erase_keyless(other, now) == 1
    with other.begin() as db:
        assert [profile.id for profile in profiles.open_all_for(db, Purpose.SCAN, now, "index")] == [stays]
    other.close()


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (lambda raw: b"something else", "no backup of luwte"),
        (lambda raw: raw[:-1], "ends too early"),
        (lambda raw: raw[:-30], "ends too early"),
        (lambda raw: raw[: raw.index(b"\n", 20) + 1], "ends too early"),
        (lambda raw: raw[:40], "damaged"),
        (lambda raw: raw[:-40] + bytes([raw[-40] ^ 1]) + raw[-39:], "damaged"),
        (lambda raw: raw + b"more", "damaged"),
        (lambda raw: raw.replace(b'"revision": "00', b'"revision": "01', 1), "damaged|newer"),
    ],
    ids=[
        "another file",
        "last byte gone",
        "end gone",
        "only its head",
        "half a head",
        "a bit",
        "more behind",
        "another schema",
    ],
)
def test_a_file_that_is_not_as_it_was_written_is_refused_and_changes_nothing(  # type: ignore[no-untyped-def]
    fresh: Vault, small_vault: Vault, now: datetime, spoil, said: str
) -> None:
    enrol(small_vault, now)
    raw = copied(small_vault)
    before = snapshot.digests(fresh.engine, metadata)
    with pytest.raises(BadInput, match=said):
        backup.restore(fresh, io.BytesIO(spoil(raw)), "x.bak")
    assert snapshot.digests(fresh.engine, metadata) == before
    with fresh.begin() as db:
        assert migrate.revision_of(db.connection) == migrate.newest("vault")


def test_another_ring_opens_nothing_and_says_which_key_is_missing(small_vault: Vault, now: datetime, tmp_path: Path) -> None:
    enrol(small_vault, now)
    stranger = open_vault(f"sqlite:///{tmp_path}/s.db", f"sqlite:///{tmp_path}/s-keys.db", KeyRing.parse(OTHER_RING))
    upgrade(stranger)
    with pytest.raises(BadInput, match="master key 'first'"):
        backup.restore(stranger, io.BytesIO(copied(small_vault)), "x.bak")
    same_name = OTHER_RING.replace("other:", "first:")
    liar = open_vault(f"sqlite:///{tmp_path}/s.db", f"sqlite:///{tmp_path}/l-keys.db", KeyRing.parse(same_name))
    with pytest.raises(BadInput, match="does not open it"):
        backup.restore(liar, io.BytesIO(copied(small_vault)), "x.bak")
    stranger.close()
    liar.close()


def test_a_backup_holds_nothing_in_the_clear_and_goes_into_an_empty_vault_alone(vault: Vault, now: datetime) -> None:
    enrol(vault, now)
    assert b"team a" not in copied(vault)
    with pytest.raises(Conflict):
        backup.restore(vault, io.BytesIO(copied(vault)), "x.bak")


def test_the_whole_house_comes_back_on_a_new_machine(vault: Vault, fresh: Vault, now: datetime) -> None:
    """The drill: the keys first, then the vault; whoever had been erased stays so."""
    profile_id = enrol(vault, now)
    kept = io.BytesIO()
    backup.write_keys(vault, kept)
    before = snapshot.digests(vault.keys.engine, key_metadata)
    assert backup.restore_keys(fresh, io.BytesIO(kept.getvalue()), "keys.bak") == before[0].rows
    assert snapshot.digests(fresh.keys.engine, key_metadata) == before
    backup.restore(fresh, io.BytesIO(copied(vault)), "vault.bak")
    again = open_vault(*(str(one.url) for one in (fresh.engine, fresh.keys.engine)), KeyRing.parse(RING))
    with again.begin() as db:
        assert profiles.open_for(db, Purpose.SCAN, profile_id, now, "scan") == joke(profile_id)
    again.close()
    with pytest.raises(Conflict):
        backup.restore_keys(fresh, io.BytesIO(kept.getvalue()), "keys.bak")


def test_the_two_kinds_of_copies_are_not_taken_for_one_another(fresh: Vault, small_vault: Vault) -> None:
    kept = io.BytesIO()
    backup.write_keys(small_vault, kept)
    with pytest.raises(BadInput, match="copy of the keys, not of the vault"):
        backup.restore(fresh, io.BytesIO(kept.getvalue()), "x.bak")
    with pytest.raises(BadInput, match="copy of the vault, not of the keys"):
        backup.restore_keys(fresh, io.BytesIO(copied(small_vault)), "x.bak")


def test_a_copy_of_many_pieces_lacks_none(
    small_vault: Vault, fresh: Vault, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sealed_file, "_PIECE", 1000)
    noise = ["".join(f"{(seed * 2654435761 * (n + 1)) % 2**32:08x}" for n in range(8)) for seed in range(200)]
    with small_vault.engine.begin() as connection:
        connection.execute(diary.insert(), [{"action": "scan", "thing": one[:64], "at": now} for one in dict.fromkeys(noise)])
        rows = connection.execute(select(func.count()).select_from(diary)).scalar_one()
    raw = copied(small_vault)
    start = raw.index(b"\n", 20) + 1
    length = int.from_bytes(raw[start : start + 4], "big")
    assert len(raw) > start + length + 4, "more than one piece"
    with pytest.raises(BadInput, match="damaged"):
        backup.restore(fresh, io.BytesIO(raw[:start] + raw[start + 4 + length :]), "x.bak")
    with pytest.raises(BadInput, match="ends too early"):
        backup.restore(fresh, io.BytesIO(raw[: start + 4 + length]), "x.bak")
    assert backup.restore(fresh, io.BytesIO(raw), "x.bak") >= rows
