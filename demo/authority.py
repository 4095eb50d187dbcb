"""The fictional world's time-stamping authority (RFC 3161): a root, a certificate for time-stamping, and its answers."""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from asn1crypto import algos, cms, core, tsp  # type: ignore[import-untyped]  # no stubs
from asn1crypto import x509 as asn1_x509
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

from domain.ports import Now

POLICY = "1.3.6.1.4.1.99999.1.1"  # an arc that nobody holds: this authority exists in the demo only
_DIGESTS = {"sha256": 32, "sha384": 48, "sha512": 64}
_LIFE = timedelta(days=3650)


@dataclass(frozen=True, slots=True)
class _Certified:
    key: ec.EllipticCurvePrivateKey = field(repr=False)
    certificate: x509.Certificate


class Authority:
    """Answers time-stamp queries with the time that `now` tells; its certificates are made when it is."""

    def __init__(self, now: Now, *, name: str = "Tijdstempel Voorbeeld") -> None:
        self._now = now
        self._root = _make_root(f"{name} Root", now())
        self._tsa = _make_tsa(f"{name} TSA", now(), self._root)

    def root_pem(self) -> bytes:
        """What a verifier is given as its only anchor."""
        return self._root.certificate.public_bytes(serialization.Encoding.PEM)

    def reply(self, request: bytes) -> bytes:
        """A DER response to a DER query; a refusal with its reason where the query cannot be granted. Never raises."""
        try:
            asked = tsp.TimeStampReq.load(request, strict=True)
            imprint = asked["message_imprint"]
            digest_name = imprint["hash_algorithm"]["algorithm"].native
            digest = imprint["hashed_message"].native
            nonce, with_certificate = asked["nonce"].native, bool(asked["cert_req"].native)
        except (ValueError, TypeError):
            return _refusal("bad_data_format")
        if _DIGESTS.get(digest_name) != len(digest):
            return _refusal("bad_alg")
        token = self._token(self._statement(imprint, nonce), with_certificate=with_certificate)
        return bytes(tsp.TimeStampResp({"status": {"status": "granted"}, "time_stamp_token": token}).dump())

    def _statement(self, imprint: tsp.MessageImprint, nonce: int | None) -> bytes:
        at = self._now().astimezone(UTC)
        stated = {
            "version": "v1",
            "policy": POLICY,
            "message_imprint": imprint.copy(),
            "serial_number": secrets.randbits(63),
            "gen_time": at.replace(microsecond=at.microsecond // 1000 * 1000),
            "accuracy": {"seconds": 1},
        }
        if nonce is not None:
            stated["nonce"] = nonce
        return bytes(tsp.TSTInfo(stated).dump())

    def _token(self, statement: bytes, *, with_certificate: bool) -> cms.ContentInfo:
        certificate = asn1_x509.Certificate.load(self._tsa.certificate.public_bytes(serialization.Encoding.DER))
        signed = _signed_attributes(statement, certificate, self._now().astimezone(UTC))
        # what is signed is the SET OF itself, not the implicitly tagged form in which it travels
        signature = self._tsa.key.sign(signed.dump(), ec.ECDSA(hashes.SHA256()))
        signer = {
            "version": "v1",
            "sid": {"issuer_and_serial_number": {"issuer": certificate.issuer, "serial_number": certificate.serial_number}},
            "digest_algorithm": {"algorithm": "sha256"},
            "signed_attrs": signed,
            "signature_algorithm": {"algorithm": "sha256_ecdsa"},
            "signature": signature,
        }
        content = {
            "version": "v3",
            "digest_algorithms": [{"algorithm": "sha256"}],
            "encap_content_info": {"content_type": "tst_info", "content": core.ParsableOctetString(statement)},
            "signer_infos": [signer],
        }
        if with_certificate:
            content["certificates"] = [certificate]
        return cms.ContentInfo({"content_type": "signed_data", "content": cms.SignedData(content)})


def _signed_attributes(statement: bytes, certificate: asn1_x509.Certificate, at: datetime) -> cms.CMSAttributes:
    identity = {"hash_algorithm": algos.DigestAlgorithm({"algorithm": "sha256"}), "cert_hash": certificate.sha256}
    return cms.CMSAttributes(
        [
            {"type": "content_type", "values": ["tst_info"]},
            {"type": "signing_time", "values": [cms.Time({"utc_time": at.replace(microsecond=0)})]},
            {"type": "message_digest", "values": [hashlib.sha256(statement).digest()]},
            {"type": "signing_certificate_v2", "values": [{"certs": [identity]}]},
        ]
    )


def _refusal(reason: str) -> bytes:
    # a refusal carries no token, which the library's own type insists on
    status = bytes(tsp.PKIStatusInfo({"status": "rejection", "fail_info": {reason}}).dump())
    return bytes((0x30, len(status))) + status


def _make_root(name: str, at: datetime) -> _Certified:
    key = ec.generate_private_key(ec.SECP256R1())
    unsigned = (
        _unsigned(name, name, key.public_key(), at)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .add_extension(_usage(certificates=True), critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
    )
    return _Certified(key, unsigned.sign(key, hashes.SHA256()))


def _make_tsa(name: str, at: datetime, root: _Certified) -> _Certified:
    key = ec.generate_private_key(ec.SECP256R1())
    issuer = root.certificate.subject.get_attributes_for_oid(NameOID.COMMON_NAME)[0].value
    unsigned = (
        _unsigned(name, str(issuer), key.public_key(), at)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(_usage(certificates=False), critical=True)
        .add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.TIME_STAMPING]), critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
        .add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(root.key.public_key()), critical=False)
    )
    return _Certified(key, unsigned.sign(root.key, hashes.SHA256()))


def _unsigned(name: str, issuer: str, key: ec.EllipticCurvePublicKey, at: datetime) -> x509.CertificateBuilder:
    return (
        x509.CertificateBuilder()
        .subject_name(x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)]))
        .issuer_name(x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, issuer)]))
        .public_key(key)
        .serial_number(x509.random_serial_number())
        .not_valid_before(at - timedelta(days=1))
        .not_valid_after(at + _LIFE)
    )


def _usage(*, certificates: bool) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=not certificates,
        content_commitment=not certificates,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=certificates,
        crl_sign=certificates,
        encipher_only=False,
        decipher_only=False,
    )
