"""What reviewed findings say of a score: never in disorder, never sure of it from a few, never past a rule."""

from __future__ import annotations

import json
from dataclasses import replace
from itertools import pairwise
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.errors import BadInput
from domain.finding import Grade
from domain.mention import Place
from matchers import Calibration, Index, Population, Weights, expected_error, find, fit, read_page, unseen_error
from matchers.calibration import IMAGINED, KNOTS, Case
from matchers.odds import bits_of, probability
from tests.matchers.conftest import FATIMA, JOKE, TODAY

ROUNDING = 1e-12
SCORES = st.floats(0, 1)
CASES = st.lists(st.tuples(SCORES | st.sampled_from([0.2566, 0.845, 0.98966, 0.999993]), st.booleans()), max_size=60)
AT_KNOTS = st.lists(st.tuples(st.sampled_from([probability(knot) for knot in KNOTS]), st.booleans()), min_size=1, max_size=200)


def world(number: int, shift: float, slope: float = 1.0, seed: int = 7) -> list[Case]:
    """Findings whose scores are off: the true odds are `shift` bits higher, and `slope` times as steep."""
    random = Random(seed)
    scores = [probability(random.uniform(-1.5, 12)) for _ in range(number)]
    return [(score, random.random() < probability(slope * bits_of(score) + shift)) for score in scores]


def squared(cases: list[Case], calibration: Calibration) -> float:
    return sum((calibration.of(score) - confirmed) ** 2 for score, confirmed in cases)


@given(SCORES)
def test_without_reviewed_findings_a_score_is_taken_at_its_word(score: float) -> None:
    assert Calibration().of(score) == fit([]).of(score) == score


@given(CASES, SCORES, SCORES)
def test_a_higher_score_never_gets_a_lower_share(cases: list[Case], one: float, other: float) -> None:
    calibration = fit(cases)
    assert calibration.of(min(one, other)) <= calibration.of(max(one, other)) + ROUNDING


@given(CASES.filter(bool), SCORES)
def test_nothing_is_ever_impossible_or_beyond_doubt(cases: list[Case], score: float) -> None:
    assert 0 < fit(cases).of(score) < 1


@given(CASES.filter(bool), SCORES, SCORES)
def test_one_more_confirmed_lowers_nothing_and_one_more_dismissed_raises_nothing(
    cases: list[Case], score: float, anywhere: float
) -> None:
    before = fit(cases).of(anywhere)
    assert fit([*cases, (score, True)]).of(anywhere) >= before - ROUNDING
    assert fit([*cases, (score, False)]).of(anywhere) <= before + ROUNDING


@given(SCORES, st.booleans())
def test_one_reviewed_finding_moves_a_share_by_a_sixth_at_most(score: float, confirmed: bool) -> None:
    kept = min(max(score, probability(KNOTS[0])), probability(KNOTS[-1]))
    moved = abs(fit([(score, confirmed)]).of(kept) - kept)
    assert moved <= 1 / (1 + IMAGINED)


@given(AT_KNOTS)
def test_a_map_never_fits_its_own_findings_worse(cases: list[Case]) -> None:
    """By squared error always; by expected error but for what the imagined cases hold back, which fades as reviews come in."""
    calibration = fit(cases)
    assert squared(cases, calibration) <= squared(cases, Calibration()) + ROUNDING * len(cases)
    held_back = IMAGINED * sum(abs(score - share) for score, share in calibration.points) / len(cases)
    assert expected_error([(calibration.of(score), right) for score, right in cases]) <= held_back + 1e-9


@given(CASES)
def test_what_is_kept_of_it_gives_it_back(cases: list[Case]) -> None:
    calibration = fit(cases)
    assert Calibration.of_plain(json.loads(json.dumps(calibration.plain()))) == calibration


@given(CASES)
def test_no_finding_can_be_recognised_in_what_is_kept(cases: list[Case]) -> None:
    assert [score for score, _ in fit(cases).points] in ([], [probability(knot) for knot in KNOTS])


@pytest.mark.parametrize(
    "points",
    [None, "0.5", [[0.5]], [[0.2, 0.3, 0.4]], [["a", "b"]], [[0.2, 1.0]], [[0.0, 0.5]], [[0.5, float("nan")]],
     [[0.5, 0.5], [0.4, 0.6]], [[0.4, 0.6], [0.5, 0.5]]],
)  # fmt: skip
def test_what_is_no_rising_map_is_refused(points: object) -> None:
    with pytest.raises(BadInput, match="calibrate anew"):
        Calibration.of_plain({"points": points})


@pytest.mark.parametrize(("shift", "slope"), [(2.0, 1.0), (-3.0, 1.0), (0.0, 0.5), (1.0, 0.7)])
def test_scores_that_are_off_come_right_on_findings_that_the_map_never_saw(shift: float, slope: float) -> None:
    learned, unseen = fit(world(600, shift, slope)), world(4000, shift, slope, seed=8)
    before, after = expected_error(unseen), expected_error([(learned.of(score), right) for score, right in unseen])
    assert after <= 0.05
    assert after < before


def test_scores_that_are_right_stay_right() -> None:
    learned, unseen = fit(world(600, 0.0)), world(4000, 0.0, seed=8)
    assert expected_error([(learned.of(score), right) for score, right in unseen]) <= 0.03


def test_the_expected_error_is_how_far_claims_lie_from_the_truth() -> None:
    assert expected_error([]) == 0
    assert expected_error([(0.75, True), (0.75, True), (0.75, True), (0.75, False)]) == 0
    assert expected_error([(0.95, False)] * 3) == pytest.approx(0.95)
    assert expected_error([(1.0, True), (0.35, True)]) == pytest.approx(0.325)


def test_a_map_is_judged_on_findings_that_it_was_not_learned_from() -> None:
    """Pure chance: on its own findings a map always looks better than on others."""
    random = Random(3)
    cases = [(random.random(), random.random() < 0.5) for _ in range(300)]
    learned = fit(cases)
    assert unseen_error(cases) > expected_error([(learned.of(score), right) for score, right in cases])


TRUSTING = fit([(probability(knot), True) for knot in KNOTS for _ in range(2000)])
WARY = fit([(probability(knot), False) for knot in KNOTS for _ in range(2000)])


def graded(population: Population, weights: Weights, calibration: Calibration, text: str, **options: bool) -> dict[str, Grade]:
    index = Index(population, replace(weights, calibration=calibration))
    index.add(JOKE)
    index.add(FATIMA)
    found = find(index, read_page(text.encode(), "text/html"), Place("x"), today=TODAY, **options)
    for finding in found:
        total = finding.prior + sum(signal.weight for signal in finding.signals)
        assert finding.score == pytest.approx(probability(total)), "the score stays the sum of its weights"
    return {finding.profile_id: finding.grade for finding in found}


def test_reviews_decide_the_grade(population: Population, weights: Weights) -> None:
    text = "<p>Fatima Kuiperij, Amsterdam"
    plain = graded(population, weights, Calibration(), text)
    trusted = graded(population, weights, TRUSTING, text)
    assert (plain, trusted) == ({"p02": Grade.POSSIBLE}, {"p02": Grade.PROBABLE})
    assert graded(population, weights, WARY, text) == {}


def test_where_every_finding_was_right_the_household_is_still_never_more_than_possible(
    population: Population, weights: Weights
) -> None:
    text = "<p>Familie, Lange Voorhout 8-bis, 2514 ED Den Haag"
    for calibration in (Calibration(), TRUSTING, WARY):
        assert graded(population, weights, calibration, text) == {"p01": Grade.POSSIBLE}


def test_one_kind_of_evidence_stays_below_certain(population: Population, weights: Weights) -> None:
    text = "<p>06-12345671"
    for calibration in (Calibration(), TRUSTING):
        assert graded(population, weights, calibration, text) == {"p01": Grade.PROBABLE}


def test_what_is_no_finding_is_never_raised_to_one(population: Population, weights: Weights) -> None:
    text = "<p>Joke van der Berg"
    assert graded(population, weights, TRUSTING, text) == {}
    assert graded(population, weights, TRUSTING, text, weak=True) == {"p01": Grade.WEAK}


def test_the_points_of_a_map_rise() -> None:
    points = fit(world(200, -1.0)).points
    assert all(low[0] < high[0] and low[1] <= high[1] for low, high in pairwise(points))
