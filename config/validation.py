"""Checks what a YAML file holds against its JSON Schema, and says the first thing wrong with its line."""

from __future__ import annotations

import json
from functools import cache
from importlib.resources import files
from typing import Any

from jsonschema import Draft202012Validator
from jsonschema.exceptions import ValidationError, best_match

from config.marked_yaml import Marked
from domain.errors import BadInput


def demand(marked: Marked, schema: str) -> None:
    """Raises `BadInput` naming the part that the schema does not understand, never the value in it."""
    error = best_match(_validator(schema).iter_errors(marked.content))
    if error is not None:
        raise BadInput(marked.where(*error.absolute_path), _reason(error))


@cache
def _validator(schema: str) -> Draft202012Validator:
    return Draft202012Validator(json.loads(files("config").joinpath(schema).read_text(encoding="utf-8")))


def _reason(error: ValidationError) -> str:
    """What is wrong, in words that leave out the value: it may be anybody's."""
    part = ".".join(map(str, error.absolute_path)) or "the definition"
    rule: object = error.validator
    wanted: Any = error.validator_value  # the library's "not set" never comes out of a validation
    instance: Any = error.instance
    if rule == "required":
        missing = [name for name in wanted if name not in instance]
        return f"{part} lacks {', '.join(missing)}"
    if rule == "additionalProperties":
        known = error.schema.get("properties", {}) if isinstance(error.schema, dict) else {}
        return f"{part} has an unknown part: {', '.join(name for name in instance if name not in known)}"
    if rule == "enum":
        return f"{part} must be one of {', '.join(map(str, wanted))}"
    if rule == "type":
        return f"{part} must be of type {wanted}"
    return f"{part} does not fit the rule {rule}: {json.dumps(wanted)[:200]}"
