"""Everything about whose words a segment's words are, put together."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from framing.model import IntArray
from framing.text.characters import ByteArray
from framing.text.cues import CueKind, Cues
from framing.text.introductions import GroupNames
from framing.text.layout import Layout
from framing.text.phrases import Places, Spans, Words
from framing.text.quotations import Quotations
from framing.text.reports import Reports, phrases_of, read_reports
from framing.text.roles import RoleArray
from framing.text.sentences import Reading
from framing.text.sources import Sources, read_sources
from framing.text.speakers import Attributed, Quoted, attribute
from framing.text.voices import (
    QuotationKind,
    QuotedWords,
    VoiceMasks,
    covered,
    inside_quotation,
    quoted_words,
    voices,
)
from framing.text.wordkinds import KindArray

BoolArray = npt.NDArray[np.bool_]

KINDS = ("direct", "scare", "title", "paraphrase")
_PARAPHRASE = KINDS.index("paraphrase")


@dataclass(frozen=True, slots=True, eq=False)
class LaidOut:
    """A segment with the lay-out of its words, and what each word may do in a sentence."""

    reading: Reading
    layout: Layout
    kinds: KindArray
    roles: RoleArray


@dataclass(frozen=True, slots=True, eq=False)
class SpokenSpans:
    """Quotations and reports as people would draw them, by start; one item each.

    ``start`` and ``end`` are code points of the segment. ``kind`` numbers `KINDS`; ``source`` and
    ``via``, the one who passes the words on, number the sources; ``cue`` is -1 for none.
    """

    start: Places
    end: Places
    kind: Places
    source: Places
    via: Places
    cue: Places


@dataclass(frozen=True, slots=True, eq=False)
class Speech:
    """Whose words: a voice a word, the spans, and who is cited.

    ``quoted`` tells which words stand inside a quotation. ``sources`` begins with nobody;
    ``word_source`` and ``cue_source`` number it: the speaker of the innermost span that each word
    is in, and whom each cue cites. ``cues`` are the reporting words that were read.
    """

    voice: ByteArray
    quoted: BoolArray
    spans: SpokenSpans
    sources: Sources
    word_source: Places
    cue_source: Places
    cues: Cues


def speech_of(
    laid: LaidOut, quotations: Quotations, cues: Cues, groups: GroupNames, masks: VoiceMasks
) -> Speech:
    """Find out whose words every word of a segment is.

    Parameters
    ----------
    laid : LaidOut
    quotations : Quotations
    cues : Cues
        Matches of reporting words.
    groups : GroupNames
        Matches of names that speak for a group.
    masks : VoiceMasks

    Returns
    -------
    Speech
    """
    segment = laid.reading.segment
    count = len(segment.starts)
    words = Words(laid.layout, laid.kinds, laid.roles)
    quoted = quoted_words(laid.reading, words, quotations, cues)
    direct = np.flatnonzero((quoted.kind == QuotationKind.DIRECT) & (quoted.first < quoted.last))
    level = _levels(quoted, direct, count)
    words.nest(level)
    phrases = phrases_of(words, cues)
    reports = read_reports(words, cues, phrases)
    spoken = Quoted(
        segment,
        words,
        quoted.first[direct].astype(np.int64),
        quoted.last[direct].astype(np.int64),
    )
    attributed = attribute(words, spoken, reports, phrases)
    assembly = _Assembly(laid, (quotations, quoted, direct), reports, attributed)
    sources = read_sources(segment, words, groups, assembly.mentions.spans)
    inside = level > 0
    voice = voices(masks, inside, _reported(reports, count))
    return Speech(
        voice,
        inside,
        assembly.spans(),
        sources,
        assembly.word_source(),
        assembly.cue_source(),
        cues,
    )


def _levels(quoted: QuotedWords, direct: Places, count: int) -> IntArray:
    """Return how many quotations each word stands in."""
    edges = np.bincount(quoted.first[direct], minlength=count + 1).astype(np.int32)
    edges -= np.bincount(quoted.last[direct], minlength=count + 1).astype(np.int32)
    return np.cumsum(edges[:count]).astype(np.int32)


def _reported(reports: Reports, count: int) -> BoolArray:
    """Return which words are reported; adverbs such as allegedly stay the writer's."""
    cues = reports.cues
    adverb = cues.kind == CueKind.ADVERB
    reported = covered(
        np.concatenate([reports.before.start, reports.after.start]),
        np.concatenate([reports.before.end, reports.after.end]),
        count,
    )
    return reported & ~covered(cues.starts[adverb], cues.ends[adverb], count)


class _Mentions:
    """Places where speakers are named, each once, in the order of the text."""

    def __init__(self, count: int, *named: Spans) -> None:
        self._count = count + 1
        keys = [self._keys(spans)[spans.some] for spans in named]
        self._distinct = np.unique(np.concatenate(keys))

    def _keys(self, spans: Spans) -> Places:
        return spans.start * self._count + spans.end

    @property
    def spans(self) -> Spans:
        """The places, as ranges of words."""
        return Spans(self._distinct // self._count, self._distinct % self._count)

    def number(self, spans: Spans) -> Places:
        """Return the source of each range: mentions count from 1, 0 is nobody."""
        found = np.searchsorted(self._distinct, self._keys(spans)) + 1
        return np.where(spans.some, found, 0)


@dataclass(frozen=True, slots=True, eq=False)
class _Cited:
    """Ranges of words with their speaker and cue, in the order of their starts."""

    words: Spans
    source: Places
    cue: Places
    parent: Places
    owner: Places


def _nested_ranges(words: Spans, source: Places, cue: Places, count: int) -> _Cited:
    """Sort ranges and nest them."""
    order = np.lexsort((-words.end, words.start))
    words = Spans(words.start[order], words.end[order])
    owner, parent = nested(words, count)
    return _Cited(words, source[order], cue[order], parent, owner)


def nested(words: Spans, count: int) -> tuple[Places, Places]:
    """Nest ranges in the order of their starts, in one pass.

    Returns
    -------
    owner : int array, shape (count,)
        For each word the last range to begin that covers it, -1 for none.
    parent : int array, one item a range
        The last range to begin before each one that covers its start, -1 for none.
    """
    parent = np.full(len(words.start), -1, dtype=np.int64)
    stack: list[int] = []
    ends = words.end.tolist()
    cuts, owners = [0], [-1]
    for number, start in enumerate([*words.start.tolist(), count]):
        while stack:
            end = ends[stack[-1]]
            if end > start:
                break
            stack.pop()
            while stack and ends[stack[-1]] <= end:
                stack.pop()
            cuts.append(end)
            owners.append(stack[-1] if stack else -1)
        if number < len(parent):
            parent[number] = stack[-1] if stack else -1
            stack.append(number)
            cuts.append(start)
            owners.append(number)
    lengths = np.diff([*cuts, count])
    return np.repeat(np.array(owners, dtype=np.int64), lengths), parent


class _Assembly:
    """Puts quotations and reports together: who answers for which words."""

    def __init__(
        self,
        laid: LaidOut,
        marked: tuple[Quotations, QuotedWords, Places],
        reports: Reports,
        attributed: Attributed,
    ) -> None:
        segment = laid.reading.segment
        self._segment = segment
        self._quotations, self._quoted, self._direct = marked
        self._reports = reports
        count = len(segment.starts)
        self.mentions = _Mentions(
            count,
            reports.speaker.where(reports.opens, Spans(reports.before.start, reports.before.start)),
            attributed.speaker,
        )
        self.report_source = np.where(reports.opens, self.mentions.number(reports.speaker), 0)
        number = np.arange(len(reports.opens))
        parts = (reports.before, reports.after)
        ranges = Spans(
            np.concatenate([part.start for part in parts]),
            np.concatenate([part.end for part in parts]),
        )
        some = ranges.some
        self._reported = _nested_ranges(
            Spans(ranges.start[some], ranges.end[some]),
            np.tile(self.report_source, 2)[some],
            np.tile(number, 2)[some],
            count,
        )
        self._spoken = self._quotes(attributed, count)

    def _quotes(self, attributed: Attributed, count: int) -> _Cited:
        source = self.mentions.number(attributed.speaker)
        source = np.where(attributed.same_as >= 0, source[attributed.same_as], source)
        words = Spans(
            self._quoted.first[self._direct].astype(np.int64),
            self._quoted.last[self._direct].astype(np.int64),
        )
        owner, parent = nested(words, count)
        reported = self._reported
        around = reported.owner[words.start] if count else words.start
        if len(reported.source):
            lent = np.where((source == 0) & (around >= 0), reported.source[around], source)
            source = np.where(parent < 0, lent, source)
        return _Cited(words, source, attributed.cue, parent, owner)

    def word_source(self) -> Places:
        """Return for each word the speaker of the innermost quotation or report it is in."""
        spoken, reported = self._spoken, self._reported
        by_report = _looked_up(reported.source, reported.owner)
        return np.where(
            spoken.owner >= 0, _looked_up(spoken.source, spoken.owner), by_report
        )

    def cue_source(self) -> Places:
        """Return whom each cue cites: an adverb inside a report has its speaker."""
        cues = self._reports.cues
        around = self.word_source()[cues.starts]
        return np.where(self._reports.opens, self.report_source, np.where(cues.negated, 0, around))

    def spans(self) -> SpokenSpans:
        """Return quotations and reports, by their starts."""
        segment, quotations = self._segment, self._quotations
        spoken, reported = self._spoken, self._reported
        count = len(quotations.starts)
        quote = {name: np.zeros(count, dtype=np.int64) for name in ("source", "via")}
        quote_cue = np.full(count, -1, dtype=np.int64)
        quote["source"][self._direct] = spoken.source
        quote["via"][self._direct] = self._passed_on()
        quote_cue[self._direct] = spoken.cue
        above = _looked_up(reported.source, reported.parent)
        start = np.concatenate([quotations.starts, segment.starts[reported.words.start]])
        end = np.concatenate([quotations.ends, segment.ends[reported.words.end - 1]])
        kind = np.concatenate([self._quoted.kind, np.full(len(reported.cue), _PARAPHRASE)])
        order = np.lexsort((kind, -end.astype(np.int64), start))
        source = np.concatenate([quote["source"], reported.source])
        via = np.concatenate([quote["via"], np.where(above == reported.source, 0, above)])
        cue = np.concatenate([quote_cue, reported.cue])
        return SpokenSpans(*(a[order].astype(np.int64) for a in (start, end, kind, source, via, cue)))

    def _passed_on(self) -> Places:
        """Return through whom each quotation comes: the speaker of what it stands in."""
        spoken, reported = self._spoken, self._reported
        outer = _looked_up(spoken.source, spoken.parent)
        around = reported.owner[spoken.words.start] if len(spoken.words.start) else spoken.parent
        own = (around >= 0) & (spoken.cue >= 0) & (_looked_up(reported.cue, around) == spoken.cue)
        above = np.where(own, _looked_up(reported.parent, around, empty=-1), around)
        via = np.where(spoken.parent >= 0, outer, _looked_up(reported.source, above))
        return np.where(via == spoken.source, 0, via)


def _looked_up(values: Places, numbers: Places, *, empty: int = 0) -> Places:
    """Return the value at each number, and ``empty`` for -1."""
    return np.append(values, empty)[numbers]
