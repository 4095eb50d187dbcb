"""The form that some organisations have instead of, or beside, a mailbox: the page, and what it does when it is sent."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from html import escape

from demo.history import History, Notice
from demo.organisations import ORGANISATIONS
from demo.records import records_in
from demo.site import Page, Site

FORM = "/formulier"
#: The questions that it asks, and what it calls each answer; the recipients' definitions ask the same.
QUESTIONS = (
    ("Uw naam", "naam"),
    ("Uw e-mailadres", "mail"),
    ("Adres van de pagina", "pagina"),
    ("Onderwerp", "onderwerp"),
    ("Toelichting", "toelichting"),
)


def form_page(shown: str) -> Page:
    rows = "".join(
        f'<p><label for="{name}">{label}</label> <textarea id="{name}" name="{name}"></textarea></p>'
        for label, name in QUESTIONS
    )
    text = (
        f'<!doctype html><html lang="nl"><meta charset="utf-8"><title>{escape(shown)}</title><h1>{escape(shown)}</h1>'
        f'<form method="post" action="{FORM}" id="melden">{rows}<button>Versturen</button></form>'
    )
    return Page(200, text)


def handed_in(sites: Mapping[str, Site], history: History, site: Site, fields: Mapping[str, str], now: datetime) -> Page:
    """Keeps what was filled in as a notice to the owner of the site, and confirms it under a number."""
    owner = next(one for one in ORGANISATIONS if one.slug == site.slug)
    number, sender = history.next_number(), fields.get("mail", "").strip()
    notice = Notice(
        number=number,
        organisation=owner.slug,
        at=now.isoformat(),
        records=records_in(sites, owner.slug, fields.get("pagina", "")),
        envelope_from=sender,
        reply_to=sender,
        to=f"http://{site.host}{FORM}",
        message_id="",
        references="",
        subject=fields.get("onderwerp", "").strip(),
        text=fields.get("toelichting", ""),
    )
    history.keep(notice)
    ticket = owner.ticket.format(year=now.year, number=1000 + number)
    return Page(
        200, f'<!doctype html><title>Ontvangen</title><p>Uw nummer is <strong id="nummer">{escape(ticket)}</strong>.</p>'
    )
