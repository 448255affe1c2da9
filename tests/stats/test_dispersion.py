"""Whether a term is spread over the articles."""

from __future__ import annotations

import re

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from framing.errors import NotEnoughData
from framing.stats.dispersion import articles_with, deviation_of_proportions

articles = st.lists(st.tuples(st.integers(0, 50), st.integers(1, 900)), min_size=1, max_size=20)


def test_dp_by_hand() -> None:
    # shares of words 1/4, 3/4; shares of hits 1/2, 1/2 -> (1/4 + 1/4) / 2
    counts, words = np.array([2, 2]), np.array([100, 300])
    assert deviation_of_proportions(counts, words) == pytest.approx(0.25)
    assert articles_with(counts) == 2


@given(articles)
def test_dp_ignores_article_order(rows: list[tuple[int, int]]) -> None:
    counts, words = map(np.array, zip(*rows, strict=True))
    assume(counts.any())
    forwards = deviation_of_proportions(counts, words)
    assert 0 <= forwards < 1
    assert forwards == pytest.approx(deviation_of_proportions(counts[::-1], words[::-1]))
    assert articles_with(counts) == articles_with(counts[::-1])


@given(st.lists(st.integers(1, 900), min_size=1))
def test_dp_of_an_even_term_is_nothing(words: list[int]) -> None:
    even = np.array(words)
    assert deviation_of_proportions(3 * even, 100 * even) == pytest.approx(0, abs=1e-12)


def test_dp_refuses_an_absent_term() -> None:
    message = (
        "dispersion: the term never occurs, so its dispersion is undefined. Drop the term, or "
        "compare its rate instead."
    )
    with pytest.raises(NotEnoughData, match=f"^{re.escape(message)}$"):
        deviation_of_proportions(np.array([0, 0]), np.array([10, 10]))
