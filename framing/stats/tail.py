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
from framing.stats.arrays import BoolArray, RealArray

# Zhang and Stephens' weakly informative choices.
_PRIOR, _GRID = 3, 20
# Few enough to stay in the processor's cache: 250 values of each.
_TERMS_AT_ONCE = 128


def tail_p(largest: RealArray, observed: RealArray, shuffles: int) -> RealArray:
    """Return the share of shuffles at least as large as observed, beyond what they can show.

    Parameters
    ----------
    largest : float array, shape (n_terms, TAIL_LARGEST + 1)
        The largest values of the shuffles of each term, in falling order.
    observed : float array, shape (n_terms,)
    shuffles : int
        How many there were.

    Returns
    -------
    float array, shape (n_terms,)
        In [0, 1]; 0 where the fitted tail ends before ``observed``; nan where no tail fits.

    References
    ----------
    Knijnenburg, Wessels, Reinders and Shmulevich (2009), Fewer permutations, more accurate
    P-values, Bioinformatics 25(12).

    Examples
    --------
    >>> falling = -np.log((np.arange(251) + 0.5) / 20_000)
    >>> found = tail_p(falling[np.newaxis], np.array([-np.log(1e-6)]), 20_000)
    >>> bool(0.5e-6 < found[0] < 2e-6)
    True
    """
    found = np.full(len(observed), np.nan)
    if shuffles < TAIL_LEAST_SHUFFLES or largest.shape[1] <= TAIL_LARGEST:
        return found
    for start in range(0, len(observed), _TERMS_AT_ONCE):
        rows = np.arange(start, min(start + _TERMS_AT_ONCE, len(observed)))
        # Fits are sought for all terms at once, from the largest size down, until each has one.
        for size in range(TAIL_LARGEST, TAIL_FEWEST - 1, -TAIL_SHED):
            done, past = _fitted(largest[rows, : size + 1], observed[rows], size)
            found[rows[done]] = size / shuffles * past
            rows = rows[~done]
            if not len(rows):
                break
    return found


def _fitted(largest: RealArray, observed: RealArray, size: int) -> tuple[BoolArray, RealArray]:
    """Return which terms have a tail that fits, and the share of it beyond their observed value."""
    threshold = (largest[:, size - 1] + largest[:, size]) / 2
    beyond = largest[:, :size][:, ::-1] - threshold[:, np.newaxis]
    rows = np.flatnonzero(beyond[:, 0] != beyond[:, -1])
    shape, scale = fit_pareto(beyond[rows])
    fits = _fits(beyond[rows], shape, scale)
    rows, shape, scale = rows[fits], shape[fits], scale[fits]
    done = np.zeros(len(observed), dtype=np.bool_)
    done[rows] = True
    past = (observed - threshold)[rows, np.newaxis]
    return done, pareto_tail(past, shape[:, np.newaxis], scale[:, np.newaxis])[:, 0]


def fit_pareto(beyond: RealArray) -> tuple[RealArray, RealArray]:
    """Return shape and scale of the generalised Pareto distributions nearest to the values.

    Parameters
    ----------
    beyond : float array, shape (n_terms, n)
        Distances beyond the threshold of each term, not below 0, rising, not all alike.

    Returns
    -------
    shape, scale : float arrays, shape (n_terms,)
        A shape below 0 means that the tail ends, at ``-scale / shape``; the scale is above 0.

    References
    ----------
    Zhang and Stephens (2009), A new and efficient estimation method for the generalized Pareto
    distribution, Technometrics 51(3): as efficient as maximum likelihood, and it always exists.

    Examples
    --------
    >>> shape, scale = fit_pareto(-2 * np.log(1 - (np.arange(250) + 0.5) / 250)[np.newaxis])
    >>> bool(abs(shape[0]) < 0.05), round(float(scale[0]), 1)
    (True, 2.0)
    """
    count = beyond.shape[1]
    grid = _GRID + int(np.sqrt(count))
    above = np.count_nonzero(beyond > 0, axis=1)
    # The first quartile of the values above 0, which come last.
    place = count - above + (above / 4 + 0.5).astype(np.int64) - 1
    quartile = np.take_along_axis(beyond, place[:, np.newaxis], axis=1)
    step = np.arange(1, grid + 1) - 0.5
    theta = 1 / beyond[:, -1:] + (1 - np.sqrt(grid / step)) / (_PRIOR * quartile)
    # theta = -shape / scale; its profile likelihood, whose weights average it.
    shape = np.stack([_shape(one, beyond) for one in theta.T], axis=1)
    with np.errstate(divide="ignore", invalid="ignore"):
        likelihood = count * (np.log(-theta / shape) - shape - 1)
    likelihood = np.where(np.isfinite(likelihood), likelihood, -np.inf)
    weight = np.exp(likelihood - likelihood.max(axis=1, keepdims=True))
    best = (theta * weight).sum(axis=1) / weight.sum(axis=1)
    found = _shape(best, beyond)
    return found, -found / best


def _shape(theta: RealArray, beyond: RealArray) -> RealArray:
    """Return the likeliest shape of each term for a given ratio of minus the shape to the scale."""
    return np.asarray(np.log1p(-theta[:, np.newaxis] * beyond).mean(axis=1), dtype=np.float64)


def pareto_tail(beyond: RealArray, shape: RealArray, scale: RealArray) -> RealArray:
    """Return the share of a generalised Pareto distribution above each distance.

    Parameters
    ----------
    beyond : float array
        Distances beyond the threshold.
    shape, scale : float arrays, of shapes that fit
        From ``fit_pareto``.

    Returns
    -------
    float array
        In [0, 1].

    Examples
    --------
    >>> pareto_tail(np.array([0.0, 1.0, 3.0]), np.array([-0.5]), np.array([1.0])).tolist()
    [1.0, 0.25, 0.0]
    """
    reach = np.maximum(beyond, 0.0) / scale
    # Above the end of a tail that ends, nothing is left.
    grown = np.maximum(shape * reach, -1.0)
    with np.errstate(divide="ignore", invalid="ignore"):
        bent = np.exp(-np.log1p(grown) / shape)
    return np.asarray(np.where(shape == 0, np.exp(-reach), bent), dtype=np.float64)


def _fits(beyond: RealArray, shape: RealArray, scale: RealArray) -> BoolArray:
    """Return where Kolmogorov and Smirnov accept the fit to the values, which rise."""
    from scipy.special import kolmogorov  # noqa: PLC0415 -- slow to import

    count = beyond.shape[1]
    below = 1 - pareto_tail(beyond, shape[:, np.newaxis], scale[:, np.newaxis])
    steps = np.arange(count + 1) / count
    distance = np.maximum((steps[1:] - below).max(axis=1), (below - steps[:-1]).max(axis=1))
    # Stephens (1970): brings the limiting distribution to within .001 at these sizes.
    root = np.sqrt(count)
    accepted = kolmogorov((root + 0.12 + 0.11 / root) * distance) > TAIL_FIT
    return np.asarray(accepted, dtype=np.bool_)
