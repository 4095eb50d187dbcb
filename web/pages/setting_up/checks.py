"""What a service needs before the first invitation, each seen by a real check, and how to mend what is missing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from domain.due import Queue
from domain.parts import Condition, Part, Reading
from domain.roles import Role
from storage import accounts, counts, health, pulses
from storage.vault import Db
from web.access import Visit
from web.texts import _, later

#: Lines that the worker writes after a test message (workers/tell.py).
SENT, UNSENT = "test message sent", "test message refused"


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that must be so. `mend` says how, in the reader's language; `must`: nothing works for anybody without it."""

    name: str
    well: bool
    mend: str
    must: bool = True


def readings(visit: Visit) -> list[Reading]:
    """What the parts say; it opens the vault by itself, so ask it before you do. In the machine's own time."""
    return pulses.readings(visit.house.vault, [queue.value for queue in Queue], datetime.now(UTC))


def all_of(db: Db, visit: Visit, parts: list[Reading]) -> list[Check]:
    """In the order in which one sets things up."""
    return [*_machine(visit, parts), *_mail(db, visit), *_proof(visit), *_sources(db, visit), *_people(db, visit)]


def _machine(visit: Visit, said: list[Reading]) -> Iterator[Check]:
    settings = visit.house.settings
    parts = {one.part: one for one in said}

    def up(part: Part) -> bool:
        return part in parts and parts[part].condition is not Condition.DOWN

    yield Check(
        _("The keys open what is stored"),
        up(Part.KEYS),
        _("Look at LUWTE_ENCRYPTION_KEYS. Make a key with `luwte keys new NAME`, and keep it apart from every backup."),
    )
    yield Check(
        _("Clock and workers run"),
        up(Part.CLOCK) and up(Part.WORKERS),
        _("Start `luwte run`, or `luwte clock` and `luwte worker` beside `luwte web`."),
    )
    yield Check(
        _("Visitors reach luwte over HTTPS"),
        visit.house.https,
        _("Put a reverse proxy with TLS before it, and set LUWTE_PUBLIC_URL to its https address."),
    )
    second = bool(settings.factor_roles) or bool(settings.oidc_issuer)
    yield Check(
        _("A stolen password alone opens nothing"),
        second,
        _("Set LUWTE_SECOND_FACTOR, or sign in with your organisation's account (LUWTE_OIDC_ISSUER)."),
        must=False,
    )


def _mail(db: Db, visit: Visit) -> Iterator[Check]:
    settings = visit.house.settings
    yield Check(
        _("A mail server is set for letters"),
        bool(settings.smtp_url.get_secret_value()),
        _("Set LUWTE_SMTP_URL, and LUWTE_ROLE_ADDRESS to the address of your desk."),
    )
    last = counts.last_of(db, SENT, UNSENT)
    yield Check(
        _("A test message was taken by the mail server"),
        last is not None and last[0] == SENT,
        _("Send one below, and look whether it arrives at the desk's address."),
    )
    yield Check(
        _("Replies are read"),
        bool(settings.imap_url.get_secret_value()) or settings.maildir is not None,
        _("Set LUWTE_IMAP_URL or LUWTE_MAILDIR to the mailbox into which replies come."),
    )


def _proof(visit: Visit) -> Iterator[Check]:
    settings = visit.house.settings
    yield Check(
        _("Evidence gets time stamps from two authorities"),
        len(settings.tsa_urls) > 1 and settings.tsa_roots is not None,
        _("Name two in LUWTE_TSA_URLS, and the certificates that you trust them by in LUWTE_TSA_ROOTS."),
    )


def _sources(db: Db, visit: Visit) -> Iterator[Check]:
    on = [source for source in visit.house.sources if source.on]
    yield Check(
        _("There are sources to look in"),
        bool(on),
        _("Put their definitions in the folder `sources` of LUWTE_HOME; see adding-a-source.md."),
    )
    known = {one.source: one for one in health.all_sources(db)}
    well = [source for source in on if source.slug in known and known[source.slug].healthy]
    yield Check(
        _("At least one of them can be read"),
        bool(well),
        _("Look at Sources for what is wrong with each; they are checked by themselves."),
    )
    yield Check(
        _("There are recipients to write to"),
        bool(visit.house.recipients),
        _("Import contacts with `luwte recipients import`, and verify those that you need."),
        must=False,
    )


def _people(db: Db, visit: Visit) -> Iterator[Check]:
    able = {role: len(accounts.with_role(db, role)) for role in Role}
    yield Check(_("There is a coordinator"), able[Role.COORDINATOR] > 0, _one_more())
    yield Check(
        _("Two people can work on letters"),
        able[Role.SPECIALIST] > 0 and able[Role.SPECIALIST] + able[Role.COORDINATOR] > 1,
        _("Make accounts for two specialists, or a specialist beside the coordinator: who wrote a letter cannot release it."),
    )
    yield Check(_("There is a data protection officer"), able[Role.DPO] > 0, _one_more(), must=False)
    yield Check(
        _("There is a second administrator"),
        able[Role.ADMINISTRATOR] > 1,
        _("Make an account for one, so that you can be helped when you lose your telephone."),
        must=False,
    )
    yield Check(
        _("The first employee has been invited"),
        counts.invitations_given(db) > 0,
        _("The coordinator does this, on Invite. When everything above is well, you are ready for it."),
    )


def _one_more() -> str:
    return _("Make the account on Accounts, and let a second person agree to it.")


TESTED: dict[str, Any] = {
    SENT: later("The last test message was taken by the mail server on %(at)s."),
    UNSENT: later("The last test message was refused on %(at)s. Look at LUWTE_SMTP_URL and at the log."),
}
