"""Only our own mail server's word about a sender is shown."""

from __future__ import annotations

from takedown.reading import read
from takedown.sender import authenticated

OURS = b"Authentication-Results: mx.gemeente.example; dkim=pass header.d=host.example; spf=fail smtp.mailfrom=host.example\n"
THEIRS = b"Authentication-Results: mx.evil.example; dkim=pass; spf=pass; dmarc=pass\n"


def test_the_word_of_our_own_server_is_read() -> None:
    assert authenticated(read(THEIRS + OURS + b"\nx"), "gemeente.example") == (("dkim", "pass"), ("spf", "fail"))


def test_what_a_sender_wrote_about_itself_is_not() -> None:
    assert authenticated(read(THEIRS + b"\nx"), "gemeente.example") == ()
    assert (
        authenticated(read(b"Authentication-Results: gemeente.example.evil.example; dkim=pass\n\nx"), "gemeente.example") == ()
    )
    assert authenticated(read(b"Authentication-Results:\n\nx"), "gemeente.example") == ()
