"""Somebody with a trusted key cannot rewrite the past either; and what cannot be verified is neither tampering nor fine."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from demo.authority import Authority
from domain.evidence import CustodyType, Sealed
from evidence import canonical, custody, keys, layout, timestamp
from evidence.faults import FaultKind
from evidence.manifest import SealManifest, committed, digests
from evidence.verify import verify

Mutation = Callable[[Any], bytes]
SEAL_NAMES = ("seal.json", "seal.sig", "seal.tsr", "salts.json")
SEAL, SEAL_SIG, SEAL_TSR, SALTS = (f"captures/c-0001/{name}" for name in ("seal.json", "seal.sig", "seal.tsr", "salts.json"))


def custody_lines(change: Callable[[list[bytes]], list[bytes]]) -> Mutation:
    return lambda f: f.resigned({layout.CUSTODY: b"".join(change(f.files[layout.CUSTODY].splitlines(keepends=True)))})


def resealed(f: Any, *, captured_at: Any = None, log: bool = True, sheet: bytes | None = None) -> bytes:
    """Changes the text, seals the capture again with the old time, has that stamped today, and rewrites the log."""
    changes = {"captures/c-0001/text.txt": b"anders\n"}
    if sheet is not None:
        changes["captures/c-0001/capture.json"] = sheet
    old, files = SealManifest.decode(f.files[SEAL]), f.files | changes
    names = layout.of_capture(files, "c-0001").keys() - layout.SEAL_FILES
    salts = canonical.decode(f.files[SALTS])
    contents = {name: files[f"captures/c-0001/{name}"] for name in names}
    listed = {name: (committed(salts[name], content), len(content)) for name, content in contents.items()}
    seal = SealManifest(old.capture, old.key_id, captured_at or old.captured_at, old.sealed_at, listed).encode()
    signature = f.world.signer.sign(seal)
    token = timestamp.obtain(signature, f.world.authority.reply, f.world.roots).der
    changes |= {SEAL: seal, SEAL_SIG: signature, SEAL_TSR: token}
    lines: list[Any] = list(custody.decode(f.files[layout.CUSTODY]))
    if log:
        new = digests({"": seal})[""][0]
        told, lines = lines, []
        for line in told:
            digest = new if line.capture == "c-0001" else line.seal
            lines.append(custody.append(lines, line.type, actor=line.actor, at=line.at, capture=line.capture, seal=digest))
    changes[layout.CUSTODY] = custody.encode(lines)
    changed: bytes = f.resigned(changes, custody_head=custody.head(lines), custody_len=len(lines))
    return changed


def late_capture(f: Any) -> bytes:
    sealed = f.world.sealed(token=False)
    f.world.pass_time(seconds=601)
    late = Sealed(sealed.capture_id, sealed.originals, timestamp.stamped(sealed.seal, f.world.authority.reply, f.world.roots))
    changed: bytes = f.world.build(f.world.dossier(late))
    return changed


def no_seal_line(f: Any) -> bytes:
    lines = [custody.append((), CustodyType.CASE_OPENED, actor="specialist-7f", at=f.world.at)]
    changes = {layout.CUSTODY: custody.encode(lines)}
    changed: bytes = f.resigned(changes, custody_head=custody.head(lines), custody_len=1)
    return changed


MUTATIONS: dict[str, tuple[Mutation, FaultKind]] = {
    "adds a file beside every capture": (lambda f: f.resigned({"extra.txt": b"x"}), FaultKind.FILES),
    "adds to a sealed capture": (lambda f: f.resigned({"captures/c-0001/view.png": b"x"}), FaultKind.SEAL_FILES),
    "leaves out the report": (lambda f: f.resigned(without=("report.html",)), FaultKind.FILES),
    "leaves out a seal": (lambda f: f.resigned(without=(SEAL,)), FaultKind.MISSING),
    "leaves out an original": (lambda f: f.resigned(without=("captures/c-0001/text.txt",)), FaultKind.SEAL_FILES),
    "names a capture that is not there": (lambda f: f.resigned(captures=("c-0001", "c-0002", "c-0003")), FaultKind.MISSING),
    "forgets a capture": (lambda f: f.resigned(captures=("c-0001",)), FaultKind.FILES),
    "swaps two tokens": (lambda f: f.resigned({SEAL_TSR: f.files["captures/c-0002/seal.tsr"]}), FaultKind.TOKEN_OTHER),
    "swaps two signatures": (lambda f: f.resigned({SEAL_SIG: f.files["captures/c-0002/seal.sig"]}), FaultKind.SIGNATURE),
    "gives a capture another's seal": (
        lambda f: f.resigned({f"captures/c-0001/{n}": f.files[f"captures/c-0002/{n}"] for n in SEAL_NAMES}),
        FaultKind.SEAL_FILES,
    ),
    "changes a page under its seal": (
        lambda f: f.resigned({"captures/c-0001/page.html": b"<p>anders"}),
        FaultKind.SEAL_FILES,
    ),
    "seals a changed page again": (lambda f: resealed(f, log=False), FaultKind.CUSTODY),
    "seals it again and rewrites the log": (resealed, FaultKind.TIME_APART),
    "seals it with today's time": (lambda f: resealed(f, captured_at=f.world.at), FaultKind.SHEET),
    "seals a sheet that is no JSON": (lambda f: resealed(f, sheet=b"{"), FaultKind.SHEET),
    "seals a sheet of another shape": (lambda f: resealed(f, sheet=b'{"fetched_at":[]}'), FaultKind.SHEET),
    "stamps a capture eleven minutes late": (late_capture, FaultKind.TIME_APART),
    "dates the bundle back": (lambda f: f.resigned(created_at=f.world.at - timedelta(days=30)), FaultKind.TIME_APART),
    "dates it ahead": (lambda f: f.resigned(created_at=f.world.at + timedelta(minutes=11)), FaultKind.TIME_APART),
    "drops a custody line": (custody_lines(lambda lines: lines[:1] + lines[2:]), FaultKind.CUSTODY),
    "truncates custody": (custody_lines(lambda lines: lines[:-1]), FaultKind.CUSTODY),
    "empties custody": (custody_lines(lambda lines: []), FaultKind.CUSTODY),
    "reorders custody": (custody_lines(lambda lines: [lines[1], lines[0], *lines[2:]]), FaultKind.CUSTODY),
    "edits custody": (custody_lines(lambda lines: [lines[0].replace(b"-7f", b"-8f"), *lines[1:]]), FaultKind.CUSTODY),
    "puts a name in custody": (
        custody_lines(lambda lines: [*lines[:-1], lines[-1].replace(b"police-report", b"Jan Jansen")]),
        FaultKind.CUSTODY,
    ),
    "writes a log that knows of no seal": (no_seal_line, FaultKind.CUSTODY),
    "writes a key twice": (
        lambda f: f.signed(f.files[layout.MANIFEST].replace(b'"case":', b'"case":"zaak-11","case":')),
        FaultKind.MANIFEST,
    ),
    "signs a list": (lambda f: f.signed(b"[]"), FaultKind.MANIFEST),
    "signs what nests without end": (lambda f: f.signed(b"[" * 100_000), FaultKind.MANIFEST),
    "signs what is no text": (lambda f: f.signed(b"\xff"), FaultKind.MANIFEST),
    "signs a later format": (lambda f: f.signed(canonical.encode({"format": "luwte-bundle/9"})), FaultKind.MANIFEST),
    "signs a count that is no number": (lambda f: f.resigned(custody_len=True), FaultKind.MANIFEST),
    "signs under another key's name": (lambda f: f.resigned(key_id="0" * 16), FaultKind.SIGNATURE),
}


@pytest.mark.parametrize("mutation", MUTATIONS)
def test_an_insider_is_found_out(forger: Any, mutation: str) -> None:
    change, kind = MUTATIONS[mutation]

    verdict = verify(change(forger), forger.world.anchors)

    assert verdict.exit_code == 1
    assert verdict.fault
    assert verdict.fault.kind == kind


def unknown_authority(f: Any) -> bytes:
    der = f.stamped_by(Authority(f.world.now, name="Andere Dienst"))
    changed: bytes = f.packed({layout.TOKEN: der, layout.TOKEN_SIGNATURE: f.world.signer.sign(der)})
    return changed


def sealed_with_a_key_since_withdrawn(f: Any) -> bytes:
    ours, f.world.signer = f.world.signer, keys.load(keys.generate())
    sealed = f.world.sealed()
    f.world.signer = ours
    changed: bytes = f.world.build(f.world.dossier(sealed))
    return changed


UNVERIFIABLE: dict[str, tuple[Mutation, FaultKind]] = {
    "signed with a key we do not know": (lambda f: f.resigned(signer=keys.load(keys.generate())), FaultKind.UNKNOWN_KEY),
    "stamped by an authority we do not know": (unknown_authority, FaultKind.UNKNOWN_AUTHORITY),
    "without a token": (lambda f: f.resigned(token=False), FaultKind.NO_TOKEN),
    "token and its signature taken away": (
        lambda f: f.packed(without=(layout.TOKEN, layout.TOKEN_SIGNATURE)),
        FaultKind.NO_TOKEN,
    ),
    "a capture without token": (lambda f: f.world.build(f.world.dossier(f.world.sealed(token=False))), FaultKind.NO_TOKEN),
    "a capture sealed with a key we no longer trust": (sealed_with_a_key_since_withdrawn, FaultKind.UNKNOWN_KEY),
    "an empty file": (lambda f: b"", FaultKind.NOT_A_BUNDLE),
    "a PDF": (lambda f: b"%PDF-1.7\n" * 1000, FaultKind.NOT_A_BUNDLE),
}


@pytest.mark.parametrize("mutation", UNVERIFIABLE)
def test_what_cannot_be_verified_is_said_to_be_so(forger: Any, mutation: str) -> None:
    change, kind = UNVERIFIABLE[mutation]

    verdict = verify(change(forger), forger.world.anchors)

    assert verdict.exit_code == 2
    assert verdict.fault
    assert verdict.fault.kind == kind


def test_tampering_outweighs_what_cannot_be_verified(forger: Any) -> None:
    changed = forger.resigned({"captures/c-0002/body.bin": b"anders"}, without=(SEAL_TSR,))

    verdict = verify(changed, forger.world.anchors)

    assert verdict.exit_code == 1
    assert verdict.fault
    assert verdict.fault.where == "captures/c-0002/seal.json"


def test_a_clock_that_is_minutes_off_is_told_but_not_refused(world: Any) -> None:
    sealed = world.sealed(token=False)
    world.pass_time(seconds=130)
    late = Sealed(sealed.capture_id, sealed.originals, timestamp.stamped(sealed.seal, world.authority.reply, world.roots))

    verdict = verify(world.build(world.dossier(late)), world.anchors)

    assert verdict.exit_code == 0
    assert verdict.flagged == ("captures/c-0001/seal.tsr",)
