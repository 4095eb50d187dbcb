"""Makes a bundle for one audience: what it holds and what it leaves out follows from for whom it is."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import partial

from domain.errors import BadInput, NotFound, NotPermitted, Unreachable
from domain.evidence import Audience, CustodyType, Derived, Dossier, Reporter, Sealed
from domain.exposure import Exposure
from domain.profile import Purpose
from evidence import bundle, canonical, custody, envelope, layout, moments, redact, stamp
from storage import cases, dossiers, exposures, profiles, redactions
from storage.vault import Db
from web.access import Visit
from web.house import Notary

_PICTURE = ".png"
#: Which pictures become stamped slices, and what their band says first; the view is the top of the full page.
_STAMPED = {"full.png": "", "modified.png": "MODIFIED: made after the page was changed by us; full.png is the page as it was"}
#: What the custody log says a bundle was taken out for.
REASONS = {
    Audience.POLICE: "police-report",
    Audience.COURT: "legal-claim",
    Audience.EMPLOYEE: "employee-access",
    Audience.RECIPIENT: "notice",
}


def made(visit: Visit, exposure: Exposure, audience: Audience, *, pictures: bool = False) -> tuple[bytes, str]:
    """(the bundle, its file name). Handing it out is a line in the custody log, which is part of it."""
    notary = visit.house.notary
    if notary is None:
        raise NotFound("no bundles are made here")
    with visit.house.vault.begin() as db:
        taken = custody.following(CustodyType.EXPORTED, actor=visit.by, at=visit.at, reason=REASONS[audience])
        cases.log(db, exposure.case_id, taken)
        dossier = _for(db, visit, dossiers.gather(db, exposure.id, visit.by, visit.at), audience, exposure, pictures)
    name = f"bewijs-{audience.value}-{exposure.id[:8]}.zip"
    written = _built(visit, notary, dossier)
    if audience is Audience.POLICE and notary.police is not None:
        return envelope.sealed_to(notary.police, written), f"{name}.p7m"
    return written, name


def exposure_of(db: Db, profile_id: str, exposure_id: str) -> Exposure:
    """Raises `NotFound` for an exposure of somebody else."""
    exposure = exposures.get(db, exposure_id)
    if exposure.profile_id != profile_id:
        raise NotFound("there is no such exposure")
    return exposure


def _built(visit: Visit, notary: Notary, dossier: Dossier) -> bytes:
    """Without a time stamp of its own where every authority is away: the captures have theirs, and the verifier says so."""
    build = partial(bundle.build, dossier, signer=notary.signer, roots=notary.roots, now=visit.at, pdf=notary.pdf)
    try:
        return build(stamps=notary.stamps)
    except (Unreachable, BadInput):
        return build(stamps=())


def _for(db: Db, visit: Visit, dossier: Dossier, audience: Audience, exposure: Exposure, pictures: bool) -> Dossier:
    settings = visit.house.settings
    reporter = Reporter(settings.organisation, settings.role_address)
    if audience.whole:
        named = replace(reporter, person=_name(db, visit, exposure))
        cut = tuple(piece for sealed in dossier.captures for piece in stamped(sealed, dossier.case))
        return replace(dossier, audience=audience, reporter=named, derived=cut)
    copies = tuple(_redacted(db, dossier.captures)) if audience is Audience.RECIPIENT or pictures else ()
    left_out = bundle.withheld_all(dossier.captures)
    return replace(dossier, audience=audience, reporter=reporter, withheld=left_out, derived=copies)


def _name(db: Db, visit: Visit, exposure: Exposure) -> str:
    """The employee's name, where they consented to our acting; the police can always ask the organisation."""
    try:
        profile = profiles.open_for(db, Purpose.NOTIFY, exposure.profile_id, visit.at, visit.by)
    except (NotPermitted, NotFound):  # or they have withdrawn, and what is held of them names nobody
        return ""
    return str(profile.name)


def _redacted(db: Db, captures: tuple[Sealed, ...]) -> Iterator[Derived]:
    """Copies of those pictures alone for which a person approved the boxes."""
    for sealed in captures:
        approved = redactions.of_capture(db, sealed.capture_id)
        for number, file in enumerate(file for file in sealed.originals if file.name in approved):
            painted = redact.redacted(file.content, redact.parse(approved[file.name]))
            yield Derived(sealed.capture_id, f"redacted-{number + 1:03d}{_PICTURE}", painted, file.name, "redacted")


def stamped(sealed: Sealed, case: str) -> Iterator[Derived]:
    """The pictures of a capture as slices, above each a band that says where, when and which."""
    number = 0
    told = canonical.decode_mapping(next(file.content for file in sealed.originals if file.name == layout.SHEET))
    at = moments.parse(told["fetched_at"]["utc"])
    for file in sealed.originals:
        if file.name not in _STAMPED:
            continue
        about = stamp.About(
            told["requested_url"], told["final_url"], at, case, sealed.capture_id, told["status"], _STAMPED[file.name]
        )
        for piece in stamp.slices(file.content, about):
            number += 1
            yield Derived(sealed.capture_id, f"stamped-{number:03d}{_PICTURE}", piece.png, file.name, "stamped")
