"""Each outlet against the rest: the main measure and the categories."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
import pyarrow as pa

from framing.errors import NotEnoughData
from framing.model import TABLES
from framing.settings import LEAST_ARTICLES, LEAST_HITS, MOST_OUTLETS
from framing.stats.comparing import (
    LongArray,
    Said,
    Side,
    benjamini_hochberg,
    p_value,
    ratio_interval,
    what_may_be_said,
)

PER = 1000
REST = "the rest"

Row = dict[str, str | int | float | None]


class Measure:
    """Something counted in every article: hits, the words they are counted in, and its names.

    Parameters
    ----------
    kind : str
        The family of rows it belongs to: main, strong or category.
    item : str
    hits, words : int arrays, shape (n_articles,)
    """

    def __init__(self, kind: str, item: str, hits: LongArray, words: LongArray) -> None:
        self.kind, self.item, self.hits, self.words = kind, item, hits, words


def comparisons_table(
    measures: Sequence[Measure], outlet: LongArray, outlets: Sequence[str]
) -> pa.Table:
    """Compare each outlet with the rest; of two outlets, the first with the second.

    Parameters
    ----------
    measures : sequence of Measure
    outlet : int array, shape (n_articles,)
        Place of each article's outlet in ``outlets``.
    outlets : sequence of str

    Returns
    -------
    pyarrow Table
        Columns of ``TABLES["comparisons"]``. ``said`` tells what the number of articles allows:
        ``describe`` leaves ratio, interval, p and q empty, ``intervals`` p and q.
    """
    rows: list[Row] = []
    for target, reference in _pairs(outlet, outlets):
        pair = [_row(m, outlet, target, reference, outlets) for m in measures]
        _add_q(pair)
        rows += pair
    names = TABLES["comparisons"]
    return pa.Table.from_pylist(rows, schema=pa.schema([(n, _kind(n)) for n in names]))


def _kind(column: str) -> pa.DataType:
    if column in {"kind", "item", "target", "reference", "said"}:
        return pa.string()
    whole = column.startswith(("hits", "articles", "words"))
    return pa.int64() if whole else pa.float64()


def _pairs(outlet: LongArray, outlets: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Yield (target, reference) by number; -1 for the rest."""
    if len(outlets) == 2:  # noqa: PLR2004 -- a pair
        yield 0, 1
    elif len(outlets) > 2:  # noqa: PLR2004
        sizes = np.bincount(outlet, minlength=len(outlets))
        largest = np.argsort(-sizes, kind="stable")[:MOST_OUTLETS]
        for number in sorted(largest.tolist()):
            yield number, -1


def _row(
    measure: Measure, outlet: LongArray, target: int, reference: int, outlets: Sequence[str]
) -> Row:
    spoken = measure.words > 0
    mine = spoken & (outlet == target)
    other = spoken & (outlet == reference if reference >= 0 else outlet != target)
    sides = (
        Side(measure.hits[mine], measure.words[mine]),
        Side(measure.hits[other], measure.words[other]),
    )
    said = what_may_be_said(min(side.articles for side in sides))
    row: Row = {
        "kind": measure.kind,
        "item": measure.item,
        "target": outlets[target],
        "reference": outlets[reference] if reference >= 0 else REST,
        "said": said,
    }
    for name, side in zip(("target", "reference"), sides, strict=True):
        row[f"hits_{name}"] = int(side.hits.sum())
        row[f"articles_{name}"] = side.articles
        row[f"words_{name}"] = int(side.words.sum())
        row[f"rate_{name}"] = PER * side.rate if side.articles else None
    return row | _inference(sides, said)


def _inference(sides: tuple[Side, Side], said: Said) -> Row:
    target, reference = sides
    hits = np.concatenate([target.hits, reference.hits])
    if said == "describe" or not hits.any():
        return {}
    found: Row = {}
    if reference.hits.any():
        found["ratio"] = target.rate / reference.rate
    interval = ratio_interval(target, reference)
    found |= {"low": interval.low, "high": interval.high}
    enough = hits.sum() >= LEAST_HITS and (hits > 0).sum() >= LEAST_ARTICLES
    if said == "test" and enough:
        try:
            found["p"] = p_value(target, reference)
        except NotEnoughData:
            return found
    return found


def _add_q(rows: Sequence[Row]) -> None:
    """Add q within each family of the pair, over the rows that were tested."""
    for kind in dict.fromkeys(str(row["kind"]) for row in rows):
        tested = [row for row in rows if row["kind"] == kind and row.get("p") is not None]
        if tested:
            q = benjamini_hochberg(np.array([float(row["p"] or 0) for row in tested]))
            for row, value in zip(tested, q.tolist(), strict=True):
                row["q"] = value
