"""How far apart the wording of outlets is, and how well articles tell their outlet, by chance too.

A distance is printed beside what chance gives: random halves of the same outlet, and shuffled
labels.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa

from framing.compare.families import Family
from framing.compare.selftest import random_sides
from framing.compare.sides import THE_REST, Articles, StoryLabels
from framing.compare.tables import REST
from framing.model import TABLES
from framing.settings import (
    DISTANCE_ARTICLES,
    DISTANCE_HALVES,
    SEPARABLE_FROM,
    SEPARABLE_PARTS,
)
from framing.stats.arrays import BoolArray, LongArray, RealArray
from framing.stats.distance import distance, distance_p
from framing.stats.hashing import identities, keys
from framing.stats.shuffles import plan_of

if TYPE_CHECKING:
    from scipy.sparse import csr_matrix

# Added to the length of each vector: far below what a distance is printed with.
_LIFT = 1e-9


def distances_table(
    profile: Family, articles: Articles, pairs: Sequence[tuple[int, int]]
) -> pa.Table:
    """Return distance and separability of pairs of outlets, with what chance gives.

    Parameters
    ----------
    profile : Family
        Of words.
    articles : Articles
    pairs : sequence of (int, int)
        Places of outlets; the reference may be ``THE_REST``.

    Returns
    -------
    pyarrow Table
        ``distance`` is 0 on average where nothing differs, at any size; ``p`` that of shuffled
        labels; ``halves_low`` and ``halves_high`` the smallest and largest distance of random
        halves of the target. ``auc`` is how often an article of the target is told from one of the
        reference by a model that has seen neither of their stories: .5 is chance; null below 20
        articles a side. Of larger sides a part is drawn by a hash. Sides of one article are left
        out.
    """
    vectors = _weighted(profile)
    rows = [_row(vectors, articles, target, reference) for target, reference in pairs]
    kept = [row for row in rows if row]
    return pa.Table.from_pylist(
        kept, schema=pa.schema([(n, _kind(n)) for n in TABLES["distances"]])
    )


def _kind(column: str) -> pa.DataType:
    if column in {"target", "reference"}:
        return pa.string()
    return pa.int64() if column.startswith("articles") else pa.float64()


def _weighted(profile: Family) -> csr_matrix:
    """Return tf-idf: log of how often, times how rare; one row an article."""
    from scipy.sparse import csr_matrix  # noqa: PLC0415 -- slow to import

    hits = csr_matrix(profile.hits, dtype=np.float64, copy=True)
    hits.data = 1 + np.log(hits.data)
    articles = np.bincount(hits.indices, minlength=hits.shape[1])
    idf = np.log((1 + hits.shape[0]) / (1 + articles)) + 1
    return csr_matrix(hits.multiply(idf))


def _row(
    vectors: csr_matrix, articles: Articles, target: int, reference: int
) -> dict[str, str | int | float | None]:
    sides = articles.of(target, reference)
    sizes = [int(side.sum()) for side in sides]
    if min(sizes) < 2:  # noqa: PLR2004 -- a pair
        return {}
    mine, other = (_drawn(np.flatnonzero(side), articles) for side in sides)
    both = np.concatenate([mine, other])
    first = np.arange(len(both)) < len(mine)
    ids = [articles.ids[place] for place in both.tolist()]
    compact = _compact(vectors[both])
    plan = plan_of(ids, ["a" if one else "b" for one in first.tolist()], seed=articles.seed)
    halves = _halves(compact[first], ids[: len(mine)], articles.seed)
    return {
        "target": articles.outlets[target],
        "reference": REST if reference == THE_REST else articles.outlets[reference],
        "articles_target": sizes[0],
        "articles_reference": sizes[1],
        "distance": distance(compact, first, ~first).value,
        "p": distance_p(compact, plan),
        "halves_low": min(halves, default=None),
        "halves_high": max(halves, default=None),
        "auc": _auc(compact, first, articles.story_label[both], seed=articles.seed),
    }


def _drawn(places: LongArray, articles: Articles) -> LongArray:
    """Return at most so many of the articles, the same ones in any order."""
    ids = identities([articles.ids[place] for place in places.tolist()])
    order = np.argsort(keys(ids, range(1), seed=articles.seed)[0])
    return places[order[:DISTANCE_ARTICLES]]


def _compact(vectors: csr_matrix) -> RealArray:
    """Return vectors of length 1 with the same angles, of as many dimensions as there are rows."""
    inner = (vectors @ vectors.T).toarray()
    lengths = np.sqrt(np.diag(inner))
    # An article without words is like no other, which its place on the diagonal takes care of.
    scale = np.divide(1.0, lengths, out=np.zeros(len(lengths)), where=lengths > 0)
    inner *= scale[:, np.newaxis] * scale
    # Articles that are alike to the letter would leave it singular.
    np.fill_diagonal(inner, 1.0 + _LIFT)
    return np.asarray(np.linalg.cholesky(inner), dtype=np.float64)


def _halves(vectors: RealArray, ids: Sequence[str], seed: int) -> list[float]:
    if len(ids) < 4:  # noqa: PLR2004 -- two pairs
        return []
    sides = random_sides(ids, DISTANCE_HALVES, share=0.5, seed=seed)
    return [distance(vectors, one, ~one).value for one in sides]


def _auc(vectors: RealArray, first: BoolArray, stories: StoryLabels, *, seed: int) -> float | None:
    """Return the cross-validated area under the curve; articles of a story stay together."""
    if min(int(first.sum()), int((~first).sum())) < SEPARABLE_FROM:
        return None
    fold = _folds(stories, first, seed)
    if any(len(np.unique(first[fold != part])) < 2 for part in range(SEPARABLE_PARTS)):  # noqa: PLR2004
        return None
    from sklearn.linear_model import LogisticRegression  # noqa: PLC0415 -- slow to import
    from sklearn.metrics import roc_auc_score  # noqa: PLC0415

    # A model sees angles only, so the compact vectors serve as well as those of all words.
    model = LogisticRegression(C=10.0, class_weight="balanced", tol=1e-3, max_iter=1000)
    scores = np.zeros(len(first))
    for part in range(SEPARABLE_PARTS):
        inside = fold == part
        if inside.any():
            fitted = model.fit(vectors[~inside], first[~inside])
            scores[inside] = fitted.decision_function(vectors[inside])
    return float(roc_auc_score(first, scores))


def _folds(stories: StoryLabels, first: BoolArray, seed: int) -> LongArray:
    """Deal stories out to parts by a hash, those with articles of the target by themselves."""
    labels, place = np.unique(stories, return_inverse=True)
    mine = np.bincount(place, weights=first) > 0
    order = np.argsort(keys(identities(labels.tolist()), range(1), seed=seed)[0])
    part = np.empty(len(labels), dtype=np.int64)
    for chosen in (order[mine[order]], order[~mine[order]]):
        part[chosen] = np.arange(len(chosen)) % SEPARABLE_PARTS
    return part[place]
