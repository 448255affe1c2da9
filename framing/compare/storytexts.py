"""What story grouping reads of an article: its weighted words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc
from scipy.sparse import csr_array

from framing.model import IntArray, Segment
from framing.settings import (
    STORY_BACKGROUND_ARTICLES,
    STORY_NAME,
    STORY_RARE_SHARE,
    STORY_RARITY,
    STORY_TITLE,
    STORY_WORDS,
)
from framing.text.vocabulary import Vocabulary, key_of

FloatArray = npt.NDArray[np.float64]
Removed = Sequence[tuple[int, int]]


@dataclass(frozen=True, slots=True, eq=False)
class Keys:
    """The words of a corpus in the order of their spelling, whatever the order of its articles.

    ``of_type`` numbers the word of each type, -1 where it has no letter or digit; ``name`` says
    of a type whether it is written like a name; ``share`` has the share of news articles with
    each word.
    """

    of_type: IntArray
    name: npt.NDArray[np.bool_]
    share: FloatArray


@dataclass(frozen=True, slots=True, eq=False)
class Bags:
    """The words of articles: one item an article and word, sorted so.

    ``count`` is how often it stands there, the headline's more; ``name`` whether as a name.
    """

    article: npt.NDArray[np.int64]
    word: npt.NDArray[np.int64]
    count: FloatArray
    name: npt.NDArray[np.bool_]


def keys_of(vocabulary: Vocabulary, frequencies: Mapping[str, float]) -> Keys:
    """Give each word of a vocabulary its place; ``frequencies`` has shares of news articles."""
    written = key_of(vocabulary.types)
    names = sorted(set(written.to_pylist()))
    number = pc.index_in(written, value_set=pa.array(names, pa.string()))
    return Keys(
        np.asarray(number, dtype=np.int32),
        vocabulary.capitals | ~vocabulary.lower,
        np.array([frequencies.get(name, STORY_RARE_SHARE) for name in names], dtype=np.float64),
    )


def bags_of(segment: Segment, types: IntArray, removed: Sequence[Removed], keys: Keys) -> Bags:
    """Count the words of a segment's articles: headlines, and the first words of texts.

    Parameters
    ----------
    segment : Segment
    types : int array, shape (n_words,)
        Its words as numbers of the whole corpus's vocabulary.
    removed : sequence
        Of each article, the stretches of its text that are page furniture.
    keys : Keys
    """
    parts = np.repeat(np.arange(len(segment.part_word) - 1), np.diff(segment.part_word))
    in_title = parts % 2 == 0
    nth = np.arange(len(types)) - segment.part_word[parts]
    kept = (in_title | (nth < STORY_WORDS)) & ~_in_furniture(segment, removed)
    # A capital after anything but one space may only begin a sentence.
    space = pc.index(segment.gap_texts, " ").as_py()
    inside = segment.gaps[: len(types)] == space
    named = keys.name[types] & inside & ~in_title
    width = max(len(keys.share), 1)
    codes = (parts // 2).astype(np.int64) * width + keys.of_type[types]
    codes, kept_named = codes[kept], named[kept]
    found, place = np.unique(codes, return_inverse=True)
    weight = np.where(in_title[kept], STORY_TITLE, 1.0)
    return Bags(
        found // width,
        found % width,
        np.bincount(place, weights=weight, minlength=len(found)).astype(np.float64),
        np.bincount(place, weights=kept_named, minlength=len(found)) > 0,
    )


def _in_furniture(segment: Segment, removed: Sequence[Removed]) -> npt.NDArray[np.bool_]:
    mask = np.zeros(len(segment.starts), dtype=np.bool_)
    for place, stretches in enumerate(removed):
        base = int(segment.part_start[2 * place + 1])
        for start, end in stretches:
            low, high = np.searchsorted(segment.starts, (base + start, base + end))
            mask[low:high] = True
    return mask


def vectors(bags: Sequence[Bags], sizes: Sequence[int], keys: Keys, order: IntArray) -> csr_array:
    """Return articles as vectors of length 1, words weighted by how few articles have them.

    Parameters
    ----------
    bags : sequence of Bags
        Of each segment.
    sizes : sequence of int
        Articles of each segment.
    keys : Keys
    order : int array, shape (n_articles,)
        Rows of the result as places in the corpus.
    """
    total = sum(sizes)
    bases = np.cumsum([0, *sizes])
    row_of = np.empty(total, dtype=np.int64)
    row_of[order] = np.arange(total)
    article = np.concatenate([b.article + base for b, base in zip(bags, bases[:-1], strict=True)])
    word = np.concatenate([b.word for b in bags])
    count = np.concatenate([b.count for b in bags])
    name = np.concatenate([b.name for b in bags])
    own = np.bincount(word, minlength=len(keys.share))
    known = STORY_BACKGROUND_ARTICLES
    rarity = -np.log((own + known * keys.share) / (total + known))
    weights = (1 + np.log(count)) * np.maximum(rarity, 0)[word] ** STORY_RARITY
    weights = weights * np.where(name, STORY_NAME, 1.0)
    found = csr_array((weights, (row_of[article], word)), shape=(total, len(keys.share)))
    found.sort_indices()
    length = np.sqrt(np.add.reduceat(np.append(found.data**2, 0), found.indptr[:-1]))
    length[np.diff(found.indptr) == 0] = 1
    found.data /= np.repeat(np.maximum(length, 1e-12), np.diff(found.indptr))
    return found
