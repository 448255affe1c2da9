"""How the words of a segment lie: in which sentence and part, and what stands between them."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from framing.model import IntArray
from framing.text.characters import ByteArray
from framing.text.gaps import Gap
from framing.text.sentences import Reading, RoleArray, SentenceLists, first_words, spans_from

__all__ = ["Gap", "Layout", "layout_of"]

BoolArray = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True, eq=False)
class Layout:
    """Where each word of a segment lies.

    ``sentence_start`` and ``sentence_end`` are code points of each sentence; the others have one
    item a word: its sentence, the first word of that sentence and the first after it, its part,
    and what stands in front of it (`Gap`).
    """

    sentence_start: IntArray
    sentence_end: IntArray
    sentence: IntArray
    sentence_first: IntArray
    sentence_last: IntArray
    part: IntArray
    gap: ByteArray

    def barrier(self) -> BoolArray:
        """Tell which words no match may go on to from the one before.

        A match may cross a comma or a quotation mark, not a sentence, nor other punctuation.
        """
        hard = self.gap & ~np.uint8(Gap.COMMA | Gap.QUOTE)
        new = np.ones(len(self.sentence), dtype=np.bool_)
        new[1:] = self.sentence[1:] != self.sentence[:-1]
        return (hard > 0) | new


def layout_of(reading: Reading, roles: SentenceLists | RoleArray) -> Layout:
    """Lay out the words of a segment.

    Parameters
    ----------
    reading : Reading
    roles : SentenceLists, or uint16 array of shape (n_words,)
        The lists, or what `SentenceLists.roles` says of each word.

    Returns
    -------
    Layout
    """
    segment = reading.segment
    first = first_words(reading, roles)
    starts, ends = spans_from(reading, first)
    last = np.append(first, np.int32(len(segment.starts)))[1:]
    words = last - first
    return Layout(
        sentence_start=starts,
        sentence_end=ends,
        sentence=np.repeat(np.arange(len(first), dtype=np.int32), words),
        sentence_first=np.repeat(first, words),
        sentence_last=np.repeat(last, words),
        part=np.repeat(
            np.arange(len(segment.part_start), dtype=np.int32), np.diff(segment.part_word)
        ),
        gap=reading.holds.astype(np.uint8)[reading.gaps[:-1]],
    )
