"""A new signing key, vouched for by the one before it: whoever trusts the old key can trust the new one, and from when on
nothing more may be signed with the old one. The list is published beside the keys, never taken from a bundle."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from evidence import canonical, keys, moments
from evidence.keys import Signer

FORMAT = "luwte-rotation/1"
FILE = "rotation.json"


@dataclass(frozen=True, slots=True)
class Rotation:
    """`statement`: canonical JSON naming both keys and the moment; `signature`: the old key's, over those bytes."""

    statement: bytes
    signature: bytes


@dataclass(frozen=True, slots=True)
class Succession:
    """A rotation that holds: `public` follows the key of id `old`, which signs nothing after `at`."""

    old: str
    public: Ed25519PublicKey
    at: datetime


def rotate(old: Signer, new: Signer, at: datetime) -> Rotation:
    statement = canonical.encode(
        {
            "format": FORMAT,
            "from": old.key_id,
            "to": new.key_id,
            "public": new.public_pem.decode("ascii"),
            "at": moments.utc(at),
        }
    )
    return Rotation(statement, old.sign(statement))


def encode(rotations: Iterable[Rotation]) -> bytes:
    """The list as it is published."""
    return canonical.encode([{"statement": one.statement.decode(), "signature": one.signature.hex()} for one in rotations])


def follow(raw: bytes, trusted: dict[str, Ed25519PublicKey]) -> tuple[Succession, ...]:
    """Each rotation in turn, checked against the keys trusted by then. Raises ValueError at the first that does not hold."""
    known, found = dict(trusted), []
    listed = canonical.decode(raw)
    if not isinstance(listed, list):
        raise ValueError("not a list of rotations")
    for given in listed:
        one = _followed(given, known)
        known[keys.key_id(one.public)] = one.public
        found.append(one)
    return tuple(found)


def _followed(given: object, known: dict[str, Ed25519PublicKey]) -> Succession:
    if not isinstance(given, dict) or set(given) != {"statement", "signature"}:
        raise ValueError("not a rotation")
    statement, signature = str(given["statement"]).encode(), bytes.fromhex(str(given["signature"]))
    signer = next((key_id for key_id, public in known.items() if keys.holds(public, signature, statement)), None)
    if signer is None:
        raise ValueError("not signed by a key that is trusted")
    told = canonical.decode_mapping(statement)
    if told.get("format") != FORMAT or told.get("from") != signer:
        raise ValueError("not a rotation of the key that signed it")
    public = keys.load_public(str(told.get("public")).encode())
    if keys.key_id(public) != told.get("to"):
        raise ValueError("names another key than it holds")
    return Succession(signer, public, moments.parse(str(told.get("at"))))
