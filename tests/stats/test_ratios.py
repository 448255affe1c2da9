"""Ratios of rates and their intervals: pinned cases, oracles and laws."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from scipy import stats

from framing.model import Interval
from framing.stats.ratios import fieller, log_ratio_intervals, matched_ratios, ratios
from framing.stats.sums import Sums, sums_by_stratum, sums_of

SIX = 5e-7
Articles = list[tuple[int, int]]
Strata = list[tuple[int, int, int, int]]

articles = st.lists(st.tuples(st.integers(0, 9), st.integers(50, 900)), min_size=2, max_size=12)
length = st.integers(50, 900)
strata = st.lists(
    st.tuples(st.integers(0, 9), length, st.integers(0, 9), length), min_size=2, max_size=12
)


def _sums(rows: Sequence[tuple[int, int]]) -> Sums:
    counts, words = (np.array(column) for column in zip(*rows, strict=True))
    return sums_of(counts[np.newaxis], words)


def _stories(rows: Strata) -> tuple[Sums, Sums]:
    y, n, x, m = (np.array(column) for column in zip(*rows, strict=True))
    story = np.arange(len(rows))
    return (
        sums_by_stratum(y[np.newaxis], n, story, len(rows)),
        sums_by_stratum(x[np.newaxis], m, story, len(rows)),
    )


def _column(values: Sequence[float]) -> np.ndarray[tuple[int, int], np.dtype[np.float64]]:
    return np.array(values, dtype=np.float64)[:, np.newaxis]


def test_r1_interval() -> None:
    a, b = _sums([(2, 100), (0, 150), (1, 120), (3, 200)]), _sums([(0, 110), (1, 90), (0, 180)])
    found = log_ratio_intervals(a, b)
    assert found.value[0] == pytest.approx(4)
    assert found.low[0] == pytest.approx(0.049232, abs=SIX)
    assert found.high[0] == pytest.approx(324.993572, abs=SIX)


def test_r2_unbounded() -> None:
    found = matched_ratios(
        *_stories([(3, 400, 1, 500), (2, 300, 0, 350), (0, 600, 1, 450), (4, 700, 2, 800)])
    )
    assert found.value[0] == pytest.approx(2.502005, abs=SIX)
    assert found.high[0] == np.inf


def test_r2b_ratio() -> None:
    one, two = np.array([0, 0, 1]), np.array([0, 1, 1, 1])
    a = sums_by_stratum(np.array([[2, 0, 1]]), np.array([100, 200, 300]), one, 2)
    b = sums_by_stratum(np.array([[1, 0, 3, 1]]), np.array([150, 100, 250, 50]), two, 2)
    assert matched_ratios(a, b).value[0] == pytest.approx(0.52, abs=SIX)


def test_r2c_fieller() -> None:
    found = fieller(_column([3, 2, 1, 4, 2, 3]), _column([1, 1, 1, 2, 1, 2]), strata=np.array([6]))
    assert found.value[0] == pytest.approx(1.875)
    assert found.low[0] == pytest.approx(1.313304, abs=SIX)
    assert found.high[0] == pytest.approx(2.585112, abs=SIX)


def test_few_articles_and_sides_without_hits_take_the_overdispersed_rule() -> None:
    five = [(2, 100), (0, 150), (1, 120), (3, 200), (1, 90)]
    none = [(0, words) for _, words in five]
    assert ratios(_sums(five), _sums(five)).overdispersed.tolist() == [False]
    assert ratios(_sums(five[:4]), _sums(five)).overdispersed.tolist() == [True]
    found = ratios(_sums(five), _sums(none))
    assert found.overdispersed.tolist() == [True]
    assert found.value[0] == found.high[0] == np.inf
    assert found.low[0] > 0


def test_one_article_has_no_interval() -> None:
    found = ratios(_sums([(2, 100)]), _sums([(1, 100), (0, 100)]))
    assert found[0].value == pytest.approx(4)
    assert found[0].interval is None


def test_a_row_is_an_estimate() -> None:
    found = ratios(_sums([(2, 100), (0, 90)]), _sums([(1, 100), (0, 100)]))
    assert len(found) == 1
    assert found[0].interval == Interval(float(found.low[0]), float(found.high[0]))


@given(articles, articles)
def test_swapping_sides_inverts_the_ratio(one: Articles, other: Articles) -> None:
    a, b = _sums(one), _sums(other)
    assume(a.hits[0] and b.hits[0])
    forwards, backwards = ratios(a, b), ratios(b, a)
    assert forwards.value[0] == pytest.approx(1 / backwards.value[0])
    assert forwards.low[0] == pytest.approx(1 / backwards.high[0])
    assert forwards.high[0] == pytest.approx(1 / backwards.low[0])


@given(strata)
def test_swapping_sides_inverts_the_matched_ratio(rows: Strata) -> None:
    assume(any(y for y, *_ in rows) and any(x for _, _, x, _ in rows))
    a, b = _stories(rows)
    forwards, backwards = matched_ratios(a, b), matched_ratios(b, a)
    assert forwards.value[0] == pytest.approx(1 / backwards.value[0])
    for end, other in ((forwards.low[0], backwards.high[0]), (forwards.high[0], backwards.low[0])):
        assert (end, other) in {(0, np.inf), (np.inf, 0)} or end * other == pytest.approx(1)


@given(strata)
def test_fieller_ends_where_student_would_reject(rows: Strata) -> None:
    # theta is in the set where a one-sample t test of P - theta Q gives p >= .05
    a, b = _stories(rows)
    assume(a.hits.sum() and b.hits.sum())
    p = a.hits[:, 0] * b.words[:, 0] / (a.words + b.words)[:, 0]
    q = b.hits[:, 0] * a.words[:, 0] / (a.words + b.words)[:, 0]
    found = matched_ratios(a, b)
    assert found.low[0] <= found.value[0] * (1 + 1e-9)
    assert found.value[0] <= found.high[0] * (1 + 1e-9)
    for end in (found.low[0], found.high[0]):
        difference = p - end * q if 0 < end < np.inf else np.zeros(1)
        if np.ptp(difference) > 1e-6 * max(1, np.abs(p).max()):
            assert stats.ttest_1samp(difference, 0).pvalue == pytest.approx(0.05, abs=1e-4)


@given(articles, articles)
def test_the_ratio_lies_in_its_interval(one: Articles, other: Articles) -> None:
    found = log_ratio_intervals(_sums(one), _sums(other))
    assume(not np.isnan(found.low[0]))
    slack = 1 + 1e-9
    assert found.low[0] <= found.value[0] * slack
    assert found.value[0] <= found.high[0] * slack


def test_a_side_without_hits_in_shared_stories_is_marked() -> None:
    found = matched_ratios(*_stories([(3, 400, 0, 500), (2, 300, 0, 350), (1, 600, 0, 450)]))
    assert found.overdispersed.tolist() == [True]
    assert found.low[0] > 0
    assert found.high[0] == np.inf


def test_one_shared_story_has_no_interval() -> None:
    assert matched_ratios(*_stories([(3, 400, 1, 500)]))[0].interval is None


def test_nothing_found_has_no_ratio() -> None:
    none = [(0, 100)] * 5
    assert np.isnan(ratios(_sums(none), _sums(none)).value[0])
    assert ratios(_sums(none), _sums(none))[0].interval is None
    assert matched_ratios(*_stories([(0, 9, 0, 9), (0, 9, 0, 9)]))[0].interval is None
