"""Quotation marks paired into spans: any house style, nested, broken off or over paragraphs."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from framing.model import IntArray
from framing.text.gaps import Mark
from framing.text.pairing import Paragraph
from framing.text.sentences import Reading
from framing.text.tokens import PART_BREAK
from framing.text.turns import set_off

BoolArray = npt.NDArray[np.bool_]
PlaceArray = npt.NDArray[np.int64]

_BEFORE_OPENING = frozenset("([{—–")
_AFTER_CLOSING = frozenset(",.;:!?)]}—–")


class _Part:
    """What a mark does where its paragraph has no other kind: plain numbers."""

    OPENS = 0
    CLOSES = 1
    NOTHING = 2  # an apostrophe, or the end of a single quotation if one is open
    DOUBT = 3  # single, German and French marks, and straight ones that could be either


@dataclass(frozen=True, slots=True)
class Quotations:
    """Spans between quotation marks, marks included, and turns; offsets count code points.

    ``depth`` is 0 for a span outside all others. ``closed`` is False where the paragraph ended
    before the mark did.
    """

    starts: IntArray
    ends: IntArray
    depth: IntArray
    closed: IntArray


def _part(mark: Mark) -> int:
    """Tell what a mark does by its sign and its neighbours alone; an empty neighbour is a word."""
    sign, before, after = mark.sign, mark.before, mark.after
    if sign in "'’" and not before and after:
        return _Part.NOTHING
    opens = (before.isspace() or before in _BEFORE_OPENING) and not after.isspace()
    opens &= after != ">"
    closes = not before.isspace() and (after.isspace() or after in _AFTER_CLOSING)
    if opens and not closes and sign in '“"':
        return _Part.OPENS
    if closes and not opens and sign in '”"':
        return _Part.CLOSES
    return _Part.DOUBT


@dataclass(frozen=True, slots=True, eq=False)
class _Marks:
    """Quotation marks of a segment, in order: place, paragraph, part, sign and width of each."""

    places: IntArray
    paragraph: IntArray
    part: IntArray
    sign: IntArray
    width: IntArray

    def where(self, mask: BoolArray) -> _Marks:
        """Return the marks in the mask."""
        columns = (self.places, self.paragraph, self.part, self.sign, self.width)
        return _Marks(*(column[mask] for column in columns))


def _marks_of(reading: Reading) -> _Marks:
    segment, types = reading.segment, reading.gap_types
    count = np.array([len(one.marks) for one in types], dtype=np.int64)
    rows = [(m.offset, m.side, _part(m), ord(m.sign), m.width) for one in types for m in one.marks]
    table = np.array(rows, dtype=np.int32).reshape(-1, 5)
    gaps = np.flatnonzero((count > 0)[reading.gaps])
    kind = reading.gaps[gaps]
    # The rows of each gap: those of its type, one after the other.
    first, many = np.cumsum(count) - count, count[kind]
    row = np.repeat(first[kind] - np.cumsum(many) + many, many) + np.arange(many.sum())
    owner = np.repeat(gaps, many)
    offset, side, part, sign, width = table[row].T
    base = np.append(segment.ends, np.int32(-len(PART_BREAK)))[owner - 1]
    word = owner - (side == 0)
    paragraph = np.searchsorted(reading.paragraph_gaps, word, side="right")
    marks = _Marks(base + offset, paragraph, part, sign, width)
    return marks.where(word < len(segment.starts))


def _doubtful(marks: _Marks) -> BoolArray:
    """Tell which marks stand in paragraphs where marks do not just open and close in turn."""
    sure = marks.where(marks.part != _Part.NOTHING)
    if not len(sure.places):
        return np.zeros(len(marks.places), dtype=np.bool_)
    new = np.append(True, sure.paragraph[1:] != sure.paragraph[:-1])
    first = np.flatnonzero(new)[np.cumsum(new) - 1]
    closes = (np.arange(len(first)) - first) % 2
    odd = sure.part != closes
    doubtful = np.zeros(int(marks.paragraph.max()) + 1, dtype=np.bool_)
    doubtful[sure.paragraph[odd]] = True
    return doubtful[marks.paragraph]


def _in_turn(marks: _Marks, paragraph_end: IntArray) -> IntArray:
    """Pair marks that open and close in turn; the columns are start, end and closed."""
    opens = np.flatnonzero(marks.part == _Part.OPENS)
    follows = np.minimum(opens + 1, len(marks.places) - 1)
    closed = marks.part[follows] == _Part.CLOSES
    close = marks.places[follows] + marks.width[follows]
    ends = np.where(closed, close, paragraph_end[marks.paragraph[opens]])
    spans = (marks.places[opens], ends, closed)
    return np.stack(spans, axis=1).astype(np.int32)


def _one_by_one(marks: _Marks, text: str, paragraph_end: IntArray) -> IntArray:
    """Pair the marks of doubtful paragraphs; the columns are start, end and closed."""
    paragraphs, first = np.unique(marks.paragraph, return_index=True)
    bounds = np.append(first, len(marks.places)).tolist()
    # A part ends in a line break, so that every mark has a neighbour behind it.
    rows = [
        (place, width, chr(sign), text[place - 1] if place else "\n", text[place + width])
        for place, width, sign in zip(
            marks.places.tolist(), marks.width.tolist(), marks.sign.tolist(), strict=True
        )
    ]
    spans = [
        span
        for place, end in enumerate(paragraph_end[paragraphs].tolist())
        for span in Paragraph(text, end, rows[bounds[place] : bounds[place + 1]]).pair()
    ]
    return np.array(spans, dtype=np.int32).reshape(-1, 3)


def quotation_spans(reading: Reading) -> Quotations:
    """Pair the quotation marks of a batch.

    Curly, straight, German and French marks; single inside double and the other way round;
    apostrophes told from single marks. A span that the paragraph leaves open ends with it, which
    is also how a quotation over several paragraphs is written (its mark opens each of them).
    Speech that layout sets off (`set_off`) has no marks to include.

    Parameters
    ----------
    reading : Reading

    Returns
    -------
    Quotations
        In the order of their starts.
    """
    segment, marks = reading.segment, _marks_of(reading)
    last = reading.paragraph_gaps
    # Paragraphs are numbered from 1, by the gap in front of each.
    paragraph_end = np.append(segment.ends, np.int32(0))[last - 1] + reading.end[reading.gaps[last]]
    doubtful = _doubtful(marks)
    plain = marks.where(~doubtful & (marks.part != _Part.NOTHING))
    turns = set_off(reading)
    spans = np.concatenate(
        [
            _in_turn(plain, paragraph_end),
            _one_by_one(marks.where(doubtful), segment.text, paragraph_end),
            np.append(turns, np.ones((len(turns), 1), dtype=np.int32), axis=1),
        ]
    )
    starts, ends, closed = spans[np.lexsort((-spans[:, 1], spans[:, 0]))].T.astype(np.int32)
    # Of the spans that began before, those that have not ended lie around.
    depth = np.arange(len(starts)) - np.searchsorted(np.sort(ends), starts, side="right")
    return Quotations(starts, ends, depth.astype(np.int32), closed)
