"""Many tests at once: how many of the claims may be false."""

from __future__ import annotations

import numpy as np

from framing.settings import FALSE_DISCOVERY_RATE
from framing.stats.arrays import BoolArray, RealArray


def benjamini_hochberg(p: RealArray) -> RealArray:
    """Return q, the false discovery rate at which each p would be claimed.

    Parameters
    ----------
    p : float array, shape (n_tests,)
        In [0, 1]; of one family within one pair of outlets. nan was not tested and does not count.

    Returns
    -------
    float array, shape (n_tests,)
        In [0, 1], not below p; nan where p is.

    References
    ----------
    Benjamini and Hochberg (1995), Journal of the Royal Statistical Society B 57.

    Examples
    --------
    >>> benjamini_hochberg(np.array([0.01, 0.04, np.nan, 0.03])).tolist()
    [0.03, 0.04, nan, 0.04]
    """
    q = np.full(len(p), np.nan)
    tested = np.flatnonzero(~np.isnan(p))
    order = tested[np.argsort(p[tested], kind="stable")]
    scaled = p[order] * len(order) / np.arange(1, len(order) + 1)
    steps = np.minimum.accumulate(scaled[::-1])[::-1]
    q[order] = np.minimum(steps, 1.0)
    return q


def claimed(q: RealArray, low: RealArray, high: RealArray) -> BoolArray:
    """Return which differences may be claimed: q is small and the interval leaves out 1.

    Parameters
    ----------
    q, low, high : float arrays, shape (n_tests,)
        ``low`` and ``high`` are the ends of the interval of the ratio; nan claims nothing.

    Examples
    --------
    >>> q, low, high = np.array([0.01, 0.01, np.nan]), np.array([1.2, 0.9, 2]), np.full(3, np.inf)
    >>> claimed(q, low, high).tolist()
    [True, False, False]
    """
    return (q < FALSE_DISCOVERY_RATE) & ((low > 1) | (high < 1))
