"""Within stories beside all articles, and the gap in two parts."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.sparse import csr_matrix

from framing.compare.families import Family
from framing.compare.outlets import comparisons_table, kind_rows, pairs_of, stories_table
from framing.compare.samestory import gaps_table, within_table
from framing.compare.sides import THE_REST, Articles, pair
from framing.settings import SPLIT_STORIES
from framing.stats.multiplicity import benjamini_hochberg

Corpus = tuple[Family, Articles]
GAZETTE, HERALD, POST = 0, 1, 2


def _main(corpus: Corpus, item: int = 0) -> Family:
    family = corpus[0].take(np.array([item]))
    return Family("main", ["loaded"], family.hits, family.base)


def test_ratios_within_stories_are_those_of_the_matched_comparison(three: Corpus) -> None:
    family, articles = three
    table = within_table(family, articles, POST, HERALD).to_pylist()
    rows = pair(family, articles, POST, HERALD, matched=True)
    shown = {row["item"]: row for row in table}
    for place, item in enumerate(rows.item.tolist()):
        row = shown[family.items[item]]
        assert row["ratio"] == pytest.approx(rows.ratio.value[place])
        assert row["low"] == pytest.approx(rows.ratio.low[place])
        assert row["hits_target"] == rows.target.sums.hits[place]
    assert {row["stories"] for row in table} == {15}


def test_without_shared_stories_there_is_nothing_to_show(three: Corpus) -> None:
    family, articles = three
    apart = replace(articles, story=[f"s{n}" for n in range(90)])
    assert len(within_table(family, apart, POST, HERALD)) == 0
    assert len(gaps_table([_main(three)], apart, [(POST, HERALD)])) == 0
    unknown = replace(articles, story=None)
    assert len(gaps_table([_main(three)], unknown, [(POST, HERALD)])) == 0


def test_the_two_parts_by_hand() -> None:
    # Rates 10/2000 and 4/1600. Stories 1 to 5 are told by both, the sixth by one of them.
    story = [f"s{n}" for n in (1, 2, 3, 4, 5, 6)] + [f"s{n}" for n in (1, 2, 3, 4, 5)]
    outlet = np.repeat([0, 1], [6, 5])
    words = np.array([300, 300, 300, 300, 300, 500, 320, 320, 320, 320, 320])
    hits = csr_matrix(np.array([[1], [1], [1], [1], [1], [5], [2], [1], [0], [1], [0]]))
    family = Family("main", ["loaded"], hits, words)
    articles = Articles([f"a{n}" for n in range(11)], outlet, ("A", "B"), story)
    (row,) = gaps_table([family], articles, pairs_of(articles)).to_pylist()
    within = (5 * 320) / (4 * 300)
    assert row["ratio"] == pytest.approx((10 / 2000) / (4 / 1600))
    assert row["words"] == pytest.approx(within)
    assert row["choice"] == pytest.approx(row["ratio"] / within)
    assert row["stories"] == 5
    assert row["words_low"] < within < row["words_high"]


@settings(max_examples=6)
@given(order=st.permutations(range(90)))
def test_the_order_of_articles_does_not_matter(three: Corpus, order: list[int]) -> None:
    family, articles = three
    assert isinstance(family.base, np.ndarray)
    mixed = replace(
        articles,
        ids=[articles.ids[n] for n in order],
        outlet=articles.outlet[order],
        story=[(articles.story or [])[n] for n in order],
    )
    one = _main(three)
    other = Family("main", one.items, one.hits[order], np.asarray(one.base)[order])
    pairs = [(POST, THE_REST), (GAZETTE, HERALD)]
    assert gaps_table([one], articles, pairs).equals(gaps_table([other], mixed, pairs))


def test_swapping_sides_inverts_every_part(three: Corpus) -> None:
    family = [_main(three)]
    (one,) = gaps_table(family, three[1], [(POST, HERALD)]).to_pylist()
    (other,) = gaps_table(family, three[1], [(HERALD, POST)]).to_pylist()
    for name in ("ratio", "choice", "words"):
        head = "" if name == "ratio" else f"{name}_"
        assert one[name] == pytest.approx(1 / other[name])
        assert one[f"{head}low"] == pytest.approx(1 / other[f"{head}high"])
    assert one["ratio"] == pytest.approx(one["choice"] * one["words"])


def test_a_planted_difference_is_one_of_words(three: Corpus) -> None:
    """Every outlet covers the same stories, so the choice of stories is nothing."""
    (row,) = gaps_table([_main(three)], three[1], [(POST, THE_REST)]).to_pylist()
    assert row["words_low"] > 1
    assert row["choice_low"] < 1 < row["choice_high"]


def test_few_shared_stories_have_no_interval(three: Corpus) -> None:
    story = [f"s{n % 30}" if n % 30 < SPLIT_STORIES - 1 else None for n in range(90)]
    few = replace(three[1], story=story)
    (row,) = gaps_table([_main(three)], few, [(POST, HERALD)]).to_pylist()
    assert row["stories"] == SPLIT_STORIES - 1
    assert row["words_low"] is None
    assert row["words"] is not None


def test_q_of_page_one_is_that_of_all_kinds_and_pairs(three: Corpus) -> None:
    main = _main(three, 7)
    found = [kind_rows(one, three[1]) for one in (main, three[0])]
    table = comparisons_table(found).to_pylist()
    p = np.concatenate([one.p for one in found])
    together = dict(zip(p.tolist(), benjamini_hochberg(p).tolist(), strict=True))
    words = [row for row in table if row["kind"] == "word" and row["p"] is not None]
    assert len(words) == 120
    for row in words:
        assert row["q_all"] == pytest.approx(together[row["p"]])
        assert row["q_all"] >= row["p"]
    mains = [row for row in table if row["kind"] == "main"]
    expected = benjamini_hochberg(np.array([row["p"] for row in mains]))
    assert [row["q_all"] for row in mains] == pytest.approx(expected.tolist())
    assert len(stories_table(found)) == len(table)


def test_outlets_of_1_3_5_and_40_articles_side_by_side() -> None:
    """Each row of every table says only what its size allows."""
    sizes = (1, 3, 5, 40)
    rng = np.random.default_rng(3)
    outlet = np.repeat(np.arange(4), sizes)
    hits = csr_matrix(rng.poisson(4, (49, 2)))
    articles = Articles(
        [f"a{n}" for n in range(49)], outlet, tuple("abcd"), [f"s{n % 7}" for n in range(49)]
    )
    family = Family("category", ["x", "y"], hits, np.full(49, 500))
    main = Family("main", ["loaded"], hits[:, [0]], np.full(49, 500))
    found = [kind_rows(one, articles) for one in (main, family)]
    rows = comparisons_table(found).to_pylist()
    allowed = {
        row["target"]: (row["said"], row["low"] is not None, row["q"] is not None) for row in rows
    }
    assert allowed == {
        "a": ("describe", False, False),
        "b": ("intervals", True, False),
        "c": ("test", True, True),
        "d": ("test", True, True),
    }
    assert all((row["q_all"] is None) == (row["q"] is None) for row in rows)
    assert all(row["ratio"] is None for row in rows if row["target"] == "a")
    within = {row["target"]: row["low"] is not None for row in stories_table(found).to_pylist()}
    assert not within["a"]
    assert within["d"]
    gaps = gaps_table([main], articles, pairs_of(articles)).to_pylist()
    assert "a" not in {row["target"] for row in gaps}
    ends = {row["target"]: row["words_low"] is not None for row in gaps}
    assert (ends["b"], ends["d"]) == (False, True)
