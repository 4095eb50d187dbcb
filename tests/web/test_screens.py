"""How many screens it takes from an invitation to a first result: the real pages, the real workers, the fictional sites."""

from __future__ import annotations

from selectolax.lexbor import LexborHTMLParser
from werkzeug.test import TestResponse

from domain.roles import Role
from storage import accounts, profiles
from storage.vault import Vault
from tests.web.conftest import Browser
from tests.web.test_enrol import CONSENT, IDENTITY, SIGN_IN
from tests.workers.house import built
from web.app import create_app
from workers.crowd import Crowd

#: The goal of issue 7.
MOST = 6


class Counting(Browser):
    """Counts what a person sees: every page that is shown, redirects followed and not counted."""

    screens = 0

    def see(self, answer: TestResponse) -> TestResponse:
        while answer.status_code == 302:
            answer = self.get(str(answer.location))
        assert answer.status_code == 200
        self.screens += 1
        return answer


def test_from_invitation_to_first_result_takes_no_more_than_six_screens(small_vault: Vault) -> None:
    house = built(small_vault, Crowd())
    services = house.services
    settings = services.settings.model_copy(update={"public_url": ""})
    app = create_app(small_vault, settings, house.now, tuple(services.sources.values()), services.recipients)
    app.testing = True
    with small_vault.begin() as db:
        profile_id = profiles.invite(db, "wijk", "coordinator-1", house.now())
        token = accounts.invite(db, profile_id, house.now())
    person = Counting(app.test_client())

    invitation = f"/uitnodiging/{token}"
    person.see(person.get(invitation))  # 1: who am I, what do I allow
    person.see(person.submit(invitation, SIGN_IN | IDENTITY | CONSENT))  # 2: enrolled; sign in
    person.see(person.get("/aanmelden"))  # 3
    start = person.see(person.submit("/aanmelden", SIGN_IN))  # 4: the start page, with the way to the result
    link = LexborHTMLParser(start.text).css_first("main a[href='/mijn/zelfcontrole']")
    assert link is not None
    house.run()  # what the workers do meanwhile
    result = person.see(person.get("/mijn/zelfcontrole"))  # 5

    page = LexborHTMLParser(result.text)
    number = page.css_first("#number strong")
    assert number is not None
    assert int(number.text()) > 0
    assert page.css("li.place")
    assert person.screens == 5 <= MOST
    with small_vault.begin() as db:
        assert accounts.with_role(db, Role.EMPLOYEE)
