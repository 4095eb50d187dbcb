"""The letters: they ask the right thing on the right ground in the right language, and give nothing away."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest

from domain.errors import BadInput
from domain.mention import Place
from domain.profile import Profile
from domain.recipient import RecipientClass
from domain.takedown import Event, Step
from takedown.approval import approval
from takedown.chain import nearer
from takedown.compose import compose
from takedown.earlier import earlier_round
from takedown.exceptions import without_exception
from takedown.facts import Approach, Facts, Link, NotApproached
from takedown.gates import open_gates
from takedown.leaks import leaks
from takedown.route import Principal, TermKind
from takedown.routes import all_routes

Make = Callable[..., Facts]
ROUTES = sorted(all_routes())
EVERY = [(route, language) for route in ROUTES for language in ("nl", "en")]
#: Rights against whoever decides on the data, with the month of GDPR 12(3).
GDPR = ["delist", "gdpr17", "gdpr21", "marketing", "repeat"]
MANDATED = [route for route in ROUTES if all_routes()[route].needs_mandate]
POLICY = [route for route in ROUTES if all_routes()[route].reply.kind is TermKind.POLICY]
IN_PERSON = [route for route in ROUTES if all_routes()[route].principal is Principal.SELF]
FOLLOW_UPS = [route for route in ROUTES if all_routes()[route].follow_up]
#: What the reference could not verify, or knows to be wrong; no letter may say it.
UNVERIFIED = re.compile(
    r"3:60|\b2:1\b|6:12|6:196c|36 UAVG|43 UAVG|285d|125p|552a|artikel 43|2\.59|publiek figuur|public figure|24 uur|24 hours|"
    r"euro|EOKM|verplicht te verwijderen|obliged to remove|DNS abuse|artikel 13 DSA|Article 13 DSA|17\(3\)\(b\)",
    re.IGNORECASE,
)


@pytest.mark.parametrize(("route", "language"), EVERY)
def test_a_letter_says_where_and_what_kind_but_never_the_value(draft: Make, joke: Profile, route: str, language: str) -> None:
    facts = draft(route, language)

    subject, text = compose(facts)

    assert subject.startswith("[LW-2026-0001] ")
    assert facts.exposure.place.url in text.split()
    assert "bericht-2" in text
    assert "3f2a9c" in text
    assert {"nl": "privéadres, telefoonnummer", "en": "home address, telephone number"}[language] in text
    assert {"nl": "23 november 2026, 09:00 UTC", "en": "23 November 2026, 09:00 UTC"}[language] in text
    assert ("meldpunt@politie.example" in text) == (route not in IN_PERSON)
    masked = without_exception(replace(facts, takedown=replace(facts.takedown, text=text)))
    assert leaks(f"{subject}\n{masked}", joke.identifiers(), [facts.exposure.place.url]) == ()
    assert not UNVERIFIED.search(f"{subject}\n{text}")
    assert "\n\n\n" not in text
    assert max(map(len, text.splitlines())) <= 110
    assert "{" not in text


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("route", GDPR)
def test_a_letter_on_a_right_of_the_employee_names_mandate_ground_and_legal_term(
    draft: Make, route: str, language: str
) -> None:
    _, text = compose(draft(route, language))

    flat = " ".join(text.split())
    assert {"nl": "artikel 12, derde lid", "en": "Article 12(3)"}[language] in flat
    assert {"nl": "één maand", "en": "one month"}[language] in flat
    if route in {"gdpr17", "gdpr21", "repeat"}:
        assert {"nl": "18, eerste lid, onder d", "en": "18(1)(d)"}[language] in flat
        assert {"nl": "21, eerste lid", "en": "21(1)"}[language] in flat


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("route", MANDATED)
def test_who_acts_for_the_employee_says_so_and_since_when(draft: Make, route: str, language: str) -> None:
    _, text = compose(draft(route, language))

    if route == "uavg35":
        assert {"nl": "de machtiging\n(LW-2026-0001)", "en": "the mandate\n(LW-2026-0001)"}[language] in text
    else:
        assert {"nl": "op 16 november 2026 (kenmerk", "en": "on 16 November 2026 (reference"}[language] in text


@pytest.mark.parametrize(("route", "language"), [(r, lang) for r, lang in EVERY if r in POLICY])
def test_where_the_law_sets_no_term_the_letter_claims_none(draft: Make, route: str, language: str) -> None:
    _, text = compose(draft(route, language))

    flat = " ".join(text.split())
    assert not re.search(r"wettelijke termijn|legal term(?! |\.)|statutory|binnen één maand|within one month|verstreken", flat)
    assert re.search(
        {"nl": "eigen planning|eigen regel|noemt geen", "en": "own planning|own rule|sets no term"}[language], flat
    )
    assert ("machtig" in flat or "mandate" in flat) == (route in MANDATED)


@pytest.mark.parametrize("language", ["nl", "en"])
def test_the_notice_has_the_four_elements_of_the_regulation(draft: Make, language: str) -> None:
    facts = draft("dsa16", language)
    _, text = compose(facts)

    assert {"nl": "Waarom deze inhoud illegaal is", "en": "Why this content is illegal"}[language] in text
    assert facts.exposure.place.url in text
    assert "Politie Eenheid Den Haag\nmeldpunt@politie.example" in text
    assert {"nl": "te goeder trouw", "en": "in good faith"}[language] in text


@pytest.mark.parametrize("language", ["nl", "en"])
def test_a_threat_is_pointed_out_only_where_there_is_one(draft: Make, language: str) -> None:
    facts = draft("dsa16", language)
    article = {"nl": "artikel 18 DSA", "en": "Article 18 DSA"}[language]

    assert article not in compose(facts)[1]
    assert article in compose(replace(facts, case=replace(facts.case, threat=True)))[1]


@pytest.mark.parametrize(("route", "language"), EVERY)
def test_a_repeat_quotes_the_earlier_reference_and_the_decision(draft: Make, route: str, language: str) -> None:
    facts = draft(route, language)
    first, day = facts.now - timedelta(days=60), timedelta(days=1)
    events = [Event.DRAFTED, Event.SUBMITTED, Event.APPROVED, Event.RELEASED, Event.ACCEPTED, Event.CLAIM, Event.PROVEN_GONE]
    steps = tuple(Step(event, first + n * day, "x") for n, event in enumerate(events))
    steps += tuple(step for step in facts.takedown.steps if step.event is Event.NOTED)
    repeat = replace(facts.takedown, steps=(*steps, Step(Event.REPEATED, facts.now, "luwte")))

    _, text = compose(replace(facts, takedown=repeat))

    flat = " ".join(text.split())
    assert {
        "nl": "Onder kenmerk LW-2026-0001 schreven wij u eerder over deze vindplaats, op 28 september 2026. "
        "Op 29 september 2026 liet u weten dat de gegevens verwijderd waren. Op 23 november 2026 zagen wij",
        "en": "Under reference LW-2026-0001 we wrote to you before about this place, on 28 September 2026. "
        "On 29 September 2026 you told us that the details had been removed. On 23 November 2026 we saw",
    }[language] in flat
    assert earlier_round(facts.takedown) is None


def test_a_refusal_is_quoted_as_a_refusal(draft: Make) -> None:
    facts = draft("gdpr17", "en")
    events = [Event.DRAFTED, Event.SUBMITTED, Event.APPROVED, Event.RELEASED, Event.ACCEPTED, Event.REFUSAL]
    events += [Event.ACCEPTED_AS_LAWFUL, Event.REPEATED]
    steps = tuple(Step(event, facts.now - timedelta(days=9 - n), "x") for n, event in enumerate(events))

    _, text = compose(replace(facts, takedown=replace(facts.takedown, steps=steps)))

    assert "On 19 November 2026 you refused that request." in " ".join(text.split())


def test_the_code_of_conduct_letter_tells_who_was_asked_and_whose_term_it_is(draft: Make) -> None:
    facts = draft("ntd", "en")
    asked = Approach(Link.SITE, "LW-2026-0007", facts.now - timedelta(days=10))
    promising = replace(facts.recipient, term_working_days=10)

    _, text = compose(replace(facts, approaches=(*facts.approaches, asked), recipient=promising))

    assert "- Whoever posted the content cannot safely be approached.\n" in text
    assert "- The operator of the site was written to by us on 13 November 2026 (LW-2026-0007).\n" in text
    assert "You state a term of 10 working days" in text
    assert "The code sets no term. We will come back to you after 7 working days." in compose(facts)[1]


def test_our_own_house_gets_one_working_day(draft: Make) -> None:
    assert "binnen 1 werkdag gebeurt" in compose(draft("own", "nl"))[1]
    assert "within 1 working day." in compose(draft("own", "en"))[1]


def test_who_reads_neither_language_gets_english(draft: Make) -> None:
    facts = draft("dsa16", "de")

    assert "Dear Sir or Madam" in compose(facts)[1]
    assert "Geachte" in compose(draft("dsa16", "nl-BE"))[1]


def test_a_place_whose_address_holds_the_name_is_still_named_exactly(draft: Make) -> None:
    facts = draft()
    url = "https://praatplein.example/wie/joke-van-der-berg-2514ED-8?tel=0612345671"
    named = replace(facts, exposure=replace(facts.exposure, place=Place(url, "joke-van-der-berg")))

    subject, text = compose(named)

    assert url in text.split()
    assert text.replace(url, "").lower().count("berg") == 0
    takedown = replace(facts.takedown, subject=subject, text=text)
    sent = replace(named, takedown=takedown, assent=replace(facts.assent, releaser="c", approved=approval(subject, text)))
    assert open_gates(sent) == ()


@pytest.mark.parametrize("smuggled", ["a\nBcc: x@y.example", "a\r\n", "a\x0bb", "a\u2028b", "a\x85b", "a\x00"])
def test_a_field_that_would_begin_a_line_of_its_own_is_refused(draft: Make, smuggled: str) -> None:
    facts = draft()
    place = Place(f"https://praatplein.example/{smuggled}")

    with pytest.raises(BadInput, match="line break or control character stands in url"):
        compose(replace(facts, exposure=replace(facts.exposure, place=place)))
    with pytest.raises(BadInput, match="notifier_name"):
        compose(replace(facts, desk=replace(facts.desk, organisation=smuggled)))


def test_what_a_page_says_is_never_run_as_a_template(draft: Make) -> None:
    facts = draft()
    url = "https://praatplein.example/{{letter.notifier_email}}"

    _, text = compose(replace(facts, exposure=replace(facts.exposure, place=Place(url))))

    assert url in text.split()


@pytest.mark.parametrize("field", ["organisation", "address"])
def test_a_letter_without_a_demanded_field_is_refused(draft: Make, field: str) -> None:
    facts = draft()

    with pytest.raises(BadInput, match="this route demands it"):
        compose(replace(facts, desk=replace(facts.desk, **{field: ""})))
    with pytest.raises(BadInput, match="data_categories is empty"):
        compose(replace(draft("gdpr17"), exposure=replace(facts.exposure, traces=())))


@pytest.mark.parametrize("route", FOLLOW_UPS)
def test_what_follows_another_request_names_it_and_is_not_written_without_one(draft: Make, route: str) -> None:
    facts = draft(route, "en")

    text = " ".join(compose(facts)[1].split())
    assert "LW-2026-0000" in text or route == "sidn"
    if "earlier_request" in facts.route.fields:
        assert "sent on 10 October 2026" in text
        with pytest.raises(BadInput, match="earlier_request"):
            compose(replace(facts, previous=None))


def test_a_missing_element_is_named_and_several_are_named_together(draft: Make) -> None:
    facts = draft("dsa20")
    nobody = replace(facts, previous=None, desk=replace(facts.desk, organisation=""))

    with pytest.raises(BadInput, match="notifier_name, earlier_request, earlier_answer are empty, and this route demands it"):
        compose(nobody)


def test_a_dossier_for_the_police_needs_what_a_specialist_saw(draft: Make) -> None:
    facts = draft("police", "en")

    assert "- others are called upon to visit, to call or to harm;" in compose(facts)[1]
    with pytest.raises(BadInput, match="intent_evidence is empty"):
        compose(replace(facts, takedown=replace(facts.takedown, steps=facts.takedown.steps[:1])))


@pytest.mark.parametrize("language", ["nl", "en"])
def test_a_delisting_names_the_name_once_and_nothing_else_of_the_employee(draft: Make, joke: Profile, language: str) -> None:
    facts = draft("delist", language)
    subject, text = compose(facts)
    line = {"nl": 'Zoekopdracht: "Joke van der Berg"', "en": 'Search: "Joke van der Berg"'}[language]

    assert line in text.splitlines()
    assert leaks(f"{subject}\n{text}".replace(line, ""), joke.identifiers(), [facts.exposure.place.url]) == ()
    for slug in sorted(set(all_routes()) - {"delist"}):
        assert "Berg" not in "".join(compose(draft(slug, language))), slug


@pytest.mark.parametrize("route", IN_PERSON)
def test_a_letter_in_ones_own_name_leaves_the_name_to_oneself(draft: Make, route: str) -> None:
    _, text = compose(draft(route, "nl"))

    assert "[uw naam en handtekening]" in text
    assert "Politie Eenheid Den Haag" not in text


def test_no_letter_says_that_a_term_of_the_regulation_on_services_has_lapsed(draft: Make) -> None:
    for route in ("dsa16", "dsa20", "dsa53"):
        for language in ("nl", "en"):
            flat = " ".join(compose(draft(route, language))[1].split())
            assert not re.search(r"verstreken|te laat|lapsed|too late|overdue|expired", flat), (route, language)


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("kind", list(RecipientClass))
@pytest.mark.parametrize("route", ROUTES)
def test_every_route_is_written_to_each_class_it_binds_and_gated_for_the_others(
    released: Make, route: str, kind: RecipientClass, language: str
) -> None:
    facts = released(route, language)
    every = tuple(Approach(link, reason=NotApproached.NOT_POSSIBLE) for link in nearer(RecipientClass.REGISTRY))
    other = replace(facts, recipient=replace(facts.recipient, kind=kind), approaches=every)

    subject, text = compose(other)

    assert subject.startswith("[LW-2026-0001] ")
    assert facts.exposure.place.url in text
    bound = facts.route.rung(kind) is not None
    assert ("G7" not in [gate.id for gate in open_gates(other)]) is bound
