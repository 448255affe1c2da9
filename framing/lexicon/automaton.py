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
ByteArray = npt.NDArray[np.uint8]

# Which words of a match are its own is kept in 64 bits, one a word from its start.
LONGEST_MATCH = 62
_LENGTHS = 64

# A word that is a pattern; one that begins a pair, or ends it; one that a gap may follow.
_SINGLE, _OPENER, _SECOND, _LEAPER = (np.uint8(1 << bit) for bit in range(4))


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

    Patterns of one word are looked up by its type, the first two words of longer ones as a pair
    of types, and each further word as the pair (node, type).

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
        singles = [(p.steps[0].element, n) for n, p in enumerate(patterns) if len(p.steps) == 1]
        rows, labels = _unfold([element for element, _ in singles], elements)
        number = np.array([number for _, number in singles], dtype=np.int32)
        self._singles = Groups(labels, number[rows], self._types)
        trie = _grow(patterns)
        parent = np.array([key[0] for key in trie.edges], dtype=np.int64)
        child = np.array(list(trie.edges.values()), dtype=np.int32)
        rows, labels = _unfold([key[1] for key in trie.edges], elements)
        self._make_tables(trie, parent[rows], labels, child[rows])
        node = np.array([node for node, _ in trie.finals], dtype=np.int64)
        number = np.array([number for _, number in trie.finals], dtype=np.int32)
        self._finals = Groups(node, number, trie.nodes)
        self._accepts = self._finals.filled

    def _make_tables(
        self, trie: _Trie, parent: LongArray, labels: LongArray, child: IntArray
    ) -> None:
        first = parent == 0
        source = np.array([key[0] for key in trie.gaps], dtype=np.int64)
        self._gap_width = np.array([key[1] for key in trie.gaps], dtype=np.int32)
        self._gap_target = np.array(list(trie.gaps.values()), dtype=np.int32)
        self._gaps = Groups(source, np.arange(len(source), dtype=np.int32), trie.nodes)
        leaps = self._gaps.filled[child] & first
        self._leapers = Groups(labels[leaps], child[leaps], self._types)
        # Each second word beside every first word that leads to it.
        openers = Groups(child[first].astype(np.int64), labels[first].astype(np.int32), trie.nodes)
        second = openers.filled[parent]
        rows, opener = openers.of(parent[second])
        keys = opener.astype(np.int64) * self._types + labels[second][rows]
        self._second, self._bigrams = _table(keys, child[second][rows])
        # What a type can be, as bits: one look a word tells where anything has to be looked up.
        self._roles = np.zeros(self._types, dtype=np.uint8)
        self._roles[self._singles.filled] |= _SINGLE
        self._roles[self._leapers.filled] |= _LEAPER
        self._roles[np.unique(opener)] |= _OPENER
        self._roles[np.unique(labels[second])] |= _SECOND
        later = ~first & ~second
        self._children, self._pairs = _table(
            parent[later] * self._types + labels[later], child[later]
        )
        self._goes_on = self._gaps.filled.copy()
        self._goes_on[parent[later]] = True

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
        roles = self._roles[types]
        single = np.flatnonzero(roles & _SINGLE)
        rows, pattern = self._singles.of(types[single])
        starts = single[rows].astype(np.int32)
        found = [Found(starts, starts + np.int32(1), pattern, np.ones(len(rows), np.int64))]
        front = self._begin(types, roles, barrier)
        while len(front.at):
            found.append(self._finished(front))
            front = self._step(self._spread(front, barrier), types)
        return self._sorted(found)

    def _begin(self, types: IntArray, roles: ByteArray, barrier: BoolArray) -> _Front:
        """Read the first two words of every match under way."""
        paired = (roles[:-1] & _OPENER > 0) & (roles[1:] & _SECOND > 0) & ~barrier[1:]
        begin = np.flatnonzero(paired)
        key = types[begin].astype(np.int64) * self._types + types[begin + 1]
        rows, place = self._bigrams.find(key)
        again, node = self._second.of(place)
        start = begin[rows[again]].astype(np.int32)
        pairs = _Front(start, start + np.int32(1), node, np.full(len(start), 3, np.int64))
        leaper = np.flatnonzero(roles & _LEAPER)
        rows, node = self._leapers.of(types[leaper])
        start = leaper[rows].astype(np.int32)
        leaping = _Front(start, start, node, np.ones(len(start), np.int64)).advance(barrier)
        return _Front.join([pairs, self._step(self._leap(leaping, barrier), types)])

    def _step(self, front: _Front, types: IntArray) -> _Front:
        """Read the word at each place and go on to the children that it leads to."""
        key = front.node.astype(np.int64) * self._types + types[front.at]
        rows, place = self._pairs.find(key)
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
        plain = front.pick(np.flatnonzero(self._goes_on[front.node])).advance(barrier)
        return _Front.join([plain, self._leap(plain, barrier)])

    def _leap(self, front: _Front, barrier: BoolArray) -> _Front:
        """Go through every gap that begins at a place, leaving out from none to all its words."""
        rows, gap = self._gaps.of(front.node)
        moved = front.pick(rows).at_node(self._gap_target[gap])
        width = self._gap_width[gap]
        parts = [moved]
        skipped = 0
        while len(moved.at):
            skipped += 1
            onward = moved.onward(barrier)
            onward = onward[width[onward] >= skipped]
            moved, width = moved.pick(onward).next_word(), width[onward]
            parts.append(moved)
        return _Front.join(parts)

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

    def onward(self, barrier: BoolArray) -> LongArray:
        """Return the rows from which a match may go on to the next word."""
        following = self.at + np.int32(1)
        inside = (following < len(barrier)) & (following - self.start < LONGEST_MATCH)
        inside &= ~barrier[np.minimum(following, len(barrier) - 1)]
        return np.flatnonzero(inside)

    def next_word(self) -> _Front:
        return _Front(self.start, self.at + np.int32(1), self.node, self.own)

    def advance(self, barrier: BoolArray) -> _Front:
        return self.pick(self.onward(barrier)).next_word()

    @staticmethod
    def join(parts: Sequence[_Front]) -> _Front:
        return _Front(
            np.concatenate([part.start for part in parts]),
            np.concatenate([part.at for part in parts]),
            np.concatenate([part.node for part in parts]),
            np.concatenate([part.own for part in parts]),
        )


_Edges = dict[tuple[int, int], int]


@dataclass(frozen=True, slots=True)
class _Trie:
    """The patterns of several words. Node 0 is the root.

    ``edges`` lead from (node, element) to a node, ``gaps`` from (node, width) to the node behind
    such a gap; ``finals`` are (node, pattern) that ends there.
    """

    edges: _Edges
    gaps: _Edges
    finals: list[tuple[int, int]]
    nodes: int


def _grow(patterns: Sequence[Pattern]) -> _Trie:
    edges: _Edges = {}
    gaps: _Edges = {}
    finals: list[tuple[int, int]] = []
    size = 1
    for number, pattern in enumerate(patterns):
        if len(pattern.steps) == 1:
            continue
        node = 0
        for step in pattern.steps:
            if step.gap and node:
                node, size = _follow(gaps, (node, step.gap), size)
            node, size = _follow(edges, (node, step.element), size)
        finals.append((node, number))
    return _Trie(edges, gaps, finals, size)


def _follow(edges: _Edges, key: tuple[int, int], size: int) -> tuple[int, int]:
    if key not in edges:
        edges[key] = size
        size += 1
    return edges[key], size


def _unfold(numbers: Sequence[int], elements: Sequence[IntArray]) -> tuple[LongArray, LongArray]:
    """Return (place, type) for every place of ``numbers`` and every type of that element."""
    kinds = [elements[number] for number in numbers]
    rows = np.repeat(np.arange(len(kinds)), [len(one) for one in kinds])
    labels = np.concatenate(kinds) if kinds else np.zeros(0, dtype=np.int32)
    return rows, labels.astype(np.int64)


def _table(keys: LongArray, nodes: IntArray) -> tuple[Groups, KeyTable]:
    """Return where each key leads: the nodes by the place of the key, and the keys."""
    table = KeyTable(keys)
    return Groups(np.searchsorted(table.keys, keys), nodes, len(table.keys)), table
