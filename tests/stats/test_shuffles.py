"""Shuffling labels within strata."""

from __future__ import annotations

import re
from math import comb, log

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from framing.errors import NotEnoughData, UsageError
from framing.stats.arrays import BoolArray
from framing.stats.shuffles import Plan, log_ways, plan_of, shuffled

SIDES = ["Post", "Herald", "Post", "Herald", "Herald", "Post", "Post"]
STORIES = ["flood", "flood", "vote", "vote", "vote", "flood", "trial"]
IDS = [f"a{number}" for number in range(len(SIDES))]


def _labels(plan: Plan, shuffles: int) -> BoolArray:
    """Return shuffled labels in the order of the caller's articles."""
    found = np.concatenate(list(shuffled(plan, shuffles)))
    whole = np.zeros((shuffles, int(plan.order.max()) + 1), dtype=np.bool_)
    whole[:, plan.order] = found
    return whole


def test_every_way_is_equally_likely() -> None:
    plan = plan_of(IDS[:5], SIDES[:5], seed=3)
    drawn = _labels(plan, 10_000)
    ways, counts = np.unique(drawn, axis=0, return_counts=True)
    assert len(ways) == comb(5, 3)
    assert log_ways(plan) == pytest.approx(log(comb(5, 3)))
    assert stats.chisquare(counts).pvalue > 0.001


def test_labels_change_places_within_stories_only() -> None:
    plan = plan_of(IDS, SIDES, STORIES, seed=3)
    # The trial is in one paper only.
    assert sorted(plan.order.tolist()) == [0, 1, 2, 3, 4, 5]
    drawn = _labels(plan, 500)
    assert set(drawn[:, [0, 1, 5]].sum(axis=1).tolist()) == {1}
    assert set(drawn[:, [2, 3, 4]].sum(axis=1).tolist()) == {2}
    assert log_ways(plan) == pytest.approx(log(3 * 3))


@given(st.permutations(range(len(IDS))), st.integers(0, 99))
def test_the_order_of_articles_does_not_matter(order: list[int], seed: int) -> None:
    def mixed(values: list[str]) -> list[str]:
        return [values[place] for place in order]

    plan = plan_of(IDS, SIDES, STORIES, seed=seed)
    other = plan_of(mixed(IDS), mixed(SIDES), mixed(STORIES), seed=seed)
    first, second = (next(shuffled(one, 20)) for one in (plan, other))
    assert np.array_equal(first, second)
    assert np.array_equal(plan.order, np.array(order)[other.order])


def test_blocks_do_not_show(monkeypatch: pytest.MonkeyPatch) -> None:
    plan = plan_of(IDS, SIDES, STORIES, seed=3)
    whole = _labels(plan, 100)
    monkeypatch.setattr("framing.stats.shuffles._SHUFFLES_AT_ONCE", 7)
    assert np.array_equal(_labels(plan, 100), whole)


def test_the_seed_matters() -> None:
    one, other = (_labels(plan_of(IDS, SIDES, seed=seed), 50) for seed in (1, 2))
    assert not np.array_equal(one, other)


def test_one_side_is_refused() -> None:
    message = (
        "shuffles: no story has articles of both sides, so no labels can change places. Add "
        "articles of the other side, or compare over all articles."
    )
    with pytest.raises(NotEnoughData, match=f"^{re.escape(message)}$"):
        plan_of(IDS[:2], SIDES[:2], ["flood", "vote"], seed=1)


def test_three_sides_are_refused() -> None:
    message = (
        "shuffles: labels are shuffled between two sides, but there are 3: Herald, Post, Star. "
        "Compare two outlets at a time, or one outlet with the rest."
    )
    with pytest.raises(UsageError, match=f"^{re.escape(message)}$"):
        plan_of(IDS[:3], ["Post", "Herald", "Star"], seed=1)
