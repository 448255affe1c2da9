"""Lay-outs: by hand, and for any Unicode; and that no input makes reading superlinear."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from types import FrameType

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from framing.model import Article
from framing.text.layout import Gap, layout_of
from framing.text.quotations import quotation_spans
from framing.text.sentences import Reading, SentenceLists
from framing.text.tokens import segment_of

Read = Callable[..., Reading]
LISTS = SentenceLists({"Mr": "title"}, frozenset({"he", "the"}))

# What a careless or hostile input repeats a million times.
REPEATED = [
    '"', " “", "‘a ", "'a ", "s' ", "’ ", '"a ', '" ', "«", ". ", ".", "... ", "a. ",
    "A.", "\n", "a\n", "\r\n", " ", "said ", "a-", "a\u0301", "\u0301", "Q: a\nA: b\n", "> a\n",
    '?" Lee ', "“‘\"'a’”. ",
]  # fmt: skip


def read_all(text: str) -> None:
    reading = Reading(segment_of([Article("a", "Gazette", text)]))
    layout_of(reading, LISTS)
    quotation_spans(reading)


def test_layout_by_hand(read: Read, lists: SentenceLists) -> None:
    layout = layout_of(read("Lee, he - (said): no. Mr. Poe\n\n“left”"), lists)
    assert layout.sentence.tolist() == [0, 0, 0, 0, 1, 1, 2]
    assert layout.sentence_first.tolist() == [0, 0, 0, 0, 4, 4, 6]
    assert layout.sentence_last.tolist() == [4, 4, 4, 4, 6, 6, 7]
    assert layout.part.tolist() == [1] * 7
    assert layout.gap.tolist() == [
        0, Gap.COMMA, Gap.DASH | Gap.OPENER, Gap.CLOSER | Gap.COLON, 0, 0, Gap.QUOTE,
    ]  # fmt: skip
    assert layout.barrier().tolist() == [True, False, True, True, True, False, True]


def test_a_full_stop_counts_beside_other_marks_alone(read: Read, lists: SentenceLists) -> None:
    layout = layout_of(read("a. b.; c … d ... e! f -- g"), lists)
    assert layout.gap.tolist() == [
        0, 0, Gap.SEMICOLON | Gap.OTHER, Gap.OTHER, 0, Gap.OTHER, Gap.DASH,
    ]  # fmt: skip


def test_nothing_to_lay_out(lists: SentenceLists) -> None:
    for articles in ([], [Article("a", "Gazette", "“!” ...")]):
        layout = layout_of(Reading(segment_of(articles)), lists)
        assert len(layout.sentence_start) == len(layout.sentence) == len(layout.gap) == 0


@given(st.text(max_size=120), st.text(max_size=40))
def test_layouts_fit_together(text: str, title: str) -> None:
    reading = Reading(segment_of([Article("a", "Gazette", text, title)] * 2))
    layout, segment = layout_of(reading, LISTS), reading.segment
    words = np.arange(len(segment.starts))
    assert ((layout.sentence_first <= words) & (words < layout.sentence_last)).all()
    assert (layout.sentence_start[layout.sentence] <= segment.starts).all()
    assert (layout.sentence_end[layout.sentence] >= segment.ends).all()
    assert (segment.part_start[layout.part] <= segment.starts).all()
    assert (segment.part_end[layout.part] >= segment.ends).all()
    assert (layout.sentence_end[layout.sentence] <= segment.part_end[layout.part]).all()


def steps(text: str) -> int:
    """Count the calls, of Python's functions and C's, that reading a text takes."""
    count = 0

    def note(_frame: FrameType, event: str, _argument: object) -> None:
        nonlocal count
        count += event in {"call", "c_call"}

    sys.setprofile(note)
    try:
        read_all(text)
    finally:
        sys.setprofile(None)
    return count


@pytest.mark.parametrize("piece", REPEATED)
def test_twice_the_text_takes_twice_the_steps_at_most(piece: str) -> None:
    steps(piece * 10)
    assert steps(piece * 4000) < 2.2 * steps(piece * 2000)


@pytest.mark.slow
@pytest.mark.parametrize("piece", REPEATED)
def test_four_times_the_text_takes_four_times_as_long(piece: str) -> None:
    def seconds(times: int) -> float:
        begin = time.process_time()
        read_all(piece * times)
        return time.process_time() - begin

    quick = min(seconds(25_000) for _ in range(3))
    # A quadratic reading would take sixteen times as long.
    assert seconds(100_000) < 9 * quick + 0.1
