"""The rules of matching, one by one, and laws for any text."""

from __future__ import annotations

from dataclasses import replace
from types import MappingProxyType

import pytest
from hypothesis import given
from hypothesis import strategies as st

from framing.lexicon.check import marks_of
from framing.lexicon.lists import Lists
from framing.lexicon.spelling import Spelling
from framing.lexicon.terms import TermError, parse_term
from framing.model import Category, Entry, Lexicon, Name

SLOTS = MappingProxyType(
    {
        "leader": (
            Name("Joe Biden", ("Biden",), "US", "2021-01-20", "2025-01-20"),
            Name("Kim Jong Un", ("Kim",), "KP"),
        ),
        "country": (Name("Russia", (), "RU"), Name("North Korea", (), "KP")),
    }
)
LISTS = Lists(
    slots=SLOTS,
    sources=(),
    abbreviations={},
    function_words=frozenset({"the", "he"}),
    frequencies={},
    spelling=Spelling([("colour*", "color*"), ("defence", "defense")]),
    furniture=(),
    provenance=(),
    digest="",
)


def lexicon(*entries: Entry) -> Lexicon:
    codes = dict.fromkeys(entry.category for entry in entries)
    return Lexicon(
        name="test", version="", language="en", licence="", editors=(), marks="",
        categories=tuple(Category(code, code, "", loaded=True) for code in codes),
        entries=entries, examples=(), referents=(), slots=SLOTS, digest="", path="test",
    )  # fmt: skip


def marked(sentence: str, *entries: Entry) -> set[int]:
    return marks_of([sentence], lexicon(*entries), LISTS)[0]


def counts(term: str, sentence: str, **columns: object) -> bool:
    entry = replace(Entry(term, "hype"), **columns)  # type: ignore[arg-type]
    return marked(sentence, entry) == {0}


@pytest.mark.parametrize(
    ("term", "sentence", "counted"),
    [
        ("dud", "It was a DUD.", True),
        ("dud", "Dudley won.", False),
        ("much-hyped", "a much hyped plan", True),
        ("much-hyped", "a much-hyped plan", True),
        ("much-hyped", "a muchhyped plan", True),
        ("much hyped", "a much-hyped plan", True),
        ("much hyped", "a muchhyped plan", False),
        ("counteroffensive", "the counter-offensive", True),
        ("offensive", "the counter-offensive", False),
        ("food for arms deal", "a food-for-arms deal", True),
        ("weaponis*", "weaponizing the law", True),
        ("colourful", "a colorful man", True),
        ("defense", "the defence", True),
        ("US", "the US", True),
        ("US", "the U.S. said", True),
        ("US", "tell us", False),
        ("Russia", "Russia's plan", True),
        ("the people's war", "the people’s war", True),
        ("{leader:US} regime", "the Biden regime", True),
        ("{leader:US} regime", "the Joe Biden regime", True),
        ("{leader:US} regime", "THE BIDEN REGIME", True),
        ("{leader:US} regime", "the biden regime", False),
        ("{leader:US} regime", "the Kim regime", False),
        ("{leader:!US} regime", "the Kim regime", True),
        ("{country} ..2 deal", "North Korea and its deal", True),
        ("{country} ..2 deal", "North Korea and its new big deal", False),
        ("{number} lives", "it cost 3.5 lives", True),
        ("big lie", "the big, lie", True),
        ("big lie", 'the big "lie"', True),
        ("big lie", "It was big. Lie down.", False),
        ("big lie", "it was big: lie down", False),
    ],
)
def test_terms(term: str, sentence: str, counted: bool) -> None:  # noqa: FBT001
    assert counts(term, sentence) is counted


def test_contexts() -> None:
    assert not counts("regime", "the tax regime", prev_not=("tax",))
    assert counts("regime", "the harsh regime", prev_not=("tax",))
    assert not counts("fresh", "fresh fish", next_not=("fish",))
    assert counts("strongman", "the strongman ruled the country", near=("ruled", "president"))
    assert not counts("strongman", "The strongman lifted. He ruled.", near=("ruled",))
    assert not counts("a", "a b c d e f g h i j ruled", near=("ruled",))


def test_quotes() -> None:
    assert not counts("dud", 'He said: "It is a dud."', quotes="no")
    assert counts("dud", "It is a dud.", quotes="no")
    assert counts("dud", 'He said: "It is a dud."', quotes="only")


def test_exact_case() -> None:
    assert counts("Kiev", "in Kiev's streets", exact_case=True)
    assert not counts("Kiev", "chicken KIEV", exact_case=True)


def test_category_none_takes_words_and_counts_nothing() -> None:
    entries = (Entry("regime", "a"), Entry("tax regime", "none"))
    assert marked("a tax regime", *entries) == set()
    assert marked("a harsh regime", *entries) == {0}


def test_the_longest_match_wins_and_a_word_belongs_to_one() -> None:
    entries = (Entry("regime", "a"), Entry("regime change", "b"), Entry("change of", "c"))
    assert marked("a regime change of heart", *entries) == {1}


def test_a_rejected_match_frees_its_words() -> None:
    entries = (Entry("regime change", "a", next_not=("climate",)), Entry("regime", "b"))
    assert marked("the regime change climate", *entries) == {1}


def test_words_in_a_gap_stay_free() -> None:
    entries = (Entry("throw* ..3 under the bus", "a"), Entry("reckless", "b"))
    assert marked("throwing the reckless mayor under the bus", *entries) == {0, 1}


def test_ties_go_to_literal_words_then_category_then_row() -> None:
    slot, literal = Entry("{leader} plan", "a"), Entry("Kim plan", "b")
    assert marked("the Kim plan", slot, literal) == {1}
    assert marked("the dud", Entry("dud", "a"), Entry("duds", "b", forms=("dud",))) == {0}


@pytest.mark.parametrize(
    ("term", "message"),
    [
        (
            "re*gime",
            (
                "'*' stands in the middle of 're*gime'. Put it at the end of the word, where it "
                "stands for any further letters."
            ),
        ),
        (
            "(dud|flop)",
            (
                "'(' in '(dud|flop)' looks like a regular expression. Write the words out; use | "
                "between terms in the column forms."
            ),
        ),
        (
            "{president} regime",
            (
                "there is no slot '{president}'. Known slots: {leader}, {country}, "
                "{nationality}, {city}, {party}, {agency}, {number}."
            ),
        ),
        ("..2 deal", "the term begins with the gap '..2'. Begin it with a word."),
        ("deal ..2", "the term 'deal ..2' ends in a gap. Write the word that follows it."),
        ("", "the term is empty. Write a word, or delete the row."),
    ],
)
def test_terms_that_cannot_be_read(term: str, message: str) -> None:
    with pytest.raises(TermError) as caught:
        parse_term(term)
    assert str(caught.value) == message


@given(st.lists(st.sampled_from("big lie dud the regime change of us US, . “ ”".split())))
def test_more_entries_never_overlap(pieces: list[str]) -> None:
    text = " ".join(pieces)
    terms = ("big lie", "dud", "regime change", "regime", "change of", "US", "lie dud")
    alone = [marked(text, Entry(term, "a")) for term in terms]
    together = marked(text, *(Entry(term, "a") for term in terms))
    assert together <= {number for number, found in enumerate(alone) if found}
