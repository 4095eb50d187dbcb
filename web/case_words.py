"""What the words of a case and its calendar are called on the screen."""

from __future__ import annotations

from enum import StrEnum
from typing import Any

from domain.decision import Choice, Matter
from domain.desk import Post
from domain.flare_up import FlareUpKind, Phase
from domain.retention import Ground
from web.texts import later

FLARE_UPS: dict[StrEnum, Any] = {
    FlareUpKind.HEARING: later("court hearing"),
    FlareUpKind.VERDICT: later("court ruling"),
    FlareUpKind.ANNIVERSARY: later("anniversary"),
    FlareUpKind.COMMEMORATION: later("commemoration"),
    FlareUpKind.BROADCAST: later("broadcast"),
    FlareUpKind.DEBATE: later("debate"),
    FlareUpKind.OPERATION: later("operation"),
    FlareUpKind.YEARS_END: later("turn of the year"),
    FlareUpKind.OTHER: later("something else"),
}
PHASES: dict[StrEnum, Any] = {Phase.BEFORE: later("before"), Phase.DURING: later("during"), Phase.AFTER: later("after")}
MATTERS: dict[StrEnum, Any] = {
    Matter.OFFENDER: later("talks with whoever put it there"),
    Matter.POLICE: later("report to the police"),
    Matter.MEDIA: later("the media"),
}
CHOICES: dict[StrEnum, Any] = {
    Choice.NO_CONTACT: later("nobody contacts them"),
    Choice.POLICE_TALKS: later("the police talk with them"),
    Choice.EMPLOYER_TALKS: later("the employer talks with them, after the police agreed"),
    Choice.EMPLOYER_REPORTS: later("the employer reports to the police"),
    Choice.EMPLOYEE_REPORTS: later("the employee reports to the police"),
    Choice.NOBODY_REPORTS: later("nobody reports to the police"),
    Choice.SILENT: later("nothing is said to the media"),
    Choice.SPOKESPERSON: later("the spokesperson answers the media"),
    Choice.STATEMENT: later("the organisation makes a statement"),
}
GROUNDS: dict[StrEnum, Any] = {
    Ground.CLAIM: later("a legal claim is made, or defended against"),
    Ground.REPORT: later("a report to the police is prepared or looked into"),
    Ground.FLARE_UP: later("something lies ahead at which it may come back"),
    Ground.EMPLOYEE: later("the employee asks for it"),
}
POSTS: dict[StrEnum, Any] = {
    Post.OWNER: later("owner"),
    Post.DEPUTY: later("deputy"),
    Post.DUTY: later("on duty"),
}
CASES: dict[type[StrEnum], dict[StrEnum, Any]] = {
    FlareUpKind: FLARE_UPS,
    Phase: PHASES,
    Matter: MATTERS,
    Choice: CHOICES,
    Post: POSTS,
    Ground: GROUNDS,
}
