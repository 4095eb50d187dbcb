"""The whole job with people whose every value is a canary: none of it stands in the service's log, nor in the audit."""

from __future__ import annotations

import json
import re
from datetime import timedelta

import pytest

from cli.story import people
from cli.story.stage import Stage
from demo.people import EMPLOYEES, JOKE, MEHMET, STAFF
from demo.visitor import PageRefused, Visitor
from storage import audit

pytestmark = pytest.mark.house


def canaries() -> set[str]:
    """Every value that an employee gives, as given and as figures alone; and every login and password."""
    found: set[str] = {people.PASSWORD}

    def gather(value: object) -> None:
        if isinstance(value, dict):
            for name, one in value.items():
                if name not in {"id", "prefix", "number", "addition", "city"}:
                    gather(one)
        elif isinstance(value, list | tuple):
            for one in value:
                gather(one)
        elif isinstance(value, str) and len(value) > 3:
            found.add(value)

    for employee in EMPLOYEES:
        gather(dict(employee.fields))
    found |= {one.mailbox for one in (*EMPLOYEES, *STAFF)}
    return found | {figures[-9:] for one in found if len(figures := re.sub(r"\D", "", one)) >= 9}


def test_the_log_of_the_whole_job_names_nobody(stage: Stage) -> None:
    coordinator = people.signed_in(stage.address, mailbox("coordinator"))
    for employee in (JOKE, MEHMET):
        people.enrol(stage.address, employee, people.invite(coordinator, employee))
    stage.quiet()
    stage.turn(timedelta(hours=7))
    author = people.Specialist(people.signed_in(stage.address, mailbox("specialist")))
    author.judge_queue(EMPLOYEES)
    stage.quiet()
    author.hand_in()
    # One mail server refuses for now, another for good: what the desk's own server answers repeats the address.
    manners = {"avg@nummerzoeker.example": {"refuse": 550}}
    (stage.home / "smtp-manners.json").write_text(json.dumps(manners))
    people.Specialist(people.signed_in(stage.address, mailbox("specialist", 1))).release()
    stage.quiet()
    stage.turn(timedelta(days=2))
    author = people.Specialist(people.signed_in(stage.address, mailbox("specialist")))
    author.read_mail()
    for path in (f"/{JOKE.mailbox}", f"/uitnodiging/{JOKE.mailbox}", "/zoek?q=Lange+Voorhout"):
        with pytest.raises(PageRefused):
            Visitor(stage.address).get(path)
    with stage.vault.engine.begin() as connection:  # a page that fails inside
        connection.exec_driver_sql("ALTER TABLE takedowns RENAME TO elsewhere")
    with pytest.raises(PageRefused):
        author.visitor.get("/verzoeken")
    with stage.vault.engine.begin() as connection:
        connection.exec_driver_sql("ALTER TABLE elsewhere RENAME TO takedowns")
    people.withdraw(stage.address, MEHMET)
    stage.quiet()
    log = (stage.home / "service.log").read_text(encoding="utf-8")
    said = [json.loads(line) for line in log.splitlines()]
    assert "OperationalError" in {line.get("kind") for line in said}
    with stage.vault.begin() as db:
        told = json.dumps([[str(cell) for cell in line] for line in audit.lines(db, limit=10_000)])
    for where, words in (("log", log), ("audit", told)):
        leaked = [canary for canary in canaries() if canary.lower() in words.lower()]
        assert leaked == [], where


def mailbox(role: str, nth: int = 0) -> str:
    return [one.mailbox for one in STAFF if one.role == role][nth]
