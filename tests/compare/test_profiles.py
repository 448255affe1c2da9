"""Words and phrases as they are counted from the articles."""

from __future__ import annotations

from collections import Counter

import numpy as np
import pyarrow as pa
from hypothesis import given
from hypothesis import strategies as st

from framing.compare.profiles import (
    Stream,
    joined,
    phrases_family,
    stream_of,
    terms_of,
    words_family,
)
from framing.text.vocabulary import Vocabulary

NAMES = ["a", "b", "c"]


def _stream(articles: list[list[list[int]]]) -> Stream:
    """Return the stream of articles of sentences of words."""
    flat = [
        (word, number, sentence)
        for number, sentences in enumerate(articles)
        for sentence, words in enumerate(sentences)
        for word in words
    ]
    columns = np.array(flat, dtype=np.int32).reshape(-1, 3).T
    return stream_of(columns[0], columns[1], columns[2], np.ones(len(flat), dtype=np.bool_))


def _counted(stream: Stream, articles: int) -> dict[str, list[int]]:
    base = np.full(articles, 10)
    found: dict[str, list[int]] = {}
    for family in (words_family(stream, NAMES, base), phrases_family(stream, NAMES, base)):
        full = family.hits.toarray().T.tolist()
        found.update(zip(family.items, full, strict=True))
    return found


def test_case_and_possessives_are_one_word_and_acronyms_another() -> None:
    types = pa.array(["The", "the", "Us", "us", "US", "U.S.", "WHO", "Russia’s", "russia", "SAYS"])
    terms = terms_of(Vocabulary(types))
    found = [terms.names[number] for number in terms.of_type.tolist()]
    assert found == ["the", "the", "us", "us", "US", "US", "who", "russia", "russia", "says"]


def test_phrases_end_with_sentences_and_where_words_do_not_count() -> None:
    word, one = np.array([0, 1, 0, 1, 2], dtype=np.int32), np.zeros(5, dtype=np.int32)
    counted = np.array([True, True, True, False, True])
    stream = stream_of(word, one, np.array([0, 0, 1, 1, 1], dtype=np.int32), counted)
    assert stream.word.tolist() == [0, 1, 0, 2]
    assert stream.fresh.tolist() == [True, False, True, True]


def test_counts_by_hand() -> None:
    # "a b" twice in each of three articles, once over a border that breaks it.
    stream = _stream([[[0, 1, 2], [0, 1], [0], [1]]] * 3)
    found = _counted(stream, 3)
    assert found == {"a": [3, 3, 3], "b": [3, 3, 3], "a b": [2, 2, 2]}


sentences = st.lists(st.lists(st.integers(0, 2), min_size=1, max_size=12), min_size=1, max_size=5)


@given(st.lists(sentences, min_size=3, max_size=6))
def test_counts_are_those_of_counting_one_by_one(articles: list[list[list[int]]]) -> None:
    expected: dict[str, Counter[int]] = {}
    for number, one in enumerate(articles):
        for words in one:
            for length in range(1, 5):
                for start in range(len(words) - length + 1):
                    name = " ".join(NAMES[w] for w in words[start : start + length])
                    expected.setdefault(name, Counter())[number] += 1
    frequent = {
        name: [counts[n] for n in range(len(articles))]
        for name, counts in expected.items()
        if counts.total() >= 5 and len(counts) >= 3
    }
    assert _counted(_stream(articles), len(articles)) == frequent


@given(st.lists(sentences, min_size=4, max_size=6), st.integers(1, 3))
def test_parts_joined_are_the_whole(articles: list[list[list[int]]], cut: int) -> None:
    parts = [_stream(articles[:cut]), _stream(articles[cut:])]
    together = joined(parts, [cut, len(articles) - cut])
    assert _counted(together, len(articles)) == _counted(_stream(articles), len(articles))
