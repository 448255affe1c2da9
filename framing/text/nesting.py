"""Ranges of words that lie within one another."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from framing.text.phrases import Places, Spans


@dataclass(frozen=True, slots=True, eq=False)
class Cited:
    """Ranges of words with their speaker and cue, in the order of their starts.

    ``owner`` has one item a word: the last range to begin that covers it. ``parent`` has one a
    range: the last to begin before it that covers its start. Both are -1 for none.
    """

    words: Spans
    source: Places
    cue: Places
    parent: Places
    owner: Places

    @classmethod
    def of(cls, words: Spans, source: Places, cue: Places, count: int) -> Cited:
        """Sort ranges and nest them; ``count`` is the number of words."""
        order = np.lexsort((-words.end, words.start))
        words = Spans(words.start[order], words.end[order])
        owner, parent = nested(words, count)
        return cls(words, source[order], cue[order], parent, owner)


def nested(words: Spans, count: int) -> tuple[Places, Places]:
    """Nest ranges that are sorted by their starts, none of them empty.

    Returns
    -------
    owner : int array, shape (count,)
        For each word the last range to begin that covers it, -1 for none.
    parent : int array, one item a range
        The last range to begin before each one that covers its start, -1 for none.
    """
    number = np.arange(len(words.start))
    edges = np.zeros(count + 1, dtype=np.int64)
    alone = _alone(words)
    edges[words.start[alone]] += number[alone] + 1
    np.subtract.at(edges, words.end[alone], number[alone] + 1)
    owner = np.cumsum(edges[:-1]) - 1
    parent = np.full(len(number), -1, dtype=np.int64)
    for first, last, holder in _swept(words, number[~alone], parent):
        owner[first:last] = holder
    return owner, parent


def _alone(words: Spans) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
    """Tell which ranges share no word with another."""
    reach = np.maximum.accumulate(words.end) if len(words.end) else words.end
    alone = np.ones(len(words.start), dtype=np.bool_)
    alone[1:] &= words.start[1:] >= reach[:-1]
    alone[:-1] &= words.start[1:] >= words.end[:-1]
    return alone


def _swept(words: Spans, numbers: Places, parent: Places) -> Iterator[tuple[int, int, int]]:
    """Yield stretches of words and the range that has them, in one pass over overlapping ranges.

    Writes the parent of each range on the way.
    """
    starts, ends = words.start[numbers].tolist(), words.end[numbers].tolist()
    stack: list[tuple[int, int]] = []
    at = 0
    for number, start, end in zip(numbers.tolist(), starts, ends, strict=True):
        while stack and at < start:
            stop, holder = stack[-1]
            if stop > at:
                yield at, min(stop, start), holder
                at = min(stop, start)
            if stop <= start:
                stack.pop()
        while stack and stack[-1][0] <= start:
            stack.pop()
        parent[number] = stack[-1][1] if stack else -1
        stack.append((end, number))
        at = start
    while stack:
        stop, holder = stack.pop()
        if stop > at:
            yield at, stop, holder
            at = stop
