"""Whatever somebody without our key does to a bundle is called tampering."""

from __future__ import annotations

import io
import random
import struct
import zipfile
from collections.abc import Callable
from typing import Any

import pytest

from demo.authority import Authority
from evidence import keys, layout, timestamp
from evidence.verify import verify

Mutation = Callable[[Any], bytes]

FILES = (
    "SHA256SUMS", "VERIFY.txt", "captures/c-0001/capture.json", "captures/c-0001/page.html", "captures/c-0001/page.warc.gz",
    "captures/c-0001/salts.json",
    "captures/c-0001/seal.json", "captures/c-0001/seal.sig", "captures/c-0001/seal.tsr", "captures/c-0001/text.txt",
    "captures/c-0002/body.bin", "captures/c-0002/capture.json", "captures/c-0002/page.warc.gz", "captures/c-0002/salts.json",
    "captures/c-0002/seal.json",
    "captures/c-0002/seal.sig", "captures/c-0002/seal.tsr", "custody.jsonl", "keys/README", "manifest.json", "manifest.sig",
    "manifest.sig.tsr", "manifest.sig.tsr.sig", "report.html", "sightings.json", "timeline.json",
)  # fmt: skip


def turned(content: bytes, bit: int) -> bytes:
    changed = bytearray(content)
    changed[bit // 8] ^= 1 << bit % 8
    return bytes(changed)


def test_the_untouched_bundle_holds(kept: Any, forger: Any) -> None:
    world, raw = kept

    verdict = verify(raw, world.anchors)

    assert verdict.exit_code == 0
    assert [one.capture for one in verdict.captures] == ["c-0001", "c-0002"]
    assert verdict.flagged == ()
    assert sorted(forger.files) == sorted(FILES)


@pytest.mark.parametrize("sums", [True, False])
@pytest.mark.parametrize("name", [name for name in FILES if name != layout.SUMS])
def test_a_changed_file_is_noticed_however_well_it_is_packed_again(forger: Any, name: str, sums: bool) -> None:
    middle = len(forger.files[name]) * 4

    changed = forger.packed({name: turned(forger.files[name], middle)}, sums=sums)

    assert verify(changed, forger.world.anchors).exit_code == 1


@pytest.mark.parametrize("name", FILES)
def test_a_removed_file_is_noticed(forger: Any, name: str) -> None:
    changed = forger.packed(without=(name,), sums=name != layout.SUMS)

    assert verify(changed, forger.world.anchors).exit_code == 1


@pytest.mark.parametrize("name", FILES)
def test_an_emptied_file_is_noticed(forger: Any, name: str) -> None:
    changed = forger.packed({name: b""}, sums=name != layout.SUMS)

    assert verify(changed, forger.world.anchors).exit_code == 1


def zipped(
    entries: list[tuple[str, bytes]], *, method: int = zipfile.ZIP_STORED, comment: bytes = b"", extra: bytes = b""
) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        archive.comment = comment
        for name, content in entries:
            entry = zipfile.ZipInfo(name)
            entry.extra = extra
            archive.writestr(entry, content, method)
    return out.getvalue()


def renamed(old: bytes, new: bytes) -> Mutation:
    return lambda f: f.raw.replace(old, new)


def swapped(one: str, other: str) -> Mutation:
    return lambda f: f.packed({one: f.files[other], other: f.files[one]})


def custody_lines(change: Callable[[list[bytes]], list[bytes]]) -> Mutation:
    return lambda f: f.packed({layout.CUSTODY: b"".join(change(f.files[layout.CUSTODY].splitlines(keepends=True)))})


def swapped_in_directory(f: Any) -> bytes:
    at = f.raw.index(b"PK\1\2")
    changed: bytes = f.raw[:at] + f.raw[at:].replace(b"c-0001", b"c-0002")
    return changed


def later_token(f: Any) -> bytes:
    """From the right authority, over the right signature, but asked for by somebody else."""
    changed: bytes = f.packed({layout.TOKEN: f.stamped_by(f.world.authority)})
    return changed


def token_with_words_around_it(f: Any) -> bytes:
    """Even the signer may not keep an answer in any form but the plainest."""
    body = (
        bytes.fromhex("300a020100300530030c0168")
        + timestamp.decode_timestamp_response(f.files[layout.TOKEN]).time_stamp_token()
    )
    der = b"\x30\x82" + len(body).to_bytes(2, "big") + body
    changed: bytes = f.packed({layout.TOKEN: der, layout.TOKEN_SIGNATURE: f.world.signer.sign(der)})
    return changed


def other_bundle_around(f: Any) -> bytes:
    other = f.opened(f.world.build(f.world.dossier(f.world.sealed(f.world.capture("c-0009")))))
    changed: bytes = f.packed({name: other[name] for name in layout.AROUND & other.keys()})
    return changed


def claims_our_key(f: Any) -> bytes:
    changed: bytes = f.resigned(signer=keys.load(keys.generate()), key_id=f.world.signer.key_id)
    return changed


MUTATIONS: dict[str, Mutation] = {
    "a file added": lambda f: f.packed({"extra.txt": b"x"}),
    "a file added to a capture": lambda f: f.packed({"captures/c-0001/view.png": b"x"}),
    "a capture added": lambda f: f.packed({"captures/c-0003/page.html": b"x"}),
    "a second token added": lambda f: f.packed({"manifest.sig.tsr.2": f.files[layout.TOKEN]}),
    "a public key added": lambda f: f.packed({"keys/key.pem": keys.load(keys.generate()).public_pem}),
    "bytes before": lambda f: b"MZ" + f.raw,
    "bytes after": lambda f: f.raw + b"\0",
    "another bundle after": lambda f: f.raw + f.raw,
    "a comment": lambda f: f.raw[:-2] + b"\x02\0hi",
    "packed by an ordinary program": lambda f: zipped(sorted(f.files.items())),
    "packed with extra fields": lambda f: zipped(sorted(f.files.items()), extra=b"\xfe\xca\0\0"),
    "packed and compressed": lambda f: zipped(sorted(f.files.items()), method=zipfile.ZIP_DEFLATED),
    "packed with a comment": lambda f: zipped(sorted(f.files.items()), comment=b"hi"),
    "packed in another order": lambda f: zipped(sorted(f.files.items(), reverse=True)),
    "packed with a directory": lambda f: zipped([("captures/", b""), *sorted(f.files.items())]),
    "a name in capitals": renamed(b"report.html", b"REPORT.html"),
    "a name that differs in case alone": lambda f: zipped([*sorted(f.files.items()), ("Report.html", b"x")]),
    "a name that climbs": renamed(b"keys/README", b"../k/README"),
    "an absolute name": renamed(b"keys/README", b"/eys/README"),
    "a name with a backslash": renamed(b"keys/README", b"..\\k\\README"),
    "a name that a shell would read": renamed(b"keys/README", b"keys/$(ls) "),
    "a name that stands there twice": renamed(b"c-0002/seal.sig", b"c-0001/seal.sig"),
    "a capture renamed": renamed(b"c-0002", b"c-0003"),
    "names changed in the directory alone": swapped_in_directory,
    "the directory dropped": lambda f: f.raw[: f.raw.index(b"PK\1\2")],
    "cut in half": lambda f: f.raw[: len(f.raw) // 2],
    "the last byte gone": lambda f: f.raw[:-1],
    "cut inside the first header": lambda f: f.raw[:20],
    "a size beyond the end": lambda f: f.raw[:18] + struct.pack("<II", 0xFFFFFFFF, 0xFFFFFFFF) + f.raw[26:],
    "a count of 65,535 files": lambda f: f.raw[:-14] + b"\xff\xff\xff\xff" + f.raw[-10:],
    "two captures' archives swapped": swapped("captures/c-0001/page.warc.gz", "captures/c-0002/page.warc.gz"),
    "two captures' sheets swapped": swapped("captures/c-0001/capture.json", "captures/c-0002/capture.json"),
    "two captures' seals swapped": swapped("captures/c-0001/seal.json", "captures/c-0002/seal.json"),
    "two captures' signatures swapped": swapped("captures/c-0001/seal.sig", "captures/c-0002/seal.sig"),
    "two captures' tokens swapped": swapped("captures/c-0001/seal.tsr", "captures/c-0002/seal.tsr"),
    "a capture's token on the whole": swapped("captures/c-0001/seal.tsr", "manifest.sig.tsr"),
    "a seal in the manifest's place": swapped("captures/c-0001/seal.json", "manifest.json"),
    "custody: first line gone": custody_lines(lambda lines: lines[1:]),
    "custody: a line gone": custody_lines(lambda lines: lines[:1] + lines[2:]),
    "custody: last line gone": custody_lines(lambda lines: lines[:-1]),
    "custody: reordered": custody_lines(lambda lines: [lines[0], lines[2], lines[1], *lines[3:]]),
    "custody: another actor": custody_lines(lambda lines: [lines[0].replace(b"-7f", b"-8f"), *lines[1:]]),
    "custody: a line twice": custody_lines(lambda lines: [*lines, lines[-1]]),
    "custody: end of line gone": custody_lines(lambda lines: [*lines[:-1], lines[-1].rstrip(b"\n")]),
    "the manifest edited": lambda f: f.packed({layout.MANIFEST: f.files[layout.MANIFEST].replace(b"zaak-12", b"zaak-13")}),
    "the manifest of another bundle": other_bundle_around,
    "signed by a stranger in our name": claims_our_key,
    "the token of a rogue authority with the same name": lambda f: f.packed(
        {layout.TOKEN: f.stamped_by(Authority(f.world.now))}
    ),
    "the token of an unknown authority": lambda f: f.packed({layout.TOKEN: f.stamped_by(Authority(f.world.now, name="X"))}),
    "the token asked for again": later_token,
    "words around the token": token_with_words_around_it,
    "no token but rubbish": lambda f: f.packed({layout.TOKEN: b"\x30\x80" * 500}),
    "the token's own signature gone": lambda f: f.packed(without=(layout.TOKEN_SIGNATURE,)),
}


@pytest.mark.parametrize("mutation", MUTATIONS)
def test_tampering_is_called_tampering(forger: Any, mutation: str) -> None:
    changed = MUTATIONS[mutation](forger)

    verdict = verify(changed, forger.world.anchors)

    assert changed != forger.raw
    assert verdict.exit_code == 1, verdict.fault
    assert verdict.fault
    assert verdict.fault.dutch
    assert verdict.fault.english


def test_no_bit_of_the_file_can_be_turned_unnoticed(forger: Any) -> None:
    raw = forger.raw

    for bit in random.Random(20270203).sample(range(len(raw) * 8), 2_500):
        assert verify(turned(raw, bit), forger.world.anchors).exit_code in (1, 2), f"bit {bit}"


def test_no_bit_can_be_turned_by_somebody_who_packs_it_again(forger: Any) -> None:
    chance = random.Random(20270204)

    for name in chance.choices(FILES, [len(forger.files[name]) for name in FILES], k=1_000):
        bit = chance.randrange(len(forger.files[name]) * 8)
        changed = forger.packed({name: turned(forger.files[name], bit)}, sums=False)
        assert verify(changed, forger.world.anchors).exit_code in (1, 2), f"{name}, bit {bit}"
