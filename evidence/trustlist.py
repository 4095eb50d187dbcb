"""Whether a time-stamp is *qualified* (eIDAS art. 41): looked up in a trusted list that the reader saved on this machine.

The list is the member state's own XML (ETSI TS 119 612), as each publishes it; its signature is not checked here, whoever
saves the file vouches for it. A service is listed by its own certificate or by the one that issued it.
"""

from __future__ import annotations

import base64
import binascii
import xml.parsers.expat
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path

from cryptography import x509
from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm

from domain.errors import BadInput

_QUALIFIED = "http://uri.etsi.org/TrstSvc/Svctype/TSA/QTST"
_GRANTED = "http://uri.etsi.org/TrstSvc/TrustedList/Svcstatus/granted"
_LIMIT = 64 * 1024 * 1024


class Qualified(StrEnum):
    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"  # no list, or nobody in it of whom this token is


@dataclass(frozen=True, slots=True)
class Service:
    """A time-stamping service of the list: its certificates, and since when it was what (newest first)."""

    certificates: tuple[x509.Certificate, ...]
    qualified_type: bool
    spans: tuple[tuple[datetime, bool], ...]

    def granted(self, at: datetime) -> bool:
        began = [(since, granted) for since, granted in self.spans if since <= at]
        return self.qualified_type and bool(began) and max(began)[1]

    def vouches(self, signer: x509.Certificate) -> bool:
        return any(signer == one or _issued(signer, one) for one in self.certificates)


@dataclass(frozen=True, slots=True)
class TrustList:
    services: tuple[Service, ...] = ()

    def says(self, signer: x509.Certificate | None, at: datetime) -> Qualified:
        """YES if a listed qualified service that was granted at that moment stands behind the signer, NO if only others do."""
        known = [one for one in self.services if signer is not None and one.vouches(signer)]
        if not known:
            return Qualified.UNKNOWN
        return Qualified.YES if any(one.granted(at) for one in known) else Qualified.NO


def load(path: Path) -> TrustList:
    """Raises BadInput for what is no trusted list in ETSI's XML, or one that defines entities (nothing needs them)."""
    try:
        raw = path.read_bytes()
        if len(raw) > _LIMIT:
            raise ValueError("too large")
        return TrustList(tuple(_services(raw)))
    except (OSError, ValueError, xml.parsers.expat.ExpatError) as error:
        raise BadInput(path.name, "is no trusted list (ETSI TS 119 612, XML); save the one of your member state") from error


class _Reader:
    """Collects, of each service and each piece of its history, the three things that matter; the rest is passed over."""

    def __init__(self) -> None:
        self.path: list[str] = []
        self.text: list[str] = []
        self.services: list[dict[str, list[str]]] = []

    def begin(self, name: str, _attributes: object) -> None:
        local = name.rpartition("|")[2]
        self.path.append(local)
        self.text = []
        if local == "TSPService":
            self.services.append({"X509Certificate": [], "ServiceTypeIdentifier": [], "ServiceStatus": [], "Since": []})

    def end(self, name: str) -> None:
        local = self.path.pop()
        wanted = {"StatusStartingTime": "Since"}.get(local, local)
        if self.services and "TSPService" in self.path and wanted in self.services[-1]:
            self.services[-1][wanted].append("".join("".join(self.text).split()))

    def characters(self, text: str) -> None:
        self.text.append(text)


def _services(raw: bytes) -> Iterator[Service]:
    reader, parser = _Reader(), xml.parsers.expat.ParserCreate(namespace_separator="|")
    parser.StartElementHandler, parser.EndElementHandler = reader.begin, reader.end
    parser.CharacterDataHandler = reader.characters
    parser.EntityDeclHandler = _no_entities
    parser.Parse(raw, True)
    for found in reader.services:
        if not any("/Svctype/TSA" in kind for kind in found["ServiceTypeIdentifier"]):
            continue
        moments = [datetime.fromisoformat(one).astimezone(UTC) for one in found["Since"]]
        statuses = [status == _GRANTED for status in found["ServiceStatus"]]
        certificates = tuple(filter(None, map(_certificate, found["X509Certificate"])))
        qualified = _QUALIFIED in found["ServiceTypeIdentifier"]
        yield Service(certificates, qualified, tuple(zip(moments, statuses, strict=False)))


def _no_entities(*_: object) -> None:
    raise ValueError("defines entities")


def _certificate(encoded: str) -> x509.Certificate | None:
    """None for one that this machine's library cannot read: of that service nothing can be said."""
    try:
        return x509.load_der_x509_certificate(base64.b64decode(encoded, validate=True))
    except (ValueError, binascii.Error, UnsupportedAlgorithm):
        return None


def _issued(signer: x509.Certificate, issuer: x509.Certificate) -> bool:
    try:
        signer.verify_directly_issued_by(issuer)
    except (ValueError, TypeError, InvalidSignature, UnsupportedAlgorithm):
        return False
    return True
