"""The pipeline on one page: articles to words, to matches, to measures, to a report."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from types import MappingProxyType

import pyarrow as pa

from framing.compare.outlets import Measure, comparisons_table
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
    measured_hits,
    outlets_table,
    terms_table,
    voices_table,
)
from framing.measure.passages import removed_table
from framing.measure.tables import table_of
from framing.model import Analysis, Lexicon, Options
from framing.report.writing import Delivery, check_output, write_report
from framing.settings import BATCH_ARTICLES
from framing.study.health import health_checks
from framing.study.segments import Batch, ReadSegment, SegmentReader
from framing.study.stories import Told, stories_told
from framing.study.tools import (
    Toolbox,
    entries_table,
    lexicons_table,
    load_tools,
    with_query,
)
from framing.text.tokens import segment_of
from framing.text.vocabulary import Vocabulary, merge_vocabularies

__all__ = [
    "Delivery",
    "Toolbox",
    "analyse",
    "check_output",
    "entries_table",
    "find",
    "health_checks",
    "lexicons_table",
    "load_tools",
    "read_articles",
    "tell_stories",
    "with_query",
    "write_report",
]

Progress = Callable[[str, int, int], None]


def _silent(stage: str, done: int, total: int) -> None:
    """Report no progress."""


def read_articles(inputs: Sequence[str | Path], options: ReadOptions | None = None) -> Reading:
    """Read articles from files and folders; see `framing.corpus.reading.read_articles`."""
    return read(inputs, options=options)


def analyse(
    reading: Reading,
    tools: Toolbox,
    options: Options | None = None,
    *,
    jobs: int = 1,
    progress: Progress = _silent,
) -> Analysis:
    """Mark, count and compare the wording of articles.

    Parameters
    ----------
    reading : Reading
        Articles, with what reading them had to say: that goes into the report.
    tools : Toolbox
        As `load_tools` gives it.
    options : Options, optional
    jobs : int
        Processes to work with; no number depends on it.
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
    cleaned = _cleaned(reading, tools, options)
    vocabulary, parts = _prepare(cleaned)
    stories = stories_told(parts, vocabulary, tools.lists.frequencies)
    reader = SegmentReader(tools, vocabulary, stories)
    count = len(parts)
    done: list[ReadSegment] = []
    for read_one in map_batches(reader.read, _each(parts), count, jobs=jobs):
        progress("reading", len(done), count)
        done.append(read_one)
    progress("reading", count, count)
    return _measure(done, tools.lexicons, Told(cleaned, stories), reading, options)


def _cleaned(reading: Reading, tools: Toolbox, options: Options) -> Cleaned:
    """Choose the articles asked for, and clean them."""
    used = [a for a in reading.articles if not options.outlets or a.outlet in options.outlets]
    if not used:
        raise NothingUsable(
            "there is no article to analyse.", fix="See the problems above, or name other inputs."
        )
    lists = tools.lists
    return clean(used, lists.furniture if options.clean else None, lists.provenance)


def _prepare(cleaned: Cleaned) -> tuple[Vocabulary, deque[Batch]]:
    """Cut articles into words, and number every type of theirs."""
    segments = [segment_of(batch) for batch in batches(cleaned.articles, BATCH_ARTICLES)]
    vocabulary, maps = merge_vocabularies([segment.vocabulary for segment in segments])
    marked = batches([cleaned.stretches(n) for n in range(len(cleaned.articles))], BATCH_ARTICLES)
    parts = deque(
        Batch(segment, types[segment.types], tuple(stretches))
        for segment, types, stretches in zip(segments, maps, marked, strict=True)
    )
    return vocabulary, parts


def tell_stories(reading: Reading, tools: Toolbox, options: Options | None = None) -> pa.Table:
    """Return the story of each article, without looking at their wording; see `analyse`."""
    cleaned = _cleaned(reading, tools, options or Options())
    vocabulary, parts = _prepare(cleaned)
    return table_of(
        "stories", list(stories_told(parts, vocabulary, tools.lists.frequencies).items())
    )


def _each(parts: deque[Batch]) -> Iterator[Batch]:
    """Yield the parts and let go of each: memory grows with what is found, not read."""
    while parts:
        yield parts.popleft()


def _measure(
    done: Sequence[ReadSegment],
    lexicons: tuple[Lexicon, ...],
    told: Told,
    reading: Reading,
    options: Options,
) -> Analysis:
    """Turn what was read into tables."""
    cleaned, stories = told.cleaned, told.stories
    hits = join_hits([one.hits for one in done])
    sample = sample_of(cleaned.articles, [one.words for one in done], options.outlets)
    index = HitIndex(hits, sample)
    entries = [entry for lexicon in lexicons for entry in lexicon.entries]
    words = sample.words_in(MEASURED[options.voice])
    measures = [
        Measure(kind, item, hits_of, words)
        for kind, item, hits_of in measured_hits(index, lexicons, options.voice)
    ]
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
        "stories": table_of("stories", list(stories.items())),
        "comparisons": comparisons_table(measures, sample.outlet, sample.outlets),
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


def find(analysis: Analysis, query: str) -> pa.Table:
    """Return the hits of a word, ``@category`` or ``lexicon:term`` in their context."""
    return concordance(analysis.tables["hits"], query, analysis.articles, analysis.lexicons)
