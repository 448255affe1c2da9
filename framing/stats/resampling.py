"""Confirming small p by shuffled labels, which assume nothing about how hits scatter."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from framing.stats.arrays import BoolArray, LongArray, RealArray
from framing.stats.shuffles import Plan, label_sums, log_ways, shuffled
from framing.stats.tail import LARGEST, tail_p

# Only these p decide a claim; the formulas serve for the rest.
CONFIRM_BELOW = 0.01
# Shows p down to 5e-5 directly; the tail reaches further.
SHUFFLES = 20_000
# A row that was reached so often is known well enough (its p to about 7%).
STOP_AT = 200
# Where fewer shuffles reach the observed value, their share says little...
TAIL_BELOW = 10
# ...and the tail says more, if labels can be shuffled in more ways than these.
TAIL_WAYS = 1_000_000

# Sums of the same residuals in another order differ by rounding: ties are ties up to this share of
# the spread of a shuffle's surplus.
_TIE = 1e-9


def confirm(
    p: RealArray, counts: LongArray, words: LongArray, plan: Plan, *, shuffles: int = SHUFFLES
) -> RealArray:
    """Return p, raised where shuffled labels reach the surplus more often (step 3).

    Parameters
    ----------
    p : float array, shape (n_terms,)
        Of ``reported_p`` or ``matched_score_test``; those of .01 and more, and nan, stay.
    counts : int array, shape (n_terms, n_articles)
        Hits of each term in each article.
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
    >>> from framing.stats.shuffles import plan_of
    >>> plan = plan_of(["a1", "a2", "b1", "b2"], ["a", "a", "b", "b"], seed=1)
    >>> counts, words = np.array([[5, 5, 0, 0]]), np.array([100, 100, 100, 100])
    >>> bool(abs(confirm(np.array([0.001]), counts, words, plan)[0] - 1 / 3) < 0.05)
    True
    """
    small = np.flatnonzero(p < CONFIRM_BELOW)
    confirmed = np.array(p, dtype=np.float64)
    if len(small):
        surplus = residuals(counts[small], words, plan)
        confirmed[small] = np.maximum(p[small], shuffled_p(surplus, plan, shuffles=shuffles))
    return confirmed


def residuals(counts: LongArray, words: LongArray, plan: Plan) -> RealArray:
    """Return e = Y - R N of the articles of a plan, R being the rate of their stratum.

    Parameters
    ----------
    counts : int array, shape (n_terms, n_articles)
    words : int array, shape (n_articles,)
    plan : Plan

    Returns
    -------
    float array, shape (n_terms, n_kept)
        In hits, in the order of the plan.
    """
    starts = np.flatnonzero(np.diff(plan.stratum, prepend=-1))
    y = np.asarray(counts, dtype=np.int64)[:, plan.order]
    n = np.asarray(words, dtype=np.int64)[plan.order]
    rate = np.add.reduceat(y, starts, axis=1) / np.add.reduceat(n, starts)
    return np.asarray(y - rate[:, plan.stratum] * n, dtype=np.float64)


@dataclass(slots=True, eq=False)
class _Tally:
    """What the shuffles have shown so far, one item a term."""

    reached: LongArray
    made: LongArray
    largest: RealArray


def shuffled_p(surplus: RealArray, plan: Plan, *, shuffles: int = SHUFFLES) -> RealArray:
    """Return the share of shuffles whose surplus is at least as large as the observed one.

    Parameters
    ----------
    surplus : float array, shape (n_terms, n_kept)
        From ``residuals``.
    plan : Plan
    shuffles : int

    Returns
    -------
    float array, shape (n_terms,)
        (1 + k) / (1 + B), or the fitted tail where that can show no more; above 0.
    """
    observed = np.abs(label_sums(plan.first[np.newaxis], surplus)[0])
    tie = _TIE * np.sqrt((surplus * surplus).sum(axis=1))
    tally = _tally(surplus, observed - tie, plan, shuffles)
    p = (1 + tally.reached) / (1 + tally.made)
    ways = log_ways(plan)
    if ways > np.log(TAIL_WAYS):
        # One way is the one observed, so p cannot be smaller, whatever the tail says.
        least = max(float(np.exp(-ways)), float(np.finfo(np.float64).tiny))
        for row in np.flatnonzero(tally.reached < TAIL_BELOW):
            tail = tail_p(tally.largest[row], float(observed[row]), shuffles)
            p[row] = p[row] if np.isnan(tail) else max(tail, least)
    return np.asarray(p, dtype=np.float64)


def _tally(surplus: RealArray, goal: RealArray, plan: Plan, shuffles: int) -> _Tally:
    """Shuffle until every row was reached often enough, or the shuffles are used up."""
    rows = len(surplus)
    tally = _Tally(
        reached=np.zeros(rows, dtype=np.int64),
        made=np.full(rows, shuffles, dtype=np.int64),
        largest=np.zeros((rows, 0)),
    )
    open_rows, done = np.arange(rows), 0
    for labels in shuffled(plan, shuffles):
        found = np.abs(label_sums(labels, surplus[open_rows]))
        hit = found >= goal[open_rows]
        total = tally.reached[open_rows] + np.cumsum(hit, axis=0)
        full = total[-1] >= STOP_AT
        # The shuffle that reached it for the last time needed: blocks must not show.
        tally.made[open_rows[full]] = done + 1 + (total[:, full] >= STOP_AT).argmax(axis=0)
        tally.reached[open_rows] = np.minimum(total[-1], STOP_AT)
        tally.largest = _keep_largest(tally.largest, found, full)
        open_rows, done = open_rows[~full], done + len(labels)
        if not len(open_rows):
            break
    tally.largest = _spread_out(tally.largest, open_rows, rows)
    return tally


def _keep_largest(largest: RealArray, found: RealArray, full: BoolArray) -> RealArray:
    """Return the largest values of the rows still open, in falling order."""
    both = np.concatenate([largest[~full], found.T[~full]], axis=1)
    return -np.sort(-both, axis=1)[:, : LARGEST + 1]


def _spread_out(largest: RealArray, open_rows: LongArray, rows: int) -> RealArray:
    """Return the largest values in the rows they belong to."""
    whole = np.zeros((rows, largest.shape[1]))
    whole[open_rows] = largest
    return whole
