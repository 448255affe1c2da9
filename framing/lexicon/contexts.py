"""What must, or must not, stand near a match."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from framing.lexicon.automaton import BoolArray, Found, LongArray
from framing.lexicon.keys import Groups, KeyTable
from framing.model import IntArray
from framing.settings import NEAR_WORDS


@dataclass(frozen=True, slots=True, eq=False)
class Surroundings:
    """What matching knows of a text beside its words; one item a word.

    ``barrier``: no match goes on to this word from the one before. ``sentence_first`` and
    ``sentence_last``: first word of its sentence, and first word after it. ``date``: its
    article's date as ``yyyymmdd``, 0 where unknown.
    """

    barrier: BoolArray
    sentence_first: IntArray
    sentence_last: IntArray
    date: IntArray


class ContextRules:
    """Which contexts of one kind each entry names.

    Contexts of one word are kept as the word types that fulfil them, entry by entry: the word
    beside a match is looked at, and the text need not be searched for it. Longer ones are
    numbered; where they occur is found as matches are.

    Parameters
    ----------
    named : sequence of sequences of int
        The numbers of the contexts of each entry.
    words : sequence of int arrays
        For each context the types that fulfil it by themselves.
    longer : bool array, shape (n_contexts,)
        Which contexts can also be fulfilled by several words.
    types : int
        Size of the vocabulary.
    """

    def __init__(
        self,
        named: Sequence[Sequence[int]],
        words: Sequence[IntArray],
        longer: BoolArray,
        types: int,
    ) -> None:
        count = [len(one) for one in named]
        entry = np.repeat(np.arange(len(named)), count)
        context = np.array([number for one in named for number in one], dtype=np.int32)
        kinds = [words[number] for number in context.tolist()]
        sizes = np.array([len(one) for one in kinds], dtype=np.int64)
        labels = np.concatenate(kinds) if kinds else np.zeros(0, dtype=np.int32)
        self._types = max(types, 1)
        self._words = KeyTable(np.repeat(entry, sizes) * self._types + labels)
        self._named = Groups(entry, context, len(named))
        kept = longer[context]
        self._longer = Groups(entry[kept], context[kept], len(named))
        self.names_any: BoolArray = np.array(count, dtype=np.int64) > 0

    def contexts(self, entry: int) -> IntArray:
        """Return the numbers of the contexts that an entry names."""
        return self._named.of(np.array([entry]))[1]

    def fulfilled_by(self, entry: IntArray, word: IntArray) -> BoolArray:
        """Tell whether a word (its type) is by itself a context that the entry names."""
        return self._words.contains(entry.astype(np.int64) * self._types + word)

    def longer(self, entry: IntArray) -> tuple[LongArray, IntArray]:
        """Return (row, context) for every row of ``entry`` and longer context it names."""
        return self._longer.of(entry)


class Occurrences:
    """Where longer context terms occur, ready for looking up.

    Parameters
    ----------
    context : int array
        Number of the context term of each occurrence.
    found : Found
        Their places, in the same order.
    types : int array, shape (n_words,)
        The text.
    """

    def __init__(self, context: IntArray, found: Found, types: IntArray) -> None:
        self.types = types
        self._width = len(types) + 1
        keys = context.astype(np.int64) * self._width
        self._starts = np.sort(keys + found.starts)
        self._ends = np.sort(keys + found.ends)

    def starting(self, context: IntArray, low: IntArray, high: IntArray) -> BoolArray:
        """Tell whether the context begins at a word from ``low`` to before ``high``."""
        return self._within(self._starts, context, low, high)

    def ending(self, context: IntArray, low: IntArray, high: IntArray) -> BoolArray:
        """Tell whether the context's last word is one from ``low`` to before ``high``."""
        return self._within(self._ends, context, low + 1, high + 1)

    def _within(
        self, keys: LongArray, context: IntArray, low: IntArray, high: IntArray
    ) -> BoolArray:
        base = context.astype(np.int64) * self._width
        reach = np.searchsorted(keys, base + np.maximum(low, high))
        return np.asarray(reach > np.searchsorted(keys, base + low), dtype=np.bool_)


@dataclass(frozen=True, slots=True, eq=False)
class Candidates:
    """Matches to be judged by their contexts: their places, and the entry of each."""

    starts: IntArray
    ends: IntArray
    entry: IntArray

    def named_by(self, rules: ContextRules) -> npt.NDArray[np.intp]:
        """Return the rows whose entry names contexts of this kind."""
        return np.flatnonzero(rules.names_any[self.entry])

    def take(self, rows: npt.NDArray[np.intp]) -> Candidates:
        """Return some of the rows."""
        return Candidates(self.starts[rows], self.ends[rows], self.entry[rows])


def directly_before(
    found: Candidates, rules: ContextRules, seen: Occurrences, text: Surroundings
) -> BoolArray:
    """Tell whether one of its contexts ends right before each match, in its sentence."""
    hit = np.zeros(len(found.starts), dtype=np.bool_)
    rows = found.named_by(rules)
    rows = rows[found.starts[rows] > text.sentence_first[found.starts[rows]]]
    start, entry = found.starts[rows], found.entry[rows]
    hit[rows] = rules.fulfilled_by(entry, seen.types[start - 1])
    pair, context = rules.longer(entry)
    hit[rows[pair[seen.ending(context, start[pair] - 1, start[pair])]]] = True
    return hit


def directly_after(
    found: Candidates, rules: ContextRules, seen: Occurrences, text: Surroundings
) -> BoolArray:
    """Tell whether one of its contexts begins right after each match, in its sentence."""
    hit = np.zeros(len(found.starts), dtype=np.bool_)
    rows = found.named_by(rules)
    rows = rows[found.ends[rows] < text.sentence_last[found.ends[rows] - 1]]
    end, entry = found.ends[rows], found.entry[rows]
    hit[rows] = rules.fulfilled_by(entry, seen.types[end])
    pair, context = rules.longer(entry)
    hit[rows[pair[seen.starting(context, end[pair], end[pair] + 1)]]] = True
    return hit


def nearby(
    found: Candidates, rules: ContextRules, seen: Occurrences, text: Surroundings
) -> BoolArray:
    """Tell whether one of its contexts stands within reach of each match, in its sentence."""
    hit = np.zeros(len(found.starts), dtype=np.bool_)
    start, end = found.starts, found.ends
    low = np.maximum(start - NEAR_WORDS, text.sentence_first[start])
    high = np.minimum(end + NEAR_WORDS, text.sentence_last[end - 1])
    for distance in range(1, NEAR_WORDS + 1):
        for place, inside in (
            (start - distance, start - distance >= low),
            (end + distance - 1, end + distance <= high),
        ):
            rows = np.flatnonzero(inside & ~hit)
            hit[rows] = rules.fulfilled_by(found.entry[rows], seen.types[place[rows]])
    rows = np.flatnonzero(~hit)
    pair, context = rules.longer(found.entry[rows])
    row = rows[pair]
    reached = seen.ending(context, low[row], start[row])
    reached |= seen.starting(context, end[row], high[row])
    hit[row[reached]] = True
    return hit
