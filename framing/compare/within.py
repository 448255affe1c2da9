"""Sums and ratios within stories that both sides cover, from arrays alone."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from framing.compare.families import Family, group_sums
from framing.errors import NotEnoughData
from framing.stats.arrays import BoolArray, Estimates, LongArray, RealArray
from framing.stats.ratios import matched_ratios
from framing.stats.scoretest import matched_score_test
from framing.stats.sums import Sums

# Cells of story x item held at once, in each of seven tables of 64 bits: 100 MB in all.
_CELLS_AT_ONCE = 2_000_000


@dataclass(frozen=True, slots=True, eq=False)
class Strata:
    """The stories that both sides cover, and their articles.

    Parameters
    ----------
    side : int array, shape (n_articles,)
        0 for the target, 1 for the reference, -1 for articles outside shared stories.
    group : int array, shape (n_articles,)
        Story by story target and reference, -1 outside.
    count : int
        How many stories are shared.
    """

    side: LongArray
    group: LongArray
    count: int


def strata_of(story: LongArray, side: LongArray) -> Strata:
    """Return the stories that both sides cover.

    Parameters
    ----------
    story, side : int arrays, shape (n_articles,)
        The number of each article's story; 0 for the target, 1 for the reference, -1 for neither.

    Raises
    ------
    NotEnoughData
        There is none.

    Examples
    --------
    >>> found = strata_of(np.array([0, 0, 1, 2, 2]), np.array([0, 1, 0, 1, 0]))
    >>> found.count, found.side.tolist(), found.group.tolist()
    (2, [0, 1, -1, 1, 0], [0, 1, -1, 3, 2])
    """
    both = (np.bincount(story, weights=side == 0) > 0) & (np.bincount(story, weights=side == 1) > 0)
    if not both.any():
        raise NotEnoughData(
            "no story is covered by both sides.",
            where="same story",
            fix="Compare over all articles, or add articles on the same events.",
        )
    shared = both[story] & (side >= 0)
    rank = np.cumsum(both) - 1
    return Strata(
        np.where(shared, side, -1),
        np.where(shared, 2 * rank[story] + side, -1),
        int(both.sum()),
    )


def story_sums(family: Family, strata: Strata) -> tuple[Sums, Sums]:
    """Return the sums of target and reference, of shape (n_stories, n_items)."""
    sums = group_sums(family, strata.group, 2 * strata.count).sums
    groups = np.arange(2 * strata.count)
    return sums.take(groups[::2], axis=0), sums.take(groups[1::2], axis=0)


def matched(family: Family, strata: Strata) -> tuple[Estimates, RealArray]:
    """Return the Mantel-Haenszel ratio and the p of the score test of each item."""
    step = max(1, _CELLS_AT_ONCE // (2 * strata.count))
    ratio = [_NONE]
    p = [np.zeros(0)]
    for begin in range(0, len(family.items), step):
        places = np.arange(begin, min(begin + step, len(family.items)))
        target, reference = story_sums(family.take(places), strata)
        ratio.append(matched_ratios(target, reference, term=family.term))
        p.append(matched_score_test(target, reference).p)
    return _joined(ratio), np.concatenate(p)


_NONE = Estimates(np.zeros(0), np.zeros(0), np.zeros(0), np.zeros(0, dtype=np.bool_))


def _joined(parts: list[Estimates]) -> Estimates:
    value, low, high = (
        np.concatenate([getattr(one, name) for one in parts]) for name in ("value", "low", "high")
    )
    rule: BoolArray = np.concatenate([one.overdispersed for one in parts])
    return Estimates(value, low, high, rule)
