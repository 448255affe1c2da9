"""One outlet's own rate, with an interval that takes the article as the sample."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
from scipy.special import gammaincinv, stdtrit

from framing.model import Estimate, Interval
from framing.settings import TEST_FROM

LongArray = npt.NDArray[np.int64]

# Overdispersion of hits per article, fitted to 37,467 articles (STATISTICS section 3): the
# intercept and slope of log(1/k) on the log of the rate per 1,000 words.
CATEGORY_SPREAD = (0.570622, -0.704128)
TERM_SPREAD = (-0.043, -0.795)
_UPPER = 0.975
_LOWER = 0.025


def spread(rate_per_1000: float, *, term: bool) -> float:
    """Return 1/k, the overdispersion expected of a category or a single term at this rate.

    Examples
    --------
    >>> round(spread(11.290323, term=False), 6)
    0.321054
    """
    intercept, slope = TERM_SPREAD if term else CATEGORY_SPREAD
    return float(np.exp(intercept + slope * np.log(rate_per_1000)))


def effective_articles(words: LongArray) -> float:
    """Return how many articles of equal length these are worth: W^2 / sum N_i^2."""
    return float(words.sum()) ** 2 / float((words.astype(np.float64) ** 2).sum())


def own_rate(hits: LongArray, words: LongArray, *, per: int, term: bool = False) -> Estimate:
    """Return the rate of one outlet: hits per so many words, with its 95% interval.

    Parameters
    ----------
    hits, words : int arrays, shape (n_articles,)
        In the same order; every article has words.
    per : int
        Words that the rate refers to, such as 1000.
    term : bool
        Whether the hits are those of a single term, which come in bursts more than categories.

    Returns
    -------
    Estimate
        No interval for one article: it says nothing about its outlet. From two to four the
        interval of the overdispersed rule; from five that of the ratio estimator on the log
        scale, with Student t. Without any hit, only the upper end tells something.

    References
    ----------
    Cochran (1977), Sampling Techniques, 3rd ed., ch. 6 (ratio estimators).

    Examples
    --------
    >>> own_rate(np.array([2, 0, 1, 3, 1]), np.array([100, 150, 120, 200, 90]), per=1000).value
    10.606060606060607
    """
    count, total, length = len(hits), int(hits.sum()), int(words.sum())
    rate = total / length
    if count == 1:
        return Estimate(per * rate)
    if count < TEST_FROM or total == 0:
        low, high = _overdispersed(hits, words, term=term)
        return Estimate(per * rate, Interval(per * low, per * high))
    residual = hits - rate * words
    error = np.sqrt(count / (count - 1) * float((residual**2).sum()) / total**2)
    reach = float(stdtrit(count - 1, _UPPER)) * float(error)
    return Estimate(per * rate, Interval(per * rate * np.exp(-reach), per * rate * np.exp(reach)))


def _overdispersed(hits: LongArray, words: LongArray, *, term: bool) -> tuple[float, float]:
    """Return the gamma interval of a rate per word, for few articles or no hits."""
    total, length = int(hits.sum()), int(words.sum())
    pooled = (total + 0.5) / length
    swell = 1 + pooled * length * spread(1000 * pooled, term=term) / effective_articles(words)
    shape = total / swell + 0.5
    low = 0.0 if total == 0 else float(gammaincinv(shape, _LOWER)) * swell / length
    return low, float(gammaincinv(shape, _UPPER)) * swell / length
