"""Sets of whole numbers that arrays are looked up in: a rough table first, then the exact one."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

BoolArray = npt.NDArray[np.bool_]
LongArray = npt.NDArray[np.int64]

# Knuth's multiplier, 2^64 / the golden ratio: spreads neighbouring keys over the table.
_SPREAD = np.uint64(0x9E3779B97F4A7C15)
# Eight places a key: seven of eight absent keys are told at the first look.
_PLACES_PER_KEY = 8


class KeyTable:
    """Distinct keys, made ready for looking up many at once.

    Most keys that are looked up are absent. A table of bits tells so for nearly all of them with
    one look each; only the rest are searched for.

    Parameters
    ----------
    keys : int64 array
        Not negative; repeated ones count once.
    """

    def __init__(self, keys: LongArray) -> None:
        self.keys: LongArray = _distinct(np.sort(keys))
        bits = max(int(len(self.keys) * _PLACES_PER_KEY).bit_length(), 1)
        self._shift = np.uint64(64 - bits)
        self._maybe = np.zeros(1 << bits, dtype=np.bool_)
        self._maybe[self._slots(self.keys)] = True

    def _slots(self, keys: LongArray) -> npt.NDArray[np.uint64]:
        return (keys.view(np.uint64) * _SPREAD) >> self._shift

    def find(self, keys: LongArray) -> tuple[LongArray, LongArray]:
        """Return which of ``keys`` are in the table, and the place of each in `KeyTable.keys`."""
        rows = np.flatnonzero(self._maybe[self._slots(keys)])
        if not len(rows) or not len(self.keys):
            return rows[:0], rows[:0]
        wanted = keys[rows]
        place = np.minimum(np.searchsorted(self.keys, wanted), len(self.keys) - 1)
        same = self.keys[place] == wanted
        return rows[same], place[same]

    def contains(self, keys: LongArray) -> BoolArray:
        """Tell which of ``keys`` are in the table."""
        found = np.zeros(len(keys), dtype=np.bool_)
        found[self.find(keys)[0]] = True
        return found


def _distinct(ordered: LongArray) -> LongArray:
    """Return sorted keys without repeats; faster than `np.unique`, which hashes them."""
    new = np.ones(len(ordered), dtype=np.bool_)
    new[1:] = ordered[1:] != ordered[:-1]
    return ordered[new]


class Groups:
    """Items in numbered groups, kept as one array: the items of each group stand together.

    Parameters
    ----------
    group, item : int arrays of one length
        Which group each item belongs to; items of a group keep their order.
    groups : int
        How many groups there are.
    """

    def __init__(self, group: LongArray, item: npt.NDArray[np.int32], groups: int) -> None:
        order = np.argsort(group, kind="stable")
        self._items = item[order]
        counts = np.bincount(group, minlength=groups) if len(group) else np.zeros(groups, np.int64)
        self._first = np.concatenate([[0], np.cumsum(counts)]).astype(np.int32)

    @property
    def filled(self) -> BoolArray:
        """Which groups have an item, shape (n_groups,)."""
        return np.asarray(self._first[1:] > self._first[:-1], dtype=np.bool_)

    def of(self, groups: npt.NDArray[np.integer]) -> tuple[LongArray, npt.NDArray[np.int32]]:
        """Return (row, item) for every row of ``groups`` and item of the group it names."""
        low = self._first[groups]
        count = self._first[groups + 1] - low
        if (count == 1).all():
            return np.arange(len(groups)), self._items[low]
        rows = np.repeat(np.arange(len(groups)), count)
        place = np.arange(len(rows)) + np.repeat(low - np.cumsum(count) + count, count)
        return rows, self._items[place]
