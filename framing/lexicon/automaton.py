"""All patterns of all lexicons as one table-driven automaton that reads arrays of word types."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from framing.lexicon.keys import Groups, KeyTable
from framing.lexicon.patterns import Pattern
from framing.model import IntArray

BoolArray = npt.NDArray[np.bool_]
LongArray = npt.NDArray[np.int64]

# Which words of a match are its own is kept in 64 bits, one a word from its start.
LONGEST_MATCH = 62
_LENGTHS = 64


@dataclass(frozen=True, slots=True, eq=False)
class Found:
    """Every place where a pattern fits, overlapping or not.

    ``starts`` and ``ends`` count words (end exclusive); bit ``k`` of ``own`` is set where word
    ``start + k`` is one of the pattern's, clear where it only stands in a gap.
    """

    starts: IntArray
    ends: IntArray
    pattern: IntArray
    own: LongArray

    def __len__(self) -> int:
        return len(self.starts)

    def take(self, rows: BoolArray | IntArray | LongArray) -> Found:
        """Return some of the rows."""
        return Found(self.starts[rows], self.ends[rows], self.pattern[rows], self.own[rows])


class Automaton:
    """A trie over elements, unfolded to word types and kept as tables.

    Patterns of one word are looked up by its type. The others are a trie, whose first step is
    looked up by type too, and every further one as the pair (node, type).

    Parameters
    ----------
    patterns : sequence of Pattern
        Pattern numbers in `Found` are places in this sequence.
    elements : sequence of int arrays
        The types each element stands for.
    types : int
        How many types the vocabulary has.
    """

    def __init__(
        self, patterns: Sequence[Pattern], elements: Sequence[IntArray], types: int
    ) -> None:
        self._types = max(types, 1)
        self._patterns = len(patterns) + 1
        single = [
            (pattern.steps[0].element, number)
            for number, pattern in enumerate(patterns)
            if len(pattern.steps) == 1
        ]
        rows, labels = _unfold([element for element, _ in single], elements)
        alone = np.array([number for _, number in single], dtype=np.int32)
        self._single = Groups(labels, alone[rows], self._types)
        edges, self._gaps, finals, nodes = _grow(patterns)
        parent = np.array([key[0] for key in edges], dtype=np.int64)
        child = np.array(list(edges.values()), dtype=np.int32)
        rows, labels = _unfold([key[1] for key in edges], elements)
        parent, child = parent[rows], child[rows]
        first = parent == 0
        self._first = Groups(labels[first], child[first], self._types)
        self._begins = self._first.filled
        keys = parent[~first] * self._types + labels[~first]
        self._pairs = KeyTable(keys)
        place = np.searchsorted(self._pairs.keys, keys)
        self._children = Groups(place, child[~first], len(self._pairs.keys))
        node = np.array([node for node, _ in finals], dtype=np.int64)
        number = np.array([number for _, number in finals], dtype=np.int32)
        self._finals = Groups(node, number, nodes)
        self._accepts = self._finals.filled

    def run(self, types: IntArray, barrier: BoolArray) -> Found:
        """Find every pattern in a text.

        Parameters
        ----------
        types : int array, shape (n_words,)
            Numbers in the vocabulary that the patterns were made for.
        barrier : bool array, shape (n_words,)
            True where no match may go on to this word from the one before it.

        Returns
        -------
        Found
            Sorted by start, then end, then pattern.
        """
        rows, pattern = self._single.of(types)
        starts = rows.astype(np.int32)
        found = [Found(starts, starts + np.int32(1), pattern, np.ones(len(rows), np.int64))]
        begin = np.flatnonzero(self._begins[types])
        rows, node = self._first.of(types[begin])
        start = begin[rows].astype(np.int32)
        front = _Front(start, start, node, np.ones(len(start), np.int64))
        while len(front.at):
            front = self._step(self._spread(front, barrier), types)
            found.append(self._finished(front))
        return self._sorted(found)

    def _step(self, front: _Front, types: IntArray) -> _Front:
        """Read the word at each place and go on to the children that it leads to."""
        rows, place = self._pairs.find(
            front.node.astype(np.int64) * self._types + types[front.at]
        )
        again, child = self._children.of(place)
        front = front.pick(rows[again])
        word = np.int64(1) << (front.at - front.start).astype(np.int64)
        return _Front(front.start, front.at, child, front.own | word)

    def _finished(self, front: _Front) -> Found:
        front = front.pick(np.flatnonzero(self._accepts[front.node]))
        rows, pattern = self._finals.of(front.node)
        return Found(front.start[rows], front.at[rows] + np.int32(1), pattern, front.own[rows])

    def _spread(self, front: _Front, barrier: BoolArray) -> _Front:
        """Move on by one word, and through gaps by as many more as they allow."""
        plain = front.advance(barrier)
        parts = [plain]
        for gap, target in self._gaps.items():
            node = target[plain.node]
            rows = np.flatnonzero(node)
            moved = plain.pick(rows).at_node(node[rows])
            parts.append(moved)
            for _ in range(gap):
                moved = moved.advance(barrier)
                parts.append(moved)
        return _Front.join(parts) if len(parts) > 1 else plain

    def _sorted(self, parts: Sequence[Found]) -> Found:
        starts = np.concatenate([part.starts for part in parts])
        ends = np.concatenate([part.ends for part in parts])
        pattern = np.concatenate([part.pattern for part in parts])
        own = np.concatenate([part.own for part in parts])
        # One number a row sorts several times faster than three columns.
        key = (starts.astype(np.int64) * _LENGTHS + (ends - starts)) * self._patterns + pattern
        order = np.argsort(key, kind="stable")
        ordered = key[order]
        if (ordered[1:] == ordered[:-1]).any():
            order = np.lexsort((own, key))
        return Found(starts, ends, pattern, own).take(order)


@dataclass(frozen=True, slots=True, eq=False)
class _Front:
    """Matches under way: where each began, the word read last, its node, its own words."""

    start: IntArray
    at: IntArray
    node: IntArray
    own: LongArray

    def pick(self, rows: BoolArray | LongArray) -> _Front:
        return _Front(self.start[rows], self.at[rows], self.node[rows], self.own[rows])

    def at_node(self, node: IntArray) -> _Front:
        return _Front(self.start, self.at, node, self.own)

    def advance(self, barrier: BoolArray) -> _Front:
        following = self.at + np.int32(1)
        inside = (following < len(barrier)) & (following - self.start < LONGEST_MATCH)
        inside &= ~barrier[np.minimum(following, len(barrier) - 1)]
        rows = np.flatnonzero(inside)
        return _Front(self.start[rows], following[rows], self.node[rows], self.own[rows])

    @staticmethod
    def join(parts: Sequence[_Front]) -> _Front:
        return _Front(
            np.concatenate([part.start for part in parts]),
            np.concatenate([part.at for part in parts]),
            np.concatenate([part.node for part in parts]),
            np.concatenate([part.own for part in parts]),
        )


_Edges = dict[tuple[int, int], int]


def _unfold(
    numbers: Sequence[int], elements: Sequence[IntArray]
) -> tuple[LongArray, LongArray]:
    """Return (place, type) for every place of ``numbers`` and every type of that element."""
    kinds = [elements[number] for number in numbers]
    rows = np.repeat(np.arange(len(kinds)), [len(one) for one in kinds])
    labels = np.concatenate(kinds) if kinds else np.zeros(0, dtype=np.int32)
    return rows, labels.astype(np.int64)


def _grow(
    patterns: Sequence[Pattern],
) -> tuple[_Edges, dict[int, IntArray], list[tuple[int, int]], int]:
    """Build the trie of the patterns of several words.

    Returns
    -------
    edges : (node, element) -> node; node 0 is the root
    gaps : width of a gap -> for each node the one behind such a gap, 0 where there is none
    finals : (node, pattern) that ends there
    nodes : how many nodes there are
    """
    edges: _Edges = {}
    gap_edges: _Edges = {}
    finals: list[tuple[int, int]] = []
    size = 1
    for number, pattern in enumerate(patterns):
        if len(pattern.steps) == 1:
            continue
        node = 0
        for step in pattern.steps:
            if step.gap and node:
                node, size = _follow(gap_edges, (node, step.gap), size)
            node, size = _follow(edges, (node, step.element), size)
        finals.append((node, number))
    gaps: dict[int, IntArray] = {}
    for (node, width), target in sorted(gap_edges.items()):
        gaps.setdefault(width, np.zeros(size, dtype=np.int32))[node] = target
    return edges, gaps, finals, size


def _follow(edges: _Edges, key: tuple[int, int], size: int) -> tuple[int, int]:
    if key not in edges:
        edges[key] = size
        size += 1
    return edges[key], size

