"""The mail server can be told to misbehave, once, so that luwte can be tested against it."""

from __future__ import annotations

import json
import smtplib
import time

import pytest

TO = "privacy@adressengids.example"
PLACE = "http://adressengids.example/persoon/317"


def manner(town, **wanted):
    (town.home / "smtp-manners.json").write_text(json.dumps({TO: wanted}), "utf-8")


def received(town):
    return sorted(path.name for path in (town.home / "received").iterdir())


def test_the_line_drops_after_the_text_though_the_letter_arrived(town):
    manner(town, drop=True)
    with pytest.raises((smtplib.SMTPServerDisconnected, ConnectionResetError)):
        town.write(TO, PLACE)
    assert received(town) == ["0001-adressengids.eml"]

    town.write(TO, PLACE, number=2)
    assert len(received(town)) == 2


def test_the_line_drops_and_the_letter_is_lost(town):
    manner(town, drop=True, lost=True)
    with pytest.raises((smtplib.SMTPServerDisconnected, ConnectionResetError)):
        town.write(TO, PLACE)
    assert received(town) == []


@pytest.mark.parametrize("code", [451, 554])
def test_a_letter_is_refused_once(town, code):
    manner(town, refuse=code)
    with pytest.raises(smtplib.SMTPDataError) as refused:
        town.write(TO, PLACE)
    assert refused.value.smtp_code == code
    assert received(town) == []

    town.write(TO, PLACE)
    assert len(received(town)) == 1


def test_the_server_hangs_before_it_answers(town):
    manner(town, hang=0.4)
    began = time.monotonic()
    town.write(TO, PLACE)
    assert time.monotonic() - began >= 0.4
    assert len(received(town)) == 1
