"""Packs everything that is held about one employee: a page to read, the same as JSON, and the originals of captures."""

from __future__ import annotations

import io
import json
import zipfile

from flask import render_template

from config.paths import RETENTION
from config.retention import load_retention
from storage import holdings
from storage.holdings import Holdings
from web.access import Visit
from web.held_words import TABLES
from web.pages.my_permissions.told import PURPOSES

PAGE, DATA, FILES = "lees-mij.html", "alles.json", "vastleggingen"
#: A fixed date in the archive: when it was made stands inside.
_DATE = (1980, 1, 1, 0, 0, 0)


def packed(held: Holdings, visit: Visit) -> bytes:
    """The zip. Names in it tell nothing about anybody."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        _add(archive, PAGE, _page(held, visit).encode())
        _add(archive, DATA, _data(held, visit).encode())
        for name, content in sorted(held.files.items()):
            _add(archive, f"{FILES}/{name}", content)
    return out.getvalue()


def _page(held: Holdings, visit: Visit) -> str:
    named = [
        (TABLES[name], name, rows) for name, rows in sorted(held.tables.items(), key=lambda one: list(TABLES).index(one[0]))
    ]
    return render_template(
        "mine/everything.html",
        tables=named,
        comments=holdings.comments(),
        at=visit.at,
        settings=visit.house.settings,
        purposes=PURPOSES,
        sources=[source.name for source in visit.house.sources if source.on],
        shown=_shown,
        files=FILES,
        kept_for=load_retention(RETENTION),
    )


def _data(held: Holdings, visit: Visit) -> str:
    comments = holdings.comments()
    told = {
        "made_at": visit.at.isoformat(),
        "controller": {"name": visit.house.settings.organisation, "address": visit.house.settings.role_address},
        "tables": {name: {"columns": comments[name], "rows": rows} for name, rows in held.tables.items()},
    }
    return json.dumps(told, ensure_ascii=False, indent=1)


def _shown(value: object) -> str:
    """A cell as a person reads it."""
    return json.dumps(value, ensure_ascii=False, indent=1) if isinstance(value, dict | list) else str(value)


def _add(archive: zipfile.ZipFile, name: str, content: bytes) -> None:
    archive.writestr(zipfile.ZipInfo(name, _DATE), content, zipfile.ZIP_DEFLATED)
