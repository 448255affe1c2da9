"""One pair of sides, all items of a family at once: ratios, intervals, p and q."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from framing.compare.families import PROFILES, Family, GroupSums
from framing.settings import (
    CONFIRM_BELOW,
    DESCRIBE_UP_TO,
    FALSE_DISCOVERY_RATE,
    LEAST_ARTICLES,
    LEAST_HITS,
    TEST_FROM,
)
from framing.stats.arrays import BoolArray, Estimates, LongArray, RealArray
from framing.stats.multiplicity import benjamini_hochberg, claimed
from framing.stats.ratios import ratios
from framing.stats.scoretest import reported_p


@dataclass(frozen=True, slots=True, eq=False)
class Compared:
    """Items of a family in one pair of sides; all arrays have one item a row.

    Parameters
    ----------
    item : int array
        Places among the items of the family.
    target, reference : GroupSums
        Of the articles of either side; within stories, of those in shared stories.
    ratio : Estimates
        Target over reference.
    p, q : float arrays
        nan where nothing was tested. Before it is confirmed, p is that of the formulas.
    """

    item: LongArray
    target: GroupSums
    reference: GroupSums
    ratio: Estimates
    p: RealArray
    q: RealArray

    def __len__(self) -> int:
        return len(self.item)

    @property
    def smaller(self) -> LongArray:
        """Articles on the smaller side: what may be said hangs on them."""
        return np.minimum(self.target.sums.articles, self.reference.sums.articles)

    @property
    def claimed(self) -> BoolArray:
        """Which differences may be claimed."""
        return claimed(self.q, self.ratio.low, self.ratio.high)

    @property
    def certainty(self) -> RealArray:
        """How far the interval's nearer end is from 1, as a logarithm; -inf where it holds 1."""
        with np.errstate(divide="ignore", invalid="ignore"):
            reach = np.fmax(np.log(self.ratio.low), -np.log(self.ratio.high))
        return np.where(reach > 0, reach, -np.inf)

    def unconfirmed(self) -> LongArray:
        """Return the rows that shuffles have to confirm: those that would be claimed.

        Shuffles only raise p, so rows that the formulas do not let through need none.
        """
        return np.flatnonzero((self.p < CONFIRM_BELOW) & (self.q < FALSE_DISCOVERY_RATE))

    def confirmed(self, rows: LongArray, shuffled: RealArray) -> Compared:
        """Return the comparison with what shuffles say of some of its rows."""
        p = self.p.copy()
        p[rows] = np.maximum(p[rows], shuffled)
        return replace(self, p=p, q=benjamini_hochberg(p))

    def in_order(self) -> LongArray:
        """Return the rows: claimed differences by certainty, then the others by p, then by hits."""
        hits = self.target.sums.hits + self.reference.sums.hits
        certainty = np.where(self.claimed, self.certainty, -np.inf)
        p = np.where(np.isnan(self.p), np.inf, self.p)
        return np.lexsort((self.item, -hits, p, -certainty))

    def take(self, rows: LongArray | BoolArray) -> Compared:
        """Return some of the rows; q stays that of the whole family."""
        return Compared(
            self.item[rows],
            self.target.take(rows),
            self.reference.take(rows),
            self.ratio.take(rows),
            self.p[rows],
            self.q[rows],
        )


def compared(family: Family, target: GroupSums, reference: GroupSums) -> Compared:
    """Compare two sides over all their articles; p is still to be confirmed by shuffles.

    Parameters
    ----------
    family : Family
    target, reference : GroupSums
        Of shape (n_items,).

    Returns
    -------
    Compared
        Rows for the items with a hit on either side. Ratios and intervals where the smaller side
        allows them; p for items with enough hits in enough articles, from five articles a side.
    """
    item = np.flatnonzero(worth_a_row(family, target, reference))
    a, b = target.take(item), reference.take(item)
    ratio = ratios(a.sums, b.sums, term=family.term)
    tested = np.flatnonzero(testable(a, b))
    p = np.full(len(item), np.nan)
    p[tested] = reported_p(a.sums.take(tested), b.sums.take(tested))
    return Compared(item, a, b, without_single(ratio, a, b), p, benjamini_hochberg(p))


def worth_a_row(family: Family, target: GroupSums, reference: GroupSums) -> BoolArray:
    """Return which items get a row: those with a hit; of words and phrases, those to be tested.

    With too few articles for a test, words and phrases with as many hits are described.
    """
    hits = target.sums.hits + reference.sums.hits
    if family.kind not in PROFILES:
        return np.asarray(hits > 0, dtype=np.bool_)
    few = np.minimum(target.sums.articles, reference.sums.articles) < TEST_FROM
    return np.asarray((hits >= LEAST_HITS) & (few | _frequent(target, reference)), dtype=np.bool_)


def testable(target: GroupSums, reference: GroupSums) -> BoolArray:
    """Return which items are tested: fixed beforehand, and blind to how hits are divided."""
    smaller = np.minimum(target.sums.articles, reference.sums.articles)
    return np.asarray(_frequent(target, reference) & (smaller >= TEST_FROM), dtype=np.bool_)


def _frequent(target: GroupSums, reference: GroupSums) -> BoolArray:
    enough = target.sums.hits + reference.sums.hits >= LEAST_HITS
    return np.asarray(enough & (target.found + reference.found >= LEAST_ARTICLES), dtype=np.bool_)


def without_single(ratio: Estimates, target: GroupSums, reference: GroupSums) -> Estimates:
    """Leave the ratio out where a side has one article: it says nothing about its outlet."""
    smaller = np.minimum(target.sums.articles, reference.sums.articles)
    value = np.where(smaller <= DESCRIBE_UP_TO, np.nan, ratio.value)
    return Estimates(value, ratio.low, ratio.high, ratio.overdispersed)
