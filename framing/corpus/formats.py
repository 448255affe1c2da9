"""From a file to its rows, whatever the format."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from framing.corpus.containers import Source
from framing.corpus.decoding import HEAD_BYTES
from framing.corpus.documents import read_text, read_web_page
from framing.corpus.journal import CannotRead
from framing.corpus.records import read_json, read_json_lines
from framing.corpus.rows import Reader, Row
from framing.corpus.tables import read_delimited, read_parquet


def _read_stdin(source: Source, reader: Reader) -> Iterator[Row]:
    head = source.stream.peek(HEAD_BYTES)[:HEAD_BYTES].removeprefix(b"\xef\xbb\xbf").lstrip()
    if not head:
        raise CannotRead("nothing came in.", fix="Pipe text or JSON lines in.")
    if head.startswith(b"{"):
        return read_json_lines(source, reader)
    return read_text(source, reader)


_BY_SUFFIX: Mapping[str, Callable[[Source, Reader], Iterator[Row]]] = {
    ".txt": read_text,
    ".html": read_web_page,
    ".htm": read_web_page,
    ".jsonl": read_json_lines,
    ".json": read_json,
    ".csv": read_delimited,
    ".tsv": read_delimited,
    ".parquet": read_parquet,
    "": _read_stdin,
}


def read_rows(source: Source, reader: Reader) -> Iterator[Row]:
    """Read the rows of a file.

    Parameters
    ----------
    source : Source
    reader : Reader
        Is told of bad rows; the rest goes on.

    Returns
    -------
    iterator of Row
        Raises `CannotRead` where the file, or the rest of it, cannot be read.
    """
    return _BY_SUFFIX[source.origin.suffix](source, reader)
