"""Quotations: by hand, and for any Unicode."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from framing.model import Article
from framing.text.quotations import (
    Quotations,
    _doubtful,
    _in_turn,
    _marks_of,
    _one_by_one,
    _Part,
    quotation_spans,
)
from framing.text.sentences import Reading
from framing.text.tokens import segment_of

Read = Callable[..., Reading]
MARKS = st.text(alphabet="ab 1,.'\"“”‘’«»„‚‹\n:>AQ-=\u200e", max_size=60)


def spans(found: Quotations) -> list[tuple[int, int]]:
    return list(zip(found.starts.tolist(), found.ends.tolist(), strict=True))


def quotes(reading: Reading) -> list[str]:
    return [reading.segment.text[a:b] for a, b in spans(quotation_spans(reading))]


# Each case: a text, and the quotations in it in the order of their starts.
CASES: dict[str, tuple[str, list[str]]] = {
    "interrupted": ('"I think," he said, "we won."', ['"I think,"', '"we won."']),
    "single in double": ("“He said ‘go’ and left.”", ["“He said ‘go’ and left.”", "‘go’"]),
    "straight single in double": ("\"we 'won' it.\"", ["\"we 'won' it.\"", "'won'"]),
    "double in single": ("‘We saw “it”,’ he said.", ["‘We saw “it”,’", "“it”"]),
    "over paragraphs": (
        "“One.\n\n“Two.\n\n“Three.” Four.",
        ["“One.", "“Two.", "“Three.”"],
    ),
    "single marks over paragraphs": ("‘One.\n\n‘Two.’ Three.", ["‘One.", "‘Two.’"]),
    "never closed": ('He said "yes and left.\n\nThen "no".', ['"yes and left.', '"no"']),
    "possessive in single marks": (
        "‘The Russians’ letters were “fake”,’ he said in the ’90s.",
        ["‘The Russians’ letters were “fake”,’", "“fake”"],
    ),
    "clipped words": ("'Tis the players' bowl, 'em and '90s rock 'n' roll.", []),
    "German": ("„Ja“, sagte er. »Nein« und ‚so‘.", ["„Ja“", "»Nein«", "‚so‘"]),
    "French": ("« Oui », dit-elle, « ‹ non › ».", ["« Oui »", "« ‹ non › »", "‹ non ›"]),
    "two single for a double": ("''Why,'' she said, ``not''?", ["''Why,''", "``not''"]),
    "straight and curly mixed": ('"So,” he said, “it is."', ['"So,”', '“it is."']),
    "the wrong way round": ("”Fear,” she said. It was “false.“ So.", ["”Fear,”", "“false.“"]),
    "dots first": ("He wrote: “ … it works.”", ["“ … it works.”"]),
    "a measure": ("The 6\" pipe and a 6'2\" man said \"no\".", ['"no"']),
    "a measure inside": ('"He is 6\'2" tall," she said.', ['"He is 6\'2" tall,"']),
    "markup": ('<a href="https://a.example/b">so</a>', []),
    "brackets": ("“[The “old” lot] (all) left.”", ["“[The “old” lot] (all) left.”", "“old”"]),
    "no space behind": ('"They won."He left, "sad."', ['"They won."', '"sad."']),
    "invisible characters": ("\u200e”So,” he said.", ["”So,”"]),
    "questions and answers": (
        "Q: Will it pass?\n\nA: I think so. “Yes.”\n\nQ: When?",
        ["Will it pass?", "I think so. “Yes.”", "“Yes.”", "When?"],
    ),
    "a transcript": (
        "LEE: Good day.\nDR. POE: Hi.\nLEE: So?\nHe laughed.\nDR. POE: No.",
        ["Good day.", "Hi.", "So?", "No."],
    ),
    "no transcript": ("NOTE: It rained.\nUPDATE: It stopped.", []),
    "no speakers": ("MYTH: It is.\nFACT: It is not.\nMYTH: It is.\nFACT: No.", []),
    "a block quotation": ("He wrote:\n\n> It rains.\n> It pours.", ["It rains.", "It pours."]),
}  # fmt: skip


@pytest.mark.parametrize("name", CASES)
def test_quotations_by_hand(name: str, read: Read) -> None:
    text, wanted = CASES[name]
    assert quotes(read(text)) == wanted


def test_depth_and_closing(read: Read) -> None:
    found = quotation_spans(read("Q: “He said ‘go’.”\nA: “I ‘know’\n\n“No"))
    assert found.depth.tolist() == [0, 1, 0, 1, 0]
    assert found.closed.tolist() == [1, 1, 0, 1, 0]


@given(MARKS)
def test_quotations_nest(text: str) -> None:
    reading = Reading(segment_of([Article("a", "G", text)]))
    found = quotation_spans(reading)
    rows = list(zip(spans(found), found.depth.tolist(), strict=True))
    for (a, b), depth in rows:
        assert 0 <= a < b <= len(reading.segment.text)
        others = [(c, d) for (c, d), _ in rows if (c, d) != (a, b)]
        assert all(
            b <= c or d <= a or (a <= c and d <= b) or (c <= a and b <= d) for c, d in others
        )
        assert depth == sum(c <= a and b <= d for c, d in others)


PIECES = [
    " “a",
    "b”",
    ' "',
    '" ',
    "’ ",
    "' ",
    ",” ",
    '." ',
    "\n",
    " a",
    "b ",
    "s’ ",
    '("x',
    '")',
    "‘",
]


@given(st.lists(st.sampled_from(PIECES), max_size=12))
def test_plain_paragraphs_need_no_second_look(pieces: list[str]) -> None:
    reading = Reading(segment_of([Article("a", "G", "a" + "".join(pieces) + "b")]))
    text, marks = reading.segment.text, _marks_of(reading)
    plain = marks.where(~_doubtful(marks))
    end = np.full(len(text), len(text) - 2, dtype=np.int32)
    quick = _in_turn(plain.where(plain.part != _Part.NOTHING), end)
    assert quick.tolist() == sorted(_one_by_one(plain, text, end).tolist())


@given(st.lists(MARKS, min_size=1, max_size=4))
def test_an_article_has_the_same_quotations_in_any_batch(texts: list[str]) -> None:
    together = Reading(segment_of([Article(str(n), "G", text) for n, text in enumerate(texts)]))
    alone = [Reading(segment_of([Article("a", "G", text)])) for text in texts]
    assert quotes(together) == [quote for one in alone for quote in quotes(one)]
