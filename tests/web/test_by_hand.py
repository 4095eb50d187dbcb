"""Where luwte sends nothing a person does: with every answer to copy, proof of before and after, and a second pair of eyes."""

from __future__ import annotations

from dataclasses import replace

import pytest

from domain.due import Action
from domain.roles import Role
from domain.takedown import Event, State, Step, Takedown
from storage import due, takedowns
from tests.web.conftest import Browser, World, text_of

PAGE = "https://meldhier.example/bericht/12"
DONE = {"before": "vastlegging-12a", "after": "vastlegging-12b", "ticket": "#0004711"}


@pytest.fixture
def author(world: World) -> Browser:
    return world.staff(Role.SPECIALIST)


@pytest.fixture
def path(world: World, consented: str, author: Browser) -> str:
    author.submit(f"/beoordelen/{world.finding(consented, url=PAGE)}", {"opinion": "confirmed"}, "#judge")
    return f"/verzoeken/{the_one(world).id}"


@pytest.fixture
def released(world: World, path: str, author: Browser) -> str:
    """Handed in by its author, released by a second person."""
    author.submit(path, {"note": "informed"}, "#note")
    author.submit(path, {}, "#approve")
    assert world.staff(Role.COORDINATOR).submit(path, {}, "#release").status_code == 302
    return path


def the_one(world: World) -> Takedown:
    with world.vault.begin() as db:
        (takedown,) = takedowns.all_of(db)
        return takedown


def test_the_page_gives_the_form_the_answers_and_what_to_know_first(path: str, author: Browser) -> None:
    assert f"{path}/zelf" in author.get(path).text
    page = author.get(f"{path}/zelf")

    shown = text_of(page)
    assert 'href="https://meldhier.example/melden?vorm=privacy"' in page.text
    assert "Wie bent u? een organisatie" in shown
    assert "De eigenaar van dit formulier verbiedt machines het in te vullen" in shown
    assert "een puzzel die alleen een mens mag oplossen" in shown
    assert "daarna weet die dat iemand erom heeft gevraagd" in shown
    for label in ("Uw naam", "Om welke pagina gaat het?", "Toelichting"):
        assert label in shown
    assert f'value="{PAGE}"' in page.text
    assert "Kennisgeving van illegale inhoud" not in shown.partition("Leg vast")[2]
    assert page.text.count("<script") == page.text.count("/static/copy.js") == 1
    assert 'id="done"' not in page.text  # nobody has released it


def test_it_is_never_sent_by_itself(world: World, released: str) -> None:
    assert the_one(world).state is State.SENDING
    with world.vault.begin() as db:
        assert Action.SEND not in {line.action for line in due.agenda(db)}


def test_what_was_done_is_written_down_with_its_proof(world: World, released: str, author: Browser) -> None:
    assert author.submit(f"{released}/zelf", DONE, "#done").status_code == 302

    takedown = the_one(world)
    step = takedown.last(Event.ACCEPTED)
    assert takedown.state is State.SENT
    assert step is not None
    assert dict(step.facts) == {"by": "form", **DONE}
    assert author.get(f"{released}/zelf").status_code == 200
    assert 'id="done"' not in author.get(f"{released}/zelf").text


@pytest.mark.parametrize(
    ("changed", "complaint"),
    [
        ({"ticket": ""}, "Geef het meldingsnummer, of zeg waarom er geen is."),
        ({"ticket": "<b>1</b>"}, "Dat is geen meldingsnummer"),
        ({"before": ""}, "Noem de vastleggingen"),
        ({"after": "x"}, "Noem de vastleggingen"),
        ({"ticket": "06-12345671"}, "In wat u intypte staat een gegeven dat niet naar buiten mag"),
        ({"before": "joke-van-der-berg"}, "In wat u intypte staat een gegeven dat niet naar buiten mag"),
    ],
)
def test_without_proof_nothing_is_written_down(
    world: World, released: str, author: Browser, changed: dict[str, str], complaint: str
) -> None:
    answer = author.submit(f"{released}/zelf", DONE | changed, "#done")

    assert answer.status_code == 409
    assert complaint in text_of(answer)
    assert the_one(world).state is State.SENDING


def test_a_reason_stands_for_a_ticket_number(world: World, released: str, author: Browser) -> None:
    author.submit(f"{released}/zelf", DONE | {"ticket": "", "no_ticket": "none-shown"}, "#done")

    assert the_one(world).state is State.SENT


def test_a_refusal_can_be_taken_further_in_one_click(world: World, released: str, author: Browser) -> None:
    author.submit(f"{released}/zelf", DONE, "#done")
    with world.vault.begin() as db:
        (takedown,) = takedowns.all_of(db)
        takedowns.add(db, takedown, Step(Event.REFUSAL, world.at, "specialist-9", (("reason", "expression"),)))

    shown = text_of(author.get(released))
    assert "Klacht bij het platform zelf (DSA art. 20)" in shown
    assert "zo'n geadresseerde is niet bekend: voeg er een toe" in shown  # no dispute body in this catalogue
    page = author.get(released).text
    proof = page.partition('name="csrf_token" value="')[2].partition('"')[0]
    refused = author.client.post(f"{released}/verder", data={"csrf_token": proof, "next": "dsa21 meldhier"})
    assert refused.status_code == 400
    done = author.client.post(f"{released}/verder", data={"csrf_token": proof, "next": "dsa20 meldhier"})
    assert done.status_code == 302

    with world.vault.begin() as db:
        first, second = takedowns.all_of(db)
    assert first.state is State.ESCALATED
    assert (second.route, second.recipient, second.state) == ("dsa20", "meldhier", State.DRAFT)
    assert second.steps[0].fact("parent") == first.reference
    assert first.last(Event.ESCALATION) is not None
    assert first.reference in second.text


def test_what_follows_the_word_of_a_judge_depends_on_whom_it_judged(world: World, released: str, author: Browser) -> None:
    author.submit(f"{released}/zelf", DONE, "#done")
    with world.vault.begin() as db:
        (first,) = takedowns.all_of(db)
        told = (("parent", first.reference),)
        said = (Event.SUBMITTED, Event.APPROVED, Event.RELEASED, Event.ACCEPTED, Event.REFUSAL)
        rest = tuple(Step(event, world.at, "x") for event in said)
        steps = (Step(Event.DRAFTED, world.at, "x", told), *rest)
        complaint = replace(
            first, id="complaint", reference="LW-2026-0098", route="ap77", recipient="gegevenswacht", steps=steps
        )
        takedowns.keep(db, complaint)
        takedowns.keep(
            db, replace(complaint, id="alone", reference="LW-2026-0099", steps=(Step(Event.DRAFTED, world.at, "x"), *rest))
        )
    assert 'value="uavg35 rechtbank"' in author.get("/verzoeken/complaint").text
    assert 'value="uavg35 rechtbank"' not in author.get("/verzoeken/alone").text, "nobody knows whom it judged"


def test_nothing_follows_what_is_not_at_its_end(world: World, path: str, author: Browser) -> None:
    page = author.get(path).text
    assert 'id="onward"' not in page
    proof = page.partition('name="csrf_token" value="')[2].partition('"')[0]
    assert author.client.post(f"{path}/verder", data={"csrf_token": proof, "next": "dsa20 meldhier"}).status_code == 409


@pytest.mark.parametrize("who", [Role.SPECIALIST, Role.COORDINATOR])
def test_a_direct_colleague_is_refused(world: World, path: str, who: Role) -> None:
    assert world.staff(who, "wijk").get(f"{path}/zelf").status_code == 403


def test_a_stranger_signs_in_first(world: World, path: str) -> None:
    assert world.browser().get(f"{path}/zelf").status_code == 302
