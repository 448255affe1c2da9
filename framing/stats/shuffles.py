"""Shuffling the labels of two sides within strata, the same in any order and on any machine."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from framing.errors import NotEnoughData, UsageError
from framing.stats.arrays import BoolArray, HashArray, LongArray
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
    size = np.bincount(plan.stratum)
    mine = np.bincount(plan.stratum, weights=plan.first)
    return log_ways_of(size, mine)


def log_ways_of(articles: npt.ArrayLike, first: npt.ArrayLike) -> float:
    """Return the natural logarithm of the number of ways to choose some of so many articles.

    Examples
    --------
    >>> round(float(np.exp(log_ways_of(5, 2))), 6)
    10.0
    """
    from scipy.special import gammaln  # noqa: PLC0415 -- slow to import

    size, mine = np.asarray(articles), np.asarray(first)
    ways = gammaln(size + 1) - gammaln(mine + 1) - gammaln(size - mine + 1)
    return float(np.sum(ways))


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
    chosen_first = smaller_is_first(plan)
    for picks in picked(plan, shuffles):
        labels = np.full((len(picks), len(plan.order)), fill_value=not chosen_first)
        np.put_along_axis(labels, picks, values=chosen_first, axis=1)
        yield labels


def smaller_is_first(plan: Plan) -> bool:
    """Tell whether the side that comes first by alphabet has no more articles than the other."""
    return bool(2 * plan.first.sum() <= len(plan.first))


def picked(plan: Plan, shuffles: int) -> Iterator[LongArray]:
    """Yield which articles the smaller side is given, in blocks, shuffle after shuffle.

    Parameters
    ----------
    plan : Plan
    shuffles : int

    Yields
    ------
    int array, shape (n_shuffles_in_block, n_of_the_smaller_side)
        Places in the order of the plan. The articles with the smallest keys of their stratum go to
        the first side, so the others go to the second.
    """
    groups, smaller = _alike(plan), smaller_is_first(plan)
    for drawn in _drawn(plan.identity, shuffles, plan.seed):
        parts = []
        for places, mine in groups:
            # Strata of one size and division: (n_shuffles, n_strata, size).
            ranks = np.argpartition(drawn[:, places], mine - 1, axis=2)
            chosen = ranks[:, :, :mine] if smaller else ranks[:, :, mine:]
            parts.append((chosen + places[:, :1]).reshape(len(drawn), -1))
        yield np.concatenate(parts, axis=1)


def in_turn(
    identity: HashArray, sizes: Sequence[int], shuffles: int, *, seed: int
) -> Iterator[LongArray]:
    """Yield articles in the order of their keys: the first n of them are n shuffled ones.

    Parameters
    ----------
    identity : uint64 array, shape (n_articles,)
    sizes : sequence of int
        For which n this has to hold; between two of them the order is left open, to save time.
    shuffles : int
    seed : int

    Yields
    ------
    int array, shape (n_shuffles_in_block, largest size)
        Places. One pass serves every outlet that is compared with all the others together.
    """
    most = max(sizes)
    inner = sorted({size - 1 for size in sizes})
    for drawn in _drawn(identity, shuffles, seed):
        ranks = np.argpartition(drawn, most - 1, axis=1)[:, :most]
        if len(inner) > 1:
            near = np.take_along_axis(drawn, ranks, axis=1)
            ranks = np.take_along_axis(ranks, np.argsort(near, axis=1), axis=1)
        yield ranks


def _drawn(identity: HashArray, shuffles: int, seed: int) -> Iterator[HashArray]:
    """Yield the keys of the articles in blocks of shuffles that fit into memory."""
    step = max(1, min(_SHUFFLES_AT_ONCE, _KEYS_AT_ONCE // len(identity)))
    for begin in range(0, shuffles, step):
        yield keys(identity, range(begin, min(begin + step, shuffles)), seed=seed)


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
