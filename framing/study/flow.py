"""From articles to what is kept of them: cleaning, words, stories and segments, in that order."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import pyarrow as pa

from framing.corpus.cleaning import Cleaned, clean
from framing.engine import batches, map_batches
from framing.measure.articles import HitIndex, Sample, sample_of
from framing.measure.hits import join_hits
from framing.model import Article, Lexicon
from framing.settings import BATCH_ARTICLES
from framing.study.segments import Batch, ReadSegment, SegmentReader
from framing.study.stories import stories_told
from framing.study.tools import Toolbox
from framing.text.tokens import segment_of
from framing.text.vocabulary import Vocabulary, merge_vocabularies
from framing.text.voices import Voice

Progress = Callable[[str, int, int], None]

# A column of the input that says which articles tell the same story.
_STORY = "story"


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


@dataclass(frozen=True, slots=True, eq=False)
class Prepared:
    """Cleaned articles as words: batches of them, and the vocabulary that numbers every type."""

    cleaned: Cleaned
    vocabulary: Vocabulary
    parts: deque[Batch]


@dataclass(frozen=True, slots=True, eq=False)
class ReadArticles:
    """What was read: segment by segment, and what all of it has in common.

    ``hits`` are those of each segment, which `counted` uses up; ``stories`` has the story of each
    article id, as far as stories were told apart.
    """

    hits: list[pa.Table]
    segments: Sequence[ReadSegment]
    reader: SegmentReader
    cleaned: Cleaned
    stories: Mapping[str, str]
    lexicons: Sequence[Lexicon]

    def counted(self, outlets: Sequence[str] = ()) -> tuple[Sample, HitIndex]:
        """Return words and hits by article; ``outlets`` in their order, all if none."""
        hits = join_hits(self.hits)
        # Joined they are as large again: two of each would be the most that a run ever holds.
        self.hits.clear()
        sample = sample_of(self.cleaned.articles, [one.words for one in self.segments], outlets)
        return sample, HitIndex(hits, sample)


def prepare(
    articles: Sequence[Article],
    tools: Toolbox,
    *,
    cleaning: bool = True,
    outlets: Collection[str] = (),
) -> Prepared:
    """Clean articles and cut them into words.

    Parameters
    ----------
    articles : sequence of Article
    tools : Toolbox
    cleaning : bool
        Without it, page furniture is kept.
    outlets : collection of str
        Only their articles are cut into words; all if none. What they share with others is known
        all the same, so that an outlet's numbers do not hang on what it is shown with.
    """
    lists = tools.lists
    cleaned = clean(articles, lists.furniture if cleaning else None, lists.provenance)
    if outlets:
        cleaned = cleaned.of(outlets)
    segments = [segment_of(batch) for batch in batches(cleaned.articles, BATCH_ARTICLES)]
    vocabulary, maps = merge_vocabularies([segment.vocabulary for segment in segments])
    marked = batches([cleaned.stretches(n) for n in range(len(cleaned.articles))], BATCH_ARTICLES)
    parts = deque(
        Batch(segment, types[segment.types], tuple(stretches))
        for segment, types, stretches in zip(segments, maps, marked, strict=True)
    )
    return Prepared(cleaned, vocabulary, parts)


def stories_of(prepared: Prepared, tools: Toolbox) -> dict[str, str]:
    """Return the story of each article id, in the order of the articles.

    Where the input has a column `story`, somebody told them apart already, and that stands: an
    article without an entry there belongs to no story.
    """
    articles = prepared.cleaned.articles
    if any(article.extra.get(_STORY) for article in articles):
        return {article.id: article.extra.get(_STORY, "") for article in articles}
    return stories_told(prepared.parts, prepared.vocabulary, tools.lists.frequencies)


def read_segments(
    prepared: Prepared,
    tools: Toolbox,
    stories: Mapping[str, str],
    *,
    work: Work = AT_ONCE,
    profiled: tuple[Voice, ...] = (),
) -> ReadArticles:
    """Read prepared articles, and let go of their words on the way.

    Parameters
    ----------
    prepared : Prepared
        Its batches are used up.
    tools : Toolbox
    stories : mapping
        The story of each article id; may be empty.
    work : Work, optional
    profiled : tuple of Voice
        Voices whose words are kept in reading order as well.
    """
    reader = SegmentReader(tools, prepared.vocabulary, stories, profiled)
    count = len(prepared.parts)
    hits: list[pa.Table] = []
    done: list[ReadSegment] = []
    for read_one in map_batches(reader.read, _each(prepared.parts), count, jobs=work.jobs):
        work.progress("reading", len(done), count)
        hits.append(read_one.hits)
        done.append(replace(read_one, hits=read_one.hits.schema.empty_table()))
    work.progress("reading", count, count)
    return ReadArticles(hits, done, reader, prepared.cleaned, stories, tools.lexicons)


def _each(parts: deque[Batch]) -> Iterator[Batch]:
    """Yield the parts and let go of each: memory grows with what is found, not read."""
    while parts:
        yield parts.popleft()
