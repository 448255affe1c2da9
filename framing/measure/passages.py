"""Tables of stretches of text: quotations and reports, sentences, and what was taken out."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pyarrow as pa

from framing.measure.tables import Cell, table_of
from framing.model import Article, Segment
from framing.text.layout import Layout
from framing.text.speech import Speech, SpokenSpan

_PARTS = ("title", "text")


def quotations_table(segment: Segment, speech: Speech) -> pa.Table:
    """Build the table of quotations and reports, one row each, as people would draw them.

    ``kind`` is direct, paraphrase, scare or title. Offsets count code points in the part. A
    direct row inside a paraphrase names that one's place among the article's rows (from 1) in
    ``inside``.
    """
    rows: list[tuple[Cell, ...]] = []
    enclosing: tuple[int, int] = (-1, -1)
    before, article = 0, -1
    starts = [span.start for span in speech.spans]
    parts = np.searchsorted(segment.part_start, starts, side="right") - 1
    for span, part in zip(speech.spans, parts.tolist(), strict=True):
        if part // 2 != article:
            before, article = len(rows), part // 2
        base = int(segment.part_start[part])
        inside = enclosing[0] if span.kind == "direct" and span.end <= enclosing[1] else None
        rows.append(
            (
                segment.articles[part // 2].id,
                _PARTS[part % 2],
                span.start - base,
                span.end - base,
                span.kind,
                *_speaker(segment, span, base),
                None,
                span.cue or None,
                inside,
            )
        )
        if span.kind == "paraphrase":
            enclosing = (len(rows) - before, span.end)
    return table_of("quotations", rows)


def _speaker(segment: Segment, span: SpokenSpan, base: int) -> tuple[Cell, ...]:
    source = span.source
    if source.words[0] < 0:
        return (None, None, None, None, None)
    first, last = source.words
    return (
        int(segment.starts[first]) - base,
        int(segment.ends[last - 1]) - base,
        source.speaker,
        source.name or None,
        source.group or None,
    )


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
