"""Tables as CSV, JSON lines and a spreadsheet: exact, the same every time, and safe to open."""

from __future__ import annotations

import io
import json
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv as pv

# A spreadsheet would run a cell that begins with one of these as a formula.
_FORMULA = r"^[=+\-@\t\r]"
_NUMBER = r"^[+-]?\d[\d.,]*%?$"
_DIGITS = 6
_EXCEL_ROWS = 1_048_576
_EXCEL_CELL = 32_767
_DAY_ZERO = datetime(2000, 1, 1, tzinfo=UTC).replace(tzinfo=None)


def rounded(table: pa.Table) -> pa.Table:
    """Return the table with real numbers to six significant digits, as every output shows them."""
    columns = []
    for name, kind in zip(table.column_names, table.schema.types, strict=True):
        column = table[name]
        if pa.types.is_floating(kind):
            values = [_significant(value) for value in column.to_pylist()]
            column = pa.chunked_array([pa.array(values, pa.float64())])
        columns.append(column)
    return pa.table(dict(zip(table.column_names, columns, strict=True)))


def _significant(value: float | None) -> float | None:
    return None if value is None else float(f"{value:.{_DIGITS}g}")


def defused(table: pa.Table) -> pa.Table:
    """Return the table with an apostrophe before texts that a spreadsheet would run."""
    columns = {}
    for name, kind in zip(table.column_names, table.schema.types, strict=True):
        column = table[name]
        if pa.types.is_string(kind):
            danger = pc.and_(
                pc.match_substring_regex(column, pattern=_FORMULA),
                pc.invert(pc.match_substring_regex(column, pattern=_NUMBER)),
            )
            safe = pc.binary_join_element_wise("'", column, "")
            column = pc.if_else(pc.fill_null(danger, False), safe, column)  # noqa: FBT003 -- pyarrow
        columns[name] = column
    return pa.table(columns)


def csv_bytes(table: pa.Table) -> bytes:
    """Return a table as CSV: UTF-8, LF, empty cells for nothing, formulas defused."""
    out = io.BytesIO()
    options = pv.WriteOptions(quoting_style="needed")
    pv.write_csv(defused(rounded(table)), out, write_options=options)
    return out.getvalue()


def jsonl_bytes(table: pa.Table) -> bytes:
    """Return a table as JSON lines; texts are as they were, nothing is defused."""
    lines = [json.dumps(row, ensure_ascii=False) for row in rounded(table).to_pylist()]
    return "".join(line + "\n" for line in lines).encode()


def write_xlsx(tables: Mapping[str, pa.Table], path: Path) -> None:
    """Write tables as the sheets of one spreadsheet.

    Rows beyond what Excel can hold stay in the CSV files; a sheet ``note`` says so.
    """
    import xlsxwriter  # noqa: PLC0415 -- only for this format

    options = {"strings_to_formulas": False, "strings_to_urls": False, "constant_memory": True}
    book = xlsxwriter.Workbook(str(path), options)
    book.set_properties({"created": _DAY_ZERO})
    bold = book.add_format({"bold": True})
    cut: list[str] = []
    for name, table in tables.items():
        sheet = book.add_worksheet(name)
        sheet.freeze_panes(1, 0)
        sheet.write_row(0, 0, table.column_names, bold)
        shown = defused(rounded(table.slice(0, _EXCEL_ROWS - 1)))
        if len(table) >= _EXCEL_ROWS:
            cut.append(f"{name}: {len(table):,} rows, of which the first {len(shown):,} are here.")
        for number, row in enumerate(_rows(shown), start=1):
            _write_row(sheet, number, row)
    if cut:
        book.add_worksheet("note").write_column(0, 0, [*cut, "All rows are in tables/*.csv."])
    book.close()


def _rows(table: pa.Table) -> Any:  # noqa: ANN401 -- rows of any cells
    for batch in table.to_batches(max_chunksize=10_000):
        yield from zip(*(column.to_pylist() for column in batch.columns), strict=True)


def _write_row(sheet: Any, number: int, row: tuple[Any, ...]) -> None:  # noqa: ANN401 -- untyped library
    for place, value in enumerate(row):
        if isinstance(value, str):
            sheet.write_string(number, place, value[:_EXCEL_CELL])
        elif isinstance(value, float) and value in {float("inf"), float("-inf")}:
            sheet.write_string(number, place, "inf" if value > 0 else "-inf")
        elif value is not None:
            sheet.write_number(number, place, value)
