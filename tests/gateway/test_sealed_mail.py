"""What goes to a recipient with a key can be read by that key alone; what leaves our domain carries its signature."""

from __future__ import annotations

import base64
import email
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from email.message import EmailMessage
from email.policy import default

import dkim
import pytest
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, PublicFormat, pkcs7
from cryptography.x509.oid import NameOID

from domain.errors import BadInput
from domain.ports import Attachment
from gateway.dkim import Signer
from gateway.envelope import message_bytes
from tests.gateway.test_smtp import LETTER

SECRET = "Verwijder dit."
REPORT = Attachment("xarf.json", "application/json", '{"xarf_version": "4.2.0"}\n')


def certificate(key: RSAPrivateKey | ec.EllipticCurvePrivateKey, now: datetime = datetime(2026, 11, 1, tzinfo=UTC)) -> str:
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "abuse@gids.example")])
    builder = x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key())
    built = builder.serial_number(7).not_valid_before(now).not_valid_after(now + timedelta(days=365)).sign(key, SHA256())
    return built.public_bytes(Encoding.PEM).decode()


@pytest.fixture(scope="module")
def key() -> RSAPrivateKey:
    return rsa.generate_private_key(public_exponent=65537, key_size=2048)


def parsed(raw: bytes) -> EmailMessage:
    message = email.message_from_bytes(raw, policy=default)
    assert isinstance(message, EmailMessage)
    return message


def test_a_letter_to_a_certificate_is_read_by_its_key_alone(key: RSAPrivateKey) -> None:
    sealed = message_bytes(replace(LETTER, certificate=certificate(key), attachments=(REPORT,)))

    outer = parsed(sealed)
    assert outer.get_content_type() == "application/pkcs7-mime"
    assert outer["Subject"] == LETTER.subject
    assert outer["Reply-To"] == LETTER.reply_to
    assert SECRET.encode() not in sealed
    assert b"xarf.json" not in sealed
    content = outer.get_payload(decode=True)
    assert isinstance(content, bytes)
    opened = pkcs7.pkcs7_decrypt_der(content, x509.load_pem_x509_certificate(certificate(key).encode()), key, [])
    inner = parsed(opened)
    body = inner.get_body(("plain",))
    assert body is not None
    assert SECRET in body.get_content()
    assert [part.get_filename() for part in inner.iter_attachments()] == ["xarf.json"]


def test_another_key_does_not_open_it(key: RSAPrivateKey) -> None:
    content = parsed(message_bytes(replace(LETTER, certificate=certificate(key)))).get_payload(decode=True)
    other = rsa.generate_private_key(public_exponent=65537, key_size=2048)

    assert isinstance(content, bytes)
    with pytest.raises(ValueError, match=r".*"):
        pkcs7.pkcs7_decrypt_der(content, x509.load_pem_x509_certificate(certificate(other).encode()), other, [])


def test_a_letter_to_a_pgp_key_is_read_by_its_key_alone() -> None:
    pysequoia = pytest.importorskip("pysequoia", reason="the extra pgp is not installed")
    theirs, other = pysequoia.Tsk.generate("abuse@gids.example"), pysequoia.Tsk.generate("x@y.example")

    sealed = message_bytes(replace(LETTER, pgp_key=str(theirs.extract_certificate()), attachments=(REPORT,)))

    outer = parsed(sealed)
    assert outer.get_content_type() == "multipart/encrypted"
    assert outer.get_param("protocol") == "application/pgp-encrypted"
    assert SECRET.encode() not in sealed
    version, body = outer.iter_parts()
    assert version.get_content_type() == "application/pgp-encrypted"
    content = body.get_payload(decode=True)
    assert isinstance(content, bytes)
    inner = parsed(bytes(pysequoia.decrypt(content, decryptor=theirs.decryptor()).bytes))
    plain = inner.get_body(("plain",))
    assert plain is not None
    assert SECRET in plain.get_content()
    with pytest.raises(RuntimeError):
        pysequoia.decrypt(content, decryptor=other.decryptor())


@pytest.mark.parametrize("wrong", ["nonsense", "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n"])
def test_a_certificate_that_cannot_be_read_is_refused_before_anything_leaves(wrong: str) -> None:
    with pytest.raises(BadInput, match="give one certificate in PEM"):
        message_bytes(replace(LETTER, certificate=wrong))


def test_a_certificate_that_cannot_be_encrypted_to_is_refused() -> None:
    with pytest.raises(BadInput, match="has no RSA key"):
        message_bytes(replace(LETTER, certificate=certificate(ec.generate_private_key(ec.SECP256R1()))))


def test_a_pgp_key_that_cannot_be_used_is_refused() -> None:
    pytest.importorskip("pysequoia", reason="the extra pgp is not installed")
    with pytest.raises(BadInput, match="armoured public key"):
        message_bytes(replace(LETTER, pgp_key="-----BEGIN PGP PUBLIC KEY BLOCK-----\n"))


def test_without_a_key_the_letter_is_plain_with_its_file_beside_it() -> None:
    message = parsed(message_bytes(replace(LETTER, attachments=(REPORT,))))

    body = message.get_body(("plain",))
    assert body is not None
    assert SECRET in body.get_content()
    (file,) = message.iter_attachments()
    assert (file.get_filename(), file.get_content_type()) == ("xarf.json", "application/json")
    content = file.get_payload(decode=True)
    assert content == REPORT.text.encode()


@pytest.mark.parametrize("name", ["../x.json", "a b.json", "x\r\nBcc: y@z.example", "", "é.json"])
def test_a_file_name_that_would_smuggle_anything_is_refused(name: str) -> None:
    with pytest.raises(BadInput, match="unusable name"):
        message_bytes(replace(LETTER, attachments=(Attachment(name, "text/plain", "x"),)))


@pytest.fixture(scope="module")
def signer(key: RSAPrivateKey) -> Signer:
    pem = key.private_bytes(Encoding.PEM, PrivateFormat.TraditionalOpenSSL, NoEncryption()).decode()
    return Signer.read("meldpunt.example", "lw2026", pem)


def holds(message: bytes, key: RSAPrivateKey) -> bool:
    public = base64.b64encode(key.public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo))
    asked: list[bytes] = []

    def record(name: bytes, timeout: int = 5) -> bytes:
        asked.append(name)
        return b"v=DKIM1; k=rsa; p=" + public

    good = bool(dkim.verify(message, dnsfunc=record))
    assert not asked or asked == [b"lw2026._domainkey.meldpunt.example."]
    return good


@pytest.mark.parametrize("sealed", [False, True])
def test_what_leaves_carries_our_signature_and_a_change_breaks_it(signer: Signer, key: RSAPrivateKey, sealed: bool) -> None:
    letter = replace(LETTER, body="Geachte heer,\n\nVerwijder dit.\n", certificate=certificate(key) if sealed else "")
    signed = message_bytes(letter, signer.signed)

    assert holds(signed, key)
    assert not holds(signed.replace(b"meldpunt+k3j2h4g5", b"meldpunt+k3j2h4g6"), key)
    assert not holds(signed.replace(b"Subject: ", b"Subject: Re: "), key)
    assert not holds(message_bytes(letter), key)


@pytest.mark.parametrize("wrong", ["nonsense", "-----BEGIN RSA PRIVATE KEY-----\nAAAA\n-----END RSA PRIVATE KEY-----\n"])
def test_a_key_that_cannot_sign_is_refused_at_start(wrong: str) -> None:
    with pytest.raises(BadInput, match="LUWTE_DKIM_KEY"):
        Signer.read("meldpunt.example", "lw2026", wrong)
