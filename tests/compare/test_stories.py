"""Story grouping: what it joins, what it keeps apart, and what must not matter."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from framing import study
from framing.compare.stories import linked
from framing.corpus.reading import Reading
from framing.model import Article, Options
from framing.settings import STORY_CUT
from framing.study.tools import Toolbox

FLOOD = (
    "The river Ansa burst its banks in Velmore on Monday. Firefighters rescued forty residents "
    "from flooded houses near the old bridge, and the mayor, Clara Carrow, opened a shelter."
)
FLOOD_TOO = (
    "Mayor Clara Carrow opened a shelter in Velmore after the Ansa flooded houses around the "
    "bridge. Forty residents were rescued by firefighters when the river rose on Monday."
)
TRIAL = (
    "A jury in Port Lessing found the banker Otto Brandeis guilty of fraud on Tuesday. His "
    "lawyers said that they would appeal against the verdict, the longest in the court's history."
)


@pytest.fixture(scope="module")
def tools() -> Toolbox:
    return study.load_tools()


def told(articles: list[Article], tools: Toolbox) -> dict[str, str]:
    # Uncleaned: which of two repeats counts is cleaning's choice.
    reading, options = Reading(tuple(articles)), Options(clean=False)
    rows = study.tell_stories(reading, tools, options).to_pylist()
    return {row["article"]: row["story"] for row in rows}


def three(dates: tuple[str, str, str] = ("", "", "")) -> list[Article]:
    texts = zip("abc", "XYX", (FLOOD, FLOOD_TOO, TRIAL), dates, strict=True)
    return [Article(name, outlet, text, date=day) for name, outlet, text, day in texts]


def test_two_accounts_of_a_flood_and_a_trial(tools: Toolbox) -> None:
    assert told(three(), tools) == {"a": "s1", "b": "s1", "c": "s2"}


def test_two_articles_are_enough(tools: Toolbox) -> None:
    assert told(three()[:2], tools) == {"a": "s1", "b": "s1"}
    assert told(three()[1:], tools) == {"b": "s1", "c": "s2"}


def test_one_article_is_one_story(tools: Toolbox) -> None:
    assert told(three()[:1], tools) == {"a": "s1"}


def test_stories_are_numbered_by_date_then_id(tools: Toolbox) -> None:
    dated = three(("2021-05-03", "2021-05-04", "2021-05-01"))
    assert told(dated, tools) == {"a": "s2", "b": "s2", "c": "s1"}


def test_far_dates_are_two_stories_however_alike(tools: Toolbox) -> None:
    dated = three(("2021-05-03", "2021-06-03", ""))
    assert told(dated, tools) == {"a": "s1", "b": "s2", "c": "s3"}


def test_an_unknown_date_separates_nothing(tools: Toolbox) -> None:
    assert told(three(("2021-05-03", "", "")), tools) == {"a": "s1", "b": "s1", "c": "s2"}


def test_articles_without_words_are_alone(tools: Toolbox) -> None:
    articles = [Article("a", "X", "…"), Article("b", "Y", "…"), Article("c", "X", FLOOD)]
    assert told(articles, tools) == {"a": "s1", "b": "s2", "c": "s3"}


@settings(deadline=None, max_examples=6)
@given(order=st.permutations(range(6)))
def test_the_order_of_articles_does_not_matter(tools: Toolbox, order: list[int]) -> None:
    articles = three() + [replace(a, id=a.id * 2, text=a.text.swapcase()) for a in three()]
    assert told([articles[n] for n in order], tools) == told(articles, tools)


def test_a_chain_does_not_swallow() -> None:
    # 0-1 is close; 2 is like 1 only: its mean with both is .095, under the cut.
    pairs = (np.array([0, 1]), np.array([1, 2]), np.array([0.5, 0.19]))
    assert linked(3, pairs) == {0: [0, 1], 2: [2]}


def test_a_third_joins_where_it_is_like_both() -> None:
    pairs = (np.array([0, 1, 0]), np.array([1, 2, 2]), np.array([0.5, 0.3, 0.3]))
    assert linked(3, pairs) == {0: [0, 1, 2]}


@given(st.lists(st.floats(0.01, 0.9), min_size=21, max_size=21))
def test_no_group_ends_below_the_cut(values: list[float]) -> None:
    pairs = np.array(list(combinations(range(7), 2)))
    similar = {tuple(pair): value for pair, value in zip(pairs.tolist(), values, strict=True)}
    groups = linked(7, (pairs[:, 0], pairs[:, 1], np.array(values)))
    assert sorted(n for members in groups.values() for n in members) == list(range(7))
    for one, other in combinations(groups.values(), 2):
        mean = np.mean([similar[min(a, b), max(a, b)] for a in one for b in other])
        assert mean < STORY_CUT
