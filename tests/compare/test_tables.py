"""Tables of comparisons: rows, periods, distances, robustness, and the self-test."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from scipy.sparse import csr_matrix

from framing.compare.distances import distances_table
from framing.compare.families import Family
from framing.compare.outlets import comparisons_table, every_pair, kind_rows
from framing.compare.periods import periods_table
from framing.compare.robustness import AS_REPORTED, SAME_STORY, robustness_table
from framing.compare.selftest import null_table
from framing.compare.sides import THE_REST, Articles
from framing.compare.tables import dispersions
from framing.stats.dispersion import deviation_of_proportions
from framing.stats.rates import own_rate

Corpus = tuple[Family, Articles]


def _main(corpus: Corpus) -> Family:
    """Return the hits of one item as the main measure."""
    family = corpus[0].take(np.array([0]))
    return Family("main", ["loaded"], family.hits, family.base)


def test_dispersion_is_that_of_full_counts(three: Corpus) -> None:
    family, articles = three
    post = articles.outlet == 2
    assert isinstance(family.base, np.ndarray)
    found = dispersions(family, np.arange(40), post)
    expected = [
        deviation_of_proportions(family.hits[post][:, [item]].toarray().ravel(), family.base[post])
        for item in range(40)
    ]
    np.testing.assert_allclose(found, expected)
    shared = Family("name", family.items, family.hits, csr_matrix(np.tile(family.base, (40, 1)).T))
    np.testing.assert_allclose(dispersions(shared, np.arange(40), post), expected)


def test_a_report_compares_each_outlet_with_the_rest(three: Corpus) -> None:
    table = comparisons_table(
        [kind_rows(one, three[1]) for one in (_main(three), three[0])]
    ).to_pylist()
    assert [row["target"] for row in table if row["kind"] == "main"] == [
        "Gazette",
        "Herald",
        "Post",
    ]
    assert {row["reference"] for row in table} == {"the rest"}
    post = next(row for row in table if row["kind"] == "main" and row["target"] == "Post")
    assert post["articles_target"], post["articles_reference"] == (30, 60)
    assert post["stories"] == 15
    assert post["ratio"] > 2
    words = [row["item"] for row in table if row["kind"] == "word" and row["target"] == "Post"]
    assert set(words[:3]) <= {f"w0{number}" for number in range(5)}


def test_two_outlets_are_compared_once_and_one_with_nothing(three: Corpus) -> None:
    family, articles = three
    assert isinstance(family.base, np.ndarray)
    kept = np.flatnonzero(articles.outlet < 2)
    two = Articles([articles.ids[n] for n in kept.tolist()], articles.outlet[kept], ("G", "H"))
    part = Family("word", family.items, family.hits[kept], family.base[kept])
    assert {
        (r["target"], r["reference"]) for r in comparisons_table([kind_rows(part, two)]).to_pylist()
    } == {("G", "H")}
    one = Articles(two.ids, np.zeros(len(kept), dtype=np.int64), ("G",))
    assert len(comparisons_table([kind_rows(part, one)])) == 0


def test_every_two_outlets(three: Corpus) -> None:
    pairs = [(target, reference) for target, reference, _ in every_pair(*three)]
    assert pairs == [(0, 1), (0, 2), (1, 2)]


def test_rates_by_month_and_their_total(three: Corpus) -> None:
    family, articles = _main(three), three[1]
    dates = [f"2026-{1 + number % 9:02d}-03" for number in range(89)] + [""]
    rows = periods_table(family, articles, dates).to_pylist()
    assert {row["unit"] for row in rows} == {"month"}
    assert sum(row["hits"] for row in rows) == family.hits[:89].sum()
    mine = [n for n in range(89) if dates[n] == "2026-02-03" and articles.outlet[n] == 1]
    expected = own_rate(
        family.hits[mine].toarray().ravel(), np.asarray(family.base)[mine], per=1000
    )
    row = next(r for r in rows if r["period"] == "2026-02-01" and r["outlet"] == "Herald")
    assert expected.interval is not None
    assert (row["rate"], row["low"]) == pytest.approx((expected.value, expected.interval.low))


def test_a_few_weeks_have_no_course(three: Corpus) -> None:
    assert len(periods_table(_main(three), three[1], ["2026-01-01", "2026-02-01"] * 45)) == 0


def test_distance_beside_what_chance_gives(three: Corpus) -> None:
    post, gazette = distances_table(*three, [(2, THE_REST), (0, 1)]).to_pylist()
    assert post["p"] < 0.01 < gazette["p"]
    assert post["distance"] > post["halves_high"]
    assert gazette["halves_low"] < gazette["distance"]
    assert post["auc"] > 0.75
    assert 0.2 < gazette["auc"] < 0.8


def test_a_difference_that_hangs_on_one_choice(three: Corpus) -> None:
    main = _main(three)
    even = csr_matrix(np.random.default_rng(1).poisson(3, (90, 1)))
    flat = Family("main", ["loaded"], even, np.full(90, 500))
    table = robustness_table({AS_REPORTED: main, "headlines left out": flat}, three[1]).to_pylist()
    post = {row["choice"]: row["holds"] for row in table if row["target"] == "Post"}
    assert post == {AS_REPORTED: "yes", "headlines left out": "no", SAME_STORY: "yes"}
    without = replace(three[1], story=None)
    assert SAME_STORY not in {
        r["choice"] for r in robustness_table({AS_REPORTED: main}, without).to_pylist()
    }


def test_halves_of_one_outlet_do_not_differ() -> None:
    """Bursty words: our rule claims nothing, G2 in every split."""
    rng = np.random.default_rng(5)
    words = rng.integers(200, 900, 120)
    rate = rng.gamma(0.3, 1 / 0.3, (120, 300)) * rng.uniform(0.002, 0.01, 300)
    family = Family(
        "word",
        [f"w{n}" for n in range(300)],
        csr_matrix(rng.poisson(rate * words[:, np.newaxis])),
        words,
    )
    ids = [f"a{number}" for number in range(120)]
    (row,) = null_table([family], ids, splits=5, share=0.5, seed=1).to_pylist()
    assert row["claims"] == 0
    assert row["p0.05"] <= 0.07
    assert row["claims_g2"] > 100
    assert row["splits_with_claims_g2"] == 5
