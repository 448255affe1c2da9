"""Term-frequency profiles: every word and phrase of the articles, counted article by article."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from framing.compare.families import Family, family_of
from framing.model import IntArray
from framing.settings import (
    ACRONYM_LETTERS,
    LEAST_ARTICLES,
    LEAST_HITS,
    LONGEST_PHRASE,
    MOST_PHRASES,
    MOST_WORDS,
)
from framing.stats.arrays import BoolArray, LongArray
from framing.text.vocabulary import Vocabulary, key_of


@dataclass(frozen=True, slots=True, eq=False)
class Terms:
    """What counts as one word: ``of_type`` numbers the word of each type of a vocabulary."""

    names: Sequence[str]
    of_type: IntArray


def terms_of(vocabulary: Vocabulary) -> Terms:
    """Return the words of a vocabulary: case, apostrophes and a final 's aside.

    A short word in capitals is another than in small letters where both occur: US and us.
    """
    keys = key_of(vocabulary.types)
    small = pc.unique(keys.filter(pa.array(vocabulary.lower)))
    short = pc.less_equal(pc.utf8_length(keys), ACRONYM_LETTERS)
    apart = pc.and_(pc.and_(pa.array(vocabulary.capitals), short), pc.is_in(keys, value_set=small))
    # One letter in capitals mostly begins a sentence.
    apart = pc.and_(apart, pc.greater(pc.utf8_length(keys), 1))
    encoded = pc.if_else(apart, pc.utf8_upper(keys), keys).dictionary_encode()
    return Terms(encoded.dictionary.to_pylist(), np.asarray(encoded.indices, dtype=np.int32))


@dataclass(frozen=True, slots=True, eq=False)
class Stream:
    """The words of some articles that count, in reading order.

    Parameters
    ----------
    word : int32 array, shape (n_words,)
        Number of the term.
    article : int32 array, shape (n_words,)
    fresh : bool array, shape (n_words,)
        Whether a phrase cannot reach back: the word begins a sentence, or words before it do not
        count.
    """

    word: IntArray
    article: IntArray
    fresh: BoolArray


def stream_of(word: IntArray, article: IntArray, sentence: IntArray, counted: BoolArray) -> Stream:
    """Return the words that count.

    Parameters
    ----------
    word, article, sentence : int arrays, shape (n_words,)
    counted : bool array, shape (n_words,)
        Whether the word's voice is one that is compared.

    Examples
    --------
    >>> a = np.array([7, 8, 9, 7], dtype=np.int32)
    >>> one = np.zeros(4, dtype=np.int32)
    >>> found = stream_of(a, one, one, np.array([True, False, True, True]))
    >>> found.word.tolist(), found.fresh.tolist()
    ([7, 9, 7], [True, True, False])
    """
    fresh = np.ones(len(word), dtype=np.bool_)
    fresh[1:] = ~counted[:-1] | (sentence[1:] != sentence[:-1]) | (article[1:] != article[:-1])
    kept = np.flatnonzero(counted)
    return Stream(word[kept], article[kept].astype(np.int32), fresh[kept])


def joined(streams: Sequence[Stream], articles: Sequence[int]) -> Stream:
    """Return streams one after another; ``articles`` has how many articles each is of."""
    starts = np.cumsum([0, *articles])[:-1].tolist()
    return Stream(
        np.concatenate([one.word for one in streams]),
        np.concatenate([one.article + start for one, start in zip(streams, starts, strict=True)]),
        np.concatenate([one.fresh for one in streams]),
    )


def words_family(stream: Stream, names: Sequence[str], base: LongArray) -> Family:
    """Return the profile of words: those often enough to be tested, the most widespread at most.

    Parameters
    ----------
    stream : Stream
    names : sequence of str
        Of the terms.
    base : int array, shape (n_articles,)
        Words of each article.
    """
    number, kept = _frequent(stream.word.astype(np.int64), stream.article)
    inside = number >= 0
    items = [names[term] for term in kept.tolist()]
    article = stream.article[inside].astype(np.int64)
    return _widest(family_of("word", items, number[inside], article, base), MOST_WORDS)


def phrases_family(stream: Stream, names: Sequence[str], base: LongArray) -> Family:
    """Return the profile of phrases of two to four words, the most widespread at most.

    A phrase lies within a sentence, and all of its words count. It can only be frequent if its
    words are, and all but its last ones together: longer ones are sought among those that are.
    """
    word = stream.word.astype(np.int64)
    gram, heads = _frequent(word, stream.article)
    spelled = [names[term] for term in heads.tolist()]
    single = gram
    items: list[str] = []
    found: list[tuple[LongArray, LongArray]] = []
    for length in range(2, LONGEST_PHRASE + 1):
        last = np.arange(length - 1, len(word))
        # The phrase without its last word, and without its first, have to be frequent as well.
        before, tail = gram[: len(last)], single[last]
        whole = (before >= 0) & (tail >= 0) & ~stream.fresh[last]
        longer = np.full(len(word), -1, dtype=np.int64)
        starts = np.flatnonzero(whole)
        code = before[starts] * len(heads) + tail[starts]
        number, kept = _frequent(code, stream.article[starts])
        longer[starts] = number
        ends = [names[heads[code % len(heads)]] for code in kept.tolist()]
        spelled = [
            f"{spelled[code // len(heads)]} {end}"
            for code, end in zip(kept.tolist(), ends, strict=True)
        ]
        inside = np.flatnonzero(longer >= 0)
        found.append((longer[inside] + len(items), stream.article[inside].astype(np.int64)))
        items += spelled
        gram = longer
    item, article = (np.concatenate(parts) for parts in zip(*found, strict=True))
    return _widest(family_of("phrase", items, item, article, base), MOST_PHRASES)


def _frequent(code: LongArray, article: IntArray) -> tuple[LongArray, LongArray]:
    """Give a number to each code that is often enough to be tested, -1 to others.

    Returns
    -------
    number : int array, shape (n_words,)
    kept : int array
        The codes that were numbered, rising.
    """
    codes, number, hits = np.unique(code, return_inverse=True, return_counts=True)
    size = int(article.max()) + 1 if len(article) else 1
    pairs = np.unique(number * size + article)
    articles = np.bincount(pairs // size, minlength=len(codes))
    enough = (hits >= LEAST_HITS) & (articles >= LEAST_ARTICLES)
    place = np.where(enough, np.cumsum(enough) - 1, -1)
    return place[number], codes[enough]


def _widest(family: Family, most: int) -> Family:
    """Keep the items in most articles, then with most hits, then by name; sorted by name.

    Nothing here depends on the order of the articles, or on which side uses an item.
    """
    hits = family.hits.tocsc()
    names = np.array(family.items, dtype=np.str_)
    total = np.asarray(hits.sum(axis=0), dtype=np.int64).ravel()
    chosen = np.lexsort((names, -total, -np.diff(hits.indptr)))[:most]
    return family.take(chosen[np.argsort(names[chosen])])
