"""Everything about whose words a segment's words are, put together."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from framing.model import IntArray
from framing.text.characters import ByteArray
from framing.text.layout import Gap, Layout
from framing.text.quotations import Quotations
from framing.text.reports import CueKind, Cues, Report, ReportReader
from framing.text.sentences import Reading
from framing.text.sources import NOBODY, GroupNames, Source, SourceReader
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


@dataclass(frozen=True, slots=True, eq=False)
class LaidOut:
    """A segment with the lay-out of its words, and what each word may do in a sentence."""

    reading: Reading
    layout: Layout
    kinds: KindArray


@dataclass(frozen=True, slots=True)
class SpokenSpan:
    """One quotation or report, as people would draw it; places are code points of the segment.

    ``kind`` is ``direct``, ``paraphrase``, ``scare`` or ``title``; ``cue`` the words that
    introduce it, empty for none.
    """

    start: int
    end: int
    kind: str
    source: Source
    cue: str


@dataclass(frozen=True, slots=True, eq=False)
class Speech:
    """Whose words: a voice a word, the spans, and for each word the span it is in (-1: none).

    ``quoted`` tells which words stand inside a quotation, ``cue_sources`` who each cue cites.
    """

    voice: ByteArray
    quoted: BoolArray
    spans: tuple[SpokenSpan, ...]
    span_of_word: IntArray
    cue_sources: tuple[Source, ...]


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
    reading, layout, kinds = laid.reading, laid.layout, laid.kinds
    segment = reading.segment
    first, last = (
        np.searchsorted(segment.starts, edge).astype(np.int32)
        for edge in (quotations.starts, quotations.ends)
    )
    marked = covered(first, last, len(segment.starts))
    cited = np.zeros(len(layout.sentence_start), dtype=np.bool_)
    cited[layout.sentence[cues.starts[~marked[cues.starts]]]] = True
    quoted = quoted_words(reading, layout, quotations, kinds, cited)
    inside = inside_quotation(quoted, len(segment.starts))
    reports = list(ReportReader(layout, kinds, inside).reports(cues))
    sources = SourceReader(segment, layout, kinds, groups).sources(reports)
    adverbs = cues.kind == CueKind.ADVERB
    cue_words = covered(cues.starts[adverbs], cues.ends[adverbs], len(segment.starts))
    voice = voices(masks, inside, reports, cue_words)
    cue_sources = [NOBODY] * len(cues.starts)
    for report, source in zip(reports, sources, strict=True):
        cue_sources[report.cue] = source
    _lend_sources(cues, reports, sources, cue_sources)
    quote_sources = _QuoteSpeakers(layout, quoted, reports, sources, cues).sources()
    cue_texts = [
        segment.text[segment.starts[a] : segment.ends[b - 1]]
        for a, b in zip(cues.starts.tolist(), cues.ends.tolist(), strict=True)
    ]
    spans = _spans(reading, (quotations, quoted, quote_sources), (reports, sources), cue_texts)
    owner = _owners(reading, spans)
    return Speech(voice, inside, tuple(spans), owner, tuple(cue_sources))


def _lend_sources(
    cues: Cues, reports: Sequence[Report], sources: Sequence[Source], lent: list[Source]
) -> None:
    """Give an adverb inside a report ("Russia is allegedly ..., Kirby said") its speaker."""
    ranges = sorted(
        (start, end, number)
        for number, report in enumerate(reports)
        for start, end in report.content
    )
    begins = [start for start, _, _ in ranges]
    for cue in np.flatnonzero(cues.kind == CueKind.ADVERB).tolist():
        place = int(cues.starts[cue])
        at = bisect_right(begins, place) - 1
        if at >= 0 and ranges[at][1] > place:
            lent[cue] = sources[ranges[at][2]]


class _QuoteSpeakers:
    """Gives every quotation its speaker: from its own sentence, or from the one before."""

    def __init__(
        self,
        layout: Layout,
        quoted: QuotedWords,
        reports: Sequence[Report],
        sources: Sequence[Source],
        cues: Cues,
    ) -> None:
        self._layout = layout
        self._quoted = quoted
        self._by_sentence: dict[int, list[tuple[int, int, Source]]] = {}
        for report, source in zip(reports, sources, strict=True):
            place = int(cues.starts[report.cue])
            row = (place, report.cue, source)
            self._by_sentence.setdefault(int(layout.sentence[place]), []).append(row)

    def sources(self) -> list[tuple[Source, int]]:
        """Return source and cue of each quotation."""
        found: list[tuple[Source, int]] = []
        last, part = (NOBODY, -1), -1
        for first, end, kind in zip(
            self._quoted.first.tolist(),
            self._quoted.last.tolist(),
            self._quoted.kind.tolist(),
            strict=True,
        ):
            if kind != QuotationKind.DIRECT or first >= end:
                found.append((NOBODY, -1))
                continue
            here = int(self._layout.part[first])
            if here != part:
                last, part = (NOBODY, -1), here
            speaker = self._own(first, end)
            if speaker is None:
                speaker = last if self._fills(first, end) else (NOBODY, -1)
            found.append(speaker)
            if speaker[0].speaker:
                last = (speaker[0], -1)
        return found

    def _own(self, first: int, end: int) -> tuple[Source, int] | None:
        """Return the nearest cue in the sentences that the quotation begins or ends in."""
        sentence = self._layout.sentence
        rows = [
            row
            for number in {int(sentence[first]), int(sentence[end - 1])}
            for row in self._by_sentence.get(number, ())
            if row[2].speaker
        ]
        if not rows:
            return None
        _, cue, source = min(rows, key=lambda row: min(abs(row[0] - first), abs(row[0] - end)))
        return source, cue

    def _fills(self, first: int, end: int) -> bool:
        """Tell whether the quotation is all of its sentence: the speaker goes on."""
        layout = self._layout
        return (
            int(layout.sentence_first[first]) == first
            and int(layout.sentence_last[end - 1]) == end
            and bool(layout.gap[first] & Gap.QUOTE)
        )


def _spans(
    reading: Reading,
    marked: tuple[Quotations, QuotedWords, Sequence[tuple[Source, int]]],
    reported: tuple[Sequence[Report], Sequence[Source]],
    cue_texts: Sequence[str],
) -> list[SpokenSpan]:
    quotations, quoted, quote_sources = marked
    spans = [
        SpokenSpan(
            start, end, QuotationKind(kind).name.lower(), source, cue_texts[cue] if cue >= 0 else ""
        )
        for start, end, kind, (source, cue) in zip(
            quotations.starts.tolist(),
            quotations.ends.tolist(),
            quoted.kind.tolist(),
            quote_sources,
            strict=True,
        )
    ]
    segment = reading.segment
    for report, source in zip(*reported, strict=True):
        spans += [
            SpokenSpan(
                int(segment.starts[a]),
                int(segment.ends[b - 1]),
                "paraphrase",
                source,
                cue_texts[report.cue],
            )
            for a, b in report.content
        ]
    spans.sort(key=lambda span: (span.start, -span.end))
    return spans


def _owners(reading: Reading, spans: Sequence[SpokenSpan]) -> IntArray:
    """Return for each word the innermost span whose speaker answers for it."""
    segment = reading.segment
    owner = np.full(len(segment.starts), -1, dtype=np.int32)
    first = np.searchsorted(segment.starts, [span.start for span in spans]).tolist()
    last = np.searchsorted(segment.starts, [span.end for span in spans]).tolist()
    for kind in ("paraphrase", "direct"):
        for number, span in enumerate(spans):
            if span.kind == kind:
                owner[first[number] : last[number]] = number
    return owner
