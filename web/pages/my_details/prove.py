"""Showing that a number or mail address is one's own: a link by mail, a code to the phone, or one's word without either."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from domain.errors import BadInput, Conflict, NotFound
from domain.profile import IdentifierKind, Profile, Purpose
from domain.proof import PROVEN_BY
from storage import messages, profiles, proofs, watches
from storage.vault import Db
from web.access import Visit
from web.links import absolute
from web.pages.mine.view import own_profile
from web.proving import sendable
from web.texts import _


@dataclass(frozen=True, slots=True)
class Detail:
    """One number or address. `sendable`: whether this installation can send something to it; `waiting`: something was sent."""

    kind: IdentifierKind
    value: str = field(repr=False)
    proven: bool
    sendable: bool
    waiting: bool


def details(visit: Visit) -> ResponseReturnValue:
    return _page(visit)


def send(visit: Visit) -> ResponseReturnValue:
    """A link or a code leaves; too often in a day is said, and nothing is sent."""
    profile_id = own_profile(visit)
    try:
        with visit.house.vault.begin() as db:
            detail = _chosen(db, visit)
            if not detail.sendable:
                raise BadInput("value", "nothing can be sent to it here; declare it instead")
            word = proofs.ask(db, profile_id, detail.kind, detail.value, visit.at)
            by_mail = detail.kind is IdentifierKind.EMAIL
            told = absolute(visit, "my_details.follow", token=word) if by_mail else word
            messages.keep(db, profile_id, PROVEN_BY[detail.kind], detail.value, told, visit.at)
    except Conflict:
        return _page(visit, _("That is enough for today. Try again tomorrow."), 429)
    return redirect(url_for("my_details.details"))


def code(visit: Visit) -> ResponseReturnValue:
    profile_id = own_profile(visit)
    try:
        with visit.house.vault.begin() as db:
            detail = _chosen(db, visit)
            right = proofs.by_code(db, profile_id, detail.value, request.form.get("code", ""), visit.by, visit.at)
            if right:
                look_anew(db, visit, profile_id)
    except NotFound:
        return _page(visit, _("That code is too old, or was tried too often. Have a new one sent."), 400)
    return redirect(url_for("my_details.details")) if right else _page(visit, _("That is not the code. Look again."), 400)


def declare(visit: Visit) -> ResponseReturnValue:
    """Only where nothing can be sent: one's word is written down as what it is."""
    with visit.house.vault.begin() as db:
        detail = _chosen(db, visit)
        if detail.sendable:
            raise BadInput("value", "have a link or a code sent instead")
        proofs.declare(db, own_profile(visit), detail.value, visit.by, visit.at)
        look_anew(db, visit, own_profile(visit))
    return redirect(url_for("my_details.details"))


def follow(visit: Visit, token: str) -> ResponseReturnValue:
    """The link in the mail: shown first, since machines follow links too; only the button proves it."""
    profile_id = own_profile(visit)
    if request.method == "GET":
        return render_template("my_details/follow.html", token=token)
    with visit.house.vault.begin() as db:
        proofs.by_token(db, profile_id, token, visit.by, visit.at)
        look_anew(db, visit, profile_id)
    return redirect(url_for("my_details.details"))


def look_anew(db: Db, visit: Visit, profile_id: str) -> None:
    """There is more to search by than before; without consent nothing is asked."""
    if profile_id in profiles.permitted(db, Purpose.SCAN, visit.at):
        wanted = [source for source in visit.house.sources if source.on]
        watches.watch_profile(db, profile_id, wanted, visit.by, visit.at)


def _page(visit: Visit, trouble: str = "", code: int = 200) -> ResponseReturnValue:
    with visit.house.vault.begin() as db:
        shown = list(_details(db, visit))
    return render_template("my_details/details.html", details=shown, trouble=trouble), code


def _chosen(db: Db, visit: Visit) -> Detail:
    """The detail that the form names. Raises `NotFound` for what is not among one's own, or was proven."""
    value = request.form.get("value", "")
    found = next((one for one in _details(db, visit) if one.value == value and not one.proven), None)
    if found is None:
        raise NotFound("there is no such detail of yours to be proven")
    return found


def _details(db: Db, visit: Visit) -> Iterator[Detail]:
    profile_id = own_profile(visit)
    profile = profiles.open_for(db, Purpose.SELF, profile_id, visit.at, visit.by)
    for kind, value in _values(profile):
        waits = proofs.waiting(db, profile_id, kind, value, visit.at)
        yield Detail(kind, value, value not in profile.unproven, sendable(db, visit.house, kind), waits)


def _values(profile: Profile) -> Iterator[tuple[IdentifierKind, str]]:
    yield from ((IdentifierKind.EMAIL, value) for value in profile.emails)
    yield from ((IdentifierKind.PHONE, value) for value in profile.phones)
