"""Builds the file that is handed over: every original under its seal, the log, what was seen later, and one signature."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from cryptography import x509

from domain.errors import BadInput
from domain.evidence import CustodyType, Dossier, Sealed, SightingLine
from domain.ports import Stamp
from evidence import canonical, container, custody, layout, moments, report, timestamp
from evidence.keys import Signer
from evidence.manifest import REFERENCE, BundleManifest, digests


def build(dossier: Dossier, *, signer: Signer, stamp: Stamp | None, roots: Sequence[x509.Certificate], now: datetime) -> bytes:
    """The bundle as a ZIP. With `stamp` None it carries no token of its own, and verifying it ends in "cannot be verified".

    Raises BadInput for a dossier that could never be verified, Unreachable where the authority does not answer.
    """
    _refuse_unverifiable(dossier)
    files = _contents(dossier, signer.key_id, now)
    manifest = BundleManifest(
        case=dossier.case,
        exposure=dossier.exposure,
        key_id=signer.key_id,
        created_at=now,
        captures=tuple(sealed.capture_id for sealed in dossier.captures),
        custody_head=custody.head(dossier.custody),
        custody_len=len(dossier.custody),
        files=digests(files),
    ).encode()
    signature = signer.sign(manifest)
    files |= {layout.MANIFEST: manifest, layout.SIGNATURE: signature}
    if stamp is not None:
        token = timestamp.obtain(signature, stamp, roots).der
        files |= {layout.TOKEN: token, layout.TOKEN_SIGNATURE: signer.sign(token)}
    return container.write(files)


def _contents(dossier: Dossier, key_id: str, now: datetime) -> dict[str, bytes]:
    files = {
        layout.REPORT: report.report(dossier, key_id=key_id, created_at=now),
        layout.VERIFY: report.instructions(dossier, key_id=key_id, created_at=now),
        layout.KEYS: report.about_keys(key_id),
        layout.CUSTODY: custody.encode(dossier.custody),
        layout.SIGHTINGS: canonical.encode([_sighting(line) for line in dossier.sightings]),
    }
    for sealed in dossier.captures:
        files |= {layout.in_capture(sealed.capture_id, name): content for name, content in _capture_files(sealed).items()}
    files[layout.SUMS] = layout.sums(files)
    return files


def _capture_files(sealed: Sealed) -> dict[str, bytes]:
    files = {file.name: file.content for file in sealed.originals}
    files |= {layout.SEAL: sealed.seal.manifest, layout.SEAL_SIGNATURE: sealed.seal.signature}
    if sealed.seal.token is not None:
        files[layout.SEAL_TOKEN] = sealed.seal.token
    return files


def _sighting(line: SightingLine) -> dict[str, str]:
    return {
        "at": moments.utc(line.at),
        "outcome": line.outcome,
        "reason": line.reason,
        "category": line.category,
        "vantage": line.vantage,
    }


def _refuse_unverifiable(dossier: Dossier) -> None:
    ids = [sealed.capture_id for sealed in dossier.captures]
    if not all(REFERENCE.fullmatch(reference) for reference in (dossier.case, dossier.exposure, *ids)):
        raise BadInput("dossier", "its references must be letters, digits, - and _ only (at most 80)")
    if not ids or len({one.lower() for one in ids}) != len(ids):
        raise BadInput("dossier", "holds no capture, or the same one twice; give each capture once")
    if not custody.holds(dossier.custody):
        raise BadInput("dossier", "its custody log is not one unbroken chain; find out who changed it")
    sealed_in_log = {(line.capture, line.seal) for line in dossier.custody if line.type is CustodyType.CAPTURE_SEALED}
    if not all((sealed.capture_id, sealed.seal.digest) in sealed_in_log for sealed in dossier.captures):
        raise BadInput("dossier", "a capture's seal is not in its custody log; add the line capture.sealed")
