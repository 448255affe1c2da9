"""Two sides, item by item: laws, and agreement with the statistics row by row."""

from __future__ import annotations

import re
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.sparse import csr_matrix, vstack

from framing.compare.families import Family, group_sums
from framing.compare.sides import THE_REST, Articles, against_the_rest, pair
from framing.errors import NotEnoughData
from framing.stats.comparing import Side, log_ratio_interval, p_value
from framing.stats.sums import sums_of

Corpus = tuple[Family, Articles]
GAZETTE, HERALD, POST = 0, 1, 2


def _mixed(corpus: Corpus, order: list[int]) -> Corpus:
    family, articles = corpus
    story = articles.story or []
    other = replace(
        articles,
        ids=[articles.ids[place] for place in order],
        outlet=articles.outlet[order],
        story=[story[place] for place in order],
    )
    assert isinstance(family.base, np.ndarray)
    return Family(family.kind, family.items, family.hits[order], family.base[order]), other


def test_rows_are_those_of_the_statistics(three: Corpus) -> None:
    family, articles = three
    rows = pair(family, articles, POST, HERALD)
    assert isinstance(family.base, np.ndarray)
    for row, item in enumerate(rows.item.tolist()):
        counts = family.hits[:, [item]].toarray().ravel()
        a, b = (
            Side(counts[articles.outlet == side], family.base[articles.outlet == side])
            for side in (POST, HERALD)
        )
        expected = log_ratio_interval(a, b)
        assert rows.ratio.low[row] == pytest.approx(expected.low)
        assert rows.ratio.high[row] == pytest.approx(expected.high)
        assert rows.p[row] == pytest.approx(p_value(a, b)) or rows.p[row] > p_value(a, b)


def test_planted_differences_are_found_and_no_others(three: Corpus) -> None:
    family, articles = three
    rows = pair(family, articles, POST, HERALD)
    found = {family.items[item] for item in rows.item[rows.claimed].tolist()}
    assert found
    assert found <= {f"w0{number}" for number in range(5)}


@pytest.mark.parametrize("matched", [False, True])
def test_swapping_sides_inverts_the_ratio_and_keeps_p(three: Corpus, *, matched: bool) -> None:
    one = pair(*three, POST, HERALD, matched=matched)
    other = pair(*three, HERALD, POST, matched=matched)
    assert one.item.tolist() == other.item.tolist()
    np.testing.assert_allclose(one.ratio.value, 1 / other.ratio.value)
    np.testing.assert_allclose(one.ratio.low, 1 / other.ratio.high, rtol=1e-9)
    np.testing.assert_allclose(one.p, other.p, rtol=1e-9)
    np.testing.assert_allclose(one.q, other.q, rtol=1e-9)


@settings(max_examples=5)
@given(order=st.permutations(range(90)), matched=st.booleans())
def test_the_order_of_articles_does_not_matter(
    three: Corpus, order: list[int], *, matched: bool
) -> None:
    one = pair(*three, POST, THE_REST, matched=matched)
    other = pair(*_mixed(three, order), POST, THE_REST, matched=matched)
    assert one.p.tolist() == other.p.tolist()
    assert one.ratio.low.tolist() == other.ratio.low.tolist()


def test_doubling_every_text_changes_no_rate_and_no_p(three: Corpus) -> None:
    family, articles = three
    assert isinstance(family.base, np.ndarray)
    twice = Family(family.kind, family.items, family.hits * 2, family.base * 2)
    one, other = pair(family, articles, POST, HERALD), pair(twice, articles, POST, HERALD)
    np.testing.assert_allclose(one.target.sums.rate, other.target.sums.rate)
    np.testing.assert_allclose(one.ratio.low, other.ratio.low)
    np.testing.assert_allclose(one.p, other.p)


@given(cut=st.integers(1, 89))
def test_parts_merge_exactly(three: Corpus, cut: int) -> None:
    family, articles = three
    assert isinstance(family.base, np.ndarray)
    whole = group_sums(family, articles.outlet, 3)
    parts = [
        group_sums(
            Family("word", family.items, family.hits[part], family.base[part]),
            articles.outlet[part],
            3,
        )
        for part in (slice(None, cut), slice(cut, None))
    ]
    merged = parts[0] + parts[1]
    for name in whole.sums.__slots__:
        assert np.array_equal(getattr(merged.sums, name), getattr(whole.sums, name))
    assert np.array_equal(merged.found, whole.found)


def test_group_sums_are_those_of_full_tables(three: Corpus) -> None:
    family, articles = three
    assert isinstance(family.base, np.ndarray)
    found = group_sums(family, articles.outlet, 3)
    post = articles.outlet == POST
    expected = sums_of(family.hits[post].toarray().T, family.base[post])
    for name in expected.__slots__:
        assert np.array_equal(getattr(found.sums, name)[POST], getattr(expected, name))


def test_one_pass_gives_what_each_pair_gives(three: Corpus) -> None:
    together = against_the_rest(*three, [GAZETTE, POST])
    for target, rows in zip((GAZETTE, POST), together, strict=True):
        alone = pair(*three, target, THE_REST)
        assert rows.item.tolist() == alone.item.tolist()
        np.testing.assert_allclose(rows.p, alone.p, rtol=0.3)
        assert rows.ratio.low.tolist() == alone.ratio.low.tolist()
        assert rows.claimed.tolist() == alone.claimed.tolist()


def test_each_row_says_only_what_its_size_allows() -> None:
    """Outlets of 1, 3, 5 and 40 articles side by side."""
    sizes = (1, 3, 5, 40)
    rng = np.random.default_rng(3)
    outlet = np.repeat(np.arange(4), sizes)
    words = np.full(len(outlet), 500)
    hits = csr_matrix(rng.poisson(4, (len(outlet), 2)))
    articles = Articles([str(n) for n in range(len(outlet))], outlet, tuple("abcd"))
    family = Family("category", ["x", "y"], hits, words)
    one, three, five = (pair(family, articles, side, 3) for side in (0, 1, 2))
    assert np.isnan([one.ratio.value, one.ratio.low, one.ratio.high, one.p, one.q]).all()
    assert not np.isnan([three.ratio.value, three.ratio.low, three.ratio.high]).any()
    assert np.isnan([three.p, three.q]).all()
    assert not np.isnan([five.p, five.q]).any()


def test_names_are_choices_among_the_mentions_of_a_referent() -> None:
    # One article in three mentions the referent; the others are no part of the sample.
    outlet = np.repeat([0, 1], 30)
    mentions = np.where(np.arange(60) % 3 == 0, 2, 0)
    loaded = np.where((outlet == 0) & (mentions > 0), 2, 0)
    family = Family(
        "name", ["x:regime"], csr_matrix(loaded[:, np.newaxis]), csr_matrix(mentions[:, np.newaxis])
    )
    articles = Articles([str(n) for n in range(60)], outlet, ("a", "b"))
    rows = pair(family, articles, 0, 1)
    assert rows.target.sums.articles.tolist() == [10]
    assert rows.target.sums.words.tolist() == [20]
    assert rows.target.sums.rate.tolist() == [1.0]
    assert rows.p[0] < 0.001


def test_stories_of_one_side_do_not_count(three: Corpus) -> None:
    family, articles = three
    assert isinstance(family.base, np.ndarray)
    alone = vstack([family.hits, csr_matrix(np.full((1, 40), 500))]).tocsr()
    more = Family("word", family.items, alone, np.append(family.base, 500))
    wider = replace(
        articles,
        ids=[*articles.ids, "extra"],
        outlet=np.append(articles.outlet, POST),
        story=[*(articles.story or []), None],
    )
    one = pair(family, articles, POST, HERALD, matched=True)
    other = pair(more, wider, POST, HERALD, matched=True)
    assert one.p.tolist() == other.p.tolist()
    assert one.target.sums.hits.tolist() == other.target.sums.hits.tolist()


def test_without_stories_nothing_is_compared_within_them(three: Corpus) -> None:
    family, articles = three
    message = (
        "same story: the articles have no stories, so nothing can be compared within stories. "
        "Compare over all articles."
    )
    with pytest.raises(NotEnoughData, match=f"^{re.escape(message)}$"):
        pair(family, replace(articles, story=None), POST, HERALD, matched=True)
    message = (
        "same story: no story is covered by both sides. Compare over all articles, or add articles "
        "on the same events."
    )
    apart = replace(articles, story=[f"s{n}" for n in range(90)])
    with pytest.raises(NotEnoughData, match=f"^{re.escape(message)}$"):
        pair(family, apart, POST, HERALD, matched=True)
