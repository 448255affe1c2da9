"""What is compared as one kind of row: hits of items in articles, as sparse counts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from framing.stats.arrays import BoolArray, LongArray
from framing.stats.sums import Sums

if TYPE_CHECKING:
    from scipy.sparse import csr_matrix

# Kinds that make up a profile of all words: thousands of items, most of them rare.
PROFILES = frozenset({"word", "phrase"})
# Kinds whose rows are single terms, which scatter otherwise than categories do.
TERM_KINDS = frozenset({"entry", "word", "phrase", "name"})


@dataclass(frozen=True, slots=True, eq=False)
class Family:
    """Hits of some items in every article, and the words they are counted in.

    Parameters
    ----------
    kind : str
        main, strong, category, entry, name, voice, word or phrase: a family for correction.
    items : sequence of str, length n_items
    hits : sparse rows of int64, shape (n_articles, n_items)
    base : int array, shape (n_articles,), or sparse rows, shape (n_articles, n_items)
        Words of each article in the voices that count; for names the mentions of the referent, an
        item a column. An article with none is not part of the sample.
    """

    kind: str
    items: Sequence[str]
    hits: csr_matrix
    base: LongArray | csr_matrix

    @property
    def term(self) -> bool:
        """Whether the items are single terms."""
        return self.kind in TERM_KINDS

    def take(self, columns: LongArray | BoolArray) -> Family:
        """Return some of the items."""
        places = np.flatnonzero(columns) if columns.dtype == np.bool_ else columns
        base = self.base if isinstance(self.base, np.ndarray) else self.base[:, places]
        items = [self.items[place] for place in places.tolist()]
        return Family(self.kind, items, self.hits[:, places], base)

    def base_of(self, item: int) -> LongArray:
        """Return the words, or mentions, that one item is counted in, article by article."""
        if isinstance(self.base, np.ndarray):
            return self.base
        return np.asarray(self.base[:, [item]].toarray(), dtype=np.int64).ravel()


def family_of(
    kind: str,
    items: Sequence[str],
    item: LongArray,
    article: LongArray,
    base: LongArray | csr_matrix,
) -> Family:
    """Count hits by article and item.

    Parameters
    ----------
    kind : str
    items : sequence of str
    item, article : int arrays, shape (n_hits,)
        What each hit is of, and where it stands.
    base : int array or sparse rows
        As `Family` has it.
    """
    from scipy.sparse import csr_matrix  # noqa: PLC0415 -- slow to import

    ones = np.ones(len(item), dtype=np.int64)
    shape = (base.shape[0], len(items))
    return Family(kind, items, csr_matrix((ones, (article, item)), shape=shape), base)


@dataclass(frozen=True, slots=True, eq=False)
class GroupSums:
    """Sums over the articles of each group, of shape (n_groups, n_items).

    ``found`` counts the articles with any hit. Those of parts of a corpus add up.
    """

    sums: Sums
    found: LongArray

    def __add__(self, other: GroupSums) -> GroupSums:
        return GroupSums(self.sums + other.sums, self.found + other.found)

    def over(self, groups: LongArray) -> GroupSums:
        """Return the sums over some groups together, of shape (n_items,)."""
        return GroupSums(self.sums.over(groups), self.found[groups].sum(axis=0))

    def take(self, rows: LongArray | BoolArray) -> GroupSums:
        """Return the sums of some items."""
        return GroupSums(self.sums.take(rows), self.found[..., rows])


def group_sums(family: Family, group: LongArray, groups: int) -> GroupSums:
    """Return the sums over the articles of each group.

    Parameters
    ----------
    family : Family
    group : int array, shape (n_articles,)
        Of outlets, or of outlets within stories; -1 leaves an article out.
    groups : int
        How many there are.

    Examples
    --------
    >>> from scipy.sparse import csr_matrix
    >>> hits = csr_matrix([[2], [0], [1]])
    >>> family = Family("word", ["dud"], hits, np.array([9, 8, 7]))
    >>> found = group_sums(family, np.array([0, 1, 1]), 2)
    >>> found.sums.hits.tolist(), found.sums.hits_words.tolist(), found.found.tolist()
    ([[2], [1]], [[18], [7]], [[1], [1]])
    """
    from scipy.sparse import csr_matrix  # noqa: PLC0415 -- slow to import

    kept = np.flatnonzero(group >= 0)
    ones = np.ones(len(kept), dtype=np.int64)
    gather = csr_matrix((ones, (group[kept], kept)), shape=(groups, len(group)))
    hits = family.hits.astype(np.int64)
    some = hits.astype(np.bool_).astype(np.int64)
    shape = (groups, hits.shape[1])

    def summed(matrix: csr_matrix) -> LongArray:
        return np.asarray((gather @ matrix).toarray(), dtype=np.int64)

    if isinstance(family.base, np.ndarray):
        words = family.base.astype(np.int64)
        per_group = [gather @ part for part in ((words > 0).astype(np.int64), words, words * words)]
        articles, lengths, squares = (
            np.broadcast_to(part[:, np.newaxis], shape) for part in per_group
        )
        crossed = summed(csr_matrix(hits.multiply(words[:, np.newaxis])))
    else:
        base = family.base.astype(np.int64)
        articles = summed(base.astype(np.bool_).astype(np.int64))
        lengths, squares = summed(base), summed(base.multiply(base))
        crossed = summed(hits.multiply(base))
    sums = Sums(articles, summed(hits), lengths, summed(hits.multiply(hits)), crossed, squares)
    return GroupSums(sums, summed(some))
