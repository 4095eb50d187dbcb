"""The captured page: a blur first, its text and pictures when somebody says what for."""

from __future__ import annotations

from flask import Response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from domain.errors import BadInput, NotFound
from domain.evidence import CustodyType
from domain.roles import Role
from evidence import canonical, custody, redact
from storage import cases, redactions
from web.access import Route, Visit
from web.forms import Form, SelectField, TextAreaField, options, short
from web.pages.capture.seen import Kept, kept, log_view
from web.texts import later

_ROLES = frozenset({Role.SPECIALIST})
_BOTH = ("GET", "POST")
_TEXT, _VISIBLE = "text.txt", "visible.json"


class Asking(Form):
    purpose = SelectField(
        later("What for?"),
        choices=options(
            [
                ("judging", later("to judge whether it is about the employee")),
                ("notice", later("to write a request for removal")),
                ("police-report", later("to help with a report to the police")),
                ("threat", later("to see whether somebody is threatened")),
            ]
        ),
    )


class Boxes(Form):
    boxes = TextAreaField(later("Boxes to paint over"), [short(4000)])


def look(visit: Visit, finding_id: str) -> ResponseReturnValue:
    """Sending the form shows it once, and is a line in the log of the case."""
    form = Asking()
    with visit.house.vault.begin() as db:
        found = kept(db, visit, finding_id)
        shown = form.sent_well()
        if shown:
            log_view(db, visit, found, form.purpose.data)
    text = next((file.content.decode("utf-8", "replace") for file in found.sealed.originals if file.name == _TEXT), "")
    page = render_template("capture/capture.html", form=form, found=found, shown=shown, text=text if shown else "")
    return page, 400 if form.is_submitted() and not shown else 200


def picture(visit: Visit, finding_id: str, name: str) -> ResponseReturnValue:
    """The picture as captured; each look is logged."""
    with visit.house.vault.begin() as db:
        found = kept(db, visit, finding_id)
        original = found.picture(name)
        log_view(db, visit, found, "picture")
    return _png(original.content)


def blur(visit: Visit, finding_id: str, name: str) -> ResponseReturnValue:
    """Nothing can be read in it, so nothing is logged."""
    with visit.house.vault.begin() as db:
        original = kept(db, visit, finding_id).picture(name)
    return _png(redact.blurred(original.content))


def paint(visit: Visit, finding_id: str, name: str) -> ResponseReturnValue:
    """A person says which boxes are painted over in what others get; where the match stood is suggested."""
    with visit.house.vault.begin() as db:
        found = kept(db, visit, finding_id)
        original = found.picture(name)
        approved = redactions.of_capture(db, found.sealed.capture_id).get(name)
    form = Boxes(boxes=approved if approved is not None else suggestions(found))
    if form.is_submitted():
        try:
            redact.redacted(original.content, redact.parse(form.text("boxes")))
        except BadInput as wrong:
            form.validate()
            form.complain("boxes", wrong.what)
    if form.is_submitted() and not form.errors and form.sent_well() and "approve" in request.form:
        return _approve(visit, finding_id, found, name, form.text("boxes"))
    page = render_template("capture/paint.html", form=form, found=found, name=name, approved=approved is not None)
    return page, 400 if form.is_submitted() and form.errors else 200


def grid(visit: Visit, finding_id: str, name: str) -> ResponseReturnValue:
    """The picture with its boxes and lines to measure by; a look like any other."""
    with visit.house.vault.begin() as db:
        found = kept(db, visit, finding_id)
        original = found.picture(name)
        log_view(db, visit, found, "redaction")
    return _png(redact.for_approval(original.content, redact.parse(request.args.get("boxes", ""))))


def suggestions(found: Kept) -> str:
    """The boxes in which the capture saw what matched; suggestions, no more."""
    told = next((file.content for file in found.sealed.originals if file.name == _VISIBLE), b"[]")
    try:
        boxes = [box for one in canonical.decode(told) for box in one["boxes"]]
        return "\n".join(",".join(str(int(side)) for side in box) for box in boxes)
    except (ValueError, TypeError, KeyError):
        return ""


def _approve(visit: Visit, finding_id: str, found: Kept, name: str, boxes: str) -> ResponseReturnValue:
    if not found.case_id:
        raise NotFound("there is no case yet; confirm the finding first")
    with visit.house.vault.begin() as db:
        redactions.approve(db, found.case_id, found.sealed.capture_id, name, boxes, visit.by, visit.at)
        about = {"capture": found.sealed.capture_id, "reason": "approved"}
        cases.log(db, found.case_id, custody.following(CustodyType.REDACTED, actor=visit.by, at=visit.at, **about))
    return redirect(url_for("capture.look", finding_id=finding_id))


def _png(content: bytes) -> Response:
    return Response(content, mimetype="image/png")


_ONE = "/beoordelen/<finding_id>"
ROUTES = (
    Route(f"{_ONE}/vastlegging", look, _ROLES, _BOTH),
    Route(f"{_ONE}/beeld/<name>", picture, _ROLES),
    Route(f"{_ONE}/vaag/<name>", blur, _ROLES),
    Route(f"{_ONE}/zwart/<name>", paint, _ROLES, _BOTH),
    Route(f"{_ONE}/raster/<name>", grid, _ROLES),
)
