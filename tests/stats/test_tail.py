"""The tail beyond what shuffles can show."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from framing.settings import TAIL_LARGEST
from framing.stats.arrays import RealArray
from framing.stats.tail import fit_pareto, pareto_tail, tail_p

SHUFFLES = 20_000


def _tail(largest: RealArray, observed: float, shuffles: int) -> float:
    return float(tail_p(largest[np.newaxis], np.array([observed]), shuffles)[0])


def _largest_normal(seed: int) -> RealArray:
    drawn = np.abs(np.random.default_rng(seed).normal(size=SHUFFLES))
    return -np.sort(-drawn)[: TAIL_LARGEST + 1]


@given(st.integers(-80, 80), st.floats(0.1, 9), st.floats(0, 30))
def test_the_tail_is_that_of_scipy(hundredths: int, scale: float, beyond: float) -> None:
    want = stats.genpareto.sf(beyond, hundredths / 100, scale=scale)
    found = pareto_tail(np.array([beyond]), np.array([hundredths / 100]), np.array([scale]))[0]
    assert found == pytest.approx(want, rel=1e-6, abs=1e-12)


@pytest.mark.parametrize("shape", [-0.3, 0.0, 0.3])
def test_the_fit_is_near_that_of_maximum_likelihood(shape: float) -> None:
    drawn = np.sort(stats.genpareto.rvs(shape, scale=2, size=1000, random_state=4))
    (found,), (scale,) = fit_pareto(drawn[np.newaxis])
    most_likely = stats.genpareto.fit(drawn, floc=0)
    assert found == pytest.approx(most_likely[0], abs=0.05)
    assert scale == pytest.approx(most_likely[2], rel=0.05)


def test_a_known_tail_is_found() -> None:
    # |normal| beyond 4.9 has 1e-6; the typical error of one fit is a factor of 2
    found = [_tail(_largest_normal(seed), 4.8916, SHUFFLES) for seed in range(40)]
    assert 0.3e-6 < float(np.median(found)) < 3e-6


def test_within_the_shuffles_it_agrees_with_their_share() -> None:
    largest = _largest_normal(1)
    assert _tail(largest, float(largest[50]), SHUFFLES) == pytest.approx(51 / SHUFFLES, rel=0.2)


def test_a_larger_surplus_is_no_likelier() -> None:
    largest = _largest_normal(2)
    found = [_tail(largest, observed, SHUFFLES) for observed in np.linspace(3, 9, 30)]
    assert np.all(np.diff(found) <= 0)


def test_few_shuffles_and_steps_have_no_tail() -> None:
    assert np.isnan(_tail(_largest_normal(1), 5.0, 999))
    assert np.isnan(_tail(np.full(TAIL_LARGEST + 1, 2.0), 5.0, SHUFFLES))
    # three different values only: no smooth tail fits
    steps = np.repeat([3.0, 2.0, 1.0], [80, 80, TAIL_LARGEST + 1 - 160])
    assert np.isnan(_tail(steps, 5.0, SHUFFLES))


def test_terms_are_fitted_side_by_side_as_one_by_one() -> None:
    steps = np.repeat([3.0, 2.0, 1.0], [80, 80, TAIL_LARGEST + 1 - 160])
    largest = np.stack([*(_largest_normal(seed) for seed in range(130)), steps])
    observed = np.linspace(3, 9, len(largest))
    together = tail_p(largest, observed, SHUFFLES)
    alone = [_tail(row, one, SHUFFLES) for row, one in zip(largest, observed.tolist(), strict=True)]
    np.testing.assert_allclose(together, alone, rtol=1e-12)
