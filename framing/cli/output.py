"""Printing tables: as a table for people, CSV or JSON lines for programs."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from framing.errors import UsageError

if TYPE_CHECKING:
    import pyarrow as pa

FORMATS = ("csv", "jsonl", "table")
_WIDEST = 60
_WIDTH_OF_FILES = 160
# A key word in context: the sentence gets the room.
_RATIO = {"left": 4, "right": 4, "match": 2}
_LEAST = {"date": 10, "voice": 10, "article": 20, "outlet": 16}


def put(table: pa.Table, form: str, path: Path | None) -> None:
    """Print a table, or write it to a file.

    Parameters
    ----------
    table : pyarrow Table
    form : str
        ``csv``, ``jsonl`` or ``table``.
    path : Path, optional
        None means standard output.
    """
    if form == "table" and path is None:
        _print_table(table)
        return
    from framing.report import tables  # noqa: PLC0415 -- heavy

    data = tables.jsonl_bytes(table) if form == "jsonl" else tables.csv_bytes(table)
    if path is None:
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
    else:
        write(path, data)


def write(path: Path, data: bytes) -> None:
    """Write a file, and say where.

    Raises
    ------
    UsageError
        The disk refuses.
    """
    try:
        path.write_bytes(data)
    except OSError as error:
        raise UsageError(
            f"cannot write there: {error.strerror}.", where=str(path), fix="Name another file."
        ) from error
    click.echo(str(path))


def _print_table(table: pa.Table) -> None:
    from rich.console import Console  # noqa: PLC0415 -- heavy
    from rich.table import Table  # noqa: PLC0415
    from rich.text import Text  # noqa: PLC0415

    shown = Table(box=None, pad_edge=False, header_style="bold")
    for name, kind in zip(table.column_names, table.schema.types, strict=True):
        text = not str(kind).startswith(("int", "double")) and name != "left"
        shown.add_column(
            name,
            justify="left" if text else "right",
            no_wrap=name in {"left", "right", "match"},
            ratio=_RATIO.get(name),
            min_width=_LEAST.get(name),
            overflow="fold" if name in {"outlet", "article"} else "ellipsis",
        )
    for row in table.to_pylist():
        # Article text may hold [markup]: as Text it is only text.
        shown.add_row(*(Text(_cell(name, value)) for name, value in row.items()))
    width = None if sys.stdout.isatty() else _WIDTH_OF_FILES
    Console(width=width).print(shown)


def _cell(name: str, value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, float):
        return f"{value:.3g}"
    text = str(value)
    if len(text) <= _WIDEST:
        return text
    # What stands before a key word is read from its end.
    return "…" + text[1 - _WIDEST :] if name == "left" else text[: _WIDEST - 1] + "…"
