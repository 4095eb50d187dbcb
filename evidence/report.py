"""The dossier for people: what, where and when on the first page, in Dutch and in English; and how to check it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape

from domain.evidence import Dossier, Sealed
from evidence import canonical, commands, layout, moments
from evidence.wording import DUTCH, ENGLISH

_TEMPLATES = Environment(
    loader=FileSystemLoader(Path(__file__).parent / "templates"),
    autoescape=select_autoescape(enabled_extensions=("html",), default=True, disabled_extensions=("txt",)),
    undefined=StrictUndefined,
    keep_trailing_newline=True,
)


def report(dossier: Dossier, *, key_id: str, created_at: datetime) -> bytes:
    """One HTML file that loads nothing and runs nothing; everything from outside is escaped."""
    captures = [_shown(sealed) for sealed in dossier.captures]
    return _render(
        "report.html",
        words=(DUTCH, ENGLISH),
        dossier=dossier,
        captures=captures,
        limitations=list(dict.fromkeys(limit for one in captures for limit in one["sheet"]["limitations"])),
        unstamped=any(not sealed.seal.stamped for sealed in dossier.captures),
        created={"utc": moments.utc(created_at), "amsterdam": moments.amsterdam(created_at)},
        moment=moments.amsterdam,
        key_id=key_id,
    )


def instructions(dossier: Dossier, *, key_id: str, created_at: datetime) -> bytes:
    """VERIFY.txt: with luwte, and with stock tools."""
    seals = [
        commands.sealed(one.capture_id, [file.name for file in one.originals], one.seal.stamped_at or created_at)
        for one in dossier.captures
    ]
    signed: Sequence[commands.Signed] = (commands.whole(created_at), *seals)
    return _render("VERIFY.txt", key_id=key_id, commands=commands.openssl(signed))


def about_keys(key_id: str) -> bytes:
    return _render("KEYS.txt", key_id=key_id)


def _shown(sealed: Sealed) -> dict[str, Any]:
    sheet = next(file.content for file in sealed.originals if file.name == "capture.json")
    at = sealed.seal.stamped_at
    return {
        "sheet": canonical.decode_mapping(sheet),
        "stamped_at": f"{moments.amsterdam(at)} (Amsterdam), {moments.utc(at)} (UTC)" if at else "",
        "paths": [layout.in_capture(sealed.capture_id, file.name) for file in sealed.originals],
    }


def _render(name: str, **values: Any) -> bytes:
    return _TEMPLATES.get_template(name).render(**values).encode("utf-8")
