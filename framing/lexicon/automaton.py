"""All patterns of all lexicons as one table-driven automaton that reads arrays of word types."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from framing.lexicon.patterns import Pattern
from framing.model import IntArray

BoolArray = npt.NDArray[np.bool_]
LongArray = npt.NDArray[np.int64]

# Which words of a match are its own is kept in 64 bits, one a word from its start.
LONGEST_MATCH = 62


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
    """A trie over elements, unfolded to word types and kept as sorted arrays.

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
        nodes, gaps, finals = _grow(patterns)
        parent = np.array([key[0] for key in nodes], dtype=np.int64)
        sizes = [len(elements[key[1]]) for key in nodes]
        child = np.repeat(np.array(list(nodes.values()), dtype=np.int32), sizes)
        kinds = [elements[key[1]] for key in nodes]
        labels = np.concatenate(kinds) if kinds else np.zeros(0, dtype=np.int32)
        keys = np.repeat(parent, sizes) * self._types + labels
        order = np.argsort(keys, kind="stable")
        self._keys, self._children = keys[order], child[order]
        self._gaps = gaps
        self._final_node = np.array([node for node, _ in finals], dtype=np.int64)
        self._final_pattern = np.array([pattern for _, pattern in finals], dtype=np.int32)
        order = np.argsort(self._final_node, kind="stable")
        self._final_node, self._final_pattern = self._final_node[order], self._final_pattern[order]
        self._first = np.zeros(self._types, dtype=np.bool_)
        self._first[labels[np.repeat(parent, sizes) == 0]] = True

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
        begin = np.flatnonzero(self._first[types]) if len(types) else np.zeros(0, dtype=np.int64)
        front = _Front(begin, begin, np.zeros(len(begin), np.int64), np.zeros(len(begin), np.int64))
        found: list[Found] = []
        while len(front.at):
            front = self._step(front, types)
            found.append(self._finished(front))
            front = self._spread(front, barrier)
        return _sorted(found)

    def _step(self, front: _Front, types: IntArray) -> _Front:
        """Read the word at each place and go on to the children that it leads to."""
        keys = front.node * self._types + types[front.at]
        low = np.searchsorted(self._keys, keys)
        count = np.searchsorted(self._keys, keys, side="right") - low
        rows = np.repeat(np.arange(len(keys)), count)
        edge = low[rows] + counter(count)
        own = front.own[rows] | (np.int64(1) << (front.at[rows] - front.start[rows]))
        return _Front(front.start[rows], front.at[rows], self._children[edge].astype(np.int64), own)

    def _finished(self, front: _Front) -> Found:
        low = np.searchsorted(self._final_node, front.node)
        count = np.searchsorted(self._final_node, front.node, side="right") - low
        rows = np.repeat(np.arange(len(front.node)), count)
        return Found(
            front.start[rows].astype(np.int32),
            (front.at[rows] + 1).astype(np.int32),
            self._final_pattern[low[rows] + counter(count)],
            front.own[rows],
        )

    def _spread(self, front: _Front, barrier: BoolArray) -> _Front:
        """Move on by one word, and through gaps by as many more as they allow."""
        plain = front.advance(barrier)
        parts = [plain]
        for gap, (source, target) in self._gaps.items():
            place = np.minimum(np.searchsorted(source, plain.node), len(source) - 1)
            inside = source[place] == plain.node
            moved = plain.pick(inside).at_node(target[place[inside]])
            parts.append(moved)
            for _ in range(gap):
                moved = moved.advance(barrier)
                parts.append(moved)
        return _Front.join(parts) if len(parts) > 1 else plain


@dataclass(frozen=True, slots=True, eq=False)
class _Front:
    """Matches under way: where each began, the word it reads next, its node, its own words."""

    start: LongArray
    at: LongArray
    node: LongArray
    own: LongArray

    def pick(self, rows: BoolArray) -> _Front:
        return _Front(self.start[rows], self.at[rows], self.node[rows], self.own[rows])

    def at_node(self, node: LongArray) -> _Front:
        return _Front(self.start, self.at, node, self.own)

    def advance(self, barrier: BoolArray) -> _Front:
        following = self.at + 1
        inside = (following < len(barrier)) & (following - self.start < LONGEST_MATCH)
        inside[inside] = ~barrier[following[inside]]
        return _Front(self.start[inside], following[inside], self.node[inside], self.own[inside])

    @staticmethod
    def join(parts: Sequence[_Front]) -> _Front:
        return _Front(
            np.concatenate([part.start for part in parts]),
            np.concatenate([part.at for part in parts]),
            np.concatenate([part.node for part in parts]),
            np.concatenate([part.own for part in parts]),
        )


_Edges = dict[tuple[int, int], int]
_Gaps = dict[int, tuple[LongArray, LongArray]]


def _grow(patterns: Sequence[Pattern]) -> tuple[_Edges, _Gaps, list[tuple[int, int]]]:
    """Build the trie: edges (node, element) -> node, gap edges by width, and accepting nodes."""
    edges: _Edges = {}
    gap_edges: dict[tuple[int, int], int] = {}
    finals: list[tuple[int, int]] = []
    size = 1
    for number, pattern in enumerate(patterns):
        node = 0
        for step in pattern.steps:
            if step.gap and node:
                node, size = _follow(gap_edges, (node, step.gap), size)
            node, size = _follow(edges, (node, step.element), size)
        finals.append((node, number))
    gaps: _Gaps = {}
    for width in {key[1] for key in gap_edges}:
        pairs = sorted((key[0], node) for key, node in gap_edges.items() if key[1] == width)
        columns = np.array(pairs, dtype=np.int64)
        gaps[width] = (columns[:, 0], columns[:, 1])
    return edges, dict(sorted(gaps.items())), finals


def _follow(edges: _Edges, key: tuple[int, int], size: int) -> tuple[int, int]:
    if key not in edges:
        edges[key] = size
        size += 1
    return edges[key], size


def counter(count: LongArray) -> LongArray:
    """Return 0, 1, ... count[0] - 1, 0, 1, ... count[1] - 1 and so on."""
    total = int(count.sum())
    return np.arange(total) - np.repeat(np.cumsum(count) - count, count)


def _sorted(parts: Sequence[Found]) -> Found:
    if not parts:
        nothing = np.zeros(0, dtype=np.int32)
        return Found(nothing, nothing, nothing, np.zeros(0, dtype=np.int64))
    starts = np.concatenate([part.starts for part in parts])
    ends = np.concatenate([part.ends for part in parts])
    pattern = np.concatenate([part.pattern for part in parts])
    own = np.concatenate([part.own for part in parts])
    order = np.lexsort((own, pattern, ends, starts))
    return Found(starts, ends, pattern, own).take(order)
