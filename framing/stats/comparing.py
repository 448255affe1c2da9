"""One term or category of two sides, from its articles: the statistics a row at a time."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from framing.errors import NotEnoughData
from framing.model import Interval
from framing.settings import TEST_FROM
from framing.stats import ratios, scoretest
from framing.stats.arrays import Estimates, LongArray, RealArray
from framing.stats.fewarticles import Said, overdispersed_ratio, what_may_be_said
from framing.stats.multiplicity import benjamini_hochberg
from framing.stats.sums import Sums, sums_of

__all__ = [
    "LongArray",
    "RealArray",
    "Said",
    "ScoreTest",
    "Side",
    "benjamini_hochberg",
    "log_ratio_interval",
    "log_ratio_test",
    "overdispersed_interval",
    "p_value",
    "ratio_interval",
    "score_test",
    "what_may_be_said",
]


@dataclass(frozen=True, slots=True)
class Side:
    """Hits and words of the articles of one side, in the same order."""

    hits: LongArray
    words: LongArray

    @property
    def articles(self) -> int:
        """How many articles the side has."""
        return len(self.hits)

    @property
    def rate(self) -> float:
        """Hits per word."""
        return float(self.hits.sum()) / float(self.words.sum())


@dataclass(frozen=True, slots=True)
class ScoreTest:
    """The test of step 1: U is the surplus of hits on the target side, V its variance."""

    u: float
    v: float
    t: float
    df: int
    p: float


def score_test(target: Side, reference: Side) -> ScoreTest:
    """Test the difference by the variance of the surplus when labels are shuffled.

    Raises
    ------
    NotEnoughData
        No hit anywhere, or too few articles for a variance.
    """
    found = scoretest.score_test(_sums(target), _sums(reference))
    if np.isnan(found.p[0]):
        raise _nothing_to_test()
    u, v, t, p = (float(part[0]) for part in (found.u, found.v, found.t, found.p))
    return ScoreTest(u, v, t, int(found.df[0]), p)


def log_ratio_test(target: Side, reference: Side) -> tuple[float, float, float]:
    """Return t, degrees of freedom and p of the log ratio of the rates (step 2).

    Where a side has no hit, the surplus is tested with each side's own variance instead.

    Raises
    ------
    NotEnoughData
        No hit anywhere, or one article on a side.
    """
    found = scoretest.log_ratio_test(_sums(target), _sums(reference))
    if np.isnan(found.p[0]):
        raise _nothing_to_test()
    return float(found.t[0]), float(found.df[0]), float(found.p[0])


def p_value(target: Side, reference: Side) -> float:
    """Return the p of a difference between two sides: the larger of steps 1 and 2.

    Raises
    ------
    NotEnoughData
        There is nothing to test.
    """
    p = float(scoretest.reported_p(_sums(target), _sums(reference))[0])
    if np.isnan(p):
        raise _nothing_to_test()
    return p


def ratio_interval(target: Side, reference: Side, *, term: bool = False) -> Interval:
    """Return the 95% interval of the ratio of the rates, target over reference.

    From five articles a side, Satterthwaite's t on the log scale; with fewer, or where a side
    has no hit, the overdispersed rule. ``high`` may be infinite.

    Examples
    --------
    >>> a = Side(np.array([2, 0, 1, 3]), np.array([100, 150, 120, 200]))
    >>> b = Side(np.array([0, 1, 0]), np.array([110, 90, 180]))
    >>> found = log_ratio_interval(a, b)
    >>> round(found.low, 6), round(found.high, 4)
    (0.049232, 324.9936)
    """
    few = min(target.articles, reference.articles) < TEST_FROM
    if few or not target.hits.sum() or not reference.hits.sum():
        return overdispersed_interval(target, reference, term=term)
    return log_ratio_interval(target, reference)


def log_ratio_interval(target: Side, reference: Side) -> Interval:
    """Return exp(log ratio +- t se) of step 2; both sides have hits."""
    return _interval(ratios.log_ratio_intervals(_sums(target), _sums(reference)))


def overdispersed_interval(target: Side, reference: Side, *, term: bool = False) -> Interval:
    """Return the interval of section 3, which holds for few articles.

    Examples
    --------
    >>> a, b = Side(np.array([8]), np.array([420])), Side(np.array([2]), np.array([510]))
    >>> found = overdispersed_interval(a, b)
    >>> round(found.low, 6), round(found.high, 5)
    (0.543644, 77.93573)
    """
    return _interval(overdispersed_ratio(_sums(target), _sums(reference), term=term))


def _sums(side: Side) -> Sums:
    return sums_of(np.asarray(side.hits)[np.newaxis], side.words)


def _interval(found: Estimates) -> Interval:
    interval = found[0].interval
    if interval is None:
        raise NotEnoughData(
            "a side has too few articles or hits for an interval.",
            where="ratio",
            fix="Add articles, or describe the counts.",
        )
    return interval


def _nothing_to_test() -> NotEnoughData:
    return NotEnoughData(
        "the articles do not vary, so there is nothing to test.",
        where="score test",
        fix="Add articles, or describe the counts.",
    )
