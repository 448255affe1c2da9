"""What a report compares: each outlet against the rest, or two with each other, kind by kind."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import pyarrow as pa

from framing.compare.families import Family
from framing.compare.pairs import Compared
from framing.compare.samestory import empty, within_table
from framing.compare.sides import THE_REST, Articles, against_the_rest, pair
from framing.compare.tables import no_rows, rows_table
from framing.settings import MOST_OUTLETS, MOST_ROWS
from framing.stats.arrays import RealArray
from framing.stats.multiplicity import benjamini_hochberg

# Kinds with so many items that a report keeps only the most certain rows of each pair.
_LONG = frozenset({"entry", "name", "word", "phrase"})
# Named before anything is seen, and told first whatever it shows: not chosen among the others.
_MAIN = "main"


@dataclass(frozen=True, slots=True, eq=False)
class KindRows:
    """The rows of one kind, pair by pair in the order of the targets.

    ``shown`` and ``within`` are tables of each pair: over all articles, and within stories; ``p``
    has all that was tested, also of rows that are not shown.
    """

    kind: str
    shown: tuple[pa.Table, ...]
    within: tuple[pa.Table, ...]
    p: RealArray


def kind_rows(family: Family, articles: Articles) -> KindRows:
    """Compare the pairs of a report by one kind of row."""
    shown, within, p = [], [], [np.zeros(0)]
    for target, reference, rows in compared_outlets(family, articles):
        order = rows.in_order()[: MOST_ROWS if family.kind in _LONG else None]
        chosen = rows.take(order if family.kind in _LONG else np.sort(order))
        shown.append(rows_table(family, chosen, articles, articles.of(target, reference)))
        within.append(within_table(family.take(chosen.item), articles, target, reference))
        p.append(rows.p[~np.isnan(rows.p)])
    return KindRows(family.kind, tuple(shown), tuple(within), np.concatenate(p))


def comparisons_table(found: Sequence[KindRows]) -> pa.Table:
    """Put the rows of all kinds together, pair by pair.

    Parameters
    ----------
    found : sequence of KindRows
        Of every kind that the report shows.

    Returns
    -------
    pyarrow Table
        Columns of ``TABLES["comparisons"]``. ``q`` is that of whole families, also where only the
        most certain rows are kept; ``q_all`` that of all kinds and pairs together, of the main
        measure that of its pairs: page one chooses among all rows, so it answers for all of them.
    """
    every = _Pool(np.concatenate([np.zeros(0), *(one.p for one in found)]))
    tables = [
        [_answering(table, _Pool(one.p) if one.kind == _MAIN else every) for table in one.shown]
        for one in found
    ]
    by_pair = zip(*tables, strict=True)
    return pa.concat_tables([no_rows(), *(part for parts in by_pair for part in parts)])


def stories_table(found: Sequence[KindRows]) -> pa.Table:
    """Put the comparisons within stories together, pair by pair."""
    parts = zip(*(one.within for one in found), strict=True)
    return pa.concat_tables([empty("within"), *(part for pair in parts for part in pair)])


class _Pool:
    """All p that some rows answer for, and q among them."""

    def __init__(self, p: RealArray) -> None:
        self._p = np.sort(p)
        self._q = np.append(benjamini_hochberg(self._p), np.nan)

    def q(self, p: RealArray) -> RealArray:
        """Return q of p that are in the pool, nan for nan."""
        return np.asarray(self._q[np.searchsorted(self._p, p)], dtype=np.float64)


def _answering(table: pa.Table, pool: _Pool) -> pa.Table:
    """Fill in ``q_all``."""
    p = np.asarray(table["p"].fill_null(np.nan), dtype=np.float64)
    place = table.column_names.index("q_all")
    return table.set_column(place, "q_all", pa.array(pool.q(p), pa.float64(), mask=np.isnan(p)))


def pairs_of(articles: Articles) -> list[tuple[int, int]]:
    """Return target and reference of the pairs of a report, the largest outlets at most."""
    outlets = len(articles.outlets)
    if outlets <= 2:  # noqa: PLR2004 -- one against the other
        return [(0, 1)] if outlets == 2 else []  # noqa: PLR2004
    sizes = np.bincount(articles.outlet, minlength=outlets)
    largest = np.argsort(-sizes, kind="stable")[:MOST_OUTLETS]
    return [(target, THE_REST) for target in sorted(largest.tolist())]


def compared_outlets(family: Family, articles: Articles) -> Iterator[tuple[int, int, Compared]]:
    """Yield target, reference and rows of the pairs of a report."""
    pairs = pairs_of(articles)
    if len(articles.outlets) == 2:  # noqa: PLR2004
        yield 0, 1, pair(family, articles, 0, 1)
    elif pairs:
        targets = [target for target, _ in pairs]
        for target, rows in zip(targets, against_the_rest(family, articles, targets), strict=True):
            yield target, THE_REST, rows


def every_pair(
    family: Family, articles: Articles, *, matched: bool = False
) -> Iterator[tuple[int, int, Compared]]:
    """Yield target, reference and rows of every two outlets, in their order."""
    for target in range(len(articles.outlets)):
        for reference in range(target + 1, len(articles.outlets)):
            yield target, reference, pair(family, articles, target, reference, matched=matched)
