"""Repairing what is safe to repair in a table, without touching anything else in the file."""

from __future__ import annotations

import codecs
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from difflib import unified_diff
from pathlib import Path

from framing.errors import LexiconError
from framing.lexicon.tables import decode, delimiter_of

_CODECS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)


@dataclass(frozen=True, slots=True)
class Repair:
    """The file before and after; nothing is written until `save`."""

    path: Path
    before: str
    after: str
    data: bytes

    def diff(self) -> str:
        """Return the lines that change, as a unified diff without context."""
        old, new = self.before.splitlines(keepends=True), self.after.splitlines(keepends=True)
        name = str(self.path)
        lines = unified_diff(old, new, name, name, n=0)
        return "".join(line if line.endswith("\n") else line + "\n" for line in lines)

    def save(self) -> None:
        """Replace the file in one step, so that a crash leaves the old or the new one."""
        part = self.path.with_name(self.path.name + ".part")
        part.write_bytes(self.data)
        part.replace(self.path)


def repair(
    path: Path, cells: Mapping[tuple[int, str], str], *, without: Sequence[int] = ()
) -> Repair:
    """Put new text into some cells, and leave out some rows.

    Every other byte of the file stays as it is: encoding, line ends, quoting, other columns.

    Parameters
    ----------
    path : Path
    cells : mapping of (line, column) to text
        Lines as the file counts them, the first being 1.
    without : sequence of int
        Lines of rows to leave out.

    Raises
    ------
    LexiconError
        The file could not be written back without loss.
    """
    data = path.read_bytes()
    bom, encoding = _encoding(data)
    text = decode(data).removeprefix("\ufeff")
    if bom + text.encode(encoding, "replace") != data:
        raise LexiconError(
            "has bytes that are no text in its encoding, so it cannot be repaired without loss.",
            where=str(path),
            fix="Save it as CSV UTF-8 from the spreadsheet, and try again.",
        )
    records = _records(text, delimiter_of(text))
    header = [_plain(text[a:b]).strip().lower() for a, b in records[_header_line(text, records)]]
    edits = []
    for (line, column), new in cells.items():
        start, end = _inner(text, *records[line][header.index(column)])
        quoted = start > 0 and text[start - 1] == '"'
        written = new.replace('"', '""') if quoted or new.startswith('"') else new
        edits.append((start, end, written if quoted or written == new else f'"{written}"'))
    for line in without:
        start, end = records[line][0][0], records[line][-1][1]
        end += 2 if text[end : end + 2] == "\r\n" else 1
        edits.append((start, end, ""))
    after = text
    for start, end, new in sorted(edits, reverse=True):
        after = after[:start] + new + after[end:]
    return Repair(path, text, after, bom + after.encode(encoding))


def _encoding(data: bytes) -> tuple[bytes, str]:
    for bom, encoding in _CODECS:
        if data.startswith(bom):
            return bom, encoding
    if data[1:2] == b"\0":
        return b"", "utf-16-le"
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return b"", "cp1252"
    return b"", "utf-8"


def _header_line(text: str, records: Mapping[int, Sequence[tuple[int, int]]]) -> int:
    return next(n for n, spans in records.items() if text[spans[0][0] : spans[-1][1]].strip())


def _records(text: str, delimiter: str) -> dict[int, list[tuple[int, int]]]:
    """Return where the cells of each record stand, by the line that the record begins on."""
    records: dict[int, list[tuple[int, int]]] = {}
    line, first, start, place, quoted = 1, 1, 0, 0, False
    spans: list[tuple[int, int]] = []
    while place <= len(text):
        char = text[place] if place < len(text) else "\n"
        if quoted:
            if char == '"' and text[place + 1 : place + 2] == '"':
                place += 1
            elif char == '"' or place == len(text):
                quoted = False
            line += char == "\n"
        elif char == '"' and place == start:
            quoted = True
        elif char == delimiter:
            spans.append((start, place))
            start = place + 1
        elif char in "\r\n":
            spans.append((start, place))
            records[first] = spans
            place += char == "\r" and text[place + 1 : place + 2] == "\n"
            line += 1
            first, start, spans = line, place + 1, []
        place += 1
    return records


def _inner(text: str, start: int, end: int) -> tuple[int, int]:
    """Return the span of a cell's text, inside its quotation marks and blanks."""
    while start < end and text[start] == " ":
        start += 1
    while end > start and text[end - 1] == " ":
        end -= 1
    if end - start > 1 and text[start] == text[end - 1] == '"':
        return start + 1, end - 1
    return start, end


def _plain(cell: str) -> str:
    cell = cell.strip()
    return cell[1:-1].replace('""', '"') if cell[:1] == cell[-1:] == '"' and len(cell) > 1 else cell
