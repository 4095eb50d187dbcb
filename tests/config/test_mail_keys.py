"""A key to which nothing can be encrypted is refused when the definition is read, not when a letter is to leave."""

from __future__ import annotations

import textwrap
from datetime import UTC, datetime, timedelta
from importlib.util import find_spec
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric import ec, rsa

from config.catalogue import load_recipients
from config.mail_keys import ends_at
from tests.gateway.test_sealed_mail import certificate

DEFINITION = """slug: gids
name: Gids
kind: controller
email: avg@gids.example
country: NL
language: nl
hosts: [gids.example]
verified_on: 2026-11-23
verified_by: [site, rdap]
term_working_days: null
prefers: ""
clauses: []
outside_eea: false
"""


def read(folder: Path, key: str, value: str) -> tuple[list[str], list[str]]:
    """The names of what was read, and what was refused."""
    (folder / "gids.yml").write_text(f"{DEFINITION}{key}: |\n{textwrap.indent(value, '  ')}\n", encoding="utf-8")
    found, refused = load_recipients(folder)
    return [one.slug for one in found], [str(one) for one in refused]


def test_a_certificate_with_an_rsa_key_is_read_and_says_when_it_ends(tmp_path: Path) -> None:
    good = certificate(rsa.generate_private_key(public_exponent=65537, key_size=2048))
    assert read(tmp_path, "certificate", good) == (["gids"], [])
    (one,), _ = load_recipients(tmp_path)
    assert ends_at(one) == datetime(2026, 11, 1, tzinfo=UTC) + timedelta(days=365)


@pytest.mark.parametrize("inside", ["AAAA", "é", ""])
def test_what_is_no_certificate_is_refused_with_its_line(tmp_path: Path, inside: str) -> None:
    armoured = f"-----BEGIN CERTIFICATE-----\n{inside}\n-----END CERTIFICATE-----"
    found, (refused,) = read(tmp_path, "certificate", armoured)
    assert found == []
    assert "gids.yml:14" in refused
    assert "cannot be read" in refused


def test_a_certificate_of_another_kind_is_refused(tmp_path: Path) -> None:
    _, (refused,) = read(tmp_path, "certificate", certificate(ec.generate_private_key(ec.SECP256R1())))
    assert "no RSA key" in refused


@pytest.mark.skipif(
    find_spec("pysequoia") is None, reason="the extra pgp is not installed: a key can be read by its armour alone"
)
def test_armour_around_nothing_is_no_key(tmp_path: Path) -> None:
    empty = "-----BEGIN PGP PUBLIC KEY BLOCK-----\n\nAAAA\n-----END PGP PUBLIC KEY BLOCK-----"
    _, (refused,) = read(tmp_path, "pgp_key", empty)
    assert "cannot be read" in refused
