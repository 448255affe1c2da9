"""The editable lists of lines, made ready for looking up."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple, Protocol

# Patterns whose first or last word a star cuts are found by so many of their outer characters.
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
        self._suffix: dict[str, list[int]] = {}
        self._inner: dict[str, list[int]] = {}
        self._other: list[int] = []
        for number, one in enumerate(patterns):
            pieces = tuple(_plain(one.pattern).split("*"))
            self._rules.append(_Rule(pieces, one.kind, one.where))
            self._file(number, pieces)

    def _file(self, number: int, pieces: Sequence[str]) -> None:
        """File a rule under the one thing that each of its lines must have."""
        whole = list(_whole_words(pieces))
        first, last = pieces[0], pieces[-1]
        if first and first.partition(" ")[0] in whole:
            self._first.setdefault(first.partition(" ")[0], []).append(number)
        elif len(first) >= _PREFIX:
            self._prefix.setdefault(first[:_PREFIX], []).append(number)
        elif last and last.rpartition(" ")[2] in whole:
            self._last.setdefault(last.rpartition(" ")[2], []).append(number)
        elif len(last) >= _PREFIX:
            self._suffix.setdefault(last[-_PREFIX:], []).append(number)
        elif whole:
            self._inner.setdefault(max(whole, key=len), []).append(number)
        else:
            self._other.append(number)

    def kind(self, line: str, *, at_start: bool, at_end: bool) -> str:
        """Return what kind of line this is; empty where no pattern fits.

        Parameters
        ----------
        line : str
            Not empty.
        at_start, at_end : bool
            Whether it stands near the start or the end of its article.
        """
        plain = " ".join(_plain(line).split())
        words = plain.split(" ")
        numbers = [
            *self._first.get(words[0], ()),
            *self._prefix.get(plain[:_PREFIX], ()),
            *self._last.get(words[-1], ()),
            *self._suffix.get(plain[-_PREFIX:], ()),
            *self._other,
        ]
        if not self._inner.keys().isdisjoint(words):
            numbers += [n for word in dict.fromkeys(words) for n in self._inner.get(word, ())]
        for number in sorted(set(numbers)):
            rule = self._rules[number]
            placed = rule.where == "any" or (at_start if rule.where == "start" else at_end)
            if placed and rule.fits(plain):
                return rule.kind
        return ""


def _plain(line: str) -> str:
    return line.lower().replace("’", "'")


def _whole_words(pieces: Sequence[str]) -> Iterator[str]:
    """Yield the words of a pattern that no star touches."""
    for place, piece in enumerate(pieces):
        words = piece.split(" ")
        low = 0 if place == 0 else 1
        high = len(words) if place == len(pieces) - 1 else len(words) - 1
        yield from (word for word in words[low:high] if word)
