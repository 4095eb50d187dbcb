"""The same checks with stock OpenSSL and sha256sum, for whoever does not want to take luwte's word for it.

The chain runs from the tokens over the signature and the signed list to SHA256SUMS, and from there to every file; and once
more for each capture, from the tokens that it got on the day itself: a seal commits to a file's salt and content together.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from evidence import layout, manifest, timestamp

#: A token's file, and a time at which its certificate was valid: without that it cannot be judged once that has expired.
Tokens = tuple[tuple[str, datetime | None], ...]
_WHOLE_TOKENS = f"{layout.TOKEN} {layout.TOKEN}.[2-4]"


@dataclass(frozen=True, slots=True)
class Signed:
    """A signed list in the bundle: where it stands, its signature and tokens, and what it lists, with salts where it does."""

    manifest: str
    signature: str
    tokens: Tokens
    covers: tuple[tuple[str, str], ...]


def whole(at: datetime | None) -> Signed:
    """The bundle's own list. It is written before any authority was asked, so it takes the tokens as they are found."""
    return Signed(layout.MANIFEST, layout.SIGNATURE, (("$token", at),), ((layout.SUMS, ""),))


def sealed(capture: str, salts: Mapping[str, str], tokens: Tokens) -> Signed:
    """`salts`: of the originals that are there, by plain file name."""
    covers = tuple((layout.in_capture(capture, name), salt) for name, salt in sorted(salts.items()))
    return Signed(layout.in_capture(capture, layout.SEAL), layout.in_capture(capture, layout.SEAL_SIGNATURE), tokens, covers)


def openssl(signed: Iterable[Signed], *, key: str = "KEY.pem", root: str = "TSA-ROOT.pem") -> tuple[str, ...]:
    """Shell commands to run where the bundle was unpacked. Each succeeds; those with `grep` print the digest they found."""
    lines = [f"sha256sum --strict --quiet -c {layout.SUMS}"]
    for one in signed:
        if one.manifest == layout.MANIFEST:
            lines.append(f"cat {_WHOLE_TOKENS} > TOKENS 2>/dev/null || test -s TOKENS")
            lines.append(_signature(key, "TOKENS", layout.TOKEN_SIGNATURE))
        lines += [_found(path, salt, one.manifest) for path, salt in one.covers]
        lines.append(_signature(key, one.manifest, one.signature))
        lines += [_stamped(one, path, at, root) for path, at in one.tokens]
    return tuple(lines)


def of_bundle(files: Mapping[str, memoryview]) -> tuple[str, ...]:
    """The commands for a bundle that nobody has checked yet, made from its file names and salts alone: its own VERIFY.txt is
    not believed, since a reader will paste these into a shell. `container.read` has refused names that a shell would read."""
    signed = [whole(next((at for _, at in _tokens(files, layout.TOKENS)), None))]
    for capture in sorted({path.split("/")[1] for path in files if path.startswith("captures/")}):
        salts = _salts(files, capture)
        names = layout.of_capture(files, capture).keys() - layout.SEAL_FILES
        tokens = _tokens(files, [layout.in_capture(capture, name) for name in layout.SEAL_TOKENS])
        signed.append(sealed(capture, {name: salts.get(name, "") for name in names}, tokens))
    return openssl(signed)


def _tokens(files: Mapping[str, memoryview], names: Iterable[str]) -> Tokens:
    return tuple((name, timestamp.claimed_time(bytes(files[name]))) for name in names if name in files)


def _salts(files: Mapping[str, memoryview], capture: str) -> dict[str, str]:
    try:
        given = json.loads(bytes(files.get(layout.in_capture(capture, layout.SALTS), b"{}")))
    except (ValueError, RecursionError):
        return {}
    return {str(name): salt for name, salt in given.items() if manifest.is_salt(salt)} if isinstance(given, dict) else {}


def _found(path: str, salt: str, listed_in: str) -> str:
    digest = f" (printf %s {salt}; cat {path}) | sha256sum" if salt else f"sha256sum < {path}"
    return f'grep -o "$({digest} | cut -c1-64)" {listed_in}'


def _signature(key: str, content: str, signature: str) -> str:
    return f"openssl pkeyutl -verify -pubin -inkey {key} -rawin -in {content} -sigfile {signature}"


def _stamped(one: Signed, path: str, at: datetime | None, root: str) -> str:
    when = f" -attime {math.ceil(at.timestamp())}" if at else ""
    check = f"openssl ts -verify -data {one.signature} -in {path} -CAfile {root}{when}"
    if one.manifest != layout.MANIFEST:
        return check
    return f"for token in {_WHOLE_TOKENS}; do test ! -e $token || {check} || exit 1; done"
