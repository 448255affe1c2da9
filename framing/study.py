"""The pipeline on one page: articles to words, to matches, to measures, to a report."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from types import MappingProxyType

import numpy as np
import pyarrow as pa

from framing.compare.outlets import comparisons_table
from framing.corpus.cleaning import Cleaned, clean
from framing.engine import batches
from framing.errors import NothingUsable
from framing.lexicon.contexts import Surroundings
from framing.lexicon.finding import chosen, roots
from framing.lexicon.lists import Lists, read_lists
from framing.lexicon.load import read_lexicon
from framing.lexicon.match import ListedEntry, Matcher, Matches
from framing.lexicon.referents import settle_referents
from framing.lexicon.sources import SourceNames
from framing.measure.articles import HitIndex, articles_table, sample_of, words_by_voice
from framing.measure.concordance import concordance, is_plain, query_lexicon
from framing.measure.attribution import attribution_table
from framing.measure.frames import frames_table
from framing.measure.hits import EntryFacts, SegmentHits, hits_table
from framing.measure.naming import naming_table
from framing.measure.negation import negated
from framing.measure.outlets import categories_table, outlets_table, terms_table, voices_table
from framing.measure.passages import quotations_table, removed_table, sentences_table
from framing.measure.tables import table_of
from framing.model import Analysis, Article, IntArray, Lexicon, Options, Problem, Segment
from framing.settings import BATCH_ARTICLES
from framing.text.layout import Layout, layout_of
from framing.text.quotations import quotation_spans
from framing.text.reports import CueKind, Cues
from framing.text.sentences import Reading, SentenceLists
from framing.text.speech import Speech, speech_of
from framing.text.tokens import segment_of
from framing.text.vocabulary import Vocabulary, merge_vocabularies
from framing.text.voices import VoiceMasks
from framing.text.wordkinds import Kind, word_kinds

Progress = Callable[[str, int, int], None]

# Cues open reports: verbs and nouns of saying, and verbs of denying.
_CUE_CATEGORIES = frozenset({"report_verb", "fairness:denial"})
_CUE_KINDS = {
    "verb": CueKind.VERB,
    "noun": CueKind.NOUN,
    "prep": CueKind.PREPOSITION,
    "adverb": CueKind.ADVERB,
}


def _silent(stage: str, done: int, total: int) -> None:
    """Report no progress."""


@dataclass(frozen=True, slots=True, eq=False)
class Toolbox:
    """What a run reads texts with: the lexicons and the lists, found and loaded."""

    lexicons: tuple[Lexicon, ...]
    lists: Lists


def load_tools(names: Sequence[str] = (), study: Path | None = None) -> Toolbox:
    """Find and read the lexicons and lists of a run.

    Parameters
    ----------
    names : sequence of str
        Lexicons by name or path; none means all. ``+NAME`` adds to what would be used anyway.
    study : Path, optional
        A study folder, whose own lexicons come before the user's and the built-in ones.

    Raises
    ------
    LexiconError, UsageError
    """
    places = roots(study)
    lists = read_lists(places)
    lexicons = [read_lexicon(folder, lists.slots) for folder in chosen(names, places)]
    return Toolbox(tuple(lexicons), lists)


def with_query(tools: Toolbox, query: str) -> Toolbox:
    """Add a word or phrase to look for, as a lexicon of its own; other queries need none."""
    if not is_plain(query, tools.lexicons):
        return tools
    return replace(tools, lexicons=(*tools.lexicons, query_lexicon(query, tools.lexicons[0])))


def find(analysis: Analysis, query: str) -> pa.Table:
    """Return the hits of a word, ``@category`` or ``lexicon:term`` in their context."""
    return concordance(analysis.tables["hits"], query, analysis.articles, analysis.lexicons)


def analyse(
    articles: Sequence[Article],
    tools: Toolbox,
    options: Options | None = None,
    *,
    problems: Sequence[Problem] = (),
    notes: Sequence[str] = (),
    progress: Progress = _silent,
) -> Analysis:
    """Mark, count and compare the wording of articles.

    Parameters
    ----------
    articles : sequence of Article
    tools : Toolbox
        As `load_tools` gives it.
    options : Options, optional
    problems, notes
        What reading the articles had to say; passed on to the report.
    progress : callable, optional
        Called with the stage, how many batches are done, and how many there are.

    Returns
    -------
    Analysis

    Raises
    ------
    NothingUsable
        There is no article, or none of the outlets asked for.
    """
    options = options or Options()
    used = [a for a in articles if not options.outlets or a.outlet in options.outlets]
    if not used:
        raise NothingUsable(
            "there is no article to analyse.", fix="See the problems above, or name other inputs."
        )
    cleaned = clean(used, tools.lists.furniture) if options.clean else clean(used, None)
    segments = [segment_of(batch) for batch in batches(cleaned.articles, BATCH_ARTICLES)]
    vocabulary, maps = merge_vocabularies([segment.vocabulary for segment in segments])
    reader = _Reader(tools, vocabulary, cleaned)
    read = []
    for number, segment in enumerate(segments):
        progress("reading", number, len(segments))
        read.append(reader.read(segment, maps[number][segment.types]))
    progress("reading", len(segments), len(segments))
    return _measure(read, reader, cleaned, options, (tuple(problems), tuple(notes)))


@dataclass(frozen=True, slots=True, eq=False)
class ReadSegment:
    """A segment read: its layout, its speech and its hits."""

    segment: Segment
    layout: Layout
    speech: Speech
    hits: SegmentHits


class _Reader:
    """Reads segments: words to voices to hits."""

    def __init__(self, tools: Toolbox, vocabulary: Vocabulary, cleaned: Cleaned) -> None:
        lists = tools.lists
        self.lexicons = tools.lexicons
        self.matcher = Matcher(tools.lexicons, vocabulary, lists.spelling)
        self._names = SourceNames(lists, vocabulary)
        self._sentences = SentenceLists(lists.abbreviations, lists.function_words)
        self._cleaned = cleaned
        self._place = {article.id: place for place, article in enumerate(cleaned.articles)}
        self.facts = [_facts(tools.lexicons, e) for e in self.matcher.entries]
        self._cue_kind = np.array([_cue_kind(fact) for fact in self.facts], dtype=np.int32)

    def read(self, segment: Segment, types: IntArray) -> ReadSegment:
        """Read one segment; ``types`` are its words as numbers of the whole vocabulary."""
        reading = Reading(segment)
        layout = layout_of(reading, self._sentences)
        around = _surroundings(segment, layout)
        quotations = quotation_spans(reading)
        scan = self.matcher.scan(types, around)
        unmarked = np.zeros(len(types), dtype=np.bool_)
        kinds = word_kinds(segment.vocabulary)
        negators = (kinds[segment.types] & Kind.NEGATION) > 0
        first = self.matcher.select(scan, unmarked)
        cue_rows = np.flatnonzero(self._cue_kind[first.entry] >= 0)
        cue_rows = cue_rows[np.argsort(first.starts[cue_rows], kind="stable")]
        cues = Cues(
            first.starts[cue_rows],
            first.ends[cue_rows],
            self._cue_kind[first.entry[cue_rows]],
            negated(first.starts[cue_rows], negators, layout),
        )
        masks = self._masks(segment, layout)
        groups = self._names.find(types, around)
        speech = speech_of(reading, layout, quotations, cues, groups, masks)
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
        return ReadSegment(segment, layout, speech, hits)

    def _masks(self, segment: Segment, layout: Layout) -> VoiceMasks:
        count = len(segment.starts)
        removed, shared, headline = (np.zeros(count, dtype=np.bool_) for _ in range(3))
        headline |= layout.part % 2 == 0
        for place, article in enumerate(segment.articles):
            base = int(segment.part_start[2 * place + 1])
            spans = self._cleaned.stretches(self._place[article.id])
            for mask, stretches in zip((removed, shared, headline), spans, strict=True):
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
    return Surroundings(
        layout.barrier(), layout.sentence_first, layout.sentence_last, by_word
    )


def _cue_of(matches: Matches, cues: Cues) -> IntArray:
    """Return the place among the cues of each match that is one, else -1."""
    place = np.searchsorted(cues.starts, matches.starts)
    inside = np.minimum(place, max(len(cues.starts) - 1, 0))
    if not len(cues.starts):
        return np.full(len(matches.starts), -1, dtype=np.int32)
    same = (cues.starts[inside] == matches.starts) & (cues.ends[inside] == matches.ends)
    return np.where(same, inside, -1).astype(np.int32)


def _measure(
    read: Sequence[ReadSegment],
    reader: _Reader,
    cleaned: Cleaned,
    options: Options,
    said: tuple[tuple[Problem, ...], tuple[str, ...]],
) -> Analysis:
    """Turn what was read into tables."""
    stories: dict[str, str] = {}
    hits = hits_table([one.hits for one in read], reader.facts, stories)
    words = [words_by_voice(one.segment, one.speech, one.layout.part) for one in read]
    sample = sample_of(cleaned.articles, words, options.outlets)
    index = HitIndex(hits, sample)
    entries = [fact.entry for fact in reader.facts]
    tables = {
        "hits": hits,
        "articles": articles_table(sample, index, options.voice, stories),
        "outlets": outlets_table(sample, index, options.voice),
        "voices": voices_table(sample, index),
        "categories": categories_table(sample, index, reader.lexicons, options.voice),
        "terms": terms_table(sample, index),
        "naming": naming_table(sample, index, entries),
        "attribution": attribution_table(hits),
        "frames": frames_table(sample, index, reader.lexicons),
        "stories": table_of("stories", []),
        "comparisons": comparisons_table(sample, index, reader.lexicons, options),
        "removed": removed_table(cleaned.taken_out()),
        "quotations": quotations_table([(r.segment, r.speech) for r in read]),
        "sentences": sentences_table([(r.segment, r.layout) for r in read]),
        "problems": table_of("problems", [(p.where, p.what, p.fix) for p in said[0]]),
    }
    return Analysis(
        cleaned.articles, reader.lexicons, MappingProxyType(tables), *said, options
    )
