"""What goes in and out of the API: numbers, kinds, states and moments."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from apiflask import Schema
from apiflask.fields import AwareDateTime, Boolean, Dict, Integer, List, Nested, String
from apiflask.validators import Length, OneOf, Range, Regexp
from marshmallow import ValidationError, validates_schema

from domain.exposure import Outcome
from domain.finding import Grade, Opinion
from domain.flare_up import FlareUpKind
from domain.takedown import State

_NUMBER = Regexp(r"^[0-9a-z]{1,32}\Z", error="a number of luwte has small letters and digits, 32 at most")
_FIRST, _LAST = datetime(2000, 1, 1, tzinfo=UTC), datetime(2100, 1, 1, tzinfo=UTC)
_A_YEAR = timedelta(days=366)


def number(**more: Any) -> Any:
    return String(validate=_NUMBER, **more)


def perhaps_number(**more: Any) -> Any:
    """The same, or nothing."""
    return String(load_default="", validate=Regexp(r"^[0-9a-z]{0,32}\Z", error="give a number of luwte"), **more)


class Problem(Schema):
    """RFC 9457."""

    type = String(required=True)
    title = String(required=True)
    status = Integer(required=True)
    detail = String(required=True)


class Paging(Schema):
    after = perhaps_number(metadata={"description": "the `next` of the page before"})
    limit = Integer(load_default=50, validate=Range(1, 200), metadata={"description": "how many at most"})


class PagingOfOne(Paging):
    profile = perhaps_number(metadata={"description": "only of the employee of this number"})


class ProfileOut(Schema):
    id = String(required=True)
    enrolled = Boolean(required=True, metadata={"description": "whether the employee has filled in their profile"})
    consent = Boolean(required=True, metadata={"description": "whether luwte may look for them today"})
    mandate = Boolean(required=True, metadata={"description": "whether the employer may act in their name today"})
    created_at = AwareDateTime(required=True)


class FindingOut(Schema):
    id = String(required=True)
    profile_id = String(required=True)
    source = String(required=True)
    grade = String(required=True, validate=OneOf([grade.value for grade in Grade]))
    opinion = String(required=True, validate=OneOf(["", *(opinion.value for opinion in Opinion)]))
    found_at = AwareDateTime(required=True)


class ExposureOut(Schema):
    id = String(required=True)
    profile_id = String(required=True)
    source = String(required=True)
    outcome = String(required=True, validate=OneOf([outcome.value for outcome in Outcome]))
    confirmed_at = AwareDateTime(required=True)


class TakedownOut(Schema):
    id = String(required=True)
    reference = String(required=True)
    profile_id = String(required=True)
    exposure_id = String(required=True)
    route = String(required=True)
    recipient = String(required=True)
    state = String(required=True, validate=OneOf([state.value for state in State]))


class FlareUpIn(Schema):
    kind = String(required=True, validate=OneOf([kind.value for kind in FlareUpKind]))
    starts = AwareDateTime(required=True, metadata={"description": "with its time zone"})
    ends = AwareDateTime(required=True, metadata={"description": "the first moment after it; a year after the start at most"})
    yearly = Boolean(load_default=False)

    @validates_schema
    def in_order(self, given: dict[str, Any], **_more: Any) -> None:
        starts, ends = given["starts"], given["ends"]
        if not (_FIRST <= starts < _LAST and _FIRST < ends < _LAST):
            raise ValidationError("lies outside 2000 to 2100", "starts")
        if not timedelta(0) < ends - starts <= _A_YEAR:
            raise ValidationError("must lie after the start, by a year at most", "ends")


class NewFlareUp(FlareUpIn):
    profile_id = number(required=True)


class FlareUpOut(Schema):
    id = String(required=True)
    profile_id = String(required=True)
    kind = String(required=True)
    starts = AwareDateTime(required=True)
    ends = AwareDateTime(required=True)
    yearly = Boolean(required=True)
    cancelled_at = AwareDateTime(required=True, allow_none=True)


class Numbers(Schema):
    at = AwareDateTime(required=True)
    findings = Dict(keys=String(validate=Length(max=32)), values=Integer(), required=True)
    exposures = Dict(keys=String(validate=Length(max=32)), values=Integer(), required=True)
    takedowns = Dict(keys=String(validate=Length(max=32)), values=Integer(), required=True)


def page_of(schema: type[Schema]) -> type[Schema]:
    """A page of these; `next` is null on the last one."""
    listed = type(schema.__name__.replace("Out", "Listed"), (schema,), {})  # named apart, or it would be documented twice
    fields = {"items": List(Nested(listed), required=True), "next": String(required=True, allow_none=True)}
    return type(f"PageOf{schema.__name__}", (Schema,), fields)


def paged(rows: list[dict[str, Any]], limit: int) -> dict[str, Any]:
    """`rows` has one more than was asked for, where there is a next page."""
    shown = rows[:limit]
    return {"items": shown, "next": shown[-1]["id"] if len(rows) > limit else None}
