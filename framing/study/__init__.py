"""The pipeline on one page: articles to words, to matches, to measures, to a report."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

import pyarrow as pa

from framing.compare.outlets import comparisons_table
from framing.compare.periods import periods_table
from framing.compare.robustness import robustness_table
from framing.corpus.cleaning import Cleaned, clean
from framing.corpus.reading import Reading, ReadOptions
from framing.corpus.reading import read_articles as read
from framing.engine import batches, map_batches
from framing.errors import NothingUsable
from framing.measure.articles import MEASURED, HitIndex, articles_table, sample_of
from framing.measure.attribution import attribution_table
from framing.measure.concordance import concordance
from framing.measure.frames import frames_table
from framing.measure.hits import join_hits
from framing.measure.naming import naming_table
from framing.measure.outlets import (
    categories_table,
    outlets_table,
    terms_table,
    voices_table,
)
from framing.measure.passages import removed_table
from framing.measure.tables import table_of
from framing.model import Analysis, Article, Options
from framing.report.writing import Delivery, check_output, write_report
from framing.settings import BATCH_ARTICLES
from framing.study.comparing import (
    Answer,
    Contrast,
    answer,
    articles_of,
    sides_of,
    story_labels,
    what_it_shows,
)
from framing.study.families import PROFILED, families_of, family_by, main_choices
from framing.study.health import health_checks
from framing.study.segments import Batch, ReadSegment, SegmentReader
from framing.study.selftest import NullTest, largest_outlet, null_test
from framing.study.tools import (
    Toolbox,
    entries_table,
    lexicons_table,
    load_tools,
    with_query,
)
from framing.text.tokens import segment_of
from framing.text.vocabulary import merge_vocabularies
from framing.text.voices import Voice

__all__ = [
    "Answer",
    "Contrast",
    "Delivery",
    "Toolbox",
    "Work",
    "analyse",
    "check_output",
    "compare",
    "entries_table",
    "find",
    "health_checks",
    "lexicons_table",
    "load_tools",
    "null_test_of",
    "read_articles",
    "story_labels",
    "what_it_shows",
    "with_query",
    "write_report",
]

Progress = Callable[[str, int, int], None]


def _silent(stage: str, done: int, total: int) -> None:
    """Report no progress."""


@dataclass(frozen=True, slots=True)
class Work:
    """How work is done; no number depends on it.

    ``jobs`` is the number of processes. ``progress`` is called with the stage, how many batches are
    done, and how many there are.
    """

    jobs: int = 1
    progress: Progress = _silent


AT_ONCE = Work()


def read_articles(inputs: Sequence[str | Path], options: ReadOptions | None = None) -> Reading:
    """Read articles from files and folders; see `framing.corpus.reading.read_articles`."""
    return read(inputs, options=options)


def analyse(
    reading: Reading,
    tools: Toolbox,
    options: Options | None = None,
    *,
    work: Work = AT_ONCE,
) -> Analysis:
    """Mark, count and compare the wording of articles.

    Parameters
    ----------
    reading : Reading
        Articles, with what reading them had to say: that goes into the report.
    tools : Toolbox
        As `load_tools` gives it.
    options : Options, optional
    work : Work, optional

    Returns
    -------
    Analysis

    Raises
    ------
    NothingUsable
        There is no article, or none of the outlets asked for.
    """
    options = options or Options()
    used = [a for a in reading.articles if not options.outlets or a.outlet in options.outlets]
    if not used:
        raise NothingUsable(
            "there is no article to analyse.", fix="See the problems above, or name other inputs."
        )
    read = _read(used, tools, options, work)
    return _measure(read, reading, tools, options)


@dataclass(frozen=True, slots=True, eq=False)
class _Read:
    """What was read: segment by segment, and what all of it has in common."""

    done: Sequence[ReadSegment]
    reader: SegmentReader
    cleaned: Cleaned


def _read(
    used: Sequence[Article],
    tools: Toolbox,
    options: Options,
    work: Work,
    profiled: tuple[Voice, ...] = (),
) -> _Read:
    """Read articles segment by segment; ``profiled`` are voices whose words are kept."""
    lists = tools.lists
    cleaned = clean(used, lists.furniture if options.clean else None, lists.provenance)
    reader, parts = _prepare(cleaned, tools, profiled)
    count = len(parts)
    done: list[ReadSegment] = []
    for read_one in map_batches(reader.read, _each(parts), count, jobs=work.jobs):
        work.progress("reading", len(done), count)
        done.append(read_one)
    work.progress("reading", count, count)
    return _Read(done, reader, cleaned)


def _prepare(
    cleaned: Cleaned, tools: Toolbox, profiled: tuple[Voice, ...]
) -> tuple[SegmentReader, deque[Batch]]:
    """Cut articles into words, and make ready to look up every type of theirs."""
    segments = [segment_of(batch) for batch in batches(cleaned.articles, BATCH_ARTICLES)]
    vocabulary, maps = merge_vocabularies([segment.vocabulary for segment in segments])
    marked = batches([cleaned.stretches(n) for n in range(len(cleaned.articles))], BATCH_ARTICLES)
    parts = deque(
        Batch(segment, types[segment.types], tuple(stretches))
        for segment, types, stretches in zip(segments, maps, marked, strict=True)
    )
    return SegmentReader(tools, vocabulary, profiled), parts


def _each(parts: deque[Batch]) -> Iterator[Batch]:
    """Yield the parts and let go of each: memory grows with what is found, not read."""
    while parts:
        yield parts.popleft()


def _measure(read: _Read, reading: Reading, tools: Toolbox, options: Options) -> Analysis:
    """Turn what was read into tables."""
    done, cleaned, lexicons = read.done, read.cleaned, tools.lexicons
    stories: dict[str, str] = {}
    hits = join_hits([one.hits for one in done])
    sample = sample_of(cleaned.articles, [one.words for one in done], options.outlets)
    index = HitIndex(hits, sample)
    entries = [entry for lexicon in lexicons for entry in lexicon.entries]
    ids = [article.id for article in cleaned.articles]
    families = families_of(index, sample, entries, options.voice)
    sides = articles_of(sample, list(map(stories.get, ids)), options.seed)
    tables = {
        "hits": hits,
        "articles": articles_table(sample, index, options.voice, stories),
        "outlets": outlets_table(sample, index, options.voice),
        "voices": voices_table(sample, index),
        "categories": categories_table(sample, index, lexicons, options.voice),
        "terms": terms_table(sample, index, lexicons),
        "naming": naming_table(sample, index, entries),
        "attribution": attribution_table(hits),
        "frames": frames_table(sample, index, lexicons),
        "stories": table_of("stories", []),
        "comparisons": comparisons_table(families, sides),
        "robustness": robustness_table(main_choices(index, sample, lexicons), sides),
        "periods": periods_table(families[0], sides, [a.date for a in cleaned.articles]),
        "removed": removed_table(cleaned.taken_out()),
        "quotations": pa.concat_tables([one.quotations for one in done]),
        "sentences": pa.concat_tables([one.sentences for one in done]),
        "problems": table_of("problems", [(p.where, p.what, p.fix) for p in reading.problems]),
    }
    return Analysis(
        articles=cleaned.articles,
        lexicons=lexicons,
        tables=MappingProxyType(tables),
        problems=reading.problems,
        notes=reading.notes,
        options=options,
    )


def compare(
    reading: Reading,
    tools: Toolbox,
    contrast: Contrast,
    options: Options | None = None,
    *,
    work: Work = AT_ONCE,
) -> Answer:
    """Compare two outlets, or one with all others together, by one kind of row.

    Raises
    ------
    UsageError
        There is no such outlet.
    NotEnoughData
        Nothing can be compared within stories.
    """
    options = options or Options()
    chosen = sides_of(contrast, sorted({article.outlet for article in reading.articles}))
    used = [article for article in reading.articles if article.outlet in chosen]
    profiled = MEASURED[options.voice] if contrast.by in PROFILED else ()
    read = _read(used, tools, options, work, profiled)
    sample = sample_of(read.cleaned.articles, [one.words for one in read.done], ())
    index = HitIndex(join_hits([one.hits for one in read.done]), sample)
    family = family_by(contrast.by, read.done, read.reader, (index, sample), options.voice)
    stories = contrast.stories or {}
    labels = [stories.get(article.id) for article in sample.articles]
    return answer(family, articles_of(sample, labels, options.seed), contrast)


def null_test_of(reading: Reading, tools: Toolbox, *, work: Work = AT_ONCE) -> NullTest:
    """Try the statistics on the largest outlet, split at random: whatever they claim is false."""
    options = Options()
    used = largest_outlet(reading)
    read = _read(used, tools, options, work, MEASURED[options.voice])
    sample = sample_of(read.cleaned.articles, [one.words for one in read.done], ())
    index = HitIndex(join_hits([one.hits for one in read.done]), sample)
    families = [
        family_by(kind, read.done, read.reader, (index, sample), options.voice)
        for kind in ("category", "entry", "naming", "word", "phrase")
    ]
    return null_test(families, read.cleaned.articles)


def find(analysis: Analysis, query: str) -> pa.Table:
    """Return the hits of a word, ``@category`` or ``lexicon:term`` in their context."""
    return concordance(analysis.tables["hits"], query, analysis.articles, analysis.lexicons)
