"""Everything that a view is given from outside."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from cryptography import x509

from config.settings import Settings
from domain.ports import Now, Stamp
from domain.recipient import Recipient
from domain.source import Source
from evidence.keys import Signer
from storage.vault import Vault


@dataclass(frozen=True, slots=True)
class Notary:
    """Who signs a bundle, and who stamp the signature with a time that is not ours (nobody: the bundle says so)."""

    signer: Signer
    stamps: tuple[Stamp, ...] = ()
    roots: Sequence[x509.Certificate] = field(default=(), repr=False)
    pdf: bool = False  # whether a report is made as PDF too
    police: x509.Certificate | None = None  # to which bundles for the police are encrypted


@dataclass(frozen=True, slots=True)
class House:
    """`notary` is None where no evidence bundles are made."""

    vault: Vault
    settings: Settings
    now: Now
    sources: tuple[Source, ...]
    recipients: tuple[Recipient, ...]
    notary: Notary | None = None

    @property
    def https(self) -> bool:
        return self.settings.public_url.startswith("https://")

    def source(self, slug: str) -> Source | None:
        return next((source for source in self.sources if source.slug == slug), None)

    def recipient(self, slug: str) -> Recipient | None:
        return next((recipient for recipient in self.recipients if recipient.slug == slug), None)
