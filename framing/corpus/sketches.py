"""A glance at every article: what may come twice, so that only that has to be compared in full."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from framing.corpus.shingles import Block, Flags, Hashes, Places, Stretches, blocks, mixed
from framing.settings import DUPLICATE_SHINGLE, SHARED_SHINGLE, SHARED_WORDS

# Two articles with Jaccard J agree on one band with probability J**3: at .8, on at least one of
# 21 bands in all but 3 pairs of ten million; at .2, in 16 of a hundred, which are then compared.
_BANDS, _ROWS = 21, 3
_BINS = np.uint64(_BANDS * _ROWS)
_NONE = np.uint64(2**64 - 1)
_STEP = np.uint64(0x9E3779B97F4A7C15)


@dataclass(frozen=True, slots=True, eq=False)
class Sketches:
    """What is kept of articles at a glance.

    ``bands`` has 21 numbers an article, one row each, of which similar articles have some in
    common; 0 says nothing. ``total`` is the same for articles with the same words in the same
    order. ``prints`` are hashes of word 8-grams, such that any 20 words in a row have one in
    common with the same 20 words elsewhere, and ``article`` whose they are.
    """

    bands: Hashes
    total: Hashes
    prints: Hashes
    article: Places

    def only(self, counted: Flags) -> Sketches:
        """Return the sketches without the prints of articles that do not count."""
        kept = counted[self.article]
        return Sketches(self.bands, self.total, self.prints[kept], self.article[kept])


def sketch(texts: Sequence[str], places: Sequence[int], taken: Sequence[Stretches]) -> Sketches:
    """Sketch some of the texts; the arguments are those of `shingles.blocks`.

    References
    ----------
    Broder (1997), On the resemblance and containment of documents, SEQUENCES. Li, Owen and Zhang
    (2012), One permutation hashing, NIPS. Schleimer, Wilkerson and Aiken (2003), Winnowing: local
    algorithms for document fingerprinting, SIGMOD.
    """
    bands = np.zeros((len(texts), _BANDS), np.uint64)
    total = np.zeros(len(texts), np.uint64)
    prints: list[Hashes] = []
    owners: list[Places] = []
    for block in blocks(texts, places, taken):
        value, first = block.shingles(DUPLICATE_SHINGLE)
        _add_bands(bands, value, block.text[first])
        _add_total(total, block)
        value, first = winnowed(block)
        prints.append(value)
        owners.append(block.text[first])
    empty = np.empty(0, np.int64)
    return Sketches(
        bands,
        total,
        np.concatenate([np.empty(0, np.uint64), *prints]),
        np.concatenate([empty, *owners]),
    )


def _add_bands(bands: Hashes, value: Hashes, text: Places) -> None:
    """Note the least shingle in each of 63 bins of an article, three of them a band."""
    if not len(value):
        return
    article, local = np.unique(text, return_inverse=True)
    least = np.full((len(article), int(_BINS)), _NONE, np.uint64)
    bins = (value >> np.uint64(32)) % _BINS
    np.minimum.at(least.reshape(-1), local * int(_BINS) + bins.astype(np.int64), value)
    rows = least.reshape(len(article), _BANDS, _ROWS)
    band = np.arange(_BANDS, dtype=np.uint64) * _STEP
    for row in range(_ROWS):
        band = mixed(band * _STEP + rows[:, :, row])
    bands[article] = np.where((rows == _NONE).all(axis=2), np.uint64(0), band)


def _add_total(total: Hashes, block: Block) -> None:
    """Sum up each article's words, weighed by where they stand in it."""
    if not len(block.word):
        return
    first = np.flatnonzero(np.diff(block.text, prepend=-1))
    place = np.arange(len(block.text)) - np.repeat(first, np.diff(first, append=len(block.text)))
    weighed = mixed(block.word + place.astype(np.uint64) * _STEP)
    total[block.text[first]] = np.add.reduceat(weighed, first)


def winnowed(block: Block) -> tuple[Hashes, Places]:
    """Return the least word 8-gram of any 20 words that adjoin, and the first of those words.

    Returns
    -------
    least : uint64 array
        One a window, but one only where a few neighbours have the same.
    first : int array
        The first word of the window.
    """
    value, start = block.shingles(SHARED_SHINGLE)
    window = SHARED_WORDS - SHARED_SHINGLE + 1
    count = len(value) - window + 1
    if count <= 0:
        return np.empty(0, np.uint64), np.empty(0, np.int64)
    least, reach = value, 1
    while reach < window:
        step = min(reach, window - reach)
        least = np.minimum(least[: len(least) - step], least[step:])
        reach += step
    whole = block.stretch[start[:count]] == block.stretch[start[window - 1 :]]
    places = np.flatnonzero(whole)
    least, start = least[places], start[places]
    # One is listed again after a window's length, for text that repeats itself.
    new = start % window == 0
    new[:1] = True
    new[1:] |= (least[1:] != least[:-1]) | (block.text[start[1:]] != block.text[start[:-1]])
    return least[new], start[new]
