"""A notice leaves once or certainly not, and where nobody can tell, we say so."""

import email
import socket
import ssl
from dataclasses import replace
from datetime import UTC, datetime
from email.policy import default

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult
from hypothesis import given
from hypothesis import strategies as st

from domain.errors import BadInput, OutcomeUnknown, Unsent
from domain.ports import Letter
from gateway.envelope import xtext
from gateway.smtp import Smtp

LETTER = Letter(
    message_id="<lw.0001.k3j2h4g5@bounce.meldpunt.example>",
    envelope_from="bounce+k3j2h4g5@bounce.meldpunt.example",
    header_from="Meldpunt Doxing <meldpunt@meldpunt.example>",
    reply_to="meldpunt+k3j2h4g5@meldpunt.example",
    to="abuse@gids.example",
    subject="Verzoek tot verwijdering – één vermelding [LW-2026-0001]",
    body="Geachte heer, mevrouw,\n\n.Verwijder dit.\n..\n.\nMet vriendelijke groet\n",
    language="nl",
    date=datetime(2026, 11, 23, 9, 0, tzinfo=UTC),
)


class Postbox:
    """Takes letters, or refuses them as told."""

    def __init__(self, rcpt="250 OK", data="250 Queued as 4F2A"):
        self.rcpt, self.data, self.taken = rcpt, data, []

    async def handle_RCPT(self, server, session, envelope, address, options):
        if self.rcpt.startswith("250"):
            envelope.rcpt_tos.append(address)
        return self.rcpt

    async def handle_DATA(self, server, session, envelope):
        self.taken.append((envelope.mail_from, envelope.rcpt_tos, envelope.content))
        return self.data


@pytest.fixture
def post():
    """post(Postbox()) starts a mail server and gives its URL."""
    running = []

    def start(box, **options):
        with socket.create_server(("127.0.0.1", 0)) as free:
            port = free.getsockname()[1]
        controller = Controller(box, hostname="127.0.0.1", port=port, server_hostname="mx.example", **options)
        controller.start()
        running.append(controller)
        return f"smtp://127.0.0.1:{port}"

    yield start
    for controller in running:
        controller.stop()


def script(*turns, heard=None):
    """A mail server that speaks by heart: each turn answers one line of ours, the letter counts as one; `None` hangs up."""

    def talk(connection):
        lines = connection.makefile("rb")
        connection.sendall(turns[0])
        for turn in turns[1:]:
            said = lines.readline()
            if heard is not None:
                heard.append(said)
            if said.startswith(b"From:"):
                while said not in (b".\r\n", b""):
                    said = lines.readline()
            if turn is None:
                return
            connection.sendall(turn)
        lines.readline()

    return talk


HELLO = b"220 mx ESMTP\r\n"
OK = b"250 OK\r\n"


def test_a_letter_arrives_as_it_was_written(post):
    box = Postbox()
    handover = Smtp(post(box))(LETTER)
    assert (handover.code, handover.reply, handover.dsn_requested) == (250, "Queued as 4F2A", False)
    [(sender, recipients, content)] = box.taken
    assert (sender, recipients) == (LETTER.envelope_from, [LETTER.to])
    message = email.message_from_bytes(content, policy=default)
    assert message["Message-ID"] == LETTER.message_id
    assert (message["From"], message["To"], message["Reply-To"]) == (LETTER.header_from, LETTER.to, LETTER.reply_to)
    assert (message["Subject"], message["Content-Language"]) == (LETTER.subject, "nl")
    assert message["Date"].datetime == LETTER.date
    assert "Auto-Submitted" not in message
    assert message.get_content().replace("\r\n", "\n") == LETTER.body
    content.decode("ascii")


def test_where_it_is_offered_notices_of_delivery_are_asked_for(raw):
    said = []
    server = script(HELLO, b"250-mx\r\n250 DSN\r\n", OK, OK, b"354 go on\r\n", b"250 taken\r\n", heard=said)
    handover = Smtp(f"smtp://127.0.0.1:{raw(server)}", timeout=5)(LETTER)
    assert handover.dsn_requested
    assert said[0] == b"ehlo bounce.meldpunt.example\r\n"
    assert said[1].endswith(b" RET=HDRS ENVID=lw.0001.k3j2h4g5@bounce.meldpunt.example\r\n")
    assert said[2] == b"rcpt TO:<abuse@gids.example> NOTIFY=SUCCESS,FAILURE,DELAY ORCPT=rfc822;abuse@gids.example\r\n"


@pytest.mark.parametrize(
    ("box", "code", "permanent"),
    [
        (Postbox(rcpt="550 5.1.1 no abuse@gids.example here"), 550, True),
        (Postbox(rcpt="451 4.7.1 greylisted"), 451, False),
        (Postbox(data="554 5.7.1 looks like spam"), 554, True),
        (Postbox(data="452 4.3.1 disk full"), 452, False),
    ],
)
def test_a_refusal_is_certain_and_may_pass(post, box, code, permanent):
    with pytest.raises(Unsent) as refused:
        Smtp(post(box))(LETTER)
    assert not isinstance(refused.value, OutcomeUnknown)
    assert (refused.value.code, refused.value.permanent) == (code, permanent)
    assert "gids" not in str(refused.value)


@pytest.mark.parametrize(
    ("turns", "code", "permanent"),
    [
        ((b"554 go away\r\n",), 554, True),
        ((b"421 later\r\n",), 421, False),
        ((HELLO, OK, b"550 unknown sender\r\n"), 550, True),
        ((HELLO, OK, OK, OK, b"451 not now\r\n"), 451, False),
        ((HELLO, None), 0, False),
        ((HELLO, OK, OK, None), 0, False),
        ((HELLO, OK, OK, OK, None), 0, False),  # hangs up on DATA
        ((b"what?\r\n",), 0, False),
    ],
)
def test_what_breaks_before_the_text_goes_out_did_not_leave(raw, turns, code, permanent):
    with pytest.raises(Unsent) as refused:
        Smtp(f"smtp://127.0.0.1:{raw(script(*turns))}", timeout=2)(LETTER)
    assert not isinstance(refused.value, OutcomeUnknown)
    assert (refused.value.code, refused.value.permanent) == (code, permanent)


@pytest.mark.parametrize("end", [None, b"", b"25", b"nonsense\r\n"])
def test_what_breaks_after_the_text_went_out_nobody_knows(raw, end):
    server = script(HELLO, OK, OK, OK, b"354 go on\r\n", end)
    with pytest.raises(OutcomeUnknown) as unknown:
        Smtp(f"smtp://127.0.0.1:{raw(server)}", timeout=0.5)(LETTER)
    assert unknown.value.permanent


def test_a_server_that_says_no_goodbye_still_took_the_letter(raw):
    server = script(HELLO, OK, OK, OK, b"354 go on\r\n", b"250 taken\r\n", None)
    assert Smtp(f"smtp://127.0.0.1:{raw(server)}", timeout=2)(LETTER).code == 250


def test_nobody_at_home_is_no_more_than_a_delay():
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    with pytest.raises(Unsent) as refused:
        Smtp(f"smtp://127.0.0.1:{port}")(LETTER)
    assert not refused.value.permanent


def test_the_password_is_never_said_in_the_clear_when_tls_is_asked(post):
    url = post(Postbox()).replace("smtp://", "smtp+starttls://name:secret@")
    with pytest.raises(Unsent) as refused:
        Smtp(url)(LETTER)
    assert refused.value.permanent
    assert "secret" not in str(refused.value)


@pytest.mark.parametrize("scheme", ["smtps", "smtp+starttls"])
def test_over_a_secure_line_the_letter_arrives_if_the_certificate_is_trusted(post, certificate, scheme):
    server, trusting = certificate
    box = Postbox()
    url = post(box, ssl_context=server) if scheme == "smtps" else post(box, tls_context=server, require_starttls=True)
    url = url.replace("smtp://127.0.0.1", f"{scheme}://localhost")
    with pytest.raises(Unsent) as refused:
        Smtp(url, tls=ssl.create_default_context(), timeout=5)(LETTER)
    assert refused.value.permanent
    assert Smtp(url, tls=trusting, timeout=5)(LETTER).code == 250
    assert len(box.taken) == 1


def test_a_log_in_is_used_and_a_wrong_one_refused(post, certificate):
    def known(server, session, envelope, mechanism, data):
        return AuthResult(success=(data.login, data.password) == (b"luwte", b"p@ss/word"), handled=False)

    server, trusting = certificate
    url = post(Postbox(), authenticator=known, auth_required=True, tls_context=server)
    url = url.replace("smtp://127.0.0.1", "smtp+starttls://luwte:p%40ss%2Fword@localhost")
    assert Smtp(url, tls=trusting, timeout=5)(LETTER).code == 250
    with pytest.raises(Unsent) as refused:
        Smtp(url.replace("p%40ss", "wrong"), tls=trusting, timeout=5)(LETTER)
    assert (refused.value.code, refused.value.permanent) == (535, True)


@pytest.mark.parametrize("name", ["message_id", "envelope_from", "header_from", "reply_to", "to", "subject", "language"])
@pytest.mark.parametrize("smuggled", ["x\r\nBcc: a@b.example", "x\nX: y", "x\ry", "x\0"])
def test_no_field_smuggles_a_header(name, smuggled):
    before = getattr(LETTER, name)
    with pytest.raises(BadInput) as refused:
        Smtp("smtp://127.0.0.1:1")(replace(LETTER, **{name: before + smuggled}))
    assert name in str(refused.value)
    assert "b.example" not in str(refused.value)


@pytest.mark.parametrize("to", ["a@b.example, c@d.example", "a b@c.example", "<a@b.example>", "a", "", "a@é.example", "a@b@c"])
def test_a_letter_goes_to_one_plain_address(to):
    with pytest.raises(BadInput):
        Smtp("smtp://127.0.0.1:1")(replace(LETTER, to=to))


@pytest.mark.parametrize("url", ["", "http://x.example", "smtp://", "smtp://name:secret@x.example:port", "secret"])
def test_a_wrong_setting_is_refused_without_showing_it(url):
    with pytest.raises(BadInput) as refused:
        Smtp(url)
    assert "LUWTE_SMTP_URL" in str(refused.value)
    assert "secret" not in str(refused.value)


@given(st.text())
def test_an_envelope_id_holds_no_space_or_line_break(text):
    assert all("!" <= char <= "~" for char in xtext(text))
