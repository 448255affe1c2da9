"""What few articles allow."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from framing.stats.distributions import f_quantiles, gamma_quantiles
from framing.stats.fewarticles import (
    needs_caution,
    overdispersed_rate,
    overdispersed_ratio,
    spread,
    what_may_be_said,
)
from framing.stats.sums import Sums, sums_of

SIX = 5e-7


def _one(hits: int, words: int) -> Sums:
    return sums_of(np.array([[hits]]), np.array([words]))


@pytest.mark.parametrize(
    ("articles", "said", "caution"),
    [
        (0, "describe", False),
        (1, "describe", False),
        (2, "intervals", False),
        (4, "intervals", False),
        (5, "test", True),
        (19, "test", True),
        (20, "test", False),
    ],
)
def test_what_may_be_said(articles: int, said: str, caution: bool) -> None:  # noqa: FBT001
    assert what_may_be_said(articles) == said
    assert needs_caution(articles) is caution


def test_r5_step_by_step() -> None:
    pooled = 10.5 / 930
    assert 1000 * pooled == pytest.approx(11.290323, abs=SIX)
    one_over_k = spread(np.array([1000 * pooled]), term=False)[0]
    assert one_over_k == pytest.approx(0.321054, abs=SIX)
    # one article a side: n_eff is 1
    assert 1 + pooled * 420 * one_over_k == pytest.approx(2.522417, abs=SIX)
    assert 1 + pooled * 510 * one_over_k == pytest.approx(2.848649, abs=SIX)
    shapes = 8 / 2.522417 + 0.5, 2 / 2.848649 + 0.5
    middle = (shapes[0] * 2.522417 / 420) / (shapes[1] * 2.848649 / 510)
    assert middle == pytest.approx(3.284079, abs=1e-6)


def test_r5_the_interval() -> None:
    found = overdispersed_ratio(_one(8, 420), _one(2, 510))
    assert found.low[0] == pytest.approx(0.543644, abs=SIX)
    assert found.high[0] == pytest.approx(77.935727, abs=SIX)
    assert found.value[0] == pytest.approx(8 / 420 * 510 / 2)


def test_terms_and_categories_scatter_by_their_own_rule() -> None:
    # exp(a + b ln .2), which is e^a * 5^-b
    rate = np.array([0.2])
    assert spread(rate, term=True)[0] == pytest.approx(np.exp(-0.043) * 5**0.795)
    assert spread(rate, term=False)[0] == pytest.approx(np.exp(0.570622) * 5**0.704128)


def test_no_hits_leave_an_upper_end() -> None:
    found = overdispersed_rate(sums_of(np.array([[0, 0]]), np.array([400, 600])))
    pooled = 0.5 / 1000
    scale = (1 + pooled * 520 * np.exp(0.570622 - 0.704128 * np.log(0.5))) / 1000
    assert found.low[0] == 0
    assert found.high[0] == pytest.approx(stats.gamma.ppf(0.975, 0.5) * scale)


@given(st.integers(0, 30), st.integers(50, 900), st.integers(0, 30), st.integers(50, 900))
def test_swapping_sides_inverts_the_interval(y: int, n: int, x: int, m: int) -> None:
    forwards = overdispersed_ratio(_one(y, n), _one(x, m), term=True)
    backwards = overdispersed_ratio(_one(x, m), _one(y, n), term=True)
    with np.errstate(divide="ignore"):
        assert forwards.low[0] == pytest.approx(np.divide(1, backwards.high[0]))
        assert forwards.high[0] == pytest.approx(np.divide(1, backwards.low[0]))


@given(st.floats(0.5, 400), st.floats(0.5, 400))
def test_quantiles_are_those_of_scipy(a: float, b: float) -> None:
    low, high = f_quantiles(np.array([2 * a]), np.array([2 * b]))
    want = stats.f.ppf([0.025, 0.975], 2 * a, 2 * b)
    assert [low[0], high[0]] == pytest.approx(list(want), rel=1e-6)
    low, high = gamma_quantiles(np.array([a]))
    assert [low[0], high[0]] == pytest.approx(list(stats.gamma.ppf([0.025, 0.975], a)), rel=1e-6)
