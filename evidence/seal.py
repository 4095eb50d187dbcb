"""Seals a capture the moment it is made: its originals, their digests, and a signature that no later hand can repeat."""

from __future__ import annotations

from datetime import datetime

from domain.errors import BadInput
from domain.evidence import Seal, Sealed
from domain.mention import Capture, Place
from evidence.keys import Signer
from evidence.manifest import REFERENCE, SealManifest, digests
from evidence.originals import originals


def seal(capture: Capture, *, place: Place, source: str, signer: Signer, now: datetime) -> Sealed:
    """The capture's originals with a signed list of their digests; `timestamp.stamped` adds the token.

    Needs no network. Raises BadInput for a capture id that could not be a directory's name.
    """
    if not REFERENCE.fullmatch(capture.id):
        raise BadInput("capture", "its id must be letters, digits, - and _ only (at most 80); give it another id")
    files = originals(capture, place=place, source=source)
    manifest = SealManifest(
        capture=capture.id,
        key_id=signer.key_id,
        captured_at=capture.fetched_at,
        sealed_at=now,
        files=digests({file.name: file.content for file in files}),
    ).encode()
    return Sealed(capture.id, files, Seal(manifest, signer.sign(manifest), signer.key_id))
