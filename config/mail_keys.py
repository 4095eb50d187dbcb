"""Whether a recipient's key for encrypted mail can be used: told when its definition is read, not when a letter is to leave."""

from __future__ import annotations

from datetime import datetime
from importlib import import_module
from typing import Any

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey

from config.marked_yaml import Marked
from domain.errors import BadInput
from domain.recipient import Recipient


def demand_usable(certificate: str, pgp_key: str, marked: Marked) -> None:
    """Raises `BadInput` for a certificate or key to which nothing can ever be encrypted. One that has expired is read all the
    same: a day must not come on which luwte does not start; `luwte recipients check` names it."""
    where = marked.where("certificate")
    if certificate and not isinstance(_certificate(certificate, where).public_key(), RSAPublicKey):
        raise BadInput(where, "the certificate has no RSA key; ask the recipient for one that has, or for a PGP key")
    if pgp_key:
        _openpgp(pgp_key, marked.where("pgp_key"))


def ends_at(recipient: Recipient) -> datetime | None:
    """When its key expires; None where it has none, or one that never does."""
    if recipient.certificate:
        return _certificate(recipient.certificate, recipient.slug).not_valid_after_utc
    if not recipient.pgp_key:
        return None
    found: datetime | None = getattr(_openpgp(recipient.pgp_key, recipient.slug), "expiration", None)
    return found


def _certificate(pem: str, where: str) -> x509.Certificate:
    try:
        return x509.load_pem_x509_certificate(pem.encode("ascii"))
    except ValueError:
        raise BadInput(where, "the certificate cannot be read; give one certificate in PEM") from None


def _openpgp(key: str, where: str) -> Any:
    """The library's own reading of it; None where the extra is not installed: the schema has looked at its armour."""
    try:
        pysequoia = import_module("pysequoia")
    except ImportError:
        return None
    try:
        return pysequoia.Cert.from_bytes(key.encode("ascii"))
    except (RuntimeError, ValueError):  # the library raises nothing more exact
        raise BadInput(where, "pgp_key cannot be read; give one armoured public key") from None
