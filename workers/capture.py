"""Captures a place that was told by telephone, seals it, and files it as a finding for a specialist to judge: also where the
matchers see nothing in it, for a person saw it."""

from __future__ import annotations

from datetime import datetime, timedelta

from domain.due import Action, Due
from domain.errors import BadInput, Unreachable
from domain.finding import Finding, Grade
from domain.mention import Capture, Mention, Place
from domain.profile import Profile, Purpose
from domain.task import OWNER, TaskKind
from matchers import excerpt, find
from scanner.urls import host_of
from storage import captures, due, findings, profiles, tasks, told
from storage.due import Taken
from workers.crowd import page_of
from workers.picture import without_picture
from workers.seals import sealed_capture
from workers.services import Services

BY = "capture"
#: A place that cannot be had is tried again this often, for so long; a person is asked at the first failure.
_AGAIN, _UNTIL = timedelta(minutes=5), timedelta(hours=6)
#: Of what a person saw and the matchers did not.
TOLD = (Grade.POSSIBLE, 0.5, False, (), 0.0, 0.5, 0.0)


def act(services: Services, taken: Taken) -> None:
    now = services.now()
    with services.vault.begin() as db:
        due.hold(db, taken)
        profile_id, url, told_at = told.get(db, taken.thing)
        profile = profiles.open_for(db, Purpose.SCAN, profile_id, now, BY)
    try:
        page = services.http(url, cold=True)
    except Unreachable as failure:
        _failed(services, taken, profile_id, told_at, failure.reason.value)
        return
    if page.status != 200:  # an error page is no evidence of what stood there
        _failed(services, taken, profile_id, told_at, f"status {page.status}")
        return
    _file(services, taken, profile, Place(url), page)


def _file(services: Services, taken: Taken, profile: Profile, place: Place, page: Capture) -> None:
    now, source = services.now(), _source(services, place)
    finding, shown = _finding(services, profile, place, page)
    sealed = sealed_capture(services, page, place, source)
    with services.vault.begin() as db:
        due.hold(db, taken)
        captures.keep(db, profile.id, sealed, page.fetched_at, pictured=without_picture(services))
        findings.file(db, finding, source, sealed.capture_id, now, shown, BY)
        told.ended(db, taken.thing, "captured")
        due.bring_forward(db, Due(Action.TELL, "specialist", now))
        due.settle(db, taken, None)


def _finding(services: Services, profile: Profile, place: Place, page: Capture) -> tuple[Finding, str]:
    """What the matchers say of it, or that a person told us."""
    mention = Mention(place, "", page.id, page.body, page.header("content-type") or "text/html")
    try:
        read = page_of(mention.markup, mention.media_type)
    except BadInput:
        return Finding(profile.id, place, *TOLD), ""
    today = services.now().date()
    found = find(services.crowd.of(profile), read, place, weak=True, record=False, today=today)
    best = max(found, key=lambda one: one.score, default=None)
    if best is None or best.grade is Grade.WEAK:
        return Finding(profile.id, place, *TOLD), ""
    return best, excerpt(read, best)


def _source(services: Services, place: Place) -> str:
    """The source to which this site belongs, so that its own controls prove the removal; else none of the catalogue."""
    host = host_of(place.url)
    known = (one.slug for one in services.sources.values() if host in (*one.hosts, *one.variants))
    return next(known, "telephone")


def _failed(services: Services, taken: Taken, profile_id: str, told_at: datetime, why: str) -> None:
    now = services.now()
    with services.vault.begin() as db:
        due.hold(db, taken)
        if tasks.open_task(db, TaskKind.CHECK_BY_HAND, taken.thing, profile_id, now, now + _AGAIN):
            due.bring_forward(db, Due(Action.TELL, OWNER[TaskKind.CHECK_BY_HAND].value, now))
        if now - told_at >= _UNTIL:
            told.ended(db, taken.thing, why[:16])
            due.settle(db, taken, None)
        else:
            due.settle(db, taken, Due(Action.CAPTURE, taken.thing, now + _AGAIN))
