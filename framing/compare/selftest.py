"""The program tests itself: halves of one outlet, where every claimed difference is false."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pyarrow as pa

from framing.compare.families import Family
from framing.compare.pairs import Compared
from framing.compare.sides import Articles, pair
from framing.settings import FALSE_DISCOVERY_RATE, NULL_LEVELS
from framing.stats.arrays import BoolArray, RealArray
from framing.stats.distributions import chi_squared_p
from framing.stats.hashing import identities, keys
from framing.stats.keyness import log_likelihood
from framing.stats.multiplicity import benjamini_hochberg


def null_table(
    families: Sequence[Family], ids: Sequence[str], *, splits: int, share: float, seed: int
) -> pa.Table:
    """Split the articles of one outlet at random, again and again, and count false claims.

    Parameters
    ----------
    families : sequence of Family
    ids : sequence of str
        Of the articles.
    splits : int
    share : float
        Of the articles on the first side.
    seed : int

    Returns
    -------
    pyarrow Table
        A row for each kind: ``tests`` in all; the share of them with p at most .05, .01 and .001
        by our rule and by G2; ``claims`` and ``claims_g2``, false differences claimed after
        Benjamini and Hochberg; and in how many ``splits`` there was any.
    """
    rows = [_row(family, ids, splits=splits, share=share, seed=seed) for family in families]
    return pa.Table.from_pylist(rows)


def _row(
    family: Family, ids: Sequence[str], *, splits: int, share: float, seed: int
) -> dict[str, str | int | float]:
    ours, classic = [], []
    false, false_classic = np.zeros(splits, dtype=np.int64), np.zeros(splits, dtype=np.int64)
    for number, first in enumerate(random_sides(ids, splits, share=share, seed=seed)):
        articles = Articles(ids, (~first).astype(np.int64), ("a", "b"), None, seed + number)
        rows = pair(family, articles, 0, 1)
        rows = rows.take(~np.isnan(rows.p))
        p_classic = chi_squared_p(log_likelihood(rows.target.sums, rows.reference.sums))
        ours.append(rows.p)
        classic.append(p_classic)
        false[number] = rows.claimed.sum()
        false_classic[number] = _discoveries(rows, p_classic)
    return {
        "kind": family.kind,
        "splits": splits,
        "tests": sum(map(len, ours)),
        **_rates(np.concatenate(ours), ""),
        "claims": int(false.sum()),
        "splits_with_claims": int((false > 0).sum()),
        **_rates(np.concatenate(classic), "_g2"),
        "claims_g2": int(false_classic.sum()),
        "splits_with_claims_g2": int((false_classic > 0).sum()),
    }


def _rates(p: RealArray, mark: str) -> dict[str, float]:
    tested = max(len(p), 1)
    return {f"p{level}{mark}": float((p <= level).sum() / tested) for level in NULL_LEVELS}


def _discoveries(rows: Compared, p: RealArray) -> int:
    return int((benjamini_hochberg(p) < FALSE_DISCOVERY_RATE).sum()) if len(rows) else 0


def random_sides(ids: Sequence[str], splits: int, *, share: float, seed: int) -> list[BoolArray]:
    """Return for each split which articles are on the first side: the same in any order."""
    drawn = keys(identities(ids), range(splits), seed=seed)
    size = min(max(round(share * len(ids)), 1), len(ids) - 1)
    return [row <= np.partition(row, size - 1)[size - 1] for row in drawn]
