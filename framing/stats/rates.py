"""One outlet's own rate, with an interval that takes the article as the sample."""

from __future__ import annotations

import numpy as np

from framing.errors import NotEnoughData
from framing.model import Estimate
from framing.settings import DESCRIBE_UP_TO, TEST_FROM
from framing.stats.arrays import Estimates, LongArray
from framing.stats.distributions import student_quantile
from framing.stats.fewarticles import overdispersed_rate
from framing.stats.sums import Sums, residual_squares, sums_of


def rates(side: Sums, *, per: int, term: bool = False) -> Estimates:
    """Return the rates of one outlet: hits per so many words, with their 95% intervals.

    Parameters
    ----------
    side : Sums
        Of shape (n_terms,).
    per : int
        Words that the rate refers to, such as 1000.
    term : bool
        Whether the hits are those of single terms, which scatter otherwise than categories.

    Returns
    -------
    Estimates
        No interval for one article: it says nothing about its outlet. From two to four articles,
        and without any hit, that of the overdispersed rule; otherwise that of the ratio estimator
        on the log scale, with Student t.

    References
    ----------
    Cochran (1977), Sampling Techniques, 3rd ed., ch. 6 (ratio estimators).

    Examples
    --------
    >>> side = sums_of(np.array([[2, 0, 1, 3, 1]]), np.array([100, 150, 120, 200, 90]))
    >>> found = rates(side, per=1000)
    >>> found.value.round(4).tolist(), found.low.round(4).tolist(), found.high.round(4).tolist()
    ([10.6061], [4.2458], [26.4944])
    """
    few = overdispersed_rate(side, term=term)
    with np.errstate(divide="ignore", invalid="ignore"):
        correction = side.articles / (side.articles - 1.0)
        error = np.sqrt(correction * residual_squares(side, side.rate)) / side.hits
        reach = student_quantile(side.articles - 1.0) * error
        low, high = side.rate * np.exp(-reach), side.rate * np.exp(reach)
    none = side.articles <= DESCRIBE_UP_TO
    by_rule = ~none & ((side.articles < TEST_FROM) | (side.hits == 0))
    low = np.where(none, np.nan, np.where(by_rule, few.low, low))
    high = np.where(none, np.nan, np.where(by_rule, few.high, high))
    return Estimates(per * side.rate, per * low, per * high, by_rule)


def own_rate(hits: LongArray, words: LongArray, *, per: int, term: bool = False) -> Estimate:
    """Return one rate of one outlet, from its articles; see ``rates``.

    Parameters
    ----------
    hits, words : int arrays, shape (n_articles,)
        In the same order; articles without words do not matter.
    per : int
        Words that the rate refers to, such as 1000.
    term : bool
        Whether the hits are those of a single term.

    Returns
    -------
    Estimate
        Hits per ``per`` words; no interval for one article.

    Raises
    ------
    NotEnoughData
        There are no words.

    Examples
    --------
    >>> own_rate(np.array([3]), np.array([300]), per=1000)
    Estimate(value=10.0, interval=None)
    """
    side = sums_of(np.asarray(hits)[np.newaxis], words)
    if not side.words[0]:
        raise NotEnoughData(
            "there are no words, so there is no rate.",
            where="rate",
            fix="Leave this outlet out, or give it articles with text.",
        )
    return rates(side, per=per, term=term)[0]
