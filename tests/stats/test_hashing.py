"""Chance that depends on names only."""

from __future__ import annotations

from hashlib import blake2b

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from framing.stats.hashing import identities, keys, poisson_weights

names = st.lists(st.text(max_size=8), min_size=1, max_size=20, unique=True)
MANY = identities([f"article {number}" for number in range(5000)])


def _splitmix(state: int) -> int:
    """Return the next output of splitmix64, with Python's integers."""
    state = (state + 0x9E3779B97F4A7C15) % 2**64
    state = (state ^ state >> 30) * 0xBF58476D1CE4E5B9 % 2**64
    state = (state ^ state >> 27) * 0x94D049BB133111EB % 2**64
    return state ^ state >> 31


def test_keys_are_those_of_splitmix64() -> None:
    # Change these, and every report changes that was ever made.
    assert _splitmix(1234567) == 6457827717110365317  # the published first output
    identity = int.from_bytes(blake2b(b"a", digest_size=8).digest(), "little")
    assert identities(["a"]).tolist() == [identity]
    found = keys(identities(["a"]), range(2, 4), seed=-1)
    want = [[_splitmix(_splitmix(_splitmix(2**64 - 1) ^ turn) ^ identity)] for turn in (2, 3)]
    assert found.tolist() == want


@given(names, st.integers())
def test_order_does_not_matter(ids: list[str], seed: int) -> None:
    forwards = keys(identities(ids), range(3), seed=seed)
    backwards = keys(identities(ids[::-1]), range(3), seed=seed)
    assert np.array_equal(forwards, backwards[:, ::-1])
    assert all(len(set(row)) == len(ids) for row in forwards.tolist())


@given(st.integers(0, 50), st.integers(1, 50))
def test_rounds_may_be_split(start: int, count: int) -> None:
    rounds = range(start, start + count)
    whole = poisson_weights(MANY[:5], range(100), seed=1)
    assert np.array_equal(poisson_weights(MANY[:5], rounds, seed=1), whole[start : start + count])


def test_keys_are_uniform_and_unrelated() -> None:
    drawn = keys(MANY, range(4), seed=7).astype(np.float64) / 2**64
    assert all(stats.kstest(row, "uniform").pvalue > 0.001 for row in drawn)
    correlation = np.corrcoef(np.vstack([drawn, keys(MANY, range(1), seed=8) / 2**64]))
    assert np.abs(correlation - np.eye(5)).max() < 0.06


def test_weights_are_poisson() -> None:
    weights = poisson_weights(MANY, range(20), seed=7).ravel()
    found = np.bincount(np.minimum(weights, 6), minlength=7)
    mass = stats.poisson.pmf(range(6), 1)
    want = len(weights) * np.append(mass, 1 - mass.sum())
    assert stats.chisquare(found, want).pvalue > 0.001
    assert weights.mean() == pytest.approx(1, abs=0.02)


def test_file_names_that_are_not_utf8_have_an_identity() -> None:
    assert identities(["a\udcff"]) != identities(["a"])
