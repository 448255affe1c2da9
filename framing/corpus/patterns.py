"""The editable lists of lines, made ready for looking up."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple, Protocol

# Patterns whose first word a star cuts are found by so many of their first characters at most.
_PREFIX = 4


class Pattern(Protocol):
    """A line of an editable list: ``*`` stands for any characters."""

    @property
    def pattern(self) -> str:
        """The line, in any case."""

    @property
    def kind(self) -> str:
        """What such a line is for."""

    @property
    def where(self) -> str:
        """Where it may stand: any, start or end."""


class _Rule(NamedTuple):
    """A pattern cut at its stars: the pieces stand in a line in this order."""

    pieces: tuple[str, ...]
    kind: str
    where: str

    def fits(self, line: str) -> bool:
        """Tell whether a whole line is so; one pass over it, however many stars there are."""
        first, *middle = self.pieces
        if not middle:
            return line == first
        last = middle.pop()
        if not (line.startswith(first) and line.endswith(last)):
            return False
        place, end = len(first), len(line) - len(last)
        for piece in middle:
            found = line.find(piece, place, end)
            if found < 0:
                return False
            place = found + len(piece)
        return place <= end


class PatternList:
    """A list of patterns, of which only those are tried that a line's words can fit.

    Parameters
    ----------
    patterns : sequence of Pattern
        The first that fits a line counts.

    Examples
    --------
    >>> from types import SimpleNamespace
    >>> listed = PatternList([SimpleNamespace(pattern="Sign up *", kind="box", where="any")])
    >>> listed.kind("Sign up for our newsletter", at_start=False, at_end=False)
    'box'
    """

    def __init__(self, patterns: Sequence[Pattern]) -> None:
        self._rules: list[_Rule] = []
        self._first: dict[str, list[int]] = {}
        self._prefix: dict[str, list[int]] = {}
        self._last: dict[str, list[int]] = {}
        self._inner: dict[str, list[int]] = {}
        self._other: list[int] = []
        for number, one in enumerate(patterns):
            pieces = tuple(_plain(one.pattern).split("*"))
            self._rules.append(_Rule(pieces, str(one.kind), one.where))
            index, key = self._file_under(pieces)
            if index is None:
                self._other.append(number)
            else:
                index.setdefault(key, []).append(number)
        self._opening = frozenset(words.partition(" ")[0] for words in self._first)
        self._initials = frozenset(start[0] for start in self._prefix)
        self._sizes = sorted({len(start) for start in self._prefix})
        self._anchors = frozenset(self._inner)

    def _file_under(self, pieces: Sequence[str]) -> tuple[dict[str, list[int]] | None, str]:
        """Return the one thing that each line must have which a rule fits: words no star cuts."""
        first, last = pieces[0], pieces[-1]
        words = first.split(" ")
        opening = [word for word in (words if len(pieces) == 1 else words[:-1])[:2] if word]
        closing = last.split(" ")[1:]
        inner = [word for piece in pieces[1:-1] for word in piece.split(" ")[1:-1] if word]
        if opening:
            return self._first, " ".join(opening)
        if first:
            return self._prefix, first[:_PREFIX]
        if closing and closing[-1]:
            return self._last, closing[-1]
        if inner:
            return self._inner, max(inner, key=len)
        return None, ""

    def kind(self, line: str, *, at_start: bool, at_end: bool) -> str:
        """Return what kind of line this is; empty where no pattern fits.

        Parameters
        ----------
        line : str
            Not empty, with no white space around it.
        at_start, at_end : bool
            Whether it stands near the start or the end of its article.
        """
        low = _plain(line)
        words = low.split()
        numbers = list(self._other)
        # Nearly all lines go no further than these four look-ups.
        if words[0] in self._opening:
            numbers += self._first.get(words[0], ())
            numbers += self._first.get(" ".join(words[:2]), ())
        if low[0] in self._initials:
            for size in self._sizes:
                numbers += self._prefix.get(low[:size], ())
        if words[-1] in self._last:
            numbers += self._last[words[-1]]
        if not self._anchors.isdisjoint(words):
            for word in self._anchors.intersection(words):
                numbers += self._inner[word]
        return self._fitting(numbers, words, at_start=at_start, at_end=at_end) if numbers else ""

    def _fitting(
        self, numbers: Sequence[int], words: Sequence[str], *, at_start: bool, at_end: bool
    ) -> str:
        line = " ".join(words)
        for number in sorted(set(numbers)):
            rule = self._rules[number]
            placed = rule.where == "any" or (at_start if rule.where == "start" else at_end)
            if placed and rule.fits(line):
                return rule.kind
        return ""


def _plain(line: str) -> str:
    return line.lower().replace("’", "'")
