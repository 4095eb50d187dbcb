"""A coordinator reads in a staff list: first shown, then sent; who is missing from it is proposed, and a person decides."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from domain.errors import BadInput
from domain.message import MessageKind
from domain.roles import Role
from domain.staff_list import (
    COUNT,
    EMPTY,
    MOST_LINES,
    NO_COLUMNS,
    NO_EMAIL,
    NO_NUMBER,
    NO_UNIT,
    TOO_LONG,
    TWICE,
    UNCLOSED,
    Listed,
    ListRefused,
    Refused,
    read,
)
from storage import messages, staff
from storage.vault import Db
from web import interest
from web.access import Route, Visit
from web.links import absolute
from web.texts import _, later

_ROLES, _POST = frozenset({Role.COORDINATOR}), ("POST",)
_LARGEST = 900_000  # bytes: it must fit into a form
#: Why a line is refused, in the reader's words.
REASONS: dict[str, Any] = {
    NO_NUMBER: later("no usable staff number: at most 32 letters, digits, dots, dashes"),
    NO_EMAIL: later("no usable e-mail address"),
    NO_UNIT: later("no team, or longer than 64 characters"),
    TWICE: later("this staff number stands in the list already"),
    COUNT: later("another number of columns than the first line"),
}


#: And why a whole list is.
LISTS: dict[str, Any] = {
    EMPTY: later("The list is empty."),
    NO_COLUMNS: later("The first line must name these columns: %(names)s."),
    TOO_LONG: later("A list has at most %(most)s lines. Split it."),
    UNCLOSED: later("One cell is far too long. Look for a quotation mark that is not closed."),
}


@dataclass(frozen=True, slots=True)
class Preview:
    """What would happen: who is invited, who is known already, which lines cannot be used, and how many left the list."""

    text: str
    new: tuple[Listed, ...]
    known: int
    refused: tuple[Refused, ...]
    missing: int


def overview(visit: Visit) -> ResponseReturnValue:
    return _page(visit)


def preview(visit: Visit) -> ResponseReturnValue:
    """Nothing is kept and nothing leaves yet: what was shown comes back with the form that sends it."""
    try:
        shown = _preview(visit, _uploaded())
    except BadInput as wrong:
        return _page(visit, wrong), 400
    return render_template("staff_list/preview.html", shown=shown, reasons=REASONS)


def send(visit: Visit) -> ResponseReturnValue:
    """Invites who is new, by mail, and proposes who left. Lines that cannot be used are shown again."""
    text = request.form.get("text", "")
    try:
        good, bad = read(text)
    except BadInput as wrong:
        return _page(visit, wrong), 400
    with visit.house.vault.begin() as db:
        invited = sum(_invite(db, visit, one) for one in good)
        # a line that cannot be read may be of somebody who is still there: nobody is proposed on such a list
        proposed = staff.compare(db, good, visit.by, visit.at) if not bad else 0
    return render_template("staff_list/sent.html", invited=invited, proposed=proposed, refused=bad, reasons=REASONS)


def keep(visit: Visit, number: str) -> ResponseReturnValue:
    with visit.house.vault.begin() as db:
        _check(db, visit, number)
        staff.keep(db, number, visit.by, visit.at)
    return redirect(url_for("staff_list.overview"))


def close(visit: Visit, number: str) -> ResponseReturnValue:
    """This person left: everything stops, and is erased."""
    with visit.house.vault.begin() as db:
        _check(db, visit, number)
        staff.close(db, number, visit.by, visit.at)
    return redirect(url_for("staff_list.overview"))


def put_away(visit: Visit, number: str) -> ResponseReturnValue:
    """Somebody has seen whom an invitation did not reach; its address is forgotten."""
    with visit.house.vault.begin() as db:
        messages.put_away(db, number)
    return redirect(url_for("staff_list.overview"))


def _complaint(wrong: BadInput) -> str:
    if isinstance(wrong, ListRefused):
        return str(LISTS[wrong.code]) % {"names": ", ".join(wrong.names), "most": MOST_LINES}
    return wrong.what


def _page(visit: Visit, wrong: BadInput | None = None) -> str:
    with visit.house.vault.begin() as db:
        free = interest.free_for(db, visit)
        leavers = [one for one in staff.proposals(db) if one.profile_id in free or not one.enrolled]
        undelivered = messages.undelivered(db)
    can_send = bool(visit.house.settings.smtp_url.get_secret_value())
    return render_template(
        "staff_list/staff_list.html",
        leavers=leavers,
        undelivered=undelivered,
        wrong=wrong and _complaint(wrong),
        can_send=can_send,
    )


def _check(db: Db, visit: Visit, number: str) -> None:
    """Raises `NotForYou` about a direct colleague who enrolled: somebody of another team decides."""
    for one in staff.proposals(db):
        if one.id == number and one.enrolled:
            interest.check(db, visit, one.profile_id)


def _uploaded() -> str:
    """The file, else what was pasted. Raises `BadInput`."""
    sent = request.files.get("file")
    content = sent.read(_LARGEST + 1) if sent else b""
    if not content:
        return request.form.get("pasted", "")
    if len(content) > _LARGEST:
        raise BadInput("file", _("It is too large. Split it into lists of at most 900 kB."))
    for encoding in ("utf-8-sig", "cp1252"):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise BadInput("file", _("It is no text. Save the list as CSV first."))


def _preview(visit: Visit, text: str) -> Preview:
    good, bad = read(text)
    with visit.house.vault.begin() as db:
        new = tuple(one for one in good if not staff.is_known(db, one.number))
        return Preview(text, new, len(good) - len(new), bad, staff.missing(db, good))


def _invite(db: Db, visit: Visit, one: Listed) -> bool:
    made = staff.invite(db, one, visit.by, visit.at)
    if made is None:
        return False
    profile_id, token = made
    messages.keep(db, profile_id, MessageKind.INVITATION, one.email, absolute(visit, "enrol.enrol", token=token), visit.at)
    return True


_HERE = "/personeelslijst"
ROUTES = (
    Route(_HERE, overview, _ROLES, menu=later("Staff list"), rank=31),
    Route(f"{_HERE}/bekijken", preview, _ROLES, _POST),
    Route(f"{_HERE}/versturen", send, _ROLES, _POST),
    Route(f"{_HERE}/vertrokken/<number>/houden", keep, _ROLES, _POST),
    Route(f"{_HERE}/vertrokken/<number>/sluiten", close, _ROLES, _POST),
    Route(f"{_HERE}/onbesteld/<number>", put_away, _ROLES, _POST),
)
