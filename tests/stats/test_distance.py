"""The distance between outlets."""

from __future__ import annotations

import re

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.sparse import csr_array, csr_matrix

from framing.errors import NotEnoughData
from framing.stats.arrays import RealArray
from framing.stats.distance import Distance, distance, distance_p
from framing.stats.shuffles import plan_of

R4 = np.array([[3, 1, 0, 0], [2, 0, 1, 0], [0, 2, 2, 1], [1, 0, 3, 0]], dtype=np.float64)
FIRST = np.array([True, True, False, False])


def _random(articles: int, *, seed: int) -> RealArray:
    return np.random.default_rng(seed).poisson(0.7, (articles, 30)).astype(np.float64)


def test_r4() -> None:
    found = distance(R4, FIRST, ~FIRST)
    assert found.within_target == pytest.approx(0.848528, abs=5e-7)
    assert found.within_reference == pytest.approx(0.632456, abs=5e-7)
    assert found.across == pytest.approx(0.379017, abs=5e-7)
    assert found.value == pytest.approx(0.722950, abs=5e-7)


@pytest.mark.parametrize("kind", [csr_array, csr_matrix])
def test_sparse_vectors_give_the_same(kind: type) -> None:
    dense = distance(R4, FIRST, ~FIRST)
    sparse = distance(kind(R4), FIRST, ~FIRST)
    assert sparse.value == pytest.approx(dense.value)
    plan = plan_of(["a", "b", "c", "d"], ["A", "A", "B", "B"], seed=1)
    assert distance_p(kind(R4), plan) == distance_p(R4, plan)


@given(st.integers(0, 99), st.integers(2, 8))
def test_pair_by_pair_gives_the_same(seed: int, size: int) -> None:
    vectors = _random(10, seed=seed)
    first = np.arange(10) < size
    unit = vectors / np.linalg.norm(vectors, axis=1, keepdims=True)
    cosine = unit @ unit.T

    def mean(one: RealArray) -> float:
        return float((one.sum() - np.trace(one)) / (len(one) * (len(one) - 1)))

    found = distance(vectors, first, ~first)
    assert found.within_target == pytest.approx(mean(cosine[first][:, first]))
    assert found.within_reference == pytest.approx(mean(cosine[~first][:, ~first]))
    assert found.across == pytest.approx(cosine[first][:, ~first].mean())


@given(st.integers(0, 99))
def test_swapping_sides_and_lengths_change_nothing(seed: int) -> None:
    vectors, first = _random(9, seed=seed), np.arange(9) < 4
    found = distance(vectors, first, ~first)
    swapped = distance(vectors, ~first, first)
    assert swapped == Distance(found.within_reference, found.within_target, found.across)
    longer = vectors * np.arange(1, 10)[:, np.newaxis]
    assert distance(longer, first, ~first).value == pytest.approx(found.value)


def test_the_distance_of_one_outlet_to_itself_is_nothing_on_average() -> None:
    vectors = _random(60, seed=1)
    rng = np.random.default_rng(2)
    found = []
    for _ in range(300):
        first = rng.permutation(60) < 15
        found.append(distance(vectors, first, ~first).value)
    assert abs(np.mean(found)) < 3 * np.std(found) / np.sqrt(300)


def test_an_article_without_features_is_like_no_other() -> None:
    empty = np.vstack([R4[:2], np.zeros(4), R4[2:]])
    found = distance(empty, np.array([1, 1, 1, 0, 0]) > 0, np.array([0, 0, 0, 1, 1]) > 0)
    assert found.within_target == pytest.approx(0.848528 / 3, abs=5e-7)


def test_p_is_small_where_outlets_differ_and_not_where_they_do_not() -> None:
    vectors, ids = _random(40, seed=1), [f"a{n}" for n in range(40)]
    plan = plan_of(ids, ["A", "B"] * 20, seed=1)
    assert distance_p(vectors, plan) > 0.05
    vectors[::2, :5] += 2
    assert distance_p(vectors, plan) == 1 / 2001


def test_p_within_stories() -> None:
    # Each outlet has its own story, but within a story all write alike.
    vectors, story = _random(40, seed=1), ["flood"] * 20 + ["vote"] * 20
    vectors[:20, :5] += 4
    sides = ["A"] * 15 + ["B"] * 5 + ["A"] * 5 + ["B"] * 15
    ids = [f"a{n}" for n in range(40)]
    assert distance_p(vectors, plan_of(ids, sides, seed=1)) < 0.01
    assert distance_p(vectors, plan_of(ids, sides, story, seed=1)) > 0.05


@settings(max_examples=20)
@given(st.permutations(range(12)))
def test_the_order_of_articles_does_not_matter(order: list[int]) -> None:
    vectors = _random(12, seed=1)
    sides = np.array(["A"] * 5 + ["B"] * 7)
    p = distance_p(vectors, plan_of([str(n) for n in range(12)], sides.tolist(), seed=1))
    mixed = plan_of([str(n) for n in order], sides[order].tolist(), seed=1)
    assert distance_p(vectors[order], mixed) == p


def test_one_article_is_refused() -> None:
    message = (
        "distance: the smaller side has 1 article(s), and pairs within it need two. Compare sides "
        "of two articles or more."
    )
    with pytest.raises(NotEnoughData, match=f"^{re.escape(message)}$"):
        distance(R4, np.arange(4) < 1, np.arange(4) > 0)
    plan = plan_of(["a", "b", "c"], ["A", "B", "B"], seed=1)
    with pytest.raises(NotEnoughData, match=f"^{re.escape(message)}$"):
        distance_p(R4[:3], plan)
