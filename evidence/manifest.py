"""The two lists of digests that are signed: a seal's, over the originals of one capture, and a bundle's, over all."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from evidence import canonical, moments

SEAL_FORMAT = "luwte-seal/2"
BUNDLE_FORMAT = "luwte-bundle/2"
REFERENCE = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,79}")
_HEX64 = re.compile(r"[0-9a-f]{64}")
_KEY_ID = re.compile(r"[0-9a-f]{16}")
_AUDIENCE = re.compile(r"police|court|employee|recipient")
_BUNDLE_FIELDS = {
    *("case", "exposure", "audience", "key_id", "created_at", "captures", "custody_head", "custody_len", "files", "withheld")
}
_CLAIM = re.compile(rb'"key_id":"([0-9a-f]{16})"')

type_error = "not as luwte writes it"


@dataclass(frozen=True, slots=True)
class SealManifest:
    """`files` maps a plain file name to its commitment (see `committed`) and its length in bytes: a bare digest of a small
    file could be found by trial, and this list outlives what it lists."""

    capture: str
    key_id: str
    captured_at: datetime
    sealed_at: datetime
    files: Mapping[str, tuple[str, int]]

    def encode(self) -> bytes:
        return canonical.encode(
            {
                "format": SEAL_FORMAT,
                "capture": self.capture,
                "key_id": self.key_id,
                "captured_at": moments.utc(self.captured_at),
                "sealed_at": moments.utc(self.sealed_at),
                "files": _listed(self.files, "salted"),
            }
        )

    @classmethod
    def decode(cls, raw: bytes) -> SealManifest:
        """Raises ValueError for what `encode` did not write; to be called only after the signature held."""
        given = _fields(raw, SEAL_FORMAT, {"capture", "key_id", "captured_at", "sealed_at", "files"})
        return cls(
            capture=_text(given["capture"], REFERENCE),
            key_id=_text(given["key_id"], _KEY_ID),
            captured_at=_moment(given["captured_at"]),
            sealed_at=_moment(given["sealed_at"]),
            files=_unlisted(given["files"], "salted"),
        )


@dataclass(frozen=True, slots=True)
class BundleManifest:
    """`files` maps a path in the bundle to digest and length: all but the manifest itself, its signature and its tokens;
    `withheld` maps the path of an original that is left out to the commitment in its seal."""

    case: str
    exposure: str
    audience: str
    key_id: str
    created_at: datetime
    captures: tuple[str, ...]
    custody_head: str
    custody_len: int
    files: Mapping[str, tuple[str, int]]
    withheld: Mapping[str, str]

    def encode(self) -> bytes:
        return canonical.encode(
            {
                "format": BUNDLE_FORMAT,
                "case": self.case,
                "exposure": self.exposure,
                "audience": self.audience,
                "key_id": self.key_id,
                "created_at": moments.utc(self.created_at),
                "captures": list(self.captures),
                "custody_head": self.custody_head,
                "custody_len": self.custody_len,
                "files": _listed(self.files, "sha256"),
                "withheld": dict(self.withheld),
            }
        )

    @classmethod
    def decode(cls, raw: bytes) -> BundleManifest:
        """Raises ValueError for what `encode` did not write; to be called only after the signature held."""
        given = _fields(raw, BUNDLE_FORMAT, _BUNDLE_FIELDS)
        captures, length, withheld = given["captures"], given["custody_len"], given["withheld"]
        if not isinstance(captures, list) or type(length) is not int or not isinstance(withheld, dict):
            raise ValueError(type_error)
        return cls(
            case=_text(given["case"], REFERENCE),
            exposure=_text(given["exposure"], REFERENCE),
            audience=_text(given["audience"], _AUDIENCE),
            key_id=_text(given["key_id"], _KEY_ID),
            created_at=_moment(given["created_at"]),
            captures=tuple(_text(capture, REFERENCE) for capture in captures),
            custody_head=_text(given["custody_head"], _HEX64),
            custody_len=length,
            files=_unlisted(given["files"], "sha256"),
            withheld={path: _text(commitment, _HEX64) for path, commitment in withheld.items()},
        )


def committed(salt: str, content: bytes | memoryview) -> str:
    """The commitment to a file: SHA-256 over its salt (64 hex digits, as text) and its content, in hex."""
    digest = hashlib.sha256(salt.encode("ascii"))
    digest.update(content)
    return digest.hexdigest()


def is_salt(given: object) -> bool:
    return isinstance(given, str) and _HEX64.fullmatch(given) is not None


def digests(files: Mapping[str, bytes | memoryview]) -> dict[str, tuple[str, int]]:
    """SHA-256 in hex and length in bytes of each."""
    return {name: (hashlib.sha256(content).hexdigest(), len(content)) for name, content in files.items()}


def claimed_key(raw: bytes) -> str | None:
    """The key that an unverified manifest says it was signed with, read without parsing it; good for a message only."""
    found = _CLAIM.search(raw)
    return found.group(1).decode("ascii") if found else None


def _fields(raw: bytes, form: str, names: set[str]) -> dict[str, Any]:
    given = canonical.decode_mapping(raw)
    if given.pop("format", None) != form or set(given) != names:
        raise ValueError(type_error)
    return given


def _listed(files: Mapping[str, tuple[str, int]], kind: str) -> dict[str, dict[str, str | int]]:
    return {name: {kind: digest, "bytes": length} for name, (digest, length) in files.items()}


def _unlisted(given: Any, kind: str) -> dict[str, tuple[str, int]]:
    if not isinstance(given, dict):
        raise ValueError(type_error)
    return {name: _entry(entry, kind) for name, entry in given.items()}


def _entry(given: Any, kind: str) -> tuple[str, int]:
    if not isinstance(given, dict) or set(given) != {kind, "bytes"} or type(given["bytes"]) is not int:
        raise ValueError(type_error)
    return _text(given[kind], _HEX64), given["bytes"]


def _text(given: Any, form: re.Pattern[str]) -> str:
    if not isinstance(given, str) or not form.fullmatch(given):
        raise ValueError(type_error)
    return given


def _moment(given: Any) -> datetime:
    if not isinstance(given, str):
        raise ValueError(type_error)
    return moments.parse(given)
