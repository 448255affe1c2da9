"""The share of one name among all mentions of a referent."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
from scipy.special import stdtrit

from framing.model import Estimate, Interval

LongArray = npt.NDArray[np.int64]

_UPPER = 0.975


def design_effect(chosen: LongArray, mentions: LongArray) -> float:
    """Return how much less M mentions tell than M independent ones: 1 or more.

    Parameters
    ----------
    chosen, mentions : int arrays, shape (n_articles,)
        Mentions by the name in question, and by any name, in articles that mention the referent.
    """
    count, total = len(mentions), int(mentions.sum())
    share = float(chosen.sum()) / total
    if share in {0.0, 1.0} or count == 1:
        return float((mentions.astype(np.float64) ** 2).sum()) / total
    residual = chosen - share * mentions
    found = count / (count - 1) * float((residual**2).sum()) / total**2
    return max(1.0, found / (share * (1 - share) / total))


def share_of(chosen: LongArray, mentions: LongArray) -> Estimate:
    """Return the share of a name among the mentions of its referent, with its 95% interval.

    Parameters
    ----------
    chosen, mentions : int arrays, shape (n_articles,)
        Mentions by that name, and by any; articles without a mention do not matter.

    Returns
    -------
    Estimate
        In [0, 1]. Wilson's interval on the effective number of mentions, with Student t; none
        where only one article mentions the referent.

    References
    ----------
    Wilson (1927), Journal of the American Statistical Association 22; Dean and Pagano (2015),
    Journal of Survey Statistics and Methodology 3 (intervals for proportions in cluster samples).

    Examples
    --------
    >>> found = share_of(np.array([2, 0, 1, 4, 0]), np.array([2, 3, 1, 4, 1]))
    >>> round(found.value, 6), round(found.interval.low, 6), round(found.interval.high, 6)
    (0.636364, 0.126636, 0.954794)
    """
    inside = mentions > 0
    chosen, mentions = chosen[inside], mentions[inside]
    total = int(mentions.sum())
    share = float(chosen.sum()) / total
    if len(mentions) == 1:
        return Estimate(share)
    size = total / design_effect(chosen, mentions)
    t = float(stdtrit(len(mentions) - 1, _UPPER))
    middle = (share + t * t / (2 * size)) / (1 + t * t / size)
    half = t * np.sqrt(share * (1 - share) / size + t * t / (4 * size * size)) / (1 + t * t / size)
    low, high = max(0.0, float(middle - half)), min(1.0, float(middle + half))
    return Estimate(share, Interval(low, high))
