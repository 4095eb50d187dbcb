"""Encrypts what a letter says to the key of whoever gets it: S/MIME (RFC 8551) or OpenPGP (RFC 3156). Headers stay readable."""

from __future__ import annotations

from email.message import EmailMessage
from email.mime.application import MIMEApplication
from email.mime.multipart import MIMEMultipart
from email.policy import SMTP
from importlib import import_module

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey
from cryptography.hazmat.primitives.serialization import Encoding, pkcs7

from domain.errors import BadInput


def smime(content: EmailMessage, certificate: str) -> MIMEApplication:
    """The content as enveloped data, for this certificate (PEM). Raises `BadInput` for one that cannot be encrypted to."""
    try:
        found = x509.load_pem_x509_certificate(certificate.encode("ascii"))
    except ValueError:
        raise BadInput("certificate", "cannot be read; give one certificate in PEM") from None
    if not isinstance(found.public_key(), RSAPublicKey):
        raise BadInput("certificate", "has no RSA key; ask the recipient for one that has, or for a PGP key")
    builder = pkcs7.PKCS7EnvelopeBuilder().set_data(content.as_bytes(policy=SMTP)).add_recipient(found)
    sealed = builder.encrypt(Encoding.DER, [pkcs7.PKCS7Options.Binary])
    part = MIMEApplication(sealed, "pkcs7-mime", policy=SMTP, name="smime.p7m")
    part.set_param("smime-type", "enveloped-data")
    part.add_header("Content-Disposition", "attachment", filename="smime.p7m")
    return part


def openpgp(content: EmailMessage, key: str) -> MIMEMultipart:
    """The content as multipart/encrypted, for this key (armoured). Raises `BadInput` for one that cannot be used, or where
    the library is not installed."""
    try:
        pysequoia = import_module("pysequoia")
    except ImportError:
        raise BadInput("pgp_key", "needs the extra pgp; install luwte[pgp]") from None
    try:
        cert = pysequoia.Cert.from_bytes(key.encode("ascii"))
        sealed = bytes(pysequoia.encrypt(content.as_bytes(policy=SMTP), recipients=[cert]))
    except (RuntimeError, ValueError):  # the library raises nothing more exact
        raise BadInput("pgp_key", "cannot be used; give one armoured public key that can encrypt and has not expired") from None
    whole = MIMEMultipart("encrypted", policy=SMTP, protocol="application/pgp-encrypted")
    version = MIMEApplication("Version: 1\r\n", "pgp-encrypted", _encoder=lambda part: None, policy=SMTP)
    body = MIMEApplication(sealed, "octet-stream", _encoder=lambda part: None, policy=SMTP, name="encrypted.asc")
    body.add_header("Content-Disposition", "inline", filename="encrypted.asc")
    whole.attach(version)
    whole.attach(body)
    return whole
