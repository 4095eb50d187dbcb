"""Definitions are understood wholly or refused with their line; one bad file stops no other."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import config
from config.catalogue import load_recipients, load_sources
from domain.errors import Unclear
from domain.profile import IdentifierKind
from domain.query import REVEALS
from domain.recipient import RecipientClass
from domain.sighting import Verdict
from domain.source import Mark, SourceKind, SourceState

GIDS = """slug: gids
name: Gids
kind: result_list
version: 2
state: fictional
language: nl
hosts: [gids.example]
queries:
  - url: "http://gids.example/zoek?naam={family}"
    discloses: [name]
recognise: [{css: "header .merk"}]
no_results: {text: "niets gevonden"}
rows: "li.rij"
place: {css: a, attribute: href}
fields:
  name: {css: ".naam"}
  phone: {css: ".tel", pattern: "\\\\d+", fill: 0.5}
pages:
  - {file: hit.html, verdict: present, mentions: [{name: Titia, url: "http://gids.example/p/1"}]}
  - {file: captcha.html, status: 403, verdict: unclear, reason: blocked}
"""


def write(folder: Path, text: str, slug: str = "gids") -> Path:
    place = folder / slug
    place.mkdir(exist_ok=True)
    for page in ("hit.html", "captcha.html"):
        (place / page).write_text("<p>x", encoding="utf-8")
    (place / "source.yml").write_text(text, encoding="utf-8")
    return folder


def test_a_definition_becomes_a_source(tmp_path: Path) -> None:
    (source,), refused = load_sources(write(tmp_path, GIDS))
    assert refused == ()
    assert (source.slug, source.kind, source.state, source.version) == (
        "gids",
        SourceKind.RESULT_LIST,
        SourceState.FICTIONAL,
        2,
    )
    assert source.queries[0].discloses == (IdentifierKind.NAME,)
    assert source.no_results == Mark(text="niets gevonden")
    assert dict(source.fields)["phone"].fill == 0.5
    hit, captcha = source.pages
    assert (hit.count, hit.expected, hit.url) == (
        1,
        ((("name", "Titia"), ("url", "http://gids.example/p/1")),),
        "http://gids.example/",
    )
    assert (captcha.status, captcha.verdict, captcha.reason) == (403, Verdict.UNCLEAR, Unclear.BLOCKED)


@pytest.mark.parametrize("kind", sorted(set(IdentifierKind) - set(REVEALS)))
def test_no_source_is_told_a_plate_a_service_number_or_an_account(tmp_path: Path, kind: str) -> None:
    _, (refusal,) = load_sources(write(tmp_path, GIDS.replace("discloses: [name]", f"discloses: [{kind}]")))
    assert "discloses" in refusal.where + refusal.what


def test_what_is_told_to_no_source_is_what_only_recognises_a_page() -> None:
    assert set(IdentifierKind) - set(REVEALS) == {IdentifierKind.PLATE, IdentifierKind.SERVICE_NUMBER, IdentifierKind.IBAN}


def test_pages_may_also_be_written_as_a_map(tmp_path: Path) -> None:
    text = GIDS[: GIDS.index("pages:")] + "pages:\n  hit.html: {verdict: present, mentions: 3}\n"
    (source,), _ = load_sources(write(tmp_path, text))
    assert [(Path(page.path).name, page.count) for page in source.pages] == [("hit.html", 3)]


def test_an_account_may_give_its_address_as_its_query(tmp_path: Path) -> None:
    text = """slug: gids
name: G
kind: account
version: 1
state: unverified
language: nl
hosts: [gids.example]
recognise: [{css: b}]
account: {url: "http://gids.example/{handle}", present: {css: a}, absent: {status: 404}}
"""
    (source,), _ = load_sources(write(tmp_path, text))
    assert [query.fields for query in source.queries] == [("handle",)]
    assert source.asks
    assert not source.on


@pytest.mark.parametrize(
    ("old", "new", "line", "word"),
    [
        ("version: 2", "version: zo", 4, "version"),
        ("kind: result_list", "kind: zoeker", 3, "kind must be one of"),
        ("language: nl", "language: no", 6, "language"),  # YAML 1.1 reads a boolean
        ('rows: "li.rij"', 'rows: "li[["', 13, "CSS selector"),
        ('rows: "li.rij"', 'rows: "li.rij"\nroes: 1', 1, "unknown part: roes"),
        ('no_results: {text: "niets gevonden"}\n', "", 1, "lacks no_results"),
        ('pattern: "\\\\d+"', 'pattern: "(("', 17, "regular expression"),
        ("naam={family}", "naam={achternaam}", 9, "fields"),
        ("naam={family}", "naam=jan", 9, "fields"),
        ("naam={family}", "naam={family}&tel={phone}", 9, "add phone"),
        ("slug: gids", "slug: anders", 1, "slug must be gids"),
        ("{file: hit.html", "{file: weg.html", 19, "beside the definition"),
        ("name: Titia", "naam: Titia", 19, "expects a field"),
        ("hosts: [gids.example]", "hosts: [gids.example", 8, "not YAML"),
        ("name: Gids", "name: Gids\nname: Gids", 3, "twice"),
        ("name: Gids", "1: Gids", 2, "not text"),
        ("name: Gids", "name: &a Gids\nrecipient: *a", 3, "alias"),
        ("fill: 0.5", "fill: 2", 17, "fields.phone.fill"),
    ],
)
def test_what_is_wrong_is_told_with_its_line(tmp_path: Path, old: str, new: str, line: int, word: str) -> None:
    assert old in GIDS
    found, (error,) = load_sources(write(tmp_path, GIDS.replace(old, new, 1)))
    assert found == ()
    assert error.where == f"{tmp_path}/gids/source.yml:{line}"
    assert word in error.what


def test_one_bad_definition_stops_no_other(tmp_path: Path) -> None:
    write(tmp_path, "onzin", slug="anders")
    write(tmp_path, GIDS)
    found, refused = load_sources(tmp_path)
    assert [source.slug for source in found] == ["gids"]
    assert len(refused) == 1


def test_a_slug_is_given_out_once(tmp_path: Path) -> None:
    ours, theirs = tmp_path / "a", tmp_path / "b"
    ours.mkdir(), theirs.mkdir()
    found, (error,) = load_sources(write(ours, GIDS), write(theirs, GIDS))
    assert len(found) == 1
    assert "taken" in error.what


@pytest.mark.parametrize(
    "body", [b"\xff\xfe\x00", b"", b"[" * 5_000, b"a: " + b"9" * 5_000, b"x" * 2_000_000, b"a: 2026-13-45\n"]
)
def test_files_that_are_no_definition_are_refused(tmp_path: Path, body: bytes) -> None:
    write(tmp_path, "")
    (tmp_path / "gids" / "source.yml").write_bytes(body)
    found, refused = load_sources(tmp_path)
    assert (found, len(refused)) == ((), 1)


anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8) | st.dates(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8) | st.integers(), inner, max_size=3),
    max_leaves=8,
)


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(name=st.sampled_from(sorted(yaml.safe_load(GIDS))), value=anything)
def test_no_part_of_a_definition_crashes_the_loader(tmp_path: Path, name: str, value: object) -> None:
    text = yaml.safe_dump({**yaml.safe_load(GIDS), name: value}, allow_unicode=True)
    found, refused = load_sources(write(tmp_path, text))
    assert len(found) + len(refused) == 1


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text(max_size=60) | st.text(alphabet="{}[]:-,&*!|>'\"? \nab1%@`#~", max_size=60))
def test_no_text_crashes_the_loader(tmp_path: Path, text: str) -> None:
    found, refused = load_sources(write(tmp_path, text))
    assert (found, len(refused)) == ((), 1)


RECIPIENT = """slug: gids
name: Gids B.V.
kind: controller
email: privacy@gids.example
country: NL
language: nl
hosts: [gids.example]
verified_on: 2026-11-23
verified_by: [site, rdap]
fictional: true
"""


def test_a_recipient_is_read(tmp_path: Path) -> None:
    (tmp_path / "gids.yml").write_text(RECIPIENT, encoding="utf-8")
    (recipient,), refused = load_recipients(tmp_path)
    assert refused == ()
    assert (recipient.kind, recipient.verified_on) == (RecipientClass.CONTROLLER, date(2026, 11, 23))
    assert recipient.verified_by == ("site", "rdap")
    assert recipient.term_working_days is None


@pytest.mark.parametrize(
    ("old", "new", "line"),
    [
        ("kind: controller", "kind: baas", 3),
        ("privacy@gids.example", "gids.example", 4),
        ("2026-11-23", '"2026-02-30"', 8),
        ("2026-11-23", "gisteren", 8),
        ("slug: gids", "slug: anders", 1),
        ("country: NL\n", "", 1),
    ],
)
def test_a_recipient_that_cannot_be_understood_is_refused(tmp_path: Path, old: str, new: str, line: int) -> None:
    (tmp_path / "gids.yml").write_text(RECIPIENT.replace(old, new, 1), encoding="utf-8")
    found, (error,) = load_recipients(tmp_path)
    assert found == ()
    assert error.where == f"{tmp_path}/gids.yml:{line}"
    assert "gids.example" not in error.what


def test_the_shipped_definitions_and_recipients_belong_together() -> None:
    room = Path(config.__file__).parent
    sources, refused = load_sources(room / "sources")
    recipients, also = load_recipients(room / "recipients")
    assert refused + also == ()
    known = {recipient.slug: recipient for recipient in recipients}
    for source in (source for source in sources if source.on):
        assert set(source.hosts) <= set(known[source.recipient].hosts)


def test_a_real_source_is_off_until_it_met_the_live_site_and_cites_what_it_rests_on() -> None:
    sources, _ = load_sources(Path(config.__file__).parent / "sources")
    real = [source for source in sources if source.state is not SourceState.FICTIONAL]
    assert real
    for source in real:
        assert not source.on
        assert source.origin.cites
        assert all(url.startswith("https://") for url in source.origin.cites)
    for source in set(sources) - set(real):
        assert all(host.endswith(".example") for host in source.hosts)


def test_who_copies_a_source_that_is_not_there_is_refused(tmp_path: Path) -> None:
    found, (error,) = load_sources(write(tmp_path, f"{GIDS}parent: weg\n"))
    assert found == ()
    assert "parent" in error.what
