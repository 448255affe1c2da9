"""What reading has to say: inputs left out, and things worth saying once."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from framing.corpus.limits import PROBLEMS_PER_FILE
from framing.errors import FramingError
from framing.model import Problem


class CannotRead(FramingError):
    """One input, or one row of it, cannot be used; the run goes on without it."""


@dataclass(frozen=True, slots=True)
class Remark:
    """Something said once however often it happens; ``{count}`` and ``{first}`` are filled in."""

    one: str
    many: str

    def written(self, count: int, first: str) -> str:
        """Return the remark with the number of times and the first occasion filled in."""
        pattern = self.one if count == 1 else self.many
        return pattern.format(count=f"{count:,}", first=first)


@dataclass(slots=True)
class Journal:
    """Collects problems and remarks while articles are read."""

    _problems: list[Problem] = field(default_factory=list)
    _in_file: Counter[str] = field(default_factory=Counter)
    _remarks: dict[Remark, tuple[int, str]] = field(default_factory=dict)
    _notes: list[str] = field(default_factory=list)

    def leave_out(self, where: str, what: str, fix: str = "") -> None:
        """Record an input that is not used."""
        self._problems.append(Problem(where, what, fix))

    def leave_out_row(self, path: str, line: int, error: CannotRead) -> int:
        """Record a row that is not used; past a number of them in one file, count only.

        Parameters
        ----------
        path : str
        line : int
            0 where the file is one article.
        error : CannotRead

        Returns
        -------
        int
            How many rows of the file are left out so far.
        """
        self._in_file[path] += 1
        if self._in_file[path] <= PROBLEMS_PER_FILE:
            self.leave_out(place_of(path, line), error.what, error.fix)
        return self._in_file[path]

    def remark(self, remark: Remark, first: str, count: int = 1) -> None:
        """Count something that is said once, with its first occasion as the example."""
        so_far, example = self._remarks.get(remark, (0, first))
        self._remarks[remark] = (so_far + count, example)

    def note(self, sentence: str) -> None:
        """Record a sentence that is said as it is."""
        self._notes.append(sentence)

    def count(self) -> int:
        """Return how many inputs and rows were left out so far."""
        listed = sum(min(count, PROBLEMS_PER_FILE) for count in self._in_file.values())
        return len(self._problems) - listed + self._in_file.total()

    def problems(self) -> tuple[Problem, ...]:
        """Return every problem, those that were only counted as one line a file."""
        uncounted = [
            Problem(
                path,
                f"{count - PROBLEMS_PER_FILE:,} more rows were left out.",
                "Mend the rows listed first: the others may have the same fault.",
            )
            for path, count in self._in_file.items()
            if count > PROBLEMS_PER_FILE
        ]
        return (*self._problems, *uncounted)

    def notes(self) -> tuple[str, ...]:
        """Return every note, remarks with their counts first."""
        remarks = [remark.written(*said) for remark, said in self._remarks.items()]
        return (*remarks, *self._notes)


def place_of(path: str, line: int) -> str:
    """Return ``path:line``, or the path where there is no line to name."""
    return f"{path}:{line}" if line else path
