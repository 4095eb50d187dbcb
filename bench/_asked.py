"""A filled vault behind the whole web application, and schemathesis that asks its API; for bench/api.py and the tests."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

import schemathesis
from flask import Flask
from hypothesis import HealthCheck, Phase, given, seed, settings
from schemathesis import GenerationMode
from schemathesis.core.failures import Failure, FailureGroup
from schemathesis.core.result import Ok

from config.settings import Settings
from domain.flare_up import USUAL, FlareUp, FlareUpKind
from domain.name import FamilyName, Name
from domain.profile import Grant, GrantKind, Profile
from domain.scope import Permit
from storage import api_tokens, calendar, profiles
from storage.cipher import KeyRing
from storage.migrate import upgrade
from storage.vault import open_vault
from web.app import create_app

_RING = "bench:" + "QUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUE="
_MODES = (GenerationMode.POSITIVE, GenerationMode.NEGATIVE)
#: The parts of addresses for which there is something: half of the questions are about it.
_PEOPLE = 5


@dataclass
class Asked:
    """What was answered; `faults` names the operation and the kind, and repeats nothing that was sent."""

    cases: int = 0
    operations: set[str] = field(default_factory=set)
    statuses: Counter[int] = field(default_factory=Counter)
    faults: list[str] = field(default_factory=list)


def filled(folder: Path, now: datetime, until: datetime) -> tuple[Flask, str, dict[str, str]]:
    """(application, a token that may ask everything, ids of things that are there)."""
    vault = open_vault(f"sqlite:///{folder}/vault.db", f"sqlite:///{folder}/keys.db", KeyRing.parse(_RING))
    upgrade(vault)
    with vault.begin() as db:
        for number in range(_PEOPLE):
            profile_id = profiles.invite(db, "wijk", "bench", now)
            profiles.save(db, Profile(profile_id, Name(FamilyName(f"Achternaam{number}"), ("Voornaam",))), "bench", now)
            profiles.give(db, profile_id, Grant(GrantKind.CONSENT, now), "page", "bench", now)
            kind = FlareUpKind.HEARING
            calendar.save(db, FlareUp(f"flareup{number}", profile_id, kind, now, until, USUAL[kind]), "bench", now)
        token = api_tokens.make(db, "bench", frozenset(Permit), until, "bench", now)
    app = create_app(vault, Settings(api_per_minute=0), lambda: now, (), ())
    return app, token, {"flare_up_id": "flareup0", "profile_id": profile_id}


def attack(app: Flask, token: str, known: dict[str, str], cases: int) -> Asked:
    """Ask as many questions, spread over the operations, the same ones each time."""
    asked = Asked()
    schema = schemathesis.openapi.from_wsgi("/api/v1/openapi.json", app)
    operations = [found.ok() for found in schema.get_all_operations() if isinstance(found, Ok)]
    each = -(-cases // (len(operations) * len(_MODES)))
    for operation in operations:
        asked.operations.add(operation.label)
        for mode in _MODES:
            try:
                strategy = operation.as_strategy(generation_mode=mode)
                _ask(strategy, token, known, each, asked, operation.label)
            except schemathesis.errors.SchemathesisError:
                continue  # nothing about this operation can be wrong
    return asked


def _ask(strategy: Any, token: str, known: dict[str, str], number: int, asked: Asked, label: str) -> None:
    quiet = settings(
        max_examples=number,
        deadline=None,
        database=None,
        phases=(Phase.generate,),
        suppress_health_check=list(HealthCheck),
    )

    @seed(20261126)
    @quiet
    @given(strategy)
    def one(case: Any) -> None:
        if asked.cases % 2:
            case.path_parameters = {name: known.get(name, value) for name, value in (case.path_parameters or {}).items()}
            if isinstance(case.body, dict) and "profile_id" in case.body:
                case.body["profile_id"] = known["profile_id"]
        answer = case.call(headers={"Authorization": f"Bearer {token}"})
        asked.cases += 1
        asked.statuses[answer.status_code] += 1
        try:
            case.validate_response(answer, checks=_checks())
        except (Failure, FailureGroup) as fault:
            kinds = [type(one).__name__ for one in getattr(fault, "exceptions", (fault,))]
            asked.faults.append(f"{label}: {answer.status_code} {', '.join(kinds)}")

    one()


def _checks() -> list[Any]:
    from schemathesis import checks

    return [
        checks.not_a_server_error,
        checks.status_code_conformance,
        checks.content_type_conformance,
        checks.response_schema_conformance,
    ]
