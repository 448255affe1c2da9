"""Everything about whose words a segment's words are, put together."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from framing.text.assembly import Assembly, SpokenSpans
from framing.text.characters import ByteArray
from framing.text.cues import Cues
from framing.text.headlines import headline_reports
from framing.text.introductions import GroupNames
from framing.text.layout import Layout
from framing.text.phrases import Places, Words
from framing.text.quotations import Quotations
from framing.text.reports import phrases_of, read_reports
from framing.text.roles import RoleArray
from framing.text.sentences import Reading
from framing.text.sources import Sources, read_sources
from framing.text.speakers import Quoted, attribute
from framing.text.voices import (
    QuotationKind,
    VoiceMasks,
    depth_of,
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
    roles: RoleArray


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
    level = depth_of(quoted.first[direct], quoted.last[direct], count)
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
    headlines = headline_reports(segment, words, masks.headline, reports, groups)
    assembly = Assembly(segment, (quotations, quoted, direct), (reports, headlines), attributed)
    sources = read_sources(segment, words, groups, assembly.mentions.spans)
    inside = level > 0
    voice = voices(masks, inside, assembly.reported_words())
    return Speech(
        voice,
        inside,
        assembly.spans(),
        sources,
        assembly.word_source(),
        assembly.cue_source(),
        cues,
    )
