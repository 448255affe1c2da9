"""Matches of reporting words."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum

import numpy as np
import numpy.typing as npt

from framing.model import IntArray

BoolArray = npt.NDArray[np.bool_]


class CueKind(IntEnum):
    """How a cue introduces speech."""

    VERB = 0
    NOUN = 1
    PREPOSITION = 2
    ADVERB = 3


@dataclass(frozen=True, slots=True, eq=False)
class Cues:
    """Matches of reporting words, by place. Arrays have one item a cue; places count words."""

    starts: IntArray
    ends: IntArray
    kind: IntArray
    negated: BoolArray
