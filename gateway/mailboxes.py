"""Reads replies, and puts a message away only when told that it is kept: a crash in between shows it again, never loses it."""

from __future__ import annotations

import imaplib
import re
import ssl
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from imap_tools.errors import ImapToolsError, MailboxFolderSelectError, MailboxLoginError
from imap_tools.mailbox import BaseMailBox, MailBox, MailBoxStartTls, MailBoxUnencrypted

from domain.errors import NotFound, Unclear, Unreachable
from domain.ports import Incoming
from gateway.account import Account

AT_ONCE = 100  # messages taken in one go; the rest is there next time
LONGEST = 10_000_000  # bytes of one message; what is longer is cut here and stays whole in its mailbox
MOST_BYTES = 50_000_000  # of all that is taken in one go
GLANCE = 0.5  # seconds between two looks at a folder, or at whether we are to stop
SCHEMES = {"imap": 143, "imaps": 993, "imap+starttls": 143}


class Maildir:
    """Implements `domain.ports.Mailbox` on a folder with `new` and `cur`, as mail servers deliver to it. Unread is what
    does not bear the flag S (seen); `uid` is the file's name without its flags, which stays when others move it."""

    def __init__(self, path: Path) -> None:
        self._new = path / "new"
        self._cur = path / "cur"
        self._known: frozenset[str] | None = None
        for folder in (self._new, self._cur, path / "tmp"):
            folder.mkdir(parents=True, exist_ok=True)

    def unread(self) -> tuple[Incoming, ...]:
        """Oldest name first, at most 100 at a time."""
        return tuple(self._read(AT_ONCE))

    def settle(self, uid: str) -> None:
        """Marks the message seen; again is harmless. Raises `NotFound` if it is gone."""
        for file in self._files():
            if _uid(file) == uid:
                if not _seen(file):
                    flags = "".join(sorted({*_flags(file), "S"}))
                    file.rename(self._cur / f"{uid}:2,{flags}")
                return
        raise NotFound("this message is not in the folder any more")

    def wait(self, seconds: float, stopped: Callable[[], bool]) -> bool:
        """Whether something was delivered since the last time, within so many seconds. The first time: yes."""
        deadline = time.monotonic() + seconds
        while True:
            before, self._known = self._known, frozenset(file.name for file in self._new.iterdir())
            if before is None or self._known - before:
                return True
            if stopped() or time.monotonic() >= deadline:
                return False
            time.sleep(min(GLANCE, seconds))

    def _read(self, most: int) -> Iterator[Incoming]:
        unseen = sorted((file for file in self._files() if not _seen(file)), key=_uid)
        taken = 0
        for file in unseen[:most]:
            try:
                with file.open("rb") as opened:
                    raw = opened.read(LONGEST)
            except FileNotFoundError:
                continue  # somebody moved it just now; it is offered next time
            taken += len(raw)
            if taken > MOST_BYTES:
                return
            yield Incoming(uid=_uid(file), raw=raw)

    def _files(self) -> Iterator[Path]:
        for folder in (self._new, self._cur):
            found = (file for file in folder.iterdir() if not file.name.startswith("."))
            yield from (file for file in found if file.is_file() and not file.is_symlink())


class Imap:
    """Implements `domain.ports.Mailbox` on a mail server. `url`: imap://, imaps:// or imap+starttls://
    name:password@host[:port][/FOLDER]. Each call logs in anew, so that no dropped line is ever waited for; `uid` is
    UIDVALIDITY and UID (RFC 3501 §2.3.1.1), so that a rebuilt mailbox cannot make us put away the wrong message."""

    def __init__(self, url: str, *, timeout: float = 60.0, tls: ssl.SSLContext | None = None) -> None:
        self._account = Account.read(url, SCHEMES, where="LUWTE_IMAP_URL")
        self._timeout = timeout
        self._tls = tls
        self._known = ""

    def unread(self) -> tuple[Incoming, ...]:
        """What has not been seen, oldest first, at most 100 at a time; reading does not make it seen. Raises `Unreachable`."""
        with self._open() as mailbox:
            return tuple(_unseen(mailbox))

    def wait(self, seconds: float, stopped: Callable[[], bool]) -> bool:
        """Whether something came since the last time, within so many seconds; the server says so by itself (IDLE, RFC 2177),
        where it can. The first time: yes. Raises `Unreachable`, also when the line drops while waiting."""
        with self._open() as mailbox:
            before, self._known = self._known, f"{_said(mailbox, 'UIDVALIDITY')}.{_said(mailbox, 'UIDNEXT')}"
            if before != self._known:
                return True
            if b"IDLE" in mailbox.client.capability()[1][0].upper().split():
                return _idle(mailbox, seconds, stopped)
        deadline = time.monotonic() + seconds
        while not stopped() and time.monotonic() < deadline:
            time.sleep(min(GLANCE, seconds))
        return False

    def settle(self, uid: str) -> None:
        """Marks the message seen; again is harmless. Raises `NotFound` if the mailbox was rebuilt since, `Unreachable`."""
        validity, _, number = uid.partition(".")
        with self._open() as mailbox:
            if not number.isdecimal() or validity != _said(mailbox, "UIDVALIDITY"):
                raise NotFound("the mailbox was rebuilt since this message was read; it is offered anew")
            # not imap-tools' own `flag`: that also expunges, and would remove what somebody else marked for deletion
            answer, _words = mailbox.client.uid("STORE", number, "+FLAGS.SILENT", r"(\Seen)")
            if answer != "OK":
                raise Unreachable(Unclear.SERVER_ERROR, "the mail server did not mark the message as seen")

    @contextmanager
    def _open(self) -> Iterator[BaseMailBox]:
        account = self._account
        try:
            mailbox = self._connected()
            try:
                mailbox.login(account.name, account.password, initial_folder=account.path or "INBOX")
                yield mailbox
            finally:
                _leave(mailbox)
        except MailboxLoginError:
            raise Unreachable(Unclear.BLOCKED, "the mail server refuses our name or password", permanent=True) from None
        except MailboxFolderSelectError:
            raise Unreachable(Unclear.NOT_ALLOWED, "the mailbox has no such folder", permanent=True) from None
        except (OSError, imaplib.IMAP4.error, ImapToolsError):
            raise Unreachable(Unclear.NETWORK, "the mailbox could not be read") from None

    def _connected(self) -> BaseMailBox:
        host, port = self._account.host, self._account.port
        if self._account.scheme == "imaps":
            return MailBox(host, port, timeout=self._timeout, ssl_context=self._tls or ssl.create_default_context())
        if self._account.scheme == "imap+starttls":
            return MailBoxStartTls(host, port, timeout=self._timeout, ssl_context=self._tls or ssl.create_default_context())
        return MailBoxUnencrypted(host, port, timeout=self._timeout)


def _uid(file: Path) -> str:
    return file.name.partition(":")[0]


def _flags(file: Path) -> str:
    return file.name.partition(":2,")[2]


def _seen(file: Path) -> bool:
    return "S" in _flags(file)


def _leave(mailbox: BaseMailBox) -> None:
    """What was asked is done by now; a server that does not say goodbye changes nothing."""
    try:
        mailbox.logout()
    except (OSError, imaplib.IMAP4.error, ImapToolsError):
        mailbox.client.shutdown()


def _said(mailbox: BaseMailBox, code: str) -> str:
    """What the server said on opening the folder (RFC 3501 §7.1: UIDVALIDITY, UIDNEXT)."""
    _answer, words = mailbox.client.response(code)
    first: Any = words[0]
    return first.decode("ascii") if first else ""


def _unseen(mailbox: BaseMailBox) -> Iterator[Incoming]:
    validity, taken = _said(mailbox, "UIDVALIDITY"), 0
    for uid in mailbox.uids("UNSEEN", charset=None)[:AT_ONCE]:
        raw = _raw(mailbox, uid)
        taken += len(raw or b"")
        if taken > MOST_BYTES:
            return
        if raw is not None:
            yield Incoming(uid=f"{validity}.{uid}", raw=raw)


def _raw(mailbox: BaseMailBox, uid: str) -> bytes | None:
    """The message byte for byte as far as we read it, without marking it; None if it went away meanwhile."""
    _answer, parts = mailbox.client.uid("FETCH", uid, f"(UID BODY.PEEK[]<0.{LONGEST}>)")
    for part in parts:
        if isinstance(part, tuple) and re.search(rb"BODY\[\]", part[0]):
            return bytes(part[1])
    return None


def _idle(mailbox: BaseMailBox, seconds: float, stopped: Callable[[], bool]) -> bool:
    """Whether the server announced a message. A line that is closed answers at once and with nothing."""
    deadline = time.monotonic() + seconds
    with mailbox.idle as waiting:
        while not stopped() and (left := deadline - time.monotonic()) > 0:
            asked = time.monotonic()
            told = waiting.poll(timeout=min(GLANCE, left))
            if any(re.match(rb"\* \d+ EXISTS", line) for line in told):
                return True
            if not told and time.monotonic() - asked < min(GLANCE, left) / 2:
                raise OSError("the line was closed")
    return False
