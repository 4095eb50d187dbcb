"""Reports add up what was said and what was seen, call nothing our success that was not, and pick out nobody."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.takedown import Event, Step, Takedown
from takedown.reports.lines import Line, lines_of
from takedown.reports.summary import COUNTS, grouped, month_of, summary, within
from takedown.reports.suppress import LEAST, suppressed

T0 = datetime(2026, 9, 1, 9, 0, tzinfo=UTC)
LEFT = (Event.DRAFTED, Event.SUBMITTED, Event.APPROVED, Event.RELEASED, Event.ACCEPTED)


def story(*later: tuple[Event, float] | tuple[Event, float, dict[str, str]], left: bool = True) -> Takedown:
    steps = [Step(event, T0, "luwte") for event in (LEFT if left else LEFT[:3])]
    for event, days, *facts in later:
        steps.append(Step(event, T0 + timedelta(days=days), "x", tuple((facts[0] if facts else {}).items())))
    return Takedown("t", "LW-2026-0001", "e", "p1", "c1", "dsa16", "praatplein", "a", tuple(steps))


def only(takedown: Takedown, absent_since: datetime | None = None) -> Line:
    (line,) = lines_of(takedown, absent_since)
    return line


def test_a_line_says_what_happened_when() -> None:
    line = only(story((Event.RECEIPT, 1), (Event.CLAIM, 3), (Event.PROVEN_GONE, 11)), T0 + timedelta(days=4))
    assert (line.days_to("receipt"), line.days_to("decided"), line.days_to("gone")) == (1, 3, 11)
    assert (line.decision, line.lapsed, line.false_claim, line.unattributed) == ("claim", False, False, False)


def test_what_a_person_reads_later_counts_from_the_day_on_which_it_came() -> None:
    received = (T0 + timedelta(days=2)).isoformat()
    assert only(story((Event.REFUSAL, 9, {"received": received}))).days_to("decided") == 2


@pytest.mark.parametrize(
    ("takedown", "absent_since"),
    [
        (story((Event.SEEN_ABSENT, 1), (Event.PROVEN_GONE, 9), left=False), T0 + timedelta(days=1)),
        (story((Event.PROVEN_GONE, 9)), T0 - timedelta(days=1)),
        (story((Event.OTHER_FULFILLED, 9)), T0 + timedelta(days=1)),
    ],
    ids=["nothing was sent", "it was empty before we asked", "another request did it"],
)
def test_what_went_without_us_is_no_success_of_ours(takedown: Takedown, absent_since: datetime) -> None:
    line = only(takedown, absent_since)
    assert line.unattributed
    assert line.gone_at is None
    counts = summary([line], T0 + timedelta(days=60)).counts
    assert (counts["gone"], counts["unattributed"]) == (0, 1)


def test_a_claim_that_a_look_refutes_is_counted_as_false() -> None:
    assert only(story((Event.CLAIM, 2), (Event.NOTED, 3, {"claim": "false"}))).false_claim
    assert not only(story((Event.CLAIM, 2), (Event.NOTED, 3))).false_claim


def test_a_place_that_came_back_makes_a_second_line() -> None:
    first, second = lines_of(story((Event.CLAIM, 2), (Event.PROVEN_GONE, 10), (Event.REPEATED, 50)), None)
    assert (first.reappeared, first.state, second.reappeared, second.sent_at) == (True, "repeated", False, None)


def made(days_to_gone: float | None, *, sent_days_ago: float = 60, recipient: str = "a") -> Line:
    sent = T0 + timedelta(days=60 - sent_days_ago)
    gone = sent + timedelta(days=days_to_gone) if days_to_gone is not None else None
    told = ("LW", "c", "p", recipient, "dsa16", sent, None, None, "", gone, False, False, False, False, False, "sent")
    return Line(*told)


NOW = T0 + timedelta(days=60)


def test_the_median_and_the_ninetieth_percentile_are_days_that_occur() -> None:
    speed = summary([made(days) for days in (1, 2, 3, 4, 5, 6, 7, 8, 9, 30)], NOW).speeds["gone"]
    assert (speed.count, speed.median, speed.ninetieth) == (10, 5, 9)
    assert summary([made(None)], NOW).speeds["gone"].median is None


def test_after_so_many_days_only_those_count_that_are_that_old() -> None:
    lines = [made(5), made(10), made(None), made(2, sent_days_ago=10)]
    found = {after.days: (after.asked, after.gone) for after in summary(lines, NOW).after}
    assert found == {7: (4, 2), 14: (3, 2), 21: (3, 2), 42: (3, 2)}


def test_a_period_is_that_of_leaving_and_its_end_is_not_in_it() -> None:
    line = made(1)
    assert line.sent_at is not None
    assert within([line], line.sent_at, line.sent_at + timedelta(days=1)) == [line]
    assert within([line], None, line.sent_at) == []
    assert list(grouped([line], month_of)) == ["2026-09"]


ROWS = st.dictionaries(
    st.sampled_from("abcdef"),
    st.integers(0, 30).flatmap(lambda sent: st.tuples(st.just(sent), st.integers(0, sent))),
    min_size=1,
)


@given(ROWS)
def test_nothing_small_is_shown_and_nothing_hidden_follows_from_the_total(told: dict[str, tuple[int, int]]) -> None:
    rows = {name: {"sent": sent, "gone": gone} for name, (sent, gone) in told.items()}
    total = {column: sum(row[column] for row in rows.values()) for column in ("sent", "gone")}
    shown, shown_total = suppressed(rows, total)
    for column in ("sent", "gone"):
        values = [row[column] for row in shown.values()]
        assert all(value is None or value == 0 or value >= LEAST for value in values)
        hidden = [rows[name][column] for name, row in shown.items() if row[column] is None]
        if hidden and shown_total[column] is not None:
            assert len(hidden) >= 2
            assert sum(hidden) >= LEAST
    for row in [*shown.values(), shown_total]:
        if row["sent"] is not None and row["gone"] is not None:
            assert row["sent"] - row["gone"] == 0 or row["sent"] - row["gone"] >= LEAST


def test_large_numbers_are_shown_as_they_are() -> None:
    rows = {name: dict.fromkeys(COUNTS, 0) | {"sent": 40, "gone": 20} for name in "ab"}
    total = dict.fromkeys(COUNTS, 0) | {"sent": 80, "gone": 40}
    assert suppressed(rows, total) == (rows, total)
