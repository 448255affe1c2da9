"""Tables as the sheets of one spreadsheet: the same every time, and safe to open."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from framing.report.tables import defused, endless, parts
from framing.text.columns import written_out

# Excel holds 1,048,576 rows, but ten cells take 0.1 ms: so many are what people wait for.
_SHEET_ROWS = 10_000
_CELL_CHARACTERS = 32_766
_DAY_ZERO = datetime(2000, 1, 1, tzinfo=UTC).replace(tzinfo=None)


@dataclass(frozen=True, slots=True, eq=False)
class Sheets:
    """What a spreadsheet shows of some tables, and in ``notes`` what it cannot hold."""

    tables: Mapping[str, pa.Table]
    notes: tuple[str, ...]

    @property
    def rows(self) -> int:
        """Return the rows of all sheets."""
        return sum(len(table) for table in self.tables.values())


def sheets_of(tables: Mapping[str, pa.Table], *, most: int = _SHEET_ROWS) -> Sheets:
    """Take the beginning of each table.

    Parameters
    ----------
    tables : mapping of str to Table
    most : int
        Rows of a sheet, the header included. Rows beyond stay in the CSV files, and texts beyond
        what a cell holds are cut; the notes say so.
    """
    # Taken, not sliced: to another process a slice would be sent with all that it is cut from.
    shown = {
        name: written_out(table.take(pa.array(range(min(len(table), most - 1)), pa.int64())))
        for name, table in tables.items()
    }
    notes = [n for name, table in tables.items() for n in _limits(name, len(table), shown[name])]
    return Sheets(shown, tuple(notes))


def write_xlsx(sheets: Sheets, path: Path) -> None:
    """Write a spreadsheet; a sheet ``note``, the first one, says what it leaves out."""
    import xlsxwriter  # noqa: PLC0415 -- only for this format

    options = {
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "constant_memory": True,
        "tmpdir": str(path.parent),  # nothing is written elsewhere
    }
    with xlsxwriter.Workbook(str(path), options) as book:
        book.set_properties({"created": _DAY_ZERO})
        if sheets.notes:
            sheet = book.add_worksheet("note")
            for number, note in enumerate([*sheets.notes, "All rows are in tables/*.csv, uncut."]):
                sheet.write_string(number, 0, note)
        bold = book.add_format({"bold": True})
        for name, table in sheets.tables.items():
            _fill_sheet(book.add_worksheet(name), table, bold)


def _limits(name: str, rows: int, shown: pa.Table) -> Iterator[str]:
    """Yield what a sheet cannot hold."""
    if rows > len(shown):
        yield f"{name}: {rows:,} rows, of which the first {len(shown):,} are here."
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
    for part in parts(table):
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
            sheet.write_string(number, place, endless(value))
        elif isinstance(value, int | float):
            sheet.write_number(number, place, value)
