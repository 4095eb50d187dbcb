"""Says whether a bundle still is what was sealed: offline, without writing anything, trusting only the anchors it is given."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from domain.evidence import CustodyLine, CustodyType
from evidence import canonical, container, custody, keys, layout, manifest, moments, timestamp
from evidence.anchors import Anchors
from evidence.faults import Fault, FaultKind
from evidence.manifest import BundleManifest, SealManifest
from evidence.timestamp import TokenFault

#: A clock may be a little off; further than this a stated time is not the stamped one (evidence.md §4).
FLAGGED, REFUSED = timedelta(seconds=120), timedelta(seconds=600)

Files = Mapping[str, memoryview]

_TOKEN_FAULTS = {
    TokenFault.OTHER_CONTENT: FaultKind.TOKEN_OTHER,
    TokenFault.UNKNOWN_AUTHORITY: FaultKind.UNKNOWN_AUTHORITY,
}


@dataclass(frozen=True, slots=True)
class CaptureTimes:
    """When a capture says it was made, and when the authority saw its seal."""

    capture: str
    captured_at: datetime
    stamped_at: datetime | None


@dataclass(frozen=True, slots=True)
class Verdict:
    """`fault` is None when everything holds. What stands beside a fault was read before it was met."""

    fault: Fault | None
    manifest: BundleManifest | None = None
    stamped_at: datetime | None = None
    captures: tuple[CaptureTimes, ...] = ()
    flagged: tuple[str, ...] = ()

    @property
    def exit_code(self) -> int:
        """0 everything holds, 1 tampered, 2 cannot be verified."""
        return self.fault.exit_code if self.fault else 0


@dataclass(slots=True)
class _Reading:
    """What has been learnt so far; `doubts` are faults that leave the rest worth checking, told only if nothing worse is."""

    files: Files = field(default_factory=dict)
    manifest: BundleManifest | None = None
    stamped_at: datetime | None = None
    captures: list[CaptureTimes] = field(default_factory=list)
    flagged: list[str] = field(default_factory=list)
    doubts: list[Fault] = field(default_factory=list)


def verify(raw: bytes, anchors: Anchors) -> Verdict:
    """Checks the whole bundle and names the first thing that does not hold. Never raises for what stands in `raw`."""
    reading = _Reading()
    try:
        _read(raw, anchors, reading)
        fault = reading.doubts[0] if reading.doubts else None
    except Fault as met:
        fault = met
    return Verdict(fault, reading.manifest, reading.stamped_at, tuple(reading.captures), tuple(reading.flagged))


def _read(raw: bytes, anchors: Anchors, reading: _Reading) -> None:
    reading.files = _unpack(raw)
    whole = reading.manifest = _bundle_manifest(reading.files, anchors)
    _check_files(reading.files, whole)
    log = _check_custody(bytes(reading.files[layout.CUSTODY]), whole)
    for capture in whole.captures:
        _check_capture(capture, log, anchors, reading)
    signature = bytes(reading.files[layout.SIGNATURE])
    reading.stamped_at = _check_token(layout.TOKEN, signature, whole.created_at, anchors, reading)
    _check_token_signature(reading.files, anchors)


def _unpack(raw: bytes) -> Files:
    if not container.resembles(raw):
        raise Fault(FaultKind.NOT_A_BUNDLE)
    try:
        files = container.read(raw)
    except ValueError as error:
        raise Fault(FaultKind.CONTAINER) from error
    for needed in (layout.MANIFEST, layout.SIGNATURE, layout.SUMS):
        if needed not in files:
            raise Fault(FaultKind.MISSING, needed)
    if files[layout.SUMS] != layout.sums(files):
        raise Fault(FaultKind.SUMS, layout.SUMS)
    return files


def _bundle_manifest(files: Files, anchors: Anchors) -> BundleManifest:
    raw = bytes(files[layout.MANIFEST])
    key_id = _check_signature(raw, bytes(files[layout.SIGNATURE]), anchors, layout.MANIFEST)
    try:
        whole = BundleManifest.decode(raw)
    except ValueError as error:
        raise Fault(FaultKind.MANIFEST, layout.MANIFEST) from error
    if whole.key_id != key_id:
        raise Fault(FaultKind.SIGNATURE, layout.MANIFEST)
    return whole


def _check_signature(raw: bytes, signature: bytes, anchors: Anchors, where: str) -> str:
    """The id of the trusted key that made the signature; until then nothing in `raw` is believed or parsed."""
    for key_id, public in anchors.keys.items():
        if keys.holds(public, signature, raw):
            return key_id
    claimed = manifest.claimed_key(raw)
    unknown = claimed is not None and claimed not in anchors.keys
    raise Fault(FaultKind.UNKNOWN_KEY if unknown else FaultKind.SIGNATURE, where)


def _check_files(files: Files, whole: BundleManifest) -> None:
    listed = set(whole.files)
    for path in sorted(listed ^ (set(files) - layout.AROUND)):
        raise Fault(FaultKind.FILES, path if path in files else layout.MANIFEST)
    homes = tuple(layout.in_capture(capture, "") for capture in whole.captures)
    for path in sorted(listed | layout.ALWAYS):
        if path not in listed or not (path in layout.ALWAYS or path.startswith(homes)):
            raise Fault(FaultKind.FILES, path if path in files else layout.MANIFEST)
    actual = manifest.digests({path: files[path] for path in listed})
    for path in sorted(listed):
        if actual[path] != whole.files[path]:
            raise Fault(FaultKind.DIGEST, path)


def _check_custody(raw: bytes, whole: BundleManifest) -> tuple[CustodyLine, ...]:
    try:
        log = custody.decode(raw)
    except ValueError as error:
        raise Fault(FaultKind.CUSTODY, layout.CUSTODY) from error
    if len(log) != whole.custody_len or custody.head(log) != whole.custody_head:
        raise Fault(FaultKind.CUSTODY, layout.CUSTODY)
    return log


def _check_capture(capture: str, log: tuple[CustodyLine, ...], anchors: Anchors, reading: _Reading) -> None:
    paths = layout.of_capture(reading.files, capture)
    for needed in (layout.SEAL, layout.SEAL_SIGNATURE):
        if needed not in paths:
            raise Fault(FaultKind.MISSING, layout.in_capture(capture, needed))
    raw, signature = (bytes(reading.files[paths[name]]) for name in (layout.SEAL, layout.SEAL_SIGNATURE))
    try:
        _check_signature(raw, signature, anchors, paths[layout.SEAL])
    except Fault as fault:
        if fault.kind is not FaultKind.UNKNOWN_KEY:
            raise
        reading.doubts.append(fault)
        return
    seal = _check_seal(raw, capture, paths, reading.files)
    digest = manifest.digests({"": raw})[""][0]
    if not any(line.type is CustodyType.CAPTURE_SEALED and (line.capture, line.seal) == (capture, digest) for line in log):
        raise Fault(FaultKind.CUSTODY, layout.CUSTODY)
    token = layout.in_capture(capture, layout.SEAL_TOKEN)
    stamped_at = _check_token(token, signature, seal.captured_at, anchors, reading)
    reading.captures.append(CaptureTimes(capture, seal.captured_at, stamped_at))


def _check_seal(raw: bytes, capture: str, paths: Mapping[str, str], files: Files) -> SealManifest:
    try:
        seal = SealManifest.decode(raw)
    except ValueError as error:
        raise Fault(FaultKind.MANIFEST, paths[layout.SEAL]) from error
    originals = {name: files[path] for name, path in paths.items() if name not in layout.SEAL_FILES}
    if seal.capture != capture or manifest.digests(originals) != dict(seal.files):
        raise Fault(FaultKind.SEAL_FILES, paths[layout.SEAL])
    if "capture.json" not in paths or not _agrees(bytes(files[paths["capture.json"]]), seal):
        raise Fault(FaultKind.SHEET, paths[layout.SEAL])
    return seal


def _agrees(sheet: bytes, seal: SealManifest) -> bool:
    try:
        told = canonical.decode_mapping(sheet)
    except ValueError:
        return False
    fetched = told.get("fetched_at")
    utc = fetched.get("utc") if isinstance(fetched, dict) else None
    return told.get("capture") == seal.capture and utc == moments.utc(seal.captured_at)


def _check_token_signature(files: Files, anchors: Anchors) -> None:
    token, signature = files.get(layout.TOKEN), files.get(layout.TOKEN_SIGNATURE)
    if token is None and signature is None:
        return  # told already: there is no time-stamp
    if token is None or signature is None:
        raise Fault(FaultKind.MISSING, layout.TOKEN if token is None else layout.TOKEN_SIGNATURE)
    if not any(keys.holds(public, bytes(signature), bytes(token)) for public in anchors.keys.values()):
        raise Fault(FaultKind.TOKEN_FALSE, layout.TOKEN)


def _check_token(path: str, signature: bytes, stated: datetime, anchors: Anchors, reading: _Reading) -> datetime | None:
    """The time in the token over this signature, compared with the time that was stated."""
    if path not in reading.files:
        reading.doubts.append(Fault(FaultKind.NO_TOKEN, path))
        return None
    der = bytes(reading.files[path])
    token = timestamp.judge(der, signature, anchors.roots)
    if token is TokenFault.UNKNOWN_AUTHORITY:
        reading.doubts.append(Fault(FaultKind.UNKNOWN_AUTHORITY, path))
        return None
    if isinstance(token, TokenFault):
        raise Fault(_TOKEN_FAULTS.get(token, FaultKind.TOKEN_FALSE), path)
    if token.der != der:
        raise Fault(FaultKind.TOKEN_FALSE, path)
    apart = abs(token.at - stated)
    if apart > REFUSED:
        raise Fault(FaultKind.TIME_APART, path)
    if apart > FLAGGED:
        reading.flagged.append(path)
    return token.at
