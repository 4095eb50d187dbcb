"""Reports: the coordinator sees all without names, the employee their own, the officer counts, a stranger nothing."""

from __future__ import annotations

import csv
import io
import json
import re
import zlib
from datetime import timedelta

import pytest

from domain.roles import Role
from domain.takedown import Event, Step, Takedown
from storage import experiences, takedowns
from storage.vault import new_id
from takedown.reports.experience import SCHEMA
from takedown.reports.summary import COUNTS
from tests.conftest import consent
from tests.web.conftest import World, text_of
from web.pages.reports import paper


@pytest.fixture
def gone(world: World, consented: str) -> Takedown:
    """A request of eight weeks ago, claimed after two days and proven gone after ten."""
    world.staff(Role.SPECIALIST).submit(f"/beoordelen/{world.finding(consented)}", {"opinion": "confirmed"}, "#judge")
    with world.vault.begin() as db:
        (takedown,) = takedowns.all_of(db)
        events = [Event.SUBMITTED, Event.APPROVED, Event.RELEASED, Event.ACCEPTED]
        steps = [Step(event, world.at, "luwte") for event in events]
        steps += [Step(Event.RECEIPT, world.at + timedelta(days=1), "recipient")]
        steps += [Step(Event.CLAIM, world.at + timedelta(days=2), "recipient")]
        steps += [Step(Event.PROVEN_GONE, world.at + timedelta(days=10), "luwte")]
        moved = takedowns.add(db, takedown, *steps)
    world.pass_time(days=130)
    return moved


def others(world: World, like: Takedown, profile_id: str, number: int) -> None:
    """So many more requests like this one, about somebody else."""
    with world.vault.begin() as db:
        for count in range(number):
            ids = (like.exposure_id, profile_id, like.case_id, like.route, like.recipient, like.author)
            takedowns.keep(db, Takedown(new_id(), f"LW-2026-{1000 + count}", *ids, like.steps, text="x", subject="y"))


def test_the_coordinator_sees_how_many_and_how_fast(world: World, gone: Takedown) -> None:
    page = world.staff(Role.COORDINATOR).get("/rapporten")
    shown = text_of(page)
    assert gone.reference in shown
    assert "Joke" not in shown
    assert "42 1 1 1 1" in " ".join(shown.split())
    assert page.text.count("<svg") == 1


def test_the_employee_sees_their_own_and_not_a_colleague_s(world: World, gone: Takedown) -> None:
    colleague = world.employee(consent())
    others(world, gone, colleague, 1)
    owner = world.staff(Role.EMPLOYEE, profile_id=gone.profile_id)
    other = world.staff(Role.EMPLOYEE, profile_id=colleague)
    assert gone.reference in text_of(owner.get("/rapporten"))
    assert "LW-2026-1000" not in text_of(owner.get("/rapporten"))
    assert gone.reference not in other.get(f"/rapporten/verzoeken.csv?medewerker={gone.profile_id}").text
    assert "LW-2026-1000" in other.get("/rapporten/verzoeken.csv").text


def test_an_employee_s_account_without_a_profile_sees_nothing(world: World, gone: Takedown) -> None:
    nobody = world.staff(Role.EMPLOYEE)
    for path in ("/rapporten", "/rapporten/verzoeken.csv", "/rapporten/verzoeken.json"):
        answer = nobody.get(path)
        assert answer.status_code == 404
        assert gone.reference not in answer.text


def test_a_stranger_is_sent_to_sign_in(world: World, gone: Takedown) -> None:
    assert world.browser().get("/rapporten").status_code == 302
    assert world.browser().get("/rapporten/verzoeken.csv").status_code == 302


def test_the_officer_sees_counts_of_whole_quarters_and_no_small_ones(world: World, gone: Takedown) -> None:
    officer = world.staff(Role.DPO)
    few = text_of(officer.get("/rapporten?kwartaal=2026-4"))
    assert gone.reference not in few
    assert "praatplein niet getoond" in few
    others(world, gone, world.employee(consent()), 9)
    assert "praatplein 10 10 10 0 10" in text_of(officer.get("/rapporten?kwartaal=2026-4"))
    assert "praatplein" not in text_of(officer.get("/rapporten?kwartaal=2026-3"))
    for asked in ("2030-1", "2026-5", "x"):
        assert officer.get(f"/rapporten?kwartaal={asked}").status_code == 403
    assert officer.get("/rapporten/verzoeken.csv").status_code == 403


def test_a_report_is_asked_for_by_recipient_case_and_period(world: World, gone: Takedown) -> None:
    coordinator = world.staff(Role.COORDINATOR)
    sent = gone.steps[-1].at - timedelta(days=10)
    for query, there in [
        (f"geadresseerde={gone.recipient}", True),
        ("geadresseerde=elders", False),
        (f"zaak={gone.case_id[:8]}", True),
        ("zaak=ffffffff", False),
        (f"van={sent:%Y-%m-%d}&tot={sent:%Y-%m-%d}", True),
        (f"tot={sent - timedelta(days=1):%Y-%m-%d}", False),
        ("per=periode", True),
    ]:
        assert (gone.reference in coordinator.get(f"/rapporten?{query}").text) is there, query
    for wrong in ("van=gisteren", "zaak='; drop", "per=naam", "geadresseerde=%3Cb%3E"):
        assert coordinator.get(f"/rapporten?{wrong}").status_code == 403, wrong


def test_the_same_lines_come_as_a_file(world: World, gone: Takedown) -> None:
    coordinator = world.staff(Role.COORDINATOR)
    (row,) = csv.DictReader(io.StringIO(coordinator.get("/rapporten/verzoeken.csv").text))
    assert (row["reference"], row["decision"], row["days_to_gone"]) == (gone.reference, "claim", "10.0")
    told = json.loads(coordinator.get("/rapporten/verzoeken.json").text)
    assert told["total"]["counts"]["gone"] == told["recipients"]["praatplein"]["counts"]["gone"] == 1


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_on_paper_it_is_tagged_and_in_dutch(world: World, gone: Takedown) -> None:
    if not paper.installed():
        pytest.skip("WeasyPrint (the extra `pdf`) is not installed: the PDF itself is not tested")
    answer = world.staff(Role.COORDINATOR).get("/rapporten/verzoeken.pdf")
    assert answer.data.startswith(b"%PDF-")
    # Its objects are compressed: what tells a screen reader of language and structure stands in them.
    streams = re.findall(rb"stream\r?\n(.*?)endstream", answer.data, re.DOTALL)
    objects = b"".join(zlib.decompressobj().decompress(stream) for stream in streams if stream.startswith(b"x"))
    assert b"/Lang (nl)" in objects
    assert b"/StructTreeRoot" in objects
    assert b"/TH" in objects


def test_where_no_pdf_can_be_made_it_says_so(world: World, gone: Takedown, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(paper, "installed", lambda: False)
    coordinator = world.staff(Role.COORDINATOR)
    assert "verzoeken.pdf" not in coordinator.get("/rapporten").text
    refused = coordinator.get("/rapporten/verzoeken.pdf")
    assert refused.status_code == 403
    assert "CSV kan wel" in text_of(refused)


def test_other_organisations_experience_stands_beside_our_own(world: World, gone: Takedown) -> None:
    counts = dict.fromkeys(COUNTS, 0) | {"sent": 40, "gone": 12, "refusals": None}
    medians = {"receipt": 1.0, "decided": None, "gone": 9.5}
    told = {"recipient": "praatplein", "counts": counts, "median_days": medians}
    head = {"schema": SCHEMA, "version": 1, "organisation": "Gemeente Elders", "until": "2026-10-01", "least": 5}
    with world.vault.begin() as db:
        experiences.keep(db, "Gemeente Elders", head | {"recipients": [told]}, "x", world.at)
    shown = text_of(world.staff(Role.SPECIALIST).get("/rapporten/ervaring"))
    assert "van onszelf 1 1 1 0 1" in shown
    assert "Gemeente Elders 40 0 0 niet getoond 12" in shown
    own = json.loads(world.staff(Role.COORDINATOR).get("/rapporten/ervaring.json").text)
    assert own["recipients"] == []  # one request is too few to say anything
    assert "Joke" not in json.dumps(own)
