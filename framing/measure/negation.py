"""Which matches stand under a negation: flagged, never flipped."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from framing.model import IntArray
from framing.settings import NEGATION_WORDS
from framing.text.layout import Layout

BoolArray = npt.NDArray[np.bool_]


def negated(starts: IntArray, negators: BoolArray, layout: Layout) -> BoolArray:
    """Tell whether a negator stands shortly before each match, in its clause.

    Parameters
    ----------
    starts : int array
        First word of each match.
    negators : bool array, shape (n_words,)
        Whether a word negates: not, never, no, without and their kind.
    layout : Layout

    Returns
    -------
    bool array, shape of ``starts``
    """
    if not len(starts):
        return np.zeros(0, dtype=np.bool_)
    count = np.concatenate([[0], np.cumsum(negators)])
    clause = np.maximum.accumulate(np.where(layout.barrier(), np.arange(len(negators)), 0))
    low = np.maximum(starts - NEGATION_WORDS, clause[starts])
    return np.asarray(count[starts] > count[low])
