"""*Gone* is a proof: three strong absences, cold, with a living control, 20 hours apart, over seven days, from two sides."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from domain.errors import Unclear
from domain.presence import ABSENCES_NEEDED, APART, SPAN, standing
from domain.sighting import Presence, Sighting, Standing, Verdict

START = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)
LONG_ENOUGH = (0, 24, 168)


def absent(hours: float, vantage: str = "") -> Sighting:
    seen_from = vantage or ("www" if hours == 24 else "direct")
    return Sighting(START + hours * HOUR, Verdict.ABSENT, control=True, cold=True, vantage=seen_from, status=404)


def present(hours: float) -> Sighting:
    return Sighting(START + hours * HOUR, Verdict.PRESENT, cold=True, control=True)


def unclear(hours: float, reason: Unclear = Unclear.BLOCKED) -> Sighting:
    return Sighting(START + hours * HOUR, Verdict.UNCLEAR, reason, cold=True, control=True)


def presence(*looks: Sighting) -> Presence:
    return standing(looks).presence


def proof() -> tuple[Sighting, ...]:
    return tuple(absent(hours) for hours in LONG_ENOUGH)


def test_before_any_look_it_stands_there() -> None:
    assert standing(()) == Standing(Presence.VISIBLE)


def test_three_strong_absences_over_seven_days_prove_it() -> None:
    found = standing(proof())

    assert (found.presence, found.gone_at) == (Presence.GONE, START + 168 * HOUR)
    assert presence(*proof()[:2]) is Presence.FADING
    assert presence(*proof()[:1]) is Presence.FADING


@pytest.mark.parametrize(
    "looks",
    [
        [absent(0), absent(24)],
        [absent(0), absent(19.9), absent(168)],
        [absent(0), absent(24), absent(48)],
        [absent(0), absent(24), absent(167.9)],
        [absent(0, "direct"), absent(24, "direct"), absent(168, "direct")],
        [replace(look, cold=False) for look in proof()],
        [replace(look, control=False) for look in proof()],
        [absent(0), replace(absent(24), control=False), absent(168)],
        [absent(0), absent(24), present(100), absent(168)],
        [absent(0), unclear(24), unclear(100), absent(168)],
        [unclear(hours) for hours in range(0, 1000, 24)],
    ],
    ids=[
        "two only",
        "two of them too close",
        "too short a time",
        "a minute too short a time",
        "all from one side",
        "not cold",
        "without a control",
        "one without a control",
        "seen in between",
        "unclear in between",
        "unclear for ever",
    ],
)
def test_what_does_not_prove_it(looks: list[Sighting]) -> None:
    assert presence(*looks) is not Presence.GONE


def test_more_looks_complete_what_three_did_not() -> None:
    assert presence(absent(0), absent(24), absent(48), absent(168)) is Presence.GONE
    assert presence(absent(0), absent(19), absent(24), absent(168)) is Presence.GONE
    assert presence(absent(0, "a"), absent(24, "a"), absent(168, "a"), absent(190, "b")) is Presence.GONE


def test_a_whole_site_that_is_gone_needs_no_control_but_as_many_looks() -> None:
    site_gone = [replace(look, verdict=Verdict.SITE_GONE, control=False) for look in proof()]

    assert presence(*site_gone) is Presence.GONE
    assert presence(*site_gone[:2]) is Presence.FADING


def test_seeing_it_again_starts_the_count_anew() -> None:
    found = standing([*proof()[:2], present(30)])

    assert found == Standing(Presence.VISIBLE)


def test_what_comes_back_after_the_proof_has_reappeared() -> None:
    back = standing([*proof(), present(500)])

    assert (back.presence, back.reappearances, back.absences) == (Presence.REAPPEARED, 1, 0)
    assert presence(*proof(), present(500), present(600)) is Presence.REAPPEARED
    assert presence(*proof(), present(500), absent(600)) is Presence.FADING
    again = [replace(look, at=look.at + 1000 * HOUR) for look in proof()]
    assert standing([*proof(), present(500), *again]).presence is Presence.GONE
    assert standing([*proof(), present(500), *again, present(2000)]).reappearances == 2


def test_after_the_proof_an_unclear_look_changes_nothing() -> None:
    assert presence(*proof(), unclear(500), unclear(600)) is Presence.GONE
    assert presence(*proof(), absent(500)) is Presence.GONE


def test_three_unclear_looks_in_a_row_want_a_human() -> None:
    assert standing([unclear(0), unclear(24), unclear(48)]).wants_human
    assert not standing([unclear(0), unclear(24), present(36), unclear(48)]).wants_human
    assert not standing([unclear(0), unclear(24), absent(36), unclear(48)]).wants_human
    assert standing([absent(0), *(replace(absent(n), control=False) for n in (24, 48, 72))]).wants_human


looks = st.builds(
    Sighting,
    at=st.just(START),
    verdict=st.sampled_from(Verdict),
    control=st.booleans(),
    cold=st.booleans(),
    vantage=st.sampled_from(["direct", "www", "m"]),
)
gaps = st.integers(min_value=0, max_value=200)


def proves(seen: list[Sighting]) -> bool:
    """Said again, in another way: some looks since it was last seen are a proof, whichever one chooses."""
    last_present = max((n for n, look in enumerate(seen) if look.verdict is Verdict.PRESENT), default=-1)
    strong = [look for look in seen[last_present + 1 :] if look.proves_absence]
    spread = [strong[0]] if strong else []
    for look in strong[1:]:
        if look.at - spread[-1].at >= APART:
            spread.append(look)
    long_enough = len(spread) >= ABSENCES_NEEDED and spread[-1].at - spread[0].at >= SPAN
    return long_enough and len({look.vantage for look in strong}) > 1


@settings(max_examples=400)
@given(st.lists(st.tuples(looks, gaps), max_size=25))
def test_gone_is_never_said_without_a_proof(told: list[tuple[Sighting, int]]) -> None:
    at, seen = START, []
    for look, gap in told:
        at += gap * HOUR
        seen.append(replace(look, at=at))
        before = standing(seen[:-1]).presence
        if standing(seen).presence is Presence.GONE and before is not Presence.GONE:
            assert proves(seen)


class TheTrace(RuleBasedStateMachine):
    """Looks in any order and at any distance."""

    @initialize()
    def begin(self) -> None:
        self.seen: list[Sighting] = []
        self.at = START

    @rule(look=looks, gap=gaps)
    def anything(self, look: Sighting, gap: int) -> None:
        self._add(replace(look, at=self.at + gap * HOUR))

    @rule(gap=st.integers(min_value=20, max_value=100), vantage=st.sampled_from(["direct", "www"]))
    def strong_absence(self, gap: int, vantage: str) -> None:
        self._add(Sighting(self.at + gap * HOUR, Verdict.ABSENT, control=True, cold=True, vantage=vantage))

    def _add(self, look: Sighting) -> None:
        before, self.at = standing(self.seen), look.at
        self.seen.append(look)
        now = standing(self.seen)
        if look.verdict is Verdict.UNCLEAR or (look.verdict is Verdict.ABSENT and not (look.control and look.cold)):
            assert replace(now, unclear_in_a_row=0) == replace(before, unclear_in_a_row=0)
            assert now.unclear_in_a_row == before.unclear_in_a_row + 1
        if look.verdict is Verdict.PRESENT:
            assert now.absences == 0
            assert now.presence in {Presence.VISIBLE, Presence.REAPPEARED}
            assert (now.reappearances > before.reappearances) == (before.presence is Presence.GONE)
        if now.presence is Presence.GONE and before.presence is not Presence.GONE:
            assert proves(self.seen)
        assert now.reappearances >= before.reappearances

    @invariant()
    def gone_and_its_moment_go_together(self) -> None:
        now = standing(getattr(self, "seen", []))
        assert (now.presence is Presence.GONE) == (now.gone_at is not None)
        assert now.absences <= ABSENCES_NEEDED


TestTheTrace = TheTrace.TestCase
TestTheTrace.settings = settings(max_examples=60, stateful_step_count=30, deadline=None)


def doubted(since: float) -> Sighting:
    return Sighting(START + since * HOUR, Verdict.UNCLEAR, Unclear.DOUBTED, vantage="canary")


@pytest.mark.parametrize(("since", "left"), [(-1, 0), (0, 1), (24, 2), (168, 3)])
def test_absences_after_the_last_good_canary_do_not_count_once_the_source_turns_out_ill(since: float, left: int) -> None:
    found = standing((*proof(), doubted(since)))
    assert found.absences == left
    assert (found.presence is Presence.GONE) == (left == 3)


def test_a_proof_is_given_anew_by_absences_after_the_doubt() -> None:
    later = tuple(absent(1000 + hours, "www" if hours == 24 else "direct") for hours in LONG_ENOUGH)
    assert presence(*proof(), doubted(-1), *later) is Presence.GONE
    assert presence(*proof(), doubted(-1), *later[:2]) is Presence.FADING


def test_a_doubt_touches_no_look_that_saw_it_and_no_site_that_is_gone() -> None:
    assert standing((*proof(), present(200), doubted(-1))).presence is Presence.VISIBLE
    lost = tuple(replace(look, verdict=Verdict.SITE_GONE) for look in proof())
    assert presence(*lost, doubted(-1)) is Presence.GONE
