"""Shuffling the labels of two sides within strata, the same in any order and on any machine."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from framing.errors import NotEnoughData, UsageError
from framing.stats.arrays import BoolArray, HashArray, LongArray, RealArray
from framing.stats.hashing import identities, keys

# Keys held at once: 32 MB of 64-bit hashes; and no more shuffles than a thousand terms have room
# for, so that terms far from a difference can stop early.
_KEYS_AT_ONCE = 4_000_000
_SHUFFLES_AT_ONCE = 1_000


@dataclass(frozen=True, slots=True, eq=False)
class Plan:
    """Which articles may change places, ordered by stratum and identity.

    Parameters
    ----------
    order : int array, shape (n_kept,)
        Places of the articles in the caller's arrays; strata with one side only are left out.
    identity : uint64 array, shape (n_kept,)
    stratum : int array, shape (n_kept,)
        From 0, rising.
    first : bool array, shape (n_kept,)
        Whether an article is of the side that comes first by alphabet.
    seed : int
    """

    order: LongArray
    identity: HashArray
    stratum: LongArray
    first: BoolArray
    seed: int


def plan_of(
    ids: Sequence[str], sides: Sequence[str], strata: Sequence[str] | None = None, *, seed: int
) -> Plan:
    """Return how the labels of two sides are to be shuffled.

    Parameters
    ----------
    ids : sequence of str, length n_articles
        Each is different.
    sides : sequence of str, length n_articles
        The name of each article's side.
    strata : sequence of str, length n_articles, optional
        The story of each article, where labels change places within stories only.
    seed : int

    Raises
    ------
    NotEnoughData
        No stratum has articles of both sides.
    UsageError
        There are more than two sides.

    Examples
    --------
    >>> plan = plan_of(["a1", "a2", "a3"], ["Post", "Herald", "Post"], seed=1)
    >>> sorted(plan.order.tolist()), int(plan.first.sum())
    ([0, 1, 2], 1)
    """
    names = sorted(set(sides))
    if len(names) > 2:  # noqa: PLR2004 -- a pair
        raise UsageError(
            f"labels are shuffled between two sides, but there are {len(names)}: "
            f"{', '.join(names)}.",
            where="shuffles",
            fix="Compare two outlets at a time, or one outlet with the rest.",
        )
    first = np.array([side == names[0] for side in sides], dtype=np.bool_)
    story = [""] * len(ids) if strata is None else list(strata)
    stratum = np.unique(np.array(story, dtype=np.str_), return_inverse=True)[1]
    mine = np.bincount(stratum, weights=first)
    both = (mine > 0) & (mine < np.bincount(stratum))
    kept = np.flatnonzero(both[stratum])
    if not len(kept):
        raise NotEnoughData(
            "no story has articles of both sides, so no labels can change places.",
            where="shuffles",
            fix="Add articles of the other side, or compare over all articles.",
        )
    identity = identities(ids)
    order = kept[np.lexsort((identity[kept], stratum[kept]))]
    rank = np.unique(stratum[order], return_inverse=True)[1]
    return Plan(order.astype(np.int64), identity[order], rank, first[order], seed)


def log_ways(plan: Plan) -> float:
    """Return the natural logarithm of the number of ways to shuffle the labels.

    Parameters
    ----------
    plan : Plan

    Examples
    --------
    >>> plan = plan_of(["a1", "a2", "a3"], ["Post", "Herald", "Post"], seed=1)
    >>> round(float(np.exp(log_ways(plan))), 6)
    3.0
    """
    from scipy.special import gammaln  # noqa: PLC0415 -- slow to import

    size, mine = np.bincount(plan.stratum), np.bincount(plan.stratum, weights=plan.first)
    ways = gammaln(size + 1) - gammaln(mine + 1) - gammaln(size - mine + 1)
    return float(ways.sum())


def shuffled(plan: Plan, shuffles: int) -> Iterator[BoolArray]:
    """Yield shuffled labels in blocks, shuffle after shuffle.

    Parameters
    ----------
    plan : Plan
    shuffles : int

    Yields
    ------
    bool array, shape (n_shuffles_in_block, n_kept)
        Whether an article is given to the first side. Each stratum keeps its number of articles of
        either side; every such choice is equally likely.

    Examples
    --------
    >>> plan = plan_of(["a1", "a2", "a3"], ["Post", "Herald", "Post"], seed=1)
    >>> sum(block.sum(axis=1).tolist() == [1] * 50 for block in shuffled(plan, 50))
    1
    """
    groups = _alike(plan)
    step = max(1, min(_SHUFFLES_AT_ONCE, _KEYS_AT_ONCE // len(plan.order)))
    for begin in range(0, shuffles, step):
        rounds = range(begin, min(begin + step, shuffles))
        drawn = keys(plan.identity, rounds, seed=plan.seed)
        labels = np.empty(drawn.shape, dtype=np.bool_)
        for places, mine in groups:
            # The articles with the smallest keys go to the first side.
            among = drawn[:, places]
            last = np.partition(among, mine - 1, axis=2)[:, :, mine - 1, np.newaxis]
            labels[:, places] = among <= last
        yield labels


def label_sums(labels: BoolArray, values: RealArray) -> RealArray:
    """Return the sum of each row of values over the articles of the first side.

    Parameters
    ----------
    labels : bool array, shape (n_shuffles, n_kept)
    values : float array, shape (n_rows, n_kept)

    Returns
    -------
    float array, shape (n_shuffles, n_rows)
    """
    return np.asarray(labels.astype(np.float64) @ values.T, dtype=np.float64)


def _alike(plan: Plan) -> list[tuple[LongArray, int]]:
    """Return strata of one size and division together: places (n_strata, size), and how many."""
    size = np.bincount(plan.stratum)
    mine = np.bincount(plan.stratum, weights=plan.first).astype(np.int64)
    starts = np.cumsum(size) - size
    groups = []
    for one_size, one_mine in np.unique(np.stack([size, mine], axis=1), axis=0).tolist():
        chosen = starts[(size == one_size) & (mine == one_mine)]
        groups.append((chosen[:, np.newaxis] + np.arange(one_size), one_mine))
    return groups
