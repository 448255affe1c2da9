"""Quotations and reports put together: who answers for which words."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from framing.model import Segment
from framing.text.cues import BoolArray, CueKind
from framing.text.headlines import HeadlineReports
from framing.text.nesting import Cited, nested
from framing.text.phrases import Places, Spans
from framing.text.quotations import Quotations
from framing.text.reports import Reports
from framing.text.speakers import Attributed
from framing.text.voices import QuotedWords, depth_of

KINDS = ("direct", "scare", "title", "paraphrase")
_PARAPHRASE = KINDS.index("paraphrase")


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


class Mentions:
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


class Assembly:
    """Puts quotations and reports together: who answers for which words."""

    def __init__(
        self,
        segment: Segment,
        marked: tuple[Quotations, QuotedWords, Places],
        reported: tuple[Reports, HeadlineReports],
        attributed: Attributed,
    ) -> None:
        reports, headlines = reported
        self._segment = segment
        self._quotations, self._quoted, self._direct = marked
        self._reports = reports
        count = len(segment.starts)
        self.mentions = Mentions(
            count,
            reports.speaker.where(reports.opens, Spans(reports.before.start, reports.before.start)),
            attributed.speaker,
            headlines.speaker,
        )
        self.report_source = np.where(reports.opens, self.mentions.number(reports.speaker), 0)
        number = np.arange(len(reports.opens))
        parts = (reports.before, reports.after, headlines.content)
        cue = np.concatenate([number, number, np.full(len(headlines.content.start), -1)])
        speaker = self.mentions.number(headlines.speaker)
        source = np.concatenate([self.report_source, self.report_source, speaker])
        ranges = Spans(
            np.concatenate([part.start for part in parts]),
            np.concatenate([part.end for part in parts]),
        )
        some = ranges.some
        self._reported = Cited.of(
            Spans(ranges.start[some], ranges.end[some]),
            source[some],
            cue[some],
            count,
        )
        self._spoken = self._quotes(attributed, count)

    def _quotes(self, attributed: Attributed, count: int) -> Cited:
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
        return Cited(words, source, attributed.cue, parent, owner)

    def reported_words(self) -> BoolArray:
        """Return which words are reported; adverbs such as allegedly stay the writer's."""
        cues, reported = self._reports.cues, self._reported
        adverb = cues.kind == CueKind.ADVERB
        depth = depth_of(cues.starts[adverb], cues.ends[adverb], len(reported.owner))
        return np.asarray((reported.owner >= 0) & (depth == 0))

    def word_source(self) -> Places:
        """Return for each word the speaker of the innermost quotation or report it is in."""
        spoken, reported = self._spoken, self._reported
        by_report = _looked_up(reported.source, reported.owner)
        return np.where(spoken.owner >= 0, _looked_up(spoken.source, spoken.owner), by_report)

    def cue_source(self) -> Places:
        """Return whom each cue cites: an adverb inside a report has its speaker.

        A cue in quotation marks is somebody's word like any other, and introduces nobody.
        """
        cues, reported = self._reports.cues, self._reported
        lent = (cues.kind == CueKind.ADVERB) & (self._spoken.owner[cues.starts] < 0)
        around = _looked_up(reported.source, reported.owner[cues.starts])
        return np.where(self._reports.opens, self.report_source, np.where(lent, around, 0))

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
        return SpokenSpans(
            *(a[order].astype(np.int64) for a in (start, end, kind, source, via, cue))
        )

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
