"""Term-frequency profiles: every word and phrase of the articles, counted article by article."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
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

NameArray = npt.NDArray[np.object_]


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
    found = _frequent(stream.word, stream.article)
    place = np.flatnonzero(found.number >= 0)
    spelled = np.array(names, dtype=np.object_)[found.kept]
    grams = _Grams(spelled, found.hits, found.articles, found.number[place], place)
    return _widest("word", [grams], stream.article, base, MOST_WORDS)


def phrases_family(stream: Stream, names: Sequence[str], base: LongArray) -> Family:
    """Return the profile of phrases of two to four words, the most widespread at most.

    A phrase lies within a sentence, and all of its words count. It can only be frequent if it is
    without its last word, and without its first: longer ones are sought among those that are.
    """
    found = _frequent(stream.word, stream.article)
    spelled = np.array(names, dtype=np.object_)[found.kept]
    # The last word of each shorter phrase, and its number by where it begins; at first single ones.
    last, gram = spelled, found.number
    grams: list[_Grams] = []
    for length in range(2, LONGEST_PHRASE + 1):
        ends = np.arange(length - 1, len(stream.word))
        before, after = gram[: len(ends)], gram[1 : len(ends) + 1]
        starts = np.flatnonzero((before >= 0) & (after >= 0) & ~stream.fresh[ends])
        code = before[starts] * len(spelled) + after[starts]
        found = _frequent(code, stream.article[starts])
        head, tail = found.kept // max(len(spelled), 1), found.kept % max(len(spelled), 1)
        spelled, last = spelled[head] + " " + last[tail], last[tail]
        gram = np.full(len(stream.word), -1, dtype=np.int64)
        gram[starts] = found.number
        place = np.flatnonzero(gram >= 0)
        grams.append(_Grams(spelled, found.hits, found.articles, gram[place], place))
    return _widest("phrase", grams, stream.article, base, MOST_PHRASES)


@dataclass(frozen=True, slots=True, eq=False)
class _Frequent:
    """Codes that are often enough to be tested.

    ``number`` has the place of each word's code among the ``kept`` ones, -1 for others; ``hits``
    and ``articles`` count those of each.
    """

    number: LongArray
    kept: LongArray
    hits: LongArray
    articles: LongArray


def _frequent(code: LongArray | IntArray, article: IntArray) -> _Frequent:
    """Give a number to each of the codes that are often enough to be tested."""
    # Hashed, not sorted: of millions of codes most stand once.
    encoded = pa.array(code).dictionary_encode()
    number = np.asarray(encoded.indices, dtype=np.int64)
    codes = np.asarray(encoded.dictionary, dtype=np.int64)
    hits = np.bincount(number, minlength=len(codes))
    size = int(article.max()) + 1 if len(article) else 1
    often = np.flatnonzero((hits >= LEAST_HITS)[number])
    pairs = np.asarray(pc.unique(pa.array(number[often] * size + article[often])), dtype=np.int64)
    articles = np.bincount(pairs // size, minlength=len(codes))
    enough = articles >= LEAST_ARTICLES
    place = np.where(enough, np.cumsum(enough) - 1, -1)
    return _Frequent(place[number], codes[enough], hits[enough], articles[enough])


@dataclass(frozen=True, slots=True, eq=False)
class _Grams:
    """Words, or phrases of one length: how they are spelled, how frequent, and where they stand.

    ``number`` says which one each of the words at ``place`` begins.
    """

    spelled: NameArray
    hits: LongArray
    articles: LongArray
    number: LongArray
    place: LongArray


def _widest(
    kind: str, grams: Sequence[_Grams], article: IntArray, base: LongArray, most: int
) -> Family:
    """Keep the items in most articles, then with most hits, then by name; sorted by name.

    Nothing here depends on the order of the articles, or on which side uses an item.
    """
    names = np.concatenate([one.spelled for one in grams])
    articles, hits = (
        np.concatenate([getattr(one, name) for one in grams]) for name in ("articles", "hits")
    )
    chosen = np.lexsort((-hits, -articles))
    if len(chosen) > most:
        last = chosen[most - 1]
        alike = (articles == articles[last]) & (hits == hits[last])
        sure = chosen[:most][~alike[chosen[:most]]]
        # Names are compared only where counts leave it open: sorting all of them takes longer.
        tied = sorted(np.flatnonzero(alike).tolist(), key=names.__getitem__)
        chosen = np.append(sure, np.array(tied[: most - len(sure)], dtype=np.int64))
    chosen = np.array(sorted(chosen.tolist(), key=names.__getitem__), dtype=np.int64)
    column = np.full(len(names), -1, dtype=np.int64)
    column[chosen] = np.arange(len(chosen))
    bases = np.cumsum([0, *(len(one.spelled) for one in grams)]).tolist()
    items = [column[one.number + start] for one, start in zip(grams, bases, strict=False)]
    item = np.concatenate([found[found >= 0] for found in items])
    rows = [article[one.place[found >= 0]] for one, found in zip(grams, items, strict=True)]
    return family_of(kind, names[chosen].tolist(), item, np.concatenate(rows), base)
