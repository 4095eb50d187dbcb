"""The identity as the form shows it, and back: what was proven stays proven, what is new has to be."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from domain.name import FamilyName
from domain.profile import Profile
from web.pages.enrol.fields import Identity
from web.pages.enrol.identity import profile_of


def data_of(profile: Profile) -> dict[str, Any]:
    """The form's fields for this identity."""
    name, partner = profile.name, profile.name.partner or FamilyName("")
    first, *more = profile.addresses or (None,)
    address = {part: getattr(first, part) if first else "" for part in ("street", "number", "addition", "postcode", "city")}
    lists = ("former_names", "phones", "emails", "handles", "relatives", "plates", "service_numbers", "ibans")
    return {
        "given_names": " ".join(name.given_names),
        "calling_name": name.calling_name,
        "prefix": name.family.prefix,
        "surname": name.family.surname,
        "partner_prefix": partner.prefix,
        "partner_surname": partner.surname,
        "birth_date": profile.birth_date,
        "employer": profile.employer,
        "more_addresses": "\n".join(map(str, more)),
        **address,
        **{each: "\n".join(getattr(profile, each)) for each in lists},
    }


def changed(form: Identity, before: Profile) -> Profile:
    """The identity as it is from now on. Raises nothing: the form's checks have passed."""
    after = profile_of(form, before.id)
    return replace(after, unproven=unproven(after, before))


def unproven(after: Profile, before: Profile | None) -> tuple[str, ...]:
    """Which of the numbers and mail addresses have to be shown to be theirs: all that were not shown before."""
    shown = set() if before is None else {*before.phones, *before.emails} - set(before.unproven)
    return tuple(value for value in (*after.phones, *after.emails) if value not in shown)
