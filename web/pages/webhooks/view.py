"""Systems that are told when something happened, signed and by number; an administrator adds and stops them."""

from __future__ import annotations

from typing import Any

from flask import redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from wtforms import SelectMultipleField  # type: ignore[import-untyped]  # no stubs
from wtforms.widgets import CheckboxInput, ListWidget  # type: ignore[import-untyped]  # no stubs

from domain.errors import BadInput
from domain.hook import Hook, HookEvent, checked_url
from domain.roles import Role
from storage import webhooks
from web.access import Route, Visit
from web.forms import Form, StringField, needed, options, short
from web.texts import _, later

_ROLES = frozenset({Role.ADMINISTRATOR})
EVENTS: dict[HookEvent, Any] = {
    HookEvent.FINDING: later("something was found"),
    HookEvent.TAKEDOWN: later("a request moved on"),
    HookEvent.EXPOSURE: later("a place is gone, or came back"),
    HookEvent.FLARE_UP: later("a flare-up was set, moved or called off"),
}


class NewHook(Form):
    name = StringField(later("Which system is told"), [needed(), short(64)])
    url = StringField(later("Its address, with https://"), [needed(), short(500)])
    events = SelectMultipleField(
        later("Of what it is told"),
        [needed()],
        choices=options((event.value, text) for event, text in EVENTS.items()),
        widget=ListWidget(prefix_label=False),
        option_widget=CheckboxInput(),
    )


def overview(visit: Visit) -> ResponseReturnValue:
    return _page(visit, NewHook())


def add(visit: Visit) -> ResponseReturnValue:
    form = NewHook()
    if not form.sent_well():
        return _page(visit, form, status=400)
    try:
        url = checked_url(form.text("url"), visit.house.settings.allow_private_hosts)
    except BadInput:
        form.complain("url", _("Begin with https:// and a host, without a name or password in it."))
        return _page(visit, form, status=400)
    events = tuple(HookEvent(one) for one in form.events.data)
    with visit.house.vault.begin() as db:
        hook = webhooks.add(db, form.text("name"), url, events, visit.by, visit.at)
    return _page(visit, NewHook(formdata=None), hook=hook)


def stop(visit: Visit, webhook_id: str) -> ResponseReturnValue:
    with visit.house.vault.begin() as db:
        webhooks.stop(db, webhook_id, visit.by, visit.at)
    return redirect(url_for("webhooks.overview"))


def _page(visit: Visit, form: NewHook, *, status: int = 200, hook: Hook | None = None) -> ResponseReturnValue:
    with visit.house.vault.begin() as db:
        rows = webhooks.listening(db)
    return render_template("webhooks/webhooks.html", form=form, rows=rows, hook=hook, events=EVENTS), status


ROUTES = (
    Route("/beheer/webhooks", overview, _ROLES, menu=later("Webhooks"), rank=60),
    Route("/beheer/webhooks/nieuw", add, _ROLES, ("POST",)),
    Route("/beheer/webhooks/<webhook_id>/stoppen", stop, _ROLES, ("POST",)),
)
