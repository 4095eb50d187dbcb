"""What the verifier trusts: the keys and roots in two directories that its caller names; nothing that is in a bundle."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from domain.errors import BadInput
from evidence import keys, rotation, timestamp, trustlist
from evidence.trustlist import TrustList


@dataclass(frozen=True, slots=True)
class Anchors:
    """Trusted signing keys by their id, and the roots of trusted time-stamping authorities. `retired`: from when on a key
    signs no more; `trust_list`: which authorities are qualified, where the reader has such a list."""

    keys: dict[str, Ed25519PublicKey]
    roots: tuple[x509.Certificate, ...]
    retired: Mapping[str, datetime] = field(default_factory=dict)
    trust_list: TrustList = TrustList()


def load(keys_dir: Path, roots_dir: Path, trust_list: Path | None = None) -> Anchors:
    """Reads every `*.pem` in the two directories, and the list of rotations beside the keys. Raises BadInput for a directory
    that holds none, or what cannot be read."""
    trusted: dict[str, Ed25519PublicKey] = {}
    for path in _pem_files(keys_dir, "keys"):
        try:
            public = keys.load_public(path.read_bytes())
        except (ValueError, OSError) as error:
            raise BadInput(path.name, "not an Ed25519 public key in PEM; take it out of the directory of keys") from error
        trusted[keys.key_id(public)] = public
    roots: dict[x509.Certificate, None] = {}
    for path in _pem_files(roots_dir, "time-stamping roots"):
        try:
            roots |= dict.fromkeys(timestamp.load_roots(path.read_bytes()))
        except (ValueError, OSError) as error:
            raise BadInput(path.name, "not a certificate in PEM; take it out of the directory of roots") from error
    retired = _rotate(keys_dir / rotation.FILE, trusted)
    return Anchors(trusted, tuple(roots), retired, trustlist.load(trust_list) if trust_list else TrustList())


def _rotate(path: Path, trusted: dict[str, Ed25519PublicKey]) -> dict[str, datetime]:
    """Adds the keys that trusted ones vouch for; returns from when on the old ones sign no more."""
    if not path.exists():
        return {}
    try:
        successions = rotation.follow(path.read_bytes(), trusted)
    except (ValueError, OSError) as error:
        raise BadInput(path.name, "is not signed by a key in this directory; take it out or add that key") from error
    for one in successions:
        trusted[keys.key_id(one.public)] = one.public
    return {one.old: one.at for one in successions}


def _pem_files(directory: Path, holding: str) -> list[Path]:
    if not directory.is_dir():
        raise BadInput(directory.name, f"no such directory; name the one with the trusted {holding}")
    found = sorted(directory.glob("*.pem"))
    if not found:
        raise BadInput(directory.name, f"holds no *.pem; put the trusted {holding} in it")
    return found
