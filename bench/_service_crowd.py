"""Everybody in the memory of one worker: how much it takes, and how long until it is ready."""

from __future__ import annotations

from datetime import UTC, datetime

from sqlalchemy import insert

from bench._service_speed import Bench, part
from bench.dev_world.people import employee
from domain.profile import GrantKind
from storage import rows
from storage.cipher import lock, new_key
from storage.tables import grants, keys, profiles
from storage.vault import Vault, new_id

_LOT = 2_000


def everybody(bench: Bench, people: int) -> dict[str, object]:
    vault = bench.vault("everybody")
    for start in range(0, people, _LOT):
        _enrol(vault, range(start, min(start + _LOT, people)))
    vault.close()
    with part("everybody", *bench.where("everybody")) as process:
        assert process.stdout is not None
        seconds, cpu, megabytes, known, age = map(float, process.stdout.readline().split())
    return {
        "people": int(known),
        "seconds": round(seconds, 2),
        "cpu_seconds": round(cpu, 2),
        "megabytes": round(megabytes),
        "index_seconds_old": round(age, 2),
    }


def _enrol(vault: Vault, numbers: range) -> None:
    """As `storage.profiles` does one by one, in lots: each with a key of their own, and a consent."""
    now = datetime.now(UTC)
    people, given, wrapped = [], [], []
    for number in numbers:
        profile = employee(number).profile
        key = new_key()
        name, locked = vault.keys.ring.wrap(key, profile.id)
        wrapped.append({"id": profile.id, "owner": "profile", "wrapped_by": name, "wrapped": locked})
        sealed = lock(key, rows.profile_to_bytes(profile), f"profile:{profile.id}")
        people.append({"id": profile.id, "sealed": sealed, "unit": "wijk", "revision": 1, "created_at": now})
        given.append(
            {
                "id": new_id(),
                "profile_id": profile.id,
                "kind": GrantKind.CONSENT.value,
                "routes": [],
                "given_at": now,
                "how": "page",
            }
        )
    with vault.keys.engine.begin() as connection:
        connection.execute(insert(keys), wrapped)
    with vault.engine.begin() as connection:
        connection.execute(insert(profiles), people)
        connection.execute(insert(grants), given)
