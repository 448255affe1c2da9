"""Whose words: one voice for every word, and the quotations and reports it comes from."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum

import numpy as np
import numpy.typing as npt

from framing.model import IntArray
from framing.settings import SCARE_WORDS
from framing.text.characters import ByteArray
from framing.text.cues import CueKind, Cues
from framing.text.layout import Gap
from framing.text.phrases import Spans, Words
from framing.text.quotations import Quotations
from framing.text.roles import Role
from framing.text.sentences import Reading
from framing.text.wordkinds import Kind

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


# Titles of works are longer than three words at most by this much.
_LONGEST_TITLE = 9


def quoted_words(reading: Reading, words: Words, quotations: Quotations, cues: Cues) -> QuotedWords:
    """Tell quotations from scare quotes and titles.

    Parameters
    ----------
    reading : Reading
    words : Words
    quotations : Quotations
    cues : Cues

    Returns
    -------
    QuotedWords
    """
    segment = reading.segment
    first = np.searchsorted(segment.starts, quotations.starts).astype(np.int32)
    last = np.searchsorted(segment.starts, quotations.ends).astype(np.int32)
    count = last - first
    kind = np.full(len(first), QuotationKind.DIRECT, dtype=np.int32)
    rows = np.flatnonzero((count > 0) & (count <= _LONGEST_TITLE))
    if not len(rows):
        return QuotedWords(first, last, kind)
    spans = Spans(first[rows].astype(np.int64), last[rows].astype(np.int64))
    cites = ~cues.negated & np.isin(cues.kind, [CueKind.VERB, CueKind.PREPOSITION])
    cites &= ~covered(first, last, words.count)[cues.starts]
    outside = cues.starts[cites]
    embedded = _embedded(words, spans)
    inner = segment.text
    final = np.array([inner[end - 2] for end in quotations.ends[rows].tolist()])
    lively = np.isin(final, ["!", "?"]) | (np.isin(final, [",", "."]) & ~embedded)
    scare = (count[rows] <= SCARE_WORDS) & ~_cited(words, spans, outside) & ~lively
    scare &= ~words.has_gap(spans.start, Gap.COLON)
    before = np.array([inner[start - 1 : start] for start in quotations.starts[rows].tolist()])
    title = _titles(words, spans) & embedded & ~_led(words, spans, outside)
    kind[rows[scare | (before == "=")]] = QuotationKind.SCARE
    kind[rows[title]] = QuotationKind.TITLE
    return QuotedWords(first, last, kind)


def _embedded(words: Words, spans: Spans) -> BoolArray:
    """Tell which spans stand within a sentence that others' words have begun."""
    return words.first[spans.start] < spans.start


def _cited(words: Words, spans: Spans, cues: IntArray) -> BoolArray:
    """Tell which spans stand in a sentence that has a cue."""
    low = np.searchsorted(cues, words.first[spans.start])
    high = np.searchsorted(cues, words.last[spans.start])
    return high > low


def _led(words: Words, spans: Spans, cues: IntArray) -> BoolArray:
    """Tell which spans are spoken, by the cue or colon in front: they chanted “The Plan”."""
    near = np.searchsorted(cues, spans.start - 2) < np.searchsorted(cues, spans.start)
    for step in (1, 2):
        near &= ~words.is_role(np.maximum(spans.start - step, 0), Role.NAMING)
    return near | words.has_gap(spans.start, Gap.COLON)


def _titles(words: Words, spans: Spans) -> BoolArray:
    """Tell titles and coined names: capitals throughout, in a sentence that is not so written."""
    capital = (words.kind & Kind.CAPITAL) > 0
    small = Kind.PREPOSITION | Kind.DETERMINER | Kind.LINK | Kind.NUMBER
    plain = ~capital & ((words.kind & small) == 0)
    lower = np.concatenate([[0], np.cumsum(plain)])
    within = lower[spans.end] - lower[spans.start]
    whole = lower[words.last[spans.start]] - lower[words.first[spans.start]]
    ends = capital[spans.start] & (capital | ((words.kind & Kind.NUMBER) > 0))[spans.end - 1]
    return np.asarray(ends & (within == 0) & (whole > 2))  # noqa: PLR2004 -- a headline has a verb or two


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


def voices(masks: VoiceMasks, quoted: BoolArray, paraphrase: BoolArray) -> ByteArray:
    """Give every word its voice.

    Furniture and shared text aside, quotation marks win over reported speech, that over the
    headline, and that over the article's own voice. A reporting verb inside a report is part of
    it; the cue that opens a report is not.

    Parameters
    ----------
    masks : VoiceMasks
    quoted : bool array, shape (n_words,)
    paraphrase : bool array, shape (n_words,)

    Returns
    -------
    uint8 array, shape (n_words,)
        Members of `Voice`.
    """
    voice = np.full(len(quoted), Voice.OWN, dtype=np.uint8)
    voice[masks.headline] = Voice.HEADLINE
    voice[paraphrase] = Voice.PARAPHRASE
    voice[quoted] = Voice.QUOTED
    voice[masks.shared] = Voice.SHARED
    voice[masks.removed] = Voice.REMOVED
    return voice
