"""Compared rows as an Arrow table, with how widely each item is spread."""

from __future__ import annotations

import numpy as np
import pyarrow as pa

from framing.compare.families import Family
from framing.compare.pairs import Compared
from framing.compare.sides import Articles
from framing.model import TABLES
from framing.stats.arrays import BoolArray, LongArray, RealArray
from framing.stats.fewarticles import what_may_be_said

PER = 1000
REST = "the rest"

# Kinds whose rate is a share of mentions or words, from 0 to 1.
SHARES = frozenset({"name", "voice"})

_TEXT = frozenset({"kind", "item", "target", "reference", "said"})
_WHOLE = frozenset({"hits", "articles", "words", "with", "stories"})


def rows_table(
    family: Family, rows: Compared, articles: Articles, sides: tuple[BoolArray, BoolArray]
) -> pa.Table:
    """Return compared rows with the columns of ``TABLES["comparisons"]``.

    Parameters
    ----------
    family : Family
    rows : Compared
        Of that family, in the order they are to be shown in.
    articles : Articles
    sides : two bool arrays, shape (n_articles,)
        Which articles are of the target, and of the reference.

    Returns
    -------
    pyarrow Table
        ``rate`` is per 1,000 words, for names and voices a share of mentions or words;
        ``articles`` are those of the sample, ``with`` those that have the item; ``dp`` is Gries'
        dispersion, ``stories`` how many stories have the item. ``said`` tells what the number of
        articles allows: ``describe`` leaves ratio, interval, p and q empty, ``intervals`` p and q.
    """
    columns: dict[str, object] = {
        "kind": [family.kind] * len(rows),
        "item": [family.items[place] for place in rows.item.tolist()],
        "target": [_name(articles, sides[0])] * len(rows),
        "reference": [_name(articles, sides[1])] * len(rows),
        "said": [what_may_be_said(number) for number in rows.smaller.tolist()],
        "ratio": np.where(np.isinf(rows.ratio.value), np.nan, rows.ratio.value),
        "low": rows.ratio.low,
        "high": rows.ratio.high,
        "p": rows.p,
        "q": rows.q,
        # Filled in once all kinds of rows are known.
        "q_all": np.full(len(rows), np.nan),
        "stories": _stories(family, rows.item, articles, sides),
    }
    for name, group, members in zip(
        ("target", "reference"), (rows.target, rows.reference), sides, strict=True
    ):
        columns[f"hits_{name}"] = group.sums.hits
        columns[f"articles_{name}"] = group.sums.articles
        columns[f"words_{name}"] = group.sums.words
        columns[f"rate_{name}"] = (1 if family.kind in SHARES else PER) * group.sums.rate
        columns[f"with_{name}"] = group.found
        columns[f"dp_{name}"] = dispersions(family, rows.item, members)
    return pa.table({name: _column(name, columns[name]) for name in TABLES["comparisons"]})


def no_rows() -> pa.Table:
    """Return the table of comparisons without any."""
    return pa.table({name: _column(name, []) for name in TABLES["comparisons"]})


def _name(articles: Articles, members: BoolArray) -> str:
    """Return the outlet of a side; several together are the rest."""
    outlets = np.unique(articles.outlet[members])
    return articles.outlets[int(outlets[0])] if len(outlets) == 1 else REST


def _column(name: str, values: object) -> pa.Array:
    if name in _TEXT:
        return pa.array(values, pa.string())
    if name.partition("_")[0] in _WHOLE:
        return pa.array(values, pa.int64())
    numbers = np.asarray(values, dtype=np.float64)
    return pa.array(numbers, pa.float64(), mask=np.isnan(numbers))


def dispersions(family: Family, item: LongArray, members: BoolArray) -> RealArray:
    """Return Gries' DP of some items over the articles of one side; nan where none has a hit.

    See `framing.stats.dispersion`; this is half of 1 + the sum of |w - h| - w over the articles
    with a hit, w and h being their shares of words and hits.
    """
    chosen = family.take(item)
    kept = np.flatnonzero(members)
    hits = chosen.hits[kept].tocsc()
    column = np.repeat(np.arange(hits.shape[1]), np.diff(hits.indptr))
    if isinstance(chosen.base, np.ndarray):
        base = chosen.base[kept]
        total = np.full(hits.shape[1], base.sum(), dtype=np.float64)
        words = base[hits.indices]
    else:
        mentions = chosen.base[kept].tocsc()
        total = np.asarray(mentions.sum(axis=0), dtype=np.float64).ravel()
        words = np.asarray(mentions[hits.indices, column]).ravel()
    sums = np.asarray(hits.sum(axis=0), dtype=np.float64).ravel()
    with np.errstate(divide="ignore", invalid="ignore"):
        share, used = words / total[column], hits.data / sums[column]
        beyond = np.bincount(column, weights=np.abs(share - used) - share, minlength=hits.shape[1])
        return np.where(sums > 0, (1 + beyond) / 2, np.nan)


def _stories(
    family: Family, item: LongArray, articles: Articles, sides: tuple[BoolArray, BoolArray]
) -> pa.Array:
    """Return in how many stories each item occurs; null where stories are not known."""
    if not articles.has_stories:
        return pa.nulls(len(item), pa.int64())
    number = articles.story_number
    hits = family.hits[:, item].tocoo()
    inside = (sides[0] | sides[1])[hits.row] & (hits.data > 0)
    cells = np.unique(hits.col[inside].astype(np.int64) * len(number) + number[hits.row[inside]])
    return pa.array(np.bincount(cells // len(number), minlength=len(item)), pa.int64())
