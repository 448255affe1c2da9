"""How far apart the wording of two outlets is, as the distance between their articles.

Divergence between the word counts of two outlets is mostly their size: two halves of one outlet at
20 articles lie further apart than different outlets at 400. The measure here is 0 on average where
there is no difference, at any size.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol

import numpy as np
import numpy.typing as npt

from framing.errors import NotEnoughData
from framing.settings import DISTANCE_SHUFFLES
from framing.stats.arrays import BoolArray, RealArray
from framing.stats.shuffles import Plan, shuffled

# Numbers held at once while labels are shuffled: 32 MB.
_NUMBERS_AT_ONCE = 4_000_000
# Distances of equal shuffles differ by rounding only.
_TIE = 1e-10


class SparseRows(Protocol):
    """A scipy matrix or array in compressed sparse rows, such as scikit-learn's tf-idf."""

    data: RealArray
    indptr: npt.NDArray[np.integer]

    @property
    def shape(self) -> tuple[int, ...]:
        """Articles and features."""

    def __rmatmul__(self, weights: RealArray, /) -> RealArray: ...


@dataclass(frozen=True, slots=True)
class Distance:
    """Mean cosines between articles, of different articles only, and their contrast.

    ``value`` is within target + within reference - 2 x across: 0 on average where there is no
    difference; at most 2, and below 0 by chance only.
    """

    within_target: float
    within_reference: float
    across: float

    @property
    def value(self) -> float:
        """The distance."""
        return self.within_target + self.within_reference - 2 * self.across


def distance(vectors: RealArray | SparseRows, target: BoolArray, reference: BoolArray) -> Distance:
    """Return the distance between two sides.

    Parameters
    ----------
    vectors : float array or compressed sparse rows, shape (n_articles, n_features)
        Weighted already (tf-idf), of any length; an article without features is like no other.
    target, reference : bool arrays, shape (n_articles,)
        Which articles are of either side.

    Raises
    ------
    NotEnoughData
        A side has fewer than two articles, so there are no pairs within it.

    Examples
    --------
    >>> vectors = np.array([[3.0, 4.0, 0.0], [3.0, 4.0, 0.0], [0.0, 0.0, 1.0], [0.0, 0.0, 2.0]])
    >>> distance(vectors, np.array([1, 1, 0, 0]) > 0, np.array([0, 0, 1, 1]) > 0).across
    0.0
    """
    sizes = int(target.sum()), int(reference.sum())
    _refuse_single(sizes)
    scale, own = _lengths(vectors)
    sums = _summed(np.array([target, reference]), scale, vectors)
    pairs = [(sums[i] @ sums[i], own[side].sum()) for i, side in enumerate((target, reference))]
    within = [
        float((square - same) / (n * (n - 1)))
        for (square, same), n in zip(pairs, sizes, strict=True)
    ]
    return Distance(within[0], within[1], float(sums[0] @ sums[1]) / (sizes[0] * sizes[1]))


def distance_p(
    vectors: RealArray | SparseRows, plan: Plan, *, shuffles: int = DISTANCE_SHUFFLES
) -> float:
    """Return the share of shuffled labels that put the two sides as far apart, or further.

    Parameters
    ----------
    vectors : float array or compressed sparse rows, shape (n_articles, n_features)
    plan : Plan
        Of the same articles; within stories where the choice of stories is not to count.
    shuffles : int

    Returns
    -------
    float
        (1 + k) / (1 + B): above 0, at most 1.

    Raises
    ------
    NotEnoughData
        A side has fewer than two articles.

    References
    ----------
    Phipson and Smyth (2010), Statistical Applications in Genetics and Molecular Biology 9(1).

    Examples
    --------
    >>> from framing.stats.shuffles import plan_of
    >>> vectors = np.array([[3.0, 4.0, 0.0], [3.0, 4.0, 0.0], [0.0, 0.0, 1.0], [0.0, 0.0, 2.0]])
    >>> plan = plan_of(["a1", "a2", "b1", "b2"], ["a", "a", "b", "b"], seed=1)
    >>> bool(abs(distance_p(vectors, plan) - 1 / 3) < 0.05)
    True
    """
    first = int(plan.first.sum())
    _refuse_single((first, len(plan.first) - first))
    lengths = _lengths(vectors)
    observed = _distances(plan.first[np.newaxis], plan, lengths, vectors)[0]
    reached = 0
    for labels in _in_blocks(shuffled(plan, shuffles), vectors.shape[1]):
        reached += int((_distances(labels, plan, lengths, vectors) >= observed - _TIE).sum())
    return (1 + reached) / (1 + shuffles)


def _distances(
    labels: BoolArray,
    plan: Plan,
    lengths: tuple[RealArray, RealArray],
    vectors: RealArray | SparseRows,
) -> RealArray:
    """Return the distance for each row of labels, in the order of the plan."""
    scale, own = lengths
    whole = np.zeros((len(labels) + 1, len(scale)), dtype=np.bool_)
    whole[:-1, plan.order] = labels
    whole[-1, plan.order] = True
    sums = _summed(whole, scale, vectors)
    one, every = sums[:-1], sums[-1]
    other = every - one
    same = whole[:-1] @ own
    n = np.count_nonzero(labels, axis=1).astype(np.float64)
    m = labels.shape[1] - n
    within_one = (np.einsum("ij,ij->i", one, one) - same) / (n * (n - 1))
    within_other = (np.einsum("ij,ij->i", other, other) - (whole[-1] @ own - same)) / (m * (m - 1))
    across = np.einsum("ij,ij->i", one, other) / (n * m)
    return np.asarray(within_one + within_other - 2 * across, dtype=np.float64)


def _lengths(vectors: RealArray | SparseRows) -> tuple[RealArray, RealArray]:
    """Return what brings each vector to length 1, and its squared length then: 1, or 0."""
    if isinstance(vectors, np.ndarray):
        squares = (vectors * vectors).sum(axis=1)
    else:
        article = np.repeat(np.arange(vectors.shape[0]), np.diff(vectors.indptr))
        squares = np.bincount(article, weights=vectors.data**2, minlength=vectors.shape[0])
    some = squares > 0
    scale = np.divide(1.0, np.sqrt(squares), out=np.zeros(len(squares)), where=some)
    return scale, some.astype(np.float64)


def _summed(labels: BoolArray, scale: RealArray, vectors: RealArray | SparseRows) -> RealArray:
    """Return the sum of the chosen articles' vectors of length 1, a row a choice."""
    return np.asarray((labels * scale) @ vectors, dtype=np.float64)


def _in_blocks(blocks: Iterator[BoolArray], features: int) -> Iterator[BoolArray]:
    """Cut blocks of labels so that their summed vectors fit into memory."""
    step = max(1, _NUMBERS_AT_ONCE // max(features, 1))
    for labels in blocks:
        for start in range(0, len(labels), step):
            yield labels[start : start + step]


def _refuse_single(sizes: tuple[int, int]) -> None:
    if min(sizes) < 2:  # noqa: PLR2004 -- a pair
        raise NotEnoughData(
            f"the smaller side has {min(sizes)} article(s), and pairs within it need two.",
            where="distance",
            fix="Compare sides of two articles or more.",
        )
