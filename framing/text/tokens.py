"""Cutting articles into words, a batch at a time, without a Python object for each word."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from framing.model import Article, IntArray, Segment
from framing.text.characters import Bytes, PlaceArray, classify
from framing.text.characters import CharacterClass as Class

BoolArray = npt.NDArray[np.bool_]

# Between the parts of a batch: a blank line, so that no word, sentence or quotation crosses it.
PART_BREAK = "\n\n"


def in_words(text: Bytes) -> BoolArray:
    """Mark the bytes that belong to words.

    Letters, digits and the marks on them are words; apostrophes and hyphens count inside a word,
    commas and stops between digits, and the full stops of abbreviations in single letters
    (``U.S.``).

    Parameters
    ----------
    text : Bytes
        Ends in a `PART_BREAK`.

    Returns
    -------
    bool array, shape (n_bytes,)
        Runs of True are the words.
    """
    classes = text.classes
    word: BoolArray = classes <= Class.REST
    _join_marks(text, word)
    # Punctuation is rare: what it does is asked of its places alone.
    inner = np.flatnonzero((classes - np.uint8(Class.APOSTROPHE)) < Class.OTHER - Class.APOSTROPHE)
    kind = classes[inner]
    points = inner[(kind == Class.STOP) | (kind == Class.COMMA)]
    word[_between_digits(text, points)] = True
    stops = inner[kind == Class.STOP]
    word[_acronym_stops(text, word, stops[word[stops - 1]])] = True
    joiners = inner[(kind == Class.APOSTROPHE) | (kind == Class.HYPHEN)]
    joiners = joiners[word[joiners - 1]]
    width = text.width_at(joiners)
    joined = classes[joiners + width] <= Class.DIGIT
    _fill(word, joiners[joined], width[joined])
    return word


def _fill(word: BoolArray, places: PlaceArray, width: npt.NDArray[np.intp]) -> None:
    for step in range(4):
        word[places[width > step] + step] = True


def _join_marks(text: Bytes, word: BoolArray) -> None:
    """Add the marks that continue a word: those in a run that follows a letter or digit."""
    marks = text.wide[text.classes[text.wide] == Class.MARK]
    if not len(marks):
        return
    width = text.width_at(marks)
    first = np.ones(len(marks), dtype=np.bool_)
    first[1:] = marks[1:] != marks[:-1] + width[:-1]
    # The text ends in a line break, so that what precedes its first byte is no word.
    run = np.cumsum(first) - 1
    joined = word[marks[first] - 1][run]
    _fill(word, marks[joined], width[joined])


def _between_digits(text: Bytes, points: PlaceArray) -> PlaceArray:
    classes = text.classes
    points = points[classes[points + 1] == Class.DIGIT]
    between: PlaceArray = points[classes[text.begin_of(points - 1)] == Class.DIGIT]
    return between


def _acronym_stops(text: Bytes, word: BoolArray, stops: PlaceArray) -> PlaceArray:
    """Return the full stops of ``U.S.`` and its kind: single letters, a stop after each."""
    classes = text.classes
    letter = text.begin_of(stops - 1)
    lone = (classes[letter] == Class.LETTER) & ~word[letter - 1]
    stops, letter = stops[lone], letter[lone]
    after = stops + 1 + text.width_at(stops + 1)
    follows = (classes[stops + 1] == Class.LETTER) & (classes[after] == Class.STOP)
    inner = stops[follows]
    last = stops[np.isin(letter - 1, inner)]
    return np.concatenate([inner, last])


def _utf8(parts: Sequence[str]) -> bytes:
    """Return the parts as UTF-8, a break after each; lone surrogates become question marks."""
    pieces = [part.encode("utf-8", "replace") for part in parts]
    return PART_BREAK.encode().join([*pieces, b""])


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
    text = PART_BREAK.join([*parts, ""])
    lengths = np.array([len(part) for part in parts], dtype=np.int64)
    part_start = np.cumsum(lengths + len(PART_BREAK)) - lengths - len(PART_BREAK)
    encoded = classify(_utf8(parts))
    word = in_words(encoded)
    edges = np.flatnonzero(word[1:] != word[:-1]) + 1
    if len(word) and word[0]:
        edges = np.append(0, edges)
    types, vocabulary, gaps, gap_texts = _number(encoded.raw, edges)
    places = _code_points(encoded, edges)
    starts, ends = np.ascontiguousarray(places[::2]), np.ascontiguousarray(places[1::2])
    return Segment(
        articles=tuple(articles),
        text=text,
        part_start=part_start.astype(np.int32),
        part_end=(part_start + lengths).astype(np.int32),
        types=types,
        starts=starts,
        ends=ends,
        part_word=np.searchsorted(starts, np.append(part_start, len(text))).astype(np.int32),
        vocabulary=vocabulary,
        gaps=gaps,
        gap_texts=gap_texts,
    )


def _code_points(text: Bytes, edges: PlaceArray) -> IntArray:
    """Turn places that count bytes into places that count code points."""
    if not len(text.wide):
        return edges.astype(np.int32)
    passed = np.zeros(len(text.wide) + 1, dtype=np.int32)
    np.cumsum(text.width - 1, out=passed[1:])
    first = np.searchsorted(edges, text.wide, side="right")
    return edges.astype(np.int32) - np.repeat(passed, np.diff(first, prepend=0, append=len(edges)))


def _number(
    raw: bytes, edges: PlaceArray
) -> tuple[IntArray, pa.StringArray, IntArray, pa.StringArray]:
    """Give words and gaps the numbers of their types: numbers and names of both, words first.

    Both go through Arrow's dictionary encoding at once, in turn, where they stand: copying the
    words out first would cost as much as numbering them.
    """
    offsets = np.empty(len(edges) + 2, dtype=np.int32)
    offsets[0], offsets[1:-1], offsets[-1] = 0, edges, len(raw)
    buffers = [None, pa.py_buffer(offsets), pa.py_buffer(raw)]
    encoded = pa.Array.from_buffers(pa.string(), len(edges) + 1, buffers).dictionary_encode()
    numbers = np.asarray(encoded.indices)
    gap_numbers, word_numbers = numbers[::2], numbers[1::2]
    is_word = np.zeros(len(encoded.dictionary), dtype=np.bool_)
    is_word[word_numbers] = True
    among_words = (np.cumsum(is_word) - 1).astype(np.int32)
    among_gaps = (np.cumsum(~is_word) - 1).astype(np.int32)
    return (
        among_words[word_numbers],
        encoded.dictionary.filter(pa.array(is_word)),
        among_gaps[gap_numbers],
        encoded.dictionary.filter(pa.array(~is_word)),
    )
