"""The score test and the log ratio: pinned cases, oracles and laws."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from framing.stats.scoretest import log_ratio_test, matched_score_test, reported_p, score_test
from framing.stats.sums import Sums, sums_by_stratum, sums_of

SIX = 5e-7
Articles = list[tuple[int, int]]

A = [(2, 100), (0, 150), (1, 120), (3, 200)]
B = [(0, 110), (1, 90), (0, 180)]
NONE = [(0, words) for _, words in B]
articles = st.lists(st.tuples(st.integers(0, 9), st.integers(50, 900)), min_size=2, max_size=12)


def _sums(rows: Sequence[tuple[int, int]]) -> Sums:
    counts, words = (np.array(column) for column in zip(*rows, strict=True))
    return sums_of(counts[np.newaxis], words)


def _strata(*strata: Sequence[tuple[int, int]]) -> Sums:
    rows = [(s, y, n) for s, stratum in enumerate(strata) for y, n in stratum]
    story, counts, words = (np.array(column) for column in zip(*rows, strict=True))
    return sums_by_stratum(counts[np.newaxis], words, story, len(strata))


def test_r1_score_test() -> None:
    found = score_test(_sums(A), _sums(B))
    assert found.u[0] == pytest.approx(1.8, abs=SIX)
    assert found.v[0] == pytest.approx(2.197072, abs=SIX)
    assert found.z[0] == pytest.approx(1.214368, abs=SIX)
    assert found.t[0] == pytest.approx(1.276472, abs=SIX)
    assert found.df[0] == 5
    assert found.p[0] == pytest.approx(0.257861, abs=SIX)


def test_r1_exact_permutation() -> None:
    # all 35 ways to give four of the seven articles to A
    counts, words = (np.array(column) for column in zip(*A, *B, strict=True))
    e = counts - counts.sum() / words.sum() * words
    shuffled = [abs(e[list(chosen)].sum()) for chosen in combinations(range(7), 4)]
    u, v = float(score_test(_sums(A), _sums(B)).u[0]), np.mean(np.square(shuffled))
    assert np.mean(np.array(shuffled) >= u - 1e-9) == pytest.approx(0.285714, abs=SIX)
    # V is the exact variance of U over all the ways
    assert score_test(_sums(A), _sums(B)).v[0] == pytest.approx(v)


def test_r1_log_ratio() -> None:
    found = log_ratio_test(_sums(A), _sums(B))
    assert found.log_ratio[0] == pytest.approx(1.386294, abs=SIX)
    assert found.se[0] == pytest.approx(1.222156, abs=SIX)
    assert found.df[0] == pytest.approx(2.477338, abs=SIX)
    assert found.p[0] == pytest.approx(0.354429, abs=SIX)
    assert reported_p(_sums(A), _sums(B))[0] == pytest.approx(0.354429, abs=SIX)


def test_r1b_a_side_without_hits() -> None:
    assert score_test(_sums(A), _sums(NONE)).p[0] == pytest.approx(0.113727, abs=SIX)
    found = log_ratio_test(_sums(A), _sums(NONE))
    assert found.t[0] == pytest.approx(1.555684, abs=SIX)
    assert found.df[0] == pytest.approx(4.882335, abs=SIX)
    assert found.p[0] == pytest.approx(0.181898, abs=SIX)
    assert found.log_ratio.tolist() == [np.inf]
    assert reported_p(_sums(A), _sums(NONE))[0] == pytest.approx(0.181898, abs=SIX)


def test_r2_one_article_a_side_is_a_one_sample_t() -> None:
    a = _strata([(3, 400)], [(2, 300)], [(0, 600)], [(4, 700)])
    b = _strata([(1, 500)], [(0, 350)], [(1, 450)], [(2, 800)])
    found = matched_score_test(a, b)
    assert found.z[0] == pytest.approx(1.392554, abs=SIX)
    assert found.t[0] == pytest.approx(1.680178, abs=SIX)
    assert found.df[0] == 3
    assert found.p[0] == pytest.approx(0.191514, abs=SIX)
    surplus = [y - (y + x) / (n + m) * n for y, n, x, m in _pairs(a, b)]
    assert found.p[0] == pytest.approx(stats.ttest_1samp(surplus, 0).pvalue)


def _pairs(a: Sums, b: Sums) -> list[tuple[int, int, int, int]]:
    columns = (part[:, 0].tolist() for part in (a.hits, a.words, b.hits, b.words))
    return list(zip(*columns, strict=True))


def test_r2b_two_stories() -> None:
    a = _strata([(2, 100), (0, 200)], [(1, 300)])
    b = _strata([(1, 150)], [(0, 100), (3, 250), (1, 50)])
    found = matched_score_test(a, b)
    assert found.u[0] == pytest.approx(-1.142857, abs=SIX)
    assert found.v[0] == pytest.approx(2.111206, abs=SIX)
    assert found.z[0] == pytest.approx(-0.786551, abs=SIX)
    assert found.t[0] == pytest.approx(-0.751542, abs=SIX)
    assert found.df[0] == 4
    assert found.p[0] == pytest.approx(0.494128, abs=SIX)


def test_stories_of_one_side_do_not_count() -> None:
    a, b = _strata([(2, 100), (0, 200)], [(1, 300)]), _strata([(1, 150)], [(4, 100), (3, 250)])
    more_a = _strata([(2, 100), (0, 200)], [(1, 300)], [(9, 100), (8, 90)])
    more_b = sums_by_stratum(
        np.array([[1, 4, 3]]), np.array([150, 100, 250]), np.array([0, 1, 1]), 3
    )
    assert matched_score_test(more_a, more_b).p == pytest.approx(matched_score_test(a, b).p)


@given(articles, articles)
def test_one_story_is_no_story(one: Articles, other: Articles) -> None:
    matched = matched_score_test(_strata(one), _strata(other))
    plain = score_test(_sums(one), _sums(other))
    assert np.array_equal(matched.p, plain.p, equal_nan=True)


@given(articles, articles)
def test_swapping_sides_keeps_p(one: Articles, other: Articles) -> None:
    a, b = _sums(one), _sums(other)
    assert np.array_equal(reported_p(a, b), reported_p(b, a), equal_nan=True)
    assert np.array_equal(score_test(a, b).u, -score_test(b, a).u)


@given(articles, articles, st.randoms(use_true_random=False))
def test_the_order_of_articles_does_not_matter(
    one: Articles, other: Articles, random: np.random.Generator
) -> None:
    shuffled = list(one)
    random.shuffle(shuffled)
    p = reported_p(_sums(one), _sums(other))
    assert np.array_equal(p, reported_p(_sums(shuffled), _sums(other)), equal_nan=True)


@given(articles, articles)
def test_doubling_every_text_changes_no_p(one: Articles, other: Articles) -> None:
    # Twice the words of the same articles are no more articles.
    twice = [[(2 * y, 2 * n) for y, n in side] for side in (one, other)]
    p, doubled = reported_p(_sums(one), _sums(other)), reported_p(_sums(twice[0]), _sums(twice[1]))
    assert doubled == pytest.approx(p, nan_ok=True)


@given(articles, articles)
def test_p_is_a_probability(one: Articles, other: Articles) -> None:
    p = reported_p(_sums(one), _sums(other))[0]
    assert np.isnan(p) or 0 <= p <= 1


def test_terms_are_tested_side_by_side() -> None:
    words = np.array([n for _, n in A]), np.array([n for _, n in B])
    a = sums_of(np.array([[2, 0, 1, 3], [0, 0, 0, 0]]), words[0])
    b = sums_of(np.array([[0, 1, 0], [0, 0, 0]]), words[1])
    assert reported_p(a, b)[0] == pytest.approx(0.354429, abs=SIX)
    assert np.isnan(reported_p(a, b)[1])


def test_nothing_is_tested_where_nothing_varies() -> None:
    even = [(1, 100)] * 3
    assert np.isnan(score_test(_sums(even), _sums(even)).p[0])
    assert np.isnan(reported_p(_sums([(3, 100)]), _sums(B))[0])  # one article on a side
    assert np.isnan(score_test(_sums([(3, 100)]), _sums([(1, 90)])).p[0])  # D = 1


def test_labels_that_explain_everything_leave_it_to_the_shuffles() -> None:
    # e is 2, -1, -1: with A the first, z^2 = D
    found = score_test(_sums([(3, 100)]), _sums([(0, 100), (0, 100)]))
    assert found.z[0] ** 2 == pytest.approx(2)
    assert found.p[0] == pytest.approx(0, abs=1e-12)
