"""A real Dovecot for tests: an ordinary user, loopback and high ports, a short temporary folder (takedown.md §4.5).

Its configuration is that of Dovecot 2.3 (Debian 12); where another one is installed, or none, its tests are skipped, loudly.
"""

from __future__ import annotations

import grp
import os
import pwd
import re
import shutil
import signal
import smtplib
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

PASSWORD = "geheim"
CONFIGURATION = """
base_dir = {rig}/run
state_dir = {rig}/state
log_path = {rig}/dovecot.log
instance_name = luwte-test
protocols = imap lmtp
listen = 127.0.0.1
ssl = no
disable_plaintext_auth = no
default_internal_user = {user}
default_internal_group = {group}
default_login_user = {user}
first_valid_uid = 1
mail_location = maildir:{rig}/mail/%n
mail_home = {rig}/home/%n
recipient_delimiter = +
auth_username_format = %n
lda_mailbox_autocreate = yes
postmaster_address = postmaster@gemeente.example
submission_host = 127.0.0.1:{submission}
passdb {{
  driver = static
  args = password={password}
}}
userdb {{
  driver = static
  args = uid={user} gid={group} home={rig}/home/%n allow_all_users=yes
}}
service anvil {{
  chroot =
}}
service imap-login {{
  chroot =
  inet_listener imap {{
    address = 127.0.0.1
    port = {imap}
  }}
  inet_listener imaps {{
    port = 0
  }}
}}
service lmtp {{
  inet_listener lmtp {{
    address = 127.0.0.1
    port = {lmtp}
  }}
  unix_listener lmtp {{
    mode = 0
  }}
}}
service stats {{
  unix_listener stats-writer {{
    mode = 0666
  }}
}}
protocol lmtp {{
  mail_plugins = sieve
}}
plugin {{
  sieve = file:{rig}/sieve/%n.sieve
}}
namespace inbox {{
  inbox = yes
}}
"""
#: The balie of another organisation: whoever writes to it gets a receipt by RFC 3834, with its number.
RECEIPT = """require ["vacation"];
vacation :days 1 :subject "Ontvangstbevestiging" :addresses ["balie@host.example"]
  "Wij hebben uw bericht ontvangen en geregistreerd onder zaaknummer Z2026-4711.";
"""


@dataclass
class Dovecot:
    """`imap` and `lmtp`: its ports; `submission`: where its own mail goes, to whatever a test lets listen there."""

    rig: Path
    imap: int
    lmtp: int
    submission: int
    server: subprocess.Popen[bytes] | None = None

    def url(self, name: str = "meldpunt", folder: str = "") -> str:
        return f"imap://{name}:{PASSWORD}@127.0.0.1:{self.imap}{'/' + folder if folder else ''}"

    def start(self) -> None:
        self.server = subprocess.Popen(_command(self.rig), stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
        deadline = time.monotonic() + 10
        while not (_listens(self.imap) and _listens(self.lmtp)):
            if self.server.poll() is not None or time.monotonic() > deadline:
                told = self.server.stderr.read().decode() if self.server.stderr and self.server.poll() is not None else ""
                raise RuntimeError(f"Dovecot does not start: {told or self.log()}")
            time.sleep(0.02)

    def stop(self) -> None:
        """Waits until its master is gone: it holds its sockets until then."""
        if self.server is not None:
            self.server.terminate()
            self.server.communicate(timeout=15)
            self.server = None

    def deliver(self, raw: bytes, to: str = "meldpunt@gemeente.example", sender: str = "") -> None:
        """Over LMTP, as a mail server in front of it would; the envelope's sender is empty unless given."""
        with smtplib.LMTP("127.0.0.1", self.lmtp) as line:
            line.sendmail(sender, [to], raw)

    def drop_lines(self) -> None:
        """Every line that is open now breaks, as when a firewall forgets it."""
        assert self.server is not None
        master = self.server.pid
        for child in Path(f"/proc/{master}/task/{master}/children").read_text().split():
            if Path(f"/proc/{child}/comm").read_text().strip() == "imap":
                os.kill(int(child), signal.SIGKILL)

    def rebuild(self, name: str = "meldpunt") -> None:
        """The mailbox as after a restore: the same messages under another UIDVALIDITY, all of them unseen."""
        folder = self.rig / "mail" / name
        for index in [*folder.glob("dovecot*")]:
            index.unlink()
        for file in (folder / "cur").iterdir():
            file.rename(folder / "new" / file.name.partition(":")[0])
        # Dovecot takes the second at which it builds the list anew for the new UIDVALIDITY.
        time.sleep(1.1)

    def log(self) -> str:
        file = self.rig / "dovecot.log"
        return file.read_text(errors="replace") if file.exists() else ""


@contextmanager
def running() -> Iterator[Dovecot]:
    """One that listens until the block ends. Skips where none can be had."""
    _skip_unless_possible()
    # Short: the path of a socket may have 107 characters.
    rig = Path(tempfile.mkdtemp(prefix="lwd-", dir="/tmp"))
    server = Dovecot(rig, *(_free_port() for _ in range(3)))
    try:
        _prepare(server)
        server.start()
        yield server
    finally:
        server.stop()
        shutil.rmtree(rig, ignore_errors=True)


def _prepare(server: Dovecot) -> None:
    user = _user()
    ports = {"imap": server.imap, "lmtp": server.lmtp, "submission": server.submission}
    group = grp.getgrgid(pwd.getpwnam(user).pw_gid).gr_name
    told = CONFIGURATION.format(rig=server.rig, user=user, group=group, password=PASSWORD, **ports)
    (server.rig / "dovecot.conf").write_text(told)
    for folder in ("run", "state", "mail", "home/meldpunt", "home/balie", "home/kill", "home/leeg", "sieve"):
        (server.rig / folder).mkdir(parents=True)
    (server.rig / "sieve" / "balie.sieve").write_text(RECEIPT)
    if os.geteuid() == 0:
        for path in [server.rig, *server.rig.rglob("*")]:
            shutil.chown(path, user)


def _command(rig: Path) -> list[str]:
    command = ["dovecot", "-F", "-c", str(rig / "dovecot.conf")]
    user = pwd.getpwnam(_user())
    drop = ["setpriv", f"--reuid={user.pw_uid}", f"--regid={user.pw_gid}", "--clear-groups"]
    return [*drop, *command] if os.geteuid() == 0 else command


def _user() -> str:
    """Never root: the one who runs the tests, or nobody."""
    return "nobody" if os.geteuid() == 0 else pwd.getpwuid(os.geteuid()).pw_name


def _skip_unless_possible() -> None:
    os.environ["PATH"] = f"{os.environ['PATH']}:/usr/sbin"
    if shutil.which("dovecot") is None:
        pytest.skip(
            "DOVECOT IS NOT INSTALLED: the mailbox is tested on a maildir alone, not over IMAP, LMTP and Sieve; "
            "apt-get install dovecot-imapd dovecot-lmtpd dovecot-sieve"
        )
    version = subprocess.run(["dovecot", "--version"], capture_output=True, text=True, check=True).stdout
    if not re.match(r"2\.3\.", version):
        pytest.skip(f"DOVECOT {version.strip()} IS NOT 2.3: its configuration has another syntax; IMAP is not tested on it")


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port: int = free.getsockname()[1]
    return port


def _listens(port: int) -> bool:
    with socket.socket() as knock:
        return knock.connect_ex(("127.0.0.1", port)) == 0
