"""Leftmost-longest: which of the overlapping matches of a lexicon count."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from framing.lexicon.automaton import Found
from framing.model import IntArray

BoolArray = npt.NDArray[np.bool_]
LongArray = npt.NDArray[np.int64]

# No match has more words.
_LENGTHS = 64


def longest(found: Found, rank: IntArray | LongArray, shift: LongArray | None = None) -> LongArray:
    """Choose the matches that count: leftmost first, then longest, then by rank.

    Words in the gap of a match stay free for other matches.

    Parameters
    ----------
    found : Found
        Candidates.
    rank : int array, shape (n_candidates,)
        Not negative. Settles ties of start and length; the smallest wins.
    shift : int array, shape (n_candidates,), optional
        Added to the places, so that candidates of different lexicons do not meet.

    Returns
    -------
    int array
        Rows of the chosen candidates, by shift and start.
    """
    place = found.starts.astype(np.int64)
    place = place if shift is None else place + shift
    length = found.ends - found.starts
    # One number a row sorts several times faster than three columns.
    key = (place * _LENGTHS + (_LENGTHS - 1 - length)) * (int(rank.max(initial=0)) + 1) + rank
    order = np.argsort(key, kind="stable")
    starts, own = place[order], found.own[order]
    ends = starts + length[order]
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


def _greedy(starts: LongArray, own: LongArray, run: LongArray) -> BoolArray:
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
