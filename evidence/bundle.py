"""Builds the file that is handed over: the seals, what this reader may have of what they cover, and one signature."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from cryptography import x509

from domain.errors import BadInput, Unreachable
from domain.evidence import Audience, CustodyType, Derived, Dossier, Sealed, SightingLine
from domain.ports import Stamp
from evidence import canonical, container, custody, layout, moments, report, timestamp
from evidence.keys import Signer
from evidence.manifest import REFERENCE, BundleManifest, SealManifest, digests


def build(
    dossier: Dossier,
    *,
    signer: Signer,
    stamps: Sequence[Stamp],
    roots: Sequence[x509.Certificate],
    now: datetime,
    pdf: bool = False,
) -> bytes:
    """The bundle as a ZIP, its signature stamped by every authority that answers. Without `stamps` it carries no token of
    its own, and verifying it ends in "cannot be verified". `pdf`: with the report as PDF/A as well (needs the extra `pdf`).

    Raises BadInput for a dossier that could never be verified, Unreachable where no authority answers.
    """
    _refuse_unverifiable(dossier)
    files = _contents(dossier, signer.key_id, now, pdf=pdf)
    manifest = BundleManifest(
        case=dossier.case,
        exposure=dossier.exposure,
        audience=dossier.audience.value,
        key_id=signer.key_id,
        created_at=now,
        captures=tuple(sealed.capture_id for sealed in dossier.captures),
        custody_head=custody.head(dossier.custody),
        custody_len=len(dossier.custody),
        files=digests(files),
        withheld=_withheld(dossier),
    ).encode()
    signature = signer.sign(manifest)
    files |= {layout.MANIFEST: manifest, layout.SIGNATURE: signature}
    tokens = _tokens(signature, stamps, roots)
    if tokens:
        files |= dict(zip(layout.TOKENS, tokens, strict=False))
        files[layout.TOKEN_SIGNATURE] = signer.sign(b"".join(tokens))
    return container.write(files)


def withheld_all(sealed: Sequence[Sealed]) -> frozenset[str]:
    """The paths of every original of these captures: for a reader who gets copies, or text, alone."""
    return frozenset(layout.in_capture(one.capture_id, file.name) for one in sealed for file in one.originals)


def _tokens(signature: bytes, stamps: Sequence[Stamp], roots: Sequence[x509.Certificate]) -> list[bytes]:
    tokens: list[bytes] = []
    refused: list[Unreachable | BadInput] = []
    for ask in stamps[: len(layout.TOKENS)]:
        try:
            tokens.append(timestamp.obtain(signature, ask, roots).der)
        except (Unreachable, BadInput) as error:
            refused.append(error)
    if refused and not tokens:
        raise refused[0]
    return tokens


def _contents(dossier: Dossier, key_id: str, now: datetime, *, pdf: bool) -> dict[str, bytes]:
    derived = _derived_files(dossier)
    files = {
        layout.REPORT: report.report(dossier, key_id=key_id, created_at=now),
        layout.VERIFY: report.instructions(dossier, key_id=key_id, created_at=now),
        layout.KEYS: report.about_keys(key_id),
        layout.SIGHTINGS: canonical.encode([_sighting(line) for line in dossier.sightings]),
        layout.TIMELINE: canonical.encode(report.timeline(dossier)),
        **derived,
    }
    if dossier.audience is not Audience.RECIPIENT:
        files[layout.CUSTODY] = custody.encode(dossier.custody)
    if pdf:
        files[layout.PDF] = report.as_pdf(files[layout.REPORT], derived, dossier, created_at=now)
    for sealed in dossier.captures:
        kept = _capture_files(sealed, dossier.withheld)
        files |= {layout.in_capture(sealed.capture_id, name): content for name, content in kept.items()}
    files[layout.SUMS] = layout.sums(files)
    return files


def _capture_files(sealed: Sealed, withheld: frozenset[str]) -> dict[str, bytes]:
    given = [file for file in sealed.originals if layout.in_capture(sealed.capture_id, file.name) not in withheld]
    files = {file.name: file.content for file in given}
    files |= {layout.SEAL: sealed.seal.manifest, layout.SEAL_SIGNATURE: sealed.seal.signature}
    files[layout.SALTS] = canonical.encode({file.name: file.salt for file in given})
    return files | {name: token.der for name, token in zip(layout.SEAL_TOKENS, sealed.seal.tokens, strict=False)}


def _withheld(dossier: Dossier) -> dict[str, str]:
    listed = {
        layout.in_capture(one.capture_id, name): commitment
        for one in dossier.captures
        for name, (commitment, _) in SealManifest.decode(one.seal.manifest).files.items()
    }
    return {path: commitment for path, commitment in listed.items() if path in dossier.withheld}


def _derived_files(dossier: Dossier) -> dict[str, bytes]:
    files: dict[str, bytes] = {}
    for sealed in dossier.captures:
        made = [one for one in dossier.derived if one.capture_id == sealed.capture_id]
        if made:
            told = [_derivation(one, SealManifest.decode(sealed.seal.manifest)) for one in made]
            files |= {layout.in_derived(one.capture_id, one.name): one.content for one in made}
            files[layout.in_derived(sealed.capture_id, layout.DERIVED)] = canonical.encode(told)
    return files


def _derivation(one: Derived, seal: SealManifest) -> dict[str, str]:
    return {"file": one.name, "how": one.how, "of": one.of, "salted": seal.files[one.of][0]}


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
    originals = {(one.capture_id, file.name) for one in dossier.captures for file in one.originals}
    if not all((one.capture_id, one.of) in originals for one in dossier.derived):
        raise BadInput("dossier", "a derived copy belongs to no original of its captures")
    if not dossier.withheld <= withheld_all(dossier.captures):
        raise BadInput("dossier", "a withheld file is no original of its captures")
