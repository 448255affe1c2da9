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
    found: list[tuple[dict[str, object], int, RealArray]] = []
    for family in families:
        for target, reference in pairs:
            mine, other = articles.of(target, reference)
            strata = shared_stories(articles, target, reference)
            if strata is None or min(mine.sum(), other.sum()) <= DESCRIBE_UP_TO:
                continue
            side = np.where(mine, 0, np.where(other, 1, -1)).astype(np.int64)
            parts = _story_parts(family, articles, strata, side)
            if np.isfinite(_logs(parts.sum(axis=0))).all():
                names = _names(family, articles, target, reference)
                found.append((names, strata.count, parts))
    ends = _ends([parts for _, _, parts in found], articles)
    rows = [
        _table("gaps", {**names, "stories": [count], **_split(count, parts, low_high)})
        for (names, count, parts), low_high in zip(found, ends, strict=True)
    ]
    return pa.concat_tables([empty("gaps"), *rows])


def _split(count: int, parts: RealArray, ends: RealArray) -> dict[str, object]:
    """Return ratio, choice and words, with their ends where enough stories are shared."""
    if count < SPLIT_STORIES:
        ends = np.full((2, 3), np.nan)
    low, high = np.exp(ends)
    value = np.exp(_logs(parts.sum(axis=0)))
    columns: dict[str, object] = {}
    for place, name in enumerate(("", "choice", "words")):
        head = f"{name}_" if name else ""
        columns[name or "ratio"] = [value[place]]
        columns |= {f"{head}low": [low[place]], f"{head}high": [high[place]]}
    return columns


def _story_parts(family: Family, articles: Articles, strata: Strata, side: LongArray) -> RealArray:
    """Return hits and words of both sides, and P and Q, of each story: shape (n_stories, 6)."""
    number = articles.story_number
    stories = int(number.max()) + 1
    hits = np.asarray(family.hits.sum(axis=1), dtype=np.float64).ravel()
    words = family.base_of(0).astype(np.float64)
    columns: list[RealArray] = [
        np.bincount(number, np.where(side == one, values, 0.0), stories).astype(np.float64)
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
    """Return the logarithms of ratio, choice and words from the sums of `_story_parts`.

    nan where a side has no hit on both sides of a fraction, infinite where on one.
    """
    with np.errstate(divide="ignore", invalid="ignore"):
        logs = np.log(sums)
        ratio = logs[..., 0] - logs[..., 1] - logs[..., 2] + logs[..., 3]
        words = logs[..., 4] - logs[..., 5]
        return np.stack([ratio, ratio - words, words], axis=-1)


def _ends(parts: Sequence[RealArray], articles: Articles) -> list[RealArray]:
    """Return the ends of the 95% percentile intervals of the logarithms, each of shape (2, 3).

    All comparisons have the same resamples of stories. What a resample cannot tell lies at either
    end.

    References
    ----------
    Chamandy, Muralidharan, Najmi and Naidu (2012), Estimating uncertainty for massive data streams,
    Google technical report. (Poisson weights.)
    """
    if not parts:
        return []
    identity = identities(np.unique(articles.story_label).tolist())
    together = np.concatenate(parts, axis=1)
    step = max(1, _WEIGHTS_AT_ONCE // len(identity))
    blocks = []
    for start in range(0, RESAMPLES, step):
        turns = range(start, min(start + step, RESAMPLES))
        weights = poisson_weights(identity, turns, seed=articles.seed).astype(np.float64)
        blocks.append(_logs((weights @ together).reshape(len(weights), len(parts), -1)))
    drawn = np.concatenate(blocks)
    outside = int((1 - CONFIDENCE) / 2 * (len(drawn) - 1))
    low = np.sort(np.where(np.isnan(drawn), -np.inf, drawn), axis=0)[outside]
    high = np.sort(np.where(np.isnan(drawn), np.inf, drawn), axis=0)[-1 - outside]
    return list(np.stack([low, high], axis=1))


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
