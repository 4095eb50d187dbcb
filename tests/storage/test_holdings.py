"""Everything about one employee is told, and nothing of anybody else: the tables themselves say what there is."""

from __future__ import annotations

import json

import pytest
from sqlalchemy import LargeBinary, select

from domain.errors import NotFound
from domain.message import MessageKind
from domain.profile import IdentifierKind, Purpose
from domain.roles import Role
from domain.takedown import Event, Step
from storage import (
    accounts,
    checklist,
    holdings,
    messages,
    pauses,
    proofs,
    relatives,
    replies,
    self_checks,
    takedowns,
    told,
    watches,
)
from storage.tables import metadata
from storage.vault import Vault
from tests.conftest import NOW, joke
from tests.storage.kept import BODY, EXCERPT, PLACE, asked, enrolled, exposed
from web.held_words import TABLES

#: How a column names an employee, or something that is theirs.
_TELLTALE = frozenset(
    {"profile_id", "relative_id", "case_id", "exposure_id", "takedown_id", "finding_id", "about", "thing", "key_id"}
)


def test_every_table_is_reached_or_left_out_for_a_reason() -> None:
    reached = {table.name for table in metadata.sorted_tables if holdings.pointers(table)} | {"profiles"}
    assert reached | set(holdings.LEFT_OUT) == set(metadata.tables)
    pointing = {name for name in holdings.LEFT_OUT if holdings.pointers(metadata.tables[name])}
    assert pointing == {"crawls", "crawl_pages"}, "of sites, whose watches are nobody's"


def test_no_column_that_can_name_an_employee_is_overlooked() -> None:
    overlooked = [
        (table.name, column.name)
        for table in metadata.sorted_tables
        if table.name not in holdings.LEFT_OUT
        for column in table.columns
        if column.name in _TELLTALE and column.name not in {name for name, _to, _key in holdings.pointers(table)}
    ]
    # what these are about is found by the profile that they name as well; of the last it is a kind and no name
    assert set(overlooked) == {("replies", "key_id"), ("tasks", "thing"), ("incidents", "about")}


def test_every_sealed_column_is_opened() -> None:
    sealed = {
        (table.name, column.name)
        for table in metadata.sorted_tables
        for column in table.columns
        if isinstance(column.type, LargeBinary)
        and table.name not in holdings.LEFT_OUT
        and column.name not in holdings.HIDDEN.get(table.name, ())
    }
    assert sealed == set(holdings.OPENERS)


def test_what_is_hidden_is_there_and_every_table_has_a_name_for_people() -> None:
    for name, columns in holdings.HIDDEN.items():
        assert columns <= set(metadata.tables[name].c.keys())
    assert set(TABLES) == set(metadata.tables) - set(holdings.LEFT_OUT)


def filled(vault: Vault) -> str:
    """Somebody with something in many tables."""
    with vault.begin() as db:
        profile_id = enrolled(db)
        exposure = exposed(db, profile_id)
        takedown = asked(db, exposure)
        takedowns.add(db, takedown, Step(Event.NOTED, NOW, "specialist-1", (("informed", "yes"),)))
        replies.keep(db, "uid", b"Subject: x\n\nwij kijken ernaar", takedown.id, NOW, "receipt", 0.9, human=False)
        watches.disclose(db, profile_id, "gids", [IdentifierKind.NAME], Purpose.SCAN, NOW)
        self_checks.begin(db, profile_id, (), "employee-1", NOW)
        checklist.tick(db, profile_id, "brp", NOW)
        proofs.ask(db, profile_id, IdentifierKind.EMAIL, joke().emails[0], NOW)
        messages.keep(db, profile_id, MessageKind.MAIL_LINK, joke().emails[0], "https://luwte.example/x", NOW)
        relatives.invite_adult(db, profile_id, "employee-1", NOW)
        pauses.begin(db, profile_id, None, "employee-1", NOW)
        told.keep(db, profile_id, "https://praatplein.example/verteld", "coordinator-1", NOW)
        accounts.create(db, "joke", "een lange zin om te onthouden", Role.EMPLOYEE, "employee-1", NOW, profile_id=profile_id)
    return profile_id


def test_it_is_told_in_the_clear_and_whole(vault: Vault) -> None:
    profile_id = filled(vault)
    with vault.begin() as db:
        held = holdings.of_profile(db, profile_id)
        counted = {
            table.name: len(db.connection.execute(select(table)).all())
            for table in metadata.sorted_tables
            if table.name not in holdings.LEFT_OUT
        }
    # the relative who was invited has a profile, an invitation and lines of their own
    of_two = {"profiles", "invitations", "audit", "people_changes", "diary"}
    everybodys = {name: number for name, number in counted.items() if number and name not in of_two}
    assert {name: len(rows) for name, rows in held.tables.items() if name not in of_two} == everybodys
    words = json.dumps(held.tables, ensure_ascii=False)
    for value in (joke().emails[0], joke().addresses[0].street, EXCERPT, PLACE.url, "wij kijken ernaar", "verteld"):
        assert value in words
    assert BODY in held.files.values()
    (account,) = held.tables["accounts"]
    assert account["pseudonym"] == "employee-1"
    assert "password_hash" not in account


def test_nothing_of_anybody_else_comes_along(vault: Vault) -> None:
    profile_id = filled(vault)
    with vault.begin() as db:
        other = enrolled(db)
        before = holdings.of_profile(db, other)
        held = holdings.of_profile(db, profile_id)
    assert other not in json.dumps(held.tables)
    assert profile_id not in json.dumps(before.tables)
    assert set(before.tables) <= {"profiles", "grants", "audit", "diary", "people_changes"}


def test_of_who_is_not_there_nothing_is_told(small_vault: Vault) -> None:
    with pytest.raises(NotFound), small_vault.begin() as db:
        holdings.of_profile(db, "nobody")
