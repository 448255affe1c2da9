"""Comparisons with a known truth: how sides are drawn and differences planted."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest
from measuring.chance import (
    Outcome,
    articles_with,
    compared,
    halves,
    share_holds,
    spread_evenly,
    thinned,
    where_it_stands,
    worth_testing,
)
from measuring.profiles import Profile
from measuring.trials import Nulls, Powers
from nulls import power_table
from scipy.sparse import csr_matrix


def profile(articles: int = 40, words: int = 30) -> Profile:
    counts = np.random.default_rng(5).poisson(20, (articles, words))
    return Profile("Herald", tuple(f"a{n}" for n in range(articles)), csr_matrix(counts))


def test_words_are_tested_from_five_hits_in_three_articles() -> None:
    counts = csr_matrix([[5, 2, 2, 1], [1, 2, 2, 1], [0, 1, 0, 1]])
    assert articles_with(counts).tolist() == [2, 3, 2, 3]
    assert worth_testing(counts).tolist() == [1]


def test_halves_share_no_article() -> None:
    drawn, target = halves(profile(), 15, np.random.default_rng(1))
    assert len(set(drawn.ids)) == 30
    assert target.sum() == 15


def test_thinning_spares_the_other_side_and_whole_chances() -> None:
    whole, draw = profile(), np.random.default_rng(2)
    rows = np.arange(40) < 20
    keep = np.where(np.arange(30) < 10, 0.5, 1.0)
    after = thinned(whole, rows, keep, draw).counts.toarray()
    before = whole.counts.toarray()
    assert (after[20:] == before[20:]).all()
    assert (after[:, 10:] == before[:, 10:]).all()
    assert after[:20, :10].sum() / before[:20, :10].sum() == pytest.approx(0.5, abs=0.05)


@pytest.mark.parametrize("plant", [where_it_stands, spread_evenly])
def test_a_planted_difference_has_the_factor_it_was_planted_with(
    plant: Callable[..., Profile],
) -> None:
    whole, target = profile(), np.arange(40) < 20
    factor = np.where(np.arange(30) == 3, 2.0, 1.0)
    after = plant(whole, target, factor, np.random.default_rng(3)).counts.toarray()
    ratio = after[target].sum(axis=0) / after[~target].sum(axis=0)
    before = whole.counts.toarray()
    plain = before[target].sum(axis=0) / before[~target].sum(axis=0)
    assert ratio[3] / plain[3] == pytest.approx(2.0, rel=0.15)
    assert np.delete(ratio, 3) == pytest.approx(np.delete(plain, 3))


def test_a_large_planted_difference_is_said_and_no_other() -> None:
    whole, target = profile(), np.arange(40) < 20
    factor = np.where(np.arange(30) == 3, 3.0, 1.0)
    planted = spread_evenly(whole, target, factor, np.random.default_rng(3))
    outcome = compared(planted, target, seed=1)
    assert outcome.word[outcome.said].tolist() == [3]
    total = Powers()
    total.add(outcome, {"all": np.array([3])})
    assert (total.planted["all"], total.found["ours", "all"]) == (1, 1)
    assert (total.shown["ours"], total.false["ours"]) == (1, 0)


def test_false_claims_are_counted_by_hand() -> None:
    p, p_g2 = np.array([0.04, 0.5, 0.0005, 1.0]), np.array([0.01, 0.0, 0.0, 1.0])
    said, said_g2 = p < 0, p_g2 < 0.001
    total = Nulls()
    total.add(Outcome(np.arange(4), p, p_g2, said, said_g2))
    assert [total.rate("ours", level) for level in (0.05, 0.001)] == [0.5, 0.25]
    assert (total.claims["ours"], total.splits_with["ours"]) == (0, 0)
    assert (total.claims["G2"], total.splits_with["G2"]) == (2, 1)


def test_a_share_is_held_where_all_articles_agree_with_it() -> None:
    chosen, mentions = np.array([1] * 10), np.array([2] * 10)
    assert share_holds(chosen, mentions, np.arange(6)) is True
    assert share_holds(chosen, mentions, np.arange(4)) is None


def test_the_table_of_power_gives_each_share_its_base() -> None:
    one = Powers()
    classes = {"5 to 19 hits": np.array([0, 1]), "20 to 99": np.array([2]), "100 and more": []}
    said = np.array([True, False, True, True])
    none = np.zeros(4)
    planted = {name: np.array(words, dtype=np.int64) for name, words in classes.items()}
    one.add(Outcome(np.arange(4), none, none, said, ~said), planted)
    assert power_table({"evenly": one}).splitlines()[2] == (
        "| evenly | ours | 0.667 of 3 | 0.500 of 2 | 1.000 of 1 | none | 3 | 0.333 of 3 |"
    )
