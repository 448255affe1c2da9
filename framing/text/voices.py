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
from framing.text.phrases import Places, Spans, Words
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


# A cue behind a quotation cites it if no more words than a short subject stand between: “...” the
# mayor said. Further on, the sentence has gone over to something else.
_CUE_BEHIND = 3
# Longer ones in capitals throughout are headlines.
_LONGEST_TITLE = 12


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
    depth = depth_of(first, last, words.count)
    cites &= depth[cues.starts] == 0
    outside = cues.starts[cites].astype(np.int64)
    inner = segment.text
    final = np.array([inner[end - 2] for end in quotations.ends[rows].tolist()])
    stopped = np.isin(final, [",", ".", "!", "?"])
    goes_on = ~stopped & (words.last[spans.start] > spans.end)
    embedded = _embedded(words, spans)
    lively = np.isin(final, ["!", "?"]) | (np.isin(final, [",", "."]) & ~embedded)
    cited = _cited(words, spans, outside, nested=depth[spans.start] > 1)
    scare = (count[rows] <= SCARE_WORDS) & ~cited & ~lively
    scare &= ~words.has_gap(spans.start, Gap.COLON)
    before = np.array([inner[start - 1 : start] for start in quotations.starts[rows].tolist()])
    spoken = _led(words, spans, cues.starts[cites & (cues.kind == CueKind.VERB)])
    spoken |= words.has_gap(spans.start, Gap.COLON) & ~goes_on
    title = _titles(words, spans) & (embedded | goes_on) & ~spoken
    kind[rows[scare | (before == "=")]] = QuotationKind.SCARE
    kind[rows[title]] = QuotationKind.TITLE
    return QuotedWords(first, last, kind)


def _embedded(words: Words, spans: Spans) -> BoolArray:
    """Tell which spans stand within a sentence that others' words have begun."""
    return words.first[spans.start] < spans.start


def _cited(words: Words, spans: Spans, cues: Places, *, nested: BoolArray) -> BoolArray:
    """Tell which spans a cue cites: one before them in their sentence, or right behind them.

    Of a quotation within another, whoever is cited anywhere in the sentence said both.
    """
    begin, end = words.first[spans.start], words.last[spans.start]
    before = np.searchsorted(cues, begin) < np.searchsorted(cues, spans.start)
    # “...,” saying that and “...” that advised them go on to something else.
    finite = cues[~words.is_role(cues, Role.PARTICIPLE)]
    soon = np.minimum(end, spans.end + _CUE_BEHIND)
    behind = np.searchsorted(finite, spans.end) < np.searchsorted(finite, soon)
    behind &= ~words.is_kind(np.minimum(spans.end, words.count - 1), Kind.LINK)
    return before | behind | (nested & (np.searchsorted(cues, begin) < np.searchsorted(cues, end)))


def _led(words: Words, spans: Spans, cues: IntArray) -> BoolArray:
    """Tell which spans are spoken, by the cue or colon in front: they chanted “The Plan”."""
    near = np.searchsorted(cues, spans.start - 2) < np.searchsorted(cues, spans.start)
    for step in (1, 2):
        near &= ~words.is_role(np.maximum(spans.start - step, 0), Role.NAMING)
    owner = (words.kind[np.maximum(spans.start - 1, 0)] & Kind.POSSESSIVE) > 0
    return near & ~owner & ~words.is_role(np.maximum(spans.start - 1, 0), Role.WORK)


def _titles(words: Words, spans: Spans) -> BoolArray:
    """Tell titles and coined names: capitals throughout, in a sentence that is not so written."""
    capital = (words.kind & Kind.CAPITAL) > 0
    small = Kind.PREPOSITION | Kind.DETERMINER | Kind.LINK | Kind.NUMBER
    plain = ~capital & ((words.kind & small) == 0)
    lower = np.concatenate([[0], np.cumsum(plain)])
    within = lower[spans.end] - lower[spans.start]
    whole = lower[words.last[spans.start]] - lower[words.first[spans.start]]
    strong = capital | ((words.kind & Kind.NUMBER) > 0)
    ends = strong[spans.start] & strong[spans.end - 1] & (within == 0)
    return np.asarray(ends & (whole > 1))


def depth_of(first: IntArray, last: IntArray, count: int) -> IntArray:
    """Return in how many of the ranges each of ``count`` words lies."""
    edges = np.bincount(first, minlength=count + 1) - np.bincount(last, minlength=count + 1)
    return np.cumsum(edges[:count]).astype(np.int32)


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
