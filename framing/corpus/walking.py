"""Which files an INPUT stands for: folders walked in sorted order, nothing opened yet."""

from __future__ import annotations

import os
import re
import stat
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from framing.corpus.journal import CannotRead, Journal, Remark
from framing.corpus.names import clean_name, clean_path, quoted, shortened

FORMATS = (".txt", ".html", ".htm", ".jsonl", ".json", ".csv", ".tsv", ".parquet")
TYPES = "The types are .txt .html .htm .jsonl .json .csv .tsv .parquet .zip .gz."
STDIN = "-"

_URL = re.compile(r"(?:https?|ftps?|file|s3|gs):/{1,3}", re.IGNORECASE)
_NOT_FILES = (
    (stat.S_ISFIFO, "a pipe"),
    (stat.S_ISSOCK, "a socket"),
    (stat.S_ISCHR, "a device"),
    (stat.S_ISBLK, "a device"),
)
_HINTS = {
    ".pdf": "Save the article's text as .txt or .html.",
    ".docx": "Save it as plain text (.txt).",
    ".doc": "Save it as plain text (.txt).",
    ".rtf": "Save it as plain text (.txt).",
    ".odt": "Save it as plain text (.txt).",
    ".xlsx": "Save the sheet as CSV.",
    ".xls": "Save the sheet as CSV.",
}
_OTHER_TYPES_SHOWN = 3
_INPUT_CHARACTERS = 200
_TWICE = Remark(
    one="{first} is given twice and read once.",
    many="{count} files are given twice and read once, the first: {first}.",
)


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a file stands: what the rules for ids and outlets look at.

    ``folder`` names the folder or archive given as INPUT number ``number``, and is empty where the
    file itself was named. ``below`` holds the sub-folders between the two. ``trail`` holds all
    folders on the way to the file. ``suffix`` tells the format: that of ``a.csv.gz`` is ``.csv``.
    """

    place: str
    number: int
    folder: str
    below: tuple[str, ...]
    trail: tuple[str, ...]
    stem: str
    suffix: str


@dataclass(frozen=True, slots=True)
class Found:
    """A file to read, or standard input where ``path`` is None.

    ``named`` tells that the file itself is the INPUT; ``size`` is in bytes.
    """

    path: Path | None
    origin: Origin
    gzipped: bool = False
    size: int = 0
    named: bool = False


def split_name(name: str) -> tuple[str, str, bool]:
    """Split a file's name into stem, suffix in small letters, and whether it is gzipped.

    Examples
    --------
    >>> split_name("News.JSONL.gz")
    ('News', '.jsonl', True)
    >>> split_name("notes")
    ('notes', '', False)
    """
    stem, suffix = os.path.splitext(name)  # noqa: PTH122  (the name may be that of a zip member)
    gzipped = suffix.lower() == ".gz"
    if gzipped:
        stem, suffix = os.path.splitext(stem)  # noqa: PTH122
    return stem, suffix.lower(), gzipped


def is_hidden(name: str) -> bool:
    """Tell whether a file or folder is one that people do not see and did not mean."""
    return name.startswith((".", "__MACOSX")) or name.lower() in {"thumbs.db", "desktop.ini"}


def find_files(inputs: Sequence[Path | str], journal: Journal) -> Iterator[Found]:
    """Find the files that the inputs stand for.

    Parameters
    ----------
    inputs : sequence of Path or str
        Files, folders, and ``-`` for standard input.
    journal : Journal
        Is told of inputs that cannot be used.

    Yields
    ------
    Found
        In the order of the inputs; within a folder sorted by name.
    """
    known: set[str] = set()
    for number, given in enumerate(inputs):
        try:
            yield from _find(str(given), number, known, journal)
        except CannotRead as error:
            shown = shortened(clean_path(str(given)), _INPUT_CHARACTERS) or "INPUT"
            journal.leave_out(shown, error.what, error.fix)


def _find(given: str, number: int, known: set[str], journal: Journal) -> Iterator[Found]:
    if given == STDIN:
        if not _seen_before(STDIN, known, journal):
            yield Found(None, Origin("stdin", number, "", (), (), "stdin", ""))
        return
    path = Path(given)
    info = _information(given)
    if stat.S_ISDIR(info.st_mode):
        yield from _walk(path, number, known, journal)
    else:
        found = _named_file(path, number, info)
        if not _seen_before(given, known, journal):
            yield found


def _information(given: str) -> os.stat_result:
    """Return what the system knows about a path, and refuse what is no file or folder."""
    if not given.strip():
        raise CannotRead("an input is empty.", fix="Name a file or a folder.")
    if _URL.match(given):
        raise CannotRead(
            "is a web address, and nothing is downloaded.",
            fix="Save the page as .html and name that file.",
        )
    try:
        info = os.stat(given)  # noqa: PTH116
    except FileNotFoundError:
        raise CannotRead("does not exist.", fix="Check how it is written.") from None
    except (OSError, ValueError) as error:
        raise cannot_open(error) from None
    for test, kind in _NOT_FILES:
        if test(info.st_mode):
            raise CannotRead(f"is {kind}, not a file.", fix="Pipe text in with - instead.")
    return info


def cannot_open(error: OSError | ValueError) -> CannotRead:
    """Return the system's reason why a file cannot be read, as a problem."""
    reason = clean_name((isinstance(error, OSError) and error.strerror) or str(error))
    return CannotRead(
        f"cannot be opened ({reason}).", fix="Check the file's name, place and permissions."
    )


def _named_file(path: Path, number: int, info: os.stat_result) -> Found:
    stem, suffix, gzipped = split_name(path.name)
    if suffix not in (*FORMATS, ".zip"):
        raise _wrong_type(suffix, gzipped=gzipped)
    parents = tuple(clean_name(part) for part in path.absolute().parent.parts[1:])
    stem = clean_name(stem)
    folder = stem if suffix == ".zip" else ""
    origin = Origin(clean_path(str(path)), number, folder, (), parents, stem, suffix)
    return Found(path, origin, gzipped, info.st_size, named=True)


def _wrong_type(suffix: str, *, gzipped: bool) -> CannotRead:
    if gzipped:
        return CannotRead(
            "the name does not tell what is compressed in it.",
            fix="Name it like articles.jsonl.gz.",
        )
    kind = f"is of type {quoted(suffix)}" if suffix else "has no type in its name"
    return CannotRead(f"{kind}, which is not read.", fix=_HINTS.get(suffix, TYPES))


def _walk(folder: Path, number: int, known: set[str], journal: Journal) -> Iterator[Found]:
    """Go through a folder without recursion: folders may be nested deeper than Python's stack."""
    name = clean_name(folder.resolve().name) or "articles"
    parents = tuple(clean_name(part) for part in folder.resolve().parts[1:])
    others: Counter[str] = Counter()
    walked: set[tuple[int, int]] = set()
    found = False
    paths: list[tuple[Path, tuple[str, ...]]] = [(folder, ())]
    while paths:
        path, below = paths.pop()
        try:
            info = _information(str(path))
            if stat.S_ISDIR(info.st_mode):
                below = below if path is folder else (*below, clean_name(path.name))
                paths += [(path / entry, below) for entry in _entries(path, info, walked)]
                continue
        except CannotRead as error:
            journal.leave_out(clean_path(str(path)), error.what, error.fix)
            continue
        stem, suffix, gzipped = split_name(path.name)
        if suffix not in (*FORMATS, ".zip"):
            others[path.suffix.lower()] += 1
            continue
        found = True
        if not _seen_before(str(path), known, journal):
            trail, place = (*parents, *below), clean_path(str(path))
            origin = Origin(place, number, name, below, trail, clean_name(stem), suffix)
            yield Found(path, origin, gzipped, info.st_size)
    note_other_types(others, clean_path(str(folder)), journal)
    if not found:
        journal.leave_out(clean_path(str(folder)), "holds no file that can be read.", TYPES)


def _entries(folder: Path, info: os.stat_result, walked: set[tuple[int, int]]) -> list[str]:
    """Return the names in a folder, last first; refuse a folder that a link leads back to."""
    identity = (info.st_dev, info.st_ino)
    if info.st_ino and identity in walked:
        raise CannotRead(
            "is a folder that was read already, by way of a link.", fix="Remove the link."
        )
    walked.add(identity)
    try:
        names = os.listdir(folder)  # noqa: PTH208  (names are all that is needed)
    except OSError as error:
        raise cannot_open(error) from None
    return sorted((name for name in names if not is_hidden(name)), reverse=True)


def _seen_before(path: str, known: set[str], journal: Journal) -> bool:
    """Tell whether this very path was met before, and if so say that it is read once."""
    whole = os.path.abspath(path)  # noqa: PTH100  (resolve() would follow links)
    if whole in known:
        journal.remark(_TWICE, clean_path(path))
        return True
    known.add(whole)
    return False


def note_other_types(others: Counter[str], where: str, journal: Journal) -> None:
    """Say in one line how many files were skipped because of their type."""
    count = others.total()
    if not count:
        return
    most = others.most_common(_OTHER_TYPES_SHOWN)
    kinds = ", ".join(
        f"{number:,} {quoted(kind) if kind else 'without one'}" for kind, number in most
    )
    more = ", ..." if len(others) > len(most) else ""
    files = "1 file of another type was" if count == 1 else f"{count:,} files of other types were"
    journal.note(f"{where}: {files} skipped ({kinds}{more}).")
