"""The table of hits: every match with its voice, its speaker and its sentence."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from framing.model import TABLES, Article, Entry, IntArray, Segment
from framing.text.characters import ByteArray
from framing.text.columns import repeated
from framing.text.layout import Layout
from framing.text.speech import Speech
from framing.text.voices import Voice

BoolArray = npt.NDArray[np.bool_]
LongArray = npt.NDArray[np.int64]

UNCLEAR = "referent unclear"

# Columns that only all segments together can have; and, of the others, those that are no texts.
_JOINED = frozenset({"hit", "span", "counts"})
_NUMBERS = frozenset({"start", "end", "strength"})


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
    loaded = _numbers(table["loaded"]) == 1
    span, counts = _spans(table, loaded)
    hit = np.arange(1, len(table) + 1, dtype=np.int64)
    columns = {"hit": pa.array(hit), "span": pa.array(span, mask=~loaded)}
    columns["counts"] = pa.array(counts, mask=~loaded)
    return pa.table({n: columns[n] if n in columns else table[n] for n in TABLES["hits"]})


def _empty() -> pa.Table:
    texts = pa.dictionary(pa.int32(), pa.string())
    names = [name for name in TABLES["hits"] if name not in _JOINED]
    table = pa.table(
        {name: pa.array([], pa.int64() if name in _NUMBERS else texts) for name in names}
    )
    return table.set_column(names.index("loaded"), "loaded", _yes_no(np.zeros(0, dtype=np.bool_)))


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
        "voice": repeated([one.label for one in Voice], voice[order]),
        **_speakers(part, order, voice[order]),
        "negated": _yes_no(part.negated[order]),
        "part": repeated(["title", "text"], place % 2),
        "start": pa.array((begin - base).astype(np.int64)),
        "end": pa.array((finish - base).astype(np.int64)),
        "sentence": _sentences(segment, layout, starts),
    }
    return pa.table({name: columns[name] for name in TABLES["hits"] if name not in _JOINED})


def _yes_no(mask: BoolArray) -> pa.DictionaryArray:
    return repeated(["no", "yes"], mask.astype(np.int32))


def _fact_columns(
    entries: Sequence[EntryFacts], entry: IntArray, unclear: BoolArray
) -> dict[str, pa.Array]:
    # Only the entries that occur: the lists hold many times as many.
    used, rows = np.unique(entry, return_inverse=True)
    facts = [entries[number] for number in used.tolist()]
    loaded = np.array([fact.loaded for fact in facts], dtype=np.bool_)[rows] & ~unclear
    referents = [fact.entry.referent for fact in facts]
    return {
        "lexicon": repeated([fact.lexicon for fact in facts], rows),
        "category": repeated([fact.entry.category for fact in facts], rows),
        "loaded": _yes_no(loaded),
        "entry": repeated([fact.entry.term for fact in facts], rows),
        "referent": repeated([*referents, UNCLEAR], np.where(unclear, len(referents), rows)),
        "class": repeated([fact.entry.coding for fact in facts], rows),
        "strength": pa.array(np.array([f.entry.strength for f in facts], dtype=np.int64)[rows]),
    }


def _article_columns(
    articles: Sequence[Article], place: IntArray, stories: Mapping[str, str]
) -> dict[str, pa.Array]:
    return {
        "article": repeated([a.id for a in articles], place),
        "outlet": repeated([a.outlet for a in articles], place),
        "date": repeated([a.date for a in articles], place),
        "story": repeated([stories.get(a.id, "") for a in articles], place),
    }


def _slices(text: str, starts: IntArray, ends: IntArray) -> pa.Array:
    pieces = [text[a:b] for a, b in zip(starts.tolist(), ends.tolist(), strict=True)]
    return pa.array(pieces, pa.string()).dictionary_encode()


def _sentences(segment: Segment, layout: Layout, starts: IntArray) -> pa.Array:
    sentence = layout.sentence[starts] if len(starts) else starts
    unique, rows = np.unique(sentence, return_inverse=True)
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
    return repeated(texts, rows)


def _speakers(part: SegmentHits, order: LongArray, voice: ByteArray) -> dict[str, pa.Array]:
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
    return {n: column.take(index).dictionary_encode() for n, column in columns.items()}


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
    names = table["lexicon"].combine_chunks().dictionary.to_pylist()
    by_name = np.argsort(np.argsort(np.array(names)))
    lexicon = by_name[_numbers(table["lexicon"])][rows]
    best = np.lexsort((start, lexicon, start - end, -strength, number))
    first = np.ones(len(best), dtype=np.bool_)
    first[1:] = number[best][1:] != number[best][:-1]
    counts[rows[best[first]]] = 1
    return span, counts


def _field_number(table: pa.Table) -> LongArray:
    """Return a number for the article and part of each row."""
    return _numbers(table["article"]) * 2 + _numbers(table["part"])


def _numbers(column: pa.ChunkedArray) -> LongArray:
    """Return a column of repeated texts as numbers."""
    return np.asarray(column.combine_chunks().indices, dtype=np.int64)
