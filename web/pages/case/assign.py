"""Who answers for a case, and who stands in."""

from __future__ import annotations

from typing import Any

from flask import redirect, url_for
from flask.typing import ResponseReturnValue

from domain.desk import Post, in_charge
from domain.errors import BadInput
from domain.roles import Role
from storage import accounts, cases, duties
from storage.cases import Case
from storage.vault import Db
from web.access import Visit
from web.forms import Form, SelectField, options
from web.pages.case.act import case_of
from web.texts import _, later

_STAFF = (Role.COORDINATOR, Role.SPECIALIST)


class Assigning(Form):
    owner = SelectField(later("Owner"), choices=[])
    deputy = SelectField(later("Deputy: stands in for the owner"), choices=[])


def assign(visit: Visit, profile_id: str) -> ResponseReturnValue:
    with visit.house.vault.begin() as db:
        case = case_of(db, profile_id)
        form = _form(db, case, asked=True)
        if not form.sent_well():
            raise BadInput("owner", "choose one of those offered")
        if form.owner.data == form.deputy.data:
            raise BadInput("deputy", _("Nobody stands in for themselves: choose somebody else."))
        cases.assign(db, case.id, form.owner.data, form.deputy.data, visit.by, visit.at)
    return redirect(url_for("case.show", profile_id=profile_id))


def form_of(db: Db, case: Case) -> Assigning:
    return _form(db, case, asked=False)


def answering(db: Db, visit: Visit, case: Case) -> tuple[Post, str] | None:
    """Who answers for it now."""
    return in_charge(case.owner, case.deputy, duties.on_duty(db, visit.at), _active(db))


def _form(db: Db, case: Case, *, asked: bool) -> Assigning:
    form = Assigning() if asked else Assigning(formdata=None, data={"owner": case.owner, "deputy": case.deputy})
    names: list[tuple[str, Any]] = [(name, name) for name in sorted({*_active(db), case.owner})]
    form.owner.choices = options(names)
    form.deputy.choices = options([("", later("nobody")), *names])
    return form


def _active(db: Db) -> list[str]:
    return [one.pseudonym for role in _STAFF for one in accounts.with_role(db, role)]
