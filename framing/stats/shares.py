"""The share of one name among all mentions of a referent."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from framing.errors import NotEnoughData
from framing.model import Estimate, Interval
from framing.stats.arrays import LongArray, RealArray
from framing.stats.distributions import student_quantile


@dataclass(frozen=True, slots=True, eq=False)
class ShareSums:
    """Sums over articles that mention a referent, one item a name and outlet.

    With m_i mentions, x_i of them by the name, in article i: the number of ``articles``, M = sum m
    (``mentions``), sum m^2 (``squares``), sum x (``chosen``), sum x^2 and sum x m.
    """

    articles: RealArray
    mentions: RealArray
    squares: RealArray
    chosen: RealArray
    chosen_squares: RealArray
    products: RealArray


def design_effects(sums: ShareSums) -> RealArray:
    """Return how much less M mentions tell than M independent ones: 1 or more."""
    n, total = sums.articles, sums.mentions
    share = sums.chosen / total
    residual = sums.chosen_squares - 2 * share * sums.products + share**2 * sums.squares
    spread = share * (1 - share) / total
    with np.errstate(divide="ignore", invalid="ignore"):
        found = n / (n - 1) * residual / total**2 / spread
    extreme = (sums.chosen == 0) | (sums.chosen == total) | (n == 1)
    return np.where(extreme, sums.squares / total, np.maximum(1.0, found))


def share_intervals(sums: ShareSums) -> tuple[RealArray, RealArray, RealArray]:
    """Return the share of a name among the mentions of its referent, with its 95% interval.

    Parameters
    ----------
    sums : ShareSums

    Returns
    -------
    share, low, high : float arrays
        In [0, 1]. Wilson's interval on the effective number of mentions, with Student t; NaN ends
        where only one article mentions the referent.

    References
    ----------
    Wilson (1927), Journal of the American Statistical Association 22; Dean and Pagano (2015),
    Journal of Survey Statistics and Methodology 3 (intervals for proportions in cluster samples).
    """
    share = sums.chosen / sums.mentions
    size = sums.mentions / design_effects(sums)
    t = student_quantile(np.maximum(sums.articles - 1, 1))
    middle = (share + t * t / (2 * size)) / (1 + t * t / size)
    root = np.sqrt(share * (1 - share) / size + t * t / (4 * size * size))
    half = t * root / (1 + t * t / size)
    alone = sums.articles <= 1
    low = np.where(alone, np.nan, np.maximum(0.0, middle - half))
    high = np.where(alone, np.nan, np.minimum(1.0, middle + half))
    return share, low, high


def share_sums(chosen: LongArray, mentions: LongArray) -> ShareSums:
    """Return the sums of one name in one outlet; articles without a mention drop out."""
    inside = mentions > 0
    x, m = chosen[inside].astype(np.float64), mentions[inside].astype(np.float64)
    parts = (len(m), m.sum(), (m * m).sum(), x.sum(), (x * x).sum(), (x * m).sum())
    return ShareSums(*(np.array([part], dtype=np.float64) for part in parts))


def share_of(chosen: LongArray, mentions: LongArray) -> Estimate:
    """Return the share of one name, with its 95% interval; see `share_intervals`.

    Raises
    ------
    NotEnoughData
        Nothing mentions the referent: a share of nothing is undefined.

    Examples
    --------
    >>> found = share_of(np.array([2, 0, 1, 4, 0]), np.array([2, 3, 1, 4, 1]))
    >>> round(found.value, 6), round(found.interval.low, 6), round(found.interval.high, 6)
    (0.636364, 0.126636, 0.954794)
    """
    if not np.asarray(mentions).any():
        raise NotEnoughData(
            "there is no mention, so there is no share.",
            where="share",
            fix="Leave this name out, or add articles that mention its referent.",
        )
    share, low, high = share_intervals(share_sums(chosen, mentions))
    if np.isnan(low[0]):
        return Estimate(float(share[0]))
    return Estimate(float(share[0]), Interval(float(low[0]), float(high[0])))
