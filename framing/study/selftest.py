"""`doctor --null`: the statistics, tried where nothing differs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import pyarrow as pa

from framing.compare.families import Family
from framing.compare.selftest import null_table
from framing.corpus.reading import Reading
from framing.errors import NotEnoughData
from framing.model import Article
from framing.settings import NULL_SHARES, NULL_SPLITS, SEED, TEST_FROM


@dataclass(frozen=True, slots=True, eq=False)
class NullTest:
    """What the self-test found: a table for each division of the outlet, and which outlet."""

    outlet: str
    articles: int
    table: pa.Table


def largest_outlet(reading: Reading) -> tuple[Article, ...]:
    """Return the articles of the outlet that has most, the first by name of several.

    Raises
    ------
    NotEnoughData
        It has too few to be split into sides that are tested.
    """
    sizes = Counter(article.outlet for article in reading.articles)
    outlet, size = min(sizes.items(), key=lambda pair: (-pair[1], pair[0]))
    if size < 2 * TEST_FROM:
        raise NotEnoughData(
            f"the largest outlet, {outlet}, has {size} articles, and two sides need "
            f"{2 * TEST_FROM}.",
            where="self-test",
            fix="Name more articles.",
        )
    return tuple(article for article in reading.articles if article.outlet == outlet)


def null_test(families: Sequence[Family], articles: Sequence[Article]) -> NullTest:
    """Split an outlet into pretend outlets, evenly and unevenly, and count what is claimed."""
    ids = [article.id for article in articles]
    parts = []
    for share in NULL_SHARES:
        if min(share, 1 - share) * len(ids) < TEST_FROM:
            continue
        table = null_table(families, ids, splits=NULL_SPLITS, share=share, seed=SEED)
        first = round(share * len(ids))
        label = f"{first:,} against {len(ids) - first:,}"
        parts.append(table.add_column(0, "articles", pa.array([label] * len(table))))
    return NullTest(articles[0].outlet, len(ids), pa.concat_tables(parts))
