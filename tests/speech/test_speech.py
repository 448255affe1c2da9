"""Laws of voices for any text, and the work that long texts may cost."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import replace
from functools import cache, partial
from types import FrameType
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from framing import study
from framing.corpus.reading import Reading
from framing.model import Analysis, Article, Options
from framing.study.tools import Toolbox
from framing.text.nesting import nested
from framing.text.phrases import Marks, Spans

PIECES = [
    "Ann Lee said", ", Kirby said.", "according to the mayor,", "“", "”", "‘", "’", '"', "that",
    "it was", "allegedly", "never", "He added:", "\n\n", ". ", ": ", "— ", "claimed", "🙂", "Ω",
    "Mr. Hill, who", "(D-La.)", "asked", "The White House", "did not say", "e\u0301", "\u202e",
]  # fmt: skip
texts = st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=4)), max_size=25)
KEPT = {"say", "claim", "add", "ask", "allegedly", "according to"}


@cache
def tools() -> Toolbox:
    """A handful of the shipped words of reporting, and few names, to be quick."""
    found = study.load_tools(["stance"])
    (lexicon,) = found.lexicons
    entries = tuple(entry for entry in lexicon.entries if entry.term in KEPT)
    lists = replace(found.lists, sources=found.lists.sources[:3], slots={})
    return replace(found, lexicons=(replace(lexicon, entries=entries),), lists=lists)


def run(*articles: tuple[str, str]) -> Analysis:
    given_ = tuple(Article(str(n), "A", text, title) for n, (title, text) in enumerate(articles))
    return study.analyse(Reading(given_), tools(), Options(clean=False))


@settings(deadline=None, max_examples=60)
@given(st.lists(st.tuples(texts.map("".join), texts.map(" ".join)), min_size=1, max_size=3))
def test_voices_part_an_article_and_spans_stay_in_it(articles: list[tuple[str, str]]) -> None:
    analysis = run(*articles)
    for row in analysis.tables["articles"].to_pylist():
        voices = ("own", "headline", "paraphrase", "quoted", "shared")
        assert row["words"] == sum(row[f"words_{voice}"] for voice in voices)
    for row in analysis.tables["quotations"].to_pylist():
        title, text = articles[int(row["article"])]
        field = title if row["part"] == "title" else text
        assert 0 <= row["start"] < row["end"] <= len(field)
        if row["speaker_start"] is not None:
            speaker = field[row["speaker_start"] : row["speaker_end"]]
            assert row["speaker"].split() == speaker.split()


@settings(deadline=None, max_examples=40)
@given(texts.map(" ".join), texts.map(" ".join))
def test_an_article_is_read_alike_whatever_stands_before_it(first: str, second: str) -> None:
    columns = ["part", "start", "end", "kind", "speaker", "source", "cue"]
    alone = run(("", second)).tables["quotations"].select(columns).to_pylist()
    after = run(("", first), ("", second)).tables["quotations"]
    rows = [row for row in after.to_pylist() if row["article"] == "1"]
    assert [{name: row[name] for name in columns} for row in rows] == alone


def test_quoting_twice_as_much_leaves_the_own_voice_as_it_was() -> None:
    own = "The town paid for it twice, and nobody was told. The road is long and dull."
    quote = ' "It was a bad plan from the start," Ann Lee said.'
    once, twice = (run(("", own + quote * times)).tables["articles"] for times in (1, 2))
    cue_words = len("Ann Lee said".split())
    assert twice["words_own"][0].as_py() - once["words_own"][0].as_py() == cue_words
    assert twice["words_quoted"][0].as_py() == 2 * once["words_quoted"][0].as_py()


def _lines_run(work: Callable[[], object]) -> int:
    """Count the lines of Python that run in this package while something is done."""
    count = 0

    def tracer(_frame: FrameType, event: str, _: object) -> Callable[..., Any]:
        nonlocal count
        count += event == "line"
        return tracer

    before = sys.gettrace()
    sys.settrace(tracer)
    try:
        work()
    finally:
        sys.settrace(before)
    return count


@pytest.mark.parametrize(
    "unit",
    ["said ", "Kirby said that ", '"', "“ ", "Kirby said, adding that ", ": ", "He said. "],
)
def test_work_grows_with_the_text_and_no_faster(unit: str) -> None:
    run(("", unit))  # what is loaded on first use is no work of the text's
    fixed, small, large = (_lines_run(partial(run, ("", unit * n))) for n in (1, 200, 800))
    assert large - fixed <= 4 * (small - fixed) * 1.25 + 200


def test_nested_reports_take_one_pass() -> None:
    # Every "that" opens a clause to the end of the sentence: ranges within ranges.
    count = 3000
    words = Spans(np.arange(count), np.full(count, count))
    lines = _lines_run(lambda: nested(words, count))
    assert lines < 30 * count


def test_marks_are_looked_up_without_loops() -> None:
    marks = Marks(np.arange(10) % 4 == 0)
    places = np.array([0, 1, 4, 9])
    assert marks.before(places).tolist() == [-1, 0, 0, 8]
    assert marks.since(places).tolist() == [0, 4, 4, 10]
