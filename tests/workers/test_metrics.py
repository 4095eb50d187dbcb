"""Metrics tell how the service goes and nothing about anybody; what is told is documented, what is documented is told."""

from __future__ import annotations

import re
import socket
import urllib.request
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
import yaml
from prometheus_client.metrics_core import Metric
from prometheus_client.openmetrics.parser import text_string_to_metric_families

from cli import metrics
from domain.due import Action
from domain.errors import BadInput, Unclear
from domain.parts import Organ
from domain.roles import Role
from domain.sighting import Verdict
from domain.takedown import Event, State
from storage import due, figures, profiles
from storage.vault import Vault
from takedown.replies import ReplyEvent
from tests.conftest import consent, joke
from tests.workers.house import House
from web.app import all_routes, create_app
from workers import tallies
from workers.act import act
from workers.services import Services
from workers.tallies import Outcome

DOC = Path(__file__).parents[2] / "docs" / "monitoring.md"
#: Everything that a label may ever say.
WORDS: dict[str, set[str]] = {
    "action": {action.value for action in Action},
    "outcome": {outcome.value for outcome in Outcome},
    "verdict": {verdict.value for verdict in Verdict},
    "reason": {reason.value for reason in Unclear} | {""},
    "event": {event.value for event in (*Event, *ReplyEvent)} | {"begun", "deferred"},
    "page": set(all_routes()) | {"none", "static"},
    "method": {"GET", "POST", "HEAD", "PUT", "PATCH", "DELETE", "OPTIONS", "other"},
    "state": {state.value for state in State},
    "role": {role.value for role in Role},
    "organ": {organ.value for organ in Organ},
    "wrapped_by": {"newest", "older"},
}
NUMBERS = {"code", "le"}


def scraped(services: Services, *, vault: bool = True) -> list[Metric]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    settings = services.settings.model_copy(update={"metrics_port": port})
    stop = metrics.serve(replace(services, settings=settings), vault=vault)
    asked = urllib.request.Request(f"http://127.0.0.1:{port}/metrics", headers={"Accept": "application/openmetrics-text"})
    with urllib.request.urlopen(asked, timeout=30) as answer:
        text = answer.read().decode()
    stop()
    return list(text_string_to_metric_families(text))


def ours(families: list[Metric]) -> Iterator[Metric]:
    return (family for family in families if family.name.startswith("luwte_"))


def a_day_of_work(house: House) -> list[str]:
    """Somebody enrols, is scanned, withdraws, and pages are asked for; returns what must not be told of it."""
    with house.vault.begin() as db:
        profile_id = profiles.invite(db, "geheim team", "coordinator-1", house.now())
        profiles.save(db, joke(profile_id), "employee-1", house.now())
        profiles.give(db, profile_id, consent(house.now()), "page", "employee-1", house.now())
    for action in (Action.SCAN, Action.LOOK, Action.PURGE):
        house.note(action, "ab" * 16)
        with house.vault.begin() as db:
            (taken,) = due.take(db, house.now(), house.services.lease, 1, [action])
        act(house.services, taken)
    tallies.scan("adressengids", Verdict.UNCLEAR, Unclear.BLOCKED)
    tallies.letter(Event.NOTED, "begun")
    visitor = create_app(house.vault, house.services.settings, house.services.now, (), ()).test_client()
    visitor.get(f"/uitnodiging/{profile_id}")
    visitor.get("/joke@mail.example?q=Lange+Voorhout")
    visitor.open("/aanmelden", method="JOKEB71")
    return [
        profile_id,
        "geheim",
        "coordinator-1",
        "Berg",
        "Voorhout",
        "mail.example",
        "612345671",
        "jokeb71",
        "JOKEB71",
        "ab" * 16,
    ]


def test_no_label_ever_tells_of_anybody(house: House) -> None:
    secrets = a_day_of_work(house)
    sources = {*house.services.sources, "adressengids"}
    families = list(ours(scraped(house.services)))
    told = [(name, value) for one in families for sample in one.samples for name, value in sample.labels.items()]
    assert len(told) > 50
    strange = {(name, value) for name, value in told if name not in NUMBERS and value not in WORDS.get(name, sources)}
    assert strange == set()
    assert {name for name, _ in told} <= {*WORDS, *NUMBERS, "source"}
    everything = str(families)
    assert [secret for secret in secrets if secret in everything] == []


def test_what_was_done_is_counted(house: House) -> None:
    def counted(name: str, **labels: str) -> float:
        return sum(
            sample.value
            for family in scraped(house.services, vault=False)
            for sample in family.samples
            if sample.name == name and labels.items() <= sample.labels.items()
        )

    before = counted("luwte_jobs_total", action="scan", outcome="struck"), counted("luwte_pages_total", page="none", code="404")
    a_day_of_work(house)
    after = counted("luwte_jobs_total", action="scan", outcome="struck"), counted("luwte_pages_total", page="none", code="404")
    assert (after[0] - before[0], after[1] - before[1]) == (1, 1)


def test_a_form_that_is_refused_took_time_as_well(house: House) -> None:
    def sums() -> dict[str, float]:
        return {
            sample.name: sample.value
            for family in scraped(house.services, vault=False)
            for sample in family.samples
            if sample.labels.get("page") == "sign_in.sign_in" and sample.name.startswith("luwte_page_seconds")
        }

    visitor = create_app(house.vault, house.services.settings, house.services.now, (), ()).test_client()
    assert visitor.get("/aanmelden").status_code == 200
    before = sums()
    assert visitor.post("/aanmelden", data={"name": "x"}).status_code == 400
    after = sums()
    assert after["luwte_page_seconds_count"] - before["luwte_page_seconds_count"] == 1
    assert after["luwte_page_seconds_sum"] > before["luwte_page_seconds_sum"]


def test_the_vault_is_told_by_who_is_asked_to_and_left_out_when_it_is_away(small_vault: Vault, house: House) -> None:
    services = replace(house.services, vault=small_vault)
    names = {family.name for family in ours(scraped(services))}
    assert {"luwte_consents", "luwte_audit_unlinked", "luwte_data_keys"} <= names
    assert "luwte_consents" not in {family.name for family in scraped(services, vault=False)}
    with small_vault.engine.begin() as connection:
        connection.exec_driver_sql("DROP TABLE diary")
    away = {family.name for family in ours(scraped(services))}
    assert "luwte_consents" not in away
    assert "luwte_jobs" in away


def test_a_figure_is_what_it_says(house: House) -> None:
    house.note(Action.SEND, "one")
    house.note(Action.SEND, "two")
    with house.vault.begin() as db:
        due.take(db, house.now(), house.services.lease, 1, [Action.SEND])
        found = {
            (one.name, *one.labels.values()): one.value for one in figures.of(db, house.vault.keys, house.now(), house.now())
        }
    assert found["diary_due", "send"] == 2
    assert found["diary_held", "send"] == 1
    assert found["data_keys", "newest"] >= 3


def test_a_port_that_is_taken_is_named(house: House) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        settings = house.services.settings.model_copy(update={"metrics_port": taken.getsockname()[1]})
        with pytest.raises(BadInput, match="LUWTE_METRICS_PORT"):
            metrics.serve(replace(house.services, settings=settings), vault=False)


def test_every_metric_is_documented_and_the_alerts_name_real_ones(house: House) -> None:
    text = DOC.read_text(encoding="utf-8")
    counted = {"luwte_jobs_total", "luwte_scans_total", "luwte_looks_total", "luwte_letters_total", "luwte_replies_total"}
    counted |= {"luwte_pages_total", "luwte_job_seconds", "luwte_page_seconds"}
    there = counted | {f"luwte_{name}" for name in figures.MEANINGS}
    assert {family.name for family in ours(scraped(house.services, vault=False))} == {n.removesuffix("_total") for n in counted}
    assert [name for name in there if f"`{name}`" not in text] == []
    (block,) = re.findall(r"```yaml\n(.*?)```", text, re.DOTALL)
    rules = yaml.safe_load(block)["groups"][0]["rules"]
    assert len(rules) > 10
    assert {name for rule in rules for name in re.findall(r"luwte_\w+", rule["expr"])} <= there
