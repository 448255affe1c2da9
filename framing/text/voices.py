"""Whose words: one voice for every word, and the quotations and reports it comes from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum

import numpy as np
import numpy.typing as npt

from framing.model import IntArray
from framing.settings import SCARE_WORDS
from framing.text.characters import ByteArray
from framing.text.layout import Layout
from framing.text.quotations import Quotations
from framing.text.reports import Report
from framing.text.sentences import Reading
from framing.text.wordkinds import Kind, KindArray

BoolArray = npt.NDArray[np.bool_]


class Voice(IntEnum):
    """Who is answerable for a word."""

    REMOVED = 0
    SHARED = 1
    QUOTED = 2
    PARAPHRASE = 3
    HEADLINE = 4
    OWN = 5

    @property
    def label(self) -> str:
        """The voice as tables write it."""
        return self.name.lower()


class QuotationKind(IntEnum):
    """What quotation marks are there for."""

    DIRECT = 0
    SCARE = 1
    TITLE = 2


@dataclass(frozen=True, slots=True, eq=False)
class QuotedWords:
    """Quotations with their words: first word, first after it, and kind of each span."""

    first: IntArray
    last: IntArray
    kind: IntArray


_NAMING_WORDS = frozenset(
    "called dubbed named titled entitled nicknamed termed book film movie song album novel memoir "
    "series show documentary essay article paper report podcast play poem magazine episode".split()
)
# Titles of works are longer than three words at most by this much.
_LONGEST_TITLE = 9


def quoted_words(
    reading: Reading, layout: Layout, quotations: Quotations, kinds: KindArray, cited: BoolArray
) -> QuotedWords:
    """Tell quotations from scare quotes and titles.

    Parameters
    ----------
    reading : Reading
    layout : Layout
    quotations : Quotations
    kinds : uint16 array, shape (n_words,)
    cited : bool array, shape (n_sentences,)
        Whether a sentence has a cue of reported speech outside quotation marks.

    Returns
    -------
    QuotedWords
    """
    segment = reading.segment
    first = np.searchsorted(segment.starts, quotations.starts).astype(np.int32)
    last = np.searchsorted(segment.starts, quotations.ends).astype(np.int32)
    count = last - first
    kind = np.full(len(first), QuotationKind.DIRECT, dtype=np.int32)
    text = segment.text
    for row in np.flatnonzero((count > 0) & (count <= _LONGEST_TITLE)).tolist():
        start, end = int(first[row]), int(last[row])
        inner = text[quotations.ends[row] - 2 : quotations.ends[row] - 1]
        if _is_title(reading, layout, kinds, (start, end)):
            kind[row] = QuotationKind.TITLE
        elif (
            end - start <= SCARE_WORDS
            and not cited[layout.sentence[start]]
            and inner not in {",", ".", "!", "?"}
        ):
            kind[row] = QuotationKind.SCARE
    return QuotedWords(first, last, kind)


def _is_title(reading: Reading, layout: Layout, kinds: KindArray, words: tuple[int, int]) -> bool:
    """Tell a title or coined name: "the book 'Deep Water'", "dubbed 'Operation Dawn'"."""
    start, end = words
    segment = reading.segment
    before = range(max(start - 2, int(layout.sentence_first[start])), start)
    named = any(
        segment.text[segment.starts[w] : segment.ends[w]].lower() in _NAMING_WORDS for w in before
    )
    small = Kind.PREPOSITION | Kind.DETERMINER | Kind.LINK
    capitals = all(kinds[w] & (Kind.CAPITAL | small | Kind.NUMBER) for w in range(start, end))
    return named and capitals and bool(kinds[start] & Kind.CAPITAL)


def inside_quotation(words: QuotedWords, count: int) -> BoolArray:
    """Return which words somebody else is quoted with: those in a span that is not scare or title.

    A scare quote or title keeps the voice around it, so one inside a quotation stays quoted.
    """
    direct = (words.kind == QuotationKind.DIRECT) & (words.first < words.last)
    return covered(words.first[direct], words.last[direct], count)


def covered(first: IntArray, last: IntArray, count: int) -> BoolArray:
    """Return which of ``count`` words lie in any of the ranges."""
    edges = np.zeros(count + 1, dtype=np.int64)
    np.add.at(edges, first, 1)
    np.add.at(edges, last, -1)
    return np.asarray(np.cumsum(edges[:-1]) > 0)


@dataclass(frozen=True, slots=True, eq=False)
class VoiceMasks:
    """What settles voices beside speech: furniture, shared text, headlines. One item a word."""

    removed: BoolArray
    shared: BoolArray
    headline: BoolArray


def voices(
    masks: VoiceMasks, quoted: BoolArray, reports: Sequence[Report], cue_words: BoolArray
) -> ByteArray:
    """Give every word its voice.

    Furniture and shared text aside, quotation marks win over reported speech, that over the
    headline, and that over the article's own voice. A reporting verb inside a report is part of
    it; the cue that opens a report is not.

    Parameters
    ----------
    masks : VoiceMasks
    quoted : bool array, shape (n_words,)
    reports : sequence of Report
    cue_words : bool array, shape (n_words,)
        Words of adverbs such as allegedly, which are the writer's wherever they stand.

    Returns
    -------
    uint8 array, shape (n_words,)
        Members of `Voice`.
    """
    count = len(quoted)
    spans = [span for report in reports for span in report.content]
    columns = np.array(spans, dtype=np.int32).reshape(-1, 2)
    paraphrase = covered(columns[:, 0], columns[:, 1], count) & ~cue_words
    voice = np.full(count, Voice.OWN, dtype=np.uint8)
    voice[masks.headline] = Voice.HEADLINE
    voice[paraphrase] = Voice.PARAPHRASE
    voice[quoted] = Voice.QUOTED
    voice[masks.shared] = Voice.SHARED
    voice[masks.removed] = Voice.REMOVED
    return voice
