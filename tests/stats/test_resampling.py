"""Confirming small p by shuffles."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.sparse import csr_matrix

from framing.settings import STOP_AT
from framing.stats.arrays import LongArray
from framing.stats.hashing import identities
from framing.stats.resampling import (
    Claim,
    confirm,
    shuffled_p,
    shuffled_p_against_the_rest,
)
from framing.stats.shuffles import Plan, plan_of
from framing.stats.surplus import Surplus, surplus_of

COUNTS = np.array([[2, 0, 1, 3, 0, 1, 0], [5, 4, 6, 5, 0, 0, 0]])
WORDS = np.array([100, 150, 120, 200, 110, 90, 180])
SIDES = ["A", "A", "A", "A", "B", "B", "B"]
IDS = [f"a{number}" for number in range(7)]


def _large(articles: int, *, seed: int = 1) -> tuple[LongArray, LongArray, Plan]:
    """Return three terms in two outlets: no difference, a clear one, an overwhelming one."""
    rng = np.random.default_rng(seed)
    words = rng.integers(200, 900, 2 * articles)
    first = np.arange(2 * articles) < articles
    rates = [np.full(2 * articles, 0.01), 0.005 + 0.01 * first, 0.002 + 0.03 * first]
    counts = np.array([rng.poisson(rate * words) for rate in rates])
    sides = ["Herald" if mine else "Post" for mine in first]
    return counts, words, plan_of([f"a{n}" for n in range(2 * articles)], sides, seed=seed)


def residuals(counts: LongArray, words: LongArray, plan: Plan) -> Surplus:
    return surplus_of(csr_matrix(counts.T), words, plan)


def test_residuals_are_from_the_rate_of_the_story() -> None:
    story = ["flood", "flood", "vote", "vote", "flood", "vote", "trial"]
    plan = plan_of(IDS, SIDES, story, seed=1)
    place = dict(zip(plan.order.tolist(), range(len(plan.order)), strict=True))
    found = residuals(COUNTS, WORDS, plan).of(np.arange(6)[:, np.newaxis]).T
    # flood: 2 + 0 + 0 hits in 100 + 150 + 110 words; vote: 1 + 3 + 1 in 120 + 200 + 90
    assert found[0, place[0]] == pytest.approx(2 - 2 / 360 * 100)
    assert found[0, place[3]] == pytest.approx(3 - 5 / 410 * 200)
    # The trial is in one paper only.
    assert sorted(place) == [0, 1, 2, 3, 4, 5]


def test_shuffles_find_the_exact_p() -> None:
    # R1: 10 of 35 ways; the second term has 1 of 35
    plan = plan_of(IDS, SIDES, seed=1)
    found = shuffled_p(residuals(COUNTS, WORDS, plan), plan)
    assert found[0] == pytest.approx(0.285714, abs=0.05)
    e = COUNTS[1] - COUNTS[1].sum() / WORDS.sum() * WORDS
    ways = [abs(e[list(chosen)].sum()) for chosen in combinations(range(7), 4)]
    exact = np.mean(np.array(ways) >= abs(e[:4].sum()) - 1e-9)
    assert found[1] == pytest.approx(exact, rel=0.2)


def test_only_small_p_are_confirmed_and_none_gets_smaller() -> None:
    plan = plan_of(IDS, SIDES, seed=1)
    p = np.array([0.02, 0.0001])
    assert confirm(p, csr_matrix(COUNTS.T), WORDS, plan)[0] == 0.02
    assert confirm(p, csr_matrix(COUNTS.T), WORDS, plan)[1] > 0.01
    assert np.isnan(confirm(np.array([np.nan, 0.5]), csr_matrix(COUNTS.T), WORDS, plan)[0])
    assert p.tolist() == [0.02, 0.0001]


def test_a_row_stops_when_it_is_known_well_enough() -> None:
    counts, words, plan = _large(10)
    p = shuffled_p(residuals(counts[:1], words, plan), plan)
    made = (1 + STOP_AT) / p[0] - 1
    assert made == pytest.approx(round(made))
    assert STOP_AT <= round(made) < 20_000


def test_the_tail_reaches_beyond_the_shuffles() -> None:
    counts, words, plan = _large(60)
    p = shuffled_p(residuals(counts, words, plan), plan)
    assert p[0] > 0.01
    assert 0 < p[2] < 1 / 20_001


def test_few_ways_have_no_tail() -> None:
    # 252 ways: nothing is rarer than 2 of them
    counts, words, plan = _large(5)
    p = shuffled_p(residuals(counts, words, plan), plan)
    assert p[2] >= 1 / 252


def test_ties_are_ties() -> None:
    # Every shuffle gives a surplus as large: one hit a side, equal lengths, in two articles
    counts, words = np.array([[1, 0, 0, 0, 0, 0]]), np.full(6, 300)
    plan = plan_of(IDS[:6], ["A"] * 3 + ["B"] * 3, seed=1)
    assert shuffled_p(residuals(counts, words, plan), plan).tolist() == [1.0]


@settings(max_examples=10, deadline=None)
@given(st.permutations(range(40)))
def test_the_order_of_articles_does_not_matter(order: list[int]) -> None:
    counts, words, plan = _large(20)
    ids = [f"a{place}" for place in order]
    sides = ["Herald" if place < 20 else "Post" for place in order]
    mixed = plan_of(ids, sides, seed=1)
    found = shuffled_p(residuals(counts[:, order], words[order], mixed), mixed, shuffles=2000)
    assert (
        found.tolist() == shuffled_p(residuals(counts, words, plan), plan, shuffles=2000).tolist()
    )


def test_neither_blocks_nor_company_show(monkeypatch: pytest.MonkeyPatch) -> None:
    counts, words, plan = _large(20)
    surplus = residuals(counts, words, plan)
    whole = shuffled_p(surplus, plan)
    alone = [shuffled_p(surplus.take(np.array([row])), plan)[0] for row in range(3)]
    assert alone == pytest.approx(whole, rel=1e-9)
    monkeypatch.setattr("framing.stats.shuffles._SHUFFLES_AT_ONCE", 333)
    assert shuffled_p(surplus, plan) == pytest.approx(whole, rel=1e-9)


def test_one_pass_serves_every_outlet() -> None:
    """Each outlet gets what it gets by itself, in any order of articles."""
    counts, words, _ = _large(15)
    hits, identity = csr_matrix(counts.T), identities([f"a{n}" for n in range(30)])
    claims = [Claim(np.arange(15), hits[:, [1]]), Claim(np.arange(3, 9), hits[:, [0, 2]])]
    together = shuffled_p_against_the_rest(claims, words, identity, seed=1)
    apart = [shuffled_p_against_the_rest([one], words, identity, seed=1)[0] for one in claims]
    assert [p.tolist() for p in together] == [p.tolist() for p in apart]
    alone = shuffled_p(surplus_of(hits, words, _large(15)[2]), _large(15)[2])
    assert together[0][0] == pytest.approx(alone[1], rel=0.3)
    back = [Claim(29 - one.places, one.hits[::-1]) for one in claims]
    again = shuffled_p_against_the_rest(back, words[::-1], identity[::-1], seed=1)
    assert [p.tolist() for p in together] == [p.tolist() for p in again]


def test_no_difference_is_not_called_one() -> None:
    # 400 terms without a difference: p is uniform, or nearly
    rng = np.random.default_rng(3)
    words = rng.integers(200, 900, 40)
    counts = rng.poisson(rng.gamma(0.5, 2, (400, 40)) * words / 500)
    sides = ["A", "B"] * 20
    plan = plan_of([str(n) for n in range(40)], sides, seed=1)
    p = shuffled_p(residuals(counts, words, plan), plan, shuffles=2000)
    assert 0.02 < np.mean(p <= 0.05) < 0.09
    assert np.mean(p <= 0.5) == pytest.approx(0.5, abs=0.1)
