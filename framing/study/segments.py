"""Reading segments: words to voices to hits."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pyarrow as pa

from framing.corpus.cleaning import Stretches
from framing.lexicon.contexts import Surroundings
from framing.lexicon.match import ListedEntry, Matcher, Matches
from framing.lexicon.referents import settle_referents
from framing.lexicon.sources import SourceNames
from framing.measure.articles import LongArray, words_by_voice
from framing.measure.hits import EntryFacts, SegmentHits, segment_hits
from framing.measure.negation import negated
from framing.measure.passages import quotations_table, sentences_table
from framing.model import IntArray, Lexicon, Segment
from framing.study.tools import Toolbox
from framing.text.layout import Layout, layout_of
from framing.text.quotations import quotation_spans
from framing.text.reports import CueKind, Cues
from framing.text.sentences import Reading, SentenceLists
from framing.text.speech import LaidOut, speech_of
from framing.text.vocabulary import Vocabulary
from framing.text.voices import VoiceMasks
from framing.text.wordkinds import Kind, word_kinds

# Cues open reports: verbs and nouns of saying, and verbs of denying.
_CUE_CATEGORIES = frozenset({"report_verb", "fairness:denial"})
_CUE_KINDS = {
    "verb": CueKind.VERB,
    "noun": CueKind.NOUN,
    "prep": CueKind.PREPOSITION,
    "adverb": CueKind.ADVERB,
}


# Of one article's text: what is furniture, shared text and headline.
Marked = tuple[Stretches, Stretches, Stretches]


@dataclass(frozen=True, slots=True, eq=False)
class Batch:
    """A segment to read, with what cleaning says of each of its articles.

    ``types`` are its words as numbers of the whole corpus's vocabulary.
    """

    segment: Segment
    types: IntArray
    marked: tuple[Marked, ...]


@dataclass(frozen=True, slots=True, eq=False)
class ReadSegment:
    """What is kept of a segment that was read: its rows, and its words by article and voice."""

    hits: pa.Table
    words: LongArray
    quotations: pa.Table
    sentences: pa.Table


class SegmentReader:
    """Reads segments: words to voices to hits.

    Parameters
    ----------
    tools : Toolbox
    vocabulary : Vocabulary
        Every type of the segments to come: what words mean is looked up here, once.
    stories : mapping
        The story of each article id.
    """

    def __init__(self, tools: Toolbox, vocabulary: Vocabulary, stories: Mapping[str, str]) -> None:
        lists = tools.lists
        self.matcher = Matcher(tools.lexicons, vocabulary, lists.spelling)
        self._names = SourceNames(lists, vocabulary)
        self._kinds = word_kinds(vocabulary.types)
        sentences = SentenceLists(lists.abbreviations, lists.function_words)
        self._roles = sentences.roles(vocabulary.types)
        self._stories = stories
        self.facts = [_facts(tools.lexicons, e) for e in self.matcher.entries]
        self._cue_kind = np.array([_cue_kind(fact) for fact in self.facts], dtype=np.int32)

    def read(self, batch: Batch) -> ReadSegment:
        """Read one segment."""
        segment, types = batch.segment, batch.types
        reading = Reading(segment)
        layout = layout_of(reading, self._roles[types])
        around = _surroundings(segment, layout)
        quotations = quotation_spans(reading)
        scan = self.matcher.scan(types, around)
        unmarked = np.zeros(len(types), dtype=np.bool_)
        kinds = self._kinds[types]
        negators = (kinds & Kind.NEGATION) > 0
        first = self.matcher.select(scan, unmarked)
        cue_rows = np.flatnonzero(self._cue_kind[first.entry] >= 0)
        cue_rows = cue_rows[np.argsort(first.starts[cue_rows], kind="stable")]
        cues = Cues(
            first.starts[cue_rows],
            first.ends[cue_rows],
            self._cue_kind[first.entry[cue_rows]],
            negated(first.starts[cue_rows], negators, layout),
        )
        masks = _masks(batch, layout)
        groups = self._names.find(types, around)
        speech = speech_of(LaidOut(reading, layout, kinds), quotations, cues, groups, masks)
        matches = self.matcher.select(scan, speech.quoted)
        entry, unclear = settle_referents(self.matcher, matches, scan, layout)
        hits = SegmentHits(
            segment=segment,
            layout=layout,
            speech=speech,
            starts=matches.starts,
            ends=matches.ends,
            entry=entry,
            cue=_cue_of(matches, cues),
            unclear=unclear,
            negated=negated(matches.starts, negators, layout),
        )
        return ReadSegment(
            hits=segment_hits(hits, self.facts, self._stories),
            words=words_by_voice(segment, speech, layout.part),
            quotations=quotations_table(segment, speech),
            sentences=sentences_table(segment, layout),
        )


def _masks(batch: Batch, layout: Layout) -> VoiceMasks:
    segment = batch.segment
    removed, shared, headline = (np.zeros(len(segment.starts), dtype=np.bool_) for _ in range(3))
    headline |= layout.part % 2 == 0
    for place, marked in enumerate(batch.marked):
        base = int(segment.part_start[2 * place + 1])
        for mask, stretches in zip((removed, shared, headline), marked, strict=True):
            for start, end in stretches:
                low, high = np.searchsorted(segment.starts, (base + start, base + end))
                mask[low:high] = True
    return VoiceMasks(removed, shared, headline)


def _facts(lexicons: Sequence[Lexicon], listed: ListedEntry) -> EntryFacts:
    lexicon = lexicons[listed.lexicon]
    category = lexicon.categories[listed.category]
    return EntryFacts(lexicon.name, listed.entry, category.loaded and listed.entry.strength >= 1)


def _cue_kind(fact: EntryFacts) -> int:
    """Return how an entry introduces speech, -1 where it does not; `why` begins with it."""
    if fact.entry.category not in _CUE_CATEGORIES:
        return -1
    word = fact.entry.why.partition(":")[0].strip()
    return int(_CUE_KINDS.get(word, CueKind.VERB))


def _surroundings(segment: Segment, layout: Layout) -> Surroundings:
    dates = [int(a.date.replace("-", "") or 0) for a in segment.articles]
    by_word = np.array(dates, dtype=np.int32)[layout.part // 2]
    return Surroundings(layout.barrier(), layout.sentence_first, layout.sentence_last, by_word)


def _cue_of(matches: Matches, cues: Cues) -> IntArray:
    """Return the place among the cues of each match that is one, else -1."""
    place = np.searchsorted(cues.starts, matches.starts)
    inside = np.minimum(place, max(len(cues.starts) - 1, 0))
    if not len(cues.starts):
        return np.full(len(matches.starts), -1, dtype=np.int32)
    same = (cues.starts[inside] == matches.starts) & (cues.ends[inside] == matches.ends)
    return np.where(same, inside, -1).astype(np.int32)
