"""Sentences: by hand, and for any Unicode."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from framing.model import Article
from framing.text.gaps import gap_type
from framing.text.sentences import Reading, Role, SentenceLists, sentence_spans
from framing.text.tokens import segment_of

Read = Callable[..., Reading]
LISTS = SentenceLists({"Mr": "title", "Inc": "org"}, frozenset({"he", "the"}))
MIXED = st.text(alphabet="aA1.!?…,-“”\"'’)( \n\r\u2028\t\u0301\U0001d7d9é", max_size=60)


def sentences(reading: Reading, lists: SentenceLists) -> list[str]:
    starts, ends = sentence_spans(reading, lists)
    return [reading.segment.text[a:b] for a, b in zip(starts.tolist(), ends.tolist(), strict=True)]


# Each line of a case is a sentence; a bar stands for the end of one within a line.
CASES = {
    "abbreviations": "Mr. Lee left the U.S. in Jan. 2020. | The U.S. Senate met! | It is Inc.",
    "before a function word": "He runs Acme Inc. | The firm is small.",
    "before a form of address": "It began at 5 p.m. | Mr. Lee spoke.",
    "before a bracket": "Acme Inc. (the firm) said so. | (He left.) | It rained.",
    "hyphenated": "It was then-Rep. Poe who left.",
    "initials": "J. K. Poe and George W. Poe met.",
    "no initials": "It lacks vitamin C. | The cure is fruit.",
    "a month before a name": "They met in Jan. | Lee won.",
    "decimals": "It cost $3.5 million at No. 10. | 5 came.",
    "three dots": "It cost a lot... | But it works.",
    "dots for what is left out": "Tell me who you are ... I have a right to know.",
    "a full stop and dots": "It is going to hell. ... | The world laughs.",
    "spaced dots": "Lee . . . finishes first.",
    "a closing quotation": "“It rained.” | “It snowed.” | They left.",
    "a quoted question": '"Why?" he asked. | "Why?" Lee asked. | "Why?" Rep. Ann Lee told Poe.',
    "a quoted shout": '"No!" | Lee left. | "No!" | The man said so. | "No!" I said.',
    "brackets": "He left (again.) | She stayed [sic]. | It rained.",
    "a dash": "AUGUSTA, Maine. — Paul Lee won. | Nobody cared.",
    "no end": "Is it? yes! no... maybe; etc. and so on",
}  # fmt: skip


@pytest.mark.parametrize("name", CASES)
def test_sentences_by_hand(name: str, read: Read, lists: SentenceLists) -> None:
    wanted = [sentence.strip() for sentence in CASES[name].split("|")]
    assert sentences(read(" ".join(wanted)), lists) == wanted


def test_a_space_may_be_missing(read: Read, lists: SentenceLists) -> None:
    text = "They won.The rest was easy. He said “so.”Lee left. See news.Lee.com today."
    assert sentences(read(text), lists) == [
        "They won.", "The rest was easy.", "He said “so.”", "Lee left.", "See news.Lee.com today.",
    ]  # fmt: skip


def test_lines_end_sentences(read: Read, lists: SentenceLists) -> None:
    text = "\n A heading \n\n1. The first point\n2. A second. Good\n"
    text += "- a third,\r\nwrapped\r\n\r\n***\nEnd”"
    assert sentences(read(text), lists) == [
        "A heading", "1. The first point", "2. A second.", "Good", "- a third,\r\nwrapped", "End”",
    ]  # fmt: skip


def test_items_in_a_line_keep_their_numbers(read: Read, lists: SentenceLists) -> None:
    text = "1. Lee wins. 2. The council resigns. It is 5. The end."
    assert sentences(read(text), lists) == [
        "1. Lee wins.", "2. The council resigns.", "It is 5.", "The end.",
    ]  # fmt: skip


def test_a_hard_wrapped_line_goes_on(read: Read, lists: SentenceLists) -> None:
    text = "He said that the\ncity would pay.\nit did"
    assert sentences(read(text), lists) == ["He said that the\ncity would pay.", "it did"]


def test_scripts_without_capitals_have_sentences(read: Read, lists: SentenceLists) -> None:
    assert sentences(read("هذا خبر. وهذا آخر؟ نعم."), lists)[0] == "هذا خبر."


def test_roles_of_types(lists: SentenceLists) -> None:
    types = pa.array(["the", "The", "I", "B", "U.S.", "Jan", "then-Rep", "12", "said", "Mr"])
    assert lists.roles(types).tolist() == [
        Role.SMALL,
        Role.CAPITAL | Role.STARTER,
        Role.CAPITAL | Role.FIRST_PERSON | Role.NUMBERING,
        Role.CAPITAL | Role.NUMBERING | Role.NEVER_ENDS,
        Role.CAPITAL | Role.OWN_STOP | Role.ENDS_BEFORE_STARTER,
        Role.CAPITAL | Role.ENDS_UNLESS_NUMBER,
        Role.SMALL | Role.NEVER_ENDS,
        Role.DIGIT | Role.NUMBERING,
        Role.SMALL | Role.SAYING,
        Role.CAPITAL | Role.ADDRESS | Role.NEVER_ENDS,
    ]


@given(st.one_of(st.text(max_size=200), MIXED))
def test_every_word_is_in_one_sentence(text: str) -> None:
    reading = Reading(segment_of([Article("a", "Gazette", text, "Head")]))
    segment = reading.segment
    starts, ends = sentence_spans(reading, LISTS)
    assert (starts < ends).all()
    assert (starts[1:] >= ends[:-1]).all()
    inside = np.searchsorted(starts, segment.starts, side="right") - 1
    assert (segment.ends <= ends[inside]).all()
    assert np.array_equal(np.unique(inside), np.arange(len(starts)))
    for a, b in zip(starts.tolist(), ends.tolist(), strict=True):
        sentence = segment.text[a:b]
        assert sentence == sentence.strip()
        assert not any(a < edge < b for edge in segment.part_end.tolist())


@given(st.lists(MIXED, min_size=1, max_size=5))
def test_an_article_has_the_same_sentences_in_any_batch(texts: list[str]) -> None:
    together = Reading(segment_of([Article(str(n), "G", text) for n, text in enumerate(texts)]))
    alone = [Reading(segment_of([Article("a", "G", text)])) for text in texts]
    apart = [sentence for one in alone for sentence in sentences(one, LISTS)]
    assert sentences(together, LISTS) == apart


@given(MIXED)
def test_roles_may_be_looked_up_before(text: str) -> None:
    reading = Reading(segment_of([Article("a", "G", text)]))
    roles = LISTS.roles(reading.segment.vocabulary)[reading.segment.types]
    assert np.array_equal(sentence_spans(reading, LISTS), sentence_spans(reading, roles))


def test_a_gap_is_read_once_a_kind(read: Read) -> None:
    assert len(read("a, b, c, d. " * 50_000).gap_types) == 5
    assert gap_type(", ") is gap_type(", ")
