"""Is one side's rate higher than the other's? The article is the sample, not the word."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np
import numpy.typing as npt
from scipy.special import fdtri, stdtr, stdtrit

from framing.errors import NotEnoughData
from framing.model import Interval
from framing.settings import DESCRIBE_UP_TO, TEST_FROM
from framing.stats.rates import effective_articles, spread

LongArray = npt.NDArray[np.int64]
RealArray = npt.NDArray[np.float64]
Said = Literal["describe", "intervals", "test"]

_UPPER = 0.975


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


def what_may_be_said(articles: int) -> Said:
    """Return what the number of articles on the smaller side allows.

    ``describe`` (counts and passages only), ``intervals`` (no test) or ``test``.

    Examples
    --------
    >>> [what_may_be_said(n) for n in (1, 4, 5)]
    ['describe', 'intervals', 'test']
    """
    if articles <= DESCRIBE_UP_TO:
        return "describe"
    return "intervals" if articles < TEST_FROM else "test"


def score_test(target: Side, reference: Side) -> ScoreTest:
    """Test the difference by the variance of the surplus when labels are shuffled.

    Raises
    ------
    NotEnoughData
        No hit anywhere, or too few articles for a variance.
    """
    hits = np.concatenate([target.hits, reference.hits])
    words = np.concatenate([target.words, reference.words])
    count, mine = len(hits), target.articles
    residual = hits - float(hits.sum()) / float(words.sum()) * words
    u = float(residual[:mine].sum())
    v = mine * (count - mine) / (count * (count - 1)) * float((residual**2).sum())
    df = count - 1
    if v == 0 or df <= 1:
        raise NotEnoughData(
            "the articles do not vary, so there is nothing to test.",
            where="score test",
            fix="Add articles, or describe the counts.",
        )
    z = u / np.sqrt(v)
    if z * z >= df:
        return ScoreTest(u, v, float(np.copysign(np.inf, z)), df - 1, 0.0)
    t = float(z * np.sqrt((df - 1) / (df - z * z)))
    return ScoreTest(u, v, t, df - 1, float(2 * stdtr(df - 1, -abs(t))))


def _variance(side: Side) -> float:
    """Return the variance of the log rate of one side (f_g of the specification)."""
    residual = side.hits - side.rate * side.words
    n, total = side.articles, float(side.hits.sum())
    return n / (n - 1) * float((residual**2).sum()) / total**2


def _satterthwaite(parts: tuple[float, float], sizes: tuple[int, int]) -> float:
    (a, b), (n_a, n_b) = parts, sizes
    bottom = a * a / (n_a - 1) + b * b / (n_b - 1)
    return (a + b) ** 2 / bottom if bottom else np.inf


def log_ratio_test(target: Side, reference: Side) -> tuple[float, float, float]:
    """Return t, degrees of freedom and p of the log ratio of the rates (step 2).

    Where a side has no hit, the surplus is tested with each side's own variance instead.
    """
    sizes = (target.articles, reference.articles)
    if target.hits.sum() and reference.hits.sum():
        parts = (_variance(target), _variance(reference))
        t = float(np.log(target.rate / reference.rate) / np.sqrt(sum(parts)))
    else:
        parts, t = _surplus(target, reference)
    df = _satterthwaite(parts, sizes)
    return t, df, float(2 * stdtr(df, -abs(t)))


def _surplus(target: Side, reference: Side) -> tuple[tuple[float, float], float]:
    words = np.array([target.words.sum(), reference.words.sum()], dtype=np.float64)
    rate = float(target.hits.sum() + reference.hits.sum()) / float(words.sum())
    parts = []
    for side, other in ((target, words[1]), (reference, words[0])):
        residual = side.hits - rate * side.words
        n = side.articles
        share = (other / words.sum()) ** 2
        parts.append(float(share * n / (n - 1) * (residual**2).sum()))
    surplus = float((target.hits - rate * target.words).sum())
    both = (parts[0], parts[1])
    return both, surplus / float(np.sqrt(sum(both)))


def p_value(target: Side, reference: Side) -> float:
    """Return the p of a difference between two sides: the larger of steps 1 and 2.

    Raises
    ------
    NotEnoughData
        There is nothing to test.
    """
    return max(score_test(target, reference).p, log_ratio_test(target, reference)[2])


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
    parts = (_variance(target), _variance(reference))
    df = _satterthwaite(parts, (target.articles, reference.articles))
    reach = float(stdtrit(df, _UPPER)) * float(np.sqrt(sum(parts)))
    ratio = target.rate / reference.rate
    return Interval(ratio * float(np.exp(-reach)), ratio * float(np.exp(reach)))


def overdispersed_interval(target: Side, reference: Side, *, term: bool = False) -> Interval:
    """Return the interval of section 3, which holds for few articles.

    Examples
    --------
    >>> a, b = Side(np.array([8]), np.array([420])), Side(np.array([2]), np.array([510]))
    >>> found = overdispersed_interval(a, b)
    >>> round(found.low, 6), round(found.high, 5)
    (0.543644, 77.93573)
    """
    hits = float(target.hits.sum() + reference.hits.sum())
    words = float(target.words.sum() + reference.words.sum())
    pooled = (hits + 0.5) / words
    shapes, scales = [], []
    for side in (target, reference):
        length = float(side.words.sum())
        swell = 1 + pooled * length * spread(1000 * pooled, term=term) / effective_articles(
            side.words
        )
        shapes.append(float(side.hits.sum()) / swell + 0.5)
        scales.append(swell / length)
    ratio = shapes[0] * scales[0] / (shapes[1] * scales[1])
    high = float(fdtri(2 * shapes[0], 2 * shapes[1], _UPPER))
    low = 1 / float(fdtri(2 * shapes[1], 2 * shapes[0], _UPPER))
    return Interval(
        0.0 if not target.hits.sum() else ratio * low,
        np.inf if not reference.hits.sum() else ratio * high,
    )


def benjamini_hochberg(p: RealArray) -> RealArray:
    """Return q, the false discovery rate at which each p would be claimed.

    References
    ----------
    Benjamini and Hochberg (1995), Journal of the Royal Statistical Society B 57.

    Examples
    --------
    >>> benjamini_hochberg(np.array([0.01, 0.04, 0.03])).tolist()
    [0.03, 0.04, 0.04]
    """
    count = len(p)
    order = np.argsort(p)
    scaled = p[order] * count / np.arange(1, count + 1)
    steps = np.minimum.accumulate(scaled[::-1])[::-1]
    q = np.empty(count)
    q[order] = np.minimum(steps, 1.0)
    return q
