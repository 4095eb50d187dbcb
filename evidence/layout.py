"""Where each file stands in a bundle."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from evidence.manifest import digests

MANIFEST, SIGNATURE, SUMS = "manifest.json", "manifest.sig", "SHA256SUMS"
#: The tokens over the bundle's signature, one of each authority, numbered from the second on.
TOKENS = ("manifest.sig.tsr", "manifest.sig.tsr.2", "manifest.sig.tsr.3", "manifest.sig.tsr.4")
TOKEN = TOKENS[0]
#: An authority does not sign every bit of its answer, and a token can be taken away: this signature is over all of them,
#: one after another.
TOKEN_SIGNATURE = "manifest.sig.tsr.sig"  # noqa: S105  # a file name
#: What the manifest cannot list: itself, and what is made after it.
AROUND = frozenset({MANIFEST, SIGNATURE, *TOKENS, TOKEN_SIGNATURE})
REPORT, VERIFY, CUSTODY, SIGHTINGS, KEYS = "report.html", "VERIFY.txt", "custody.jsonl", "sightings.json", "keys/README"
TIMELINE, PDF = "timeline.json", "report.pdf"
#: What every bundle holds, apart from its captures; and what it may hold. Only a recipient's goes without the custody log:
#: it would tell a possible offender what the police were given.
ALWAYS = frozenset({SUMS, REPORT, VERIFY, SIGHTINGS, TIMELINE, KEYS})
ALLOWED = ALWAYS | {PDF, CUSTODY}
SEAL, SEAL_SIGNATURE, SALTS = "seal.json", "seal.sig", "salts.json"
SEAL_TOKENS = ("seal.tsr", "seal.tsr.2", "seal.tsr.3", "seal.tsr.4")
SEAL_TOKEN = SEAL_TOKENS[0]
SEAL_FILES = frozenset({SEAL, SEAL_SIGNATURE, SALTS, *SEAL_TOKENS})
SHEET, DERIVED = "capture.json", "derived.json"


def in_capture(capture: str, name: str) -> str:
    return f"captures/{capture}/{name}"


def in_derived(capture: str, name: str) -> str:
    return f"derived/{capture}/{name}"


def of_capture(paths: Iterable[str], capture: str) -> dict[str, str]:
    """The plain names of what stands in a capture's directory, with their paths."""
    return _under(paths, in_capture(capture, ""))


def of_derived(paths: Iterable[str], capture: str) -> dict[str, str]:
    """The same for the copies that were made from a capture."""
    return _under(paths, in_derived(capture, ""))


def _under(paths: Iterable[str], start: str) -> dict[str, str]:
    return {path.removeprefix(start): path for path in paths if path.startswith(start)}


def sums(files: Mapping[str, bytes | memoryview]) -> bytes:
    """SHA256SUMS over what the manifest lists, as `sha256sum -c` reads it. It is listed there itself, so that whoever
    checks with stock tools has one digest to find in the signed manifest."""
    return sums_of(digests({path: content for path, content in files.items() if path not in AROUND and path != SUMS}))


def sums_of(known: Mapping[str, tuple[str, int]]) -> bytes:
    """The same from digests that are known already, whatever else is among them."""
    listed = {path: entry for path, entry in known.items() if path not in AROUND and path != SUMS}
    return "".join(f"{digest}  {path}\n" for path, (digest, _) in sorted(listed.items())).encode("ascii")
