"""The people of the story at work: they sign in, read luwte's own pages and fill in its forms, as anybody would."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import urlsplit

from demo.people import Employee
from demo.visitor import Seen, Visitor

_LISTS = ("phones", "emails", "handles", "relatives", "plates", "service_numbers", "ibans")
#: What a specialist notes where a gate is shut: the employee was told; and why those nearer to the source were not asked.
_NOTES = {"G3": ("informed",), "G8": ("uploader-not-safe", "site-not-possible")}
#: And what the police ask: what may show an intent.
_FOR_POLICE = ("intent-aimed",)
#: Good enough for people who do not exist.
PASSWORD = "het waait hier niet"  # noqa: S105 - fictional people, on loopback, for the length of a demo


def signed_in(address: str, login: str) -> Visitor:
    visitor = Visitor(address)
    visitor.submit("/aanmelden", {"login": login, "password": PASSWORD})
    return visitor


def invite(coordinator: Visitor, employee: Employee) -> str:
    """The coordinator makes an invitation; returns the path of its link."""
    page = coordinator.submit("/uitnodigen", {"unit": employee.unit}, form="#invite")
    return urlsplit(page.links("#invitation")[0]).path


def enrol(address: str, employee: Employee, link: str) -> None:
    """The employee fills in who they are, and ticks what they allow; one does not consent."""
    fields = {**_identity(employee), "login": employee.mailbox, "password": PASSWORD}
    if employee.consents:
        fields |= {"consent_scan": "y", "consent_review": "y", "consent_notify": "y"}
        fields |= {f"mandate_{route}": "y" for route in employee.mandate}
    Visitor(address).submit(link, fields, form="#enrol")


def withdraw(address: str, employee: Employee) -> None:
    signed_in(address, employee.mailbox).submit("/mijn/intrekken", {"sure": "y"}, form="#withdraw")


@dataclass(frozen=True, slots=True)
class Specialist:
    """Judges what is about whom by comparing the page with what the employee gave, and nothing else."""

    visitor: Visitor

    def judge_queue(self, employees: tuple[Employee, ...]) -> tuple[int, int]:
        """Work through the queue; returns how many were confirmed and dismissed."""
        confirmed = dismissed = 0
        while links := self.visitor.get("/beoordelen").links("main table a"):  # a page at a time; what is judged leaves it
            for link in links:
                path = urlsplit(link).path
                if _is_about_one_of(self.visitor.get(path), employees):
                    self.visitor.submit(path, {"opinion": "confirmed"}, form="#judge")
                    confirmed += 1
                else:
                    self.visitor.submit(path, {"reason": "namesake"}, form="#judge")
                    dismissed += 1
        return confirmed, dismissed

    def hand_in(self) -> int:
        """Note what the gates ask for and hand in every draft; returns how many are ready for a second person."""
        ready = 0
        for path in requests_of(self.visitor, "concept", "wacht op"):
            page = self.visitor.get(path)
            if not page.tree.css_first("form#approve"):
                continue
            if page.tree.css_first("#state strong:lexbor-contains('concept' i)"):
                notes = _asked_for(page)
                for note in notes:
                    self.visitor.submit(path, {"note": note}, form="#note")
                if notes:
                    self.visitor.submit(path, {}, form="#recompose")
            page = self.visitor.submit(path, {}, form="#approve")
            ready += page.tree.css_first("form#approve") is None
        return ready

    def release(self) -> int:
        """As the second person: let every letter leave that somebody else made ready."""
        released = 0
        for path in requests_of(self.visitor, "klaar"):
            if self.visitor.get(path).tree.css_first("form#release"):
                self.visitor.submit(path, {}, form="#release")
                released += 1
        return released

    def read_mail(self) -> int:
        """Decide about replies that a machine may not decide: here, the way that it proposes."""
        links = self.visitor.get("/post").links("main table a")
        for link in links:
            path = urlsplit(link).path
            reason = "not_illegal" if "afwijz" in self.visitor.get(path).text.lower() else ""
            fields = {"event": _proposed(self.visitor.get(path))}
            self.visitor.submit(path, fields | ({"reason": reason} if reason else {}), form="#decide")
        return len(links)


def requests_of(visitor: Visitor, *stands: str) -> list[str]:
    """The requests under way of which the list says that they stand so; all of them where nothing is asked."""
    rows = []
    page = visitor.get("/verzoeken")
    for row, link in zip(page.tree.css("#active tbody tr:has(a)"), page.links("#active a"), strict=True):
        state = row.css("td")[3].text().strip().lower()
        if not stands or state.startswith(stands):
            rows.append(urlsplit(link).path)
    return rows


def _asked_for(page: Seen) -> list[str]:
    shut = [row.css("td")[0].text().strip() for row in page.tree.css("#gates tbody tr") if row.css_first("td.closed")]
    by_hand = any("overhandigt" in way.text() for way in page.tree.css("#channel"))
    return [*(note for gate in shut for note in _NOTES.get(gate, ())), *(_FOR_POLICE if by_hand else ())]


def _proposed(page: Seen) -> str:
    chosen = page.tree.css_first("select[name=event] option[selected]")
    return (chosen.attributes.get("value") or "") if chosen else ""


def _is_about_one_of(page: Seen, employees: tuple[Employee, ...]) -> bool:
    """Whether a phone number, address, mail address or account of an employee stands there: a name and a town do not do."""
    shown = " ".join(node.text(separator=" ") for node in page.tree.css("#excerpt, #capture pre"))
    text, digits = " ".join(shown.lower().split()), re.sub(r"\D", "", shown)
    return any(_telling(employee, text, digits) for employee in employees)


def _telling(employee: Employee, text: str, digits: str) -> bool:
    fields = employee.fields
    phones = [phone.removeprefix("+31") for phone in _list(fields.get("phones"))]
    words = [word.lower() for name in ("emails", "handles") for word in _list(fields.get(name))]
    streets = [f"{one['street']} {one['number']}".lower() for one in _addresses(employee)]
    return any(phone in digits for phone in phones) or any(word in text for word in (*words, *streets))


def _identity(employee: Employee) -> dict[str, str]:
    """The enrolment form's fields, from a profile of the contract's shape."""
    fields = employee.fields
    identity = {name: str(fields.get(name, "")) for name in ("calling_name", "prefix", "surname", "birth_date", "employer")}
    identity["given_names"] = " ".join(_list(fields.get("given_names")))
    identity |= {name: "\n".join(_list(fields.get(name))) for name in _LISTS}
    partner = fields.get("partner")
    if isinstance(partner, dict):
        identity |= {"partner_prefix": partner.get("prefix", ""), "partner_surname": partner["surname"]}
    for address in _addresses(employee)[:1]:
        identity |= {name: address.get(name, "") for name in ("street", "number", "addition", "postcode", "city")}
    return identity


def _addresses(employee: Employee) -> list[dict[str, str]]:
    found = employee.fields.get("addresses")
    return list(found) if isinstance(found, list) else []


def _list(value: object) -> list[str]:
    return [str(one) for one in value] if isinstance(value, list) else []
