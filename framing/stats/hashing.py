"""Chance that depends on names only: the same numbers in any order and on any machine.

A random generator hands out numbers in turn, so its draws change with the order of the articles
and with how they are split over machines. A hash of (id, round, seed) does not.
"""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import blake2b

import numpy as np

from framing.stats.arrays import HashArray, LongArray

# Constants of splitmix64 (Steele, Lea and Flood 2014).
_STEP = np.uint64(0x9E3779B97F4A7C15)
_FIRST = np.uint64(0xBF58476D1CE4E5B9)
_SECOND = np.uint64(0x94D049BB133111EB)
_WORD = 2**64

_HASHED_AT_ONCE = 32_768
# The mean weight of an article or story in a resample is 1; weights beyond have p < 1e-18.
_MOST_WEIGHT = 20


def identities(ids: Sequence[str]) -> HashArray:
    """Return a 64-bit hash of each id.

    Parameters
    ----------
    ids : sequence of str, length n
        Of articles or stories; each is different.

    Returns
    -------
    uint64 array, shape (n,)

    Examples
    --------
    >>> identities(["a", "b"]).tolist() == identities(["b", "a"])[::-1].tolist()
    True
    """
    # Lone surrogates come in with file names that are not UTF-8.
    encoded = (one.encode("utf-8", "surrogatepass") for one in ids)
    digests = (blake2b(one, digest_size=8).digest() for one in encoded)
    return np.frombuffer(b"".join(digests), dtype="<u8").astype(np.uint64)


def keys(identity: HashArray, rounds: range, *, seed: int) -> HashArray:
    """Return a random key for each id in each round.

    Parameters
    ----------
    identity : uint64 array, shape (n,)
        From ``identities``.
    rounds : range
        Numbers of the rounds (shuffles, resamples), from 0.
    seed : int

    Returns
    -------
    uint64 array, shape (n_rounds, n)
        Uniform over 64 bits; different ids have different keys within a round.

    References
    ----------
    Steele, Lea and Flood (2014), Fast splittable pseudorandom number generators, OOPSLA.

    Examples
    --------
    >>> identity = identities(["a", "b"])
    >>> later = keys(identity, range(7, 9), seed=1)
    >>> bool((later == keys(identity, range(10), seed=1)[7:9]).all())
    True
    """
    start = _mix(np.array([seed % _WORD], dtype=np.uint64))
    turn = _mix(start ^ np.arange(rounds.start, rounds.stop, dtype=np.uint64))
    found = turn[:, np.newaxis] ^ identity
    # A few rows at a time, which stay in the processor's cache: three times as fast.
    step = max(1, _HASHED_AT_ONCE // max(len(identity), 1))
    for begin in range(0, len(found), step):
        _mix(found[begin : begin + step])
    return found


def poisson_weights(identity: HashArray, resamples: range, *, seed: int) -> LongArray:
    """Return how often each id stands in each bootstrap resample.

    Parameters
    ----------
    identity : uint64 array, shape (n,)
        Of stories: articles on one event go together.
    resamples : range
        Numbers of the resamples, from 0.
    seed : int

    Returns
    -------
    int array, shape (n_resamples, n)
        Poisson with mean 1, independent of one another.

    References
    ----------
    Chamandy, Muralidharan, Najmi and Naidu (2012), Estimating uncertainty for massive data streams,
    Google technical report.

    Examples
    --------
    >>> weights = poisson_weights(identities(["flood", "vote"]), range(2000), seed=1)
    >>> weights.shape, bool(abs(weights.mean() - 1) < 0.1)
    ((2000, 2), True)
    """
    # 53 bits fill a double; another seed than the shuffles, so that the two are unrelated.
    uniform = (keys(identity, resamples, seed=~seed) >> np.uint64(11)) * 2.0**-53
    mass = np.cumprod(np.append(np.exp(-1.0), 1.0 / np.arange(1, _MOST_WEIGHT)))
    return np.searchsorted(np.cumsum(mass), uniform, side="right").astype(np.int64)


def _mix(number: HashArray) -> HashArray:
    """Scramble 64-bit numbers in place, one to one (the output function of splitmix64)."""
    number += _STEP
    number ^= number >> np.uint64(30)
    number *= _FIRST
    number ^= number >> np.uint64(27)
    number *= _SECOND
    number ^= number >> np.uint64(31)
    return number
