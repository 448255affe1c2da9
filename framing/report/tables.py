"""Tables as CSV and JSON lines: exact, the same every time, and safe to open."""

from __future__ import annotations

import io
import json
import math
from collections.abc import Iterator
from pathlib import Path
from typing import IO

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv as pv

from framing.text.columns import written_out

# A spreadsheet would run a cell that begins with one of these as a formula; the wide forms too,
# where it is set to Japanese or Chinese.
_FORMULA = "^[=+\\-@\t\r\n\uff1d\uff0b\uff0d\uff20]"
_NUMBER = r"\A[+-]?(\d[\d.,]*|\.\d+)([eE][+-]?\d+)?%?\z"
# Real numbers are written with so many significant digits, the same in every format.
_DIGITS = 6
# Rows held in memory at once.
_AT_ONCE = 20_000


def rounded(table: pa.Table) -> pa.Table:
    """Return the table with real numbers to six significant digits, as every output shows them."""
    for place, kind in enumerate(table.schema.types):
        if pa.types.is_floating(kind):
            values = [_significant(value) for value in table.column(place).to_pylist()]
            column = pa.array(values, pa.float64())
            table = table.set_column(place, table.column_names[place], column)
    return table


def _significant(value: float | None) -> float | None:
    if value is None or math.isnan(value):
        return None
    return float(f"{value:.{_DIGITS}g}")


def defused(table: pa.Table) -> pa.Table:
    """Return the table with an apostrophe before texts that a spreadsheet would run.

    Numbers may begin with a sign; empty texts become empty cells.
    """
    table = written_out(table)
    for place, kind in enumerate(table.schema.types):
        if pa.types.is_string(kind) or pa.types.is_large_string(kind):
            table = table.set_column(place, table.column_names[place], _safe(table.column(place)))
    return table


def _safe(column: pa.ChunkedArray) -> pa.ChunkedArray:
    column = column.cast(pa.string())
    column = pc.if_else(pc.equal(column, ""), pa.scalar(None, pa.string()), column)
    signs = pc.match_substring_regex(column, pattern=_FORMULA)
    if not pc.any(signs).as_py():
        return column
    danger = pc.and_(signs, pc.invert(pc.match_substring_regex(column, pattern=_NUMBER)))
    apostrophe = pc.binary_join_element_wise("'", column, "")
    return pc.if_else(danger, apostrophe, column)


def write_csv(table: pa.Table, path: Path) -> None:
    """Write a table as CSV: UTF-8, LF, empty cells for nothing, formulas defused."""
    with path.open("wb") as out:
        _put_csv(table, out)


def csv_bytes(table: pa.Table) -> bytes:
    """Return a table as CSV; see `write_csv`."""
    out = io.BytesIO()
    _put_csv(table, out)
    return out.getvalue()


def _put_csv(table: pa.Table, out: IO[bytes]) -> None:
    header = ",".join(_csv_name(name) for name in table.column_names)
    out.write(f"{header}\n".encode())
    options = pv.WriteOptions(include_header=False, quoting_style="needed")
    for part in parts(table):
        pv.write_csv(defused(part), out, write_options=options)


def _csv_name(name: str) -> str:
    return '"' + name.replace('"', '""') + '"' if set(name) & set(',"\r\n') else name


def parts(table: pa.Table) -> Iterator[pa.Table]:
    """Yield a table in parts, rounded; memory stays flat however long it is."""
    for start in range(0, len(table), _AT_ONCE):
        yield rounded(table.slice(start, _AT_ONCE))


def jsonl_bytes(table: pa.Table) -> bytes:
    """Return a table as JSON lines; texts are as they were, nothing is defused.

    An interval without an upper end has ``"inf"`` there, as in the other formats, since JSON knows
    no such number.
    """
    out = io.StringIO()
    for part in parts(table):
        for row in part.to_pylist():
            cells = {name: _json_cell(value) for name, value in row.items()}
            out.write(json.dumps(cells, ensure_ascii=False, allow_nan=False) + "\n")
    return out.getvalue().encode()


def _json_cell(value: object) -> object:
    return endless(value) if isinstance(value, float) and math.isinf(value) else value


def endless(value: float) -> str:
    """Return how an interval without an end is written.

    Examples
    --------
    >>> endless(-math.inf)
    '-inf'
    """
    return "inf" if value > 0 else "-inf"
