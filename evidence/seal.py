"""Seals a capture the moment it is made: its originals, commitments to them, and a signature that no later hand can repeat."""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from domain.errors import BadInput
from domain.evidence import Original, Seal, Sealed
from domain.mention import Capture, Place
from evidence.keys import Signer
from evidence.manifest import REFERENCE, SealManifest, committed
from evidence.originals import originals


def seal(capture: Capture, *, place: Place, source: str, signer: Signer, now: datetime) -> Sealed:
    """The capture's originals with a signed list of commitments to them; `timestamp.stamped` adds the token.

    Needs no network. Raises BadInput for a capture id that could not be a directory's name.
    """
    files = originals(capture, place=place, source=source)
    return seal_files(capture.id, files, captured_at=capture.fetched_at, signer=signer, now=now)


def seal_files(capture_id: str, files: Iterable[Original], *, captured_at: datetime, signer: Signer, now: datetime) -> Sealed:
    """Seals these files as the capture of that id; each gets a salt of its own. `captured_at`: when the capturing ended."""
    if not REFERENCE.fullmatch(capture_id):
        raise BadInput("capture", "its id must be letters, digits, - and _ only (at most 80); give it another id")
    salted = tuple(replace(file, salt=secrets.token_hex(32)) for file in sorted(files, key=lambda file: file.name))
    manifest = SealManifest(
        capture=capture_id,
        key_id=signer.key_id,
        captured_at=captured_at,
        sealed_at=now,
        files={file.name: (committed(file.salt, file.content), len(file.content)) for file in salted},
    ).encode()
    return Sealed(capture_id, salted, Seal(manifest, signer.sign(manifest), signer.key_id))
