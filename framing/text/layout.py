"""How the words of a segment lie: in which sentence and part, and what stands between them."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from framing.model import IntArray
from framing.text.characters import ByteArray
from framing.text.characters import CharacterClass as Class
from framing.text.sentences import Reading, SentenceLists, sentence_spans

BoolArray = npt.NDArray[np.bool_]


class Gap:
    """What stands between a word and the one before it: bits of one number."""

    COMMA = 1
    QUOTE = 2
    COLON = 4
    DASH = 8
    OPENER = 16
    CLOSER = 32
    SEMICOLON = 64
    OTHER = 128


_BY_CLASS = {
    Class.COMMA: Gap.COMMA,
    Class.QUOTE: Gap.QUOTE,
    Class.APOSTROPHE: Gap.QUOTE,
    Class.OPENER: Gap.OPENER,
    Class.CLOSER: Gap.CLOSER,
    Class.OTHER: Gap.OTHER,
    Class.TERMINAL: Gap.OTHER,
    Class.STOP: Gap.OTHER,
}
_BY_CHARACTER = {":": Gap.COLON, ";": Gap.SEMICOLON, "–": Gap.DASH, "—": Gap.DASH, "―": Gap.DASH}


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


def layout_of(reading: Reading, lists: SentenceLists) -> Layout:
    """Lay out the words of a segment.

    Parameters
    ----------
    reading : Reading
    lists : SentenceLists

    Returns
    -------
    Layout
    """
    segment = reading.segment
    starts, ends = sentence_spans(reading, lists)
    sentence = (np.searchsorted(starts, segment.starts, side="right") - 1).astype(np.int32)
    first = np.searchsorted(segment.starts, starts).astype(np.int32)
    last = np.searchsorted(segment.starts, ends).astype(np.int32)
    part = np.searchsorted(segment.part_start, segment.starts, side="right") - 1
    return Layout(
        sentence_start=starts,
        sentence_end=ends,
        sentence=sentence,
        sentence_first=first[sentence],
        sentence_last=last[sentence],
        part=part.astype(np.int32),
        gap=_gaps(reading),
    )


def _gaps(reading: Reading) -> ByteArray:
    classes, segment = reading.classes, reading.segment
    count = len(segment.starts)
    gaps = np.zeros(count + 1, dtype=np.uint8)
    inside = np.zeros(len(classes) + 1, dtype=np.int8)
    np.add.at(inside, segment.starts, 1)
    np.add.at(inside, segment.ends, -1)
    outside = np.cumsum(inside[:-1]) == 0
    table = np.zeros(256, dtype=np.uint8)
    for kind, flag in _BY_CLASS.items():
        table[kind] = flag
    flags = table[classes]
    places = np.flatnonzero((flags > 0) & outside)
    following = np.searchsorted(segment.starts, places)
    found = flags[places]
    other = np.flatnonzero(found == Gap.OTHER)
    text = segment.text
    found[other] = [_BY_CHARACTER.get(text[p], Gap.OTHER) for p in places[other].tolist()]
    np.bitwise_or.at(gaps, following, found)
    # Two hyphens between words are a dash; a full stop there belongs to an abbreviation.
    hyphens = np.flatnonzero((classes == Class.HYPHEN) & outside)
    np.bitwise_or.at(gaps, np.searchsorted(segment.starts, hyphens), np.uint8(Gap.DASH))
    stops = places[classes[places] == Class.STOP]
    after = np.searchsorted(segment.starts, stops)
    only = np.bincount(after, minlength=count + 1) > 0
    others = np.bincount(following[classes[places] != Class.STOP], minlength=count + 1) > 0
    gaps[only & ~others] &= np.uint8(0xFF ^ Gap.OTHER)
    return gaps[:count]
