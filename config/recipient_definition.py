"""A recipient's YAML file to the domain's value; what cannot be understood is refused with its line."""

from __future__ import annotations

from dataclasses import fields
from datetime import date
from typing import Any

from config.mail_keys import demand_usable
from config.marked_yaml import Marked
from config.validation import demand
from domain.errors import BadInput
from domain.recipient import Automation, Recipient, RecipientClass, WebForm, Who

_KNOWN = {each.name for each in fields(Recipient)}


def recipient_from(marked: Marked) -> Recipient:
    """Raises `BadInput`."""
    content: dict[str, Any] = marked.content if isinstance(marked.content, dict) else {}
    if isinstance(content.get("verified_on"), date):  # YAML reads a bare date as one
        content = {**content, "verified_on": content["verified_on"].isoformat()}
    demand(Marked(marked.file, content, marked.lines), "recipient.schema.json")
    given = {name: tuple(value) if isinstance(value, list) else value for name, value in content.items() if name in _KNOWN}
    demand_usable(content.get("certificate", ""), content.get("pgp_key", ""), marked)
    built: dict[str, Any] = {
        **{"email": "", **given},
        "kind": RecipientClass(content["kind"]),
        "verified_on": _verified_on(marked, content),
        "form": _form(content.get("form")),
    }
    return Recipient(**built)


def _verified_on(marked: Marked, content: dict[str, Any]) -> date | None:
    written = content.get("verified_on")
    if written is None:
        if content["verified_by"]:
            raise BadInput(marked.where("verified_by"), "says how it was verified but not when; add verified_on")
        return None
    try:
        return date.fromisoformat(written)
    except ValueError:
        raise BadInput(marked.where("verified_on"), "verified_on is no date; write it as YYYY-MM-DD") from None


def _form(content: dict[str, Any] | None) -> WebForm | None:
    if content is None:
        return None
    return WebForm(
        url=content["url"],
        who=Who(content.get("who", Who.ORGANISATION)),
        automation=Automation(content.get("automation", Automation.UNKNOWN)),
        account=content.get("account", False),
        captcha=content.get("captcha", False),
        asks=tuple((ask["label"], ask["field"]) for ask in content.get("asks", ())),
    )
