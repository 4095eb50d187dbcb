"""What was typed, as the profile that the other rooms know."""

from __future__ import annotations

from collections.abc import Iterator

from domain.name import FamilyName, Name
from domain.profile import Address, Profile
from matchers.ibans import canonical as iban
from matchers.plates import canonical as plate
from matchers.service_numbers import canonical as service_number
from web.forms import lines
from web.pages.enrol.fields import ADDRESS_LINE, POSTCODE, Identity, phone


def profile_of(form: Identity, profile_id: str) -> Profile:
    """The identity in a form whose checks have passed."""
    return Profile(
        id=profile_id,
        name=_name(form),
        former_names=lines(form.text("former_names")),
        birth_date=form.birth_date.data,
        phones=tuple(phone(line) for line in lines(form.text("phones"))),
        emails=tuple(line.lower() for line in lines(form.text("emails"))),
        handles=tuple(line.removeprefix("@") for line in lines(form.text("handles"))),
        addresses=tuple(_addresses(form)),
        employer=form.text("employer"),
        relatives=lines(form.text("relatives")),
        plates=tuple(map(plate, lines(form.text("plates")))),
        service_numbers=tuple(map(service_number, lines(form.text("service_numbers")))),
        ibans=tuple(map(iban, lines(form.text("ibans")))),
    )


def _name(form: Identity) -> Name:
    partner = FamilyName(form.text("partner_surname"), form.text("partner_prefix")) if form.text("partner_surname") else None
    given = tuple(form.text("given_names").replace(",", " ").split())
    return Name(FamilyName(form.text("surname"), form.text("prefix")), given, form.text("calling_name"), partner)


def _addresses(form: Identity) -> Iterator[Address]:
    if form.text("street"):
        postcode = _postcode(form.text("postcode"))
        yield Address(form.text("street"), form.text("number"), form.text("addition"), postcode, form.text("city"))
    for line in lines(form.text("more_addresses")):
        found = ADDRESS_LINE.fullmatch(line)
        assert found is not None  # the form's own check let it through
        yield Address(found["street"], found["number"], found["addition"], _postcode(found["postcode"]), found["city"])


def _postcode(text: str) -> str:
    found = POSTCODE.fullmatch(text)
    return f"{found[1]}{found[2].upper()}" if found else ""
