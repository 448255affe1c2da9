"""Opening what was found: plain files, gzip and zip, within limits, never written to disk."""

from __future__ import annotations

import gzip
import io
import lzma
import sys
import zipfile
import zlib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, BinaryIO

from framing.corpus import limits
from framing.corpus.decoding import Peekable
from framing.corpus.journal import CannotRead, Journal
from framing.corpus.names import clean_name, clean_path, size_of
from framing.corpus.walking import (
    FORMATS,
    Found,
    Origin,
    cannot_open,
    is_hidden,
    note_other_types,
    split_name,
)

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

_BUFFER_BYTES = 1 << 20
_DAMAGED = (EOFError, zlib.error, zipfile.BadZipFile, lzma.LZMAError, gzip.BadGzipFile)
_END_OF_LIST = b"PK\x05\x06"
_END_OF_LIST_BYTES = 22
_LONGEST_COMMENT = 65_535
_ENCRYPTED = 0x1


@dataclass(frozen=True, slots=True)
class Source:
    """A file open for reading. ``stream`` raises only `CannotRead`."""

    origin: Origin
    stream: Peekable


class _Budget:
    """How much one file given as input may expand to."""

    def __init__(self, size: int, *, packed: bool) -> None:
        self._size, self._packed, self._spent = size, packed, 0

    def spend(self, count: int) -> None:
        """Count bytes read, and refuse what grows out of proportion."""
        self._spent += count
        if not self._packed:
            if self._spent > limits.FILE_BYTES:
                raise too_large(self._spent)
            return
        bomb = (
            self._spent > limits.EXPANSION_CHECKED_FROM
            and self._spent > limits.EXPANSION * self._size
        )
        if bomb or self._spent > limits.EXPANDED_BYTES:
            raise CannotRead(
                f"expands to more than {size_of(self._spent - count)} from {size_of(self._size)}.",
                fix="Extract it, look whether it is what it should be, and give the files in it.",
            )


class _Guarded(io.RawIOBase):
    """A stream that keeps to its budget and raises faults as `CannotRead`."""

    def __init__(self, inner: BinaryIO, budget: _Budget) -> None:
        # read1 hands on what it has: what stands before damaged data is not lost.
        self._read: Callable[[int], bytes] = getattr(inner, "read1", inner.read)
        self._budget = budget

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: WriteableBuffer, /) -> int:
        view = memoryview(buffer)
        try:
            chunk = self._read(len(view))
        except _DAMAGED:
            raise CannotRead(
                "the compressed data are damaged or end too early; what came before is read.",
                fix="Get or make the file again.",
            ) from None
        except OSError as error:
            raise cannot_open(error) from None
        self._budget.spend(len(chunk))
        view[: len(chunk)] = chunk
        return len(chunk)


def too_large(size: int) -> CannotRead:
    """Return the problem of a file over the limit."""
    return CannotRead(
        f"has more than {size_of(limits.FILE_BYTES)} ({size_of(size)}).",
        fix="Split it into several files.",
    )


def open_files(files: Iterable[Found], journal: Journal) -> Iterator[Source]:
    """Open files one after the other; each is closed when the next is asked for.

    Parameters
    ----------
    files : iterable of Found
    journal : Journal
        Is told of files that cannot be opened.

    Yields
    ------
    Source
        Each file, and each readable member of each zip archive.
    """
    for found in files:
        try:
            yield from _open(found, journal)
        except CannotRead as error:
            journal.leave_out(found.origin.place, error.what, error.fix)


def _open(found: Found, journal: Journal) -> Iterator[Source]:
    if found.path is None:
        stream = getattr(sys.stdin, "buffer", None)
        if stream is None:
            raise CannotRead("nothing can be read from it.", fix="Pipe text or JSON lines in.")
        yield _source(found.origin, stream, _Budget(0, packed=False))
        return
    if found.size > limits.FILE_BYTES:
        raise too_large(found.size)
    is_zip = found.origin.suffix == ".zip"
    if is_zip and found.gzipped:
        raise CannotRead("is a zip archive inside gzip.", fix="Unpack the outer one.")
    budget = _Budget(found.size, packed=is_zip or found.gzipped)
    try:
        file = found.path.open("rb")
    except OSError as error:
        raise cannot_open(error) from None
    with file:
        if is_zip:
            yield from _open_members(found, file, budget, journal)
        elif found.gzipped:
            with gzip.GzipFile(fileobj=file) as unpacked:
                yield _source(found.origin, unpacked, budget)  # type: ignore[arg-type]
        else:
            yield _source(found.origin, file, budget)


def _source(origin: Origin, stream: BinaryIO, budget: _Budget) -> Source:
    return Source(origin, io.BufferedReader(_Guarded(stream, budget), _BUFFER_BYTES))


def _open_members(
    found: Found, file: BinaryIO, budget: _Budget, journal: Journal
) -> Iterator[Source]:
    """Open the members of a zip archive, sorted by name; the archive stands for a folder."""
    _check_list(file, found.size)
    try:
        archive = zipfile.ZipFile(file)
    except (*_DAMAGED, OSError, ValueError, NotImplementedError, UnicodeDecodeError):
        raise CannotRead(
            "is not a zip archive, or a damaged one.", fix="Get or make the file again."
        ) from None
    others: Counter[str] = Counter()
    with archive:
        members = sorted(_visible(archive), key=lambda member: member[0].parts)
        top = _common_folder([path for path, _ in members])
        for path, member in members:
            _, suffix, gzipped = split_name(path.name)
            if suffix not in FORMATS:
                others[PurePosixPath(path).suffix.lower()] += 1
                continue
            origin = _member_origin(found, path, top)
            try:
                with _open_member(archive, member) as stream:
                    inner = gzip.GzipFile(fileobj=stream) if gzipped else stream
                    yield _source(origin, inner, budget)  # type: ignore[arg-type]
            except CannotRead as error:
                journal.leave_out(origin.place, error.what, error.fix)
    note_other_types(others, found.origin.place, journal)
    if len(members) == others.total():
        raise CannotRead("holds no file that can be read.", fix="Look what is in it.")


def _check_list(file: BinaryIO, size: int) -> None:
    """Refuse an archive whose list of members would not fit into memory."""
    file.seek(max(0, size - _END_OF_LIST_BYTES - _LONGEST_COMMENT))
    tail = file.read()
    file.seek(0)
    end = tail.rfind(_END_OF_LIST)
    listed = int.from_bytes(tail[end + 12 : end + 16], "little") if end >= 0 else 0
    if min(listed, size) > limits.ZIP_LIST_BYTES:
        raise CannotRead("has too many files in it.", fix="Extract it and give the folder.")


def _visible(archive: zipfile.ZipFile) -> Iterator[tuple[PurePosixPath, zipfile.ZipInfo]]:
    """Return the members that are files, under names that lead nowhere else."""
    for member in archive.infolist():
        parts = [
            part
            for part in member.filename.replace("\\", "/").split("/")
            if part not in {"", ".", ".."} and not part.endswith(":")
        ]
        if parts and not member.is_dir() and not any(map(is_hidden, parts)):
            yield PurePosixPath(*parts), member


def _common_folder(paths: list[PurePosixPath]) -> int:
    """Return 1 where everything lies in one folder, which then is only the archive's wrapping."""
    tops = {path.parts[0] if len(path.parts) > 1 else "" for path in paths}
    return int(len(tops) == 1 and "" not in tops)


def _member_origin(found: Found, path: PurePosixPath, top: int) -> Origin:
    """Return where a member stands: below its archive, as if that were a folder."""
    archive = found.origin
    inside = tuple(map(clean_name, path.parts[top:-1]))
    stem, suffix, _ = split_name(path.name)
    return replace(
        archive,
        place=f"{archive.place}/{clean_path(str(path))}",
        below=inside if found.named else (*archive.below, archive.stem, *inside),
        trail=(*archive.trail, archive.stem, *inside),
        stem=clean_name(stem),
        suffix=suffix,
    )


def _open_member(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> BinaryIO:
    if member.flag_bits & _ENCRYPTED:
        raise CannotRead(
            "is locked with a password.", fix="Extract the archive and give the files."
        )
    try:
        return archive.open(member)  # type: ignore[return-value]
    except NotImplementedError:
        raise CannotRead(
            "is compressed in a way that is not supported.",
            fix="Extract the archive and give the files.",
        ) from None
    except (*_DAMAGED, OSError, ValueError, RuntimeError):
        raise CannotRead("is damaged.", fix="Get or make the archive again.") from None
