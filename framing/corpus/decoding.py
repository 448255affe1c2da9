"""Bytes to text: byte order marks, UTF-8, UTF-16, and a cautious guess at anything else."""

from __future__ import annotations

import io
import re
from dataclasses import dataclass
from typing import BinaryIO, Protocol

from framing.corpus import limits
from framing.corpus.journal import CannotRead
from framing.corpus.names import REPLACEMENT, size_of

# Longest first: the mark of UTF-32 begins like that of UTF-16.
_MARKS = (
    (b"\x00\x00\xfe\xff", "utf-32"),
    (b"\xff\xfe\x00\x00", "utf-32"),
    (b"\xef\xbb\xbf", "utf-8"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)
_UTF8_MARK = b"\xef\xbb\xbf"

# First bytes of what is often saved under the name of a text file.
_NOT_TEXT = (
    (b"%PDF-", "a PDF", "Save the article's text as .txt or .html."),
    (b"PK\x03\x04", "an Excel, Word or zip file", "Save it as CSV or plain text."),
    (b"\xd0\xcf\x11\xe0", "an old Excel or Word file", "Save it as CSV or plain text."),
    (b"\x1f\x8b", "compressed", "Give its name the ending .gz."),
    (b"{\\rtf", "an RTF file", "Save it as plain text."),
    (b"PAR1", "a Parquet file", "Give its name the ending .parquet."),
    (b"\x89PNG", "a picture", "Give the article's text."),
    (b"\xff\xd8\xff", "a picture", "Give the article's text."),
    (b"GIF8", "a picture", "Give the article's text."),
)
HEAD_BYTES = 4096
_SAMPLE_BYTES = 65536
_CONTROL = re.compile(rb"[\x00-\x08\x0e-\x19\x1c-\x1f\x7f]")
# Text has next to none; a few stray ones do not make a file binary.
_CONTROL_SHARE = 0.02
_STRAY = 4

# In English text UTF-16 has a zero in most characters, on one side only.
_WIDE_SHARE = 0.7
_OTHER_SIDE_SHARE = 0.1
# UTF-8 with a few broken characters in it is still UTF-8.
_BROKEN_SHARE = 0.1

# charset-normalizer's measure of how messy the text would be, from 0 up.
_CONFIDENT_CHAOS = 0.05
_CONFIDENT_BYTES = 50
_HIGH_BYTE = re.compile(rb"[\x80-\xff]")
_LAST_LATIN = "\u024f"

# Encodings a page may declare. Others that Python knows are no encodings of text, or are slow.
_DECLARABLE = re.compile(
    r"utf-8|us-ascii|iso-8859-[0-9]{1,2}|windows-125[0-8]|koi8-[ru]|macintosh"
    r"|shift_jis|euc-(?:jp|kr)|iso-2022-jp|gb2312|gbk|gb18030|big5"
)
_WINDOWS = "cp1252"


class Peekable(Protocol):
    """A binary stream whose next bytes can be looked at without moving on."""

    def peek(self, size: int = 0, /) -> bytes: ...  # noqa: D102

    def read(self, size: int = -1, /) -> bytes: ...  # noqa: D102

    def readline(self, size: int | None = -1, /) -> bytes: ...  # noqa: D102


@dataclass(frozen=True, slots=True)
class Decoded:
    """Text, and the name of the encoding where that was a guess (else empty)."""

    text: str
    guess: str = ""


def check_is_text(head: bytes) -> None:
    """Refuse a file that is not text.

    Parameters
    ----------
    head : bytes
        How the file begins.

    Raises
    ------
    CannotRead
        It is a PDF, a spreadsheet, a picture or other binary data.
    """
    for mark, kind, fix in _NOT_TEXT:
        if head.startswith(mark):
            raise CannotRead(f"is not text but {kind}.", fix=fix)
    if _wide_encoding(head):
        return
    if len(_CONTROL.findall(head)) > max(_STRAY, _CONTROL_SHARE * len(head)):
        raise CannotRead("is not text but binary data.", fix="Save it as plain text in UTF-8.")


def _wide_encoding(head: bytes) -> str:
    """Return UTF-16 or UTF-32 where the beginning shows it, else an empty string."""
    for mark, encoding in _MARKS:
        if head.startswith(mark):
            return "" if encoding == "utf-8" else encoding
    half = len(head) // 2
    if half and b"\x00" in head:
        zeros = head[: 2 * half : 2].count(0), head[1 : 2 * half : 2].count(0)
        if max(zeros) > _WIDE_SHARE * half and min(zeros) < _OTHER_SIDE_SHARE * half:
            return "utf-16-be" if zeros[0] > zeros[1] else "utf-16-le"
    return ""


def decode(data: bytes, *, declared: str = "") -> Decoded:
    """Turn bytes into text, without a byte order mark.

    Parameters
    ----------
    data : bytes
    declared : str
        The encoding that a page says it has, believed where the data are not UTF-8.

    Returns
    -------
    Decoded

    Examples
    --------
    >>> decode("Señor".encode("cp1252"))
    Decoded(text='Señor', guess='Windows-1252')
    """
    wide = _wide_encoding(data[:HEAD_BYTES])
    if wide:
        return Decoded(data.decode(wide, "replace").removeprefix("\ufeff"))
    data = data.removeprefix(_UTF8_MARK)
    try:
        return Decoded(data.decode("utf-8"))
    except UnicodeDecodeError:
        pass
    stated = _as_declared(data, declared)
    if stated is not None:
        return Decoded(stated)
    encoding = guess_encoding(data[:_SAMPLE_BYTES])
    return Decoded(decode_as(data, encoding), _shown_name(encoding))


def _as_declared(data: bytes, declared: str) -> str | None:
    name = declared.strip().lower()
    if not _DECLARABLE.fullmatch(name):
        return None
    if name in {"iso-8859-1", "us-ascii"}:
        name = _WINDOWS  # what browsers do
    try:
        return data.decode(name)
    except (UnicodeDecodeError, LookupError):
        return None


def guess_encoding(sample: bytes) -> str:
    """Guess the encoding of bytes that are not UTF-8; Windows-1252 unless another is certain.

    Parameters
    ----------
    sample : bytes

    Returns
    -------
    str
        A name that Python knows.
    """
    text = sample.decode("utf-8", "replace")
    broken = text.count(REPLACEMENT)
    if broken <= _BROKEN_SHARE * (len(sample) - len(text) + broken):
        return "utf-8"
    other = _confident_guess(sample)
    return other or _WINDOWS


def _confident_guess(sample: bytes) -> str:
    """Return an encoding of another script that charset-normalizer is sure of, or nothing.

    Between the Western single-byte encodings it cannot tell, and names cp1252 cp1250; so it is
    believed only where the text would be written mostly in other letters than Latin ones.
    """
    from charset_normalizer import from_bytes  # noqa: PLC0415  (slow to import, seldom needed)

    if len(_HIGH_BYTE.findall(sample)) < _CONFIDENT_BYTES:
        return ""
    best = from_bytes(sample, steps=5, chunk_size=512).best()
    if best is None or best.chaos > _CONFIDENT_CHAOS:
        return ""
    letters = [character for character in str(best) if character.isalpha()]
    other = sum(character > _LAST_LATIN for character in letters)
    return best.encoding if other > len(letters) / 2 else ""


def decode_as(data: bytes, encoding: str) -> str:
    """Decode in a guessed encoding; what does not fit becomes the replacement character."""
    return data.decode(encoding, "replace").removeprefix("\ufeff")


def _shown_name(encoding: str) -> str:
    return {
        _WINDOWS: "Windows-1252",
        "utf-8": "UTF-8 with broken characters",
    }.get(encoding, encoding)


class LineDecoder:
    """Decodes a file line by line; the first line that is not UTF-8 decides the guess."""

    def __init__(self, stream: Peekable) -> None:
        self._stream = stream
        self._encoding = ""
        self.guess = ""

    def __call__(self, line: bytes) -> str:
        """Return the line as text."""
        try:
            return line.decode("utf-8")
        except UnicodeDecodeError:
            pass
        if not self._encoding:
            sample = line + self._stream.peek(_SAMPLE_BYTES)[:_SAMPLE_BYTES]
            self._encoding = guess_encoding(sample[: sample.rfind(b"\n") + 1] or line)
            self.guess = _shown_name(self._encoding)
        return decode_as(line, self._encoding)


def read_whole(stream: Peekable | BinaryIO, most: int, fix: str) -> bytes:
    """Return everything in a stream, or refuse it where that is more than ``most`` bytes.

    Raises
    ------
    CannotRead
        It is larger.
    """
    data = stream.read(most + 1)
    if len(data) > most:
        raise CannotRead(f"is larger than {size_of(most)}.", fix=fix)
    return data


def as_utf8(stream: Peekable) -> Peekable:
    """Return the stream at its first character: no mark before it, UTF-16 turned into UTF-8."""
    head = stream.peek(HEAD_BYTES)[:HEAD_BYTES]
    check_is_text(head)
    if _wide_encoding(head):
        data = read_whole(stream, limits.WHOLE_BYTES, "Save it in UTF-8.")
        return io.BufferedReader(io.BytesIO(decode(data).text.encode("utf-8", "replace")))
    if head.startswith(_UTF8_MARK):
        stream.read(len(_UTF8_MARK))
    return stream
