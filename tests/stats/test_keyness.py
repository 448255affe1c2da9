"""Keyness by words: pinned, and the same as scipy's."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from scipy import stats

from framing.stats.keyness import chi_squared, log_likelihood, log_likelihood_two_cells
from framing.stats.sums import Sums, sums_of

SIX = 5e-7


def _one(hits: int, words: int) -> Sums:
    return sums_of(np.array([[hits]]), np.array([words]))


def test_r3() -> None:
    a, b = _one(10, 1000), _one(2, 1500)
    assert log_likelihood(a, b)[0] == pytest.approx(9.600959, abs=SIX)
    assert log_likelihood_two_cells(a, b)[0] == pytest.approx(9.555648, abs=SIX)
    assert chi_squared(a, b)[0] == pytest.approx(9.434173, abs=SIX)


@given(st.integers(0, 50), st.integers(51, 900), st.integers(0, 50), st.integers(51, 900))
def test_scipy_agrees(y: int, n: int, x: int, m: int) -> None:
    assume(y or x)
    table = [[y, n - y], [x, m - x]]
    a, b = _one(y, n), _one(x, m)
    g2 = stats.chi2_contingency(table, correction=False, lambda_="log-likelihood").statistic
    chi2 = stats.chi2_contingency(table, correction=False).statistic
    assert log_likelihood(a, b)[0] == pytest.approx(g2, abs=1e-9)
    assert chi_squared(a, b)[0] == pytest.approx(chi2, abs=1e-9)
    # The other words add to G2, never take from it.
    assert log_likelihood_two_cells(a, b)[0] <= log_likelihood(a, b)[0] + 1e-9


def test_nothing_found_is_nothing() -> None:
    assert log_likelihood(_one(0, 100), _one(0, 100)).tolist() == [0.0]
    assert np.isnan(chi_squared(_one(0, 100), _one(0, 100))[0])
