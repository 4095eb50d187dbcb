"""How often findings with such a score turned out to be right: a map from score to share, learned from reviewed findings.

The map bends at fixed knots, one for each bit, so that what is kept of it holds no finding's own score. Every knot begins with
a few imagined cases that say that the score is right: without reviewed findings nothing changes, and a few change little.
Each reviewed finding counts at the two knots beside it, more at the nearer. Where a higher knot came out lower than the one
before, both take their common share (pool adjacent violators): a higher score never gets a lower share."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise
from math import floor, isfinite
from typing import Final

from domain.errors import BadInput
from matchers.odds import bits_of, probability

#: In bits: scores from 0.06 to 0.9998. What lies beyond counts, and is read, at the outermost.
KNOTS: Final = tuple(range(-4, 13))
#: Imagined cases at each knot.
IMAGINED: Final = 5.0
_BINS: Final = 10

Case = tuple[float, bool]  # a score or share, and whether it was confirmed


@dataclass(frozen=True, slots=True)
class Calibration:
    """`points`: (score, share of such findings that were confirmed), both rising and between 0 and 1; between two points the
    odds go straight, beyond them nothing changes. No points: every score is taken at its word."""

    points: tuple[tuple[float, float], ...] = ()

    def of(self, score: float) -> float:
        """The share of findings with this score that are right, as far as reviews tell."""
        if not self.points:
            return score
        behind = bisect_right(self.points, score, key=lambda point: point[0])
        if behind in {0, len(self.points)}:
            return self.points[max(0, behind - 1)][1]
        (left, least), (right, most) = (tuple(map(bits_of, point)) for point in self.points[behind - 1 : behind + 1])
        bits = least + (most - least) * (bits_of(score) - left) / (right - left)
        return probability(max(least, min(most, bits)))

    def plain(self) -> Mapping[str, object]:
        """What is kept of it: numbers alone."""
        return {"points": [list(point) for point in self.points]}

    @classmethod
    def of_plain(cls, plain: Mapping[str, object]) -> Calibration:
        """What `plain` gave. Raises `BadInput` when it is no rising map."""
        points = plain.get("points")
        if not isinstance(points, Sequence) or not all(_is_point(point) for point in points):
            raise BadInput("calibration", "holds no points (score, share) between 0 and 1; calibrate anew")
        read = tuple((float(score), float(share)) for score, share in points)
        for (score, share), (higher, above) in pairwise(read):
            if not (score < higher and share <= above):
                raise BadInput("calibration", "does not rise from point to point; calibrate anew")
        return cls(read)


def fit(cases: Iterable[Case]) -> Calibration:
    """The map that these reviewed findings (score, confirmed) tell; without any, the one that changes nothing. One more that
    was confirmed lowers it nowhere, one more that was dismissed raises it nowhere."""
    counts = [IMAGINED] * len(KNOTS)
    rights = [IMAGINED * probability(knot) for knot in KNOTS]
    reviewed = False
    for score, confirmed in cases:
        reviewed = True
        for knot, part in _beside(score):
            counts[knot] += part
            rights[knot] += part * confirmed
    if not reviewed:
        return Calibration()
    return Calibration(tuple(zip(map(probability, KNOTS), _pooled(rights, counts), strict=True)))


def expected_error(cases: Sequence[Case]) -> float:
    """How far claimed shares (share, confirmed) lie from those that came true: over ten equal bins of the claim, the distance
    between the two means, by how many fall in the bin. 0 to 1; 0 without cases."""
    bins: list[list[Case]] = [[] for _ in range(_BINS)]
    for share, confirmed in cases:
        bins[min(_BINS - 1, int(share * _BINS))].append((share, confirmed))
    off = sum(abs(sum(share - confirmed for share, confirmed in one)) for one in bins)
    return off / len(cases) if cases else 0.0


def unseen_error(cases: Sequence[Case], parts: int = 5) -> float:
    """The expected error of a map on findings that it was not learned from: each part is judged by what the others tell."""
    judged: list[Case] = []
    for part in range(parts):
        learned = fit(case for number, case in enumerate(cases) if number % parts != part)
        judged += [(learned.of(score), confirmed) for score, confirmed in cases[part::parts]]
    return expected_error(judged)


def _beside(score: float) -> tuple[tuple[int, float], tuple[int, float]]:
    """The two knots around a score, by number, with the part of one case that each gets."""
    least, most = probability(KNOTS[0]), probability(KNOTS[-1])
    place = max(0.0, min(len(KNOTS) - 1.0, bits_of(max(least, min(most, score))) - KNOTS[0]))
    left = min(floor(place), len(KNOTS) - 2)
    return (left, 1.0 - (place - left)), (left + 1, place - left)


def _pooled(rights: Sequence[float], counts: Sequence[float]) -> list[float]:
    """rights / counts, made to rise: neighbours in the wrong order share their mean."""
    blocks: list[tuple[float, float, int]] = []
    for right, count in zip(rights, counts, strict=True):
        block = (right, count, 1)
        while blocks and blocks[-1][0] * block[1] >= block[0] * blocks[-1][1]:
            before = blocks.pop()
            block = (before[0] + block[0], before[1] + block[1], before[2] + block[2])
        blocks.append(block)
    shares = [right / count for right, count, knots in blocks for _ in range(knots)]
    return list(accumulate(shares, max))  # what rounding took back


def _is_point(point: object) -> bool:
    return (
        isinstance(point, Sequence)
        and len(point) == 2
        and all(isinstance(one, int | float) and isfinite(one) and 0 < one < 1 for one in point)
    )
