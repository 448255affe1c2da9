"""Sums over the articles of one side: all that most of the statistics need.

They are 64-bit integers, so parts of a corpus merge by addition, exactly, in any order.
"""

from __future__ import annotations

from dataclasses import dataclass, fields

import numpy as np

from framing.stats.arrays import BoolArray, LongArray, RealArray

# A sum of squared residuals below this share of the sums it is the difference of is rounding.
ROUNDING = 1e-13


@dataclass(frozen=True, slots=True, eq=False)
class Sums:
    """Sums over the articles of one side.

    Parameters
    ----------
    articles : int array
        Articles with at least one word: n.
    hits, words : int arrays
        T, the sum of Y, and W, the sum of N.
    hits_squared, hits_words, words_squared : int arrays
        Sums of Y^2, Y N and N^2.

    Notes
    -----
    All have one shape: (n_terms,), or (n_strata, n_terms) for a comparison within stories. For the
    share of a name, ``words`` are the mentions of its referent.
    """

    articles: LongArray
    hits: LongArray
    words: LongArray
    hits_squared: LongArray
    hits_words: LongArray
    words_squared: LongArray

    def __add__(self, other: Sums) -> Sums:
        return Sums(*(getattr(self, f.name) + getattr(other, f.name) for f in fields(self)))

    def take(self, chosen: LongArray | BoolArray, *, axis: int = -1) -> Sums:
        """Return the sums of some terms, or with ``axis`` 0 of some strata."""
        places = np.flatnonzero(chosen) if chosen.dtype == np.bool_ else chosen
        return Sums(*(np.take(getattr(self, f.name), places, axis=axis) for f in fields(self)))

    def over(self, groups: LongArray) -> Sums:
        """Return the sums over some groups together, from shape (n_groups, n_terms)."""
        return Sums(*(getattr(self, f.name)[groups].sum(axis=0) for f in fields(self)))

    @property
    def rate(self) -> RealArray:
        """Hits per word; nan where there is no word."""
        with np.errstate(invalid="ignore"):
            return np.asarray(self.hits / self.words, dtype=np.float64)


def sums_of(counts: LongArray, words: LongArray) -> Sums:
    """Return the sums over all articles of a side.

    Parameters
    ----------
    counts : int array, shape (n_terms, n_articles)
        Hits of each term in each article.
    words : int array, shape (n_articles,) or (n_terms, n_articles)
        Words of each article, or mentions of each name's referent; an article with none is not
        part of the sample.

    Returns
    -------
    Sums
        Of shape (n_terms,).

    Examples
    --------
    >>> found = sums_of(np.array([[2, 0, 1]]), np.array([100, 150, 0]))
    >>> found.articles.tolist(), found.hits.tolist(), found.words_squared.tolist()
    ([2], [3], [32500])
    """
    return Sums(*(values.sum(axis=1) for values in _per_article(counts, words)))


def sums_by_stratum(counts: LongArray, words: LongArray, stratum: LongArray, strata: int) -> Sums:
    """Return the sums over the articles of a side, stratum by stratum.

    Parameters
    ----------
    counts : int array, shape (n_terms, n_articles)
    words : int array, shape (n_articles,) or (n_terms, n_articles)
    stratum : int array, shape (n_articles,)
        The stratum (story) of each article, from 0.
    strata : int
        How many there are, over both sides.

    Returns
    -------
    Sums
        Of shape (n_strata, n_terms); all zero where the side has no article.

    Examples
    --------
    >>> found = sums_by_stratum(np.array([[2, 0, 1]]), np.array([9, 8, 7]), np.array([0, 2, 2]), 3)
    >>> found.articles.tolist(), found.hits.tolist()
    ([[1], [0], [2]], [[2], [0], [1]])
    """
    order = np.argsort(stratum, kind="stable")
    present, starts = np.unique(stratum[order], return_index=True)
    parts = []
    for values in _per_article(counts, words):
        total = np.zeros((strata, len(values)), dtype=np.int64)
        if len(present):
            total[present] = np.add.reduceat(values[:, order], starts, axis=1).T
        parts.append(total)
    return Sums(*parts)


def sums_of_hits(
    term: LongArray, article: LongArray, count: LongArray, words: LongArray, *, terms: int
) -> Sums:
    """Return the sums over all articles of a side, from the counts that are not zero.

    Parameters
    ----------
    term, article, count : int arrays, shape (n_counts,)
        ``count`` hits of ``term`` in ``article``, both from 0; each pair stands once.
    words : int array, shape (n_articles,)
    terms : int
        How many terms there are.

    Returns
    -------
    Sums
        Of shape (n_terms,): what ``sums_of`` gives for the full table of counts.

    Examples
    --------
    >>> one, article, two = np.array([0]), np.array([2]), np.array([2])
    >>> sums_of_hits(one, article, two, np.array([10, 20, 30]), terms=1).hits_words.tolist()
    [60]
    """
    count, words = np.asarray(count, dtype=np.int64), np.asarray(words, dtype=np.int64)

    def per_term(values: LongArray) -> LongArray:
        total = np.zeros(terms, dtype=np.int64)
        np.add.at(total, term, values)
        return total

    def per_side(value: np.int64) -> LongArray:
        return np.full(terms, value, dtype=np.int64)

    return Sums(
        articles=per_side(np.int64((words > 0).sum())),
        hits=per_term(count),
        words=per_side(words.sum()),
        hits_squared=per_term(count * count),
        hits_words=per_term(count * words[article]),
        words_squared=per_side((words * words).sum()),
    )


def residual_squares(sums: Sums, rate: RealArray) -> RealArray:
    """Return the sum of (Y - rate N)^2 over the articles; exactly 0 where only rounding is left.

    Parameters
    ----------
    sums : Sums
    rate : float array, of a shape that fits
        Hits per word: the side's own, or that of both sides.

    Examples
    --------
    >>> third = sums_of(np.array([[1, 2]]), np.array([3, 6]))
    >>> residual_squares(third, third.rate).tolist()
    [0.0]
    """
    whole = sums.hits_squared + rate * rate * sums.words_squared
    found = whole - 2 * rate * sums.hits_words
    return np.where(found > ROUNDING * whole, found, 0.0)


def _per_article(counts: LongArray, words: LongArray) -> list[LongArray]:
    """Return 1, Y, N, Y^2, Y N and N^2 of each article, in the order of the fields of ``Sums``."""
    # Counts may come as 32-bit integers, whose squares would overflow.
    y = np.atleast_2d(np.asarray(counts, dtype=np.int64))
    n = np.broadcast_to(np.asarray(words, dtype=np.int64), y.shape)
    return [(n > 0).astype(np.int64), y, n, y * y, y * n, n * n]
