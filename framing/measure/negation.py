"""Which matches stand under a negation: flagged, never flipped."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from framing.model import IntArray
from framing.settings import NEGATION_WORDS
from framing.text.layout import Gap, Layout
from framing.text.roles import Role, RoleArray
from framing.text.wordkinds import Kind, KindArray

BoolArray = npt.NDArray[np.bool_]

# A comma before one of these begins a clause; another ("a cruel, brutal war") joins two words.
_CLAUSE_HEADS = Kind.LINK | Kind.PRONOUN | Kind.DETERMINER | Kind.CAPITAL | Kind.PREPOSITION


class Negation:
    """The negators of a segment, and how far each one reaches.

    A negator reaches `NEGATION_WORDS` words on, within its clause and its quotation. "Not only"
    negates nothing, and two negators cancel out ("never without").

    Parameters
    ----------
    layout : Layout
    kinds, roles : arrays, shape (n_words,)
        Of each word, as `word_kinds` and `word_roles` tell them.
    """

    def __init__(self, layout: Layout, kinds: KindArray, roles: RoleArray) -> None:
        negator = (kinds & Kind.NEGATION) > 0
        negator[:-1] &= (roles[1:] & Role.ONLY) == 0
        self._before = np.concatenate([[0], np.cumsum(negator)])
        begins = layout.barrier() | ((layout.gap & Gap.QUOTE) > 0)
        begins |= ((layout.gap & Gap.COMMA) > 0) & ((kinds & _CLAUSE_HEADS) > 0)
        places = np.arange(len(negator))
        self._clause = np.maximum.accumulate(np.where(begins, places, 0))

    def of(self, starts: IntArray) -> BoolArray:
        """Tell which matches are negated, given the first word of each."""
        if not len(starts):
            return np.zeros(0, dtype=np.bool_)
        low = np.maximum(starts - NEGATION_WORDS, self._clause[starts])
        found = self._before[starts] - self._before[low]
        return np.asarray(found % 2 == 1)
