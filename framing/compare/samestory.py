"""The comparison within stories beside that over all articles, and what the gap is made of.

A gap over all articles has two parts: which stories an outlet covers, and how it words the ones
that others cover too.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pyarrow as pa

from framing.compare.families import Family, group_sums
from framing.compare.pairs import without_single
from framing.compare.sides import THE_REST, Articles
from framing.compare.tables import REST
from framing.compare.within import Strata, matched, story_sums, strata_of
from framing.errors import NotEnoughData
from framing.model import TABLES
from framing.settings import CONFIDENCE, DESCRIBE_UP_TO, RESAMPLES, SPLIT_STORIES
from framing.stats.arrays import LongArray, RealArray
from framing.stats.hashing import identities, poisson_weights

# Weights of stories held at once: 32 MB.
_WEIGHTS_AT_ONCE = 4_000_000
_TEXT = frozenset({"kind", "item", "target", "reference"})
_WHOLE = frozenset({"stories", "articles", "hits"})


def shared_stories(articles: Articles, target: int, reference: int) -> Strata | None:
    """Return the stories that both sides cover; None where there is none."""
    if not articles.has_stories:
        return None
    mine, other = articles.of(target, reference)
    side = np.where(mine, 0, np.where(other, 1, -1)).astype(np.int64)
    try:
        return strata_of(articles.story_number, side)
    except NotEnoughData:
        return None


def within_table(family: Family, articles: Articles, target: int, reference: int) -> pa.Table:
    """Return the ratio of each item within the stories that both sides cover.

    Parameters
    ----------
    family : Family
        Of the items that are asked for.
    articles : Articles
    target, reference : int
        Places of outlets; the reference may be ``THE_REST``.

    Returns
    -------
    pyarrow Table
        Columns of ``TABLES["within"]``; no rows where no story is shared. Nothing is tested here:
        `framing compare --same-story` does that.
    """
    strata = shared_stories(articles, target, reference)
    if strata is None or not family.items:
        return empty("within")
    sums = group_sums(family, strata.side, 2)
    a, b = (sums.over(np.array([one])) for one in (0, 1))
    ratio, _ = matched(family, strata)
    ratio = without_single(ratio, a, b)
    columns: dict[str, object] = {
        **_names(family, articles, target, reference),
        "stories": [strata.count] * len(family.items),
        "articles_target": a.sums.articles,
        "articles_reference": b.sums.articles,
        "hits_target": a.sums.hits,
        "hits_reference": b.sums.hits,
        "ratio": np.where(np.isinf(ratio.value), np.nan, ratio.value),
        "low": ratio.low,
        "high": ratio.high,
    }
    return _table("within", columns)


def gaps_table(
    families: Sequence[Family], articles: Articles, pairs: Sequence[tuple[int, int]]
) -> pa.Table:
    """Split the gap between two sides into choice of stories and choice of words.

    Parameters
    ----------
    families : sequence of Family
        Each of one item, counted in words.
    articles : Articles
    pairs : sequence of (int, int)
        Places of outlets; the reference may be ``THE_REST``.

    Returns
    -------
    pyarrow Table
        Columns of ``TABLES["gaps"]``. ``ratio`` is that of the rates over all articles, ``words``
        that within shared stories (Mantel and Haenszel), ``choice`` the rest: ratio = choice x
        words. Intervals from resamples of stories; none with under five shared ones. No rows for
        sides of one article, or without a shared story or a hit on either side.
    """
    tables = [empty("gaps")]
    for family in families:
        sides = [
            (target, reference, *articles.of(target, reference)) for target, reference in pairs
        ]
        for target, reference, mine, other in sides:
            strata = shared_stories(articles, target, reference)
            if strata is None or min(mine.sum(), other.sum()) <= DESCRIBE_UP_TO:
                continue
            found = split(family, articles, strata, np.where(mine, 0, np.where(other, 1, -1)))
            if found is None:
                continue
            columns: dict[str, object] = {
                **_names(family, articles, target, reference),
                "stories": [strata.count],
            }
            for name, (value, low, high) in zip(("", "choice", "words"), found, strict=True):
                head = f"{name}_" if name else ""
                columns |= {name or "ratio": [value], f"{head}low": [low], f"{head}high": [high]}
            tables.append(_table("gaps", columns))
    return pa.concat_tables(tables)


Part = tuple[float, float, float]


def split(
    family: Family, articles: Articles, strata: Strata, side: LongArray
) -> tuple[Part, Part, Part] | None:
    """Return the ratio over all articles, of choice of stories, and of choice of words.

    Parameters
    ----------
    family : Family
        Of one item.
    articles : Articles
    strata : Strata
        The shared stories.
    side : int array, shape (n_articles,)
        0 for the target, 1 for the reference, -1 for neither.

    Returns
    -------
    three of (value, low, high), or None
        None where a side has no hit, over all articles or in shared stories. Ends are nan with few
        shared stories; an end is 0 or infinite where the resamples reach it.

    References
    ----------
    Chamandy, Muralidharan, Najmi and Naidu (2012), Estimating uncertainty for massive data streams,
    Google technical report. (Poisson weights.)
    """
    parts = _story_parts(family, articles, strata, side)
    whole = _logs(parts.sum(axis=0)[np.newaxis])[0]
    if not np.isfinite(whole).all():
        return None
    drawn = _resampled(parts, np.unique(articles.story_label), articles.seed)
    none = strata.count < SPLIT_STORIES
    low, high = (np.full(3, np.nan),) * 2 if none else _ends(drawn)
    found = [
        (float(np.exp(v)), float(np.exp(a)), float(np.exp(b)))
        for v, a, b in zip(whole, low, high, strict=True)
    ]
    return found[0], found[1], found[2]


def _story_parts(family: Family, articles: Articles, strata: Strata, side: LongArray) -> RealArray:
    """Return hits and words of both sides, and P and Q, of each story: shape (n_stories, 6)."""
    number = articles.story_number
    stories = int(number.max()) + 1
    hits = np.asarray(family.hits.sum(axis=1), dtype=np.float64).ravel()
    words = family.base_of(0).astype(np.float64)
    columns = [
        np.bincount(number, weights=np.where(side == one, values, 0.0), minlength=stories)
        for one in (0, 1)
        for values in (hits, words)
    ]
    target, reference = story_sums(family, strata)
    total = (target.words + reference.words).ravel().astype(np.float64)
    place = np.unique(number[strata.side >= 0])
    for one, other in ((target, reference), (reference, target)):
        share = np.divide(other.words.ravel(), total, out=np.zeros(len(total)), where=total > 0)
        column = np.zeros(stories)
        column[place] = one.hits.ravel() * share
        columns.append(column)
    return np.stack(columns, axis=1)


def _logs(sums: RealArray) -> RealArray:
    """Return the logarithms of the ratio, of choice and of words, a row each; nan where unknown."""
    with np.errstate(divide="ignore", invalid="ignore"):
        ratio = np.log(sums[:, 0]) - np.log(sums[:, 1]) - np.log(sums[:, 2]) + np.log(sums[:, 3])
        words = np.log(sums[:, 4]) - np.log(sums[:, 5])
        return np.stack([ratio, ratio - words, words], axis=1)


def _resampled(parts: RealArray, labels: Sequence[str], seed: int) -> RealArray:
    """Return the logarithms of resamples of stories, shape (n_resamples, 3)."""
    identity = identities([str(label) for label in labels])
    step = max(1, _WEIGHTS_AT_ONCE // len(labels))
    found = [
        _logs(
            poisson_weights(identity, range(start, min(start + step, RESAMPLES)), seed=seed) @ parts
        )
        for start in range(0, RESAMPLES, step)
    ]
    return np.concatenate(found)


def _ends(drawn: RealArray) -> tuple[RealArray, RealArray]:
    """Return the ends of the 95% percentile intervals; what cannot be told lies at either end."""
    outside = (1 - CONFIDENCE) / 2
    last = len(drawn) - 1
    at = int(outside * last)
    low = np.sort(np.where(np.isnan(drawn), -np.inf, drawn), axis=0)[at]
    high = np.sort(np.where(np.isnan(drawn), np.inf, drawn), axis=0)[last - at]
    return low, high


def _names(family: Family, articles: Articles, target: int, reference: int) -> dict[str, object]:
    rows = len(family.items)
    return {
        "kind": [family.kind] * rows,
        "item": list(family.items),
        "target": [articles.outlets[target]] * rows,
        "reference": [REST if reference == THE_REST else articles.outlets[reference]] * rows,
    }


def empty(name: str) -> pa.Table:
    """Return a table without rows."""
    return _table(name, {column: [] for column in TABLES[name]})


def _table(name: str, columns: dict[str, object]) -> pa.Table:
    return pa.table({column: _column(column, columns[column]) for column in TABLES[name]})


def _column(name: str, values: object) -> pa.Array:
    if name in _TEXT:
        return pa.array(values, pa.string())
    if name.partition("_")[0] in _WHOLE:
        return pa.array(values, pa.int64())
    numbers = np.asarray(values, dtype=np.float64)
    return pa.array(numbers, pa.float64(), mask=np.isnan(numbers))
