"""Cutting articles into words, a batch at a time, without a Python object for each word."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from framing.model import Article, Segment
from framing.text.characters import CharacterClass as Class
from framing.text.characters import CodePoints, classify, code_points

BoolArray = npt.NDArray[np.bool_]

# Between the parts of a batch: a blank line, so that no word, sentence or quotation crosses it.
PART_BREAK = "\n\n"

# The last code points that UTF-8 writes with one, two and three bytes.
_LAST_OF_WIDTH = (0x7F, 0x7FF, 0xFFFF)


def _next_to(mask: BoolArray, step: int) -> BoolArray:
    """Return, for every character, whether the one ``step`` places on is in the mask."""
    moved = np.zeros_like(mask)
    if step > 0:
        moved[:-step] = mask[step:]
    else:
        moved[-step:] = mask[:step]
    return moved


def in_words(codes: CodePoints) -> BoolArray:
    """Mark the characters that belong to words.

    Letters, digits and the marks on them are words; apostrophes and hyphens count inside a word,
    commas and stops between digits, and the full stops of abbreviations in single letters
    (``U.S.``).

    Parameters
    ----------
    codes : uint32 array, shape (n_characters,)

    Returns
    -------
    bool array, shape (n_characters,)
        Runs of True are the words.
    """
    classes = classify(codes)
    letter = (classes == Class.LETTER) | (classes == Class.UPPER)
    digit = classes == Class.DIGIT
    solid = letter | digit
    if (classes == Class.MARK).any():
        solid = solid | _joined_marks(classes == Class.MARK, solid)
    word = solid | (
        ((classes == Class.STOP) | (classes == Class.COMMA))
        & _next_to(digit, -1)
        & _next_to(digit, 1)
    )
    word |= _acronym_stops(classes == Class.STOP, letter, solid)
    inner = (classes == Class.APOSTROPHE) | (classes == Class.HYPHEN)
    word |= inner & _next_to(word, -1) & _next_to(solid, 1)
    return np.asarray(word)


def _joined_marks(mark: BoolArray, solid: BoolArray) -> BoolArray:
    """Keep the marks that continue a word: those in a run that follows a letter or digit."""
    places = np.arange(len(mark))
    last_other = np.maximum.accumulate(np.where(mark, -1, places))
    after_solid = np.zeros_like(mark)
    known = last_other >= 0
    after_solid[known] = solid[last_other[known]]
    return mark & after_solid


def _acronym_stops(stop: BoolArray, letter: BoolArray, solid: BoolArray) -> BoolArray:
    """Mark the full stops of ``U.S.`` and its kind: single letters, a stop after each."""
    lone = letter & ~_next_to(solid, -1) & ~_next_to(solid, 1)
    after_lone = stop & _next_to(lone, -1)
    inner = after_lone & _next_to(lone, 1) & _next_to(after_lone, 2)
    return inner | (after_lone & _next_to(inner, -2))


def _encode(text: str, codes: CodePoints, word: BoolArray) -> pa.DictionaryArray:
    """Give each word the number of its type, through Arrow's dictionary encoding."""
    raw = np.frombuffer(text.encode("utf-8", "replace"), dtype=np.uint8)
    edges = np.flatnonzero(np.diff(word.astype(np.int8), prepend=0, append=0))
    starts, ends = edges[::2], edges[1::2]
    if len(raw) == len(codes):
        kept = raw[word]
        lengths = ends - starts
    else:
        width = np.ones(len(codes), dtype=np.int64)
        for last in _LAST_OF_WIDTH:
            width += codes > last
        kept = raw[np.repeat(word, width)]
        until = np.concatenate([[0], np.cumsum(width)])
        lengths = until[ends] - until[starts]
    offsets = np.zeros(len(starts) + 1, dtype=np.int32)
    np.cumsum(lengths, out=offsets[1:])
    buffers = [None, pa.py_buffer(offsets), pa.py_buffer(np.ascontiguousarray(kept))]
    return pa.Array.from_buffers(pa.string(), len(starts), buffers).dictionary_encode()


def segment_of(articles: Sequence[Article]) -> Segment:
    """Cut a batch of articles into words.

    Parameters
    ----------
    articles : sequence of Article

    Returns
    -------
    Segment
        Words of titles and texts in reading order. Offsets count code points in
        ``Segment.text``; part ``2 i`` is the title of article ``i``, part ``2 i + 1`` its text.
    """
    parts = [part for article in articles for part in (article.title, article.text)]
    text = "".join(part + PART_BREAK for part in parts)
    lengths = np.array([len(part) for part in parts], dtype=np.int64)
    part_start = np.concatenate([[0], np.cumsum(lengths + len(PART_BREAK))[:-1]]).astype(np.int64)
    codes = code_points(text)
    word = in_words(codes) if len(codes) else np.zeros(0, dtype=np.bool_)
    edges = np.flatnonzero(np.diff(word.astype(np.int8), prepend=0, append=0)).astype(np.int32)
    starts, ends = edges[::2], edges[1::2]
    encoded = _encode(text, codes, word)
    return Segment(
        articles=tuple(articles),
        text=text,
        part_start=part_start.astype(np.int32),
        part_end=(part_start + lengths).astype(np.int32),
        types=np.asarray(encoded.indices, dtype=np.int32),
        starts=np.ascontiguousarray(starts),
        ends=np.ascontiguousarray(ends),
        part_word=np.searchsorted(starts, np.append(part_start, len(text))).astype(np.int32),
        vocabulary=encoded.dictionary,
    )
