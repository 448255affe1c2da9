"""Many tests at once."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from framing.stats.multiplicity import benjamini_hochberg, claimed

probabilities = st.lists(st.floats(0, 1), min_size=1, max_size=30)


def test_r7() -> None:
    p = np.array([0.001, 0.008, 0.039, 0.041, 0.042, 0.06, 0.074, 0.205, 0.212, 0.216])
    want = [0.010, 0.040, 0.084, 0.084, 0.084, 0.100, 0.105714, 0.216, 0.216, 0.216]
    assert benjamini_hochberg(p) == pytest.approx(want, abs=5e-7)


@given(probabilities)
def test_q_is_that_of_scipy(values: list[float]) -> None:
    p = np.array(values)
    assert benjamini_hochberg(p) == pytest.approx(stats.false_discovery_control(p))


@given(probabilities)
def test_what_was_not_tested_does_not_count(values: list[float]) -> None:
    p = np.array(values)
    mixed = np.insert(p, 0, np.nan)
    found = benjamini_hochberg(mixed)
    assert np.isnan(found[0])
    assert found[1:] == pytest.approx(benjamini_hochberg(p))


def test_nothing_tested() -> None:
    assert benjamini_hochberg(np.array([])).tolist() == []


def test_a_claim_needs_both() -> None:
    q = np.array([0.049, 0.05, 0.01, 0.01, np.nan, 0.01])
    low = np.array([1.1, 1.1, 0.9, 0.1, 1.1, np.nan])
    high = np.array([np.inf, 3, 2, 0.9, 2, np.nan])
    assert claimed(q, low, high).tolist() == [True, False, False, True, False, False]
