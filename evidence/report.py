"""The dossier for people: who, what, where and when on the first page, in Dutch and in English; and how to check it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape

from domain.evidence import Audience, Dossier, Event, Sealed
from evidence import canonical, commands, layout, moments, pdf
from evidence.wording import DUTCH, ENGLISH

_TEMPLATES = Environment(
    loader=FileSystemLoader(Path(__file__).parent / "templates"),
    autoescape=select_autoescape(enabled_extensions=("html",), default=True, disabled_extensions=("txt",)),
    undefined=StrictUndefined,
    keep_trailing_newline=True,
    trim_blocks=True,
    lstrip_blocks=True,
)


def report(dossier: Dossier, *, key_id: str, created_at: datetime) -> bytes:
    """One HTML file that runs nothing and shows no picture but the bundle's own; everything from outside is escaped."""
    captures = [_shown(sealed, dossier) for sealed in dossier.captures]
    full = dossier.audience.whole
    return _render(
        "report.html",
        words=(DUTCH, ENGLISH),
        dossier=dossier,
        captures=captures,
        limitations=list(dict.fromkeys(limit for one in captures for limit in one["sheet"]["limitations"])),
        unstamped=any(not sealed.seal.stamped for sealed in dossier.captures),
        created=_both(created_at),
        moment=moments.amsterdam,
        events=_timeline(dossier),
        custody=dossier.custody if full else (),
        pictures=[(one, layout.in_derived(one.capture_id, one.name)) for one in dossier.derived],
        key_id=key_id,
        full=full,
        police=dossier.audience is Audience.POLICE,
        recipient=dossier.audience is Audience.RECIPIENT,
        employee=dossier.audience is Audience.EMPLOYEE,
    )


def as_pdf(html: bytes, derived: Mapping[str, bytes], dossier: Dossier, *, created_at: datetime) -> bytes:
    """The same as PDF/A, its pictures inside. Raises BadInput without the extra `pdf`."""
    shown = [layout.in_derived(one.capture_id, one.name) for one in dossier.derived]
    identity = f"{dossier.case} {dossier.exposure} {dossier.audience.value}"
    return pdf.render(html, {path: derived[path] for path in shown}, identity=identity, created_at=created_at)


def timeline(dossier: Dossier) -> list[dict[str, str]]:
    """What happened, oldest first, as it stands in timeline.json; nothing of it for a recipient, who may be the offender."""
    return [{"at": moments.utc(one.at), "what": one.what, "reference": one.reference} for one in _timeline(dossier)]


def instructions(dossier: Dossier, *, key_id: str, created_at: datetime) -> bytes:
    """VERIFY.txt: with luwte, and with stock tools."""
    signed = (commands.whole(created_at), *(_signed(one, dossier.withheld) for one in dossier.captures))
    return _render("VERIFY.txt", key_id=key_id, commands=commands.openssl(signed))


def about_keys(key_id: str) -> bytes:
    return _render("KEYS.txt", key_id=key_id)


def _signed(sealed: Sealed, withheld: frozenset[str]) -> commands.Signed:
    given = {
        file.name: file.salt for file in sealed.originals if layout.in_capture(sealed.capture_id, file.name) not in withheld
    }
    names = zip(layout.SEAL_TOKENS, sealed.seal.tokens, strict=False)
    tokens = tuple((layout.in_capture(sealed.capture_id, name), token.at) for name, token in names)
    return commands.sealed(sealed.capture_id, given, tokens)


def _timeline(dossier: Dossier) -> tuple[Event, ...]:
    if dossier.audience is Audience.RECIPIENT:
        return ()
    captured = (Event(_captured_at(sealed), "captured", sealed.capture_id) for sealed in dossier.captures)
    seen = (Event(line.at, line.outcome) for line in dossier.sightings)
    whole = dict.fromkeys((*dossier.timeline, *captured, *seen))
    return tuple(sorted(whole, key=lambda one: (one.at, one.what, one.reference)))


def _captured_at(sealed: Sealed) -> datetime:
    return moments.parse(_sheet(sealed)["fetched_at"]["utc"])


def _sheet(sealed: Sealed) -> dict[str, Any]:
    return canonical.decode_mapping(next(file.content for file in sealed.originals if file.name == layout.SHEET))


def _shown(sealed: Sealed, dossier: Dossier) -> dict[str, Any]:
    paths = [layout.in_capture(sealed.capture_id, file.name) for file in sealed.originals]
    sheet = _sheet(sealed)
    return {
        "sheet": sheet,
        "context": _context(sheet.get("context")) if dossier.audience.whole else [],
        "stamps": [_both(token.at) for token in sealed.seal.tokens],
        "paths": [path for path in paths if path not in dossier.withheld],
        "withheld": [path for path in paths if path in dossier.withheld],
    }


def _context(given: object) -> list[tuple[str, str]]:
    """What the page itself says of author, posting time and thread, as the capture sheet tells it."""
    claims = given if isinstance(given, list) else []
    return [(f"{one.get('what')} ({one.get('where')})", str(one.get("value"))) for one in claims if isinstance(one, dict)]


def _both(at: datetime) -> dict[str, str]:
    return {"utc": moments.utc(at), "amsterdam": moments.amsterdam(at)}


def _render(name: str, **values: Any) -> bytes:
    return _TEMPLATES.get_template(name).render(**values).encode("utf-8")
