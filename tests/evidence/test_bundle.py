"""A bundle tells people what, where and when, in two languages, and holds nothing that could not be verified."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

import pytest

from domain.errors import BadInput, Unclear, Unreachable
from domain.evidence import CustodyLine, CustodyType
from evidence import bundle, canonical, container, custody, keys


def test_the_report_says_what_where_and_when_in_dutch_and_english(forger: Any) -> None:
    text = forger.files["report.html"].decode()

    for expected in (
        "zonder browser",
        "without a browser",
        "naam, privéadres",
        "https://forum.example/draad/7",
        "2027-02-03T10:30:15+01:00",
        "2027-02-03T09:30:15.250Z",
        "onduidelijk",
        "layout-changed",
        "no picture of the page as seen",
        "geen beeld van de pagina",
    ):
        assert expected in text
    assert text.index("https://forum.example/draad/7") < text.index("without a browser")
    assert all(text.index(word) < text.index("Vastlegging 1 / 2") for word in ("Wie", "Wat", "Waar", "Wanneer"))


def test_nothing_from_a_page_becomes_markup_in_the_report(world: Any) -> None:
    wicked = replace(world.capture(), requested_url='https://forum.example/"><script>alert(1)</script>')

    text = container.read(world.build(world.dossier(world.sealed(wicked))))["report.html"]

    assert b"<script" not in bytes(text)
    assert b"&lt;script&gt;" in bytes(text)


def test_the_cover_warns_where_a_trusted_time_is_missing(world: Any) -> None:
    with_token = container.read(world.build(world.dossier(world.sealed())))["report.html"]
    without = container.read(world.build(world.dossier(world.sealed(token=False))))["report.html"]

    assert b"ontbreekt een vertrouwd tijdstempel" in bytes(without)
    assert b"ontbreekt een vertrouwd tijdstempel" not in bytes(with_token)


def test_names_of_files_tell_nothing_and_no_digest_of_a_small_secret_is_given(forger: Any) -> None:
    plain = re.compile(r"captures/c-\d{4}/[a-z.]+|[A-Za-z0-9]+\.[a-z]+(\.[a-z]+)*|SHA256SUMS|keys/README")

    assert all(plain.fullmatch(name) for name in forger.files)
    assert set(canonical.decode(forger.files["manifest.json"])) == {
        "format", "case", "exposure", "key_id", "created_at", "captures", "custody_head", "custody_len", "files", "withheld",
        "audience"
    }  # fmt: skip


def test_sightings_are_listed_with_the_reason_of_the_unclear_ones(forger: Any) -> None:
    present, unclear = canonical.decode(forger.files["sightings.json"])

    assert (present["outcome"], present["reason"]) == ("present", "")
    assert (unclear["outcome"], unclear["reason"]) == ("unclear", "layout-changed")


def without_seal_line(world: Any, dossier: Any) -> Any:
    lines: list[CustodyLine] = []
    lines.append(custody.append(lines, CustodyType.CASE_OPENED, actor="specialist-7f", at=world.at))
    return replace(dossier, custody=tuple(lines))


@pytest.mark.parametrize(
    "change",
    [
        lambda world, dossier: replace(dossier, case="zaak 12"),
        lambda world, dossier: replace(dossier, exposure=""),
        lambda world, dossier: replace(dossier, captures=()),
        lambda world, dossier: replace(dossier, captures=dossier.captures * 2),
        lambda world, dossier: replace(dossier, custody=dossier.custody[1:]),
        lambda world, dossier: replace(dossier, custody=(replace(dossier.custody[0], actor="iemand"), *dossier.custody[1:])),
        without_seal_line,
    ],
)
def test_a_dossier_that_could_never_be_verified_is_not_built(world: Any, change: Any) -> None:
    with pytest.raises(BadInput, match="dossier"):
        world.build(change(world, world.dossier(world.sealed())))


def test_an_authority_that_is_silent_is_told_to_the_caller(world: Any) -> None:
    def silent(query: bytes) -> bytes:
        raise Unreachable(Unclear.NETWORK, "no answer")

    dossier = world.dossier(world.sealed())
    with pytest.raises(Unreachable):
        bundle.build(dossier, signer=world.signer, stamps=(silent,), roots=world.roots, now=world.at)


@pytest.mark.parametrize("pem", [b"", b"x", b"-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n"])
def test_a_key_that_is_none_is_refused_without_being_shown(pem: bytes) -> None:
    with pytest.raises(BadInput, match="signing key"):
        keys.load(pem)
    assert "PRIVATE" not in repr(keys.load(keys.generate()))
