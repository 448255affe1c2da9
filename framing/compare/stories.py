"""Which articles tell the same story."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from heapq import heapify, heappop, heappush

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_array

from framing.model import Article
from framing.settings import (
    STORY_CROWD,
    STORY_CROWD_MOST,
    STORY_CROWD_PART,
    STORY_CUT,
    STORY_DAYS_FULL,
    STORY_DAYS_NONE,
    STORY_FLOOR,
    STORY_KEYS,
    STORY_NEIGHBOURS,
    STORY_UNRELATED,
)

FloatArray = npt.NDArray[np.float64]
Rows = npt.NDArray[np.int64]
Pairs = tuple[Rows, Rows, FloatArray]

_BLOCK = 512
_UNDATED = -1


def stories_of(articles: Sequence[Article], vectors: csr_array) -> dict[str, str]:
    """Group articles by story.

    Parameters
    ----------
    articles : sequence of Article
        Sorted by id, so that nothing depends on the order they were given in.
    vectors : sparse array, shape (n_articles, n_words)
        Their words, each row of length 1; see `framing.compare.storytexts.vectors`.

    Returns
    -------
    dict
        The story of each article id: ``s1``, ``s2`` and on, by the earliest article (date, then
        id; undated ones last). An article alone has a story of its own.
    """
    days = np.array([_day(article.date) for article in articles], dtype=np.int64)
    pairs = _similar(vectors, days)
    groups = linked(len(articles), _uncrowded(len(articles), pairs))
    first = {
        group: min((articles[n].date or "9999", articles[n].id) for n in members)
        for group, members in groups.items()
    }
    ordered = sorted(groups, key=first.__getitem__)
    named = {articles[n].id: f"s{number}" for number, g in enumerate(ordered, 1) for n in groups[g]}
    return {article.id: named[article.id] for article in articles}


def _day(written: str) -> int:
    return date.fromisoformat(written).toordinal() if written else _UNDATED


def _nearness(one: Rows, other: Rows) -> FloatArray:
    """Return how far dates allow one story: 1 close by or unknown, 0 far apart."""
    apart = np.abs(one - other)
    part = (STORY_DAYS_NONE - apart) / (STORY_DAYS_NONE - STORY_DAYS_FULL)
    unknown = (one == _UNDATED) | (other == _UNDATED)
    return np.where(unknown, 1.0, np.clip(part, 0.0, 1.0))


def _similar(vectors: csr_array, days: Rows) -> Pairs:
    """Return pairs of articles (the earlier row first) that may be one story, with similarity."""
    keys = _weightiest(vectors)
    columns = keys.T.tocsr()
    total = vectors.shape[0]
    codes = [np.empty(0, dtype=np.int64)]
    for start in range(0, total, _BLOCK):
        product = (keys[start : start + _BLOCK] @ columns).tocoo()
        one, other = product.coords[0].astype(np.int64) + start, product.coords[1].astype(np.int64)
        strong = (product.data >= STORY_FLOOR) & (one != other)
        one, other, value = one[strong], other[strong], product.data[strong]
        value = value * _nearness(days[one], days[other])
        ranked = np.lexsort((other, -value, one))
        one, other, value = one[ranked], other[ranked], value[ranked]
        rank = np.arange(len(one)) - np.searchsorted(one, one)
        near = (rank < STORY_NEIGHBOURS) & (value > 0)
        one, other = one[near], other[near]
        codes.append(np.minimum(one, other) * total + np.maximum(one, other))
    found = np.unique(np.concatenate(codes))
    one, other = found // total, found % total
    return one, other, _cosines(vectors, one, other) * _nearness(days[one], days[other])


def _weightiest(vectors: csr_array) -> csr_array:
    """Keep the words of each article that weigh most."""
    rows = np.repeat(np.arange(vectors.shape[0]), np.diff(vectors.indptr))
    # One sort for rows and weights (1 at most): equal weights stay in the order of their words.
    ranked = np.argsort(rows - vectors.data / 2, kind="stable")
    kept = ranked[np.arange(len(ranked)) - vectors.indptr[rows] < STORY_KEYS]
    chosen = (rows[kept], vectors.indices[kept])
    return csr_array((vectors.data[kept], chosen), shape=vectors.shape)


def _cosines(vectors: csr_array, one: Rows, other: Rows) -> FloatArray:
    found = [np.empty(0)]
    for start in range(0, len(one), 20 * _BLOCK):
        block = slice(start, start + 20 * _BLOCK)
        found.append(vectors[one[block]].multiply(vectors[other[block]]).sum(axis=1))
    return np.concatenate(found)


def _uncrowded(total: int, pairs: Pairs) -> Pairs:
    """Take off each similarity what articles of a crowded topic have in common anyway."""
    one, other, value = pairs
    rows, values = np.concatenate((one, other)), np.concatenate((value, value))
    ranked = np.lexsort((-values, rows))
    rows, values = rows[ranked], values[ranked]
    near = np.arange(len(rows)) - np.searchsorted(rows, rows) < STORY_CROWD
    crowd = np.bincount(rows[near], weights=values[near], minlength=total).astype(np.float64)
    # Among few articles, unrelated news stand in for the neighbours of a larger corpus.
    missing = max(STORY_CROWD - (total - 1), 0)
    crowd = (crowd + missing * STORY_UNRELATED) / STORY_CROWD
    # No crowd counts for more: two accounts that agree more than that are one story anywhere.
    crowd = np.minimum(crowd, STORY_CROWD_MOST)
    left = value - STORY_CROWD_PART * (crowd[one] + crowd[other]) / 2
    kept = left > 0
    return one[kept], other[kept], left[kept]


def linked(total: int, pairs: Pairs) -> dict[int, list[int]]:
    """Join groups by average linkage while their mean similarity is at least ``STORY_CUT``.

    Parameters
    ----------
    total : int
        Articles; each begins as a group of its own.
    pairs : three arrays
        Two different articles and their similarity; other pairs have none.

    Returns
    -------
    dict
        Members of each group, by its lowest member.
    """
    near: list[dict[int, float]] = [{} for _ in range(total)]
    for one, other, value in zip(*(part.tolist() for part in pairs), strict=True):
        near[one][other] = near[other][one] = value
    groups = {n: [n] for n in range(total)}
    heap = [
        (-v, a, b) for a, b, v in zip(*(part.tolist() for part in pairs), strict=True)
        if v >= STORY_CUT
    ]  # fmt: skip
    order = [(value, min(a, b), max(a, b)) for value, a, b in heap]
    heapify(order)
    while order:
        value, one, other = heappop(order)
        if one not in groups or other not in groups or _mean(near, groups, one, other) != -value:
            continue
        _join(near, groups, one, other)
        for third in near[one]:
            mean = _mean(near, groups, one, third)
            if mean >= STORY_CUT:
                heappush(order, (-mean, min(one, third), max(one, third)))
    return groups


def _mean(near: list[dict[int, float]], groups: dict[int, list[int]], a: int, b: int) -> float:
    return near[a].get(b, 0.0) / (len(groups[a]) * len(groups[b]))


def _join(near: list[dict[int, float]], groups: dict[int, list[int]], one: int, other: int) -> None:
    """Put the second group into the first: its members, and its sums of similarity."""
    groups[one] += groups.pop(other)
    for third, value in near[other].items():
        del near[third][other]
        if third != one:
            near[one][third] = near[third][one] = near[one].get(third, 0.0) + value
    near[other] = {}
