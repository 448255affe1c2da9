"""Words of texts as numbers, and runs of them, for finding text that comes twice."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
import numpy.typing as npt

Hashes = npt.NDArray[np.uint64]
Places = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]
Stretches = Sequence[tuple[int, int]]

# Texts are hashed in pieces that stay in the processor's cache, and handled in blocks that keep
# arrays busy.
_PIECE = 2**16
_BLOCK = 2**18
# An odd number has an inverse modulo 2**64: words are hashed by differences of running sums.
_BASE = 0x9E3779B97F4A7C15
_MIX = np.uint64(0xBF58476D1CE4E5B9)
_SHIFT = np.uint64(31)
_WORD = 2**64


@dataclass(frozen=True, slots=True, eq=False)
class Block:
    """The words of some texts, in order; one item a word.

    ``text`` is the place of a word's text, ``start`` and ``end`` its code points there, ``word``
    a hash of its letters whatever their case, and ``stretch`` grows where words do not adjoin:
    at the next text, and where something between was taken out.
    """

    text: Places
    start: Places
    end: Places
    word: Hashes
    stretch: Places

    def shingles(self, size: int) -> tuple[Hashes, Places]:
        """Return a hash of each run of ``size`` words that adjoin, and where it begins."""
        count = len(self.word) - size + 1
        if count <= 0:
            return np.empty(0, np.uint64), np.empty(0, np.int64)
        value = np.zeros(count, np.uint64)
        for step in range(size):
            value = value * np.uint64(_BASE) + self.word[step : step + count]
        whole = self.stretch[:count] == self.stretch[size - 1 :]
        return mixed(value[whole]), np.flatnonzero(whole)


def mixed(value: Hashes) -> Hashes:
    """Scramble 64-bit numbers, one to one, so that any of their bits is as good as another."""
    value = (value ^ (value >> _SHIFT)) * _MIX
    return value ^ (value >> _SHIFT)


def blocks(
    texts: Sequence[str], places: Sequence[int], taken: Sequence[Stretches]
) -> Iterator[Block]:
    """Yield the words of texts, block by block.

    Parameters
    ----------
    texts : sequence of str
    places : sequence of int
        Which of them, in the order wanted.
    taken : sequence of stretches, one an item of ``texts``
        Start and end of what is not counted.

    Yields
    ------
    Block
        Of whole texts; one of a long text alone is as long as it.
    """
    batch: list[int] = []
    size = 0
    for place in places:
        if batch and size + len(texts[place]) > _BLOCK:
            yield _block(texts, batch, taken)
            batch, size = [], 0
        batch.append(place)
        size += len(texts[place]) + 1
    if batch:
        yield _block(texts, batch, taken)


def _block(texts: Sequence[str], batch: Sequence[int], taken: Sequence[Stretches]) -> Block:
    joined = texts[batch[0]] if len(batch) == 1 else "\n".join([texts[p] for p in batch])
    start, end, word = _words(joined)
    lengths = np.array([len(texts[place]) + 1 for place in batch], np.int64)
    base = np.cumsum(lengths) - lengths
    # Look up the few borders among the many words, not the words among the borders.
    which = np.repeat(
        np.arange(len(batch)), np.diff(np.searchsorted(start, base), append=len(start))
    )
    stretch = which
    out = [
        (int(base[n]) + low, int(base[n]) + high)
        for n, place in enumerate(batch)
        for low, high in taken[place]
    ]
    if out:
        opened, closed = np.searchsorted(start, np.array(out, np.int64).T)
        change = np.zeros(len(start) + 1, np.int64)
        np.add.at(change, opened, 1)
        stretch = which + np.cumsum(change[:-1])
        np.add.at(change, closed, -1)
        kept = np.cumsum(change[:-1]) == 0
        start, end, word = start[kept], end[kept], word[kept]
        which, stretch = which[kept], stretch[kept]
    text = np.array(batch, np.int64)[which]
    return Block(text, start - base[which], end - base[which], word, stretch)


def _words(text: str) -> tuple[Places, Places, Hashes]:
    """Return start, end and hash of each word: letters and digits in a row."""
    starts, ends, words = [], [], []
    place = 0
    while place < len(text):
        stop = _cut(text, place)
        start, end, word = _hash(text[place:stop])
        starts.append(start + place)
        ends.append(end + place)
        words.append(word)
        place = stop
    if not words:
        return np.empty(0, np.int64), np.empty(0, np.int64), np.empty(0, np.uint64)
    return np.concatenate(starts), np.concatenate(ends), np.concatenate(words)


def _cut(text: str, place: int) -> int:
    """Return where a piece ends: after a space, where it has one."""
    stop = place + _PIECE
    if stop >= len(text):
        return len(text)
    return text.rfind(" ", place, stop) + 1 or stop


def _hash(piece: str) -> tuple[Places, Places, Hashes]:
    values, powers, inverses = _tables()
    codes = np.frombuffer(piece.encode("utf-32-le", "surrogatepass"), np.uint32)
    value = values.take(codes, mode="clip")
    inside = np.zeros(len(codes) + 2, np.int8)
    inside[1:-1] = value != 0
    edges = np.flatnonzero(inside[1:] != inside[:-1])
    start, end = edges[0::2], edges[1::2]
    total = np.zeros(len(codes) + 1, np.uint64)
    np.cumsum(value * powers[: len(codes)], out=total[1:])
    return start, end, mixed((total[end] - total[start]) * inverses[start])


@cache
def _tables() -> tuple[Hashes, Hashes, Hashes]:
    """Return a value of each character (0 where it is no letter or digit), and powers."""
    low = [chr(code).lower()[0] if chr(code).isalnum() else "" for code in range(2**16 - 1)]
    codes = np.array([ord(letter) if letter else 0 for letter in low] + [0], np.uint64)
    values = mixed(mixed(codes * np.uint64(_BASE)))
    inverse = pow(_BASE, -1, _WORD)
    powers, inverses = [1], [1]
    for _ in range(_PIECE):
        powers.append(powers[-1] * _BASE % _WORD)
        inverses.append(inverses[-1] * inverse % _WORD)
    return values, np.array(powers, np.uint64), np.array(inverses, np.uint64)
