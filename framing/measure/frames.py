"""Cue words of frames in each article, and the frame with most of them."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pyarrow as pa

from framing.measure.articles import PER, UNQUOTED, BoolArray, HitIndex, LongArray, Sample
from framing.measure.tables import Cell, table_of
from framing.model import Lexicon

_FRAMES = ("frame", "policy_frame", "moral", "war_peace")


def frames_table(sample: Sample, index: HitIndex, lexicons: Sequence[Lexicon]) -> pa.Table:
    """Build the table of frames: hits and rate of each frame in each article.

    Headline, own voice and paraphrase count. ``main`` is yes for at most one frame an article
    and lexicon: most hits, then most strength, then the order of the lexicon; an article without
    any hit has the lexicon's ``default`` frame, if it names one.
    """
    rows: list[tuple[Cell, ...]] = []
    lexicon, lexicon_names = index.codes("lexicon")
    category, category_names = index.codes("category")
    inside = index.in_voices(UNQUOTED)
    words = sample.words_in(UNQUOTED)
    for one in lexicons:
        frames = [c.code for c in one.categories if c.code.partition(":")[0] in _FRAMES]
        if not frames:
            continue
        here = inside & (
            lexicon == (lexicon_names.index(one.name) if one.name in lexicon_names else -2)
        )
        numbers = [category_names.index(f) if f in category_names else -2 for f in frames]
        hits = np.stack([index.per_article(here & (category == n)) for n in numbers], axis=1)
        weight = np.stack(
            [_strength(index, here & (category == n), len(words)) for n in numbers], axis=1
        )
        default = frames.index(one.default_frame) if one.default_frame in frames else -1
        for place, article in enumerate(sample.articles):
            main = _main(hits[place], weight[place], default)
            for number in np.flatnonzero(hits[place] + (np.arange(len(frames)) == main)).tolist():
                count = int(hits[place, number])
                rate = PER * count / int(words[place]) if words[place] else None
                mark = "yes" if number == main else "no"
                rows.append((article.id, one.name, frames[number], count, rate, mark))
    return table_of("frames", rows)


def _strength(index: HitIndex, rows: BoolArray, size: int) -> LongArray:
    weights = np.bincount(index.article[rows], weights=index.strength[rows], minlength=size)
    return weights.astype(np.int64)


def _main(
    hits: LongArray,
    weight: LongArray,
    default: int,
) -> int:
    if not hits.any():
        return default
    order = np.lexsort((np.arange(len(hits)), -weight, -hits))
    return int(order[0])
