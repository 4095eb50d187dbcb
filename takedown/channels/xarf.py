"""The abuse report that a machine can read (XARF 4): in one text with the letter until it leaves, so that whoever releases the
letter releases the report as well."""

from __future__ import annotations

import hashlib
import json
from typing import Any
from urllib.parse import urlsplit
from uuid import UUID

import xarf

from domain.errors import BadInput
from domain.exposure import DataCategory
from domain.ports import Attachment
from domain.recipient import RecipientClass
from takedown.facts import Facts

#: The routes whose readers may want it.
ROUTES = frozenset({"abuse", "registrar"})
MARK = "----- xarf.json -----"
FILE, KIND = "xarf.json", "application/json"
_TYPES = {
    DataCategory.PHONE: "phone_numbers",
    DataCategory.EMAIL: "email_addresses",
    DataCategory.WORK: "employee_data",
    DataCategory.SERVICE_NUMBER: "employee_data",
    DataCategory.BANK_ACCOUNT: "financial",
}
_POSTED = frozenset({RecipientClass.PLATFORM, RecipientClass.SMALL_PLATFORM})
_DESCRIPTION = (
    "Private details of a person with a public task are made public here without a legal basis. The details themselves are "
    "left out of this report on purpose: the URL and the capture show what is meant."
)


def wanted(facts: Facts) -> bool:
    return facts.recipient.xarf and facts.route.slug in ROUTES


def report(facts: Facts) -> str:
    """The report as JSON, without any exposed value. Raises `BadInput` where the standard does not allow it."""
    url = facts.exposure.place.url
    host = urlsplit(url).hostname or ""
    us = {"org": facts.desk.organisation, "contact": facts.desk.address, "domain": facts.desk.domain}
    made = xarf.create_report(
        category="content",
        type="exposed_data",
        source_identifier=host,
        reporter=us,
        sender=us,
        url=url,
        data_types=_data_types(facts),
        sensitive_fields=sorted({trace.category.value for trace in facts.exposure.traces}),
        exposure_method="forum_post" if facts.recipient.kind in _POSTED else "other",
        accessibility="public",
        affected_organization=facts.desk.organisation,
        verified_at=facts.proof.captured_at.isoformat(),
        verification_method="manual",
        evidence_source="researcher_analysis",
        description=_DESCRIPTION,
        tags=[f"luwte:{facts.takedown.reference.lower()}", *(["luwte:threat"] if facts.case.threat else [])],
    )
    if made.report is None or made.errors:
        raise BadInput("xarf", f"the report cannot be made: {_first(made.errors)}")
    told: dict[str, Any] = made.report.model_dump(mode="json", exclude_none=True, by_alias=True)
    # The library takes its own clock and chance; ours are the facts, so that one request has one report.
    told |= {"report_id": _report_id(facts), "timestamp": facts.proof.captured_at.isoformat()}
    written = json.dumps(told, ensure_ascii=False, indent=1)
    check(written)
    return written


def check(written: str) -> None:
    """Raises `BadInput` for what is not XARF 4."""
    try:
        parsed = xarf.parse(written)
    except xarf.XARFError as error:
        raise BadInput("xarf", f"is not XARF 4 ({type(error).__name__}); write the letter anew") from None
    if parsed.report is None or parsed.errors:
        raise BadInput("xarf", f"is not XARF 4: {_first(parsed.errors)}; write the letter anew")


def attach(text: str, written: str) -> str:
    """Letter and report in one text."""
    return f"{text}\n{MARK}\n{written}\n"


def detach(text: str) -> tuple[str, tuple[Attachment, ...]]:
    """The letter, and its report as a file. Raises `BadInput` for a report that was damaged."""
    body, mark, written = text.partition(f"\n{MARK}\n")
    if not mark:
        return text, ()
    check(written)
    return body, (Attachment(FILE, KIND, written.strip() + "\n"),)


def is_sound(text: str) -> bool:
    """Whether the report in this text can be sent; a text without one can."""
    try:
        detach(text)
    except BadInput:
        return False
    return True


def _data_types(facts: Facts) -> list[str]:
    found = (_TYPES.get(trace.category, "personal_information") for trace in facts.exposure.traces)
    return list(dict.fromkeys((*found, "personal_information")))


def _report_id(facts: Facts) -> str:
    """The same for the same request, and no secret of ours."""
    digest = hashlib.sha256(f"luwte report\0{facts.takedown.id}\0{facts.takedown.reference}".encode()).digest()
    return str(UUID(bytes=digest[:16], version=4))


def _first(errors: list[Any]) -> str:
    """The part that is wrong, never its value."""
    return str(getattr(errors[0], "field", "unknown part")) if errors else "unknown part"
