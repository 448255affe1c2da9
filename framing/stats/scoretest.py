"""Is a term more frequent on one side than on the other? The article is the sample, not the word.

The score test asks how far the surplus of hits lies from what shuffled labels give; without strata
the log ratio must agree, because the score test alone is too eager where sides or articles differ
in size.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from framing.stats.arrays import RealArray
from framing.stats.distributions import student_p
from framing.stats.sums import Sums, residual_squares

# z^2 nearer to D than this share of it is z^2 = D with rounding.
_ALL_EXPLAINED = 1e-12


@dataclass(frozen=True, slots=True, eq=False)
class ScoreTest:
    """The test by shuffled labels; z, t and p are nan where there is nothing to test.

    Parameters
    ----------
    u : float array, shape (n_terms,)
        Surplus of hits on the target side over its share of the pooled rate; in hits.
    v : float array, shape (n_terms,)
        Its exact variance when labels are shuffled within strata.
    z, t, p : float arrays, shape (n_terms,)
        u / sqrt(v), Student's t, and its two-sided p.
    df : int array, shape (n_terms,)
        Degrees of freedom of t.
    """

    u: RealArray
    v: RealArray
    z: RealArray
    t: RealArray
    df: RealArray
    p: RealArray


@dataclass(frozen=True, slots=True, eq=False)
class LogRatioTest:
    """The test of log(R_A / R_B), natural logarithm; nan where there is nothing to test.

    Parameters
    ----------
    log_ratio, se : float arrays, shape (n_terms,)
        Infinite and nan where a side has no hit.
    df, t, p : float arrays, shape (n_terms,)
        Satterthwaite's degrees of freedom, Student's t and its two-sided p.
    """

    log_ratio: RealArray
    se: RealArray
    df: RealArray
    t: RealArray
    p: RealArray


def score_test(target: Sums, reference: Sums) -> ScoreTest:
    """Test terms over all articles, in one stratum (step 1).

    Parameters
    ----------
    target, reference : Sums
        Of shape (n_terms,).

    Returns
    -------
    ScoreTest
        nan where the articles do not vary or are fewer than three.

    References
    ----------
    Cochran (1977), Sampling Techniques, 3rd ed., ch. 2 (variance when sampling from a finite list).

    Examples
    --------
    >>> from framing.stats.sums import sums_of
    >>> a = sums_of(np.array([[2, 0, 1, 3]]), np.array([100, 150, 120, 200]))
    >>> b = sums_of(np.array([[0, 1, 0]]), np.array([110, 90, 180]))
    >>> found = score_test(a, b)
    >>> found.u.round(6).tolist(), found.t.round(6).tolist(), found.p.round(6).tolist()
    ([1.8], [1.276472], [0.257861])
    """
    return _from_strata(*_surplus(target, reference))


def matched_score_test(target: Sums, reference: Sums) -> ScoreTest:
    """Test terms within stories: labels change places only inside a stratum (step 1).

    Parameters
    ----------
    target, reference : Sums
        Of shape (n_strata, n_terms). Strata with articles of one side only do not count.

    Returns
    -------
    ScoreTest
        Of shape (n_terms,); nan where there is nothing to test.

    Examples
    --------
    >>> from framing.stats.sums import sums_by_stratum
    >>> story = np.arange(4)
    >>> a = sums_by_stratum(np.array([[3, 2, 0, 4]]), np.array([400, 300, 600, 700]), story, 4)
    >>> b = sums_by_stratum(np.array([[1, 0, 1, 2]]), np.array([500, 350, 450, 800]), story, 4)
    >>> found = matched_score_test(a, b)
    >>> found.z.round(6).tolist(), found.p.round(6).tolist()
    ([1.392554], [0.191514])
    """
    u, v, freedom = _surplus(target, reference)
    return _from_strata(u.sum(axis=0), v.sum(axis=0), freedom.sum(axis=0))


def log_ratio_test(target: Sums, reference: Sums) -> LogRatioTest:
    """Test the log ratio of two rates, with each side's own variance (step 2).

    Parameters
    ----------
    target, reference : Sums
        Of shape (n_terms,).

    Returns
    -------
    LogRatioTest
        Where a side has no hit, t compares the surplus with each side's own variance instead.

    References
    ----------
    Satterthwaite (1946), Biometrics Bulletin 2(6); Cochran (1977), ch. 6 (ratio estimators).

    Examples
    --------
    >>> from framing.stats.sums import sums_of
    >>> a = sums_of(np.array([[2, 0, 1, 3]]), np.array([100, 150, 120, 200]))
    >>> b = sums_of(np.array([[0, 1, 0]]), np.array([110, 90, 180]))
    >>> found = log_ratio_test(a, b)
    >>> found.log_ratio.round(6).tolist(), found.se.round(6).tolist(), found.p.round(6).tolist()
    ([1.386294], [1.222156], [0.354429])
    """
    both = (target.hits > 0) & (reference.hits > 0)
    with np.errstate(divide="ignore", invalid="ignore"):
        log_ratio = np.log(target.rate) - np.log(reference.rate)
        own = [_spread_of_rate(side) / side.hits**2.0 for side in (target, reference)]
        shared = _spread_of_surplus(target, reference)
        f_target = np.where(both, own[0], shared[0])
        f_reference = np.where(both, own[1], shared[1])
        se = np.sqrt(f_target + f_reference)
        t = np.where(both, log_ratio, _surplus(target, reference)[0]) / se
        df = _satterthwaite(f_target, f_reference, target, reference)
    p = np.where(np.isinf(t), 0.0, student_p(t, df))
    return LogRatioTest(log_ratio, np.where(both, se, np.nan), df, t, p)


def reported_p(target: Sums, reference: Sums) -> RealArray:
    """Return the p of terms over all articles: the larger of steps 1 and 2.

    Parameters
    ----------
    target, reference : Sums
        Of shape (n_terms,). Within stories, ``matched_score_test`` alone gives p.

    Returns
    -------
    float array, shape (n_terms,)
        In [0, 1]; nan where there is nothing to test. Rows below .01 are still to be confirmed by
        ``resampling.confirm``.

    Examples
    --------
    >>> from framing.stats.sums import sums_of
    >>> a = sums_of(np.array([[2, 0, 1, 3]]), np.array([100, 150, 120, 200]))
    >>> b = sums_of(np.array([[0, 0, 0]]), np.array([110, 90, 180]))
    >>> reported_p(a, b).round(6).tolist()
    [0.181898]
    """
    return np.maximum(score_test(target, reference).p, log_ratio_test(target, reference).p)


def _surplus(target: Sums, reference: Sums) -> tuple[RealArray, RealArray, RealArray]:
    """Return u, v and n - 1 of every stratum and term; 0 in strata with one side only."""
    both = target + reference
    n = both.articles.astype(np.float64)
    usable = (target.articles > 0) & (reference.articles > 0)
    with np.errstate(divide="ignore", invalid="ignore"):
        # The same as summing e over the target, but swapping sides changes nothing but the sign.
        cross = target.hits * reference.words.astype(np.float64)
        u = (cross - reference.hits * target.words.astype(np.float64)) / both.words
        share = target.articles * reference.articles / (n * (n - 1))
        v = share * residual_squares(both, both.rate)
    return tuple(np.where(usable, part, 0.0) for part in (u, v, n - 1))  # type: ignore[return-value]


def _from_strata(u: RealArray, v: RealArray, freedom: RealArray) -> ScoreTest:
    """Turn the sums over strata into t and p."""
    tested = (v > 0) & (freedom > 1)
    with np.errstate(divide="ignore", invalid="ignore"):
        z = np.where(tested, u / np.sqrt(v), np.nan)
        left = np.where(freedom - z * z > _ALL_EXPLAINED * freedom, freedom - z * z, 0.0)
        t = z * np.sqrt((freedom - 1) / left)
    # z^2 = D: the labels explain all there is, and only shuffles can tell how often they would.
    p = np.where(np.isinf(t), 0.0, student_p(t, freedom - 1))
    return ScoreTest(u, v, z, t, freedom - 1, p)


def _spread_of_rate(side: Sums) -> RealArray:
    """Return n / (n - 1) times the sum of (Y - R N)^2, R being the side's own rate."""
    return side.articles / (side.articles - 1.0) * residual_squares(side, side.rate)


def _spread_of_surplus(target: Sums, reference: Sums) -> tuple[RealArray, RealArray]:
    """Return h of both sides: the variance of the surplus, residuals from the pooled rate."""
    both = target + reference
    parts = []
    for side, other in ((target, reference), (reference, target)):
        correction = side.articles / (side.articles - 1.0)
        squares = residual_squares(side, both.rate)
        parts.append((other.words / both.words) ** 2 * correction * squares)
    return parts[0], parts[1]


def _satterthwaite(a: RealArray, b: RealArray, target: Sums, reference: Sums) -> RealArray:
    bottom = a * a / (target.articles - 1.0) + b * b / (reference.articles - 1.0)
    return np.asarray((a + b) ** 2 / bottom, dtype=np.float64)
