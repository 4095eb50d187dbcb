"""The two lists of digests that are signed: a seal's, over the originals of one capture, and a bundle's, over all."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from evidence import canonical, moments

SEAL_FORMAT = "luwte-seal/1"
BUNDLE_FORMAT = "luwte-bundle/1"
REFERENCE = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,79}")
_HEX64 = re.compile(r"[0-9a-f]{64}")
_KEY_ID = re.compile(r"[0-9a-f]{16}")
_CLAIM = re.compile(rb'"key_id":"([0-9a-f]{16})"')

type_error = "not as luwte writes it"


@dataclass(frozen=True, slots=True)
class SealManifest:
    """`files` maps a plain file name to its SHA-256 in hex and its length in bytes."""

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
                "files": _listed(self.files),
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
            files=_unlisted(given["files"]),
        )


@dataclass(frozen=True, slots=True)
class BundleManifest:
    """`files` maps a path in the bundle to digest and length: all but the manifest itself, its signature and its token."""

    case: str
    exposure: str
    key_id: str
    created_at: datetime
    captures: tuple[str, ...]
    custody_head: str
    custody_len: int
    files: Mapping[str, tuple[str, int]]

    def encode(self) -> bytes:
        return canonical.encode(
            {
                "format": BUNDLE_FORMAT,
                "case": self.case,
                "exposure": self.exposure,
                "key_id": self.key_id,
                "created_at": moments.utc(self.created_at),
                "captures": list(self.captures),
                "custody_head": self.custody_head,
                "custody_len": self.custody_len,
                "files": _listed(self.files),
                "withheld": [],
            }
        )

    @classmethod
    def decode(cls, raw: bytes) -> BundleManifest:
        """Raises ValueError for what `encode` did not write; to be called only after the signature held."""
        names = {"case", "exposure", "key_id", "created_at", "captures", "custody_head", "custody_len", "files", "withheld"}
        given = _fields(raw, BUNDLE_FORMAT, names)
        captures, length = given["captures"], given["custody_len"]
        if not isinstance(captures, list) or type(length) is not int or given["withheld"] != []:
            raise ValueError(type_error)
        return cls(
            case=_text(given["case"], REFERENCE),
            exposure=_text(given["exposure"], REFERENCE),
            key_id=_text(given["key_id"], _KEY_ID),
            created_at=_moment(given["created_at"]),
            captures=tuple(_text(capture, REFERENCE) for capture in captures),
            custody_head=_text(given["custody_head"], _HEX64),
            custody_len=length,
            files=_unlisted(given["files"]),
        )


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


def _listed(files: Mapping[str, tuple[str, int]]) -> dict[str, dict[str, str | int]]:
    return {name: {"sha256": digest, "bytes": length} for name, (digest, length) in files.items()}


def _unlisted(given: Any) -> dict[str, tuple[str, int]]:
    if not isinstance(given, dict):
        raise ValueError(type_error)
    return {name: _entry(entry) for name, entry in given.items()}


def _entry(given: Any) -> tuple[str, int]:
    if not isinstance(given, dict) or set(given) != {"sha256", "bytes"} or type(given["bytes"]) is not int:
        raise ValueError(type_error)
    return _text(given["sha256"], _HEX64), given["bytes"]


def _text(given: Any, form: re.Pattern[str]) -> str:
    if not isinstance(given, str) or not form.fullmatch(given):
        raise ValueError(type_error)
    return given


def _moment(given: Any) -> datetime:
    if not isinstance(given, str):
        raise ValueError(type_error)
    return moments.parse(given)
