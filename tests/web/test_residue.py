"""What is left of a place elsewhere is an exposure of its own, with its own looks and its own request."""

from __future__ import annotations

from dataclasses import replace

import pytest

from domain.due import Action
from domain.exposure import Exposure, Kind
from domain.mention import Capture
from domain.roles import Role
from evidence import timestamp
from evidence.seal import seal
from storage import captures, due, exposures, takedowns
from storage.vault import new_id
from tests.web.conftest import Browser, World, text_of


@pytest.fixture
def specialist(world: World) -> Browser:
    return world.staff(Role.SPECIALIST)


@pytest.fixture
def parent(world: World, consented: str, specialist: Browser) -> Exposure:
    specialist.submit(f"/beoordelen/{world.finding(consented)}", {"opinion": "confirmed"}, "#judge")
    with world.vault.begin() as db:
        (found,) = exposures.all_of(db)
        return found


def test_a_copy_at_another_place_is_looked_at_and_asked_for_on_its_own(
    world: World, parent: Exposure, specialist: Browser
) -> None:
    path = f"/vindplaatsen/{parent.id}/rest"
    sent = {"kind": "copy", "url": "https://praatplein.example/draad/9000"}
    assert specialist.submit(path, sent, "#residue").status_code == 302
    with world.vault.begin() as db:
        (child,) = exposures.children(db, parent.id)
        assert (child.kind, child.parent, child.source) == (Kind.COPY, parent.id, "praatplein")
        assert {trace.category for trace in child.traces} == {trace.category for trace in parent.traces}
        assert not any(trace.sightings for trace in child.traces)
        assert due.noted(db, Action.LOOK, child.id) == world.at
    early = specialist.submit(path, {}, "#ask-1")
    assert early.status_code == 409, "nothing was captured yet"
    captured(world, child)
    assert specialist.submit(path, {}, "#ask-1").status_code == 302
    with world.vault.begin() as db:
        assert {one.exposure_id for one in takedowns.all_of(db)} == {parent.id, child.id}
    assert 'id="ask-1"' not in specialist.get(path).text
    shown = text_of(specialist.get(path))
    assert "kopie op een andere plaats: praatplein.example – nog zichtbaar" in shown
    assert "9000" not in shown
    again = specialist.submit(path, sent, "#residue")
    assert again.status_code == 400
    assert "al bekend" in text_of(again)


def test_a_request_leads_to_what_is_left_of_its_place_and_only_a_specialist_goes_there(
    world: World, parent: Exposure, specialist: Browser
) -> None:
    with world.vault.begin() as db:
        (request,) = takedowns.all_of(db)
    way = f"/vindplaatsen/{parent.id}/rest"
    assert f'id="elsewhere" href="{way}"' in specialist.get(f"/verzoeken/{request.id}").text
    coordinator = world.staff(Role.COORDINATOR)
    assert "elsewhere" not in coordinator.get(f"/verzoeken/{request.id}").text
    assert coordinator.get(way).status_code == 403


def captured(world: World, child: Exposure) -> None:
    """As the first look leaves it."""
    page = Capture(new_id(), child.place.url, child.place.url, world.at, 200, (("Content-Type", "text/html"),), b"<p>Joke</p>")
    made = seal(page, place=child.place, source=child.source, signer=world.signer, now=world.at)
    roots = timestamp.load_roots(world.authority.root_pem())
    sealed = replace(made, seal=timestamp.stamped(made.seal, world.authority.reply, roots))
    with world.vault.begin() as db:
        captures.keep(db, child.case_id, sealed, world.at, exposure_id=child.id)


@pytest.mark.parametrize(
    "sent", [{"kind": "origin", "url": "https://x.example/"}, {"kind": "cache", "url": "ftp://x.example/"}, {"url": ""}]
)
def test_what_is_no_place_is_refused(world: World, parent: Exposure, specialist: Browser, sent: dict[str, object]) -> None:
    assert specialist.submit(f"/vindplaatsen/{parent.id}/rest", sent, "#residue").status_code == 400
    with world.vault.begin() as db:
        assert exposures.children(db, parent.id) == []
