"""Reading segments: words to voices to hits."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from framing.compare.profiles import Stream, stream_of, terms_of
from framing.corpus.cleaning import Stretches
from framing.lexicon.contexts import Surroundings
from framing.lexicon.match import ListedEntry, Matcher, Matches, Scan
from framing.lexicon.referents import settle_referents
from framing.lexicon.sources import SourceNames
from framing.measure.articles import LongArray, words_by_voice
from framing.measure.hits import EntryFacts, SegmentHits, segment_hits
from framing.measure.negation import Negation
from framing.measure.passages import quotations_table, sentences_table
from framing.model import IntArray, Lexicon, Segment
from framing.study.tools import Toolbox
from framing.text.characters import ByteArray
from framing.text.cues import CueKind, Cues
from framing.text.layout import Layout, layout_of
from framing.text.quotations import quotation_spans
from framing.text.roles import word_roles
from framing.text.sentences import Reading, SentenceLists
from framing.text.speech import LaidOut, speech_of
from framing.text.vocabulary import Vocabulary
from framing.text.voices import BoolArray, Voice, VoiceMasks, depth_of
from framing.text.wordkinds import Kind, KindArray, word_kinds

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
    stream: Stream | None = None


class SegmentReader:
    """Reads segments: words to voices to hits.

    Parameters
    ----------
    tools : Toolbox
    vocabulary : Vocabulary
        Every type of the segments to come: what words mean is looked up here, once.
    stories : mapping
        The story of each article id, as far as stories were told apart.
    profiled : tuple of Voice
        Voices whose words are kept in reading order as well.
    """

    def __init__(
        self,
        tools: Toolbox,
        vocabulary: Vocabulary,
        stories: Mapping[str, str],
        profiled: tuple[Voice, ...] = (),
    ) -> None:
        lists = tools.lists
        self.terms = terms_of(vocabulary) if profiled else None
        self._profiled = [int(voice) for voice in profiled]
        counted = {lexicon.name for lexicon in tools.lexicons}
        silent = [lexicon for lexicon in tools.cues if lexicon.name not in counted]
        lexicons = (*tools.lexicons, *silent)
        self.matcher = Matcher(lexicons, vocabulary, lists.spelling)
        self._names = SourceNames(lists, vocabulary)
        self._kinds = word_kinds(vocabulary.types)
        # Hope and Grant are names as well; Says and Claimed stand in headings.
        bent = pc.match_substring_regex(vocabulary.types, pattern="(?i)(s|ed|ing)$")
        self._bare = ~np.asarray(bent, dtype=np.bool_)
        sentences = SentenceLists(lists.abbreviations, lists.function_words)
        self._sentence_roles = sentences.roles(vocabulary.types)
        self._speech_roles = word_roles(vocabulary.types)
        self._stories = stories
        self.facts = [_facts(lexicons, e) for e in self.matcher.entries]
        self._counts = np.array(
            [entry.lexicon < len(tools.lexicons) for entry in self.matcher.entries], dtype=np.bool_
        )
        self._cue_kind = np.array([_cue_kind(fact) for fact in self.facts], dtype=np.int32)

    def read(self, batch: Batch) -> ReadSegment:
        """Read one segment."""
        segment, types = batch.segment, batch.types
        reading = Reading(segment)
        layout = layout_of(reading, self._sentence_roles[types])
        around = _surroundings(segment, layout)
        quotations = quotation_spans(reading)
        scan = self.matcher.scan(types, around)
        unmarked = np.zeros(len(types), dtype=np.bool_)
        kinds = self._kinds[types]
        roles = self._speech_roles[types]
        negation = Negation(layout, kinds, roles)
        names = _inside_names(segment, layout, kinds) & self._bare[types]
        first = self._select(scan, unmarked, names)
        cues = self._cues(first, negation)
        masks = _masks(batch, layout)
        groups = self._names.find(types, around)
        laid = LaidOut(reading, layout, kinds, roles)
        speech = speech_of(laid, quotations, cues, groups, masks)
        matches = self._select(scan, speech.quoted, names)
        matches = matches.take(self._counts[matches.entry])
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
            negated=negation.of(matches.starts),
        )
        return ReadSegment(
            hits=segment_hits(hits, self.facts, self._stories),
            words=words_by_voice(segment, speech, layout.part),
            quotations=quotations_table(segment, speech),
            sentences=sentences_table(segment, layout),
            stream=self._stream(types, speech.voice, layout),
        )

    def _select(self, scan: Scan, quoted: BoolArray, names: BoolArray) -> Matches:
        """Return the matches; what is part of a name is no word of reporting: Grant, Mark."""
        matches = self.matcher.select(scan, quoted)
        cue = self._cue_kind[matches.entry] >= 0
        return matches.take(~(cue & names[matches.starts]))

    def _cues(self, matches: Matches, negation: Negation) -> Cues:
        rows = np.flatnonzero(self._cue_kind[matches.entry] >= 0)
        rows = rows[np.argsort(matches.starts[rows], kind="stable")]
        starts, kind = matches.starts[rows], self._cue_kind[matches.entry[rows]]
        return Cues(starts, matches.ends[rows], kind, negation.of(starts))

    def _stream(self, types: IntArray, voice: ByteArray, layout: Layout) -> Stream | None:
        if self.terms is None:
            return None
        counted = np.isin(voice, self._profiled)
        return stream_of(self.terms.of_type[types], layout.part // 2, layout.sentence, counted)


def _inside_names(segment: Segment, layout: Layout, kinds: KindArray) -> BoolArray:
    """Return the words of running text that stand amid a name: capitals on both sides."""
    capital = (kinds & Kind.CAPITAL) > 0
    found = np.zeros(len(kinds), dtype=np.bool_)
    beside = segment.starts[1:] == segment.ends[:-1] + 1
    joined = capital[1:] & capital[:-1] & beside
    found[1:-1] = joined[:-1] & joined[1:] & (layout.part[1:-1] % 2 == 1)
    return found


def _masks(batch: Batch, layout: Layout) -> VoiceMasks:
    removed, shared, headline = (_marked(batch, kind) for kind in range(3))
    return VoiceMasks(removed, shared, headline | (layout.part % 2 == 0))


def _marked(batch: Batch, kind: int) -> BoolArray:
    """Return the words in one kind of marked stretches."""
    segment = batch.segment
    bodies = segment.part_start[1::2].tolist()
    edges = [
        (base + start, base + end)
        for base, marked in zip(bodies, batch.marked, strict=False)
        for start, end in marked[kind]
    ]
    first, last = np.searchsorted(segment.starts, np.array(edges, dtype=np.int32).reshape(-1, 2).T)
    return depth_of(first, last, len(segment.starts)) > 0


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
