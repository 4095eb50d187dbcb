"""A time that is not ours: an RFC 3161 token over a signature, trusted only as far as the roots that we were given."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum

from cryptography import x509
from cryptography.exceptions import UnsupportedAlgorithm
from rfc3161_client import (
    HashAlgorithm,
    TimestampRequestBuilder,
    TimeStampResponse,
    VerificationError,
    VerifierBuilder,
    decode_timestamp_response,
)

from domain.errors import BadInput, Unreachable
from domain.evidence import Seal, TimeToken
from domain.ports import Stamp

#: What the parsers of the two libraries raise on bytes that are no token.
_UNREADABLE = (ValueError, KeyError, TypeError, UnsupportedAlgorithm, x509.InvalidVersion, x509.DuplicateExtension)


class TokenFault(StrEnum):
    """Why a token proves nothing here."""

    UNREADABLE = "unreadable"
    NOT_GRANTED = "not-granted"
    OTHER_CONTENT = "other-content"  # made over something else
    OTHER_NONCE = "other-nonce"  # an answer to another question
    UNKNOWN_AUTHORITY = "unknown-authority"  # no root of ours stands above it
    FALSE = "false"  # claims a root of ours, but its signature or certificate does not hold


@dataclass(frozen=True, slots=True)
class Token:
    """A response in its plainest form (granted, and the token), with the time that the authority put in it."""

    der: bytes = field(repr=False)
    at: datetime
    signer: x509.Certificate | None = None  # which travelled in the token; the roots vouch for it


def load_roots(pem: bytes) -> tuple[x509.Certificate, ...]:
    """The pinned certificates in a PEM file. Raises ValueError where there is none."""
    return tuple(x509.load_pem_x509_certificates(pem))


def stamped(seal: Seal, stamp: Stamp, roots: Sequence[x509.Certificate], *, authority: int = 0) -> Seal:
    """The seal with one token more. Raises Unreachable from `stamp`, BadInput where the answer does not hold."""
    token = obtain(seal.signature, stamp, roots)
    if not seal.stamped:
        return replace(seal, token=token.der, stamped_at=token.at, authority=authority)
    return replace(seal, more=(*seal.more, TimeToken(token.der, token.at, authority)))


def stamped_by_all(seal: Seal, stamps: Sequence[Stamp], roots: Sequence[x509.Certificate]) -> Seal:
    """With a token of each authority that answers well and has not given one yet; one that is away is passed over."""
    for number, ask in enumerate(stamps):
        if number in {token.authority for token in seal.tokens}:
            continue
        try:
            seal = stamped(seal, ask, roots, authority=number)
        except (Unreachable, BadInput):
            continue
    return seal


def obtain(signature: bytes, stamp: Stamp, roots: Sequence[x509.Certificate]) -> Token:
    """Asks for a token over these bytes, with a fresh nonce, and keeps it only if it holds against our own roots."""
    question = TimestampRequestBuilder().data(signature).hash_algorithm(HashAlgorithm.SHA256).nonce(nonce=True).build()
    verdict = judge(stamp(question.as_bytes()), signature, roots, nonce=question.nonce)
    if isinstance(verdict, TokenFault):
        raise BadInput("time-stamp", f"the authority's answer does not hold ({verdict}); check the roots or ask another one")
    return verdict


def judge(
    response: bytes, signature: bytes, roots: Sequence[x509.Certificate], *, nonce: int | None = None
) -> Token | TokenFault:
    """The token, if it is about these bytes and one of these roots stands above it; else the reason.

    Certificates that travel inside the token are never anchors; its own time decides whether they were valid.
    """
    try:
        answer = decode_timestamp_response(response)
        if answer.status != 0:
            return TokenFault.NOT_GRANTED
        if nonce is not None and answer.tst_info.nonce != nonce:
            return TokenFault.OTHER_NONCE
        return _fault(answer, signature, roots) or Token(_plainest(answer), answer.tst_info.gen_time, _signer(answer))
    except _UNREADABLE:
        return TokenFault.UNREADABLE


def claimed_time(response: bytes) -> datetime | None:
    """The time that stands in a token which nobody has checked; good for telling a tool when to judge it, no more."""
    try:
        return decode_timestamp_response(response).tst_info.gen_time
    except _UNREADABLE:
        return None


def _fault(answer: TimeStampResponse, signature: bytes, roots: Sequence[x509.Certificate]) -> TokenFault | None:
    if not roots:
        return TokenFault.UNKNOWN_AUTHORITY
    try:
        VerifierBuilder(roots=list(roots)).build().verify_message(answer, signature)
    except VerificationError as error:
        if str(error) == "Mismatch between messages":
            return TokenFault.OTHER_CONTENT
        return TokenFault.FALSE if _claims(answer, roots) else TokenFault.UNKNOWN_AUTHORITY
    return None


def _signer(answer: TimeStampResponse) -> x509.Certificate | None:
    """The certificate that signed, where it travels in the token; the token itself was judged by the roots alone."""
    signed = answer.signed_data
    names = {(info.issuer, info.serial_number) for info in signed.signer_infos}
    found = (x509.load_der_x509_certificate(der) for der in signed.certificates)
    return next((one for one in found if (one.issuer, one.serial_number) in names), None)


def _claims(answer: TimeStampResponse, roots: Sequence[x509.Certificate]) -> bool:
    known = {name for root in roots for name in (root.subject, root.issuer)}
    return any(signer.issuer in known for signer in answer.signed_data.signer_infos)


def _plainest(answer: TimeStampResponse) -> bytes:
    """Granted, and nothing else: what an authority adds around its token is signed by nobody."""
    body = b"\x30\x03\x02\x01\x00" + answer.time_stamp_token()
    length = len(body)
    if length < 0x80:
        return bytes((0x30, length)) + body
    size = length.to_bytes((length.bit_length() + 7) // 8, "big")
    return bytes((0x30, 0x80 | len(size))) + size + body
