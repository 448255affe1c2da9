"""Tails and quantiles of the usual distributions; scipy is imported where it is needed.

``scipy.special`` takes a third of a second to import, ``scipy.stats`` more than a second.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from framing.settings import CONFIDENCE
from framing.stats.arrays import RealArray

UPPER = (1 + CONFIDENCE) / 2
LOWER = (1 - CONFIDENCE) / 2


def student_p(t: RealArray, df: RealArray) -> RealArray:
    """Return the two-sided p of Student's t; nan where t or df is.

    Examples
    --------
    >>> student_p(np.array([1.276472]), np.array([4.0])).round(6).tolist()
    [0.270862]
    """
    from scipy.special import stdtr  # noqa: PLC0415 -- slow to import

    return np.asarray(2 * stdtr(df, -np.abs(t)), dtype=np.float64)


def chi_squared_p(statistic: RealArray) -> RealArray:
    """Return p of chi-squared with one degree of freedom, as readers of G2 take it.

    Examples
    --------
    >>> chi_squared_p(np.array([3.841459])).round(6).tolist()
    [0.05]
    """
    from scipy.special import chdtrc  # noqa: PLC0415 -- slow to import

    return np.asarray(chdtrc(1.0, statistic), dtype=np.float64)


def student_quantile(df: npt.ArrayLike) -> RealArray:
    """Return the .975 quantile of Student's t; nan where df is not above 0.

    Examples
    --------
    >>> student_quantile(np.array([4.0, 0.0])).round(6).tolist()
    [2.776445, nan]
    """
    from scipy.special import stdtrit  # noqa: PLC0415 -- slow to import

    freedom = np.asarray(df, dtype=np.float64)
    usable = np.where(freedom > 0, freedom, np.nan)
    return np.asarray(stdtrit(usable, UPPER), dtype=np.float64)


def f_quantiles(top: RealArray, bottom: RealArray) -> tuple[RealArray, RealArray]:
    """Return the .025 and .975 quantiles of F with ``top`` and ``bottom`` degrees of freedom.

    Each is a ratio of beta quantiles, exact also where one side has less than one degree.

    Examples
    --------
    >>> low, high = f_quantiles(np.array([4.0]), np.array([8.0]))
    >>> low.round(6).tolist(), high.round(6).tolist()
    ([0.111364], [5.052632])
    """
    from scipy.special import betaincinv  # noqa: PLC0415 -- slow to import

    a, b = top / 2, bottom / 2
    low = b * betaincinv(a, b, LOWER) / (a * betaincinv(b, a, UPPER))
    high = b * betaincinv(a, b, UPPER) / (a * betaincinv(b, a, LOWER))
    return np.asarray(low, dtype=np.float64), np.asarray(high, dtype=np.float64)


def gamma_quantiles(shape: RealArray) -> tuple[RealArray, RealArray]:
    """Return the .025 and .975 quantiles of the gamma distribution of scale 1.

    Examples
    --------
    >>> low, high = gamma_quantiles(np.array([1.0]))
    >>> low.round(6).tolist(), high.round(6).tolist()
    ([0.025318], [3.688879])
    """
    from scipy.special import gammaincinv  # noqa: PLC0415 -- slow to import

    low, high = gammaincinv(shape, LOWER), gammaincinv(shape, UPPER)
    return np.asarray(low, dtype=np.float64), np.asarray(high, dtype=np.float64)
