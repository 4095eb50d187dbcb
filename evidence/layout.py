"""Where each file stands in a bundle."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from evidence.manifest import digests

MANIFEST, SIGNATURE, TOKEN, SUMS = "manifest.json", "manifest.sig", "manifest.sig.tsr", "SHA256SUMS"
#: An authority does not sign every bit of its answer; this signature does, so that not one can be changed.
TOKEN_SIGNATURE = "manifest.sig.tsr.sig"  # noqa: S105  # a file name
#: What the manifest cannot list: itself, and what is made after it.
AROUND = frozenset({MANIFEST, SIGNATURE, TOKEN, TOKEN_SIGNATURE})
REPORT, VERIFY, CUSTODY, SIGHTINGS, KEYS = "report.html", "VERIFY.txt", "custody.jsonl", "sightings.json", "keys/README"
#: What every bundle holds, apart from its captures.
ALWAYS = frozenset({SUMS, REPORT, VERIFY, CUSTODY, SIGHTINGS, KEYS})
SEAL, SEAL_SIGNATURE, SEAL_TOKEN = "seal.json", "seal.sig", "seal.tsr"
SEAL_FILES = frozenset({SEAL, SEAL_SIGNATURE, SEAL_TOKEN})


def in_capture(capture: str, name: str) -> str:
    return f"captures/{capture}/{name}"


def of_capture(paths: Iterable[str], capture: str) -> dict[str, str]:
    """The plain names of what stands in a capture's directory, with their paths."""
    start = in_capture(capture, "")
    return {path.removeprefix(start): path for path in paths if path.startswith(start)}


def sums(files: Mapping[str, bytes | memoryview]) -> bytes:
    """SHA256SUMS over what the manifest lists, as `sha256sum -c` reads it. It is listed there itself, so that whoever
    checks with stock tools has one digest to find in the signed manifest."""
    listed = digests({path: content for path, content in files.items() if path not in AROUND and path != SUMS})
    return "".join(f"{digest}  {path}\n" for path, (digest, _) in sorted(listed.items())).encode("ascii")
