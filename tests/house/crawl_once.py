"""A worker that crawls one site and ends: `python -m tests.house.crawl_once HOME PORT MINUTES`, for who wants to kill it."""

from __future__ import annotations

import sys
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

from pydantic import SecretStr

from config.settings import Settings
from domain.due import Action
from domain.source import Mark, Source, SourceKind, SourceState
from storage import due
from tests.conftest import RING
from workers import scan, site
from workers.services import build, utc_now

KEPT_EVERY = 20
HOST = "http://plein.example"
PLEIN = Source(
    slug="plein",
    name="Plein",
    kind=SourceKind.SITE,
    version=1,
    state=SourceState.FICTIONAL,
    language="nl",
    hosts=("plein.example",),
    cadence_days=7,
    recognise=(Mark(css="header.bord"),),
    start=(f"{HOST}/",),
    scope=(f"{HOST}/",),
    max_pages=2_000,
)


def main(home: str, port: str, minutes: str) -> None:
    """`minutes` from now, when a lease that a killed worker held has run out."""

    def later() -> datetime:
        return utc_now() + timedelta(minutes=int(minutes))

    settings = Settings(
        home=Path(home),
        database_url=f"sqlite:///{home}/luwte.db",
        encryption_keys=SecretStr(RING),
        host_delay=0.0,
        allow_private_hosts=frozenset({"plein.example"}),
    )
    services = build(settings, now=later, resolve=lambda host, at: [("127.0.0.1", int(port))])
    services = replace(services, sources={PLEIN.slug: PLEIN})
    site.PAGES = KEPT_EVERY
    with services.vault.begin() as db:
        (taken,) = due.take(db, later(), services.lease, 1, [Action.SCAN])
    scan.act(services, taken)
    services.close()


if __name__ == "__main__":
    main(*sys.argv[1:])
