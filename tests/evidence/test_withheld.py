"""A file can be left out and the rest still holds; what is given lets nobody find out by trial what was left out."""

from __future__ import annotations

import hashlib
import io
import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from PIL import Image

from domain.errors import BadInput
from domain.evidence import Audience, Derived, Original, Override, Reporter, Sealed
from evidence import bundle, canonical, container, custody, layout, pdf, seal, single, timestamp
from evidence.faults import FaultKind
from evidence.verify import verify
from tests.conftest import joke

_HEX = re.compile(rb"[0-9a-fA-F]{32,128}")
SECRET = b"06-12345671\n"


def picture() -> bytes:
    out = io.BytesIO()
    Image.linear_gradient("L").resize((200, 160)).convert("RGB").save(out, "PNG")
    return out.getvalue()


@pytest.fixture
def small(world: Any) -> Sealed:
    """A capture whose text is one phone number: what a bare digest would give away."""
    sheet = next(file.content for file in world.sealed().originals if file.name == "capture.json")
    files = (Original("capture.json", sheet), Original("text.txt", SECRET), Original("full.png", picture()))
    made = seal.seal_files("c-0001", files, captured_at=world.at, signer=world.signer, now=world.at)
    return replace(made, seal=timestamp.stamped(made.seal, world.authority.reply, world.roots))


def for_recipient(world: Any, sealed: Sealed) -> Any:
    left_out = bundle.withheld_all([sealed])
    copy = Derived("c-0001", "redacted-001.png", picture(), "full.png", "redacted")
    return replace(world.dossier(sealed), audience=Audience.RECIPIENT, withheld=left_out, derived=(copy,))


def test_without_a_file_the_bundle_still_holds_and_names_what_is_missing(world: Any, small: Sealed) -> None:
    dossier = replace(world.dossier(small), withheld=frozenset({"captures/c-0001/text.txt"}))
    raw = world.build(dossier)

    verdict = verify(raw, world.anchors)

    assert verdict.fault is None
    assert "captures/c-0001/text.txt" not in container.read(raw)
    assert list(verdict.manifest.withheld) == ["captures/c-0001/text.txt"]
    assert SECRET not in raw


def test_the_missing_file_can_be_shown_later_with_its_salt_and_no_other(world: Any, small: Sealed) -> None:
    path = "captures/c-0001/text.txt"
    verdict = verify(world.build(replace(world.dossier(small), withheld=frozenset({path}))), world.anchors)
    text = next(file for file in small.originals if file.name == "text.txt")

    assert single.opens(verdict, path, text.salt, SECRET)
    assert not single.opens(verdict, path, text.salt, SECRET.replace(b"1", b"2"))
    assert not single.opens(verdict, path, "0" * 64, SECRET)


@pytest.mark.parametrize(
    ("change", "kind"),
    [
        (lambda w: {}, FaultKind.SEAL_FILES),
        (lambda w: w | {"captures/c-0001/other.txt": "0" * 64}, FaultKind.WITHHELD),
        (lambda w: dict.fromkeys(w, "0" * 64), FaultKind.WITHHELD),
        (lambda w: w | {"elsewhere/x": "0" * 64}, FaultKind.WITHHELD),
    ],
)
def test_not_even_an_insider_can_lie_about_what_is_withheld(world: Any, small: Sealed, change: Any, kind: FaultKind) -> None:
    from tests.evidence.conftest import Forger

    raw = world.build(replace(world.dossier(small), withheld=frozenset({"captures/c-0001/text.txt"})))
    held_back = dict(verify(raw, world.anchors).manifest.withheld)

    changed = Forger(world, raw).resigned(withheld=change(held_back))

    assert verify(changed, world.anchors).fault.kind is kind


def test_a_recipient_gets_copies_alone_and_can_check_them(world: Any, small: Sealed) -> None:
    raw = world.build(for_recipient(world, small))
    files = container.read(raw)

    assert verify(raw, world.anchors).fault is None
    assert layout.CUSTODY not in files
    assert {name for name in files if name.startswith("captures/")} == {
        f"captures/c-0001/{name}" for name in ("seal.json", "seal.sig", "seal.tsr", "salts.json")
    }
    assert canonical.decode(bytes(files["timeline.json"])) == canonical.decode(bytes(files["sightings.json"]))[:0] == []


@pytest.mark.parametrize(
    "told",
    [b"[]", b"{}", b"x", b'[{"file":"redacted-001.png","how":"redacted","of":"full.png","salted":"0"}]'],
)
def test_a_copy_that_names_no_sealed_original_is_found_out(world: Any, small: Sealed, told: bytes) -> None:
    from tests.evidence.conftest import Forger

    forger = Forger(world, world.build(for_recipient(world, small)))

    assert verify(forger.resigned({"derived/c-0001/derived.json": told}), world.anchors).fault.kind is FaultKind.DERIVED


@pytest.mark.parametrize("audience", list(Audience))
def test_no_bare_digest_of_anything_about_the_person_stands_anywhere(world: Any, audience: Audience) -> None:
    about = "\n".join(one.value for one in joke().identifiers())
    sealed = world.sealed(world.capture(body=f"<p>{about}</p>".encode()))
    dossier = replace(world.dossier(sealed), audience=audience, reporter=Reporter("Politie", "meldpunt@politie.example"))
    if not audience.whole:
        dossier = replace(dossier, withheld=bundle.withheld_all([sealed]))
    files = container.read(world.build(dossier))

    found = {match.lower() for content in files.values() for match in _HEX.findall(bytes(content))}
    found |= {match.lower() for match in _HEX.findall(custody.encode(dossier.custody))}

    assert found
    assert not found & set(_guesses())


def test_a_seal_gives_nothing_to_guess_from_even_for_the_smallest_file(world: Any, small: Sealed) -> None:
    guesses = {digest(SECRET) for digest in _digests()}

    assert not guesses & set(_HEX.findall(small.seal.manifest))
    assert not guesses & set(_HEX.findall(world.build(for_recipient(world, small))))


def _digests() -> list[Any]:
    return [lambda content, name=name: hashlib.new(name, content).hexdigest().encode() for name in ("md5", "sha1", "sha256")]


def _guesses() -> Iterator[bytes]:
    """Every identifier of the person in the spellings that somebody would try, each as several digests."""
    for one in joke().identifiers():
        spelt = {one.value, one.value.lower(), one.value.upper(), re.sub(r"\W", "", one.value), one.value.replace("+31", "0")}
        for text in spelt | {f"{text}\n" for text in spelt}:
            yield from (digest(text.encode()) for digest in _digests())


@pytest.mark.skipif(not pdf.available(), reason="NOT CHECKED: the extra `pdf` is not installed")
def test_the_report_as_pdf_is_tagged_shows_every_picture_and_is_the_same_every_time(world: Any, small: Sealed) -> None:
    from pypdf import PdfReader

    copies = tuple(
        Derived("c-0001", f"stamped-{n:03d}.png", picture() if n == 1 else small.originals[1].content, "full.png", "stamped")
        for n in (1, 2)
    )
    copies = (copies[0], replace(copies[1], content=_other_picture()))
    dossier = replace(
        world.dossier(small),
        derived=copies,
        reporter=Reporter("Politie", "meldpunt@politie.example", "Sanne Voorbeeld"),
        override=Override("coordinator-1", "coordinator-2", world.at),
    )
    built = [
        bundle.build(dossier, signer=world.signer, stamps=(world.authority.reply,), roots=world.roots, now=world.at, pdf=True)
        for _ in range(2)
    ]
    one, other = (bytes(container.read(raw)["report.pdf"]) for raw in built)

    assert one == other
    assert verify(built[0], world.anchors).fault is None
    reader = PdfReader(io.BytesIO(one))
    root = reader.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert b"pdfaid" in one or b"pdfaid" in root["/Metadata"].get_data()
    first = reader.pages[0].extract_text()
    for expected in ("Wie", "Sanne Voorbeeld", "Wat", "privéadres", "Waar", "https://forum.example/draad/7", "Wanneer", "VPT"):
        assert expected in first
    assert "coordinator-1, coordinator-2" in first


def _other_picture() -> bytes:
    out = io.BytesIO()
    Image.radial_gradient("L").convert("RGB").save(out, "PNG")
    return out.getvalue()


def test_a_picture_that_does_not_come_through_makes_no_pdf(world: Any, small: Sealed) -> None:
    if not pdf.available():
        pytest.skip("NOT CHECKED: the extra `pdf` is not installed")
    broken = Derived("c-0001", "stamped-001.png", b"\x89PNG broken", "full.png", "stamped")
    dossier = replace(world.dossier(small), derived=(broken,))

    with pytest.raises(BadInput, match="0 of 1 pictures"):
        bundle.build(dossier, signer=world.signer, stamps=(), roots=world.roots, now=world.at, pdf=True)
