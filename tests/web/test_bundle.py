"""Evidence is taken out by whom it concerns, for one audience at a time, and each time is a line in the log."""

from __future__ import annotations

import io
import subprocess
from dataclasses import replace
from pathlib import Path
from shutil import which

import pytest
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from PIL import Image
from sqlalchemy import delete

from domain.evidence import CustodyLine, CustodyType, Original
from domain.exposure import Exposure
from domain.roles import Role
from evidence import container, custody, envelope, keys, seal, timestamp
from evidence.anchors import Anchors
from evidence.verify import Verdict, verify
from storage import audit, captures, cases, exposures, findings, redactions, takedowns
from storage.tables import seals as seal_rows
from storage.vault import new_id
from tests.gateway.test_sealed_mail import certificate
from tests.web.conftest import RECIPIENTS, SOURCES, Browser, World, text_of
from web.app import create_app


@pytest.fixture
def exposure(world: World, consented: str) -> Exposure:
    """One finding was confirmed, and captured once more with a picture."""
    world.staff(Role.SPECIALIST).submit(f"/beoordelen/{world.finding(consented)}", {"opinion": "confirmed"}, "#judge")
    with world.vault.begin() as db:
        (found,) = exposures.all_of(db)
    return found


@pytest.fixture
def path(exposure: Exposure) -> str:
    return f"/dossiers/{exposure.profile_id}/bewijs/{exposure.id}"


def pictured(world: World, exposure: Exposure) -> str:
    """A picture is part of the evidence too; returns the capture's id."""
    out = io.BytesIO()
    Image.linear_gradient("L").resize((400, 300)).convert("RGB").save(out, "PNG")
    with world.vault.begin() as db:
        ((_, first),) = captures.of_exposure(db, exposure.id)
        sheet = next(file.content for file in first.originals if file.name == "capture.json")
        capture_id = new_id()
        renamed = sheet.replace(first.capture_id.encode(), capture_id.encode())
        files = (Original("capture.json", renamed), Original("full.png", out.getvalue()))
        made = seal.seal_files(capture_id, files, captured_at=world.at, signer=world.signer, now=world.at)
        roots = timestamp.load_roots(world.authority.root_pem())
        sealed = replace(made, seal=timestamp.stamped(made.seal, world.authority.reply, roots))
        captures.keep(db, exposure.case_id, sealed, world.at, exposure_id=exposure.id)
        about = {"capture": capture_id, "seal": sealed.seal.digest}
        cases.log(db, exposure.case_id, custody.following(CustodyType.CAPTURE_SEALED, actor="luwte", at=world.at, **about))
    return capture_id


def checked(world: World, raw: bytes) -> Verdict:
    anchors = Anchors(
        {world.signer.key_id: keys.load_public(world.signer.public_pem)}, world.app.extensions["luwte"].notary.roots
    )
    return verify(raw, anchors)


def last_line(world: World, exposure: Exposure) -> CustodyLine:
    with world.vault.begin() as db:
        return cases.custody_of(db, exposure.case_id)[-1]


@pytest.fixture
def coordinator(world: World) -> Browser:
    return world.staff(Role.COORDINATOR)


@pytest.mark.parametrize(
    ("audience", "reason"),
    [("police", "police-report"), ("court", "legal-claim"), ("recipient", "notice"), ("employee", "employee-access")],
)
def test_each_kind_can_be_checked_by_anybody_and_its_taking_is_logged(
    world: World, path: str, exposure: Exposure, coordinator: Browser, audience: str, reason: str
) -> None:
    world.pass_time(minutes=2)
    answer = coordinator.submit(path, {"audience": audience}, "#take")
    assert answer.mimetype == "application/zip"
    assert f"bewijs-{audience}-" in answer.headers["Content-Disposition"]
    verdict = checked(world, answer.data)
    assert verdict.fault is None
    assert verdict.manifest is not None
    assert verdict.manifest.audience == audience
    line = last_line(world, exposure)
    assert (line.type, line.reason) == (CustodyType.EXPORTED, reason)
    with world.vault.begin() as db:
        assert "evidence exported" in [one.action for one in audit.lines(db, about=exposure.profile_id)][:2]


def test_the_police_get_everything_and_the_name(world: World, path: str, coordinator: Browser) -> None:
    files = container.read(coordinator.submit(path, {"audience": "police"}, "#take").data)
    report = bytes(files["report.html"]).decode()
    assert "VPT" in report
    assert "Joke van der Berg" in report or "Berg" in report
    assert any(name.endswith("page.html") for name in files)
    assert "custody.jsonl" in files


def test_a_court_gets_everything_too_but_not_the_label_for_the_police(world: World, path: str, coordinator: Browser) -> None:
    files = container.read(coordinator.submit(path, {"audience": "court"}, "#take").data)
    report = bytes(files["report.html"]).decode()
    assert "Voor de rechter" in report
    assert "VPT" not in report
    assert "Berg" in report
    assert any(name.endswith("page.html") for name in files)
    assert "custody.jsonl" in files


def test_a_recipient_gets_no_name_no_page_no_log_and_only_approved_copies(
    world: World, path: str, exposure: Exposure, coordinator: Browser
) -> None:
    capture_id = pictured(world, exposure)
    files = container.read(coordinator.submit(path, {"audience": "recipient"}, "#take").data)
    assert not any(name.startswith("derived/") for name in files)
    with world.vault.begin() as db:
        redactions.approve(db, exposure.case_id, capture_id, "full.png", "10,10,50,20", "specialist-1", world.at)
    raw = coordinator.submit(path, {"audience": "recipient"}, "#take").data
    files = container.read(raw)
    assert checked(world, raw).fault is None
    assert f"derived/{capture_id}/redacted-001.png" in files
    assert "custody.jsonl" not in files
    for name in files:
        assert name.split("/")[-1] not in {"page.html", "text.txt", "full.png", "page.warc.gz", "capture.json"}
        if not name.endswith((".png", ".tsr")):
            for hidden in (b"Joke", b"Voorhout", b"12345671", b"police-report"):
                assert hidden not in bytes(files[name])


def test_the_employee_takes_their_own_as_text_unless_they_ask_for_pictures(world: World, exposure: Exposure) -> None:
    capture_id = pictured(world, exposure)
    with world.vault.begin() as db:
        redactions.approve(db, exposure.case_id, capture_id, "full.png", "", "specialist-1", world.at)
    employee = world.staff(Role.EMPLOYEE, profile_id=exposure.profile_id)
    assert f"/mijn/bewijs/{exposure.id}" in employee.get("/mijn").text
    plain = container.read(employee.submit(f"/mijn/bewijs/{exposure.id}", {}, "#own-evidence").data)
    assert not any(name.endswith((".png", "page.html", "text.txt")) for name in plain)
    asked = employee.submit(f"/mijn/bewijs/{exposure.id}", {"pictures": "y"}, "#own-evidence").data
    assert any(name.endswith(".png") for name in container.read(asked))
    assert checked(world, asked).fault is None


def test_nobody_takes_what_is_of_another(world: World, path: str, exposure: Exposure, coordinator: Browser) -> None:
    other = world.employee()
    assert world.staff(Role.EMPLOYEE, profile_id=other).get(f"/mijn/bewijs/{exposure.id}").status_code == 404
    assert coordinator.get(f"/dossiers/{other}/bewijs/{exposure.id}").status_code == 404
    colleague = world.staff(Role.COORDINATOR, "wijk")
    assert colleague.get(path).status_code == 403
    assert world.browser().get(path).location.startswith("/aanmelden")
    with world.vault.begin() as db:
        assert CustodyType.EXPORTED not in {line.type for line in cases.custody_of(db, exposure.case_id)}


def test_without_a_time_stamp_a_request_needs_two_who_agree_and_the_cover_says_so(
    world: World, consented: str, coordinator: Browser
) -> None:
    finding_id = world.finding(consented)
    with world.vault.begin() as db:
        db.connection.execute(delete(seal_rows))
    specialist = world.staff(Role.SPECIALIST)
    with world.vault.begin() as db:  # as if every authority had been away
        filed = captures.get(db, findings.get(db, finding_id).capture_id)
        bare = replace(filed, seal=replace(filed.seal, token=None, stamped_at=None))
        captures.restamp(db, bare, world.at)
    specialist.submit(f"/beoordelen/{finding_id}", {"opinion": "confirmed"}, "#judge")
    with world.vault.begin() as db:
        assert takedowns.all_of(db) == []
        (exposure,) = exposures.all_of(db)
    path = f"/dossiers/{consented}/bewijs/{exposure.id}"
    assert "zonder tijdstempel" in text_of(coordinator.get(path))
    assert coordinator.submit(path, {}, "#override").status_code == 302
    assert "U vroeg hierom" in text_of(coordinator.get(path))
    proof = coordinator.get(path).text.partition('name="csrf_token"')[2].partition('value="')[2].partition('"')[0]
    again = coordinator.client.post(f"/dossiers/{consented}/noodgeval/{exposure.id}", data={"csrf_token": proof})
    assert again.status_code == 400
    assert world.staff(Role.COORDINATOR).submit(path, {}, "#override").status_code == 302
    assert last_line(world, exposure).type is CustodyType.SEAL_OVERRIDDEN
    specialist.submit(f"/beoordelen/{finding_id}", {}, "#draft-now")
    with world.vault.begin() as db:
        assert len(takedowns.all_of(db)) == 1
    raw = coordinator.submit(path, {"audience": "police"}, "#take").data
    assert "Wegens acuut gevaar" in bytes(container.read(raw)["report.html"]).decode()
    assert checked(world, raw).exit_code == 2


@pytest.mark.skipif(which("openssl") is None, reason="openssl is not installed here")
def test_to_police_whose_certificate_is_known_it_leaves_encrypted_and_openssl_alone_opens_it(
    world: World, path: str, tmp_path: Path
) -> None:
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    (tmp_path / "key.pem").write_bytes(key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
    (tmp_path / "certificate.pem").write_text(certificate(key), encoding="ascii")
    house = world.app.extensions["luwte"]
    police = envelope.load((tmp_path / "certificate.pem").read_bytes())
    app = create_app(world.vault, house.settings, world.clock, SOURCES, RECIPIENTS, replace(house.notary, police=police))
    app.testing = True
    handed = replace(world, app=app).staff(Role.COORDINATOR).submit(path, {"audience": "police"}, "#take")
    assert handed.status_code == 200
    assert ".zip.p7m" in handed.headers["Content-Disposition"]
    assert b"PK\x03\x04" not in handed.data[:4]
    assert b"capture.json" not in handed.data
    (tmp_path / "bundle.p7m").write_bytes(handed.data)
    command = ["openssl", "cms", "-decrypt", "-binary", "-inform", "DER", "-in", "bundle.p7m", "-inkey", "key.pem"]
    done = subprocess.run([*command, "-out", "bundle.zip"], cwd=tmp_path, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr
    assert checked(world, (tmp_path / "bundle.zip").read_bytes()).fault is None
    other = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    (tmp_path / "key.pem").write_bytes(other.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
    failed = subprocess.run([*command, "-out", "other.zip"], cwd=tmp_path, capture_output=True, check=False)
    opened = (tmp_path / "other.zip").read_bytes() if (tmp_path / "other.zip").exists() else b""
    assert failed.returncode != 0 or not opened.startswith(b"PK"), "another key opens nothing"
