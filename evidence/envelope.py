"""Encrypts a bundle to whoever receives it, where their certificate is known (CMS, as S/MIME uses it; RSA keys)."""

from __future__ import annotations

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey
from cryptography.hazmat.primitives.ciphers.algorithms import AES256
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.hazmat.primitives.serialization.pkcs7 import PKCS7EnvelopeBuilder, PKCS7Options

from domain.errors import BadInput


def load(pem: bytes) -> x509.Certificate:
    """The receiver's certificate. Raises BadInput for one that cannot be encrypted to."""
    try:
        certificate = x509.load_pem_x509_certificate(pem)
    except ValueError as error:
        raise BadInput("receiver's certificate", "is no certificate in PEM; ask the receiver for one") from error
    if not isinstance(certificate.public_key(), RSAPublicKey):
        raise BadInput("receiver's certificate", "holds no RSA key; ask the receiver for one for S/MIME with RSA")
    return certificate


def sealed_to(certificate: x509.Certificate, content: bytes) -> bytes:
    """The content as DER, AES-256 inside; `openssl cms -decrypt -inform DER -binary` opens it with the receiver's key."""
    envelope = PKCS7EnvelopeBuilder().set_data(content).add_recipient(certificate).set_content_encryption_algorithm(AES256)
    return envelope.encrypt(Encoding.DER, [PKCS7Options.Binary])
