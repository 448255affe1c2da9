"""JSON: one object a line, a list of objects, or a single object."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping

from framing.corpus import limits
from framing.corpus.containers import Source
from framing.corpus.decoding import (
    HEAD_BYTES,
    LineDecoder,
    Peekable,
    as_utf8,
    check_is_text,
    decode,
    read_whole,
)
from framing.corpus.journal import CannotRead
from framing.corpus.names import clean_name, size_of
from framing.corpus.rows import Reader, Row, check_blank

_JSON_FIX = 'Write one JSON object a line, like {"title": "...", "text": "..."}.'


def parse_json(text: str) -> object:
    """Read a JSON document, whatever is in it.

    Parameters
    ----------
    text : str

    Returns
    -------
    object

    Raises
    ------
    CannotRead
        It is no JSON, or nested or split into values beyond all reason.
    """
    if len(text) > limits.MEGABYTE:
        values = text.count(",") + text.count("[") + text.count("{")
        if values > limits.JSON_VALUES:
            raise CannotRead("has too many values for articles.", fix="Keep the fields needed.")
    try:
        return json.loads(text)
    except RecursionError:
        raise CannotRead("is nested too deeply.", fix="Flatten it.") from None
    except json.JSONDecodeError as error:
        raise CannotRead(
            f"is not JSON ({error.msg[:1].lower()}{error.msg[1:]} at character {error.colno}).",
            fix=_JSON_FIX,
        ) from None
    except ValueError:
        raise CannotRead("holds a number that is too long.", fix="Shorten it.") from None


def read_json_lines(source: Source, reader: Reader) -> Iterator[Row]:
    """Read one JSON object a line."""
    stream = as_utf8(source.stream)
    decoder = LineDecoder(stream)
    number = blank = 0
    for line, data in enumerate(iter(lambda: stream.readline(limits.LINE_BYTES), b""), start=1):
        if data.isspace():
            blank += 1
            check_blank(blank, number)
            continue
        number += 1
        try:
            _check_line(data, stream)
            yield Row(line, number, _as_object(parse_json(decoder(data))))
        except CannotRead as error:
            reader.bad_row(source, line, error)
    reader.guessed(source, decoder.guess)


def _check_line(data: bytes, stream: Peekable) -> None:
    """Refuse a line that was cut for its length, and move on to the next one."""
    if len(data) < limits.LINE_BYTES or data.endswith(b"\n"):
        return
    while (rest := stream.readline(limits.MEGABYTE)) and not rest.endswith(b"\n"):
        pass
    raise CannotRead(f"the line is longer than {size_of(limits.LINE_BYTES)}.", fix="Shorten it.")


def _as_object(value: object) -> Mapping[str, object]:
    if not isinstance(value, dict):
        raise CannotRead("is not a JSON object.", fix=_JSON_FIX)
    return value


def read_json(source: Source, reader: Reader) -> Iterator[Row]:
    """Read a list of objects, a single article, or an object around a list.

    An article's line is its number: positions in JSON mean nothing to a reader.
    """
    head = source.stream.peek(HEAD_BYTES)[:HEAD_BYTES]
    check_is_text(head)
    fix = "Save it as .jsonl, one article a line: that is read piece by piece."
    decoded = decode(read_whole(source.stream, limits.WHOLE_BYTES, fix))
    reader.guessed(source, decoded.guess)
    try:
        document = parse_json(decoded.text)
    except CannotRead as error:
        rows = _lines_of_json(decoded.text)
        if not rows:
            raise error from None
    else:
        if isinstance(document, dict) and "text" in reader.columns.of(tuple(document)):
            yield Row(0, 1, document)
            return
        rows = list(enumerate(_articles_in(document), start=1))
    for number, (line, value) in enumerate(rows, start=1):
        try:
            yield Row(line, number, _as_object(value))
        except CannotRead as error:
            reader.bad_row(source, line, error)


def _lines_of_json(text: str) -> list[tuple[int, object]]:
    """Return the lines of what is JSON lines under the name of JSON; none if any is not JSON."""
    lines = enumerate(text.split("\n"), start=1)
    try:
        return [(number, parse_json(line)) for number, line in lines if line.strip()]
    except CannotRead:
        return []


def _articles_in(document: object) -> list[object]:
    """Return the list of articles in a document: itself, or the only list of objects in it."""
    if isinstance(document, list):
        return document
    lists = [
        value
        for value in (document.values() if isinstance(document, dict) else ())
        if isinstance(value, list) and value and isinstance(value[0], dict)
    ]
    if len(lists) != 1:
        names = ", ".join(clean_name(str(key)) for key in list(document)[:8]) if (
            isinstance(document, dict)
        ) else type(document).__name__  # fmt: skip
        raise CannotRead(
            f"holds no list of articles ({names}).", fix="Write a list of objects: [{...}, {...}]."
        )
    return lists[0]
