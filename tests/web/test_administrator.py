"""What an administrator does, and cannot do: accounts by two people, what is missing, queues, recipients; never a profile."""

from __future__ import annotations

import pytest

from domain.due import Action, Due
from domain.roles import Role
from storage import accounts, appointed, audit, due, sessions
from tests.conftest import joke
from tests.web.conftest import PASSWORD, Browser, World, text_of
from web.pages.setting_up.checks import SENT, UNSENT

NEW = {"login": "nieuw@politie.example", "role": "specialist", "unit": "zorg"}


def propose(browser: Browser) -> str:
    """The path of the link that the page shows."""
    shown = browser.submit("/beheer/accounts", NEW, "#new")
    assert shown.status_code == 200
    return shown.text.partition('id="link"')[2].partition("/account/nieuw/")[2].partition('"')[0]


def account_id(world: World) -> str:
    with world.vault.begin() as db:
        return next(one.account.id for one in appointed.listed(db) if one.account.role is Role.SPECIALIST)


def test_an_account_opens_when_a_second_person_agreed(world: World) -> None:
    administrator, coordinator = world.staff(Role.ADMINISTRATOR), world.staff(Role.COORDINATOR)
    token = propose(administrator)
    owner = world.browser()
    assert owner.submit(f"/account/nieuw/{token}", {"password": PASSWORD}, "#choose").status_code == 200
    typed = {"login": NEW["login"], "password": PASSWORD}
    assert owner.submit("/aanmelden", typed).status_code == 400
    assert "u vroeg hierom" in text_of(administrator.get("/instemmen")).lower()
    assert coordinator.submit("/instemmen", {}, "#agree-1").status_code == 302
    assert owner.submit("/aanmelden", typed).status_code == 302
    assert owner.get("/beoordelen").status_code == 200
    with world.vault.begin() as db:
        lines = [(line.action, line.by.partition("-")[0]) for line in audit.lines(db) if line.action.startswith("account")]
    assert ("account created", "administrator") in lines
    assert ("account agreed", "coordinator") in lines


def test_nobody_agrees_to_what_they_asked_for_themselves(world: World) -> None:
    administrator = world.staff(Role.ADMINISTRATOR)
    propose(administrator)
    one = account_id(world)
    proof = administrator.get("/beheer/accounts").text.partition('name="csrf_token" value="')[2].partition('"')[0]
    assert administrator.client.post(f"/instemmen/{one}", data={"csrf_token": proof}).status_code == 403
    with world.vault.begin() as db:
        assert appointed.get(db, one).agreed_at is None


def test_a_second_person_may_say_no(world: World) -> None:
    token = propose(world.staff(Role.ADMINISTRATOR))
    officer = world.staff(Role.DPO)
    assert officer.submit("/instemmen", {}, "#refuse-1").status_code == 302
    world.browser().submit(f"/account/nieuw/{token}", {"password": PASSWORD}, "#choose")
    assert world.browser().submit("/aanmelden", {"login": NEW["login"], "password": PASSWORD}).status_code == 400


def test_a_link_is_good_once_and_for_three_days(world: World) -> None:
    administrator = world.staff(Role.ADMINISTRATOR)
    token = propose(administrator)
    assert world.browser().get("/account/nieuw/onzin").status_code == 404
    assert world.browser().submit(f"/account/nieuw/{token}", {"password": "kort"}, "#choose").status_code == 400
    world.browser().submit(f"/account/nieuw/{token}", {"password": PASSWORD}, "#choose")
    assert world.browser().get(f"/account/nieuw/{token}").status_code == 404
    anew = administrator.submit("/beheer/accounts", {}, "#renew-2").text.partition("/account/nieuw/")[2].partition('"')[0]
    world.pass_time(days=3, minutes=1)
    assert world.browser().get(f"/account/nieuw/{anew}").status_code == 404


def test_renewing_an_account_takes_everything_away_until_two_agree(world: World) -> None:
    """So that an administrator cannot come in by somebody else's account either."""
    administrator, specialist = world.staff(Role.ADMINISTRATOR), world.staff(Role.SPECIALIST)
    shown = administrator.get("/beheer/accounts").text
    number = 1 if 'id="renew-1"' in shown else 2
    answer = administrator.submit("/beheer/accounts", {}, f"#renew-{number}")
    token = answer.text.partition("/account/nieuw/")[2].partition('"')[0]
    assert specialist.get("/").status_code == 302
    world.browser().submit(f"/account/nieuw/{token}", {"password": PASSWORD}, "#choose")
    with world.vault.begin() as db:
        assert appointed.waiting(db) != []
        assert accounts.with_role(db, Role.SPECIALIST) == []


def test_closing_an_account_ends_it_at_once_but_not_ones_own(world: World) -> None:
    administrator, specialist = world.staff(Role.ADMINISTRATOR), world.staff(Role.SPECIALIST)
    with world.vault.begin() as db:
        ids = {one.account.role: one.account.id for one in appointed.listed(db)}
    proof = administrator.get("/beheer/accounts").text.partition('name="csrf_token" value="')[2].partition('"')[0]
    for role, expected in ((Role.SPECIALIST, 302), (Role.ADMINISTRATOR, 403)):
        answer = administrator.client.post(f"/beheer/accounts/{ids[role]}/sluiten", data={"csrf_token": proof})
        assert answer.status_code == expected
    assert specialist.get("/").status_code == 302
    assert administrator.get("/beheer/accounts").status_code == 200
    with world.vault.begin() as db:
        assert sessions.of_account(db, ids[Role.SPECIALIST], world.at) == []


def test_an_employees_account_is_none_of_an_administrators_business(world: World, consented: str) -> None:
    world.staff(Role.EMPLOYEE, profile_id=consented)
    administrator = world.staff(Role.ADMINISTRATOR)
    with world.vault.begin() as db:
        (employee,) = accounts.with_role(db, Role.EMPLOYEE)
    assert employee.pseudonym not in administrator.get("/beheer/accounts").text
    proof = administrator.get("/beheer/accounts").text.partition('name="csrf_token" value="')[2].partition('"')[0]
    for what in ("sluiten", "vernieuwen", "openen"):
        answer = administrator.client.post(f"/beheer/accounts/{employee.id}/{what}", data={"csrf_token": proof})
        assert answer.status_code == 404


def test_no_page_of_an_administrator_says_anything_of_a_person(world: World, consented: str) -> None:
    world.finding(consented)
    administrator = world.staff(Role.ADMINISTRATOR)
    told = [one.value for one in joke(consented).identifiers() if one.value not in "Politie Eenheid Den Haag"]
    for path in ("/beheer", "/beheer/accounts", "/beheer/agenda", "/beheer/geadresseerden", "/beheer/sleutels", "/bronnen"):
        page = administrator.get(path)
        assert page.status_code == 200
        assert [value for value in told if value in page.text] == []
        assert consented not in page.text


def test_what_is_missing_is_said_with_how_to_mend_it(world: World) -> None:
    shown = text_of(world.staff(Role.ADMINISTRATOR).get("/beheer"))
    assert "LUWTE_SMTP_URL" in shown
    assert "LUWTE_TSA_URLS" in shown
    assert "✗ ontbreekt" in shown
    assert "Eerst dit: Klok en werkers lopen." in shown
    assert "De sleutels openen wat is opgeslagen ✓ in orde" in shown


def test_people_and_the_first_invitation_are_ticked_off_as_they_come(world: World) -> None:
    administrator, coordinator = world.staff(Role.ADMINISTRATOR), world.staff(Role.COORDINATOR)
    before = text_of(administrator.get("/beheer"))
    assert "Er is een aanspreekpunt ✓" in before
    assert "Twee mensen kunnen aan brieven werken ✗" in before
    world.staff(Role.SPECIALIST)
    coordinator.submit("/uitnodigen", {"unit": "wijk"})
    after = text_of(administrator.get("/beheer"))
    assert "Twee mensen kunnen aan brieven werken ✓" in after
    assert "De eerste medewerker is uitgenodigd ✓" in after


@pytest.mark.parametrize(("outcome", "said"), [(SENT, "aangenomen op"), (UNSENT, "is geweigerd op")])
def test_a_test_message_is_asked_for_and_what_came_of_it_is_shown(world: World, outcome: str, said: str) -> None:
    administrator = world.staff(Role.ADMINISTRATOR)
    assert administrator.submit("/beheer", {}, "#test-mail").status_code == 302
    assert "Er is om een proefbericht gevraagd" in text_of(administrator.get("/beheer"))
    with world.vault.begin() as db:
        assert due.noted(db, Action.TELL, "test") == world.at
        due.strike(db, "test")
        audit.write(db, world.at, "luwte", outcome)
    assert said in text_of(administrator.get("/beheer"))


def test_queues_are_counted_with_their_age_and_their_failures(world: World) -> None:
    with world.vault.begin() as db:
        for number in range(3):
            due.note(db, Due(Action.LOOK, f"exposure-{number}", world.at))
        due.note(db, Due(Action.SCAN, "watch-1", world.at))
    world.pass_time(hours=5)
    with world.vault.begin() as db:
        from datetime import timedelta

        (taken, *_more) = due.take(db, world.at, timedelta(minutes=15), 1, [Action.SCAN])
        due.failed(db, taken, world.at, "Unreachable")
    shown = text_of(world.staff(Role.ADMINISTRATOR).get("/beheer/agenda"))
    assert "een vindplaats opnieuw bekijken 3 3 5 uur 0" in shown
    assert "een bron doorzoeken 1 0 – 1 ( Unreachable )" in shown
    assert "exposure-" not in shown


def test_a_recipient_says_whether_letters_can_leave_to_it(world: World) -> None:
    shown = text_of(world.staff(Role.ADMINISTRATOR).get("/beheer/geadresseerden"))
    assert "Praatplein B.V. praatplein.yml 23 nov 2026 ja 0 0" in shown
    world.pass_time(days=91)
    assert "praatplein.yml 23 nov 2026 nee" in text_of(world.staff(Role.ADMINISTRATOR).get("/beheer/geadresseerden"))


def test_where_to_report_a_weakness(world: World) -> None:
    told = world.browser().get("/.well-known/security.txt")
    assert told.content_type == "text/plain; charset=utf-8"
    fields = dict(line.split(": ", 1) for line in told.text.splitlines())
    assert fields["Contact"] == "mailto:meldpunt@politie.example"
    assert fields["Expires"] == "2026-12-23T00:00:00Z"
