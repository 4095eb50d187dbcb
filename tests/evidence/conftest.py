"""A fictional world for evidence: a page on which somebody stands, a key, and a real time-stamping authority."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from demo.authority import Authority
from domain.evidence import CustodyLine, CustodyType, Dossier, Sealed, SightingLine
from domain.mention import Capture, Place
from evidence import bundle, container, custody, keys, layout, seal, timestamp
from evidence.anchors import Anchors
from evidence.keys import Signer
from evidence.manifest import BundleManifest, digests

NOW = datetime(2027, 2, 3, 9, 30, 15, 250_000, tzinfo=UTC)
PAGE = """<!doctype html><html><head><title>t</title><style>.x{}</style></head>
<body><h1>Café</h1><script>alert(1)</script><p>Sanne <b>Voorbeeld</b></p></body></html>"""


class World:
    """Turns its own calendar; everything else is the real thing."""

    def __init__(self) -> None:
        self.at = NOW
        self.authority = Authority(self.now)
        self.roots = timestamp.load_roots(self.authority.root_pem())
        self.signer: Signer = keys.load(keys.generate())
        self.anchors = Anchors({self.signer.key_id: keys.load_public(self.signer.public_pem)}, self.roots)

    def now(self) -> datetime:
        return self.at

    def pass_time(self, **span: float) -> None:
        self.at += timedelta(**span)

    def capture(
        self, id_: str = "c-0001", body: bytes = PAGE.encode(), media_type: str = "text/html; charset=utf-8"
    ) -> Capture:
        return Capture(
            id=id_,
            requested_url="https://forum.example/draad/7",
            final_url="https://forum.example/draad/7?p=1",
            fetched_at=self.at,
            status=200,
            headers=(("Content-Type", media_type), ("Content-Encoding", "gzip"), ("Content-Length", "99")),
            body=body,
            redirects=("https://forum.example/draad/7",),
            remote_address="192.0.2.7",
        )

    def sealed(self, capture: Capture | None = None, *, token: bool = True) -> Sealed:
        capture = capture or self.capture()
        made = seal.seal(capture, place=Place(capture.requested_url, "post-3"), source="forum", signer=self.signer, now=self.at)
        if not token:
            return made
        return Sealed(made.capture_id, made.originals, timestamp.stamped(made.seal, self.authority.reply, self.roots))

    def custody(self, *sealed: Sealed) -> tuple[CustodyLine, ...]:
        lines = [custody.append((), CustodyType.CASE_OPENED, actor="specialist-7f", at=self.at)]
        for one in sealed:
            lines.append(
                custody.append(
                    lines,
                    CustodyType.CAPTURE_SEALED,
                    actor="worker-scan",
                    at=self.at,
                    capture=one.capture_id,
                    seal=one.seal.digest,
                )
            )
        lines.append(custody.append(lines, CustodyType.EXPORTED, actor="specialist-7f", at=self.at, reason="police-report"))
        return tuple(lines)

    def dossier(self, *sealed: Sealed) -> Dossier:
        return Dossier(
            case="zaak-12",
            exposure="ex-3",
            categories=("name", "home-address"),
            captures=sealed,
            custody=self.custody(*sealed),
            sightings=(
                SightingLine(self.at, "present", category="address"),
                SightingLine(self.at, "unclear", "layout-changed", "address"),
            ),
        )

    def build(self, dossier: Dossier, *, signer: Signer | None = None, token: bool = True) -> bytes:
        stamps = (self.authority.reply,) if token else ()
        return bundle.build(dossier, signer=signer or self.signer, stamps=stamps, roots=self.roots, now=self.at)


class Forger:
    """Has a copy of a bundle, knows the format, and packs what it changed as carefully as can be."""

    def __init__(self, world: World, raw: bytes) -> None:
        self.world, self.raw, self.files = world, raw, self.opened(raw)

    @staticmethod
    def opened(raw: bytes) -> dict[str, bytes]:
        return {name: bytes(content) for name, content in container.read(raw).items()}

    def packed(self, changes: dict[str, bytes] | None = None, *, without: tuple[str, ...] = (), sums: bool = True) -> bytes:
        """The form of the ZIP, and SHA256SUMS unless told otherwise, are right again; no signature is."""
        files = {path: content for path, content in (self.files | (changes or {})).items() if path not in without}
        if sums:
            files[layout.SUMS] = layout.sums(files)
        return container.write(files)

    def resigned(
        self,
        changes: dict[str, bytes] | None = None,
        *,
        without: tuple[str, ...] = (),
        signer: Signer | None = None,
        token: bool = True,
        **fields: Any,
    ) -> bytes:
        """As an insider does it: signed anew with a key that is trusted, unless another is given, and stamped anew."""
        signer = signer or self.world.signer
        old = BundleManifest.decode(self.files[layout.MANIFEST])
        left_out = (*layout.AROUND, *without)
        files = {path: content for path, content in (self.files | (changes or {})).items() if path not in left_out}
        files[layout.SUMS] = layout.sums(files)
        manifest = replace(old, **({"key_id": signer.key_id, "files": digests(files)} | fields)).encode()
        return self.signed(manifest, files, signer=signer, token=token)

    def signed(
        self, manifest: bytes, files: dict[str, bytes] | None = None, *, signer: Signer | None = None, token: bool = True
    ) -> bytes:
        signer, files = signer or self.world.signer, files or self.files
        files = {path: content for path, content in files.items() if path not in layout.AROUND}
        files |= {layout.MANIFEST: manifest, layout.SIGNATURE: signer.sign(manifest)}
        if token:
            der = timestamp.obtain(files[layout.SIGNATURE], self.world.authority.reply, self.world.roots).der
            files |= {layout.TOKEN: der, layout.TOKEN_SIGNATURE: signer.sign(der)}
        return container.write(files)

    def stamped_by(self, other: Authority) -> bytes:
        """A token over this bundle's signature from another authority."""
        return timestamp.obtain(self.files[layout.SIGNATURE], other.reply, timestamp.load_roots(other.root_pem())).der


@pytest.fixture
def forger(kept: tuple[World, bytes]) -> Iterator[Forger]:
    world, raw = kept
    at, signer = world.at, world.signer
    yield Forger(world, raw)
    world.at, world.signer = at, signer


@pytest.fixture
def world() -> World:
    return World()


@pytest.fixture(scope="session")
def kept() -> tuple[World, bytes]:
    """One bundle with two captures, months old when it is made; nobody may change it, only copies of it."""
    world = World()
    first, second = world.sealed(), world.sealed(world.capture("c-0002", b"%PDF-1.7 \x00\xff", "application/pdf"))
    world.pass_time(days=40)
    return world, world.build(world.dossier(first, second))
