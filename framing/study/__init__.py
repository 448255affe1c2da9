"""The pipeline on one page: articles to words, to matches, to measures, to a report."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from types import MappingProxyType

import pyarrow as pa

from framing.corpus.reading import Reading, ReadOptions
from framing.corpus.reading import read_articles as read
from framing.errors import NothingUsable
from framing.measure.articles import MEASURED, HitIndex, Sample, articles_table
from framing.measure.attribution import attribution_table
from framing.measure.concordance import concordance
from framing.measure.frames import frames_table
from framing.measure.naming import naming_table
from framing.measure.outlets import (
    categories_table,
    outlets_table,
    terms_table,
    voices_table,
)
from framing.measure.passages import removed_table
from framing.measure.tables import table_of
from framing.model import Analysis, Options
from framing.report.writing import Delivery, check_output, write_report
from framing.study.comparing import (
    Answer,
    Contrast,
    answer,
    articles_of,
    sides_of,
    what_it_shows,
)
from framing.study.comparisons import Compare, comparison_tables
from framing.study.families import PROFILED, families_of, family_by, main_choices, profile_family
from framing.study.flow import (
    AT_ONCE,
    Prepared,
    ReadArticles,
    Work,
    prepare,
    read_segments,
    stories_of,
)
from framing.study.health import health_checks
from framing.study.selftest import NullTest, largest_outlet, null_test
from framing.study.tools import (
    Toolbox,
    entries_table,
    lexicons_table,
    load_tools,
    with_query,
)

__all__ = [
    "AT_ONCE",
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
    "tell_stories",
    "what_it_shows",
    "with_query",
    "write_report",
]


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
    prepared = _prepared(reading, tools, options)
    stories = stories_of(prepared, tools)
    done = read_segments(prepared, tools, stories, work=work, profiled=MEASURED[options.voice])
    return _measure(done, reading, tools, options, work)


def tell_stories(reading: Reading, tools: Toolbox, options: Options | None = None) -> pa.Table:
    """Return the story of each article, whatever its wording; see `analyse`."""
    options = options or Options()
    prepared = _prepared(reading, tools, options)
    return table_of("stories", list(stories_of(prepared, tools).items()))


def _prepared(reading: Reading, tools: Toolbox, options: Options) -> Prepared:
    """Clean all articles, and cut those of the outlets asked for into words."""
    outlets = {article.outlet for article in reading.articles}
    if not outlets or (options.outlets and outlets.isdisjoint(options.outlets)):
        raise NothingUsable(
            "there is no article to analyse.", fix="See the problems above, or name other inputs."
        )
    return prepare(reading.articles, tools, cleaning=options.clean, outlets=options.outlets)


def _measure(
    done: ReadArticles, reading: Reading, tools: Toolbox, options: Options, work: Work
) -> Analysis:
    """Turn what was read into tables."""
    cleaned, lexicons, stories = done.cleaned, tools.lexicons, done.stories
    sample, index = done.counted(options.outlets)
    entries = [entry for lexicon in lexicons for entry in lexicon.entries]
    tables = {
        "hits": index.hits,
        "articles": articles_table(sample, index, options.voice, stories),
        "outlets": outlets_table(sample, index, options.voice),
        "voices": voices_table(sample, index),
        "categories": categories_table(sample, index, lexicons, options.voice),
        "terms": terms_table(sample, index, lexicons),
        "naming": naming_table(sample, index, entries),
        "attribution": attribution_table(index.hits),
        "frames": frames_table(sample, index, lexicons),
        "stories": table_of("stories", list(stories.items())),
        **_compared(done, (index, sample), tools, options, work),
        "removed": removed_table(cleaned.taken_out()),
        "quotations": pa.concat_tables([one.quotations for one in done.segments]),
        "sentences": pa.concat_tables([one.sentences for one in done.segments]),
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


def _compared(
    done: ReadArticles,
    counted: tuple[HitIndex, Sample],
    tools: Toolbox,
    options: Options,
    work: Work,
) -> dict[str, pa.Table]:
    """Compare the outlets in every way that a report shows."""
    index, sample = counted
    articles = done.cleaned.articles
    families = [
        *families_of(index, sample, tools.lexicons, options.voice),
        *(profile_family(kind, done, sample, options.voice) for kind in ("word", "phrase")),
    ]
    asked = Compare(
        families=families,
        choices=main_choices(index, sample, tools.lexicons),
        articles=articles_of(sample, [done.stories.get(a.id) for a in articles], options.seed),
        dates=[article.date for article in articles],
    )
    return comparison_tables(asked, work)


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
    prepared = prepare(reading.articles, tools, cleaning=options.clean, outlets=chosen)
    # Stories take as long as the rest: they are told apart only for what needs them.
    stories = stories_of(prepared, tools) if contrast.by_story else {}
    profiled = MEASURED[options.voice] if contrast.by in PROFILED else ()
    done = read_segments(prepared, tools, stories, work=work, profiled=profiled)
    sample, index = done.counted()
    family = family_by(contrast.by, done, (index, sample), options.voice)
    labels = [stories.get(article.id) for article in sample.articles]
    return answer(family, articles_of(sample, labels, options.seed), contrast)


def null_test_of(reading: Reading, tools: Toolbox, *, work: Work = AT_ONCE) -> NullTest:
    """Try the statistics on the largest outlet, split at random: whatever they claim is false."""
    options = Options()
    used = largest_outlet(reading)
    prepared = prepare(used, tools)
    done = read_segments(prepared, tools, {}, work=work, profiled=MEASURED[options.voice])
    sample, index = done.counted()
    families = [
        family_by(kind, done, (index, sample), options.voice)
        for kind in ("category", "entry", "naming", "word", "phrase")
    ]
    return null_test(families, done.cleaned.articles)


def find(analysis: Analysis, query: str) -> pa.Table:
    """Return the hits of a word, ``@category`` or ``lexicon:term`` in their context."""
    return concordance(analysis.tables["hits"], query, analysis.articles, analysis.lexicons)
