"""Nothing leaves while one of the twelve gates is open; each is shown holding and not holding."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from domain.finding import Judgement, Opinion
from domain.recipient import RecipientClass
from domain.roles import Role
from domain.sighting import Verdict
from takedown.approval import approval
from takedown.conditions import found_exposed
from takedown.facts import Approach, EmployeeWord, Facts, Link, PoliceWord, Reputation
from takedown.gates import FOUR_EYES, gates, open_gates, ready_gates
from takedown.routes import all_routes

Make = Callable[..., Facts]
LINKS = (Link.UPLOADER, Link.SITE)


def shut(facts: Facts) -> list[str]:
    return [gate.id for gate in open_gates(facts)]


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("route", sorted(all_routes()))
def test_a_letter_for_which_everything_holds_may_leave_by_every_route(released: Make, route: str, language: str) -> None:
    facts = released(route, language)

    assert shut(facts) == []
    assert [gate.id for gate in gates(facts)] == [f"G{n}" for n in range(1, 13)]
    assert all(gate.why.endswith(".") and gate.owner in Role for gate in gates(facts))


def change(facts: Facts, part: str, **values: Any) -> Facts:
    return replace(facts, **{part: replace(getattr(facts, part), **values)})


def old(facts: Facts) -> Any:
    return facts.now - timedelta(hours=24, seconds=1)


SHUTS: list[tuple[str, str, str, Callable[[Facts], Facts]]] = [
    ("G1", "an unsealed capture", "dsa16", lambda f: change(f, "proof", sealed=False)),
    ("G1", "a capture without a time stamp", "dsa16", lambda f: change(f, "proof", stamped=False)),
    ("G1", "a capture older than a day", "dsa16", lambda f: change(f, "proof", captured_at=old(f))),
    ("G1", "a capture from the future", "dsa16", lambda f: change(f, "proof", captured_at=f.now + timedelta(seconds=1))),
    ("G1", "a look that saw nothing", "dsa16", lambda f: change(f, "proof", last_verdict=Verdict.ABSENT)),
    ("G1", "a look that could not tell", "dsa16", lambda f: change(f, "proof", last_verdict=Verdict.UNCLEAR)),
    ("G2", "no mandate", "gdpr17", lambda f: replace(f, grants=f.grants[:1])),
    ("G2", "a mandate for other routes", "gdpr17", lambda f: replace(f, grants=(replace(f.grants[1], routes=("gdpr21",)),))),
    ("G2", "a mandate that ended now", "gdpr17", lambda f: replace(f, grants=(replace(f.grants[1], until=f.now),))),
    ("G2", "a mandate taken back", "gdpr21", lambda f: replace(f, grants=(replace(f.grants[1], withdrawn_at=f.now),))),
    ("G3", "an employee who was not told", "dsa16", lambda f: replace(f, employee=EmployeeWord())),
    ("G3", "one person in a hurry", "dsa16", lambda f: replace(f, employee=EmployeeWord(override_by=("c", "c")))),
    ("G3", "an objection", "dsa16", lambda f: change(f, "employee", objected=True)),
    ("G3", "an objection against a mandate's route", "gdpr17", lambda f: change(f, "employee", objected=True)),
    ("G3", "a consent taken back", "own", lambda f: replace(f, grants=f.grants[1:])),
    ("G4", "a police hold", "own", lambda f: change(f, "case", held=True, police=PoliceWord.AGREED)),
    (
        "G4",
        "a recipient who may be the offender",
        "gdpr17",
        lambda f: change(f, "case", suspected_criminal=True, recipient_may_be_offender=True, tipping_accepted_by="c"),
    ),
    ("G4", "a crime of which nobody took the risk", "dsa16", lambda f: change(f, "case", suspected_criminal=True)),
    (
        "G4",
        "the author who took the risk alone",
        "dsa16",
        lambda f: change(f, "case", suspected_criminal=True, tipping_accepted_by="specialist-1"),
    ),
    ("G5", "no judgement", "dsa16", lambda f: change(f, "review", judgement=None)),
    ("G5", "a dismissal", "dsa16", lambda f: change(f, "review", judgement=Judgement(Opinion.DISMISSED, "s", f.now))),
    ("G5", "doubt", "dsa16", lambda f: change(f, "review", judgement=Judgement(Opinion.UNSURE, "s", f.now))),
    ("G5", "the employee's own judgement", "dsa16", lambda f: change(f, "review", judge_profile="p1")),
    ("G5", "a colleague's judgement", "dsa16", lambda f: change(f, "review", judge_unit="wijk")),
    ("G6", "the number itself in the text", "dsa16", lambda f: change(f, "takedown", text="Haal 06 1234 5671 weg.")),
    ("G6", "the name in the subject", "dsa16", lambda f: change(f, "takedown", subject="Over J. v.d. Berg")),
    ("G6", "the name in a file name", "dsa16", lambda f: replace(f, file_names=("joke-van-der-berg.pdf",))),
    ("G6", "an empty letter", "dsa16", lambda f: change(f, "takedown", text=" \n")),
    ("G6", "nothing to compare it with", "dsa16", lambda f: replace(f, identifiers=())),
    ("G7", "a class without this duty", "ntd", lambda f: change(f, "recipient", kind=RecipientClass.SEARCH_ENGINE)),
    ("G7", "a recipient that does not decide there", "dsa16", lambda f: change(f, "recipient", hosts=("plein.example",))),
    ("G7", "an address not verified for long", "dsa16", lambda f: change(f, "recipient", verified_on=date(2026, 8, 24))),
    ("G7", "an address known from one source", "dsa16", lambda f: change(f, "recipient", verified_by=("site", "site"))),
    ("G7", "an address that bounced", "dsa16", lambda f: replace(f, reputation=Reputation(bounced=True))),
    ("G8", "nothing said of those nearer by", "ntd", lambda f: replace(f, approaches=())),
    ("G8", "neither letter nor reason", "ntd", lambda f: replace(f, approaches=(*f.approaches[:1], Approach(Link.SITE)))),
    ("G9", "nobody's release", "dsa16", lambda f: change(f, "assent", releaser="")),
    ("G9", "the author's own release", "dsa16", lambda f: change(f, "assent", releaser="specialist-1")),
    ("G9", "a letter changed afterwards", "dsa16", lambda f: change(f, "takedown", text=f.takedown.text + "!")),
    ("G10", "a clause nobody approved", "dsa16", lambda f: change(f, "recipient", clauses=("indemnity",))),
    ("G11", "the same question open already", "dsa16", lambda f: replace(f, reputation=Reputation(alike=1))),
    ("G11", "too many unfounded notices", "dsa16", lambda f: replace(f, reputation=Reputation(decided=5, unfounded=2))),
    ("G12", "storage outside the EEA", "dsa16", lambda f: change(f, "recipient", outside_eea=True)),
]
HOLDS: list[tuple[str, str, Callable[[Facts], Facts]]] = [
    ("a capture that is exactly a day old", "dsa16", lambda f: change(f, "proof", captured_at=f.now - timedelta(hours=24))),
    ("a fresh capture and no look since", "dsa16", lambda f: change(f, "proof", last_verdict=None)),
    ("no mandate where none is needed", "dsa16", lambda f: replace(f, grants=f.grants[:1])),
    ("two people in a hurry", "dsa16", lambda f: replace(f, employee=EmployeeWord(override_by=("c", "l")))),
    ("a crime, and the police agree", "dsa16", lambda f: change(f, "case", suspected_criminal=True, police=PoliceWord.AGREED)),
    (
        "a crime, and a second person took the risk",
        "dsa16",
        lambda f: change(f, "case", suspected_criminal=True, tipping_accepted_by="coordinator-1"),
    ),
    ("our own house, known from one source", "own", lambda f: change(f, "recipient", verified_by=("intranet",))),
    ("an address verified 90 days ago", "dsa16", lambda f: change(f, "recipient", verified_on=date(2026, 8, 25))),
    (
        "a letter to somebody nearer by",
        "ntd",
        lambda f: replace(f, approaches=(*f.approaches[:1], Approach(Link.SITE, "LW-2026-0009", f.now))),
    ),
    ("nobody nearer by, where the code does not ask", "dsa16", lambda f: replace(f, approaches=())),
    ("few unfounded notices", "dsa16", lambda f: replace(f, reputation=Reputation(decided=5, unfounded=1))),
    ("too few notices to tell", "dsa16", lambda f: replace(f, reputation=Reputation(decided=4, unfounded=4))),
]


@pytest.mark.parametrize(("gate", "case", "route", "changed"), SHUTS, ids=[f"{gate}: {case}" for gate, case, _, _ in SHUTS])
def test_a_gate_is_shut_by(released: Make, gate: str, case: str, route: str, changed: Callable[[Facts], Facts]) -> None:
    assert gate in shut(changed(released(route)))


@pytest.mark.parametrize(("case", "route", "changed"), HOLDS, ids=[case for case, _, _ in HOLDS])
def test_every_gate_holds_with(released: Make, case: str, route: str, changed: Callable[[Facts], Facts]) -> None:
    assert shut(changed(released(route))) == []


def test_an_unclear_look_since_says_nothing_and_the_gate_says_so(released: Make) -> None:
    facts = change(released(), "proof", last_verdict=None, unclear_since=True)
    (evidence,) = [gate for gate in gates(facts) if gate.id == "G1"]

    assert evidence.holds
    assert "could not tell" in evidence.why
    assert shut(change(facts, "proof", captured_at=old(facts))) == ["G1"], "no longer than the evidence lives"


def test_clauses_and_transfers_hold_once_they_are_approved(released: Make) -> None:
    facts = change(released(), "recipient", clauses=("costs",), outside_eea=True)

    assert shut(facts) == ["G10", "G12"]
    assert shut(change(facts, "assent", clauses_by="legal-1", transfer_note="standard clauses of 2021")) == []


def test_a_letter_is_ready_for_release_when_only_the_release_is_missing(released: Make) -> None:
    facts = change(released(), "assent", releaser="", approved="")

    assert [gate.id for gate in open_gates(facts)] == [FOUR_EYES]
    assert ready_gates(facts) == ()
    assert [gate.id for gate in ready_gates(change(facts, "case", held=True))] == ["G4"]


def test_an_approval_is_of_this_subject_and_this_text_alone() -> None:
    assert approval("a", "b") == approval("a", "b")
    assert len({approval("a", "b"), approval("a", "b "), approval("ab", ""), approval("a\nb", ""), approval("", "ab")}) == 5


def test_the_kinds_of_exposed_value_are_named_and_the_value_is_not(released: Make) -> None:
    facts = change(released(), "takedown", text="Bel 0251-123456 of mail joke@mail.example.")

    assert found_exposed(facts) == ("phone", "email")
    assert not any("joke" in gate.why.lower() or "123456" in gate.why for gate in gates(facts))
