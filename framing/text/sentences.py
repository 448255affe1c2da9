"""Sentence boundaries with character offsets, found for a whole batch at once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

from framing.model import IntArray, Segment
from framing.text.characters import ByteArray, classify, code_points
from framing.text.characters import CharacterClass as Class

BoolArray = npt.NDArray[np.bool_]

# What an abbreviation does to the full stop behind it.
NEVER_ENDS, ENDS_BEFORE_STARTER, ENDS_UNLESS_NUMBER = 1, 2, 3
_ABBREVIATION_KINDS = {
    "title": NEVER_ENDS,
    "month": ENDS_UNLESS_NUMBER,
    "number": ENDS_UNLESS_NUMBER,
    "place": ENDS_BEFORE_STARTER,
    "org": ENDS_BEFORE_STARTER,
    "other": ENDS_BEFORE_STARTER,
}


@dataclass(frozen=True, slots=True)
class SentenceLists:
    """Word lists that sentence splitting reads.

    ``abbreviations`` maps an abbreviation as written, without its last stop, to its kind;
    ``starters`` are lower-case words that, written with a capital after an abbreviation, begin a
    sentence.
    """

    abbreviations: Mapping[str, str]
    starters: frozenset[str]


class Reading:
    """The characters of one segment, classified once and shared by everything that reads them."""

    def __init__(self, segment: Segment) -> None:
        self.segment = segment
        self.classes: ByteArray = classify(code_points(segment.text))

    @cached_property
    def space(self) -> BoolArray:
        """Whether a character is white space."""
        return np.isin(self.classes, [Class.SPACE, Class.NEWLINE])

    @cached_property
    def next_ink(self) -> IntArray:
        """For each character, the first one from there on that is not white space."""
        return next_place(~self.space)

    @cached_property
    def last_ink(self) -> IntArray:
        """For each character, the last one up to there that is not white space, or -1."""
        places = np.arange(len(self.space), dtype=np.int32)
        return np.maximum.accumulate(np.where(self.space, np.int32(-1), places))

    def class_at(self, places: IntArray) -> ByteArray:
        """Return classes at the places; the end of the text counts as a line break."""
        padded = np.append(self.classes, np.uint8(Class.NEWLINE))
        return padded[np.minimum(places, len(self.classes))]


def next_place(mask: BoolArray) -> IntArray:
    """For each place, the first place from there on that is in the mask; else the length."""
    count = len(mask)
    marked = np.where(mask, np.arange(count, dtype=np.int32), np.int32(count))
    return np.minimum.accumulate(marked[::-1])[::-1]


def paragraph_ends(reading: Reading) -> IntArray:
    """Return the first character after each paragraph.

    A blank line ends a paragraph. A single line break does too, unless the line stops in
    mid-sentence and the next one begins with a small letter (a hard-wrapped text).
    """
    breaks = np.flatnonzero(reading.classes == Class.NEWLINE).astype(np.int32)
    if not len(breaks):
        return np.zeros(0, dtype=np.int32)
    before = reading.last_ink[breaks]
    after = reading.next_ink[breaks]
    first = np.ones(len(breaks), dtype=np.bool_)
    first[1:] = before[1:] != before[:-1]
    count = np.diff(np.append(np.flatnonzero(first), len(breaks)))
    before, after = before[first], after[first]
    # \r\n is one line break written with two characters.
    text = reading.segment.text
    windows = np.array([text[a + 1 : b].count("\r\n") for a, b in zip(before, after, strict=True)])
    single = (count - windows) < 2  # noqa: PLR2004 -- two line breaks make a blank line
    small = reading.class_at(after) == Class.LETTER
    open_end = np.isin(
        reading.class_at(np.maximum(before, 0)),
        [Class.LETTER, Class.UPPER, Class.DIGIT, Class.COMMA, Class.HYPHEN],
    )
    ends: IntArray = (before + 1)[~(single & small & open_end)]
    return ends


def _abbreviation_rule(reading: Reading, lists: SentenceLists, word: IntArray) -> ByteArray:
    """Return what the word in front of a full stop does to it: 0 for an ordinary word."""
    segment = reading.segment
    rules = np.zeros(len(segment.vocabulary) + 1, dtype=np.uint8)
    for number, written in enumerate(segment.vocabulary.to_pylist()):
        bare = written.removesuffix(".")
        kind = lists.abbreviations.get(bare)
        if kind is not None:
            rules[number] = _ABBREVIATION_KINDS[kind]
        elif written != bare:
            rules[number] = ENDS_BEFORE_STARTER
        elif len(bare) == 1 and bare.isupper() and bare != "I":
            rules[number] = NEVER_ENDS
    types = np.append(segment.types, np.int32(len(segment.vocabulary)))
    return rules[types[word]]  # -1, for no word, is the last: the one that has no rule


def _begins_with_starter(reading: Reading, lists: SentenceLists, places: IntArray) -> BoolArray:
    """Tell whether the word at each place is one that begins sentences."""
    segment = reading.segment
    starter = np.array(
        [word.lower() in lists.starters for word in segment.vocabulary.to_pylist()] + [False]
    )
    word = np.searchsorted(segment.starts, places)
    starts = np.append(segment.starts, np.int32(-1))
    types = np.append(segment.types, np.int32(len(starter) - 1))
    return starter[np.where(starts[word] == places, types[word], len(starter) - 1)]


def _stop_ends(reading: Reading, lists: SentenceLists) -> IntArray:
    """Return the first character after each sentence that a stop, ! or ? closes."""
    classes, segment = reading.classes, reading.segment
    mark = (classes == Class.STOP) | (classes == Class.TERMINAL)
    marks = np.flatnonzero(mark).astype(np.int32)
    word = np.searchsorted(segment.ends, marks).astype(np.int32)
    word = np.where(word < len(segment.ends), word, -1)
    # The word that ends at the stop, or whose own last character the stop is (U.S.).
    ends_here = np.isin(marks, segment.ends)
    last_character = np.isin(marks + 1, segment.ends) & _inside(segment, marks)
    inside_word = _inside(segment, marks) & ~last_character
    marks, word = marks[~inside_word], word[~inside_word]
    touches = (ends_here | last_character)[~inside_word]
    word = np.where(touches, word, -1).astype(np.int32)
    tail = np.isin(
        classes, [Class.STOP, Class.TERMINAL, Class.QUOTE, Class.APOSTROPHE, Class.CLOSER]
    )
    after = next_place(~tail)[np.minimum(marks + 1, len(tail) - 1)]
    ink = reading.next_ink[np.minimum(after, len(tail) - 1)]
    opening = np.isin(classes, [Class.QUOTE, Class.APOSTROPHE, Class.OPENER])
    head = next_place(~opening)[np.minimum(ink, len(tail) - 1)]
    head_class = reading.class_at(head)
    ends = np.isin(reading.class_at(after), [Class.SPACE, Class.NEWLINE]) & (
        head_class != Class.LETTER
    )
    stop = classes[marks] == Class.STOP
    rule = np.where(stop, _abbreviation_rule(reading, lists, word), 0)
    ends &= rule != NEVER_ENDS
    ends &= (
        (rule != ENDS_BEFORE_STARTER) | _begins_with_starter(reading, lists, head) | (ink != head)
    )
    ends &= (rule != ENDS_UNLESS_NUMBER) | (head_class != Class.DIGIT)
    return np.asarray(after[ends], dtype=np.int32)


def _inside(segment: Segment, places: IntArray) -> BoolArray:
    """Tell whether each character lies inside a word."""
    word = np.searchsorted(segment.starts, places, side="right") - 1
    known = word >= 0
    return known & (segment.ends[np.maximum(word, 0)] > places) if len(segment.ends) else known


def sentence_spans(reading: Reading, lists: SentenceLists) -> tuple[IntArray, IntArray]:
    """Return where sentences start and end.

    Parameters
    ----------
    reading : Reading
    lists : SentenceLists

    Returns
    -------
    starts, ends : int arrays, shape (n_sentences,)
        Code points in ``Segment.text``; no sentence is empty, starts or ends with white space,
        or crosses a paragraph or part.
    """
    length = len(reading.classes)
    if not length:
        return np.zeros(0, dtype=np.int32), np.zeros(0, dtype=np.int32)
    cuts = np.unique(np.concatenate([paragraph_ends(reading), _stop_ends(reading, lists)]))
    cuts = cuts[cuts > 0]
    starts = reading.next_ink[np.minimum(np.append(0, cuts), length - 1)]
    ends = reading.last_ink[np.append(cuts, length) - 1] + 1
    kept = starts < ends
    return starts[kept].astype(np.int32), ends[kept].astype(np.int32)
