"""Contacts from a public database become recipients here, and none is written to before somebody verified it."""

from __future__ import annotations

import json
import textwrap
from datetime import UTC, datetime
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric import rsa
from typer.testing import CliRunner

from cli.main import app
from config.catalogue import load_recipients
from config.importers.countries import code_of
from config.importers.dsr_contacts import read_contacts
from domain.errors import BadInput
from domain.recipient import RecipientClass
from tests.gateway import test_rdap
from tests.gateway.test_rdap import HOST, bootstrap
from tests.gateway.test_sealed_mail import certificate

RECORD = {
    "slug": "gids--nederland-",
    "name": "Gids Nederland B.V.",
    "relevant-countries": ["nl"],
    "categories": ["addresses"],
    "address": "Kerkstraat 1\n1234 AB Lindestad\nThe Netherlands",
    "email": "privacy@gids.example",
    "webform": "https://gids.example/avg",
    "web": "https://www.gids.example/",
    "sources": ["https://gids.example/privacy"],
    "quality": "tested",
}
OBSOLETE = {
    "slug": "oude-gids",
    "name": "Oude Gids",
    "reason": "duplicate",
    "redirect-to": "gids-nederland",
    "quality": "obsolete",
}


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("LUWTE_HOME", str(tmp_path / "var"))
    return tmp_path / "var"


def run(*arguments: str) -> tuple[int, str, str]:
    done = CliRunner().invoke(app, ["recipients", *arguments])
    if isinstance(done.exception, BadInput):
        return 2, done.stdout, str(done.exception)
    return done.exit_code, done.stdout, done.stderr


def given(tmp_path: Path, *records: object) -> str:
    file = tmp_path / "records.json"
    file.write_text(json.dumps(records), encoding="utf-8")
    return str(file)


def test_a_record_becomes_a_recipient_that_is_not_verified(home: Path, tmp_path: Path) -> None:
    code, out, _ = run("import", given(tmp_path, RECORD, OBSOLETE))

    assert code == 0
    assert "imported\t1\t" in out
    assert "quality\t1\ttested (datenanfragen.de)" in out
    assert "obsolete\t1\t" in out
    (one,), refused = load_recipients(home / "recipients" / "dsr")
    assert refused == ()
    assert (one.slug, one.kind, one.country, one.language) == ("dsr-gids-nederland", RecipientClass.CONTROLLER, "NL", "nl")
    assert (one.email, one.hosts, one.procedures) == ("privacy@gids.example", ("www.gids.example",), ("marketing",))
    assert (one.verified_on, one.verified_by, one.outside_eea) == (None, (), False)
    assert one.form is not None
    assert one.sources == ("https://gids.example/privacy",)
    redirects = (home / "recipients" / "dsr" / "redirects.txt").read_text(encoding="utf-8")
    assert redirects == "dsr-oude-gids\tdsr-gids-nederland\n"
    assert "dsr-gids-nederland\tcontroller\tNL\tnot verified\tmail+form\ttested" in run("list")[1]


def test_what_cannot_be_used_is_refused_with_its_number_and_reason(home: Path, tmp_path: Path) -> None:
    nowhere = {**RECORD, "slug": "b", "address": "Nergens"}
    silent = {key: value for key, value in {**RECORD, "slug": "c"}.items() if key not in ("email", "webform")}
    odd = {**RECORD, "slug": "d", "request-language": "Klingon"}
    code, out, err = run("import", given(tmp_path, RECORD, nowhere, silent, "text", {"slug": "../x", "name": "x"}, RECORD, odd))

    assert code == 0
    assert "imported\t1" in out
    assert "refused\t1\tthe country of its address is not known" in out
    assert "records.json:2: the country of its address is not known" in err
    assert "records.json:3: it has neither a mail address nor a form" in err
    assert "records.json:4: it has no slug or no name" in err
    assert "records.json:5: its slug cannot be used" in err
    assert "records.json:6: its slug is there already" in err
    assert "records.json:7: the definition made of it is not understood" in err


def test_what_somebody_verified_since_is_left_alone(home: Path, tmp_path: Path) -> None:
    source = given(tmp_path, RECORD)
    run("import", source)
    file = home / "recipients" / "dsr" / "dsr-gids-nederland.yml"
    text = file.read_text(encoding="utf-8").replace("verified_by: []", "verified_by: [site, rdap]")
    file.write_text(text.replace("verified_on: null", "verified_on: 2026-11-20"), encoding="utf-8")

    run("import", source)

    (one,), _ = load_recipients(file.parent)
    assert one.verified_by == ("site", "rdap")


@pytest.mark.parametrize(
    ("content", "says"), [("{", "is no JSON"), ("[]", "nothing could be imported"), ("[1]", "has no slug")]
)
def test_a_file_of_something_else_is_refused(home: Path, tmp_path: Path, content: str, says: str) -> None:
    file = tmp_path / "x.json"
    file.write_text(content, encoding="utf-8")
    code, _, err = run("import", str(file))
    assert code in {1, 2}
    assert says in err


def test_a_folder_without_records_is_refused(home: Path, tmp_path: Path) -> None:
    assert run("import", str(tmp_path))[0] == 2


def test_the_whole_database_can_be_read(shared: Path) -> None:
    source = shared / "dsr-contacts" / "companies_nl_relevant.json"
    if not source.exists():
        pytest.skip("the contact database of ../shared/data is not here")
    records = json.loads(source.read_text(encoding="utf-8"))

    contacts = read_contacts((str(n), record) for n, record in enumerate(records, 1))

    assert len(records) == 935
    assert len(contacts.definitions) + len(contacts.refused) == 935
    assert {reason for _, reason in contacts.refused} == {"it has neither a mail address nor a form"}
    assert len(contacts.definitions) == 917


@pytest.mark.parametrize(
    ("address", "code"),
    [("x\nThe Netherlands", "NL"), ("x\n Deutschland \n", "DE"), ("Éire", "IE"), ("x\nAtlantis", ""), ("", ""), ("\n", "")],
)
def test_the_last_line_of_an_address_names_the_country(address: str, code: str) -> None:
    assert code_of(address) == code


OWN = """slug: gids
name: Gids
kind: controller
email: avg@gids.example
country: NL
language: nl
hosts: [gids.example]
verified_on: {verified}
verified_by: [{by}]
term_working_days: null
prefers: ""
clauses: []
outside_eea: false
"""


def own(home: Path, more: str = "", *, verified: str = "2099-01-01", by: str = "site, rdap") -> None:
    (home / "recipients").mkdir(parents=True, exist_ok=True)
    (home / "recipients" / "gids.yml").write_text(OWN.format(verified=verified, by=by) + more, encoding="utf-8")


def test_check_has_nothing_to_say_of_recipients_to_whom_letters_can_leave(home: Path) -> None:
    own(home)
    code, out, err = run("check")
    assert (code, out) == (0, "")
    assert "0 to mend" in err


@pytest.mark.parametrize(
    ("verified", "by", "said"),
    [("2020-01-01", "site, rdap", "more than 90 days ago"), ("2099-01-01", "site", "not verified in two sources")],
)
def test_check_names_who_was_not_verified_in_time(home: Path, verified: str, by: str, said: str) -> None:
    own(home, verified=verified, by=by)
    code, out, _ = run("check")
    assert code == 1
    assert out.startswith("gids\t")
    assert said in out


def test_check_names_a_key_that_has_expired_and_a_definition_that_is_refused(home: Path) -> None:
    old = certificate(rsa.generate_private_key(public_exponent=65537, key_size=2048), datetime(2001, 1, 1, tzinfo=UTC))
    own(home, "certificate: |\n" + textwrap.indent(old, "  "))
    code, out, _ = run("check")
    assert (code, out) == (1, "gids\tthe key for its mail expired on 2002-01-01: get a new one\n")
    own(home, "certificate: niets\n")
    code, _, err = run("check")
    assert code == 2
    assert "gids.yml:14" in err


registry = test_rdap.registry  # the server, as a fixture


@pytest.fixture
def registries(registry: str, home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """A real RDAP server on loopback, and a file that says that it answers for .example."""
    file = tmp_path / "rdap.json"
    file.write_text(bootstrap(f"http://{registry}/"), encoding="utf-8")
    monkeypatch.setenv("LUWTE_RDAP_BOOTSTRAP", str(file))
    monkeypatch.setenv("LUWTE_ALLOW_PRIVATE_HOSTS", registry)
    monkeypatch.setenv("LUWTE_HOST_DELAY", "0")
    return registry


def test_a_look_up_prints_whom_to_write_to_and_where_that_stands(registries: str) -> None:
    code, out, _ = run("lookup", "gids.example", "--address", HOST)
    assert code == 0
    lines = [line.split("\t") for line in out.splitlines()]
    assert lines[0] == [
        *("registrar", "gids.example", "abuse@registrar.example", "Registrar B.V.", ""),
        f"http://{registries}/domain/gids.example",
    ]
    assert lines[-1][:5] == ["host", HOST, "abuse@hosting.example", "Hosting B.V.", "NL"]


@pytest.mark.parametrize(("domain", "said"), [("none.example", "no abuse contact"), ("shut.example", "shut.example: ")])
def test_a_look_up_without_an_answer_says_so(registries: str, domain: str, said: str) -> None:
    code, out, err = run("lookup", domain)
    assert out == ""
    assert said in err
    assert code == (0 if domain == "none.example" else 1)


def test_a_look_up_needs_to_know_the_registries(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("LUWTE_RDAP_BOOTSTRAP", raising=False)
    code, _, err = run("lookup", "gids.example")
    assert code == 2
    assert "LUWTE_RDAP_BOOTSTRAP" in err
