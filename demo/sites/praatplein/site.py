"""Praatplein: a forum whose host says that a post is gone while it stands there for ever; its calendar has no end."""

from __future__ import annotations

import re

from demo.site import Page, Site, Visit, templates
from demo.sites.praatplein.threads import BOARDS, THREADS

_TEMPLATES = templates("praatplein")
_THREAD = re.compile(r"/onderwerp/(\d+)/?")
_BOARD = re.compile(r"/forum/([a-z]+)/?")
_POST = re.compile(r"bericht-(\d+)")
_MONTHS = (
    *("januari", "februari", "maart", "april", "mei", "juni"),
    *("juli", "augustus", "september", "oktober", "november", "december"),
)


def _agenda(visit: Visit) -> Page:
    """A month of the calendar; each links to the next, without end, as many real ones do."""
    asked = re.fullmatch(r"(\d{4})-(\d{2})", visit.query.get("maand", ""))
    year, month = (int(asked.group(1)), int(asked.group(2))) if asked else (visit.now.year, visit.now.month)
    if not 1 <= month <= 12:
        return _missing()
    text = _TEMPLATES.get_template("agenda.html").render(
        month=_MONTHS[month - 1],
        year=year,
        previous=f"{year - (month == 1):04d}-{(month - 2) % 12 + 1:02d}",
        following=f"{year + (month == 12):04d}-{month % 12 + 1:02d}",
    )
    return Page(200, text)


def _missing() -> Page:
    return Page(404, _TEMPLATES.get_template("missing.html").render())


def _answer(visit: Visit) -> Page:
    if visit.path == "/":
        return Page(200, _TEMPLATES.get_template("home.html").render(boards=BOARDS, threads=THREADS[:3]))
    if visit.path == "/agenda":
        return _agenda(visit)
    if board := _BOARD.fullmatch(visit.path):
        slug = board.group(1)
        if slug in BOARDS:
            threads = [one for one in THREADS if one.board == slug]
            return Page(200, _TEMPLATES.get_template("board.html").render(title=BOARDS[slug], threads=threads))
    if thread := _THREAD.fullmatch(visit.path):
        for one in THREADS:
            if one.number == int(thread.group(1)):
                return Page(200, _TEMPLATES.get_template("thread.html").render(thread=one, board=BOARDS[one.board]))
    return _missing()


def _record_of(path: str, fragment: str) -> str | None:
    thread = _THREAD.fullmatch(path)
    post = _POST.fullmatch(fragment)
    if thread is None:
        return None
    return f"/onderwerp/{int(thread.group(1))}" + (f"#bericht-{post.group(1)}" if post else "")


SITE = Site(
    slug="praatplein",
    host="praatplein.example",
    answer=_answer,
    record_of=_record_of,
    robots="User-agent: *\nDisallow: /zoek\nDisallow: /lid/\n",
    sitemap=lambda visit: ("/", *(f"/forum/{slug}" for slug in BOARDS), *(f"/onderwerp/{one.number}" for one in THREADS)),
)
