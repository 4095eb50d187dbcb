"""The promises of takedown.md §2.5, kept through the vault and the actors whatever happens in whichever order."""

from __future__ import annotations

import itertools
import shutil
from collections import Counter
from pathlib import Path

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule, run_state_machine_as_test
from sqlalchemy import select

from domain.due import Action
from domain.errors import Conflict, OutcomeUnknown, Unsent
from domain.exposure import Exposure, Outcome
from domain.ports import Letter
from domain.sighting import Verdict, undoubted
from domain.states import BEFORE_SENDING, FINAL, State
from domain.takedown import Event, Takedown, allows, state
from domain.timers import Timer
from storage import background, cases, chains, due, exposures, takedowns
from storage.due import Taken
from storage.tables import takedowns as table
from takedown.facts import gathered
from takedown.gates import open_gates
from tests.workers import pages
from tests.workers.cases import Asked
from tests.workers.conftest import opened
from tests.workers.house import House, built
from tests.workers.looks import EMPTIED
from tests.workers.post import bounce, deliver, left, mail
from workers import send
from workers.crowd import Crowd
from workers.terms import running_clocks

_ANSWERS = {"takes": None, "later": Unsent("later", code=450, permanent=False), "never": Unsent("no", code=550, permanent=True)}
_ANSWERS |= {"unknown": OutcomeUnknown("the line dropped")}  # type: ignore[dict-item]
_SAID = {"receipt": "Wij hebben uw bericht in goede orde ontvangen en nemen het in behandeling."}
_SAID |= {"claim": "Naar aanleiding van uw melding hebben wij het bericht verwijderd."}
_homes = itertools.count()


class Promises(RuleBasedStateMachine):
    """A letter that is about to leave; then anything."""

    source: Path
    scratch: Path
    crowd: Crowd

    def __init__(self) -> None:
        super().__init__()
        self.home = Path(shutil.copytree(self.source, self.scratch / f"{next(_homes)}"))
        self.house: House = built(opened(self.home), self.crowd)
        with self.house.vault.begin() as db:
            (found,) = takedowns.all_of(db)
        self.asked = Asked(self.house, found.id)
        self.unlawful: list[str] = []
        self.stale: list[Taken] = []
        self.withdrawn_at: int | None = None
        self.house.line.before = self._leaving

    def teardown(self) -> None:
        self.house.vault.close()
        shutil.rmtree(self.home)

    @property
    def now(self) -> Takedown:
        return self.asked.now

    def _leaving(self, letter: Letter) -> None:
        """No byte leaves without all twelve gates, at this very moment."""
        if letter.to == self.house.services.desk.address:
            return
        takedown, recipient = self.now, self.house.services.recipient("praatplein")
        with self.house.vault.begin() as db:
            told = background.load(db, takedown, recipient, self.house.now(), "test")
        self.unlawful += [g.id for g in open_gates(gathered(told, recipient, self.house.services.desk, self.house.now()))]

    @rule(answer=st.sampled_from(sorted(_ANSWERS)))
    def what_is_due_is_done(self, answer: str) -> None:
        trouble = _ANSWERS[answer]
        ours = self.house.line.before

        def before(letter: Letter) -> None:
            ours(letter)
            if trouble is not None and letter.to != self.house.services.desk.address:
                raise trouble

        self.house.line.before = before
        self.house.run()
        self.house.line.before = ours

    @rule(said=st.sampled_from(sorted(_SAID)), guessed=st.booleans())
    def they_write(self, said: str, guessed: bool) -> None:
        released = self.now.last(Event.RELEASED)
        assert released is not None
        token = "a" * 24 if guessed else released.fact("token")
        self._mail(mail(_SAID[said], to=f"meldpunt+{token}@politie.example", auto=said == "receipt"), guessed=guessed)

    @rule(guessed=st.booleans())
    def it_bounces(self, guessed: bool) -> None:
        released = self.now.last(Event.RELEASED)
        assert released is not None
        token = "a" * 24 if guessed else released.fact("token")
        self._mail(bounce(f"bounce+{token}@politie.example"), guessed=guessed)

    def _mail(self, raw: bytes, *, guessed: bool) -> None:
        steps, looks = self.now.steps, self._looks()
        self.house.run()  # what else was due is not the mail's doing
        steps, looks = self.now.steps, self._looks()
        deliver(self.house, raw)
        assert self._looks() == looks, "mail moved an exposure"
        if guessed:
            assert self.now.steps == steps, "a guessed token moved a takedown"

    @rule()
    def the_police_ask_us_to_wait_or_no_longer(self) -> None:
        takedown, at = self.now, self.house.now()
        with self.house.vault.begin() as db:
            held = cases.get(db, takedown.case_id).held_at is not None
            (cases.lift if held else cases.hold)(db, takedown.case_id, "coordinator-1", at)
        event = Event.HOLD_LIFTED if held else Event.HOLD
        if allows(takedown.steps, event):
            self.asked.add(event, by="coordinator-1")

    @precondition(lambda self: self.now.state is State.SENDING)
    @rule()
    def a_worker_takes_it_and_stalls(self) -> None:
        with self.house.vault.begin() as db:
            self.stale += due.take(db, self.house.now(), self.house.services.lease, 5, [Action.SEND])

    @precondition(lambda self: self.stale != [])
    @rule()
    def the_stalled_worker_wakes(self) -> None:
        try:
            send.act(self.house.services, self.stale.pop())
        except Conflict:
            return

    @precondition(lambda self: self.now.state not in FINAL)
    @rule()
    def it_is_withdrawn(self) -> None:
        self.asked.add(Event.WITHDRAWAL, by="employee-1")
        self.withdrawn_at = len(left(self.house))

    @rule(hours=st.sampled_from([1, 20, 60, 24 * 8]))
    def time_passes(self, hours: int) -> None:
        self.house.turn(hours=hours)

    @rule(gone=st.booleans())
    def it_is_taken_away_or_put_back(self, gone: bool) -> None:
        self.house.web.pages[pages.THREAD] = EMPTIED if gone else pages.world()[pages.THREAD]

    @invariant()
    def nothing_leaves_twice_or_unlawfully_or_after_withdrawal(self) -> None:
        gone = left(self.house)
        assert not [name for name, times in Counter(letter.message_id for letter in gone).items() if times > 1]
        assert self.unlawful == []
        assert self.withdrawn_at is None or len(gone) == self.withdrawn_at

    @invariant()
    def the_log_is_chained_and_replays_to_the_state_that_is_indexed(self) -> None:
        takedown = self.now
        with self.house.vault.begin() as db:
            assert chains.broken(db) is None
            indexed = db.connection.execute(select(table.c.state).where(table.c.id == takedown.id)).scalar_one()
        assert indexed == state(takedown.steps).value

    @invariant()
    def a_bounce_has_no_clock_and_a_receipt_stops_none(self) -> None:
        takedown = self.now
        with self.house.vault.begin() as db:
            running = {clock.timer for clock in running_clocks(self.house.services, db, takedown)}
        if takedown.beneath in {State.BOUNCED, *BEFORE_SENDING, *FINAL}:
            assert Timer.REPLY not in running
        if takedown.beneath is State.RECEIPTED and takedown.state not in FINAL:
            assert Timer.REPLY in running

    @invariant()
    def gone_is_a_proof(self) -> None:
        exposure = self._exposure()
        if exposure.outcome is Outcome.GONE:
            for trace in exposure.traces:
                strong = [look for look in undoubted(trace.sightings) if look.proves_absence]
                assert len(strong) >= 3
                assert all(look.verdict is Verdict.SITE_GONE or look.control for look in strong)
        if self.now.state is State.FULFILLED:
            assert exposure.outcome is Outcome.GONE

    def _exposure(self) -> Exposure:
        exposure_id = self.now.exposure_id
        with self.house.vault.begin() as db:
            return exposures.get(db, exposure_id)

    def _looks(self) -> int:
        return sum(len(trace.sightings) for trace in self._exposure().traces)


def test_every_promise_is_kept_in_every_order(with_letter: Path, crowd: Crowd, tmp_path: Path) -> None:
    kind = type("Here", (Promises,), {"source": with_letter, "scratch": tmp_path / "runs", "crowd": crowd})
    (tmp_path / "runs").mkdir()
    quick = settings(
        max_examples=12, stateful_step_count=14, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True
    )
    run_state_machine_as_test(kind, settings=quick)
