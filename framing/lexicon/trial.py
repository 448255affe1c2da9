"""Trying a lexicon out on sentences, without outlets, voices or statistics."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from framing.lexicon.contexts import Surroundings
from framing.lexicon.lists import Lists
from framing.lexicon.match import Matcher, Matches
from framing.model import Article, IntArray, Lexicon
from framing.text.layout import layout_of
from framing.text.quotations import quotation_spans
from framing.text.sentences import Reading, SentenceLists
from framing.text.tokens import segment_of
from framing.text.vocabulary import merge_vocabularies
from framing.text.voices import depth_of


class Mark(NamedTuple):
    """A match in a sentence: words from ``start`` to before ``end``, and the entry's place."""

    start: int
    end: int
    entry: int


class Trial:
    """A lexicon matched to sentences, each by itself and undated.

    Parameters
    ----------
    sentences : sequence of str
    lexicon : Lexicon
    lists : Lists
    """

    def __init__(self, sentences: Sequence[str], lexicon: Lexicon, lists: Lists) -> None:
        self._count = len(sentences)
        segment = segment_of([Article(str(n), "", text) for n, text in enumerate(sentences)])
        vocabulary, maps = merge_vocabularies([segment.vocabulary])
        self.matcher = Matcher([lexicon], vocabulary, lists.spelling)
        reading = Reading(segment)
        layout = layout_of(reading, SentenceLists(lists.abbreviations, lists.function_words))
        self._sentence = layout.part // 2
        self._first = segment.part_word[1::2]
        spans = quotation_spans(reading)
        depth = depth_of(
            np.searchsorted(segment.starts, spans.starts).astype(np.int32),
            np.searchsorted(segment.starts, spans.ends).astype(np.int32),
            len(segment.starts),
        )
        self._quoted = depth > 0
        undated = np.zeros(len(segment.starts), dtype=np.int32)
        text = Surroundings(layout.barrier(), layout.sentence_first, layout.sentence_last, undated)
        self._scan = self.matcher.scan(maps[0][segment.types], text)

    def candidates(self) -> list[set[int]]:
        """Return, for each sentence, the entries that fit somewhere, whatever wins there."""
        owner = self.matcher.entry_of(self._scan.found)
        return [{mark.entry for mark in marks} for marks in self._marks(self._fitting(owner))]

    def marks(self) -> list[list[Mark]]:
        """Return, for each sentence, its matches, by place."""
        return self._marks(self.matcher.select(self._scan, self._quoted))

    def _fitting(self, owner: IntArray) -> Matches:
        found = self._scan.found
        return Matches(found.starts, found.ends, owner)

    def _marks(self, matches: Matches) -> list[list[Mark]]:
        found: list[list[Mark]] = [[] for _ in range(self._count)]
        first = self._first.tolist()
        for start, end, entry, sentence in zip(
            matches.starts.tolist(),
            matches.ends.tolist(),
            matches.entry.tolist(),
            self._sentence[matches.starts].tolist(),
            strict=True,
        ):
            found[sentence].append(Mark(start - first[sentence], end - first[sentence], entry))
        return found
