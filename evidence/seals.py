"""Whether what a bundle holds of a capture is what its seal covers; what is withheld is covered all the same."""

from __future__ import annotations

from collections.abc import Mapping

from evidence import canonical, layout, moments
from evidence.faults import Fault, FaultKind
from evidence.manifest import SealManifest, committed, is_salt

Files = Mapping[str, memoryview]


def check(raw: bytes, capture: str, files: Files, withheld: Mapping[str, str]) -> SealManifest:
    """The seal, once its signature held. Raises Fault where a file, a salt or a withheld commitment disagrees with it."""
    paths = layout.of_capture(files, capture)
    try:
        seal = SealManifest.decode(raw)
    except ValueError as error:
        raise Fault(FaultKind.MANIFEST, paths[layout.SEAL]) from error
    originals = {name: path for name, path in paths.items() if name not in layout.SEAL_FILES}
    told = _commitments(originals, files, _salts(bytes(files[paths[layout.SALTS]]), paths[layout.SALTS]))
    left_out = {name: withheld.get(layout.in_capture(capture, name), "") for name in seal.files if name not in originals}
    if seal.capture != capture or any(seal.files.get(name) != entry for name, entry in told.items()):
        raise Fault(FaultKind.SEAL_FILES, paths[layout.SEAL])
    if any(not commitment for commitment in left_out.values()):
        raise Fault(FaultKind.SEAL_FILES, paths[layout.SEAL])
    _check_withheld(capture, seal, left_out, withheld)
    if layout.SHEET not in left_out and not _agrees(originals, files, seal):
        raise Fault(FaultKind.SHEET, paths[layout.SEAL])
    return seal


def _commitments(originals: Mapping[str, str], files: Files, salts: Mapping[str, str]) -> dict[str, tuple[str, int]]:
    if set(salts) != set(originals):
        raise Fault(FaultKind.SEAL_FILES, next(iter(sorted(originals.values())), layout.SALTS))
    return {name: (committed(salts[name], files[path]), len(files[path])) for name, path in originals.items()}


def _salts(raw: bytes, path: str) -> dict[str, str]:
    try:
        salts = canonical.decode_mapping(raw)
    except ValueError as error:
        raise Fault(FaultKind.SEAL_FILES, path) from error
    if not all(is_salt(salt) for salt in salts.values()):
        raise Fault(FaultKind.SEAL_FILES, path)
    return salts


def _check_withheld(capture: str, seal: SealManifest, left_out: Mapping[str, str], withheld: Mapping[str, str]) -> None:
    here = layout.of_capture(withheld, capture)
    if set(here) != set(left_out) or any(seal.files[name][0] != commitment for name, commitment in left_out.items()):
        raise Fault(FaultKind.WITHHELD, layout.MANIFEST)


def _agrees(originals: Mapping[str, str], files: Files, seal: SealManifest) -> bool:
    """Whether the capture sheet tells of this capture and this moment."""
    if layout.SHEET not in originals:
        return False
    try:
        told = canonical.decode_mapping(bytes(files[originals[layout.SHEET]]))
    except ValueError:
        return False
    fetched = told.get("fetched_at")
    utc = fetched.get("utc") if isinstance(fetched, dict) else None
    return told.get("capture") == seal.capture and utc == moments.utc(seal.captured_at)
