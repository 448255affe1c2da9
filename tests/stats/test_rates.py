"""One outlet's own rate."""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from framing.errors import NotEnoughData
from framing.stats.fewarticles import overdispersed_rate
from framing.stats.rates import own_rate, rates
from framing.stats.sums import Sums, sums_of

Articles = list[tuple[int, int]]

articles = st.lists(st.tuples(st.integers(0, 9), st.integers(50, 900)), min_size=1, max_size=12)


def _sums(rows: Sequence[tuple[int, int]]) -> Sums:
    counts, words = (np.array(column) for column in zip(*rows, strict=True))
    return sums_of(counts[np.newaxis], words)


def test_rate_by_hand() -> None:
    # R = 5/500; residuals 1, -1, 0, 1, -1; variance of log R is 5/4 * 4 / 5^2
    found = rates(_sums([(2, 100), (0, 100), (1, 100), (2, 100), (0, 100)]), per=1000)[0]
    reach = stats.t.ppf(0.975, 4) * np.sqrt(5 / 4 * 4 / 25)
    assert found.value == pytest.approx(10)
    assert found.interval is not None
    assert found.interval.low == pytest.approx(10 * np.exp(-reach))
    assert found.interval.high == pytest.approx(10 * np.exp(reach))


@pytest.mark.parametrize("count", [2, 4])
def test_few_articles_take_the_overdispersed_rule(count: int) -> None:
    side = _sums([(2, 100), (0, 150), (1, 120), (3, 200)][:count])
    found, rule = rates(side, per=1000, term=True), overdispersed_rate(side, term=True)
    assert found.overdispersed.tolist() == [True]
    assert found.low[0] == pytest.approx(1000 * rule.low[0])
    assert found.high[0] == pytest.approx(1000 * rule.high[0])


def test_one_article_has_no_interval() -> None:
    assert rates(_sums([(3, 300)]), per=1000)[0].interval is None


def test_no_hits_have_an_upper_end_only() -> None:
    found = rates(_sums([(0, 300)] * 9), per=1000)[0]
    assert found.value == 0
    assert found.interval is not None
    assert found.interval.low == 0
    assert 0 < found.interval.high < 1000


@given(articles)
def test_the_rate_lies_in_its_interval(rows: Articles) -> None:
    found = rates(_sums(rows), per=1000)[0]
    assert (found.interval is None) == (len(rows) == 1)
    if found.interval is not None:
        assert found.interval.low <= found.value * (1 + 1e-9)
        assert found.value <= found.interval.high * (1 + 1e-9)


@given(articles)
def test_doubling_every_text_changes_no_rate(rows: Articles) -> None:
    once = rates(_sums(rows), per=1000)
    twice = rates(_sums([(2 * y, 2 * n) for y, n in rows]), per=1000)
    assert twice.value == pytest.approx(once.value)
    # From five articles with hits, the interval rests on the scatter of articles alone.
    if not once.overdispersed[0]:
        assert twice.low == pytest.approx(once.low, nan_ok=True)
        assert twice.high == pytest.approx(once.high, nan_ok=True)


@given(articles)
def test_the_order_of_articles_does_not_matter(rows: Articles) -> None:
    assert rates(_sums(rows), per=1000)[0] == rates(_sums(rows[::-1]), per=1000)[0]


def test_no_words_are_refused() -> None:
    message = (
        "rate: there are no words, so there is no rate. Leave this outlet out, or give it articles "
        "with text."
    )
    with pytest.raises(NotEnoughData, match=f"^{re.escape(message)}$"):
        own_rate(np.array([0]), np.array([0]), per=1000)
