"""How many times as frequent: ratios of two rates, with intervals."""

from __future__ import annotations

import numpy as np

from framing.settings import DESCRIBE_UP_TO, TEST_FROM
from framing.stats.arrays import BoolArray, Estimates, LongArray, RealArray
from framing.stats.distributions import student_quantile
from framing.stats.fewarticles import overdispersed_ratio
from framing.stats.scoretest import log_ratio_test
from framing.stats.sums import Sums


def ratios(target: Sums, reference: Sums, *, term: bool = False) -> Estimates:
    """Return the ratio of two rates over all articles, target over reference.

    Parameters
    ----------
    target, reference : Sums
        Of shape (n_terms,).
    term : bool
        Whether the hits are those of single terms.

    Returns
    -------
    Estimates
        Unitless; nan where neither side has a hit, infinite where only the target has. Student's t
        on the log scale from five articles a side; from two to four, and where a side has no hit,
        the overdispersed rule; no interval where a side has one article.

    References
    ----------
    Cochran (1977), Sampling Techniques, 3rd ed., ch. 6; Satterthwaite (1946), Biometrics Bulletin.

    Examples
    --------
    >>> from framing.stats.sums import sums_of
    >>> a = sums_of(np.array([[2, 0, 1, 3, 0]]), np.array([100, 150, 120, 200, 130]))
    >>> b = sums_of(np.array([[0, 1, 0, 0, 1]]), np.array([110, 90, 180, 140, 180]))
    >>> found = ratios(a, b)
    >>> found.value.tolist(), found.low.round(6).tolist(), found.high.round(6).tolist()
    ([3.0], [0.475641], [18.92183])
    """
    plain = log_ratio_intervals(target, reference)
    smaller = np.minimum(target.articles, reference.articles)
    without = (target.hits == 0) | (reference.hits == 0)
    none = (smaller <= DESCRIBE_UP_TO) | (target.hits + reference.hits == 0)
    by_rule = ~none & (without | (smaller < TEST_FROM))
    low, high = np.where(none, np.nan, plain.low), np.where(none, np.nan, plain.high)
    rows = np.flatnonzero(by_rule)
    few = overdispersed_ratio(target.take(rows), reference.take(rows), term=term)
    low[rows], high[rows] = few.low, few.high
    return Estimates(plain.value, low, high, by_rule)


def log_ratio_intervals(target: Sums, reference: Sums) -> Estimates:
    """Return exp(log ratio +- t se), whatever the number of articles (step 5).

    Parameters
    ----------
    target, reference : Sums
        Of shape (n_terms,).

    Returns
    -------
    Estimates
        Unitless; no interval where a side has no hit or one article.

    Examples
    --------
    >>> from framing.stats.sums import sums_of
    >>> a = sums_of(np.array([[2, 0, 1, 3]]), np.array([100, 150, 120, 200]))
    >>> b = sums_of(np.array([[0, 1, 0]]), np.array([110, 90, 180]))
    >>> found = log_ratio_intervals(a, b)
    >>> found.low.round(6).tolist(), found.high.round(4).tolist()
    ([0.049232], [324.9936])
    """
    test = log_ratio_test(target, reference)
    # Without any scatter on either side there are no degrees of freedom, and no width either.
    reach = np.where(test.se == 0, 0.0, student_quantile(test.df) * test.se)
    with np.errstate(divide="ignore", invalid="ignore", over="ignore"):
        value = target.rate / reference.rate
        low, high = np.exp(test.log_ratio - reach), np.exp(test.log_ratio + reach)
    return Estimates(value, low, high, np.zeros(len(low), dtype=np.bool_))


def matched_ratios(target: Sums, reference: Sums, *, term: bool = False) -> Estimates:
    """Return the Mantel-Haenszel ratio of two rates within stories.

    Parameters
    ----------
    target, reference : Sums
        Of shape (n_strata, n_terms). Strata with articles of one side only do not count.
    term : bool
        Whether the hits are those of single terms.

    Returns
    -------
    Estimates
        Of shape (n_terms,). Fieller's set, whose ``high`` may be infinite; where a side has no hit
        in any shared story, the overdispersed rule over the shared stories; no interval where
        there is one shared story only.

    References
    ----------
    Mantel and Haenszel (1959), Journal of the National Cancer Institute 22(4); Fieller (1954),
    Journal of the Royal Statistical Society B 16(2).

    Examples
    --------
    >>> from framing.stats.sums import sums_by_stratum
    >>> story = np.arange(4)
    >>> a = sums_by_stratum(np.array([[3, 2, 0, 4]]), np.array([400, 300, 600, 700]), story, 4)
    >>> b = sums_by_stratum(np.array([[1, 0, 1, 2]]), np.array([500, 350, 450, 800]), story, 4)
    >>> found = matched_ratios(a, b)
    >>> found.value.round(6).tolist(), found.high.tolist()
    ([2.502005], [inf])
    """
    shared = (target.articles > 0) & (reference.articles > 0)
    with np.errstate(divide="ignore", invalid="ignore"):
        words = (target.words + reference.words).astype(np.float64)
        top = np.where(shared, target.hits * (reference.words / words), 0.0)
        bottom = np.where(shared, reference.hits * (target.words / words), 0.0)
    plain = fieller(top, bottom, strata=shared.sum(axis=0))
    few = overdispersed_ratio(_over(target, shared), _over(reference, shared), term=term)
    two = shared.sum(axis=0) > 1
    # One of them is zero, not both: then nothing was found at all.
    by_rule = two & ((top.sum(axis=0) == 0) != (bottom.sum(axis=0) == 0))
    low = np.where(by_rule, few.low, plain.low)
    high = np.where(by_rule, few.high, plain.high)
    return Estimates(plain.value, low, high, by_rule)


def fieller(top: RealArray, bottom: RealArray, *, strata: LongArray) -> Estimates:
    """Return the ratio of two sums over strata with Fieller's set.

    Parameters
    ----------
    top, bottom : float arrays, shape (n_strata, n_terms)
        P and Q of each stratum, not below 0; 0 in strata that do not count.
    strata : int array, shape (n_terms,)
        How many strata count.

    Returns
    -------
    Estimates
        Of shape (n_terms,): the ratios theta that the strata do not speak against, or the shortest
        interval that holds them all. ``high`` is infinite where the bottom may be 0; no interval
        where it is 0, or the top is, or one stratum counts.

    References
    ----------
    Fieller (1954), Journal of the Royal Statistical Society B 16(2).

    Examples
    --------
    >>> p, q = np.array([[3, 2, 1, 4, 2, 3]]).T, np.array([[1, 1, 1, 2, 1, 2]]).T
    >>> found = fieller(p, q, strata=np.array([6]))
    >>> found.value.tolist(), found.low.round(6).tolist(), found.high.round(6).tolist()
    ([1.875], [1.313304], [2.585112])
    """
    t = student_quantile(strata - 1.0)
    c = t * t * strata / (strata - 1 + t * t)
    # theta is in the set where a theta^2 - 2 b theta + d <= 0.
    a = bottom.sum(axis=0) ** 2 - c * (bottom * bottom).sum(axis=0)
    b = top.sum(axis=0) * bottom.sum(axis=0) - c * (top * bottom).sum(axis=0)
    d = top.sum(axis=0) ** 2 - c * (top * top).sum(axis=0)
    with np.errstate(divide="ignore", invalid="ignore"):
        value = top.sum(axis=0) / bottom.sum(axis=0)
        low, high = _solve(a, b, d)
    none = np.isnan(c) | ~((value > 0) & np.isfinite(value))
    low, high = np.where(none, np.nan, low), np.where(none, np.nan, high)
    return Estimates(value, low, high, np.zeros(len(low), dtype=np.bool_))


def _solve(a: RealArray, b: RealArray, d: RealArray) -> tuple[RealArray, RealArray]:
    """Return the ends, from 0 up, of the set where a theta^2 - 2 b theta + d <= 0."""
    root = np.sqrt(np.maximum(b * b - a * d, 0.0))
    # The lower root where the set is bounded, the start of its upper ray where it is not, and the
    # upper root; in the form that does not subtract like from like.
    start = np.where(b > 0, d / (b + root), (b - root) / a)
    end = np.where(b > 0, (b + root) / a, d / (b - root))
    # d <= 0: ratios down to 0 are in the set as well.
    return np.where(d > 0, start, 0.0), np.where(a > 0, end, np.inf)


def _over(sums: Sums, shared: BoolArray) -> Sums:
    """Return the sums over the shared strata."""
    kept = (
        np.where(shared, values, 0).sum(axis=0)
        for values in (
            sums.articles,
            sums.hits,
            sums.words,
            sums.hits_squared,
            sums.hits_words,
            sums.words_squared,
        )
    )
    return Sums(*kept)
