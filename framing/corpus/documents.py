"""Files that are one article: plain text with or without a header, and web pages."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from framing.corpus import limits
from framing.corpus.containers import Source
from framing.corpus.decoding import HEAD_BYTES, check_is_text, decode, read_whole
from framing.corpus.fields import FIELDS, SYNONYMS, column_key
from framing.corpus.rows import Reader, Row

_HEADER = re.compile(r"([^\W\d][\w-]*)[ \t]*:(?!//)[ \t]*(.*)")
_LINE = re.compile(r"(.*?)(?:\r\n|\r|\n)")
_MOST_HEADER_LINES = 50
_HEADER_KEYS = frozenset(
    key for name in FIELDS if name != "text" for key in (name, *SYNONYMS[name])
)


def _whole_text(source: Source, reader: Reader, declared: Callable[[bytes], str]) -> str:
    check_is_text(source.stream.peek(HEAD_BYTES)[:HEAD_BYTES])
    data = read_whole(source.stream, limits.DOCUMENT_BYTES, "Split the file into its articles.")
    decoded = decode(data, declared=declared(data))
    reader.guessed(source, decoded.guess)
    return decoded.text


def read_text(source: Source, reader: Reader) -> Iterator[Row]:
    """Read a text file as one article, with its header if it has one."""
    text = _whole_text(source, reader, lambda _: "")
    header, start = read_header(text)
    yield Row(0, 1, {**header, "text": text[start:]})


def read_header(text: str) -> tuple[dict[str, str], int]:
    r"""Read the ``key: value`` lines that a text file may start with.

    They count only where every line up to the first blank one has a one-word key and at least one
    key is a field.

    Parameters
    ----------
    text : str

    Returns
    -------
    header : dict of str to str
        Keys as written; empty where the text has no such lines.
    start : int
        Where the article's text begins.

    Examples
    --------
    >>> read_header("title: Talks resume\noutlet: Herald\n\nThe talks ...")
    ({'title': 'Talks resume', 'outlet': 'Herald'}, 36)
    >>> read_header("Minister: we will not pay\n\nThe minister ...")
    ({}, 0)
    """
    header: dict[str, str] = {}
    place = 0
    for _ in range(_MOST_HEADER_LINES):
        line = _LINE.match(text, place)
        if not line:
            break
        place = line.end()
        if not line[1].strip():
            is_header = any(column_key(key) in _HEADER_KEYS for key in header)
            return (header, place) if is_header else ({}, 0)
        pair = _HEADER.fullmatch(line[1])
        if not pair or column_key(pair[1]) == "text":
            break
        header[pair[1]] = pair[2].strip()
    return {}, 0


def read_web_page(source: Source, reader: Reader) -> Iterator[Row]:
    """Read a web page as one article."""
    from framing.corpus.markup import declared_encoding, read_page  # noqa: PLC0415

    yield Row(0, 1, read_page(_whole_text(source, reader, declared_encoding)))
