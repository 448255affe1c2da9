"""Confirming small p by shuffled labels, which assume nothing about how hits scatter."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from framing.settings import (
    CONFIRM_BELOW,
    FALSE_DISCOVERY_RATE,
    FEWEST_SHUFFLES,
    FULLY_SHUFFLED,
    SHUFFLED_KEYS,
    SHUFFLES,
    STOP_AT,
    TAIL_BELOW,
    TAIL_LARGEST,
    TAIL_WAYS,
)
from framing.stats.arrays import HashArray, LongArray, RealArray
from framing.stats.shuffles import Plan, in_turn, log_ways, log_ways_of, picked
from framing.stats.surplus import Surplus, surplus_of, totals
from framing.stats.tail import tail_p

if TYPE_CHECKING:
    from scipy.sparse import csr_matrix

# Sums of the same residuals in another order differ by rounding: ties are ties up to this share of
# the spread of a shuffle's surplus.
_TIE = 1e-9


def confirm(
    p: RealArray, hits: csr_matrix, words: LongArray, plan: Plan, *, shuffles: int = SHUFFLES
) -> RealArray:
    """Return p, raised where shuffled labels reach the surplus more often (step 3).

    Parameters
    ----------
    p : float array, shape (n_terms,)
        Of ``reported_p`` or ``matched_score_test``; those of .01 and more, and nan, stay.
    hits : sparse rows, shape (n_articles, n_terms)
        Hits of each term in each article; integers.
    words : int array, shape (n_articles,)
        Words of each article, or mentions of the referent; every article has some.
    plan : Plan
        Of the same articles.
    shuffles : int
        At most so many.

    Returns
    -------
    float array, shape (n_terms,)
        Not below ``p``. It does not depend on the order of the articles, on which side is the
        target, or on which other terms are confirmed.

    References
    ----------
    Phipson and Smyth (2010), Permutation p-values should never be zero, Statistical Applications
    in Genetics and Molecular Biology 9(1); Besag and Clifford (1991), Sequential Monte Carlo
    p-values, Biometrika 78(2); Knijnenburg et al. (2009), Bioinformatics 25(12).

    Examples
    --------
    >>> from scipy.sparse import csr_matrix
    >>> from framing.stats.shuffles import plan_of
    >>> plan = plan_of(["a1", "a2", "b1", "b2"], ["a", "a", "b", "b"], seed=1)
    >>> hits, words = csr_matrix([[5], [5], [0], [0]]), np.array([100, 100, 100, 100])
    >>> bool(abs(confirm(np.array([0.001]), hits, words, plan)[0] - 1 / 3) < 0.05)
    True
    """
    small = np.flatnonzero(p < CONFIRM_BELOW)
    confirmed = np.array(p, dtype=np.float64)
    if len(small):
        surplus = surplus_of(hits[:, small], words, plan)
        confirmed[small] = np.maximum(p[small], shuffled_p(surplus, plan, shuffles=shuffles))
    return confirmed


def shuffled_p(surplus: Surplus, plan: Plan, *, shuffles: int = SHUFFLES) -> RealArray:
    """Return the share of shuffles whose surplus is at least as large as the observed one.

    Parameters
    ----------
    surplus : Surplus
        Of the articles of the plan.
    plan : Plan
    shuffles : int

    Returns
    -------
    float array, shape (n_terms,)
        (1 + k) / (1 + B), or the fitted tail where that can show no more; above 0.
    """
    tally = _Tally(surplus, np.flatnonzero(plan.first), log_ways(plan), shuffles)
    for picks in picked(plan, shuffles):
        tally.add(picks)
        if tally.closed:
            break
    return tally.p()


@dataclass(frozen=True, slots=True, eq=False)
class Claim:
    """Terms of one outlet that are to be confirmed against all other articles together.

    ``places`` are the outlet's articles; ``hits`` has all articles, in sparse rows; at most so many
    ``shuffles`` are made.
    """

    places: LongArray
    hits: csr_matrix
    shuffles: int = SHUFFLES


def shuffles_needed(candidates: int, tested: int, articles: int) -> int:
    """Return how many shuffles tell what can be claimed from what cannot.

    Parameters
    ----------
    candidates : int
        Terms that the formulas would let through.
    tested : int
        Terms of the family.
    articles : int
        Of both sides; where they are many, fewer shuffles are made as well.

    Returns
    -------
    int
        SHUFFLES; where hundreds of terms are let through, fewer: the largest p that can still be
        claimed is then reached by TAIL_BELOW of them, and smaller ones are the tail's.

    Examples
    --------
    >>> [shuffles_needed(n, tested, 600) for n, tested in [(12, 4000), (900, 25_000), (900, 4000)]]
    [20000, 5556, 2000]
    >>> shuffles_needed(12, 4000, 5000)
    4000
    """
    enough = SHUFFLES
    if candidates > FULLY_SHUFFLED:
        enough = math.ceil(TAIL_BELOW * tested / (FALSE_DISCOVERY_RATE * candidates))
    return min(max(min(enough, SHUFFLED_KEYS // max(articles, 1)), FEWEST_SHUFFLES), SHUFFLES)


def shuffled_p_against_the_rest(
    claims: Sequence[Claim],
    words: LongArray,
    identity: HashArray,
    *,
    seed: int,
    shuffles: int = SHUFFLES,
) -> list[RealArray]:
    """Return what ``shuffled_p`` does, for many outlets with one pass over the shuffles.

    Parameters
    ----------
    claims : sequence of Claim
    words : int array, shape (n_articles,)
        Every article has some.
    identity : uint64 array, shape (n_articles,)
        Of the articles, from ``hashing.identities``.
    seed : int

    Returns
    -------
    list of float arrays
        One a claim. The outlet is given the first n articles of each shuffle, whatever its name.
    """
    # In the order of identity, so that equal keys and sums come out alike in any order of articles.
    order = np.argsort(identity, kind="stable")
    rank = np.argsort(order, kind="stable")
    lengths = np.asarray(words, dtype=np.int64)[order]
    tallies = []
    for claim in claims:
        mine = claim.hits[order]
        surplus = Surplus(mine, lengths, totals(mine) / float(lengths.sum()))
        ways = log_ways_of(len(order), len(claim.places))
        tallies.append(_Tally(surplus, rank[claim.places], ways, claim.shuffles))
    sizes = [len(claim.places) for claim in claims]
    shuffles = max((claim.shuffles for claim in claims), default=0)
    turns = in_turn(identity[order], sizes, shuffles, seed=seed) if claims else ()
    for turn in turns:
        for tally, size in zip(tallies, sizes, strict=True):
            tally.add(turn[:, :size])
        if all(tally.closed for tally in tallies):
            break
    return [tally.p() for tally in tallies]


class _Tally:
    """What the shuffles have shown so far about some terms.

    Parameters
    ----------
    surplus : Surplus
    mine : int array
        Places of the articles of either side; the surplus of the other is its negative.
    ways : float
        Logarithm of the number of ways to shuffle.
    shuffles : int
        How many there will be.
    """

    def __init__(self, surplus: Surplus, mine: LongArray, ways: float, shuffles: int) -> None:
        terms = len(surplus.rate)
        self.observed = np.abs(surplus.of(mine[np.newaxis])[0])
        self._goal = self.observed - _TIE * surplus.spread()
        self._surplus, self._ways, self._shuffles = surplus, ways, shuffles
        self._open = np.arange(terms)
        self._reached = np.zeros(terms, dtype=np.int64)
        self._made = np.full(terms, shuffles, dtype=np.int64)
        self._largest = np.zeros((terms, 0))
        self._done = 0

    @property
    def closed(self) -> bool:
        """Whether every term was reached often enough, or the shuffles are used up."""
        return not len(self._open) or self._done == self._shuffles

    def add(self, picks: LongArray) -> None:
        """Count a block of shuffles, if any term is still open."""
        if self.closed:
            return
        found = np.abs(self._surplus.of(picks[: self._shuffles - self._done]))
        hit = found >= self._goal[self._open]
        total = self._reached[self._open] + np.cumsum(hit, axis=0)
        full = total[-1] >= STOP_AT
        # The shuffle that reached it for the last time needed: blocks must not show.
        stop = (total[:, full] >= STOP_AT).argmax(axis=0)
        self._made[self._open[full]] = self._done + 1 + stop
        self._reached[self._open] = np.minimum(total[-1], STOP_AT)
        self._done += len(found)
        both = np.concatenate([self._largest[~full], found.T[~full]], axis=1)
        kept = min(TAIL_LARGEST + 1, both.shape[1])
        self._largest = -np.partition(-both, kept - 1, axis=1)[:, :kept]
        if full.any():
            self._open, self._surplus = self._open[~full], self._surplus.take(~full)

    def p(self) -> RealArray:
        """Return the p of each term: counted, or of the fitted tail beyond what counts show."""
        p = (1 + self._reached) / (1 + self._made)
        rows = np.flatnonzero(self._reached[self._open] < TAIL_BELOW)
        if self._ways > np.log(TAIL_WAYS) and len(rows):
            # One way is the one observed, so p cannot be smaller, whatever the tail says.
            least = max(float(np.exp(-self._ways)), float(np.finfo(np.float64).tiny))
            terms = self._open[rows]
            falling = -np.sort(-self._largest[rows], axis=1)
            tail = tail_p(falling, self.observed[terms], self._shuffles)
            p[terms] = np.where(np.isnan(tail), p[terms], np.maximum(tail, least))
        return np.asarray(p, dtype=np.float64)
