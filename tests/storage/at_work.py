"""A process at work while the ring is rotated: opens what there is, makes and destroys keys, and says how it went.

How it went stands alone on standard output. The log goes to standard error, as the service's does: a ring read while it is
being written is a warning there, and no failure.
"""

from __future__ import annotations

import sys
from datetime import UTC, datetime

from cli import logs
from config.settings import load_settings
from domain.profile import Purpose
from storage import profiles
from storage.vault import new_id
from workers.opening import open_only

if __name__ == "__main__":
    logs.configure()
    vault, profile_id = open_only(load_settings()), sys.argv[1]
    while True:
        key_id = new_id()
        try:
            with vault.begin() as db:
                profiles.open_for(db, Purpose.SCAN, profile_id, datetime.now(UTC), "scan")
            vault.keys.make(key_id, "case")
            with vault.begin() as db:
                assert db.unlock(key_id, db.lock(key_id, b"found", "row"), "row") == b"found"
            if key_id < "8":
                vault.keys.destroy(key_id)
            said = "well"
        except Exception as failure:  # noqa: BLE001 - whatever it is, the test must hear of it
            said = type(failure).__name__
        sys.stdout.write(f"{said}\n")
        sys.stdout.flush()
