"""The cases of the specification, to six digits, and oracles from scipy."""

from __future__ import annotations

import re

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from framing.errors import NotEnoughData
from framing.settings import TEST_FROM
from framing.stats.comparing import (
    Side,
    benjamini_hochberg,
    log_ratio_interval,
    log_ratio_test,
    overdispersed_interval,
    p_value,
    ratio_interval,
    score_test,
    what_may_be_said,
)
from framing.stats.rates import own_rate
from framing.stats.shares import design_effects, share_of, share_sums

A = Side(np.array([2, 0, 1, 3]), np.array([100, 150, 120, 200]))
B = Side(np.array([0, 1, 0]), np.array([110, 90, 180]))
NONE = Side(np.array([0, 0, 0]), np.array([110, 90, 180]))
SIX = 5e-7


def test_r1_score_test() -> None:
    found = score_test(A, B)
    assert found.u == pytest.approx(1.8, abs=SIX)
    assert found.v == pytest.approx(2.197072, abs=SIX)
    assert found.t == pytest.approx(1.276472, abs=SIX)
    assert found.df == 5
    assert found.p == pytest.approx(0.257861, abs=SIX)


def test_r1_log_ratio() -> None:
    t, df, p = log_ratio_test(A, B)
    assert t * 1.222156 == pytest.approx(1.386294, abs=1e-5)
    assert df == pytest.approx(2.477338, abs=SIX)
    assert p == pytest.approx(0.354429, abs=SIX)
    interval = log_ratio_interval(A, B)
    assert interval.low == pytest.approx(0.049232, abs=SIX)
    assert interval.high == pytest.approx(324.993572, abs=1e-4)
    assert p_value(A, B) == pytest.approx(0.354429, abs=SIX)


def test_r1b_a_side_without_hits() -> None:
    assert score_test(A, NONE).p == pytest.approx(0.113727, abs=SIX)
    t, df, p = log_ratio_test(A, NONE)
    assert t == pytest.approx(1.555684, abs=SIX)
    assert df == pytest.approx(4.882335, abs=SIX)
    assert p == pytest.approx(0.181898, abs=SIX)
    assert p_value(A, NONE) == pytest.approx(0.181898, abs=SIX)


def test_r5_the_overdispersed_interval() -> None:
    found = overdispersed_interval(
        Side(np.array([8]), np.array([420])), Side(np.array([2]), np.array([510]))
    )
    assert found.low == pytest.approx(0.543644, abs=SIX)
    assert found.high == pytest.approx(77.935727, abs=1e-5)


def test_r6_shares() -> None:
    chosen, mentions = np.array([2, 0, 1, 4, 0]), np.array([2, 3, 1, 4, 1])
    assert design_effects(share_sums(chosen, mentions))[0] == pytest.approx(3.352273, abs=SIX)
    found = share_of(chosen, mentions)
    assert found.value == pytest.approx(0.636364, abs=SIX)
    assert found.interval is not None
    assert found.interval.low == pytest.approx(0.126636, abs=SIX)
    assert found.interval.high == pytest.approx(0.954794, abs=SIX)


def test_r7_benjamini_hochberg() -> None:
    p = np.array([0.001, 0.008, 0.039, 0.041, 0.042, 0.06, 0.074, 0.205, 0.212, 0.216])
    want = [0.010, 0.040, 0.084, 0.084, 0.084, 0.100, 0.105714, 0.216, 0.216, 0.216]
    assert benjamini_hochberg(p) == pytest.approx(want, abs=SIX)
    assert benjamini_hochberg(p) == pytest.approx(stats.false_discovery_control(p))


def test_few_articles_are_described() -> None:
    assert [what_may_be_said(n) for n in (1, 2, 4, 5, 400)] == [
        "describe",
        "intervals",
        "intervals",
        "test",
        "test",
    ]
    assert own_rate(np.array([3]), np.array([300]), per=1000).interval is None


def test_nothing_to_test_is_said() -> None:
    with pytest.raises(NotEnoughData, match="do not vary"):
        score_test(NONE, NONE)


def test_own_rate_by_hand() -> None:
    # R = 4/400; residuals 1, -1, 0, 1, -1 (times 1): sum of squares 4; variance 5/4 * 4 / 16
    hits, words = np.array([2, 0, 0, 2, 0]), np.array([100, 100, 0, 100, 100])
    words = np.array([100, 100, 100, 100, 100])
    found = own_rate(hits, words, per=1000)
    squares = sum((h - 4 / 500 * 100) ** 2 for h in hits.tolist())
    reach = stats.t.ppf(0.975, 4) * np.sqrt(5 / 4 * squares / 16)
    assert found.value == pytest.approx(8)
    assert found.interval is not None
    assert found.interval.high == pytest.approx(8 * np.exp(reach))
    assert found.interval.low == pytest.approx(8 * np.exp(-reach))


articles = st.lists(
    st.tuples(st.integers(0, 9), st.integers(50, 900)), min_size=TEST_FROM, max_size=12
)


def _side(rows: list[tuple[int, int]]) -> Side:
    return Side(np.array([hits for hits, _ in rows]), np.array([words for _, words in rows]))


@given(articles, articles)
def test_swapping_sides_inverts_the_ratio_and_keeps_p(
    one: list[tuple[int, int]], other: list[tuple[int, int]]
) -> None:
    a, b = _side(one), _side(other)
    if not a.hits.any() or not b.hits.any():
        return
    forwards, backwards = ratio_interval(a, b), ratio_interval(b, a)
    assert forwards.low == pytest.approx(1 / backwards.high, rel=1e-6)
    assert p_value(a, b) == pytest.approx(p_value(b, a), abs=1e-9)


@given(articles)
def test_doubling_every_article_changes_no_rate(rows: list[tuple[int, int]]) -> None:
    once = own_rate(_side(rows).hits, _side(rows).words, per=1000)
    twice = own_rate(2 * _side(rows).hits, 2 * _side(rows).words, per=1000)
    assert once.value == pytest.approx(twice.value)


@given(articles)
def test_the_order_of_articles_does_not_matter(rows: list[tuple[int, int]]) -> None:
    forwards = own_rate(_side(rows).hits, _side(rows).words, per=1000)
    backwards = own_rate(_side(rows[::-1]).hits, _side(rows[::-1]).words, per=1000)
    assert forwards.value == pytest.approx(backwards.value)
    assert forwards.interval is not None
    assert backwards.interval is not None
    assert forwards.interval.high == pytest.approx(backwards.interval.high)


def test_a_share_of_nothing_is_refused() -> None:
    message = (
        "share: there is no mention, so there is no share. Leave this name out, or add articles "
        "that mention its referent."
    )
    with pytest.raises(NotEnoughData, match=f"^{re.escape(message)}$"):
        share_of(np.zeros(3, dtype=np.int64), np.zeros(3, dtype=np.int64))
