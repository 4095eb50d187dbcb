"""`luwte evidence` ends in the exit code of the contract, and says in two languages what does not hold."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest
from typer.testing import CliRunner

from cli.evidence import app
from demo.authority import Authority
from domain.evidence import CustodyType, Dossier, Sealed
from domain.mention import Capture, Place
from evidence import bundle, custody, keys, timestamp
from evidence.seal import seal

NOW = datetime(2027, 2, 3, 9, 30, tzinfo=UTC)
URL = "https://forum.example/draad/7"


@pytest.fixture
def here(tmp_path: Path) -> Path:
    """A directory with a bundle, the trusted key and the trusted root."""
    signer, authority = keys.load(keys.generate()), Authority(lambda: NOW)
    roots = timestamp.load_roots(authority.root_pem())
    capture = Capture("c-0001", URL, URL, NOW, 200, (("content-type", "text/html"),), b"<p>Sanne Voorbeeld")
    sealed = seal(capture, place=Place(URL), source="forum", signer=signer, now=NOW)
    sealed = Sealed(sealed.capture_id, sealed.originals, timestamp.stamped(sealed.seal, authority.reply, roots))
    line = custody.append((), CustodyType.CAPTURE_SEALED, actor="worker", at=NOW, capture="c-0001", seal=sealed.seal.digest)
    dossier = Dossier("zaak-1", "ex-1", ("name",), (sealed,), (line,))
    (tmp_path / "keys").mkdir()
    (tmp_path / "roots").mkdir()
    (tmp_path / "keys" / "luwte.pem").write_bytes(signer.public_pem)
    (tmp_path / "roots" / "tsa.pem").write_bytes(authority.root_pem())
    raw = bundle.build(dossier, signer=signer, stamps=(authority.reply,), roots=roots, now=NOW)
    (tmp_path / "bundle.zip").write_bytes(raw)
    return tmp_path


def run(here: Path, *extra: str, bundle: str = "bundle.zip", keys: str = "keys", roots: str = "roots") -> tuple[int, str, str]:
    arguments = ["verify", str(here / bundle), "--keys", str(here / keys), "--tsa-roots", str(here / roots), *extra]
    done = CliRunner().invoke(app, arguments)
    return done.exit_code, done.stdout, done.stderr


def test_a_bundle_that_holds_ends_in_0(here: Path) -> None:
    code, out, _ = run(here)

    assert code == 0
    assert "NL: Alles klopt" in out
    assert "EN: Everything holds" in out


def test_a_changed_bundle_ends_in_1_and_both_languages_say_why(here: Path) -> None:
    raw = (here / "bundle.zip").read_bytes()
    (here / "changed.zip").write_bytes(raw.replace(b"Sanne", b"Hanne"))

    code, out, _ = run(here, bundle="changed.zip")

    assert code == 1
    assert "NL: " in out
    assert "EN: " in out
    assert "anne" not in out


def test_a_bundle_of_somebody_else_ends_in_2(here: Path) -> None:
    (here / "others").mkdir()
    (here / "others" / "key.pem").write_bytes(keys.load(keys.generate()).public_pem)

    code, out, _ = run(here, "--json", keys="others")

    assert code == 2
    assert json.loads(out)["fault"]["kind"] == "unknown-key"


def test_the_verdict_as_json_tells_both_times(here: Path) -> None:
    code, out, _ = run(here, "--json")

    verdict = json.loads(out)
    assert (code, verdict["exit"], verdict["fault"]) == (0, 0, None)
    assert verdict["captures"] == [
        {"capture": "c-0001", "captured_at": "2027-02-03T09:30:00.000Z", "stamped_at": "2027-02-03T09:30:00.000Z"}
    ]


@pytest.mark.parametrize(
    "wrong",
    [{"bundle": "none.zip"}, {"keys": "none"}, {"roots": "none"}, {"keys": "roots"}, {"roots": "keys"}, {"bundle": "keys"}],
)
def test_what_was_called_wrongly_ends_in_3_with_what_to_do(here: Path, wrong: dict[str, str]) -> None:
    code, out, err = run(here, **wrong)

    assert code == 3
    assert out == ""
    assert ";" in err
    assert "Traceback" not in err


@pytest.mark.parametrize("arguments", [["verify"], ["verify", "b.zip"], ["verify", "b.zip", "--what"], ["openssl-commands"]])
def test_missing_arguments_end_in_3_too(arguments: list[str]) -> None:
    assert CliRunner().invoke(app, arguments).exit_code == 3


def test_the_commands_for_stock_tools_are_printed(here: Path) -> None:
    done = CliRunner().invoke(app, ["openssl-commands", str(here / "bundle.zip")])

    assert done.exit_code == 0
    assert done.stdout.count("openssl ts -verify") == 2
    assert "sha256sum --strict" in done.stdout


def test_no_commands_are_printed_for_a_file_that_is_no_bundle(here: Path) -> None:
    (here / "changed.zip").write_bytes(b"PK\x03\x04")

    done = CliRunner().invoke(app, ["openssl-commands", str(here / "changed.zip")])

    assert done.exit_code == 1
    assert done.stdout == ""
