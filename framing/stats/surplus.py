"""Hits beyond what an article's length would give it: what shuffles add up."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from framing.stats.arrays import BoolArray, LongArray, RealArray
from framing.stats.shuffles import Plan

if TYPE_CHECKING:
    from scipy.sparse import csr_matrix


class Surplus:
    """Hits beyond those that an article's share of the pooled rate would give: e = Y - R N.

    Parameters
    ----------
    hits : sparse rows, shape (n_articles, n_terms)
        Y; within stories e itself, which is 0 in stories without the term.
    words : int array, shape (n_articles,)
        N.
    rate : float array, shape (n_terms,)
        R; 0 within stories, where ``hits`` has it already.
    """

    def __init__(self, hits: csr_matrix, words: LongArray, rate: RealArray) -> None:
        self.hits, self.words, self.rate = hits, words, rate

    def of(self, picks: LongArray) -> RealArray:
        """Return the summed surplus of some articles, shape (n_choices, n_terms).

        ``picks`` are places of articles, shape (n_choices, n_picked).
        """
        from scipy.sparse import csr_matrix  # noqa: PLC0415 -- slow to import

        rows, width = picks.shape
        ends = np.arange(0, rows * width + 1, width)
        shape = (rows, len(self.words))
        chosen = csr_matrix((np.ones(picks.size), picks.ravel(), ends), shape=shape)
        found = (chosen @ self.hits).toarray()
        found -= (chosen @ self.words.astype(np.float64))[:, np.newaxis] * self.rate
        return np.asarray(found, dtype=np.float64)

    def spread(self) -> RealArray:
        """Return the root of the sum of e squared, shape (n_terms,)."""
        words = self.words.astype(np.float64)
        squares = totals(self.hits.multiply(self.hits))
        crossed = np.asarray(self.hits.T @ words, dtype=np.float64)
        whole = squares - 2 * self.rate * crossed + self.rate**2 * float(words @ words)
        return np.sqrt(np.maximum(whole, 0.0))

    def take(self, terms: LongArray | BoolArray) -> Surplus:
        """Return the surplus of some of the terms."""
        return Surplus(self.hits[:, terms], self.words, self.rate[terms])


def surplus_of(hits: csr_matrix, words: LongArray, plan: Plan) -> Surplus:
    """Return the surplus of the articles of a plan over the rate of their stratum.

    Parameters
    ----------
    hits : sparse rows, shape (n_articles, n_terms)
        Integers.
    words : int array, shape (n_articles,)
        Words of each article, or mentions of the referent; every article has some.
    plan : Plan
        Of the same articles.
    """
    from scipy.sparse import csr_matrix, diags_array  # noqa: PLC0415 -- slow to import

    mine = hits[plan.order]
    lengths = np.asarray(words, dtype=np.int64)[plan.order]
    strata = int(plan.stratum[-1]) + 1
    if strata == 1:
        return Surplus(mine, lengths, totals(mine) / float(lengths.sum()))
    places = np.arange(len(lengths))
    ones = np.ones(len(lengths))
    inside = csr_matrix((ones, (places, plan.stratum)), shape=(len(lengths), strata))
    per_word = diags_array(1.0 / (inside.T @ lengths)) @ (inside.T @ mine)
    expected = diags_array(lengths.astype(np.float64)) @ (inside @ per_word)
    return Surplus(csr_matrix(mine - expected), lengths, np.zeros(hits.shape[1]))


def totals(hits: csr_matrix) -> RealArray:
    """Return the sum of each column."""
    return np.asarray(hits.sum(axis=0), dtype=np.float64).ravel()
