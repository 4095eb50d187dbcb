"""What the verifier trusts: the keys and roots in two directories that its caller names; nothing that is in a bundle."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from domain.errors import BadInput
from evidence import keys, timestamp


@dataclass(frozen=True, slots=True)
class Anchors:
    """Trusted signing keys by their id, and the roots of trusted time-stamping authorities."""

    keys: dict[str, Ed25519PublicKey]
    roots: tuple[x509.Certificate, ...]


def load(keys_dir: Path, roots_dir: Path) -> Anchors:
    """Reads every `*.pem` in the two directories. Raises BadInput for one that holds none or cannot be read."""
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
    return Anchors(trusted, tuple(roots))


def _pem_files(directory: Path, holding: str) -> list[Path]:
    if not directory.is_dir():
        raise BadInput(directory.name, f"no such directory; name the one with the trusted {holding}")
    found = sorted(directory.glob("*.pem"))
    if not found:
        raise BadInput(directory.name, f"holds no *.pem; put the trusted {holding} in it")
    return found
