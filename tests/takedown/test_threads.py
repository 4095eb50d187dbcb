"""What ties a message to one of ours, in order of trust."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from takedown.threads import Thread, find_token

OURS = ("meldpunt@luwte.example", "bounce@luwte.example")
SHARED = Path(__file__).parents[3] / "shared" / "data" / "mail-replies" / "dsn-postfix-opensmtpd"


def found(head: str) -> Thread:
    return find_token(head.encode() + b"\n\nHallo", addresses=OURS)


@pytest.mark.parametrize("header", ["Delivered-To", "X-Original-To", "To", "Cc"])
@pytest.mark.parametrize("mark", ["+", "."])
def test_the_token_stands_in_our_own_address(header: str, mark: str) -> None:
    assert found(f"{header}: Meldpunt <meldpunt{mark}A7.k7QZ@Luwte.example>").tokens == ("A7.k7QZ",)


def test_the_delivered_address_is_trusted_before_the_written_one() -> None:
    thread = found(
        "To: meldpunt+second@luwte.example\nDelivered-To: bounce+first@luwte.example\nTo: meldpunt+second@luwte.example"
    )
    assert thread.tokens == ("first", "second")


@pytest.mark.parametrize(
    "address", ["meldpunt@luwte.example", "meldpunt+x@other.example", "meldpunten+x@luwte.example", "meldpunt+@luwte.example"]
)
def test_another_address_gives_no_token(address: str) -> None:
    assert found(f"To: {address}").tokens == ()


def test_answered_messages_come_newest_first() -> None:
    thread = found("References: <a@luwte.example>\n <b@luwte.example>\nIn-Reply-To: <c@luwte.example>")
    assert thread.message_ids == ("<c@luwte.example>", "<b@luwte.example>", "<a@luwte.example>")


def test_the_reference_is_read_from_an_encoded_subject_too() -> None:
    assert found("Subject: =?utf-8?q?Antw=3A_=5BLW-2026-0001=5D?=").references == ("LW-2026-0001",)
    assert found("Subject: LW-26-1").references == ()


def test_the_senders_domain_is_only_a_hint() -> None:
    assert found("From: Jan <jan@Host.example>").sender_domain == "host.example"
    assert found("Subject: x") == Thread((), (), (), "")


@pytest.mark.skipif(not SHARED.is_dir(), reason="../shared/data/mail-replies is not here")
@pytest.mark.parametrize("server", ["postfix", "opensmtpd"])
@pytest.mark.parametrize(("name", "token"), [("hard", "hard.8f2c"), ("soft", "soft.22bb"), ("ok", "ok.11aa")])
def test_a_returned_message_is_known_by_token_and_by_its_own_id(server: str, name: str, token: str) -> None:
    thread = find_token((SHARED / f"{server}-{name}.eml").read_bytes(), addresses=OURS)
    assert thread.tokens == (token,)
    assert thread.message_ids == (f"<lw.{name}@luwte.example>",)
    assert thread.references == ("LW-2026-0001",)


@given(st.binary(max_size=400))
def test_any_bytes_give_a_thread(raw: bytes) -> None:
    assert isinstance(find_token(b"To: " + raw, addresses=OURS), Thread)
