"""What a system that asks the API may do. None of it opens a profile: the API knows employees by number alone."""

from __future__ import annotations

from enum import StrEnum


class Permit(StrEnum):
    """One scope of a token."""

    PROFILES = "profiles:read"
    FINDINGS = "findings:read"
    TAKEDOWNS = "takedowns:read"
    FLARE_UPS = "flare-ups:read"
    FLARE_UPS_WRITE = "flare-ups:write"
    REPORTS = "reports:read"
