"""The form in which an employee says who they are, and what luwte may do; validated here, once, at the edge."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from typing import Any

import phonenumbers
from flask import g

from matchers.ibans import canonical as iban
from matchers.plates import canonical as plate
from matchers.service_numbers import canonical as service_number
from takedown.routes import all_routes
from web.forms import (
    BooleanField,
    DateField,
    Form,
    Optional,
    StringField,
    TextAreaField,
    ValidationError,
    lines,
    needed,
    new_password,
    short,
)
from web.texts import later

POSTCODE = re.compile(r"([1-9]\d{3})\s?([A-Za-z]{2})")
NUMBER = re.compile(r"\d{1,5}")
EMAIL = re.compile(r"[^@\s]{1,64}@[^@\s.]+(?:\.[^@\s.]+)+")
ADDRESS_LINE = re.compile(
    rf"(?P<street>.+?)\s+(?P<number>\d{{1,5}})\s?-?\s?(?P<addition>[A-Za-z0-9]{{0,6}})\s*,\s*(?P<postcode>{POSTCODE.pattern})\s+(?P<city>.+)"
)
_EARLIEST = date(1900, 1, 1)


def each(usable: Callable[[str], Any], complaint: Any) -> Callable[[Form, Any], None]:
    """A check of a field with one value a line."""

    def check(form: Form, field: Any) -> None:
        if not all(usable(line) for line in lines(field.data or "")):
            raise ValidationError(complaint)

    return check


def phone(text: str) -> str:
    """As +31612345671, or an empty string for what cannot be a phone number."""
    try:
        parsed = phonenumbers.parse(text, "NL")
    except phonenumbers.NumberParseException:
        return ""
    if not phonenumbers.is_possible_number(parsed):
        return ""
    return phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.E164)


def _fits(pattern: re.Pattern[str], complaint: Any) -> Callable[[Form, Any], None]:
    def check(form: Form, field: Any) -> None:
        if field.data and not pattern.fullmatch(field.data.strip()):
            raise ValidationError(complaint)

    return check


def lived(form: Form, field: Any) -> None:
    if field.data and not _EARLIEST <= field.data <= g.visit.at.date():
        raise ValidationError(later("This cannot be a date of birth."))


class Identity(Form):
    """Field names are those of a profile in the contract; lists have one value a line."""

    given_names = StringField(later("Given names, as in your passport"), [short()])
    calling_name = StringField(later("The name people call you by"), [short()])
    prefix = StringField(later("Prefix of your surname"), [short(40)])
    surname = StringField(later("Surname"), [needed(), short()])
    partner_prefix = StringField(later("Prefix of your partner's surname"), [short(40)])
    partner_surname = StringField(later("Surname of your partner, if you use it"), [short()])
    former_names = TextAreaField(later("Earlier names"), [short(2000)])
    birth_date = DateField(later("Date of birth"), [Optional(), lived])
    phones = TextAreaField(later("Phone numbers"), [short(2000), each(phone, later("One of these is not a phone number."))])
    emails = TextAreaField(
        later("Private e-mail addresses"), [short(2000), each(EMAIL.fullmatch, later("One of these is not an e-mail address."))]
    )
    handles = TextAreaField(later("Account names"), [short(2000)])
    street = StringField(later("Street"), [short()])
    number = StringField(
        later("House number"), [short(10), _fits(NUMBER, later("Use digits only; a letter goes into the addition."))]
    )
    addition = StringField(later("Addition"), [short(10)])
    postcode = StringField(later("Postcode"), [short(10), _fits(POSTCODE, later("A postcode looks like 1234 AB."))])
    city = StringField(later("Town"), [short()])
    more_addresses = TextAreaField(
        later("Other addresses"),
        [short(2000), each(ADDRESS_LINE.fullmatch, later("Write each address as: Street 12-b, 1234 AB Town."))],
    )
    employer = StringField(later("Employer"), [short()])
    plates = TextAreaField(
        later("Number plates"), [short(2000), each(plate, later("One of these is not a Dutch number plate."))]
    )
    ibans = TextAreaField(
        later("Bank account numbers (IBAN)"),
        [short(2000), each(iban, later("One of these is not an IBAN: look at every digit."))],
    )
    service_numbers = TextAreaField(
        later("Service numbers"),
        [short(2000), each(service_number, later("A service number has 4 to 16 letters and digits."))],
    )
    relatives = TextAreaField(later("Family members who are found together with you"), [short(2000)])

    def validate_street(self, field: Any) -> None:
        whole = (self.street, self.number, self.city)
        given = any((part.data or "").strip() for part in (*whole, self.addition, self.postcode))
        if given and not all((part.data or "").strip() for part in whole):
            raise ValidationError(later("An address needs a street, a house number and a town."))


class Mandates(Form):
    """What the employer may do in the employee's name; each route names the tick that covers it."""

    mandate_gdpr17 = BooleanField(later("my employer may ask in my name that my data are erased"))
    mandate_gdpr21 = BooleanField(later("my employer may object in my name to the use of my data"))
    mandate_delist = BooleanField(later("my employer may ask search engines in my name to stop showing pages for my name"))
    mandate_broker = BooleanField(later("my employer may opt out in my name where addresses are traded"))
    mandate_onward = BooleanField(later("my employer may go on in my name where a request is refused or not answered"))

    @property
    def mandates(self) -> tuple[str, ...]:
        """The routes for which the employee gives a mandate."""
        return tuple(slug for slug, route in all_routes().items() if route.mandate and self[f"mandate_{route.mandate}"].data)


class Enrolment(Identity, Mandates):
    """Who signs in as what, who they are, and what they allow."""

    login = StringField(later("Choose a login"), [needed(), short(100)])
    password = new_password()
    consent_scan = BooleanField(later("luwte may search for me"))
    consent_review = BooleanField(later("a specialist may compare what is found with my details"))
    consent_notify = BooleanField(later("my employer may ask for removal"))

    @property
    def consents(self) -> tuple[bool, ...]:
        return (self.consent_scan.data, self.consent_review.data, self.consent_notify.data)

    def validate_consent_scan(self, field: Any) -> None:
        if any(self.consents) and not all(self.consents):
            raise ValidationError(later("luwte needs all three to do anything for you. Tick all three, or none."))
