"""Says whether a bundle still is what was sealed: offline, without writing anything, trusting only the anchors it is given."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from domain.evidence import Audience, CustodyLine, CustodyType
from evidence import container, copies, custody, keys, layout, manifest, seals, timestamp
from evidence.anchors import Anchors
from evidence.faults import Fault, FaultKind
from evidence.manifest import BundleManifest
from evidence.timestamp import Token, TokenFault
from evidence.trustlist import Qualified

#: A clock may be a little off; further than this a stated time is not the stamped one (evidence.md §4).
FLAGGED, REFUSED = timedelta(seconds=120), timedelta(seconds=600)

Files = Mapping[str, memoryview]

_TOKEN_FAULTS = {
    TokenFault.OTHER_CONTENT: FaultKind.TOKEN_OTHER,
}


@dataclass(frozen=True, slots=True)
class CaptureTimes:
    """When a capture says it was made, and when the first authority saw its seal."""

    capture: str
    captured_at: datetime
    stamped_at: datetime | None


@dataclass(frozen=True, slots=True)
class TokenTold:
    """A token that holds: its file, the time in it, and whether the reader's trusted list calls its authority qualified."""

    path: str
    at: datetime
    qualified: Qualified


@dataclass(frozen=True, slots=True)
class Verdict:
    """`fault` is None when everything holds. What stands beside a fault was read before it was met."""

    fault: Fault | None
    manifest: BundleManifest | None = None
    stamped_at: datetime | None = None
    captures: tuple[CaptureTimes, ...] = ()
    flagged: tuple[str, ...] = ()
    tokens: tuple[TokenTold, ...] = ()
    unproven: tuple[str, ...] = ()  # tokens of an authority that the reader does not trust, beside one that they do

    @property
    def exit_code(self) -> int:
        """0 everything holds, 1 tampered, 2 cannot be verified."""
        return self.fault.exit_code if self.fault else 0


@dataclass(slots=True)
class _Reading:
    """What has been learnt so far; `doubts` are faults that leave the rest worth checking, told only if nothing worse is."""

    files: Files = field(default_factory=dict)
    digests: Mapping[str, tuple[str, int]] = field(default_factory=dict)
    manifest: BundleManifest | None = None
    stamped_at: datetime | None = None
    captures: list[CaptureTimes] = field(default_factory=list)
    flagged: list[str] = field(default_factory=list)
    tokens: list[TokenTold] = field(default_factory=list)
    unproven: list[str] = field(default_factory=list)
    doubts: list[Fault] = field(default_factory=list)


def verify(raw: bytes, anchors: Anchors) -> Verdict:
    """Checks the whole bundle and names the first thing that does not hold. Never raises for what stands in `raw`."""
    reading = _Reading()
    try:
        _read(raw, anchors, reading)
        fault = reading.doubts[0] if reading.doubts else None
    except Fault as met:
        fault = met
    return Verdict(
        fault,
        reading.manifest,
        reading.stamped_at,
        tuple(reading.captures),
        tuple(reading.flagged),
        tuple(reading.tokens),
        tuple(reading.unproven),
    )


def _read(raw: bytes, anchors: Anchors, reading: _Reading) -> None:
    reading.files = _unpack(raw)
    reading.digests = manifest.digests(reading.files)
    if reading.files[layout.SUMS] != layout.sums_of(reading.digests):
        raise Fault(FaultKind.SUMS, layout.SUMS)
    whole = reading.manifest = _bundle_manifest(reading.files, anchors)
    _check_files(reading.files, reading.digests, whole)
    log = _check_custody(bytes(reading.files[layout.CUSTODY]), whole) if layout.CUSTODY in reading.files else None
    for capture in whole.captures:
        _check_capture(capture, log, anchors, reading)
        copies.check(capture, reading.files)
    signature = bytes(reading.files[layout.SIGNATURE])
    reading.stamped_at = _check_tokens(layout.TOKENS, signature, whole.key_id, whole.created_at, anchors, reading)
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


def _check_files(files: Files, actual: Mapping[str, tuple[str, int]], whole: BundleManifest) -> None:
    listed = set(whole.files)
    for path in sorted(listed ^ (set(files) - layout.AROUND)):
        raise Fault(FaultKind.FILES, path if path in files else layout.MANIFEST)
    homes = tuple(where(capture, "") for capture in whole.captures for where in (layout.in_capture, layout.in_derived))
    needed = layout.ALWAYS if whole.audience == Audience.RECIPIENT else layout.ALWAYS | {layout.CUSTODY}
    for path in sorted(listed | needed):
        if path not in listed or not (path in layout.ALLOWED or path.startswith(homes)):
            raise Fault(FaultKind.FILES, path if path in files else layout.MANIFEST)
    for path in whole.withheld:
        if path in listed or not path.startswith(homes):
            raise Fault(FaultKind.WITHHELD, layout.MANIFEST)
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


def _check_capture(capture: str, log: tuple[CustodyLine, ...] | None, anchors: Anchors, reading: _Reading) -> None:
    paths = layout.of_capture(reading.files, capture)
    for needed in (layout.SEAL, layout.SEAL_SIGNATURE, layout.SALTS):
        if needed not in paths:
            raise Fault(FaultKind.MISSING, layout.in_capture(capture, needed))
    raw, signature = (bytes(reading.files[paths[name]]) for name in (layout.SEAL, layout.SEAL_SIGNATURE))
    try:
        key_id = _check_signature(raw, signature, anchors, paths[layout.SEAL])
    except Fault as fault:
        if fault.kind is not FaultKind.UNKNOWN_KEY:
            raise
        reading.doubts.append(fault)
        return
    withheld = reading.manifest.withheld if reading.manifest else {}
    seal = seals.check(raw, capture, reading.files, withheld)
    entry = (CustodyType.CAPTURE_SEALED, capture, manifest.digests({"": raw})[""][0])
    if log is not None and entry not in {(line.type, line.capture, line.seal) for line in log}:
        raise Fault(FaultKind.CUSTODY, layout.CUSTODY)
    tokens = [layout.in_capture(capture, name) for name in layout.SEAL_TOKENS]
    stamped_at = _check_tokens(tokens, signature, key_id, seal.captured_at, anchors, reading)
    reading.captures.append(CaptureTimes(capture, seal.captured_at, stamped_at))


def _check_token_signature(files: Files, anchors: Anchors) -> None:
    """No token can be added, changed, moved or taken away: the signer signed them one after another."""
    tokens, signature = [name for name in layout.TOKENS if name in files], files.get(layout.TOKEN_SIGNATURE)
    if not tokens and signature is None:
        return  # told already: there is no time-stamp
    if not tokens or signature is None or tokens != list(layout.TOKENS[: len(tokens)]):
        raise Fault(FaultKind.MISSING, layout.TOKEN if signature is not None else layout.TOKEN_SIGNATURE)
    together = b"".join(files[name] for name in tokens)
    if not any(keys.holds(public, bytes(signature), together) for public in anchors.keys.values()):
        raise Fault(FaultKind.TOKEN_FALSE, layout.TOKEN)


def _check_tokens(
    paths: Sequence[str], signature: bytes, key_id: str, stated: datetime, anchors: Anchors, reading: _Reading
) -> datetime | None:
    """The first time that an authority put under this signature, compared with the time that was stated."""
    present = [path for path in paths if path in reading.files]
    judged = {path: _judged(path, signature, anchors, reading) for path in present}
    times = [token.at for token in judged.values() if isinstance(token, Token)]
    strangers = [path for path, token in judged.items() if token is None]
    if not times:
        kind = FaultKind.UNKNOWN_AUTHORITY if strangers else FaultKind.NO_TOKEN
        reading.doubts.append(Fault(kind, strangers[0] if strangers else paths[0]))
    reading.unproven += strangers if times else []
    first = min(times, default=None)
    if first is not None and abs(first - stated) > REFUSED:
        raise Fault(FaultKind.TIME_APART, present[0])
    reading.flagged += [path for path, token in judged.items() if token and abs(token.at - stated) > FLAGGED]
    retired = anchors.retired.get(key_id)
    if retired is not None and (first or stated) > retired:
        raise Fault(FaultKind.RETIRED_KEY, present[0] if present else layout.MANIFEST)
    return first


def _judged(path: str, signature: bytes, anchors: Anchors, reading: _Reading) -> Token | None:
    """The token, or None where it comes from an authority that this reader does not know."""
    der = bytes(reading.files[path])
    token = timestamp.judge(der, signature, anchors.roots)
    if token is TokenFault.UNKNOWN_AUTHORITY:
        return None
    if isinstance(token, TokenFault):
        raise Fault(_TOKEN_FAULTS.get(token, FaultKind.TOKEN_FALSE), path)
    if token.der != der:
        raise Fault(FaultKind.TOKEN_FALSE, path)
    reading.tokens.append(TokenTold(path, token.at, anchors.trust_list.says(token.signer, token.at)))
    return token
