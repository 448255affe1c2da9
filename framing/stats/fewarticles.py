"""What few articles allow: what may be said of them, and intervals that do not rely on them alone.

With two articles a side, their own scatter says nothing; the intervals here take the scatter that
terms and categories had in a large corpus of news.
"""

from __future__ import annotations

from typing import Literal

import numpy as np

from framing.settings import (
    CATEGORY_SPREAD,
    CAUTION_BELOW,
    DESCRIBE_UP_TO,
    HALF_HIT,
    TERM_SPREAD,
    TEST_FROM,
)
from framing.stats.arrays import Estimates, RealArray
from framing.stats.distributions import f_quantiles, gamma_quantiles
from framing.stats.sums import Sums

Said = Literal["describe", "intervals", "test"]


def what_may_be_said(articles: int) -> Said:
    """Return what the number of articles on the smaller side allows.

    Parameters
    ----------
    articles : int

    Returns
    -------
    str
        ``describe`` (counts and passages only), ``intervals`` (no p, no q) or ``test``.

    Examples
    --------
    >>> [what_may_be_said(n) for n in (1, 4, 5)]
    ['describe', 'intervals', 'test']
    """
    if articles <= DESCRIBE_UP_TO:
        return "describe"
    return "intervals" if articles < TEST_FROM else "test"


def needs_caution(articles: int) -> bool:
    """Return whether a test of so few articles can find only large, widespread differences.

    Parameters
    ----------
    articles : int
        On the smaller side.

    Examples
    --------
    >>> [needs_caution(n) for n in (4, 5, 19, 20)]
    [False, True, True, False]
    """
    return what_may_be_said(articles) == "test" and articles < CAUTION_BELOW


def spread(rate_per_1000: RealArray, *, term: bool) -> RealArray:
    """Return 1/k, the overdispersion expected of a category or a single term at this rate.

    Parameters
    ----------
    rate_per_1000 : float array
        Above 0.
    term : bool
        Whether the hits are those of a single term.

    Returns
    -------
    float array
        Above 0; a negative binomial with mean m and this 1/k has variance m + m^2 / k.

    Examples
    --------
    >>> spread(np.array([11.290323]), term=False).round(6).tolist()
    [0.321054]
    """
    intercept, slope = TERM_SPREAD if term else CATEGORY_SPREAD
    return np.asarray(np.exp(intercept + slope * np.log(rate_per_1000)), dtype=np.float64)


def overdispersed_rate(side: Sums, *, term: bool = False) -> Estimates:
    """Return the rate of one side, hits per word, with the gamma interval of the rule.

    Parameters
    ----------
    side : Sums
        Of shape (n_terms,).
    term : bool
        Whether the hits are those of single terms.

    Returns
    -------
    Estimates
        Hits per word. Without any hit, ``low`` is 0 and only ``high`` tells something.

    Examples
    --------
    >>> from framing.stats.sums import sums_of
    >>> found = overdispersed_rate(sums_of(np.array([[0, 0]]), np.array([400, 600])))
    >>> found.low.tolist(), found.high.round(6).tolist()
    ([0.0], [0.004395])
    """
    with np.errstate(divide="ignore", invalid="ignore"):
        shape, scale = _gamma_of(side, (side.hits + HALF_HIT) / side.words, term=term)
        low, high = (quantile * scale for quantile in gamma_quantiles(shape))
    low = np.where(side.hits == 0, 0.0, low)
    return Estimates(side.rate, low, high, np.full(len(low), fill_value=True))


def overdispersed_ratio(target: Sums, reference: Sums, *, term: bool = False) -> Estimates:
    """Return the ratio of two rates with the F interval of the rule.

    Parameters
    ----------
    target, reference : Sums
        Of shape (n_terms,).
    term : bool
        Whether the hits are those of single terms.

    Returns
    -------
    Estimates
        Unitless. ``low`` is 0 where the target has no hit, ``high`` infinite where the reference
        has none.

    Examples
    --------
    >>> from framing.stats.sums import sums_of
    >>> a, b = sums_of(np.array([[8]]), np.array([420])), sums_of(np.array([[2]]), np.array([510]))
    >>> found = overdispersed_ratio(a, b)
    >>> found.low.round(6).tolist(), found.high.round(6).tolist()
    ([0.543644], [77.935727])
    """
    both = target + reference
    with np.errstate(divide="ignore", invalid="ignore"):
        pooled = (both.hits + HALF_HIT) / both.words
        shape_target, scale_target = _gamma_of(target, pooled, term=term)
        shape_reference, scale_reference = _gamma_of(reference, pooled, term=term)
        middle = shape_target * scale_target / (shape_reference * scale_reference)
        low, high = f_quantiles(2 * shape_target, 2 * shape_reference)
        value = target.rate / reference.rate
    # The interval holds the ratio that was found, which is 0 or infinite here.
    low = np.where(target.hits == 0, 0.0, middle * low)
    high = np.where(reference.hits == 0, np.inf, middle * high)
    return Estimates(value, low, high, np.full(len(low), fill_value=True))


def _gamma_of(side: Sums, pooled: RealArray, *, term: bool) -> tuple[RealArray, RealArray]:
    """Return shape and scale of the gamma distribution of a side's rate per word: a and D / W."""
    # W / n_eff, in words: the length of an article, the long ones counting more.
    length = side.words_squared / side.words
    swell = 1 + pooled * length * spread(1000 * pooled, term=term)
    return side.hits / swell + HALF_HIT, swell / side.words
