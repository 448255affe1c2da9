"""Reading the CSV files of lexicons, whatever a spreadsheet did to them."""

from __future__ import annotations

import codecs
import csv
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path

from framing.errors import LexiconError

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_STRAIGHT = str.maketrans("“”„’‘", '"""\'\'')
_LONGEST_CELL = 1_000_000


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a file: its line number and its cells by column name."""

    line: int
    cells: Mapping[str, str]

    def __getitem__(self, column: str) -> str:
        """Return a cell, stripped; empty where the file has no such column."""
        return self.cells.get(column, "")


def decode(data: bytes) -> str:
    """Return text saved by any spreadsheet: UTF-8, UTF-16 or Windows-1252."""
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return data.decode(encoding, "replace")
    if data[1:2] == b"\0":
        return data.decode("utf-16-le", "replace")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")


@dataclass(frozen=True, slots=True, eq=False)
class Sheet:
    """A table as a spreadsheet saved it: rows with nothing in them are left out.

    ``lines`` are the line numbers of the rows in the file; ``columns`` hold the stripped cells by
    the name in the first row. ``text`` is the whole file, decoded.
    """

    path: Path
    text: str
    lines: list[int]
    columns: Mapping[str, list[str]]

    def column(self, name: str) -> list[str]:
        """Return the cells of a column; empty ones where the file has no such column."""
        return self.columns.get(name) or [""] * len(self.lines)


def read_sheet(path: Path, *, required: Sequence[str], known: Sequence[str]) -> Sheet:
    """Read a table.

    Parameters
    ----------
    path : Path
    required : sequence of str
        Columns without which the file makes no sense.
    known : sequence of str
        All columns that mean something, for suggestions. Others are kept.

    Raises
    ------
    LexiconError
        The file is missing, or a required column is.
    """
    try:
        text = decode(path.read_bytes())
    except OSError as error:
        raise LexiconError(
            f"cannot be read ({error.strerror or error}).",
            where=str(path),
            fix="Check the path and the rights of the file.",
        ) from error
    lines = _parse(text)
    header = [cell.strip().strip("\ufeff").lower() for cell in lines[0][1]] if lines else []
    problems = [
        _missing(path, column, header, known) for column in required if column not in header
    ]
    if problems:
        raise LexiconError("\n".join(problems))
    filled = [line for line in lines[1:] if "".join(line[1]).strip()]
    width = len(header)
    rows = [_of_width(cells, width) for _, cells in filled]
    cut = [list(map(str.strip, cells)) for cells in zip(*rows, strict=True)] or [[] for _ in header]
    columns = {name: cells for name, cells in zip(header, cut, strict=True) if name}
    return Sheet(path, text, [line for line, _ in filled], columns)


def read_rows(path: Path, *, required: Sequence[str], known: Sequence[str]) -> list[Row]:
    """Read a small table as rows; see `read_sheet`."""
    sheet = read_sheet(path, required=required, known=known)
    names = list(sheet.columns)
    return [
        Row(line, dict(zip(names, cells, strict=True)))
        for line, *cells in zip(sheet.lines, *sheet.columns.values(), strict=True)
    ]


def _of_width(cells: list[str], width: int) -> list[str]:
    return cells if len(cells) == width else [*cells, *[""] * width][:width]


def delimiter_of(text: str) -> str:
    """Return what separates cells: a comma, a semicolon or a tab."""
    first = text.lstrip().splitlines()[0] if text.strip() else ""
    return max(",;\t", key=first.count)


def _parse(text: str) -> list[tuple[int, list[str]]]:
    delimiter = delimiter_of(text)
    old_limit = csv.field_size_limit(_LONGEST_CELL)
    try:
        reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
        rows = list(reader)
        lines = list(enumerate(rows, start=1))
        if reader.line_num != len(rows):  # some cells hold line breaks
            lines, line = [], 1
            reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
            for cells in reader:
                lines.append((line, cells))
                line = reader.line_num + 1
    finally:
        csv.field_size_limit(old_limit)
    while lines and not any(cell.strip() for cell in lines[0][1]):
        lines.pop(0)
    return lines


def _missing(path: Path, column: str, header: Sequence[str], known: Sequence[str]) -> str:
    strange = [name for name in header if name and name not in known]
    close = get_close_matches(column, strange, n=1)
    hint = (
        f"Rename the column '{close[0]}' to '{column}'."
        if close
        else f"Add it to the first row; it has: {', '.join(n for n in header if n) or 'nothing'}."
    )
    return f"{path}:1: there is no column '{column}'. {hint}"


def plain_quotes(cell: str) -> str:
    """Return the cell with the quotation marks that spreadsheets curl made straight again."""
    return cell.translate(_STRAIGHT)


def split_list(cell: str) -> tuple[str, ...]:
    """Return the items of a cell that lists terms, separated by ``|``."""
    return tuple(item.strip() for item in cell.split("|") if item.strip())
