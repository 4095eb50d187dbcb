"""Reads one mailbox until it is empty, as often as it is told to: `python -m tests.house.receive_once HOME URL`.

For each line on its standard input it forks a worker, and prints the worker's process id and then how it ended. So whoever
wants to kill workers need not wait each time until Python has read the whole house.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

from pydantic import SecretStr

from config.settings import Settings
from domain.due import Action, Due
from storage import due
from tests.conftest import RING
from workers import receive
from workers.clock import MAILBOX
from workers.services import Services, build


def services_at(home: str, url: str) -> Services:
    """`url`: imap://…, or the path of a maildir."""
    box = {"imap_url": SecretStr(url)} if url.startswith("imap:") else {"maildir": Path(url)}
    settings = Settings(
        home=Path(home),
        database_url=f"sqlite:///{home}/luwte.db",
        encryption_keys=SecretStr(RING),
        role_address="meldpunt@gemeente.example",
        **box,  # type: ignore[arg-type]  # one of the two
    )
    return build(settings)


def work(services: Services) -> None:
    assert services.mailbox is not None
    while services.mailbox.unread():
        with services.vault.begin() as db:
            due.strike(db, MAILBOX)
            due.note(db, Due(Action.RECEIVE, MAILBOX, services.now()))
            (taken,) = due.take(db, services.now(), services.lease, 1, [Action.RECEIVE])
        receive.act(services, taken)


def main(home: str, url: str) -> None:
    services = services_at(home, url)
    engines = (services.vault.engine, services.vault.keys.engine)
    for _ in sys.stdin:
        for engine in engines:
            engine.dispose()
        worker = os.fork()
        if worker == 0:
            work(services)
            os._exit(0)
        sys.stdout.write(f"{worker}\n")
        sys.stdout.flush()
        sys.stdout.write(f"{os.waitstatus_to_exitcode(os.waitpid(worker, 0)[1])}\n")
        sys.stdout.flush()
    services.close()


if __name__ == "__main__":
    main(*sys.argv[1:])
