"""Luwte's own definitions, scanner and gateway meet the outside world: each site ends as it should after a notice."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from config.catalogue import load_recipients, load_sources
from demo.calendar import Calendar
from demo.forms import QUESTIONS
from demo.names import resolver
from demo.organisations import ORGANISATIONS
from demo.sites.copies.site import COPIES
from domain.errors import Unclear
from domain.mention import Place
from domain.sighting import Verdict
from gateway.http import Http
from scanner.frozen import check_pages
from scanner.health import check
from scanner.seen import Seen, look

CONFIG = Path(__file__).parents[2] / "config"
#: Who is written to though no source asks their pages: a person finds those, and an authority has none.
UNASKED = {one.slug for one in COPIES} | {
    *("gegevenswacht", "platformtoezicht", "geschillenhuis", "naamwinkel", "naamregister"),
}
ASKED = {one.slug for one in ORGANISATIONS} - UNASKED
SOURCES = {source.slug: source for source in load_sources(CONFIG / "sources")[0] if source.slug in ASKED}
#: Who has a form and no mailbox that anybody may know.
FORM_ONLY = {"lijstenhuis", "flitsbord"}
#: Registers, to which an employee goes.
DESKS = {"handelskamer", "grondkamer", "burgerloket"}


def fetching(town) -> Http:
    hosts = frozenset(name for host in town.world.where.hosts for name in (host, f"www.{host}"))
    now = Calendar(town.home).now
    return Http(user_agent="luwte/0.1", now=now, host_delay=0.0, allow_private_hosts=hosts, resolve=resolver(town.home))


@pytest.fixture
def fetch(town) -> Iterator[Http]:
    with fetching(town) as http:
        yield http


def test_every_site_has_a_definition_that_proves_itself_and_a_recipient_that_reads_there():
    recipients = {one.slug: one for one in load_recipients(CONFIG / "recipients")[0]}

    assert set(SOURCES) == ASKED
    assert [fault for source in SOURCES.values() for fault in check_pages(source)] == []
    written_to = [one for one in ORGANISATIONS if one.slug not in FORM_ONLY | DESKS]
    assert [recipients[one.slug].email for one in written_to] == [one.mailbox for one in written_to]
    assert [slug for slug in DESKS if recipients[slug].email or recipients[slug].form] == []
    for slug in FORM_ONLY:
        form = recipients[slug].form
        assert form is not None
        assert [label for label, _ in form.asks] == [label for label, _ in QUESTIONS]


@pytest.mark.parametrize("slug", sorted(slug for slug, source in SOURCES.items() if source.canaries))
def test_the_canaries_of_a_site_are_found_and_not_found(quiet_town, slug):
    if slug == "bedrijvenindex":
        quiet_town.page("http://bedrijvenindex.example/")  # the first page it serves asks for patience
    with fetching(quiet_town) as http:
        assert check(SOURCES[slug], http).healthy


def after(town, fetch: Http, slug: str, path: str, words: bytes, *, record: str = "", **span: float) -> tuple[Seen, Seen]:
    """Looks at a place, asks for its removal, lets time pass, and looks again."""
    place = Place(f"http://{slug}.example{path}", record)
    about: Callable[[bytes], bool] = lambda piece: words in piece  # noqa: E731
    if slug == "bedrijvenindex":
        town.page(place.url)
    before = look(SOURCES[slug], place, fetch, about)
    mailbox = next(one.mailbox for one in ORGANISATIONS if one.slug == slug)
    town.write(mailbox, place.url)
    town.pass_time(**span)
    return before, look(SOURCES[slug], place, fetch, about)


@pytest.mark.parametrize(
    ("slug", "path", "words", "days", "verdict", "reason"),
    [
        ("adressengids", "/persoon/317", b"Kastanjelaan 8 bis", 1.1, Verdict.ABSENT, None),
        ("nummerzoeker", "/vermelding/4871", b"Molenstraat 27", 3.1, Verdict.ABSENT, None),
        ("nummerzoeker", "/vermelding/4871", b"Molenstraat 27", 41, Verdict.PRESENT, None),
        ("bedrijvenindex", "/bedrijf/00000508", b"Molenstraat 27", 5, Verdict.UNCLEAR, Unclear.LAYOUT_CHANGED),
        ("kiekjes", "/mehmetfotografeert", b"Lindestad", 5, Verdict.PRESENT, None),
        ("gemeente-lindestad", "/organisatie/wijkteam-noord", b"Joke", 1, Verdict.ABSENT, None),
        ("buurtbode", "/archief/204.html", b"Molenstraat 27", 4.1, Verdict.ABSENT, None),
    ],
)
def test_a_place_ends_as_it_should(town, fetch, slug, path, words, days, verdict, reason):
    before, then = after(town, fetch, slug, path, words, days=days)

    assert before.verdict is Verdict.PRESENT
    assert (then.verdict, then.reason) == (verdict, reason)


def test_the_post_that_was_said_to_be_gone_is_still_there(town, fetch):
    before, then = after(town, fetch, "praatplein", "/onderwerp/402", b"Kastanjelaan", record="bericht-3106", days=90)

    assert (before.verdict, then.verdict) == (Verdict.PRESENT, Verdict.PRESENT)
