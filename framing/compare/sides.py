"""Sides of a comparison, and confirming by shuffles what their formulas would claim."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from framing.compare.families import Family, group_sums
from framing.compare.pairs import Compared, compared, testable, without_single, worth_a_row
from framing.compare.within import matched, strata_of
from framing.errors import NotEnoughData
from framing.stats.arrays import BoolArray, LongArray, RealArray
from framing.stats.hashing import identities
from framing.stats.multiplicity import benjamini_hochberg
from framing.stats.resampling import (
    Claim,
    shuffled_p,
    shuffled_p_against_the_rest,
    shuffles_needed,
)
from framing.stats.shuffles import plan_of
from framing.stats.surplus import surplus_of

StoryLabels = np.ndarray[tuple[int], np.dtype[np.str_]]

# The other side of an outlet that is compared with all others together.
THE_REST = -1


@dataclass(frozen=True, eq=False)
class Articles:
    """The sample: which outlet and which story every article is of.

    Parameters
    ----------
    ids : sequence of str
    outlet : int array, shape (n_articles,)
        Place in ``outlets``.
    outlets : sequence of str
    story : sequence of str or None, optional
        Label of each article's story; None or empty where it has none of its own.
    seed : int
    """

    ids: Sequence[str]
    outlet: LongArray
    outlets: Sequence[str]
    story: Sequence[str | None] | None = None
    seed: int = 0

    @property
    def has_stories(self) -> bool:
        """Whether any article has a story."""
        return self.story is not None and any(self.story)

    @cached_property
    def story_label(self) -> StoryLabels:
        """The story of each article; one without a label is a story of its own."""
        stories = self.story or [None] * len(self.ids)
        labels = [
            f"story {label}" if label else f"article {own}"
            for label, own in zip(stories, self.ids, strict=True)
        ]
        return np.array(labels, dtype=np.str_)

    @cached_property
    def story_number(self) -> LongArray:
        """The story of each article as a number."""
        return np.unique(self.story_label, return_inverse=True)[1].astype(np.int64)

    def of(self, target: int, reference: int) -> tuple[BoolArray, BoolArray]:
        """Return which articles are of either side."""
        mine = self.outlet == target
        return mine, ~mine if reference == THE_REST else self.outlet == reference


@dataclass(frozen=True, slots=True, eq=False)
class Division:
    """Who is on which side, for shuffling.

    Parameters
    ----------
    side : int array, shape (n_articles,)
        0 for the target, 1 for the reference, -1 for neither.
    first : int
        The side that is given the first articles of a shuffle.
    strata : sequence of str, length n_articles, optional
        The story of each article, where labels change places within stories only.
    """

    side: LongArray
    first: int
    strata: Sequence[str] | None = None


def pair(
    family: Family, articles: Articles, target: int, reference: int, *, matched: bool = False
) -> Compared:
    """Compare two outlets, or one with all others together.

    Parameters
    ----------
    family : Family
    articles : Articles
    target, reference : int
        Places of outlets; the reference may be ``THE_REST``.
    matched : bool
        Whether to compare within stories only.

    Returns
    -------
    Compared
        Confirmed by shuffles.
    """
    mine, other = articles.of(target, reference)
    side = np.where(mine, 0, np.where(other, 1, -1)).astype(np.int64)
    if matched:
        first = _first(articles, None if reference == THE_REST else (target, reference))
        return _within_stories(family, articles, side, first)
    sums = group_sums(family, side, 2)
    rows = compared(family, *(sums.over(np.array([group])) for group in (0, 1)))
    names = None if reference == THE_REST else (target, reference)
    return confirm(rows, family, articles, Division(side, _first(articles, names)))


def against_the_rest(family: Family, articles: Articles, targets: Sequence[int]) -> list[Compared]:
    """Compare each of some outlets with all others together, with one pass over the shuffles.

    Returns
    -------
    list of Compared
        What ``pair(family, articles, target, THE_REST)`` gives for each target.
    """
    # One group more holds the outlets that are no targets.
    group = np.full(len(articles.outlets), len(targets), dtype=np.int64)
    group[list(targets)] = np.arange(len(targets))
    sums = group_sums(family, group[articles.outlet], len(targets) + 1)
    every = np.arange(len(targets) + 1)
    rows = [
        compared(family, sums.over(every[[one]]), sums.over(np.delete(every, one)))
        for one in range(len(targets))
    ]
    asked = [found.unconfirmed() for found in rows]
    shuffled = [np.zeros(len(open_rows)) for open_rows in asked]
    wanted = [found.item[open_rows] for found, open_rows in zip(rows, asked, strict=True)]
    for items in _samples(family, np.unique(np.concatenate(wanted))):
        here = [np.isin(one, items) for one in wanted]
        busy = [place for place, chosen in enumerate(here) if chosen.any()]
        spoken = np.flatnonzero(family.base_of(int(items[0])) > 0)
        claims = [
            Claim(
                np.flatnonzero(articles.outlet[spoken] == targets[place]),
                family.hits[spoken][:, wanted[place][here[place]]],
                _shuffles(rows[place], len(spoken)),
            )
            for place in busy
        ]
        identity = identities([articles.ids[place] for place in spoken.tolist()])
        words = family.base_of(int(items[0]))[spoken]
        found = shuffled_p_against_the_rest(claims, words, identity, seed=articles.seed)
        for place, p in zip(busy, found, strict=True):
            shuffled[place][here[place]] = p
    return [one.confirmed(o, p) for one, o, p in zip(rows, asked, shuffled, strict=True)]


def _samples(family: Family, items: LongArray) -> list[LongArray]:
    """Return the items that are counted in the same words of the same articles, together."""
    if isinstance(family.base, np.ndarray):
        return [items] if len(items) else []
    # Each name has the mentions of its referent.
    base = family.base[:, items].tocsc()
    base.sort_indices()
    alike: dict[tuple[bytes, bytes], list[int]] = {}
    for item, low, high in zip(items.tolist(), base.indptr, base.indptr[1:], strict=False):
        key = base.indices[low:high].tobytes(), base.data[low:high].tobytes()
        alike.setdefault(key, []).append(item)
    return [np.array(places, dtype=np.int64) for places in alike.values()]


def _shuffles(rows: Compared, articles: int) -> int:
    return shuffles_needed(len(rows.unconfirmed()), int((~np.isnan(rows.p)).sum()), articles)


def _first(articles: Articles, names: tuple[int, int] | None) -> int:
    """Return which side, 0 or 1, is given the first articles of a shuffle.

    Of two outlets the alphabetically first, so that the sides can be swapped; an outlet goes
    before all others together.
    """
    if names is None:
        return 0
    return int(articles.outlets[names[0]] > articles.outlets[names[1]])


def confirm(rows: Compared, family: Family, articles: Articles, division: Division) -> Compared:
    """Raise the p of rows that would be claimed to what shuffled labels show."""
    asked = rows.unconfirmed()
    wanted, p = rows.item[asked], np.zeros(len(asked))
    for items in _samples(family, np.unique(wanted)):
        here = np.isin(wanted, items)
        p[here] = _shuffled(family.take(wanted[here]), articles, division, rows)
    return rows.confirmed(asked, p)


def _shuffled(family: Family, articles: Articles, division: Division, rows: Compared) -> RealArray:
    """Return the p of all items of a family that has one sample; ``rows`` are all it came from."""
    base, side, strata = family.base_of(0), division.side, division.strata
    kept = np.flatnonzero((side >= 0) & (base > 0))
    places = kept.tolist()
    plan = plan_of(
        [articles.ids[place] for place in places],
        # Only the order of the two names matters here.
        ["a" if side[place] == division.first else "b" for place in places],
        None if strata is None else [strata[place] for place in places],
        seed=articles.seed,
    )
    surplus = surplus_of(family.hits[kept], base[kept], plan)
    return shuffled_p(surplus, plan, shuffles=_shuffles(rows, len(kept)))


def _within_stories(family: Family, articles: Articles, side: LongArray, first: int) -> Compared:
    """Compare two sides story by story; what only one side covers does not count."""
    if not articles.has_stories:
        raise NotEnoughData(
            "the articles have no stories, so nothing can be compared within stories.",
            where="same story",
            fix="Compare over all articles.",
        )
    strata = strata_of(articles.story_number, side)
    sums = group_sums(family, strata.side, 2)
    a, b = (sums.over(np.array([one])) for one in (0, 1))
    item = np.flatnonzero(worth_a_row(family, a, b))
    a, b = a.take(item), b.take(item)
    ratio, p = matched(family.take(item), strata)
    p = np.where(testable(a, b), p, np.nan)
    rows = Compared(item, a, b, without_single(ratio, a, b), p, benjamini_hochberg(p))
    division = Division(strata.side, first, articles.story_label.tolist())
    return confirm(rows, family, articles, division)
