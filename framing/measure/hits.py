"""The table of hits: every match with its voice, its speaker and its sentence."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from framing.model import TABLES, Article, Entry, IntArray, Segment
from framing.text.characters import ByteArray
from framing.text.layout import Layout
from framing.text.speech import Speech
from framing.text.voices import Voice

BoolArray = npt.NDArray[np.bool_]

UNCLEAR = "referent unclear"


@dataclass(frozen=True, slots=True)
class EntryFacts:
    """What the hits of one entry have in common."""

    lexicon: str
    entry: Entry
    loaded: bool


@dataclass(frozen=True, slots=True, eq=False)
class SegmentHits:
    """The matches of one segment.

    ``entry`` numbers the run's entries; ``unclear`` marks matches of names that could mean several
    things; ``cue`` is the place among the cues, -1 for none.
    """

    segment: Segment
    layout: Layout
    speech: Speech
    starts: IntArray
    ends: IntArray
    entry: IntArray
    cue: IntArray
    unclear: BoolArray
    negated: BoolArray


def join_hits(tables: Sequence[pa.Table]) -> pa.Table:
    """Join the hits of segments, and number them and their spans.

    Parameters
    ----------
    tables : sequence of pyarrow Table
        As `segment_hits` builds them, in the order of the articles.

    Returns
    -------
    pyarrow Table
        Columns of ``TABLES["hits"]``, in the order of the text. Overlapping loaded matches share
        ``span``; ``counts`` is 1 on one row of each span and 0 on its others; both are null on
        rows that are not loaded. Furniture has no rows.
    """
    table = pa.concat_tables(tables).unify_dictionaries() if tables else _empty()
    # In one piece, since every look into a table of pieces would put them together again.
    table = table.combine_chunks()
    loaded = np.asarray(table["loaded"].combine_chunks() if len(table) else [], dtype=np.bool_)
    span, counts = _spans(table, loaded)
    hit = np.arange(1, len(table) + 1, dtype=np.int64)
    columns = {"hit": pa.array(hit), "span": pa.array(span, mask=~loaded)}
    columns["counts"] = pa.array(counts, mask=~loaded)
    yes_no = pa.array(["no", "yes"])
    columns["loaded"] = yes_no.take(pa.array(loaded.astype(np.int8)))
    return pa.table({n: columns[n] if n in columns else table[n] for n in TABLES["hits"]})


def _empty() -> pa.Table:
    names = [name for name in TABLES["hits"] if name not in {"hit", "span", "counts"}]
    numbers = {"start", "end", "strength"}
    return pa.table(
        {
            name: pa.array([], pa.int64() if name in numbers else pa.string())
            for name in names
            if name != "loaded"
        }
        | {"loaded": pa.array([], pa.bool_())}
    )


def segment_hits(
    part: SegmentHits, entries: Sequence[EntryFacts], stories: Mapping[str, str]
) -> pa.Table:
    """Build the rows of one segment: all columns but those that number hits and spans.

    Parameters
    ----------
    part : SegmentHits
    entries : sequence of EntryFacts
    stories : mapping
        Story of each article id, where stories were told apart.
    """
    voice = part.speech.voice[part.ends - 1] if len(part.ends) else part.entry.astype(np.uint8)
    shown = np.flatnonzero(voice != Voice.REMOVED)
    order = shown[np.lexsort((part.entry[shown], part.ends[shown], part.starts[shown]))]
    starts, ends, entry = part.starts[order], part.ends[order], part.entry[order]
    segment, layout = part.segment, part.layout
    place = layout.part[starts] if len(starts) else starts
    base = segment.part_start[place]
    facts = _fact_columns(entries, entry, part.unclear[order])
    where = _article_columns(segment.articles, place // 2, stories)
    begin, finish = segment.starts[starts], segment.ends[ends - 1]
    columns = {
        **where,
        **facts,
        "matched": _slices(segment.text, begin, finish),
        "voice": _labels(voice[order]),
        **_speakers(part, order, voice[order]),
        "negated": pa.array(["no", "yes"]).take(pa.array(part.negated[order].astype(np.int8))),
        "part": pa.array(["title", "text"]).take(pa.array((place % 2).astype(np.int8))),
        "start": pa.array((begin - base).astype(np.int64)),
        "end": pa.array((finish - base).astype(np.int64)),
        "sentence": _sentences(segment, layout, starts),
    }
    names = [name for name in TABLES["hits"] if name not in {"hit", "span", "counts"}]
    return pa.table({name: columns[name] for name in names})


def _labels(voice: ByteArray) -> pa.Array:
    labels = pa.array([one.label for one in Voice])
    return labels.take(pa.array(voice.astype(np.int8)))


def _fact_columns(
    entries: Sequence[EntryFacts], entry: IntArray, unclear: BoolArray
) -> dict[str, pa.Array]:
    index = pa.array(entry.astype(np.int64))

    def column(values: list[str]) -> pa.Array:
        return pa.array([value or None for value in values], pa.string()).take(index)

    loaded = np.array([fact.loaded for fact in entries], dtype=np.bool_)[entry] & ~unclear
    referent = column([fact.entry.referent for fact in entries])
    if unclear.any():
        referent = pa.array(
            [
                UNCLEAR if u else r
                for u, r in zip(unclear.tolist(), referent.to_pylist(), strict=True)
            ],
            pa.string(),
        )
    return {
        "lexicon": column([fact.lexicon for fact in entries]),
        "category": column([fact.entry.category for fact in entries]),
        "loaded": pa.array(loaded),
        "entry": column([fact.entry.term for fact in entries]),
        "referent": referent,
        "class": column([fact.entry.coding for fact in entries]),
        "strength": pa.array([fact.entry.strength for fact in entries], pa.int64()).take(index),
    }


def _article_columns(
    articles: Sequence[Article], place: IntArray, stories: Mapping[str, str]
) -> dict[str, pa.Array]:
    index = pa.array(place.astype(np.int64))
    return {
        "article": pa.array([a.id for a in articles], pa.string()).take(index),
        "outlet": pa.array([a.outlet for a in articles], pa.string()).take(index),
        "date": pa.array([a.date or None for a in articles], pa.string()).take(index),
        "story": pa.array([stories.get(a.id) for a in articles], pa.string()).take(index),
    }


def _slices(text: str, starts: IntArray, ends: IntArray) -> pa.Array:
    pieces = [text[a:b] for a, b in zip(starts.tolist(), ends.tolist(), strict=True)]
    return pa.array(pieces, pa.string())


def _sentences(segment: Segment, layout: Layout, starts: IntArray) -> pa.Array:
    sentence = layout.sentence[starts] if len(starts) else starts
    unique, row = np.unique(sentence, return_inverse=True)
    pieces = (
        segment.text[a:b]
        for a, b in zip(
            layout.sentence_start[unique].tolist(),
            layout.sentence_end[unique].tolist(),
            strict=True,
        )
    )
    # Line breaks and hard spaces do not print; most sentences have neither.
    texts = [p if p.isprintable() and "  " not in p else " ".join(p.split()) for p in pieces]
    # Kept once each: a sentence stands behind every mark in it.
    return pa.DictionaryArray.from_arrays(
        pa.array(row.astype(np.int32)), pa.array(texts, pa.string())
    )


def _speakers(
    part: SegmentHits, order: npt.NDArray[np.int64], voice: ByteArray
) -> dict[str, pa.Array]:
    """Return who is cited: for a cue its own source, for other words the span they are in."""
    speech = part.speech
    spoken = np.isin(voice, [Voice.QUOTED, Voice.PARAPHRASE])
    around = speech.word_source[part.ends[order] - 1] if len(order) else order
    number = np.where(spoken, around, 0)
    cue = part.cue[order]
    number[cue >= 0] = speech.cue_source[cue[cue >= 0]]
    index = pa.array(number)
    sources = speech.sources
    columns = {"speaker": sources.speaker, "source": sources.name, "group": sources.group}
    return {name: column.take(index) for name, column in columns.items()}


def _spans(table: pa.Table, loaded: BoolArray) -> tuple[IntArray, IntArray]:
    """Give overlapping loaded matches one span, and choose the row of each that counts."""
    count = len(table)
    span, counts = np.zeros(count, dtype=np.int32), np.zeros(count, dtype=np.int32)
    rows = np.flatnonzero(loaded)
    if not len(rows):
        return span, counts
    field = _field_number(table)[rows]
    start = np.asarray(table["start"], dtype=np.int64)[rows]
    end = np.asarray(table["end"], dtype=np.int64)[rows]
    order = np.lexsort((end, start, field))
    rows, field, start, end = rows[order], field[order], start[order], end[order]
    # Offsets made unique across fields, so that one running maximum serves all of them.
    width = int(end.max()) + 1
    low, high = field * width + start, field * width + end
    reach = np.maximum.accumulate(high)
    new = np.ones(len(rows), dtype=np.bool_)
    new[1:] = low[1:] >= reach[:-1]
    number = np.cumsum(new)
    span[rows] = number
    strength = np.asarray(table["strength"], dtype=np.int64)[rows]
    names = table["lexicon"].combine_chunks().dictionary_encode()
    by_name = np.argsort(np.argsort(np.array(names.dictionary.to_pylist())))
    lexicon = by_name[np.asarray(names.indices)][rows]
    best = np.lexsort((start, lexicon, start - end, -strength, number))
    first = np.ones(len(best), dtype=np.bool_)
    first[1:] = number[best][1:] != number[best][:-1]
    counts[rows[best[first]]] = 1
    return span, counts


def _field_number(table: pa.Table) -> npt.NDArray[np.int64]:
    """Return a number for the article and part of each row; rows come article by article."""
    article = table["article"].combine_chunks().dictionary_encode()
    numbers = np.asarray(article.indices, dtype=np.int64) * 2
    text = np.asarray(table["part"].combine_chunks().dictionary_encode().indices, dtype=np.int64)
    return numbers + text
