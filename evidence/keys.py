"""The key that signs seals and bundles: made, loaded, and named by its public half. Where it is kept is not decided here."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field

from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from domain.errors import BadInput


@dataclass(frozen=True, slots=True)
class Signer:
    """Signs raw bytes with Ed25519, so that a stock OpenSSL can check them."""

    private: Ed25519PrivateKey = field(repr=False)
    key_id: str

    def sign(self, content: bytes) -> bytes:
        return self.private.sign(content)

    @property
    def public_pem(self) -> bytes:
        """What is published out of band and given to `luwte evidence verify --keys`."""
        return self.private.public_key().public_bytes(
            serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo
        )


def generate() -> bytes:
    """A new private key as unencrypted PKCS#8 PEM; the caller wraps it before it is kept."""
    return Ed25519PrivateKey.generate().private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )


def load(private_pem: bytes) -> Signer:
    """The signer of a private key made by `generate`. Raises BadInput for anything else."""
    try:
        private = serialization.load_pem_private_key(private_pem, password=None)
    except (ValueError, TypeError, UnsupportedAlgorithm) as error:
        raise BadInput("signing key", "cannot be read; give an unencrypted Ed25519 key in PEM") from error
    if not isinstance(private, Ed25519PrivateKey):
        raise BadInput("signing key", "is of another kind; give an Ed25519 key")
    return Signer(private, key_id(private.public_key()))


def from_seed(seed: bytes) -> Signer:
    """The signer whose private key is these 32 secret bytes, as a key store keeps them."""
    private = Ed25519PrivateKey.from_private_bytes(seed)
    return Signer(private, key_id(private.public_key()))


def load_public(public_pem: bytes) -> Ed25519PublicKey:
    """A trusted key. Raises ValueError for what is not an Ed25519 public key in PEM."""
    try:
        public = serialization.load_pem_public_key(public_pem)
    except UnsupportedAlgorithm as error:
        raise ValueError("unsupported kind of key") from error
    if not isinstance(public, Ed25519PublicKey):
        raise ValueError("not an Ed25519 public key")
    return public


def key_id(public: Ed25519PublicKey) -> str:
    """The first 16 hex digits of the SHA-256 over the public key's SubjectPublicKeyInfo."""
    spki = public.public_bytes(serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo)
    return hashlib.sha256(spki).hexdigest()[:16]


def holds(public: Ed25519PublicKey, signature: bytes, content: bytes) -> bool:
    """Whether this key made this signature over these bytes."""
    try:
        public.verify(signature, content)
    except InvalidSignature:
        return False
    return True
