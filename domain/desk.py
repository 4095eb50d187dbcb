"""Who answers for a case: its owner, else the deputy, else whoever has the desk. No case is without one (recommendation 7)."""

from __future__ import annotations

from collections.abc import Container
from enum import StrEnum


class Post(StrEnum):
    OWNER = "owner"
    DEPUTY = "deputy"
    DUTY = "duty"


def in_charge(owner: str, deputy: str, on_duty: str, active: Container[str]) -> tuple[Post, str] | None:
    """The first of them who can sign in, by pseudonym; None: nobody answers for it, which somebody must put right."""
    order = ((Post.OWNER, owner), (Post.DEPUTY, deputy), (Post.DUTY, on_duty))
    return next(((post, name) for post, name in order if name and name in active), None)
