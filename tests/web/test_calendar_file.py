"""A calendar file from elsewhere: every time of every event, at the right hour; shown first, recognised when it comes again."""

from __future__ import annotations

import io
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser
from werkzeug.test import TestResponse

from domain.errors import BadInput
from domain.flare_up import FlareUpKind
from domain.profile import GrantKind
from domain.roles import Role
from storage import flare_ups, profiles
from tests.conftest import NOW
from tests.web.conftest import Browser, World, text_of
from web.ics_read import Read, read


def calendar(*events: str, more: str = "") -> bytes:
    body = "".join(f"BEGIN:VEVENT\r\n{event}\r\nEND:VEVENT\r\n" for event in events)
    return f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//x//x//NL\r\n{more}{body}END:VCALENDAR\r\n".encode()


def one(*lines: str, uid: str = "u1") -> str:
    return "\r\n".join((f"UID:{uid}", "SUMMARY:Zitting", *lines))


def starts(found: Read) -> list[str]:
    return [f"{event.starts:%m-%d %H:%M}" for event in found.events]


def test_times_are_those_of_their_own_clock() -> None:
    raw = calendar(
        one("DTSTART:20261201T090000", "DTEND:20261201T110000", uid="floating"),
        one("DTSTART;TZID=Europe/Amsterdam:20261202T090000", "DURATION:PT2H", uid="here"),
        one("DTSTART;TZID=America/New_York:20261203T090000", uid="there"),
        one("DTSTART:20261204T090000Z", uid="utc"),
        one("DTSTART;VALUE=DATE:20261205", uid="day"),
        one("DTSTART;TZID=W. Europe Standard Time:20261206T090000", uid="outlook"),
    )
    assert starts(read(raw, NOW)) == ["12-01 08:00", "12-02 08:00", "12-03 14:00", "12-04 09:00", "12-04 23:00", "12-06 08:00"]
    lengths = {event.uid: event.ends - event.starts for event in read(raw, NOW).events}
    assert lengths["floating"] == lengths["here"] == timedelta(hours=2)
    assert lengths["day"] == timedelta(days=1)


def test_what_comes_back_keeps_its_hour_in_summer_and_winter() -> None:
    raw = calendar(one("DTSTART;TZID=Europe/Amsterdam:20270301T090000", "RRULE:FREQ=WEEKLY;COUNT=6"))
    assert starts(read(raw, NOW)) == [
        "03-01 08:00", "03-08 08:00", "03-15 08:00", "03-22 08:00", "03-29 07:00", "04-05 07:00",
    ]  # fmt: skip


def test_one_time_left_out_one_moved_and_one_called_off() -> None:
    raw = calendar(
        one("DTSTART:20261201T090000Z", "RRULE:FREQ=DAILY;UNTIL=20261205T090000Z", "EXDATE:20261202T090000Z"),
        one("RECURRENCE-ID:20261203T090000Z", "DTSTART:20261203T150000Z"),
        one("RECURRENCE-ID:20261204T090000Z", "DTSTART:20261204T090000Z", "STATUS:CANCELLED"),
    )
    found = read(raw, NOW)
    assert starts(found) == ["12-01 09:00", "12-03 15:00", "12-04 09:00", "12-05 09:00"]
    assert [event.cancelled for event in found.events] == [False, False, True, False]


def test_each_year_on_the_same_day_stays_one_and_another_rule_is_written_out() -> None:
    same = calendar(one("DTSTART;VALUE=DATE:20100504", "RRULE:FREQ=YEARLY;BYMONTHDAY=4;BYMONTH=5"))
    other = calendar(one("DTSTART;VALUE=DATE:20100301", "RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3"))
    assert [event.yearly for event in read(same, NOW).events] == [True]
    assert starts(read(other, NOW)) == ["03-27 23:00"]  # the last Sunday of March 2027


def test_the_same_event_twice_is_one_the_newest_word_of_it() -> None:
    old, new = one("DTSTART:20261201T090000Z", "SEQUENCE:1"), one("DTSTART:20261202T090000Z", "SEQUENCE:2")
    assert starts(read(calendar(old, new), NOW)) == starts(read(calendar(new, old), NOW)) == ["12-02 09:00"]


@pytest.mark.parametrize(
    ("event", "why"),
    [
        ("SUMMARY:x\r\nDTSTART:20261201T090000Z", "no name of its own"),
        (one("SUMMARY:y"), "no day"),
        (one("DTSTART:20261202T090000Z", "DTEND:20261201T090000Z"), "before it begins"),
        (one("DTSTART;VALUE=DATE:20261201", "DTEND;VALUE=DATE:20270401"), "two months"),
        (one("DTSTART;TZID=Mars/Olympus:20261201T090000"), "time zone is not known"),
        (one("DTSTART:20261201T090000Z", "RRULE:FREQ=HOURLY"), "no special moment"),
        (one("DTSTART:not a day"), ""),
        (one("DTSTART:20261201T090000Z", "RRULE:FREQ=SOMETIMES"), ""),
    ],
)
def test_one_bad_event_is_told_and_spoils_no_other(event: str, why: str) -> None:
    found = read(calendar(event, one("DTSTART:20261210T090000Z", uid="good")), NOW)
    assert starts(found) == ["12-10 09:00"]
    (wrong,) = found.wrong
    assert wrong.number == 1
    assert why in wrong.why


@pytest.mark.parametrize(
    "raw", [b"", b"hallo", b"BEGIN:VCALENDAR\r\n", b"\xff\xfe\x00", b"BEGIN:VEVENT\r\nEND:VEVENT\r\n", b"x" * 300_001]
)
def test_what_is_no_calendar_is_refused(raw: bytes) -> None:
    with pytest.raises(BadInput):
        read(raw, NOW)


@given(st.binary(max_size=300) | st.text(max_size=300).map(lambda text: calendar(text)))
def test_no_file_breaks_it(raw: bytes) -> None:
    try:
        found = read(raw, NOW)
    except BadInput:
        return
    assert all(event.starts < event.ends for event in found.events)


def test_real_calendars_are_read_whole(shared: Path) -> None:
    for file in sorted((shared / "ics").glob("*.ics")):
        found = read(file.read_bytes(), NOW)
        assert found.wrong == (), file.name
        assert found.events, file.name
        assert all(event.yearly or event.ends > NOW for event in found.events)
    dutch = {event.summary: event for event in read((shared / "ics" / "DutchHolidays.ics").read_bytes(), NOW).events}
    assert dutch["Eerste Kerstdag"].yearly


@pytest.fixture
def coordinator(world: World) -> Browser:
    return world.staff(Role.COORDINATOR)


def bring(browser: Browser, whom: str, raw: bytes) -> TestResponse:
    page = LexborHTMLParser(browser.get("/opslaimomenten/inlezen").text)
    proof = page.css_first("#bring [name=csrf_token]")
    assert proof is not None
    sent = {"csrf_token": proof.attributes["value"], "whom": whom, "file": (io.BytesIO(raw), "zitting.ics")}
    return browser.client.post("/opslaimomenten/inlezen", data=sent, content_type="multipart/form-data")


def take(browser: Browser, preview: TestResponse, *uids: str, **kinds: str) -> TestResponse:
    form = LexborHTMLParser(preview.text).css_first("#take")
    assert form is not None
    fields = {node.attributes["name"]: node.attributes.get("value") for node in form.css("input[type=hidden]")}
    chosen = fields | {"uid": list(uids), **{name.replace("_", "-"): kind for name, kind in kinds.items()}}
    return browser.client.post("/opslaimomenten/opnemen", data=chosen)


def kept(world: World, profile_id: str) -> list[tuple[FlareUpKind, datetime, bool]]:
    with world.vault.begin() as db:
        return [(one.kind, one.starts, one.cancelled_at is not None) for one in flare_ups.of_profile(db, profile_id)]


FIRST = datetime(2026, 12, 1, 9, tzinfo=UTC)


def test_nothing_is_kept_before_it_is_ticked(world: World, consented: str, coordinator: Browser) -> None:
    raw = calendar(one("DTSTART:20261201T090000Z"), one("DTSTART:20261202T090000Z", uid="u2"), "SUMMARY:stuk")
    preview = bring(coordinator, consented, raw)
    shown = text_of(preview)
    assert "Zitting" in shown
    assert "3 (stuk): het heeft geen eigen naam" in shown
    assert kept(world, consented) == []
    assert take(coordinator, preview, "u1", kind_0="hearing").status_code == 302
    assert kept(world, consented) == [(FlareUpKind.HEARING, FIRST, False)]
    with world.vault.engine.begin() as connection:
        (row,) = connection.exec_driver_sql("SELECT * FROM flare_ups").all()
    assert "Zitting" not in str(row)
    assert "'u1'" not in str(row)


def test_the_same_file_again_changes_nothing_a_moved_event_moves_and_a_called_off_one_goes(
    world: World, consented: str, coordinator: Browser
) -> None:
    raw = calendar(one("DTSTART:20261201T090000Z"))
    take(coordinator, bring(coordinator, consented, raw), "u1", kind_0="hearing")
    assert "staat er al" in text_of(bring(coordinator, consented, raw))
    take(coordinator, bring(coordinator, consented, raw), "u1", kind_0="hearing")
    assert len(kept(world, consented)) == 1
    moved = bring(coordinator, consented, calendar(one("DTSTART:20261208T090000Z")))
    assert "verplaatst" in text_of(moved)
    take(coordinator, moved, "u1", kind_0="hearing")
    assert kept(world, consented) == [(FlareUpKind.HEARING, FIRST + timedelta(days=7), False)]
    off = bring(coordinator, consented, calendar(one("DTSTART:20261208T090000Z", "STATUS:CANCELLED")))
    take(coordinator, off, "u1", kind_0="hearing")
    assert kept(world, consented) == [(FlareUpKind.HEARING, FIRST + timedelta(days=7), True)]


def test_for_a_team_it_is_taken_up_for_whoever_consents(world: World, consented: str, coordinator: Browser) -> None:
    silent = world.employee()
    take(coordinator, bring(coordinator, "team:wijk", calendar(one("DTSTART:20261201T090000Z"))), "u1", kind_0="debate")
    assert kept(world, consented) == [(FlareUpKind.DEBATE, FIRST, False)]
    assert kept(world, silent) == []
    with world.vault.begin() as db:
        profiles.take_back(db, consented, GrantKind.CONSENT, "employee-0", world.at)
    assert bring(coordinator, consented, calendar()).status_code == 400  # nobody there can be chosen any more


def test_what_is_no_calendar_is_said_and_nobody_else_may_bring_one(world: World, consented: str, coordinator: Browser) -> None:
    refused = bring(coordinator, consented, b"hallo")
    assert refused.status_code == 400
    assert "geen agendabestand" in text_of(refused)
    assert world.staff(Role.SPECIALIST).get("/opslaimomenten/inlezen").status_code == 403
