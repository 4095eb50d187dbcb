"""Everything that can be wrong with a bundle, what it means in Dutch and in English, and the exit code it deserves."""

from __future__ import annotations

from enum import StrEnum

from domain.errors import BadInput

TAMPERED, UNVERIFIABLE = 1, 2


class FaultKind(StrEnum):
    NOT_A_BUNDLE = "not-a-bundle"
    CONTAINER = "container"
    MISSING = "missing"
    SUMS = "sums"
    UNKNOWN_KEY = "unknown-key"
    SIGNATURE = "signature"
    RETIRED_KEY = "retired-key"
    MANIFEST = "manifest"
    FILES = "files"
    DIGEST = "digest"
    CUSTODY = "custody"
    SEAL_FILES = "seal-files"
    SHEET = "sheet"
    NO_TOKEN = "no-token"  # noqa: S105  # a kind of fault, no password
    UNKNOWN_AUTHORITY = "unknown-authority"
    TOKEN_OTHER = "token-other"  # noqa: S105  # idem
    TOKEN_FALSE = "token-false"  # noqa: S105  # idem
    TIME_APART = "time-apart"
    WITHHELD = "withheld"
    DERIVED = "derived"
    NOT_IN_IT = "not-in-it"


#: kind: (exit code, Dutch, English)
MEANING: dict[FaultKind, tuple[int, str, str]] = {
    FaultKind.NOT_A_BUNDLE: (
        UNVERIFIABLE,
        "Dit bestand is geen bewijsdossier van luwte.",
        "This file is not an evidence bundle of luwte.",
    ),
    FaultKind.CONTAINER: (
        TAMPERED,
        "Het ZIP-bestand zelf is veranderd, ingekort of opnieuw ingepakt.",
        "The ZIP file itself was changed, cut short or packed again.",
    ),
    FaultKind.MISSING: (TAMPERED, "Er ontbreekt een bestand.", "A file is missing."),
    FaultKind.SUMS: (
        TAMPERED,
        "De lijst SHA256SUMS klopt niet met de bestanden.",
        "The list SHA256SUMS does not agree with the files.",
    ),
    FaultKind.UNKNOWN_KEY: (
        UNVERIFIABLE,
        "Ondertekend met een sleutel die niet in de map met vertrouwde sleutels staat.",
        "Signed with a key that is not in the directory of trusted keys.",
    ),
    FaultKind.SIGNATURE: (
        TAMPERED,
        "De handtekening klopt niet: de ondertekende lijst is veranderd.",
        "The signature does not hold: the signed list was changed.",
    ),
    FaultKind.RETIRED_KEY: (
        TAMPERED,
        "Ondertekend met een sleutel die op dat tijdstip al was vervangen.",
        "Signed with a key that had been replaced by then.",
    ),
    FaultKind.WITHHELD: (
        TAMPERED,
        "De lijst van achtergehouden bestanden klopt niet met de verzegeling.",
        "The list of withheld files does not agree with the seal.",
    ),
    FaultKind.DERIVED: (
        TAMPERED,
        "Een afgeleide kopie hoort niet bij een verzegeld origineel van dit dossier.",
        "A derived copy does not belong to a sealed original of this bundle.",
    ),
    FaultKind.NOT_IN_IT: (
        TAMPERED,
        "Dit bestand staat niet in het dossier, of het is veranderd. Het dossier zelf klopt.",
        "This file is not in the bundle, or it was changed. The bundle itself holds.",
    ),
    FaultKind.MANIFEST: (
        TAMPERED,
        "De ondertekende lijst is niet zoals luwte die schrijft.",
        "The signed list is not as luwte writes it.",
    ),
    FaultKind.FILES: (
        TAMPERED,
        "Er is een bestand bijgekomen, verdwenen of verplaatst.",
        "A file was added, removed or moved.",
    ),
    FaultKind.DIGEST: (TAMPERED, "De inhoud van een bestand is veranderd.", "The content of a file was changed."),
    FaultKind.CUSTODY: (
        TAMPERED,
        "Het logboek van de bewaring is geen ononderbroken keten of hoort niet bij dit dossier.",
        "The custody log is not one unbroken chain or does not belong to this bundle.",
    ),
    FaultKind.SEAL_FILES: (
        TAMPERED,
        "De bestanden van een vastlegging kloppen niet met haar verzegeling.",
        "The files of a capture do not agree with its seal.",
    ),
    FaultKind.SHEET: (
        TAMPERED,
        "Het vastleggingsblad spreekt de verzegeling tegen.",
        "The capture sheet contradicts the seal.",
    ),
    FaultKind.NO_TOKEN: (
        UNVERIFIABLE,
        "Er is geen tijdstempel: het tijdstip is niet te controleren.",
        "There is no time-stamp: the time cannot be checked.",
    ),
    FaultKind.UNKNOWN_AUTHORITY: (
        UNVERIFIABLE,
        "Het tijdstempel komt van een dienst die niet onder de vertrouwde stamcertificaten valt.",
        "The time-stamp comes from an authority that is under none of the trusted roots.",
    ),
    FaultKind.TOKEN_OTHER: (
        TAMPERED,
        "Het tijdstempel hoort bij iets anders.",
        "The time-stamp belongs to something else.",
    ),
    FaultKind.TOKEN_FALSE: (TAMPERED, "Het tijdstempel is vals of beschadigd.", "The time-stamp is false or damaged."),
    FaultKind.TIME_APART: (
        TAMPERED,
        "Het opgegeven tijdstip ligt meer dan tien minuten van het tijdstempel.",
        "The stated time lies more than ten minutes from the time-stamp.",
    ),
}


class Fault(BadInput):
    """The first thing about a bundle that does not hold; `where` is a path inside it."""

    def __init__(self, kind: FaultKind, where: str = "") -> None:
        self.exit_code, self.dutch, self.english = MEANING[kind]
        super().__init__(where or "bundle", self.english)
        self.kind = kind
