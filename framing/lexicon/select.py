"""Leftmost-longest: which of the overlapping matches of a lexicon count."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from framing.lexicon.automaton import Found
from framing.model import IntArray

BoolArray = npt.NDArray[np.bool_]
LongArray = npt.NDArray[np.int64]


def longest(found: Found, rank: IntArray) -> LongArray:
    """Choose the matches that count: leftmost first, then longest, then by rank.

    Words in the gap of a match stay free for other matches.

    Parameters
    ----------
    found : Found
        Candidates of one lexicon.
    rank : int array, shape (n_candidates,)
        Settles ties of start and length; the smallest wins.

    Returns
    -------
    int array
        Rows of the chosen candidates, by start.
    """
    order = np.lexsort((rank, -found.ends, found.starts))
    starts, ends, own = found.starts[order], found.ends[order], found.own[order]
    if not len(order):
        return order
    reach = np.maximum.accumulate(ends)
    alone = np.ones(len(order), dtype=np.bool_)
    # A run of candidates in which each begins before an earlier one has ended.
    alone[1:] = starts[1:] >= reach[:-1]
    run = np.cumsum(alone) - 1
    size = np.bincount(run)
    chosen = size[run] == 1
    crowded = np.flatnonzero(~chosen)
    chosen[crowded[_greedy(starts[crowded], own[crowded], run[crowded])]] = True
    return np.asarray(order[chosen], dtype=np.int64)


def _greedy(starts: IntArray, own: LongArray, run: LongArray) -> BoolArray:
    """Take candidates in order wherever their own words are still free."""
    taken = np.zeros(len(starts), dtype=np.bool_)
    current, base, used = -1, 0, 0
    for row, (start, words, group) in enumerate(
        zip(starts.tolist(), own.tolist(), run.tolist(), strict=True)
    ):
        if group != current:
            current, base, used = group, start, 0
        mask = words << (start - base)
        if not used & mask:
            used |= mask
            taken[row] = True
    return taken
