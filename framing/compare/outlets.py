"""Which pairs a report compares: each outlet against the rest, or two with each other."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
import pyarrow as pa

from framing.compare.families import Family
from framing.compare.pairs import Compared
from framing.compare.sides import THE_REST, Articles, against_the_rest, pair
from framing.compare.tables import no_rows, rows_table
from framing.settings import MOST_OUTLETS, MOST_ROWS

# Kinds with so many items that a report keeps only the most certain rows of each pair.
_LONG = frozenset({"entry", "name", "word", "phrase"})


def comparisons_table(families: Sequence[Family], articles: Articles) -> pa.Table:
    """Compare each outlet with the rest; of two outlets, the first with the second.

    Parameters
    ----------
    families : sequence of Family
    articles : Articles

    Returns
    -------
    pyarrow Table
        Columns of ``TABLES["comparisons"]``, pair by pair. q is that of whole families, also where
        only the most certain rows are kept.
    """
    parts: dict[int, list[pa.Table]] = {}
    for family in families:
        for target, reference, rows in compared_outlets(family, articles):
            order = rows.in_order()[: MOST_ROWS if family.kind in _LONG else None]
            sides = articles.of(target, reference)
            shown = rows.take(order if family.kind in _LONG else np.sort(order))
            parts.setdefault(target, []).append(rows_table(family, shown, articles, sides))
    return pa.concat_tables([no_rows(), *(part for one in sorted(parts) for part in parts[one])])


def compared_outlets(family: Family, articles: Articles) -> Iterator[tuple[int, int, Compared]]:
    """Yield target, reference and rows of the pairs of a report, the largest outlets at most."""
    if len(articles.outlets) == 2:  # noqa: PLR2004 -- a pair
        yield 0, 1, pair(family, articles, 0, 1)
    elif len(articles.outlets) > 2:  # noqa: PLR2004
        sizes = np.bincount(articles.outlet, minlength=len(articles.outlets))
        targets = sorted(np.argsort(-sizes, kind="stable")[:MOST_OUTLETS].tolist())
        for target, rows in zip(targets, against_the_rest(family, articles, targets), strict=True):
            yield target, THE_REST, rows


def every_pair(
    family: Family, articles: Articles, *, matched: bool = False
) -> Iterator[tuple[int, int, Compared]]:
    """Yield target, reference and rows of every two outlets, in their order."""
    for target in range(len(articles.outlets)):
        for reference in range(target + 1, len(articles.outlets)):
            yield target, reference, pair(family, articles, target, reference, matched=matched)
