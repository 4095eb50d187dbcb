"""The same checks with stock OpenSSL and sha256sum, for whoever does not want to take luwte's word for it.

The chain runs from the token over the signature and the signed list to SHA256SUMS, and from there to every file; and once
more for each capture, from the token that it got on the day itself.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from evidence import layout, timestamp


@dataclass(frozen=True, slots=True)
class Signed:
    """A signed list in the bundle: where it stands, its signature and token, and the files whose digests it holds.

    `at` is a time at which the token's certificate was valid: without it a token cannot be judged once that has expired.
    """

    manifest: str
    signature: str
    token: str
    covers: tuple[str, ...]
    at: datetime | None


def whole(at: datetime | None) -> Signed:
    return Signed(layout.MANIFEST, layout.SIGNATURE, layout.TOKEN, (layout.SUMS,), at)


def sealed(capture: str, originals: Iterable[str], at: datetime | None) -> Signed:
    """`originals` are plain file names."""
    seal, signature, token = (
        layout.in_capture(capture, name) for name in (layout.SEAL, layout.SEAL_SIGNATURE, layout.SEAL_TOKEN)
    )
    return Signed(seal, signature, token, tuple(layout.in_capture(capture, name) for name in originals), at)


def openssl(signed: Iterable[Signed], *, key: str = "KEY.pem", root: str = "TSA-ROOT.pem") -> tuple[str, ...]:
    """Shell commands to run where the bundle was unpacked. Each succeeds; those with `grep` print the digest they found."""
    lines = [f"sha256sum --strict --quiet -c {layout.SUMS}"]
    for one in signed:
        if one.manifest == layout.MANIFEST:
            lines.append(_signature(key, layout.TOKEN, layout.TOKEN_SIGNATURE))
        when = f" -attime {math.ceil(one.at.timestamp())}" if one.at else ""
        lines += [f'grep -o "$(sha256sum < {path} | cut -c1-64)" {one.manifest}' for path in one.covers]
        lines.append(_signature(key, one.manifest, one.signature))
        lines.append(f"openssl ts -verify -data {one.signature} -in {one.token} -CAfile {root}{when}")
    return tuple(lines)


def _signature(key: str, content: str, signature: str) -> str:
    return f"openssl pkeyutl -verify -pubin -inkey {key} -rawin -in {content} -sigfile {signature}"


def of_bundle(files: Mapping[str, memoryview]) -> tuple[str, ...]:
    """The commands for a bundle that nobody has checked yet, made from its file names alone: its own VERIFY.txt is not
    believed, since a reader will paste these into a shell. `container.read` has refused names that a shell would read."""
    times = {path: timestamp.claimed_time(bytes(files[path])) for path in files if path.endswith(".tsr")}
    signed = [whole(times.get(layout.TOKEN))]
    for capture in sorted({path.split("/")[1] for path in files if path.startswith("captures/")}):
        names = sorted(layout.of_capture(files, capture).keys() - layout.SEAL_FILES)
        signed.append(sealed(capture, names, times.get(layout.in_capture(capture, layout.SEAL_TOKEN))))
    return openssl(signed)
