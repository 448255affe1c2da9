"""Quotation marks paired into spans: any house style, nested, broken off or over paragraphs."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

import numpy as np

from framing.model import IntArray
from framing.text.characters import CharacterClass as Class
from framing.text.sentences import Reading, paragraph_ends

# Closing mark of each opening one. A straight mark closes itself.
_CLOSERS = {
    "“": "”“",
    "„": "“”",
    "«": "»",
    "»": "«",
    "‘": "’",
    "‚": "‘’",
    "‹": "›",
    '"': '"',
    "'": "'",
}
_ALWAYS_OPEN = "“„«‘‚‹"
_SINGLE = "'‘’‚‹›"
# Left off at the front of a word, these are apostrophes: 'em, 'til, '90s.
_CLIPPED = ("em ", "til ", "cause ", "tis ", "twas ", "n ", "cos ", "bout ")


@dataclass(frozen=True, slots=True)
class Quotations:
    """Spans between quotation marks, marks included; offsets count code points.

    ``depth`` is 0 for a span outside all others. ``closed`` is False where the paragraph ended
    before the mark did.
    """

    starts: IntArray
    ends: IntArray
    depth: IntArray
    closed: IntArray


@dataclass(slots=True)
class _Paragraph:
    """Pairs the marks of one paragraph."""

    text: str
    end: int
    marks: list[int]
    open: list[tuple[int, str]] = field(default_factory=list)
    found: list[tuple[int, int, int, int]] = field(default_factory=list)

    def pair(self) -> list[tuple[int, int, int, int]]:
        """Return (start, end, depth, closed) for every span of the paragraph."""
        for at, place in enumerate(self.marks):
            self._step(at, place, self.text[place])
        while self.open:
            start, mark = self.open.pop()
            # An opening single mark without its partner was an apostrophe.
            if mark not in _SINGLE:
                self.found.append((start, self.end, len(self.open), 0))
        return self.found

    def _step(self, at: int, place: int, mark: str) -> None:
        for level in range(len(self.open) - 1, -1, -1):
            opener = self.open[level][1]
            if mark in _CLOSERS[opener] and self._can_close(at, place, mark, opener):
                self._close(level, place)
                return
            if opener not in _SINGLE:
                break
        if self._can_open(place, mark):
            self.open.append((place, mark))

    def _close(self, level: int, place: int) -> None:
        start = self.open[level][0]
        del self.open[level:]
        self.found.append((start, place + 1, level, 1))

    def _before(self, place: int) -> str:
        return self.text[place - 1] if place else "\n"

    def _after(self, place: int) -> str:
        return self.text[place + 1 : place + 2] or "\n"

    def _can_open(self, place: int, mark: str) -> bool:
        before, after = self._before(place), self._after(place)
        # French marks have a space inside: « Oui ».
        loose = after.isspace() and mark != "«"
        if mark in "’”" or loose or (mark == "»" and not before.isspace()):
            return False
        if mark in _SINGLE:
            return not before.isalnum() and not self._clipped(place)
        if mark == '"':
            # 6" and 12'6": a measure, not a quotation.
            return not before.isdigit()
        return True

    def _clipped(self, place: int) -> bool:
        rest = self.text[place + 1 : place + 7].lower()
        return (rest[:2].isdigit() and rest[2:3] in {"s", ""}) or rest.startswith(_CLIPPED)

    def _can_close(self, at: int, place: int, mark: str, opener: str) -> bool:
        before, after = self._before(place), self._after(place)
        if mark in _SINGLE:
            if before.isspace() or after.isalnum():
                return False
            # "the Russians' letters": a plural possessive, where a better end is still to come.
            return not (before == "s" and after == " " and self._closes_later(at))
        if mark == '"':
            # An opening look in a place where one is open already: the first was never closed.
            return not (before.isspace() and not after.isspace())
        return mark != opener or mark not in _ALWAYS_OPEN

    def _closes_later(self, at: int) -> bool:
        for place in self.marks[at + 1 :]:
            if self.text[place] == "‘":
                return False
            if self.text[place] in "'’" and self.text[place - 1] in ".,!?…":
                return True
        return False


def _paragraph_marks(reading: Reading) -> Iterator[tuple[int, list[int]]]:
    """Yield each paragraph that has quotation marks: its end, and where its marks are."""
    classes, segment = reading.classes, reading.segment
    mark = (classes == Class.QUOTE) | (classes == Class.APOSTROPHE)
    places = np.flatnonzero(mark).astype(np.int32)
    if len(segment.starts):
        word = np.maximum(np.searchsorted(segment.starts, places, side="right") - 1, 0)
        places = places[(segment.ends[word] <= places) | (segment.starts[word] > places)]
    cuts = np.append(paragraph_ends(reading), len(classes))
    owner = np.searchsorted(cuts, places, side="right")
    for paragraph in np.unique(owner):
        first, last = np.searchsorted(owner, [paragraph, paragraph + 1])
        yield int(cuts[paragraph]), places[first:last].tolist()


def quotation_spans(reading: Reading) -> Quotations:
    """Pair the quotation marks of a batch.

    Curly, straight, German and French marks; single inside double and the other way round;
    apostrophes told from single marks. A span that the paragraph leaves open ends with it, which
    is also how a quotation over several paragraphs is written (its mark opens each of them).

    Parameters
    ----------
    reading : Reading

    Returns
    -------
    Quotations
        In the order of their starts.
    """
    text = reading.segment.text
    spans = [
        span
        for end, marks in _paragraph_marks(reading)
        for span in _Paragraph(text, end, marks).pair()
    ]
    spans.sort()
    columns = np.array(spans, dtype=np.int32).reshape(-1, 4)
    return Quotations(*(np.ascontiguousarray(columns[:, k]) for k in range(4)))
