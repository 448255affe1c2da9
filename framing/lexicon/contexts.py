"""What must, or must not, stand near a match."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from framing.lexicon.automaton import BoolArray, Found, LongArray, counter
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


@dataclass(frozen=True, slots=True, eq=False)
class ContextRules:
    """Which contexts each entry names: for entry ``e``, ``contexts[first[e]:first[e + 1]]``."""

    first: LongArray
    contexts: IntArray

    @staticmethod
    def of(lists: Sequence[Sequence[int]]) -> ContextRules:
        """Build the rules from one list of context numbers an entry."""
        first = np.concatenate([[0], np.cumsum([len(one) for one in lists])]).astype(np.int64)
        flat = [number for one in lists for number in one]
        return ContextRules(first, np.array(flat, dtype=np.int32))

    def pairs(self, entry: IntArray) -> tuple[LongArray, IntArray]:
        """Return (row, context) for every row of ``entry`` and context it names."""
        count = self.first[entry + 1] - self.first[entry]
        rows = np.repeat(np.arange(len(entry)), count)
        return rows, self.contexts[self.first[entry][rows] + counter(count)]


class Occurrences:
    """Where context terms occur, ready for looking up.

    Parameters
    ----------
    context : int array
        Number of the context term of each occurrence.
    found : Found
        Their places, in the same order.
    words : int
        Length of the text.
    """

    def __init__(self, context: IntArray, found: Found, words: int) -> None:
        self._width = words + 1
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


def _any_by_row(rows: LongArray, hit: BoolArray, count: int) -> BoolArray:
    return np.asarray(np.bincount(rows[hit], minlength=count) > 0)


def directly_before(
    found: Found, entry: IntArray, rules: ContextRules, seen: Occurrences, text: Surroundings
) -> BoolArray:
    """Tell whether one of its contexts ends right before each match, in its sentence."""
    rows, context = rules.pairs(entry)
    start = found.starts[rows]
    inside = start > text.sentence_first[start]
    hit = inside & seen.ending(context, start - 1, start)
    return _any_by_row(rows, hit, len(found))


def directly_after(
    found: Found, entry: IntArray, rules: ContextRules, seen: Occurrences, text: Surroundings
) -> BoolArray:
    """Tell whether one of its contexts begins right after each match, in its sentence."""
    rows, context = rules.pairs(entry)
    end = found.ends[rows]
    inside = end < text.sentence_last[end - 1]
    hit = inside & seen.starting(context, end, end + 1)
    return _any_by_row(rows, hit, len(found))


def nearby(
    found: Found, entry: IntArray, rules: ContextRules, seen: Occurrences, text: Surroundings
) -> BoolArray:
    """Tell whether one of its contexts stands within reach of each match, in its sentence."""
    rows, context = rules.pairs(entry)
    start, end = found.starts[rows], found.ends[rows]
    low = np.maximum(start - NEAR_WORDS, text.sentence_first[start])
    high = np.minimum(end + NEAR_WORDS, text.sentence_last[end - 1])
    hit = seen.ending(context, low, start) | seen.starting(context, end, high)
    return _any_by_row(rows, hit, len(found))


def has_rules(rules: ContextRules, entry: IntArray) -> npt.NDArray[np.bool_]:
    """Tell which matches belong to an entry that names contexts of this kind."""
    return np.asarray(rules.first[entry + 1] > rules.first[entry])
