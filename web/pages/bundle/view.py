"""Who may take evidence out: a coordinator for the police or a recipient, an employee their own; never a direct colleague."""

from __future__ import annotations

from flask import Response, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from domain.errors import BadInput, NotFound
from domain.evidence import Audience, CustodyType
from domain.roles import Role
from evidence import custody
from storage import cases, profiles, seals
from web import interest
from web.access import Route, Visit
from web.forms import BooleanField, Form, RadioField, options
from web.pages.bundle.make import exposure_of, made
from web.pages.mine.view import own_profile
from web.texts import later

_COORDINATOR, _OWN = frozenset({Role.COORDINATOR}), frozenset({Role.EMPLOYEE})
_BOTH = ("GET", "POST")


class Taking(Form):
    audience = RadioField(
        later("For whom?"),
        choices=options(
            [
                (Audience.POLICE.value, later("The police: everything, with the VPT label, the timeline and the log")),
                (Audience.COURT.value, later("The court, or a lawyer for a claim: everything")),
                (Audience.RECIPIENT.value, later("Whoever is asked for removal: redacted copies alone, without names")),
                (Audience.EMPLOYEE.value, later("The employee: text alone")),
            ]
        ),
    )


class Own(Form):
    pictures = BooleanField(later("Also the pictures that a specialist has redacted; they may be hurtful"))


def hand_over(visit: Visit, profile_id: str, exposure_id: str) -> ResponseReturnValue:
    form = Taking()
    with visit.house.vault.begin() as db:
        profiles.enrolled(db, profile_id)
        interest.check(db, visit, profile_id)
        exposure = exposure_of(db, profile_id, exposure_id)
        stamps, asked = seals.tokens_of(db, exposure_id), seals.asked_override(db, exposure_id)
        override = seals.override_of(db, exposure_id)
    if visit.house.notary is None:
        raise NotFound("no bundles are made here")
    if form.sent_well():
        return download(*made(visit, exposure, Audience(form.audience.data)))
    page = render_template(
        "bundle/choose.html",
        form=form,
        exposure=exposure,
        stamps=stamps,
        authorities=len(visit.house.notary.stamps),
        encrypted=visit.house.notary.police is not None,
        asked=asked,
        mine=asked == visit.by,
        override=override,
    )
    return page, 400 if form.is_submitted() else 200


def override(visit: Visit, profile_id: str, exposure_id: str) -> ResponseReturnValue:
    """Acute danger: the first asks, another one agrees; then a request may be written though no time stamp is there."""
    with visit.house.vault.begin() as db:
        profiles.enrolled(db, profile_id)
        interest.check(db, visit, profile_id)
        exposure = exposure_of(db, profile_id, exposure_id)
        if not seals.asked_override(db, exposure_id):
            seals.ask_override(db, exposure_id, visit.by, visit.at)
        elif seals.agree_override(db, exposure_id, visit.by, visit.at) is None:
            raise BadInput("override", "somebody else must agree; two people decide this")
        else:
            agreed = custody.following(CustodyType.SEAL_OVERRIDDEN, actor=visit.by, at=visit.at, reason="acute-danger")
            cases.log(db, exposure.case_id, agreed)
    return redirect(url_for("bundle.hand_over", profile_id=profile_id, exposure_id=exposure_id))


def own(visit: Visit, exposure_id: str) -> ResponseReturnValue:
    """The employee's own evidence: text alone, unless they ask for the pictures."""
    form = Own()
    with visit.house.vault.begin() as db:
        exposure = exposure_of(db, own_profile(visit), exposure_id)
    if form.sent_well():
        return download(*made(visit, exposure, Audience.EMPLOYEE, pictures=bool(form.pictures.data)))
    return render_template("bundle/own.html", form=form, exposure=exposure), 400 if form.is_submitted() else 200


def download(written: bytes, name: str) -> Response:
    kind = "application/zip" if name.endswith(".zip") else "application/pkcs7-mime"
    return Response(written, mimetype=kind, headers={"Content-Disposition": f'attachment; filename="{name}"'})


_ONE = "/dossiers/<profile_id>"
ROUTES = (
    Route(f"{_ONE}/bewijs/<exposure_id>", hand_over, _COORDINATOR, _BOTH),
    Route(f"{_ONE}/noodgeval/<exposure_id>", override, _COORDINATOR, ("POST",)),
    Route("/mijn/bewijs/<exposure_id>", own, _OWN, _BOTH),
)
