"""Rows to Arrow tables with the columns and kinds that scripts rely on."""

from __future__ import annotations

from collections.abc import Sequence

import pyarrow as pa

from framing.model import TABLES

Cell = str | int | float | None

_WHOLE = frozenset(
    "articles words hits mentions strength strong loaded start end speaker_start speaker_end "
    "inside".split()
)
_REAL = frozenset(
    "rate low high strong_rate strong_low strong_high share ratio p q rate_target "
    "rate_reference".split()
)


def table_of(name: str, rows: Sequence[tuple[Cell, ...]]) -> pa.Table:
    """Return rows as a table of ``TABLES``: whole numbers, real numbers and texts kept apart."""
    arrays = {}
    for place, column in enumerate(TABLES[name]):
        values = [row[place] for row in rows]
        arrays[column] = pa.array(values, _kind(name, column))
    return pa.table(arrays)


def _kind(table: str, column: str) -> pa.DataType:
    if column in _REAL:
        return pa.float64()
    if table == "categories" and column == "loaded":
        return pa.string()
    whole = column in _WHOLE or column.partition("_")[0] in {"hits", "articles", "words"}
    return pa.int64() if whole else pa.string()
