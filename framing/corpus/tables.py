"""Rows of tables: CSV with any of the usual delimiters, and Parquet."""

from __future__ import annotations

import csv
import io
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import islice
from typing import TYPE_CHECKING

from framing.corpus import limits
from framing.corpus.containers import Source
from framing.corpus.decoding import LineDecoder, Peekable, as_utf8, read_whole
from framing.corpus.journal import CannotRead
from framing.corpus.names import clean_name, shortened, size_of
from framing.corpus.rows import Reader, Row, check_blank

if TYPE_CHECKING:
    from pyarrow import Array
    from pyarrow.parquet import ParquetFile

_DELIMITERS = ",;\t"
_EXCEL_HINT = "sep="
# After a faulty row, reading starts again at the line below its first, this often in a file;
# after that below its last, so that a file of nothing but faults takes no longer.
_RESTARTS = 100
_ROWS_AT_ONCE = 64
_PARQUET_FIX = "Split it, or save it as .jsonl."
_MARKS_FIX = "Put the field in quotation marks, and double those inside it."


class _Lines:
    """The lines of a file, with the possibility to go back to the line below a row's first."""

    def __init__(self, stream: Peekable, decoder: LineDecoder) -> None:
        self._next = _physical_lines(stream)
        self._decoder = decoder
        self._again: deque[str] = deque()
        self._row: list[str] = []
        self._characters = 0
        self.number = 0

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        if self._characters > limits.LINE_BYTES:
            raise csv.Error("row too long")
        line = self._again.popleft() if self._again else self._decoder(next(self._next))
        self._row.append(line)
        self._characters += len(line)
        self.number += 1
        return line

    @property
    def first_number(self) -> int:
        """The number of the row's first line."""
        return self.number - len(self._row) + 1

    def start_row(self) -> None:
        """Note that what comes next begins a row."""
        self._row.clear()
        self._characters = 0

    def look_ahead(self) -> str:
        """Return the next line without moving on; empty at the end."""
        if not self._again:
            self._again.extend(self._decoder(line) for line in islice(self._next, 1))
        return self._again[0] if self._again else ""

    def back_to_first(self) -> str:
        """Move to the line below the first of this row, and return that first one."""
        self._again.extendleft(reversed(self._row[1:]))
        self.number -= len(self._row) - 1
        del self._row[1:]
        return self._row[0]


def _physical_lines(stream: Peekable) -> Iterator[bytes]:
    """Yield lines with their ends; a file without any line feed may have carriage returns."""
    while data := stream.readline(limits.LINE_BYTES):
        if b"\r" in data[:-2] and not data.endswith(b"\n"):
            yield from data.splitlines(keepends=True)
        else:
            yield data


@contextmanager
def _long_fields() -> Iterator[None]:
    """Let csv read fields as long as an article may be; its limit is one for the whole process."""
    before = csv.field_size_limit(limits.ARTICLE_CHARACTERS)
    try:
        yield
    finally:
        csv.field_size_limit(before)


def read_delimited(source: Source, reader: Reader) -> Iterator[Row]:
    """Read CSV with commas, semicolons or tabs; the first row names the columns."""
    stream = as_utf8(source.stream)
    decoder = LineDecoder(stream)
    lines = _Lines(stream, decoder)
    delimiter = _delimiter(lines, "\t" if source.origin.suffix == ".tsv" else ",")
    header: list[str] = []
    with _long_fields():
        for number, (line, cells) in enumerate(_records(source, reader, lines, delimiter)):
            if not header:
                header = _checked_header(cells, reader)
                continue
            try:
                yield Row(line, number, _named(cells, header))
            except CannotRead as error:
                reader.bad_row(source, line, error)
    reader.guessed(source, decoder.guess)


def _delimiter(lines: _Lines, usual: str) -> str:
    """Return the delimiter of the first row, and skip the line in which Excel names it."""
    first = lines.look_ahead()
    if first.lower().startswith(_EXCEL_HINT) and first[4:5] in {*_DELIMITERS, "|"}:
        return next(lines)[4]
    outside_marks = "".join(first.split('"')[::2])
    return max(_DELIMITERS, key=lambda each: (outside_marks.count(each), each == usual))


def _records(
    source: Source, reader: Reader, lines: _Lines, delimiter: str
) -> Iterator[tuple[int, list[str]]]:
    """Yield each row with the line it starts in; tell of faulty ones and go on."""
    rows = csv.reader(lines, delimiter=delimiter, strict=True)
    restarts = blank = full = 0
    while True:
        lines.start_row()
        try:
            cells = next(rows, None)
        except csv.Error as error:
            line = lines.first_number
            restarts += 1
            first = lines.back_to_first() if restarts <= _RESTARTS else ""
            if delimiter == "\t" and first:
                cells = first.rstrip("\r\n").split(delimiter)  # quotation marks mean nothing here
            else:
                reader.bad_row(source, line, _csv_fault(error))
                continue
        if cells is None:
            return
        if any(cells):
            full += 1
            yield lines.first_number, cells
        else:
            blank += 1
            check_blank(blank, full)


def _csv_fault(error: csv.Error) -> CannotRead:
    reason = str(error)
    if "field larger" in reason:
        return CannotRead(
            f"a field has more than {limits.ARTICLE_CHARACTERS:,} characters.",
            fix="Look for a quotation mark that is never closed, or split the text.",
        )
    if "unexpected end" in reason:
        return CannotRead("a quotation mark is opened and never closed.", fix=_MARKS_FIX)
    return CannotRead("the quotation marks in the row do not match.", fix=_MARKS_FIX)


def _checked_header(cells: list[str], reader: Reader) -> list[str]:
    header = [cell.strip() for cell in cells]
    if len(header) > limits.COLUMNS:
        raise CannotRead(
            f"has {len(header):,} columns; the most is {limits.COLUMNS:,}.",
            fix="Keep the columns that hold an article's fields.",
        )
    if "text" not in reader.columns.of(tuple(filter(None, header)), reader.journal):
        names = ", ".join(clean_name(name)[:40] for name in header[:8] if name) or "none"
        raise CannotRead(
            f"no column holds the text; the first row has {names}.",
            fix="Name the columns in the first row, or use --map text=COLUMN.",
        )
    return header


def _named(cells: list[str], header: list[str]) -> dict[str, object]:
    """Put the columns' names to the cells; empty cells may be missing at the end."""
    if len(cells) > len(header) and any(cell.strip() for cell in cells[len(header) :]):
        raise CannotRead(
            f"the row has {len(cells)} fields, the first row {len(header)}.", fix=_MARKS_FIX
        )
    full = cells + [""] * (len(header) - len(cells))
    return {name: cell for name, cell in zip(header, full, strict=False) if name}


def read_parquet(source: Source, reader: Reader) -> Iterator[Row]:
    """Read the rows of a Parquet file; a row's line is its number."""
    import pyarrow as pa  # noqa: PLC0415  (slow to import)
    from pyarrow import parquet  # noqa: PLC0415

    data = read_whole(source.stream, limits.WHOLE_BYTES, _PARQUET_FIX)
    try:
        with parquet.ParquetFile(io.BytesIO(data)) as file:
            names = tuple(file.schema_arrow.names)
            _check_parquet(file, len(data))
            _checked_header(list(names), reader)
            texts = [each.name for each in file.schema_arrow if pa.types.is_string(each.type)]
        # Repeated values stay in a dictionary: one long text in each row is held once.
        with parquet.ParquetFile(io.BytesIO(data), read_dictionary=texts) as file:
            number = 0
            for batch in file.iter_batches(batch_size=_ROWS_AT_ONCE):
                columns = [_values(column) for column in batch.columns]
                for cells in zip(*columns, strict=True):
                    number += 1
                    yield Row(number, number, dict(zip(names, cells, strict=True)))
    except (pa.ArrowException, OSError, ValueError, OverflowError) as error:
        reason = shortened(clean_name(str(error)), 80)
        raise CannotRead(
            f"is no Parquet file, or a damaged one ({reason}).", fix="Get or make the file again."
        ) from None


def _check_parquet(file: ParquetFile, size: int) -> None:
    """Refuse a file that would expand beyond reason, or claims more rows than it has bytes."""
    metadata = file.metadata
    groups = [metadata.row_group(number) for number in range(metadata.num_row_groups)]
    largest = max((group.total_byte_size for group in groups), default=0)
    if largest > limits.EXPANDED_BYTES or metadata.num_rows > max(size, limits.MEGABYTE):
        raise CannotRead(
            f"expands to {metadata.num_rows:,} rows and {size_of(largest)} from {size_of(size)}.",
            fix=_PARQUET_FIX,
        )


def _values(column: Array) -> list[object]:
    """Return the values of a column; text that is not UTF-8 is decoded as files are."""
    import pyarrow as pa  # noqa: PLC0415

    if pa.types.is_dictionary(column.type):
        distinct = [*_values(column.dictionary), None]
        return [distinct[-1 if place is None else place] for place in column.indices.to_pylist()]
    if pa.types.is_timestamp(column.type):
        column = column.cast(pa.timestamp("us"), safe=False)
    try:
        values: list[object] = column.to_pylist()
    except UnicodeDecodeError:
        values = column.cast(pa.large_binary()).to_pylist()
    return values
