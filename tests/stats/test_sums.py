"""Sums over articles: merged in parts, in any order, they are the same numbers."""

from __future__ import annotations

from dataclasses import fields
from functools import reduce
from operator import add
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from framing.stats.scoretest import reported_p
from framing.stats.sums import Sums, residual_squares, sums_by_stratum, sums_of, sums_of_hits

Articles = list[tuple[int, int]]

articles = st.lists(st.tuples(st.integers(0, 40), st.integers(1, 3000)), min_size=1, max_size=12)


def _sums(rows: Articles) -> Sums:
    counts, words = (np.array(column) for column in zip(*rows, strict=True))
    return sums_of(counts[np.newaxis], words)


def _numbers(sums: Sums) -> list[list[int]]:
    return [getattr(sums, field.name).tolist() for field in fields(sums)]


def test_sums_by_hand() -> None:
    # counts 2, 0, 1 in 10, 20, 30 words
    found = _sums([(2, 10), (0, 20), (1, 30)])
    assert _numbers(found) == [[3], [3], [60], [5], [50], [1400]]
    assert found.rate.tolist() == [0.05]


def test_an_article_without_words_is_not_in_the_sample() -> None:
    assert _numbers(_sums([(2, 10), (0, 0)])) == _numbers(_sums([(2, 10)]))


def test_32_bit_counts_do_not_overflow() -> None:
    # Matching counts in 32 bits to save memory, whatever the types promise.
    counts: Any = np.array([[60_000, 0]], dtype=np.int32)
    words: Any = np.array([100_000, 100_000], dtype=np.int32)
    found = sums_of(counts, words)
    assert found.words_squared.tolist() == [20_000_000_000]
    assert found.hits_squared.tolist() == [3_600_000_000]


@given(articles, articles, articles)
def test_parts_merge_exactly(one: Articles, two: Articles, three: Articles) -> None:
    whole = _sums(one + two + three)
    assert _numbers(reduce(add, map(_sums, (one, two, three)))) == _numbers(whole)
    assert _numbers(reduce(add, map(_sums, (three, one, two)))) == _numbers(whole)


@given(articles, articles)
def test_merged_parts_give_the_same_p(one: Articles, two: Articles) -> None:
    # Not nearly: exactly, or results would depend on the number of machines.
    parts = reduce(add, (_sums([row]) for row in one))
    whole, other = _sums(one), _sums(two)
    assert np.array_equal(reported_p(parts, other), reported_p(whole, other), equal_nan=True)


@given(articles)
def test_strata_add_up(rows: Articles) -> None:
    counts, words = (np.array(column) for column in zip(*rows, strict=True))
    found = sums_by_stratum(counts[np.newaxis], words, np.arange(len(rows)) % 3, 4)
    assert found.hits.shape == (4, 1)
    assert found.articles[3].tolist() == [0]
    added = Sums(*(getattr(found, field.name).sum(axis=0) for field in fields(found)))
    assert _numbers(added) == _numbers(_sums(rows))


@given(articles)
def test_counts_that_are_not_zero_are_enough(rows: Articles) -> None:
    counts, words = (np.array(column) for column in zip(*rows, strict=True))
    table = np.stack([counts, np.zeros_like(counts), counts[::-1]])
    term, article = np.nonzero(table)
    found = sums_of_hits(term, article, table[term, article], words, terms=3)
    assert _numbers(found) == _numbers(sums_of(table, words))


@given(articles)
def test_residuals_from_sums_are_those_from_articles(rows: Articles) -> None:
    counts, words = (np.array(column) for column in zip(*rows, strict=True))
    rate = counts.sum() / words.sum()
    found = residual_squares(_sums(rows), np.array([rate]))
    assert found[0] == pytest.approx(float(((counts - rate * words) ** 2).sum()), abs=1e-6)


def test_rounding_is_no_scatter() -> None:
    # hits are a seventh of the words in every article: nothing varies
    side = _sums([(n, 7 * n) for n in range(1, 40)])
    assert residual_squares(side, side.rate).tolist() == [0.0]
