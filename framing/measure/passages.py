"""Tables of stretches of text: quotations and reports, sentences, and what was taken out."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from framing.measure.tables import table_of
from framing.model import TABLES, Article, IntArray, Segment
from framing.text.assembly import KINDS, SpokenSpans
from framing.text.layout import Layout
from framing.text.speech import Speech

BoolArray = npt.NDArray[np.bool_]
Places = npt.NDArray[np.int64]

_PARTS = ("title", "text")


def quotations_table(segment: Segment, speech: Speech) -> pa.Table:
    """Build the table of quotations and reports, one row each, as people would draw them.

    ``kind`` is direct, paraphrase, scare or title. Offsets count code points in the part. A
    direct row inside a paraphrase names that one's place among the article's rows (from 1) in
    ``inside``.
    """
    spans, sources = speech.spans, speech.sources
    part = np.searchsorted(segment.part_start, spans.start, side="right") - 1
    base = segment.part_start[part].astype(np.int64)
    ids = pa.array([article.id for article in segment.articles], pa.string())
    speaker, via = pa.array(spans.source), pa.array(spans.via)
    first, last = sources.words.start[spans.source], sources.words.end[spans.source] - 1
    nobody = spans.source == 0
    inside, within = _inside(spans, part // 2)
    columns = {
        "article": ids.take(pa.array(part // 2)),
        "part": pa.array(_PARTS).take(pa.array(part % 2)),
        "start": pa.array(spans.start - base),
        "end": pa.array(spans.end - base),
        "kind": pa.array(KINDS).take(pa.array(spans.kind)),
        "speaker_start": _masked(_at(segment.starts, first) - base, nobody),
        "speaker_end": _masked(_at(segment.ends, last) - base, nobody),
        "speaker": sources.speaker.take(speaker),
        "source": sources.name.take(speaker),
        "group": sources.group.take(speaker),
        "via": pc.coalesce(sources.name, sources.speaker).take(via),
        "cue": _cue_texts(segment, speech),
        "inside": _masked(inside, ~within),
    }
    return pa.table({name: columns[name] for name in TABLES["quotations"]})


def _inside(spans: SpokenSpans, article: Places) -> tuple[Places, BoolArray]:
    """Return the row, within its article, of the report that each quotation stands in."""
    reports = np.flatnonzero(spans.kind == KINDS.index("paraphrase"))
    if not len(reports):
        return np.zeros(len(spans.start), np.int64), np.zeros(len(spans.start), np.bool_)
    place = np.searchsorted(reports, np.arange(len(spans.start))) - 1
    row = reports[np.maximum(place, 0)]
    within = (place >= 0) & (spans.kind == KINDS.index("direct")) & (spans.end <= spans.end[row])
    first = np.searchsorted(article, article)
    return row - first + 1, within


def _at(values: IntArray, places: Places) -> Places:
    """Return the values at places; -1, for nobody, gives any."""
    return np.append(values, 0).astype(np.int64)[np.maximum(places, -1)]


def _masked(values: Places, missing: BoolArray) -> pa.Array:
    return pa.array(values, mask=missing)


def _cue_texts(segment: Segment, speech: Speech) -> pa.Array:
    """Return the cue of each span as written; most are one word, whose type has its text."""
    cues, number = speech.cues, speech.spans.cue
    known = np.flatnonzero(number >= 0)
    start, end = (edge[number[known]] for edge in (cues.starts, cues.ends))
    types = np.full(len(number), -1, dtype=np.int64)
    types[known] = segment.types[start]
    texts = segment.vocabulary.take(pa.array(types, mask=number < 0))
    long = end - start > 1
    if not long.any():
        return texts
    places = zip(
        segment.starts[start[long]].tolist(), segment.ends[end[long] - 1].tolist(), strict=True
    )
    written = pa.array([segment.text[a:b] for a, b in places], pa.string())
    mask = np.zeros(len(number), dtype=np.bool_)
    mask[known[long]] = True
    return pc.replace_with_mask(texts, mask, written)


def sentences_table(segment: Segment, layout: Layout) -> pa.Table:
    """Build the table of sentences; offsets count code points in the part."""
    part = np.searchsorted(segment.part_start, layout.sentence_start, side="right") - 1
    base = segment.part_start[part]
    ids = pa.array([article.id for article in segment.articles], pa.string())
    return pa.table(
        {
            "article": ids.take(pa.array(part // 2)),
            "part": pa.array(_PARTS).take(pa.array(part % 2)),
            "start": pa.array((layout.sentence_start - base).astype(np.int64)),
            "end": pa.array((layout.sentence_end - base).astype(np.int64)),
        }
    )


def removed_table(rows: Sequence[tuple[Article, str, int, int, str]]) -> pa.Table:
    """Build the table of what was taken out: article, part, offsets and the reason.

    Parameters
    ----------
    rows : sequence of (article, part, start, end, reason)
    """
    return table_of(
        "removed",
        [
            (
                article.id,
                article.outlet,
                part,
                start,
                end,
                reason,
                (article.title if part == "title" else article.text)[start:end],
            )
            for article, part, start, end, reason in rows
        ],
    )
