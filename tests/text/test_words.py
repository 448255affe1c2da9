"""Words, sentences and quotations: by hand, and for any Unicode."""

from __future__ import annotations

import pyarrow as pa
from hypothesis import given
from hypothesis import strategies as st

from framing.model import Article, Segment
from framing.text.quotations import quotation_spans
from framing.text.sentences import Reading, SentenceLists, sentence_spans
from framing.text.tokens import segment_of
from framing.text.vocabulary import key_of, merge_vocabularies, word_key

LISTS = SentenceLists(
    {"Mr": "title", "Jan": "month", "Inc": "org", "U.S": "org"},
    frozenset({"he", "the", "she", "it", "in", "but"}),
)


def segment(text: str, title: str = "") -> Segment:
    return segment_of([Article("a", "Gazette", text, title)])


def words(text: str) -> list[str]:
    made = segment(text)
    return [made.text[a:b] for a, b in zip(made.starts.tolist(), made.ends.tolist(), strict=True)]


def sentences(text: str) -> list[str]:
    reading = Reading(segment(text))
    starts, ends = sentence_spans(reading, LISTS)
    return [reading.segment.text[a:b] for a, b in zip(starts.tolist(), ends.tolist(), strict=True)]


def quotes(text: str) -> list[str]:
    reading = Reading(segment(text))
    found = quotation_spans(reading)
    return [
        reading.segment.text[a:b]
        for a, b in zip(found.starts.tolist(), found.ends.tolist(), strict=True)
    ]


def test_words_by_hand() -> None:
    text = "The U.S.-led talks cost 3.5 million, didn’t they? J.K. Rowling's—it’s “so-called” café."
    assert words(text) == [
        "The", "U.S.-led", "talks", "cost", "3.5", "million", "didn’t", "they", "J.K.",
        "Rowling's", "it’s", "so-called", "café",
    ]  # fmt: skip


def test_marks_join_letters() -> None:
    assert words("cafe\u0301 na\u00efve \u0301x") == ["cafe\u0301", "na\u00efve", "x"]


def test_sentences_by_hand() -> None:
    text = (
        'Mr. Lee left the U.S. in Jan. 2020. "Why?" he asked. The U.S. Senate met! '
        "He runs Acme Inc. The firm is small.\nA heading\n\nIt cost $3.5 million... But it works"
    )
    assert sentences(text) == [
        "Mr. Lee left the U.S. in Jan. 2020.",
        '"Why?" he asked.',
        "The U.S. Senate met!",
        "He runs Acme Inc.",
        "The firm is small.",
        "A heading",
        "It cost $3.5 million...",
        "But it works",
    ]


def test_a_hard_wrapped_line_goes_on() -> None:
    assert sentences("He said that the\ncity would pay.") == ["He said that the\ncity would pay."]


def test_quotations_by_hand() -> None:
    assert quotes('"I think," he said, "we \'won\' it." The 6" pipe.') == [
        '"I think,"',
        "\"we 'won' it.\"",
        "'won'",
    ]


def test_a_quotation_over_paragraphs() -> None:
    assert quotes("“One.\n\n“Two.\n\n“Three.” Four.") == ["“One.", "“Two.", "“Three.”"]


def test_single_marks_against_apostrophes() -> None:
    assert quotes("‘The Russians’ letters were “fake”,’ he said in the ’90s.") == [
        "‘The Russians’ letters were “fake”,’",
        "“fake”",
    ]
    assert quotes("The players' dogs didn't like rock 'n' roll or '90s music.") in ([], ["'n'"])


def test_german_and_french_marks() -> None:
    assert quotes("„Ja“, sagte er. « Oui », dit-elle.") == ["„Ja“", "« Oui »"]


@given(st.text(max_size=300))
def test_words_lie_in_order_inside_the_text(text: str) -> None:
    made = segment(text, title="Head")
    assert (made.starts < made.ends).all()
    assert (made.starts[1:] >= made.ends[:-1]).all()
    assert all(any(c.isalnum() for c in word) for word in words(text))
    ids = made.vocabulary.take(pa.array(made.types)).to_pylist()
    assert ids == [
        made.text[a:b] for a, b in zip(made.starts.tolist(), made.ends.tolist(), strict=True)
    ]


@given(st.text(max_size=300))
def test_every_word_is_in_one_sentence(text: str) -> None:
    reading = Reading(segment(text))
    starts, ends = sentence_spans(reading, LISTS)
    assert (starts < ends).all()
    assert (starts[1:] >= ends[:-1]).all()
    for a, b in zip(reading.segment.starts.tolist(), reading.segment.ends.tolist(), strict=True):
        assert ((starts <= a) & (b <= ends)).sum() == 1


@given(st.text(alphabet="ab ,.'\"“”‘’«»„\n", max_size=80))
def test_quotations_nest(text: str) -> None:
    reading = Reading(segment(text))
    found = quotation_spans(reading)
    spans = list(zip(found.starts.tolist(), found.ends.tolist(), strict=True))
    for a, b in spans:
        for c, d in spans:
            assert b <= c or d <= a or (a <= c and d <= b) or (c <= a and b <= d)


@given(st.lists(st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=12)))
def test_one_word_and_many_have_the_same_key(written: list[str]) -> None:
    assert key_of(pa.array(written, pa.string())).to_pylist() == [word_key(w) for w in written]


@given(st.lists(st.lists(st.sampled_from(["a", "b", "US", "us"]), unique=True), min_size=1))
def test_vocabularies_merge(parts: list[list[str]]) -> None:
    merged, maps = merge_vocabularies([pa.array(part, pa.string()) for part in parts])
    for part, numbers in zip(parts, maps, strict=True):
        assert merged.types.take(pa.array(numbers)).to_pylist() == part
