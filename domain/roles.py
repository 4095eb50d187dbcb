"""Who uses luwte, and who may not judge whom."""

from __future__ import annotations

from enum import StrEnum


class Role(StrEnum):
    EMPLOYEE = "employee"
    SPECIALIST = "specialist"
    COORDINATOR = "coordinator"
    LEGAL = "legal"
    DPO = "dpo"
    ADMINISTRATOR = "administrator"


def may_judge(judge_profile: str | None, judge_unit: str, profile_id: str, unit: str) -> bool:
    """Neither the employee nor a direct colleague reads or judges what was found about them (rec. 20)."""
    return judge_profile != profile_id and not (unit and judge_unit == unit)
