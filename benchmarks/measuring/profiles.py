"""Word counts of the articles of large outlets, cleaned as a report cleans them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from scipy.sparse import csr_matrix

from framing import Article, load_tools, read_articles
from framing.corpus.cleaning import clean
from framing.stats.arrays import LongArray
from framing.text.tokens import segment_of
from framing.text.vocabulary import key_of


@dataclass(frozen=True, slots=True, eq=False)
class Profile:
    """The articles of one outlet: their ids, and counts of words, an article a row."""

    outlet: str
    ids: tuple[str, ...]
    counts: csr_matrix

    def drawn(self, rows: LongArray) -> Profile:
        """Return some of the articles, and the words that stand in them."""
        counts = self.counts[rows]
        present = np.flatnonzero(counts.sum(axis=0))
        return Profile(self.outlet, tuple(self.ids[r] for r in rows), counts[:, present])

    @property
    def words(self) -> LongArray:
        """All words of each article."""
        return np.asarray(self.counts.sum(axis=1), dtype=np.int64).ravel()


def profiles_of(news: Path, *, least: int) -> list[Profile]:
    """Return the outlets that have at least so many articles once repeats are out, by name."""
    tools = load_tools()
    cleaned = clean(read_articles([news]).articles, tools.lists.furniture)
    cuts: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for article, part, start, end, _ in cleaned.taken_out():
        if part == "text":
            cuts[article.id].append((start, end))
    outlets: dict[str, list[Article]] = defaultdict(list)
    for article in cleaned.articles:
        text = without(article.text, cuts.get(article.id, []))
        if text.strip():
            outlets[article.outlet].append(replace(article, text=text))
    return [
        _profile(name, outlets[name]) for name in sorted(outlets) if len(outlets[name]) >= least
    ]


def without(text: str, stretches: Sequence[tuple[int, int]]) -> str:
    r"""Return a text without some stretches of it; a line break stands where each was.

    Examples
    --------
    >>> without("Share this. Rain fell.", [(0, 11)])
    '\n Rain fell.'
    """
    for start, end in sorted(stretches, reverse=True):
        text = text[:start] + "\n" + text[end:]
    return text


def _profile(outlet: str, articles: Sequence[Article]) -> Profile:
    segment = segment_of(articles)
    keys = key_of(segment.vocabulary).dictionary_encode()
    word = np.asarray(keys.indices, dtype=np.int64)[segment.types]
    per_article = np.diff(segment.part_word)
    row = np.repeat(np.arange(len(articles)), per_article[::2] + per_article[1::2])
    shape = (len(articles), len(keys.dictionary))
    counts = csr_matrix((np.ones(len(word), dtype=np.int64), (row, word)), shape=shape)
    return Profile(outlet, tuple(article.id for article in articles), counts)
