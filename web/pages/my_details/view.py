"""The employee changes, adds and removes what luwte knows them by; correction is a right of theirs (GDPR article 16)."""

from __future__ import annotations

from flask import redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from domain.profile import Purpose
from domain.roles import Role
from storage import profiles
from web.access import Route, Visit
from web.forms import BooleanField, needed
from web.pages.enrol.fields import Identity
from web.pages.mine.view import own_profile
from web.pages.my_details import prove
from web.pages.my_details.filled import changed, data_of
from web.texts import later

_OWN, _POST, _BOTH = frozenset({Role.EMPLOYEE}), ("POST",), ("GET", "POST")


class Correction(Identity):
    """What is left out cannot be found; the tick is the declaration for what cannot be proven by a link or a code."""

    mine = BooleanField(later("These details are mine, or of somebody who lives with me and knows of it"), [needed()])


def change(visit: Visit) -> ResponseReturnValue:
    profile_id = own_profile(visit)
    with visit.house.vault.begin() as db:
        before = profiles.open_for(db, Purpose.SELF, profile_id, visit.at, visit.by)
        form = Correction(data=data_of(before))
        if form.sent_well():
            after = changed(form, before)
            profiles.save(db, after, visit.by, visit.at)
            if after != before:
                prove.look_anew(db, visit, profile_id)
            return redirect(url_for("my_details.details" if after.unproven else "mine.mine"))
    return render_template("my_details/change.html", form=form), 400 if form.is_submitted() else 200


_PROOFS = "/mijn/bewijzen"
ROUTES = (
    Route("/mijn/wijzigen", change, _OWN, _BOTH),
    Route(_PROOFS, prove.details, _OWN),
    Route(f"{_PROOFS}/sturen", prove.send, _OWN, _POST),
    Route(f"{_PROOFS}/code", prove.code, _OWN, _POST),
    Route(f"{_PROOFS}/verklaren", prove.declare, _OWN, _POST),
    Route(f"{_PROOFS}/link/<token>", prove.follow, _OWN, _BOTH),
)
