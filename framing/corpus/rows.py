"""What the formats have in common: rows, and what reading them takes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from framing.corpus import limits
from framing.corpus.containers import Source
from framing.corpus.fields import Columns
from framing.corpus.journal import CannotRead, Journal, Remark


@dataclass(frozen=True, slots=True)
class Row:
    """One article as its file has it.

    ``line`` is its line in the file, or its number where the format has no lines; 0 where the file
    is one article. ``number`` counts the rows of the file from 1, bad ones included.
    """

    line: int
    number: int
    cells: Mapping[str, object]


def check_blank(blank: int, rows: int) -> None:
    """Refuse a file of which nearly all rows are blank."""
    if blank > limits.BLANK_ROWS and blank > 100 * rows:
        raise CannotRead(
            f"{blank:,} rows are blank; the rest is not read.",
            fix="Look whether the file is what it should be.",
        )


@dataclass(frozen=True, slots=True)
class Reader:
    """What reading the rows of a file takes besides the file."""

    columns: Columns
    journal: Journal

    def bad_row(self, source: Source, line: int, error: CannotRead) -> None:
        """Tell of a row that is left out, and give up where most are."""
        count = self.journal.leave_out_row(source.origin.place, line, error)
        if count > limits.BAD_ROWS and 2 * count > line:
            raise CannotRead(
                f"{count:,} rows are faulty, more than half; the rest is not read.",
                fix="Look whether the file is what it should be.",
            )

    def guessed(self, source: Source, encoding: str) -> None:
        """Tell that the encoding of a file was a guess; nothing where it was not."""
        if encoding:
            self.journal.remark(_guess_remark(encoding), source.origin.place)


def _guess_remark(encoding: str) -> Remark:
    return Remark(
        one="{first} is not in UTF-8; read as " + encoding + ", which is a guess.",
        many="{count} files are not in UTF-8; read as "
        + encoding
        + ", which is a guess. The first: {first}.",
    )
