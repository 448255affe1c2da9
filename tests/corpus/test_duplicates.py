from __future__ import annotations

import random
import time
from collections.abc import Sequence

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from framing import Article
from framing.corpus.cleaning import Cleaned, clean
from framing.corpus.duplicates import jaccard
from framing.corpus.lines import Span
from framing.corpus.shingles import blocks
from framing.lexicon.lists import FurniturePattern

AP = (FurniturePattern("(AP)", "Associated Press", "any"),)


def words(seed: int, count: int) -> str:
    """Text in which no five words come twice."""
    source = random.Random(seed)  # noqa: S311 -- test data
    return " ".join(f"w{source.randrange(10**6)}" for _ in range(count))


def found(*articles: Article) -> Cleaned:
    return clean(articles, (), AP)


def repeats(articles: list[Article]) -> dict[str, str]:
    return {article.id: first for article, first in clean(articles, ()).repeated}


def shared(cleaned: Cleaned) -> dict[str, list[str]]:
    return {
        article.id: [article.text[span.start : span.end] for span in spans]
        for article, spans in zip(cleaned.articles, cleaned.shared, strict=True)
    }


def test_jaccard_by_hand() -> None:
    one, other = np.array([1, 2, 3, 4], np.uint64), np.array([3, 4, 5], np.uint64)
    assert jaccard(one, other) == pytest.approx(2 / 5)
    assert jaccard(one[:0], other[:0]) == 0.0


def test_the_earliest_counts_then_the_first_given() -> None:
    text = words(1, 60)
    dates = {"late": "2020-02-02", "early": "2020-02-01", "same": "2020-02-01", "undated": ""}
    articles = [Article(name, "Gazette", text, date=date) for name, date in dates.items()]
    assert repeats(articles) == dict.fromkeys(("late", "same", "undated"), "early")


def test_case_marks_and_line_ends_make_no_new_article() -> None:
    text = "“It isn’t over,” " + words(2, 40)
    other = text.upper().replace(" ", "\r\n").replace("“", '"').replace("’", "'")
    assert repeats([Article("a", "Gazette", text), Article("b", "Gazette", other)]) == {"b": "a"}


@pytest.mark.parametrize(("changed", "again"), [(2, True), (8, False)])
def test_a_few_words_changed(changed: int, again: bool) -> None:  # noqa: FBT001 -- a table
    # 100 words are 96 shingles; 2 words apart change 10 of them: 86 / 106 = .81; 8 change 40.
    base = words(3, 100).split()
    other = list(base)
    for number in range(changed):
        other[10 + 11 * number] = "changed"
    pair = [Article(name, "Gazette", " ".join(text)) for name, text in (("a", base), ("b", other))]
    assert repeats(pair) == ({"b": "a"} if again else {})


def test_two_outlets_repeat_nothing() -> None:
    text = words(4, 60)
    assert repeats([Article("a", "Gazette", text), Article("b", "Herald", text)]) == {}


def test_short_notes_in_a_long_frame_are_not_the_same() -> None:
    frame = "\n".join(f"{words(n, 30)}" for n in range(50, 60))
    notes = [Article(f"a{n}", "Gazette", f"{words(n, 12)}\n{frame}") for n in range(5)]
    reports = [Article(f"b{n}", "Gazette", f"{words(70 + n, 300)}\n{frame}") for n in range(3)]
    assert repeats([*notes, *reports]) == {}
    # Where the outlet has nothing else, they may as well be versions of one report.
    assert set(repeats(notes)) == {"a1", "a2", "a3", "a4"}


def brute_force(articles: list[Article]) -> set[str]:
    """Hold each article against all earlier ones that count."""
    sets = {}
    for article in articles:
        tokens = article.text.split()
        sets[article.id] = {tuple(tokens[n : n + 5]) for n in range(len(tokens) - 4)}
    counted: list[Article] = []
    out = set()
    for article in articles:
        mine = sets[article.id]
        for first in counted:
            theirs = sets[first.id]
            alike = mine and len(mine & theirs) >= 0.8 * len(mine | theirs)
            if first.outlet == article.outlet and (alike or first.text == article.text):
                out.add(article.id)
                break
        else:
            counted.append(article)
    return out


@settings(deadline=None, max_examples=60)
@given(st.integers(0, 10**6), st.integers(10, 80), st.integers(0, 6))
def test_brute_force_finds_the_same_repeats(seed: int, length: int, most: int) -> None:
    source = random.Random(seed)  # noqa: S311 -- test data
    texts = [words(seed + n, length) for n in range(3)]
    articles = []
    for number in range(12):
        text = source.choice(texts).split()
        for _ in range(source.randint(0, most)):
            text[source.randrange(length)] = f"new{number}"
        outlet = source.choice(["Gazette", "Herald"])
        articles.append(Article(f"a{number}", outlet, " ".join(text)))
    assert set(repeats(articles)) == brute_force(articles)


@settings(deadline=None, max_examples=30)
@given(st.permutations(range(8)))
def test_the_order_of_dated_articles_does_not_matter(order: list[int]) -> None:
    common = words(7, 30)
    articles = [
        Article(
            f"a{n}", "GH"[n % 2], f"{words(n // 4, 50)} {common} x{n}", date=f"2020-01-0{n + 1}"
        )
        for n in range(8)
    ]
    expected, got = found(*articles), found(*[articles[n] for n in order])
    assert {a.id: first for a, first in got.repeated} == {
        a.id: first for a, first in expected.repeated
    }
    assert shared(got) == shared(expected)


def test_a_pasted_paragraph_is_nobodys_own_words() -> None:
    paragraph = words(8, 25)
    one = Article("a", "Gazette", f"{words(9, 40)}\n{paragraph}\n{words(10, 40)}")
    other = Article("b", "Herald", f"{words(11, 10)} {paragraph} {words(12, 60)}")
    assert shared(found(one, other)) == {"a": [paragraph], "b": [paragraph]}


def test_the_agency_is_charged_where_one_names_it() -> None:
    copy = words(13, 40)
    one = Article("a", "Gazette", f"GENEVA (AP) — {copy}")
    other = Article("b", "Herald", copy)
    cleaned = found(one, other)
    assert cleaned.agency == ("Associated Press", "")
    assert [spans[0].reason for spans in cleaned.shared] == ["shared text: Associated Press"] * 2


def test_a_speech_that_both_quote_is_not_shared_text() -> None:
    speech = words(14, 50)
    for opened, closed in ("“”", '""', "«»"):
        one = Article("a", "Gazette", f"{words(15, 30)} {opened}{speech}{closed} {words(16, 30)}")
        other = Article("b", "Herald", f"{words(17, 30)}\n{opened}{speech}\n{words(18, 30)}")
        assert shared(found(one, other)) == {"a": [], "b": []}


def test_a_quotation_within_copied_text_is_part_of_it() -> None:
    copy = f"{words(19, 12)} “{words(20, 15)}” {words(21, 12)}"
    one, other = Article("a", "Gazette", copy), Article("b", "Herald", f"{words(22, 30)} {copy}")
    assert shared(found(one, other)) == {"a": [copy], "b": [copy]}


def test_a_changed_word_is_the_outlets_own() -> None:
    before, after = words(23, 25), words(24, 25)
    one = Article("a", "Gazette", f"{before} regime {after}")
    other = Article("b", "Herald", f"{before} government {after}")
    assert shared(found(one, other)) == {"a": [before, after], "b": [before, after]}


def _mixture(seed: int, shortest: int) -> list[Article]:
    """Return articles of three outlets that are put together from the same few pieces."""
    source = random.Random(seed)  # noqa: S311 -- test data
    pieces = [words(seed + n, source.randint(shortest, 40)) for n in range(5)] + ["la " * 30]
    return [Article(f"a{n}", f"o{n % 3}", " ".join(source.choices(pieces, k=4))) for n in range(5)]


def _grams_of(article: Article, size: int) -> list[tuple[str, ...]]:
    tokens = article.text.split()
    return [tuple(tokens[n : n + size]) for n in range(len(tokens) - size + 1)]


def _words_in_runs(known: list[bool]) -> list[range]:
    """Return the words of each run of at least 13 8-grams, which are 20 words."""
    runs, run = [], 0
    for place, yes in enumerate([*known, False]):
        if not yes and run >= 13:
            runs.append(range(place - run, place + 7))
        run = run + 1 if yes else 0
    return runs


def _chains(articles: Sequence[Article]) -> list[list[range]]:
    """Return the runs of 8-grams that stand in several outlets, whichever these are."""
    outlets: dict[tuple[str, ...], set[str]] = {}
    for article in articles:
        for gram in _grams_of(article, 8):
            outlets.setdefault(gram, set()).add(article.outlet)
    return [_words_in_runs([len(outlets[gram]) > 1 for gram in _grams_of(a, 8)]) for a in articles]


def _found_words(article: Article, spans: Sequence[Span]) -> list[range]:
    return [
        range(len(article.text[: s.start].split()), len(article.text[: s.end].split()))
        for s in spans
    ]


@settings(deadline=None, max_examples=60)
@given(st.integers(0, 10**6))
def test_brute_force_finds_the_same_stretches(seed: int) -> None:
    cleaned = found(*_mixture(seed, shortest=20))
    for article, spans, chains in zip(
        cleaned.articles, cleaned.shared, _chains(cleaned.articles), strict=True
    ):
        assert _found_words(article, spans) == chains


@settings(deadline=None, max_examples=60)
@given(st.integers(0, 10**6))
def test_twenty_words_of_another_outlet_are_always_found(seed: int) -> None:
    # Of short pieces, some runs are put together from several others: those may be found or not.
    cleaned = found(*_mixture(seed, shortest=5))
    for article, spans, chains in zip(
        cleaned.articles, cleaned.shared, _chains(cleaned.articles), strict=True
    ):
        shown = {place for words in _found_words(article, spans) for place in words}
        assert shown <= {place for chain in chains for place in chain}
        others = [a for a in cleaned.articles if a.outlet != article.outlet]
        theirs = {gram for other in others for gram in _grams_of(other, 20)}
        for place, gram in enumerate(_grams_of(article, 20)):
            assert gram not in theirs or shown.issuperset(range(place, place + 20))


@settings(deadline=None, max_examples=50)
@given(st.text())
def test_words_are_where_they_are_said_to_be(text: str) -> None:
    found = [
        text[start:end].casefold()
        for block in blocks([text], [0], [()])
        for start, end in zip(block.start.tolist(), block.end.tolist(), strict=True)
    ]
    low = [c if c.isalnum() and ord(c) < 2**16 - 1 else " " for c in text]
    assert found == [word.casefold() for word in "".join(low).split(" ") if word]


def test_words_do_not_depend_on_what_stands_around_them() -> None:
    long = "x " * 70_000 + "Alpha beta"
    hashes = [
        block.word[-2:].tolist()
        for text in ("alpha BETA", long, "b-ALPHA\tbeta", "\n alpha, beta")
        for block in blocks([text], [0], [()])
    ]
    assert all(pair == hashes[0] for pair in hashes)
    assert hashes[0][0] != hashes[0][1]


def cpu(articles: list[Article]) -> float:
    began = time.process_time()
    clean(articles, ())
    return time.process_time() - began


PARAGRAPH = words(30, 30)


@pytest.mark.parametrize(
    "text",
    ["{same}", "{same} {n}", "{same}\n{own}", "{same} {same} {own}"],
    ids=["identical", "nearly", "one paragraph in common", "half in common"],
)
def test_the_work_grows_with_the_number_of_articles(text: str) -> None:
    def corpus(count: int) -> list[Article]:
        made = [text.format(same=PARAGRAPH, n=n, own=words(n, 40)) for n in range(count)]
        return [Article(f"a{n}", f"o{n % 2}", one) for n, one in enumerate(made)]

    cpu(corpus(100))
    few, many = cpu(corpus(200)), cpu(corpus(1600))
    assert many < 8 * 3 * few + 0.2
