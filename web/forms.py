"""The parts that forms are made of; every form carries its own proof that it came from our page (CSRF)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from flask_wtf import FlaskForm  # type: ignore[import-untyped]  # no stubs
from wtforms import (  # type: ignore[import-untyped]  # no stubs
    BooleanField,
    DateField,
    PasswordField,
    RadioField,
    SelectChoice,
    SelectField,
    StringField,
    TextAreaField,
)
from wtforms.validators import DataRequired, Length, Optional, ValidationError  # type: ignore[import-untyped]  # no stubs

from web.texts import later

__all__ = [
    "BooleanField",
    "DateField",
    "Form",
    "Length",
    "Optional",
    "PasswordField",
    "RadioField",
    "SelectField",
    "StringField",
    "TextAreaField",
    "ValidationError",
    "lines",
    "needed",
    "new_password",
    "options",
    "short",
]


class Form(FlaskForm):  # type: ignore[misc]  # no stubs
    """A form of ours."""

    def sent_well(self) -> bool:
        """Whether it was sent, and everything in it can be used; else its fields carry their errors."""
        return bool(self.validate_on_submit())

    def text(self, name: str) -> str:
        """What was typed in a field, without the blanks around it."""
        return str(self[name].data or "").strip()

    def complain(self, name: str, what: Any) -> None:
        """Put an error at a field that its own checks let through."""
        self[name].errors = [*self[name].errors, what]


def needed() -> Any:
    return DataRequired(later("Fill this in."))


def short(longest: int = 200) -> Any:
    return Length(max=longest, message=later("This is too long."))


def new_password() -> Any:
    """Length is what makes a password strong; no signs are demanded, and a long one is never cut."""
    short_or_long = Length(12, 1000, message=later("Use at least 12 characters."))
    return PasswordField(later("Choose a password"), [needed(), short_or_long])


def options(pairs: Iterable[tuple[str, Any]]) -> list[Any]:
    """What can be chosen: (value, text) pairs."""
    return [SelectChoice(value, text) for value, text in pairs]


def lines(text: str) -> tuple[str, ...]:
    """One value a line; empty lines do not count."""
    return tuple(" ".join(line.split()) for line in text.splitlines() if line.strip())
