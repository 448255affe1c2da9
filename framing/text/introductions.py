"""Names as an article introduces them: the fullest form of each, and the office beside it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from framing.model import IntArray, Segment
from framing.text.cues import BoolArray
from framing.text.layout import Gap
from framing.text.phrases import SOFT, Marks, Places, Spans, Words
from framing.text.wordkinds import Kind

# "National Security Council spokesman John Kirby": how far from a name its role may begin.
_ROLE_REACH = 8
# Longer runs of capitals are titles and institutions, not the name of a person.
_LONGEST_NAME = 4


@dataclass(frozen=True, slots=True, eq=False)
class GroupNames:
    """Places where somebody is named who speaks for a group, by start; ends are exclusive.

    ``group`` numbers ``labels``. ``whole`` marks names that count only where they are all the
    speaker is called: "Russia".
    """

    starts: IntArray
    ends: IntArray
    group: IntArray
    whole: BoolArray
    labels: tuple[str, ...]


class NameReader:
    """Names in capitals, and the groups that stand in them or beside them."""

    def __init__(self, segment: Segment, words: Words, groups: GroupNames) -> None:
        self._segment, self._words, self._groups = segment, words, groups
        self._starts = groups.starts.astype(np.int64)
        self._ends = groups.ends.astype(np.int64)
        capital = (words.kind & Kind.CAPITAL) > 0
        linked = self._linked(capital)
        self._boundary = Marks(~linked)
        ends = capital.copy()
        ends[:-1] &= ~linked[1:]
        self._run_ends = ends
        self._soft = Marks(((words.gap & SOFT) > 0) | words.edge)
        self._gaps = np.concatenate([[0], np.cumsum(words.gap > 0)])

    def _linked(self, capital: BoolArray) -> BoolArray:
        """Tell which words go on with the name that the word before belongs to."""
        words = self._words
        named = capital & ((words.kind & (Kind.TITLE | Kind.DETERMINER)) == 0)
        tie = (words.kind & Kind.PREPOSITION) > 0
        linked = np.zeros_like(capital)
        linked[1:] = named[:-1] & capital[1:]
        # "Secretary of State": the preposition and the word behind it.
        linked[1:-1] |= capital[:-2] & tie[1:-1] & capital[2:] & ~capital[1:-1]
        linked[2:] |= capital[:-2] & tie[1:-1] & capital[2:] & ~capital[1:-1]
        # "Secretary of State John Kerry": the office is not part of the name.
        linked[self._ends[self._ends < words.count]] = False
        return np.asarray(linked & (words.gap == 0) & ~words.edge)

    def names(self, phrases: Spans) -> Spans:
        """Return what each speaker is called: the last run of capitals that ends the phrase."""
        words = self._words
        start, end = phrases.start, phrases.end
        for _ in range(2):
            start = start + (words.is_kind(start, Kind.DETERMINER) & (start + 1 < end))
        run = np.maximum(self._boundary.before(end), start)
        capital = words.is_kind(np.maximum(end - 1, 0), Kind.CAPITAL)
        return Spans(np.where(capital, run, start), end)

    def group_inside(self, phrases: Spans, names: Spans) -> IntArray:
        """Return the group that a name in each speaker's own words belongs to, -1 for none."""
        groups = self._groups
        found = np.full(len(phrases.start), -1, dtype=np.int32)
        if not len(groups.starts):
            return found
        at = np.searchsorted(self._starts, phrases.start)
        for _ in range(3):
            row = np.minimum(at, len(groups.starts) - 1)
            low, high = self._starts[row], self._ends[row]
            inside = (at < len(groups.starts)) & (high <= phrases.end) & (low >= phrases.start)
            fills = (high == phrases.end) & ((low == phrases.start) | (low == names.start))
            take = (found < 0) & inside & (fills | ~groups.whole[row])
            found = np.where(take, groups.group[row], found).astype(np.int32)
            at = at + 1
        return found

    def introductions(self, names: Spans) -> tuple[Spans, IntArray]:
        """Return the fullest name of each person in the article, and the group beside it."""
        segment, words = self._segment, self._words
        article = (words.layout.part // 2).astype(np.int64)
        key = article * len(segment.vocabulary) + segment.types
        wanted = key[names.end - 1]
        distinct, number = np.unique(wanted, return_inverse=True)
        ends = np.flatnonzero(self._run_ends[: words.count])
        place = np.minimum(np.searchsorted(distinct, key[ends]), max(len(distinct) - 1, 0))
        ends, place = (a[distinct[place] == key[ends]] for a in (ends, place))
        runs = Spans(self._boundary.before(ends + 1), ends + 1)
        fits = runs.end - runs.start <= _LONGEST_NAME
        length = np.where(fits, segment.ends[ends] - segment.starts[runs.start], 0)
        best, known = _first_of_each(np.lexsort((ends, -length, place)), place, number)
        full = Spans(runs.start[best], runs.end[best]) if len(ends) else names
        fullest = full.where(known & (length[best] > 0), names) if len(ends) else names
        beside = np.append(self._group_beside(runs), np.int32(-1))
        role, known = _first_of_each(np.lexsort((ends, beside[:-1] < 0, place)), place, number)
        return fullest, beside[np.where(known, role, -1)]

    def _group_beside(self, runs: Spans) -> IntArray:
        """Return the group of a role beside each name, -1 for none."""
        groups, words = self._groups, self._words
        none = np.full(len(runs.start), -1, dtype=np.int32)
        if not len(groups.starts):
            return none
        count = len(groups.starts)
        at = np.searchsorted(self._ends, runs.start, side="right") - 1
        row = np.maximum(at, 0)
        low, high = self._starts[row], self._ends[row]
        before = (at >= 0) & (low >= runs.start - _ROLE_REACH) & ~groups.whole[row]
        before &= low >= words.first[runs.start]
        before &= self._gaps[runs.start + 1] == self._gaps[np.minimum(high, runs.start)]
        found = np.where(before, groups.group[row], none)
        at = np.searchsorted(self._starts, runs.end)
        row = np.minimum(at, count - 1)
        apposed = (at < count) & words.has_gap(runs.end, Gap.COMMA) & ~groups.whole[row]
        apposed &= words.is_kind(runs.end, Kind.DETERMINER | Kind.TITLE)
        apposed &= self._ends[row] <= self._soft.since(np.minimum(runs.end + 1, words.count))
        return np.where((found < 0) & apposed, groups.group[row], found).astype(np.int32)


def _first_of_each(order: Places, key: Places, asked: Places) -> tuple[Places, BoolArray]:
    """Return the first row, in an order that sorts by key, of each key asked for; and if any."""
    if not len(order):
        return np.zeros(len(asked), dtype=np.int64), np.zeros(len(asked), dtype=np.bool_)
    sorted_keys = key[order]
    place = np.minimum(np.searchsorted(sorted_keys, asked), len(order) - 1)
    return order[place], sorted_keys[place] == asked
