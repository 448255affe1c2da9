"""Whether a term is spread over the articles or packed into a few of them."""

from __future__ import annotations

import numpy as np

from framing.errors import NotEnoughData
from framing.stats.arrays import LongArray


def articles_with(counts: LongArray) -> int:
    """Return in how many articles a term occurs.

    Parameters
    ----------
    counts : int array, shape (n_articles,)
        Occurrences of the term in each article.

    Examples
    --------
    >>> articles_with(np.array([0, 3, 1]))
    2
    """
    return int(np.count_nonzero(counts))


def deviation_of_proportions(counts: LongArray, words: LongArray) -> float:
    """Gries' DP: 0 when a term follows article length, near 1 when one article has it all.

    Parameters
    ----------
    counts, words : int arrays, shape (n_articles,)
        Occurrences of the term, and all words, in each article, in the same order.

    Returns
    -------
    float
        In [0, 1). Unitless.

    Raises
    ------
    NotEnoughData
        The term never occurs: its spread is undefined, not zero.

    References
    ----------
    Gries (2008), International Journal of Corpus Linguistics 13(4).

    Examples
    --------
    >>> deviation_of_proportions(np.array([5, 0]), np.array([500, 500]))
    0.5
    """
    total = int(counts.sum())
    if total == 0:
        raise NotEnoughData(
            "the term never occurs, so its dispersion is undefined.",
            where="dispersion",
            fix="Drop the term, or compare its rate instead.",
        )
    expected_share = words / words.sum()
    observed_share = counts / total
    return float(np.abs(observed_share - expected_share).sum() / 2)
