"""Keyness by words: for readers who need the column, without stars and never to sort by.

Both take every word for an independent draw. Between two random halves of one outlet they call
hundreds of words different, because the words of one story come together.
"""

from __future__ import annotations

import numpy as np

from framing.stats.arrays import LongArray, RealArray
from framing.stats.sums import Sums


def log_likelihood(target: Sums, reference: Sums) -> RealArray:
    """Return G2 over all four cells: hits and other words of both sides.

    Parameters
    ----------
    target, reference : Sums
        Of shape (n_terms,); both with words.

    Returns
    -------
    float array, shape (n_terms,)
        0 where the rates are equal; no upper bound. It does not tell which side has more.

    References
    ----------
    Dunning (1993), Computational Linguistics 19(1).

    Examples
    --------
    >>> from framing.stats.sums import sums_of
    >>> a = sums_of(np.array([[10]]), np.array([1000]))
    >>> b = sums_of(np.array([[2]]), np.array([1500]))
    >>> log_likelihood(a, b).round(6).tolist()
    [9.600959]
    """
    found, expected = _cells(target, reference)
    return _twice_sum(found, expected)


def log_likelihood_two_cells(target: Sums, reference: Sums) -> RealArray:
    """Return G2 over the hits of both sides only, as Wmatrix and AntConc give it.

    Parameters
    ----------
    target, reference : Sums
        Of shape (n_terms,); both with words.

    Returns
    -------
    float array, shape (n_terms,)
        0 where the rates are equal; close to ``log_likelihood`` where hits are rare.

    References
    ----------
    Rayson and Garside (2000), Proceedings of the Workshop on Comparing Corpora.

    Examples
    --------
    >>> from framing.stats.sums import sums_of
    >>> a = sums_of(np.array([[10]]), np.array([1000]))
    >>> b = sums_of(np.array([[2]]), np.array([1500]))
    >>> log_likelihood_two_cells(a, b).round(6).tolist()
    [9.555648]
    """
    found, expected = _cells(target, reference)
    return _twice_sum(found[:2], expected[:2])


def chi_squared(target: Sums, reference: Sums) -> RealArray:
    """Return Pearson's chi-squared over all four cells, without Yates' correction.

    Parameters
    ----------
    target, reference : Sums
        Of shape (n_terms,); both with words.

    Returns
    -------
    float array, shape (n_terms,)
        0 where the rates are equal; nan where no side has a hit.

    References
    ----------
    Pearson (1900), Philosophical Magazine 50.

    Examples
    --------
    >>> from framing.stats.sums import sums_of
    >>> a = sums_of(np.array([[10]]), np.array([1000]))
    >>> b = sums_of(np.array([[2]]), np.array([1500]))
    >>> chi_squared(a, b).round(6).tolist()
    [9.434173]
    """
    found, expected = _cells(target, reference)
    with np.errstate(invalid="ignore"):
        return np.asarray(((found - expected) ** 2 / expected).sum(axis=0), dtype=np.float64)


def _cells(target: Sums, reference: Sums) -> tuple[LongArray, RealArray]:
    """Return hits of both sides and other words of both, found and expected; shape (4, terms)."""
    hits = np.array([target.hits, reference.hits])
    words = np.array([target.words, reference.words])
    rate = hits.sum(axis=0) / words.sum(axis=0)
    return np.concatenate([hits, words - hits]), np.concatenate([words * rate, words * (1 - rate)])


def _twice_sum(found: LongArray, expected: RealArray) -> RealArray:
    """Return twice the sum of found * log(found / expected), cells with nothing found being 0."""
    ratio = np.divide(found, expected, out=np.ones(found.shape), where=found > 0)
    return np.asarray(np.maximum(2 * (found * np.log(ratio)).sum(axis=0), 0.0), dtype=np.float64)
