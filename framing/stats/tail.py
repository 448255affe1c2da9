"""The tail beyond what shuffles can show: a generalised Pareto distribution."""

from __future__ import annotations

import numpy as np

from framing.settings import (
    TAIL_FEWEST,
    TAIL_FIT,
    TAIL_LARGEST,
    TAIL_LEAST_SHUFFLES,
    TAIL_SHED,
)
from framing.stats.arrays import RealArray

# Zhang and Stephens' weakly informative choices.
_PRIOR, _GRID = 3, 20


def tail_p(largest: RealArray, observed: float, shuffles: int) -> float:
    """Return the share of shuffles at least as large as observed, beyond what they can show.

    Parameters
    ----------
    largest : float array, shape (TAIL_LARGEST + 1,)
        The largest values of the shuffles, in falling order.
    observed : float
    shuffles : int
        How many there were.

    Returns
    -------
    float
        In [0, 1]; 0 where the fitted tail ends before ``observed``; nan where no tail fits.

    References
    ----------
    Knijnenburg, Wessels, Reinders and Shmulevich (2009), Fewer permutations, more accurate
    P-values, Bioinformatics 25(12).

    Examples
    --------
    >>> falling = -np.log((np.arange(251) + 0.5) / 20_000)
    >>> bool(0.5e-6 < tail_p(falling, -np.log(1e-6), 20_000) < 2e-6)
    True
    """
    if shuffles < TAIL_LEAST_SHUFFLES or len(largest) <= TAIL_LARGEST:
        return np.nan
    for size in range(TAIL_LARGEST, TAIL_FEWEST - 1, -TAIL_SHED):
        threshold = (largest[size - 1] + largest[size]) / 2
        beyond = largest[:size][::-1] - threshold
        if beyond[0] == beyond[-1]:
            continue
        shape, scale = fit_pareto(beyond)
        if _fits(beyond, shape, scale):
            past = pareto_tail(np.array([observed - threshold]), shape, scale)[0]
            return float(size / shuffles * past)
    return np.nan


def fit_pareto(beyond: RealArray) -> tuple[float, float]:
    """Return shape and scale of the generalised Pareto distribution nearest to the values.

    Parameters
    ----------
    beyond : float array, shape (n,)
        Distances beyond the threshold, not below 0, rising, not all alike.

    Returns
    -------
    shape, scale : float
        A shape below 0 means that the tail ends, at ``-scale / shape``; the scale is above 0.

    References
    ----------
    Zhang and Stephens (2009), A new and efficient estimation method for the generalized Pareto
    distribution, Technometrics 51(3): as efficient as maximum likelihood, and it always exists.

    Examples
    --------
    >>> shape, scale = fit_pareto(-2 * np.log(1 - (np.arange(250) + 0.5) / 250))
    >>> bool(abs(shape) < 0.05), round(scale, 1)
    (True, 2.0)
    """
    count = len(beyond)
    grid = _GRID + int(np.sqrt(count))
    quartile = float(beyond[beyond > 0][int((beyond > 0).sum() / 4 + 0.5) - 1])
    place = np.arange(1, grid + 1) - 0.5
    theta = 1 / beyond[-1] + (1 - np.sqrt(grid / place)) / (_PRIOR * quartile)
    # theta = -shape / scale; its profile likelihood, whose weights average it.
    shape = np.log1p(-theta[:, np.newaxis] * beyond).mean(axis=1)
    with np.errstate(divide="ignore", invalid="ignore"):
        likelihood = count * (np.log(-theta / shape) - shape - 1)
    likelihood = np.where(np.isfinite(likelihood), likelihood, -np.inf)
    weight = np.exp(likelihood - likelihood.max())
    best = float((theta * weight).sum() / weight.sum())
    found = float(np.log1p(-best * beyond).mean())
    return found, -found / best


def pareto_tail(beyond: RealArray, shape: float, scale: float) -> RealArray:
    """Return the share of a generalised Pareto distribution above each distance.

    Parameters
    ----------
    beyond : float array
        Distances beyond the threshold.
    shape, scale : float
        From ``fit_pareto``.

    Returns
    -------
    float array
        In [0, 1].

    Examples
    --------
    >>> pareto_tail(np.array([0.0, 1.0, 3.0]), -0.5, 1.0).tolist()
    [1.0, 0.25, 0.0]
    """
    reach = np.maximum(beyond, 0.0) / scale
    if shape == 0:
        return np.asarray(np.exp(-reach), dtype=np.float64)
    # Above the end of a tail that ends, nothing is left.
    grown = np.maximum(shape * reach, -1.0)
    with np.errstate(divide="ignore"):
        return np.asarray(np.exp(-np.log1p(grown) / shape), dtype=np.float64)


def _fits(beyond: RealArray, shape: float, scale: float) -> bool:
    """Return whether Kolmogorov and Smirnov accept the fit to the values, which rise."""
    from scipy.special import kolmogorov  # noqa: PLC0415 -- slow to import

    count = len(beyond)
    below = 1 - pareto_tail(beyond, shape, scale)
    steps = np.arange(count + 1) / count
    distance = max(float((steps[1:] - below).max()), float((below - steps[:-1]).max()))
    # Stephens (1970): brings the limiting distribution to within .001 at these sizes.
    root = np.sqrt(count)
    return bool(kolmogorov((root + 0.12 + 0.11 / root) * distance) > TAIL_FIT)
