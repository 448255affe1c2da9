"""Tables as CSV, JSON lines and a spreadsheet: exact, the same every time, and safe to open."""

from __future__ import annotations

import io
import json
import math
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import IO, Any

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
# Excel holds 1,048,576 rows, but ten cells take 0.1 ms: so many are what people wait for.
_SHEET_ROWS = 10_000
_CELL_CHARACTERS = 32_766
_DAY_ZERO = datetime(2000, 1, 1, tzinfo=UTC).replace(tzinfo=None)
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
    for part in _parts(table):
        pv.write_csv(defused(part), out, write_options=options)


def _csv_name(name: str) -> str:
    return '"' + name.replace('"', '""') + '"' if set(name) & set(',"\r\n') else name


def _parts(table: pa.Table) -> Iterator[pa.Table]:
    """Yield a table in parts, rounded; memory stays flat however long it is."""
    for start in range(0, len(table), _AT_ONCE):
        yield rounded(table.slice(start, _AT_ONCE))


def jsonl_bytes(table: pa.Table) -> bytes:
    """Return a table as JSON lines; texts are as they were, nothing is defused.

    An interval without an upper end has ``"inf"`` there, as in the other formats, since JSON knows
    no such number.
    """
    out = io.StringIO()
    for part in _parts(table):
        for row in part.to_pylist():
            cells = {name: _json_cell(value) for name, value in row.items()}
            out.write(json.dumps(cells, ensure_ascii=False, allow_nan=False) + "\n")
    return out.getvalue().encode()


def _json_cell(value: object) -> object:
    return _endless(value) if isinstance(value, float) and math.isinf(value) else value


def _endless(value: float) -> str:
    return "inf" if value > 0 else "-inf"


def write_xlsx(tables: Mapping[str, pa.Table], path: Path, *, most: int = _SHEET_ROWS) -> None:
    """Write tables as the sheets of one spreadsheet.

    Parameters
    ----------
    tables : mapping of str to Table
    path : Path
    most : int
        Rows of a sheet, the header included. Rows beyond stay in the CSV files, and texts beyond
        what a cell holds are cut; a sheet ``note``, the first one, says so.
    """
    import xlsxwriter  # noqa: PLC0415 -- only for this format

    options = {
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "constant_memory": True,
        "tmpdir": str(path.parent),  # nothing is written elsewhere
    }
    with xlsxwriter.Workbook(str(path), options) as book:
        book.set_properties({"created": _DAY_ZERO})
        notes = [note for name, table in tables.items() for note in _limits(name, table, most)]
        if notes:
            sheet = book.add_worksheet("note")
            for number, note in enumerate([*notes, "All rows are in tables/*.csv, uncut."]):
                sheet.write_string(number, 0, note)
        bold = book.add_format({"bold": True})
        for name, table in tables.items():
            _fill_sheet(book.add_worksheet(name), table.slice(0, most - 1), bold)


def _limits(name: str, table: pa.Table, most: int) -> Iterator[str]:
    """Yield what a sheet cannot hold."""
    if len(table) >= most:
        yield f"{name}: {len(table):,} rows, of which the first {most - 1:,} are here."
    shown = written_out(table.slice(0, most - 1))
    for column, kind in zip(shown.column_names, shown.schema.types, strict=True):
        if pa.types.is_string(kind):
            lengths = pc.utf8_length(shown[column])
            cut = pc.sum(pc.greater(lengths, _CELL_CHARACTERS)).as_py()
            if cut:
                yield f"{name}: {cut:,} texts of column {column} are cut to what a cell can hold."


def _fill_sheet(sheet: Any, table: pa.Table, bold: object) -> None:  # noqa: ANN401 -- untyped library
    sheet.freeze_panes(1, 0)
    for place, name in enumerate(table.column_names):
        sheet.write_string(0, place, name, bold)
    number = 0
    for part in _parts(table):
        for row in zip(*(column.to_pylist() for column in defused(part).columns), strict=True):
            number += 1
            _write_row(sheet, number, row)


def _plain(text: str) -> str:
    """Cut a text to what a cell holds; xlsxwriter would take ``<r>...</r>`` for its own markup."""
    text = text[:_CELL_CHARACTERS]
    return f"'{text}" if text.startswith("<r>") else text


def _write_row(sheet: Any, number: int, row: Sequence[object]) -> None:  # noqa: ANN401 -- untyped library
    for place, value in enumerate(row):
        if isinstance(value, str):
            sheet.write_string(number, place, _plain(value))
        elif isinstance(value, float) and math.isinf(value):
            sheet.write_string(number, place, _endless(value))
        elif isinstance(value, int | float):
            sheet.write_number(number, place, value)
