"""Lines of a text, and stretches of it that were taken out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple


class Line(NamedTuple):
    """A line of a text without the white space around it; offsets count code points."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of an article's ``title`` or ``text`` and what was made of it."""

    part: str
    start: int
    end: int
    reason: str


def lines_of(text: str) -> list[Line]:
    r"""Return the lines of a text that hold anything.

    Examples
    --------
    >>> lines_of("One\n\n  Two \n")
    [Line(start=0, end=3, text='One'), Line(start=7, end=10, text='Two')]
    """
    place, found = 0, []
    for raw in text.split("\n"):
        if bare := raw.strip():
            start = place + raw.find(bare[0])
            found.append(Line(start, start + len(bare), bare))
        place += len(raw) + 1
    return found
