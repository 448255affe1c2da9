"""Cue words of frames in each article, and the frame with most of them."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pyarrow as pa

from framing.measure.articles import PER, UNQUOTED, HitIndex, LongArray, Sample
from framing.measure.tables import table_of
from framing.model import TABLES, Lexicon

_FRAMES = ("frame", "policy_frame", "moral", "war_peace")


def frames_table(sample: Sample, index: HitIndex, lexicons: Sequence[Lexicon]) -> pa.Table:
    """Build the table of frames: hits and rate of each frame in each article.

    Headline, own voice and paraphrase count. ``main`` is yes for at most one frame an article
    and lexicon: most hits, then most strength, then the order of the lexicon; an article without
    any hit has the lexicon's ``default`` frame, if it names one.
    """
    parts = [_lexicon_rows(sample, index, one) for one in lexicons]
    found = [part for part in parts if part is not None]
    return pa.concat_tables(found) if found else table_of("frames", [])


def _lexicon_rows(sample: Sample, index: HitIndex, lexicon: Lexicon) -> pa.Table | None:
    """Return the rows of one lexicon, article by article; None where it marks no frames."""
    frames = [c.code for c in lexicon.categories if c.code.partition(":")[0] in _FRAMES]
    if not frames:
        return None
    words = sample.words_in(UNQUOTED)
    hits, weight = _counts(index, lexicon.name, frames, len(words))
    main = _main(hits, weight)
    default = frames.index(lexicon.default_frame) if lexicon.default_frame in frames else -1
    main[~hits.any(axis=1)] = default
    is_main = np.arange(len(frames)) == main[:, np.newaxis]
    article, frame = np.nonzero((hits > 0) | is_main)
    count, base = hits[article, frame], words[article]
    columns = {
        "article": pa.array([a.id for a in sample.articles], pa.string()).take(pa.array(article)),
        "lexicon": pa.array([lexicon.name] * len(article), pa.string()),
        "frame": pa.array(frames, pa.string()).take(pa.array(frame)),
        "hits": pa.array(count),
        "rate": pa.array(PER * count / np.maximum(base, 1), mask=base == 0),
        "main": pa.array(np.where(is_main[article, frame], "yes", "no"), pa.string()),
    }
    return pa.table({name: columns[name] for name in TABLES["frames"]})


def _counts(
    index: HitIndex, lexicon: str, frames: Sequence[str], articles: int
) -> tuple[LongArray, LongArray]:
    """Return hits and summed strength, each of shape (n_articles, n_frames)."""
    by_lexicon, lexicon_names = index.codes("lexicon")
    by_category, category_names = index.codes("category")
    if lexicon not in lexicon_names:
        nothing = np.zeros((articles, len(frames)), dtype=np.int64)
        return nothing, nothing
    place = {code: number for number, code in enumerate(frames)}
    frame_of = np.array([place.get(name, -1) for name in category_names], dtype=np.int64)
    frame = frame_of[by_category]
    rows = index.in_voices(UNQUOTED) & (by_lexicon == lexicon_names.index(lexicon)) & (frame >= 0)
    cell = index.article[rows] * len(frames) + frame[rows]
    size = articles * len(frames)
    hits = np.bincount(cell, minlength=size)
    weight = np.bincount(cell, weights=index.strength[rows], minlength=size).astype(np.int64)
    return hits.reshape(articles, -1), weight.reshape(articles, -1)


def _main(hits: LongArray, weight: LongArray) -> LongArray:
    """Return each article's frame with most hits, then most strength, then first in order."""
    most = hits == hits.max(axis=1, keepdims=True)
    return np.asarray(np.argmax(np.where(most, weight, -1), axis=1))
