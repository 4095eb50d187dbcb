"""Hands a notice to the organisation's mail server, and knows at each moment whether it may have left."""

from __future__ import annotations

import smtplib
import ssl
from collections.abc import Iterator
from contextlib import contextmanager

from domain.errors import BadInput, OutcomeUnknown, Unsent
from domain.ports import Handover, Letter
from gateway.account import Account
from gateway.envelope import Sign, mail_options, message_bytes, recipient_options

SCHEMES = {"smtp": 25, "smtps": 465, "smtp+starttls": 587}


class Smtp:
    """Implements `domain.ports.Send`. `url`: smtp://, smtps:// or smtp+starttls://[name:password@]host[:port]; with
    starttls nothing is said in the clear, not even if the server wants it so. `timeout` in seconds, for each answer.
    `sign` puts our domain's signature in front of a message."""

    def __init__(self, url: str, *, timeout: float = 60.0, tls: ssl.SSLContext | None = None, sign: Sign = bytes) -> None:
        self._account = Account.read(url, SCHEMES, where="LUWTE_SMTP_URL")
        self._timeout = timeout
        self._tls = tls
        self._sign = sign

    def __call__(self, letter: Letter) -> Handover:
        """Raises `BadInput` for a letter that would smuggle a header, `Unsent` when it certainly did not leave, and
        `OutcomeUnknown` when the line broke between our last dot and the server's answer to it."""
        content = message_bytes(letter, self._sign)
        with _not_yet(), self._session(_domain(letter.envelope_from)) as server:
            dsn = server.has_extn("dsn")
            _expect(server.mail(letter.envelope_from, mail_options(letter) if dsn else []))
            _expect(server.rcpt(letter.to, recipient_options(letter) if dsn else []))
            _expect(server.docmd("DATA"), (354,))
            server.send(content)  # without its end mark no server may take it for a letter
            code, reply = _finished(server)
            _expect((code, reply))
        return Handover(code, reply.decode("utf-8", "replace"), dsn)

    def greet(self, our_name: str) -> None:
        """Greets the server and signs in as before a letter, and leaves. Raises `Unsent` like a letter would."""
        with _not_yet(), self._session(our_name):
            return

    @contextmanager
    def _session(self, our_name: str) -> Iterator[smtplib.SMTP]:
        """A server that greeted us, over a secure line where one is asked, knows who we are, and is left politely."""
        server = self._connected(our_name)
        try:
            server.ehlo_or_helo_if_needed()
            if self._account.scheme == "smtp+starttls":
                server.starttls(context=self._tls or ssl.create_default_context())
                server.ehlo_or_helo_if_needed()
            if self._account.name:
                server.login(self._account.name, self._account.password)
            yield server
        finally:
            _leave(server)

    def _connected(self, our_name: str) -> smtplib.SMTP:
        host, port = self._account.host, self._account.port
        if self._account.scheme == "smtps":
            return smtplib.SMTP_SSL(
                host, port, our_name, timeout=self._timeout, context=self._tls or ssl.create_default_context()
            )
        return smtplib.SMTP(host, port, our_name, timeout=self._timeout)


def _finished(server: smtplib.SMTP) -> tuple[int, bytes]:
    """From the end mark on the server may have taken the letter; only its answer can tell."""
    try:
        server.send(b".\r\n")
        code, reply = server.getreply()
    except (OSError, smtplib.SMTPException):
        raise OutcomeUnknown("the line broke before the mail server answered to the last dot") from None
    if not 200 <= code < 600:
        raise OutcomeUnknown("the mail server's answer to the last dot makes no sense")
    return code, reply


def _expect(answer: tuple[int, bytes], good: tuple[int, ...] = (250, 251, 252)) -> None:
    code = answer[0]
    if code not in good:
        raise _refused(code)


@contextmanager
def _not_yet() -> Iterator[None]:
    """Whatever fails here did so before the end mark: the letter did not leave."""
    try:
        yield
    except smtplib.SMTPResponseException as error:
        raise _refused(error.smtp_code) from None
    except smtplib.SMTPNotSupportedError:
        raise Unsent("the mail server does not offer what LUWTE_SMTP_URL demands", permanent=True) from None
    except ssl.SSLCertVerificationError:
        raise Unsent("the mail server's certificate is not trusted", permanent=True) from None
    except (OSError, smtplib.SMTPException):
        raise Unsent("the mail server could not be reached, or hung up", permanent=False) from None


def _refused(code: int) -> Unsent:
    """The server's words are left out: they often repeat the address."""
    return Unsent(f"the mail server refused with {code}", code=max(code, 0), permanent=500 <= code < 600)


def _leave(server: smtplib.SMTP) -> None:
    """The outcome stands by now; a server that does not say goodbye changes nothing."""
    try:
        server.quit()
    except (OSError, smtplib.SMTPException):
        server.close()


def _domain(address: str) -> str:
    domain = address.rpartition("@")[2]
    if not domain:
        raise BadInput("letter", "envelope_from has no domain; give a full address")
    return domain
